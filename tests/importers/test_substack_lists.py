"""Lists of posts of Substack with a NUL, or as a spreadsheet writes them again."""

from pathlib import Path

import pytest

from sitegen.importers.formats import substack
from sitegen.importers.sources import Export
from support.exports import essays, left_out, records

LIST = (
    "post_id,post_date,is_published,type,audience,title\n"
    "77011.rope,2022-05-01T21:30:00.000Z,true,newsletter,everyone,A café rope\n"
    "77012.nail,2022-05-02T21:30:00.000Z,true,newsletter,everyone,A nail\n"
)


@pytest.mark.parametrize(
    "written",
    [
        LIST.encode(),
        b"\0" + LIST.encode(),
        LIST.replace("post_id", "post\0_id").encode(),
        LIST.replace("café", "ca\0fé").encode(),
        LIST.replace("77012.nail", "77012\0.nail").encode(),
        LIST.encode() + b"\0\0\0",
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        LIST.encode("cp1252"),
        LIST.replace(",", ";").encode(),
        LIST.replace(",", "\t").encode("utf-16"),
    ],
)
def test_every_row_of_a_list_is_read(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "posts.csv").write_bytes(written)
    (tmp_path / "posts").mkdir()
    for name in ("77011.rope", "77012.nail"):
        (tmp_path / f"posts/{name}.html").write_text("<p>Hemp.</p>", encoding="utf-8")
    assert "posts.csv" in substack.recognise(Export(tmp_path))
    found = records(tmp_path, "substack")
    assert [(one.title, one.draft) for one in essays(found).values()] == [
        ("A café rope", ""),
        ("A nail", ""),
    ]
    assert left_out(found) == []
