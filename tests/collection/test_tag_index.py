"""Themes: identity, order, broader themes, passages and messages."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.tag_index.index import Entry, Quote, TagIndex, Theme, assemble, steps
from sitegen.config.config import Config
from sitegen.model import Essay, Slug, Status, Url
from sitegen.problems.errors import Place, Problem
from support.sample_texts import SITE, inline, text, theme_file

A = "essays/a.md"
B = "essays/b.md"
C = "essays/c.md"
PASSION = "essays/_themes/passion.md"


def index(*texts: Essay) -> TagIndex:
    made, problems = assemble(Catalogue.of(texts), SITE, inline)
    assert problems == ()
    return made


def problems(*texts: Essay, held: Mapping[str, str] | None = None) -> list[Problem]:
    return sorted(assemble(Catalogue.of(texts, held), SITE, inline)[1])


def theme(made: TagIndex, slug: str) -> Theme:
    return made.themes[Slug(slug)]


def essays(made: TagIndex, slug: str) -> list[str]:
    return [entry.essay for entry in theme(made, slug).entries]


# ------------------------------------------------------------------ identity


def test_tags_that_differ_in_case_and_punctuation_are_one_theme() -> None:
    made = index(text(A, tags=("Own Voice",)), text(B, tags=("own-voice",)))
    assert list(made.themes) == ["own-voice"]
    assert essays(made, "own-voice") == [A, B]


def test_a_theme_without_a_file_has_its_most_frequent_spelling() -> None:
    made = index(text(A, tags=("passion",)), text(B, tags=("Passion",)), text(C, tags=("passion",)))
    assert theme(made, "passion").name == "passion"


def test_equally_frequent_spellings_are_decided_by_code_point() -> None:
    made = index(text(A, tags=("passion",)), text(B, tags=("Passion",)))
    assert theme(made, "passion").name == "Passion"


def test_file_name_title_and_aliases_of_a_file_name_one_theme() -> None:
    made = index(
        theme_file("three-rs", title="The three R’s", aliases=("3 Rs",)),
        text(A, tags=("three-rs",)),
        text(B, tags=("the three R's",)),
        text(C, tags=("3 rs",)),
    )
    assert list(made.themes) == ["three-rs"]
    assert theme(made, "three-rs").name == "The three R’s"
    assert theme(made, "three-rs").aliases == ("3 Rs",)
    assert essays(made, "three-rs") == [A, B, C]


def test_other_names_of_a_theme_have_addresses_that_lead_to_it() -> None:
    made = index(theme_file("three-rs", title="The three R’s", aliases=("3 Rs",)))
    assert made.alias_urls == {
        Url("/themes/the-three-rs/"): "three-rs",
        Url("/themes/3-rs/"): "three-rs",
    }
    assert made.addresses == {
        "three-rs": "/themes/three-rs/",
        "the-three-rs": "/themes/three-rs/",
        "3-rs": "/themes/three-rs/",
    }


def test_the_address_of_a_theme_is_encoded_and_below_the_base_path() -> None:
    config = Config(base_url="https://essays.example/prefix/")
    made, _ = assemble(Catalogue.of([text(A, tags=("Künste",))]), config, inline)
    assert theme(made, "künste").url == "/prefix/themes/k%C3%BCnste/"


def test_themes_are_in_the_order_of_their_names_without_case_and_accents() -> None:
    made = index(text(A, tags=("zeal", "Éclat", "eclair", "Apathy")))
    assert list(made.themes) == ["apathy", "eclair", "éclat", "zeal"]


def test_the_first_tag_is_the_chief_theme_and_a_tag_twice_counts_once() -> None:
    made = index(text(A, tags=("zeal", "apathy", "Zeal")))
    assert made.of_essay[A] == ("zeal", "apathy")


def test_an_unlisted_essay_is_in_no_theme_and_makes_none() -> None:
    made = index(text(A, tags=("zeal",)), text(B, tags=("zeal", "secret"), status="unlisted"))
    assert list(made.themes) == ["zeal"]
    assert essays(made, "zeal") == [A]
    assert made.of_essay[B] == ("zeal",)


def test_two_files_of_one_theme_are_a_problem() -> None:
    found = problems(theme_file("passion"), theme_file("zeal", title="Passion"))
    assert found == [
        Problem(
            Place("essays/_themes/zeal.md"),
            "E501",
            "essays/_themes/zeal.md and essays/_themes/passion.md both define the theme 'Passion'",
            "merge the two files, or rename one of the themes",
        )
    ]


def test_an_alias_that_another_theme_has_is_a_problem() -> None:
    found = problems(theme_file("passion"), theme_file("zeal", aliases=("Passion",)))
    assert found == [
        Problem(
            Place("essays/_themes/zeal.md", 3, 5),
            "W502",
            "'Passion' is already a name of the theme 'Passion' (essays/_themes/passion.md)",
            "keep the alias in one of the two files; until then it names that theme",
        )
    ]


def test_a_tag_without_a_letter_is_a_problem() -> None:
    assert problems(text(A, tags=("!!",))) == [
        Problem(
            Place(A, 3, 8),
            "W505",
            "the theme name '!!' has no letters or digits",
            "use letters or digits: its address needs them",
        )
    ]


# ------------------------------------------------------------------ order


def test_curated_essays_come_first_with_their_reasons_then_the_newest() -> None:
    made = index(
        theme_file("passion", order=(("c", "The *heart* of it."),)),
        text(A, tags=("passion",), day=1),
        text(B, tags=("passion",), day=2),
        text(C, tags=("passion",)),
        text("essays/d.md", tags=("passion",)),
    )
    assert theme(made, "passion").entries == (
        Entry(C, "The *heart* of it."),
        Entry(B),
        Entry(A),
        Entry("essays/d.md"),
    )


@pytest.mark.parametrize(
    "name", ["own-voice", "own-voice.md", "../own-voice.md", "essays/own-voice.md", "OWN VOICE!"]
)
def test_an_order_names_an_essay_by_slug_path_or_title(name: str) -> None:
    made = index(
        theme_file("passion", order=((name, "Why."),)),
        text("essays/own-voice.md", tags=("passion",)),
    )
    assert theme(made, "passion").entries == (Entry("essays/own-voice.md", "Why."),)


def test_an_essay_with_only_a_passage_is_an_entry_if_the_order_names_it() -> None:
    passages = (("passion", "p1"),)
    plain = index(theme_file("passion"), text(A, passages=passages))
    assert essays(plain, "passion") == []
    assert plain.of_essay[A] == ()
    made = index(theme_file("passion", order=(("a", "Read it."),)), text(A, passages=passages))
    assert theme(made, "passion").entries == (Entry(A, "Read it."),)
    assert made.of_essay[A] == ("passion",)


def test_an_order_that_names_no_essay_is_a_problem_with_a_suggestion() -> None:
    found = problems(
        theme_file("passion", order=(("the-wrnog-questions", ""), ("xyz", ""))),
        text("essays/the-wrong-questions.md", tags=("passion",)),
    )
    assert found == [
        Problem(
            Place(PASSION, 7, 5),
            "W507",
            "essay 'the-wrnog-questions' not found",
            "did you mean 'essays/the-wrong-questions.md'?",
        ),
        Problem(
            Place(PASSION, 8, 5),
            "W507",
            "essay 'xyz' not found",
            "name an essay by its slug, title or path, or delete the line",
        ),
    ]


def test_an_order_that_names_two_essays_at_once_is_a_problem() -> None:
    found = problems(
        theme_file("passion", order=(("Twice", ""),)),
        text(A, title="Twice", tags=("passion",)),
        text(B, title="Twice", tags=("passion",)),
    )
    assert found == [
        Problem(
            Place(PASSION, 7, 5),
            "W508",
            "'Twice' is the name of several essays: essays/a.md, essays/b.md",
            "name the essay by its path",
        )
    ]


def test_an_order_that_names_an_essay_of_other_themes_is_a_problem() -> None:
    found = problems(
        theme_file("passion", order=(("a", ""), ("b", ""))),
        text(A, tags=("zeal",)),
        text(B, tags=("passion",), status="unlisted"),
    )
    assert found == [
        Problem(
            Place(PASSION, 7, 5),
            "W509",
            "the essay 'a' is not about the theme 'Passion'",
            "tag it 'Passion', mark a passage in it, or delete it from order:",
        ),
        Problem(
            Place(PASSION, 8, 5),
            "W509",
            "the essay 'b' is unlisted, so the theme 'Passion' omits it",
            "delete it from order:, or publish it",
        ),
    ]


def test_an_order_may_name_an_essay_that_is_held_back() -> None:
    file = theme_file("passion", order=(("soon", ""), ("essays/soon.md", "")))
    assert problems(file, held={"essays/soon.md": "draft"}) == []


def test_an_order_may_name_an_essay_that_is_broken() -> None:
    file = theme_file("passion", order=(("a", ""),))
    fault = Problem(Place(A, 2, 8), "E202", "title: the '[' that opens here is not closed")
    assert problems(file, replace(text(A), problems=(fault,))) == []


def test_steps_follow_the_order_of_the_own_essays_alone() -> None:
    made = index(
        theme_file("passion", narrower=("zeal",), order=(("b", ""),)),
        text(A, tags=("passion",)),
        text(B, tags=("passion",)),
        text(C, tags=("zeal",)),
    )
    assert steps(theme(made, "passion")) == {B: (None, A), A: (B, None)}


def test_a_theme_without_essays_has_no_steps() -> None:
    assert steps(theme(index(theme_file("passion")), "passion")) == {}


# ------------------------------------------------------------------ broader and narrower


def test_one_side_is_enough_to_relate_two_themes() -> None:
    made = index(
        theme_file("rs", narrower=("respect",), related=("zeal",)),
        theme_file("own-voice", title="Own voice", broader=("RS",)),
        text(A, tags=("respect", "zeal")),
    )
    assert theme(made, "rs").narrower == ("own-voice", "respect")
    assert theme(made, "respect").broader == ("rs",)
    assert theme(made, "own-voice").broader == ("rs",)
    assert theme(made, "zeal").related == ("rs",)


def test_a_broader_theme_lists_the_essays_of_narrower_ones_after_its_own_each_once() -> None:
    made = index(
        theme_file("rs", narrower=("respect",)),
        theme_file("respect", narrower=("valuing",)),
        text(A, tags=("valuing", "respect"), day=3),
        text(B, tags=("rs", "respect"), day=1),
        text(C, tags=("valuing",), day=2),
    )
    assert theme(made, "rs").entries == (
        Entry(B),
        Entry(A, via=Slug("respect")),
        Entry(C, via=Slug("valuing")),
    )
    assert made.of_essay[C] == ("valuing",)


def test_a_circle_of_themes_is_a_problem_that_names_it() -> None:
    found = problems(
        theme_file("rs", narrower=("respect",)),
        theme_file("respect", narrower=("valuing",)),
        theme_file("valuing", narrower=("rs", "leaf")),
        text(A, tags=("leaf",)),
    )
    assert found == [
        Problem(
            Place("essays/_themes/respect.md"),
            "W504",
            "the theme 'Valuing' is broader than itself: Valuing > Rs > Respect > Valuing",
            "delete one of these steps; until then 'Valuing' is not broader than 'Rs'",
        )
    ]


def test_a_theme_that_is_broader_than_itself_is_a_circle() -> None:
    assert [problem.message for problem in problems(theme_file("rs", broader=("rs",)))] == [
        "the theme 'Rs' is broader than itself: Rs > Rs"
    ]


def test_unknown_broader_narrower_and_related_themes_are_problems() -> None:
    found = problems(
        theme_file("passion", broader=("hart",), narrower=("zael",), related=("conversaton",)),
        text(A, tags=("heart", "conversation")),
    )
    otherwise = "tag an essay with it, or create its file in essays/_themes/"
    assert found == [
        Problem(
            Place(PASSION, 4, 5),
            "W503",
            "broader theme 'hart' not found",
            "did you mean 'heart'?",
        ),
        Problem(Place(PASSION, 5, 5), "W503", "narrower theme 'zael' not found", otherwise),
        Problem(
            Place(PASSION, 6, 5),
            "W503",
            "related theme 'conversaton' not found",
            "did you mean 'conversation'?",
        ),
    ]


@pytest.mark.slow
def test_a_long_chain_of_themes_neither_recurses_nor_stalls() -> None:
    chain = [theme_file(f"t{n}x", narrower=(f"t{n + 1}x",)) for n in range(1_500)]
    made = index(*chain, text(A, tags=("t1500x",)))
    assert essays(made, "t0x") == [A]


# ------------------------------------------------------------------ passages


def test_a_theme_quotes_the_passages_that_are_marked_with_any_of_its_names() -> None:
    made = index(
        theme_file("passion", aliases=("enthusiasm",)),
        text(A, passages=(("Enthusiasm", "p1"), ("passion", "p2"))),
    )
    assert [(quote.essay, quote.passage.anchor) for quote in theme(made, "passion").quotes] == [
        (A, "p1"),
        (A, "p2"),
    ]


def test_quotes_are_in_the_order_of_the_entries() -> None:
    mark = (("passion", "p1"),)
    made = index(
        theme_file("passion", order=(("a", ""),)),
        text(A, tags=("passion",), passages=mark, day=1),
        text(B, passages=mark, day=3),
        text(C, tags=("passion",), passages=mark, day=2),
    )
    assert [quote.essay for quote in theme(made, "passion").quotes] == [A, C, B]
    assert theme(made, "passion").quotes[0] == Quote(A, text(A, passages=mark).facts.passages[0])


def test_a_passage_alone_makes_no_theme_and_is_a_problem() -> None:
    found = problems(text(A, tags=("passion",), passages=(("pasion", "p1"), ("zeal", "p2"))))
    assert found == [
        Problem(
            Place(A, 9, 1),
            "W506",
            "the passage is marked with an unknown theme 'pasion'",
            "did you mean 'passion'?",
        ),
        Problem(
            Place(A, 9, 1),
            "W506",
            "the passage is marked with an unknown theme 'zeal'",
            "tag an essay with it first",
        ),
    ]


# ------------------------------------------------------------------ look-alikes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tools", "tool"),
        ("strategies", "strategy"),
        ("colaboration", "collaboration"),
        ("organisation", "organization"),
        ("face-to-face", "face-toface"),
    ],
)
def test_themes_that_look_like_one_are_pointed_out(one: str, other: str) -> None:
    found = problems(text(A, tags=(one,)), text(B, tags=(other,)))
    assert len(found) == 1
    assert found[0].code == "W510"
    assert {one, other} <= set(found[0].message.split("'"))


def test_a_look_alike_of_an_alias_is_pointed_out_at_the_tag() -> None:
    found = problems(theme_file("rules", aliases=("guidelines",)), text(A, tags=("guideline",)))
    assert found == [
        Problem(
            Place(A, 3, 8),
            "W510",
            "the themes 'guideline' and 'guidelines' may be the same",
            "write 'guidelines' in both places, or give each its own file in essays/_themes/",
        )
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("new", "news"),
        ("python2", "python3"),
        ("web10", "web100"),
        ("policy", "police"),
        ("making", "taking"),
        ("go", "god"),
    ],
)
def test_themes_that_are_two_are_left_alone(one: str, other: str) -> None:
    assert problems(text(A, tags=(one, other))) == []


def test_two_themes_with_files_are_two_on_purpose() -> None:
    assert problems(theme_file("tool"), theme_file("tools")) == []


# ------------------------------------------------------------------ laws

NAMES = st.sampled_from(["zeal", "Zeal", "calm", "3 Rs", "three-rs", "!!", "respect", "Ärger"])
STATUS: st.SearchStrategy[Status] = st.sampled_from(["published", "unlisted"])
ESSAYS = st.lists(
    st.tuples(st.lists(NAMES, max_size=4), st.integers(0, 3), STATUS), max_size=8
).map(
    lambda rows: [
        text(f"essays/e{n}.md", tags=tuple(tags), day=day, status=status)
        for n, (tags, day, status) in enumerate(rows)
    ]
)
FILES = (
    theme_file("three-rs", aliases=("3 Rs",), narrower=("respect",), order=(("e1", "Why."),)),
    theme_file("respect"),
)


@given(ESSAYS)
def test_an_essay_is_in_a_theme_exactly_if_the_theme_is_in_the_essay(essays: list[Essay]) -> None:
    made, _ = assemble(Catalogue.of([*essays, *FILES]), SITE, inline)
    listed = {essay.path for essay in essays if essay.meta.status == "published"}
    there = {
        (entry.essay, slug)
        for slug, found in made.themes.items()
        for entry in found.entries
        if entry.via is None
    }
    back = {(path, slug) for path in listed for slug in made.of_essay[path]}
    assert there == back


@pytest.mark.slow
@given(ESSAYS.flatmap(lambda essays: st.tuples(st.just(essays), st.permutations(essays))))
def test_the_order_of_the_files_does_not_matter(orders: tuple[list[Essay], list[Essay]]) -> None:
    one, other = (assemble(Catalogue.of([*texts, *FILES]), SITE, inline) for texts in orders)
    assert one == other
    assert list(one[0].themes) == list(other[0].themes)
