from pathlib import Path

import pytest

from support.hostile_exports import EXPORTS, SECRETS, Post
from support.hostile_files import ARCHIVES, FILES
from support.hostile_sources import JSON, XML, Hostile
from support.site import sitegen

BODY = "<p>Slate is quiet when the rain comes over the hill.</p>"
SOURCES = XML | JSON | ARCHIVES | FILES


def essays(site: Path) -> list[Path]:
    return [path for path in site.rglob("*.md") if not path.name.endswith(".removed.md")]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_a_hostile_source_ends_in_words(source: Hostile, tmp_path: Path, site: Path) -> None:
    run = sitegen("import", source.make(tmp_path))
    assert (run.code, len(essays(site))) == (source.code, source.texts)
    assert source.said in run.out + run.err


def test_there_are_sixty_hostile_sources() -> None:
    assert len(SOURCES) >= 60


@pytest.mark.parametrize("name", EXPORTS)
def test_no_private_fact_is_written_or_printed(name: str, tmp_path: Path, site: Path) -> None:
    run = sitegen(
        "import", EXPORTS[name](tmp_path, [Post(body=BODY), Post(body=BODY, title="Tile")])
    )
    written = [path.read_bytes() for path in site.rglob("*") if path.is_file()]
    assert essays(site)
    said = (run.out + run.err).encode()
    assert [one for one in SECRETS if any(one.encode() in text for text in (*written, said))] == []
