"""Titles of posts of Tumblr that are a recording or a film."""

import json
from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign
from sitegen.model import Json
from support.exports import markdown, records

ADDRESS = "https://sound.example/c.mp3"


def post(tmp_path: Path, **given: Json) -> Foreign:
    whole = {"blog_name": "pegs", "post_url": "https://pegs.example/1", "id": 1, "reblog_key": "x"}
    (tmp_path / "1.json").write_text(json.dumps({**whole, **given}), encoding="utf-8")
    (found,) = records(tmp_path, "tumblr")
    assert isinstance(found, Foreign)
    return found


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"track_name": "Creak", "artist": "Door"}, "Door: Creak"),
        ({"track_name": "Creak &amp; bang"}, "Creak & bang"),
        ({"artist": "Door"}, "Door"),
        ({}, ""),
    ],
)
def test_a_recording_names_its_post(tmp_path: Path, given: dict[str, Json], title: str) -> None:
    found = post(tmp_path, type="audio", caption="<p>Listen.</p>", audio_url=ADDRESS, **given)
    assert found.title == title
    assert markdown(found).endswith("Listen.\n")


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_a_recording_in_blocks_names_its_post(tmp_path: Path, kind: str) -> None:
    media: list[Json] = [
        {"type": kind, "url": ADDRESS, "title": "Creak", "artist": "Door"},
        {"type": "text", "text": "Listen."},
    ]
    found = post(tmp_path, content=media)
    assert found.title == "Door: Creak"
    assert markdown(found) == f"[Door: Creak]({ADDRESS})\n\nListen.\n"


def test_a_heading_before_a_recording_is_the_title(tmp_path: Path) -> None:
    heading: Json = {"type": "text", "subtype": "heading1", "text": "Doors"}
    found = post(tmp_path, content=[heading, {"type": "audio", "url": ADDRESS, "title": "Creak"}])
    assert found.title == "Doors"


def test_a_title_of_a_film_is_that_of_its_post(tmp_path: Path) -> None:
    found = post(tmp_path, type="video", title="Doors", permalink_url="https://video.example/7")
    assert found.title == "Doors"


def test_a_recording_without_an_address_keeps_its_words(tmp_path: Path) -> None:
    words: Json = {"type": "text", "text": "Listen."}
    found = post(tmp_path, content=[words, {"type": "audio", "title": "Creak < bang"}])
    assert (found.title, markdown(found)) == ("", "Listen.\n\nCreak < bang\n")


def test_a_recording_in_a_player_is_a_link(tmp_path: Path) -> None:
    player = f'<iframe src="{ADDRESS}"></iframe>'
    found = post(tmp_path, type="audio", track_name="Creak", player=player)
    assert (found.title, ADDRESS in markdown(found)) == ("Creak", True)
