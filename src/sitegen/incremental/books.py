"""A site's folder -> the tree of its book, from the same cache as a build."""

from collections.abc import Callable

from sitegen.book.choice import Choice
from sitegen.book.tree import book_of
from sitegen.book.types import Book
from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.plan import plan_texts
from sitegen.incremental.texts import TextCache, Texts
from sitegen.problems.errors import SitegenError, has_error
from sitegen.store.packs import DamagedError
from sitegen.views.filling import fetching
from sitegen.views.parts import Text
from sitegen.workers.parallel import Workers


def read_book(
    request: BuildRequest, cache: Cache, choice: Choice
) -> tuple[Book, Callable[[Text], Text]]:
    """Assemble a book, and return also the function that puts words into its texts.

    Raise SitegenError for what would end a build, too.
    """
    try:
        text_cache = TextCache(request, cache.packs, cache.state)
        texts = text_cache.read(Workers())
        cache.remember_texts(texts)
        site = plan_texts(request, texts, text_cache)
        problems = (*texts.problems, *site.problems)
        if has_error(problems):
            raise SitegenError(problems)
        return book_of(site.index, choice, request.root), words_of(text_cache, texts)
    except DamagedError:
        cache.forget()
        return read_book(request, cache, choice)


def words_of(text_cache: TextCache, texts: Texts) -> Callable[[Text], Text]:
    """Return the function that puts words into texts."""
    return fetching(lambda path: text_cache.words(texts.memories[path]))
