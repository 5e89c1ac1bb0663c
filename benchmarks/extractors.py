"""HTML pages -> the text that crawlers' extractors and text browsers make of them."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

Extractor = Callable[[str], str]


def _trafilatura(form: str) -> Extractor:
    library = import_module("trafilatura")
    return lambda page: str(library.extract(page, output_format=form) or "")


def _resiliparse() -> Extractor:
    library = import_module("resiliparse.extract.html2text")
    return lambda page: str(library.extract_plain_text(page, main_content=True))


_LISTS = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian"}


def _justext() -> Extractor:
    library = import_module("justext")

    def extracted(page: str) -> str:
        language = page.partition('lang="')[2][:2]
        stop = library.get_stoplist(_LISTS.get(language, "Dutch"))
        return "\n".join(one.text for one in library.justext(page, stop) if not one.is_boilerplate)

    return extracted


def _inscriptis() -> Extractor:
    library = import_module("inscriptis")
    return lambda page: str(library.get_text(page))


def _readability() -> Extractor:
    """Return what cleans a page, and writes the rest as ``inscriptis`` does: it gives HTML."""
    library, text = import_module("readability"), _inscriptis()
    return lambda page: text(library.Document(page).summary())


def _browser(*command: str) -> Callable[[], Extractor]:
    def extracted(page: str) -> str:
        with TemporaryDirectory() as folder:
            file = Path(folder, "page.html")
            file.write_text(page, encoding="utf-8")
            done = subprocess.run([*command, file], check=True, capture_output=True)
        return done.stdout.decode("utf-8", "replace")

    def loaded() -> Extractor:
        if not shutil.which(command[0]):
            raise ImportError(command[0])
        return extracted

    return loaded


_TOOLS: Mapping[str, Callable[[], Extractor]] = {
    "trafilatura": lambda: _trafilatura("txt"),
    "trafilatura, Markdown": lambda: _trafilatura("markdown"),
    "resiliparse": _resiliparse,
    "jusText": _justext,
    "readability": _readability,
    "inscriptis": _inscriptis,
    "lynx": _browser(
        *("lynx", "-dump", "-assume_charset=utf-8", "-display_charset=utf-8", "-force_html")
    ),
    "w3m": _browser("w3m", "-dump", "-I", "utf-8", "-O", "utf-8", "-T", "text/html"),
}


def installed() -> tuple[Mapping[str, Extractor], list[str]]:
    """Return the extractors that are installed, and the names of the others."""
    found: dict[str, Extractor] = {}
    absent: list[str] = []
    for name, load in _TOOLS.items():
        try:
            found[name] = load()
        except ImportError:
            absent.append(name)
    return found, absent
