"""Sentences without a space between them."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.check.broken.joints import marked_joints, opens
from sitegen.check.broken.prose import lines
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.check.wordlists import pattern, words

_JOINT = re.compile(r"[.?!…][”’»)“\"]?[“„«¿¡(]?[^\W\d_a-z]")
"""A part of every joint, which is quick to look for."""
_GLUED = re.compile(
    r"(?P<before>[^\W\d_]+)(?P<end>[)”’»]?[.?!…]+[”’»)]?)(?P<open>[“„«¿¡(]?)"
    r"(?P<after>[^\W\d_a-z]['’]?[^\W\d_]*)(?P<next>[\w.(:/@=\[-]?)"
)
_GOES_ON = re.compile(r"[,;]? [^\W\d_]")


def glued(text: TextUnderCheck) -> Iterator[Finding]:
    """Find sentences without a space after the one before."""
    technical = _has_code(text)
    for line in filter(lambda line: _JOINT.search(line.bare), lines(text)):
        joints = [found for found in _GLUED.finditer(line.bare) if _is_joint(found, technical)]
        if len(joints) > 1 and not any(map(_is_certain, joints)):
            continue  # names of code rarely come alone
        if not joints and not technical:
            joints = list(marked_joints(line.bare))
        if joints:
            before, end, opening, after, _ = joints[0].groups()
            message = f"missing space between sentences in '{before}{end}{opening}{after}'"
            hint = f"write: {before}{end} {opening}{after}"
            spans = [(found.end("end"), found.end("end")) for found in joints]
            spaced = line.edit(spans, " ", "space between sentences")
            sure = not technical and all(map(_is_sure, joints))
            marked = not joints[0]["before"].isalpha()
            certain = marked or all(map(_is_certain, joints))
            certain = certain and not end.endswith('"')  # the space may be missing before it
            edit = replace(spaced, sure=sure and not marked) if certain else None
            yield text.finding("W1302", message, hint, line.number, joints[0].start() + 1, edit)


def _has_code(text: TextUnderCheck) -> bool:
    """Return whether a text shows code, so that a full stop may be part of a name."""
    source = text.source.body
    return "`" in source or "<code" in source or any(one.kind == "code" for one in text.blocks)


def _is_joint(found: re.Match[str], technical: bool) -> bool:  # noqa: FBT001 (one caller)
    before, end, after = found["before"], found["end"], found["after"]
    around = found.string[max(found.start() - 1, 0) : found.start()]
    if around in tuple("./@_#\\:$&") or found["next"] or before in words("brands"):
        return False
    if ".." in end or "…" in end or not after[0].isupper() or (after.isupper() and after[1:]):
        return False
    return _is_certain(found) or (not technical and _reads_as_two(found))


def _reads_as_two(found: re.Match[str]) -> bool:
    """Return whether a word that begins no sentence for certain seems to begin one here."""
    before, after, line = found["before"], found["after"], found.string
    sentence = len(before) > 1 and before.islower() and len(after) > 2 and after[1:].islower()
    if not sentence or pattern("(?i)<extensions>").fullmatch(after) or _is_name(found):
        return False
    written = re.split(r"[.!?]\s", line[: found.start()])[-1].split()
    goes_on = _GOES_ON.match(line, found.end("after"))
    named = written[-1:] and written[-1].lower() in words("naming")
    return bool(goes_on) and len(written) >= _SENTENCE and not named


_SENTENCE = 4
"""Words before the last one of a sentence, at least."""


def _is_sure(found: re.Match[str]) -> bool:
    """Return whether a joint cannot be a name such as ``System.In`` or ``list.And``."""
    named = found["after"] in words("keywords") or _is_name(found)
    return found["before"].islower() and not named


def _is_name(found: re.Match[str]) -> bool:
    """Return whether ``file.Close`` is a name of code: beside a word for such a thing, or inside
    brackets that go on.
    """
    before, after = found.string[: found.start()], found.string[found.end("after") :]
    if before.count("(") > before.count(")") and ")" in after:
        return True
    beside = [*before.split()[-2:], *after.split()[:1]]
    return any(word.strip("(),.;:").lower() in words("code") for word in beside)


def _is_certain(found: re.Match[str]) -> bool:
    before, end, after = found["before"], found["end"], found["after"]
    if len(before) < 2 or not before[1:].islower():
        return False
    opener = opens(after)
    called = before.islower() and after in words("keywords")
    if end == "." and (called or (before.istitle() and len(after) == 1)):
        opener = False  # such as time.Now, errors.Is, Ann.E
    return bool(opener or found["open"] in tuple("¿¡")) or (
        before.islower() and not end.startswith((")", ".")) and len(after) > 1
    )
