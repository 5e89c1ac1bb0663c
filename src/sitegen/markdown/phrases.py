"""The inline tokens of a paragraph -> markup and plain text; links, notes and passages noted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import Literal, NamedTuple

from markdown_it.token import Token
from msgspec.structs import replace

from sitegen.anchors.matching import Spot
from sitegen.markdown import addresses, prose
from sitegen.markdown.draft import Draft
from sitegen.markdown.inline_rules import TAGS
from sitegen.model import Html, Link, Mark, Passage
from sitegen.problems.errors import Place

MARKING = frozenset({"theme", "index"})
"""Attributes by which an element is found from other pages, and so needs an anchor."""
_TAGS = {f"{tag}_open": f"<{tag}>" for tag in TAGS} | {f"{tag}_close": f"</{tag}>" for tag in TAGS}


class Phrase(NamedTuple):
    """A paragraph's content."""

    html: str
    text: str
    """Code included, note marks and pictures not."""
    marked: Sequence[Passage | Mark]
    """Passages and marks whose anchor is the paragraph, yet to be named."""


def compose(draft: Draft, inline: Token, *, anchored: bool = False) -> Phrase:
    """Render a paragraph's content; ``anchored``: the paragraph will get an id of its own."""
    children = inline.children or []
    if len(children) == 1 and children[0].type == "text":  # as many are
        text = children[0].content
        draft.texts.append(text)
        return Phrase(escape(text, quote=False), text, ())
    writer = _Writer(draft, inline, anchored=anchored)
    writer.write(children)
    draft.links += writer.finished_links()
    text = "".join(writer.text)
    draft.texts.append(text)
    return Phrase("".join(writer.html), text, writer.marks_of(text))


def bare(tokens: Sequence[Token]) -> tuple[Html, str]:
    """Render inline tokens without links, ids, notes, pictures and raw HTML; and as plain text."""
    html: list[str] = []
    text: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in ("text", "text_special", "math"):
            html.append(escape(token.content, quote=False))
            text.append(token.content)
        elif kind == "code_inline":
            html.append(f"<code>{escape(token.content, quote=False)}</code>")
            text.append(token.content)
        elif kind in ("softbreak", "hardbreak"):
            html.append(" ")
            text.append(" ")
        elif kind == "note_undefined":
            html.append(f"[^{escape(token.content)}]")
            text.append(f"[^{token.content}]")
        else:
            html.append(_TAGS.get(kind, ""))
    return Html("".join(html).strip()), "".join(text).strip()


def owned(draft: Draft, written: Mapping[str, str] | None, *, also: Sequence[str] = ()) -> str:
    """Print the attributes that an author gave to an element and that may be printed."""
    if not written:
        return ""
    own = f' id="{draft.seal}{escape(written["id"])}"' if written.get("id") else ""
    if len(written) == 1 and own:
        return own
    kept = {key: written[key] for key in ("class", "lang", "title", *also) if key in written}
    if "title" in kept:
        kept["title"] = draft.setting.typographer.text(kept["title"])
    return own + "".join(f' {key}="{escape(value)}"' for key, value in kept.items())


class _Writer:
    """Writes one paragraph."""

    def __init__(self, draft: Draft, inline: Token, *, anchored: bool) -> None:
        self.draft = draft
        self.inline = inline
        self.anchored = anchored
        self.html: list[str] = []
        self.text: list[str] = []
        self._found: list[tuple[Passage | Mark, int, int]] = []
        """Each with the place in ``text`` where it begins, and its length."""
        self._links: list[tuple[Link, int]] = []
        self._closing: list[str] = []

    def write(self, tokens: Sequence[Token]) -> None:
        html, text = self.html, self.text
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                html.append(escape(token.content, quote=False))
                text.append(token.content)
            elif kind in _TAGS:
                html.append(_TAGS[kind])
            else:
                _WRITE[kind](self, tokens, index)

    def marks_of(self, text: str) -> list[Passage | Mark]:
        return [
            _in_sentence(found, text[:at].strip(), text[at + size :].strip())
            if isinstance(found, Passage)
            else found
            for found, at, size in self._found
        ]

    def finished_links(self) -> list[Link]:
        if not self._links:
            return []
        text = "".join(self.text)
        starts = list(accumulate(map(len, self.text), initial=0))
        return [
            Link(
                link.kind, link.target, link.fragment, link.place, prose.sentence(text, starts[at])
            )
            if link.kind != "image"
            else link
            for link, at in self._links
        ]

    def special(self, tokens: Sequence[Token], index: int) -> None:
        self.html.append(escape(tokens[index].content, quote=False))
        self.text.append(tokens[index].content)

    def softbreak(self, _tokens: Sequence[Token], _index: int) -> None:
        self.html.append("\n")
        self.text.append(" ")

    def hardbreak(self, _tokens: Sequence[Token], _index: int) -> None:
        self.html.append("<br>\n")
        self.text.append(" ")

    def code(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        own = self.marked(tokens, index, index + 1) if token.meta else ""
        self.html.append(f"<code{own}>{escape(token.content, quote=False)}</code>")
        self.text.append(token.content)

    def math(self, tokens: Sequence[Token], index: int) -> None:
        content = tokens[index].content
        self.html.append(f'<span class="math">{escape(content, quote=False)}</span>')
        self.text.append(content)

    def link_open(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        written = str(token.attrs["href"])
        wiki = token.meta.get("wiki")
        name = addresses.named(written) if wiki is None else addresses.Address(written, wiki)
        address = name or addresses.read(written)
        if address is None:
            self.refuse(token, written)
            self._closing.append("")
            return
        title = token.attrs.get("title")
        own = self.marked(tokens, index, closing(tokens, index))
        if title and "title" not in token.meta.get("attributes", ()):
            own += f' title="{escape(self.draft.setting.typographer.text(str(title)))}"'
        slot = self.slot("wiki" if name else "link", address, token)
        self.html.append(f'<a href="{slot}"{own}>')
        self._closing.append("</a>")

    def close(self, _tokens: Sequence[Token], _index: int) -> None:
        self.html.append(self._closing.pop())

    def image(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        written = str(token.attrs["src"])
        address = addresses.read(written, picture=True)
        set_ = self.draft.setting.typographer.text
        alt = set_(bare(token.children or [])[1])
        if address is None:
            self.refuse(token, written)
            self.html.append(escape(alt))
            return
        slot = self.slot("image", address, token)
        own = owned(self.draft, token.meta.get("attributes"), also=("width", "height"))
        title = token.attrs.get("title")
        if title and " title=" not in own:
            own += f' title="{escape(set_(str(title)))}"'
        self.html.append(
            f'<img src="{slot}" alt="{escape(alt)}"{own} loading="lazy" decoding="async">'
        )

    def refuse(self, token: Token, written: str) -> None:
        self.draft.warn(
            "W301",
            self.position(token, written),
            f"'{written}' is not an address that a text may link to",
            "write a path, or an address that begins with https:// or mailto:",
        )

    def slot(
        self, kind: Literal["link", "image", "wiki"], address: addresses.Address, token: Token
    ) -> str:
        written = str(token.attrs.get("href") or token.attrs.get("src") or "")
        number = len(self.draft.links) + len(self._links)
        link = Link(kind, *address, self.position(token, written))
        self._links.append((link, len(self.text)))
        return f"slot:{self.draft.seal}{number}"

    def position(self, token: Token, written: str) -> Place:
        """The address's own place, or that of the link where the address stands elsewhere."""
        start, end = token.meta.get("pos", 0), token.meta.get("end", 0)
        at = self.inline.content.rfind(written, start, end) if written else -1
        return self.draft.place(self.inline, max(at, start))

    def marked(self, tokens: Sequence[Token], start: int, end: int) -> str:
        """Print what an author attached to the tokens; a theme on them makes a passage."""
        token = tokens[start]
        written = token.meta.get("attributes")
        if not written or MARKING.isdisjoint(written):
            return owned(self.draft, written)
        quote, text = bare(tokens[start:end])
        anchor = written.get("id") or self.draft.anchor
        if not anchor and not self.anchored:
            anchor = self.draft.anchors.paragraph(text)
            self.draft.anchors.spots.append(Spot(anchor, text))
            written = {**written, "id": anchor}
        place = self.draft.place(self.inline, token.meta.get("pos", 0))
        where = sum(map(len, self.text)), len(text)
        self._found += ((found, *where) for found in marking(written, anchor, quote, place))
        return owned(self.draft, written)

    def span_open(self, tokens: Sequence[Token], index: int) -> None:
        own = self.marked(tokens, index, closing(tokens, index))
        self.html.append(own and f"<span{own}>")
        self._closing.append("</span>" if own else "")

    def note(self, tokens: Sequence[Token], index: int) -> None:
        label = tokens[index].content
        notes = self.draft.notes
        number = notes.numbers.get(label)
        if number is None:
            notes.order.append((label, None))
            notes.numbers[label] = number = len(notes.order)
        self.mark(number)

    def note_inline(self, tokens: Sequence[Token], index: int) -> None:
        self.draft.notes.order.append(("", tokens[index].meta["note"]))
        self.mark(len(self.draft.notes.order))

    def mark(self, number: int) -> None:
        marks, seal = self.draft.notes.marks, self.draft.seal
        marks[number] = count = marks.get(number, 0) + 1
        name = self.draft.anchors.note(f"r{number}" if count == 1 else f"r{number}-{count}")
        label = self.draft.setting.labels.note.format(n=number)
        self.html.append(
            f'<sup id="{seal}{name}"><a href="#{seal}fn{number}" role="doc-noteref"'
            f' aria-label="{label}">{number}</a></sup>'
        )

    def note_undefined(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        self.draft.warn(
            "W303",
            self.draft.place(self.inline, token.meta["pos"]),
            f"note '{token.content}' has no text",
            f"write it on a line of its own: [^{token.content}]: ...",
        )
        self.html.append(f"[^{escape(token.content)}]")
        self.text.append(f"[^{token.content}]")

    def task(self, tokens: Sequence[Token], index: int) -> None:
        done = tokens[index].info == "done"
        labels = self.draft.setting.labels
        label, box = (labels.done, "☑") if done else (labels.to_do, "☐")
        self.html.append(f'<span role="img" aria-label="{label}">{box}</span> ')

    def raw(self, tokens: Sequence[Token], index: int) -> None:
        self.html.append(tokens[index].content)


def _in_sentence(passage: Passage, before: str, after: str) -> Passage:
    return replace(passage, before=before, after=after, inside=bool(before or after))


def marking(
    written: Mapping[str, str], anchor: str, quote: Html, place: Place
) -> Iterator[Passage | Mark]:
    """Read what attributes say of an element: a passage of themes, a place of the index."""
    if "theme" in written:
        names = (part.strip() for part in written["theme"].split(","))
        yield Passage(tuple(filter(None, names)), anchor, quote, place)
    if "index" in written:
        yield Mark(written["index"], anchor, place)


def closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes what the one at an index opens."""
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if not depth:
            return at
    return len(tokens)


_WRITE: dict[str, Callable[[_Writer, Sequence[Token], int], None]] = {
    "text_special": _Writer.special,
    "softbreak": _Writer.softbreak,
    "hardbreak": _Writer.hardbreak,
    "code_inline": _Writer.code,
    "math": _Writer.math,
    "link_open": _Writer.link_open,
    "link_close": _Writer.close,
    "span_open": _Writer.span_open,
    "span_close": _Writer.close,
    "image": _Writer.image,
    "note": _Writer.note,
    "note_inline": _Writer.note_inline,
    "note_undefined": _Writer.note_undefined,
    "html_inline": _Writer.raw,
    "task": _Writer.task,
}
