"""Settings of hypothesis, and marks that follow from fixtures."""

import os
import sys
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings

# Else every process that a test starts compiles the whole program for itself.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# These say that a site is built for others.
for name in ("CI", "NETLIFY", "CF_PAGES"):
    os.environ.pop(name, None)
sys.dont_write_bytecode = False
_caches = TemporaryDirectory(prefix="sitegen-caches-")
# No test uses, or leaves anything in, the caches of who runs it.
os.environ["XDG_CACHE_HOME"] = _caches.name

COMMON = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
FIXED = settings(COMMON, derandomize=True, database=None)
settings.register_profile("fixed", FIXED, phases=[Phase.explicit, Phase.generate])
settings.register_profile("shrink", FIXED)
settings.register_profile("explore", COMMON, max_examples=2_000)
settings.load_profile("fixed")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use all processors, but none besides this one for chosen files."""
    chosen = any(".py" in argument for argument in config.args)
    return 0 if chosen else len(os.sched_getaffinity(0))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser or a cluster; they are slow, too."""
    for item in items:
        for name in {"browser", "cluster"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)
            item.add_marker("slow")
