"""Folders of Jekyll: addresses, categories, Liquid, kramdown, drafts, HTML posts."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from support.foreign_folders import Found, notices, read, recognised, write, zipped

_NONE: Mapping[str, str] = {}
PNG = b"\x89PNG\r\n\x1a\n"
POST = "_posts/2014-05-06-tide-table.md"


def _one(root: Path, front: str, body: str = "x\n", more: Mapping[str, str] = _NONE) -> Found:
    files = {POST: f"---\n{front}\n---\n{body}"}
    return read(write(root, files, more), "jekyll")


def test_day_and_slug_come_from_the_name_of_the_file(tmp_path: Path) -> None:
    text = _one(tmp_path, "title: Tide table").only()
    assert str(text.date) == "2014-05-06 00:00:00"
    assert (text.slug, text.url) == ("tide-table", "/2014/05/06/tide-table.html")


def test_sites_are_recognised_without_settings_and_in_an_archive(tmp_path: Path) -> None:
    files = {POST: "---\nlayout: post\n---\n{% highlight ruby %}\nx\n{% endhighlight %}\n"}
    folder = write(tmp_path / "s", files)
    assert recognised(folder) == recognised(zipped(folder, "blog-main/")) == ["jekyll"]
    alone = write(tmp_path / "alone", {"2014-05-06-tide.md": "---\nlayout: post\n---\nx\n"})
    assert recognised(alone) == ["jekyll"]
    assert read(alone, "jekyll").only().kind == "post"


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        (
            "categories: travel water\ntags: ferry patience",
            ("travel", "water", "ferry", "patience"),
        ),
        ("category: open sea\ntags: [two words]", ("open sea", "two words")),
        ("tags: boats, two words", ("boats", "two words")),
        ("tags:\n- a\n- b\ncategories: [b]", ("b", "a")),
        ("tags:", ()),
    ],
)
def test_tags_are_split_as_jekyll_splits_them(
    tmp_path: Path, front: str, tags: tuple[str, ...]
) -> None:
    assert _one(tmp_path, front).only().tags == tags


def test_folders_above_posts_are_categories(tmp_path: Path) -> None:
    files = {"travel/north/_posts/2014-01-02-ice.md": "---\ntitle: Ice\ncategories: cold\n---\nx\n"}
    text = read(write(tmp_path, files), "jekyll").only()
    assert text.tags == ("travel", "north", "cold")
    assert text.url == "/travel/north/cold/2014/01/02/ice.html"


@pytest.mark.parametrize(
    ("settings", "front", "url"),
    [
        ("permalink: pretty", "a: b", "/2014/05/06/tide-table/"),
        ("permalink: /blog/:year/:i_month/:title", "a: b", "/blog/2014/5/tide-table"),
        ("permalink: /:categories/:slug/", "categories: sea", "/sea/tide-table/"),
        ("permalink: none", "slug: other", "/other.html"),
        ("url: https://quay.example/", "permalink: /kept/", "https://quay.example/kept/"),
        (
            "url: https://quay.example\nbaseurl: /log",
            "a: b",
            "https://quay.example/log/2014/05/06/tide-table.html",
        ),
        ("permalink: /:unknown/", "a: b", ""),
    ],
)
def test_old_address_follows_the_settings(
    tmp_path: Path, settings: str, front: str, url: str
) -> None:
    (tmp_path / "_config.yml").write_text(settings)
    assert _one(tmp_path, front).only().url == url


def test_own_permalink_stays_the_address(tmp_path: Path) -> None:
    assert _one(tmp_path, "permalink: /a/b.html").only().extra == {"url": "/a/b.html"}
    assert "url" not in _one(tmp_path, "permalink: /:year/:title/").only().extra


def test_drafts_are_held_back(tmp_path: Path) -> None:
    found = _one(
        tmp_path,
        "published: false",
        more={"_drafts/pepper.md": "---\ntitle: P\n---\nx"},
    )
    assert {name: text.draft for name, text in found.texts.items()} == {
        POST: "its front matter has 'published: false'",
        "_drafts/pepper.md": "'_drafts' is a folder of drafts",
    }


def test_defaults_of_the_settings_count(tmp_path: Path) -> None:
    settings = (
        "timezone: Europe/Oslo\ndefaults:\n"
        "- scope: {path: '', type: posts}\n  values: {author: Kit Moss, layout: post}\n"
        "- scope: {path: _posts}\n  values: {published: false}\n"
    )
    text = _one(tmp_path, "title: A", more={"_config.yml": settings}).only()
    assert text.authors == ("Kit Moss",)
    assert text.draft == "'_config.yml' has 'published: false'"
    assert text.date is not None
    assert text.date.utcoffset() is not None


def test_links_of_liquid_become_old_addresses(tmp_path: Path) -> None:
    body = (
        "[a]({% post_url 2014-05-06-tide-table %}#low) [b]({% link about.md %})"
        " [c]({{ site.baseurl }}{% post_url /2014-05-06-tide-table %})\n"
        "[d]({{ '/about/' | relative_url }}) [e]({% post_url 2000-01-01-none %})\n"
        "[f]({% link about.pdf %})\n"
    )
    about = {"about.pdf": "x", "about.md": f"---\ntitle: About\n---\n{body}"}
    text = _one(tmp_path, "title: T", more=about).texts["about.md"]
    assert text.kind == "page"
    assert text.body == (
        "[a](/2014/05/06/tide-table.html#low) [b](/about.html) [c](/2014/05/06/tide-table.html)\n"
        "[d](/about/) e\n[f](/about.pdf)\n"
    )
    assert notices(text) == ("line 5: the text '2000-01-01-none.md' is not imported",)


def test_pictures_code_and_kramdown(tmp_path: Path) -> None:
    body = (
        '{% include figure.html src="/assets/pier.png" alt="A pier" caption="At \\"nine\\"" %}\n\n'
        '![Map]({{ site.baseurl }}/assets/pier.png){: width="30" }\n'
        '<img src="{{ "/assets/pier.png" | relative_url }}" alt="">\n\n'
        "  {% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n\n"
        "{% highlight python %}\nputs `x`\n```\n{% endhighlight %}\n\n"
        "Words\n{: .note}\n\n{% raw %}{{ kept }}{% endraw %} {{ site.title }} {{ page.mood }}\n\n"
        "{% include share.html %}\n"
    )
    write(tmp_path, {"_config.yml": "title: The Quay\n"}, {"assets/pier.png": PNG})
    text = _one(tmp_path, "title: T\nmood: calm", body).only()
    assert text.body == (
        '![A pier](/assets/pier.png "At \\"nine\\"")\n\n'
        '![Map](/assets/pier.png){: width="30" }\n'
        '<img src="/assets/pier.png" alt="">\n\n'
        "  {% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n\n".replace(
            "  {% highlight ruby linenos %}", "  ```ruby"
        ).replace("{% endhighlight %}", "  ```")
        + "````python\nputs `x`\n```\n````\n\n"
        "Words\n{: .note}\n\n{% raw %}{{ kept }}{% endraw %} The Quay calm\n\n"
        "<!-- {% include share.html %} -->\n"
    )
    assert text.pictures == {"/assets/pier.png": "assets/pier.png"}
    assert notices(text) == (
        "line 24: '{% include share.html %}' has no meaning here and is a comment now",
    )


def test_html_posts_go_the_html_way_and_templates_are_left_out(tmp_path: Path) -> None:
    files = {
        "_posts/2014-06-07-ice.html": "---\ntitle: Ice\n---\n<p><b>Ice</b></p>\n",
        "index.html": "---\nlayout: home\n---\n{% for post in site.posts %}x{% endfor %}\n",
        "_layouts/post.html": "{{ content }}",
        "_includes/note.md": "words",
        "_data/people.yml": "- name: x",
        "contact.html": "---\ntitle: Contact\n---\n<p>Write.</p>\n",
    }
    found = _one(tmp_path, "title: A", more=files)
    ice = found.texts["_posts/2014-06-07-ice.html"]
    assert (ice.markup, ice.slug, ice.url) == ("html", "ice", "/2014/06/07/ice.html")
    assert found.texts["contact.html"].kind == "page"
    assert found.left_out == {
        "_includes/note.md": "files of templates and programs",
        "_layouts/post.html": "files of templates and programs",
        "index.html": "templates",
    }


def test_texts_of_collections_are_read(tmp_path: Path) -> None:
    files = {
        "_config.yml": "collections: {boats: {output: true}}\n",
        "_boats/ida.md": "---\ntitle: Ida\n---\nx\n",
        "_notes/lost.md": "---\ntitle: Lost\n---\nx\n",
    }
    found = _one(tmp_path, "title: A", more=files)
    assert found.texts["_boats/ida.md"].url == "/boats/ida.html"
    assert found.left_out == {"_notes/lost.md": "files of templates and programs"}


def test_keys_without_meaning_are_left_out_and_others_named_as_here(tmp_path: Path) -> None:
    front = (
        "title: A\nlayout: post\nexcerpt: Short.\nlast_modified_at: 2015-01-01\n"
        "redirect_from: /old/\ncomments: true\nmood: calm\ncanonical_url: https://a.example/x\n"
        "image: {path: /assets/a.png, alt: A}\nweight: 3"
    )
    text = _one(tmp_path, front).only()
    assert (text.summary, text.aliases, text.image_alt) == ("Short.", ("/old/",), "A")
    assert text.extra == {"canonical": "https://a.example/x", "extra": {"mood": "calm"}}
    assert notices(text)[0] == (
        "line 11: 'weight' has no effect here; a theme or a path gives an order"
    )


def test_sites_of_hexo_are_read_too(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "title: H\npermalink: :year/:month/:title/\n",
        "source/_posts/oak.md": "---\ntitle: Oak\ndate: 2015-06-07 08:09:10\ntags: [a b]\n---\n"
        '{% asset_img leaf.png "A leaf" %}\n{% post_link oak %}\n',
        "source/_posts/oak/leaf.png": PNG,
        "source/about/index.md": "---\ntitle: About\n---\nx\n",
    }
    texts = read(write(tmp_path, files), "jekyll").texts
    oak = texts["source/_posts/oak.md"]
    assert oak.body == '![A leaf](leaf.png "A leaf")\n{% post_link oak %}\n'
    assert oak.pictures == {"leaf.png": "source/_posts/oak/leaf.png"}
    assert (oak.url, oak.tags) == ("/2015/06/oak/", ("a b",))
    assert texts["source/about/index.md"].kind == "page"


def test_the_path_of_the_site_on_its_host_is_taken_off(tmp_path: Path) -> None:
    write(tmp_path, {"_config.yml": "url: https://quay.example\nbaseurl: /log\n"}, {"i.png": PNG})
    body = "![a](/log/i.png) ![b](https://quay.example/log/i.png) ![c](/log/no.png)\n"
    text = _one(tmp_path, "a: b", body).only()
    assert text.body == "![a](/i.png) ![b](/i.png) ![c](https://quay.example/log/no.png)\n"
    assert text.pictures == {"/i.png": "i.png"}


def test_links_to_drafts_become_words_unless_a_draft_has_them(tmp_path: Path) -> None:
    link = "[salt]({% post_url 2014-05-07-salt %})\n"
    files = {
        "_posts/2014-05-07-salt.md": "---\npublished: false\n---\nx\n",
        "_posts/2014-05-08-own.md": f"---\npublished: false\n---\n{link}",
    }
    texts = _one(tmp_path, "a: b", link, more=files).texts
    assert texts[POST].body == "salt\n"
    assert notices(texts[POST]) == (
        "line 4: the link to the draft '_posts/2014-05-07-salt.md' is left out",
    )
    assert texts["_posts/2014-05-08-own.md"].body == "[salt](/2014/05/07/salt.html)\n"


def test_tags_that_readers_saw_stay(tmp_path: Path) -> None:
    body = "$\\frac{{a}}{b}$ `{{ x }}` ![c]({{ page.none }}) {{ none }} {% box %}In.{% endbox %}\n"
    text = _one(tmp_path, "a: b", body).only()
    assert text.body == (
        "$\\frac{{a}}{b}$ `{{ x }}` ![c]({{ page.none }}) <!-- {{ none }} -->"
        " <!-- {% box %} -->In.<!-- {% endbox %} -->\n"
    )
