"""Where a picture was taken: found by a check, and not in the published copy."""

import zlib
from pathlib import Path

import pytest

from sitegen.pictures.exif import Exif
from sitegen.pictures.position import has_position, without_position
from support.picture_files import chunk, exif, jpeg, png, webp
from support.site import build, essay, sitegen, write_site

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="50,30.2N" b:c="kept"'
    b" exif:GPSLongitude='8,1.5E'><exif:GPSAltitude>100/1</exif:GPSAltitude></a></x:xmpmeta>"
)
SEGMENT = b"http://ns.adobe.com/xap/1.0/\0"
TEXT = b"XML:com.adobe.xmp\0\0\0\0\0" + XMP
PACKED = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)
PROFILE = b"\nexif\n     99\n" + (b"Exif\0\0" + exif(gps=True)).hex().encode()
FRAME = b"\x00\x00\x00\x9d\x01\x2a\x03\x00\x02\x00"
LOCATED = {
    "jpeg": jpeg(3, 2, exif(orientation=6, gps=True)),
    "jpeg of another order": jpeg(3, 2, exif(gps=True, order=">")),
    "jpeg with XMP": jpeg(3, 2, SEGMENT + XMP, raw=True),
    "png": png(3, 2, exif(gps=True)),
    "png with XMP": png(3, 2, b"", chunk(b"iTXt", TEXT)),
    "png with packed XMP": png(3, 2, b"", chunk(b"iTXt", PACKED)),
    "png with a profile": png(3, 2, b"", chunk(b"tEXt", b"Raw profile type exif\0" + PROFILE)),
    "png with a packed profile": png(
        3, 2, b"", chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(PROFILE))
    ),
    "webp": webp(b"VP8 ", FRAME, (b"EXIF", exif(gps=True))),
    "webp with a header": webp(b"VP8 ", FRAME, (b"EXIF", b"Exif\0\0" + exif(gps=True))),
    "webp with XMP": webp(b"VP8 ", FRAME, (b"XMP ", XMP)),
    "avif": b"\0\0\0\x0cftypavif\0\0\0\x08meta" + exif(gps=True) + b"picture",
    "avif with XMP": b"\0\0\0\x0cftypavif\0\0\0\x08meta" + XMP + b"picture",
}
ELSEWHERE = {
    "jpeg": jpeg(3, 2, exif(orientation=6)),
    "png": png(3, 2, exif()),
    "words": png(3, 2, b"", chunk(b"tEXt", b"Comment\0The latitude of trees")),
    "webp": webp(b"VP8 ", FRAME, (b"EXIF", exif())),
    "no picture": b"II*\0\x08\0\0\0 GPS latitude",
    "nothing": b"",
}


def _file(folder: Path, name: str, content: bytes) -> Path:
    file = folder / f"a.{name.split(maxsplit=1)[0].replace('words', 'png')}"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("name", LOCATED)
def test_a_position_is_found_and_removed_and_nothing_else(name: str, tmp_path: Path) -> None:
    content = LOCATED[name]
    file = _file(tmp_path, name, content)
    assert has_position(file)
    cleaned = without_position(file)
    assert cleaned is not None
    assert file.read_bytes() == content
    file.write_bytes(cleaned)
    assert not has_position(file)
    assert b"picture" in cleaned or name.startswith("webp")
    assert (b"Copyright Ann" in content) == (b"Copyright Ann" in cleaned)
    assert (b"kept" in content) == (b"kept" in cleaned)
    assert b"50,30" not in cleaned
    assert len(cleaned) == len(content) or name.startswith("png with a p") or "packed" in name


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_picture_without_a_position_stays_as_it_is(name: str, tmp_path: Path) -> None:
    file = _file(tmp_path, name, ELSEWHERE[name])
    assert not has_position(file)
    assert without_position(file) is None


def test_orientation_and_copyright_stay_readable() -> None:
    data = Exif(exif(orientation=6, gps=True)).without_position()
    assert data is not None
    assert Exif(data).is_turned
    assert not Exif(data).has_position


def _site(root: Path, config: str = "") -> Path:
    text = essay("A", "![One](one.jpg) and ![two](/two.png)")
    write_site(root, f"-- essays/a.md --\n{text}-- site.yaml --\ntitle: Trial\n{config}")
    (root / "static").mkdir(exist_ok=True)
    (root / "essays/one.jpg").write_bytes(LOCATED["jpeg"])
    (root / "static/two.png").write_bytes(LOCATED["png"])
    return root


def _published(root: Path) -> list[bool]:
    return [has_position(root / "public" / name) for name in ("one.jpg", "two.png")]


def test_published_pictures_do_not_tell_where_they_were_taken(tmp_path: Path) -> None:
    root = _site(tmp_path)
    assert build(root).code == 0
    assert _published(root) == [False, False]
    assert (root / "essays/one.jpg").read_bytes() == LOCATED["jpeg"]
    assert build(root).code == 0
    assert _published(root) == [False, False]


def test_a_setting_keeps_the_positions(tmp_path: Path) -> None:
    root = _site(tmp_path, "picture_positions: keep\n")
    assert build(root).code == 0
    assert _published(root) == [True, True]
    _site(root)
    assert build(root).code == 0
    assert _published(root) == [False, False]
    _site(root, "picture_positions: keep\n")
    assert build(root).code == 0
    assert _published(root) == [True, True]


def test_a_check_names_pictures_with_a_position(tmp_path: Path) -> None:
    printed = sitegen("check", _site(tmp_path))
    assert "essays/one.jpg: warning[W621]: the picture tells where it was taken" in (
        printed.out + printed.err
    ).replace(f"{tmp_path.as_posix()}/", "")
    assert "static/two.png: warning[W621]" in printed.out + printed.err
