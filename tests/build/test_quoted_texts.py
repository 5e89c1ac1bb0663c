"""Texts that quote other texts, ``![[note#part]]``, and pictures named as in Obsidian."""

from pathlib import Path

import pytest

from support.edited_preview import edit, preview_of, text, updated
from support.site import build, essay, page, problems, write_site

NOTE = essay(
    "The Lamp",
    "First words.[^1]\n\n## Its cord\n\nLong *cord*. ^ab12\n\n- a plug ^the-plug\n\n### Deeper\n\n"
    "[Deep](#its-cord).\n\n## Its shade\n\nGreen.\n\n[^1]: A note.",
)


def site(tmp_path: Path, body: str, more: str = "") -> Path:
    host = essay("Host", body)
    return write_site(
        tmp_path, f"-- essays/host.md --\n{host}\n-- essays/lamp.md --\n{NOTE}\n{more}"
    )


def host_page(tmp_path: Path, body: str, more: str = "") -> str:
    root = site(tmp_path, body, more)
    assert build(root).code == 0
    return page(root, "host/index.html")


def test_a_whole_text_is_quoted_with_a_link_to_it(tmp_path: Path) -> None:
    html = host_page(tmp_path, "Before.\n\n![[lamp]]\n\nAfter.")
    assert '<blockquote class="quoted" id="p-lamp">\n<p>First words.' in html
    assert "<p>Green.</p>" in html
    assert '<p class="source"><a href="/lamp/">The Lamp</a></p>\n</blockquote>' in html


@pytest.mark.parametrize(
    "mark", ["lamp#Its cord", "The Lamp#its-cord", "lamp#First#Its cord|words"]
)
def test_the_section_of_a_heading_is_quoted(tmp_path: Path, mark: str) -> None:
    html = host_page(tmp_path, f"![[{mark}]]")
    quotation = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert "<h2>Its cord</h2>\n<p>Long <em>cord</em>.</p>" in quotation
    assert '<a href="/lamp/#its-cord">Deep</a>' in quotation
    assert "First words" not in quotation
    assert "Green" not in quotation
    assert '<a href="/lamp/#its-cord">The Lamp</a>' in quotation


@pytest.mark.parametrize(
    ("block", "words"),
    [("ab12", "<p>Long <em>cord</em>.</p>"), ("the-plug", "<span>a plug</span>")],
)
def test_a_block_is_quoted_by_its_id(tmp_path: Path, block: str, words: str) -> None:
    html = host_page(tmp_path, f"![[lamp#^{block}]]")
    quotation = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert quotation.count("<p") == 1 + words.count("<p")
    assert words in quotation


def test_a_block_is_linked_by_its_id(tmp_path: Path) -> None:
    html = host_page(tmp_path, "See [[lamp#^ab12]] and [that](lamp.md#^ab12).")
    assert html.count('href="/lamp/#ab12"') == 2


def test_notes_of_a_quoted_text_lead_to_its_page_and_no_id_is_there_twice(tmp_path: Path) -> None:
    html = host_page(tmp_path, "Mine.[^1]\n\n![[lamp]]\n\n![[lamp]]\n\n[^1]: My note.")
    assert html.count('href="/lamp/#fn1"') == 2
    assert html.count('id="fn1"') == 1
    assert "A note." not in html


def test_a_quotation_in_a_sentence_is_a_link(tmp_path: Path) -> None:
    html = host_page(tmp_path, "As ![[lamp]] says.")
    assert '<p id="p-as-lamp-says">As <a href="/lamp/">lamp</a> says.</p>' in html


def test_a_quotation_in_a_list_and_in_a_box(tmp_path: Path) -> None:
    html = host_page(tmp_path, "- ![[lamp#^ab12]]\n\n> [!note] T\n> ![[lamp#^ab12]]")
    assert html.count("<p>Long <em>cord</em>.</p>") == 2


def test_a_quoted_text_is_quoted_with_what_it_quotes(tmp_path: Path) -> None:
    middle = essay("Middle", "Between.\n\n![[lamp#^ab12]]")
    html = host_page(tmp_path, "![[middle]]", f"-- essays/middle.md --\n{middle}")
    assert "<p>Between.</p>" in html
    assert "<p>Long <em>cord</em>.</p>" in html


def test_feeds_have_the_quotation(tmp_path: Path) -> None:
    root = site(tmp_path, "![[lamp#^ab12]]")
    build(root)
    entry = page(root, "feed.json").partition("Host")[2].partition("The Lamp")[0]
    assert "Long <em>cord</em>" in entry


@pytest.mark.parametrize("front", ["draft: true", "date: 2999-01-01", "expires: 2001-01-01"])
def test_the_words_of_a_text_that_is_held_back_are_never_quoted(tmp_path: Path, front: str) -> None:
    key, _, value = front.partition(": ")
    hidden = essay("Hidden", "A secretword.\n\n## Part\n\nA secretword.", **{key: value})
    root = site(tmp_path, "![[hidden]]\n\n![[hidden#Part]]", f"-- essays/hidden.md --\n{hidden}")
    assert "W403" in problems(root)
    pages = (path.read_bytes() for path in (root / "public").rglob("*") if path.is_file())
    assert not any(b"secretword" in content for content in pages)


def test_an_unlisted_text_is_linked_and_not_quoted(tmp_path: Path) -> None:
    hidden = essay("Hidden", "A secretword.", status="unlisted")
    root = site(tmp_path, "![[hidden]]", f"-- essays/hidden.md --\n{hidden}")
    assert (
        "essays/host.md:6:4: warning[W418]: 'hidden' is linked and not quoted, because "
        "essays/hidden.md is unlisted"
    ) in problems(root)
    assert "secretword" not in page(root, "host/index.html")
    assert '<a href="/hidden/">hidden</a>' in page(root, "host/index.html")


def test_texts_that_quote_each_other_are_linked(tmp_path: Path) -> None:
    other = essay("Other", "Theirs.\n\n![[host]]")
    root = site(tmp_path, "Mine.\n\n![[other]]\n\n![[host]]", f"-- essays/other.md --\n{other}")
    printed = problems(root)
    assert "'other' is linked and not quoted, because essays/other.md quotes this text" in printed
    assert "'host' is linked and not quoted, because essays/host.md quotes this text" in printed
    assert "'host' is linked and not quoted, because it is this text itself" in printed
    assert "Theirs" not in page(root, "host/index.html")
    assert '<a href="/other/">other</a>' in page(root, "host/index.html")


def test_who_quotes_texts_on_a_circle_quotes_them(tmp_path: Path) -> None:
    texts = {"one": "One.\n\n![[two]]", "two": "Two.\n\n![[one]]"}
    more = "".join(f"-- essays/{name}.md --\n{essay(name, body)}\n" for name, body in texts.items())
    html = host_page(tmp_path, "![[one]]", more)
    assert "<p>One.</p>" in html
    assert "Two." not in html


def test_texts_that_quote_more_and_more_end(tmp_path: Path) -> None:
    texts = {f"n{n}": f"Text {n}.\n\n" + f"![[n{n + 1}]]\n\n" * 3 for n in range(9)}
    more = "".join(f"-- essays/{name}.md --\n{essay(name, body)}\n" for name, body in texts.items())
    root = site(tmp_path, "![[n0]]", more + f"-- essays/n9.md --\n{essay('n9', 'The end.')}")
    assert "because the page quotes more than 50 texts" in problems(root)
    assert page(root, "host/index.html").count("<blockquote") <= 50


def test_a_missing_text_or_part_is_reported(tmp_path: Path) -> None:
    root = site(tmp_path, "![[nowhere at all]]\n\n![[lamp#Its plug]]")
    printed = problems(root)
    assert (
        "essays/host.md:6:4: warning[W401]: link target '[[nowhere at all]]' not found" in printed
    )
    assert "essays/host.md:8:4: warning[W404]: '#Its plug' not found in essays/lamp.md" in printed
    assert '<div class="quoted" id="p-its-plug"><a href="/lamp/">Its plug</a></div>' in page(
        root, "host/index.html"
    )


def test_words_of_a_quoted_text_that_change_reach_the_page(tmp_path: Path) -> None:
    root = site(tmp_path, "![[lamp#Its shade]]")
    build(root)
    file = root / "essays/lamp.md"
    file.write_text(file.read_text().replace("Green.", "Red."))
    build(root)
    assert "<p>Red.</p>" in page(root, "host/index.html")


PICTURE = "-- essays/pictures/lamp one.png --\nx\n-- essays/tune.mp3 --\nx\n"


@pytest.mark.parametrize(
    ("mark", "html"),
    [
        ("![[lamp one.png]]", 'alt="" loading'),
        ("![[lamp one.png|300]]", 'alt="" width="300" loading'),
        ("![[lamp one.png|A lamp|300x200]]", 'alt="A lamp" width="300" height="200" loading'),
        ("![[pictures/lamp one.png|A lamp]]", 'alt="A lamp" loading'),
        ("| a |\n|---|\n| ![[lamp one.png\\|30]] |", 'alt="" width="30" loading'),
        ("- ![[lamp one.png]]", 'alt="" loading'),
        ("Words.[^1]\n\n[^1]: ![[lamp one.png]]", 'alt="" loading'),
        ("![A lamp|120](<pictures/lamp one.png>)", 'alt="A lamp" width="120" loading'),
    ],
)
def test_a_picture_is_found_by_name_and_has_its_size(tmp_path: Path, mark: str, html: str) -> None:
    root = site(tmp_path, mark, PICTURE)
    assert problems(root) == ""
    assert f'<img src="/pictures/lamp%20one.png" {html}' in page(root, "host/index.html")
    assert (root / "public/pictures/lamp one.png").exists()


def test_a_sound_and_another_file_are_played_and_linked(tmp_path: Path) -> None:
    more = PICTURE + "-- essays/files/plan.pdf --\nx\n"
    html = host_page(tmp_path, "![[tune.mp3]]\n\n![[plan.pdf]]", more)
    assert '<audio controls preload="metadata" src="/tune.mp3"></audio>' in html
    assert '<a href="/files/plan.pdf">plan.pdf</a>' in html


def test_a_file_beside_a_text_is_linked_where_another_text_is_held_back(tmp_path: Path) -> None:
    draft = essay("Draft", "Not yet.", draft="true")
    more = f"-- essays/plan.pdf --\nx\n-- essays/draft.md --\n{draft}"
    html = host_page(tmp_path, "![[plan.pdf]] and [[plan.pdf|the plan]]", more)
    assert '<a href="/plan.pdf">plan.pdf</a> and <a href="/plan.pdf">the plan</a>' in html


@pytest.mark.parametrize("text", ["`![[lamp]]`", "\\![[lamp]]", "!\\[[lamp]]", "Stop![[lamp]]"])
def test_what_quotes_nothing(tmp_path: Path, text: str) -> None:
    assert "<blockquote" not in host_page(tmp_path, text)


def test_the_preview_shows_new_words_of_a_quoted_text(tmp_path: Path) -> None:
    root = site(tmp_path, "![[lamp#Its shade]]")
    preview = preview_of(root)
    assert "Green." in text(preview, "/host/")
    edit(root / "essays/lamp.md", "Green.", "Red.")
    updated(preview)
    assert "<p>Red.</p>" in text(preview, "/host/")
    edit(root / "essays/lamp.md", "## Its shade", "## Its light")
    updated(preview)
    assert "Red." not in text(preview, "/host/")
