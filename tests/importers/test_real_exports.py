"""Kinds of markup that exports of real blogs have."""

from pathlib import Path

import pytest

from sitegen.from_html.converter import to_markdown
from sitegen.from_html.types import Rules
from sitegen.importers.essays.links import places
from support.site import sitegen
from support.xml_exports import item, posts, records, write, wxr


def markdown(folder: Path, written: str) -> str:
    """Return the Markdown of a post of WordPress."""
    found = posts(records(write(folder, wxr(item(written))), "wordpress"))[0]
    return to_markdown(found.body).markdown


@pytest.mark.parametrize(
    "code",
    [
        '<code lang="php">\n<?php\nif ($a->b < 1) { echo "<b>x</b>"; }\n?>\n</code>',
        '<code>\n<?php\nif ($a->b < 1) { echo "<b>x</b>"; }\n?>\n</code>',
        '<pre>\n<?php\nif ($a->b < 1) { echo "<html><p>x</p>"; }\n?>\n</pre>',
        '[ccnLe_php]\n<?php\nif ($a->b < 1) { echo "<b>x</b>"; }\n?>\n[/ccnLe_php]',
        '[cc lang="php"]\n<?php\nif ($a->b < 1) { echo "<b>x</b>"; }\n?>\n[/cc]',
    ],
)
def test_code_that_nobody_escaped_is_kept(tmp_path: Path, code: str) -> None:
    shown = markdown(tmp_path, code)
    assert "<?php\nif ($a->b < 1) { echo" in shown
    assert shown.count("```") == 2


def test_a_document_in_code_is_kept_to_the_letter(tmp_path: Path) -> None:
    page = "<!DOCTYPE html>\n<html>\n<head><title>T</title></head>\n<body>\n</body>\n</html>"
    assert page in markdown(tmp_path, f"<pre>{page}</pre>")


def test_the_language_of_a_code_shortcode_is_in_its_name(tmp_path: Path) -> None:
    assert "```java\nint a;\nint b;\n```" in markdown(
        tmp_path, "[ccW_java]\nint a;\nint b;\n[/ccW_java]"
    )


@pytest.mark.parametrize("words", ["[attribute=value]", "input[name=mail]", "a[name!=b c=d]"])
def test_a_selector_is_no_shortcode(tmp_path: Path, words: str) -> None:
    assert words in markdown(tmp_path, f"Select it with {words} at once.").replace("\\", "")


def test_a_shortcode_with_attributes_leaves_the_text(tmp_path: Path) -> None:
    assert markdown(tmp_path, 'Before. [slides deck="x"] After.') == "Before.  After.\n".replace(
        "  ", " "
    )


def test_an_exclamation_mark_is_escaped_before_a_link_only() -> None:
    html = '<p>Ahoy!</p><p>Ahoy!<a href="/x">x</a></p><p><b>Ahoy!</b> <a href="/x">x</a></p>'
    assert to_markdown(html).markdown == "Ahoy!\n\nAhoy\\![x](/x)\n\n**Ahoy!** [x](/x)\n"


def test_a_quotation_mark_too_many_does_not_hide_a_link() -> None:
    html = '<p>At "<a href="http://x.example/"" title="The site">the site</a>".</p>'
    assert to_markdown(html).markdown == 'At "[the site](http://x.example/)".\n'


def test_a_heading_that_goes_on_after_the_title_stays() -> None:
    title = "A long title about slates " * 5
    html = f"<h3>{title} and more</h3><p>One.</p>"
    assert "and more" in to_markdown(html, Rules(title=title)).markdown


def test_a_link_to_a_place_in_its_own_page_keeps_the_place() -> None:
    html = '<p><a href="http://x.example/p/#b">b</a></p><h3 id="b">The other one</h3>'
    assert "{#b}" in to_markdown(html, Rules(base="http://x.example/p/")).markdown


def test_places_are_ids_and_headings() -> None:
    text = '## A slate {#first}\n\n### A roof\n\n<span id="x"></span>\n\n```\n## No\n```\n'
    assert places(text) == {"a-slate", "first", "a-roof", "x"}


def test_a_link_to_a_place_that_is_not_there_leads_to_the_text(tmp_path: Path) -> None:
    other = "https://slate.example/two/"
    links = f'<a href="{other}#roof">a</a> <a href="{other}#lost">b</a>'
    first = item(links, post_id="1", post_name="one", title="One")
    second = item("<h3>Roof</h3>\nSlate.", post_id="2", post_name="two", title="Two")
    second = second.replace("https://slate.example/2011/slate/", other)
    path = tmp_path / "export.xml"
    path.write_text(wxr(first, second), encoding="utf-8")
    run = sitegen("import", path, "--into", tmp_path / "site")
    text = (tmp_path / "site/essays/one.md").read_text(encoding="utf-8")
    assert "[a](two.md#roof) [b](two.md)" in text
    assert "'#lost' is not found" in run.out
