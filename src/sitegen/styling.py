"""Templates -> what fills them, and fingerprints of all that each may draw on."""

from collections.abc import Callable, Collection, Sequence
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.cache.state import TemplateMemory
from sitegen.errors import Problem, SitegenError
from sitegen.setting import Setting
from sitegen.theme import TemplateFiles

if TYPE_CHECKING:
    from sitegen.renderer import Renderer


class Styling(Struct, frozen=True):
    """The templates of a site."""

    memory: TemplateMemory
    renderer: "Callable[[], Renderer]"
    """Made on first use: Jinja takes a moment that many a build saves."""


def style(
    setting: Setting,
    before: TemplateMemory,
    used: Collection[str],
    folder: Path,
    problems: Sequence[Problem],
) -> Styling:
    """Prepare the templates; what is wrong in them is told with the problems found so far."""
    sound = setting.templates == before.texts
    renderer = once(partial(_make, setting.files, folder / "templates", sound))
    closures = dict(before.closures) if sound else {}
    try:
        if not sound:
            renderer()
        if missing := set(used) - closures.keys():
            closures |= renderer().closures(missing)
    except SitegenError as error:
        raise SitegenError([*problems, *error.problems]) from error
    return Styling(TemplateMemory(setting.templates, closures), renderer)


def _make(files: TemplateFiles, folder: Path, sound: bool) -> "Renderer":  # noqa: FBT001 - for partial
    from sitegen.renderer import make_renderer  # noqa: PLC0415 - a warm start need not pay for Jinja

    return make_renderer(files, folder, sound=sound)
