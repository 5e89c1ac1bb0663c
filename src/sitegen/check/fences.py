"""Code between the tags of Jekyll, Octopress and Hugo -> the same between fences."""

import re

_TAG = re.compile(
    r"^[ \t]*(?:\{%-?\s*(?P<jekyll>end)?(?:highlight|codeblock)\b[^\n]*?-?%\}"
    r"|\{\{[<%]\s*(?P<hugo>/)?\s*highlight\b[^\n]*?[%>]\}\})[ \t]*$",
    re.MULTILINE,
)
_FENCE = "~" * 12


def fenced(body: str) -> str:
    """Replace tags around code by fences; lines keep their numbers, but not their lengths."""
    if "highlight" not in body and "codeblock" not in body:
        return body
    ends = [bool(found["jekyll"] or found["hugo"]) for found in _TAG.finditer(body)]
    if ends != [False, True] * (len(ends) // 2):
        return body
    return _TAG.sub(_FENCE, body)
