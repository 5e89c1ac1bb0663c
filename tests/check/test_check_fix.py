"""``sitegen check --fix``: only certain changes, no other byte, no lost word, git asked first."""

import random
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.check.fix import apply_edits, plan_fixes
from sitegen.check.types import Collection, Edit, Finding
from sitegen.content.loader.walk import walk
from support.checked_texts import checked, examined
from support.problem_text import printed
from support.site import Run, sitegen, write_site

ESSAY = (
    "---\ntitle: Trade\ndate: 2010-04-08\n---\n\nFirst words.\n\nNo comments:\n\nPost a Comment\n"
)
MENDED = "---\ntitle: Trade\ndate: 2010-04-08\n---\n\nFirst words.\n"
KEPT = """\
# Removed from a.md by sitegen check

## Lines 7–10: left over from a comment form

```

No comments:

Post a Comment
```
"""


def site(root: Path, text: str = ESSAY) -> Path:
    return write_site(root, f"-- essays/a.md --\n{text}")


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", root, *names, *arguments], check=True, capture_output=True)


def committed(root: Path) -> Path:
    git(root, "init")
    git(root, "add", ".")
    git(root, "commit", "-m", "Begin")
    return root


def check(root: Path, *arguments: str) -> Run:
    return sitegen("check", *arguments, str(root))


def test_what_is_taken_out_is_kept_beside_with_its_reason(tmp_path: Path) -> None:
    root = committed(site(tmp_path))
    run = check(root, "--fix")
    assert (run.code, run.err) == (0, "")
    assert run.out.endswith(": 1 file fixed; no problems\n")
    assert (root / "essays/a.md").read_text() == MENDED
    assert (root / "essays/a.removed.md").read_text() == KEPT
    assert walk(root).essays == ("essays/a.md",)


def test_what_is_deleted_later_is_listed_below(tmp_path: Path) -> None:
    root = site(tmp_path)
    check(root, "--fix", "--force")
    (root / "essays/a.md").write_text(MENDED + "\nNewer Post Older Post Home\n")
    check(root, "--fix", "--force")
    assert (root / "essays/a.removed.md").read_text() == KEPT + (
        "\n## Lines 7–8: left over from a blog's navigation\n\n"
        "```\n\nNewer Post Older Post Home\n```\n"
    )


def test_a_difference_is_shown_and_nothing_changed(tmp_path: Path) -> None:
    root = site(tmp_path)
    run = check(root, "--diff", "--fix")
    assert run.out.startswith(
        "--- a/essays/a.md\n+++ b/essays/a.md\n@@ -4,7 +4,3 @@\n ---\n \n First words.\n"
        "-\n-No comments:\n-\n-Post a Comment\n"
    )
    assert (root / "essays/a.md").read_text() == ESSAY


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("edit", "it has uncommitted changes"),
        ("new", "git does not track it"),
        ("ignored", "git ignores it"),
    ],
)
def test_a_file_that_git_could_not_bring_back_is_left_alone(
    tmp_path: Path, change: str, reason: str
) -> None:
    root = site(tmp_path, MENDED if change == "edit" else ESSAY)
    if change == "edit":
        committed(root)
        (root / "essays/a.md").write_text(ESSAY)
    else:
        git(root, "init")
    if change == "ignored":
        (root / ".gitignore").write_text("essays/\n")
    before = (root / "essays/a.md").read_bytes()
    run = check(root, "--fix")
    assert run.code == 1
    assert f"essays/a.md: error[E1711]: not fixed: {reason}\n" in run.err
    assert "  hint: commit it first, or use --force\n" in run.err
    assert (root / "essays/a.md").read_bytes() == before
    assert check(root, "--fix", "--force").code == 0
    assert (root / "essays/a.md").read_text() == MENDED


def test_without_git_nothing_is_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = site(tmp_path)
    run = check(root, "--fix")
    assert run.code == 1
    assert "error[E1712]: nothing was fixed: the collection is not in a git repository" in run.err
    assert (root / "essays/a.md").read_text() == ESSAY


def test_a_link_stays_a_link_and_its_file_is_fixed(tmp_path: Path) -> None:
    root = site(tmp_path, MENDED)
    (root / "essays/real").mkdir()
    (root / "essays/real/b.md").write_text(ESSAY.replace("Trade", "Barter"))
    (root / "essays/b.md").symlink_to("real/b.md")
    (root / "essays/real").rename(root / "essays/_real")
    (root / "essays/b.md").unlink()
    (root / "essays/b.md").symlink_to("_real/b.md")
    run = check(root, "--fix", "--force")
    assert run.code == 0
    assert (root / "essays/b.md").is_symlink()
    assert "Post a Comment" not in (root / "essays/_real/b.md").read_text()


# ------------------------------------------------------------------ every other byte

_ENDS = ("\n", "\r\n", "\r")
_LEFT = (
    "No comments:",
    "Post a Comment",
    "Posted by Rosa at 10:30 AM",
    "Newer Post Older Post Home",
    "Share this:",
    "Laissez un commentaire",
)
_WORDS = ("market", "Straße", "déjà vu", "patience", "été", "日本", "x\u2028y", "tab\there", "“so”")


def generated(seed: int) -> tuple[bytes, bytes]:
    """Make a file, and the same without what is left over."""
    chance = random.Random(seed)
    end = chance.choice(_ENDS)
    top = chance.choice((b"", b"\xef\xbb\xbf"))
    front = ["---", "title: Trade   # a word", "date:   2010-04-08", "---", ""]
    paragraphs: list[str] = []
    for _ in range(chance.randrange(1, 5)):
        words = (chance.choice(_WORDS) for _ in range(chance.randrange(20, 40)))
        paragraphs += [" ".join(words).capitalize() + "." + " " * chance.randrange(3), ""]
    left: list[str] = []
    for line in chance.sample(_LEFT, chance.randrange(1, 4)):
        left += [line] + [""] * chance.randrange(2)
    clean = end.join([*front, *paragraphs])
    dirty = clean + end.join(left).rstrip("\r\n") + chance.choice(("", end))
    return top + dirty.encode(), top + clean.rstrip("\r\n").encode() + end.encode()


@pytest.mark.slow
def test_a_thousand_files_keep_every_other_byte(tmp_path: Path) -> None:
    cases = [generated(seed) for seed in range(1000)]
    root = write_site(tmp_path, "-- site.yaml --\ntitle: A\nauthor: B\n")
    (root / "essays").mkdir()
    for number, (dirty, _) in enumerate(cases):
        (root / f"essays/e{number}.md").write_bytes(dirty)
    found = look(root)
    plan, problems = plan_fixes(root, *found, every=True)
    assert problems == ()
    mended = {one.path: one for one in plan}
    for number, (dirty, clean) in enumerate(cases):
        one = mended[f"essays/e{number}.md"]
        assert one.after == clean, dirty
        assert set(dirty.split()) <= {*clean.split(), *one.removed.split()}


def look(root: Path) -> tuple[Collection, tuple[Finding, ...]]:
    collection = examined(root)
    return collection, checked(collection, ["10"])


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    root = site(tmp_path)
    found = look(root)
    (root / "essays/a.md").write_text(ESSAY.replace("First", "Other"))
    plan, problems = plan_fixes(root, *found)
    assert plan == ()
    assert printed(problems) == (
        "essays/a.md: error[E1713]: not fixed: it changed during the check\n"
        "  hint: run sitegen check --fix again"
    )


@given(
    st.lists(st.tuples(st.text(max_size=8), st.sampled_from(_ENDS)), min_size=1, max_size=12),
    st.data(),
)
def test_lines_outside_an_edit_stay_as_they_are(
    lines: list[tuple[str, str]], data: st.DataObject
) -> None:
    written = [
        "".join(text.split("\n")).replace("\r", "").encode("utf-8", "replace") + end.encode()
        for text, end in lines
    ]
    joined = b"".join(written)
    # A line that ends in CR and one that begins with LF are one line end to any reader.
    count = len(written) - sum(a.endswith(b"\r") and b == b"\n" for a, b in pairwise(written))
    first = data.draw(st.integers(1, count))
    last = data.draw(st.integers(first, count))
    same, removed = apply_edits(joined, ())
    assert (same, removed) == (joined, ())
    after, taken = apply_edits(joined, (Edit(first, last, (), "why"),))
    assert len(joined) - len(after) >= last - first + 1
    assert b"".join(piece for _, piece in taken).split() in (joined.split(), []) or after


def test_new_lines_end_as_the_old_ones() -> None:
    content = b"a\r\nb\r\nc"
    assert apply_edits(content, (Edit(2, 2, ("x", "y"), "why"),))[0] == b"a\r\nx\r\ny\r\nc"
    assert apply_edits(content, (Edit(3, 3, ("x", "y"), "why"),))[0] == b"a\r\nb\r\nx\r\ny"
    assert apply_edits(content, (Edit(2, 1, ("",), "why"),))[0] == b"a\r\n\r\nb\r\nc"


def test_lines_that_are_only_joined_lose_no_word() -> None:
    after, removed = apply_edits(b"a\nb\n", (Edit(1, 2, ("a b",), "why"),))
    assert (after, removed) == (b"a b\n", ())


def test_a_space_between_two_sentences_loses_no_word() -> None:
    after, removed = apply_edits(b"So it was.Nobody came.\n", (Edit(1, 1, ("It was. So",), "why"),))
    assert [lines for _, lines in removed] == [b"So it was.Nobody came.\n"]
    spaced = Edit(1, 1, ("So it was. Nobody came.",), "space between sentences")
    after, removed = apply_edits(b"So it was.Nobody came.\n", (spaced,))
    assert (after, removed) == (b"So it was. Nobody came.\n", ())


# ------------------------------------------------------------------ sure fixes and likely ones

LIKELY = "---\ntitle: Trade\ndate: 2010-04-08\n---\n\nThursday, April 8, 2010\n\nFirst words.\n"


def test_a_likely_fix_is_shown_and_made_only_when_all_are_asked_for(tmp_path: Path) -> None:
    root = committed(site(tmp_path, LIKELY))
    shown = "sitegen check --fix=all would remove: 'Thursday, April 8, 2010'\n"
    assert shown in check(root).err
    assert check(root, "--diff").out.startswith("1 text in ")
    assert "-Thursday, April 8, 2010\n" in check(root, "--diff", "--fix=all").out
    assert shown in check(root, "--fix").err
    assert (root / "essays/a.md").read_text() == LIKELY
    run = check(root, "--fix=all")
    assert run.out.endswith(": 1 file fixed; no problems\n")
    assert (root / "essays/a.md").read_text() == MENDED
    assert "Thursday, April 8, 2010" in (root / "essays/a.removed.md").read_text()


def test_paths_may_follow_the_option(tmp_path: Path) -> None:
    root = committed(site(tmp_path))
    assert sitegen("check", "--fix", str(root / "essays/a.md")).code == 0
    assert (root / "essays/a.md").read_text() == MENDED


def test_another_value_of_the_option_is_wrong_usage(tmp_path: Path) -> None:
    run = check(site(tmp_path), "--fix=some")
    assert run.code == 2
    assert "'some' is not one of 'sure', 'all'" in run.err
