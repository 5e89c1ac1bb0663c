"""A text's source by blocks: kinds, lines, words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Source
from sitegen.shape.blocks import blocks

PAGE = """\
Title *line* one
=====

A [link](http://x.example/a_(b)) and ![img *alt*](a.png "t") and [ref][1] and [[Wiki|shown]]
&amp; snake_case `code` <b>bold</b>word<br>next.[^1]
# Head {#id}
> quote
lazy
> > more

* a
* b

  still b
  ```
  code
  ```
3) c

After https://site.example/a?b=c end
1998. It was
- list now
- [ ] to do

```python
x = 1

y
```

    indented

    more

| a | b |
|---|---|
| 1 | 2 |

<div class="x"><p>Hi <a href="/x">there</a></p>
<p>Second
line</p>
</div>

<a href="x">Inline start</a> of paragraph
<script>
a

b</script>
[^1]: The note <https://x.example/>.
[1]: http://ref.example/
***
::: note
Inside
:::
a < b and c > d
"""


def source(body: str, line: int = 1) -> Source:
    return Source("essays/a.md", "essay", "", "", 1, body, line)


def test_each_kind_of_block_has_its_lines_and_its_words() -> None:
    found = [f"{b.line}-{b.last} {b.kind}: {b.text}" for b in blocks(source(PAGE))]
    assert found == [
        "1-2 heading: Title line one",
        "4-5 paragraph: A link and img alt and ref and shown & snake_case code boldword next.",
        "6-6 heading: Head",
        "7-9 quote: quote lazy more",
        "11-18 list: a b still b code c",
        "20-21 paragraph: After end 1998. It was",
        "22-23 list: list now to do",
        "25-29 code: x = 1 y",
        "31-33 code: indented more",
        "35-37 table: a b 1 2",
        "39-39 html: Hi there",
        "40-42 html: Second line",
        "44-44 paragraph: Inline start of paragraph",
        "45-48 html: ",
        "49-50 paragraph: The note .",
        "51-51 rule: ",
        "52-52 html: ",
        "53-53 paragraph: Inside",
        "54-54 html: ",
        "55-55 paragraph: a < b and c > d",
    ]


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    (block,) = blocks(source("\n\nOne\ntwo\n", line=7))
    assert (block.line, block.last, block.source) == (9, 10, "One\ntwo")


@given(st.text(st.sampled_from("ab \n#>*-`|<!/p>[](){}_=1.~:"), max_size=300))
def test_every_line_with_words_is_in_one_block(body: str) -> None:
    lines = body.split("\n")
    found = blocks(source(body))
    covered = [number for block in found for number in range(block.line, block.last + 1)]
    assert covered == sorted(set(covered))
    assert {number for number, line in enumerate(lines, 1) if line.strip()} <= set(covered)
    for block in found:
        assert block.source == "\n".join(lines[block.line - 1 : block.last])


def test_hostile_text_takes_no_longer_than_its_length_asks() -> None:
    pieces = r"[ [a]( {a=_ _ a_b <a * > ` <!-- |- \ [[ [x []( ![a][ [^a"
    for piece in re.split(r"(?<=\S) ", pieces):
        assert blocks(source(piece * 20_000))
