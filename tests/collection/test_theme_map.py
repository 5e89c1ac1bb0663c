"""The map of essays and themes: nothing overlaps, few lines cross, always the same map."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.tag_index.index import TagIndex, assemble
from sitegen.collection.theme_map import collection_map, theme_map
from sitegen.drawing.labels import SIZE
from sitegen.drawing.layout import draw
from sitegen.drawing.scene import Drawing, Label
from sitegen.drawing.text_width import lines, width
from sitegen.model import Essay
from support.sample_texts import SITE, inline, text
from support.site import build, essay, page, write_site

WORDS = ("quiet", "harbour", "of", "unfinished", "correspondence", "W", "Ödipus", "漢字", "iii")


def collection(essays: int, themes: int, seed: int = 1) -> tuple[tuple[Essay, ...], TagIndex]:
    rng = random.Random(seed)
    names = [f"{' '.join(rng.choices(WORDS, k=rng.randint(1, 4)))} {n}" for n in range(themes)]
    texts = [
        text(
            f"essays/e{n}.md",
            title=" ".join(rng.choices(WORDS, k=rng.randint(1, 9))),
            tags=tuple(rng.sample(names, min(themes, rng.randint(1, 4)))),
        )
        for n in range(essays)
    ]
    catalogue = Catalogue.of(texts)
    return catalogue.listed, assemble(catalogue, SITE, inline)[0]


def drawn(essays: int, themes: int, seed: int = 1) -> list[Drawing]:
    listed, tags = collection(essays, themes, seed)
    by_path = {each.path: each for each in listed}
    maps = [theme_map(theme, by_path, tags) for theme in tags.themes.values()]
    return [draw(each.scene) for each in (collection_map(listed, tags), *maps) if each]


def overlap(one: Label, other: Label) -> bool:
    (x, y, w, h), (left, top, wide, high) = one.box, other.box
    return x < left + wide and left < x + w and y < top + high and top < y + h


@pytest.mark.parametrize(("essays", "themes"), [(2, 2), (5, 12), (60, 8), (200, 25), (1_000, 125)])
def test_no_label_overlaps_another_or_leaves_the_map(essays: int, themes: int) -> None:
    for drawing in drawn(essays, themes):
        labels = drawing.labels
        assert [
            (one.name, other.name)
            for number, one in enumerate(labels)
            for other in labels[number + 1 :]
            if overlap(one, other)
        ] == []
        for label in labels:
            left, top, wide, high = label.box
            assert (left >= 0, left + wide <= drawing.width) == (True, True), label
            assert (top >= 0, top + high <= drawing.height) == (True, True), label
            assert all(width(line, SIZE) <= wide for _, line in label.words)
            assert all(top < base - SIZE * 3 // 5 and base < top + high for base, _ in label.words)


@pytest.mark.parametrize(("essays", "themes"), [(5, 12), (200, 25), (1_000, 125)])
def test_lines_stay_between_the_labels(essays: int, themes: int) -> None:
    for drawing in drawn(essays, themes):
        ends = max(label.x for label in drawing.labels if label.side == "end")
        second = [label.x for label in drawing.labels if label.side == "start"]
        starts = min([*second, drawing.width])
        for label in drawing.labels:
            for line in label.lines:
                xs = [int(pair.split()[0]) for pair in re.findall(r"\d+ \d+", line.path)]
                bulge = xs[0] + 3 * (xs[1] - xs[0]) // 4 if drawing.essays == 0 else max(xs)
                assert ends < min(xs), line
                assert bulge + line.width <= starts, line


def test_no_two_names_are_cut_to_the_same_words() -> None:
    start = "The unfinished correspondence of two librarians about a harbour that nobody remembers"
    names = [f"{start}, in the {n}th year" for n in range(12)]
    themes = [f"{start[:64]} {n}" for n in range(12)]
    both = enumerate(zip(names, themes, strict=True))
    listed = [text(f"essays/e{n}.md", title=one, tags=(theme,)) for n, (one, theme) in both]
    catalogue = Catalogue.of(listed)
    found = collection_map(catalogue.listed, assemble(catalogue, SITE, inline)[0])
    assert found
    for kind in ("essay", "theme"):
        words = [label.words for label in draw(found.scene).labels if label.kind == kind]
        assert len({tuple(line for _, line in each) for each in words}) == 12


def test_targets_are_high_enough_for_a_thumb() -> None:
    small, *_ = drawn(5, 12)
    dense, *_ = drawn(200, 25)
    assert min(label.box[3] for label in small.labels) * 346 >= 24 * small.width
    assert min(label.box[3] for label in dense.labels) >= 24


def test_the_same_collection_gives_the_same_map() -> None:
    assert drawn(39, 8) == drawn(39, 8)


def test_lines_to_chief_themes_do_not_cross() -> None:
    drawing, *_ = drawn(39, 8)
    strong = [
        (int(ends[0]), int(ends[1]))
        for label in drawing.labels
        for line in label.lines
        if line.width
        for ends in [re.findall(r" (\d+)(?=C|$)", line.path)]
    ]
    assert len(strong) == 39
    assert sorted(strong) == sorted(strong, key=lambda ends: (ends[1], ends[0]))


def test_a_collection_of_forty_essays_shows_the_themes_alone() -> None:
    assert drawn(39, 100)[0].essays == 39
    assert drawn(40, 100)[0].essays == 0
    whole, *_ = drawn(201, 100)
    assert (whole.essays, whole.themes) == (0, 80)
    assert whole.all_themes > 80
    assert {label.kind for label in whole.labels} == {"theme"}
    assert len({line.width for label in whole.labels for line in label.lines}) > 1


def test_there_is_no_map_of_one_essay_or_one_theme() -> None:
    assert drawn(1, 3) == []
    assert drawn(9, 1) == []


@given(st.lists(st.integers(1, 6), min_size=2, max_size=30), st.integers(0, 9))
def test_a_map_names_every_essay_and_theme_once(tags: list[int], seed: int) -> None:
    texts = [
        text(f"essays/e{n}.md", tags=tuple(f"t{(n * k + seed) % 7}" for k in range(1, count + 1)))
        for n, count in enumerate(tags)
    ]
    catalogue = Catalogue.of(texts)
    index = assemble(catalogue, SITE, inline)[0]
    found = collection_map(catalogue.listed, index)
    if found:
        drawing = draw(found.scene)
        named = sorted(str(label.url) for label in drawing.labels)
        expected = [*(t.card.url for t in texts), *(t.url for t in index.themes.values())]
        assert named == sorted(map(str, expected))
        assert sum(len(row.others) for row in drawing.rows) == sum(
            len(label.lines) for label in drawing.labels
        )


@given(st.text(max_size=60), st.integers(1, 3))
def test_lines_of_a_name_fit_their_column(name: str, most: int) -> None:
    broken = lines(name, SIZE, 150, most)
    assert len(broken) <= most
    assert all(width(line, SIZE) <= 150 for line in broken)


def test_a_name_that_does_not_fit_ends_in_dots() -> None:
    assert lines("The Quiet Gardener and the Patient Bridge", 16, 150, 1) == ("The Quiet…",)
    assert lines("Real, Relevant, Respect", 16, 200, 3) == ("Real, Relevant,", "Respect")


def test_pages_show_the_map_with_links_and_a_table(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay('Alpha', tags='[one, two]')}"
        f"-- essays/b.md --\n{essay('Beta', tags='[one]')}",
    )
    assert build(tmp_path).code == 0
    html = page(tmp_path, "themes/index.html")
    assert '<a href="/a/" class="essay">' in html
    assert "<tr><td>one</td><td>Alpha; Beta</td></tr>" in html
    small = page(tmp_path, "themes/one/index.html")
    assert '<a href="/themes/one/" class="here" aria-current="page">' in small
    assert "<svg" not in page(tmp_path, "themes/two/index.html")
    assert "style=" not in html + small
