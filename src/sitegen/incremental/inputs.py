"""The inputs of a build other than texts: options, templates, static files and the date."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.config import BookSettings, Config
from sitegen.content.loader.walk import Tree
from sitegen.content.visibility import Showing
from sitegen.incremental.state import State
from sitegen.store.codec import encode, fingerprint
from sitegen.store.files import Waiting
from sitegen.store.filestat import FileStat, reliable
from sitegen.theme.assets import file_stats
from sitegen.theme.files import TemplateFiles, template_files, theme_folders


class BuildRequest(Struct, frozen=True):
    """Options of a build."""

    root: Path
    config: Config
    """``output`` is relative to ``root``."""
    showing: Showing
    started: int
    """When the build began, in nanoseconds since 1970."""
    seen: Mapping[str, FileStat] = {}
    """Stat of files below ``root`` that were examined since then."""
    write_anchors: bool = False
    """Write the anchor registry."""
    waiting: Waiting = lambda _: None
    """Hears of another build into the same output that is waited for."""
    why: str | None = None
    """Explain why files are made: "" for every one, a path for all that this one depends on."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """Folders of the owner's files, in which nothing is published."""
        names = self.config.source_folders
        return tuple(self.root / name for name in names if name != ".")


class Inputs(Struct, frozen=True):
    """Inputs of a build other than texts."""

    files: TemplateFiles
    templates: dict[str, bytes]
    """Fingerprint of every template's own text."""
    copied: dict[str, FileStat | None]
    """Stat of every file that is or may be copied; None if the file may change again unseen."""
    fingerprint: bytes
    """Fingerprint of all of this and the options, except the text of templates."""


def scan(request: BuildRequest, tree: Tree) -> Inputs:
    """Examine all inputs that are not texts."""
    files = template_files(request.root)
    templates = files.fingerprints()
    folders = (request.root / "static", theme_folders("static"))
    others = (*tree.assets, *request.config.card_fonts)
    found = file_stats(folders, [request.root / path for path in others])
    copied = {path: reliable(stat, request.started) for path, stat in found.items()}
    showing = request.showing
    facts = (
        request.config,
        showing.drafts,
        showing.future,
        showing.keep_going,
        None if showing.clock else (showing.now.at.isoformat(), showing.now.has_time),
        sorted(templates),
        # Bytes, for a name may be no text.
        sorted((os.fsencode(path), stat) for path, stat in found.items()),
        (*tree.problems, *files.refusals()),
        # What may change again unseen is examined again the next time.
        request.started if None in copied.values() else 0,
    )
    return Inputs(files, templates, copied, fingerprint(encode(facts)))


def parse_fingerprint(config: Config) -> bytes:
    """Return the fingerprint of the settings that texts are parsed with."""
    unread = {"output": "", "strict": False, "book": BookSettings(), "problems": (), "strings": {}}
    return fingerprint(encode(replace(config, **unread)))


def same_inputs(known: State, request: BuildRequest, inputs: Inputs) -> bool:
    """Return whether only texts and templates may have changed since the last build."""
    start, end = known.summary.window
    return known.inputs == inputs.fingerprint and start <= request.started / 1e9 < end
