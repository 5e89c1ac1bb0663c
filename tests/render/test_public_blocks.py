"""What a site adds to the frame, on every kind of page."""

import shutil
from pathlib import Path

import pytest

from support.site import sitegen

ROOT = Path(__file__).parents[2]
EVERY_KIND = {
    "public/404.html",
    "public/index.html",
    *(f"public/{folder}/index.html" for folder in ("essays", "index", "paths", "search", "themes")),
    *(f"public/{folder}/index.html" for folder in ("about", "it-is-not-about-you")),
    *(f"public/themes/passion/{folder}index.html" for folder in ("", "passages/")),
    *(f"public/paths/begin-here/{folder}index.html" for folder in ("", "print/")),
    "public/authors/the-sitegen-authors/index.html",
}
BLOCKS = ("title", "style", "head", "masthead", "footer")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build the shipped collection with each public block filled, and both snippets."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "essays", root / "essays")
    shutil.copy(ROOT / "site.yaml", root)
    about = "---\ntitle: The sitegen authors\n---\nThey write.\n"
    (root / "essays/_authors").mkdir()
    (root / "essays/_authors/the-sitegen-authors.md").write_text(about, encoding="utf-8")
    (root / "templates").mkdir()
    blocks = "".join(
        f"{{% block {name} %}}filled {name} {{{{ super() }}}}\n{{% endblock %}}" for name in BLOCKS
    )
    frame = '{% extends "default/base.html" %}' + blocks
    (root / "templates/base.html").write_text(frame, encoding="utf-8")
    for name in ("_head", "_footer"):
        snippet = f'<meta name="{name}" content="{{{{ head.url }}}}">'
        (root / f"templates/{name}.html").write_text(snippet, encoding="utf-8")
    assert sitegen("build", root, "--now", "2026-11-21").code == 0
    found = {page.relative_to(root).as_posix(): page for page in root.glob("public/**/*.html")}
    texts = {name: page.read_text(encoding="utf-8") for name, page in found.items()}
    return {name: text for name, text in texts.items() if 'http-equiv="refresh"' not in text}


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_on_every_kind_of_page(name: str, pages: dict[str, str]) -> None:
    assert pages.keys() >= EVERY_KIND
    assert [page for page, text in pages.items() if text.count(f"filled {name} ") != 1] == []


@pytest.mark.parametrize(("name", "end"), [("_head", "</head>"), ("_footer", "</footer>")])
def test_snippet_ends_its_part_of_every_page(name: str, end: str, pages: dict[str, str]) -> None:
    for page, text in pages.items():
        before, _, _ = text.partition(end)
        assert before.rstrip().rpartition("\n")[2].startswith(f'<meta name="{name}"'), page
