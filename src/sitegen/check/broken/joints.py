"""Joints of sentences after a number, a double name, a bracket or a quotation mark."""

import re
from collections.abc import Iterator

from sitegen.check.wordlists import pattern

_MARKED = re.compile(
    r"(?P<before>(?<![\w.,/#])\d{1,4}|[^\W\d_]{2,}-[^\W\d_]{2,}"
    r"|[^\W_]{2,}[ \u00a0\u202f]?[)\]”»“\"’]"
    r"|[^\W\d_]{2,}(?=[.?!][\"“]))(?P<end>[.?!][\"“]?)(?P<open>)"
    r"(?P<after>[^\W\d_a-z]['’]?[^\W\d_]+)(?P<next>[\w.(:/@=\[-]?)"
)
_YEAR = 4
"""Digits of a year."""
_GOES_ON = re.compile(r",? [^\W\d_]")


def marked_joints(line: str) -> Iterator[re.Match[str]]:
    """Yield joints such as ``1998.Nobody``; their groups are those of ``sentences``."""
    if line.isspace():
        return
    for found in _MARKED.finditer(line):
        after = found["after"]
        sentence = after[0].isupper() and after[1:].strip("'’").islower() and not found["next"]
        item = found["before"].isdigit() and len(found["before"]) < _YEAR
        if item and not line[: found.start()].strip():
            continue  # an item of a list
        if sentence and _begins(found) and _closes(found):
            yield found


def opens(word: str) -> bool:
    """Return whether a word often begins a sentence."""
    return bool(pattern("<openers>").fullmatch(word.replace("’", "'").partition("'")[0]))


def _begins(found: re.Match[str]) -> bool:
    ends = found.end("after") == len(found.string)
    return bool(opens(found["after"]) or ends or _GOES_ON.match(found.string, found.end("after")))


def _closes(found: re.Match[str]) -> bool:
    """Return whether a quotation mark ends what is quoted, and does not open the next."""
    before = found.string[: found.end("end")]
    return found["end"][-1] != "“" or before.rfind("„") > before.rfind("”")
