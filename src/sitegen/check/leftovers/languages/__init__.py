"""What blog platforms print around a text, language by language, as data.

One phrase a line, in small letters. ``~`` marks one that says something only beside others.
``{n}`` is a number, ``{name}`` a few words, ``{date}`` and ``{time}`` are what they say, ``{list}``
is the rest of the line, without a full stop; ``{rest}`` may hold one.
"""

from sitegen.check.leftovers.languages import english, french, german, italian, portuguese, spanish
from sitegen.check.leftovers.languages.entry import Kind, Language

__all__ = ["LANGUAGES", "Kind", "Language"]

LANGUAGES: tuple[Language, ...] = (
    english.ENGLISH,
    german.GERMAN,
    french.FRENCH,
    spanish.SPANISH,
    portuguese.PORTUGUESE,
    italian.ITALIAN,
)
