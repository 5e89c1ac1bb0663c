"""A site that is built for others without an address."""

from pathlib import Path

import pytest

from support.site import Run, build, essay, write_site

SITE = f"-- essays/one.md --\n{essay(summary='Words.')}"
NAMED = "warning[W808]: feeds, sitemap and previews name"


def run(root: Path, settings: str, *options: str) -> Run:
    write_site(root, f"-- site.yaml --\ntitle: Trial\nauthor: Ann\n{settings}\n{SITE}")
    return build(root, *options)


@pytest.mark.parametrize("option", ["--check", "--strict"])
@pytest.mark.parametrize("settings", ["", "base_url: http://127.0.0.1:4000/", "strict: true"])
def test_address_that_leads_nowhere_is_reported(option: str, settings: str, tmp_path: Path) -> None:
    found = run(tmp_path, settings, option)
    assert found.code == 0
    assert NAMED in found.err


@pytest.mark.parametrize("variable", ["CI", "NETLIFY", "CF_PAGES"])
def test_plain_build_reports_it_on_the_machine_of_a_host(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert NAMED not in run(tmp_path, "").err
    monkeypatch.setenv(variable, "true")
    assert NAMED in run(tmp_path, "").err
    assert NAMED not in run(tmp_path, "", "--base-url", "https://essays.example/").err
