"""Mistakes in links of the navigation."""

from pathlib import Path

from support.site import CONFIG, build, essay, write_site


def test_unknown_key_of_a_link_is_a_warning_and_the_pages_are_built(tmp_path: Path) -> None:
    pages = "pages: [{title: A, url: /x, titel: b}]\n"
    root = write_site(tmp_path, f"-- site.yaml --\n{CONFIG}{pages}-- essays/a.md --\n{essay()}")
    done = build(root)
    assert done.code == 0
    assert "warning[W213]: pages: unknown key 'titel'" in done.err
