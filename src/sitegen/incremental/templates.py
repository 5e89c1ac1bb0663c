"""Templates -> what fills them, and fingerprints of all that each may draw on."""

from collections.abc import Callable, Collection, Sequence
from functools import cache as once
from functools import cached_property, lru_cache, partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

from msgspec import Struct

from sitegen.incremental.inputs import Setting
from sitegen.incremental.state import TemplateMemory
from sitegen.problems.errors import Problem, SitegenError
from sitegen.render import feeds
from sitegen.store.codec import decode, encode
from sitegen.theme.files import TemplateFiles
from sitegen.views.types import Page, View

if TYPE_CHECKING:
    from sitegen.render.renderer import Renderer


class Styling(Struct, frozen=True):
    """The templates of a site."""

    memory: TemplateMemory
    rendering: "Rendering"


class Sheet(Struct, frozen=True):
    """A file that is to be written out."""

    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    view: View


class Rendering:
    """Writes out files. Sent elsewhere, it is made there once from the words of the templates."""

    def __init__(self, files: TemplateFiles, renderer: "Callable[[], Renderer]") -> None:
        self._files = files
        self.renderer = renderer
        """Made on first use: Jinja takes a moment that many a build saves."""

    def __reduce__(self) -> "tuple[Callable[[bytes], Rendering], tuple[bytes]]":
        return _unpacked, (self._packed,)

    @cached_property
    def _packed(self) -> bytes:
        return encode([_contents(self._files.own), _contents(self._files.default)])

    def __call__(self, sheets: Sequence[Sheet]) -> list[str | SitegenError]:
        """Write out files; what is wrong with a template comes back."""
        return [self._written(sheet) for sheet in sheets]

    def _written(self, sheet: Sheet) -> str | SitegenError:
        if not isinstance(sheet.view, Page):
            return feeds.write(sheet.view)
        try:
            return self.renderer().render(sheet.template, sheet.view)
        except SitegenError as error:
            return error


def _contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Rendering:
    folder = Path(mkdtemp(prefix="sitegen-"))
    files = TemplateFiles(folder, folder / "default")
    contents = decode(packed, list[dict[str, bytes]])
    for place, templates in zip((files.own, files.default), contents, strict=True):
        for name, content in templates.items():
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    rendering = Rendering(files, once(partial(_make, files, None, sound=True)))
    finalize(rendering, rmtree, folder)
    return rendering


def style(
    setting: Setting,
    before: TemplateMemory,
    used: Collection[str],
    folder: Path,
    problems: Sequence[Problem],
) -> Styling:
    """Prepare the templates; what is wrong in them is told with the problems found so far."""
    sound = setting.templates == before.texts
    renderer = once(partial(_make, setting.files, folder / "templates", sound=sound))
    closures = dict(before.closures) if sound else {}
    try:
        if not sound:
            renderer()
        if missing := set(used) - closures.keys():
            closures |= renderer().closures(missing)
    except SitegenError as error:
        raise SitegenError([*problems, *error.problems]) from error
    return Styling(TemplateMemory(setting.templates, closures), Rendering(setting.files, renderer))


def _make(files: TemplateFiles, folder: Path | None, *, sound: bool) -> "Renderer":
    from sitegen.render.renderer import make_renderer  # noqa: PLC0415 - a warm start need not pay for Jinja

    return make_renderer(files, folder, sound=sound)
