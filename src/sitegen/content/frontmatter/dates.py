"""Dates of front matter -> moments, and doubts that only other texts can settle."""

from datetime import date, datetime, time, tzinfo

from msgspec.structs import replace

from sitegen.config.schema.forms import words
from sitegen.config.schema.keys import Key, fold
from sitegen.config.schema.nodes import Entry, Node, Table
from sitegen.content.frontmatter import keys
from sitegen.content.frontmatter.hiding import is_day
from sitegen.content.frontmatter.loose_fields import LooseFields
from sitegen.model import DateKey, Doubt, Moment, Source
from sitegen.problems.errors import Problem
from sitegen.text.dates import ORDERS, Order, UnreadableDate, order_of, read_moment
from sitegen.text.filenames import split_date


class Dates:
    """Reads the dates of a text, and keeps those that it alone cannot decide."""

    def __init__(self, fields: LooseFields, source: Source, zone: tzinfo) -> None:
        self._fields = fields
        self._source = source
        self._zone = zone
        self._both: LooseFields | None = None
        self.doubts: list[Doubt] = []
        self.orders: set[Order] = set()
        self.unclear = False
        """Whether it is unknown until when the text must be held back, or from when."""

    def published(self) -> Moment | None:
        """Read the day of publication; if it cannot be read, use the day in the file's name."""
        fields = self._fields
        given = fields.entry(keys.DATE)
        if given and isinstance(given.node, Table):
            self._both = LooseFields(given.node, keys.BOTH_DATES)
            moment = self._read(self._both, keys.CREATED, "date")
            fields.problems += self._both.problems
            return moment
        days = [one for one in fields.all(keys.PUBLISHED) if is_day(one.node)]
        if given is None and not days:
            return self._named()
        for one in days if given else ():
            self.unclear |= self._at(one, fields, "date") is None
        self.doubts.clear()
        known = len(fields.problems)
        moment = self._at(given or days[0], fields, "date")
        scheduled = given is None or fold(given.key) in keys.SCHEDULING
        if moment or (named := split_date(self._source.path)[0]) is None:
            self.unclear |= scheduled and moment is None and not self.doubts
            return moment
        return self._by_name(named, known)

    def _by_name(self, named: date, known: int) -> Moment:
        problems = self._fields.problems
        doubt = self.doubts.pop() if self.doubts else None
        if doubt and doubt.hint:
            for order, reading in zip(ORDERS, doubt.readings, strict=True):
                if reading.at.date() == named:
                    self.orders.add(order)
                    return reading
            problems.append(ambiguous(doubt))
        problems[known:] = [
            replace(one, code="W225", message=f"{one.message}; the file's name says {named}")
            for one in problems[known:]
        ]
        return start_of(named, self._zone)

    def _named(self) -> Moment | None:
        if self._source.kind != "essay":
            return None
        url = self._fields.get(keys.URL, "").strip("/")
        day = split_date(self._source.path)[0] or split_date(url)[0]
        return start_of(day, self._zone) if day else None

    def updated(self) -> Moment | None:
        """Read the day of the last change."""
        moment = self._read(self._fields, keys.UPDATED, "updated")
        if moment or self._both is None:
            return moment
        known = len(self._both.problems)
        moment = self._read(self._both, keys.CHANGED, "updated")
        self._fields.problems += self._both.problems[known:]
        return moment

    def _read(self, fields: LooseFields, key: Key[object], name: DateKey) -> Moment | None:
        entry = fields.entry(key)
        return self._at(entry, fields, name) if entry else None

    def _at(self, entry: Entry, fields: LooseFields, name: DateKey) -> Moment | None:
        def read(node: Node) -> Moment | None:
            text = words(node).text
            if order := order_of(text):
                self.orders.add(order)
            try:
                return read_moment(text, self._zone)
            except UnreadableDate as error:
                if error.readings:
                    hint = error.hint if error.code == "W211" else ""
                    self.doubts.append(Doubt(name, text, node.place, error.readings, hint))
                if error.code != "W211":
                    problem = Problem(node.place, error.code, error.message, error.hint)
                    fields.warn(entry, [problem])
                return error.likely

        return fields.attempt(entry, read, None)


def ambiguous(doubt: Doubt) -> Problem:
    """Return the problem of an ambiguous date."""
    message = f"{doubt.key}: '{doubt.written}' is ambiguous"
    return Problem(doubt.place, "W211", message, doubt.hint)


def start_of(day: date, zone: tzinfo) -> Moment:
    """Return a day without a time of day."""
    return Moment(datetime.combine(day, time(), zone))
