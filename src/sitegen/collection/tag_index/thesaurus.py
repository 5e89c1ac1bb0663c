"""Files of themes and the themes in use -> Thesaurus: which names are one, what is broader."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct

from sitegen.model import Essay, Located, Slug
from sitegen.problems.errors import Problem
from sitegen.text.slugs import slugify
from sitegen.text.suggest import Lexicon, did_you_mean


class Names(Struct, frozen=True):
    """Which theme a name means."""

    files: Mapping[Slug, Essay]
    """Each theme that has a file."""
    identities: Mapping[Slug, Slug]
    """Slug of a file's name, title or alias -> its theme."""

    def theme(self, name: str) -> Slug:
        """Name the theme that an author means; "" for a name without letters and digits."""
        slug = slugify(name)
        return self.identities.get(slug, slug)


class Thesaurus(Struct, frozen=True):
    """How the themes lie to each other; every relation is there from both sides."""

    broader: Mapping[Slug, tuple[Slug, ...]]
    narrower: Mapping[Slug, tuple[Slug, ...]]
    related: Mapping[Slug, tuple[Slug, ...]]

    def below(self, theme: Slug) -> Sequence[Slug]:
        """List all narrower themes, the nearest first, each once, even where they run in a loop."""
        found = {theme: None}
        queue = [theme]
        for current in queue:
            fresh = [slug for slug in self.narrower.get(current, ()) if slug not in found]
            found.update(dict.fromkeys(fresh))
            queue.extend(fresh)
        return queue[1:]


def collect_names(files: Iterable[Essay]) -> tuple[Names, tuple[Problem, ...]]:
    """Give every name of a theme's file to its theme; a second claim is a problem."""
    owners: dict[Slug, Essay] = {}
    identities: dict[Slug, Slug] = {}
    problems: list[Problem] = []
    for file in files:
        own = {theme_slug(file), slugify(file.card.name)} - {Slug("")}
        taken = next((identities[slug] for slug in sorted(own) if slug in identities), None)
        if not own:
            problems.append(_nameless(file))
        elif taken is None:
            owners[theme_slug(file)] = file
            identities.update(dict.fromkeys(own, theme_slug(file)))
        else:
            problems.append(_same_theme(file, owners[taken]))
    for slug, file in owners.items():
        for alias in file.meta.theme.names:
            owner = identities.setdefault(slugify(alias.text), slug)
            if owner != slug:
                problems.append(_claimed(alias, owners[owner]))
    identities.pop(Slug(""), None)
    return Names(owners, identities), tuple(problems)


def theme_slug(file: Essay) -> Slug:
    """Read the slug of a theme from the address of its file, else from its title."""
    address = slugify(unquote(file.card.url.rstrip("/").rpartition("/")[2]))
    return address or slugify(file.card.name)


def _nameless(file: Essay) -> Problem:
    place = file.meta.places.get("title", file.place)
    message = f"the theme '{file.card.name}' has no letter or digit and is left out"
    return Problem(place, "W505", message, "give the theme a name that can stand in an address")


def _same_theme(file: Essay, first: Essay) -> Problem:
    message = f"{file.path} and {first.path} are both the theme '{first.card.name}'"
    return Problem(file.place, "E501", message, "join the two files, or rename one of the themes")


def _claimed(alias: Located, owner: Essay) -> Problem:
    message = f"'{alias.text}' is already a name of the theme '{owner.card.name}' ({owner.path})"
    return Problem(alias.place, "E502", message, "keep the alias in one of the two files")


def arrange(names: Names, labels: Mapping[Slug, str]) -> tuple[Thesaurus, tuple[Problem, ...]]:
    """Relate the themes in ``labels``, which are all there are, as their files say."""
    lexicon = Lexicon((text, text) for text in labels.values())
    problems: list[Problem] = []

    def targets(written: Iterable[Located], key: str) -> Iterator[Slug]:
        for name in written:
            theme = names.theme(name.text)
            if theme in labels:
                yield theme
            else:
                problems.append(_unknown(name, key, lexicon))

    up: set[tuple[Slug, Slug]] = set()
    beside: set[tuple[Slug, Slug]] = set()
    for slug, file in names.files.items():
        theme = file.meta.theme
        up.update((slug, other) for other in targets(theme.broader, "broader"))
        up.update((other, slug) for other in targets(theme.narrower, "narrower"))
        others = [other for other in targets(theme.related, "related") if other != slug]
        beside.update(pair for other in others for pair in ((slug, other), (other, slug)))
    thesaurus = Thesaurus(
        _spread(up, labels), _spread({(b, a) for a, b in up}, labels), _spread(beside, labels)
    )
    return thesaurus, (*problems, *_loops(thesaurus, names, labels))


def collation(name: str) -> tuple[str, str]:
    """Sort key of themes' names: without case and accents, then as they are."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)), name


def _unknown(name: Located, key: str, lexicon: Lexicon) -> Problem:
    otherwise = "tag an essay with it, or write its file in essays/_themes/"
    hint = did_you_mean(lexicon.closest(name.text), otherwise)
    return Problem(name.place, "W503", f"there is no theme '{name.text}' to be {key}", hint)


def _spread(
    pairs: set[tuple[Slug, Slug]], labels: Mapping[Slug, str]
) -> Mapping[Slug, tuple[Slug, ...]]:
    spread: dict[Slug, list[Slug]] = {}
    for slug, other in sorted(pairs, key=lambda pair: (collation(labels[pair[1]]), pair)):
        spread.setdefault(slug, []).append(other)
    return {slug: tuple(others) for slug, others in spread.items()}


def _loops(thesaurus: Thesaurus, names: Names, labels: Mapping[Slug, str]) -> Iterator[Problem]:
    """Find the circles among broader themes, one for each knot of them."""
    left = _without_top(thesaurus)
    seen: set[Slug] = set()
    for start in sorted(left):
        walk: dict[Slug, None] = {}
        slug = start
        while slug not in seen:
            seen.add(slug)
            walk[slug] = None
            slug = next(up for up in thesaurus.broader[slug] if up in left)
        if slug in walk:
            steps = list(walk)
            circle = steps[steps.index(slug) :]
            first = circle.index(min(circle))
            yield _circle((*circle[first:], *circle[:first]), names, labels)


def _without_top(thesaurus: Thesaurus) -> frozenset[Slug]:
    above = {slug: len(broader) for slug, broader in thesaurus.broader.items()}
    tops = [slug for slug in thesaurus.narrower if slug not in above]
    for top in tops:
        for slug in thesaurus.narrower.get(top, ()):
            above[slug] -= 1
            if not above[slug]:
                tops.append(slug)
    return frozenset(slug for slug, count in above.items() if count)


def _circle(steps: Sequence[Slug], names: Names, labels: Mapping[Slug, str]) -> Problem:
    file = min((names.files[slug] for slug in steps if slug in names.files), key=lambda f: f.path)
    places = file.meta.places
    place = places.get("broader") or places.get("narrower") or file.place
    shown = [labels[slug] for slug in (*steps, steps[0])]
    message = f"the theme '{shown[0]}' is broader than itself: {' > '.join(reversed(shown))}"
    return Problem(place, "E504", message, "take one of these steps out of broader: or narrower:")
