"""What the formats of folders share: nothing raises, nothing is slow, no member is lost."""

from pathlib import Path

import pytest

from support.foreign_folders import TOOLS, notices, read, recognised, write, zipped

HOSTILE = {
    "brackets": "[" * 50_000 + "](" * 20_000,
    "pictures": "![[" * 30_000,
    "shortcodes": "{{< " * 20_000 + "{% " * 20_000 + "{{ " * 20_000,
    "ticks": "`" * 30_000 + " a ` b " * 10_000,
    "comments": "%%" * 30_001 + "<!--" * 20_000,
    "tags": "<pre>" * 20_000 + "#a/b " * 20_000,
    "quotes": '<img src="' * 20_000,
    "front": "---\n" + "a: [" * 5_000 + "\n---\nx\n",
    "backslashes": "[" + "\\" * 50_000,
    "nested": "> " * 3_000 + "x",
    "zeros": "\0" * 1_000,
    "halves": "---\ntitle: \ud800\n---\nx\n",
}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_have_an_outcome(tmp_path: Path, tool: str, name: str) -> None:
    text = HOSTILE[name].encode("utf-8", "surrogatepass")
    files = {"content/_posts/2020-01-02-a.md": text, "content/_posts/2020-01-03-b.md": b"B\n"}
    found = read(write(tmp_path, files), tool)
    assert len(found.records) >= 2


@pytest.mark.parametrize("tool", TOOLS)
def test_every_text_is_a_record(tmp_path: Path, tool: str) -> None:
    files = {f"content/posts/{n}.md": f"---\ntitle: T{n}\n---\nWords {n}.\n" for n in range(20)}
    files |= {f"content/posts/o{n}.rst": "x" for n in range(3)}
    found = read(write(tmp_path, files), tool)
    assert len(found.texts) == 20
    assert sum(reason == "texts in reStructuredText" for reason in found.left_out.values()) == 3
    assert all(not notices(text) for text in found.texts.values())


def test_a_folder_and_its_archive_give_the_same_texts(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: x\n",
        "_posts/2014-05-06-a.md": "---\ntags: b c\n---\n![x](/i.png)\n",
        "i.png": "x",
    }
    folder = write(tmp_path / "site", files)
    here, packed = (
        read(folder, "jekyll").only(),
        read(zipped(folder, "site-main/"), "jekyll").only(),
    )
    assert packed.body == here.body
    assert (here.pictures, packed.pictures) == ({"/i.png": "i.png"}, {"/i.png": "site-main/i.png"})


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": "Words.\n"},
        {"plain.md": "Words without front matter.\n"},
        {"page.html": "<html><body><p>Words</p></body></html>"},
        {"posts.csv": "post_id,title\n", "posts/1.a.html": "<p>x</p>"},
        {"a.json": "{}"},
        {},
    ],
)
def test_other_sources_are_not_recognised(tmp_path: Path, files: dict[str, str]) -> None:
    assert recognised(write(tmp_path, files)) == []


def test_plain_front_matter_is_read_without_a_tool(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "---\ntitle: A\ndate: 04/08/2010\n---\nx\n"})
    assert recognised(tmp_path) == ["hugo"]
    text = read(tmp_path, "hugo").only()
    assert (text.title, text.kind, text.url, text.date) == ("A", "post", "/a/", None)
    assert text.extra == {"date": "04/08/2010"}


def test_links_and_pictures_in_html_and_definitions(tmp_path: Path) -> None:
    body = (
        '<a href="b.md">b</a> <img src="x.png"> [r][1] [![p](x.png)](b.md) [q]( <b.md> "t")\n'
        "[s](https://other.example/b.md) [m](mailto:a@b.example) [t](b.md?x=1#y) [z](c d.md)\n\n"
        "[1]: b.md\n"
    )
    files = {"p/a.md": f"---\ntitle: A\n---\n{body}", "p/b.md": "---\n---\nx", "p/x.png": "x"}
    text = read(write(tmp_path, files), "hugo").texts["p/a.md"]
    assert text.body == (
        '<a href="/p/b/">b</a> <img src="x.png"> [r][1] [![p](x.png)](/p/b/) [q]( /p/b/ "t")\n'
        "[s](https://other.example/b.md) [m](mailto:a@b.example) [t](/p/b/?x=1#y) z\n\n"
        "[1]: /p/b/\n"
    )
    assert text.pictures == {"x.png": "p/x.png"}
    assert notices(text) == ("line 5: the text 'c d.md' is not imported",)


def test_code_of_mdx_is_left_out(tmp_path: Path) -> None:
    body = 'import Box from "./box";\n\n<Box>Words.</Box>\n'
    write(tmp_path, {"posts/a.mdx": f"---\ntitle: A\n---\n{body}"})
    text = read(tmp_path, "hugo").only()
    assert text.body == "<Box>Words.</Box>\n"
    assert notices(text) == (
        "line 4: 'import Box from \"./box\";' is left out, as it is code of MDX",
    )


def test_links_of_zola_are_read(tmp_path: Path) -> None:
    files = {
        "config.toml": 'base_url = "https://z.example"\n',
        "content/a.md": '+++\ntitle = "A"\n[taxonomies]\ntags = ["x"]\n+++\n[b](@/posts/b.md#c)\n',
        "content/posts/b.md": '+++\ntitle = "B"\n+++\nx\n',
    }
    text = read(write(tmp_path, files), "hugo").texts["content/a.md"]
    assert (text.body, text.tags) == ("[b](/posts/b/#c)\n", ("x",))
    assert text.url == "https://z.example/a/"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("x\n", "Tall oak"),
        ("\n# An oak #\n\nx\n", "An oak"),
        ("An oak\n======\n\nx\n", "An oak"),
        ("## Part\n\nx\n", "Tall oak"),
    ],
)
def test_title_is_the_heading_or_the_name_of_the_file(
    tmp_path: Path, body: str, title: str
) -> None:
    write(tmp_path, {"posts/2010-04-08-tall_oak.md": f"---\ntags: a\n---\n{body}"})
    assert read(tmp_path, "hugo").only().title == title


@pytest.mark.parametrize("tool", ["hugo", "pelican", "obsidian"])
def test_braces_that_a_tool_prints_are_the_words_of_the_author(tmp_path: Path, tool: str) -> None:
    body = "Write {{ name }} and {% if %} in Vue.\n"
    write(tmp_path, {"posts/a.md": f"---\ntitle: A\n---\n{body}"})
    assert read(tmp_path, tool).only().body == body


def test_facts_that_sitegen_knows_are_kept(tmp_path: Path) -> None:
    front = (
        "source: Some book\neditor_note: Kept.\nerrata: [{date: 2020-01-01, text: x}]\n"
        'author: {name: Ana, url: "https://ana.example/"}\nrelations: [{agrees: b, why: So.}]'
    )
    write(tmp_path, {"posts/a.md": f"---\ntitle: A\n{front}\n---\nx\n"})
    text = read(tmp_path, "hugo").only()
    assert text.updated is None
    assert text.extra == {
        "source": "Some book",
        "editor_note": "Kept.",
        "errata": [{"date": "2020-01-01", "text": "x"}],
        "authors": [{"name": "Ana", "url": "https://ana.example/"}],
        "relations": [{"agrees": "b", "why": "So."}],
    }
