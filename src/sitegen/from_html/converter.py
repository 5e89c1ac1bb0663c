"""HTML of another program -> the Markdown that a person would write for it."""

import re
from collections.abc import Callable, Sequence

from sitegen.from_html import (
    blocks,
    captions,
    code,
    formulas,
    frames,
    headings,
    notes,
    office,
    pictures,
)
from sitegen.from_html.cleaning import clean
from sitegen.from_html.context import Context
from sitegen.from_html.pruning import Pruning
from sitegen.from_html.tree import DEEPEST, Element, is_below_level, note_blocks, parse, rewrite
from sitegen.from_html.types import Converted, Rules
from sitegen.text.regex import regex

_LANG = regex(r"<(?:html|body)\b[^<>]*\slang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)

_CHANGES: tuple[Callable[[Element], list[Element | str] | None], ...] = (
    formulas.with_formulas,
    frames.with_cards,
    pictures.without_own_link,
)


def to_markdown(html: str, rules: Rules = Rules()) -> Converted:  # noqa: B008 - a value
    """Convert HTML to Markdown; no words are lost except those in ``removed``."""
    context = Context(rules)
    root = parse(clean(html))
    if is_below_level(root):
        context.notice(f"elements nested deeper than {DEEPEST} levels are side by side")
    pruning = Pruning(rules.unwanted)
    pruning.prune(root)
    found = notes.take(root, rules.notes)
    trees = [root, *(note.body for note in found.notes)]
    for tree in trees:
        _tidy(tree)
    headings.without_title(root, rules.title)
    headings.without_permalinks(root)
    _note_names(context, trees)
    context.languages = _languages(html, trees)
    context.levels = headings.levels(root, rules.level)
    written = [_body(context, root), *(_note(context, note) for note in found.notes)]
    text = "\n\n".join(filter(None, written))
    return Converted(
        markdown=f"{text}\n" if text else "",
        pictures=tuple(context.pictures),
        links=tuple(context.links),
        removed=(*pruning.removed, *found.removed),
        notices=tuple(context.notices),
    )


def _tidy(root: Element) -> None:
    for change in _CHANGES:
        rewrite(root, change)
    captions.with_figures(root)
    captions.without_gallery_lists(root)
    office.with_lists(root)
    office.with_titles(root)
    code.with_language(root)
    note_blocks(root)


def _note_names(context: Context, trees: Sequence[Element]) -> None:
    """Note the ids that links of the text lead to, and the languages of passages."""
    elements = [each for tree in trees for each in tree.walk()]
    links = (each.get("href").partition("#") for each in elements if each.tag == "a")
    own = {"", context.rules.base}
    wanted = {name for page, _, name in links if page in own}
    there = {each.get("id") for each in elements}
    there |= {each.get("name") for each in elements if each.tag == "a"}
    context.targets = frozenset(wanted & there - {""})


def _languages(html: str, trees: Sequence[Element]) -> frozenset[str]:
    """Return the languages of passages in another language than that of the text."""
    sizes: dict[str, int] = {}
    for tree in trees:
        for each in tree.walk():
            if lang := each.get("lang").lower():
                sizes[lang] = sizes.get(lang, 0) + len(each.text())
    if not sizes:
        return frozenset()
    stated = _LANG.search(html)
    half = sum(len(tree.text()) for tree in trees) / 2
    main = {stated[1].lower()} if stated else {lang for lang, size in sizes.items() if size > half}
    main = {_primary(lang) for lang in main}
    return frozenset(lang for lang in sizes if _primary(lang) not in main)


def _primary(lang: str) -> str:
    return lang.partition("-")[0]


def _body(context: Context, root: Element) -> str:
    found = blocks.blocks(context, root.children)
    while found and found[0].kind == "rule":
        found.pop(0)
    while found and found[-1].kind == "rule":
        found.pop()
    return blocks.joined(found)


def _note(context: Context, note: notes.Note) -> str:
    text = blocks.joined(blocks.blocks(context, note.body.children))
    indented = blocks.prefixed(text, "    ").lstrip(" ")
    return f"[^{note.label}]: {indented}" if text else f"[^{note.label}]: …"
