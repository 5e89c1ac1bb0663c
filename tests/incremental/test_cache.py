"""The cache: packs of records, the state, encoded values and the spare tree."""

import math
import random
import shutil
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import DecodeError, Struct
from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.incremental.cache import Cache, clean_up, opened
from sitegen.incremental.state import (
    CopyMemory,
    PageMemory,
    State,
    Summary,
    TemplateMemory,
    TextMemory,
    load,
    save,
)
from sitegen.model import Card, Essay, Facts, Html, Meta, Moment, Url, Words
from sitegen.output.stage import Report, staging
from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.store.codec import decode, encode, fingerprint, recall
from sitegen.store.packs import DamagedError, Packs, Ref
from sitegen.views.parts import Site
from sitegen.views.types import Feed, RedirectPage, Robots, View, any_view
from support.forked import run_in_child
from support.publishing import names, read, tree

PROGRAM = b"this one"

# ------------------------------------------------------------------ packs


def test_records_are_read_as_they_were_written_by_any_process(tmp_path: Path) -> None:
    packs = Packs(tmp_path)
    contents = [b"", b"one", b"two" * 10_000]
    refs = [packs.write(content) for content in contents]

    def write() -> None:
        assert packs.read(refs[1]) == b"one"
        assert packs.write(b"a child's")[0] == 2

    assert run_in_child(write) == 0
    refs.append(packs.write(b"after the fork"))
    assert refs[-1][0] == 1
    assert packs.numbers() == (1, 2)
    packs.close()
    later = Packs(tmp_path)
    assert [later.read(ref) for ref in refs] == [*contents, b"after the fork"]
    assert later.write(b"later")[0] == 3
    later.drop({2})
    assert later.numbers() == (2,)
    later.close()


@given(content=st.binary(max_size=60), number=st.integers(0, 2**32))
@settings(max_examples=60)
def test_a_flipped_bit_or_a_lost_end_makes_a_record_none(
    tmp_path: Path, content: bytes, number: int
) -> None:
    packs = Packs(tmp_path)
    ref = packs.write(content)
    file = tmp_path / f"pack-{ref[0]}"
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[number % len(whole)] ^= 1 << number % 8
    file.write_bytes(damaged)
    assert packs.read(ref) is None
    file.write_bytes(whole[: number % len(whole)])
    assert packs.read(ref) is None
    file.write_bytes(whole)
    assert packs.read(ref) == content
    packs.close()


@pytest.mark.parametrize(
    "ref",
    [(9, 0, 10), (1, 10**30, 9), (1, -1, 9), (1, 0, -1), (1, 0, 0), (1, 0, 10**6), (-1, 0, 9)],
)
def test_a_reference_to_nothing_gives_nothing(tmp_path: Path, ref: Ref) -> None:
    packs = Packs(tmp_path)
    packs.write(b"something")
    assert packs.read(ref) is None
    packs.close()


# ------------------------------------------------------------------ values

TEXT = st.text(max_size=8)
HTML = TEXT.map(Html)
PLACE = st.builds(Place, TEXT, st.integers(0, 99), st.integers(0, 99))
PROBLEM = st.builds(Problem, PLACE, TEXT, TEXT, TEXT)
MOMENT = st.builds(Moment, st.datetimes(timezones=st.just(ZoneInfo("UTC"))), st.booleans())
EXTRA: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
CARD = st.builds(
    Card,
    minutes=st.integers(0, 10**6),
    url=TEXT.map(Url),
    title=HTML,
    summary=HTML,
    authors=st.just(()),
)
META = st.builds(
    Meta,
    title=TEXT,
    date=st.none() | MOMENT,
    updated=st.none(),
    expires=st.none() | MOMENT,
    tags=st.just(()),
    aliases=st.just(()),
    extra=st.dictionaries(TEXT, EXTRA, max_size=3),
    places=st.dictionaries(TEXT, PLACE, max_size=3),
)
FACTS = st.builds(Facts, title=HTML, fragments=TEXT, problems=st.just(()))
ESSAY = st.builds(Essay, card=CARD, meta=META, facts=FACTS, problems=st.just(()))
REF = st.tuples(*[st.integers(0, 2**40)] * 3)
NAMES = st.dictionaries(TEXT, TEXT, max_size=2)
STAT = st.none() | st.tuples(*[st.integers(0, 2**62)] * 4)
STATE = st.builds(
    State,
    config=st.builds(Config, timezone=st.sampled_from([ZoneInfo("UTC"), ZoneInfo("Asia/Tokyo")])),
    templates=st.builds(TemplateMemory, st.dictionaries(TEXT, st.binary(max_size=3), max_size=2)),
    texts=st.dictionaries(
        TEXT,
        st.builds(TextMemory, stat=STAT, facts=REF, words=REF, problems=st.just(())),
        max_size=2,
    ),
    pages=st.dictionaries(TEXT, st.builds(PageMemory, stat=STAT, view=REF), max_size=2),
    copies=st.dictionaries(TEXT, st.builds(CopyMemory, source=STAT, stat=STAT), max_size=2),
    summary=st.builds(
        Summary,
        held=st.tuples(st.builds(Held)),
        problems=st.tuples(PROBLEM),
        window=st.sampled_from([(0.0, 1.5), (-math.inf, math.inf)]),
        site=st.builds(
            Site, title=HTML, navigation=st.just(()), assets=NAMES, words=NAMES, extra=NAMES
        ),
    ),
)


@given(value=st.one_of(ESSAY, META, FACTS, CARD, PROBLEM, st.builds(Words, HTML, st.tuples(HTML))))
def test_a_value_comes_back_as_it_was(value: Struct) -> None:
    blob = encode(value)
    back = decode(blob, type(value))
    assert back == value
    assert type(back) is type(value)
    if not isinstance(value, (Essay, Facts)):  # these hold sets, which have no order
        assert encode(back) == blob


@given(
    view=st.one_of(
        st.builds(Robots, sitemap=TEXT),
        st.builds(Feed, entries=st.just(()), authors=st.just(())),
        st.builds(RedirectPage, site=st.just(Site()), target=TEXT.map(Url)),
    )
)
def test_a_view_comes_back_as_the_kind_that_it_was(view: View) -> None:
    assert decode(encode(view), any_view()) == view


def test_markup_stays_markup() -> None:
    back = decode(encode(Words(Html("<p>"), (Html("<i>"),))), Words)
    assert type(back.html) is Html
    assert type(back.notes[0]) is Html


@given(blob=st.binary(max_size=40))
def test_bytes_of_nothing_are_damage(blob: bytes) -> None:
    with pytest.raises(DamagedError):
        recall(blob, Essay)
    with pytest.raises(DamagedError):
        recall(None, Essay)


def test_fingerprints_depend_on_where_parts_end() -> None:
    assert fingerprint(b"ab", b"c") != fingerprint(b"a", b"bc") != fingerprint(b"abc")
    assert fingerprint() != fingerprint(b"")


def test_what_is_of_another_type_is_refused() -> None:
    with pytest.raises(DecodeError):
        decode(encode("text"), Essay)


# ------------------------------------------------------------------ the state


@given(state=STATE)
@settings(max_examples=40)
def test_a_state_comes_back_as_it_was(tmp_path: Path, state: State) -> None:
    save(tmp_path, PROGRAM, state)
    assert load(tmp_path, PROGRAM) == state
    assert load(tmp_path, b"another") == State()
    assert names(tmp_path) == ["state"]


def test_a_damaged_state_is_an_empty_one(tmp_path: Path) -> None:
    state = State(inputs=b"something")
    save(tmp_path, PROGRAM, state)
    whole = (tmp_path / "state").read_bytes()
    chance = random.Random(1)
    for _ in range(300):
        damaged = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
        damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
        (tmp_path / "state").write_bytes(damaged)
        assert load(tmp_path, PROGRAM) == State()
    (tmp_path / "state").unlink()
    assert load(tmp_path, PROGRAM) == State()


# ------------------------------------------------------------------ the cache


def _text(packs: Packs, content: bytes) -> TextMemory:
    facts, words = packs.write(b"facts " + content), packs.write(b"words " + content)
    return TextMemory(None, b"", b"", b"", facts, words)


def test_many_packs_become_one_that_holds_what_is_wanted_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path, tmp_path)
    text = _text(cache.packs, b"kept")
    gone = _text(cache.packs, b"gone")
    view = cache.packs.write(b"view")
    for _ in range(17):
        cache.packs.successor().write(b"dropped")
    page = PageMemory("", "", b"", "", None, view, ())
    lost = replace(page, view=(99, 0, 9))
    state = replace(cache.state, inputs=b"as it was", texts={"a": text}, pages={"p": page})
    assert gone.facts[0] == 1
    cache.save(state)
    later = Cache(tmp_path, tmp_path)
    assert later.packs.numbers() == (19,)
    assert later.packs.size() < 100
    assert later.packs.read(later.state.texts["a"].words) == b"words kept"
    assert later.packs.read(later.state.pages["p"].view) == b"view"
    assert later.state.inputs == b"as it was"
    for _ in range(17):
        later.packs.successor().write(b"dropped")
    later.save(replace(later.state, pages={**later.state.pages, "lost": lost}))
    last = Cache(tmp_path, tmp_path)
    assert set(last.state.pages) == {"p"}
    assert last.state.inputs == b""  # so that the next build plans the whole site


def test_a_site_without_a_cache_has_none_to_remove(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: A\n", "utf-8")
    assert not clean_up(tmp_path)
    with opened(tmp_path) as cache:
        assert cache.folder == tmp_path / ".sitegen"
    assert (tmp_path / ".sitegen/.gitignore").read_text("utf-8") == "*\n"
    assert clean_up(tmp_path)
    assert names(tmp_path) == ["site.yaml"]


def test_a_cache_is_removed_once_no_build_is_at_work(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: A\n", "utf-8")
    with opened(tmp_path) as cache:
        remover = Thread(target=clean_up, args=[tmp_path])
        remover.start()
        ref = cache.packs.write(b"still here")
        remover.join(0.1)
        assert remover.is_alive()
        assert cache.packs.read(ref) == b"still here"
    remover.join()
    assert names(tmp_path) == ["site.yaml"]


def test_who_waits_for_a_cache_that_is_removed_gets_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: A\n", "utf-8")
    found: list[bytes | None] = []

    def use() -> None:
        with opened(tmp_path) as cache:
            found.append(cache.packs.read(cache.packs.write(b"mine")))

    with opened(tmp_path):
        waiting = Thread(target=use)
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
        shutil.rmtree(tmp_path / ".sitegen")
    waiting.join()
    assert found == [b"mine"]


def test_a_cache_whose_lock_is_a_link_is_used(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: A\n", "utf-8")
    (tmp_path / ".sitegen").mkdir()
    (tmp_path / ".sitegen/lock").symlink_to(tmp_path / "elsewhere")
    with opened(tmp_path) as cache:
        assert cache.folder == tmp_path / ".sitegen"


def test_a_cache_that_vanishes_in_use_is_reported_as_a_problem(tmp_path: Path) -> None:
    def use() -> None:
        with opened(tmp_path) as cache:
            cache.state = State(inputs=b"something")
            cache.forget()
            assert cache.state == State()
            cache.forget()

    with pytest.raises(SitegenError) as caught:
        use()
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("E912", Place(".sitegen"))


def test_no_cache_is_left_where_there_is_no_site(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        folder = cache.folder
        assert folder.is_dir()
        assert not folder.is_relative_to(tmp_path)
    assert not folder.exists()
    assert names(tmp_path) == []


# ------------------------------------------------------------------ the tree to spare


def _publish(folder: Path, files: dict[str, bytes]) -> Report:
    with staging(folder / "public", spare=folder / "cache/spare") as stage:
        for path, content in files.items():
            stage.record(stage.place(path, content))
        return stage.publish()


FILES = {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b"}


def test_a_tree_to_spare_gives_the_same_site_and_inodes(tmp_path: Path) -> None:
    for number in range(4):
        report = _publish(tmp_path, FILES | {"a/index.html": f"{number}".encode()})
        assert (report.written, report.unchanged) == ((1, 2) if number else (3, 0))
        assert read(tmp_path / "public") == FILES | {"a/index.html": f"{number}".encode()}
        assert names(tmp_path) == (["cache", "public"] if number else ["public"])
    home = (tmp_path / "public/index.html").stat()
    assert home.st_ino == (tmp_path / "cache/spare/index.html").stat().st_ino


@given(data=st.data())
@settings(max_examples=25)
def test_whatever_lies_in_the_spare_tree_the_site_is_what_was_asked_for(
    tmp_path: Path, data: st.DataObject
) -> None:
    parts = st.sampled_from(["a", "b", "index.html", ".sitegen-manifest.json"])
    paths = st.lists(parts, min_size=1, max_size=3).map("/".join)
    contents = st.dictionaries(paths, st.binary(max_size=2), max_size=4)
    _publish(tmp_path, FILES)
    _publish(tmp_path, FILES | {"index.html": b"other"})
    for path, content in data.draw(contents).items():
        file = tmp_path / "cache/spare" / path
        if any(step.is_file() for step in (file, *file.parents)) or file.is_dir():
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    _publish(tmp_path, FILES)
    _publish(tmp_path / "clean", FILES)
    assert tree(tmp_path / "public") == tree(tmp_path / "clean/public")
