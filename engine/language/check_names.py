"""Names in expressions: facts, fields, parameters, choices, lists and findings.

Each is found, or reported with the nearest one that exists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..mistakes import did_you_mean
from .scope import FINDING, WEIGHT, Problem, Scope
from .syntax import Syntax
from .terms import NOGO_ASPECTS
from .tree import FactRef, FieldRef, FindingRef, Literal, ParameterRef, Value
from .types import ChoicesType, ChoiceType, ListType, ValueType, YesNoType

T = TypeVar("T")


class Abort(Exception):
    """This part cannot be typed; its problem has been noted."""


@dataclass(slots=True)
class NameChecker:
    """Finds what a name stands for. Problems of the whole expression gather in `problems`."""

    scope: Scope
    problems: list[Problem] = field(default_factory=list)

    def mistake(self, syntax: Syntax, code: str, message: str, hint: str = "") -> Abort:
        """Notes the problem; raise what this gives to leave the part that cannot be typed."""
        self.problems.append(Problem(syntax.offset, code, message, hint))
        return Abort()

    def each(self, parts: tuple[Syntax, ...], read: Callable[[Syntax], T]) -> tuple[T, ...]:
        """Reads all parts even when one fails, so that all their mistakes are reported."""
        results: list[T] = []
        failed = False
        for part in parts:
            try:
                results.append(read(part))
            except Abort:
                failed = True
        if failed:
            raise Abort
        return tuple(results)

    def name(self, syntax: Syntax, expected: ValueType | None) -> Value:
        words = tuple(child.text for child in syntax.children)
        name = ".".join(words)
        if len(words) == 1:
            return self.bare_name(syntax, name, expected)
        if words[0] == "parameter" and len(words) == 2:
            if words[1] not in self.scope.parameters:
                raise self.mistake(
                    syntax,
                    "R40",
                    f"de parameter '{words[1]}' bestaat niet",
                    did_you_mean(words[1], self.scope.parameters),
                )
            return ParameterRef(words[1], self.scope.parameters[words[1]])
        if name in self.scope.facts:
            return FactRef(name, self.scope.facts[name])
        if words[0] in self.scope.criteria or words[0][:1].isupper():
            return self.finding(syntax, words)
        list_name = ".".join(words[:-1])
        if isinstance(self.scope.facts.get(list_name), ListType):
            raise self.mistake(
                syntax,
                "R41",
                f"'{list_name}' is een lijst; '{words[-1]}' is een veld van haar elementen",
                f"vraag de lijst iets, bijvoorbeeld eerste({name}) of aantal({list_name} waarvoor {words[-1]} ...)",
            )
        if self.scope.unreadable & {name, list_name}:
            raise Abort
        known = [*self.scope.facts, *(f"parameter.{one}" for one in self.scope.parameters)]
        raise self.mistake(syntax, "R42", f"het feit '{name}' bestaat niet", did_you_mean(name, known))

    def bare_name(self, syntax: Syntax, name: str, expected: ValueType | None) -> Value:
        if name == "deze_vraag" and self.scope.this_question is not None:
            return Literal(self.scope.this_question, ChoiceType(self.scope.questions, self.scope.questions))
        is_field = any(one.name == name for one in self.scope.element or ())
        if isinstance(expected, ChoiceType) and (name in expected.values or not is_field):
            return Literal(self.choice(replace(syntax, text=name), expected), expected)
        for one in self.scope.element or ():
            if one.name == name:
                return FieldRef(name, one.type)
        if self.scope.element is not None:
            names = [one.name for one in self.scope.element]
            raise self.mistake(
                syntax,
                "R43",
                f"het element heeft geen veld '{name}'",
                did_you_mean(name, names) or f"velden: {', '.join(names)}",
            )
        full = [fact for fact in self.scope.facts if fact.endswith(f".{name}")]
        hint = (
            f"bedoelde u '{full[0]}'?"
            if len(full) == 1
            else did_you_mean(name, self.scope.facts) or "schrijf groep.naam"
        )
        raise self.mistake(syntax, "R44", f"het woord '{name}' is hier geen feit en geen keuze", hint)

    def finding(self, syntax: Syntax, words: tuple[str, ...]) -> Value:
        if words[0] in self.scope.nogos:
            return self.nogo(syntax, words)
        if words[0] not in self.scope.criteria:
            known = [*self.scope.criteria, *sorted(self.scope.nogos)]
            raise self.mistake(syntax, "R45", f"het criterium '{words[0]}' bestaat niet", did_you_mean(words[0], known))
        aspects: dict[str, ValueType] = {
            "bevinding": FINDING,
            "zwaarte": WEIGHT,
            "verschoond": YesNoType(),
            "herstelbaar": YesNoType(),
        }
        if len(words) != 2 or words[1] not in aspects:
            raise self.mistake(
                syntax,
                "R46",
                f"'{'.'.join(words[1:])}' is geen deel van een bevinding",
                did_you_mean(words[-1], aspects) or f"mogelijk: {', '.join(aspects)}",
            )
        return FindingRef(words[0], words[1], aspects[words[1]])

    def nogo(self, syntax: Syntax, words: tuple[str, ...]) -> Value:
        if len(words) != 2 or words[1] not in NOGO_ASPECTS:
            hint = did_you_mean(words[-1], NOGO_ASPECTS) or f"mogelijk: {', '.join(NOGO_ASPECTS)}"
            message = f"'{'.'.join(words[1:])}' is geen deel van de grond {words[0]}"
            raise self.mistake(syntax, "R46", message, hint)
        return FindingRef(words[0], words[1], YesNoType())

    def choice(self, syntax: Syntax, choices: ChoiceType | ChoicesType) -> str:
        if syntax.text in choices.values:
            return syntax.text
        if choices is FINDING and syntax.text == "onbekend":
            raise self.mistake(syntax, "R31", "onbekend is geen waarde om mee te vergelijken", "schrijf 'is onbekend'")
        allowed = ", ".join(choices.values[:8]) + (", ..." if len(choices.values) > 8 else "")
        raise self.mistake(
            syntax,
            "R31",
            f"de keuze '{syntax.text}' bestaat hier niet",
            did_you_mean(syntax.text, choices.values) or f"mogelijk: {allowed}",
        )

    def list_of(self, syntax: Syntax) -> FactRef:
        name = dotted(syntax)
        value_type = self.scope.facts.get(name)
        if isinstance(value_type, ListType):
            return FactRef(name, value_type)
        if name in self.scope.unreadable:
            raise Abort
        lists = [fact for fact, one in self.scope.facts.items() if isinstance(one, ListType)]
        raise self.mistake(
            syntax,
            "R59",
            f"'{name}' is geen lijst" if name in self.scope.facts else f"de lijst '{name}' bestaat niet",
            did_you_mean(name, lists),
        )

    def list_field(self, syntax: Syntax, function: Syntax) -> tuple[FactRef, FieldRef]:
        words = [child.text for child in syntax.children] if syntax.kind == "name" else []
        if len(words) < 3:
            raise self.mistake(
                syntax, "R60", f"{function.text}(...) krijgt een veld van een lijst", "schrijf groep.lijst.veld"
            )
        source = self.list_of(replace(syntax, children=syntax.children[:-1]))
        assert isinstance(source.type, ListType)
        column = source.type.field(words[-1])
        if column is None:
            raise self.mistake(
                syntax,
                "R43",
                f"de lijst '{source.name}' heeft geen veld '{words[-1]}'",
                did_you_mean(words[-1], [one.name for one in source.type.fields]),
            )
        return source, FieldRef(column.name, column.type)

    def is_findings(self, syntax: Syntax) -> bool:
        if dotted(syntax) != "bevindingen":
            return False
        if not self.scope.findings:
            raise self.mistake(syntax, "R62", "'bevindingen' kan alleen in oordeel/")
        return True


def dotted(syntax: Syntax) -> str:
    return ".".join(child.text for child in syntax.children) if syntax.kind == "name" else ""
