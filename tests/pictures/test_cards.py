import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.pictures.card_lines import set_lines
from sitegen.pictures.letters import Letters
from sitegen.pictures.share import (
    ACCENT,
    HEIGHT,
    WIDTH,
    CardFont,
    CardStyle,
    ShareCard,
    font_for,
    monogram,
    own_font,
)
from support.site import build, essay, page, problems, tree, write_site

_OWN = ("", "")
_BLUE = (10, 74, 102)
_SITE = "title: A Trial\nbase_url: https://trial.example/\nauthor: The Editors\n"

pytestmark = pytest.mark.usefixtures("pillow")


def _jpeg(width: int, height: int, colour: str = "teal") -> bytes:
    from PIL import Image  # noqa: PLC0415 (Pillow)

    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def _card(title: str, **facts: str) -> ShareCard:
    return ShareCard(
        title, facts.get("authors", "The Editors"), "A Trial", ACCENT, (_OWN,) * 3, rtl=False
    )


def _drawn(title: str) -> bytes:
    from sitegen.pictures.drawing import draw  # noqa: PLC0415 (Pillow)

    return draw(_card(title), Path(), "")


def _size(content: bytes) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415

    return Image.open(BytesIO(content)).size


def _cards(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(root / "public").items() if path[:6] == "cards/"}


def _image(root: Path, path: str) -> str:
    found = page(root, path)
    return found.partition('property="og:image" content="')[2].partition('"')[0]


@pytest.mark.parametrize(
    "title",
    ["A", "Real, Relevant, Respect", "W" * 400, "word " * 300, "日本" * 40, "a\u0301 b" * 90],
)
def test_card_has_its_size_and_at_most_40_kilobytes(title: str) -> None:
    content = _drawn(title)
    assert _size(content) == (WIDTH, HEIGHT)
    assert len(content) <= 40_000


def test_card_has_the_same_bytes_in_two_processes_and_two_locales() -> None:
    code = (
        "import sys; from pathlib import Path; from sitegen.pictures.drawing import draw;"
        "from sitegen.pictures.share import ShareCard, ACCENT;"
        "card = ShareCard('Où İstanbul & Łódź', 'İ. Ğ.', 'Größe', ACCENT, (('', ''),) * 3, False);"
        "sys.stdout.buffer.write(draw(card, Path(), ''))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed, "TZ": zone},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for locale, seed, zone in (("C", "1", "UTC"), ("tr_TR.UTF-8", "2", "Asia/Tokyo"))
    }
    assert len(drawn) == 1
    assert drawn.pop()[:4] == b"\x89PNG"


@pytest.mark.parametrize("rtl", [False, True])
def test_bar_is_where_lines_begin(rtl: bool) -> None:
    from PIL import Image  # noqa: PLC0415 (Pillow)

    from sitegen.pictures.drawing import draw  # noqa: PLC0415

    image = Image.open(BytesIO(draw(replace(_card("A"), rtl=rtl), Path(), ""))).convert("RGB")
    left, right = image.getpixel((2, 300)), image.getpixel((WIDTH - 3, 300))
    assert (left, right) == (((255, 253, 248), _BLUE) if rtl else (_BLUE, (255, 253, 248)))


def test_lines_of_a_title_break_at_spaces_and_are_about_as_long_as_each_other() -> None:
    found = set_lines("one two six ten one two six ten one", 1000, lambda text: 60.0 * len(text))
    assert found.lines == ("one two six", "ten one two", "six ten one")


def test_chinese_title_breaks_between_letters_and_not_before_a_comma() -> None:
    found = set_lines("天地玄黄。宇宙洪荒。日月盈昃。", 800, lambda text: 100.0 * len(text))
    assert "".join(found.lines) == "天地玄黄。宇宙洪荒。日月盈昃。"
    assert len(found.lines) > 1
    assert not any(line.startswith("。") for line in found.lines)


def test_what_does_not_fit_in_the_smallest_size_is_cut() -> None:
    found = set_lines("many words " * 90, 1000, lambda text: 60.0 * len(text))
    assert len(found.lines) == 5
    assert found.lines[-1].endswith("…")


def test_scripts_whose_letters_join_need_a_library() -> None:
    font = CardFont("x.ttf", "", Letters((0x20,), (0x6FF,)))
    assert font_for(CardStyle(fonts=(font,)), "\u0645") is None
    assert font_for(CardStyle(fonts=(font,), shapes=True), "\u0645") == font


def test_every_page_has_a_card_with_an_absolute_address_and_a_description(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay("On Ice", tags="[Ice]"))
    assert build(root).code == 0
    for path in ("index.html", "a/index.html", "themes/ice/index.html", "essays/index.html"):
        address = _image(root, path)
        assert address.startswith("https://trial.example/cards/")
        assert address.removeprefix("https://trial.example/") in _cards(root)
    alt = '<meta property="og:image:alt" content="On Ice · The Editors · Trial">'
    assert alt in page(root, "a/index.html")
    assert "summary_large_image" in page(root, "a/index.html")


def test_addresses_of_cards_begin_with_the_path_of_the_site(tmp_path: Path) -> None:
    site = _SITE.replace("example/", "example/base/")
    root = write_site(tmp_path, f"-- site.yaml --\n{site}-- essays/a.md --\n{essay()}")
    assert build(root).code == 0
    assert _image(root, "a/index.html").startswith("https://trial.example/base/cards/")


def test_without_pillow_there_is_no_card_and_no_word_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay())
    assert (build(root).code, problems(root, "--verbose")) == (0, "")
    assert not _cards(root)
    assert "og:image" not in page(root, "a/index.html")


def test_card_is_drawn_again_only_if_what_it_shows_changed(tmp_path: Path) -> None:
    root = write_site(
        tmp_path, "-- essays/a.md --\n" + essay("A") + "-- essays/b.md --\n" + essay("B")
    )
    build(root)
    before = {file.name: file.stat().st_mtime_ns for file in (root / ".sitegen/cards").iterdir()}
    addresses = _image(root, "a/index.html"), _image(root, "b/index.html")
    (root / "essays/a.md").write_text(essay("New"), encoding="utf-8")
    (root / "essays/b.md").write_text(essay("B", "Other words."), encoding="utf-8")
    build(root)
    after = {file.name: file.stat().st_mtime_ns for file in (root / ".sitegen/cards").iterdir()}
    assert len(after.items() - before.items()) == 1
    assert len(before.keys() - after.keys()) == 1
    assert _image(root, "a/index.html") != addresses[0]
    assert _image(root, "b/index.html") == addresses[1]


def test_cards_of_later_builds_are_those_of_a_build_from_nothing(tmp_path: Path) -> None:
    text = "-- essays/a.md --\n" + essay("A") + "-- essays/b.md --\n" + essay("B", tags="[Ice]")
    root = write_site(tmp_path / "one", text)
    build(root)
    (root / "essays/a.md").unlink()
    (root / "essays/b.md").write_text(essay("C", tags="[Ice]"), encoding="utf-8")
    build(root)
    fresh = write_site(tmp_path / "two", "-- essays/b.md --\n" + essay("C", tags="[Ice]"))
    build(fresh)
    assert _cards(root) == _cards(fresh)


def test_cards_that_disappeared_from_the_cache_are_drawn_again(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay())
    build(root)
    before = _cards(root)
    for file in (root / ".sitegen/cards").iterdir():
        file.unlink()
    (root / "essays/a.md").write_text(essay("A", "Other words."), encoding="utf-8")
    assert build(root).code == 0
    assert _cards(root) == before


def test_picture_of_an_essay_is_cropped(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay(image="{path: a.jpg, alt: A pond}"))
    (root / "essays/a.jpg").write_bytes(_jpeg(1600, 1600))
    assert build(root).code == 0
    address = _image(root, "a/index.html")
    assert address.endswith(".jpg")
    card = _cards(root)[address.removeprefix("https://trial.example/")]
    assert (card[:3], _size(card)) == (b"\xff\xd8\xff", (WIDTH, HEIGHT))
    assert '<meta property="og:image:alt" content="A pond">' in page(root, "a/index.html")


def test_changed_picture_changes_the_card(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay(image="a.jpg"))
    (root / "essays/a.jpg").write_bytes(_jpeg(1600, 1600))
    build(root)
    before = _cards(root)
    (root / "essays/a.jpg").write_bytes(_jpeg(1200, 700, "navy"))
    build(root)
    assert before.keys() == _cards(root).keys()
    assert before != _cards(root)


def test_broken_picture_gives_way_to_the_title(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay(image="a.jpg"))
    (root / "essays/a.jpg").write_bytes(_jpeg(1600, 1600)[:900])
    assert build(root).code == 0
    path = _image(root, "a/index.html").removeprefix("https://trial.example/")
    assert _size(_cards(root)[path]) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("image", ["a.svg", "small.jpg"])
def test_drawing_or_small_picture_gives_way_to_the_title(tmp_path: Path, image: str) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay(image=image))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>'
    (root / "essays/a.svg").write_text(svg, encoding="utf-8")
    (root / "essays/small.jpg").write_bytes(_jpeg(300, 200))
    build(root)
    assert _image(root, "a/index.html").endswith(".png")


def test_picture_of_another_site_is_shown_as_it_is(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/a.md --\n" + essay(image="https://far.example/a.jpg"))
    build(root)
    assert _image(root, "a/index.html") == "https://far.example/a.jpg"


def test_titles_that_no_font_can_write_are_reported_once(tmp_path: Path) -> None:
    texts = "".join(f"-- essays/{name}.md --\n" + essay(f"{name} مقال") for name in "ab")
    root = write_site(tmp_path, texts)
    assert problems(root, "--verbose") == (
        "site.yaml: note[N923]: 2 titles have letters that no font of cards can write:"
        " 'a مقال'; they have no card\n"
        "  hint: name a font that has them: card_fonts: [templates/NAME.ttf]\n"
    )
    assert _image(root, "a/index.html") == ""
    assert _image(root, "index.html")


@pytest.mark.parametrize(
    "path", ["templates/none.ttf", "/etc/hostname", "templates/a.ttf", "a.ttf"]
)
def test_font_that_cannot_be_read_is_a_warning(tmp_path: Path, path: str) -> None:
    site = f"{_SITE}card_fonts: [{path}]\n"
    text = f"-- site.yaml --\n{site}-- essays/a.md --\n{essay()}-- templates/a.ttf --\nno font\n"
    root = write_site(tmp_path, text)
    assert f"site.yaml: warning[W923]: '{path}' cannot be read as a font of cards" in problems(root)
    assert _image(root, "a/index.html")


def test_built_in_font_has_the_letters_of_european_languages() -> None:
    text = (
        "Où naît l’été? Größe, ñandú, åäö, čeština, łódź, őű, ğış, ţară – “quotes” „so“ «ainsi» …"
    )
    assert own_font().letters.missing(text) == ""
    assert own_font().letters.missing("a\u0645b") == "\u0645"


@pytest.mark.parametrize(
    ("name", "letter"),
    [("The Conversation Comes First", "C"), ("Of it", "O"), ("été", "É"), ("42", "•"), ("", "•")],
)
def test_monogram_is_the_first_letter_of_a_word_of_some_length(name: str, letter: str) -> None:
    assert monogram(name) == letter
