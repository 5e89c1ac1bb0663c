"""Requests for the editor's desk -> its page."""

from functools import partial
from pathlib import Path
from urllib.parse import parse_qs

from msgspec.structs import asdict

from sitegen.content.loader.walk import read
from sitegen.model import Source
from sitegen.serve.desk.desk import DeskData, desk_page
from sitegen.serve.desk.editor import editor_link
from sitegen.serve.desk.find import Finder
from sitegen.serve.http.media import HTML
from sitegen.serve.preview.preview import Preview
from sitegen.serve.site import Resource
from sitegen.store.filestat import file_stat


class DeskPages:
    """The pages of the desk."""

    def __init__(self, root: Path, preview: Preview, link_pattern: str) -> None:
        self._root = root
        self._preview = preview
        self._link = partial(editor_link, link_pattern, root)
        self._finder = Finder()

    def get(self, path: str, query: str) -> Resource | None:
        """Return the answer for a decoded path: the desk is at "", its search words in ``q``."""
        if path:
            return None
        collection = self._preview.collection
        if collection is None:
            return Resource(self._preview.not_found(), HTML)
        kinds = {text.path: text.kind for text in collection.texts}
        stats = {path: stat for path in kinds if (stat := file_stat(self._root / path))}

        def source(path: str) -> Source:
            return read(self._root, path, kinds[path], collection.index.config)

        data = DeskData(
            **asdict(collection),
            changed={path: stat[1] / 1e9 for path, stat in stats.items()},
            editor=self._link,
            find=partial(self._finder.find, stats, source),
        )
        return Resource(desk_page(data, parse_qs(query).get("q", [""])[0]), HTML)
