"""A Jinja environment with faster code for printing values and calling macros."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, compiler, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_replace
from jinja2.meta import find_referenced_templates
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing, pass_eval_context
from markupsafe import Markup, escape

from sitegen.locales.plurals import counted
from sitegen.model import Html


@cache
def edition() -> str:
    """Return the version of the generated code: another one compiles templates again."""
    stats = (Path(file).stat() for file in (compiler.__file__, __file__))
    return "".join(f"{stat.st_mtime_ns} {stat.st_size} " for stat in stats)


class _Context(Context):
    """Calls macros directly; Jinja first inspects them, at a third of a macro's cost."""

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
    """Compiles templates so that markup, and text without special characters, is printed as it is.

    The output of a template or a block is joined there; Jinja passes each piece alone through
    every template and block around it.
    """

    def visit_Template(  # noqa: N802 (Jinja's name)
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Compile a template, and the names of those that it uses."""
        named = set(find_referenced_templates(node))
        super().visit_Template(node, frame)
        self.writeline(f"_named = {named!r}")

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
        if not node.with_context:  # Jinja passes it on past the buffer
            self.writeline(f"yield concat({frame.buffer})")
            self.writeline(f"{frame.buffer}.clear()")
        super().visit_Include(node, frame)

    def signature(
        self,
        node: nodes.Call | nodes.Filter | nodes.Test,
        frame: Frame,
        extra_kwargs: Mapping[str, Any] | None = None,  # Any: Jinja's signature
    ) -> None:
        # Variables of loops and blocks are for functions that want the context: there are none.
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
    """A Jinja environment with a faster code generator."""

    context_class = _Context
    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:  # Any: Jinja's own many options
        super().__init__(**options)
        self._loaded: dict[str | Template, Template] = {}
        self.filters["replace"] = _replaced
        self.filters["counted"] = counted

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Skip Jinja's linking of globals: there are none."""
        return {} if d is None else d  # Jinja asks three times a page

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (Any and the name: Jinja's)
    ) -> Template:
        """Load a template once: it does not change during the life of an environment."""
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]

    def parse_named(self, name: str) -> nodes.Template:
        """Parse the template of a name."""
        source, file, _ = self.loader.get_source(self, name)  # type: ignore[union-attr]  # given
        return self.parse(source, name, file)

    def names_in(self, name: str) -> set[str | None]:
        """Return the templates that a template names; None for a name that a variable has."""
        named: set[str | None] = self.get_template(name).root_render_func.__globals__["_named"]
        return named

    @staticmethod
    def printed(value: object) -> str:
        """Escape a value; a Markup of each would cost more than the rest of a page."""
        if type(value) is str:
            return escape(value) if _is_special(value) else value
        if type(value) is Html or type(value) is Markup:
            return value
        return str(value) if type(value) is int else escape(value)


def _is_special(text: str) -> bool:
    # A regular expression takes three times as long for a lead.
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


@pass_eval_context
def _replaced(
    eval_ctx: EvalContext, text: str, old: str, new: str, count: int | None = None
) -> str:
    """Replace as Jinja does, faster where a phrase of the interface is filled with markup."""
    kind = type(new)
    if (
        (kind is Html or kind is Markup)
        and type(text) is type(old) is str
        and count is None
        and eval_ctx.autoescape
        and not _is_special(text)
    ):
        return _markup(text.replace(old, new))
    return do_replace(eval_ctx, text, old, new, count)


def _markup(text: str) -> Markup:
    return str.__new__(Markup, text)  # Markup's own constructor takes three times as long
