"""CSL-JSON -> works, with all mistakes."""

import json
from collections.abc import Mapping

from sitegen.collection.citations.work import Person, Work
from sitegen.problems.errors import Place, Problem

_KINDS = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "article"), "article"
    ),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "page"),
    **dict.fromkeys(("chapter", "paper-conference", "entry-encyclopedia"), "part"),
}


def read_csl(text: str, path: str) -> tuple[Mapping[str, Work], tuple[Problem, ...]]:
    """Read the works of a file."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        hint = "export the bibliography again as CSL-JSON"
        return {}, (Problem(Place(path, line, column), "W421", "this is not JSON", hint),)
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    works = {work.key: work for work in map(_work, found) if work.key}
    if works or items == []:
        return works, ()
    hint = "export the bibliography as CSL-JSON: a list of items with an id each"
    return {}, (Problem(Place(path, 1, 1), "W421", "no works were found", hint),)


def _work(item: Mapping[str, object]) -> Work:
    def text(*names: str) -> str:
        values = (item.get(name) for name in names)
        found = next((value for value in values if isinstance(value, str | int) and value), "")
        return " ".join(str(found).split())

    doi = text("DOI")
    return Work(
        key=text("id"),
        kind=_KINDS.get(text("type"), "book"),
        title=text("title"),
        authors=_people(item.get("author")),
        editors=_people(item.get("editor")),
        year=_year(item.get("issued")),
        container=text("container-title"),
        publisher=text("publisher"),
        place=text("publisher-place"),
        edition=text("edition"),
        volume=text("volume"),
        issue=text("issue"),
        pages=text("page").replace("-", "–"),
        url=text("URL") or (f"https://doi.org/{doi}" if doi else ""),
    )


def _people(names: object) -> tuple[Person, ...]:
    found = [name for name in names if isinstance(name, dict)] if isinstance(names, list) else []
    return tuple(_person(name) for name in found)


def _person(name: Mapping[str, object]) -> Person:
    particle = str(name.get("non-dropping-particle") or name.get("dropping-particle") or "")
    family = str(name.get("family") or name.get("literal") or "")
    return Person(f"{particle} {family}".strip(), str(name.get("given") or ""))


def _year(issued: object) -> str:
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    try:
        return str(parts[0][0])  # type: ignore[index] # whatever is there
    except (TypeError, LookupError):
        return str(issued.get("raw") or issued.get("literal") or "")[:4]
