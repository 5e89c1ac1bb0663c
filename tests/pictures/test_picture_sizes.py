"""Width and height of pictures: read from files, and printed in pages and feeds."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pictures.position import without_position
from sitegen.pictures.size import size_of
from support.picture_files import exif, gif, jpeg, png, webp
from support.site import build, essay, page, tree, write_site


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def avif(*sizes: tuple[int, int], turned: int = 0) -> bytes:
    items = b"".join(box(b"ispe", bytes(4) + struct.pack(">II", *size)) for size in sizes)
    items += box(b"irot", bytes([turned])) if turned else b""
    tables = box(b"iprp", box(b"ipco", items))
    return box(b"ftyp", b"avif" + bytes(4)) + box(b"meta", bytes(4) + tables) + box(b"mdat", b"x")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}></svg>'
FILES = {
    "png": (png(300, 200), (300, 200)),
    "png turned": (png(300, 200, exif(orientation=8)), (200, 300)),
    "gif": (gif(30, 20), (30, 20)),
    "jpeg": (jpeg(300, 200), (300, 200)),
    "jpeg turned": (jpeg(300, 200, exif(orientation=6)), (200, 300)),
    "jpeg upside down": (jpeg(300, 200, exif(orientation=3)), (300, 200)),
    "jpeg of another order": (jpeg(300, 200, exif(orientation=5, order=">")), (200, 300)),
    "webp": (webp(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 300, 200)), (300, 200)),
    "webp without loss": (
        webp(b"VP8L", b"\x2f" + struct.pack("<I", 299 | 199 << 14)),
        (300, 200),
    ),
    "webp of parts": (webp(b"VP8X", bytes(4) + b"\x2b\x01\x00" + b"\xc7\x00\x00"), (300, 200)),
    "avif": (avif((300, 200)), (300, 200)),
    "avif of tiles": (avif((128, 128), (300, 200)), (300, 200)),
    "avif turned": (avif((300, 200), turned=1), (200, 300)),
    "svg": (SVG.format('width="300" height="200"').encode(), (300, 200)),
    "svg in inches": (SVG.format("width='2in' height='1in'").encode(), (192, 96)),
    "svg with a box": (SVG.format('viewBox="0 0 24.4 12"').encode(), (24, 12)),
    "svg of one side": (SVG.format('width="48" viewBox="0,0,24,12"').encode(), (48, 24)),
    "svg in percent": (SVG.format('width="100%" viewBox="0 0 24 12"').encode(), (24, 12)),
    "svg after notes": (
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <svg width="1" height="1"> -->'
        + SVG.format('width="30px" height="20px"').encode(),
        (30, 20),
    ),
    "svg in UTF-16": (SVG.format('width="30" height="20"').encode("utf-16"), (30, 20)),
}


@pytest.mark.parametrize("name", FILES)
def test_the_size_comes_from_the_file(name: str, tmp_path: Path) -> None:
    content, size = FILES[name]
    (tmp_path / "a").write_bytes(content)
    assert size_of(tmp_path / "a") == size


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8", png(0, 5), png(200_000, 5), b"GIF89a", b"<svg>", b"<html>", b"\0" * 100],
)
def test_what_is_no_picture_has_no_size(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    assert size_of(tmp_path / "a") is None
    assert size_of(tmp_path / "none") is None
    assert size_of(tmp_path) is None


@given(
    st.sampled_from(sorted(FILES)), st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=9)))
)
def test_damaged_files_raise_nothing(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, bytes]]
) -> None:
    content = FILES[name][0]
    for at, other in changes:
        content = content[:at] + other + content[at + len(other) // 2 :]
    for suffix in ("jpg", "avif"):
        file = tmp_path_factory.getbasetemp() / f"damaged.{suffix}"
        file.write_bytes(content)
        size = size_of(file)
        assert size is None or min(size) > 0
        assert without_position(file) is None or len(content) > 8


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8" + b"\xff" * 3_000_000,
        b"\xff\xd8" + b"\xff\xe1\x00\x02" * 500_000,
        b"<svg " + b'a="b" ' * 400_000,
        b"<svg" + b"<!--" * 500_000,
        b"\0\0\0\x08ftypavif" + b"\0\0\0\x08meta" * 300_000,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0iTXt\0\0\0\0" * 200_000,
        jpeg(3, 2, b"http://ns.adobe.com/xap/1.0/\0" + b"<a:gpslatitude>" * 4_000, raw=True),
        jpeg(3, 2, b"http://ns.adobe.com/xap/1.0/\0" + b" a:gpslatitude = '" * 3_000, raw=True),
    ],
    ids=range(8),
)
def test_hostile_files_end_soon(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(content)
    assert size_of(file) in (None, (3, 2))
    assert len(without_position(file) or content) == len(content)


SITE = (
    "-- essays/trip/index.md --\n"
    + essay(
        "Trip",
        "![One](one.png) ![Two](/two.gif){width=60}\n\n"
        '<img src="one.png" alt="Three" height="100"> <img src="/two.gif" width="1" height="2">\n\n'
        "![No](https://example.org/one.png) ![Gone](gone.png) ![Text](text.png)",
        image="one.png",
    )
    + "-- essays/trip/text.png --\nno picture\n"
)


def _site(root: Path) -> Path:
    write_site(root, SITE)
    (root / "essays/trip/one.png").write_bytes(png(300, 200))
    (root / "static").mkdir(exist_ok=True)
    (root / "static/two.gif").write_bytes(gif(30, 20))
    return root


def test_pictures_have_their_size_in_pages_and_feeds(tmp_path: Path) -> None:
    root = _site(tmp_path)
    assert build(root).code == 0
    html = page(root, "trip/index.html")
    assert '<img src="/trip/one.png" width="300" height="200" alt="One"' in html
    assert 'src="/two.gif" height="40" alt="Two" width="60"' in html
    assert 'src="/trip/one.png" width="150"' in html
    assert 'src="/two.gif" width="1" height="2"' in html
    assert '<img src="https://example.org/one.png" alt="No"' in html
    assert '<img src="/trip/text.png" alt="Text"' in html
    assert '<img class="plate" src="/trip/one.png" alt="" width="300" height="200">' in html
    assert "width=&quot;300&quot; height=&quot;200&quot;" in page(root, "feed.xml").replace(
        '"', "&quot;"
    )


def test_a_page_follows_the_size_of_its_picture(tmp_path: Path) -> None:
    root = _site(tmp_path / "a")
    assert build(root).code == 0
    (root / "essays/trip/one.png").write_bytes(png(111, 222))
    (root / "static/two.gif").write_bytes(gif(60, 60))
    assert build(root).code == 0
    again = tree(root / "public")
    fresh = write_site(tmp_path / "b", SITE)
    _site(fresh)
    (fresh / "essays/trip/one.png").write_bytes(png(111, 222))
    (fresh / "static/two.gif").write_bytes(gif(60, 60))
    assert build(fresh).code == 0
    assert 'width="111" height="222"' in page(root, "trip/index.html")
    assert again == tree(fresh / "public")
