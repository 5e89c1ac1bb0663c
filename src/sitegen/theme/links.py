"""Symbolic links among an owner's files: those that lead out of their folder are not followed."""

import os

from sitegen.problems.errors import Place, Problem


def leads_astray(link: str, real: str, name: str) -> str:
    """Return why a link is not followed; "" if it is.

    ``real`` is the folder that it must stay inside, links resolved, and ``name`` what messages call
    it.
    """
    if not os.path.exists(link):  # noqa: PTH110 (a string)
        return "has no target"
    target = os.path.realpath(link)
    if target != real and not target.startswith(real + os.sep):
        return f"leads out of {name}/"
    if f"{os.path.realpath(os.path.dirname(link))}{os.sep}".startswith(f"{target}{os.sep}"):  # noqa: PTH120
        return "leads back to a folder that contains it"
    return "leads to a hidden file" if f"{os.sep}." in target[len(real) :] else ""


def refused(path: str, why: str) -> Problem:
    """Report a link that is not followed."""
    hint = "replace the link by the file itself, or remove it"
    return Problem(Place(path), "W111", f"link {why} and is not followed", hint)
