"""A post on a saved page -> its title, date, author, themes, address and language."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import takewhile

from msgspec import Struct

from sitegen.importers import fields, values
from sitegen.importers.markup.page import Element, Page
from sitegen.importers.platforms.pages.body import TITLE_LINKS, Part, is_comments, is_furniture
from sitegen.importers.platforms.pages.source import Saved
from sitegen.model import Json
from sitegen.text.addresses import joined, parts_of
from sitegen.text.regex import regex


class Facts(Struct, frozen=True, kw_only=True):
    """The facts that a page states about a post."""

    title: str
    url: str
    date: datetime | None
    has_time: bool
    updated: datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    lang: str
    summary: str
    description: str


def facts_of(saved: Saved, page: Page, part: Part) -> Facts:
    """Read what the head of a page and the elements around a post say about it."""
    article = _article(saved) if part.is_only else {}
    url = _url(saved, page, part)
    date, has_time = _date(page, part, article, url)
    return Facts(
        title=_title(page, part, article),
        url=url,
        date=date,
        has_time=has_time,
        updated=_updated(page, part, article),
        authors=tuple(_authors(saved, page, part, article)),
        tags=tuple(_tags(page, part, article)),
        lang=_lang(saved, page, article),
        summary=_summary(page, part),
        description=_description(page, part),
    )


def _article(saved: Saved) -> dict[str, Json]:
    """Return the object of JSON-LD that is about a text."""
    ranked = [one for one in saved.linked if "datePublished" in one or "headline" in one]
    return next((one for one in ranked if "headline" in one), ranked[0] if ranked else {})


def _meta(page: Page, *names: str) -> Iterator[str]:
    for name in names:
        for one in page.all("meta"):
            given = (one.get("name"), one.get("property"), one.get("itemprop"))
            content = " ".join(one.get("content").split())
            if content and name in [key.lower() for key in given]:
                yield content


# ------------------------------------------------------------------ address


def _url(saved: Saved, page: Page, part: Part) -> str:
    """Return the address of a post; a canonical link to the home page is not that of a text."""
    base = page.first("base")
    start = saved.address or (base.get("href") if base else "")
    if not part.is_only:
        link = page.first(TITLE_LINKS, part.scope)
        return joined(start, link.get("href")) if link else ""
    canonical = page.first("link[rel=canonical]")
    found = [canonical.get("href") if canonical else "", saved.address, *_meta(page, "og:url")]
    whole = [joined(start, one.strip()) for one in found if one.strip()]
    whole = [one.partition("#")[0] for one in whole if one.startswith(("http://", "https://"))]
    whole = [one for one in whole if len(parts_of(one).path) > 1] or whole
    return whole[0] if whole else saved.path


# ------------------------------------------------------------------ title

_TITLES = (
    "h1.entry-title,h2.entry-title,h3.entry-title,.entry-title,.post-title,.p-name,.article-title,"
    "h1.entry-header,h2.entry-header,h3.entry-header,.asset-name,.post__title,.blog-item-title,"
    ".BlogItem-title,.gh-article-title,.post-full-title,.article-header__title,[itemprop=headline]"
)
_SEPARATOR = regex(r"\s+(?:[|–—·»«•-]|::)\s+|\s*[|»«]\s*|: ")


def _title(page: Page, part: Part, article: dict[str, Json]) -> str:
    scope = part.scope
    if found := next((page.words(one) for one in _apart(page, page.all_of(_TITLES, scope))), ""):
        return found
    if not part.is_only:
        return page.words(page.first(TITLE_LINKS, scope))
    if headline := fields.title(values.text_of(article.get("headline"))):
        return headline
    whole = page.words(page.first("title"))
    name = next(_meta(page, "og:site_name", "application-name"), "")
    stated = next(_meta(page, "og:title", "twitter:title", "dc.title", "dcterms.title"), "")
    if stated:
        return _without_site(stated, name)
    return _heading(page, part, whole) or _without_site(whole, name)


def _apart(page: Page, found: Iterable[Element]) -> Iterator[Element]:
    return (one for one in found if page.words(one))


def _heading(page: Page, part: Part, whole: str) -> str:
    """Return the heading nearest to a body that the title of the page repeats."""
    begin, end = part.bodies[0].inner, part.bodies[-1].close
    headings = [one for one in page.elements if one.tag in ("h1", "h2", "h3") and one.start < end]
    repeated = [one for one in headings if (words := page.words(one)) and words in whole]
    above = [one for one in repeated if one.start < begin]
    inside = [one for one in repeated if one.start >= begin]
    firsts = [one for one in headings if one.tag == "h1" and page.words(one)]
    first = [one for one in headings if page.raw_between(begin, one.start).isspace()][:1]
    chosen = inside[:1] or above[-1:] or (firsts if len(firsts) == 1 else first)
    return page.words(chosen[0]) if chosen else ""


def _without_site(title: str, name: str) -> str:
    """Remove the name of the site from a title such as ``The gate | Gate and Post``."""
    parts = [part for part in _SEPARATOR.split(title) if part]
    if name and len(parts) > 1:
        for end in (parts[-1], parts[0]):
            if end.casefold() == name.casefold():
                cut = title.removesuffix(end) if end is parts[-1] else title.removeprefix(end)
                return cut.strip(" |–—·»«•-:")
    return title


# ------------------------------------------------------------------ dates

_DATES = (
    "time[itemprop=datePublished],.dt-published,time.published,time.entry-date,abbr.published,"
    "time[datetime],[itemprop=datePublished],.published,.date-header,.entry-date,.post-date,"
    ".posted-on,.post-timestamp,.dateline,.date,#timestamp,.timestamp,.post-meta,.entry-meta,"
    ".byline,.asset-meta,.entry-footer,.post-footer,.meta,.postinfo,.post-header"
)
_PATH = regex(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|$)")


def _date(
    page: Page, part: Part, article: dict[str, Json], url: str
) -> tuple[datetime | None, bool]:
    stated: list[Json] = [article.get("datePublished"), article.get("dateCreated")]
    names = ("article:published_time", "og:published_time", "datepublished", "dc.date.issued")
    if part.is_only:
        stated += _meta(
            page, *names, "dcterms.created", "dc.date", "date", "pubdate", "parsely-pub-date"
        )
    shown = (text for one in page.all_of(_DATES, part.scope) for text in _written(page, part, one))
    for text in (*map(values.text_of, stated), *shown):
        date, has_time = fields.moment(text)
        if date:
            return date, has_time
    if above := _above(page, part):
        return above
    if not part.is_known and (line := dateline(page, part)):
        return fields.moment(_POSTED.sub("", page.words(line)))
    if found := _PATH.search(parts_of(url).path):
        return fields.moment("-".join(found.groups()))
    return None, False


def _above(page: Page, part: Part) -> tuple[datetime | None, bool] | None:
    """Return the date over the posts of a day: the last one above a post."""
    begin = part.bodies[0].start
    over = [one for one in page.all_of(".date-header,.dateheader,.day-title") if one.start < begin]
    found = fields.moment(page.words(over[-1])) if over else (None, False)
    return found if found[0] else None


def _is_near_the_top(page: Page, body: Element, element: Element) -> bool:
    return len(page.raw_between(body.inner, element.start)) < 400


def dateline(page: Page, part: Part) -> Element | None:
    """Return the element at the beginning of a text that is a date and nothing else."""
    body = part.bodies[0]
    near = takewhile(lambda one: _is_near_the_top(page, body, one), page.inside(body))
    lines = (one for one in near if 5 < len(page.words(one)) < 50)
    return next((one for one in lines if fields.moment(_POSTED.sub("", page.words(one)))[0]), None)


_POSTED = regex(
    r"(?:posted|published|written|veröffentlicht|publié|publicado)\s+(?:(?:on|am|le|el)\s+)?", re.I
)


def _written(page: Page, part: Part, element: Element) -> Iterator[str]:
    """Yield what may be a date in an element above, below or beside a body, not in comments."""
    inside = any(body.start < element.start < body.end for body in part.bodies) and part.is_known
    if inside or any(is_comments(one) for one in page.around(element)):
        return
    yield from (text for name in ("datetime", "content", "title") if (text := element.get(name)))
    yield from runs(page.words(element))


_DIGITS = regex(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def runs(text: str) -> Iterator[str]:
    """Yield the runs of words in a short line that may be a date, the longest first."""
    words = text[:200].split()
    if not _DIGITS.search(text[:200]):
        return
    for size in range(min(7, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            run = " ".join(words[start : start + size]).strip(" ,.;:|·•()[]–—-")
            if _DIGITS.search(run):
                yield run


def _updated(page: Page, part: Part, article: dict[str, Json]) -> datetime | None:
    stated: list[Json] = [article.get("dateModified")]
    if part.is_only:
        stated += _meta(page, "article:modified_time", "og:updated_time", "datemodified")
    return next(
        (date for text in map(values.text_of, stated) if (date := fields.moment(text)[0])), None
    )


# ------------------------------------------------------------------ people, themes, the rest

_AUTHORS = (
    ".p-author,.author .fn,.vcard .fn,.post-author .fn,[itemprop=author] [itemprop=name],"
    "[itemprop=author],a[rel=author],.byline .author,.author-name,.entry-author,.post-author,"
    ".blog-author-name,.author"
)
_NOBODY = {"admin", "administrator", "unknown", "anonymous", "noreply", "author"}
_BY = regex(
    r"(?:(?:posted|written|published)\s+)?(?:by|von|par|por|di|door|av|af):?\s+", re.IGNORECASE
)


def _authors(saved: Saved, page: Page, part: Part, article: dict[str, Json]) -> Iterator[str]:
    names = list(_people(saved, article.get("author")))
    if not names:
        shown = (
            page.words(one) for one in page.all_of(_AUTHORS, part.scope) if _is_near(page, one)
        )
        found = next((name for name in shown if 0 < len(name) < 80), "")
        names = [found] if found else []
    if not names and part.is_only:
        names = list(_meta(page, "author", "article:author", "dc.creator", "parsely-author"))[:1]
    for name in values.names_of(_BY.sub("", name, count=1) for name in names):
        if name.lower() not in _NOBODY and not name.startswith(("http://", "https://")):
            yield name


def _is_near(page: Page, element: Element) -> bool:
    return not any(is_comments(one) for one in (element, *page.around(element)))


def _people(saved: Saved, given: Json) -> Iterator[str]:
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            same = (each for each in saved.linked if each.get("@id") == one.get("@id"))
            whole = one if "name" in one else next((each for each in same if "name" in each), {})
            if name := fields.title(values.text_of(whole.get("name"))):
                yield name


_THEMES = (
    "a[rel=tag],.post-labels a,.p-category,.tags-links a,.cat-links a,a.p-tag,.tag-links a,"
    "#footer .tag"
)


def _tags(page: Page, part: Part, article: dict[str, Json]) -> Iterator[str]:
    shown = [page.words(one) for one in page.all_of(_THEMES, part.scope) if _is_near(page, one)]
    if not shown and part.is_only:
        shown = list(_meta(page, "article:tag"))
    if not shown:
        given = article.get("keywords")
        parts = given if isinstance(given, list) else re.split(r"[,;]", values.text_of(given))
        shown = [fields.title(values.text_of(one)) for one in parts]
    names = dict.fromkeys(name.strip(" ,#") for name in shown)
    yield from (name for name in names if name and name.lower() != "uncategorized")


def _lang(saved: Saved, page: Page, article: dict[str, Json]) -> str:
    stated = (saved.lang, values.text_of(article.get("inLanguage")), *_meta(page, "og:locale"))
    return next((one.replace("_", "-") for one in stated if one), "")


_SUBTITLES = (
    ".subtitle,.pw-subtitle-paragraph,.p-summary,.gh-article-excerpt,.post-subtitle,.entry-subtitle"
)


def _summary(page: Page, part: Part) -> str:
    """Return the subtitle of a post, which is not in its body."""
    spans = [(body.start, body.end) for body in part.bodies]
    for one in page.all_of(_SUBTITLES, part.scope):
        inside = any(start <= one.start < end for start, end in spans)
        if not inside or (is_furniture(one) and not part.is_known):
            return page.words(one)
    return ""


def _description(page: Page, part: Part) -> str:
    """Return the description that a page gives itself, if it is not how its text begins."""
    if not part.is_only:
        return ""
    stated = next(_meta(page, "description", "og:description"), "")
    body = page.words(part.bodies[0])
    return "" if stated.rstrip(" .…") in body else stated
