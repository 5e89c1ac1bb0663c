"""Parsed texts made by hand, for tests of links, themes and relations."""

from datetime import UTC, datetime

from sitegen.config.config import Config
from sitegen.model import (
    Card,
    Essay,
    Facts,
    Heading,
    Html,
    Image,
    Kind,
    Link,
    Located,
    Meta,
    Moment,
    Passage,
    Reading,
    Relation,
    RelationKind,
    Status,
    ThemeMeta,
    Url,
)
from sitegen.problems.errors import Place

SITE = Config(base_url="https://essays.example/")


def inline(text: str) -> tuple[Html, str]:
    """Stand in for Markdown: there is no markup in these tests."""
    return Html(text), text


def text(
    path: str,
    *,
    tags: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    title: str = "",
    day: int = 0,
    kind: Kind = "essay",
    url: str = "",
    status: Status = "published",
    aliases: tuple[str, ...] = (),
    headings: tuple[str, ...] = (),
    passages: tuple[tuple[str, str], ...] = (),
    relations: tuple[tuple[RelationKind, str], ...] = (),
    image: str = "",
    theme: ThemeMeta = ThemeMeta(),
) -> Essay:
    """Make a text; ``day`` is a day of January 2010, ``passages`` are pairs of theme and id."""
    stem = path.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2]
    folder = "themes/" if kind == "theme" else ""
    name = title or stem.replace("-", " ").capitalize()
    return Essay(
        path=path,
        kind=kind,
        meta=Meta(
            date=Moment(datetime(2010, 1, day, tzinfo=UTC)) if day else None,
            tags=tuple(Located(tag, Place(path, 3, 8 + n)) for n, tag in enumerate(tags)),
            aliases=tuple(Located(alias, Place(path, 4, 11)) for alias in aliases),
            status=status,
            image=Image(image) if image else None,
            relations=tuple(
                Relation(relation, target, f"It {relation}.", Place(path, 5, 5))
                for relation, target in relations
            ),
            theme=theme,
        ),
        card=Card(
            url=Url(url or f"/{folder}{stem}/"),
            title=Html(name),
            name=name,
            summary=Html(""),
            description="",
            authors=(),
            date=None,
            updated=None,
            minutes=1,
            lang="",
            dir="",
        ),
        facts=Facts(
            links=links,
            headings=tuple(
                Heading(2, heading.lower().replace(" ", "-"), Html(heading), heading)
                for heading in headings
            ),
            fragments="\n".join(heading.lower().replace(" ", "-") for heading in headings),
            passages=tuple(
                Passage((about,), anchor, Html(f"On {about}."), Place(path, 9, 1))
                for about, anchor in passages
            ),
        ),
    )


def theme_file(
    slug: str,
    *,
    title: str = "",
    aliases: tuple[str, ...] = (),
    broader: tuple[str, ...] = (),
    narrower: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
    order: tuple[tuple[str, str], ...] = (),
) -> Essay:
    """Make the file of a theme; ``order`` are pairs of essay and reason."""
    path = f"essays/_themes/{slug}.md"

    def located(names: tuple[str, ...], line: int) -> tuple[Located, ...]:
        return tuple(Located(name, Place(path, line, 5)) for name in names)

    readings = tuple(
        Reading(essay, why, Place(path, 7 + number, 5)) for number, (essay, why) in enumerate(order)
    )
    meta = ThemeMeta(
        located(aliases, 3),
        located(broader, 4),
        located(narrower, 5),
        located(related, 6),
        readings,
    )
    return text(path, title=title, kind="theme", theme=meta)


def link(target: str, fragment: str = "", *, line: int = 9, sentence: str = "") -> Link:
    """Return a link at the beginning of a line."""
    return Link("link", target, fragment, Place("essays/a.md", line, 1), sentence)


def wiki(target: str, fragment: str = "") -> Link:
    """Make a wiki link."""
    return Link("wiki", target, fragment, Place("essays/a.md", 9, 1))


def image(target: str) -> Link:
    """Make an image."""
    return Link("image", target, "", Place("essays/a.md", 9, 1))
