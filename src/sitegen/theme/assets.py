"""``static/`` and the files beside essays -> outputs, and the addresses of style sheets."""

import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from sitegen.config.config import Config
from sitegen.model import Url
from sitegen.problems.errors import Place, Problem
from sitegen.store.filestat import FileStat, file_stat
from sitegen.text.slugs import quote_path

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
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(_walk(folder, "", problems)):
            files.setdefault(path, folder / path)
    own_rules = files.pop("_redirects", None)
    linked = [path for path in sorted(files) if "/" not in path and path.endswith(_LINKED)]
    digests = {path: blake2b(files[path].read_bytes(), digest_size=4) for path in linked}
    urls = {
        path: Url(f"{config.url(quote_path(path))}?v={digest.hexdigest()}")
        for path, digest in digests.items()
    }
    rules = own_rules.read_text(encoding="utf-8", errors="replace") if own_rules else ""
    return Assets(dict(sorted(files.items())), urls, rules, tuple(problems))


def file_stats(folders: tuple[Path, ...], files: Iterable[Path]) -> dict[str, FileStat | None]:
    """Return the stat of all files and folders below some folders, and of some more files."""
    below = (
        Path(at, name)
        for folder in folders
        for at, inside, names in os.walk(folder, followlinks=True)
        for name in (*inside, *names)
    )
    return {str(file): file_stat(file) for file in sorted({*below, *files})}


def _walk(folder: Path, inside: str, problems: list[Problem]) -> Iterator[str]:
    if not (folder / inside).is_dir():
        return
    for entry in os.scandir(folder / inside):
        path = inside + entry.name
        if entry.name in _IGNORED:
            continue
        if refusal := _refusal(entry):
            message, hint = f"{refusal} is not published", "move it out of static/"
            problems.append(Problem(Place(f"static/{path}"), "W604", message, hint))
        elif entry.is_dir():
            yield from _walk(folder, path + "/", problems)
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
