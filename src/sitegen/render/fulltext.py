"""Texts -> the files of a full-text index, kept in the cache until a word changes."""

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

import msgspec

from sitegen.model import Words
from sitegen.render import pagefind
from sitegen.render.findable import findable
from sitegen.store.codec import encode, fingerprint
from sitegen.views.types import Findable

FOLDER = "search/full"
"""Folder of the files in the output."""

_FIRST = b"pagefind_dcd"
"""First bytes of every file of pagefind, once unpacked."""
_UNKNOWN_FORMAT = (
    AttributeError,
    EOFError,
    FileNotFoundError,
    gzip.BadGzipFile,
    LookupError,
    TypeError,
    ValueError,
)
"""Errors raised by reading files in the format of another version of pagefind."""


class Corpus(msgspec.Struct, frozen=True):
    """The texts to be indexed."""

    texts: Sequence[Findable]
    fingerprints: Sequence[bytes]
    """Fingerprint of the words of each text."""
    program: bytes
    """Version of this program and of pagefind."""

    @property
    def key(self) -> str:
        """The fingerprint that decides whether the index is built again."""
        return fingerprint(encode(self)).hex()


def full_text(corpus: Corpus, folder: Path, words_of: Callable[[str], Words]) -> Mapping[str, str]:
    """Return the files of the index, by their paths in the output; ``folder`` keeps it.

    Equal texts give equal bytes: pagefind gets no filters, since it writes them in an order that
    changes with each run; the script filters by what ``search.json`` says.
    Raises SitegenError and OSError.
    """
    if not corpus.texts:
        shutil.rmtree(folder, ignore_errors=True)
        return {}
    kept = folder / corpus.key
    if not kept.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with tempfile.TemporaryDirectory(dir=folder) as work:
            _make(corpus, Path(work), words_of)
            (Path(work) / "full").rename(kept)
    return dict(sorted(_files(str(kept))))


def _files(folder: str) -> Iterator[tuple[str, str]]:
    for at, _, names in os.walk(folder):
        place = FOLDER + at.removeprefix(folder).replace(os.sep, "/")
        yield from ((f"{place}/{name}", f"{at}{os.sep}{name}") for name in names)


def _make(corpus: Corpus, work: Path, words_of: Callable[[str], Words]) -> None:
    for text in corpus.texts:
        page = work / "pages" / text.page
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_page(text, words_of(text.text)), encoding="utf-8")
    made, wanted = work / "made", work / "full"
    pagefind.run(work / "pages", made)
    try:
        _move(corpus, made, wanted)
    except _UNKNOWN_FORMAT as error:
        raise pagefind.failed("the index built by pagefind has an unknown format") from error


def _move(corpus: Corpus, made: Path, wanted: Path) -> None:
    """Move the files that the script asks for, and list the address of each text in them."""
    for file in _needed(made):
        target = wanted / file.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)
    urls = {f"/{text.page.removesuffix('index.html')}": text.url for text in corpus.texts}
    names = {name: urls[url] for name, url in _names(wanted)}
    listing = json.dumps(names, indent=0, sort_keys=True, ensure_ascii=False)
    (wanted / "essays.json").write_text(f"{listing}\n", encoding="utf-8")


def _page(text: Findable, words: Words) -> str:
    """Write a page that has the words of a text alone."""
    notes = "".join(f'<p id="fn{number}">{note}</p>' for number, note in enumerate(words.notes, 1))
    title = escape(text.title)
    body = findable(f"<h1>{title}</h1>{words.html}{notes}")
    return (
        f'<!DOCTYPE html><html lang="{escape(text.lang)}"><title>{title}</title>'
        f"<body>{body}</body></html>"
    )


def _needed(made: Path) -> Iterator[Path]:
    """Yield the files that our script asks for: not pagefind's own pages, styles and worker."""
    entry = json.loads((made / "pagefind-entry.json").read_bytes())
    yield made / "pagefind-entry.json"
    yield made / "pagefind.js"
    yield from made.glob("*.pf_meta")
    for language in entry["languages"].values():
        yield made / f"wasm.{language['wasm'] or 'unknown'}.pagefind"
    yield from made.glob("index/*")
    yield from made.glob("fragment/*")


def _names(wanted: Path) -> Iterator[tuple[str, str]]:
    """Map pagefind's name for each text, which search results hold, to its address."""
    for file in (wanted / "fragment").iterdir():
        content = gzip.decompress(file.read_bytes()).removeprefix(_FIRST)
        yield file.stem, json.loads(content)["url"]
