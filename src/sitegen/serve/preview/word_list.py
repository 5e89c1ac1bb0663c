"""Texts -> the full-text index of the preview, made when a search page asks for it."""

from sitegen.collection.index import Index
from sitegen.render.wordlist import beginnings, written
from sitegen.serve.preview.texts import WordsOf
from sitegen.views.search import texts_to_find


class WordList:
    """The full-text index; of a text that did not change, the beginnings of words are known."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str]] = {}
        """Path of a text -> hash of its words, and the beginnings."""

    def write(self, index: Index, words_of: WordsOf) -> bytes:
        """Write the index as a build writes it."""
        texts = [self._beginnings(path, words_of) for path in texts_to_find(index)]
        return written([text.split() for text in texts]).encode()

    def _beginnings(self, path: str, words_of: WordsOf) -> str:
        words = words_of(path)
        print_ = hash((words.html, words.notes))
        known = self._known.get(path)
        if known is None or known[0] != print_:
            known = self._known[path] = (print_, " ".join(beginnings(words)))
        return known[1]
