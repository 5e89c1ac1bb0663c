"""One finding for a fact about the collection, and one for a cause with many places."""

import json
from pathlib import Path

import pytest

from sitegen.problems.errors import Place, Problem
from sitegen.problems.grouping import grouped
from support.site import essay, sitegen, write_site

NAMELESS = "-- site.yaml --\ntitle: A\nbase_url: https://a.example/\n" + "".join(
    f"-- essays/{number}.md --\n---\ntitle: No {number}\ndate: 2020-01-0{number}\n---\n\nWords.\n"
    for number in range(1, 6)
)


def test_a_fact_about_the_collection_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(tmp_path, NAMELESS))
    run = sitegen("check", "--select", "W1504")
    assert run.err == (
        "site.yaml: warning[W1504]: 5 essays name no author\n"
        "  in essays/1.md, essays/2.md, essays/3.md and 2 more\n"
        "  hint: write author: into site.yaml if it is the same for all, or delete author from"
        " policy:\n"
    )
    assert run.out.endswith(" s: 1 warning\n")


def test_a_fact_names_every_place_for_other_programs(tmp_path: Path) -> None:
    root = str(write_site(tmp_path, NAMELESS))
    (found,) = json.loads(sitegen("check", "--format", "json", root).out)["problems"]
    assert [Path(place["path"]).name for place in found["places"]] == [
        f"{number}.md" for number in range(1, 6)
    ]
    assert all(Path(place["path"]).is_file() for place in found["places"])
    log = json.loads(sitegen("check", "--format", "sarif", root).out)
    assert len(log["runs"][0]["results"][0]["relatedLocations"]) == 5


def test_essays_that_waive_it_are_not_counted(tmp_path: Path) -> None:
    waived = NAMELESS.replace("title: No 4", 'title: No 4\nwaive: {W1504: "nobody knows"}')
    run = sitegen("check", str(write_site(tmp_path, waived)))
    assert "warning[W1504]: 4 essays name no author" in run.err
    assert "W1701" not in run.err


def test_a_fact_of_two_essays_is_reported_at_each(tmp_path: Path) -> None:
    root = write_site(tmp_path, NAMELESS)
    run = sitegen("check", str(root / "essays/1.md"), str(root / "essays/2.md"))
    assert run.err.count("the essay has no author") == 2


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_dead_prefix_is_reported_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    write_site(
        tmp_path,
        "".join(
            f"-- essays/{name}.md --\n{essay(name, f'See [it](/files/{name}.pdf).', tags='[t]')}"
            for name in "abcdef"
        ),
    )
    monkeypatch.chdir(tmp_path)
    run = sitegen(command)
    printed = run.err
    assert printed.count("[W401]") == 1
    more = "  5 more with '/files/…': essays/b.md:7:10, essays/c.md:7:10 and 3 more\n"
    assert printed.endswith(more)
    assert "6 errors" in run.out or "6 warnings" in run.out
    documented = json.loads(sitegen(command, "--format", "json").out)["problems"]
    assert len([one for one in documented if one["code"] == "W401"]) == 6


def test_different_causes_are_different_findings() -> None:
    problems = [
        Problem(Place(f"{name}.md"), code, message)
        for code, message in (
            ("W401", "'/a/{}' not found"),
            ("W401", "'/b/{}' not found"),
            ("W402", "'/a/{}' not found"),
            ("W1503", "image has no alt text"),
            ("W1507", "the title '{}' is in capitals"),
        )
        for name, message in [(name, message.format(name)) for name in "xyz"]
    ]
    found = [(one.problem.code, one.common, len(one.others)) for one in grouped(problems)]
    assert found == [
        ("W1503", "", 2),
        ("W1507", "", 0),
        ("W401", "/a/", 2),
        ("W401", "/b/", 2),
        ("W402", "/a/", 2),
        ("W1507", "", 0),
        ("W1507", "", 0),
    ]
    assert [one.more for one in grouped(problems[:2])] == ["", ""]


def test_notes_are_looked_for_when_they_are_asked_for(tmp_path: Path) -> None:
    site = f"-- essays/a.md --\n{essay('A', 'See <http://www.wikipedia.org/>.')}"
    root = str(write_site(tmp_path, site))
    silent = sitegen("check", "--format", "json", root).out
    assert '"N1316"' not in silent
    assert "note" not in sitegen("check", root).out
    for asked in ("--verbose", "--select=N1316"):
        assert "note[N1316]" in sitegen("check", asked, root).err


def test_files_that_a_text_lacks_are_one_finding() -> None:
    message = "image '{}.png' not found"
    problems = [Problem(Place("a.md", n), "W402", message.format(n)) for n in range(1, 7)]
    (found,) = grouped([*problems[::-1]])
    assert found.problem is problems[0]
    assert found.more == "5 more in this text: lines 2, 3 and 3 more"
    elsewhere = [Problem(Place(f"{n}.md", n), "W402", message.format(n)) for n in range(9)]
    assert len(list(grouped(elsewhere))) == 9


def test_pages_that_the_site_does_not_have_are_one_finding() -> None:
    message = "link target '/{}/' not found"
    names = ("history", "install", "license", "logo")
    problems = [Problem(Place(f"{name}.md", 1), "W401", message.format(name)) for name in names]
    (found,) = grouped(problems)
    assert found.more == "3 more with '/…': install.md:1, license.md:1 and 1 more"


@pytest.mark.parametrize("end", [", and {} more in this text", " (and {} more)"])
def test_counts_within_each_text_do_not_part_a_cause(end: str) -> None:
    problems = [
        Problem(Place(f"essays/{number}.md", 1), "W313", "'{% bell %}' is printed" + one)
        for number, one in enumerate(["", end.format(1), end.format("1,200"), end.format(7)])
    ]
    (group,) = grouped(problems)
    assert group.more == "3 more: essays/1.md:1, essays/2.md:1 and 1 more"


def test_ids_used_twice_are_one_problem_for_all_texts() -> None:
    problems = [
        Problem(Place(f"essays/{name}.md", 1), "W309", f"the id '{name}' is already used")
        for name in ("bell", "boat", "rope")
    ]
    (group,) = grouped(problems)
    assert group.more == "2 more: essays/boat.md:1, essays/rope.md:1"
