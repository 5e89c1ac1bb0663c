"""One view for each template: as empty as can be, or with one text in every place."""

from html import escape

from sitegen.model import Author, Card, Day, Heading, Html, Provenance, Url
from sitegen.views.types import (
    BacklinkCard,
    Citation,
    Debate,
    Entry,
    EssayPage,
    EssaysPage,
    FeedLink,
    Head,
    HomePage,
    NavItem,
    NotFoundPage,
    Page,
    PlainPage,
    Quotation,
    Reason,
    RedirectPage,
    RelatedCard,
    Site,
    Steps,
    Text,
    ThemeCard,
    ThemeLink,
    ThemePage,
    ThemesPage,
    Year,
)
from sitegen.words import words

DAY = Day("2010-04-08", "8 April 2010", "2010", "2010-04-08T00:00:00+00:00")
NOTHING = Html("")
KINDS = ("agrees", "disagrees", "extends", "replies")


def bare_pages() -> dict[str, Page]:
    """Every page with nothing on it that may be missing."""
    site, card = _site("Essays"), _bare_card()
    head = Head("T", "T", "D", Url("/t/"), "https://essays.example/t/", "website", "en")
    cited = Citation(Html("T."), "data:,", "t.bib")
    empty = Text(NOTHING)
    return {
        "home.html": HomePage(site, head, (), (), 0),
        "essay.html": EssayPage(
            site, head, card, empty, (), (), None, (), (), None, cited, None, "", {}
        ),
        "theme.html": ThemePage(
            site, head, Html("T"), "T", NOTHING, (), None, (), (), (), (), (), (), ()
        ),
        "themes.html": ThemesPage(site, head, ()),
        "essays.html": EssaysPage(site, head, (), 0),
        "page.html": PlainPage(site, head, card, empty, (), {}),
        "404.html": NotFoundPage(site, head),
        "redirect.html": RedirectPage(site, head, Url("/t/")),
    }


def full_pages(text: str) -> dict[str, Page]:
    """Every page with ``text`` wherever an author's words may stand."""
    site, head, card, themes = _site(text), _head(text), _card(text), (_theme(text), _theme(text))
    entry = Entry(card, _html(text), themes[0])
    shown = ThemeCard(
        _html(text), text, Url("/themes/t/"), _html(text), (entry,), 2, themes, themes
    )
    body = Text(Html("<p>Words.</p>"), (Html("A note."),))
    contents = (Heading(2, "a", _html(text), text), Heading(3, "b", _html(text), text))
    return {
        "home.html": HomePage(site, head, (shown,), (card,), 3),
        "essay.html": EssayPage(
            site=site,
            head=head,
            card=card,
            text=body,
            contents=contents,
            themes=themes,
            steps=Steps(themes[0], card, card),
            related=(RelatedCard(card, _reasons(text, themes)),),
            backlinks=(BacklinkCard(card, text),),
            source=Provenance("retelling", *([text] * 7)),
            citation=Citation(_html(text), "data:,", "t.bib"),
            image=Url("/t/a.png"),
            image_alt=text,
            extra={"mood": text},
            source_date=text,
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
            rolled=(entry,),
            passages=(Quotation(_html(text), Url("/t/#p"), card),),
            debates=tuple(Debate(kind, card, card, _html(text)) for kind in KINDS),
            broader=themes,
            narrower=themes,
            related=themes,
        ),
        "themes.html": ThemesPage(site, head, (shown,)),
        "essays.html": EssaysPage(site, head, (Year("2010", (card,)), Year("", (card,))), 2),
        "page.html": PlainPage(site, head, card, body, contents, {}),
        "404.html": NotFoundPage(site, head),
        "redirect.html": RedirectPage(site, head, Url("/t/")),
    }


def _html(text: str) -> Html:
    return Html(escape(text))


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
        feed=Url("/prefix/feed.xml"),
        json_feed=Url("/prefix/feed.json"),
        navigation=(NavItem(_html(name), Url("/prefix/about/")),),
        assets={"wide.css": Url("/prefix/wide.css?v=1"), "icon.svg": Url("/prefix/icon.svg?v=1")},
        licence=_html(name),
        words=words("en"),
        extra={},
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
    return Card(Url("/t/"), Html("T"), "T", NOTHING, "", (), None, None, 0, "")


def _card(text: str) -> Card:
    author = Author(text, "https://example.org/")
    return Card(
        Url("/t/"), _html(text), text, _html(text), text, (author, author), DAY, DAY, 5, "de"
    )


def _theme(text: str) -> ThemeLink:
    return ThemeLink(_html(text), text, Url("/themes/t/"))


def _reasons(text: str, themes: tuple[ThemeLink, ...]) -> tuple[Reason, ...]:
    declared = [kind + by for kind in KINDS for by in ("", "-by")]
    return (
        Reason("themes", themes),
        Reason("links"),
        Reason("linked"),
        *(Reason(kind, text=_html(text)) for kind in declared),
    )
