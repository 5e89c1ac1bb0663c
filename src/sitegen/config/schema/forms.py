"""Forms of the values of keys: texts, lists, choices, addresses, mappings."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from sitegen.config.schema.keys import Fields, Form, Vocabulary, json_schema
from sitegen.config.schema.nodes import Node, Scalar, Series, Table, shown
from sitegen.model import Json, Located
from sitegen.problems.errors import Problem, SitegenError, fail
from sitegen.text.regex import regex
from sitegen.text.suggest import did_you_mean, nearest

T = TypeVar("T")

_ADDRESS = regex(r"https?://[^\s<>\"\\/?#][^\s<>\"\\]*|mailto:[^\s<>\"\\]+|/[^\s<>\"\\]*")
_NUMBER = regex(r"\d{1,9}", re.ASCII)
_LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_SPACES = regex(r"[ \t\n\r\x85\u2028\u2029]+")


def wrong_kind(node: Node, wanted: str, hint: str = "") -> SitegenError:
    """Return the error for a value of the wrong kind."""
    kinds = {Series: "a list", Table: "a mapping"}
    found = shown(node.text) if isinstance(node, Scalar) else kinds[type(node)]
    return fail(node.place, "E208", f"expected {wanted}, found {found}", hint)


def words(node: Node) -> Scalar:
    """Return a node that must be a single value."""
    if not isinstance(node, Scalar):
        hint = "write it after the key, in quotes if it contains characters like : [ {"
        raise wrong_kind(node, "a text", hint)
    return node


def table(node: Node, hint: str = "") -> Table:
    """Return a node that must be a mapping."""
    if not isinstance(node, Table):
        raise wrong_kind(node, "a mapping of keys and values", hint)
    return node


def _block(node: Node) -> str:
    return words(node).text.strip()


def _line(node: Node) -> str:
    return one_line(words(node).text)


def one_line(text: str) -> str:
    """Replace each run of spaces and line ends by one space; no-break spaces stay."""
    return _SPACES.sub(" ", text).strip()


def _located(node: Node) -> Located:
    return Located(_line(node), node.place)


def scalars(node: Node) -> list[Scalar]:
    """Return the texts of a value that is one text or a list of texts, however nested."""
    if isinstance(node, Table):
        raise wrong_kind(node, "a text or a list of texts")
    if isinstance(node, Scalar):
        return [node]
    return [one for item in node.items for one in scalars(item) if not one.is_null]


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(text for one in scalars(node) if (text := one_line(one.text)))


def _located_texts(node: Node) -> tuple[Located, ...]:
    return tuple(Located(text, one.place) for one in scalars(node) if (text := one_line(one.text)))


def _matching(pattern: re.Pattern[str], node: Node, text: str, what: str, hint: str) -> str:
    if not pattern.fullmatch(text):
        raise fail(node.place, "E209", f"{shown(text)} is not {what}", hint)
    return text


def _count(node: Node) -> int:
    hint = "write a number such as 20"
    return int(_matching(_NUMBER, node, _block(node), "a whole number", hint))


def _address(node: Node) -> str:
    hint = "write the whole address, https:// included"
    return _matching(_ADDRESS, node, _block(node), "a web address", hint)


def _language(node: Node) -> str:
    hint = "write a tag such as en, en-GB or de"
    return _matching(_LANGUAGE, node, _block(node).replace("_", "-"), "a language tag", hint)


def json_value(node: Node) -> Json:
    """Read a value for templates, as a number only if its text can be restored from it."""
    if isinstance(node, Table):
        return {entry.key: json_value(entry.node) for entry in node.entries}
    if isinstance(node, Series):
        return [json_value(item) for item in node.items]
    return node.text if node.quoted else _plain(node)


def _plain(node: Scalar) -> Json:
    if node.is_null:
        return None
    text = node.text
    if text in {"true", "false"}:
        return text == "true"
    if re.fullmatch(r"-?(0|[1-9]\d{0,17})", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"-?\d{1,9}\.\d{1,9}", text, re.ASCII) and repr(float(text)) == text:
        return float(text)
    return text


def _json_table(node: Node) -> dict[str, Json]:
    return {entry.key: json_value(entry.node) for entry in table(node).entries}


def _text_table(node: Node) -> dict[str, str]:
    return {entry.key: _block(entry.node) for entry in table(node).entries}


_ONE_OR_MANY: dict[str, Json] = {
    "anyOf": [{"type": ["string", "number", "null"]}, {"type": "array", "items": {}}]
}
LINE = Form(_line, {"type": ["string", "number"]})
BLOCK = Form(_block, {"type": ["string", "number"]})
LOCATED = Form(_located, {"type": ["string", "number"]})
TEXTS = Form(_texts, _ONE_OR_MANY)
LOCATED_TEXTS = Form(_located_texts, _ONE_OR_MANY)
JSON_TABLE = Form(_json_table, {"type": "object"})
TEXT_TABLE = Form(_text_table, {"type": "object", "additionalProperties": {"type": "string"}})


COUNT = Form(_count, {"type": "integer", "minimum": 0})
ADDRESS = Form(_address, {"type": "string", "format": "uri-reference"})
LANGUAGE = Form(_language, {"type": "string", "examples": ["en", "en-GB", "de"]})


# ------------------------------------------------------------------ forms made of forms


def choice(values: Mapping[str, T]) -> Form[T]:
    """Return the form of one of several words, of which several may mean one value."""

    def read(node: Node) -> T:
        word = _line(node).casefold()
        if word not in values:
            offered = ", ".join(str(value).lower() for value in dict.fromkeys(values.values()))
            hint = did_you_mean(nearest(word, values, 0.6), "")
            raise fail(node.place, "E209", f"{shown(word)} is not one of {offered}", hint)
        return values[word]

    return Form(read, {"enum": [*values]})


_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
FLAG = Form(choice(_FLAGS).read, {"type": "boolean"})


def one_of(*names: str) -> Form[str]:
    """Return the form of one of several words."""
    return choice({name: name for name in names})


def record(known: Vocabulary, build: Callable[[Fields], T], *, closed: bool = True) -> Form[T]:
    """Return the form of a mapping; unless it is closed, unknown keys are ignored."""

    def read(node: Node) -> T:
        names = ", ".join(key.name for key in known.keys)
        fields = Fields(table(node, f"known keys: {names}"), known)
        value = build(fields)
        fields.close(unknown=closed)
        return value

    return Form(read, json_schema(known, closed=closed))


def either(of_text: Form[T], of_table: Form[T]) -> Form[T]:
    """Return the form of a value that is a text or a mapping."""

    def read(node: Node) -> T:
        return (of_table if isinstance(node, Table) else of_text).read(node)

    return Form(read, {"anyOf": [{**of_text.schema}, {**of_table.schema}]})


def many(form: Form[T]) -> Form[tuple[T, ...]]:
    """Return the form of a list, which may be written as its only value."""

    def read(node: Node) -> tuple[T, ...]:
        items = node.items if isinstance(node, Series) else (node,)
        values: list[T] = []
        problems: list[Problem] = []
        for item in items:
            if isinstance(item, Scalar) and item.is_null:
                continue
            try:
                values.append(form.read(item))
            except SitegenError as error:
                problems += error.problems
        if problems:
            raise SitegenError(problems)
        return tuple(values)

    one = {**form.schema}
    return Form(read, {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]})
