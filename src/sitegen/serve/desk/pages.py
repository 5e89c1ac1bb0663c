"""What stands below ``/__sitegen/`` beside the script: the editor's desk."""

from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs

from sitegen.content.loader.walk import read
from sitegen.model import Source
from sitegen.problems.errors import Place
from sitegen.serve.desk.desk import DeskData, desk_page
from sitegen.serve.desk.editor import link
from sitegen.serve.desk.find import Finder
from sitegen.serve.http.media import HTML
from sitegen.serve.preview.preview import Preview
from sitegen.serve.site import Collection, Found
from sitegen.store.filestat import file_stat


class Reception:
    """Answers with the desk."""

    def __init__(self, root: Path, preview: Preview, editor: str) -> None:
        """``editor`` is the pattern of links that open one."""
        self._root = root
        self._preview = preview
        self._editor = editor
        self._finder = Finder()
        self._sources: dict[str, tuple[bytes, Source]] = {}
        self._lock = Lock()

    def answer(self, path: str, query: str) -> Found | None:
        """Make what stands at a decoded path; the desk stands at "", its question is ``q``."""
        if path:
            return None
        collection = self._preview.collection
        if collection is None:
            return Found(self._preview.not_found(), HTML)
        wanted = parse_qs(query).get("q", [""])[0]
        return Found(desk_page(self._data(collection, wanted), wanted), HTML)

    def _data(self, collection: Collection, query: str) -> DeskData:
        stamps = {text.path: file_stat(self._root / text.path) for text in collection.texts}
        return DeskData(
            index=collection.index,
            texts=collection.texts,
            held=collection.held,
            problems=collection.problems,
            sources=self._read(collection) if query.strip() else (),
            changed={path: found[0] / 1e9 for path, found in stamps.items() if found},
            editor=self._link,
            finder=self._finder,
        )

    def _link(self, place: Place) -> str:
        return link(self._editor, self._root, place)

    def _read(self, collection: Collection) -> tuple[Source, ...]:
        """Read the sources, those alone that changed since they were searched last."""
        with self._lock:
            known, self._sources = self._sources, {}
            for text in collection.texts:
                digest = collection.digests.get(text.path, b"")
                before = known.get(text.path)
                source = (
                    before[1]
                    if before and before[0] == digest
                    else read(self._root, text.path, text.kind)
                )
                self._sources[text.path] = digest, source
            return tuple(source for _, source in self._sources.values())
