"""Front matter in the forms of other tools: its keys count, and nothing of it is printed."""

import pytest

from sitegen.config.config import Config
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.content.loader.split import split


@pytest.mark.parametrize(
    "text",
    [
        "----\ntitle: Well\ndraft: true\n----\nWords\n",
        " ---\ntitle: Well\ndraft: true\n ---\nWords\n",
        "<!-- prettier-ignore -->\n---\ntitle: Well\ndraft: true\n---\nWords\n",
        "---yaml\ntitle: Well\ndraft: true\n---\nWords\n",
        '---json\n{"title": "Well", "draft": true}\n---\nWords\n',
        '---toml\ntitle = "Well"\ndraft = true\n---\nWords\n',
        '---js\n{ title: "Well", draft: true }\n---\nWords\n',
        ';;;\n"title": "Well",\n"draft": true\n;;;\nWords\n',
        '{"title": "Well", "draft": true}\nWords\n',
        '{"title": "Well",\n "draft": true}\n\nWords\n',
        "<!--\n.. title: Well\n.. status: draft\n-->\n\nWords\n",
        ".. title: Well\n.. status: private\n\nWords\n",
        "title:: Well\npublic:: false\n\nWords\n",
        "\ntitle:: Well\nstatus:: draft\n- Words\n",
    ],
)
def test_a_form_of_another_tool_is_front_matter(text: str) -> None:
    source = split("essays/a.md", "essay", text)
    meta, problems = read_front_matter(source, Config())
    assert (meta.title, meta.status, problems) == ("Well", "draft", ())
    assert source.body.strip("- \n") == "Words"
    assert text.split("\n")[source.body_line - 1 :] == source.body.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "----\nNote: a box\n----\nWords\n",
        "----\ntitle: a box\n\nMore of it.\n\n----\nWords\n",
        "<!-- a comment -->\n\nWords\n",
        ".. note: that is all\n\nWords\n",
        "std::vector is a class\n\nWords\n",
        '{"left": 1}, said the program.\n',
        "{" * 5000 + '"a":\n',
    ],
)
def test_other_texts_keep_all_their_words(text: str) -> None:
    source = split("essays/a.md", "essay", text)
    assert (source.front, source.body) == ("", text)


@pytest.mark.parametrize(
    "line", ["草稿: true", "черновик: да", "下書き: はい", "veröffentlicht: nein", "公開: false"]
)
def test_keys_that_hide_are_read_in_many_languages(line: str) -> None:
    source = split("essays/a.md", "essay", f"---\ntitle: Well\n{line}\n---\nWords\n")
    assert read_front_matter(source, Config())[0].status == "draft"


@pytest.mark.parametrize("number", ["4070908800000", "1286582400", "1286582400000"])
def test_a_number_of_seconds_is_a_date(number: str) -> None:
    source = split("essays/a.md", "essay", f"---\ndate: {number}\n---\nWords\n")
    meta, problems = read_front_matter(source, Config())
    assert meta.date is not None
    assert meta.date.at.year in (2010, 2099)
    assert problems == ()


@pytest.mark.parametrize(
    "text", ["[[2015-12-08]]", "Tue Dec 08 2015 14:00:00 GMT+0100 (Central European Standard Time)"]
)
def test_dates_of_notes_and_of_programs_are_read(text: str) -> None:
    source = split("essays/a.md", "essay", f'---\ndate: "{text}"\n---\nWords\n')
    meta, problems = read_front_matter(source, Config())
    assert meta.date is not None
    assert str(meta.date.at.date()) == "2015-12-08"
    assert problems == ()


@pytest.mark.parametrize("tags", ['"#salt #oil/olive"', '"#salt, #oil/olive"'])
def test_tags_that_begin_with_a_hash_are_separate(tags: str) -> None:
    source = split("essays/a.md", "essay", f"---\ntags: {tags}\n---\nWords\n")
    names = [tag.text for tag in read_front_matter(source, Config())[0].tags]
    assert names == ["salt", "oil/olive"]


def test_a_comment_in_the_description_of_an_image_is_left_out() -> None:
    front = "image: a.png\nimage_alt: A well <!-- too dark? -->\n"
    source = split("essays/a.md", "essay", f"---\n{front}---\nWords\n")
    image = read_front_matter(source, Config())[0].image
    assert image is not None
    assert image.alt == "A well"
