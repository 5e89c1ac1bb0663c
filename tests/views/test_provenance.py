"""The note of an editor, the source in feeds, and the canonical address of reprints."""

import json
from pathlib import Path

import pytest

from support.site import CONFIG, build, essay, page, write_site

NOTE = '"Written for *The Ledger*; <b>two</b> links %%secret%% are left out."'


def _built(root: Path, settings: str = "", **front: str) -> Path:
    text = f"-- site.yaml --\n{CONFIG}{settings}-- essays/a.md --\n{essay(**front)}"
    assert build(write_site(root, text)).code == 0
    return root


def test_editor_note_is_on_the_page_under_the_title(tmp_path: Path) -> None:
    shown = page(_built(tmp_path, editor_note=NOTE), "a/index.html")
    header = shown.partition("<article")[2].partition("</header>")[0]
    assert '<span class="label">Editor’s note</span> Written for <em>The Ledger</em>; ' in header
    assert "secret" not in shown
    assert "Editor’s note" not in page(_built(tmp_path / "b"), "a/index.html")


def test_label_of_the_note_is_in_the_language_of_the_site(tmp_path: Path) -> None:
    shown = page(_built(tmp_path, "language: de\n", editors_note="Gekürzt."), "a/index.html")
    assert '<span class="label">Anmerkung der Redaktion</span> Gekürzt.' in shown


def test_editor_note_is_in_both_feeds_before_the_text(tmp_path: Path) -> None:
    root = _built(tmp_path, editor_note="Shortened & *kept*.")
    item = json.loads(page(root, "feed.json"))["items"][0]
    note = "<p><i>Editor’s note:</i> Shortened &amp; <em>kept</em>.</p>"
    assert item["content_html"].startswith(note)
    atom = page(root, "feed.xml")
    assert "&lt;p&gt;&lt;i&gt;Editor’s note:&lt;/i&gt; Shortened &amp;amp; " in atom


def test_editor_note_and_source_are_in_the_metadata_and_the_citation(tmp_path: Path) -> None:
    source = '{kind: repost, title: T, url: "https://old.example/t", note: Printed twice.}'
    shown = page(_built(tmp_path, editor_note="Kept *whole*.", source=source), "a/index.html")
    data = shown.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    document = json.loads(data)
    assert document["backstory"] == "Kept whole."
    assert document["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "T",
        "url": "https://old.example/t",
    }
    assert "note%20=%20%7BPrinted%20twice.%20Kept%20whole.%7D" in shown


def test_source_is_in_the_atom_feed(tmp_path: Path) -> None:
    root = _built(tmp_path, source='{kind: retelling, url: "https://old.example/?a=1&b=2"}')
    assert '<link rel="via" href="https://old.example/?a=1&amp;b=2"/>' in page(root, "feed.xml")


@pytest.mark.parametrize(
    ("kind", "setting", "canonical"),
    [
        ("repost", "original", "https://old.example/t"),
        ("excerpt", "original", "https://old.example/t"),
        ("translation", "original", "https://trial.example/a/"),
        ("retelling", "original", "https://trial.example/a/"),
        ("original", "original", "https://trial.example/a/"),
        ("repost", "self", "https://trial.example/a/"),
    ],
)
def test_reprints_name_their_original_as_canonical_if_the_settings_say_so(
    tmp_path: Path, kind: str, setting: str, canonical: str
) -> None:
    source = f'{{kind: {kind}, url: "https://old.example/t"}}'
    root = _built(tmp_path, f"reprint_canonical: {setting}\n", source=source)
    assert f'<link rel="canonical" href="{canonical}">' in page(root, "a/index.html")


def test_reprints_are_their_own_canonical_by_default_and_front_matter_decides(
    tmp_path: Path,
) -> None:
    source = '{kind: repost, url: "https://old.example/t"}'
    own = '<link rel="canonical" href="https://trial.example/a/">'
    assert own in page(_built(tmp_path, source=source), "a/index.html")
    wanted = "https://third.example/"
    setting = "reprint_canonical: original\n"
    root = _built(tmp_path / "b", setting, source=source, canonical=wanted)
    assert f'<link rel="canonical" href="{wanted}">' in page(root, "a/index.html")
