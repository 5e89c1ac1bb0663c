"""Regular expressions that are compiled on first use.

There are a hundred, three quarters of them for rare markup: compiling them all would take a twelfth
of a short build.
"""

import re
from typing import cast


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled on first use."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags))  # it has all attributes of a pattern


class _LazyPattern:
    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        answer: object = getattr(re.compile(self._text, self._flags), name)
        # An attribute of its own from now on, so that the next call is as fast as that of re.
        self.__dict__[name] = answer
        return answer
