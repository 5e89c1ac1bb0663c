"""Related essays: which, in what order and why; declared relations from both sides."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.collection.catalogue import Catalogue, newest_first
from sitegen.collection.links.atlas import SiteFiles
from sitegen.collection.links.links import resolve
from sitegen.collection.related import Reason, Related, Relatives
from sitegen.collection.relations import Tie, resolve_relations
from sitegen.collection.tag_index.index import assemble
from sitegen.model import Essay, Slug
from sitegen.problems.errors import Place, Problem
from support.sample_texts import SITE, inline, link, text

A = "essays/a.md"
B = "essays/b.md"
C = "essays/c.md"
D = "essays/d.md"


def relate(*texts: Essay) -> dict[str, tuple[Related, ...]]:
    catalogue = Catalogue.of(texts)
    index, _ = assemble(catalogue, SITE, inline)
    ties, _ = resolve_relations(catalogue)
    links, _ = resolve(catalogue, SiteFiles(), SITE)
    relatives = Relatives(catalogue, index, links, ties)
    return {essay.path: relatives.of(essay.path) for essay in catalogue.essays}


def sharing(path: str, *themes: str) -> Related:
    return Related(path, (Reason("themes", tuple(Slug(theme) for theme in themes)),))


def names(found: tuple[Related, ...]) -> list[str]:
    return [one.essay for one in found]


def problems(*texts: Essay, held: dict[str, str] | None = None) -> list[Problem]:
    return sorted(resolve_relations(Catalogue.of(texts, held))[1])


# ------------------------------------------------------------------ themes


def test_a_rare_theme_counts_more_than_a_frequent_one() -> None:
    found = relate(
        text(A, tags=("rare", "frequent")),
        text(B, tags=("frequent",)),
        text(C, tags=("rare",)),
        text(D, tags=("frequent",)),
        text("essays/e.md"),
    )
    assert found[A] == (
        sharing(C, "rare"),
        sharing(B, "frequent"),
        sharing(D, "frequent"),
    )


def test_a_theme_on_every_essay_relates_nothing() -> None:
    found = relate(text(A, tags=("all",)), text(B, tags=("all",)))
    assert found == {A: (), B: ()}


def test_shared_themes_are_named_the_rarest_first() -> None:
    found = relate(
        text(A, tags=("frequent", "rare")),
        text(B, tags=("frequent", "rare")),
        text(C, tags=("frequent",)),
        text(D),
    )
    assert found[A][0] == sharing(B, "rare", "frequent")


def test_the_newest_of_equally_related_essays_comes_first() -> None:
    found = relate(
        text(A, tags=("x-rays",)),
        text(B, tags=("x-rays",)),
        text(C, tags=("x-rays",), day=1),
        text(D, tags=("x-rays",), day=2),
        text("essays/e.md"),
    )
    assert names(found[A]) == [D, C, B]


def test_at_most_five_essays_are_related() -> None:
    many = [text(f"essays/m{n}.md", tags=("x-rays",)) for n in range(9)]
    assert {len(found) for found in relate(*many, text(A)).values()} == {0, 5}


def test_an_unlisted_essay_has_related_ones_and_is_none() -> None:
    found = relate(
        text(A, tags=("x-rays",)),
        text(B, tags=("x-rays",), status="unlisted", links=(link("a.md"),)),
        text(C, links=(link("b.md"),)),
    )
    assert found[A] == ()
    assert found[C] == ()
    assert found[B] == (sharing(A, "x-rays"), Related(C, (Reason("linked"),)))


# ------------------------------------------------------------------ links and declared relations


def test_a_link_relates_both_essays_with_the_sentence() -> None:
    found = relate(text(A, links=(link("b.md", sentence="As B says."),)), text(B), text(C), text(D))
    assert found[A] == (Related(B, (Reason("links", text="As B says."),)),)
    assert found[B] == (Related(A, (Reason("linked", text="As B says."),)),)


def test_a_page_that_links_is_no_related_essay() -> None:
    about = text("essays/_pages/about.md", kind="page", links=(link("../a.md"),))
    assert relate(about, text(A)) == {A: ()}


def test_a_declared_relation_is_stronger_than_links_and_themes() -> None:
    found = relate(
        text(A, tags=("t1x", "t2x"), relations=(("disagrees", "c"),), links=(link("b.md"),)),
        text(B, tags=("t1x", "t2x"), links=(link("a.md"),)),
        text(C),
        text(D),
    )
    assert names(found[A]) == [C, B]
    assert found[A][0].reasons == (Reason("disagrees", text="It disagrees."),)
    assert [reason.kind for reason in found[A][1].reasons] == ["links", "linked", "themes"]
    assert found[C] == (Related(A, (Reason("disagrees-by", text="It disagrees."),)),)


def test_ties_are_seen_from_both_sides_the_own_ones_first() -> None:
    ties, _ = resolve_relations(
        Catalogue.of(
            [text(A, relations=(("agrees", "b"),)), text(B, relations=(("extends", "A"),))]
        )
    )
    assert ties == {
        A: (Tie(B, "agrees", "It agrees."), Tie(B, "extends-by", "It extends.")),
        B: (Tie(A, "extends", "It extends."), Tie(A, "agrees-by", "It agrees.")),
    }


def test_no_essay_shows_its_tie_to_an_unlisted_one() -> None:
    hidden = text(B, status="unlisted", relations=(("replies", "c"),))
    ties, _ = resolve_relations(
        Catalogue.of([text(A, relations=(("agrees", "b"),)), hidden, text(C)])
    )
    assert ties == {
        B: (Tie(C, "replies", "It replies."), Tie(A, "agrees-by", "It agrees.")),
    }


def test_a_relation_to_no_other_essay_is_a_problem() -> None:
    targets = ("the-wrong-question", "nothing", "a", "soon")
    wrong = text(A, relations=tuple(("agrees", target) for target in targets))
    found = problems(wrong, text("essays/the-wrong-questions.md"), held={"essays/soon.md": "draft"})
    place = Place(A, 5, 5)
    assert found == [
        Problem(
            place,
            "W511",
            "essay 'nothing' not found",
            "name an essay by its slug, title or path, or delete the line",
        ),
        Problem(
            place,
            "W511",
            "essay 'the-wrong-question' not found",
            "did you mean 'essays/the-wrong-questions.md'?",
        ),
        Problem(
            place,
            "W511",
            "the essay 'soon' is not published: draft",
            "nothing to do: the relation appears once it is published",
        ),
        Problem(
            place, "W511", "the essay is related to itself", "name another essay, or delete it"
        ),
    ]


def test_a_relation_to_two_essays_at_once_is_a_problem() -> None:
    found = problems(
        text(A, relations=(("agrees", "Twice"),)), text(B, title="Twice"), text(C, title="Twice")
    )
    assert found == [
        Problem(
            Place(A, 5, 5),
            "W508",
            "'Twice' is the name of several essays: essays/b.md, essays/c.md",
            "name the essay by its path",
        )
    ]


# ------------------------------------------------------------------ laws

TAGS = st.lists(st.sampled_from([f"theme-{letter}" for letter in "abcdefghij"]), max_size=9)
LINKS = st.lists(st.integers(0, 15), max_size=3)
ROWS = st.lists(st.tuples(TAGS, st.integers(0, 3), LINKS, LINKS), min_size=1, max_size=16)


def collection(rows: list[tuple[list[str], int, list[int], list[int]]]) -> list[Essay]:
    return [
        text(
            f"essays/e{n}.md",
            tags=tuple(tags),
            day=day,
            links=tuple(link(f"e{target}.md") for target in links),
            relations=tuple(("agrees", f"e{target}") for target in targets[:1]),
        )
        for n, (tags, day, links, targets) in enumerate(rows)
    ]


def naive(essays: list[Essay]) -> dict[str, list[str]]:
    """Compare every essay with every other one."""
    size = len(essays)
    themes = {e.path: {tag.text for tag in e.meta.tags} for e in essays}
    counts = Counter(theme for found in themes.values() for theme in found)
    weights = {theme: round(math.log(size / count) * 2**20) for theme, count in counts.items()}
    speaking = {
        path: set(sorted((t for t in found if weights[t]), key=lambda t: (-weights[t], t))[:6])
        for path, found in themes.items()
    }
    bonus: Counter[tuple[str, str]] = Counter()
    for essay in essays:
        linked = {f"essays/{one.target}" for one in essay.facts.links}
        declared = {f"essays/{one.target}.md" for one in essay.meta.relations}
        for other in themes:
            gain = round(math.log(max(size, 4) / 2) * 2**20) * (other in linked)
            gain += 2**40 * (other in declared)
            bonus[essay.path, other] += gain
            bonus[other, essay.path] += gain

    def best(path: str) -> list[str]:
        scores = {
            other.path: sum(weights[t] for t in speaking[path] & speaking[other.path])
            + bonus[path, other.path]
            for other in sorted(essays, key=newest_first)
            if other.path != path
        }
        return sorted((o for o in scores if scores[o]), key=lambda o: -scores[o])[:5]

    return {path: best(path) for path in themes}


@pytest.mark.slow
@settings(max_examples=300)
@given(ROWS)
def test_related_essays_are_those_of_comparing_each_with_each(
    rows: list[tuple[list[str], int, list[int], list[int]]],
) -> None:
    essays = collection(rows)
    assert {path: names(found) for path, found in relate(*essays).items()} == naive(essays)


@pytest.mark.slow
@given(ROWS)
def test_nothing_is_related_without_a_reason(
    rows: list[tuple[list[str], int, list[int], list[int]]],
) -> None:
    for found in relate(*collection(rows)).values():
        assert all(one.reasons for one in found)


@pytest.mark.slow
@given(ROWS.flatmap(lambda rows: st.permutations(collection(rows)).map(lambda p: (rows, p))))
def test_the_order_of_the_files_does_not_matter(
    drawn: tuple[list[tuple[list[str], int, list[int], list[int]]], list[Essay]],
) -> None:
    rows, shuffled = drawn
    assert relate(*shuffled) == relate(*collection(rows))
