"""Words -> Markdown that shows these words: a backslash only where a character would mean more."""

import re

from sitegen.markdown import addresses
from sitegen.markdown.shortcode_tags import read
from sitegen.text.regex import regex

_SPECIAL = regex(r"[\\`*_\[\]<&{$~^=%!]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TAG = regex(r"<(?=[A-Za-z/!?%])")
_ENTITY = regex(r"&(?=#?\w{1,40};)")
_STAR = regex(r"(?<=\S)\*|\*(?=\S)|^\*|\*$", re.MULTILINE)
_LINE = regex(r"(?<!\w)_|_(?!\w)")
_BRACKET = regex(r"\[(?=[\[^]|[^\[\]]*\](?:[(\[:{]|$)|[^\[\]]*$|[ xX]\]|_*toc_*\])", re.IGNORECASE)
_BRACE = regex(r"\{(?=\s*(?:[#.:/>]|[A-Za-z][\w-]*=))")
_TEMPLATE = regex(r"\{(?=[{%])")
_MARKS = regex(r"(?<=\S)==|==(?=\S)")
_PERCENTS = regex(r"%{2,}")
_BLOCK_ID = regex(r"(?<=[ \n])\^(?=[\w-]+$)|\^(?=\[)")
_START = regex(
    r"^(?:(?P<number>\d{1,9})(?=[.)](?:\s|$))"
    r"|(?=\#{1,6}(?:[\s\#]|$)|>|[+*-](?:\s|$)|[:~]\s|-{2,}|={1,}\s*$|:{3,}|~{3,}|\$\$|\|"
    r"|!!!|\?\?\?|\\begin\{|_{3,}))",
    re.MULTILINE,
)


def escaped(text: str, *, in_brackets: bool = False) -> str:
    """Escape the words of a line, except what means something only where a line begins.

    ``in_brackets``: they are the words of a link or picture, in which each bracket counts.
    """
    if not _SPECIAL.search(text):
        return text
    parts: list[str] = []
    at = 0
    for start, end in addresses.bare_urls(text) if "://" in text or "www." in text else ():
        parts += _escaped(text[at:start], in_brackets=in_brackets), _address(text[start:end])
        at = end
    return "".join([*parts, _escaped(text[at:], in_brackets=in_brackets)])


def _address(text: str) -> str:
    """Escape a bare address, in which most characters are literal anyway."""
    text = _TEMPLATE.sub("&#123;", re.sub(r"([*`\\\[\]|])", r"\\\1", text))
    return text.replace("%%", "&#37;%")


def _escaped(text: str, *, in_brackets: bool) -> str:
    if "\\" in text:
        text = re.sub(r"\\(?=[!-/:-@\[-`{-~]|$)", r"\\\\", text, flags=re.MULTILINE)
    if "`" in text:
        text = text.replace("`", "\\`")
    if "*" in text:
        text = _STAR.sub(r"\\*", text)
    if "_" in text:
        text = _LINE.sub(r"\\_", text)
    if "[" in text or "]" in text:
        text = re.sub(r"[\[\]]", r"\\\g<0>", text) if in_brackets else _brackets(text)
    if "<" in text:
        text = _TAG.sub(r"\\<", text)
    if "&" in text:
        text = _ENTITY.sub(r"\\&", text)
    return _rare(text)


def _brackets(text: str) -> str:
    text = _BRACKET.sub(r"\\[", text)
    if re.search(r"\[/?[a-z]", text):
        text = re.sub(r"(?<!\\)\[(?=/?[a-z])", lambda found: _shortcode(text, found), text)
    return text


def _shortcode(text: str, found: re.Match[str]) -> str:
    tag = read(text, found.start(), len(text))
    return "\\[" if tag and tag.shortcode else "["


def _rare(text: str) -> str:
    if "{" in text:
        text = _BRACE.sub(r"\\{", _TEMPLATE.sub("&#123;", text))
    if text.count("$") > 1:
        text = text.replace("$", "\\$")
    if text.count("~") > 1:
        text = text.replace("~", "\\~")
    if "^" in text:
        text = text.replace("^", "\\^") if text.count("^") > 1 else _BLOCK_ID.sub(r"\\^", text)
    if "==" in text:
        text = _MARKS.sub(r"\\=\\=", text)
    if "%%" in text:
        text = _PERCENTS.sub(lambda found: "\\%" * len(found[0]), text)
    return text


def fully_escaped(text: str) -> str:
    """Escape each character that could mean something anywhere."""
    return "".join(f"\\{char}" if char in _PUNCTUATION else char for char in text)


def with_safe_starts(paragraph: str) -> str:
    """Escape what would begin another kind of block where a line of a paragraph begins."""
    return _START.sub(lambda found: f"{found['number']}\\" if found["number"] else "\\", paragraph)


def title(markdown: str) -> str:
    """Write Markdown as the title of a picture, between quotation marks."""
    markdown = re.sub(r"\\(?=[!-/:-@\[-`{-~])", r"\\\\", markdown)
    markdown = _ENTITY.sub(r"\\&", markdown)
    return '"' + " ".join(markdown.replace('"', '\\"').split()) + '"'


def address(written: str) -> str:
    """Write the address of a link or picture as Markdown reads it."""
    written = re.sub(r"[\n\t]", "", written).replace(" ", "%20").replace("\\", "%5C")
    written = written.replace("<", "%3C").replace(">", "%3E").replace('"', "%22")
    written = _TEMPLATE.sub("%7B", _ENTITY.sub("&amp;", written)).replace("%%", "%25%")
    depth = 0
    for char in written if "(" in written or ")" in written else "":
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    return f"<{written}>" if depth else written


def code(text: str) -> str:
    """Write words of code in a line."""
    text = re.sub(r"\s*\n\s*", " ", text)
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(size for size in range(1, len(runs) + 2) if size not in runs)
    spaced = text.startswith("`") or text.endswith("`")
    spaced = spaced or (text.startswith(" ") and text.endswith(" ") and not text.isspace())
    return f"{fence} {text} {fence}" if spaced else f"{fence}{text}{fence}"


def fenced(text: str, language: str = "") -> str:
    """Write lines of code."""
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    fence = "`" * max(3, longest + 1)
    end = "" if text.endswith("\n") or not text else "\n"
    return f"{fence}{language}\n{text}{end}{fence}"
