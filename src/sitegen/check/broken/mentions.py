"""Text that speaks of what readers cannot see: earlier posts without a link, a comment form."""

import re
from collections.abc import Iterator

from sitegen.check.case import Block, Case, Finding
from sitegen.problems.errors import Place, Problem

# ------------------------------------------------------------------ earlier posts

_TOLD = (
    "wrote|examined|looked|talked|posted|blogged|discussed|argued|mentioned|described|published|"
    "explained|reported|reviewed|covered|promised|explored|shared|listed|introduced|asked|spoke"
)
_POST = "(?:blog ?)?(?:posts?|entry|entries|articles?|columns?|essays?|instal?lment)"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_TIMES = f"week|month|year|time|night|summer|spring|autumn|fall|winter|{_DAYS}"
_EARLIER = (
    # English
    rf"(?:last|this past) (?:{_TIMES}),? (?:i|we) (?:{_TOLD})",
    rf"(?:i|we) (?:{_TOLD})(?: \w+){{0,6}} (?:last (?:{_TIMES})|yesterday|the other day)",
    rf"(?:i|we) (?:{_TOLD})(?: \w+){{0,6}} (?:few|couple of) (?:days|weeks|months) ago",
    rf"(?:in|from|since|to) (?:my|our) (?:very )?"
    rf"(?:last|previous|earlier|prior|first|recent|other|second) {_POST}",
    rf"(?:yesterday|last (?:week|month))['’]s {_POST}",
    r"(?:in|from) (?:an?|the) (?:previous|earlier|prior|last) (?:blog ?)?(?:post|entry|column)s?",
    # German
    r"(?:letzten?|vergangenen?|vorigen?) (?:woche|monat|jahr|mal) "
    r"(?:habe|haben|schrieb|berichtete|untersuchte|ging|stellte) (?:ich|wir)",
    r"in (?:meinem|unserem|einem) (?:letzten|vorigen|vorherigen|früheren|ersten) "
    r"(?:blog-?)?(?:beitrag|artikel|post|eintrag|text)",
    r"wie (?:ich )?(?:letzte|vergangene|vorige) woche (?:schon )?(?:geschrieben|erwähnt|berichtet)",
    # French
    r"(?:la semaine|le mois|l['’]année|l['’]an) (?:dernière|dernier|passée?),? "
    r"(?:j['’]ai|nous avons|j['’]|je |on a) ?(?:écri|parl|examin|évoqu|publi|montr|présent|vu)\w*",
    r"dans (?:mon|notre|un) (?:dernier|précédent|premier) (?:billet|article|post)",
    r"dans (?:mon|notre|un|le) (?:billet|article|post) (?:précédent|antérieur)",
    # Spanish
    r"(?:la semana|el mes|el año) (?:pasad[ao]|anterior),? "
    r"(?:escrib|habl|examin|publi|coment|vimos|analic|analiz|expliqu|explic)\w*",
    r"en (?:mi|nuestr[oa]|una?|el|la) (?:últim[oa]|anterior|pasad[oa]|primera?|previ[oa]) "
    r"(?:entrada|artículo|post|columna)",
    r"en (?:mi|nuestr[oa]|una?|el|la) (?:entrada|artículo|post|columna) (?:anterior|pasad[oa])",
    # Portuguese
    r"(?:semana|mês|ano) passad[ao],? (?:eu )?"
    r"(?:escrev|fal|examin|publi|coment|vimos|analis|mostr)\w*",
    r"(?:no|em) (?:meu|nosso|um) (?:último|anterior|primeiro) (?:post|artigo|texto)",
    r"(?:no|em) (?:meu |nosso |um )?(?:post|artigo|texto) (?:anterior|passado)",
    # Italian
    r"(?:la settimana|il mese|l['’]anno) (?:scors[ao]|passat[ao]),? (?:ho|abbiamo) "
    r"(?:scritto|parlato|esaminato|pubblicato|visto|analizzato|mostrato)",
    r"ne(?:l|ll['’]) ?(?:mio |nostro )?(?:ultimo|precedente|primo|scorso) (?:post|articolo)",
    r"ne(?:l|ll['’]) ?(?:mio |nostro )?(?:post|articolo) (?:precedente|scorso)",
)
_DANGLING = re.compile(rf"\b(?:{'|'.join(_EARLIER)})\b", re.IGNORECASE)
_CALENDAR = (
    *("last", "this past", "yesterday", " other", " ago", "revious", "earlier", "prior", "first"),
    *("recent", "second", "letzte", "vergangen", "vorig", "vorher", "früher", "ersten", "derni"),
    *("pass", "précéd", "antérieur", "premier", "pasad", "anterior", "ltim", "prime", "previ"),
    *("scors", "preced", "primo"),
)
"""One of these is in every match of the pattern above, and they are quick to look for."""
_LINK = re.compile(
    r"\]\(|\]\[|\[\[|<a\b|https?://|\bwww\.|<https?:|\[[^\]\n]+\](?!\()", re.IGNORECASE
)


def dangling(case: Case) -> Iterator[Finding]:
    """Find "last week I wrote …" where no link is near."""
    blocks = [block for block in case.blocks if block.kind not in ("code", "rule")]
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        text = block.text.lower() if block.kind != "heading" else ""
        found = any(word in text for word in _CALENDAR) and _DANGLING.search(block.text)
        if found and not any(near and _LINK.search(near.source) for near in (before, block, after)):
            message = f"'{found[0].strip()}' points at a text that is not linked"
            hint = "link the text that is meant, or say it without the calendar"
            yield Finding(Problem(_place(case, block, found[0]), "W1312", message, hint))


def _place(case: Case, block: Block, words: str) -> Place:
    # The words may stand on any line of the block, and be broken by a line end.
    first = words.split(maxsplit=1)[0]
    start = " ".join(words.split()[:2])
    written = block.source.split("\n")
    for wanted in (words, start, first):
        for number, line in enumerate(written, block.line):
            if (at := line.find(wanted)) >= 0:
                return Place(case.path, number, at + 1)
    return Place(case.path, block.line)


# ------------------------------------------------------------------ comments

_ASKED = r"(?:^|[.!?;:,—–-]\s|\b(?:please|can|could|(?:free|hesitate|sure|like|welcome) to)\s+)"
_INVITES = (
    # English
    rf"{_ASKED}(?:leave|post|drop|add|write|submit)(?: (?:me|us))?(?: (?:a|your|some|any|the))?"
    r"(?: \w+)? comments?\b(?! (?:on|to|in|about|by|from|out)\b)",
    rf"{_ASKED}(?:comment|reply|respond|sound off|discuss|chime in) (?:below|in the comments?)\b",
    r"\b(?:let (?:me|us) know|tell (?:me|us)|share|sound off|chime in|speak up|leave|drop)\b"
    r"[^.?!]{0,60}\bin (?:the|your) comments?\b",
    r"\bcomments (?:are|is) (?:always |very )?(?:welcome|open)\b(?! (?:to|on|at)\b)",
    r"(?<!the )(?<!these )\b(?:comments?|thoughts|comment section) below\b(?! th)",
    # German
    r"\b(?:hinterlass(?:t|en sie|e)?|schreib(?:t|en sie|e)?)(?: (?:es|mir|uns|doch|gerne?|einfach"
    r"|bitte|dazu|mal))* (?:einen kommentar|(?:eure|deine) meinung|in die kommentare)\b",
    r"\bin den kommentaren\b|\bkommentare sind (?:herzlich )?(?:willkommen|erwünscht)\b",
    r"\bfreue mich (?:auf|über) (?:eure|ihre|deine) kommentare\b",
    # French
    r"\b(?:laiss(?:ez|e)|écri(?:vez|s)|postez|à laisser|à poster)(?:[ -](?:moi|nous))?"
    r" (?:un|vos|votre|des|ton) commentaires?\b",
    r"\bdans les commentaires\b|\bn['’]hésitez pas à commenter\b",
    # Spanish
    r"\b(?:dej(?:a|ad|e|en)|déja(?:me|nos)|dejad(?:me|nos)|escrib(?:e|id))"
    r" (?:un|tu|tus|vuestros?|sus?) comentarios?\b",
    r"\ben los comentarios\b",
    # Portuguese
    r"\b(?:deix(?:e|a|em)|escreva) (?:um|o seu|seu|os seus|teu) comentários?\b",
    r"\bnos comentários\b|\bcomente (?:abaixo|aqui)\b",
    # Italian
    r"\b(?:lascia(?:te|mi|temi)?|scriv(?:i|ete)) (?:un|il tuo|i vostri|il vostro)"
    r" comment[oi]\b",
    r"\bnei commenti\b",
)
_FORM = re.compile(r"[ck]om+ent|below|abaixo", re.IGNORECASE)
"""One of these is in every invitation."""
_INVITING = re.compile("|".join(_INVITES), re.IGNORECASE)
_CONTEXT_ONLY = re.compile(
    r"in den kommentaren|dans les commentaires|en los comentarios|nos comentários|nei commenti",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:schreib|sag|erzähl|teil|verrat|diskutier|dites|dis-|partagez|racontez|donnez|faites|"
    r"écrivez|parlons|cuéntame|contadme|cuéntanos|dime|decidme|dinos|comparte|escribe|diga|conte|"
    r"compartilhe|conta|dimmi|ditemi|raccont|fammi|fatemi|condivid|scriv)",
    re.IGNORECASE,
)


_LABEL = re.compile(
    # What stands on buttons and in headings of forms, which the left-overs are about.
    r"[a-z] Comments?\b|(?i:antwort abbrechen|annuler la réponse|annulla|cancel)"
)


def invitations(case: Case) -> Iterator[Finding]:
    """Find invitations to comment: a site of sitegen has no comments."""
    for block in case.blocks:
        if block.kind in ("paragraph", "list", "html") and _FORM.search(block.text):
            found = _INVITING.search(block.text)
            if found and _is_meant(block, found[0]):
                words = found[0].strip(" .!?;:,—–-")
                message = f"'{words}' invites to comment, and there are no comments"
                hint = "say where readers can answer, or take the sentence away"
                yield Finding(Problem(_place(case, block, words), "W1313", message, hint))


def _is_meant(block: Block, words: str) -> bool:
    if len(block.text.split()) < 5 or _LINK.search(block.source) or _LABEL.search(block.text):
        return False
    return not _CONTEXT_ONLY.fullmatch(words) or bool(_ASKING.search(block.text))
