"""The preview's site in memory, edited and asked for its pages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sitegen.content.visibility import Showing
from sitegen.model import Moment
from sitegen.serve.preview.preview import Preview
from sitegen.serve.site import Change, Resource

NOW = Moment(datetime(2026, 1, 1, tzinfo=UTC))


def preview_of(root: Path, *, drafts: bool = True) -> Preview:
    return Preview(root, lambda: Showing(NOW, drafts=drafts, future=drafts))


def text(preview: Preview, path: str) -> str:
    found = preview.get(path)
    assert found is not None, path
    assert isinstance(found.content, bytes)
    return found.content.decode()


def updated(preview: Preview) -> Change:
    change = preview.update()
    assert change is not None
    return change


def edit(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


# ------------------------------------------------------------------ what is served


def served(preview: Preview, paths: list[str]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        found = preview.get(f"/{path.removesuffix('index.html')}")
        assert isinstance(found, Resource), path
        content = found.content
        yield path, content if isinstance(content, bytes) else content.read_bytes()
