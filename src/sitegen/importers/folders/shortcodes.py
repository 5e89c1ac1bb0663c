"""Shortcodes of a text -> Markdown, where their old folder is needed to show them.

Code becomes fences, pictures become Markdown's, links to texts their old addresses. All others that
sitegen shows stay as they are, and those that it does not know are listed by line.
"""

import re
from collections.abc import Container, Iterator, Mapping
from functools import cached_property, partial
from html import escape

from msgspec import Struct

from sitegen.importers.folders.catalogue import Catalogue
from sitegen.importers.folders.prose import Prose
from sitegen.markdown import embeds
from sitegen.markdown.shortcode_table import Shortcode
from sitegen.markdown.shortcode_tags import (
    Arguments,
    Tag,
    arguments,
    language_of,
    read,
    read_escaped,
    read_value,
)
from sitegen.text import frames
from sitegen.text.filenames import without_suffix
from sitegen.text.regex import regex

_START = regex(r"\{(?=[{%])")
_EMPTY = regex(r"site\.(?:baseurl|url)|site\.github\.url|base_?url|SITEURL", re.IGNORECASE)
_FILE = regex(r"[/.]\S")
_SOURCE = regex(r"[\w./:@?=&%#+~;,-]+")
_QUOTED = regex(r"[\"']([^\"'{}]{1,300})[\"']((?:\s*\|\s*\w+(?:\s*:\s*[^|{}]*)?)*)\s*")
_OF_ADDRESSES = regex(r"\|\s*(?:relative_url|absolute_url|url|prepend|relURL|absURL)\b")
_OWN = ("page.title", "page.date", "page.author", "post.title", "title", "date")
"""Variables of which sitegen knows the values."""


class Rewriter(Struct, frozen=True, dict=True):
    """Rewrites the shortcodes of one text."""

    prose: Prose
    catalogue: Catalogue
    folder: str
    """Of the text."""
    files: Container[str]
    """All files of the site."""
    values: Mapping[str, str]
    """Values of variables, such as ``site.title``, and of ``param``; keys in lower case."""
    processed: Container[str]
    """Forms of tags that the old tool replaced; all others were printed as they are."""
    notices: list[str]
    """What could not be carried over, one line each; filled as shortcodes are read."""

    def run(self) -> Prose:
        """Return the text with the shortcodes rewritten."""
        body = self.prose.body
        if "{{" not in body and "{%" not in body:
            return self.prose
        parts: list[str] = []
        at = 0
        for start, end, words in self._found():
            if start >= at:
                parts += body[at:start], words
                at = end
        return Prose("".join([*parts, body[at:]]), self.prose.first)

    def _found(self) -> Iterator[tuple[int, int, str]]:
        """Yield what is replaced: where it begins and ends, and the new words."""
        body, at = self.prose.body, 0
        while found := _START.search(body, at):
            start = found.start()
            at = found.end()
            pair = self.prose.pairs.pairs.get(start) if self.prose.pairs else None
            known = pair.opening.shortcode if pair else None
            if pair and known and known.kind == "code":
                at = pair.closing.end
                if fence := self._fence(pair.opening, pair.closing, known):
                    yield start, at, fence
            elif self.prose.is_code(start):
                continue
            elif escaped := read_escaped(body, start, len(body)):
                at = escaped[1]
            elif tag := read(body, start, len(body)):
                at = tag.end
                words = self._words(tag)
                if words is not None:
                    yield start, tag.end, words
            elif value := read_value(body, start, len(body)):
                at = value[1]
                words = self._value(value[0], start, at)
                if words is not None:
                    yield start, at, words

    def _fence(self, opening: Tag, closing: Tag, known: Shortcode) -> str:
        """Return code between fences, if its tags are lines of their own."""
        body = self.prose.body
        before = body[body.rfind("\n", 0, opening.start) + 1 : opening.start]
        code = body[opening.end : closing.start]
        alone = body[closing.end : closing.end + 1] in ("", "\n") and code.startswith("\n")
        if before.strip() or not alone or "\n" in body[opening.start : opening.end]:
            return ""
        inner = code[1:] if code.rpartition("\n")[2].strip() == "" else f"{code[1:]}\n"
        inner = inner[: inner.rfind("\n") + 1]
        longest = max((len(run) for run in re.findall(r"`{3,}", inner)), default=2)
        mark = "`" * (longest + 1)
        language = language_of(known, opening.rest)
        return f"{mark}{language}\n{inner}{before}{mark}"

    def _words(self, tag: Tag) -> str | None:
        """Return what takes the place of a tag; None to leave it."""
        known = tag.shortcode
        if known is None:
            return self._unknown(tag)
        writers = {
            "picture": self._picture,
            "words": self._picture_by_words,
            "frame": self._frame,
            "page": self._page,
            "param": self._param,
        }
        write = writers.get(known.kind)
        return write(tag, known, arguments(tag.rest)) if write else None

    def _is_pair(self, tag: Tag) -> bool:
        pairs = self.prose.pairs
        return bool(pairs and self.prose.body[tag.start : tag.end] in pairs.written)

    def _unknown(self, tag: Tag) -> str | None:
        if tag.name == "comment":
            return None
        if _EMPTY.fullmatch(tag.name):
            return "" if self.prose.body[tag.end : tag.end + 1] == "/" else "/"
        # Of a block only the beginning is in the list.
        return self._left(tag.start, tag.end, tag.form, silent=tag.ends)

    def _left(self, start: int, end: int, form: str, *, silent: bool = False) -> str | None:
        """Return a comment in the place of a tag, if readers of the old site did not see it."""
        words = self.prose.body[start:end]
        inside = self.prose.body[start - 1 : start] in ("(", '"', "'", "=", "/")
        hidden = form in self.processed and "--" not in words and not inside
        hidden = hidden and not self._in_html(start)
        if not silent:
            self.notices.append(self._notice(start, end, hidden=hidden))
        return f"<!-- {words} -->" if hidden else None

    def _notice(self, start: int, end: int, *, hidden: bool) -> str:
        words = " ".join(self.prose.body[start:end].split())
        shown = words if len(words) <= 60 else f"{words[:59]}…"
        what = "is a comment now" if hidden else "stays as it is"
        return f"line {self.prose.line(start)}: '{shown}' has no meaning here and {what}"

    def _picture(self, tag: Tag, known: Shortcode, written: Arguments) -> str | None:
        get = partial(_role, written, known)
        address = get("address")
        if not address:
            return None
        if value := read_value(address, 0, len(address)) if address[:2] == "{{" else None:
            address = self._address(value[0]) or address
        title, caption, credit = get("title"), get("caption"), get("credit")
        if title and caption:
            title = title if title.endswith(tuple(".!?…:")) else f"{title}."
        caption = f"{title} {caption}".strip()
        caption = f"{caption} ({credit})" if caption and credit else caption or credit
        size = {name: get(name).removesuffix("px") for name in ("width", "height")}
        size = {name: value for name, value in size.items() if value.isdecimal()}
        if self._in_html(tag.start):
            return _figure(address, get("alt") or caption, caption, size)
        return _image(address, get("alt") or caption, caption, size, get("link"))

    def _picture_by_words(self, tag: Tag, _: Shortcode, written: Arguments) -> str | None:
        """Read ``{% img [classes] file [width] [height] [title] %}`` of Octopress and Hexo."""
        words = written.positional
        at = next((number for number, word in enumerate(words) if _FILE.search(word)), -1)
        if at < 0:
            return None
        rest = [word for word in words[at + 1 :] if not word.removesuffix("px").isdecimal()]
        quoted = '"' in tag.rest or "'" in tag.rest
        title = rest[0] if rest and quoted else " ".join(rest)
        alt = rest[1] if len(rest) > 1 and quoted else title
        return _image(words[at], alt, title, {}, "")

    def _frame(self, tag: Tag, known: Shortcode, written: Arguments) -> str | None:
        get = partial(_role, written, known)
        if not _SOURCE.fullmatch(get("id")) or get("provider") not in ("", "youtube"):
            return None
        page = frames.page_of(embeds.address_of(known.address, get("id"), get("id2")))
        label = frames.label_of(page, get("title"))
        line = self.prose.line(tag.start)
        self.notices.append(f"line {line}: the frame of {frames.host_of(page)} is a link")
        if self._in_html(tag.start):
            return f'<a href="{escape(page)}">{escape(label, quote=False)}</a>'
        return f"[{_plain(label)}]({page})"

    def _page(self, tag: Tag, known: Shortcode, written: Arguments) -> str | None:
        if tag.name not in ("ref", "relref", "post_url", "link", "post_path"):
            return None
        address = _role(written, known, "address")
        path, _, fragment = address.partition("#")
        found = self.catalogue.by_file(path, self.folder) or self.catalogue.by_name(path)
        if path and found:
            return found.link + (f"#{fragment}" if fragment else "")
        if path.lstrip("/") in self.files:
            return f"/{path.lstrip('/')}"
        if path and self.prose.body[tag.start - 2 : tag.start] == "](":
            return f"{without_suffix(path)}.md"  # a text that is not there: Addresses reports it
        line = self.prose.line(tag.start)
        self.notices.append(f"line {line}: the text that '{address}' names is not imported")
        return None

    def _param(self, tag: Tag, _: Shortcode, written: Arguments) -> str | None:
        value = self.values.get(written.get(("0",)).lower())
        return self._left(tag.start, tag.end, tag.form) if value is None else value

    def _value(self, expression: str, start: int, end: int) -> str | None:
        if (address := self._address(expression)) is not None:
            return address
        name = expression.partition("|")[0].strip().lower()
        if name in self.values:
            return self.values[name]
        return None if name in _OWN else self._left(start, end, "value")

    def _address(self, expression: str) -> str | None:
        """Return the path that an expression of Liquid or Nunjucks gives; None for no path."""
        plain = expression.strip()
        if _EMPTY.fullmatch(plain.partition("|")[0].strip()):
            return ""
        found = _QUOTED.fullmatch(plain)
        if found and _OF_ADDRESSES.search(found[2]):
            path = found[1]
            return path if path.startswith(("http:", "https:", "/", ".")) else f"/{path}"
        return None

    def _in_html(self, at: int) -> bool:
        row = self.prose.row(at)
        return any(start <= row < end for start, end in self._html)

    @cached_property
    def _html(self) -> list[tuple[int, int]]:
        return list(self.prose.rows_of("html_block"))


def _role(written: Arguments, known: Shortcode, role: str) -> str:
    return written.get(known.roles.get(role, ()))


def _figure(address: str, alt: str, caption: str, size: Mapping[str, str]) -> str:
    more = "".join(f' {name}="{value}"' for name, value in size.items())
    picture = f'<img src="{escape(address)}" alt="{escape(alt)}"{more}>'
    if not caption:
        return picture
    return f"<figure>{picture}<figcaption>{escape(caption, quote=False)}</figcaption></figure>"


def _plain(words: str) -> str:
    return re.sub(r"([\[\]])", r"\\\1", " ".join(words.split()))


def _image(address: str, alt: str, caption: str, size: Mapping[str, str], link: str) -> str:
    words = _plain(alt)
    title = " ".join(caption.split()).replace("\\", "\\\\").replace('"', '\\"')
    where = f"<{address}>" if " " in address or ")" in address else address
    attributes = " ".join(f"{name}={value}" for name, value in size.items())
    picture = f"![{words}]({where}" + (f' "{title}")' if title else ")")
    picture += f"{{{attributes}}}" if attributes else ""
    return f"[{picture}]({link})" if link else picture
