"""Blocks of the editor in a body -> their HTML; the comments that mark them, and their JSON, go."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from sitegen.from_html.types import Removed
from sitegen.importers.fields import plain
from sitegen.importers.markup.html import link_to
from sitegen.text.regex import regex

_BLOCK = regex(r"<!--\s+(/?)wp:([a-z][a-z0-9/_-]*)\s+(.*?)(/?)-->", re.DOTALL)
_REF = regex(r'"ref"\s*:\s*"?(\d{1,12})')
_EMBED = regex(
    r"<figure\b[^<>]*\bwp-block-embed\b[^<>]*>\s*<div\b[^<>]*>\s*(https?://[^\s<>]+)\s*</div>\s*"
    r"(?:<figcaption[^<>]*>((?:(?!</figcaption)[^<]|<(?!/figcaption))*)</figcaption>\s*)?</figure>"
)
_COVER = regex(
    r"<(?:div|section)\b(?=[^<>]*\bwp-block-cover)[^<>]*?"
    r"\bbackground-image:\s*url\(\s*(?:[\"']|&quot;)?([^\"'()<>&\s]+)[^<>]*>"
)
_BUTTON = regex(r"</a>(?=<a\b[^<>]*\bwp-block-file__button)")
_BARE = regex(r"<p(?:\s[^<>]*)?>\s*(https?://[^\s<>]+)\s*</p>")
_WHOLE = frozenset(
    {
        *("query", "social-links", "navigation", "comments", "comments-query-loop"),
        *("post-comments", "jetpack/contact-form", "jetpack/subscriptions", "jetpack/mailchimp"),
        *("jetpack/related-posts", "jetpack/sharing-buttons", "jetpack/like", "form", "loginout"),
        *("contact-form-7/contact-form-selector",),
    }
)
"""Blocks whose content, too, is made by the platform."""
_QUIET = frozenset(("more", "nextpage", "footnotes", "spacer", "block"))
_FOR_FEW = ("premium-content/", "jetpack/paywall", "jetpack/premium-content")
_DEEPEST = 5
"""Levels of reusable blocks in reusable blocks."""


class Blocks:
    """Rewrites the blocks of one post; says afterwards what it met."""

    def __init__(self, reusable: Mapping[str, str], classic: Callable[[str], str]) -> None:
        """``classic`` makes paragraphs of what is in no block."""
        self._reusable = reusable
        self._classic = classic
        self.notices: dict[str, None] = {}
        self.removed: list[Removed] = []
        self.for_few = False
        """Whether a part of it is for paying readers or subscribers only."""

    def rewrite(self, body: str, depth: int = 0) -> str:
        """Return a body without the comments of blocks."""
        end = body.rfind("-->") + 3
        out: list[str] = []
        at, inside, dropped = 0, list[str](), 0
        for tag in _BLOCK.finditer(body, 0, end):
            piece = body[at : tag.start()]
            name = tag[2].removeprefix("core/")
            self._add(out, piece, inside, dropped)
            at = tag.end()
            if tag[1]:
                if name in inside:
                    while inside.pop() != name:
                        pass
                dropped = min(dropped, len(inside)) if dropped > len(inside) else dropped
                continue
            self.for_few = self.for_few or name.startswith(_FOR_FEW)
            if tag[4]:
                if not dropped:
                    out.append(self._alone(name, tag[3], depth))
                continue
            inside.append(name)
            if name in _WHOLE and not dropped:
                dropped = len(inside)
                self._say(name)
        self._add(out, body[at:], inside, dropped)
        html = _EMBED.sub(_embedded, "".join(out))
        if "background-image" in html:
            html = _COVER.sub(r'\g<0><img src="\1">', html)
        html = _BUTTON.sub("</a> ", html)
        return _BARE.sub(lambda found: link_to(unescape(found[1])), html)

    def _add(self, out: list[str], piece: str, inside: list[str], dropped: int) -> None:
        if not dropped:
            free = not inside or inside[-1] == "freeform"
            out.append(self._classic(piece) if free and piece.strip() else piece)
        elif words := plain(piece):
            self.removed.append(Removed(f"block '{inside[dropped - 1]}'", words))

    def _alone(self, name: str, settings: str, depth: int) -> str:
        """Return what takes the place of a block without content of its own."""
        if name == "block":
            found = _REF.search(settings)
            content = self._reusable.get(found[1]) if found else None
            if content is not None and depth < _DEEPEST:
                return self.rewrite(content, depth + 1)
            self.notices["reusable block is left out: it is not in the export"] = None
        elif name not in _QUIET:
            self._say(name)
        return "\n"

    def _say(self, name: str) -> None:
        self.notices[f"block '{name}' is left out: the platform makes its content"] = None


def _embedded(found: re.Match[str]) -> str:
    address, caption = found[1], (found[2] or "").strip()
    if caption and "<a" not in caption:
        return f'<p><a href="{address}">{caption}</a></p>'
    return link_to(unescape(address)) + (f"<p>{caption}</p>" if caption else "")
