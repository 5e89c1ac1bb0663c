"""Templates -> a renderer of pages, and the fingerprints of what each template may use."""

from collections.abc import Callable, Collection, Sequence
from functools import cache as once
from functools import cached_property, lru_cache, partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING
from weakref import finalize

from msgspec import Struct

from sitegen.incremental.inputs import Inputs
from sitegen.incremental.state import TemplateMemory
from sitegen.problems.errors import SitegenError
from sitegen.render import feeds
from sitegen.store.codec import decode, encode
from sitegen.theme.files import TemplateFiles
from sitegen.views.types import Page, View

if TYPE_CHECKING:
    from sitegen.render.renderer import Renderer


Rendered = str | SitegenError
"""The text of a view, or the error of its template."""


class RenderJob(Struct, frozen=True):
    """A view to render."""

    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    view: View


class PageRenderer:
    """Renders batches of views. Another machine makes its own from the templates, once."""

    def __init__(self, files: TemplateFiles, renderer: "Callable[[], Renderer]") -> None:
        self._files = files
        self.renderer = renderer
        """Made on first use: importing Jinja takes time that many a build saves."""

    def __reduce__(self) -> "tuple[Callable[[bytes], PageRenderer], tuple[bytes]]":
        return _unpacked, (self._packed,)

    @cached_property
    def _packed(self) -> bytes:
        return encode([_contents(self._files.own), _contents(self._files.default)])

    def __call__(self, jobs: Sequence[RenderJob]) -> list[Rendered]:
        """Render some views; return the text of each."""
        texts: list[Rendered] = []
        for job in jobs:
            try:
                texts.append(
                    self.renderer().render(job.template, job.view)
                    if isinstance(job.view, Page)
                    else feeds.write(job.view)
                )
            except SitegenError as error:
                texts.append(error)
        return texts


def _contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> PageRenderer:
    from tempfile import mkdtemp  # noqa: PLC0415 (on another machine only)

    folder = Path(mkdtemp(prefix="sitegen-"))
    files = TemplateFiles(folder, folder / "default")
    contents = decode(packed, list[dict[str, bytes]])
    for place, templates in zip((files.own, files.default), contents, strict=True):
        for name, content in templates.items():
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    renderer = PageRenderer(files, once(partial(_make_renderer, files, sound=True, kept=False)))
    finalize(renderer, rmtree, folder)
    return renderer


class Templates(Struct, frozen=True):
    """The templates of a site."""

    memory: TemplateMemory
    renderer: PageRenderer

    def load(self, names: Collection[str]) -> None:
        """Load templates and all that they use, so that no process does it for itself."""
        used = dict.fromkeys(each for name in sorted(names) for each in self.memory.closures[name])
        if used:
            self.renderer.renderer().ready(used)


def load_templates(inputs: Inputs, known: TemplateMemory, used: Collection[str]) -> Templates:
    """Check the templates if they changed; raise SitegenError with every mistake in them.

    ``used`` are the templates of pages.
    """
    sound = inputs.templates == known.texts
    renderer = once(partial(_make_renderer, inputs.files, sound=sound))
    closures = dict(known.closures) if sound else {}
    if not sound:
        renderer()
    if missing := set(used) - closures.keys():
        closures |= renderer().closures(missing)
    memory = TemplateMemory(inputs.templates, closures)
    return Templates(memory, PageRenderer(inputs.files, renderer))


def _make_renderer(files: TemplateFiles, *, sound: bool, kept: bool = True) -> "Renderer":
    from sitegen.render.renderer import make_renderer  # noqa: PLC0415 - a warm start need not pay for Jinja

    return make_renderer(files, sound=sound, kept=kept)
