"""JSON Schemas (draft-07, as editors for YAML need) for the files of a rulebook, made of the forms that the loader
checks with and of the names in one rulebook.

A schema never refuses what the loader takes. The other way round it is looser: it does not read expressions, does not
see quotes, and offers the names of things in other files without insisting on them, so that it stays right when such a
file gets a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, assert_never

from ..forms.form import (
    Anything,
    Block,
    Day,
    Either,
    Entries,
    Expression,
    Form,
    Key,
    Known,
    Listed,
    Name,
    Number,
    Shape,
    Text,
    Word,
    YesNo,
)
from ..forms.rooms import Room

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
LIMITS = (
    "Dit schema ziet sleutels, soorten waarden en vaste woorden. Uitdrukkingen, eenheden, aanhalingstekens en namen uit"
    " andere bestanden ziet het niet na: dat doet 'spoortoets regels controleer'."
)
SCALAR = ["string", "number", "boolean"]
"""What a text can be to a program that guesses types: `versie: 2` is a number to it."""

EMPTY: Schema = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]}
"""Nothing was filled in."""

LEFT_OPEN = {"$ref": "#/definitions/leeg"}
FILLED = r"\S"
YES_NO = {"ja": ["ja", True], "nee": ["nee", False]}
DAY = {
    "type": "string",
    "pattern": r"^\s*\d{4}-\d{2}-\d{2}\s*$",
    "patternErrorMessage": "hier hoort een datum, zoals 2026-04-13",
}
GROUPS = {"alle": "Waar als elk deel waar is.", "een_van": "Waar als één deel waar is."}
BRACES = r"^(?=\s*\S)[^{}]*(\{[^{}]+\}[^{}]*)*$"
"""A text that is not empty, with every brace paired."""


class Named(NamedTuple):
    """Something that has a name in the rulebook: its title, and the schema of what stands below the name, if any."""

    title: str
    below: Schema | None = None


Names = Mapping[str, Mapping[str, Named]]
"""Per kind (`Known.what`) the names that a rulebook has."""


def room_schema(room: Room, names: Names, shared: Mapping[str, Schema]) -> Schema:
    """The schema of the files of one room. `shared` are the definitions that schemas below names refer to."""
    maker = _Maker(names)
    *others, (_, usual) = room.forms
    whole: Schema = maker.form(usual)
    for key, form in reversed(others):
        whole = {"if": {"required": [key]}, "then": maker.form(form), "else": whole}
    title = " of ".join(form.what for _, form in room.forms)
    about = " ".join(form.about for _, form in room.forms)
    return {
        "$schema": DRAFT,
        "$comment": LIMITS,
        "title": title,
        "description": about,
        "allOf": [whole],
        "definitions": {**_named_in(maker.definitions, shared), **maker.definitions},
    }


def _named_in(schemas: Mapping[str, Schema], shared: Mapping[str, Schema]) -> dict[str, Schema]:
    """Those of the definitions that are referred to, also by each other."""
    found: dict[str, Schema] = {}
    waiting: list[Any] = list(schemas.values())
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name in shared and name not in found:
                found[name] = shared[name]
                waiting.append(shared[name])
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return {name: found[name] for name in shared if name in found}


class _Maker:
    """Makes the schema of one file; what is used more than once becomes a definition."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.definitions: dict[str, Schema] = {"leeg": EMPTY}
        self._refs: dict[Hashable, Schema] = {}

    def defined(self, key: Hashable, title: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition, which is made when it is met first; it may refer to itself."""
        if key not in self._refs:
            slug = title.replace(" ", "_").replace(".", "_")
            number = sum(name.rstrip("0123456789") == slug for name in self.definitions)
            name = f"{slug}{number + 1}" if number else slug
            self._refs[key] = {"$ref": f"#/definitions/{name}"}
            self.definitions[name] = {}
            self.definitions[name] = make()
        return self._refs[key]

    def form(self, form: Form) -> Schema:
        return self.defined(id(form), form.what, lambda: self._form(form))

    def _form(self, form: Form) -> Schema:
        chosen = {key for group in (*form.one_of, tuple(form.kinds)) for key in group}
        schema: Schema = {
            "title": form.what,
            "description": form.about,
            "type": "object",
            "properties": {name: self.key(key, filled=name in chosen) for name, key in form.keys.items()},
            "additionalProperties": False,
        }
        if form.required():
            schema["required"] = list(form.required())
        rules = list(_rules(form))
        return {**schema, "allOf": rules} if rules else schema

    def key(self, key: Key, *, filled: bool = False) -> Schema:
        """What stands below a key. A key that may be left out may also stand there with nothing behind it, unless it
        must be `filled`.
        """
        schema = self.shape(key.shape)
        if not (key.required or filled) and _may_be_open(key.shape):
            schema = {"anyOf": [schema, LEFT_OPEN]}
        elif "$ref" in schema:
            schema = {"allOf": [schema]}
        return {"description": key.about, **schema} if key.about else schema

    def shape(self, shape: Shape) -> Schema:
        match shape:
            case Text(sentence, empty):
                pattern = {} if empty else {"pattern": BRACES if sentence else FILLED}
                text: Schema = {"type": SCALAR, **pattern}
                return {"anyOf": [text, LEFT_OPEN]} if empty else text
            case Name(pattern, but_not):
                return {**_name(pattern, but_not), "type": ["string", "boolean"]}
            case Known(what):
                return self.defined(("naam", what), f"naam van {what}", lambda: self._known(what))
            case Word(words):
                return {"enum": list(words)}
            case Day():
                return DAY
            case Number(whole):
                return {"type": "integer" if whole else "number"}
            case YesNo(only):
                return {"enum": [word for key, some in YES_NO.items() if only in ("", key) for word in some]}
            case Expression(condition):
                return self.condition() if condition else {"type": SCALAR, "pattern": FILLED}
            case Listed():
                return self._listed(shape)
            case Entries(name):
                if isinstance(name, Name):
                    return self._own_entries(name, shape.value)
                return self.defined(id(shape), f"blok met {name.what}", lambda: self._known_entries(name, shape.value))
            case Block(form):
                return self.form(form)
            case Either(options):
                return {"anyOf": [self.shape(one) for one in options]}
            case Anything():
                return {}
            case _:
                assert_never(shape)

    def condition(self) -> Schema:
        """An expression, or a group of conditions."""
        return self.defined("voorwaarde", "voorwaarde", _condition)

    def _listed(self, shape: Listed) -> Schema:
        item = self.shape(shape.item)
        several: Schema = {"type": "array", "items": item}
        if shape.least:
            several["minItems"] = shape.least
        return {"anyOf": [item, several]} if shape.alone else several

    def _known(self, what: str) -> Schema:
        """The names that there are are offered; another may stand there too."""
        known = self.names.get(what, {})
        other: Schema = {"type": SCALAR, "pattern": FILLED}
        if not known:
            return other
        return {"anyOf": [{"enum": list(known), "enumDescriptions": [one.title for one in known.values()]}, other]}

    def _own_entries(self, name: Name, value: Shape) -> Schema:
        names = {"propertyNames": _name(name.pattern, name.but_not)} if name.pattern else {}
        return {"type": "object", **names, "additionalProperties": self.shape(value)}

    def _known_entries(self, name: Known, value: Shape) -> Schema:
        below = self.shape(value)
        properties = {
            key: {"description": one.title, **({"allOf": [below]} if one.below is None else one.below)}
            for key, one in self.names.get(name.what, {}).items()
        }
        return {"type": "object", "properties": properties, "additionalProperties": below}


def _condition() -> Schema:
    own = {"$ref": "#/definitions/voorwaarde"}
    groups: Schema = {
        word: {"description": about, "type": "array", "minItems": 1, "items": own} for word, about in GROUPS.items()
    }
    groups["niet"] = {"description": "Waar als dit deel niet waar is.", "allOf": [own]}
    group = {
        "type": "object",
        "properties": groups,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [{"type": "string", "pattern": FILLED}, group]}


def _name(pattern: str, but_not: frozenset[str]) -> Schema:
    schema: Schema = {"pattern": f"^{pattern}$", "patternErrorMessage": "deze naam kan niet"}
    return {**schema, "not": {"enum": sorted(but_not)}} if but_not else schema


def _may_be_open(shape: Shape) -> bool:
    """Whether a key with nothing behind it counts as left out; not so a condition, a sentence or a block."""
    match shape:
        case Text(sentence):
            return not sentence
        case Name() | Known() | Word() | Day() | Number() | YesNo():
            return True
        case Listed(_, least):
            return not least
        case Either(options):
            return any(map(_may_be_open, options))
    return False


# --- what the keys of a form have to do with each other ---------------------------------------------------------------


def _rules(form: Form) -> Iterator[Schema]:
    for group in (*form.one_of, *((tuple(form.kinds),) if form.kinds else ())):
        one_of = [{"required": [key]} for key in group]
        yield {"oneOf": one_of, "errorMessage": f"hier hoort precies één van {', '.join(group)}"}
    for first, second in form.together:
        yield from (_needs(first, second), _needs(second, first))
    for key, partner in form.needs.items():
        yield _needs(key, partner)
    every = dict.fromkeys(key for some in form.kinds.values() for key in some)
    for kind, own in form.kinds.items():
        yield _without({"required": [kind]}, [key for key in every if key not in own])
    for word, owners in form.only_if.items():
        for key, words in owners.items():
            yield {"if": {"required": [key]}, "then": {"properties": {word: {"enum": list(words)}}}}
    for word, needed in form.also.items():
        for value, keys in needed.items():
            having = {"required": [word], "properties": {word: {"const": value}}}
            yield {"if": having, "then": {"required": list(keys)}}
    for key, others in form.not_with.items():
        yield _without({"required": [key]}, others)


def _needs(key: str, partner: str) -> Schema:
    """A key that is filled in needs another."""
    filled = {"not": {"anyOf": [LEFT_OPEN, {"type": "array", "maxItems": 0}]}}
    return {"if": {"required": [key], "properties": {key: filled}}, "then": {"required": [partner]}}


def _without(condition: Schema, keys: Iterable[str]) -> Schema:
    message = "deze sleutel hoort hier niet"
    return {"if": condition, "then": {"properties": {key: {"not": {}, "errorMessage": message} for key in keys}}}
