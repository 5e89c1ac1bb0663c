"""The address of a Dask cluster -> an executor whose workers run the same program as we do."""

import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import sitegen
from sitegen.errors import Place, SitegenError, fail

PATIENCE = 10
"""Seconds to wait for a cluster and its first worker."""
_LIBRARIES = (
    "Jinja2", "markdown-it-py", "MarkupSafe", "mdit-py-plugins", "msgspec", "nh3", "Pygments",
    "PyYAML",
)  # fmt: skip


@contextmanager
def joined(address: str) -> Iterator[Executor]:
    """Join a cluster (``tcp://host:port``) for a while; raises ImportError without Dask.

    What goes wrong with the cluster raises SitegenError, also while it is at work.
    """
    from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, and heavy
    from distributed.comm import CommClosedError  # noqa: PLC0415

    try:
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=PATIENCE)
            ours = program()
            for worker, theirs in client.run(program).items():
                if theirs != ours:
                    raise _unlike(worker)
            yield client.get_executor()
    except (OSError, ValueError, TimeoutError, KilledWorker, CommClosedError, CancelledError) as error:
        raise _lost(address, error) from error
    except ModuleNotFoundError as error:
        raise _unlike(address) from error
