"""Footnotes: definitions taken out of the text, numbered by first mark, written with links back."""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.markdown import blocks
from sitegen.markdown.draft import Draft


def take(draft: Draft, tokens: Sequence[Token]) -> list[Token]:
    """Take the definitions out of the text; gives the blocks that are left."""
    targets: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            if label in draft.notes.defined:
                draft.warn(
                    "W305",
                    draft.line(token),
                    f"note '{label}' has two texts, the first is used",
                    "give one of them another label",
                )
            targets.append([token])
            draft.notes.defined.setdefault(label, targets[-1])
        elif token.type == "footnote_reference_close":
            targets.pop()
        else:
            targets[-1].append(token)
    return targets[0]


def write(draft: Draft) -> list[str]:
    """Render the notes that the text refers to; they may refer to further notes."""
    written: list[str] = []
    for number, (label, inline) in enumerate(draft.notes.order, 1):
        draft.anchor, draft.note = draft.anchors.note(f"fn{number}"), number
        draft.prose.append("")
        if inline:
            tokens = [Token("paragraph_open", "p", 1, level=1), inline, _END]
        else:
            tokens = draft.notes.defined[label][1:]
        written.append(blocks.write(draft, tokens).rstrip())
    for label, tokens in draft.notes.defined.items():
        if label not in draft.notes.numbers:
            draft.warn(
                "W304",
                draft.line(tokens[0]),
                f"note '{label}' is never referred to and is left out",
                f"refer to it with [^{label}], or delete it",
            )
    return [_finished(draft, number, markup) for number, markup in enumerate(written, 1)]


_END = Token("paragraph_close", "p", -1)


def _finished(draft: Draft, number: int, markup: str) -> str:
    links = "".join(_back(draft, number, nth) for nth in range(1, draft.notes.marks[number] + 1))
    if markup.endswith("</p>"):
        if markup.startswith("<p>") and markup.count("<p") == 1:
            return markup[3:-4] + links
        return f"{markup[:-4]}{links}</p>"
    return f"{markup}\n<p>{links.lstrip()}</p>"


def _back(draft: Draft, number: int, nth: int) -> str:
    mark, label, sign = f"r{number}", draft.setting.labels.back.format(n=number), "↩"
    if nth > 1:
        mark, label, sign = f"{mark}-{nth}", f"{label}, {nth}", f"{sign}<sup>{nth}</sup>"
    return f' <a href="#{draft.seal}{mark}" role="doc-backlink" aria-label="{label}">{sign}</a>'
