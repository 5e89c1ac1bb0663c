"""A text with what goes beside it -> files, each whole or not at all, none over another."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from sitegen.content.loader.names import REMOVED
from sitegen.from_html.types import Removed
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.store.files import atomic_write


def write_text(
    root: Path, file: str, text: str, beside: Mapping[str, bytes], removed: Sequence[Removed]
) -> None:
    """Write a text last, so that what it shows is there before it; raise SitegenError.

    ``beside``: name -> content of the files in its folder.
    """
    folder = PurePosixPath(file).parent
    files = {str(folder / name): content for name, content in beside.items()}
    if removed:
        files[removed_file(file)] = removed_text(file, removed).encode()
    for path, content in {**files, file: text.encode()}.items():
        _write(root / path, path, content)


def removed_file(file: str) -> str:
    """Return the file that keeps what was removed from a text."""
    path = PurePosixPath(file)
    return str(path.with_name(path.stem + REMOVED))


def _write(path: Path, named: str, content: bytes) -> None:
    try:
        if path.exists():
            if path.read_bytes() == content:
                return  # a run that was stopped wrote it
            raise FileExistsError(17, "a file of that name is there already")
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, content)
    except OSError as error:
        raise _unwritten(named, error) from error


def _unwritten(named: str, error: OSError) -> SitegenError:
    reason = (error.strerror or str(error)).lower()
    hint = "check the folder and the space on the disk, and run the command again"
    return fail(Place(named), "E1804", f"cannot be written: {reason}", hint)


def removed_text(file: str, removed: Sequence[Removed]) -> str:
    """Return the removed words of a text, each with what they are."""
    parts = [f"# Removed from {PurePosixPath(file).name} by sitegen import\n"]
    for one in removed:
        runs = re.findall(r"`{3,}", one.text)
        fence = "`" * (1 + max((len(run) for run in runs), default=2))
        parts.append(f"\n## {one.what}\n\n{fence}\n{one.text.strip(chr(10))}\n{fence}\n")
    return "".join(parts)
