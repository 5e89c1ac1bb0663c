"""``static/`` and the files beside essays -> outputs, and the addresses of style sheets."""

import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from sitegen.config.config import Config
from sitegen.model import Url
from sitegen.problems.errors import Place, Problem
from sitegen.store.filestat import FileStat, file_stat
from sitegen.text.slugs import quote_path
from sitegen.theme.files import theme_folders
from sitegen.theme.links import leads_astray, refused

_LINKED = (".css", ".js", ".svg", ".ico", ".png")
"""Extensions of the files at the top of ``static/`` that templates link to."""
_PUBLISHED_DOTFILES = frozenset({".well-known", ".nojekyll", ".htaccess", ".domains"})
_IGNORED = frozenset({".DS_Store", ".gitkeep", ".gitignore", ".gitattributes"})
_SECRETS = ("*.key", "*.pem", "*.p12", "*.pfx", "id_rsa*", "id_ed25519*", "*.kdbx")


class Assets(Struct, frozen=True):
    """The static files of a site."""

    files: Mapping[str, Path]
    """Path in the output -> file, the site's own before the theme's."""
    urls: Mapping[str, Url]
    """Name of a style sheet, script or icon -> address that changes with its content."""
    rules: str = ""
    """The owner's own redirects, from ``static/_redirects``."""
    problems: tuple[Problem, ...] = ()


def load_assets(folders: tuple[Path, ...], config: Config) -> Assets:
    """Collect the files of several static folders; a file of an earlier folder wins."""
    files: dict[str, Path] = {}
    chosen = f"fonts/{config.type}/"
    problems: list[Problem] = []
    for folder in folders:
        # Some installers put links in the place of a program's files.
        real = "" if folder.resolve() == theme_folders("static") else os.path.realpath(folder)
        for path in sorted(_walk(folder, "", real, problems)):
            if real or not path.startswith("fonts/") or path.startswith(chosen):
                files.setdefault(path, folder / path)
    own_rules = files.pop("_redirects", None)
    linked = [path for path in sorted(files) if _is_linked(path, chosen)]
    digests = {path: blake2b(files[path].read_bytes(), digest_size=4) for path in linked}
    urls = {
        path: Url(f"{config.url(quote_path(path))}?v={digest.hexdigest()}")
        for path, digest in digests.items()
    }
    rules = own_rules.read_text(encoding="utf-8", errors="replace") if own_rules else ""
    return Assets(dict(sorted(files.items())), urls, rules, tuple(problems))


def _is_linked(path: str, fonts: str) -> bool:
    if "/" not in path:
        return path.endswith(_LINKED)
    return path.startswith(fonts) and path.endswith(".woff2")


def file_stats(folders: tuple[Path, ...], files: Iterable[Path]) -> dict[str, FileStat | None]:
    """Return the stat of all files and folders below some folders, and of some more files."""
    below = (path for folder in folders for path in _everything(folder))
    return {str(file): file_stat(file) for file in sorted({*below, *files})}


def _everything(folder: Path) -> Iterator[Path]:
    """List all files and folders below a folder, and below the links that are followed."""
    real = os.path.realpath(folder)
    waiting = [(folder, False)]
    while waiting:
        at, linked = waiting.pop()
        with suppress(OSError), os.scandir(at) as entries:
            for entry in entries:
                yield Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), linked))
                elif entry.is_symlink() and entry.is_dir() and not linked:
                    astray = leads_astray(entry.path, real, "")
                    waiting += [] if astray else [(Path(entry.path), True)]


def _walk(
    folder: Path, inside: str, real: str, problems: list[Problem], *, linked: bool = False
) -> Iterator[str]:
    if not (folder / inside).is_dir():
        return
    for entry in os.scandir(folder / inside):
        path = inside + entry.name
        if entry.name in _IGNORED:
            continue
        if entry.is_symlink() and real and (why := leads_astray(entry.path, real, "static")):
            problems.append(refused(f"static/{path}", why))
        elif linked and entry.is_symlink() and entry.is_dir():
            # Folders full of links to each other would otherwise multiply without end.
            nested = "is in a folder that is reached by another link"
            problems.append(refused(f"static/{path}", nested))
        elif refusal := _refusal(entry):
            message, hint = f"{refusal} is not published", "move it out of static/"
            problems.append(Problem(Place(f"static/{path}"), "W604", message, hint))
        elif entry.is_dir():
            below = linked or entry.is_symlink()
            yield from _walk(folder, path + "/", real, problems, linked=below)
        else:
            yield path


def _refusal(entry: os.DirEntry[str]) -> str:
    if entry.name.startswith(".") and entry.name not in _PUBLISHED_DOTFILES:
        return "a hidden file"
    if any(fnmatch.fnmatch(entry.name.lower(), pattern) for pattern in _SECRETS):
        return "a file that looks like a secret"
    try:
        mode = entry.stat().st_mode
    except OSError:
        return "a link whose target is missing"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "a special file"
