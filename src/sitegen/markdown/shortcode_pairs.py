"""A text -> its shortcodes that enclose something, and those that are blocks of their own.

Found once for a whole text, in one pass, because whether a tag encloses something depends on all
that follows. Code is passed over: what looks like a tag there is none.
"""

import re
from typing import NamedTuple

from sitegen.markdown.shortcode_tags import Tag, read
from sitegen.text.regex import regex

_ALONE = "gallery|youtube|vimeo|tweet|twitter|instagram|gist|audio|video"
_WORDPRESS = regex(rf"\[(?:/[a-z]|(?:{_ALONE})[\s\]])")
_NEXT = regex(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*$"
    r"|(?<!`)(?P<span>`++)[^`\n]{0,200}(?P=span)(?!`)|\{(?=[{%])|\[(?=/?[a-z])",
    re.MULTILINE,
)
_BLOCKS = frozenset(("picture", "words", "frame", "player"))
_LITERAL = frozenset(("code", "math", "raw"))


class Pair(NamedTuple):
    """A tag and the one that closes it."""

    opening: Tag
    closing: Tag


class Pairs:
    """The shortcodes of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: dict[tuple[str, str], list[Tag]] = {}
        self._missing: set[tuple[str, str]] = set()
        """Shortcodes of code that no tag closes any more."""
        self.pairs: dict[int, Pair] = {}
        """By the position of the first tag."""
        self.written: set[str] = set()
        """All these tags as they are written."""
        self.blocks: dict[int, int] = {}
        """Positions of tags that may be blocks of their own -> their ends."""
        self.raw_ends: set[int] = set()
        """Positions of the tags that end a region without shortcodes, each a line of its own."""
        self._raw_until = 0
        at = 0
        while found := _NEXT.search(text, at):
            at = self._pass_over(found)

    def literal(self) -> list[tuple[int, int]]:
        """Return where shortcodes that enclose code begin and end."""
        return [
            (pair.opening.start, pair.closing.end)
            for pair in self.pairs.values()
            if pair.opening.shortcode and pair.opening.shortcode.kind in _LITERAL
        ]

    def _pass_over(self, found: re.Match[str]) -> int:
        if found["fence"]:
            mark = found["fence"]
            end = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
            close = end.search(self._text, found.end())
            return close.end() if close else len(self._text)
        if found["span"] or found.start() < self._raw_until:
            return found.end()
        tag = read(self._text, found.start(), len(self._text))
        return self._take(tag) if tag else found.end()

    def _take(self, tag: Tag) -> int:
        if tag.ends:
            if stack := self._open.get(_key(tag)):
                opening = stack.pop()
                self.pairs[opening.start] = Pair(opening, tag)
                self.written |= {self._text[each.start : each.end] for each in (opening, tag)}
            return tag.end
        known = tag.shortcode
        if (known and known.kind in _BLOCKS) or "\n" in self._text[tag.start : tag.end]:
            self.blocks[tag.start] = tag.end
        if known and known.kind in _LITERAL:
            key = tag.form, tag.name
            closing = None if key in self._missing else closing_tag(self._text, tag)
            if closing:
                self.pairs[tag.start] = Pair(tag, closing)
                if known.kind != "raw":
                    return closing.end
                self._raw_until = closing.end  # there may be a fence around its end
                if self.is_line(tag) and self.is_line(closing):
                    self.raw_ends.add(closing.start)
                return tag.end
            self._missing.add(key)
        elif known and known.has_end:
            self._open.setdefault(_key(tag), []).append(tag)
        return tag.end

    def is_line(self, tag: Tag) -> bool:
        """Return whether a tag is a line of its own."""
        before = self._text[self._text.rfind("\n", 0, tag.start) + 1 : tag.start]
        after = self._text.find("\n", tag.end)
        behind = self._text[tag.end :] if after < 0 else self._text[tag.end : after]
        whole = "\n" not in self._text[tag.start : tag.end]
        return whole and not (before.strip(" \t>") or behind.strip())


def _key(tag: Tag) -> tuple[str, str]:
    return tag.form, "" if tag.form == "call" else tag.name


def closing_tag(text: str, tag: Tag) -> Tag | None:
    """Find the tag that closes one of code, in which there are no other tags."""
    name = re.escape(tag.name)
    written = {
        "hugo": rf"\{{\{{[<%]\s{{0,3}}/\s{{0,3}}{name}\s{{0,3}}[>%]\}}\}}",
        "liquid": rf"\{{%-?\s{{0,3}}end{name}\s{{0,3}}-?%\}}",
        "wordpress": rf"\[/{name}\]",
    }.get(tag.form)
    found = re.compile(written).search(text, tag.end) if written else None
    return Tag(tag.form, tag.name, "", *found.span(), ends=True) if found else None


def pairs_of(text: str) -> Pairs | None:
    """Find the shortcodes of a text; None if it contains none at all."""
    if "{{" in text or "{%" in text or _WORDPRESS.search(text):
        return Pairs(text)
    return None
