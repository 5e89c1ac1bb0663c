"""Footnotes: definitions removed from the text, numbered by first mark, with back-links."""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.markdown import block_html
from sitegen.markdown.context import Context


def take(context: Context, tokens: Sequence[Token]) -> list[Token]:
    """Remove the definitions from the text; return the other blocks."""
    targets: list[list[Token]] = [[]]
    defined = context.notes.defined
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            if label in defined:
                message = f"footnote '{label}' is defined twice; the first one is used"
                context.warn("W305", context.line(token), message, "give one of them another label")
            targets.append([token])
            defined.setdefault(label, targets[-1])
        elif token.type == "footnote_reference_close":
            targets.pop()
        else:
            targets[-1].append(token)
    return targets[0]


def render(context: Context) -> list[str]:
    """Render the notes that the text refers to; they may refer to further notes."""
    rendered: list[str] = []
    for number, (label, inline) in enumerate(context.notes.order, 1):
        context.anchor, context.note = context.anchors.note(f"fn{number}"), number
        context.prose.append("")
        if inline:
            tokens = [Token("paragraph_open", "p", 1, level=1), inline, _END]
        else:
            tokens = context.notes.defined[label][1:]
        rendered.append(block_html.render(context, tokens).rstrip())
    for label, tokens in context.notes.defined.items():
        if label not in context.notes.numbers:
            message = f"footnote '{label}' is never referred to and is left out"
            hint = f"refer to it with [^{label}], or delete it"
            context.warn("W304", context.line(tokens[0]), message, hint)
    return [_with_back_links(context, number, markup) for number, markup in enumerate(rendered, 1)]


_END = Token("paragraph_close", "p", -1)


def _with_back_links(context: Context, number: int, markup: str) -> str:
    count = context.notes.marks[number]
    links = "".join(_back_link(context, number, nth) for nth in range(1, count + 1))
    if markup.endswith("</p>"):
        if markup.startswith("<p>") and markup.count("<p") == 1:
            return markup[3:-4] + links
        return f"{markup[:-4]}{links}</p>"
    return f"{markup}\n<p>{links.lstrip()}</p>"


def _back_link(context: Context, number: int, nth: int) -> str:
    own = f'role="doc-backlink"{context.setup.of_labels}'
    mark, label, arrow = f"r{number}", context.setup.labels.back.format(n=number), "↩"
    if nth > 1:
        mark, label, arrow = f"{mark}-{nth}", f"{label}, {nth}", f"{arrow}<sup>{nth}</sup>"
    return f' <a href="#{context.seal}{mark}" {own} aria-label="{label}">{arrow}</a>'
