"""All but the texts that decides what a site is: options, templates, static files, the day."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.content.loader.walk import Tree
from sitegen.content.visibility import Showing
from sitegen.incremental.state import State
from sitegen.store.codec import encode, fingerprint
from sitegen.store.filestat import Sign, settled
from sitegen.theme.assets import listing
from sitegen.theme.files import TemplateFiles, template_files, theme_folders


class Order(Struct, frozen=True):
    """What is to be built."""

    root: Path
    config: Config
    """``output`` is relative to ``root``."""
    showing: Showing
    started: int
    """When the build began, in nanoseconds since 1970."""
    seen: Mapping[str, Sign] = {}
    """Signs of files below ``root``, where a look at them opened the build."""
    locks: bool = False
    """Write the lock file of the ids of paragraphs."""
    why: str | None = None
    """Tell why files are made: "" for each that is, a path for all that this one depends on."""


class Setting(Struct, frozen=True):
    """What a build finds beside the texts."""

    files: TemplateFiles
    templates: dict[str, bytes]
    """Fingerprint of every template's own text."""
    copied: dict[str, Sign | None]
    """Sign of every file that is or may be copied; None where it may still change unseen."""
    fingerprint: bytes
    """Of all that is here, but for what templates say, and of the options."""


def survey(order: Order, tree: Tree) -> Setting:
    """Look at all that is no text."""
    root = order.root
    files = template_files(root)
    templates = files.fingerprints()
    folders = (root / "static", theme_folders("static"))
    found = listing(folders, [root / path for path in tree.assets])
    copied = {path: sign and settled(sign, order.started) for path, sign in found.items()}
    showing = order.showing
    facts = (
        order.config,
        showing.drafts,
        showing.future,
        None if showing.clock else (showing.now.at.isoformat(), showing.now.has_time),
        sorted(templates),
        # Bytes, for a name may be no text.
        sorted((os.fsencode(path), sign) for path, sign in found.items()),
        tree.problems,
        # What may still change unseen is looked at again the next time.
        order.started if None in copied.values() else 0,
    )
    return Setting(files, templates, copied, fingerprint(encode(facts)))


def valid(known: State, order: Order) -> State:
    """Forget what was read under other settings."""
    read_as = reading_fingerprint(order.config)
    return known if known.reading == read_as else replace(known, reading=read_as, texts={})


def reading_fingerprint(config: Config) -> bytes:
    """Fingerprint the settings that texts are understood with."""
    return fingerprint(encode(replace(config, output="", strict=False)))


def is_steady(known: State, order: Order, setting: Setting) -> bool:
    """Tell whether nothing but texts and templates may have changed since the last build."""
    start, end = known.window
    return known.making == setting.fingerprint and start <= order.started / 1e9 < end
