"""What lynx and w3m make of a whole page: everything but the author's words is recognised."""

import re

import pytest

from sitegen.check.leftovers.rules import leftovers
from support.checked_texts import case

_WORDS = """\
   A gate is a wall that changed its mind. I oiled it in the morning, and
   by noon it sang like a [3]kettle.

   Then the neighbour came too. He had a can of his own.
"""
_BLOGGER = f"""\
   [1]Next Blog» [2]Create Blog [4]Sign In

Second Harbour

   Slowly, and in order

Thursday, April 8, 2010

Gate

{_WORDS}
   Posted by Ann at [5]9:41 PM
   [6]Email This[7]BlogThis![8]Share to Twitter[9]Share to Facebook

1 comment:

   [10]Martin said...
          He would have liked it very much, and so would his dog, which
          never liked anything.

          [11]April 16, 2010 9:37 PM

   [12]Post a Comment
"""
_MEDIUM = f"""\
   [1]Open in app
   [2]Sign up
   [4]Write

Gate

   [5]Ann Field

   [6]Ann Field
   ·

   (BUTTON) Follow
   5 min read·Apr 8, 2010
   (BUTTON) 2
   (BUTTON) Listen

{_WORDS}
   (BUTTON) -- (BUTTON) 2

Written by Ann Field

   312 Followers

Responses (1)

   [7]Martin Vale

   April 16, 2010
He would have liked it very much.

   (BUTTON) Reply
   (BUTTON) See all responses

More from Ann Field

   [8]

What the Ferry Carries

   [9]Help[10]Status[11]About[12]Careers[13]Privacy[14]Terms
"""
_WORDPRESS = f"""\
   « On Borrowed Ladders | [1]Main | [2]What the Ferry Carries »

Gate

{_WORDS}
   Thanks for reading Second Harbour! Subscribe for free to receive new
   posts and support my work.

   Your email address will not be published. Required fields are
   marked *

   Name ____________________
"""
_LINKS = "\nReferences\n\n" + "".join(f"  {n:2}. http://blog.example/{n}\n" for n in range(1, 15))


def _author(page: str) -> list[str]:
    """Return the lines in which nothing is found."""
    text = case(f"---\ntitle: Gate\ndate: 2010-04-08\nauthor: Ann Field\n---\n\n{page}{_LINKS}")
    found: set[int] = set()
    for problem in (one.problem for one in leftovers(text)):
        more = re.search(r"and the (?:(\d+) lines|line) after it", problem.message)
        line = problem.place.line
        found |= set(range(line, line + 1 + (int(more[1] or 1) if more else 0)))
    lines = enumerate(text.source.body.split("\n"), text.source.body_line)
    return [line for number, line in lines if line.strip() and number not in found]


@pytest.mark.parametrize("page", [_BLOGGER, _MEDIUM, _WORDPRESS])
def test_all_that_is_not_the_authors_is_recognised(page: str) -> None:
    assert _author(page) == [line for line in _WORDS.split("\n") if line]


@pytest.mark.parametrize(
    "words",
    [
        "As I said: posted on April 8, 2010 by Ann, who never knew that it would\nbe read by me.",
        "2\n\nThe gate sang again.\n\n3\n\nIt sang no more.",
        "Press the (BUTTON) twice, and see [1] and [2] for more.",
    ],
)
def test_an_authors_own_lines_are_not(words: str) -> None:
    text = case(f"---\ntitle: Gate\ndate: 2010-04-08\n---\n\n{words}\n\nHe had a can of his own.\n")
    assert list(leftovers(text)) == []


def test_a_byline_in_small_letters_is_one_beside_others_and_below_a_sentence() -> None:
    byline = "Posted by Ann Field on Thursday, 8 April 2010\nby Ann Field\nPosted at 10:02 AM"
    assert _author(f"{byline}\n\n{_WORDS}") == [line for line in _WORDS.split("\n") if line]
    signed = _author(f"{_WORDS}\nAnd it\nsang on.\nby Ann Field\nPosted at 10:02 AM\n")
    assert signed[-2:] == ["And it", "sang on."]
