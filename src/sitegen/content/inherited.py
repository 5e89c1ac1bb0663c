"""Files that say of a whole folder that it stays private -> its texts, held back or unlisted."""

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.config.schema.loose_yaml import read_loose_yaml
from sitegen.content.frontmatter.hiding import Hiding, read_hiding
from sitegen.model import Essay, Status
from sitegen.problems.errors import Place
from sitegen.text.filenames import is_index
from sitegen.text.regex import regex

_LARGEST = 262_144
_RANKS: Mapping[Status, int] = {"published": 0, "unlisted": 1, "draft": 2}
_DATA = regex(r"(.+?)(?:\.11tydata\.(json|js|cjs|mjs|ts)|\.(json))")
_PAIR = regex(r"""["']?([A-Za-z_]\w*)["']?[ \t]*:[ \t]*(true|false|"[^"\n]*"|'[^'\n]*')""")


class _Rule(NamedTuple):
    """Keys that a file gives to the texts below a folder."""

    below: str
    """Beginning of the paths of the texts."""
    but: str
    """The text that says so, for it speaks of others; "" for a file of data."""
    target: str
    """Pattern of the paths that are meant; "" for all."""
    hiding: Hiding
    source: str


def with_inherited(
    root: Path, texts: Sequence[Essay], assets: Iterable[str], config: Config
) -> Sequence[Essay]:
    """Hide the texts whose folder is hidden by ``cascade`` (Hugo) or a file of data (Eleventy)."""
    rules = [*_cascades(texts, config), *_data(root, texts, assets, config)]
    return [_hidden(text, rules) for text in texts] if rules else texts


def _hidden(text: Essay, rules: Iterable[_Rule]) -> Essay:
    meta = text.meta
    for rule in rules:
        if _concerns(rule, text.path):
            hiding = rule.hiding
            if _RANKS[hiding.status] > _RANKS[meta.status]:
                because = f"'{rule.source}' has '{hiding.because or 'draft: true'}'"
                meta = replace(meta, status=hiding.status, because=because)
            later = [one for one in (meta.appears, hiding.appears) if one]
            sooner = [one for one in (meta.expires, hiding.expires) if one]
            meta = replace(
                meta,
                appears=max(later, key=lambda one: one.at, default=None),
                expires=min(sooner, key=lambda one: one.at, default=None),
            )
    return text if meta is text.meta else replace(text, meta=meta)


def _concerns(rule: _Rule, path: str) -> bool:
    if not path.startswith(rule.below) or path == rule.but:
        return False
    name = "/" + path[: path.rfind(".")]
    return not rule.target or fnmatchcase(name, f"*{rule.target}")


# ------------------------------------------------------------------ Hugo


def _cascades(texts: Iterable[Essay], config: Config) -> Iterator[_Rule]:
    """Read ``cascade`` of ``_index.md`` (gohugo.io/content-management/front-matter/#cascade)."""
    for text in texts:
        given = text.meta.extra.get("cascade") if is_index(posixpath.basename(text.path)) else None
        for one in given if isinstance(given, list) else [given]:
            if isinstance(one, dict):
                target = one.get("_target", one.get("target"))
                wanted = target if isinstance(target, dict) else {}
                if wanted.get("kind", "page") == "page":
                    hiding = _hiding(json.dumps(one), text.path, config)
                    below = text.path[: text.path.rfind("/") + 1]
                    yield _Rule(below, text.path, _pattern(wanted), hiding, text.path)


def _pattern(target: Mapping[str, object]) -> str:
    path = target.get("path")
    plain = path if isinstance(path, str) and "," not in path else ""
    return plain.replace("{", "").replace("}", "")


# ------------------------------------------------------------------ Eleventy


def _data(
    root: Path, texts: Sequence[Essay], assets: Iterable[str], config: Config
) -> Iterator[_Rule]:
    """Read files of data for a folder or a text (11ty.dev/docs/data-template-dir)."""
    stems = {text.path[: text.path.rfind(".")]: text.path for text in texts}
    for path in assets:
        folder, name = posixpath.split(path)
        if not (found := _DATA.fullmatch(name)):
            continue
        own = stems.get(f"{folder}/{found[1]}") if ".11tydata." in name else None
        if own or found[1] == posixpath.basename(folder):
            hiding = _hiding(_entries(root / path, found[2] or found[3]), path, config)
            yield _Rule(own or f"{folder}/", "", "", hiding, path)


def _entries(file: Path, suffix: str) -> str:
    try:
        text = file.read_bytes()[:_LARGEST].decode("utf-8-sig", "replace")
    except OSError:
        return ""
    if suffix == "json":
        return text
    # A program is not run: each of its plain values counts, wherever it is.
    return "\n".join(f"{found[1]}: {found[2]}" for found in _PAIR.finditer(text))


def _hiding(front: str, path: str, config: Config) -> Hiding:
    table, _ = read_loose_yaml(front, Place(path), _LARGEST)
    return read_hiding(table, config.timezone, inherited=True)
