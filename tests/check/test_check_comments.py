"""Comments of readers below a text: all of them go to ``*.removed.md``, or nothing goes."""

from pathlib import Path

import pytest

from support.site import sitegen, write_site

_ESSAY = """\
---
title: Gate
date: 2010-04-08
---

A gate is a wall that changed its mind. I oiled it in the morning, and by noon it sang.

Then the neighbour came too. He had a can of his own.
"""
_BLOGGER = """
2 comments:
Anonymous said...
Nice one, and so true of my own
April 8, 2010 at 6:12 PM
Greta Holm said...
I disagree with every word.
April 9, 2010 at 9:40 PM
Post a Comment
"""
_WORDPRESS = """
2 Responses to “Gate”

Greta Holm says:

April 9, 2010 at 9:15 am

Nice one, and so true of my own

Reply

Leave a Reply

Name (required)
"""
_SUBSTACK = """
Discussion about this post
Comments
Restacks
Greta Holm
Apr 9
Nice one, and so true of my own
Like (2)
Reply
Share
"""
_TYPEPAD = """
Comments

Nice one, and so true of my own

Posted by: Greta Holm | April 9, 2010 at 09:15 AM

The comments to this entry are closed.
"""
_DISQUS = """
1 Comment
Login
Sort by Best
Greta Holm • 4 years ago
Nice one, and so true of my own
• Reply • Share ›
Powered by Disqus
"""
_LIVEJOURNAL = """
(1 comment) | (Leave a comment)
greta_h
2010-04-09 09:15 am (UTC)
Nice one, and so true of my own
(Reply) (Thread)
"""
_MEDIUM = """
Responses (1)

Greta Holm
Apr 9, 2010
Nice one, and so true of my own
Reply
See all responses
"""
_WITHOUT_NAMES = """
1 comment:

Nice one, and so true of my own

Post a Comment
"""
_GERMAN = """
1 Kommentar:
Anonym hat gesagt…
Nice one, and so true of my own
9. April 2010 um 18:12
Kommentar veröffentlichen
"""
_DUTCH = """
1 reactie op “Gate”
Greta Holm zegt:
9 april 2010 om 09:15
Nice one, and so true of my own
Beantwoorden
Geef een reactie
"""
_FORMS = {
    "blogger": _BLOGGER,
    "wordpress": _WORDPRESS,
    "substack": _SUBSTACK,
    "typepad": _TYPEPAD,
    "disqus": _DISQUS,
    "livejournal": _LIVEJOURNAL,
    "medium": _MEDIUM,
    "without names": _WITHOUT_NAMES,
    "german": _GERMAN,
    "dutch": _DUTCH,
}


def _fixed(root: Path, text: str) -> tuple[str, str]:
    write_site(root, '-- site.yaml --\ntitle: "A"\nauthor: Clara Field\n')
    essay = root / "essays" / "gate.md"
    essay.parent.mkdir()
    essay.write_text(text, encoding="utf-8")
    sitegen("check", "--fix", "--force", str(root))
    removed = essay.with_suffix(".removed.md")
    return essay.read_text(encoding="utf-8"), removed.read_text("utf-8") if removed.exists() else ""


@pytest.mark.parametrize("form", _FORMS.values(), ids=_FORMS.keys())
def test_comments_go_whole(form: str, tmp_path: Path) -> None:
    after, removed = _fixed(tmp_path, _ESSAY + form)
    assert after == _ESSAY
    assert "Nice one, and so true of my own" in removed


@pytest.mark.parametrize("form", _FORMS.values(), ids=_FORMS.keys())
def test_comments_go_whole_or_stay_where_lines_are_lost(form: str, tmp_path: Path) -> None:
    lost = "\n".join(filter(None, (_ESSAY.partition("---\n\n")[2] + form).split("\n")))
    after, removed = _fixed(tmp_path, f"---\ntitle: Gate\ndate: 2010-04-08\n---\n\n{lost}\n")
    said = "Nice one, and so true of my own"
    lines = [line for line in form.split("\n") if line]
    assert (said in removed and not any(line in after.split("\n") for line in lines)) or all(
        line in after for line in lines
    )


def test_a_form_stays_below_somebody_who_speaks(tmp_path: Path) -> None:
    text = f"{_ESSAY}\nGreta wrote on 9 April 2010:\n\nNice one\n\nPost a Comment\n"
    assert _fixed(tmp_path, text) == (text, "")


def test_an_interview_stays(tmp_path: Path) -> None:
    text = f"{_ESSAY}\nAnna asked:\n\nAnd the dog?\n\nPeter said:\n\nHe sleeps better now.\n"
    assert _fixed(tmp_path, text) == (text, "")


def test_readers_who_ask_for_comments_are_reported_once(tmp_path: Path) -> None:
    write_site(tmp_path, '-- site.yaml --\ntitle: "A"\nauthor: Clara Field\n')
    (tmp_path / "essays").mkdir()
    said = "What do you think? Let me know in the comments!"
    text = _ESSAY + _WORDPRESS.replace("Nice one, and so true of my own", said)
    (tmp_path / "essays/gate.md").write_text(text, encoding="utf-8")
    found = sitegen("check", "--select", "W1001,W1313", str(tmp_path)).err
    assert [word for word in ("W1001", "W1313") if word in found] == ["W1001"]


def test_a_row_of_buttons_that_ends_with_dots_goes(tmp_path: Path) -> None:
    row = "Share this:\nTwitter\nFacebook\nLike this:\nLoading...\n"
    assert _fixed(tmp_path, f"{_ESSAY}\n{row}")[0] == _ESSAY
