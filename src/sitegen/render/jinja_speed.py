"""Jinja -> the same text with fewer detours: how values are printed and macros called."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_replace
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing, pass_eval_context
from markupsafe import Markup, escape

from sitegen.model import Html

EDITION = "sitegen 2 "
"""Of the code that templates become: what another edition made is made again."""


class _Context(Context):
    """Calls macros directly; Jinja asks first, at a third of a macro's cost, what they may be."""

    @internalcode
    def call(self, called: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        if type(called) is Macro and not kwargs and self.eval_ctx.autoescape:
            lacking = called._argument_count - len(args)
            more = called.caller or called.catch_kwargs or called.catch_varargs
            if lacking >= 0 and not more:
                whole = (*args, *[missing] * lacking) if lacking else args
                return _markup(called._func(*whole))  # it escapes what it prints
        return super().call(called, *args, **kwargs)


class _Generator(CodeGenerator):
    """Compiles templates so that markup, and text without signs, is printed as it stands.

    What a template or a block prints is put together there; Jinja hands on each piece alone,
    through every template and block around it.
    """

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        if frame.buffer is not None:
            super().blockvisit(body, frame)
        else:
            self.buffer(frame)
            super().blockvisit(body, frame)
            self.writeline(f"if {frame.buffer}: yield concat({frame.buffer})")

    def visit_Include(  # noqa: N802 (Jinja's name)
        self, node: nodes.Include, frame: Frame
    ) -> None:
        if not node.with_context:  # Jinja hands it on past what is put together
            self.writeline(f"yield concat({frame.buffer})")
            self.writeline(f"{frame.buffer}.clear()")
        super().visit_Include(node, frame)

    def signature(
        self,
        node: nodes.Call | nodes.Filter | nodes.Test,
        frame: Frame,
        extra_kwargs: Mapping[str, Any] | None = None,  # Any: Jinja's signature
    ) -> None:
        # Variables of loops and blocks are for functions that ask for the context: we have none.
        wanted = {name: value for name, value in (extra_kwargs or {}).items() if name == "caller"}
        super().signature(node, frame, wanted or None)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


class FastEnvironment(Environment):
    """Jinja's own, but that it makes half the detours."""

    context_class = _Context
    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:  # Any: Jinja's own many options
        super().__init__(**options)
        self._trees: dict[str, nodes.Template] = {}
        self._loaded: dict[str | Template, Template] = {}
        self.filters["replace"] = _replaced

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give what Jinja would link with the globals there are, of which we have none."""
        return {} if d is None else d  # three times a page Jinja walks through it

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (Any and the name: Jinja's)
    ) -> Template:
        """Load a template once: it does not change while there is an environment."""
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]

    def parse(
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> nodes.Template:
        """Parse a template that is only looked into; the next to ask for it has the same tree."""
        tree = super().parse(source, name, filename)
        self._trees[source] = tree
        return tree

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Taken out, for the compiler folds constants where it finds them.
        return self._trees.pop(source, None) or super()._parse(source, name, filename)

    @staticmethod
    def printed(value: object) -> str:
        """Escape a value; to make a Markup of each would cost more than the rest of a page."""
        if type(value) is str:
            return escape(value) if _has_signs(value) else value
        if type(value) is Html or type(value) is Markup:
            return value
        return str(value) if type(value) is int else escape(value)


def _has_signs(text: str) -> bool:
    # A regular expression takes three times as long for a lead.
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


@pass_eval_context
def _replaced(
    eval_ctx: EvalContext, text: str, old: str, new: str, count: int | None = None
) -> str:
    """Replace as Jinja does, sooner where a word of the interface takes up some markup."""
    kind = type(new)
    if (
        (kind is Html or kind is Markup)
        and type(text) is type(old) is str
        and count is None
        and eval_ctx.autoescape
        and not _has_signs(text)
    ):
        return _markup(text.replace(old, new))
    return do_replace(eval_ctx, text, old, new, count)


def _markup(text: str) -> Markup:
    return str.__new__(Markup, text)  # Markup's own way to make one takes three times as long
