"""The recipe of a new import format: a module with two functions, and its name in a list."""

from pathlib import Path

import pytest

from sitegen.importers import detection, formats
from support.site import sitegen

NOTEBOOK = """
from sitegen.importers.foreign import Foreign


def recognise(export):
    return [name for name in export.names if export.head(name, 9) == b"NOTEBOOK\\n"]


def read(export, names, wishes):
    for name in names:
        entries = export.read(name).decode().split("\\n---\\n")[1:]
        for number, entry in enumerate(entries, 1):
            title, _, body = entry.partition("\\n")
            place = f"{export.place(name)}, entry {number}"
            yield Foreign(ident=title, place=place, title=title, body=f"<p>{body}</p>")
"""


def test_a_new_format_is_a_module_and_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notebook.py").write_text(NOTEBOOK, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    monkeypatch.setattr(detection, "FORMATS", ("notebook", *detection.FORMATS))
    export = tmp_path / "posts.txt"
    export.write_text("NOTEBOOK\n---\nRope\nIt was <em>old</em>.\n---\nHook\nA hook.", "utf-8")
    run = sitegen("import", export, "--into", tmp_path / "site")
    assert run.code == 0, run.err
    essays = tmp_path / "site/essays"
    assert "title: Rope" in (essays / "rope.md").read_text("utf-8")
    assert "It was *old*." in (essays / "rope.md").read_text("utf-8")
    assert "A hook." in (essays / "hook.md").read_text("utf-8")
