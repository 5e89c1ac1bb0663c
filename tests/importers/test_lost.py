"""Pictures and files that nobody has: their place stays, and readers see nothing broken."""

import json
from pathlib import Path

import pytest

from sitegen.importers.essays.lost import without_lost
from support.foreign_folders import write
from support.site import build, sitegen

POST = "_posts/2014-05-06-tide.md"


def _kept(body: str) -> str:
    return without_lost(body, lambda address: address == "here.png").body


@pytest.mark.parametrize(
    "body",
    [
        "![a](here.png) ![b](<here.png>)\n",
        "![a](https://old.example/x.png) ![b](//old.example/x.png) ![c](data:image/png;base64,x)\n",
        "`![a](x.png)`\n\n```\n![b](x.png)\n```\n",
        "[page](other.md) [address](/about/) [pdf](https://old.example/a.pdf)\n",
    ],
)
def test_what_is_there_or_elsewhere_stays(body: str) -> None:
    assert _kept(body) == body


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ('A ![b](x.png "C"){width=3} d\n', 'A <!-- ![b](x.png "C"){width=3} --> d\n'),
        ("[![b](x.png)](/large.png)\n", "<!-- [![b](x.png)](/large.png) -->\n"),
        ("![[x.png|300]] ![[note]]\n", "<!-- ![[x.png|300]] --> ![[note]]\n"),
        ("See [the *map*](/assets/map.png){:target}.\n", "See the *map*.\n"),
        ("![](<my x.png>)\n", "<!-- ![](<my x.png>) -->\n"),
    ],
)
def test_what_is_not_there_is_a_comment_or_words(body: str, kept: str) -> None:
    assert _kept(body) == kept


def test_captions_are_among_the_removed_words() -> None:
    kept = without_lost('![b](x.png "At nine")\n', lambda _: False)
    assert [(one.what, one.text) for one in kept.removed] == [
        ("picture that is not at hand", "At nine")
    ]
    assert kept.notices == ("the picture 'x.png' is not at hand; it is a comment now",)


def test_pictures_of_a_second_source_and_of_static_files_are_there(tmp_path: Path) -> None:
    post = (
        "---\nlayout: post\ntitle: Tide\n---\n![a](/img/a.png) ![b](/img/b.png) ![c](/img/c.png)\n"
    )
    write(tmp_path / "old", {POST: post})
    write(tmp_path / "more", {"img/a.png": b"\x89PNG\r\n\x1a\n"})
    write(tmp_path / "new", {"static/img/b.png": b"\x89PNG\r\n\x1a\n", "site.yaml": b"title: T\n"})
    arguments = (tmp_path / "old", tmp_path / "more", "--into", tmp_path / "new")
    report = json.loads(sitegen("import", *arguments, "--format", "json").out)
    text = (tmp_path / "new/essays/tide/index.md").read_text()
    assert text.endswith("\n![a](a.png) ![b](/img/b.png) <!-- ![c](/img/c.png) -->\n"), report


def test_a_folder_without_its_pictures_builds_strictly(tmp_path: Path) -> None:
    post = (
        "---\ntitle: Tide\ndate: 2014-05-06\n---\n{% include a.html %} ![a](a.png) [b](b.pdf) c\n"
    )
    write(tmp_path / "old", {POST: post, "_config.yml": "title: x\n"})
    assert sitegen("import", tmp_path / "old", "--into", tmp_path / "new").code == 0
    assert build(tmp_path / "new", "--strict").code == 0
