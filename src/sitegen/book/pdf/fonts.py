"""The fonts that site.yaml names -> those that typst finds; characters that none of them has."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import category

from msgspec import Struct, json

from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex
from sitegen.text.suggest import did_you_mean, nearest

FACE = "Libertinus Serif"
"""The typeface of the PDF, which typst brings along."""
_FILES = (".ttf", ".otf", ".ttc", ".otc")
_WEB = (".woff", ".woff2")
_LOST = regex(r'the text `("(?:[^"\\]|\\.)*")` could not be displayed')
_ESCAPE = regex(r"\\u\{([0-9a-f]{1,6})\}")
_SITE = Place("site.yaml")
_PROBE = """#set document(title: "x")
#let (fonts, characters) = json("/probe.json")
#set text(font: fonts)
#for character in characters [#text(character) ]
"""


class Fonts(Struct, frozen=True):
    """The fonts of a book."""

    families: tuple[str, ...]
    """The chief one first."""
    folder: Path
    """Where the files are that the site brings along."""
    installed: bool
    """Whether one of them is a font of this machine."""
    problems: tuple[Problem, ...] = ()


def find_fonts(named: Sequence[str], root: Path, folder: Path) -> Fonts:
    """Copy the font files of a site into a folder, and find the families that it names."""
    folder.mkdir()
    if not named:
        return Fonts((FACE,), folder, installed=False)
    import typst  # noqa: PLC0415 (an extra)

    problems: list[Problem] = []
    files = [name for name in named if name.lower().endswith((*_FILES, *_WEB))]
    for name in files:
        if why := _copied(root / name, folder):
            hint = "name a file of the kind .ttf or .otf that is in the folder of the site"
            problems.append(Problem(_SITE, "W1905", f"font '{name}' {why}", hint))
    own = typst.Fonts(False, False, [str(folder)])  # noqa: FBT003 (no names in its signature)
    by_file = {Path(font.path or "").name: font.family for font in own.fonts()}
    every = set(typst.Fonts(len(files) < len(named), True, [str(folder)]).families())  # noqa: FBT003
    families: dict[str, None] = {}
    for name in named:
        family = by_file.get(Path(name).name, "") if name in files else name
        if family in every:
            families[family] = None
        elif name not in files:
            otherwise = "install it, or name its file"
            hint = did_you_mean(nearest(name, every, 0.8), otherwise)
            problems.append(Problem(_SITE, "W1905", f"font '{name}' is not installed", hint))
    installed = any(name not in files and name != FACE for name in named)
    return Fonts((*dict.fromkeys((*families, FACE)),), folder, installed, tuple(problems))


def _copied(file: Path, folder: Path) -> str:
    """Copy a font file; return what is wrong with it."""
    if file.suffix.lower() in _WEB:
        return "is one for web pages, which a PDF cannot use"
    try:
        shutil.copyfile(file, folder / file.name)
    except OSError:
        return "is not found"
    return ""


def missing(characters: Mapping[str, set[str]], fonts: Fonts, folder: Path) -> Iterator[Problem]:
    """Report the texts that have characters which no font has; ``characters``: by their files."""
    doubtful = {c for own in characters.values() for c in own if _is_drawn(c)}
    lost = _lost(sorted(doubtful), fonts, folder) if doubtful else frozenset()
    for path, own in sorted(characters.items()):
        if found := "".join(sorted(own & lost)):
            shown = f"{found[:20]}{' …' if len(found) > 20 else ''}"
            hint = "name a font that has them in site.yaml, below book: fonts:"
            yield Problem(Place(path), "W1904", f"the fonts of the PDF lack {shown}", hint)


def _is_drawn(character: str) -> bool:
    return character > "\u024f" and category(character)[0] not in "MCZ"


def _lost(characters: Sequence[str], fonts: Fonts, folder: Path) -> frozenset[str]:
    """Return the characters that typst refuses to set where a PDF must be accessible."""
    import typst  # noqa: PLC0415 (an extra)

    values = {"fonts": fonts.families, "characters": characters}
    (folder / "probe.json").write_bytes(json.encode(values))
    (folder / "probe.typ").write_text(_PROBE, encoding="utf-8")
    try:
        typst.compile(
            str(folder / "probe.typ"),
            root=str(folder),
            format="pdf",
            font_paths=[str(fonts.folder)],
            ignore_system_fonts=not fonts.installed,
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        found = _LOST.findall(str(error.diagnostic))
        return frozenset("".join(_ESCAPE.sub(_written, text[1:-1]) for text in found))
    return frozenset()


def _written(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))
