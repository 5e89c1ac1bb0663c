"""A site's folder -> the tree of its book, from the same cache as a build."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sitegen.book.choice import Choice
from sitegen.book.edition import Edition, Made
from sitegen.book.tree import book_of
from sitegen.book.types import Book
from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.plan import plan_texts
from sitegen.incremental.texts import TextCache, Texts
from sitegen.model import Words
from sitegen.problems.errors import SitegenError, has_error
from sitegen.store.packs import DamagedError
from sitegen.views.filling import fetching, with_fingerprints
from sitegen.views.pages import book_files
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


def editions(
    book: Book, texts: Texts, words_of: Callable[[str], Words], cache: Cache, folder: Path
) -> Sequence[Made]:
    """Make the files of the book that a site offers; raise SitegenError."""
    folder.mkdir(exist_ok=True)
    fingerprints = {path: memory.fingerprint for path, memory in texts.memories.items()}
    present = with_fingerprints(book, fingerprints)
    edition = Edition(present, fetching(words_of), cache.root, (cache.folder, cache.program))
    return edition.make([folder / name for name in sorted(book_files(), reverse=True)])


def words_of(text_cache: TextCache, texts: Texts) -> Callable[[Text], Text]:
    """Return the function that puts words into texts."""
    return fetching(lambda path: text_cache.words(texts.memories[path]))
