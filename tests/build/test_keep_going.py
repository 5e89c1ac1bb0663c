"""``sitegen build --keep-going``: what has no errors is published, and the rest is reported."""

import json
from pathlib import Path

import pytest

from support.site import Run, build, essay, page, sitegen, tree, write_site

BROKEN = "---\ntitle: Bad\nnever\n---\n\nSecret words.\n"
SITE = (
    f"-- essays/good.md --\n{essay('Good', 'See [it](bad.md), [[bad]] and [[Good]].')}"
    f"-- essays/bad.md --\n{BROKEN}"
)
LEFT_OUT = "essays/bad.md: warning[W612]: left out because of its errors"


def go_on(root: Path, *options: str) -> Run:
    return build(root, "--keep-going", *options)


def test_sound_texts_are_published_and_the_others_reported(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    run = go_on(root)
    assert run.code == 1
    assert "essays/bad.md:3:1: error[E202]" in run.err
    assert f"{LEFT_OUT}\n  hint: correct the errors and build again\n" in run.err
    assert run.out.startswith("1 essay, ")
    assert "(1 text left out; 1 error and 3 warnings)" in run.out
    assert "See it, bad and" in page(root, "good/index.html").replace("<a>", "").replace("</a>", "")
    assert not any(b"Secret" in content for content in tree(root / "public").values())


def test_links_to_what_is_left_out_are_reported(tmp_path: Path) -> None:
    run = go_on(write_site(tmp_path, SITE))
    message = "links to an essay that is not published: it has errors"
    assert f"warning[W403]: 'bad.md' {message}" in run.err
    assert f"warning[W403]: '[[bad]]' {message}" in run.err


def test_a_refused_build_names_the_option(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{SITE}-- essays/c.md --\n{essay()}")
    run = build(root)
    closing = "2 of 3 texts are sound; `sitegen build --keep-going` publishes them\n"
    assert run.code == 1
    assert run.err.endswith(f"nothing published. {closing}")


@pytest.mark.parametrize(
    "site",
    [
        "-- templates/essay.html --\n{% if %}\n",
        "-- templates/base.html --\n{{ nothing.at.all }}\n",
    ],
)
def test_errors_of_templates_still_refuse(tmp_path: Path, site: str) -> None:
    root = write_site(tmp_path, f"{SITE}{site}")
    run = go_on(root)
    assert (run.code, (root / "public").exists()) == (1, False)


def test_a_page_that_disappears_is_named_once(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace(BROKEN, essay("Fine", aliases="/old/")))
    assert build(root).code == 0
    (root / "essays/bad.md").write_text(BROKEN, encoding="utf-8")
    assert f"{LEFT_OUT}; its page '/bad/' disappears from the site\n" in go_on(root).err
    assert f"{LEFT_OUT}\n" in go_on(root).err
    assert not (root / "public/bad").exists()
    assert not (root / "public/old").exists()


def test_all_texts_that_are_left_out_are_listed(tmp_path: Path) -> None:
    names = [f"notes/n{number}" for number in range(9)]
    sound = "".join(f"-- essays/{name}.md --\n{essay()}" for name in names)
    root = write_site(tmp_path, f"{SITE}{sound}")
    go_on(root)
    for name in names:
        (root / f"essays/{name}.md").write_text(BROKEN, encoding="utf-8")
    printed = go_on(root).err
    for name in names:
        assert f"essays/{name}.md: warning[W612]: left out" in printed
        assert f"its page '/{name}/' disappears from the site\n" in printed


def test_a_page_that_disappears_is_named_without_a_cache(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace(BROKEN, essay("Fine")))
    build(root)
    sitegen("clean", root)
    (root / "essays/bad.md").write_text(BROKEN, encoding="utf-8")
    assert f"{LEFT_OUT}; its page '/bad/' disappears from the site\n" in go_on(root).err


def test_a_corrected_text_comes_back(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    go_on(root)
    (root / "essays/bad.md").write_text(essay("Fine"), encoding="utf-8")
    run = go_on(root)
    assert (run.code, run.err) == (0, "")
    assert (root / "public/bad/index.html").is_file()


def test_a_text_is_published_whenever_it_is_sound(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    for text in (BROKEN, essay("Fine"), BROKEN, essay("Fine")):
        (root / "essays/bad.md").write_text(text, encoding="utf-8")
        run = go_on(root)
        assert (root / "public/bad/index.html").exists() == (run.code == 0)


def test_a_plain_build_after_it_still_refuses(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    go_on(root)
    before = tree(root / "public")
    for _ in range(2):
        assert build(root).code == 1
        assert tree(root / "public") == before


def test_of_two_texts_with_one_url_the_first_is_published(tmp_path: Path) -> None:
    def text(name: str, day: str) -> str:
        front = f"title: {name}\ndate: {day}\nurl: /same/"
        return f"-- essays/{name}.md --\n---\n{front}\n---\n\nThe words of {name}.\n"

    root = write_site(tmp_path, text("a", "2020-03-01") + text("b", "2020-03-01"))
    run = go_on(root)
    assert run.code == 1
    assert "essays/b.md: error[E603]" in run.err
    assert "The words of a." in page(root, "same/index.html")
    assert "b</a>" not in page(root, "essays/index.html")


def test_a_file_that_clashes_is_left_out(tmp_path: Path) -> None:
    site = f"-- essays/a.md --\n{essay(body='[It](x.txt)')}-- essays/x.txt --\n1\n"
    root = write_site(tmp_path, f"{site}-- static/x.txt --\n2\n")
    run = go_on(root)
    assert run.code == 1
    assert "essays/x.txt: warning[W612]: left out because of its errors" in run.err
    assert (root / "public/x.txt").read_text(encoding="utf-8") == "2\n"


def test_a_file_of_a_theme_is_left_out(tmp_path: Path) -> None:
    theme = "---\ntitle: Grain\n---\n\nThe words of it.\n"
    site = f"-- essays/_themes/grain.md --\n{theme}-- essays/_themes/rye.md --\n{theme}"
    root = write_site(tmp_path, f"{site}-- essays/a.md --\n{essay(tags='[grain]')}")
    run = go_on(root)
    assert "essays/_themes/rye.md: error[E501]" in run.err
    assert "The words of it." in page(root, "themes/grain/index.html")


def test_formats_for_programs(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    report = json.loads(go_on(root, "--format", "json").out)
    assert report["published"] is True
    assert report["summary"]["left_out"] == ["essays/bad.md"]
    assert {one["code"] for one in report["problems"]} == {"E202", "W403", "W612"}
    refused = json.loads(build(root, "--format", "json").out)
    assert (refused["published"], refused["summary"]) == (False, {"texts": 2, "sound": 1})
    sarif = json.loads(go_on(root, "--format", "sarif").out)
    levels = {result["level"] for result in sarif["runs"][0]["results"]}
    assert levels == {"error", "warning"}
    assert "::error file=" in go_on(root, "--format", "github").out


def test_a_sound_site_is_published_as_always(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}")
    run = go_on(root)
    assert (run.code, run.err) == (0, "")
    assert tree(root / "public").keys() >= {"a/index.html"}


def test_with_strict_warnings_decide_the_exit_code_alone(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(body='[lost](nowhere.md)')}")
    run = go_on(root, "--strict")
    assert run.code == 1
    assert (root / "public/a/index.html").is_file()
    assert build(root, "--strict").code == 1


def test_it_cannot_be_combined_with_a_check(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert go_on(root, "--check").code == 2
    assert not (root / "public").exists()


def test_equal_sources_give_equal_sites(tmp_path: Path) -> None:
    root = write_site(tmp_path / "one", SITE.replace(BROKEN, essay("Fine")))
    build(root)
    (root / "essays/bad.md").write_text(BROKEN, encoding="utf-8")
    go_on(root)
    clean = write_site(tmp_path / "two", SITE)
    go_on(clean)
    assert tree(root / "public") == tree(clean / "public")
