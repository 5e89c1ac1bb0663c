"""Addresses and class names of blog platforms -> what a link or an element is."""

import re
from collections.abc import Sequence

from sitegen.check.leftovers.languages import Kind
from sitegen.check.leftovers.phrases import Mark

_ADDRESSES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "share",
        re.compile(
            r"facebook\.com/(?:sharer|share\.php|dialog/share)|twitter\.com/(?:intent/tweet|share\b|"
            r"home\?status)|x\.com/intent|plus\.google\.com/share|linkedin\.com/(?:sharearticle|"
            r"cws/share|sharing)|pinterest\.com/pin/create|reddit\.com/submit|tumblr\.com/(?:share|"
            r"widgets/share)|blogger\.com/(?:share-post|email-post)|addtoany\.com|addthis\.com|"
            r"sharethis\.com|digg\.com/submit|del\.icio\.us/post|stumbleupon\.com/submit|"
            r"(?:t\.me|telegram\.me)/share|wa\.me/\?|whatsapp\.com/send|getpocket\.com/save|"
            r"ycombinator\.com/submitlink|mailto:\?|[?&]share=(?:facebook|twitter|email|linkedin|"
            r"pinterest|reddit|tumblr|x|pocket|print|telegram|jetpack-whatsapp)\b|"
            r"\?utm_source=substack[^)\s]*action=share|[?&]action=share\b",
            re.IGNORECASE,
        ),
    ),
    (
        "comments",
        re.compile(
            r"#(?:respond|disqus_thread|comment-form|postcomment)\b|blogger\.com/comment|"
            r"comment\.g\?|wp-comments-post|/comments\?|-post/comments\b",
            re.IGNORECASE,
        ),
    ),
    (
        "subscription",
        re.compile(
            r"/subscribe\?|substack\.com/subscribe|feedburner\.com/fb/a/mailverify|"
            r"feedburner\.google\.com|list-manage\.com/subscribe|/feeds/\d+/comments/default",
            re.IGNORECASE,
        ),
    ),
    ("related", re.compile(r"linkwithin\.com|/p/linkwithin", re.IGNORECASE)),
)
_LINKS = re.compile(
    r"!?\[(?:[^\[\]\n]|!?\[[^\[\]\n]*\](?:\([^()\n]*\))?)*\]\([^()\n]*\)|<a\b[^<>]*>.*?</a>|<[^<>]*>",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w")


def by_address(source: str) -> Mark | None:
    """Tell what a line of links alone is by where they lead."""
    if "](" not in source and "href" not in source:
        return None
    if _WORDS.search(_LINKS.sub("", source)):
        return None
    kind = next((kind for kind, address in _ADDRESSES if address.search(source)), None)
    return Mark(kind, sure=True) if kind else None


_CLASSES: tuple[tuple[Kind, str], ...] = (
    ("related", r"jp-relatedposts|related-?posts|linkwithin|zemanta|yarpp|crp_related"),
    (
        "subscription",
        r"subscription-widget|subscribe-?form|subscribe-widget|mc_embed|mc-embedded|"
        r"jetpack_subscription|newsletter-(?:form|signup)|email-signup|gh-subscribe|kg-signup|"
        r"feedburner",
    ),
    (
        "share",
        r"sharedaddy|share-(?:buttons|post|this)|sharethis\w*|addthis\w*|addtoany\w*|a2a_kit|post-share|"
        r"social-share|fb-like|twitter-share-button|sd-sharing|jetpack-likes|post-likes|"
        r"reaction-buttons|goog-inline-block",
    ),
    (
        "navigation",
        r"blog-pager|post-navigation|posts-navigation|nav-links|nav-below|nav-single|post-nav|"
        r"pagination",
    ),
    ("labels", r"post-labels|blogger-labels|post-tags|cat-links|tags-links|entry-tags|tagcloud"),
    (
        "comments",
        r"comment-?form|comments?-area|comments?-list|comment-?list|comment-respond|respond|"
        r"disqus_thread|comment-footer|comments-block|post-comment|postcomment|trackbacks?|comments",
    ),
    (
        "byline",
        r"post-footer|post-author|entry-meta|entry-footer|post-timestamp|date-header|post-meta|"
        r"postmetadata|pw-post-byline",
    ),
)
_SCRIPTED = re.compile(
    r"\s*<(?P<tag>script|iframe|noscript)\b[^<>]*(?:disqus|addthis|sharethis|addtoany|linkwithin|"
    r"platform\.twitter\.com/widgets|connect\.facebook\.net|substack\.com/embed)",
    re.IGNORECASE,
)
_ELEMENTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    *(
        (
            kind,
            re.compile(
                r"\s*<(?P<tag>[a-z][a-z0-9]*)\b[^<>]*\b(?:id|class|action)\s*=\s*[\"']?[^\"'<>]*"
                rf"(?<![\w-])(?:{names})(?!\w)",
                re.IGNORECASE,
            ),
        )
        for kind, names in _CLASSES
    ),
    ("share", _SCRIPTED),
)


def by_element(lines: Sequence[str], at: int) -> tuple[Mark, int] | None:
    """Tell what an element is that begins at a line, by its class; and the line after its end.

    None unless it ends with a line: its whole extent must be known.
    """
    line = lines[at]
    if "<" not in line:
        return None
    for kind, pattern in _ELEMENTS:
        if found := pattern.match(line):
            end = _end(lines, at, found["tag"])
            return (Mark(kind, sure=True), end) if end else None
    return None


_TALLEST = 200
"""Lines of an element."""
_EMPTY = frozenset({"img", "input", "br", "hr", "link", "meta"})


def _end(lines: Sequence[str], at: int, tag: str) -> int:
    if tag.lower() in _EMPTY:
        return at + 1
    pattern = re.compile(rf"<(/?){tag}\b[^<>]*?(/?)>", re.IGNORECASE)
    depth = 0
    for number in range(at, min(at + _TALLEST, len(lines))):
        for found in pattern.finditer(lines[number]):
            depth += -1 if found[1] else 0 if found[2] else 1
            if depth == 0:
                return number + 1 if not lines[number][found.end() :].strip() else 0
    return 0


_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*?(/?)>", re.IGNORECASE)


def balanced(source: str) -> bool:
    """Tell whether every element that opens in some lines closes in them."""
    if "<" not in source:
        return True
    waiting: list[str] = []
    for found in _TAG.finditer(source):
        name = found[2].lower()
        if name in _EMPTY or found[3]:
            continue
        if not found[1]:
            waiting.append(name)
        elif not waiting or waiting.pop() != name:
            return False
    return not waiting
