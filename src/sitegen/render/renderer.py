"""View + template -> HTML, through Jinja, which no module knows but this one and `printing`."""

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from jinja2 import BaseLoader, Environment, StrictUndefined, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import TemplateModule
from jinja2.exceptions import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.meta import find_referenced_templates
from jinja2.runtime import TemplateReference
from jinja2.utils import missing
from msgspec import Struct

from sitegen.problems.errors import Place, Problem, SitegenError
from sitegen.render.jinja_speed import EDITION, FastEnvironment
from sitegen.text.regex import regex
from sitegen.text.suggest import did_you_mean, nearest
from sitegen.theme.files import TemplateFiles, squeeze_css
from sitegen.views.types import Page

_AUTHORS_MISTAKES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What an expression in a template may raise."""
_SUM = 16
_NO_SUCH = regex(r"No (filter|test) named '([^']+)'")
_UNKNOWN_TAG = regex(r"Encountered unknown tag '([^']+)'")
_OPENED = regex(r"The innermost block that needs to be closed is '(\w+)'")


class Renderer(Struct, frozen=True):
    """Fills templates; makes the same text of the same view, always."""

    files: TemplateFiles
    _environment: Environment

    @property
    def names(self) -> tuple[str, ...]:
        """The templates there are, the site's own and the default theme's."""
        return self.files.names()

    def closures(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Name for each template all that it may draw on, itself and missing ones included.

        A template that names another by a variable may draw on all there are.
        """
        direct = cache(partial(_references, self._environment, self.files))
        return {name: _reached(name, direct) for name in names}

    def ready(self, names: Iterable[str]) -> None:
        """Load templates before work is spread over processes, so that each is read once."""
        for name in names:
            with suppress(TemplateError):  # told when a page asks for it
                self._environment.get_template(name)

    def render(self, template_name: str, view: Page) -> str:
        """Fill a template with the fields of a view; a mistake in it raises SitegenError."""
        values = {name: getattr(view, name) for name in view.__struct_fields__}
        try:
            return self._environment.get_template(template_name).render(values)
        except _AUTHORS_MISTAKES as error:
            mistake = _understand(error, self._environment, self.files, values)
            place = _place(error, self.files, template_name)
            message = f"{mistake.message}, while rendering {view.head.url}"
            raise SitegenError([Problem(place, mistake.code, message, mistake.hint)]) from error


def _references(environment: Environment, files: TemplateFiles, name: str) -> frozenset[str]:
    try:
        tree = environment.parse(_source(name, files)[0], name)
    except TemplateError:
        return frozenset()
    named = set(find_referenced_templates(tree))
    return frozenset(files.reachable() if None in named else (name for name in named if name))


def _reached(name: str, direct: Callable[[str], frozenset[str]]) -> tuple[str, ...]:
    reached, waiting = {name}, [name]
    while waiting:
        found = direct(waiting.pop()) - reached
        reached |= found
        waiting += found
    return tuple(sorted(reached))


def make_renderer(
    files: TemplateFiles, compiled: Path | None = None, *, sound: bool = False
) -> Renderer:
    """Prepare the templates of a site, its own over those of the default theme.

    ``compiled`` is a folder for what Jinja makes of them; ``sound`` says that the site's own
    templates are known to be in order. Raises SitegenError with every mistake in them that shows
    unfilled.
    """
    environment = FastEnvironment(
        loader=_Loader(files),
        autoescape=True,
        undefined=_Missing,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        bytecode_cache=_Compiled(compiled) if compiled else None,
    )
    environment.globals.clear()
    del environment.filters["random"]
    unchecked = () if sound else files.own_names()
    own = {name: _check(name, environment, files) for name in unchecked}
    if problems := [problem for found in own.values() for problem in found]:
        raise SitegenError(problems)
    return Renderer(files, environment)


class _Loader(BaseLoader):
    """Reads templates; a style sheet goes in squeezed, as it stands."""

    def __init__(self, files: TemplateFiles) -> None:
        self._files = files

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 (Jinja's signature)
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        return *_source(template, self._files), lambda: True


def _source(name: str, files: TemplateFiles) -> tuple[str, str]:
    file = files.find(name)
    if file is None:
        raise TemplateNotFound(name)
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        raise TemplateSyntaxError(message, 0, name, str(file)) from error
    if file.suffix == ".css":
        text = "{% raw %}" + squeeze_css(text) + "{% endraw %}"
    return text, str(file)


class _Compiled(BytecodeCache):
    """Keeps what Jinja makes of templates, each in a file that is checked before it is used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name, ascii(filename))  # a folder's name may be no text

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(EDITION + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            found = self._file(bucket).read_bytes()
            if found[:_SUM] == _sum(found[_SUM:]):
                bucket.bytecode_from_string(found[_SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            file = self._file(bucket)
            part = file.with_suffix(f".{os.getpid()}")
            part.write_bytes(_sum(code) + code)
            part.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key


def _sum(code: bytes) -> bytes:
    return blake2b(code, digest_size=_SUM).digest()


class _Missing(StrictUndefined):
    """A value that is not there; says in the author's words what was asked of what.

    The message holds code, message and hint on three lines: Jinja hands on nothing but a text.
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
            ask = "where it may be missing, ask first: {% if … is defined %}"
            return f"E704\nthere is no entry '{name}'\n{hint or ask}"
        return f"E704\n'{type(owner).__name__}' has no attribute '{name}'\n{hint}"


def _members(owner: object) -> Iterator[str]:
    if isinstance(owner, Mapping):
        yield from (str(key) for key in owner)
    yield from (name for name in dir(owner) if not name.startswith("_"))


# ------------------------------------------------------------------ mistakes while rendering


class _Mistake(NamedTuple):
    code: str
    message: str
    hint: str


def _understand(
    error: Exception, environment: Environment, files: TemplateFiles, values: Mapping[str, object]
) -> _Mistake:
    text = str(error)
    if isinstance(error, UndefinedError):
        code, message, hint = text.split("\n", 2)
        if message.startswith("unknown variable"):
            hint = _did_you_mean(hint, values) or f"this page has: {', '.join(sorted(values))}"
        return _Mistake(code, message, hint)
    if isinstance(error, TemplateNotFound):
        return _no_template(str(error.name), files)
    if found := _NO_SUCH.match(text):
        known = environment.filters if found[1] == "filter" else environment.tests
        return _Mistake("E702", f"unknown {found[1]} '{found[2]}'", _did_you_mean(found[2], known))
    if isinstance(error, TemplateSyntaxError):
        if isinstance(error.__cause__, UnicodeDecodeError):
            return _Mistake("E707", f"the template is {error.message}", "save the file as UTF-8")
        return _broken(error.message or text)
    endless = isinstance(error, RecursionError)
    reason = (
        "the template calls itself without end" if endless else f"{type(error).__name__}: {text}"
    )
    return _Mistake("E706", reason, "")


def _broken(reason: str) -> _Mistake:
    tag, opened = _UNKNOWN_TAG.match(reason), _OPENED.search(reason)
    if opened and (tag is None or tag[1].startswith("end")):
        where = f"before '{tag[1]}'" if tag else "before the template ends"
        message = f"the '{opened[1]}' above is not closed {where}"
        return _Mistake("E701", message, f"write {{% end{opened[1]} %}}")
    if tag:
        return _Mistake("E701", f"unknown tag '{tag[1]}'", "")
    return _Mistake("E701", (reason[:1].lower() + reason[1:]).rstrip("."), "")


def _no_template(name: str, files: TemplateFiles) -> _Mistake:
    return _Mistake("E703", f"there is no template '{name}'", _did_you_mean(name, files.names()))


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    return did_you_mean(nearest(name, sorted(set(known)), 0.75), "")


def _place(error: Exception, files: TemplateFiles, name: str) -> Place:
    """Find the line: a syntax error knows it, else it is the innermost template on the stack."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Place(files.shown(Path(error.filename)), error.lineno)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(files.own) or file.is_relative_to(files.default):
            return Place(files.shown(file), frame.lineno or 0)
    return Place(f"templates/{name}")


# ------------------------------------------------------------------ mistakes that show unfilled


def _check(name: str, environment: Environment, files: TemplateFiles) -> tuple[Problem, ...]:
    try:
        tree = _tree(name, environment, files)
        found = (
            *_missing_templates(tree, files),
            *_missing_macros(tree, environment, files),
            *_lost_blocks(tree, environment, files),
        )
        environment.get_template(name)  # made of the same tree
    except TemplateSyntaxError as error:
        return (Problem(_place(error, files, name), *_understand(error, environment, files, {})),)
    path = f"templates/{name}"
    return tuple(Problem(Place(path, line), *mistake) for line, mistake in found)


def _tree(name: str, environment: Environment, files: TemplateFiles) -> nodes.Template:
    source, file = _source(name, files)
    return environment.parse(source, name, file)


def _other(name: str, environment: Environment, files: TemplateFiles) -> nodes.Template | None:
    """Read a template that another one asks for; None where it is missing or broken itself."""
    try:
        return _tree(name, environment, files) if name else None
    except TemplateError:
        return None  # its own check tells


def _named(node: nodes.Node) -> str:
    """Name the template that a statement asks for; "" where only the rendering can tell."""
    if not isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
        return ""
    named = node.template
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else ""


def _missing_templates(
    tree: nodes.Template, files: TemplateFiles
) -> Iterator[tuple[int, _Mistake]]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        name = _named(node)
        optional = isinstance(node, nodes.Include) and node.ignore_missing
        if name and not optional and files.find(name) is None:
            yield node.lineno, _no_template(name, files)


def _missing_macros(
    tree: nodes.Template, environment: Environment, files: TemplateFiles
) -> Iterator[tuple[int, _Mistake]]:
    for node in tree.find_all(nodes.FromImport):
        name = _named(node)
        module = _other(name, environment, files)
        if module is None:
            continue
        known = {macro.name for macro in module.find_all(nodes.Macro)}
        known |= {target.name for target in module.find_all(nodes.Name) if target.ctx == "store"}
        for asked in node.names:
            macro = asked if isinstance(asked, str) else asked[0]
            if macro not in known:
                message = f"'{name}' has no macro '{macro}'"
                yield node.lineno, _Mistake("E705", message, _did_you_mean(macro, known))


def _lost_blocks(
    tree: nodes.Template, environment: Environment, files: TemplateFiles
) -> Iterator[tuple[int, _Mistake]]:
    """Find blocks that fill nothing: Jinja drops them without a word."""
    known: set[str] = set()
    seen: set[str] = set()
    parent: nodes.Template | None = tree
    while parent is not None and (extends := parent.find(nodes.Extends)):
        name = _named(extends)
        parent = _other(name, environment, files)
        if parent is None or name in seen:
            return
        seen.add(name)
        known |= {block.name for block in parent.find_all(nodes.Block)}
    for node in tree.body if seen else ():
        if isinstance(node, nodes.Block) and node.name not in known:
            message = f"the block '{node.name}' fills nothing: no template above has it"
            yield node.lineno, _Mistake("E705", message, _did_you_mean(node.name, known))
