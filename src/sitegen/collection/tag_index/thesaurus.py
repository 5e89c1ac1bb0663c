"""Files of themes and the themes in use -> Thesaurus: synonyms, broader, narrower, related."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct

from sitegen.collection.groups import grouped, reached
from sitegen.model import Essay, Located, Slug
from sitegen.problems.errors import Problem
from sitegen.text.slugs import slugify
from sitegen.text.suggest import Lexicon, did_you_mean


class Names(Struct, frozen=True):
    """The names of themes."""

    files: Mapping[Slug, Essay]
    """Each theme that has a file."""
    identities: Mapping[Slug, Slug]
    """Slug of a file's name, title or alias -> its theme."""

    def theme(self, name: str) -> Slug:
        """Return the theme that a name means; "" for a name without letters and digits."""
        slug = slugify(name)
        return self.identities.get(slug, slug)

    def labels(self, tags: Iterable[str]) -> Mapping[Slug, str]:
        """Return the name of each theme: that of its file, or the most frequent one of its tags."""
        counts = Counter(tags)
        labels: dict[Slug, str] = {}
        for text in sorted(counts, key=lambda text: (-counts[text], text)):
            labels.setdefault(self.theme(text), text)
        return labels | {slug: file.card.name for slug, file in self.files.items()}


class Thesaurus(Struct, frozen=True):
    """The relations between themes, each from both sides."""

    broader: Mapping[Slug, tuple[Slug, ...]]
    narrower: Mapping[Slug, tuple[Slug, ...]]
    related: Mapping[Slug, tuple[Slug, ...]]

    def below(self, theme: Slug) -> Sequence[Slug]:
        """List all narrower themes, the nearest first, each once, even if they form a loop."""
        return reached(theme, lambda each: self.narrower.get(each, ()))[1:]


def collect_names(files: Iterable[Essay]) -> tuple[Names, tuple[Problem, ...]]:
    """Map the names of themes to themes; a name of two themes is a problem."""
    owners: dict[Slug, Essay] = {}
    identities: dict[Slug, Slug] = {}
    problems: list[Problem] = []
    for file in files:
        own = {theme_slug(file), slugify(file.card.name)} - {Slug("")}
        taken = next((identities[slug] for slug in sorted(own) if slug in identities), None)
        if not own:
            place = file.meta.places.get("title", file.place)
            problems.append(nameless(Located(file.card.name, place)))
        elif taken is None:
            owners[theme_slug(file)] = file
            identities.update(dict.fromkeys(own, theme_slug(file)))
        else:
            first = owners[taken]
            message = f"{file.path} and {first.path} both define the theme '{first.card.name}'"
            hint = "merge the two files, or rename one of the themes"
            problems.append(Problem(file.place, "E501", message, hint))
    for slug, file in owners.items():
        for alias in file.meta.theme.names:
            first = owners[identities.setdefault(slugify(alias.text), slug)]
            if first is not file:
                theme = f"the theme '{first.card.name}' ({first.path})"
                message = f"'{alias.text}' is already a name of {theme}"
                hint = "keep the alias in one of the two files; until then it names that theme"
                problems.append(Problem(alias.place, "W502", message, hint))
    identities.pop(Slug(""), None)
    return Names(owners, identities), tuple(problems)


def theme_slug(file: Essay) -> Slug:
    """Return the slug of a theme: from the address of its file, else from its title."""
    address = slugify(unquote(file.card.url.rstrip("/").rpartition("/")[2]))
    return address or slugify(file.card.name)


def nameless(theme: Located) -> Problem:
    """Report a name without letters and digits."""
    message = f"the theme name '{theme.text}' has no letters or digits"
    return Problem(theme.place, "W505", message, "use letters or digits: its address needs them")


def arrange(
    names: Names,
    labels: Mapping[Slug, str],
    nested: Iterable[tuple[Slug, Slug]] = (),
    below: str = "essays/",
) -> tuple[Thesaurus, tuple[Problem, ...]]:
    """Relate the themes in ``labels``, which are all there are, as their files say.

    ``nested`` are themes with the broader one that their tag names (``craft/weaving``); a file
    that names other broader themes has the last word. ``below`` is the beginning of the paths of
    texts.
    """
    lexicon = Lexicon((text, text) for text in labels.values())
    problems: list[Problem] = []

    def targets(written: Iterable[Located], key: str) -> Iterator[Slug]:
        for name in written:
            if (theme := names.theme(name.text)) in labels:
                yield theme
                continue
            otherwise = f"tag an essay with it, or create its file in {below}_themes/"
            hint = did_you_mean(lexicon.closest(name.text), otherwise)
            message = f"{key} theme '{name.text}' not found"
            problems.append(Problem(name.place, "W503", message, hint))

    up: set[tuple[Slug, Slug]] = set()
    beside: set[tuple[Slug, Slug]] = set()
    for slug, file in names.files.items():
        theme = file.meta.theme
        up.update((slug, other) for other in targets(theme.broader, "broader"))
        up.update((other, slug) for other in targets(theme.narrower, "narrower"))
        for other in targets(theme.related, "related"):
            beside |= {(slug, other), (other, slug)} if other != slug else set()
    told = {slug for slug, file in names.files.items() if file.meta.theme.broader}
    up |= {pair for pair in nested if pair[0] != pair[1] and pair[0] not in told}
    up, circles = _without_circles(up, names, labels)
    down = {(below, above) for above, below in up}
    thesaurus = Thesaurus(_spread(up, labels), _spread(down, labels), _spread(beside, labels))
    return thesaurus, (*problems, *circles)


def collation(name: str) -> tuple[str, str]:
    """Return the sort key of a theme's name: without case and accents, then as it is."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)), name


def _spread(
    pairs: set[tuple[Slug, Slug]], labels: Mapping[Slug, str]
) -> Mapping[Slug, tuple[Slug, ...]]:
    return grouped(sorted(pairs, key=lambda pair: (collation(labels[pair[1]]), pair)))


def _without_circles(
    up: set[tuple[Slug, Slug]], names: Names, labels: Mapping[Slug, str]
) -> tuple[set[tuple[Slug, Slug]], list[Problem]]:
    """Leave out each step from a theme to a broader one that leads back to where it came from."""
    broader = {slug: sorted(set(above)) for slug, above in grouped(sorted(up)).items()}
    left, problems = set(up), list[Problem]()
    done: set[Slug] = set()
    for start in sorted(broader):
        walk, waiting = {start: None}, [iter(broader[start])]
        while waiting and start not in done:
            slug, above = next(reversed(walk)), next(waiting[-1], None)
            if above is None:
                waiting.pop()
                done.add(walk.popitem()[0])
            elif above in walk:
                left.discard((slug, above))
                steps = list(walk)
                problems.append(_circle(steps[steps.index(above) :], names, labels))
            elif above not in done:
                walk[above] = None
                waiting.append(iter(broader.get(above, ())))
    return left, problems


def _circle(steps: Sequence[Slug], names: Names, labels: Mapping[Slug, str]) -> Problem:
    file = min((names.files[slug] for slug in steps if slug in names.files), key=lambda f: f.path)
    places = file.meta.places
    place = places.get("broader") or places.get("narrower") or file.place
    first, last = labels[steps[0]], labels[steps[-1]]
    shown = [labels[slug] for slug in (*steps, steps[0])]
    message = f"the theme '{first}' is broader than itself: {' > '.join(reversed(shown))}"
    hint = f"delete one of these steps; until then '{first}' is not broader than '{last}'"
    return Problem(place, "W504", message, hint)
