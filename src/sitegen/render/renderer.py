"""View + template -> HTML, through Jinja, which no other package imports."""

from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial

from jinja2 import FunctionLoader
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from msgspec import Struct

from sitegen.collection.groups import reached
from sitegen.problems.errors import SitegenError
from sitegen.render.jinja_speed import FastEnvironment, edition
from sitegen.render.mistakes import AUTHORS_MISTAKES, Diagnosis, Missing
from sitegen.store.user_cache import SummedFiles, user_cache
from sitegen.theme.files import TemplateFiles, squeeze_css
from sitegen.views.types import Page


class Renderer(Struct, frozen=True):
    """Fills templates; equal views give equal text."""

    files: TemplateFiles
    _environment: FastEnvironment

    def closures(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Map each template to all that it may use, itself and missing ones included.

        A template that names another by a variable may use all of them.
        """
        direct = cache(partial(_references, self._environment, self.files))
        return {name: tuple(sorted(reached(name, direct))) for name in names}

    def ready(self, names: Iterable[str]) -> None:
        """Load templates before work is spread over processes, so that each is read once."""
        for name in names:
            with suppress(TemplateError):  # reported when a page asks for it
                self._environment.get_template(name)

    def render(self, template_name: str, view: Page) -> str:
        """Fill a template with the fields of a view; a mistake in it raises SitegenError."""
        values = {name: getattr(view, name) for name in view.__struct_fields__}
        try:
            return self._environment.get_template(template_name).render(values)
        except AUTHORS_MISTAKES as error:
            when = f", while rendering {view.head.url}"
            explain = Diagnosis(self._environment, self.files).explain
            raise SitegenError([explain(error, template_name, values, when)]) from error


def _references(environment: FastEnvironment, files: TemplateFiles, name: str) -> frozenset[str]:
    try:
        named = environment.names_in(name)
    except TemplateError:
        return frozenset()
    return frozenset(files.reachable() if None in named else (name for name in named if name))


def make_renderer(files: TemplateFiles, *, sound: bool = False, kept: bool = True) -> Renderer:
    """Prepare the templates of a site, its own over those of the default theme.

    ``sound`` skips the check of the site's own; ``kept`` keeps compiled templates for later.
    Raises SitegenError with every mistake in them that shows before they are filled.
    """
    environment = FastEnvironment(
        loader=FunctionLoader(partial(_read, files)),
        autoescape=True,
        undefined=Missing,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        bytecode_cache=_Compiled() if kept else None,
    )
    environment.globals.clear()
    del environment.filters["random"]
    check = Diagnosis(environment, files).check
    unchecked = () if sound else files.own_names()
    if problems := [problem for name in unchecked for problem in check(name)]:
        raise SitegenError(problems)
    return Renderer(files, environment)


def _read(files: TemplateFiles, name: str) -> tuple[str, str, None] | None:
    """Read a template; a style sheet is squeezed and taken literally."""
    file = files.find(name)
    if file is None:
        return None
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        raise TemplateSyntaxError(message, 0, name, str(file)) from error
    if file.suffix == ".css":
        text = "{% raw %}" + squeeze_css(text) + "{% endraw %}"
    return text, str(file), None


class _Compiled(BytecodeCache):
    """Keeps compiled templates in the user's cache: the default theme's are those of every site."""

    def __init__(self) -> None:
        self._files = SummedFiles(user_cache("templates"))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name, ascii(filename))  # a folder's name may be no text

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(edition() + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self._files.read(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._files.write(bucket.key, bucket.bytecode_to_string())
