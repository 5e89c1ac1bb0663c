"""Tags of components, ``<Callout type="tip">``, of MDX, Astro and VitePress -> their words.

A component begins with a capital letter; HTML in capitals, ``<TABLE>``, is none.
"""

import re
from collections.abc import Mapping

from sitegen.markdown.boxes import ASIDES, Box
from sitegen.text.regex import regex

_VALUE = (
    r"""(?:"[^"]{0,2000}"|'[^']{0,2000}'|\{(?:[^{}]|\{[^{}]{0,500}\}){0,2000}\}"""
    r"""|[^\s"'{}<>=`]{1,500})"""
)
ATTRIBUTES = (
    rf"(?:\s{{1,40}}[A-Za-z_:@][\w:.@-]{{0,60}}(?:\s?=\s?{_VALUE})?"
    r"|\s{1,40}\{[^{}]{0,500}\}){0,40}+"
)
"""The attributes of a tag; values of MDX are in braces."""
TAG = regex(
    r"<(?P<end>/?)(?P<name>[A-Z][\w.-]{0,60})"
    rf"(?P<attributes>{ATTRIBUTES})\s{{0,40}}(?P<alone>/?)>"
)
_ATTRIBUTE = regex(rf"([A-Za-z_:@][\w:.@-]{{0,60}})\s?=\s?({_VALUE})")
_LITERAL = regex(r"""\{\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*\}""")
_BOXES = {
    # "Asides", starlight.astro.build; "Callouts", nextra.site, mintlify.com and fumadocs.dev
    **dict.fromkeys(("Aside", "Callout", "Admonition", "Alert", "Note"), "note"),
    **{name: name.lower() for name in ("Tip", "Info", "Warning", "Danger", "Caution", "Check")},
    **{name: name.lower() for name in ("Important", "Hint", "Success", "Error", "Question")},
}
"""Components that are boxes -> their kind."""
_KINDS = ("type", "kind", "variant", "status", "level", "intent")
"""Attributes that name the kind of a box."""
_TITLES = ("title", "label", "summary", "heading", "header", "caption", "question", "name", "text")
"""Attributes whose words readers see, the first of them as the title."""
_PICTURE = regex(r"[^\s<>]+\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#].*)?", re.IGNORECASE)
_TYPE = regex(r"<([A-Z]\w{0,60})(?:, ?[A-Z]\w{0,60}){0,9}>")
_HTML = regex(r"[A-Z0-9]+|Br|Hr|Wbr")
_WORDS = regex(r"<(?P<name>[A-Za-z]\w{0,20}+)(?P<words>(?:[ \n]{1,3}[A-Za-z]{1,20}+){1,9}+)[ \n]?>")
_SWITCHES = frozenset(
    {"allowfullscreen", "async", "autofocus", "autoplay", "checked", "compact", "controls"}
    | {"crossorigin", "default", "defer", "disabled", "download", "formnovalidate", "hidden"}
    | {"inert", "ismap", "itemscope", "loop", "markdown", "multiple", "muted", "nomodule"}
    | {"noshade", "novalidate", "nowrap", "open", "playsinline", "popover", "readonly", "required"}
    | {"reversed", "sandbox", "selected"}
)
"""Attributes of HTML without a value: https://html.spec.whatwg.org/#boolean-attributes"""


def tag_at(text: str, at: int = 0) -> re.Match[str] | None:
    """Match the tag of a component that begins at ``text[at]``."""
    found = TAG.match(text, at)
    return found if found and not _HTML.fullmatch(found["name"]) else None


def is_type(text: str, at: int) -> bool:
    """Return whether ``<`` begins the parameter of a type, as in ``List<String>``."""
    found = _TYPE.match(text, at) if at and text[at - 1].isalnum() else None
    return found is not None and text.find(f"</{found[1]}>", at) < 0


def is_comparison(text: str, at: int) -> bool:
    """Return whether ``<`` begins words, as in ``a <b and c> d``, that would be lost as a tag."""
    found = _WORDS.match(text, at)
    if not found or not _SWITCHES.isdisjoint(found["words"].lower().split()):
        return False
    return text.find(f"</{found['name']}", found.end()) < 0


def shown(tag: re.Match[str]) -> str:
    """Return a tag without its attributes, for messages."""
    return f"<{tag['name']} />" if tag["alone"] else f"<{tag['end']}{tag['name']}>"


def box_of(tag: re.Match[str]) -> Box | None:
    """Return the box that a component is, if it is one."""
    kind = _BOXES.get(tag["name"])
    if not kind:
        return None
    written = attributes_of(tag)
    named = next((written[key].lower() for key in _KINDS if key in written), kind)
    kind = named if named in ASIDES else kind
    return Box(kind, title_of(tag) or (None if kind not in ("note", "callout") else ""))


def title_of(tag: re.Match[str]) -> str:
    """Return the first words in the attributes of a component that readers would see."""
    written = attributes_of(tag)
    return next((written[key] for key in _TITLES if written.get(key)), "")


def picture_of(tag: re.Match[str]) -> str:
    """Return the Markdown of the picture that a component shows; "" for none."""
    written = attributes_of(tag)
    source = written.get("src", "")
    if not _PICTURE.fullmatch(source):
        return ""
    alt = re.sub(r"([\[\]\\])", r"\\\1", written.get("alt", ""))
    caption = title_of(tag).replace("\\", "\\\\").replace('"', '\\"')
    return f"![{alt}](<{source}>" + (f' "{caption}")' if caption else ")")


def attributes_of(tag: re.Match[str]) -> Mapping[str, str]:
    """Read the attributes of a component whose values are plain words."""
    found: dict[str, str] = {}
    for key, value in _ATTRIBUTE.findall(tag["attributes"]):
        literal = _LITERAL.fullmatch(value)
        words = next(filter(None, literal.groups()), "") if literal else value.strip("\"'")
        if literal or value[:1] != "{":
            found[key] = " ".join(words.split())
    return found
