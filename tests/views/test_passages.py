"""The page of all passages on a theme, with the words around each."""

from pathlib import Path

from sitegen.markdown.converter import Markdown
from support.site import build, essay, page, write_site

MARKDOWN = Markdown()


def around(text: str) -> list[tuple[str, str, bool]]:
    passages = MARKDOWN.convert(text, "a.md").facts.passages
    return [(passage.before, passage.after, passage.inside) for passage in passages]


def test_sentence_is_shown_in_its_paragraph() -> None:
    assert around("Before. [Marked.]{theme=x} *After.*\n\nMore.") == [("Before.", "After.", True)]


def test_whole_paragraph_is_shown_between_its_neighbours() -> None:
    text = "One, *two*.\n\n{theme=x}\nMarked.\n\nThree[^1].\n\n[^1]: Note."
    assert around(text) == [("One, two.", "Three.", False)]
    assert around("One.\n\n[Marked.]{theme=x}\n\nThree.") == [("One.", "Three.", False)]


def test_neighbour_beyond_a_heading_is_none() -> None:
    assert around("One.\n\n## Two\n\n{theme=x}\nMarked.\n\n## Three") == [("", "", False)]


def test_several_paragraphs_are_shown_with_what_surrounds_them_all() -> None:
    text = "One.\n\n{theme=x}\n> Marked.\n>\n> As well.\n\nThree."
    assert around(text) == [("One.", "Three.", False)]


def test_words_around_are_kept_short() -> None:
    long = "Many words in a row. " * 60
    [(before, after, _)] = around(f"{long}\n\n{{theme=x}}\nMarked.\n\n{long}")
    assert before.startswith("…")
    assert max(len(before), len(after)) <= 400


def test_anthology_quotes_each_passage_with_its_source_and_a_link(tmp_path: Path) -> None:
    body = "Before. [A *marked* sentence.]{theme=Listening} After."
    write_site(tmp_path, f"-- essays/a.md --\n{essay('On Ears', body, tags='[Listening]')}")
    build(tmp_path)
    html = page(tmp_path, "themes/listening/passages/index.html")
    assert "<h1>All passages on Listening</h1>" in html
    assert "<blockquote>A <em>marked</em> sentence.</blockquote>" in html
    assert '<a href="/a/#p-before-a-marked-sentence">On Ears</a>' in html
    assert "The Editors, <time" in html
    assert '<p>Before. <span class="here">A <em>marked</em> sentence.</span> After.</p>' in html
    assert 'href="/themes/listening/passages/"' in page(tmp_path, "themes/listening/index.html")
    assert "/themes/listening/passages/</loc>" in page(tmp_path, "sitemap.xml")


def test_theme_without_passages_has_no_anthology(tmp_path: Path) -> None:
    write_site(tmp_path, f"-- essays/a.md --\n{essay(tags='[Listening]')}")
    build(tmp_path)
    assert not (tmp_path / "public/themes/listening/passages").exists()


def test_anthology_follows_a_change_of_the_words_around(tmp_path: Path) -> None:
    for last in ("After.", "Afterwards."):
        body = f"[Marked.]{{theme=Listening}} {last}"
        write_site(tmp_path, f"-- essays/a.md --\n{essay(body=body, tags='[Listening]')}")
        build(tmp_path)
        assert f"</span> {last}</p>" in page(tmp_path, "themes/listening/passages/index.html")
