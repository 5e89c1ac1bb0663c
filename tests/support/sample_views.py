"""Views for each template: an empty one, and one with the same text in every place."""

from html import escape

from msgspec.structs import replace

from sitegen.drawing.scene import Drawing, Label, Line, Row
from sitegen.locales.words import words
from sitegen.model import Author, Card, Day, Heading, Html, Provenance, Url
from sitegen.views.citation import Citation
from sitegen.views.parts import (
    BacklinkCard,
    Corrected,
    Debate,
    Entry,
    Erratum,
    Excerpt,
    FeedLink,
    Head,
    IndexEntry,
    IndexLetter,
    IndexLink,
    NavItem,
    NextUp,
    Origin,
    PathCard,
    PathLink,
    PathStep,
    Place,
    Quotation,
    Reason,
    RelatedCard,
    Site,
    Source,
    Text,
    ThemeBranch,
    ThemeCard,
    ThemeLines,
    ThemeLink,
    Year,
)
from sitegen.views.types import (
    AuthorPage,
    EssayPage,
    EssaysPage,
    HomePage,
    IndexPage,
    NotFoundPage,
    OnPath,
    Page,
    PassagesPage,
    PathPage,
    PathPrintPage,
    PathsPage,
    PlainPage,
    PrintedStep,
    RedirectPage,
    SearchPage,
    ThemePage,
    ThemesPage,
)
from sitegen.views.wording import marked

DAY = Day("2010-04-08", "8 April 2010", "2010", "2010-04-08T00:00:00+00:00")
NOTHING = Html("")
ASSETS = (
    *("icon.svg", "index.css", "map.css", "search.css", "wide.css"),
    *("essay.js", "parts.js", "path.js", "search.js"),
)
KINDS = ("agrees", "disagrees", "extends", "replies")


def bare_pages() -> dict[str, Page]:
    """Every page with nothing on it that may be missing."""
    site, card = _site("Essays"), _bare_card()
    head = Head("T", "T", "D", Url("/t/"), "https://essays.example/t/", "website", "en")
    cited = Citation(card, site.title, site.name, "https://essays.example", "en", " and ", "")
    empty = Text(NOTHING)
    return {
        "home.html": HomePage(site, head, (), (), (), 0, named=False),
        "essay.html": EssayPage(
            site, head, card, empty, (), (), None, (), (), None, None, "", {}, citation=cited
        ),
        "theme.html": ThemePage(
            *(site, head, Html("T"), "T", NOTHING, (), None, (), (), (), (), 0, (), Url("")),
            *((), (), (), ()),
        ),
        "passages.html": PassagesPage(site, head, ThemeLink(Html("T"), "T", Url("/t/")), ()),
        "themes.html": ThemesPage(site, head, ()),
        "path.html": PathPage(site, head, _way("T", ()), empty, Url("/t/print/"), ""),
        "path-print.html": PathPrintPage(site, head, _way("T", ()), empty, (), ""),
        "paths.html": PathsPage(site, head, ()),
        "author.html": AuthorPage(site, head, Html("T"), Html(""), "", None, "", "", ()),
        "essays.html": EssaysPage(site, head, (), 0),
        "book-index.html": IndexPage(site, head, "T", (), overview=False),
        "search.html": SearchPage(
            site, head, (), (), (), (), Url("/prefix/search.json"), in_parts=False
        ),
        "page.html": PlainPage(site, head, card, empty, (), {}),
        "404.html": NotFoundPage(site, head),
        "redirect.html": RedirectPage(site, head, Url("/t/")),
    }


def full_pages(text: str) -> dict[str, Page]:
    """Every page with ``text`` wherever an author's words may be."""
    site, head, card, themes = _site(text), _head(text), _card(text), (_theme(text), _theme(text))
    entry = Entry(card, _html(text), themes[0])
    shown = ThemeCard(_html(text), text, Url("/themes/t/"), _html(text), (entry,), (card,), 12)
    branch = ThemeBranch(_html(text), text, Url("/themes/t/"), _html(text), 1)
    branch = replace(branch, narrower=(branch,))
    body = Text(Html("<p>Words.</p>"), (Html("A note."),))
    contents = (Heading(2, "a", _html(text), text), Heading(3, "b", _html(text), text))
    step = PathStep(1, card, Url("/t/?path=p"), _html(text))
    way = _way(text, (step,))
    return {
        "home.html": HomePage(
            *(site, head, (shown,), (card,), (card,), 3),
            named=True,
            about=_html(text),
            begin=way,
            paths=(way.path, way.path),
            intro=body,
            heading=_html(text),
            lang="de",
        ),
        "essay.html": EssayPage(
            site=site,
            head=head,
            card=card,
            text=body,
            contents=contents,
            themes=themes,
            next=NextUp(card, themes[0], _reasons(text, themes)),
            related=(RelatedCard(card, _reasons(text, themes)),),
            backlinks=(BacklinkCard(card, text),),
            source=Provenance("retelling", *([text] * 7)),
            citation=Citation(
                card, _html(text), text, "https://essays.example", "en", " and ", text
            ),
            image=Url("/t/a.png"),
            image_alt=text,
            extra={"mood": text},
            errata=(Erratum("2011-01-01", text, _html(text), text),),
            source_date=text,
            paths=(OnPath(way.path, Url("/t/#step--2"), 2, 3, step, step),),
        ),
        "theme.html": ThemePage(
            site=site,
            head=head,
            title=_html(text),
            name=text,
            summary=_html(text),
            aliases=(text, text),
            intro=body,
            entries=(entry,),
            years=(Year("2010", (card,)),),
            rolled=(entry,),
            branches=(ThemeLines(themes[0], (card,)),),
            quotes=13,
            passages=(Quotation(_html(text), Url("/t/#p"), card),),
            passages_url=Url("/themes/t/passages/"),
            debates=tuple(Debate(kind, card, card, _html(text)) for kind in KINDS),
            broader=themes,
            narrower=themes,
            related=themes,
            map=_map(text),
        ),
        "path.html": PathPage(site, head, way, body, Url("/t/print/"), "de"),
        "path-print.html": PathPrintPage(
            site, head, way, body, (PrintedStep(step, replace(body, prefix="e1--")),), "de"
        ),
        "paths.html": PathsPage(site, head, (way,)),
        "themes.html": ThemesPage(site, head, (branch,), _map(text)),
        "passages.html": PassagesPage(
            site,
            head,
            themes[0],
            tuple(
                Excerpt(_html(text), Url("/t/#p"), card, text, text, inside)
                for inside in (True, False)
            ),
            (Excerpt(_html(text), Url("/t/#p"), card, text, text, inside=True),),
        ),
        "author.html": AuthorPage(
            site, head, _html(text), _html(text), "https://example.org/", body, "de", "rtl", (card,)
        ),
        "essays.html": EssaysPage(site, head, (Year("2010", (card,)), Year("", (card,))), 2),
        "book-index.html": _index_page(site, head, text),
        "search.html": SearchPage(
            site, head, (card,), themes, (text,), (text,), Url("/prefix/search.json"), in_parts=True
        ),
        "page.html": PlainPage(
            *(site, head, card, body, contents, {}),
            origins=(Origin(card, Provenance("retelling", *([text] * 7)), text),),
            corrections=(Corrected(card, Erratum("2011-01-01", text, _html(text), text)),),
        ),
        "404.html": NotFoundPage(site, head),
        "redirect.html": RedirectPage(site, head, Url("/t/")),
    }


def _html(text: str) -> Html:
    return Html(escape(text))


def _way(text: str, steps: tuple[PathStep, ...]) -> PathCard:
    path = PathLink(_html(text), text, Url("/t/"), text)
    return PathCard(path, _html(text), 12 if steps else 0, steps)


def _site(name: str) -> Site:
    return Site(
        title=_html(name),
        name=name,
        subtitle=_html(name),
        language="en",
        origin="https://essays.example",
        home=Url("/prefix/"),
        themes=Url("/prefix/themes/"),
        essays=Url("/prefix/essays/"),
        paths=Url("/prefix/paths/"),
        index=Url("/prefix/index/"),
        feed=Url("/prefix/feed.xml"),
        json_feed=Url("/prefix/feed.json"),
        navigation=(NavItem(_html(name), Url("/prefix/about/")),),
        assets={name: Url(f"/prefix/{name}?v=1") for name in ASSETS},
        licence=_html(name),
        words=marked(words("en"), "en"),
        labels=words("en"),
        extra={},
        search=Url("/prefix/search/"),
    )


def _head(text: str) -> Head:
    return Head(
        title=text,
        heading=text,
        description=text,
        url=Url("/prefix/t/"),
        canonical="https://essays.example/prefix/t/",
        type="article",
        lang="en",
        robots="noindex",
        image="https://essays.example/prefix/t/a.png",
        image_alt=text,
        published="2010-04-08",
        modified="2011-01-01",
        authors=(text, text),
        keywords=(text,),
        json_ld=Html("{}"),
        feeds=(FeedLink(text, "application/atom+xml", "https://essays.example/feed.xml"),),
    )


def _bare_card() -> Card:
    return Card(Url("/t/"), Html("T"), "T", (), None, 0, "", "", NOTHING, "", None)


def _card(text: str) -> Card:
    author = Author(text, "https://example.org/")
    return Card(
        Url("/t/"), _html(text), text, (author, author), DAY, 5, "de", "rtl", _html(text), text, DAY
    )


def _theme(text: str) -> ThemeLink:
    return ThemeLink(_html(text), text, Url("/themes/t/"))


def _map(text: str) -> Drawing:
    box = (0, 0, 90, 34)
    lines = (Line("M208 17C251 17 257 17 300 17", 0), Line("M208 17C251 17 257 51 300 51", 2))
    labels = (
        Label("essay", text, Url("/t/"), "de", ((22, text),), 200, "end", box, lines),
        Label("theme", text, Url("/themes/t/"), "", ((22, text),), 308, "start", box),
        Label(
            "here",
            text,
            Url("/themes/u/"),
            "",
            ((22, text), (41, text)),
            308,
            "start",
            box,
            (),
            True,
        ),
    )
    return Drawing(460, 68, labels, (Row(text, (text, text)),), 1, 2, 3)


def _index_page(site: Site, head: Head, text: str) -> IndexPage:
    html = _html(text)
    source = Source(html, text, "de", "rtl", (Place(Url("/t/#p"), "1"), Place(Url("/t/#q"), "n2")))
    whole = Source(html, text, "", "", (Place(Url("/t/"), ""),))
    links = (IndexLink(html, Url("#e-s")), IndexLink(html, Url("#e-t")))
    sub = IndexEntry(html, "e-t-s", None, (source,), 0, (), (), ())
    entries = (
        IndexEntry(html, "e-s", None, (), 0, links, (), ()),
        IndexEntry(html, "e-t", Url("/themes/t/"), (source, whole), 3, (), links, (sub,)),
    )
    letters = (
        IndexLetter("A", "letter-a", Url("#letter-a"), html, html, entries),
        IndexLetter("B", "letter-b", head.url, html, Html("Last"), ()),
    )
    return IndexPage(site, head, text, letters, overview=True)


def _reasons(text: str, themes: tuple[ThemeLink, ...]) -> tuple[Reason, ...]:
    declared = [kind + by for kind in KINDS for by in ("", "-by")]
    return (
        Reason("themes", themes),
        Reason("links"),
        Reason("linked"),
        *(Reason(kind, text=_html(text)) for kind in declared),
    )
