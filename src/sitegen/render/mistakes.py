"""Errors and source of templates -> problems in their author's words."""

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from jinja2 import StrictUndefined, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.runtime import TemplateReference
from jinja2.utils import missing
from msgspec import Struct

from sitegen.problems.errors import Place, Problem
from sitegen.render.jinja_speed import FastEnvironment
from sitegen.text.regex import regex
from sitegen.text.suggest import did_you_mean, nearest
from sitegen.theme.files import TemplateFiles

AUTHORS_MISTAKES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""Exceptions that an expression in a template may raise."""
_NO_SUCH = regex(r"No (filter|test) named '([^']+)'")
_UNKNOWN_TAG = regex(r"Encountered unknown tag '([^']+)'")
_OPENED = regex(r"The innermost block that needs to be closed is '(\w+)'")
_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


class Missing(StrictUndefined):
    """A missing value; its error names it and what should have it.

    The error's text holds code, message and hint on three lines: Jinja passes on nothing else.
    """

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return f"E705\n{self._undefined_hint.rstrip('.')}\n"
        if owner is missing:
            return f"E704\nunknown variable '{name}'\n{name}"
        hint = _did_you_mean(name, _members(owner))
        if isinstance(owner, TemplateModule | TemplateReference):
            noun = "macro" if isinstance(owner, TemplateModule) else "block"
            return f"E705\nunknown {noun} '{name}'\n{hint}"
        if isinstance(owner, Mapping):
            ask = "if it may be missing, test for it first: {% if … is defined %}"
            return f"E704\nentry '{name}' not found\n{hint or ask}"
        if isinstance(owner, tuple | list) and name.isdigit():
            ask = "test the list first: {% if … %}"
            return f"E704\nthe list has {len(owner)} entries, none of them at [{name}]\n{ask}"
        return f"E704\n'{type(owner).__name__}' has no attribute '{name}'\n{hint}"


def _members(owner: object) -> Iterator[str]:
    if isinstance(owner, Mapping):
        yield from (str(key) for key in owner)
    yield from (name for name in dir(owner) if not name.startswith("_"))


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    return did_you_mean(nearest(name, sorted(set(known)), 0.75), "")


class _Mistake(NamedTuple):
    code: str
    message: str
    hint: str = ""


class Diagnosis(Struct, frozen=True):
    """Finds the mistakes in the templates of a site."""

    environment: FastEnvironment
    files: TemplateFiles

    def explain(
        self, error: Exception, name: str, values: Mapping[str, object], when: str = ""
    ) -> Problem:
        """Explain an error that a template raised when it was filled with values, or parsed."""
        code, message, hint = self._understand(error, values)
        return Problem(self._place(error, name), code, message + when, hint)

    def _understand(self, error: Exception, values: Mapping[str, object]) -> _Mistake:
        text = str(error)
        if isinstance(error, UndefinedError):
            code, message, hint = text.split("\n", 2)
            if message.startswith("unknown variable"):
                hint = _did_you_mean(hint, values) or f"this page has: {', '.join(sorted(values))}"
            return _Mistake(code, message, hint)
        if isinstance(error, TemplateNotFound):
            return self._not_found(str(error.name))
        if found := _NO_SUCH.match(text):
            kind, name = found.groups()
            known = self.environment.filters if kind == "filter" else self.environment.tests
            return _Mistake("E702", f"unknown {kind} '{name}'", _did_you_mean(name, known))
        if isinstance(error, TemplateSyntaxError):
            if isinstance(error.__cause__, UnicodeDecodeError):
                message = f"the template is {error.message}"
                return _Mistake("E707", message, "save the file as UTF-8")
            return _syntax(error.message or text)
        hint, text = "", f"{type(error).__name__}: {text}"
        if isinstance(error, RecursionError):
            text = "the template calls itself endlessly"
            hint = "extend the default theme's by its full name, such as default/essay.html"
        return _Mistake("E706", text, hint)

    def _not_found(self, name: str) -> _Mistake:
        hint = _did_you_mean(name, self.files.names())
        return _Mistake("E703", f"template '{name}' not found", hint)

    def _place(self, error: Exception, name: str) -> Place:
        """Find the line: a syntax error has it, else it is the innermost template on the stack."""
        files = self.files
        if isinstance(error, TemplateSyntaxError) and error.filename:
            return Place(files.shown(Path(error.filename)), error.lineno)
        frames = [
            (file, frame.lineno or 0)
            for frame in reversed(traceback.extract_tb(error.__traceback__))
            if (file := Path(frame.filename)).is_relative_to(files.own)
            or file.is_relative_to(files.default)
        ]
        if isinstance(error, RecursionError):
            # The stack may end in any template that takes part; the owner's own has the mistake.
            own = [frame for frame in frames if frame[0].is_relative_to(files.own)]
            frames = [frame for frame, _ in Counter(own or frames).most_common(1)]
        for file, line in frames:
            return Place(files.shown(file), line)
        return Place(f"templates/{name}")

    def check(self, name: str) -> tuple[Problem, ...]:
        """Find the mistakes in a template that show before it is filled."""
        try:
            tree = self.environment.parse_named(name)
            finders = (self._missing_templates, self._missing_macros, self._lost_blocks)
            found = [mistake for find in finders for mistake in find(tree)]
            self.environment.get_template(name)  # compiled from the same tree
        except TemplateSyntaxError as error:
            return (self.explain(error, name, {}),)
        place = f"templates/{name}"
        return tuple(Problem(Place(place, line), *mistake) for line, mistake in found)

    def _other(self, name: str) -> nodes.Template | None:
        """Parse a template that another one names; None where it is missing or broken itself."""
        try:
            return self.environment.parse_named(name) if name else None
        except TemplateError:
            return None  # reported by its own check

    def _missing_templates(self, tree: nodes.Template) -> Iterator[tuple[int, _Mistake]]:
        for node in tree.find_all(_REFERENCES):
            name = _named(node)
            optional = isinstance(node, nodes.Include) and node.ignore_missing
            if name and not optional and self.files.find(name) is None:
                yield node.lineno, self._not_found(name)

    def _missing_macros(self, tree: nodes.Template) -> Iterator[tuple[int, _Mistake]]:
        for node in tree.find_all(nodes.FromImport):
            name = _named(node)
            module = self._other(name)
            if module is None:
                continue
            known = {macro.name for macro in module.find_all(nodes.Macro)}
            known |= {each.name for each in module.find_all(nodes.Name) if each.ctx == "store"}
            for asked in node.names:
                macro = asked if isinstance(asked, str) else asked[0]
                if macro not in known:
                    message = f"'{name}' has no macro '{macro}'"
                    yield node.lineno, _Mistake("E705", message, _did_you_mean(macro, known))

    def _lost_blocks(self, tree: nodes.Template) -> Iterator[tuple[int, _Mistake]]:
        """Find blocks that no template above has: Jinja ignores them silently."""
        known: set[str] = set()
        seen: set[str] = set()
        parent: nodes.Template | None = tree
        while parent is not None and (extends := parent.find(nodes.Extends)):
            name = _named(extends)
            parent = self._other(name)
            if parent is None or name in seen:
                return
            seen.add(name)
            known |= {block.name for block in parent.find_all(nodes.Block)}
        for node in tree.body if seen else ():
            if isinstance(node, nodes.Block) and node.name not in known:
                message = f"the block '{node.name}' is ignored: no template above has it"
                yield node.lineno, _Mistake("E705", message, _did_you_mean(node.name, known))


def _syntax(reason: str) -> _Mistake:
    tag, opened = _UNKNOWN_TAG.match(reason), _OPENED.search(reason)
    if opened and (tag is None or tag[1].startswith("end")):
        where = f"before '{tag[1]}'" if tag else "before the template ends"
        message = f"the '{opened[1]}' above is not closed {where}"
        return _Mistake("E701", message, f"write {{% end{opened[1]} %}}")
    message = f"unknown tag '{tag[1]}'" if tag else (reason[:1].lower() + reason[1:]).rstrip(".")
    return _Mistake("E701", message)


def _named(node: nodes.Node) -> str:
    """Return the template that a statement names; "" where only the rendering can tell."""
    if not isinstance(node, _REFERENCES):
        return ""
    named = node.template
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else ""
