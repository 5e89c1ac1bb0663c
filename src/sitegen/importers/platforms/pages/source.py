"""Bytes of a saved page -> its HTML and what only its source says: address, language, JSON-LD."""

import codecs
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape

from msgspec import Struct

from sitegen.model import Json
from sitegen.text.regex import regex


class Saved(Struct, frozen=True):
    """A page as it was saved."""

    html: str
    address: str = ""
    """As whoever saved it states; "" if nothing does."""
    path: str = ""
    """Its address if it has no other one: its place in a folder of pages."""
    lang: str = ""
    linked: tuple[dict[str, Json], ...] = ()
    """The objects of its JSON-LD."""


def saved(content: bytes) -> Saved:
    """Decode a page, also one in an archive of MHTML, whose pictures it then holds."""
    html, address = _unpacked(content) if is_mhtml(content[:4096]) else ("", "")
    html = _out_of_archive(html or decoded(content))
    found = _LANG.search(html[:_HEAD])
    lang = found[1] if found else ""
    address = address or _noted(html[:_HEAD])
    return Saved(html=html, address=address, lang=lang, linked=tuple(_linked(html)))


_ARCHIVED = regex(r"(?:https?:)?(?://web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)")


def _out_of_archive(html: str) -> str:
    """Restore the addresses in a page that the Wayback Machine kept."""
    return _ARCHIVED.sub("", html) if "/web/" in html else html


_HEAD = 200_000
_LANG = regex(r"<html\b[^<>]*?\slang\s*=\s*[\"']?([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)", re.IGNORECASE)
_SINGLEFILE = regex(r"<!--[^<>]{0,400}?SingleFile[^<>]{0,400}?\burl:\s*(https?://[^\s<>]+)")
_FROM = regex(r"<!--\s*saved from url=(?:\(\d+\))?\s*(https?://[^\s<>]+)", re.IGNORECASE)
_MIRRORED = regex(r"<!--\s*Mirrored from (\S+) by HTTrack", re.IGNORECASE)


def _noted(head: str) -> str:
    if "<!--" not in head:
        return ""
    found = _SINGLEFILE.search(head) or _FROM.search(head)
    if not found and (found := _MIRRORED.search(head)):
        return f"http://{found[1]}"
    return unescape(found[1]).removesuffix("--") if found else ""


# ------------------------------------------------------------------ encodings

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "x-sjis"}
_FALLBACK = "cp1252"


def decoded(content: bytes, stated: str = "") -> str:
    """Decode by byte order mark, what is valid as UTF-8, what is stated, then windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if not stated:
        found = _CHARSET.search(content[:16_384])
        stated = found[1].decode("ascii", "replace").lower() if found else ""
    stated = stated.lower()
    # Pages in UTF-8 often keep the name of another encoding; nothing else looks like UTF-8.
    names = [stated, "utf-8"] if stated.startswith(("iso-2022", "hz")) else ["utf-8", stated]
    for name in (*names, _FALLBACK):
        try:
            return content.decode(_FALLBACK if name in _LATIN else name)
        except (LookupError, ValueError):
            continue
    damaged = content.decode("utf-8", "replace")
    # One damaged character in a page of UTF-8 does not make it windows-1252.
    if damaged.count("\ufffd") * 4 < sum(character > "\x7f" for character in damaged):
        return damaged
    return content.decode(_FALLBACK, "replace")


# ------------------------------------------------------------------ MHTML

_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}", re.IGNORECASE)


def is_mhtml(head: bytes) -> bool:
    """Return whether a file is a page with its files in one, as mail is written."""
    start = _MHTML.match(head)
    return bool(start) and b"multipart/related" in head[:4096].lower()


def _unpacked(content: bytes) -> tuple[str, str]:
    mail = message_from_bytes(content, policy=policy.default)
    parts = list(mail.walk())
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        return "", ""
    html = decoded(_payload(page), str(page.get_content_charset() or ""))
    for part in parts:
        if part.get_content_maintype() == "image":
            html = _with_picture(html, part)
    address = mail.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    return html, str(address).strip()


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _with_picture(html: str, part: EmailMessage) -> str:
    names = [str(part.get("Content-Location") or "").strip()]
    if ident := str(part.get("Content-ID") or "").strip(" <>"):
        names.append(f"cid:{ident}")
    held = f"data:{part.get_content_type()};base64,{b64encode(_payload(part)).decode()}"
    for name in filter(None, names):
        for written in {name, name.replace("&", "&amp;")}:
            html = html.replace(f'src="{written}"', f'src="{held}"')
    return html


# ------------------------------------------------------------------ JSON-LD

_SCRIPT = regex(r"<script\b[^<>]*?\btype\s*=\s*[\"']?application/ld\+json[^<>]*>", re.IGNORECASE)


def _linked(html: str) -> Iterator[dict[str, Json]]:
    at = 0
    while "ld+json" in html and (opening := _SCRIPT.search(html, at)):
        at = html.find("</script", opening.end())
        if at < 0:
            return
        with suppress(ValueError, RecursionError):
            yield from _objects(json.loads(html[opening.end() : at], strict=False))


def _objects(given: Json) -> Sequence[dict[str, Json]]:
    if isinstance(given, list):
        return [found for one in given[:200] for found in _objects(one)]
    if not isinstance(given, dict):
        return []
    graph = given.get("@graph")
    return [given, *_objects(graph)] if isinstance(graph, list) else [given]
