"""Types of places and problems: what is wrong, where, and what to do next."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]

_SEVERITY: dict[str, Severity] = {"E": "error", "W": "warning", "N": "note"}


class Place(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A place in a source file."""

    path: str
    """POSIX path relative to the site's root."""
    line: int = 0
    """1-based; 0 when the whole file is meant."""
    column: int = 0
    """1-based, in characters; 0 when the whole line is meant."""

    def __str__(self) -> str:
        parts = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


class Problem(Struct, frozen=True, order=True, array_like=True, gc=False):
    """One mistake in a source, in the author's words."""

    place: Place
    code: str
    """Explained in docs/problems.md; its letter is the severity: E error, W warning, N note."""
    message: str
    """What is wrong: present tense, the value quoted, no full stop."""
    hint: str = ""
    """The next step; empty where the message says it all."""
    weight: Severity | Literal[""] = ""
    """The severity, where the letter of the code does not decide."""
    places: tuple[Place, ...] = ()
    """Places of which a problem of the whole collection is true."""

    @property
    def severity(self) -> Severity:
        """Severity: from the letter of the code, unless ``weight`` overrides it."""
        return self.weight or _SEVERITY[self.code[0]]

    @property
    def sentences(self) -> str:
        """Message and hint in one line."""
        return f"{self.message}. {self.hint}" if self.hint else self.message


def has_error(problems: Iterable[Problem]) -> bool:
    """Return whether one of some problems is an error."""
    return any(problem.severity == "error" for problem in problems)


class SitegenError(Exception):
    """One or more problems that end a run; carries them all."""

    def __init__(self, problems: Iterable[Problem], sound: tuple[int, int] = (0, 0)) -> None:
        self.sound = sound
        """Number of texts that could be published without the others, and of all texts."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(f"{p.place}: {p.message}" for p in self.problems))

    def __reduce__(self) -> tuple[type["SitegenError"], tuple[tuple[Problem, ...]]]:
        # By its problems, so that the error of a worker process arrives whole.
        return SitegenError, (self.problems,)


def fail(place: Place, code: str, message: str, hint: str = "") -> SitegenError:
    """Return the error that holds a single problem; the caller raises it."""
    return SitegenError([Problem(place, code, message, hint)])
