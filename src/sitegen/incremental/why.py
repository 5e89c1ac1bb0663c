"""An old and a new view of a page -> why the page is rendered again, in words."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.incremental.state import PageMemory, TemplateMemory
from sitegen.model import Mention
from sitegen.views.parts import Site, Text
from sitegen.views.types import View


class PageContext(Struct, frozen=True):
    """The values that a page depends on besides its view."""

    templates: TemplateMemory
    site: Site


def why_made(
    page: PageMemory, views: tuple[View, View], contexts: tuple[PageContext, PageContext]
) -> str:
    """Explain what changed since a page was last made; views and contexts: the old, the new."""
    (old, new), (was, now) = views, contexts
    found = [f"template {name}" for name in _restyled(page.template, was.templates, now.templates)]
    if page.template:
        found += [f"site.{name}" for name in _differing(was.site, now.site)]
    found += _changes(old, new)
    return ", ".join(found) or "the published file was changed"


def _restyled(name: str, old: TemplateMemory, new: TemplateMemory) -> list[str]:
    drawn = {*old.closures.get(name, ()), *new.closures.get(name, ())}
    return sorted(each for each in drawn if old.texts.get(each) != new.texts.get(each))


def _changes(old: object, new: object, name: str = "") -> Iterator[str]:
    """Yield the fields that differ, two levels deep."""
    if type(old) is not type(new) or not isinstance(new, Struct):
        yield name or "another kind of page"
        return
    if isinstance(new, Text):
        yield f"the words of {new.path}" if old.path == new.path else name  # type: ignore[attr-defined]  # both are Text
        return
    for field in _differing(old, new):
        if field == "site":
            continue
        below = getattr(old, field), getattr(new, field)
        if name:
            yield f"{name}.{field}"
        elif isinstance(below[1], Struct):
            yield from _changes(*below, field)
        else:
            yield field


def _differing(old: object, new: Struct) -> list[str]:
    fields = new.__struct_fields__
    return [name for name in fields if getattr(old, name) != getattr(new, name)]


def dependencies(path: str, page: PageMemory, view: View, templates: TemplateMemory) -> str:
    """List all that a page depends on."""
    mentions = sorted({each.url for each in _mentions(view)})
    lines = [
        f"{path} is rendered from {page.source}",
        *(f"  words of {text}" for text in page.texts),
        *(f"  title and dates of {url}" for url in mentions),
        *(f"  template {name}" for name in templates.closures.get(page.template, ())),
    ]
    if page.template:
        lines.append("  site.yaml, the navigation, and the names of style sheets and scripts")
    return "\n".join(lines)


def _mentions(value: object) -> Iterator[Mention]:
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _mentions(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _mentions(item)
