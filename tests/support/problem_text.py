"""Problems as the text that a test compares."""

from collections.abc import Iterable

from sitegen.problems.errors import Problem


def printed(problems: Iterable[Problem]) -> str:
    """Print problems one below the other, each with its hint."""
    lines = []
    for problem in problems:
        lines.append(f"{problem.place}: {problem.severity}[{problem.code}]: {problem.message}")
        lines += [f"  hint: {problem.hint}"] if problem.hint else []
    return "\n".join(lines)
