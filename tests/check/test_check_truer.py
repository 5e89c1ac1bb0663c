"""What is no finding: names of code, comparisons, pictures, interviews, code between tags."""

import pytest

from sitegen.check.types import TextUnderCheck
from sitegen.check.verdict import selected
from sitegen.config.config import Config
from support.checked_texts import case, found

LONG = (
    "The ferryman counts the ropes each evening, and when one is missing he asks the children, who "
    "know where everything is, and who tell him for an apple or for the promise of one."
)


def placed(body: str, family: str = "13") -> list[str]:
    text: TextUnderCheck = case(f"---\ntitle: The Ferry\ndate: 2020-01-01\n---\n\n{body}\n")
    return [f"{one.problem.place.line - 5} {one.problem.code}" for one in found([text], family)]


@pytest.mark.parametrize(
    "body",
    [
        "The gate is shut by its own program (a gate.Close call, no more) when it rains.",
        "We call gate.Open first and gate.Close last, and nobody has complained.",
        "Das Tor schließt ein Programm (ein Aufruf von tor.Schliessen genügt) am Abend.",
        "The handler is rope.Pull and it takes no argument at all.",
        "The pictures of Shal.E are on the wall of the shed.",
        "The clock of the shed is read with time.Now for tests of the bell.",
        "It makes constant mistakes for tests with errors.Is support, as the ferry has.",
        "It reads from io.Reader with `read`, and the rest is in list.Items of the shed.",
        '{% highlight ruby %}\nfoo(**rope)\nsays "hello\nend.The next\n{% endhighlight %}',
        "{{< highlight go >}}\nrope.Pull and then.The end\n*half\n{{< /highlight >}}",
        "> ***\n> A verse",
    ],
)
def test_code_is_no_prose(body: str) -> None:
    assert placed(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "A chart takes three lines. This is one that I wrote yesterday:\n\n    draw()",
        "Like last year, we counted the sacks at the door.",
        "As last year, we looked at the river and said nothing.",
        "Last week I talked to the miller, and last month I wrote a letter to the bishop.",
        "This is the list that we published last year on paper.",
        "I asked her last winter, and she laughed.",
        "I have marked the steps in the comments below:\n\n```\nx = 1  # a step\n```",
        "- Leave a comment on the door if nobody is in.",
    ],
)
def test_a_day_is_no_text(body: str) -> None:
    assert placed(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "In my last post I asked who rings the bell.",
        "Last week I wrote about the bell.",
        "We talked about the bell a few days ago.",
        "Dans mon dernier billet, je parlais de la cloche.",
        "La semana pasada escribí sobre la campana.",
        "No meu último post falei do sino.",
        "La settimana scorsa ho scritto della campana.",
        "In meinem letzten Beitrag ging es um die Glocke.",
    ],
)
def test_an_earlier_text_is_to_be_linked_once(body: str) -> None:
    assert placed(f"{body}\n\n{LONG}\n\nIn my previous post, I said so.") == ["1 W1312"]
    linked = f"{body} [It](bell.md) is here.\n\n{LONG}\n\nIn my previous post, I said so."
    assert placed(linked) == []


@pytest.mark.parametrize(
    "line",
    [
        "![The bell, from the north](bell.jpg)",
        "[The bell and its tower](https://bell.example/)",
        "**Subject:** The bell and its tower",
        "**How did you come to the ferry?**",
        "How did you come to the ferry?",
        "Paris 2010。",
    ],
)
def test_lone_pictures_links_and_questions_are_no_headings(line: str) -> None:
    assert placed(f"{line}\n\n{LONG}\n\n{line}\n\n{LONG}") == []


def test_lines_that_look_like_headings_are_one_finding() -> None:
    assert placed(f"**The Bell**\n\n{LONG}\n\n**The Rope**\n\n{LONG}") == ["1 W1303"]


def test_skipped_levels_are_one_finding_a_text() -> None:
    body = "## A\n\n#### B\n\nText.\n\n## C\n\n#### D\n\nText."
    assert placed(body) == ["3 W1310"]


@pytest.mark.parametrize(
    "body",
    [
        "The bell [1] rings.\n\n[1] Twice.",
        "The bell [1] rings, and the rope [2] holds.\n\n---\n\n[1] Twice.\n[2] So far.",
        "The bell¹ rings.\n\n¹ Twice.",
        "The bell \\[1\\] rings.\n\n\\[1\\] Twice.",
    ],
)
def test_notes_by_hand_are_one_note(body: str) -> None:
    assert [line.split()[1] for line in placed(body)] == ["N1317"]


@pytest.mark.parametrize(
    "body",
    [
        "The bell[^1] rings.\n\n[^1]: Twice.",
        "The [bell][1] rings.\n\n[1]: https://bell.example/",
        "The list has [1] and no note.",
        "[1] is how the list begins.\n\nThen it goes on, and it ends.",
        "Take `a[1]` of it.\n\nThe end.",
    ],
)
def test_other_brackets_are_no_notes(body: str) -> None:
    assert placed(body) == []


def test_notes_are_chosen_by_name_or_by_weight() -> None:
    config = Config(check={"N1317": "warning", "W1303": "off"})
    codes = selected((), config, notes=False)
    assert "N1317" in codes
    assert not {"N1316", "W1303"} & codes
    assert selected(["N1316"], config, notes=False) == {"N1316"}


@pytest.mark.parametrize(
    "title", ["CVE-2014: REXML における XML 展開について", "ABC と DEF と XYZ の話"]
)
def test_abbreviations_beside_letters_without_case_are_no_capitals(title: str) -> None:
    text = case(f'---\ntitle: "{title}"\n---\n\nWords.\n')
    assert [one.problem.code for one in found([text], "15") if one.problem.code == "W1507"] == []


def test_three_stars_between_spaces_are_no_emphasis() -> None:
    assert placed("* The build ends with make: *** [rope.o] Error 1, and nobody knows why.") == []


def test_code_in_a_line_of_its_own_is_no_passage() -> None:
    code = "`" + " ".join(f"word{number}" for number in range(70)) + "`"
    assert placed(f"{code}\n\nThe same again, for another machine:\n\n{code}", "11") == []


@pytest.mark.parametrize(("name", "sure"), [("", True), (" {#ferry}", False)])
def test_a_title_again_with_an_id_of_its_own_is_not_surely_removed(name: str, sure: bool) -> None:
    head = f"---\ntitle: The Ferry\ndate: 2020-01-01\n---\n\n## The Ferry{name}\n\n"
    [finding] = found([case(f"{head}{LONG}\n\n### A Rope\n\n{LONG}\n")], "10")
    assert bool(finding.edit and finding.edit.sure) == sure
