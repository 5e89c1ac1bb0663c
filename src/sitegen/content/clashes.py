"""Texts that claim one address -> the same texts, each with an address of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.content.urls import name_in_address, output_path
from sitegen.model import Essay, Kind, Url
from sitegen.problems.errors import Problem
from sitegen.text.filenames import split_date, without_suffix
from sitegen.text.slugs import folded

_FIXED: tuple[Kind, ...] = ("theme", "path", "author")
"""Kinds of text that keep their addresses: others give way."""
_NOT_FOUND = "404.html"


class Settled(NamedTuple):
    """Texts with their final addresses."""

    texts: list[Essay]
    """All texts, in their order; the one at the address of the home page is of kind "home"."""
    superfluous: frozenset[str]
    """Texts without words at the address of a page of the site."""
    problems: list[Problem]


def settle(texts: Sequence[Essay], taken: Mapping[str, str], config: Config) -> Settled:
    """Resolve clashes of addresses: the oldest of several texts keeps the one that they claim.

    So a new text never moves an old one, and each has an address of its own. ``taken`` maps paths
    in the output, folded, to what claims them: "" for a page of the site, else a file that cannot
    move. Texts of one day that name one address in ``url`` are left as they are: only their author
    can decide.
    """
    keys = [_key(text.card.url, config) for text in texts]
    counts = Counter(keys)
    if max(counts.values(), default=0) < 2 and taken.keys().isdisjoint(counts):
        return Settled(list(texts), frozenset(), [])
    return _Settling(texts, keys, taken, config).settled()


def _key(url: Url, config: Config) -> str:
    return folded(output_path(url, config))


class _Settling:
    def __init__(
        self, texts: Sequence[Essay], keys: Sequence[str], taken: Mapping[str, str], config: Config
    ) -> None:
        self._texts = texts
        self._keys = {text.path: key for text, key in zip(texts, keys, strict=True)}
        self._taken = taken
        self._config = config
        homes = map(config.url, ("", *config.others))
        self._homes = {_key(url, config): url for url in homes}
        self._used = {*keys, *taken}
        self._changed: dict[str, Essay] = {}
        self._superfluous: set[str] = set()
        self._problems: list[Problem] = []

    def settled(self) -> Settled:
        owners: dict[str, Essay] = {}
        counts = Counter(self._keys.values())
        for text in by_claim(self._texts):
            key = self._keys[text.path]
            if counts[key] < 2 and key not in self._taken:
                continue
            if key in self._homes and not self._taken.get(key) and _may_introduce(text):
                self._at_home(text, key, owners)
            elif key in self._taken and text.kind not in _FIXED:
                self._leave(text, key)
            elif owners.setdefault(key, text) is not text and text.kind != "theme":
                self._move(text, owners[key])
        texts = [self._changed.get(text.path, text) for text in self._texts]
        return Settled(texts, frozenset(self._superfluous), self._problems)

    def _at_home(self, text: Essay, key: str, owners: dict[str, Essay]) -> None:
        """Make a text the introduction of a home page, or move it if there is one already."""
        if owners.setdefault(key, text) is not text:
            self._move(text, owners[key])
            return
        card = replace(text.card, url=self._homes[key])
        self._changed[text.path] = replace(text, kind="home", card=card)

    def _leave(self, text: Essay, key: str) -> None:
        """Move a text away from an address that no text may have."""
        owner, shown = self._taken[key], text.card.url
        what = f"the address of {owner}" if owner else "the address of a page of the site"
        message = f"'{shown}' is {what}"
        if not text.facts.word_count and not text.facts.links and not owner:
            self._superfluous.add(text.path)
            hint = "keep it or delete it: the site has its own page there"
            message = f"{message}, and this text has no words: it is left out"
            self._problems.append(Problem(text.place, "W610", message, hint))
            return
        if key == _NOT_FOUND and text.kind == "essay":
            text = replace(text, kind="page")  # lists and feeds have no use for it
        self._move_to(text, self._free(_below_essays(text, self._config)))
        self._report(text, "W610", message)

    def _move(self, text: Essay, owner: Essay) -> None:
        if text.meta.url and owner.meta.url and _day(text) in (None, _day(owner)):
            return
        self._move_to(text, self._free(_candidates(text, owner)))
        message = f"'{owner.card.url}' is already the address of {owner.path}"
        self._report(text, "W609", message)

    def _move_to(self, text: Essay, url: Url) -> None:
        self._used.add(_key(url, self._config))
        self._changed[text.path] = replace(text, card=replace(text.card, url=url))

    def _report(self, text: Essay, code: str, message: str) -> None:
        now = self._changed[text.path].card.url
        hint = f"this text is now at '{now}'; slug: names another address"
        self._problems.append(Problem(text.place, code, message, hint))

    def _free(self, candidates: Iterable[Url]) -> Url:
        return next(url for url in candidates if _key(url, self._config) not in self._used)


def _may_introduce(text: Essay) -> bool:
    return text.kind not in _FIXED and text.meta.status != "unlisted"


def by_claim(texts: Iterable[Essay]) -> list[Essay]:
    """Sort texts by their claim to an address: of several, the first one keeps it."""
    return sorted(texts, key=_rank)


def _rank(text: Essay) -> tuple[bool, bool, date, str]:
    # Themes and reading paths go first, then addresses written in full, then old texts.
    return text.kind not in _FIXED, not text.meta.url, _day(text) or date.min, text.path


def _day(text: Essay) -> date | None:
    written = text.card.date.iso[:10] if text.card.date else ""
    return split_date(text.path)[0] or (date.fromisoformat(written) if written else None)


def _candidates(text: Essay, owner: Essay) -> Iterator[Url]:
    """Yield addresses for a text whose own one has an owner: with its date, its name, a number."""
    folder, _, name = text.card.url.rstrip("/").rpartition("/")
    day, name = _day(text), name or _file_name(text)
    if day and day != _day(owner):
        yield Url(f"{folder}/{day}-{name}/")
    if text.meta.slug or text.meta.url:
        yield Url(f"{folder}/{_file_name(text)}/")
    yield from (Url(f"{folder}/{name}-{number}/") for number in count(2))


def _below_essays(text: Essay, config: Config) -> Iterator[Url]:
    """Yield addresses for a text whose own one is that of something else: ``/essays/name/``."""
    below = text.card.url.removeprefix(config.base_path).strip("/") or _file_name(text)
    url = config.url(f"essays/{_without_extension(below)}/")
    yield url
    yield from (Url(f"{url[:-1]}-{number}/") for number in count(2))


def _without_extension(address: str) -> str:
    """Remove the extension of an address: "404.html" -> "404"."""
    folder, slash, name = address.rpartition("/")
    return folder + slash + (name.partition(".")[0] or name.lstrip("."))


def _file_name(text: Essay) -> str:
    name = split_date(text.path)[1]
    if name.startswith("_") or text.path.count("/") < 2:
        name = without_suffix(text.path.rpartition("/")[2])  # not the folder of all texts
    return name_in_address(name)
