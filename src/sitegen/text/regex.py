"""Regular expressions, each compiled when it is first asked something.

There are a hundred, three quarters of them for what few texts hold: to compile them all would take
a twelfth of a short build.
"""

import re
from typing import cast


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """Promise a compiled regular expression."""
    return cast("re.Pattern[str]", _Promised(text, flags))  # whatever one is asked, it answers


class _Promised:
    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        answer: object = getattr(re.compile(self._text, self._flags), name)
        # The promise's own from now on, so that the next call is as quick as re's.
        self.__dict__[name] = answer
        return answer
