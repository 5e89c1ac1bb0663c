"""One build on many machines: the same bytes, by any executor."""

import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from distributed import LocalCluster
from msgspec.structs import replace

from sitegen import cluster
from sitegen.build import build as build_site
from sitegen.cache import opened
from sitegen.model import Moment
from sitegen.parallel import CHUNK
from sitegen.setting import Order
from sitegen.visibility import Showing
from trial import build, essay, problems, tree, write_site

ESSAYS = "".join(
    f"-- essays/e{n}.md --\n{essay(f'E{n}', f'See [it](e{n // 2}.md).', tags=f't{n % 7}')}"
    for n in range(CHUNK + 3)
)
OWN = '-- templates/essay.html --\n{% extends "default/essay.html" %}\n'
BROKEN = """\
-- templates/page.html --
{% extends "default/page.html" %}
{% block main %}
{{ text.colour }}
{% endblock %}
-- essays/_pages/about.md --
Words.
"""
MOMENT = Moment(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local.scheduler_address


@pytest.fixture(params=["threads", "processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    if request.param == "threads":
        with ThreadPoolExecutor(2) as threads:
            yield threads
    else:
        with ProcessPoolExecutor(1, get_context("spawn")) as processes:
            yield processes


def test_a_cluster_of_two_workers_makes_the_same_bytes(tmp_path: Path, address: str) -> None:
    near = write_site(tmp_path / "near", ESSAYS + OWN)
    far = write_site(tmp_path / "far", ESSAYS + OWN)
    asked = ("--executor", f"dask:{address}")
    assert build(near).code == 0
    assert build(far, *asked).code == 0
    assert len(tree(far / "public")) > CHUNK
    assert tree(far / "public") == tree(near / "public")
    for root in (near, far):
        write_site(root, "-- essays/e3.md --\n" + essay("New", "And other words."))
    build(near)
    assert build(far, *asked).code == 0
    assert tree(far / "public") == tree(near / "public")


def test_a_mistake_in_a_template_keeps_its_place_on_a_cluster(tmp_path: Path, address: str) -> None:
    root = write_site(tmp_path, ESSAYS + BROKEN)
    here = problems(root)
    assert here.startswith("templates/page.html:3: error[E704]")
    assert problems(root, "--executor", f"dask:{address}") == here


def test_any_executor_makes_the_same_bytes(tmp_path: Path, executor: Executor) -> None:
    root = write_site(tmp_path, ESSAYS + OWN)
    build(root)
    here = tree(root / "public")
    build_by(root, executor, tmp_path / "far")
    assert tree(tmp_path / "far") == here


def build_by(root: Path, executor: Executor, output: Path) -> None:
    """Build a site anew into a folder, by an executor."""
    (root / ".sitegen/state").unlink()
    with opened(root) as cache:
        config = cache.site_config[0]
        order = Order(root, replace(config, output=str(output)), Showing(MOMENT), 1)
        build_site(order, cache, lambda *_: None, executor)


def test_a_worker_with_another_program_makes_nothing(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "version", lambda name: f"{name} of tomorrow")
    done = build(write_site(tmp_path, ESSAYS), "--executor", f"dask:{address}")
    assert done.code == 1
    assert "error[E922]: the worker at 'tcp://127.0.0.1:" in done.err
    assert not (tmp_path / "public").exists()


def test_a_cluster_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    root = write_site(tmp_path, ESSAYS)
    hint = "  hint: see that its scheduler and a worker run, or build without --executor\n"
    start = f"{root.as_posix()}: error[E921]: the cluster at"
    end = f"\n{hint}1 error; nothing published\n"
    assert problems(root, "--executor", "dask:tcp://127.0.0.1:1") == (
        f"{start} 'tcp://127.0.0.1:1' does not serve: Timed out trying to connect to "
        f"tcp://127.0.0.1:1 after 0.2 s{end}"
    )
    told = problems(root, "--executor", "dask:carrier://pigeon")
    assert told.startswith(f"{start} 'carrier://pigeon' does not serve: unknown address scheme")
    assert told.endswith(end)


@pytest.mark.parametrize("named", ["dask", "dask:host", "tcp://host:8786", ""])
def test_an_executor_of_no_known_kind_is_wrong_usage(named: str, tmp_path: Path) -> None:
    done = build(write_site(tmp_path, ESSAYS), "--executor", named)
    assert done.code == 2
    assert f"'{named}' names no executor; write dask:tcp://HOST:PORT" in done.err


def test_without_dask_the_next_step_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "sitegen.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = build(write_site(tmp_path, ESSAYS), "--executor", "dask:tcp://127.0.0.1:1")
    assert done.code == 2
    assert "Dask is not installed here; try: pip install 'sitegen[dask]'" in done.err
