"""Reads the one file in `tijdlijn/` that says what the picture of the timeline shows."""

from __future__ import annotations

from ..forms.verdicts import BAND, LINE, PICTURE, PICTURE_FILE, PICTURE_NAME, SERIES
from ..language.tree import Condition, Value
from ..language.types import DateType, ListType
from ..mistakes import Place, did_you_mean
from ..picture_rule import Band, ListedPeriods, PictureLine, PictureRule, Series, Shape, Stretch
from ..text.text_tree import Mapping, Node
from .expressions import Reader
from .fields import Fields

SHAPES = {one.value: one for one in Shape}


def is_picture(node: Node) -> bool:
    """Whether a file of `tijdlijn/` holds the picture, and not steps."""
    return isinstance(node, Mapping) and PICTURE_NAME in node


def read_picture(node: Node, reader: Reader) -> PictureRule | None:
    """The picture of one file; None after a mistake that leaves nothing of it."""
    return _PictureReader(reader).picture(node)


class _PictureReader:
    def __init__(self, reader: Reader) -> None:
        self.reader, self.problems = reader, reader.problems

    def picture(self, node: Node) -> PictureRule | None:
        top = Fields.of(node, node.place, "een bestand met een beeld", PICTURE_FILE, self.problems)
        fields = (
            Fields.of(top.get(PICTURE_NAME), top.at(PICTURE_NAME), "een beeld", PICTURE, self.problems) if top else None
        )
        if fields is None:
            return None
        start, end = self.day(fields, "begin"), self.day(fields, "einde")
        lines = [self.line(one, fields.at("lijnen")) for one in fields.items("lijnen")]
        bands = [self.band(one, fields.at("balken")) for one in fields.items("balken")]
        series = [self.series(one, fields.at("reeksen")) for one in fields.items("reeksen")]
        if start is None or end is None:
            return None
        return PictureRule(
            start,
            end,
            tuple(one for one in lines if one is not None),
            tuple(one for one in bands if one is not None),
            tuple(one for one in series if one is not None),
        )

    def line(self, node: Node, place: Place) -> PictureLine | None:
        fields = Fields.of(node, place, "een lijn van het beeld", LINE, self.problems)
        if fields is None:
            return None
        title, applies, day = fields.text("titel", required=True), self.condition(fields, "als"), self.day(fields, "op")
        return None if day is None else PictureLine(title, applies, day)

    def band(self, node: Node, place: Place) -> Band | None:
        fields = Fields.of(node, place, "een balk van het beeld", BAND, self.problems)
        if fields is None:
            return None
        title, applies = fields.text("titel", required=True), self.condition(fields, "als")
        shape = fields.option("vorm", SHAPES, required=True)
        what = self.listed(fields) if fields.has("lijst") else self.stretch(fields)
        return None if shape is None or what is None else Band(title, shape, applies, what)

    def series(self, node: Node, place: Place) -> Series | None:
        fields = Fields.of(node, place, "een reeks van het beeld", SERIES, self.problems)
        if fields is None:
            return None
        title, applies, source = (
            fields.text("titel", required=True),
            self.condition(fields, "als"),
            self.list_of(fields),
        )
        column = None if source is None else self.column(fields, "op", source[1])
        return None if source is None or column is None else Series(title, applies, source[0], column)

    def stretch(self, fields: Fields) -> Stretch | None:
        start, end, runs = self.day(fields, "van"), self.day(fields, "tot"), self.condition(fields, "loopt_als")
        return None if start is None or end is None else Stretch(start, end, runs)

    def listed(self, fields: Fields) -> ListedPeriods | None:
        if fields.has("loopt_als"):
            message = "'loopt_als' hoort bij één periode, niet bij een lijst"
            self.problems.add(fields.at("loopt_als"), "R141", message)
        source = self.list_of(fields)
        if source is None:
            return None
        start, end = (self.column(fields, key, source[1]) for key in ("van", "tot"))
        return None if start is None or end is None else ListedPeriods(source[0], start, end)

    def list_of(self, fields: Fields) -> tuple[str, ListType] | None:
        """The list of the dossier that is named under `lijst`."""
        name = fields.scalar("lijst", required=True)
        if name is None:
            return None
        lists = {one: kind for one, kind in self.reader.scope.facts.items() if isinstance(kind, ListType)}
        if name.text in self.reader.scope.unreadable:
            return None
        if name.text not in lists:
            message = f"'{name.text}' is geen lijst van het dossier"
            self.problems.add(name.place, "R142", message, did_you_mean(name.text, lists))
            return None
        return name.text, lists[name.text]

    def column(self, fields: Fields, key: str, kind: ListType) -> str | None:
        """The name of a field with a date."""
        name = fields.scalar(key, required=True)
        if name is None:
            return None
        dates = [one.name for one in kind.fields if isinstance(one.type, DateType)]
        if name.text not in dates:
            message = f"'{name.text}' is geen veld met een datum van deze lijst"
            hint = did_you_mean(name.text, dates) or (f"mogelijk: {', '.join(dates)}" if dates else "")
            self.problems.add(name.place, "R143", message, hint)
            return None
        return name.text

    def day(self, fields: Fields, key: str) -> Value | None:
        if not fields.has(key):
            fields.missing(key)
            return None
        return self.reader.value(fields.get(key), fields.at(key), DateType())

    def condition(self, fields: Fields, key: str) -> Condition | None:
        return self.reader.condition(fields.get(key), fields.at(key)) if fields.has(key) else None
