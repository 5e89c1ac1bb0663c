"""Comments of all tools: never in the output; code and look-alikes stay."""

from pathlib import Path

import pytest

from sitegen.markdown.comments import without_comments
from sitegen.markdown.converter import Converted, Markdown
from sitegen.markdown.syntax import Syntax
from support.site import build, problems, tree, write_site

MARKDOWN = Markdown()
SYNTAX = Syntax()


WORDS = ("shown", "by 60%%", "no less", "{#} and {/} and", "a {/ b } c", "50 %% of x")


def convert(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md", 10)


def everything(found: Converted) -> str:
    return repr(found)


def html(text: str) -> str:
    words = convert(text).words
    return "".join((words.html, *words.notes))


INLINE = (
    "<!-- {} -->",
    "%%{}%%",
    "%% {} %%",
    "%%%{}%%%",
    "{{% comment %}}{}{{% endcomment %}}",
    "{{%- comment -%}} {} {{%- endcomment -%}}",
    '{{% comment "why" %}}{}{{% endcomment %}}',
    "{{% comment %}}a{{% comment %}}b{{% endcomment %}}{}{{% endcomment %}}",
    "{{% # {} %}}",
    "{{%- # {} -%}}",
    "{{::comment}}{}{{:/comment}}",
    "{{::comment}} {} {{:/}}",
    "{{::comment /}}{{::comment}}{}{{:/comment}}",
    "{{# {} #}}",
    "{{#- {} -#}}",
    "{{{{/* {} */}}}}",
    "{{{{- /* {} */ -}}}}",
    "{{{{< comment >}}}}{}{{{{< /comment >}}}}",
    "{{{{<comment>}}}}{}{{{{</comment>}}}}",
    "{{{{% comment %}}}}{}{{{{% /comment %}}}}",
    "{{/* {} */}}",
    "{{{{!-- {} --}}}}",
    "{{{{! {} }}}}",
    "{{>> {} <<}}",
    "<%# {} %>",
    "<%-- {} --%>",
    "{{::comment}}{}{{:/comment}}",
    "{{::comment}}{}{{:/}}",
    "{{{{-- {} --}}}}",
    "{{::comment}}\n{}\n{{:/}}",
)
AROUND = (
    "One {} two.",
    "{} Two.",
    "One {}",
    "{}",
    "# Heading {}\n\nWords.",
    "Words.\n\n## Heading {}\n\nWords.",
    "- one {}\n- two\n  - {} three",
    "> one {}\n> two",
    "| one {} | two |\n|---|---|\n| x {} | y |",
    "One.[^1] ^[Two {}.]\n\n[^1]: Three {}.",
    "Term {}\n: Words {}",
    "*one {} two* and [three {}](https://example.org/)",
    "![four {}](a.png)",
    "::: note Title {}\nWords {}\n:::",
    "<p>one {}</p>",
    "[one {} two](b.md) and [[c]] {}.",
    "One.\n{}\nTwo.",
)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("comment", INLINE)
def test_a_comment_is_nowhere(comment: str, around: str) -> None:
    secret = comment.format("SECRET wording")
    found = convert(around.replace("{}", secret))
    assert "SECRET" not in everything(found)


@pytest.mark.parametrize("comment", INLINE)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n> ", "\n\n- one\n- two\n\n"])
def test_a_comment_of_several_lines_is_nowhere(comment: str, gap: str) -> None:
    secret = comment.format(f"SECRET{gap}SECRET")
    for before in ("", "Words. ", "> ", "- "):
        assert "SECRET" not in everything(convert(f"{before}{secret}\n\nEnd."))
        assert "End." in html(f"{before}{secret}\n\nEnd.")


@pytest.mark.parametrize("comment", INLINE)
@pytest.mark.parametrize(
    "code",
    [
        "{{< highlight md >}}\n{}\n{{< /highlight >}}",
        "{% highlight md %}\n{}\n{% endhighlight %}",
        "`{}`",
        "`` {} ` ``",
        "```\n{}\n```",
        "~~~ html\n{}\n~~~",
        "    {}",
        "- x\n\n      {}",
    ],
)
def test_code_is_printed_as_it_is(comment: str, code: str) -> None:
    text = f"Words.\n\n{code.replace('{}', comment.format('shown'))}\n\nMore %%SECRET%%"
    assert "shown" in html(text)
    assert "SECRET" not in html(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rose by 50%% and then by 60%% in a year.",
        "A discount of 100%%, no less.",
        "%%%%%%%%%%%%",
        "\\%%shown\\%%",
        "{#own-id} shown",
        "Braces {#} and {/} and {{ x }} and {% x %}.",
        "a {/ b } c",
        "[a link](https://example.org/?q=1%%2a)",
        "$$\n50 %% of x\n$$",
        "<code>%%shown%%</code>",
        "<pre>{% comment %}shown{% endcomment %}</pre>",
        "{% raw %}{% comment %}shown{% endcomment %}{% endraw %}",
        "[/]: https://example.org/\n\nSee [this][/].",
        "[comment]: https://example.org/\n\nA [comment].",
        "{{</* comment */>}}shown{{</* /comment */>}}",
    ],
)
def test_what_only_looks_like_a_comment_stays(text: str) -> None:
    found = convert(text)
    assert not [problem for problem in found.facts.problems if problem.code == "W312"]
    assert [word for word in WORDS if (word in text) != (word in found.words.html)] == []


@pytest.mark.parametrize(
    "text",
    [
        "[//]: # (SECRET)",
        "[//]: # (SECRET (in (brackets))",
        "Words.\n[//]: # (SECRET)",
        '[comment]: # "SECRET"',
        "[comment]: <> (SECRET)",
        "[//]: # (SECRET\nSECRET)",
        "> [//]: # 'SECRET'",
        "[^_^]: # (SECRET)",
        "::: {.hidden}\nSECRET\n:::",
        "::: hidden\nSECRET\n\n::: note\nSECRET\n:::\n:::",
        ":::: {.content-hidden}\nSECRET\n::::",
        "a <!-- SECRET",
        "%%\nSECRET",
        "%%SECRET\n\nSECRET",
        "Words %%SECRET",
        "{% comment %} SECRET",
        "{{< comment >}}\n\nSECRET",
        "%%\n```\nSECRET\n%%\n\nWords %%SECRET%%",
    ],
)
def test_comments_of_other_forms_are_nowhere(text: str) -> None:
    assert "SECRET" not in everything(convert(text + "\n"))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("One.\n\nTwo %%three", 12, "the comment after '%%' is not closed; it hides what follows"),
        (
            "{% comment %}\n\na",
            10,
            "the comment after '{% comment' is not closed; it hides what follows",
        ),
        (
            "One <!-- two\n\nthree",
            10,
            "the comment after '<!--' is not closed; it hides what follows",
        ),
        ("One %%two\n\nthree%% four", 10, "the comment after '%%' hides 3 lines"),
        ("One.\n\n<!-- two", 12, "comment is not closed; it hides the rest"),
    ],
)
def test_a_comment_that_may_hide_too_much_is_reported(text: str, line: int, message: str) -> None:
    found = [(each.place.line, each.code, each.message) for each in convert(text).facts.problems]
    assert found == [(line, "W312", message)]


def test_places_after_a_comment_are_those_of_the_file() -> None:
    (problem,) = convert("%%\na\n\nb\n%%\n\nWords %%c%% and [x](javascript:y)").facts.problems
    assert (problem.code, problem.place.line) == ("W301", 16)


SITE = """-- essays/a.md --
---
title: "Title %%SECRET%% one"
summary: "Summary <!-- SECRET --> two {# SECRET #}"
description: "Three {% comment %}SECRET{% endcomment %}"
tags: [Ice]
relations: [{kind: extends, target: b, reason: "Four %%SECRET%% five"}]
errata: [{date: 2020-02-02, text: "Six %%SECRET%%"}]
---
Lead %%SECRET%% words with [a link](b.md) <!-- SECRET --> here. [Passage %%SECRET%%]{theme=Ice}

%%
[hidden link](secret.png) SECRET
%%
-- essays/secret.png --
x
-- essays/b.md --
---
date: 2020-01-01
---
# Bee {# SECRET #}

%%SECRET%% Text. ![Alt %%SECRET%%](b.png "Title %%SECRET%%")
-- essays/b.png --
x
-- essays/_themes/ice.md --
---
title: Ice
order: [{essay: a, why: "Because %%SECRET%%"}]
---
Theme {% comment %}SECRET{% endcomment %}.
"""


def test_no_comment_is_on_any_page_in_any_feed_or_index(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).code == 0
    for path, content in tree(root / "public").items():
        assert b"secret" not in content.lower() + path.lower().encode(), path


def test_a_comment_left_open_in_a_title_is_reported(tmp_path: Path) -> None:
    root = write_site(tmp_path, '-- essays/a.md --\n---\ntitle: "Title %%SECRET"\n---\nx\n')
    assert "essays/a.md:2:8: warning[W312]: title: a comment is not closed" in problems(root)
    assert not any(b"SECRET" in content for content in tree(root / "public").values())


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "%%" + "a %%" * 100_000,
        "{% comment %}" * 50_000,
        "<!-- a\n\n-->b " * 50_000,
        "`%% ``a " * 50_000,
        "<code>%%" * 50_000,
        "{# " * 200_000,
        "[//]: # (a\n" * 50_000,
        "```\n%%\n```\n\n%%\n\n" * 10_000,
        "a %%\n\n```\n%%\n```\n\n" * 10_000,
        "::: {.hidden}\n" * 50_000,
        "".join("`" * length + " " for length in range(900)),
        "%% ```\n\n" * 30_000,
    ],
    ids=range(12),
)
def test_hostile_comments_end_soon(text: str) -> None:
    found, _ = without_comments(text, lambda part, _: SYNTAX.blocks(part, {}))
    assert found.count("\n") == text.count("\n")
