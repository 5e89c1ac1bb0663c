"""Addresses in a text -> those that hold outside of its folder, and the files that they name."""

import posixpath
import re
from collections.abc import Callable, Sequence
from urllib.parse import quote, unquote

from msgspec import Struct

from sitegen.importers.folders.catalogue import Catalogue, Listed
from sitegen.importers.folders.prose import Prose
from sitegen.importers.folders.site import OTHERS, Site
from sitegen.text.addresses import joined, parts_of
from sitegen.text.filenames import is_markdown
from sitegen.text.regex import regex

_INLINE = regex(
    r"(?P<before>(?P<bang>!)?\[(?P<words>(?:[^\[\]\\\n]|\\.|!?\[[^\[\]\n]{0,300}\]"
    r"(?:\([^()\n]{0,500}\))?){0,500})\]\([ \t]{0,9})"
    r"(?:<(?P<pointed>[^<>\n]{1,2000})>"
    r"|(?P<plain>[^\s()<>]{1,2000}(?:\([^\s()]{0,300}\)[^\s()]{0,300})?))"
    r"(?P<after>(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\))?"
)
_WITH_SPACES = regex(
    r"(?P<before>(?P<bang>!)?\[(?P<words>[^\[\]\n]{0,300})\]\()"
    r"(?P<plain>[^()<>\n\" ]{1,200}(?: [^()<>\n\" ]{1,200}){1,20}\.\w{2,5})(?P<after>\))"
)
_DEFINITION = regex(
    r"(?P<before>^ {0,3}\[[^\]\n^]{1,300}\]:[ \t]{1,9})(?:<(?P<pointed>[^<>\n]+)>|(?P<plain>\S+))",
    re.MULTILINE,
)
_ATTRIBUTE = regex(
    r"(?P<before>\b(?P<name>src|href|poster|data-src)\s{0,3}=\s{0,3}(?P<mark>[\"']))"
    r"(?P<plain>[^\"'<>\n]{1,2000})(?=(?P=mark))",
    re.IGNORECASE,
)
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PELICAN = regex(r"[{|](filename|static|attach|photo|image|lightbox|category|tag|author|index)[}|]")
_PICTURE = regex(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp|tiff?)$", re.IGNORECASE)


class Addresses(Struct, frozen=True):
    """Reads the addresses of one text as its site means them."""

    site: Site
    catalogue: Catalogue
    folder: str
    """Of the text."""
    address: str
    """Its old address, against which relative ones were resolved; "" if it is not known."""
    files: Sequence[str]
    """Folders from which files are addressed: that of the text, the one of its name, and others."""
    found: dict[str, str]
    """Address of a file in the text -> name of the member; filled as addresses are read."""
    notices: list[str]
    """What is not there, one line each."""
    shown: bool = True
    """Whether the text is published, so that its links to drafts are left out."""

    def rewrite(self, prose: Prose) -> Prose:
        """Rewrite all addresses of a text."""
        signs = {_INLINE: "](", _WITH_SPACES: "](", _DEFINITION: "]:", _ATTRIBUTE: "<"}
        for pattern in (one for one, sign in signs.items() if sign in prose.body):
            prose = prose.sub(pattern, self._writer(prose))
        return prose

    def _writer(self, prose: Prose) -> Callable[[re.Match[str]], str]:
        def write(found: re.Match[str]) -> str:
            groups = found.groupdict()
            line = prose.line(found.start())
            shows = bool(groups.get("bang")) or groups.get("name") in ("src", "poster")
            new = self.new(groups.get("pointed") or found["plain"], line, shows=shows)
            before, after = found["before"], groups.get("after") or ""
            if "![" in before and not shows:
                before = self._inner(before, line)
            if new is None:
                return groups["words"] if after else found[0]
            pointed = not groups.get("mark") and re.search(r"[\s()]", new)
            return before + (f"<{new}>" if pointed else new) + after

        return write

    def _inner(self, before: str, line: int) -> str:
        """Rewrite the address of a picture that is the words of a link."""

        def write(found: re.Match[str]) -> str:
            return f"{found[1]}{self.new(found[2], line, shows=True) or found[2]}"

        return re.sub(r"(!\[[^\[\]\n]*\]\()([^\s()]+)", write, before)

    def new(self, written: str, line: int, *, shows: bool) -> str | None:
        """Return the address that takes the place of one; None for a text that is not imported.

        ``shows``: it is the address of a picture.
        """
        if kind := _PELICAN.match(written):
            return self._of_pelican(written, kind, line)
        own = self._own(written)
        return self._inside(own, line, shows=shows) if own and own[0] != "#" else written

    def _inside(self, own: str, line: int, *, shows: bool) -> str | None:
        path, mark, rest = _parts(own)
        text = None if shows else self._text(path) or self.catalogue.drafts.get(path)
        if text:
            return self._to_text(text, mark + rest, line)
        if own in self.found:
            return own
        if member := self._file(path):
            self.found[own] = self.site.root + member
        elif not shows and _is_text(path):
            self.notices.append(f"line {line}: the text '{own}' is not imported")
            return None
        elif shows or _PICTURE.search(path):
            return self._missing(own, line)
        return own

    def _own(self, written: str) -> str | None:
        """Return an address without the host of its site; None if it leads elsewhere."""
        base = self.site.base
        bare = re.sub(r"^https?:", "", base)
        for start in (base, bare):
            if start and (written == start or written.startswith(f"{start}/")):
                return written[len(start) :] or "/"
        path = parts_of(base).path
        if path and written.startswith(f"{path}/"):
            return written[len(path) :]
        return None if _SCHEME.match(written) or written.startswith("//") else written

    def _text(self, path: str) -> Listed | None:
        if not path:
            return None
        found = self.catalogue.by_file(path, self.folder)
        if is_markdown(path):
            return found or self.catalogue.by_name(path)
        # "/about" may be the address of another page than the text about.md.
        return found if path[:1] != "/" or path.lower().endswith(".html") else None

    def _to_text(self, text: Listed, rest: str, line: int) -> str | None:
        if text.draft and self.shown:
            self.notices.append(f"line {line}: the link to the draft '{text.name}' is left out")
            return None
        return text.link + rest

    def _file(self, path: str) -> str:
        """Return the file that a path names; "" if there is none."""
        known = self.site.known
        for plain in dict.fromkeys((unquote(path), path)):
            below = self.files if plain[:1] != "/" else self.files[2:]
            for folder in below:
                whole = posixpath.normpath(posixpath.join(folder, plain.lstrip("/")))
                if whole in known and not _is_text(whole):
                    return whole
        return ""

    def _of_pelican(self, written: str, kind: re.Match[str], line: int) -> str | None:
        path, mark, rest = _parts(written[kind.end() :])
        if kind[1] in ("filename", "static", "attach", "photo", "image", "lightbox"):
            text = self.catalogue.by_file(path, self.folder)
            if text:
                return self._to_text(text, mark + rest, line)
            if member := self._file(path):
                self.found[path] = self.site.root + member
                return path
            if not _is_text(path):
                return self._missing(path, line)
        self.notices.append(f"line {line}: '{written}' leads to nothing that is imported")
        return None

    def _missing(self, path: str, line: int) -> str:
        """Return the address of a picture that the source does not have: on the old site."""
        whole = self._whole(path)
        where = f"; it is shown from {self.site.base}" if whole != path else ""
        self.notices.append(f"line {line}: the picture '{path}' is not in the source{where}")
        return whole

    def _whole(self, path: str) -> str:
        if not self.site.base:
            return path
        start = self.site.base + (quote(self.address) if self.address else "/")
        return self.site.base + path if path[:1] == "/" else joined(start, path)


def _is_text(path: str) -> bool:
    return is_markdown(path) or path.rpartition(".")[2].lower() in OTHERS


def _parts(address: str) -> tuple[str, str, str]:
    """Split an address into its path, the mark after it, and the query or fragment."""
    found = re.search(r"[?#]", address)
    if not found:
        return address, "", ""
    return address[: found.start()], found[0], address[found.end() :]


def folder_of(name: str) -> str:
    """Return the folder of a file; "" for the root."""
    return posixpath.dirname(name)
