"""One build on many machines: the same bytes, by any executor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from sitegen.parallel import CHUNK
from trial import build, essay, problems, tree, write_site

ESSAYS = "".join(
    f"-- essays/e{n}.md --\n{essay(f'E{n}', f'See [it](e{n // 2}.md).', tags=f't{n % 7}')}"
    for n in range(CHUNK + 3)
)
TEMPLATE = '-- templates/essay.html --\n{% extends "default/essay.html" %}\n'


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield f"dask:{local.scheduler_address}"


def test_a_cluster_of_two_workers_makes_the_same_bytes(tmp_path: Path, cluster: str) -> None:
    near = write_site(tmp_path / "near", ESSAYS + TEMPLATE)
    far = write_site(tmp_path / "far", ESSAYS + TEMPLATE)
    assert build(near).code == 0
    done = build(far, "--executor", cluster)
    assert (done.code, done.err) == (0, "")
    assert len(tree(far / "public")) > CHUNK
    assert tree(far / "public") == tree(near / "public")
