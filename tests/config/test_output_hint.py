"""The hint for an output among the sources names a folder that is free."""

from pathlib import Path

import pytest

from support.site import problems, write_site


@pytest.mark.parametrize(("essays", "hint"), [("public", "site"), ("public/texts", "site")])
def test_the_hint_names_another_folder_than_the_one_of_the_texts(
    tmp_path: Path, essays: str, hint: str
) -> None:
    site = f"title: T\nbase_url: https://trial.example/\nauthor: A\nessays: {essays}\n"
    write_site(tmp_path, f"-- site.yaml --\n{site}-- {essays}/a.md --\nWords\n")
    assert f"hint: write a line such as output: {hint}" in problems(tmp_path)


def test_a_text_with_a_suffix_of_plain_text_is_reported(tmp_path: Path) -> None:
    write_site(tmp_path, "-- essays/a.md --\nWords\n-- essays/b.text --\nMore\n")
    assert "the format is not Markdown: b.text" in problems(tmp_path)
