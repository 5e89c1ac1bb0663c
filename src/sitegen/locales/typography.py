"""Language tag -> quotation marks, and the few words that sitegen itself puts into a text."""

from typing import NamedTuple


class Quotes(NamedTuple):
    """The marks that straight quotes of a text become."""

    double: tuple[str, str]
    """What ``"`` opens and closes with."""
    single: tuple[str, str]
    """What ``'`` opens and closes with; an apostrophe is ’ in every language."""


class Labels(NamedTuple):
    """What a screen reader says of things that have no words of their own."""

    note: str
    """``{n}`` is the number of the note, here and below."""
    back: str
    table: str
    to_do: str
    done: str


_LABELS = {
    "en": Labels("Note {n}", "Back to note {n} in the text", "Table", "To do", "Done"),
    "de": Labels(
        "Anmerkung {n}", "Zurück zu Anmerkung {n} im Text", "Tabelle", "Zu tun", "Erledigt"
    ),
    "fr": Labels("Note {n}", "Retour à la note {n} dans le texte", "Tableau", "À faire", "Fait"),
    "es": Labels("Nota {n}", "Volver a la nota {n} en el texto", "Tabla", "Por hacer", "Hecho"),
    "it": Labels("Nota {n}", "Torna alla nota {n} nel testo", "Tabella", "Da fare", "Fatto"),
    "nl": Labels("Noot {n}", "Terug naar noot {n} in de tekst", "Tabel", "Te doen", "Gedaan"),
    "pt": Labels("Nota {n}", "Voltar à nota {n} no texto", "Tabela", "Por fazer", "Feito"),
}

_ENGLISH = Quotes(("“", "”"), ("‘", "’"))
_GERMAN = Quotes(("„", "“"), ("‚", "‘"))
_SWISS = Quotes(("«", "»"), ("‹", "›"))
_FRENCH = Quotes(("«\u202f", "\u202f»"), ("“", "”"))
_LATIN = Quotes(("«", "»"), ("“", "”"))
_NORDIC = Quotes(("”", "”"), ("’", "’"))
_POLISH = Quotes(("„", "”"), ("«", "»"))
_RUSSIAN = Quotes(("«", "»"), ("„", "“"))
_PERSIAN = Quotes(("«", "»"), ("‹", "›"))
_JAPANESE = Quotes(("「", "」"), ("『", "』"))

_QUOTES = {
    **dict.fromkeys(("bg", "cs", "da", "de", "et", "hr", "is", "lt", "sk", "sl", "sr"), _GERMAN),
    **dict.fromkeys(("de-ch", "de-li", "fr-ch", "it-ch"), _SWISS),
    **dict.fromkeys(("ca", "el", "es", "eu", "gl", "it", "pt"), _LATIN),
    **dict.fromkeys(("fi", "sv"), _NORDIC),
    **dict.fromkeys(("hu", "pl", "ro"), _POLISH),
    **dict.fromkeys(("be", "ru", "uk"), _RUSSIAN),
    **dict.fromkeys(("nb", "nn", "no"), Quotes(("«", "»"), ("‘", "’"))),
    "fa": _PERSIAN,
    "fr": _FRENCH,
    "ja": _JAPANESE,
    "pt-br": _ENGLISH,
}


def quotes_of(language: str) -> Quotes:
    """Choose the marks for a BCP 47 tag: the tag itself, else its language, else English."""
    tag = language.replace("_", "-").casefold()
    return _QUOTES.get(tag) or _QUOTES.get(tag.partition("-")[0], _ENGLISH)


def labels_of(language: str) -> Labels:
    """Choose the labels for a BCP 47 tag by its language, else the English ones."""
    return _LABELS.get(language.replace("_", "-").casefold().partition("-")[0], _LABELS["en"])
