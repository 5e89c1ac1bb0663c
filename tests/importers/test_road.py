"""``sitegen import`` from record to file, whatever the format."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.importers import detection
from sitegen.importers.essays.links import rewritten
from sitegen.importers.files import writing
from sitegen.importers.report.balance import balance, shown_words
from support import foreign_records
from support.foreign_records import post, write_records
from support.site import CONFIG, Run, sitegen, tree, write_site

Import = Callable[..., Run]
DATA = Path(__file__).parents[1] / "data"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Import records into ``site`` below ``tmp_path``."""
    monkeypatch.setitem(sys.modules, "sitegen.importers.formats.feed", foreign_records)
    monkeypatch.setattr(detection, "FORMATS", ("feed",))

    def run(*records: dict[str, object], options: tuple[str | Path, ...] = ()) -> Run:
        export = write_records(tmp_path / "records.json", *records)
        return sitegen("import", export, "--into", tmp_path / "site", *options)

    return run


def text(root: Path, name: str) -> str:
    return (root / "site/essays" / name).read_text(encoding="utf-8")


def test_a_post_becomes_an_essay_with_its_facts(bring: Import, tmp_path: Path) -> None:
    bring(
        post(
            "Rope: a story",
            "<p>Some words.</p>",
            url="https://blog.example/2010/04/rope.html",
            tags=["Ropes", "ropes", "C++"],
            authors=["Ann O'Hara"],
        )
    )
    assert text(tmp_path, "rope.md") == (
        "---\n"
        'title: "Rope: a story"\n'
        "date: 2010-04-08T17:30:00+02:00\n"
        "authors: [Ann O'Hara]\n"
        "tags: [Ropes, C++]\n"
        "aliases: [/2010/04/rope.html]\n"
        "source:\n"
        "  kind: original\n"
        "  url: https://blog.example/2010/04/rope.html\n"
        "  site: blog.example\n"
        "  published: 2010-04-08\n"
        "---\n\nSome words.\n"
    )


def test_what_must_not_be_published_is_a_draft_with_its_reason(
    bring: Import, tmp_path: Path
) -> None:
    run = bring(post("Rope", draft="it is private"))
    assert "draft: true  # it is private\n" in text(tmp_path, "rope.md")
    assert "  1 draft: it is private (1)\n" in run.out


def test_second_run_changes_nothing(bring: Import, tmp_path: Path) -> None:
    records = [post("Rope"), post("Hook")]
    bring(*records)
    before = tree(tmp_path / "site")
    run = bring(*records)
    assert tree(tmp_path / "site") == before
    assert "imported before: 2" in run.out


def test_second_run_takes_only_what_is_new(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope"))
    (tmp_path / "site/essays/rope.md").rename(tmp_path / "site/essays/cord.md")
    bring(post("Rope"), post("Hook"))
    names = {path.name for path in (tmp_path / "site/essays").glob("*.md")}
    assert names == {"cord.md", "hook.md"}


def test_deleted_essay_stays_deleted(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope"), post("Hook"))
    (tmp_path / "site/essays/rope.md").unlink()
    run = bring(post("Rope"), post("Hook"))
    assert not (tmp_path / "site/essays/rope.md").exists()
    assert "1 moved or deleted since" in run.out


def test_dry_run_writes_nothing(bring: Import, tmp_path: Path) -> None:
    run = bring(post("Rope"), options=("--dry-run",))
    assert not (tmp_path / "site").exists()
    assert run.out.startswith("would import 1 essay from feed into ")


def test_nothing_is_overwritten(bring: Import, tmp_path: Path) -> None:
    write_site(tmp_path / "site", "-- essays/rope.md --\nMine.\n")
    bring(post("Rope"))
    assert text(tmp_path, "rope.md") == "Mine.\n"
    assert "Some words." in text(tmp_path, "2010-04-08-rope.md")


def test_two_of_the_same_name_are_two_files(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope", ident="1"), post("Rope", ident="2"))
    names = {path.name for path in (tmp_path / "site/essays").glob("*.md")}
    assert names == {"rope.md", "2010-04-08-rope.md"}


@pytest.mark.parametrize("slug", ["con", "index", "README", "private", "drafts", "a/../../b"])
def test_names_with_a_meaning_are_avoided(bring: Import, tmp_path: Path, slug: str) -> None:
    bring(post("Rope", slug=slug))
    (file,) = (tmp_path / "site/essays").rglob("*.md")
    assert file.parent == tmp_path / "site/essays"
    assert file.name == ("b.md" if slug == "a/../../b" else f"2010-04-08-{slug.lower()}.md")


@pytest.mark.parametrize(
    "address",
    [
        "https://blog.example/2010/04/hook.html",
        "http://www.blog.example/2010/04/hook.html?utm_source=x#more-7",
        "https://blog.example/2010/04/hook/",
        "https://blog.example/?p=7",
        "https://blog.example/2010/04/hook.html#.6ab7c",
    ],
)
def test_links_between_posts_lead_to_their_files(
    bring: Import, tmp_path: Path, address: str
) -> None:
    hook = "https://blog.example/2010/04/hook.html"
    bring(
        post("Rope", f"To [the hook]({address}).\n", markup="markdown"),
        post("Hook", url=hook, aliases=["/?p=7"]),
    )
    assert text(tmp_path, "rope.md").endswith("\n\nTo [the hook](hook.md).\n")


def test_links_in_code_stay(bring: Import, tmp_path: Path) -> None:
    hook = "https://blog.example/hook"
    body = f"`[a]({hook})`\n\n```\n[a]({hook})\n```\n\n[a]({hook}#part)\n"
    bring(post("Rope", body, markup="markdown"), post("Hook", "<h3>Part</h3>", url=hook))
    assert text(tmp_path, "rope.md").endswith(body.replace(f"({hook}#", "(hook.md#"))


def test_pictures_at_hand_are_copied_beside_the_text(bring: Import, tmp_path: Path) -> None:
    file = tmp_path / "uploads/2010/04/lamp.png"
    file.parent.mkdir(parents=True)
    file.write_bytes(PICTURE)
    body = "![A lamp](https://blog.example/wp-content/uploads/2010/04/lamp.png)\n"
    run = bring(post("Rope", body, markup="markdown"), options=(tmp_path / "uploads",))
    assert run.code == 0, run.err
    assert text(tmp_path, "rope/index.md").endswith("\n![A lamp](lamp.png)\n")
    assert (tmp_path / "site/essays/rope/lamp.png").read_bytes() == PICTURE


def test_pictures_that_are_not_at_hand_stay_and_are_listed(bring: Import, tmp_path: Path) -> None:
    body = "![A lamp](https://blog.example/lamp.png)\n"
    run = bring(post("Rope", body, markup="markdown"))
    assert text(tmp_path, "rope.md").endswith(body)
    assert "pictures not at hand: 1" in run.out
    assert "https://blog.example/lamp.png" in run.out


def test_left_overs_leave_no_empty_lines_behind(bring: Import, tmp_path: Path) -> None:
    lines = _paragraphs()
    foot = ["Posted by Ann at 9:41 PM", "2 comments:", "Post a Comment"]
    run = bring(post("Rope", "\n".join([*lines, *foot]), markup="text", authors=["Ann"]))
    assert text(tmp_path, "rope.md").endswith("\n\n" + "\n\n".join(lines) + "\n")
    assert "fixed, all words kept:\n  empty line: essays/rope.md" in run.out


def test_left_overs_go_to_a_file_of_their_own(bring: Import, tmp_path: Path) -> None:
    body = (
        "The rope was old and had been in the shed for years.\n\nNobody knew who had bought it.\n\n"
        "Posted by Ann at 9:41 PM\n\n3 comments:\n\nPost a Comment\n\nOlder Post\n"
    )
    run = bring(post("Rope", body, markup="text", authors=["Ann"]))
    assert text(tmp_path, "rope.md").endswith("Nobody knew who had bought it.\n")
    assert "Post a Comment" in text(tmp_path, "rope.removed.md")
    assert " removed" in run.out


def test_new_collection_builds(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope", url="https://blog.example/rope", authors=["Ann"], tags=["ice"]))
    run = sitegen("build", tmp_path / "site", "--strict")
    assert run.code == 0, run.err


def test_collection_keeps_its_settings(bring: Import, tmp_path: Path) -> None:
    write_site(tmp_path / "site", "-- essays/a.md --\nA.\n")
    bring(post("Rope"))
    assert (tmp_path / "site/site.yaml").read_text(encoding="utf-8") == CONFIG


# ------------------------------------------------------------------ words


def test_report_balances_to_the_word(bring: Import) -> None:
    run = bring(
        post(
            "Rope",
            "<h1>Rope</h1><p>One two three.</p><div class='form'>Subscribe now</div>",
            unwanted={".form": "subscribe form"},
        ),
        options=("--format", "json"),
    )
    report = json.loads(run.out)
    assert report["words"] == {
        "source": 6,
        "kept": 3,
        "removed": 2,
        "metadata": 1,
        "added": 0,
        "lost": [],
    }
    assert report["texts"][0]["removed"] == [["subscribe form", 2]]


def test_words_that_are_nowhere_are_named(bring: Import) -> None:
    run = bring(post("Rope", "Some words <!-- but -->%% not these %%.\n", markup="text"))
    assert "words: 4 in the source = 2 kept + 2 lost\n" in run.out
    assert "  lost in essays/rope.md: not these (compare with records.json, Rope)\n" in run.out


_WORDS = st.lists(
    st.sampled_from(["rope", "lamp", "1903", "it's", "Ärger", "x2", "<b>bold</b>", "a&amp;b"])
)


@given(_WORDS, _WORDS, _WORDS)
def test_balance_is_even(kept: list[str], removed: list[str], lost: list[str]) -> None:
    source = shown_words(" ".join(kept + removed + lost))
    one = balance(source, shown_words(" ".join(kept)), shown_words(" ".join(removed)), ())
    assert one.source + one.added == one.kept + one.removed + one.metadata + len(one.lost)
    assert Counter(one.lost) == shown_words(" ".join(lost))


def _paragraphs() -> list[str]:
    every = (DATA / "shape" / "sentences" / "en.txt").read_text(encoding="utf-8").split("\n")
    sentences = [line for line in every if line.strip()]
    return [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences) - 3, 3)]


def test_plain_text_gets_its_paragraphs_back(bring: Import, tmp_path: Path) -> None:
    lines = _paragraphs()
    bring(post("Rope", "\n".join(lines), markup="text"))
    assert text(tmp_path, "rope.md").endswith("\n\n" + "\n\n".join(lines) + "\n")


def test_words_that_would_be_tags_are_shown(bring: Import, tmp_path: Path) -> None:
    run = bring(
        post("Rope", "Dear <name>, see <https://a.example/> and <b>this</b>.", markup="text")
    )
    assert "Dear \\<name>, see <https://a.example/> and <b>this</b>.\n" in text(tmp_path, "rope.md")
    assert "lost" not in run.out


# ------------------------------------------------------------------ where


@pytest.mark.usefixtures("bring")
def test_essays_may_go_into_a_folder_of_the_collection(tmp_path: Path) -> None:
    write_site(tmp_path / "site", "-- essays/2010/a.md --\nA.\n")
    export = write_records(tmp_path / "more.json", post("Rope"), post("About", kind="page"))
    sitegen("import", export, "--into", tmp_path / "site/essays/2010")
    assert "Some words." in text(tmp_path, "2010/rope.md")
    assert "Some words." in text(tmp_path, "_pages/about.md")


def test_line_of_the_record_that_is_broken_is_left_out(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope"))
    record = tmp_path / "site/essays/.imports.jsonl"
    record.write_text("{broken\n" + record.read_text(encoding="utf-8"), encoding="utf-8")
    run = bring(post("Rope"), post("Hook"))
    assert "imported 1 essay" in run.out
    assert "imported before: 1" in run.out


def test_posts_with_one_number_in_two_blogs_are_two(bring: Import, tmp_path: Path) -> None:
    bring(post("Rope", ident="7", url="https://one.example/rope"))
    records = [post("Hook", ident="7", url="https://two.example/hook")]
    bring(*records)
    before = tree(tmp_path / "site")
    assert "essays/hook.md" in before
    bring(*records)
    assert tree(tmp_path / "site") == before


@pytest.mark.parametrize("title", ["Rope", ""])
def test_post_whose_site_is_named_later_is_the_same(
    bring: Import, tmp_path: Path, title: str
) -> None:
    bring(post(title, ident="7", url="/2010/rope.html"))
    before = tree(tmp_path / "site")
    run = bring(post(title, ident="7", url="https://one.example/2010/rope.html"))
    assert "imported before: 1" in run.out
    assert tree(tmp_path / "site") == before


def test_full_disk_is_a_problem_and_the_next_run_goes_on(
    bring: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(writing, "atomic_write", fails)
        run = bring(post("Rope"), post("Hook"))
    assert run.code == 1
    assert "error[E1804]: cannot be written: no space left on device" in run.err
    assert bring(post("Rope"), post("Hook")).code == 0
    assert "Some words." in text(tmp_path, "rope.md")
    assert "Some words." in text(tmp_path, "hook.md")


def test_advertisement_in_a_post_is_reported(bring: Import, tmp_path: Path) -> None:
    own = "The rope was in the shed, and nobody knew who had bought it or for what. " * 6
    spam = (
        "Buy cheap generic viagra and cialis online without prescription from our Canadian "
        "pharmacy, best price and free shipping worldwide, order tadalafil pills today."
    )
    records = [post(f"Post {n}", f"<p>{own}</p><p>{own} Again {n}.</p>") for n in range(4)]
    run = bring(*records, post("Rope", f"<p>{own}</p><p>{own} More.</p><p>{spam}</p>"))
    assert f"{tmp_path.as_posix()}/site/essays/rope.md:10: error[E1201]:" in run.err
    assert "viagra" in text(tmp_path, "rope.md")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>two <b>th</b>ree</p>", "one two three"),
        ('<p title="a > b">One</p><!-- two --><script>three</script>', "one"),
        ("<b don't>One</b> it's", "one it s"),
        ("a < b and <c", "a b and c"),
        ("<select><option>x</select>One<noscript><img></noscript> 19031", "one 19031"),
        ("&lt;b&gt; R&amp;D co&shy;op", "b r d coop"),
    ],
)
def test_words_of_html_are_those_that_readers_see(html: str, words: str) -> None:
    assert shown_words(html) == Counter(words.split())


@pytest.mark.parametrize(
    "piece", ["<b ", "](", "<a href='", '<i x="', "<!--", "<svg>", "</", "`a", "[x", 'src="', "&#"]
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * 30_000
    assert shown_words(text).total() >= 0
    assert rewritten(text, lambda _: None) == text
