"""Text -> the stems of its significant words, in English, German, French and Spanish."""

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORTEST = 4
_COMMON_WORDS = (
    # English
    "about above after again against also although always among another anything around "
    "because become been before began being below between both came cannot come could "
    "does doing done down during each either else enough even ever every everything from "
    "gave give goes going gone good have having here himself herself itself into just "
    "kept know last least less like little long look made make many might mind more most "
    "much must myself need never nothing often once only other others ought over own part "
    "people perhaps place quite rather really said same says seem seen shall should since "
    "some somebody something soon still such take taken tell than that their them "
    "themselves then there these they thing things think this those though thought three "
    "through time told took toward turn under until upon used very want wants well went "
    "were what when where whether which while whole whom whose will with within without "
    "word words work would year years your yourself first second asked called "
    # German
    "aber alle allem allen aller alles also andere anderen auch beim bereits dabei damit "
    "dann dass denn dies diese diesem diesen dieser dieses doch dort durch eine einem "
    "einen einer eines etwas euch für gegen habe haben hatte hatten hier ihre ihrem ihren "
    "ihrer immer jede jeder kann kein keine können machen mehr mein meine muss nach nicht "
    "nichts noch oder ohne schon sehr sein seine seinem seinen seiner selbst sich sind "
    "soll sondern über unser unsere unter viel vielleicht warum weil welche wenn werden "
    "wieder will wird wurde würde zwischen "
    # French
    "ainsi alors après aussi autre autres avait avant avec avoir beaucoup bien cela celle "
    "celui cette ceux chaque chez comme dans depuis deux donc dont elle elles encore "
    "entre être fait faire leur leurs lorsque mais même moins notre nous parce pendant "
    "peut plus pour pourquoi quand quel quelle quelque sans sera sont sous tous tout "
    "toute toutes très trop vous votre "
    # Spanish
    "algo antes aquel aquella aunque cada como contra cual cuando desde donde durante "
    "ella ellas ellos entre eran eres esta estaba estas este esto estos hace hacia hasta "
    "mientras mismo mucho nada nosotros nuestra nuestro otra otro para pero porque puede "
    "pues quien según sido siempre sobre solo somos también tanto tiene todo todos unos "
    "vosotros "
)
_COMMON = frozenset(_COMMON_WORDS.split())


def stems(text: str) -> Iterator[tuple[str, str]]:
    """Yield the stem of each significant word of a text, and the word as written."""
    for found in _WORD.finditer(text):
        word = found[0].lower().replace("’", "'").removesuffix("'s")
        if len(word) >= _SHORTEST and word not in _COMMON:
            yield stem(word), found[0]


_ENDINGS = (
    "isations|izations|ational|isation|ization|fulness|ousness|iveness|ically|ements|ations|ingly"
    "|ation|ement|ments|ities|iness|ness|ment|ance|ence|able|ible|ings|ally|ious|less|ably|ibly"
    "|ing|ity|ies|ive|ful|ion|ers|est|ous|ism|ist|ed|ly|er|es|al|ic|en|e|s|y"
)
_KEPT = 4
"""Least number of letters in a stem."""
_ENDING = re.compile(rf"(?:{_ENDINGS})\Z")


@lru_cache(maxsize=65_536)  # a collection has far fewer words than it uses
def stem(word: str) -> str:
    """Remove the endings of a word: ``listening`` and ``listened`` become ``listen``.

    The longest suffix first, twice at most. This is crude, but a comparison only needs the same
    result for all forms of a word.
    """
    for _ in range(2):
        if found := _ENDING.search(word, _KEPT):
            word = word[: found.start()]
    return word[:-1] if len(word) > _KEPT and word[-1] == word[-2] else word
