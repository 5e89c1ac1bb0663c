"""Notes of Obsidian -> Markdown that keeps its meaning outside of the vault."""

import posixpath
import re
from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from sitegen.from_html.types import Removed
from sitegen.importers.folders.catalogue import Catalogue, Listed
from sitegen.importers.folders.prose import Prose, uncommented
from sitegen.importers.folders.site import Site
from sitegen.text.filenames import is_markdown, without_suffix
from sitegen.text.regex import regex

_QUERIES = regex(r"(?:dataview(?:js)?|tasks?|query|button|tracker|base|meta-bind\S*|chart)\b")
_INLINE_QUERY = regex(r"(?<!`)`(?:=|\$=)[ \t][^`\n]+`(?!`)")
_LINK = regex(
    r"(?P<embed>!)?\[\[(?P<target>[^\[\]|#\n]{0,300})(?P<part>#[^\[\]|\n]{0,300})?"
    r"(?P<label>(?:\\?\|[^\[\]\n]{0,300}))?\]\]"
)
_PICTURE = regex(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
_SIZE = regex(r"(\d{1,4})(?:x(\d{1,4}))?")
_TAG = regex(r"(?<!\S)#(?=[\w/-]*[^\W\d_])([^\W_][\w/-]*|_[\w/-]+)(?=[\s.,;:!?)\"'”’]|\Z)")
_ONLY_TAGS = regex(r"[ \t]*(?:#[\w/-]+[ \t]*)+")
_SENTENCE_END = regex(r"(?:[.!?…:;)\]\"'”’»]|\]\])[ \t]*(?:#[\w/-]+[ \t]*)*$")
_BROKEN = regex(r"(?:  |\\|<br ?/?>)$")
_TITLE_OF_BOX = regex(r"[ \t>]*\[![\w-]+\]")
_BLOCK_ID = regex(r"[ \t>]*\^[\w-]+[ \t]*$")
_EMBEDS_NOTE = regex(r"[ \t]*!\[\[[^\]\n]+\]\][ \t]*")
_EMPTY_LINES = regex(r"\n{3,}")
_WRAPPED = 0.7
"""Share of lines near one width in a text whose line ends mean nothing."""


class Note(Struct, frozen=True):
    """A note in its vault, and what is found in it."""

    site: Site
    catalogue: Catalogue
    folder: str
    breaks: bool
    """Whether readers of the vault see line ends."""
    files: dict[str, str]
    """Address of a file in the text -> name of the member; filled as links are read."""
    notices: list[str]
    removed: list[Removed]
    tags: list[str]

    def rewrite(self, prose: Prose) -> Prose:
        """Rewrite a note; comments go nowhere, since they are private."""
        if any(mark in prose.body for mark in ("%%", "<!--")):
            prose, lines, endless = uncommented(prose)
            self.notices.extend(
                f"line {line}: a comment is never closed, so nothing after it is imported; close it"
                for line in endless
            )
            if lines:
                number = "1 line" if lines == 1 else f"{lines} lines"
                self.notices.append(f"private comments in {number} are left out")
        prose = self._without_queries(prose)
        if "[[" in prose.body:
            prose = prose.sub(_LINK, partial(self._link, prose))
        if "#" in prose.body:
            prose = self._without_tags(prose)
        prose = _with_breaks(prose, breaks=self.breaks and not _is_wrapped(prose))
        return prose.sub(_EMPTY_LINES, lambda _: "\n\n")

    # -------------------------------------------------------------- queries

    def _without_queries(self, prose: Prose) -> Prose:
        for found in _INLINE_QUERY.finditer(prose.body) if "`" in prose.body else ():
            line = prose.line(found.start())
            self.notices.append(f"line {line}: the query {found[0]} is shown as it is")
        lines = prose.body.split("\n")
        for token in prose.blocks if "```" in prose.body or "~~~" in prose.body else ():
            if token.type == "fence" and token.map and _QUERIES.match(token.info.strip()):
                start, end = token.map
                kind = token.info.split()[0]
                self.removed.append(Removed(f"{kind} query", token.content.strip()))
                line = prose.first + start
                self.notices.append(f"line {line}: a {kind} query is left out, without its result")
                lines[start:end] = [""] * (min(end, len(lines)) - start)
        return Prose("\n".join(lines), prose.first)

    # -------------------------------------------------------------- links

    def _link(self, prose: Prose, found: re.Match[str]) -> str:
        target = found["target"].strip()
        label = (found["label"] or "").lstrip("\\|").strip()
        if not target:
            return found[0]
        text = self.catalogue.by_file(target, self.folder) or self.catalogue.by_name(target)
        if text and not _PICTURE.search(target):
            return self._to_note(found, target, text)
        if member := self._member(target):
            return self._to_file(found, member, label)
        kind = "the picture" if _PICTURE.search(target) else "the note"
        line = prose.line(found.start())
        self.notices.append(f"line {line}: {kind} '{target}' is not in the vault")
        return found[0] if _PICTURE.search(target) else label or target

    def _to_note(self, found: re.Match[str], target: str, text: Listed) -> str:
        """Return a link by the name of the file, as folders and other names do not move along."""
        plain = without_suffix(target)
        name = posixpath.basename(without_suffix(text.name))
        if target.lower() == name.lower():
            return found[0]
        label = found["label"] or ("" if found["embed"] else f"|{plain.rpartition('/')[2]}")
        return f"{found['embed'] or ''}[[{name}{found['part'] or ''}{label}]]"

    def _member(self, target: str) -> str:
        beside = posixpath.normpath(posixpath.join(self.folder, target))
        if beside in self.site.known:
            return beside
        found = self.site.by_end.get(posixpath.basename(target).lower(), ())
        ends = [name for name in found if f"/{name}".endswith(f"/{target}")] or list(found)
        return ends[0] if ends and not is_markdown(ends[0]) else ""

    def _to_file(self, found: re.Match[str], member: str, label: str) -> str:
        name = posixpath.basename(member)
        self.files[name] = self.site.root + member
        where = f"<{name}>" if re.search(r"[\s()]", name) else name
        words = [part.strip() for part in label.split("|")] if label else []
        size = next((match for match in map(_SIZE.fullmatch, words) if match), None)
        words = [word for word in words if word and not _SIZE.fullmatch(word)]
        if not found["embed"]:
            return f"[{words[0] if words else name}]({where})"
        if not _PICTURE.search(name):
            return f"![[{name}]]" if not name.lower().endswith(".pdf") else f"[{name}]({where})"
        sizes = zip(("width", "height"), size.groups() if size else (), strict=False)
        attributes = " ".join(f"{key}={number}" for key, number in sizes if number)
        return f"![{words[0] if words else ''}]({where})" + (
            f"{{{attributes}}}" if attributes else ""
        )

    # -------------------------------------------------------------- tags

    def _without_tags(self, prose: Prose) -> Prose:
        lines = prose.body.split("\n")
        for row, line in enumerate(lines):
            if "#" in line and not prose.is_code(prose.starts[row]):
                lines[row] = self._line(line, prose, prose.starts[row])
        return Prose("\n".join(lines), prose.first)

    def _line(self, line: str, prose: Prose, start: int) -> str:
        found = [one for one in _TAG.finditer(line) if not prose.is_code(start + one.start())]
        if not found:
            return line
        self.tags.extend(one[1].strip("/") for one in found)
        if _ONLY_TAGS.fullmatch(line):
            return ""
        last = found[-1].end()
        tail = re.search(r"(?:[ \t]+#[\w/-]+)+[ \t]*$", line)
        if tail and last >= len(line.rstrip()) and _SENTENCE_END.search(line[: tail.start()]):
            line = line[: tail.start()]
        return _TAG.sub(r"\1", line)


def _is_wrapped(prose: Prose) -> bool:
    """Return whether the lines of paragraphs end at one width, as a program breaks them."""
    lines = prose.body.split("\n")
    widths = [
        len(lines[row])
        for start, end in prose.rows_of("paragraph_open")
        for row in range(start, end - 1)
    ]
    near = sum(55 <= width <= 100 for width in widths)
    return len(widths) > 4 and near >= _WRAPPED * len(widths)


def _with_breaks(prose: Prose, *, breaks: bool) -> Prose:
    """Write the line ends that readers see as breaks; quoted notes become paragraphs."""
    lines: Sequence[str] = prose.body.split("\n")
    new = list(lines)
    for start, end in prose.rows_of("paragraph_open"):
        for row in range(start, min(end, len(lines))):
            line = lines[row]
            last = row + 1 >= min(end, len(lines))
            if _EMBEDS_NOTE.fullmatch(line):
                new[row] = ("\n" if row > start else "") + line + ("" if last else "\n")
            elif breaks and not last and not _ends(line, lines[row + 1]):
                new[row] = f"{line.rstrip()}\\"
    return Prose("\n".join(new), prose.first)


def _ends(line: str, following: str) -> bool:
    """Return whether no break is wanted at the end of a line, or one is there already."""
    return bool(
        _BROKEN.search(line)
        or _TITLE_OF_BOX.match(line)
        or _BLOCK_ID.match(following)
        or _EMBEDS_NOTE.fullmatch(following)
        or not line.strip(" \t>")
    )
