"""A title -> the files of a new collection or essay, which never replace existing files."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sitegen.config.neighbours import without_settings
from sitegen.config.schema.nodes import UNPRINTABLE
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.text.slugs import slugify

SETTINGS = "site.yaml"


def starter_files(title: str, author: str) -> Mapping[str, str]:
    """Return the files of a small collection that explains itself: path -> text."""
    texts = dict(_texts(files("sitegen") / "starter", ""))
    known = {"title": _quoted(title), "author": _quoted(author)}
    policy = "" if author.strip() else _NAMELESS
    return {**texts, SETTINGS: texts[SETTINGS].format(**known, policy=policy)}


_NAMELESS = """
# What `sitegen check` asks of every essay. Add author when essays should name theirs.
policy: [title, date]
"""


def settings_of_import(language: str, author: str, hosts: Sequence[str]) -> str:
    """Return the settings of a collection that begins with imported texts."""
    title = hosts[0] if len(hosts) == 1 else "My Essays"
    lines = [
        "# The settings of this collection. `sitegen config` prints all of them.",
        f"title: {_quoted(title)}",
        f"language: {language}",
        "# The address of the site; replace it before you publish.",
        "base_url: http://localhost:8000/",
        "# Time zone of dates without one.",
        "timezone: UTC",
    ]
    if author:
        lines += ["# Author of the essays that name none.", f"author: {_quoted(author)}"]
    else:
        lines += [_NAMELESS.strip()]
    if hosts:
        lines += [
            "# When the old site is gone, its addresses can lead to the essays:",
            f"# former_hosts: [{', '.join(_quoted(host) for host in hosts)}]",
        ]
    return "\n".join(lines) + "\n"


def _texts(folder: Traversable, inside: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = inside + entry.name
        if entry.is_dir():
            yield from _texts(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    # A JSON string of printable text on one line is also a YAML scalar in double quotes.
    line = " ".join(UNPRINTABLE.sub(" ", text).split())
    return json.dumps(line, ensure_ascii=False)


def new_essay(
    title: str, day: date, tags: Sequence[str], *, bundle: bool, below: str = "essays/"
) -> tuple[str, str]:
    """Return path and text of a new essay; raise SitegenError for a title without a word.

    The essay is a draft, so that nobody publishes it by accident. A bundle is a folder with the
    essay and its images. ``below`` is the beginning of the paths of texts.
    """
    slug = slugify(title)
    if not slug:
        hint = "use a title with letters or digits"
        message = f"the title '{title}' has no letter or digit"
        raise fail(Place(below.rstrip("/") or "."), "E854", message, hint)
    # A README is never an essay, but a folder may have this name.
    inside = bundle or slug == "readme"
    front = {
        "title": _quoted(title),
        "date": day.isoformat(),
        "summary": '""',
        "tags": f"[{', '.join(_quoted(tag) for tag in tags)}]",
        "draft": "true",
    }
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"{below}{slug}{'/index' if inside else ''}.md", f"---\n{lines}---\n\n"


def find_site(start: Path) -> Path:
    """Return the folder with the settings, ``start`` or one above it; raise SitegenError."""
    for folder in (start, *start.absolute().parents):
        if (folder / SETTINGS).is_file():
            return folder
    message = "not found here or in any folder above"
    usual = "go to the folder of your collection, or create one: sitegen init DIR"
    hint = without_settings(start) or usual
    raise fail(Place(SETTINGS), "E853", message, hint)


def write_new(root: Path, texts: Mapping[str, str]) -> None:
    """Write files that do not exist yet, all of them or none; raise SitegenError."""
    taken = [path for path in texts if os.path.lexists(root / path)]
    if taken:
        raise _taken(*taken)
    with ExitStack() as undo:
        for path, text in texts.items():
            try:
                _create(root / path, text, undo)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                hint = "check the permissions of its folder"
                raise fail(Place(path), "E852", f"cannot be written: {reason}", hint) from error
        undo.pop_all()


def _taken(path: str, *others: str) -> SitegenError:
    more = f", and so do {', '.join(map(repr, others))}" if others else ""
    message = f"already exists{more}; nothing was written"
    return fail(Place(path), "E851", message, "choose another name, or move the file away")


def _create(file: Path, text: str, undo: ExitStack) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        undo.callback(file.unlink, missing_ok=True)
        stream.write(text)
