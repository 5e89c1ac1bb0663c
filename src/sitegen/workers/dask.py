"""The address of a Dask cluster -> an executor whose workers run the same program as we do."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, wait
from contextlib import contextmanager
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar
from warnings import catch_warnings, filterwarnings

from distributed import Client, KilledWorker

import sitegen
from sitegen.problems.errors import Place, SitegenError, fail

R = TypeVar("R")

PATIENCE = 10
"""Seconds to wait for a cluster, and for its first worker."""
_PULSE = 1.0
"""Seconds after which a client is asked whether its scheduler has gone: no result comes then."""
_LIBRARIES = (
    "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "mdurl", "msgspec", "nh3",
    "pygments", "pyyaml",
)  # fmt: skip


@contextmanager
def joined(address: str) -> Iterator[Executor]:
    """Connect to a cluster (``tcp://host:port``); raise SitegenError if it fails, also later."""
    with _silent():
        with _reported(address):
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        with client:
            with _reported(address):
                client.wait_for_workers(1, timeout=PATIENCE)
                programs = client.run(program)
            for worker, theirs in programs.items():
                if theirs != program():
                    raise _unlike(worker)
            yield _Cluster(client, address)


class _Cluster(Executor):
    """Dask's own executor, with its failures as problems.

    Its own ``map`` asks for each result when the one before has come, and sends the function with
    every task (distributed 2026.8).
    """

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._address = address

    def map(
        self,
        fn: Callable[..., R],
        *iterables: Iterable[Any],  # Any: as in the class above
        timeout: float | None = None,
        chunksize: int = 1,  # noqa: ARG002 (Dask knows none)
    ) -> Iterator[R]:
        with _reported(self._address):
            function = self._client.scatter(fn, broadcast=True, hash=False)
            futures = [
                self._executor.submit(_call, function, *task)
                for task in zip(*iterables, strict=False)
            ]
            for future in futures:
                while not wait([future], timeout or _PULSE).done:
                    if timeout or self._client.status == "closed":
                        raise CancelledError("the scheduler has gone")
                yield future.result()


def _call(function: Callable[..., R], *arguments: object) -> R:
    """Call a function that a worker has already."""
    return function(*arguments)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep Dask's advice and logs from an author's screen; what matters is a problem of ours."""
    logging.disable()  # nothing else here writes logs
    try:
        with catch_warnings():
            filterwarnings("ignore", module="distributed")
            yield
    finally:
        logging.disable(logging.NOTSET)


def program() -> str:
    """Return the fingerprint of what decides the bytes of a site: program, libraries and Python."""
    folder = Path(sitegen.__file__).parent
    digest = blake2b(digest_size=16)
    for name in (sys.version, *map(version, _LIBRARIES)):
        digest.update(name.encode() + b"\n")
    for file in sorted(folder.rglob("*.py")):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


@contextmanager
def _reported(address: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise _unlike(address) from error
    except (OSError, ValueError, KilledWorker, CancelledError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        message = f"the cluster at '{address}' cannot be used: {reason}"
        hint = "check that its scheduler and a worker are running, or build without --executor"
        raise fail(Place("."), "E921", message, hint) from error


def _unlike(worker: str) -> SitegenError:
    message = f"the worker at '{worker}' has other versions of sitegen, its libraries or Python"
    return fail(Place("."), "E922", message, "install the same versions there")
