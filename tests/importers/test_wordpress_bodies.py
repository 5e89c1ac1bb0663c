import json
from pathlib import Path

import pytest

from sitegen.from_html.converter import to_markdown
from sitegen.importers.foreign import Foreign
from support.xml_exports import attachment, item, meta, posts, records, write, wxr


def read(folder: Path, body: str, *others: str, more: str = "") -> Foreign:
    """Return a post with a body."""
    found = records(write(folder, wxr(item(body, more), *others)), "wordpress")
    return posts(found)[0]


def html(folder: Path, body: str, *others: str) -> str:
    """Return how a body is read, without empty lines."""
    lines = read(folder, body, *others).body.split("\n")
    return "\n".join(line for line in lines if line.strip())


# ------------------------------------------------------------------ classic bodies


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\nTwo.", "<p>One.<br>\nTwo.</p>"),
        ("One.<br />\nTwo.", "<p>One.<br>\nTwo.</p>"),
        ("One.\r\n\r\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\n \t\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("<h3>Head</h3>\nOne.", "<h3>Head</h3>\n<p>One.</p>"),
        (
            "<blockquote>One.\n\nTwo.</blockquote>",
            "<blockquote>\n<p>One.</p>\n<p>Two.</p>\n</blockquote>",
        ),
        ("<p>One.</p>\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("<div>One.</div>", "<div>\n<p>One.</p>\n</div>"),
        ("A <b\nclass='x'>bold</b> word.", "<p>A <b class='x'>bold</b> word.</p>"),
        ("<ul>\n<li>a\nb</li>\n</ul>", "<ul>\n<li>a\nb</li>\n</ul>"),
        ("<li>a\n\nb</li>", "<li>a<br><br>b</li>"),
    ],
)
def test_line_ends_of_a_classic_body_count(tmp_path: Path, written: str, shown: str) -> None:
    assert html(tmp_path, written) == shown


def test_lines_that_were_broken_at_a_width_are_one_paragraph(tmp_path: Path) -> None:
    body = (
        "The slates came down in the second winter, and nobody had thought to\n"
        "count them, so that when the roofer asked how many there were we had to\n"
        "climb up and look."
    )
    assert "<br>" not in html(tmp_path, body)


def test_lines_of_a_poem_keep_their_ends(tmp_path: Path) -> None:
    body = "The slate is grey,\nthe rain is grey,\nthe roof is not."
    assert html(tmp_path, body).count("<br>") == 2


def test_preformatted_text_keeps_its_lines(tmp_path: Path) -> None:
    body = read(tmp_path, "Look:\n<pre>a\n\n  b</pre>\nThere.").body
    assert "<pre>a\n\n  b</pre>" in body


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!--nextpage-->", "<!--noteaser-->", "<!-- more -->"]
)
def test_where_a_post_is_cut_or_paged_leaves_nothing(tmp_path: Path, mark: str) -> None:
    assert html(tmp_path, f"One.\n\n{mark}\n\nTwo.") == "<p>One.</p>\n<p>Two.</p>"
    assert html(tmp_path, f"One{mark} two.") == "<p>One two.</p>"


def test_label_of_the_link_to_the_rest_is_removed_not_lost(tmp_path: Path) -> None:
    post = read(tmp_path, "One.\n\n<!--more Read on, do-->\n\nTwo.")
    assert [one.text for one in post.removed] == ["Read on, do"]


def test_address_alone_on_a_line_is_a_link(tmp_path: Path) -> None:
    address = "https://video.example/watch?v=1&t=2"
    shown = '<p><a href="https://video.example/watch?v=1&amp;t=2">'
    assert shown in html(tmp_path, f"Look:\n{address}\nThere.")


# ------------------------------------------------------------------ shortcodes


IMAGE = '<img src="https://slate.example/a.jpg" alt="A roof" width="3" />'


@pytest.mark.parametrize(
    "written",
    [
        f'[caption id="a" align="left" width="3" caption="Wet <em>slate</em>"]{IMAGE}[/caption]',
        f'[caption id="a" align="left" width="3"]{IMAGE} Wet <em>slate</em>[/caption]',
        f'[wp_caption width="3"]<p>{IMAGE}</p>\nWet <em>slate</em>[/wp_caption]',
        f"[caption width=&#8221;3&#8243; caption=”Wet <em>slate</em>”]{IMAGE}[/caption]",
    ],
)
def test_caption_old_and_new_is_a_figure(tmp_path: Path, written: str) -> None:
    shown = html(tmp_path, f"Before. {written} After.")
    assert "<figcaption>Wet <em>slate</em></figcaption></figure>" in shown
    assert 'alt="A roof"' in shown
    assert "caption]" not in shown


def test_caption_keeps_its_link_and_brackets(tmp_path: Path) -> None:
    body = f'[caption caption="See [1] there"]<a href="b.jpg">{IMAGE}</a>[/caption]'
    shown = html(tmp_path, body)
    assert '<figure><a href="b.jpg"><img' in shown
    assert "<figcaption>See [1] there</figcaption>" in shown


def test_quotes_in_a_caption_do_not_end_it(tmp_path: Path) -> None:
    body = f'[caption caption="Wet &quot;slate&quot; = roof"]{IMAGE}[/caption]'
    assert '<figcaption>Wet "slate" = roof</figcaption>' in html(tmp_path, body)


def test_gallery_shows_the_attachments_that_it_names(tmp_path: Path) -> None:
    more = "<excerpt:encoded>The ridge</excerpt:encoded>" + meta(
        "_wp_attachment_image_alt", "Ridge"
    )
    files = (attachment("4", "ridge.jpg", more), attachment("5", "eaves.jpg"))
    shown = html(tmp_path, '[gallery ids="5,4"]', *files)
    assert shown.index("eaves.jpg") < shown.index("ridge.jpg")
    assert 'alt="Ridge"><figcaption>The ridge</figcaption>' in shown


def test_gallery_without_a_list_shows_the_uploads_of_its_post(tmp_path: Path) -> None:
    files = (
        attachment("4", "ridge.jpg", post_parent="7", menu_order="2"),
        attachment("5", "eaves.jpg", post_parent="7", menu_order="1"),
        attachment("6", "other.jpg", post_parent="8"),
    )
    shown = html(tmp_path, "[gallery]", *files)
    assert shown.index("eaves.jpg") < shown.index("ridge.jpg")
    assert "other.jpg" not in shown


def test_gallery_without_its_pictures_is_reported(tmp_path: Path) -> None:
    post = read(tmp_path, '[gallery ids="5,4"]')
    assert post.notices == ("gallery without 2 of its pictures: not in the export",)


@pytest.mark.parametrize(
    "written",
    [
        "[embed]https://video.example/1[/embed]",
        '[embed width="4"]https://video.example/1[/embed]',
        '[video mp4="https://video.example/1"][/video]',
        '[audio src="https://video.example/1"]',
        "[audio https://video.example/1]",
        "[youtube https://video.example/1]",
        "[youtube=https://video.example/1]",
        '[someplugin url="https://video.example/1"]',
    ],
)
def test_what_is_embedded_is_a_link(tmp_path: Path, written: str) -> None:
    link = '<p><a href="https://video.example/1">https://video.example/1</a></p>'
    assert (
        html(tmp_path, f"Before.\n\n{written}\n\nAfter.")
        == f"<p>Before.</p>\n{link}\n<p>After.</p>"
    )


def test_video_that_is_named_by_its_id_is_a_link(tmp_path: Path) -> None:
    assert 'href="https://vimeo.com/123456"' in html(tmp_path, "[vimeo 123456]")


def test_words_in_brackets_are_no_shortcode(tmp_path: Path) -> None:
    body = "He wrote [sic] and [see the roof] and a[1] and [...] and [x]."
    assert html(tmp_path, body) == f"<p>{body}</p>"


def test_shortcode_that_is_not_known_is_named_and_its_text_is_kept(tmp_path: Path) -> None:
    post = read(tmp_path, 'One. [box color="red" title="Mind"]Two [b x=1] three.[/box] Four.')
    assert "<strong>Mind</strong>" in post.body
    assert "Two  three." in post.body
    assert "[" not in post.body
    assert post.notices == (
        "shortcode [box] is left out; the text in it is kept",
        "shortcode [b] is left out",
    )


def test_settings_of_a_form_are_not_repeated(tmp_path: Path) -> None:
    post = read(tmp_path, '[contact-form to="wren@mail.example"]')
    assert post.notices == ("shortcode [contact-form] is left out",)
    assert "@" not in repr(post)


def test_doubled_brackets_show_a_shortcode(tmp_path: Path) -> None:
    assert html(tmp_path, "Write [[gallery]].") == "<p>Write [gallery].</p>"


def test_footnotes_of_plugins_are_footnotes(tmp_path: Path) -> None:
    post = read(tmp_path, "A roof[ref]Of <em>slate</em>.[/ref] lasts[mfn]Or not.[/mfn].")
    assert dict(post.notes) == {"note-1": "Of <em>slate</em>.", "note-2": "Or not."}
    assert '<sup data-fn="note-1" class="fn"><a href="#note-1">1</a></sup> lasts' in post.body


def test_formula_of_wordpress_com_is_a_formula(tmp_path: Path) -> None:
    assert 'data-tex="x^2 &lt; 1"' in html(tmp_path, "So $latex x^2 &lt; 1$ holds.")


def test_pull_quote_is_a_quotation(tmp_path: Path) -> None:
    assert "<blockquote>\n<p>Slate.</p>\n</blockquote>" in html(
        tmp_path, "[pullquote]Slate.[/pullquote]"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        *("[caption]", "[quote]", "[/quote]", "[a b=", "[[", "[quote][fn]", "<pre>", "[code]"),
        *("<p", "<!-- wp:a ", "<!-- wp:a -->", "$latex x ", "<img ", "<a href='x'>", "<b\n"),
    ],
)
def test_hostile_bodies_end(tmp_path: Path, unit: str) -> None:
    assert read(tmp_path, unit * 20_000).ident


# ------------------------------------------------------------------ code


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ('[sourcecode language="python"]\n{}\n[/sourcecode]', ' class="language-python"'),
        ("[code lang='python']\n{}\n[/code]", ' class="language-python"'),
        ("[python]\n{}\n[/python]", ' class="language-python"'),
        ("[code]\n{}\n[/code]", ""),
        ("[cc lang=&quot;python&quot;]\n{}\n[/cc]", ' class="language-python"'),
        ('<pre lang="python" line="1">\n{}\n</pre>', ' class="language-python"'),
        ("[text]\n{}\n[/text]", ""),
    ],
)
def test_code_is_kept_to_the_letter(tmp_path: Path, written: str, language: str) -> None:
    code = 'if a < b & c:\n\n    print("<x> [gallery]")  # &lt;'
    shown = 'if a &lt; b &amp; c:\n\n    print("&lt;x&gt; [gallery]")  # &amp;lt;'
    body = read(tmp_path, f"Look:\n\n{written.format(code)}\n\nThere.").body
    assert f"<pre><code{language}>{shown}</code></pre>" in body
    assert body.strip().endswith("<p>There.</p>")


def test_code_that_the_visual_editor_escaped_is_code(tmp_path: Path) -> None:
    body = read(tmp_path, "[code]\na &lt; b &amp;&amp; c\n[/code]").body
    assert "<code>a &lt; b &amp;&amp; c</code>" in body


def test_code_in_a_line_stays_in_its_line(tmp_path: Path) -> None:
    body = html(tmp_path, "Write <code>[gallery ids=1]</code> or [cci]a < b[/cci] there.")
    assert body == "<p>Write <code>[gallery ids=1]</code> or <code>a &lt; b</code> there.</p>"


def test_code_of_several_lines_is_a_block(tmp_path: Path) -> None:
    assert "<pre><code>a\n  b</code></pre>" in html(tmp_path, "So:\n<code>a\n  b</code>")


def test_code_without_an_end_is_text(tmp_path: Path) -> None:
    assert "[code] and no end" in html(tmp_path, "See [code] and no end.")


# ------------------------------------------------------------------ blocks


def test_comments_of_blocks_and_their_settings_are_gone(tmp_path: Path) -> None:
    body = (
        '<!-- wp:group {"layout":{"type":"flex"}} -->\n<div class="wp-block-group">'
        '<!-- wp:core/paragraph {"dropCap":true} -->\n<p>One.</p>\n<!-- /wp:paragraph --></div>\n'
        "<!-- /wp:group -->"
    )
    shown = html(tmp_path, body)
    assert "wp:" not in shown
    assert "{" not in shown
    assert "<p>One.</p>" in shown


def test_footnotes_of_a_custom_field_are_found(tmp_path: Path) -> None:
    notes = json.dumps([{"content": "In <em>three</em> hands.", "id": "ab-1"}])
    mark = '<sup data-fn="ab-1" class="fn"><a href="#ab-1">1</a></sup>'
    body = f"<!-- wp:paragraph --><p>A{mark}</p><!-- /wp:paragraph --><!-- wp:footnotes /-->"
    post = read(tmp_path, body, more=meta("footnotes", notes))
    assert dict(post.notes) == {"ab-1": "In <em>three</em> hands."}
    assert 'data-fn="ab-1"' in post.body


def test_footnotes_that_cannot_be_read_are_reported(tmp_path: Path) -> None:
    post = read(tmp_path, "A.", more=meta("footnotes", "[{broken"))
    assert post.notices == ("footnotes cannot be read: [{broken",)


def reusable(ident: str, body: str, **fields: str) -> str:
    """Return a reusable block."""
    return item(body, post_id=ident, post_type="wp_block", **fields)


def test_reusable_block_is_put_in_its_place(tmp_path: Path) -> None:
    block = reusable("9", "<!-- wp:paragraph --><p>Oil it.</p><!-- /wp:paragraph -->")
    assert "<p>Oil it.</p>" in html(tmp_path, 'A.<!-- wp:block {"ref":9} /-->', block)


def test_reusable_block_that_holds_itself_ends(tmp_path: Path) -> None:
    block = reusable("9", 'B.<!-- wp:block {"ref":9} /-->')
    assert html(tmp_path, '<!-- wp:block {"ref":9} /-->', block).count("B.") == 5


@pytest.mark.parametrize("fields", [{"status": "private"}, {"status": "trash"}])
def test_reusable_block_that_is_not_public_is_not_shown(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    post = read(tmp_path, 'A.<!-- wp:block {"ref":9} /-->', reusable("9", "Hidden.", **fields))
    assert "Hidden" not in post.body
    assert post.notices == ("reusable block is left out: it is not in the export",)


def test_blocks_that_the_platform_fills_are_named(tmp_path: Path) -> None:
    post = read(tmp_path, '<!-- wp:latest-posts {"n":5} /--><!-- wp:search /-->')
    assert post.notices == (
        "block 'latest-posts' is left out: the platform makes its content",
        "block 'search' is left out: the platform makes its content",
    )


def test_words_in_a_block_that_is_left_out_are_removed_not_lost(tmp_path: Path) -> None:
    body = (
        "<!-- wp:query --><div><!-- wp:heading --><h2>More of it</h2><!-- /wp:heading -->"
        "<!-- wp:post-title /--></div><!-- /wp:query --><!-- wp:paragraph --><p>End.</p>"
    )
    post = read(tmp_path, body)
    assert [(one.what, one.text) for one in post.removed] == [("block 'query'", "More of it")]
    assert post.body.strip() == "<p>End.</p>"


def test_classic_words_between_blocks_get_their_paragraphs(tmp_path: Path) -> None:
    body = "One.\n\nTwo.\n<!-- wp:paragraph -->\n<p>Three.</p>\n<!-- /wp:paragraph -->"
    assert html(tmp_path, body) == "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"


def test_embed_is_a_link_with_its_caption(tmp_path: Path) -> None:
    body = (
        '<!-- wp:embed {"url":"https://video.example/1"} -->\n<figure class="wp-block-embed">'
        '<div class="wp-block-embed__wrapper">\nhttps://video.example/1\n</div>'
        "<figcaption>How</figcaption></figure>\n<!-- /wp:embed -->"
    )
    assert html(tmp_path, body) == '<p><a href="https://video.example/1">How</a></p>'


def test_picture_behind_a_cover_is_kept(tmp_path: Path) -> None:
    body = (
        '<!-- wp:cover --><div class="wp-block-cover" style="background-image:'
        'url(https://slate.example/a.jpg)"><p>Words.</p></div><!-- /wp:cover -->'
    )
    assert '<img src="https://slate.example/a.jpg"' in html(tmp_path, body)


# ------------------------------------------------------------------ pictures


def picture(folder: Path, source: str, classes: str, *others: str) -> str:
    """Return how a picture is read."""
    return html(folder, f'<img src="{source}" class="{classes}">', *others)


UPLOADS = "https://slate.example/wp-content/uploads/2011/03/"


def test_picture_is_taken_in_its_original_size_with_the_words_for_it(tmp_path: Path) -> None:
    file = attachment("4", "ridge.jpg", meta("_wp_attachment_image_alt", "A ridge"))
    shown = picture(tmp_path, f"{UPLOADS}ridge-300x200.jpg", "wp-image-4", file)
    assert f'src="{UPLOADS}ridge.jpg"' in shown
    assert 'alt="A ridge"' in shown


def test_picture_whose_name_ends_in_a_size_keeps_it(tmp_path: Path) -> None:
    source = f"{UPLOADS}grid-580x300.jpg"
    for shown in (
        picture(tmp_path, source, "x", attachment("4", "grid-580x300.jpg")),
        picture(tmp_path, source, "size-full"),
        html(tmp_path, "[gallery ids=4]", attachment("4", "grid-580x300.jpg")),
    ):
        assert f"({source})" in to_markdown(shown).markdown


def test_picture_of_another_site_is_not_mistaken_for_one_with_its_id(tmp_path: Path) -> None:
    source = "https://old.example/wp-content/uploads/eaves.jpg"
    assert source in picture(tmp_path, source, "wp-image-4", attachment("4", "ridge.jpg"))


@pytest.mark.parametrize(
    "source",
    [
        f"{UPLOADS}ridge-300x200.jpg",
        f"{UPLOADS}ridge.jpg?w=300&amp;h=200",
        "https://i0.wp.com/slate.example/wp-content/uploads/2011/03/ridge.jpg?resize=3%2C2&ssl=1",
    ],
)
def test_size_that_a_page_asks_for_is_dropped(tmp_path: Path, source: str) -> None:
    assert f'src="{UPLOADS}ridge.jpg"' in picture(tmp_path, source, "")


def test_link_to_the_page_of_a_picture_leads_to_the_picture(tmp_path: Path) -> None:
    file = attachment("4", "ridge.jpg")
    body = f'<a href="https://slate.example/2011/slate"><img src="{UPLOADS}ridge-30x20.jpg"></a>'
    assert f'<a href="{UPLOADS}ridge.jpg"><img' in html(tmp_path, body, file)


@pytest.mark.parametrize("space", ["&nbsp;", "\u00a0", "&#160;", "&nbsp;\n&nbsp;", "<b>&nbsp;</b>"])
@pytest.mark.parametrize(
    "form", ["One.\n\n{0}\n\nTwo.", "One.\n{0}\n\nTwo.", "<p>One.</p>\n<p>{0}</p>\n<p>Two.</p>"]
)
def test_hard_spaces_of_the_old_editor_leave_no_paragraph(
    tmp_path: Path, form: str, space: str
) -> None:
    post = read(tmp_path, f"{space}\n\n{form.format(space)}\n\n{space}")
    assert to_markdown(post.body).markdown == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    "body",
    [
        "<!-- wp:paragraph -->\n<p>&nbsp;</p>\n<!-- /wp:paragraph -->\n<p>One.</p>",
        "[caption width='9']&nbsp;[/caption]\n\nOne.",
        "<div>&nbsp;</div>\n<h2>&nbsp;</h2>\nOne.\n<blockquote>&nbsp;</blockquote>",
        "<ul>\n<li>&nbsp;</li>\n</ul>\n&nbsp;\n\nOne.",
        "&nbsp;<br />\n&nbsp;<!--more-->\n\nOne.",
        "One.\n\n&nbsp;&#8203;\n\n&#8203;\n\n&zwnj;",
    ],
)
def test_hard_spaces_elsewhere_leave_no_paragraph(tmp_path: Path, body: str) -> None:
    assert to_markdown(read(tmp_path, body).body).markdown == "One.\n"
