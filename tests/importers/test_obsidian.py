"""Vaults of Obsidian: links, embeds, private comments, tags, line ends, queries."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from support.foreign_folders import Found, notices, read, recognised, write

_NONE: Mapping[str, str | bytes] = {}
PNG = b"\x89PNG\r\n\x1a\n"


def _note(root: Path, body: str, more: Mapping[str, str | bytes] = _NONE) -> Found:
    files: dict[str, str | bytes] = {"Notes/The Shed.md": body, ".obsidian/app.json": "{}"}
    return read(write(root, files, more), "obsidian")


def _body(root: Path, body: str, more: Mapping[str, str | bytes] = _NONE) -> str:
    return _note(root, body, more=more).texts["Notes/The Shed.md"].body


def test_title_is_the_name_of_the_note_or_its_heading(tmp_path: Path) -> None:
    assert _note(tmp_path, "Words.\n").only().title == "The Shed"
    assert _note(tmp_path, "# A shed\n\nWords.\n").only().title == "A shed"
    text = _note(tmp_path, "---\naliases: [Tool shed]\ntags: [wood/oak]\n---\nWords.\n").only()
    assert (text.slug, text.aliases, text.tags) == ("the-shed", (), ("wood/oak",))
    assert text.extra == {"alias": ["Tool shed"]}


def test_private_comments_go_nowhere(tmp_path: Path) -> None:
    body = "One %%secret one%% two.\n\n%%\nsecret two\n\n```\nsecret three\n```\n%%\n\n`%%` 5%%\n"
    text = _note(tmp_path, body).only()
    assert text.body == "One two.\n\n`%%` 5%%\n"
    assert notices(text) == ("private comments in 7 lines are left out",)
    assert "secret" not in str(text)


def test_links_that_lead_nowhere_become_words(tmp_path: Path) -> None:
    body = "[[Hook|the hook]] [[Nowhere]] [[No/Where|there]] [[Lists#Shopping]] [[#Own]] `[[x]]`\n"
    text = _note(tmp_path, body, more={"Hook.md": "x", "Lists.md": "x"}).texts["Notes/The Shed.md"]
    assert text.body == ("[[Hook|the hook]] Nowhere there [[Lists#Shopping]] [[#Own]] `[[x]]`\n")
    assert notices(text) == (
        "line 1: the note 'Nowhere' is not in the vault",
        "line 1: the note 'No/Where' is not in the vault",
    )


def test_links_by_folder_become_links_by_name(tmp_path: Path) -> None:
    more = {"Deep/Hook.md": "---\naliases: [Crook]\n---\nx"}
    body = "[[Deep/Hook]] [[Deep/Hook#a|b]] [[crook]] [[hook]] ![[Deep/Hook]]\n"
    assert _body(tmp_path, body, more=more) == (
        "[[Hook|Hook]] [[Hook#a|b]] [[Hook|crook]] [[hook]] ![[Hook]]\n"
    )


def test_pictures_are_found_by_name_anywhere(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {"files/my shed.png": PNG, "files/plan.pdf": b"%PDF"}
    body = (
        "![[my shed.png|300]]\n\n![[my shed.png|A shed|30x20]]\n\n"
        "![[plan.pdf]] [[plan.pdf|plan]]\n\n![[no.png]]\n"
    )
    text = _note(tmp_path, body, more=more).texts["Notes/The Shed.md"]
    assert text.body == (
        "![](<my shed.png>){width=300}\n\n![A shed](<my shed.png>){width=30 height=20}\n\n"
        "[plan.pdf](plan.pdf) [plan](plan.pdf)\n\n![[no.png]]\n"
    )
    assert text.pictures == {"my shed.png": "files/my shed.png", "plan.pdf": "files/plan.pdf"}
    assert notices(text) == ("line 7: the picture 'no.png' is not in the vault",)


def test_tags_in_the_text_become_tags(tmp_path: Path) -> None:
    body = "#start #wood/oak\n\nA #bright day. #end #two\n\n`#code` [x](#part) # no #1 a#b\n"
    text = _note(tmp_path, f"---\ntags: [first]\n---\n{body}").only()
    assert text.tags == ("first", "start", "wood/oak", "bright", "end", "two")
    assert text.body == "A bright day.\n\n`#code` [x](#part) # no #1 a#b\n"


def test_line_ends_count_unless_the_vault_says_no(tmp_path: Path) -> None:
    body = (
        "A line\nand a second ^id\n\n> [!tip] Box\n> one\n> two\n\n"
        "- a\n- b\n\n| a |\n|---|\n| b |\n"
    )
    assert _body(tmp_path, body) == body.replace("A line\n", "A line\\\n").replace(
        "one\n", "one\\\n"
    )
    settings = {".obsidian/app.json": '{"strictLineBreaks": true}'}
    assert _body(tmp_path, body, more=settings) == body


def test_hard_wrapped_paragraphs_get_no_breaks(tmp_path: Path) -> None:
    line = "These words were broken by an editor at about seventy columns a line"
    body = "\n".join([line] * 8) + "\n"
    assert _body(tmp_path, body) == body


def test_quoted_notes_become_paragraphs(tmp_path: Path) -> None:
    assert _body(tmp_path, "Before\n![[Lists#A]]\nafter\n", more={"Lists.md": "x"}) == (
        "Before\n\n![[Lists#A]]\n\nafter\n"
    )


def test_queries_are_left_out_and_kept_among_the_removed_words(tmp_path: Path) -> None:
    text = _note(tmp_path, "A\n\n```dataview\nlist from #x\n```\n\nB `= this.x`\n").only()
    assert text.body == "A\n\nB `= this.x`\n"
    assert [(one.what, one.text) for one in text.removed] == [("dataview query", "list from #x")]
    assert notices(text) == (
        "line 7: the query `= this.x` is shown as it is",
        "line 3: a dataview query is left out, without its result",
    )
    assert text.tags == ()


@pytest.mark.parametrize("key", ["publish: false", "dg-publish: false", "private: true"])
def test_notes_that_are_private_are_held_back(tmp_path: Path, key: str) -> None:
    assert _note(tmp_path, f"---\n{key}\n---\nWords.\n").only().draft


def test_a_plugin_that_publishes_by_key_holds_back_the_rest(tmp_path: Path) -> None:
    found = _note(tmp_path, "Words.\n", more={"A.md": "---\ndg-publish: true\n---\nx\n"})
    assert {text.title: text.draft for text in found.texts.values()} == {
        "A": "",
        "The Shed": ("other notes of the vault say that they may be published, this one does not"),
    }


def test_what_is_no_note_is_left_out(tmp_path: Path) -> None:
    more = {
        "Plan.canvas": "{}",
        "Templates/Day.md": "{{date}}",
        ".obsidian/templates.json": '{"folder": "Templates"}',
        ".trash/Old.md": "x",
    }
    assert _note(tmp_path, "Words.\n", more=more).left_out == {
        ".trash/Old.md": "hidden files",
        "Plan.canvas": "drawings and tables of Obsidian",
        "Templates/Day.md": "templates",
    }


def test_recognised_without_its_settings(tmp_path: Path) -> None:
    files = {"A.md": "See [[B]].\n", "B.md": "![[x.png]]\n\n> [!tip] x\n"}
    assert recognised(write(tmp_path, files)) == ["obsidian"]


def test_links_of_markdown_lead_to_the_note_too(tmp_path: Path) -> None:
    body = "[a](Deep/My%20Hook.md#End) [b](<Deep/My Hook.md>) [c](none.md) [d](Off.md)\n"
    assert _body(tmp_path, body, more={"Notes/Deep/My Hook.md": "x", "Far/Off.md": "x"}) == (
        "[a](/my-hook/#End) [b](/my-hook/) c [d](/off/)\n"
    )


def test_comment_that_is_never_closed_is_reported(tmp_path: Path) -> None:
    text = _note(tmp_path, "Some words.\n\n%% secret\nMore words here.\n").only()
    assert "secret" not in str(text.body)
    assert notices(text) == (
        "line 3: a comment is never closed, so nothing after it is imported; close it",
        "private comments in 2 lines are left out",
    )
