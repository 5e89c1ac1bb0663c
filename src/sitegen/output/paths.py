"""Output paths and their sources -> problems: unusable paths, and paths used twice."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.output import manifest
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import folded

_WIDEST = 60
"""Characters of a path that a message shows."""


class _Claim(NamedTuple):
    path: str
    source: str
    """What the path is made from."""

    def __str__(self) -> str:
        return f"'{self.path}' (from '{self.source}')"


def path_problems(claims: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Find output paths that a system cannot hold, and sources that are in each other's way."""
    files = {manifest.NAME: _Claim(manifest.NAME, "sitegen's own list of files")}
    folders: dict[str, _Claim] = {}
    for path, source in claims:
        if reason := _fault(path):
            shown = path if len(path) <= _WIDEST else path[: _WIDEST - 1] + "…"
            hint = "change the address or the file's name"
            message = f"the output path {shown!r} {reason}"
            yield Problem(Place(source or path), "E907", message, hint)
            continue
        name, claim = folded(path), _Claim(path, source or path)
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


def ancestors(path: str) -> Iterator[str]:
    """Return the folders of a path, the nearest first: "a/b/c" -> "a/b", "a"."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def holders(paths: Iterable[str]) -> set[str]:
    """Return the paths of all folders above some files."""
    return {folder for path in paths for folder in ancestors(path)}


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


def _twice(first: _Claim, second: _Claim) -> Problem:
    message = f"{first} and {second} are the same file on many systems"
    if first.path == second.path:
        message = f"'{first.path}' is made from both '{first.source}' and '{second.source}'"
    return _clash(message, second)


def _file_and_folder(file: _Claim, inside: _Claim) -> Problem:
    return _clash(f"{file} is a file, but {inside} needs a folder of that name", inside)


def _clash(message: str, second: _Claim) -> Problem:
    return Problem(Place(second.source), "E906", message, "give one of them another address")
