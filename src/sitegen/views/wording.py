"""Words of the interface -> the same as markup that tells their language."""

from collections.abc import Mapping
from html import escape
from typing import SupportsIndex

from sitegen.locales.language import language_of_words, primary
from sitegen.model import Html


class Wording(dict[str, str]):
    """The words of the interface, as entries and as attributes.

    Templates ask for attributes first; without them every word would cost an exception.
    """

    def __init__(self, phrases: Mapping[str, str]) -> None:
        super().__init__(phrases)
        self.__dict__ = self


class Phrase(Html):
    """A phrase as markup, which stays markup when a template fills it."""

    __slots__ = ()

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> str:
        """Put words, or markup, into the place of others."""
        words = new if hasattr(new, "__html__") else escape(new, quote=False)
        return Phrase(super().replace(old, words, count))

    def capitalize(self) -> str:
        """Begin the phrase with a capital letter."""
        tag, end, words = self.partition(">")
        return Phrase(tag + end + words.capitalize())


def marked(words: Mapping[str, str], language: str) -> Wording:
    """Return the words of a site; where its language has none, each says that it is English.

    Two more entries are tags of languages: ``lang`` is that of the words, and ``foreign`` is the
    same where it is not that of the site.
    """
    is_own = words.get("language") == primary(language)
    own = language if is_own else language_of_words(language)
    if own == language:
        return Wording({**words, "lang": own, "foreign": ""})
    phrases = {key: _marked(word, own) for key, word in words.items()}
    return Wording({**phrases, "language": own, "lang": own, "foreign": own})


def _marked(word: str, lang: str) -> str:
    html = escape(word, quote=False)
    return Phrase(f'<bdi lang="{lang}">{html}</bdi>' if word.strip(" ,") else html)
