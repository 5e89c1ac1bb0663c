"""Views -> files for programs: index.json, llms.txt, the Markdown of an essay."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote

import msgspec

from sitegen.text.regex import regex
from sitegen.views.types import Catalogue, LanguageModels, Listed, ListedGroup, MarkdownFile

VERSION = 1
"""Of index.json: fields may be added; a change of those that are there changes the number."""
_ADDRESS = regex(
    r"(?P<before>\]\(\s{0,9}|^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]{1,9}"
    r"|\b(?:href|src)\s{0,3}=\s{0,3}[\"']?)"
    r"(?P<open><?)(?P<address>[^\s<>()\"']+(?:\([^\s<>()\"']*\)[^\s<>()\"']*)*)",
    re.MULTILINE,
)
_WIKI = regex(r"!?\[\[([^\[\]|#\n]{0,200})(?:#([^\[\]|\n]{0,200}))?(?:\|([^\[\]\n]{1,300}))?\]\]")


def index_json(view: Catalogue) -> str:
    """Write index.json, an essay a line."""
    site = {
        "version": VERSION,
        "title": view.title,
        "description": view.description,
        "url": view.url,
        "language": view.language,
        "licence": view.licence,
    }
    head = msgspec.json.encode(site).decode()[:-1]
    lists = (
        ("essays", [_essay(one) for one in view.essays]),
        ("themes", [_group(one) for one in view.themes]),
        ("paths", [_group(one) for one in view.paths]),
    )
    return head + "".join(f',\n"{name}":[{_lines(items)}]' for name, items in lists) + "}\n"


def _lines(items: list[dict[str, object]]) -> str:
    return ",".join(f"\n{msgspec.json.encode(item).decode()}" for item in items)


def _essay(one: Listed) -> dict[str, object]:
    facts = msgspec.structs.asdict(one)
    return {name: value for name, value in facts.items() if value or name in ("authors", "themes")}


def _group(one: ListedGroup) -> dict[str, object]:
    return {"name": one.name, "url": one.url, "essays": one.essays}


def llms_txt(view: LanguageModels) -> str:
    """Write llms.txt (llmstxt.org): what the collection is, and the Markdown of each essay."""
    whole = view.catalogue
    head = f"# {whole.title}\n\n" + (f"> {whole.description}\n\n" if whole.description else "")
    lines = "".join(
        f"- [{_label(one.title)}]({one.markdown})"
        + (f": {' '.join(one.summary.split())}\n" if one.summary else "\n")
        for one in whole.essays
    )
    return f"{head}## Essays\n\n{lines}"


def _label(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def markdown(view: MarkdownFile) -> str:
    """Write the Markdown of an essay below its facts; every address is whole."""
    facts = {
        **{name: value for name, value in _essay(view.facts).items() if value},
        "licence": view.licence,
    }
    for name in ("markdown", "minutes"):
        facts.pop(name, None)
    # JSON is YAML (yaml.org/spec/1.2.2, 1.2).
    front = "".join(
        f"{name}: {msgspec.json.encode(value).decode()}\n" for name, value in facts.items() if value
    )
    return f"---\n{front}---\n\n{_body(view)}\n"


def _body(view: MarkdownFile) -> str:
    origin = "/".join(view.facts.url.split("/")[:3])
    found = {
        (target, fragment): f"{origin}{href}" if href and href[:1] == "/" else href
        for target, fragment, href in view.links
    }

    def address(match: re.Match[str]) -> str:
        target, _, fragment = unescape(match["address"]).partition("#")
        key = unquote(target), unquote(fragment)
        # No address may name a text that is held back, in a definition that is not used either.
        unknown = "#" if match["before"].endswith((" ", "\t")) else match["address"]
        known = key in found or "://" in target or not target
        written = found.get(key, match["address"] if known else unknown) or "#"
        return f"{match['before']}{match['open']}{written}"

    def named(match: re.Match[str]) -> str:
        return _named(match, found)

    text = _WIKI.sub(named, view.text.source) if "[[" in view.text.source else view.text.source
    return _ADDRESS.sub(address, text).strip()


def _named(match: re.Match[str], found: Mapping[tuple[str, str], str | None]) -> str:
    target, fragment = match[1].strip(), (match[2] or "").strip()
    if (target, fragment) not in found:
        return match[0]
    label, href = (match[3] or target or fragment).strip(), found[target, fragment]
    return f"[{label}]({href})" if href else label
