"""Templates and static folders: the site's own before the default theme's, file by file."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sitegen import CACHE_FOLDER
from sitegen.model import Essay
from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex
from sitegen.text.suggest import did_you_mean, nearest
from sitegen.theme.links import leads_astray, refused

ThemeKind = Literal["templates", "static"]

_SOURCES = frozenset({".html", ".css", ".svg", ".xml", ".txt"})
"""Extensions of templates; editors leave other files beside them."""
_ZOLA = "config.toml"
_NOWHERE = f"{CACHE_FOLDER}/no-templates"
_KEPT = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)"
_GAP = r"(?:/\*.*?\*/|\s)+"
_STRING_OR_GAP = regex(f"({_KEPT})|{_GAP}", re.DOTALL)


def theme_folders(kind: ThemeKind) -> Path:
    """Find a folder of the default theme, in an installed wheel or beside ``src/``."""
    here = Path(__file__).parent
    packed = here / kind
    return packed if packed.is_dir() else here.parents[2] / kind


def template_files(root: Path) -> "TemplateFiles":
    """Return the template files of a site, which go before those of the default theme."""
    return TemplateFiles(root, theme_folders("templates"), _belongs_to_zola(root))


def _belongs_to_zola(root: Path) -> bool:
    """Return whether a site's templates are Zola's, which have other tags than Jinja.

    Zola needs a ``base_url`` (getzola.org/documentation/getting-started/configuration).
    """
    try:
        settings = (root / _ZOLA).read_bytes()
    except OSError:
        return False
    return settings.lstrip().startswith(b"base_url") or b"\nbase_url" in settings


class TemplateFiles(Struct, frozen=True):
    """The template files of a site."""

    root: Path
    default: Path
    foreign: bool = False
    """Whether the folder ``templates/`` belongs to another tool."""

    def find(self, name: str) -> Path | None:
        """Return the file of a template, the site's own before the default theme's.

        ``default/essay.html`` is always the default theme's, so that the site's own
        ``essay.html`` can extend it.
        """
        parts = name.removeprefix("default/").split("/")
        if any(part in ("", ".", "..") for part in parts):
            return None
        own = None if name.startswith("default/") else self.own.joinpath(*parts)
        if own and own.is_file() and not self._astray(own):
            return own
        default = self.default.joinpath(*parts)
        return default if default.is_file() else None

    def _astray(self, file: Path) -> str:
        """Return why a file of the site's own is not used; "" if it is."""
        real = os.path.realpath(self.own)
        if os.path.realpath(file) == os.path.join(real, file.relative_to(self.own)):  # noqa: PTH118
            return ""
        steps = [step for step in (file, *file.parents) if step.is_relative_to(self.own)]
        links = [str(step) for step in steps if step != self.own and step.is_symlink()]
        reasons = (leads_astray(link, real, "templates") for link in links)
        return next(filter(None, reasons), "")

    def refusals(self) -> Iterator[Problem]:
        """Report templates that are not used, and links that are not followed."""
        if self.foreign and (self.root / "templates").is_dir():
            message = f"templates/ is not used: by {_ZOLA}, it belongs to Zola"
            hint = f"delete {_ZOLA} when templates/ holds templates of sitegen"
            yield Problem(Place("templates"), "W709", message, hint)
        real = os.path.realpath(self.own)
        for at, inside, names in os.walk(self.own):
            seen = [Path(at, name) for name in (*inside, *names) if name[0] not in ".#"]
            for link in sorted(path for path in seen if path.is_symlink()):
                if why := leads_astray(str(link), real, "templates"):
                    yield refused(link.relative_to(self.root).as_posix(), why)

    def shown(self, file: Path) -> str:
        """Return the name of a template file that messages show."""
        if file.is_relative_to(self.own):
            return file.relative_to(self.root).as_posix()
        return f"<default theme>/templates/{file.relative_to(self.default).as_posix()}"

    def own_names(self) -> tuple[str, ...]:
        """List the site's own templates."""
        return _names(self.own, os.path.realpath(self.own))

    def names(self) -> tuple[str, ...]:
        """List all templates."""
        return tuple(sorted({*self.own_names(), *_names(self.default)}))

    def reachable(self) -> dict[str, Path]:
        """Find every file that a template may use, by each of its names."""
        own, default = _below(self.own, os.path.realpath(self.own)), _below(self.default)
        of_default = {f"default/{name}": file for name, file in default.items()}
        return default | own | of_default

    def fingerprints(self) -> dict[str, bytes]:
        """Return the fingerprint of every file that a template may use, by each of its names."""
        files = self.reachable().items()
        return {name: blake2b(file.read_bytes(), digest_size=16).digest() for name, file in files}

    @property
    def own(self) -> Path:
        """The site's own folder of templates."""
        return self.root / (_NOWHERE if self.foreign else "templates")


def with_known_templates(
    texts: Sequence[Essay], files: TemplateFiles
) -> tuple[list[Essay], list[Problem]]:
    """Remove from texts the templates that are not found; the usual ones are used instead."""
    missing = {text.path for text in texts if (name := text.meta.template) and not files.find(name)}
    problems = [
        _unknown_template(text, files)
        for text in texts
        if text.path in missing and text.kind in ("essay", "page")
    ]
    return [_plain(text) if text.path in missing else text for text in texts], problems


def _plain(text: Essay) -> Essay:
    return replace(text, meta=replace(text.meta, template=""))


def _unknown_template(text: Essay, files: TemplateFiles) -> Problem:
    name = text.meta.template
    near = nearest(name, files.names(), 0.75)
    hint = did_you_mean(near, "add it to templates/, or delete the line")
    usual = "page.html" if text.kind == "page" else "essay.html"
    message = f"template '{name}' not found; using {usual}"
    return Problem(text.meta.places.get("template", text.place), "W708", message, hint)


def mistyped_templates(
    files: TemplateFiles, closures: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Report templates of the site that nothing uses and that are nearly named like a default one.

    ``closures`` maps each template of a page to all that it may use.
    """
    if unused := set(files.own_names()).difference(*closures.values()):
        default = _names(files.default)
        for name in sorted(unused.difference(default)):
            if near := nearest(name, default, 0.9):
                message = "this template is not used: no page has one of that name"
                place = Place(f"templates/{name}")
                yield Problem(place, "W710", message, did_you_mean(near, ""))


def _names(folder: Path, real: str = "") -> tuple[str, ...]:
    files = _below(folder, real).items()
    return tuple(name for name, file in files if file.suffix in _SOURCES and file.name[0] != ".")


def _below(folder: Path, real: str = "") -> dict[str, Path]:
    files = {file.relative_to(folder).as_posix(): file for file in _files(folder, real)}
    # No template can name a file whose name is not valid text.
    named = (name for name in sorted(files) if name == name.encode("utf-8", "ignore").decode())
    return {name: files[name] for name in named}


def _files(folder: Path, real: str = "", *, linked: bool = False) -> Iterator[Path]:
    """Find all files below a folder; links to folders are followed, but not inside such a link.

    Links that lead out of the folder ``real`` are not followed; without it, all are.
    """

    def is_sound(path: Path) -> bool:
        return not (real and path.is_symlink() and leads_astray(str(path), real, ""))

    for at, inside, names in os.walk(folder):
        files = (file for name in names if (file := Path(at, name)).is_file())
        yield from filter(is_sound, files)
        for below in () if linked else inside:
            if (link := Path(at, below)).is_symlink() and is_sound(link):
                yield from _files(link, real, linked=True)


@lru_cache(maxsize=4)
def squeezed_file(file: Path) -> bytes | None:
    """Return what is published of a style sheet of the default theme; None for other files."""
    if file.suffix == ".css" and file.parent.resolve() == theme_folders("static"):
        return squeeze_css(file.read_text("utf-8")).encode()
    return None


def squeeze_css(css: str) -> str:
    """Remove comments, line ends, and spaces that part nothing, from a style sheet."""
    return _STRING_OR_GAP.sub(_squeezed, css)


def _squeezed(match: re.Match[str]) -> str:
    css = match.string
    before, after = css[match.start() - 1 : match.start()], css[match.end() : match.end() + 1]
    if match[1] or (match[0] == " " and before not in "{};,:" and after not in "{}"):
        return match[0]
    if before in "{};,:" or after in "{}":
        return ""
    # A comment between two tokens without a space keeps them apart.
    return " " if re.search(r"\s", re.sub(r"/\*.*?\*/", "", match[0], flags=re.DOTALL)) else "/**/"
