"""Aliases of texts and themes -> redirects from old addresses to present ones."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.tag_index.index import TagIndex
from sitegen.config.config import Config
from sitegen.content.urls import alias, output_path
from sitegen.model import Located, Url
from sitegen.problems.errors import Problem
from sitegen.text.regex import regex
from sitegen.text.slugs import folded, whole_slug

Redirects = Mapping[Url, tuple[Url, str]]
"""Old address -> the present one, and the file that names the old one."""
_ADDRESS = regex(
    r"(?:[a-z][a-z0-9+.-]*:)?//|\.{0,2}/|[^#\s][^\s]*/|\S*\?\w+=|\S*\.(?:[xs]?html?|php\d?|aspx?|jsp)$",
    re.IGNORECASE,
)
"""An alias that is an address. Others are names of a text, as Obsidian has them
(help.obsidian.md, "Aliases")."""
_SHOWN = 3
"""Texts that the message about many aliases names."""


def make_redirects(
    catalogue: Catalogue, tags: Iterable[TagIndex], config: Config, outputs: Collection[str]
) -> tuple[Redirects, tuple[Problem, ...]]:
    """Make the redirects of a site; ``outputs`` are the paths of all pages without a text.

    An alias that is the address of its own text, in whatever spelling, needs no redirect. Nor does
    a name; but one that might be an address is used as one, if nothing else is there.
    """
    texts = catalogue.texts.values()
    written = [(text, old) for text in texts for old in text.meta.aliases]
    taken = {folded(path): "" for path in outputs} if written else {}
    taken |= {folded(output_path(each.card.url, config)): each.path for each in texts if written}
    redirects: dict[str, tuple[Url, tuple[Url, str]]] = {}
    impossible: list[Located] = []
    problems: list[Problem] = []
    for text, old in written:
        is_name = not _ADDRESS.match(old.text)
        if is_name and whole_slug(old.text) != old.text:
            continue
        if (url := alias(old.text, config)) is None:
            impossible.append(old)
            continue
        key = folded(output_path(url, config))
        owner = taken.get(key)
        if owner is None:
            owner = redirects.setdefault(key, (url, (text.card.url, text.path)))[1][1]
        if owner != text.path and not is_name:
            problems.append(_in_use(old, owner, redirect=key in redirects))
    aliases = ((url, each.themes[slug]) for each in tags for url, slug in each.alias_urls.items())
    for url, theme in aliases:
        redirects.setdefault(folded(output_path(url, config)), (url, (theme.url, theme.source)))
    problems += _without_redirect(impossible)
    return dict(sorted(redirects.values())), tuple(problems)


def _in_use(old: Located, owner: str, *, redirect: bool) -> Problem:
    message = f"the alias '{old.text}' is the address of {owner or 'a page of the site'}"
    if redirect:
        message = f"'{old.text}' is also an alias in {owner}, which keeps it"
    return Problem(old.place, "W607", message, "delete it here, or there give up the address")


def _without_redirect(aliases: Sequence[Located]) -> Iterator[Problem]:
    if not aliases:
        return
    first = aliases[0]
    message = f"no redirect can be made for the alias '{first.text}'"
    hint = "add a redirect to your host's configuration, and delete it here"
    if len(aliases) > 1:
        paths = list(dict.fromkeys(old.place.path for old in aliases))
        more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
        where = f"{', '.join(paths[:_SHOWN])}{more}"
        message = f"no redirect can be made for {len(aliases)} aliases such as '{first.text}'"
        message, hint = f"{message}, in {where}", "add redirects to your host's configuration"
    yield Problem(first.place, "W606", message, hint)
