"""Type checking of expressions: from untyped syntax to the typed condition tree. Every mistake is collected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .check_names import Abort
from .check_values import ValueChecker, same_unit, unit_name
from .scope import Problem, Scope
from .syntax import Syntax, SyntaxMistake, parse
from .tree import (
    Compare,
    Condition,
    Constant,
    Contains,
    Every,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    IsKnown,
    IsTrue,
    IsUnknown,
    ListQuery,
    Literal,
    Member,
    NoneOf,
    Not,
    Value,
)
from .types import ChoicesType, ChoiceType, DateType, ListType, NumberType, TextType, ValueType, YesNoType, type_name
from .walk import all_of, any_of, simplify

T = TypeVar("T")


def check_condition(text: str, scope: Scope) -> tuple[Condition | None, tuple[Problem, ...]]:
    """One expression as a condition, or None with its problems."""
    checker = Checker(scope)
    condition = checker.run(text, checker.condition)
    return condition, tuple(checker.problems)


def check_value(text: str, scope: Scope, expected: ValueType | None = None) -> tuple[Value | None, tuple[Problem, ...]]:
    """One expression as a value of type `expected` (any type when None), or None with its problems."""
    checker = Checker(scope)
    value = checker.run(text, lambda syntax: checker.expected_value(syntax, expected))
    return value, tuple(checker.problems)


@dataclass(slots=True)
class Checker(ValueChecker):
    """Types conditions and all that is below them."""

    def run(self, text: str, read: Callable[[Syntax], T]) -> T | None:
        try:
            syntax = parse(text)
        except SyntaxMistake as mistake:
            self.problems.append(Problem(mistake.offset, "R10", mistake.message, mistake.hint))
            return None
        try:
            result = read(syntax)
        except Abort:
            return None
        return None if self.problems else result

    def condition(self, syntax: Syntax) -> Condition:
        match syntax.kind:
            case "disjunction":
                return any_of(self.each(syntax.children, self.condition))
            case "conjunction":
                return all_of(self.each(syntax.children, self.condition))
            case "negation":
                return Not(self.condition(syntax.children[0]))
            case "compare":
                return self.comparison(*syntax.children)
            case "member" | "not_member":
                return self.member(syntax)
            case "contains":
                return self.contains(syntax)
            case "known":
                return IsKnown(self.subject(syntax.children[0]))
            case "unknown":
                return IsUnknown(self.subject(syntax.children[0]))
            case "yes" | "no":
                return Constant(syntax.kind == "yes")
            case "call" if syntax.children[0].text in ("elk", "geen"):
                return self.quantifier(syntax)
        value = self.value(syntax)
        if not isinstance(value.type, YesNoType):
            raise self.mistake(
                syntax,
                "R20",
                f"hier hoort een voorwaarde, maar dit is een {type_name(value.type)}",
                "vergelijk het met iets, bijvoorbeeld met = of >=",
            )
        return IsTrue(value)

    def subject(self, syntax: Syntax) -> Value:
        value = self.value(syntax, allow_text=True, allow_list=True)
        if not isinstance(value, FactRef | FieldRef | FindingRef | ListQuery):
            raise self.mistake(syntax, "R21", "'is bekend' en 'is onbekend' gaan over een feit", "noem een feit")
        return value

    def comparison(self, left: Syntax, operator: Syntax, right: Syntax) -> Condition:
        if left.kind in ("yes", "no"):
            left, right = right, left
        if right.kind in ("yes", "no"):
            return self.yes_no(left, operator, right)
        open_left = self.needs_expectation(left) and not (
            left.kind == right.kind == "name" and self.needs_expectation(right)
        )
        first_syntax, second_syntax = (right, left) if open_left else (left, right)
        first = self.value(first_syntax)
        if isinstance(first.type, ChoicesType):
            raise self.several(first_syntax)
        second = self.value(second_syntax, expected=first.type)
        a, b = (second, first) if open_left else (first, second)
        self.check_comparable(a, b, operator, left)
        if isinstance(b, FindingRef) and isinstance(a, Literal):
            a, b = b, a
        return Compare(operator.text, a, b)

    def several(self, syntax: Syntax) -> Abort:
        return self.mistake(
            syntax,
            "R25",
            "een meerkeuze vergelijkt niet: er kunnen meer keuzes in staan",
            "gebruik 'bevat' of aantal(...)",
        )

    def yes_no(self, left: Syntax, operator: Syntax, right: Syntax) -> Condition:
        value = self.value(left)
        if not isinstance(value.type, YesNoType):
            raise self.mistake(right, "R22", f"dit is een {type_name(value.type)}, geen ja of nee")
        if operator.text not in ("=", "!="):
            raise self.mistake(operator, "R23", f"ja en nee vergelijken niet met {operator.text}", "gebruik = of !=")
        positive = (right.kind == "yes") == (operator.text == "=")
        return IsTrue(value) if positive else Not(IsTrue(value))

    def needs_expectation(self, syntax: Syntax) -> bool:
        """A bare number or a bare word takes its type from the other side."""
        if syntax.kind in ("number", "minus"):
            return True
        if syntax.kind != "name" or len(syntax.children) != 1:
            return False
        word = syntax.children[0].text
        if word == "deze_vraag" and self.scope.this_question is not None:
            return False
        return not any(one.name == word for one in self.scope.element or ())

    def check_comparable(self, left: Value, right: Value, operator: Syntax, place: Syntax) -> None:
        a, b = left.type, right.type
        if isinstance(a, TextType) or isinstance(b, TextType):
            raise self.mistake(place, "R24", "tekst beslist nooit een regel", "alleen 'is bekend' kan met tekst")
        if isinstance(a, ListType | ChoicesType) or isinstance(b, ListType | ChoicesType):
            raise self.mistake(
                place,
                "R25",
                "een lijst of meerkeuze vergelijkt niet",
                "gebruik aantal(...), bevat, elk(...) of geen(...)",
            )
        if isinstance(a, NumberType) and isinstance(b, NumberType):
            if not same_unit(left, right):
                raise self.mistake(
                    place,
                    "R26",
                    f"{unit_name(a)} vergelijken niet met {unit_name(b)}",
                    "reken om of gebruik dezelfde eenheid",
                )
            return
        same = type(a) is type(b) and (
            not isinstance(a, ChoiceType) or (isinstance(b, ChoiceType) and a.values == b.values)
        )
        if not same:
            raise self.mistake(place, "R27", f"een {type_name(a)} vergelijkt niet met een {type_name(b)}")
        ordered = isinstance(a, DateType) or (isinstance(a, ChoiceType) and a.ordered)
        if operator.text not in ("=", "!=") and not ordered:
            raise self.mistake(
                operator,
                "R28",
                f"een {type_name(a)} kent geen volgorde, dus {operator.text} kan niet",
                "gebruik = of in [...], of zet 'geordend: ja' bij het begrip",
            )

    def member(self, syntax: Syntax) -> Condition:
        value = self.value(syntax.children[0])
        if not isinstance(value.type, ChoiceType):
            hint = "gebruik bevat" if isinstance(value.type, ChoicesType) else ""
            raise self.mistake(syntax, "R29", f"'in' hoort bij een keuze; dit is een {type_name(value.type)}", hint)
        choice_type = value.type
        choices = self.each(syntax.children[1].children, lambda one: self.choice(one, choice_type))
        condition: Condition = Member(value, choices, choice_type)
        return Not(condition) if syntax.kind == "not_member" else condition

    def contains(self, syntax: Syntax) -> Condition:
        members = self.value(syntax.children[0])
        if not isinstance(members.type, ChoicesType):
            raise self.mistake(
                syntax,
                "R30",
                f"'bevat' hoort bij een meerkeuze of soorten(...); dit is een {type_name(members.type)}",
                "gebruik = of in [...]" if isinstance(members.type, ChoiceType) else "",
            )
        return Contains(members, self.choice(syntax.children[1], members.type), members.type)

    def quantifier(self, syntax: Syntax) -> Condition:
        name, arguments = syntax.children[0], syntax.children[1:]
        if len(arguments) != 1:
            raise self.mistake(name, "R32", f"{name.text}(...) krijgt één lijst")
        argument = arguments[0]
        if self.is_findings(argument.children[0]):
            against = [simplify(Not(one)) if name.text == "elk" else one for one in self.finding_cases(argument)]
            if Constant(True) in against:
                return Constant(False)
            counted = tuple(one for one in against if one != Constant(False))
            none = Compare("=", FindingCount(counted, NumberType()), Literal(0, NumberType()))
            return none if counted else Constant(True)
        source = self.list_of(argument.children[0])
        if len(argument.children) == 1:
            if name.text == "elk":
                raise self.mistake(
                    name, "R33", "elk(...) heeft een voorwaarde nodig", "schrijf elk(lijst waarvoor ...)"
                )
            return NoneOf(source, Constant(True))
        where = self.where(argument.children[1], source)
        return Every(source, where) if name.text == "elk" else NoneOf(source, where)
