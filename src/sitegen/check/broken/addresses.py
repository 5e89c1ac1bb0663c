"""Links that are broken as written: without words, with trackers, without encryption."""

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from sitegen.check.broken.prose import CODE, Line, lines
from sitegen.check.case import Case, Collection, Edit, Finding
from sitegen.problems.errors import Place, Problem

# ------------------------------------------------------------------ links without words

_EMPTY = re.compile(
    r"(?<!!)(?<!\])\[\s*\]\([^()\s]{1,2000}\)"
    r"|<a\b[^<>]*\bhref[^<>]*>(?:\s|&nbsp;)*</a>"
    r"|<a\s+href\s*=\s*(?:\"\s*#?\s*\"|'\s*#?\s*'|[\"']?javascript:[^<>]*)[^<>]*>[^<>]*</a>"
    r"|\[[^\[\]\n]{1,200}\]\((?:#|javascript:[^)\n]*)\)",
    re.IGNORECASE,
)


def empty_links(case: Case) -> Iterator[Finding]:
    """Find links that show no words, or that lead nowhere."""
    if "](" not in case.source.body and "<a" not in case.source.body.lower():
        return
    for line in lines(case):
        for found in _EMPTY.finditer(line.text):
            if not _is_code(line, found):
                shown = found[0] if len(found[0]) <= 60 else f"{found[0][:59]}…"
                message = f"the link '{shown}' has no words, or leads nowhere"
                hint = "give it words and an address, or take it away"
                problem = Problem(line.place(case, found.start()), "W1314", message, hint)
                yield Finding(problem)


# ------------------------------------------------------------------ trackers

_TRACKERS = (
    r"utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|igshid|igsh"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|hsctatracking|vero_id|vero_conv|oly_enc_id|oly_anon_id"
    r"|_openstat|wt_mc|s_cid|fb_action_ids|fb_action_types|fb_source|fb_ref|ml_subscriber"
    r"|ml_subscriber_hash|rb_clickid|wickedid|trk_[a-z]+|__s|piwik_[a-z]+|pk_campaign|pk_kwd"
    r"|pk_source|pk_medium|mtm_[a-z]+|at_medium|at_campaign|ncid|cmpid|xtor|sfmc_[a-z]+"
)
_TRACKED = re.compile(rf"https?://[^\s<>\"'`]*?[?&;](?:{_TRACKERS})=[^\s<>\"'`)\]]*", re.IGNORECASE)
_PARAMETER = re.compile(rf"(?P<sign>[?]|&amp;|&)(?:{_TRACKERS})=[^&#\s<>\"'`)\]]*", re.IGNORECASE)


def trackers(case: Case) -> Iterator[Finding]:
    """Find addresses that tell where a reader came from."""
    if "=" not in case.source.body:
        return
    for line in lines(case):
        found = next((one for one in _TRACKED.finditer(line.text) if not _is_code(line, one)), None)
        if found:
            clean = _TRACKED.sub(partial(_without, line), line.text)
            names = ", ".join(dict.fromkeys(_names(found[0])))
            message = f"the address carries {names}, which follow a reader about"
            hint = f"write: {_cleaned(found[0])}"
            problem = Problem(line.place(case, found.start()), "W1315", message, hint)
            reason = "parameters of trackers taken out of an address"
            yield Finding(problem, Edit(line.number, line.number, (clean,), reason))


def _without(line: Line, found: re.Match[str]) -> str:
    return found[0] if _is_code(line, found) else _cleaned(found[0])


def _is_code(line: Line, found: re.Match[str]) -> bool:
    return line.bare[found.start()] == CODE


def _names(address: str) -> Iterator[str]:
    for found in _PARAMETER.finditer(address):
        yield found[0].lstrip("?&").removeprefix("amp;").partition("=")[0]


def _cleaned(address: str) -> str:
    head, sign, query = address.partition("?")
    query, hash_, fragment = query.partition("#")
    joint = "&amp;" if "&amp;" in query else "&"
    kept = [part for part in query.split(joint) if not _PARAMETER.fullmatch(f"?{part}")]
    return head + (sign if kept else "") + joint.join(kept) + hash_ + fragment


# ------------------------------------------------------------------ http

_PLAIN = re.compile(r"http://([^\s/<>\"'`)\]]+)", re.IGNORECASE)
_ENCRYPTED = re.compile(
    r"(?:[\w-]+\.){0,4}(?:(?:wikipedia|wikimedia|archive|gutenberg|doi|arxiv|w3|python|mozilla"
    r"|rust-lang|creativecommons)\.org|(?:github|youtube|vimeo|flickr|twitter|facebook|linkedin"
    r"|instagram|medium|wordpress|blogspot|tumblr|google|nytimes|theguardian|bbc|washingtonpost"
    r"|amazon|goodreads|imdb|ted|stackoverflow|stackexchange|reddit|economist|newyorker|wired|hbr"
    r"|elpais)\.com|(?:bbc|amazon)\.co\.uk|(?:amazon|spiegel|zeit)\.de|youtu\.be|slideshare\.net"
    r"|(?:mit|harvard|stanford)\.edu|lemonde\.fr|repubblica\.it)"
)
"""Hosts, those below them included, that have answered over https for years."""


def unencrypted(collection: Collection) -> Iterator[Finding]:
    """Find http addresses whose host the collection knows over https as well."""
    known = {
        urlsplit(link.target).netloc.lower()
        for case in collection.cases.values()
        for link in case.essay.facts.links
        if link.target.startswith("https://")
    }
    for case in collection.cases.values():
        if "http://" in case.source.body:
            yield from _unencrypted(case, known)


def _unencrypted(case: Case, known: set[str]) -> Iterator[Finding]:
    for line in lines(case):
        found = [one for one in _PLAIN.finditer(line.text) if _twin(line, one, known)]
        if found:
            text = line.text
            for one in reversed(found):
                text = f"{text[: one.start()]}https{text[one.start() + 4 :]}"
            certain = all(_ENCRYPTED.fullmatch(one[1].lower()) for one in found)
            reason = "https put for http, which the host has answered for years"
            edit = Edit(line.number, line.number, (text,), reason) if certain else None
            yield Finding(_insecure(line.place(case, found[0].start()), found[0][1]), edit)


def _twin(line: Line, found: re.Match[str], known: set[str]) -> bool:
    host = found[1].lower()
    return not _is_code(line, found) and (host in known or bool(_ENCRYPTED.fullmatch(host)))


def _insecure(place: Place, host: str) -> Problem:
    message = f"the address asks '{host}' without encryption, and the host offers it"
    return Problem(place, "N1316", message, "write https:// for http://")
