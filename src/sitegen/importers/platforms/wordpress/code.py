"""Code in a body -> ``pre`` and ``code``, kept to the letter.

It is put aside before anything else is read, for it may hold ``<``, shortcodes and empty lines.
"""

import re
from html import escape, unescape

from sitegen.importers.markup.attributes import attributes, of_shortcode
from sitegen.importers.markup.held import Held
from sitegen.text.regex import regex

_ANY = ("code", "sourcecode", "source", "codecolorer", "crayon")
_LANGUAGES = (
    *(
        "actionscript3",
        "as3",
        "bash",
        "c",
        "c-sharp",
        "cf",
        "clojure",
        "coldfusion",
        "cpp",
        "csharp",
    ),
    *(
        "css",
        "delphi",
        "diff",
        "erl",
        "erlang",
        "fsharp",
        "go",
        "groovy",
        "haskell",
        "html",
        "java",
    ),
    *("javafx", "javascript", "js", "jscript", "matlab", "matlabkey", "obj-c", "objc", "pascal"),
    *("patch", "perl", "php", "pl", "plain", "powershell", "ps", "py", "python", "rails", "rb"),
    *("r", "ruby", "scala", "shell", "sql", "swift", "text", "typescript", "vb", "vbnet", "xhtml"),
    *("xml", "xslt", "yaml"),
)
"""Names of shortcodes of the plugins for code, which are also those of languages."""
_COLORER = r"cc[beilnstw]{0,8}(?:_[\w+#-]+)?"
"""Names of the plugin CodeColorer: letters for options, then a language."""
_NO_LANGUAGE = frozenset(("plain", "text", "none", "default", "auto"))
_START = regex(
    rf"<(pre|code)\b((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    rf"|(\[?)\[({'|'.join((*_ANY, *_LANGUAGES))}|{_COLORER})(?=[\s\]])([^\[\]\n]*+)\]",
    re.IGNORECASE,
)
_SOME = regex(r"<pre\b|<code\b|\[/", re.IGNORECASE)
_NO_MARKUP = regex(
    r"<(?!/?(?:a|abbr|b|big|br|cite|code|del|dfn|div|em|figure|font|i|img|ins|kbd|li|mark|ol|p|s|samp"
    r"|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|var)\b[^<>\n]*>)",
    re.IGNORECASE,
)
"""A ``<`` in code that begins none of the elements which format or number its lines."""
_TAG = regex(r"<br\s*/?>|</p>\s*<p[^<>]*>", re.IGNORECASE)


def hold_code(body: str, held: Held) -> str:
    """Put all code of a body aside, each piece as standard HTML."""
    if not _SOME.search(body):
        return body
    out: list[str] = []
    at, endless = 0, set[str]()
    while found := _START.search(body, at):
        name = (found[1] or found[4]).lower()
        closing = rf"</{name}\s*>" if found[1] else rf"\[/{re.escape(name)}\]"
        end = None
        if name not in endless:
            end = re.compile(closing, re.IGNORECASE).search(body, found.end())
        if end is None:
            endless.add(name)
            out.append(body[at : found.end()])
            at = found.end()
            continue
        out.append(body[at : found.start()])
        code = body[found.end() : end.start()]
        at = end.end()
        if found[1]:
            out.append(_element(name, found[2], code, held))
        elif found[3]:
            out.append(held.hold(escape(body[found.start() + 1 : at], quote=False), inline=True))
            at += body.startswith("]", at)
        else:
            out.append(_shortcode(found, code, held))
    return "".join([*out, body[at:]])


def _element(name: str, own: str, code: str, held: Held) -> str:
    """Hold a ``pre`` or ``code``; code of several lines is a block, whatever is around it."""
    several = "\n" in code.strip()
    given = attributes(own)
    language = given.get("lang") if several or name == "pre" else ""
    if language and given.get("escaped") != "true":
        return held.hold(_block(code, language))  # bare code: the plugins WP-Syntax, CodeColorer
    code = _NO_MARKUP.sub("&lt;", code)
    whole = f"<{name}{own}>{code}</{name}>"
    if name == "code":
        return held.hold(f"<pre>{whole}</pre>" if several else whole, inline=not several)
    return held.hold(whole)


def _shortcode(found: re.Match[str], code: str, held: Held) -> str:
    name, given = found[4].lower(), of_shortcode(found[5])
    colorer = name if re.fullmatch(_COLORER, name) else ""
    own = colorer.partition("_")[2] if colorer or name in _ANY else name
    language = given.get("language") or given.get("lang") or own
    before = found.string.rfind("\n", 0, found.start()) + 1
    alone = not found.string[before : found.start()].strip()
    if "\n" not in code and ("i" in colorer.partition("_")[0] or not alone):
        return held.hold(f"<code>{escape(_bare(code), quote=False)}</code>", inline=True)
    return f"\n\n{held.hold(_block(code, language))}\n\n"


def _block(code: str, language: str) -> str:
    language = "" if language.lower() in _NO_LANGUAGE else language.lower()
    own = f' class="language-{escape(language)}"' if language else ""
    code = _bare(code).strip("\r\n").rstrip()
    return f"<pre><code{own}>{escape(code, quote=False)}</code></pre>"


def _bare(code: str) -> str:
    """Return code as it was written: the visual editor escapes it, the other one does not."""
    if "\n" not in code.strip() and _TAG.search(code):
        code = _TAG.sub("\n", code)
    escaped = "<" not in code and ("&lt;" in code or "&gt;" in code or "&amp;" in code)
    return unescape(code) if escaped else code
