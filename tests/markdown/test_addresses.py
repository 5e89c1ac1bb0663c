"""Addresses in a text: with spaces, backslashes and queries, and bare ones in a sentence."""

import pytest

from sitegen.markdown.converter import Converted, Markdown

MARKDOWN = Markdown("en")


def converted(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md")


def links(text: str) -> list[tuple[str, str]]:
    return [(link.target, link.fragment) for link in converted(text).facts.links]


def problems(text: str) -> list[str]:
    return [f"{p.place.line}: {p.code} {p.message}" for p in converted(text).facts.problems]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[e](the old house.md)", ("the old house.md", "")),
        ("![e](my pic.png)", ("my pic.png", "")),
        ('![e](img/my pic (2).JPG "A title")', ("img/my pic (2).JPG", "")),
        ("[e]( a b.md#part-1 )", ("a b.md", "part-1")),
        ("[e](a b.html?x=1)", ("a b.html?x=1", "")),
        ("[e][l]\n\n[l]: my page.md 'Title'\n", ("my page.md", "")),
        ("| a |\n|---|\n| [e](b c.md) |\n", ("b c.md", "")),
        ("[e](a%20b.md)", ("a b.md", "")),
        ("[e](<a b>)", ("a b", "")),
    ],
)
def test_spaces_in_the_name_of_a_file_belong_to_the_address(
    text: str, address: tuple[str, str]
) -> None:
    assert links(text) == [address]
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[A Long Day](A Long Day)", "'[A Long Day](A Long Day)' is not a link"),
        ("So ![it](one two)", "'![it](one two)' is not a link"),
        ("# T\n\n## On [it](one two)", "'[it](one two)' is not a link"),
        ("- x [it](one two) y", "'[it](one two)' is not a link"),
        ("| a |\n|---|\n| [it](one two) |", "'[it](one two)' is not a link"),
        ("[w][x]\n\n[x]: A Long Day", "'[x]: A Long' does not define a link"),
    ],
)
def test_other_words_in_the_place_of_an_address_are_reported(text: str, printed: str) -> None:
    assert [line.partition(" W315 ")[2] for line in problems(text)] == [
        f"{printed} and is printed unchanged"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "see [the log](https://x.example/a...{{ boat.name | lower }}) of it",
        "see [{{ boat.ropes }} ropes, {{ boat.sails }} sails](https://x.example/{{ boat.name }})",
        'write [to us](mailto:a@x.example?subject={{ "A boat" | url }}) soon',
        "- [the log](https://x.example/{% if new %}new{% endif %})",
    ],
)
def test_a_template_tag_in_a_link_is_reported_once(text: str) -> None:
    assert {line.split()[1] for line in problems(text)} == {"W313"}


@pytest.mark.parametrize("label", ["Rope 12", "Rope", "bell-rope #205", "ROPE  12"])
def test_a_label_in_two_pairs_of_brackets_is_a_link_if_it_is_defined(label: str) -> None:
    text = f"- The bell rings. [[{label}]]\n\n[{label.title()}]: https://x.example/12\n"
    assert links(text) == [("https://x.example/12", "")]
    assert links(f"- The bell rings. [[{label}]]") != [("https://x.example/12", "")]


@pytest.mark.parametrize("text", ["call f[i](x y) now", "[Note]: this is a remark", "`[a](b c)`"])
def test_brackets_that_nobody_means_as_a_link_are_not_reported(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://x.example/_a_b_/c__d now", ["https://x.example/_a_b_/c__d"]),
        ("https://x.example/Foo_(bar)_baz, _so_", ["https://x.example/Foo_(bar)_baz"]),
        ("(https://x.example/a_b), _c_", ["https://x.example/a_b"]),
        ("_https://x.example/a_b/_", ["https://x.example/a_b/"]),
        ("**https://x.example/a_b**", ["https://x.example/a_b"]),
        (r"https://x.example/a\_b\_c", ["https://x.example/a_b_c"]),
        ("https://x.example/~u/~v?a=$b&c=$d=e=", ["https://x.example/~u/~v?a=$b&c=$d=e="]),
        ("- https://x.example/a_b_\n- _c_", ["https://x.example/a_b"]),
        ("看https://x.example/a_b。好", ["https://x.example/a_b"]),
        ("「https://x.example/a」、（https://y.example/b）", ["https://x.example/a", "https://y.example/b"]),
        ("https://x.example/a，https://y.example/b；", ["https://x.example/a", "https://y.example/b"]),
        ("‘https://x.example’ and “https://y.example/b”", ["https://x.example", "https://y.example/b"]),
        ("https://x.example’s and https://y.example's", ["https://x.example", "https://y.example"]),
        ("«https://x.example/a»", ["https://x.example/a"]),
    ],
)  # fmt: skip
def test_a_bare_address_is_whole_and_ends_before_punctuation(
    text: str, addresses: list[str]
) -> None:
    found = converted(text)
    assert [link.target for link in found.facts.links] == addresses
    for address in addresses:
        assert f">{address.replace('&', '&amp;')}</a>" in found.words.html


def test_emphasis_beside_a_bare_address_stays() -> None:
    html = converted("_see_ https://x.example/a_b and _that_").words.html
    assert "<em>see</em>" in html
    assert "<em>that</em>" in html


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (r"https://x.example\a\b?c=\d", r"https://x.example/a/b?c=%5Cd"),
        (r"images\pic.png", r"images\pic.png"),
        ("/search/?q=a%26b&c=%C3%A4", "/search/?q=a%26b&c=%C3%A4"),
        ("why%3F.md", "why?.md"),
    ],
)
def test_backslashes_and_queries_of_an_address_are_kept_or_read(written: str, address: str) -> None:
    assert links(f"[e]({written})") == [(address, "")]


def test_an_address_in_brackets_ends_before_a_korean_particle() -> None:
    assert links("(https://rain.example/a_b)를 보라") == [("https://rain.example/a_b", "")]
    assert links("https://rain.example/a_(b)_c 보라") == [("https://rain.example/a_(b)_c", "")]
