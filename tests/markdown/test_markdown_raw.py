"""Raw HTML in Markdown: allowed, refused, and never a script."""

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.markdown.converter import Converted, Markdown
from sitegen.markdown.raw import TAGS
from support.markup import Elements, slots, whole

MARKDOWN = Markdown("en")
TRUSTED = Markdown("en", "trusted")
OFF = Markdown("en", "off")
SAFE = re.compile(r"slot:\d+|#(?:fn|r)\d+(?:-\d+)?")
ATTRIBUTES = re.compile(
    r"alt|aria-label|class|colspan|controls|datetime|decoding|dir|height|href|id|lang|loading|open"
    r"|role|rowspan|scope|src|start|tabindex|title|type|value|width"
)

MATHML = frozenset(
    {
        *("math", "semantics", "annotation", "mrow", "mi", "mo", "mn", "mtext", "mspace", "ms"),
        *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
        *("mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom"),
    }
)
OF_MATHML = re.compile(
    r"accent|accentunder|columnalign|display|displaystyle|encoding|fence|form|linethickness|lspace"
    r"|mathvariant|maxsize|minsize|movablelimits|rspace|scriptlevel|separator|stretchy|symmetric"
)


def body(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md", 1)


def assert_harmless(found: Converted) -> None:
    html = whole(found)
    elements = Elements(html)
    assert elements.balanced
    for tag, attributes in elements.elements:
        assert tag in TAGS | MATHML
        for name, value in attributes.items():
            assert ATTRIBUTES.fullmatch(name) or (tag in MATHML and OF_MATHML.fullmatch(name))
            assert name not in ("href", "src") or SAFE.fullmatch(value or "")
    for link in found.facts.links:
        bare = re.sub(r"[\0-\x20]", "", link.target)
        assert not re.match(r"(?:java|vb)script:|file:|data:text", bare, re.IGNORECASE)
    # What a browser builds of it is the same.
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert element.tag.rpartition("}")[2] in TAGS | MATHML | {
                "DOCUMENT_FRAGMENT",
                "html",
                "head",
                "body",
            }
            assert not any(name.startswith("on") or name == "style" for name in element.attrib)


VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1);//<</script>",
    "<script>alert(1)//",
    "text <script>alert(1)</script> text",
    "text <script>[a](b.md) ![c](d.png)",
    "<img src=x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<img src=x:x onerror\n=\nalert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<IMG SRC=javascript:alert(1)>",
    "<img src=jav&#x09;ascript:alert(1)>",
    '<img src="jav\nascript:alert(1)">',
    "<img src=' &#14; javascript:alert(1);'>",
    "<img src=data:text/html;base64,PHNjcmlwdD4=>",
    "<img src=data:image/svg+xml,<svg/onload=alert(1)>>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href=java&#115;cript:alert(1)>x</a>",
    '<a href="\x01javascript:alert(1)">x</a>',
    "<a href=vbscript:msgbox(1)>x</a>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<a href=x onclick=alert(1) onmouseover=alert(2)>x</a>",
    "<a href=slot:0>x</a> [y](z.md)",
    "<a href=#fn1 id=r1>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input onfocus=alert(1) autofocus>",
    "<select onfocus=alert(1) autofocus><option>x",
    "<textarea onfocus=alert(1) autofocus>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<base href=javascript:alert(1)//>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<p style=width:expression(alert(1))>x</p>",
    "<table background=javascript:alert(1)><td>x</table>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src=javascript:alert(1) autoplay onplay=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]><script>alert(1)</script>",
    '<div title="\n\n[a](b.md) <script>alert(1)</script>\n\n">x</div>',
    "<a title='</a><script>alert(1)</script>'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](java\\script:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](javascript%3Aalert(1))",
    "[x](%09javascript%3Aalert(1))",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](y){onclick=alert(1) style=a:b href=javascript:z}",
    "[x]{onmouseover=alert(1)}",
    "{onclick=alert(1)}\nText.",
    "## x {onclick=alert(1)}",
    "[x](y 'a\" onmouseover=\"alert(1)')",
    '!["onerror=alert(1)](x)',
    '::: note "><script>alert(1)</script>\nx\n:::',
    '```"><script>alert(1)</script>\nx\n```',
    "Word^[<script>alert(1)</script><img src=x onerror=alert(1)>]",
    "Word[^a]\n\n[^a]: <img src=x onerror=alert(1)>",
    "| <img src=x onerror=alert(1)> |\n|---|\n| <script>x</script> |",
    "$<script>alert(1)</script>$",
    "$$\n<script>alert(1)</script>\n$$",
    "[[<img src=x onerror=alert(1)>|<script>x</script>]]",
    '{id="x onload=alert(1)" class="\\"><script>"}\nText.',
]


@pytest.mark.parametrize("text", VECTORS)
def test_no_text_can_run_script(text: str) -> None:
    found = body(f"Before.\n\n{text}\n\nAfter [it](end.md).\n")
    assert_harmless(found)
    assert "Before." in found.words.html


@pytest.mark.parametrize("text", VECTORS)
def test_html_that_is_off_is_printed_as_text(text: str) -> None:
    assert_harmless(OFF.convert(text, "essays/a.md", 1))


@given(
    st.lists(st.sampled_from(VECTORS) | st.sampled_from(["\n\n", " ", ">", '"', "</"]), max_size=8)
)
@settings(max_examples=150)
def test_no_mixture_of_vectors_can_run_script(parts: list[str]) -> None:
    found = body("".join(parts))
    assert_harmless(found)
    assert slots(found) == list(range(len(found.facts.links)))


def test_an_open_element_cannot_swallow_the_text_after_it() -> None:
    for opening in ("<div>", '<div title="', "<script>", "text <script>", "<b>", "<table>"):
        found = body(f"{opening}\n\nAfter [it](end.md).\n")
        if opening != "<script>":
            assert "After" in found.words.html
        assert Elements(found.words.html).balanced


def test_addresses_in_html_are_links_with_their_places() -> None:
    found = body(
        'Text.\n\n<p>See <a href="a%20b.md#c">it</a>\nand <img src=\'d.png\' alt="">.</p>\n'
    )
    links = [
        (k.kind, k.target, k.fragment, k.place.line, k.place.column) for k in found.facts.links
    ]
    assert links == [("link", "a b.md", "c", 3, 17), ("image", "d.png", "", 4, 15)]


def test_a_refused_address_in_html_is_reported() -> None:
    problem = body('<a href="javascript:x">y</a>').facts.problems[0]
    assert (problem.code, str(problem.place)) == ("W301", "essays/a.md:1:10")


def test_html_in_an_inline_note_alone_is_made_safe() -> None:
    found = body("Word^[A <b onclick=x>bold</b> <script>y</script> note.].")
    assert found.words.notes[0].startswith("A <b>bold</b>  note.")


def test_our_own_markup_passes_the_sanitizer_unchanged() -> None:
    text = (
        "## H [a](b.md)\n\n![c](d.png 'e')\n\n| f |\n|--:|\n| g |\n\n- [x] h^[i [j](k.md)]\n\n"
        "::: note L\nm\n:::\n\n```python {1}\nn = 1\n```\n\n$$\no\n$$\n\n3. p\n"
    )
    plain, raw = body(text), body(f"{text}\n<p>q</p>\n")
    assert raw.words.html.replace("\n<p>q</p>\n", "\n") == plain.words.html
    assert raw.words.notes == plain.words.notes
    assert raw.facts.ids == plain.facts.ids


def test_trusted_html_is_kept_but_for_its_addresses() -> None:
    text = (
        "<iframe src=\"https://a.example/b\" onload='c'></iframe> <a href=d.md id=e>f</a> [g](h.md)"
    )
    found = TRUSTED.convert(text, "essays/a.md", 1)
    assert found.words.html == (
        '<iframe src="slot:0" onload=\'c\'></iframe> <a href="slot:1" id=e>f</a> [g](h.md)'
    ) or ("onload='c'" in found.words.html and len(found.facts.links) == 3)
    assert {"https://a.example/b", "d.md"} <= {link.target for link in found.facts.links}
    assert "e" in found.facts.ids


def test_trusted_html_cannot_take_a_slot_that_is_not_its_own() -> None:
    found = TRUSTED.convert('[a](b.md) <a href="slot:0">c</a>', "essays/a.md", 1)
    assert found.words.html.count("slot:0") == 1
