"""A code block and its info string -> HTML with short classes, by Pygments.

Only listed languages are coloured, and only up to a size: some lexers take quadratic time.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

from sitegen.text.regex import regex

LARGEST = 8_000
"""Characters of code up to which it is coloured."""
_LARGEST = {
    "csharp": 2_000,
    **dict.fromkeys(("c", "cpp", "java", "markdown", "nix", "ocaml", "typescript"), 4_000),
}
"""The same for lexers that take more than a second for the worst code of that size."""

_LEXERS = {
    "bash": "bash sh shell zsh",
    "c": "c h",
    "clojure": "clojure clj",
    "console": "console shell-session sh-session terminal",
    "cpp": "cpp c++ cxx hpp",
    "csharp": "csharp c# cs",
    "css": "css",
    "diff": "diff patch udiff",
    "docker": "docker dockerfile",
    "elixir": "elixir ex exs",
    "erlang": "erlang erl",
    "go": "go golang",
    "haskell": "haskell hs",
    "html": "html htm xhtml",
    "ini": "ini cfg conf",
    "java": "java",
    "javascript": "javascript js jsx mjs node",
    "jinja": "jinja jinja2 html+jinja django",
    "json": "json json5 jsonc",
    "kotlin": "kotlin kt",
    "lua": "lua",
    "markdown": "markdown md",
    "nix": "nix nixos",
    "ocaml": "ocaml ml",
    "perl": "perl pl",
    "php": "php",
    "powershell": "powershell ps1 pwsh posh",
    "pycon": "pycon python-console",
    "python": "python py python3 py3",
    "r": "r rlang splus",
    "ruby": "ruby rb",
    "rust": "rust rs",
    "scala": "scala",
    "scheme": "scheme lisp common-lisp elisp racket",
    "scss": "scss sass",
    "sql": "sql mysql postgresql postgres sqlite",
    "swift": "swift",
    "tex": "tex latex",
    "toml": "toml",
    "typescript": "typescript ts tsx",
    "vim": "vim viml vimscript",
    "xml": "xml svg rss xsl xslt",
    "yaml": "yaml yml",
    "zig": "zig",
}
_UNCOLOURED = frozenset(("err", "l", "n", "o", "p", "pm", "w", "x"))
"""Classes without a colour of their own: they are left out."""
_NAMES = {alias: name for name, aliases in _LEXERS.items() for alias in aliases.split()}
_PLAIN = frozenset(("text", "txt", "plain", "plaintext", "none", "nohighlight", "output"))
_LANGUAGE = regex(r"[^\s{,=]+")
_BRACED = regex(r"\{\s*\.([^\s}]+)")
_LINES = regex(r"(?:hl_lines\s*=\s*|\{)[\"'\[]*(\d[\d\s,\"'-]*)")
_RANGE = regex(r"(\d{1,6})(?:-(\d{1,6}))?")


class Shown(NamedTuple):
    """Highlighted code."""

    html: str
    language: str = ""
    """Canonical name; "" for plain text."""
    doubt: str = ""
    """Reason why it has no colours although a language is named."""


def highlight(code: str, info: str) -> Shown:
    """Highlight code by the info string of its fence: ``python {1,3-5}``, ``rust,ignore``."""
    braced = _BRACED.match(info.strip())
    first = braced[1] if braced else _LANGUAGE.match(info.strip())
    word = (first if isinstance(first, str) else first[0] if first else "").casefold()
    name = _NAMES.get(word, "")
    lines = _marked_lines(info)
    largest = _LARGEST.get(name, LARGEST)
    if name and len(code) <= largest:
        return Shown(_render(_tokens(code, name), lines), name)
    html = _render([("", code)], lines)
    if name:
        return Shown(html, name, f"'{word}' code is longer than {largest:,} characters")
    if word and word not in _PLAIN:
        return Shown(html, "", f"unknown language '{word}' in a code block")
    return Shown(html)


def _marked_lines(info: str) -> frozenset[int]:
    found = _LINES.search(info)
    numbers: set[int] = set()
    for first, last in _RANGE.findall(found[1]) if found else ():
        numbers.update(range(int(first), min(int(last or first), int(first) + LARGEST) + 1))
    return frozenset(numbers)


def _tokens(code: str, name: str) -> Iterator[tuple[str, str]]:
    last, pieces = "", [""]
    for kind, value in _lexer(name).get_tokens(code):
        short = _short(kind) if value.strip() else ""
        short = "" if short in _UNCOLOURED else short
        if short != last:
            yield last, "".join(pieces)
            last, pieces = short, []
        pieces.append(value)
    yield last, "".join(pieces)


@cache
def _lexer(name: str) -> "Lexer":
    # Imported here: Pygments costs a build 30 ms, and most texts contain no code.
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - heavy, see above

    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


@cache
def _short(kind: "_TokenType") -> str:
    from pygments.token import STANDARD_TYPES  # noqa: PLC0415 - heavy, see above

    return next(STANDARD_TYPES[k] for k in reversed(kind.split()) if k in STANDARD_TYPES)


def _render(tokens: Iterable[tuple[str, str]], marked: frozenset[int]) -> str:
    if not marked:
        return "".join(_span(kind, value) for kind, value in tokens)
    lines: list[list[str]] = [[]]
    for kind, value in tokens:
        first, *rest = value.split("\n")
        lines[-1].append(_span(kind, first))
        lines += ([_span(kind, part)] for part in rest)
    return "\n".join(
        f'<span class="hll">{"".join(line)}</span>'
        if number in marked and (number < len(lines) or any(line))
        else "".join(line)
        for number, line in enumerate(lines, 1)
    )


def _span(kind: str, value: str) -> str:
    text = escape(value, quote=False)
    return f'<span class="{kind}">{text}</span>' if kind and text else text
