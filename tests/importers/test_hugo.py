"""Folders of Hugo: addresses, front matter, bundles, shortcodes, languages."""

from pathlib import Path

from support.foreign_folders import notices, read, recognised, write, zipped

PNG = b"\x89PNG\r\n\x1a\n"
SITE = {
    "hugo.toml": 'baseURL = "https://kiln.example/"\ntitle = "Kiln"\n'
    '[permalinks]\nposts = "/:year/:month/:slug/"\n',
    "content/posts/glaze.md": "+++\ntitle = 'Glaze'\ndate = 2019-02-03\ntags = ['Clay']\n"
    "categories = ['Craft']\nlastmod = 2020-01-01\n+++\nGlaze runs.\n",
}


def test_address_follows_the_permalinks_of_the_site(tmp_path: Path) -> None:
    text = read(write(tmp_path, SITE), "hugo").only()
    assert text.url == "https://kiln.example/2019/02/glaze/"
    assert (text.tags, text.slug, text.has_time) == (("Clay", "Craft"), "glaze", False)
    assert str(text.updated) == "2020-01-01 00:00:00"


def test_folder_and_archive_are_recognised_with_and_without_settings(tmp_path: Path) -> None:
    folder = write(tmp_path / "site", SITE)
    assert recognised(folder) == ["hugo"]
    assert recognised(zipped(folder, "kiln-main/")) == ["hugo"]
    (folder / "hugo.toml").unlink()
    assert recognised(folder) == ["hugo"]
    text = read(zipped(folder, "kiln-main/"), "hugo").only()
    assert (text.ident, text.url) == ("content/posts/glaze.md", "/posts/glaze/")


def test_the_folder_of_texts_alone_is_enough(tmp_path: Path) -> None:
    write(tmp_path, {"posts/a.md": "+++\ntitle = 'A'\n+++\n{{< figure src=\"x.png\" >}}\n"})
    assert recognised(tmp_path) == ["hugo"]
    assert read(tmp_path, "hugo").only().url == "/posts/a/"


def test_section_pages_templates_and_other_markup_are_left_out_with_a_reason(
    tmp_path: Path,
) -> None:
    files = {
        "content/posts/_index.md": "---\ntitle: Posts\n---\nWords.\n",
        "content/posts/old.org": "* Old\n",
        "content/posts/_index.de.md": "---\ntitle: Texte\n---\n",
        "layouts/single.html": "{{ .Content }}",
        "archetypes/default.md": "---\ndraft: true\n---\n",
        "README.md": "# The site\n",
    }
    found = read(write(tmp_path, SITE, files), "hugo")
    assert found.left_out == {
        "README.md": "files about the repository",
        "archetypes/default.md": "files of templates and programs",
        "content/posts/_index.de.md": "introductions of sections (_index.md)",
        "content/posts/_index.md": "introductions of sections (_index.md)",
        "content/posts/old.org": "texts in Org",
        "layouts/single.html": "templates",
    }
    assert found.remarks == ["texts in Org are not read"]


def test_bundle_brings_all_its_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/pot/index.md": '---\ntitle: Pot\n---\n{{< figure src="pot.png" alt="A pot"'
        ' caption="It *leaks*." width="300px" >}}\n',
        "content/posts/pot/pot.png": PNG,
        "content/posts/pot/plan.pdf": b"%PDF-1.4",
    }
    text = read(write(tmp_path, SITE, files), "hugo").texts["content/posts/pot/index.md"]
    assert text.body == '![A pot](pot.png "It *leaks*."){width=300}\n'
    assert text.pictures == {
        "pot.png": "content/posts/pot/pot.png",
        "plan.pdf": "content/posts/pot/plan.pdf",
    }


def test_pictures_are_found_in_static_and_on_the_old_site(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "static/images/kiln.png": PNG,
        "content/posts/b.md": "---\nimages: [/images/kiln.png]\n---\n"
        "![Kiln](/images/kiln.png) ![Gone](/images/gone.png)\n"
        "![Own host](https://kiln.example/images/kiln.png)\n",
    }
    text = read(write(tmp_path, SITE, files), "hugo").texts["content/posts/b.md"]
    assert text.body == (
        "![Kiln](/images/kiln.png) ![Gone](https://kiln.example/images/gone.png)\n"
        "![Own host](/images/kiln.png)\n"
    )
    assert text.pictures == {"/images/kiln.png": "static/images/kiln.png"}
    assert text.image == "/images/kiln.png"
    assert notices(text) == (
        "line 4: the picture '/images/gone.png' is not in the source;"
        " it is shown from https://kiln.example",
    )


def test_links_by_file_and_by_shortcode_become_old_addresses(tmp_path: Path) -> None:
    files = {
        "content/about.md": '---\ntitle: About\n---\n[a]({{< relref "posts/glaze.md#runs" >}})'
        ' [b]({{% ref "glaze" %}}) [c](posts/glaze.md) [d]({{< ref "/posts/none.md" >}})\n',
    }
    text = read(write(tmp_path, SITE, files), "hugo").texts["content/about.md"]
    assert text.kind == "page"
    assert text.body == "[a](/2019/02/glaze/#runs) [b](/2019/02/glaze/) [c](/2019/02/glaze/) d\n"
    assert notices(text) == ("line 4: the text '/posts/none.md' is not imported",)


def test_a_shortcode_for_the_address_of_the_site_leaves_a_path(tmp_path: Path) -> None:
    body = "[home]({{< baseurl >}}) [a]\n\n[a]: {{< baseurl >}}/2019/02/glaze/\n"
    files = {"content/posts/b.md": f"---\ntitle: B\n---\n{body}"}
    text = read(write(tmp_path, SITE, files), "hugo").texts["content/posts/b.md"]
    assert text.body == "[home](/) [a]\n\n[a]: /2019/02/glaze/\n"
    assert notices(text) == ()


def test_code_becomes_fences_and_literal_shortcodes_stay(tmp_path: Path) -> None:
    body = (
        '{{< highlight go "linenos=table,hl_lines=2" >}}\nif full {\n\tpull("{{< x >}}")\n}\n'
        "{{< /highlight >}}\n\n"
        "`{{< figure >}}` and {{</* figure src=x */>}}\n\n"
        "```text\n![x](y.png) {{< unknown >}}\n```\n"
    )
    files = {"content/posts/c.md": f"---\ntitle: C\n---\n{body}"}
    text = read(write(tmp_path, SITE, files), "hugo").texts["content/posts/c.md"]
    assert text.body == (
        '```go hl_lines=2\nif full {\n\tpull("{{< x >}}")\n}\n```\n\n'
        "`{{< figure >}}` and {{</* figure src=x */>}}\n\n"
        "```text\n![x](y.png) {{< unknown >}}\n```\n"
    )
    assert notices(text) == ()


def test_what_sitegen_shows_stays_and_the_rest_is_listed_by_line(tmp_path: Path) -> None:
    body = (
        "{{< youtube abc >}}\n\n{{% notice tip %}}\nPull.\n{{% /notice %}}\n\n"
        '{{< gallery dir="x" >}}\n\n{{< param mood >}} {{< param sky >}} {{< param lost >}}\n'
    )
    files = {"content/posts/d.md": f"---\ntitle: D\nparams:\n  mood: calm\n---\n{body}"}
    files["hugo.toml"] = f"{SITE['hugo.toml']}[params]\nmood = 'glum'\nsky = 'grey'\n"
    text = read(write(tmp_path, SITE, files), "hugo").texts["content/posts/d.md"]
    link = "[youtube.com/watch?v=abc](https://www.youtube.com/watch?v=abc)"
    shown = body.replace("{{< param mood >}} {{< param sky >}}", "calm grey")
    shown = shown.replace('{{< gallery dir="x" >}}', '<!-- {{< gallery dir="x" >}} -->')
    shown = shown.replace("{{< param lost >}}", "<!-- {{< param lost >}} -->")
    assert text.body == shown.replace("{{< youtube abc >}}", link)
    assert notices(text) == (
        "line 6: the frame of www.youtube.com is a link",
        "line 12: '{{< gallery dir=\"x\" >}}' has no meaning here and is a comment now",
        "line 14: '{{< param lost >}}' has no meaning here and is a comment now",
    )
    assert text.extra == {"extra": {"mood": "calm"}}


def test_drafts_headless_texts_and_late_ones_are_held_back(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": "---\ntitle: A\ndraft: true\n---\nx\n",
        "content/posts/b.md": "+++\ntitle = 'B'\nheadless = true\n+++\nx\n",
        "content/posts/c.md": "---\ntitle: C\ndate: 2020-01-01\npublishDate: 2021-01-01\n"
        "expiryDate: 2099-05-06\n---\nx\n",
        "content/posts/d.md": '{"title": "D", "build": {"list": "never"}}\nx\n',
        "content/drafts/e.md": "---\ntitle: E\n---\nx\n",
        "content/posts/f.md": "---\ntitle: F\npassword: open\n---\nx\n",
    }
    texts = read(write(tmp_path, SITE, files), "hugo").texts
    assert {text.title: text.draft for text in texts.values() if text.draft} == {
        "A": "it is a draft",
        "B": "its front matter has 'headless: true'",
        "E": "'drafts' is a folder of drafts",
        "F": "its front matter has 'password'",
    }
    late = texts["content/posts/c.md"].extra
    assert late == {"publish_date": "2021-01-01", "expires": "2099-05-06"}
    assert texts["content/posts/d.md"].extra == {"unlisted": True}
    assert "open" not in str(texts)


def test_cascade_of_a_section_holds_its_texts_back(tmp_path: Path) -> None:
    files = {"content/posts/_index.md": "---\ncascade:\n  draft: true\n---\n"}
    text = read(write(tmp_path, SITE, files), "hugo").only()
    assert text.draft == "'content/posts/_index.md' has 'draft: true'"


def test_language_is_read_from_names_and_folders(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'defaultContentLanguage = "en"\n[languages.de]\ncontentDir = "content/de"\n',
        "content/posts/glaze.fr.md": "---\ntitle: Émail\n---\nx\n",
        "content/de/posts/glasur.md": "---\ntitle: Glasur\n---\nx\n",
        "content/posts/node.js.md": "---\ntitle: Node\n---\nx\n",
    }
    texts = read(write(tmp_path, SITE, files), "hugo").texts.values()
    assert {text.title: (text.lang, text.url) for text in texts} == {
        "Glaze": ("", "/posts/glaze/"),
        "Émail": ("fr", "/fr/posts/glaze/"),
        "Glasur": ("de", "/de/posts/glasur/"),
        "Node": ("", "/posts/node.js/"),
    }


def test_own_address_is_kept_and_relative_aliases_are_completed(tmp_path: Path) -> None:
    front = "---\ntitle: E\nurl: /e.html\naliases: [old, /older/]\n---\nx\n"
    files = {"content/posts/e.md": front}
    text = read(write(tmp_path, SITE, files), "hugo").texts["content/posts/e.md"]
    assert (text.url, text.extra) == ("https://kiln.example/e.html", {"url": "/e.html"})
    assert text.aliases == ("/old", "/older/")


def test_addresses_for_letters_are_written_nowhere(tmp_path: Path) -> None:
    front = "---\ntitle: G\nauthor: Ana Cruz <ana@kiln.example>\nemail: ana@kiln.example\n---\nx\n"
    text = read(write(tmp_path, SITE, {"content/posts/g.md": front}), "hugo").texts[
        "content/posts/g.md"
    ]
    assert text.authors == ("Ana Cruz",)
    assert "ana@" not in str(text)


def test_broken_texts_do_not_stop_the_others(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/bad.md": b"---\ntitle: [\n---\n\xff\xfe words\n",
        "content/posts/huge.md": b"x" * 2_000_001,
        "content/posts/empty.md": b"",
        "content/posts/open.md": b"---\ntitle: Open\n\nNever closed.\n",
    }
    found = read(write(tmp_path, SITE, files), "hugo")
    assert set(found.texts) == {
        "content/posts/bad.md",
        "content/posts/glaze.md",
        "content/posts/open.md",
    }
    assert found.left_out == {
        "content/posts/empty.md": "empty texts",
        "content/posts/huge.md: file has more than 1 MiB": "records that cannot be read",
    }
