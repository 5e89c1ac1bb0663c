"""The recipes of CONTRIBUTING.md: each names the test that follows it, and the rest are here."""

import re
from pathlib import Path

import pytest

from support.changed_program import ChangedProgram
from support.site import essay, write_site

ROOT = Path(__file__).parents[2]
RECIPES = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## Recipes\n")[2]

SETTING = {
    "src/sitegen/config/config.py": [('    output: str = "public"', '    motto: str = ""')],
    "src/sitegen/config/site_yaml.py": [
        ('    Key("output", Form(_output, _TEXT), "Folder to publish into"),',
         '    Key("motto", LINE, "A line at the end of every page"),'),
    ],
    "src/sitegen/views/parts.py": [('    search: Url = Url("")', '    motto: str = ""')],
    "src/sitegen/views/pages.py": [("        extra=config.extra,", "        motto=config.motto,")],
    "templates/base.html": [("</body>", "<p>{{ site.motto }}</p>")],
}  # fmt: skip
FEED_FIELD = {
    "src/sitegen/views/types.py": [("    published: str", "    words: int")],
    "src/sitegen/views/syndication.py": [
        ("        published=published,", "        words=essay.facts.word_count,"),
    ],
    "src/sitegen/render/feeds.py": [
        ('        _element("published", entry.published),',
         '        _element("length", str(entry.words)),'),
    ],
}  # fmt: skip


@pytest.mark.slow
def test_setting_takes_a_row_and_a_field_and_what_shows_it(tmp_path: Path) -> None:
    program = ChangedProgram(tmp_path / "program", SETTING)
    for motto in ("Slowly", "Slowly, but surely"):
        config = f"-- site.yaml --\ntitle: Notes\nmotto: {motto}\n"
        program.build(write_site(tmp_path / "site", f"{config}-- essays/a.md --\n{essay()}"))
        for page in ("index.html", "a/index.html", "404.html"):
            html = (tmp_path / "site/public" / page).read_text(encoding="utf-8")
            assert f"<p>{motto}</p>" in html


@pytest.mark.slow
def test_feed_field_takes_a_field_its_value_and_an_element(tmp_path: Path) -> None:
    program = ChangedProgram(tmp_path / "program", FEED_FIELD)
    for body, length in (("Three words here.", 3), ("Now four words here.", 4)):
        program.build(write_site(tmp_path / "site", f"-- essays/a.md --\n{essay(body=body)}"))
        feed = (tmp_path / "site/public/feed.xml").read_text(encoding="utf-8")
        assert f"<length>{length}</length>" in feed


def test_every_recipe_names_a_test_that_exists() -> None:
    recipes = re.split(r"\n### ", RECIPES.partition("\n## ")[0])[1:]
    assert len(recipes) == 10
    for recipe in recipes:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", recipe)
        assert named, recipe.splitlines()[0]
        for file, function in named:
            assert f"def {function}(" in (ROOT / file).read_text(encoding="utf-8")
