"""TeX of a text -> MathML; what cannot be typeset is printed as it was typed, and reported."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape, unescape
from importlib.util import find_spec
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sitegen.markdown.context import Context, Formula
from sitegen.problems.errors import Place
from sitegen.text.regex import regex

if TYPE_CHECKING:
    from math_core import LatexToMathML

_DEEPEST, _MOST, _LONGEST = 40, 1_000, 20_000
"""Levels of braces, commands and characters of a formula.

The library needs stack for each command that is the argument of another one, without a limit.
"""
_LEVELS = regex(
    r"\\(?:(?P<opens>left(?![a-z])|begin\b)|(?P<closes>right(?![a-z])|end\b)|.)|[{}\[\]]"
)
_DEFINES = regex(r"\\(?:(?:re)?new|provide)command|\\[egx]?def(?![a-zA-Z])|\\let(?![a-zA-Z])")
_NUMBERED = regex(r"\\(?:label|tag)\b")
_PROBLEM = regex(r"(\d+): (.*)", re.DOTALL)
_STYLE = regex(r'(?<=<m)([a-z]+(?: [^<>]*?)?) style="([^"]*)"')
_ID = regex(r' id="([^"]*)"(?=[^<>]*>)')
_ALONE = regex(
    r"<math[^<>]*><semantics><mtext>(<a [^<>]*>[^<>]*</a>)</mtext><annotation\b.*", re.DOTALL
)
_LINK = regex(r"</?a\b[^<>]*>")
_NOWHERE = regex(r'<a href="#eq-([^"]*)">\(\?\?\)</a>')
_CLASSES = {
    "width: 100%": "whole",
    "width: 50%": "half",
    "text-align: left": "left",
    "text-align: right": "right",
    "padding-left: 0": "near",
    "padding-right: 0": "close",
    "padding-left:1em": "apart",
    "border-top: 0.05em solid currentcolor": "above",
    "border-top: 0.05em dashed currentcolor": "above",
    "border-left: 0.05em solid currentcolor": "before",
    "border-left: 0.05em dashed currentcolor": "before",
    "border-right: 0.05em solid currentcolor": "after",
    "border-right: 0.05em dashed currentcolor": "after",
}
"""Declarations that MathML for alignment needs -> their classes in ``base.css``."""


class _Fault(Exception):  # noqa: N818 - of an author
    """A mistake in a formula, with its character."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


def inline(context: Context, paragraph: Token, token: Token) -> str:
    """Record a formula in a line; return a mark that ``fill`` replaces."""
    tex = _inner(token.content)
    start = max(paragraph.content.find(tex, token.meta.get("pos", 0)), 0)
    typed = f"{token.markup}{token.content}{token.markup}"
    place = lambda at: context.place(paragraph, start + at)  # noqa: E731 - it is a field
    return _mark(context, Formula(tex, typed, token.markup == "$$", place))


def block(context: Context, token: Token) -> str:
    """Record a formula that is a block of its own; return it with a mark that ``fill`` replaces."""
    tex = token.content.rstrip("\n")
    typed = tex if token.type == "fence" or tex.startswith("\\begin{") else f"$$\n{tex}\n$$"
    formula = Formula(tex, typed, True, lambda at: _place(context, token, at))  # noqa: FBT003 - a field
    # A long formula scrolls by itself, so the keyboard must be able to reach it.
    return f'<div class="math" tabindex="0">{_mark(context, formula)}</div>\n'


def alone(token: Token) -> str:
    """Return a formula in a title or another line that is shown elsewhere, too."""
    return _alone(_inner(token.content), f"{token.markup}{token.content}{token.markup}")


def fill(context: Context, parts: Sequence[str]) -> list[str]:
    """Put the formulas of a text in the place of their marks; report those with mistakes."""
    if not context.formulas:
        return list(parts)
    shown = _shown(context)
    mark = re.compile(re.escape(context.sign("math")) + "([0-9]{1,9});")
    return [mark.sub(lambda found: shown[int(found[1])], part) for part in parts]


def _inner(written: str) -> str:
    """Remove the backticks that GitHub wants between the dollars."""
    is_quoted = len(written) > 2 and written[0] == written[-1] == "`"
    return written[1:-1] if is_quoted else written


def _mark(context: Context, formula: Formula) -> str:
    context.formulas.append(formula)
    return f"{context.sign('math')}{len(context.formulas) - 1};"


def _place(context: Context, token: Token, at: int) -> Place:
    """Return line and column of a character of a block."""
    row = token.content.count("\n", 0, at)
    within = at - token.content.rfind("\n", 0, at) - 1
    words = token.content.split("\n")[row]
    first, last = token.map or (0, 0)
    for index in range(first + row, min(last, len(context.lines))):
        column = context.lines[index].find(words)
        if column >= 0:
            return Place(context.path, context.first_line + index, column + within + 1)
    return context.line(token)


def _shown(context: Context) -> list[str]:
    """Typeset the formulas of a text together: they are numbered, and refer to each other."""
    if not is_installed():
        hint = "install it: pip install math-core"
        message = "formulas are printed as TeX, because math-core is not installed"
        context.warn("W322", context.formulas[0].place(0), message, hint)
        return [escape(formula.typed, quote=False) for formula in context.formulas]
    shown = [escape(formula.typed, quote=False) for formula in context.formulas]
    sound: list[int] = []
    for number, formula in enumerate(context.formulas):
        try:
            _typeset(formula.tex, display=formula.display)
            sound.append(number)
        except _Fault as fault:
            hint = "the formula is printed as it was typed; correct it, or write it otherwise"
            context.warn("W321", formula.place(fault.at), str(fault), hint)
    wanted = [context.formulas[number] for number in sound]
    typeset = _converter().convert_all([(_ready(one.tex), one.display) for one in wanted])
    for number, formula, markup in zip(sound, wanted, typeset, strict=True):
        shown[number] = _finished(context, formula, markup)
    return shown


def _finished(context: Context, formula: Formula, markup: str) -> str:
    for name in _NOWHERE.findall(markup):
        message = f"no formula of this text has the label '{unescape(name)}'"
        hint = "write \\label in the formula that is meant"
        context.warn("W321", formula.place(0), message, hint)
    own = _without_links(_NOWHERE.sub("(??)", _with_classes(markup)))
    claim = context.anchors.claim
    return _ID.sub(lambda found: found[0] if claim(unescape(found[1])) else "", own)


def _without_links(markup: str) -> str:
    """Turn a formula that only refers to another one into a link: formulas contain none."""
    if "<a " not in markup:
        return markup
    found = _ALONE.fullmatch(markup)
    return found[1] if found else _LINK.sub("", markup)


@lru_cache(1024)
def _alone(tex: str, typed: str) -> str:
    if is_installed():
        try:
            return _LINK.sub("", _ID.sub("", _with_classes(_typeset(tex, display=False))))
        except _Fault:
            pass  # reported where the text has it
    return escape(typed, quote=False)


def _typeset(tex: str, *, display: bool) -> str:
    from math_core import LatexError  # noqa: PLC0415 - few texts have formulas

    _check(tex)
    try:
        return _converter().convert_with_local_state(_ready(tex), displaystyle=display)
    except LatexError as error:
        raise _fault(tex, str(error)) from error


def _check(tex: str) -> None:
    """Refuse what the library would need too much memory for."""
    if tex.count("\\") > _MOST or len(tex) > _LONGEST:
        raise _Fault("formula is too long to be typeset")
    if found := _DEFINES.search(tex):
        raise _Fault(f"'{found[0]}' has no effect: formulas define no commands", found.start())
    depth = 0
    for found in _LEVELS.finditer(tex):
        if found["opens"] or found[0] in "{[":
            depth += 1
        elif found["closes"] or found[0] in "}]":
            depth -= 1
        if depth > _DEEPEST:
            raise _Fault(f"formula nests more than {_DEEPEST} levels deep", found.start())


def _ready(tex: str) -> str:
    """Number a formula that has a label or a number of its own, as other tools do."""
    if _NUMBERED.search(tex) and "\\begin{" not in tex:
        return f"{_EQUATION}{tex}\\end{{equation}}"
    return tex


_EQUATION = "\\begin{equation}"


def _fault(tex: str, error: str) -> _Fault:
    found = _PROBLEM.match(error)
    at, words = (int(found[1]), found[2]) if found else (0, error)
    if _ready(tex) != tex:
        at -= len(_EQUATION)
    words = re.sub(r'"([^"]*)"', r"'\1'", words.strip().rstrip("."))
    return _Fault(f"formula: {words[:1].lower()}{words[1:]}", min(max(at, 0), len(tex)))


def _with_classes(markup: str) -> str:
    """Write the styles in attributes, which hosts may forbid, as classes."""
    return _STYLE.sub(_with_class, markup) if ' style="' in markup else markup


def _with_class(found: re.Match[str]) -> str:
    written = [one.strip() for one in found[2].split(";")]
    names = " ".join(_CLASSES[one] for one in written if one in _CLASSES)
    colour = next((one[6:] for one in written if one.startswith("color:#")), "")
    own = f' class="{names}"' if names else ""
    return found[1] + own + (f' mathcolor="{colour}"' if colour else "")


@cache
def is_installed() -> bool:
    """Return whether formulas can be typeset."""
    return find_spec("math_core") is not None


@cache
def _converter() -> "LatexToMathML":
    from math_core import LatexToMathML  # noqa: PLC0415 - few texts have formulas

    return LatexToMathML(annotation=True, fancy_error=False, id_prefix="eq-", max_expansions=1)
