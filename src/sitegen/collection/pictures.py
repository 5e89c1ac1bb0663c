"""Links -> the sizes of the pictures that texts show."""

from functools import cache
from pathlib import Path

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.links.links import Links
from sitegen.config.config import Config
from sitegen.content.urls import output_path
from sitegen.model import Url
from sitegen.pictures.size import SUFFIXES, Size, size_of
from sitegen.theme.assets import Assets


class Pictures:
    """The pictures of a site; reads the beginning of each file that a text shows, once."""

    def __init__(
        self, catalogue: Catalogue, links: Links, root: Path, assets: Assets, config: Config
    ) -> None:
        self._texts = catalogue.texts
        self._hrefs = links.hrefs
        self._beside = {url: root / source for source, url in links.assets.items()}
        self._static = assets.files
        self._config = config
        self.size = cache(self._size)
        """Returns width and height of the picture at an address; None if they are not known."""

    def in_text(self, path: str) -> tuple[tuple[int, int, int], ...]:
        """Return the number of the link of each picture in a text, with its width and height."""
        pairs = zip(self._texts[path].facts.links, self._hrefs[path], strict=True)
        return tuple(
            (number, *size)
            for number, (link, href) in enumerate(pairs)
            if link.kind == "image" and href and (size := self.size(href))
        )

    def _size(self, href: str) -> Size | None:
        url = Url(href.partition("#")[0].partition("?")[0])
        if not url.startswith("/") or url.startswith("//"):
            return None
        file = self._beside.get(url) or self._static.get(output_path(url, self._config))
        return size_of(file) if file and file.suffix.lower() in SUFFIXES else None
