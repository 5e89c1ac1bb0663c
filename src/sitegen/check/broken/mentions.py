"""Text that speaks of what readers cannot see: earlier posts without a link, a comment form."""

import re
from collections.abc import Iterator

from sitegen.check.case import Block, Case, Finding
from sitegen.errors import Place, Problem

# ------------------------------------------------------------------ earlier posts

_LANGUAGES = (
    # English
    r"\b(?:last|this past) (?:week|month|year|summer|spring|autumn|fall|winter|time|night|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday),? (?:i|we) (?:\w+ed|wrote|began|spoke)?"
    r"(?<=wrote|amined|looked|talked|posted|logged|cussed|argued|tioned|ribed|lished|lained|ported"
    r"|viewed|vered|omised|lored|lained|shared|listed|ducted|ntroduced|umented|asked)\b"
    r"|\b(?:i|we) (?:wrote|blogged|posted|published|mentioned|discussed|described)"
    r"(?: \w+){0,6} (?:last (?:week|month|year|time)|yesterday|the other day|a (?:few|couple of)"
    r" (?:days|weeks|months) ago)\b"
    r"|\b(?:in|from|of|since|to) (?:my|our) (?:very )?(?:last|previous|earlier|prior|first|recent"
    r"|other|second) (?:blog ?)?(?:posts?|entry|entries|articles?|columns?|essays?|instal?lment)\b"
    r"|\b(?:yesterday|last (?:week|month))['’]s (?:blog ?)?(?:post|entry|article|column|essay)\b"
    r"|\b(?:in|from) (?:a|an|the) (?:previous|earlier|prior|recent|last) (?:blog ?)?"
    r"(?:post|entry|column)s?\b"
    # German
    r"|\b(?:letzte|vergangene|vorige)n? (?:woche|monat|jahr|mal) (?:habe?|schrieb|berichtete|ging"
    r"|untersuchte|stellte) (?:ich|wir)\b"
    r"|\bin (?:meinem|unserem|einem) (?:letzten|vorigen|vorherigen|früheren|ersten) (?:blog-?)?"
    r"(?:beitrag|artikel|post|eintrag|text|blogpost|blogbeitrag)\b"
    r"|\bwie (?:ich )?(?:letzte|vergangene|vorige) woche (?:schon )?(?:geschrieben|erwähnt)"
    # French
    r"|\b(?:la semaine|le mois|l['’]an(?:née)?) (?:dernière|dernier|passée?),? (?:j['’]ai|j['’]"
    r"|nous avons|je)\s?(?:écri|parlé|examiné|évoqué|publié|montré|vu|présenté)"
    r"|\bdans (?:mon|notre|un) (?:dernier|précédent|premier)? ?(?:billet|article|post)"
    r"(?: (?:précédent|antérieur))?(?<=dernier billet|dernier article|cédent billet|cédent article"
    r"|billet précédent|article précédent|premier billet|premier article|dernier post)"
    # Spanish
    r"|\b(?:la semana|el mes|el año) (?:pasad[ao]|anterior),? (?:escrib|habl|examin|publi|coment"
    r"|vimos|analic|expliqu)\w*"
    r"|\ben (?:mi|nuestr[oa]|un|una|el|la) (?:última?|anterior|pasad[oa]|primera?|previ[oa])"
    r" (?:entrada|artículo|post|columna)\b"
    r"|\ben (?:mi|nuestr[oa]|una?|el|la) (?:entrada|artículo|post|columna) (?:anterior|pasad[oa])\b"
    # Portuguese
    r"|\b(?:na semana|no mês|no ano|semana|mês) passad[ao],? (?:eu )?(?:escrev|fal|examin|publi"
    r"|coment|vimos|analis|mostr)\w*"
    r"|\b(?:no|em) (?:meu|nosso|um) (?:último|anterior|primeiro)? ?(?:post|artigo|texto)"
    r"(?: (?:anterior|passado))?(?<=último post|último artigo|último texto|post anterior"
    r"|artigo anterior|texto anterior|rimeiro post|post passado)"
    # Italian
    r"|\b(?:la settimana|il mese|l['’]anno) (?:scors[ao]|passat[ao]),? (?:ho|abbiamo) "
    r"(?:scritto|parlato|esaminato|pubblicato|visto|analizzato)"
    r"|\bne(?:l|ll['’]) ?(?:mio |nostro )?(?:ultimo|precedente|primo|scorso) (?:post|articolo)\b"
    r"|\bne(?:l|ll['’]) ?(?:mio |nostro )?(?:post|articolo) (?:precedente|scorso)\b"
)
_DANGLING = re.compile(_LANGUAGES, re.IGNORECASE)
_LINK = re.compile(
    r"\]\(|\]\[|\[\[|<a\b|https?://|\bwww\.|<https?:|\[[^\]\n]+\](?!\()", re.IGNORECASE
)


def dangling(case: Case) -> Iterator[Finding]:
    """Find "last week I wrote …" where no link is near."""
    blocks = [block for block in case.blocks if block.kind not in ("code", "rule")]
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        found = _DANGLING.search(block.text) if block.kind != "heading" else None
        if found and not any(near and _LINK.search(near.source) for near in (before, block, after)):
            message = f"'{found[0].strip()}' points at a text that is not linked"
            hint = "link the text that is meant, or say it without the calendar"
            yield Finding(Problem(_place(case, block, found[0]), "W1312", message, hint))


def _place(case: Case, block: Block, words: str) -> Place:
    # The words may stand on any line of the block, and be broken by a line end.
    first = words.split()[0]
    start = " ".join(words.split()[:2])
    written = block.source.split("\n")
    for wanted in (words, start, first):
        for number, line in enumerate(written, block.line):
            if (at := line.find(wanted)) >= 0:
                return Place(case.path, number, at + 1)
    return Place(case.path, block.line)


# ------------------------------------------------------------------ comments

_INVITING = re.compile(
    # English
    r"(?:^|[.!?;:,—–-]\s|\b(?:please|to|and|or|so|just|can|could|do|always|then|but)\s+)"
    r"(?:leave|post|drop|add|write|submit)(?: (?:me|us))? (?:a|your|some|any|the)? ?"
    r"(?:\w+ )?comments?\b(?! (?:on|to|in|about|by|from) )"
    r"|(?:^|[.!?;:,—–-]\s|\b(?:please|to|and|or|so|just|can|could|do)\s+)"
    r"(?:comment|reply|respond|sound off|discuss|chime in) (?:below|in the comments?)\b"
    r"|\b(?:let (?:me|us) know|tell (?:me|us|everyone)|share (?:\w+ ){1,4}|sound off|chime in"
    r"|join (?:\w+ ){1,4}|speak up|leave (?:\w+ ){1,4}|drop (?:\w+ ){1,4}|ask (?:\w+ ){0,4}"
    r"|hear (?:\w+ ){1,4})(?:[^.?!]{0,50}\s)?(?:in|via|through) (?:the|your) comments?\b"
    r"|\b(?:your )?comments (?:are|is) (?:always )?(?:welcome|open)\b(?! (?:to|on|at) )"
    r"|\b(?:comments?|thoughts)(?: section)? below\b"
    # German
    r"|\b(?:hinterlass(?:t|en sie)?|schreib(?:t|en sie|e)?)(?: (?:mir|uns|doch|gern|gerne|einfach|bitte))*"
    r" (?:einen kommentar|eure? meinung|es (?:mir )?in die kommentare|in die kommentare)"
    r"|\bin den kommentaren\b|\bkommentare sind (?:herzlich )?(?:willkommen|erwünscht)"
    r"|\bich freue mich (?:auf|über) (?:eure|ihre|deine) kommentare"
    # French
    r"|\b(?:laissez|laisse|écrivez|postez|n['’]hésitez pas à (?:laisser|écrire|poster))"
    r"(?:[ -](?:moi|nous))? (?:un|vos|votre|des|ton) commentaires?\b"
    r"|\bdans les commentaires\b|\bn['’]hésitez pas à commenter"
    # Spanish
    r"|\b(?:deja|dejad|deje|dejen|déjame|dejadme|déjanos|escribe) (?:un|tu|tus|vuestros?|sus?)"
    r" comentarios?\b|\ben los comentarios\b"
    # Portuguese
    r"|\b(?:deixe|deixa|deixem|escreva) (?:um|o seu|seu|os seus|teu) comentários?\b"
    r"|\bnos comentários\b|\bcomente abaixo\b"
    # Italian
    r"|\b(?:lascia|lasciate|lasciami|lasciatemi|scrivi|scrivete) (?:un|il tuo|i vostri|il vostro)"
    r" comment[oi]\b|\bnei commenti\b",
    re.IGNORECASE,
)
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


def invitations(case: Case) -> Iterator[Finding]:
    """Find invitations to comment: a site of sitegen has no comments."""
    for block in case.blocks:
        if block.kind not in ("paragraph", "list", "html") or len(block.text.split()) < 5:
            continue  # a shorter one is the label of a form, which the left-overs are about
        found = _INVITING.search(block.text)
        if found and not (_CONTEXT_ONLY.fullmatch(found[0]) and not _ASKING.search(block.text)):
            words = found[0].strip(" .!?;:,—–-")
            message = f"'{words}' invites to comment, and there are no comments"
            hint = "say where readers can answer, or take the sentence away"
            yield Finding(Problem(_place(case, block, words), "W1313", message, hint))
