"""Folders that are hidden as a whole: by Hugo's cascade, Eleventy's data, or their name."""

from pathlib import Path

import pytest

from support.site import sitegen

WORD = "zanzibar"
SITE = {
    "site.yaml": "title: Shed\nbase_url: https://shed.example\nauthor: Ann\n",
    "essays/open.md": "---\ntitle: Open\ndate: 2020-01-01\n---\nPlain words.\n",
    "essays/shed/a.md": f"---\ntitle: Hidden\ndate: 2020-01-01\n---\nThe {WORD} words.\n",
}


def write_files(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def words_of(root: Path) -> bytes:
    return b"".join(file.read_bytes() for file in (root / "public").rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("_index.md", "---\ncascade:\n  draft: true\n---\n", "draft: true"),
        (
            "_index.md",
            "---\ncascade:\n- build: {render: never, list: never}\n---\n",
            "render: never",
        ),
        (
            "_index.md",
            "---\ncascade:\n- _target: {path: '/shed/**'}\n  private: yes\n---\n",
            "private",
        ),
        ("_index.md", "+++\n[cascade]\ndraft = true\n+++\n", "draft: true"),
        ("_index.md", "+++\n[[cascade]]\n[cascade._build]\nrender = 'never'\n+++\n", "never"),
        (
            "../_index.md",
            "---\ncascade: {publish: false, _target: {path: /shed/*}}\n---\n",
            "publish",
        ),
        ("shed.json", '{"permalink": false}', "permalink: false"),
        ("shed.11tydata.json", '{"draft": true}', "draft: true"),
        ("a.11tydata.json", '{"draft": true}', "draft: true"),
        ("shed.json", '{"publishDate": "2099-01-01"}', "it appears on 2099-01-01"),
        ("shed.11tydata.js", "module.exports = { draft: true, layout: 'x' };", "draft: true"),
    ],
)
def test_a_file_hides_the_texts_of_its_folder(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    write_files(tmp_path, {**SITE, f"essays/shed/{name}": text})
    done = sitegen("build", tmp_path, "--verbose")
    assert done.code == 0, done.err
    assert WORD.encode() not in words_of(tmp_path)
    assert b"Plain words" in words_of(tmp_path)
    held = next(line for line in done.out.split("\n") if "essays/shed/a.md: held back" in line)
    assert name.rpartition("/")[2] in held or "2099" in reason
    assert reason in held


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_index.md", "---\ncascade:\n  layout: wide\n---\n"),
        ("_index.md", "---\ncascade:\n- _target: {kind: section}\n  draft: true\n---\n"),
        ("_index.md", "---\ncascade:\n- _target: {path: '/barn/**'}\n  draft: true\n---\n"),
        ("other.json", '{"draft": true}'),
        ("shed.json", "[1, 2"),
        ("shed.js", "let x = { draft: true };"),
        ("a.json", '{"draft": true}'),
        ("b.11tydata.json", '{"draft": true}'),
    ],
)
def test_a_file_that_speaks_of_something_else_hides_nothing(
    tmp_path: Path, name: str, text: str
) -> None:
    write_files(tmp_path, {**SITE, f"essays/shed/{name}": text})
    assert sitegen("build", tmp_path).code == 0
    assert WORD.encode() in words_of(tmp_path)


def test_a_folder_is_hidden_and_shown_by_the_next_build(tmp_path: Path) -> None:
    write_files(tmp_path, SITE)
    for name, hides, shows in (
        ("_index.md", "---\ncascade: {draft: true}\n---\n", "---\ncascade: {draft: false}\n---\n"),
        ("shed.json", '{"draft": true}', '{"draft": false}'),
    ):
        for text, hidden in ((hides, True), (shows, False), (hides, True)):
            write_files(tmp_path, {f"essays/shed/{name}": text})
            assert sitegen("build", tmp_path).code == 0
            assert (WORD.encode() not in words_of(tmp_path)) == hidden
        (tmp_path / "essays/shed" / name).unlink()


@pytest.mark.parametrize("folder", ["_drafts", "drafts", "Private", "shed/private/deep"])
def test_private_folders_are_held_back(tmp_path: Path, folder: str) -> None:
    write_files(tmp_path, {**SITE, f"essays/{folder}/b.md": "---\ntitle: B\n---\nMombasa.\n"})
    done = sitegen("build", tmp_path, "--verbose")
    assert b"Mombasa" not in words_of(tmp_path)
    assert f"essays/{folder}/b.md: held back: '" in done.out
