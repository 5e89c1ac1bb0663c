"""A build on a cluster: the same bytes, by any executor.

Dask leaves threads behind, with which nothing here could be forked: it runs in other processes.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.build import build as build_site
from sitegen.content.visibility import Showing
from sitegen.incremental.cache import opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.model import Moment
from sitegen.workers.parallel import CHUNK, Workers
from support.site import Run, build, essay, problems, tree, write_site
from support.waiting import eventually

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
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
CLUSTER = """\
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as local:
        print(local.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = tmp_path_factory.mktemp("cluster") / "cluster.py"
    script.write_text(CLUSTER)
    with subprocess.Popen(
        [sys.executable, script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(REPOSITORY),
        text=True,
    ) as process:
        assert process.stdout
        yield f"dask:{process.stdout.readline().strip()}"
        process.communicate()


def environment(repository: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(repository / "src")}


def build_on(executor: str, root: Path, before: str = "", repository: Path = REPOSITORY) -> Run:
    """Build a site by an executor, in a process of its own that does something ``before``."""
    arguments = ["sitegen", "build", str(root), "--now", "2026-01-01", "--executor", executor]
    begin = "import sys\nsys.modules['PIL'] = None"
    code = f"{begin}\n{before}\nsys.argv = {arguments}\nfrom sitegen.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(repository),
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr.replace(f"{root.as_posix()}/", ""))


def test_a_cluster_of_two_workers_makes_the_same_bytes(tmp_path: Path, cluster: str) -> None:
    near = write_site(tmp_path / "near", ESSAYS + OWN)
    far = write_site(tmp_path / "far", ESSAYS + OWN)
    build(near)
    done = build_on(cluster, far)
    assert (done.code, done.err) == (0, "")
    assert len(tree(far / "public")) > CHUNK
    assert tree(far / "public") == tree(near / "public")
    for root in (near, far):
        write_site(root, "-- essays/e3.md --\n" + essay("New", "And other words."))
    build(near)
    assert build_on(cluster, far).code == 0
    assert tree(far / "public") == tree(near / "public")


def test_a_mistake_in_a_template_keeps_its_place_on_a_cluster(tmp_path: Path, cluster: str) -> None:
    root = write_site(tmp_path, ESSAYS + BROKEN)
    here = problems(root)
    assert here.startswith("templates/page.html:3: error[E704]")
    assert build_on(cluster, root).err == here


def test_a_worker_with_another_program_makes_nothing(tmp_path: Path, cluster: str) -> None:
    root = write_site(tmp_path / "site", ESSAYS)
    for folder in ("src", "templates", "static"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "other" / folder)
    with (tmp_path / "other/src/sitegen/slugs.py").open("a", encoding="utf-8") as module:
        module.write("# of tomorrow\n")
    done = build_on(cluster, root, repository=tmp_path / "other")
    assert done.code == 1
    assert "error[E922]: the worker at 'tcp://127.0.0.1:" in done.err
    assert not (root / "public").exists()


def test_a_missing_cluster_is_reported(tmp_path: Path) -> None:
    root = write_site(tmp_path, ESSAYS)
    impatient = "from sitegen.workers import dask; dask.PATIENCE = 0.2"
    end = (
        "  hint: check that its scheduler and a worker are running, or build without --executor\n"
        "1 error; nothing published\n"
    )
    done = build_on("dask:tcp://127.0.0.1:1", root, impatient)
    assert done.code == 1
    assert done.err == (
        f"{root}: error[E921]: the cluster at 'tcp://127.0.0.1:1' cannot be used: "
        f"Timed out trying to connect to tcp://127.0.0.1:1 after 0.2 s\n{end}"
    )
    done = build_on("dask:carrier://pigeon", root)
    assert "the cluster at 'carrier://pigeon' cannot be used: unknown address scheme" in done.err
    assert done.err.endswith(end)


DIES = """\
import os, signal
from sitegen.workers import dask
whole = dask._Cluster.map
def halfway(self, *arguments, **options):
    results = whole(self, *arguments, **options)
    yield next(results)
    os.kill({scheduler}, signal.SIGKILL)
    yield from results
dask._Cluster.map = halfway
"""
SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"
WORKER = "from distributed.cli.dask_worker import main; main()"


@pytest.mark.cluster
def test_a_scheduler_that_dies_is_one_problem_and_nothing_else(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", ESSAYS)
    address_file = tmp_path / "scheduler.json"
    shared = ["--scheduler-file", str(address_file), "--no-dashboard"]
    scheduler = start(SCHEDULER, *shared, "--host", "127.0.0.1", "--port", "0")
    worker = start(WORKER, *shared, "--no-nanny", "--nthreads", "1")
    try:
        eventually(address_file.is_file)
        address = json.loads(address_file.read_text())["address"]
        done = build_on(f"dask:{address}", root, DIES.format(scheduler=scheduler.pid))
        assert done.code == 1
        assert len(done.err.splitlines()) == 3, done.err
        assert f"error[E921]: the cluster at '{address}' cannot be used: " in done.err
        assert not (root / "public").exists()
    finally:
        for process in (worker, scheduler):
            process.kill()
            process.wait()


def start(code: str, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment(REPOSITORY),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_without_dask_the_hint_says_what_to_install(tmp_path: Path) -> None:
    root = write_site(tmp_path, ESSAYS)
    done = build_on("dask:tcp://127.0.0.1:1", root, "sys.modules['distributed'] = None")
    assert done.code == 2
    assert "Dask is not installed; install it: pip install 'distributed>=2025.1'" in done.err


@pytest.mark.parametrize("named", ["dask", "dask:host", "tcp://host:8786", ""])
def test_an_executor_of_no_known_kind_is_wrong_usage(named: str, tmp_path: Path) -> None:
    done = build(write_site(tmp_path, ESSAYS), "--executor", named)
    assert done.code == 2
    assert f"unknown executor '{named}'; write dask:tcp://HOST:PORT" in done.err


def test_any_executor_makes_the_same_bytes(tmp_path: Path) -> None:
    root = write_site(tmp_path, ESSAYS + OWN)
    build(root)
    here = tree(root / "public")
    (root / ".sitegen/state").unlink()
    with opened(root) as cache, ThreadPoolExecutor(2) as threads:
        config = replace(cache.site_config[0], output=str(tmp_path / "far"))
        showing = Showing(Moment(datetime(2026, 1, 1, tzinfo=UTC)))
        build_site(BuildRequest(root, config, showing, 1), cache, Workers(executor=threads))
    assert tree(tmp_path / "far") == here
