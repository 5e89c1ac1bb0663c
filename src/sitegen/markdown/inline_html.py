"""The inline tokens of a paragraph -> HTML and plain text; links, notes and passages recorded."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import NamedTuple

from markdown_it.token import Token
from msgspec.structs import replace

from sitegen.anchors.matching import Target
from sitegen.locales.direction import direction
from sitegen.markdown import addresses, citations, formulas, prose, ruby
from sitegen.markdown.context import Context
from sitegen.markdown.inline_rules import TAGS
from sitegen.markdown.marked import MARKING, closing_index, marks_in
from sitegen.model import Html, Link, LinkKind, Mark, Passage
from sitegen.problems.errors import Place

_TAGS = {f"{tag}_open": f"<{tag}>" for tag in TAGS} | {f"{tag}_close": f"</{tag}>" for tag in TAGS}
_NOTES = frozenset({"note", "note_inline"})
_BREAKS = {"softbreak": "\n", "hardbreak": "<br>\n"}
_AROUND = 4_096
"""Characters kept on each side of a passage, of which an anthology shows some 300."""


class Phrase(NamedTuple):
    """A paragraph's content."""

    html: str
    text: str
    """With code, without note marks and images."""
    marks: Sequence[Passage | Mark]
    """An empty anchor means that of the paragraph."""


def render(context: Context, inline: Token, *, anchored: bool = False) -> Phrase:
    """Render a paragraph's content; ``anchored``: the paragraph will get an id of its own."""
    children = inline.children or []
    if len(children) == 1 and children[0].type == "text":  # as in many paragraphs
        text = children[0].content
        context.texts.append(text)
        return Phrase(escape(text, quote=False), text, ())
    writer = _Writer(context, inline, anchored=anchored)
    writer.write(children)
    context.links += writer.finished_links()
    text = "".join(writer.text)
    context.texts.append(text)
    return Phrase("".join(writer.html), text, writer.finished_marks(text))


def bare(tokens: Sequence[Token]) -> tuple[Html, str]:
    """Render without links, ids, notes, images and raw HTML; returns HTML and plain text."""
    html: list[str] = []
    text: list[str] = []
    reading = False
    for token in tokens:
        kind, words = token.type, token.content
        if kind == "html_inline" and (begins := ruby.begins_reading(words)) is not None:
            reading = begins
        if reading:
            continue
        if kind in _TAGS:
            html.append(_TAGS[kind])
            continue
        if kind in _BREAKS:
            words = " "
        elif kind == "note_undefined":
            words = f"[^{words}]"
        elif kind not in _PLAIN:
            continue
        markup = escape(words, quote=kind == "note_undefined")
        if kind == "math":
            markup = formulas.alone(token)
        html.append(f"<code>{markup}</code>" if kind == "code_inline" else markup)
        text.append(words)
    return Html("".join(html).strip()), "".join(text).strip()


_PLAIN = frozenset({"text", "text_special", "math", "code_inline", "embed"})


def attributes_of(
    context: Context, written: Mapping[str, str] | None, *, also: Sequence[str] = ()
) -> str:
    """Write those of an element's attributes that may be printed."""
    if not written:
        return ""
    own = f' id="{context.seal}{escape(written["id"])}"' if written.get("id") else ""
    if len(written) == 1 and own:
        return own
    kept = {key: written[key] for key in ("class", "lang", "dir", "title", *also) if key in written}
    if "title" in kept:
        kept["title"] = context.setup.typographer.text(kept["title"])
    if "lang" in kept and "dir" not in written:
        other = direction(kept["lang"])
        if other != direction(context.setup.language):
            kept["dir"] = other
    return own + "".join(f' {key}="{escape(value)}"' for key, value in kept.items())


class _Writer:
    """Writes one paragraph."""

    def __init__(self, context: Context, inline: Token, *, anchored: bool) -> None:
        self.context = context
        self.inline = inline
        self.anchored = anchored
        self.html: list[str] = []
        self.text: list[str] = []
        self._marks: list[tuple[Passage | Mark, int, int]] = []
        """Each with the length of ``text`` before it, and the length of its own words."""
        self._links: list[tuple[Link, int]] = []
        """Each with the length of ``text`` before it."""
        self._closing: list[str] = []
        self._reading = -1
        """Length of ``text`` where the reading of a character begins; -1 outside of one."""

    def write(self, tokens: Sequence[Token]) -> None:
        html, text = self.html, self.text
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                html.append(escape(token.content, quote=False))
                text.append(token.content)
            elif kind in _TAGS:
                html.append(_TAGS[kind])
            elif kind in _BREAKS:
                html.append(_BREAKS[kind])
                text.append(" ")
            else:
                _WRITE[kind](self, tokens, index)

    def finished_marks(self, text: str) -> list[Passage | Mark]:
        marks: list[Passage | Mark] = []
        starts = self._starts() if self._marks else []
        for found, pieces, size in self._marks:
            at = starts[pieces]
            if isinstance(found, Passage):
                end = at + size
                before = text[max(at - _AROUND, 0) : at].strip()
                after = text[end : end + _AROUND].strip()
                inside = bool(before or after)
                marks.append(replace(found, before=before, after=after, inside=inside))
            else:
                marks.append(found)
        return marks

    def finished_links(self) -> list[Link]:
        if not self._links:
            return []
        text = "".join(self.text)
        starts = self._starts()
        return [
            link
            if link.kind == "image"
            else replace(link, sentence=prose.sentence(text, starts[at]))
            for link, at in self._links
        ]

    def _starts(self) -> list[int]:
        """List where each piece of the plain text begins."""
        return list(accumulate(map(len, self.text), initial=0))

    def special(self, tokens: Sequence[Token], index: int) -> None:
        self.html.append(escape(tokens[index].content, quote=False))
        self.text.append(tokens[index].content)

    def code(self, tokens: Sequence[Token], index: int) -> None:
        own = self.marked(tokens, index, index + 1) if tokens[index].meta else ""
        self.html.append(f"<code{own}>")
        self.special(tokens, index)
        self.html.append("</code>")

    def math(self, tokens: Sequence[Token], index: int) -> None:
        self.html.append(formulas.inline(self.context, self.inline, tokens[index]))
        self.text.append(tokens[index].content)

    def citation(self, tokens: Sequence[Token], index: int) -> None:
        self.html.append(citations.mark(self.context, self.inline, tokens[index]))
        if self.text:
            self.text[-1] = self.text[-1].rstrip()

    def link_open(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        written = str(token.attrs["href"])
        wiki = token.meta.get("wiki")
        name = addresses.named(written) if wiki is None else addresses.Address(written, wiki)
        address = name or addresses.read(written)
        if address is None:
            self.context.refuse_address(self.position(token, written), written)
            self._closing.append("")
            return
        own = self.marked(tokens, index, closing_index(tokens, index))
        if "title" not in token.meta.get("attributes", ()):
            own += self.title(token)
        slot = self.slot("wiki" if name else "link", address, token)
        self.html.append(f'<a href="{slot}"{own}>')
        self._closing.append("</a>")

    def title(self, token: Token) -> str:
        caption = token.meta.get("caption")
        title = bare(caption.children)[1] if caption else str(token.attrs.get("title") or "")
        return f' title="{escape(self.context.setup.typographer.text(title))}"' if title else ""

    def close(self, _tokens: Sequence[Token], _index: int) -> None:
        self.html.append(self._closing.pop())

    def image(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        written = str(token.attrs["src"])
        address = addresses.read(written, picture=True)
        alt = escape(self.context.setup.typographer.text(bare(token.children or [])[1]))
        if address is None:
            self.context.refuse_address(self.position(token, written), written)
            self.html.append(alt)
            return
        slot = self.slot("image", address, token)
        own = attributes_of(self.context, token.meta.get("attributes"), also=("width", "height"))
        if " title=" not in own:
            own += self.title(token)
        self.html.append(f'<img src="{slot}" alt="{alt}"{own} loading="lazy" decoding="async">')

    def embed(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        address = addresses.Address(str(token.attrs["href"]), token.meta["wiki"])
        label = self.context.setup.typographer.text(token.content)
        slot = self.slot("embed" if token.meta.get("alone") else "wiki", address, token)
        self.html.append(f'<a href="{slot}">{escape(label, quote=False)}</a>')
        self.text.append(label)

    def frame(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        label, page = token.content, str(token.attrs["href"])
        self.text.append(label)
        address = addresses.read(page)
        if token.meta["plain"] or address is None:
            self.html.append(escape(label, quote=False))
            return
        slot = self.slot("link", address, token)
        self.html.append(f'<a href="{slot}">{escape(label, quote=False)}</a>')

    def player(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        if address := addresses.read(str(token.attrs["src"])):
            slot = self.slot("link", address, token)
            self.html.append(
                f'<{token.tag} controls preload="metadata" src="{slot}"></{token.tag}>'
            )

    def slot(self, kind: LinkKind, address: addresses.Address, token: Token) -> str:
        written = str(token.attrs.get("href") or token.attrs.get("src") or "")
        number = len(self.context.links) + len(self._links)
        link = Link(kind, *address, self.position(token, written))
        self._links.append((link, len(self.text)))
        return f"slot:{self.context.seal}{number}"

    def position(self, token: Token, written: str) -> Place:
        """Return the place of a link's address, or of the link where its address is elsewhere."""
        start, end = token.meta.get("pos", 0), token.meta.get("end", 0)
        at = self.inline.content.rfind(written, start, end) if written else -1
        return self.context.place(self.inline, max(at, start))

    def marked(self, tokens: Sequence[Token], start: int, end: int) -> str:
        """Write the attributes of some tokens; record the passage that a theme makes of them."""
        token = tokens[start]
        written = token.meta.get("attributes")
        if not written or MARKING.isdisjoint(written):
            return attributes_of(self.context, written)
        quote, text = bare(tokens[start:end])
        anchor = written.get("id") or self.context.anchor
        if not anchor and not self.anchored:
            anchor = self.context.anchors.paragraph(text)
            self.context.anchors.targets.append(Target(anchor, text))
            written = {**written, "id": anchor}
        place = self.context.place(self.inline, token.meta.get("pos", 0))
        where = len(self.text), len(text)
        self._marks += ((found, *where) for found in marks_in(written, anchor, quote, place))
        return attributes_of(self.context, written)

    def span_open(self, tokens: Sequence[Token], index: int) -> None:
        own = self.marked(tokens, index, closing_index(tokens, index))
        self.html.append(own and f"<span{own}>")
        self._closing.append("</span>" if own else "")

    def note(self, tokens: Sequence[Token], index: int) -> None:
        self.apart(tokens, index)
        label, notes = tokens[index].content, self.context.notes
        if label not in notes.numbers:
            notes.order.append((label, None))
            notes.numbers[label] = len(notes.order)
        self.note_mark(notes.numbers[label])

    def apart(self, tokens: Sequence[Token], index: int) -> None:
        """Keep the number of a note apart from that of the note before it: 1 and 2 are not 12."""
        if index and tokens[index - 1].type in _NOTES:
            self.html.append("<sup>,\u202f</sup>")

    def note_inline(self, tokens: Sequence[Token], index: int) -> None:
        self.apart(tokens, index)
        self.context.notes.order.append(("", tokens[index].meta["note"]))
        self.note_mark(len(self.context.notes.order))

    def note_mark(self, number: int) -> None:
        marks, seal = self.context.notes.marks, self.context.seal
        marks[number] = count = marks.get(number, 0) + 1
        name = self.context.anchors.note(f"r{number}" if count == 1 else f"r{number}-{count}")
        label = self.context.setup.labels.note.format(n=number)
        self.html.append(
            f'<sup id="{seal}{name}"><a href="#{seal}fn{number}" role="doc-noteref"'
            f'{self.context.setup.of_labels} aria-label="{label}">{number}</a></sup>'
        )

    def note_undefined(self, tokens: Sequence[Token], index: int) -> None:
        label = tokens[index].content
        place = self.context.place(self.inline, tokens[index].meta["pos"])
        hint = f"write it on a line of its own: [^{label}]: ..."
        self.context.warn("W303", place, f"footnote '{label}' is not defined", hint)
        self.html.append(f"[^{escape(label)}]")
        self.text.append(f"[^{label}]")

    def task(self, tokens: Sequence[Token], index: int) -> None:
        labels = self.context.setup.labels
        label, box = (labels.done, "☑") if tokens[index].info == "done" else (labels.to_do, "☐")
        own = self.context.setup.of_labels
        self.html.append(f'<span role="img"{own} aria-label="{label}">{box}</span> ')

    def raw(self, tokens: Sequence[Token], index: int) -> None:
        tag = tokens[index].content
        self.html.append(tag)
        if (begins := ruby.begins_reading(tag)) is not None:
            if self._reading >= 0:
                del self.text[self._reading :]
            self._reading = len(self.text) if begins else -1


_WRITE: dict[str, Callable[[_Writer, Sequence[Token], int], None]] = {
    "text_special": _Writer.special,
    "code_inline": _Writer.code,
    "math": _Writer.math,
    "citation": _Writer.citation,
    "link_open": _Writer.link_open,
    "link_close": _Writer.close,
    "span_open": _Writer.span_open,
    "span_close": _Writer.close,
    "image": _Writer.image,
    "embed": _Writer.embed,
    "note": _Writer.note,
    "note_inline": _Writer.note_inline,
    "note_undefined": _Writer.note_undefined,
    "html_inline": _Writer.raw,
    "task": _Writer.task,
    "frame": _Writer.frame,
    "player": _Writer.player,
}
