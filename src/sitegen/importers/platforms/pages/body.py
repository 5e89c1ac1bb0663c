"""A saved page -> the posts on it: by what platforms call them, else the largest text."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from sitegen.importers.markup.page import Element, Page
from sitegen.text.regex import regex


class Part(Struct, frozen=True):
    """A post on a page."""

    bodies: tuple[Element, ...]
    """Elements with its words, in order."""
    scope: Element | None = None
    """The element with its title and date; None for the page."""
    is_only: bool = True
    """Whether what the head of the page says is about it."""
    others: int = 0
    """Texts on the page that are left out for it."""
    is_known: bool = True
    """Whether a platform's name for a body found it."""


_BODIES = (
    ".post-body .snippet-body",
    ".post-body",
    ".available-content .body",
    ".body.markup",
    ".available-content",
    ".e-content",
    ".gh-content",
    ".post-full-content .post-content",
    ".blog-item-content",
    ".sqs-blog-content",
    ".BlogItem-content",
    ".entry-body",
    ".asset-body",
    ".wp-block-post-content",
    ".entry-content",
    ".td-post-content",
    ".storycontent",
    ".storybody",
    ".post-entry",
    ".postmetadata-body",
    ".aentry-post__text",
    ".b-singlepost-body",
    ".field-name-body",
    ".field--name-body",
    ".article-body",
    ".article-content",
    ".article__body",
    ".article__content",
    ".post-content",
    ".post__content",
    ".post_content",
    ".postcontent",
    ".blog-content",
    ".blogcontent",
    ".post-text",
    ".posttext",
    ".entrytext",
    ".entry .text",
    ".entry",
    ".blogbody",
    "[itemprop=articleBody]",
    "[data-hook=post-description]",
)
"""What platforms and their themes call the body of a post, the most specific first."""
_MORE = (".entry-more", ".asset-more", ".entry-extended", "#more")
_GENERAL = ("article", "[role=article]", "main", "[role=main]", "#content", "#main")
_SCOPES = frozenset(
    [
        "hentry",
        "h-entry",
        "post",
        "entry",
        "article",
        "blog-post",
        "blogpost",
        "post-outer",
        "date-outer",
        "asset",
        "blog-item",
        "BlogItem",
        "type-post",
        "single-post",
        "post-full",
        "aentry",
    ]
)
_LEAST = 20
"""Letters of a body."""


def parts_of(page: Page) -> Sequence[Part]:
    """Return the posts of a page; none if it has no text."""
    comments = _commented(page)
    for selector in _BODIES:
        if found := list(_outermost(page, page.all(selector), comments)):
            return _known(page, found)
    for selector in _GENERAL:
        found = list(_outermost(page, page.all(selector), comments))
        longest = max(found, key=lambda one: len(page.words(one)), default=None)
        if longest and len(page.words(longest)) > 4 * _LEAST:
            if _is_of_links(page, longest):
                return []
            scope = None if len(found) == 1 else longest
            others = _long_ones(page, found) - 1
            return [Part((longest,), scope, others=max(others, 0), is_known=False)]
    largest = _largest(page)
    if not largest or _is_of_links(page, largest):
        return []
    return [Part((largest,), is_known=False)]


def _is_of_links(page: Page, element: Element) -> bool:
    """Return whether an element is a list of contents: most of its words are in links."""
    linked = sum(len(page.words(one)) for one in page.inside(element) if one.tag == "a")
    return linked > 0.7 * len(page.words(element))


def _commented(page: Page) -> Collection[int]:
    """Return the places of all elements that are, or are in, comments."""
    found: set[int] = set()
    for one in page.elements:
        parent = page.elements[one.parent].start if one.parent >= 0 else -1
        if parent in found or is_comments(one):
            found.add(one.start)
    return found


def _outermost(
    page: Page, found: Iterator[Element], comments: Collection[int]
) -> Iterator[Element]:
    end = 0
    for one in found:
        if one.start < end or one.start in comments:
            continue
        if page.words(one) or page.first("img", one):
            end = one.end
            yield one


def _known(page: Page, found: Sequence[Element]) -> Sequence[Part]:
    starts = [one.start for one in found]
    scopes = [_scope(page, one, starts) for one in found]
    places = {one.start for one in scopes if one}
    if len(found) > 1 and len(places) == len(found):
        titled = sum(bool(page.first(TITLE_LINKS, scope)) for scope in scopes)
        if titled * 2 > len(found):
            parts = zip(found, scopes, strict=True)
            return [Part((one,), scope, is_only=False) for one, scope in parts]
    longest = max(found, key=lambda one: len(page.words(one)))
    scope = scopes[found.index(longest)]
    more = [one for selector in _MORE for one in page.all(selector, scope)]
    bodies = [longest, *(one for one in more if one.start >= longest.end)]
    bodies = sorted(bodies, key=lambda one: one.start)
    others = _long_ones(page, [one for one in found if one not in bodies])
    return [Part(tuple(bodies), scope, others=others)]


def _long_ones(page: Page, found: Sequence[Element]) -> int:
    """Return how many of some elements are texts of their own, not the beginnings of others."""
    return sum(len(page.words(one)) > 200 for one in found)


TITLE_LINKS = ".entry-title a,.post-title a,.entry-header a,.asset-name a,h1 a,h2 a,h3 a"


def _scope(page: Page, body: Element, starts: Sequence[int]) -> Element | None:
    """Return the outermost element of a post around a body that holds no other body."""
    scope = None
    for one in page.around(body):
        if bisect_left(starts, one.end) - bisect_left(starts, one.start) > 1:
            break
        if one.tag == "article" or _SCOPES & set(one.classes):
            scope = one
            if one.tag == "article":
                break
    return scope


# ------------------------------------------------------------------ what is not text

_COMMENTS = regex(
    r"comments?|commentlist|comment-?list|comment-?thread|comment-?section|comments-.{1,20}|respond"
    r"|comment-respond|comment-?form|disqus.{0,20}|replies|webmentions?|pingbacks?|trackbacks?"
    r"|discussion|isso-thread|utterances|fb-comments|responses"
)
_FURNITURE = regex(
    r"side-?bar.*|widgets?|widget-.*|share.*|sharing.*|sharedaddy|social.*|related.*|jp-relatedposts"
    r"|bread-?crumbs?|pagination|pager|paging|nav|nav-.*|navbar.*|navigation.*|.*-navigation|menu.*"
    r"|footer.*|site-.*|masthead|cookie.*|newsletter.*|subscribe.*|subscription.*|advert.*|ads?"
    r"|adsbygoogle|banner|skip-link|screen-reader-text|sr-only|visually-hidden|entry-meta|post-meta"
    r"|post-footer|entry-footer|byline|author-(?:bio|box|info).*|tag-?links|cat-links|post-labels"
    r"|pw-post-title|pw-subtitle-paragraph|speechify-ignore|wm-ipp.*|donato"
    r"|popup.*|modal.*|blog-pager|toolbar|search-?form|archive-?list|popular.*|recent.*|blogroll"
)
_TAGS = frozenset(("nav", "footer", "form", "dialog", "menu", "button", "select"))


def is_comments(element: Element) -> bool:
    """Return whether an element holds what readers wrote."""
    return element.tag not in ("body", "html", "a") and _is_called(element, _COMMENTS)


def is_furniture(element: Element) -> bool:
    """Return whether an element belongs to the page around a text."""
    return element.tag in _TAGS or _is_called(element, _FURNITURE)


def _is_called(element: Element, names: re.Pattern[str]) -> bool:
    return any(names.fullmatch(name.lower()) for name in (*element.classes, element.get("id")))


# ------------------------------------------------------------------ the largest text

_CONTAINERS = frozenset(("div", "section", "td", "center", "table", "tr", "body", "font", "dd"))
_SHARE = 0.75
"""Share of a page's text that its body has."""


def _largest(page: Page) -> Element | None:
    """Return the smallest element with most of the words that are in no link and no furniture."""
    weight = [0] * len(page.elements)
    silent = [False] * len(page.elements)
    for number, one in enumerate(page.elements):
        above = one.parent >= 0 and silent[one.parent]
        own = one.tag in ("a", "title", "option", "label", "aside")
        silent[number] = above or own or is_comments(one) or is_furniture(one)
    whole = 0
    for _, text, number in page.texts:
        size = len(text.strip())
        if number < 0 or not silent[number]:
            whole += size
            if number >= 0:
                weight[number] += size
    for number in range(len(page.elements) - 1, -1, -1):
        if (parent := page.elements[number].parent) >= 0:
            weight[parent] += weight[number]
    if whole < _LEAST:
        return None
    best = [
        one
        for number, one in enumerate(page.elements)
        if one.tag in _CONTAINERS and weight[number] >= _SHARE * whole
    ]
    end = len(page.html)
    return best[-1] if best else Element("body", {}, 0, 0, end, end, -1)
