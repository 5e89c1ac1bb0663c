"""Output paths and their sources -> problems: unusable paths, and paths used twice."""

from collections.abc import Iterable, Iterator

from sitegen.output import manifest
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import folded

_WIDEST = 60
"""Characters of a path that a message shows."""

_Claim = tuple[str, str]
"""An output path, and the source that it is made from."""


def path_problems(claims: Iterable[_Claim]) -> Iterator[Problem]:
    """Find paths that some system does not allow, and sources that need the same path."""
    files = {manifest.NAME: (manifest.NAME, "sitegen's own list of files")}
    folders: dict[str, _Claim] = {}
    for path, source in claims:
        if reason := _fault(path):
            hint = "change the address or the file's name"
            message = f"the output path {_shown(path)!r} {reason}"
            yield Problem(Place(source or path), "E907", message, hint)
            continue
        name, claim = folded(path), (path, source or path)
        if name in files:
            yield _twice(files[name], claim)
        elif name in folders:
            yield _file_and_folder(claim, folders[name])
        else:
            for folder in ancestors(name):
                if folder in files:
                    yield _file_and_folder(files[folder], claim)
                if folder in folders:
                    break
                folders[folder] = claim
            files[name] = claim


def _shown(path: str) -> str:
    return path if len(path) <= _WIDEST else path[: _WIDEST - 1] + "…"


def ancestors(path: str) -> Iterator[str]:
    """Yield the folders of a path, the nearest first: "a/b/c" -> "a/b", "a"."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def holders(paths: Iterable[str]) -> set[str]:
    """Return the paths of all folders above some files."""
    found: set[str] = set()
    for path in paths:
        for folder in ancestors(path):
            if folder in found:
                break
            found.add(folder)
    return found


def _fault(path: str) -> str:
    try:
        raw = path.encode()
    except UnicodeEncodeError:
        return "is not valid Unicode"
    parts = raw.split(b"/")
    faults = (
        (b"" in parts, "has an extra slash"),
        (b"." in parts or b".." in parts, "contains '.' or '..'"),
        (b"\0" in raw or b"\\" in raw, "contains a character that is not allowed in file names"),
        (max(map(len, parts)) > 255, "has a part of more than 255 bytes"),
        (len(raw) > 1000, "is longer than 1,000 bytes"),
    )
    return next((reason for wrong, reason in faults if wrong), "")


def _twice(first: tuple[str, str], second: tuple[str, str]) -> Problem:
    if first[0] == second[0]:
        message = f"'{first[0]}' is made from both '{first[1]}' and '{second[1]}'"
    else:
        message = (
            f"'{first[0]}' (from '{first[1]}') and '{second[0]}' (from '{second[1]}') "
            "are the same file on many systems"
        )
    return Problem(Place(second[1]), "E906", message, "give one of them another address")


def _file_and_folder(file: tuple[str, str], inside: tuple[str, str]) -> Problem:
    message = (
        f"'{file[0]}' (from '{file[1]}') is a file, but '{inside[0]}' (from '{inside[1]}') "
        "needs a folder of that name"
    )
    return Problem(Place(inside[1]), "E906", message, "give one of them another address")
