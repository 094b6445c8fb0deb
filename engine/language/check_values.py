"""Types and units of values in expressions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Self

from ..mistakes import did_you_mean
from .check_names import NameChecker, dotted
from .scope import CALENDAR, FINDING, FUNCTIONS, LIST_QUERIES, MAX_SHIFT, UNITS, WEIGHT
from .syntax import Syntax
from .tree import (
    Arithmetic,
    Condition,
    Constant,
    DateShift,
    Duration,
    Extreme,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    ListQuery,
    Literal,
    Size,
    Value,
)
from .types import (
    TYPE_NAMES,
    ChoicesType,
    ChoiceType,
    Concept,
    DateType,
    ListType,
    NumberType,
    TextType,
    ValueType,
    YesNoType,
    type_name,
)
from .walk import specialized


@dataclass(slots=True)
class ValueChecker(NameChecker, ABC):
    """Types values; conditions inside `waarvoor` are read by `condition`, which the whole checker adds."""

    @abstractmethod
    def condition(self, syntax: Syntax) -> Condition:
        """A condition, as it stands inside `waarvoor`."""

    def expected_value(self, syntax: Syntax, expected: ValueType | None) -> Value:
        value = self.value(syntax, expected=expected)
        if expected is not None and not fits(value, expected):
            raise self.mistake(
                syntax, "R34", f"hier hoort een {type_name(expected)}, maar dit is een {type_name(value.type)}"
            )
        return value

    def value(
        self, syntax: Syntax, *, expected: ValueType | None = None, allow_text: bool = False, allow_list: bool = False
    ) -> Value:
        match syntax.kind:
            case "date":
                return self.day(syntax)
            case "number":
                kind = expected if isinstance(expected, NumberType) else NumberType()
                return Literal(_number(syntax.children[0].text), kind)
            case "quantity":
                return self.quantity(syntax)
            case "minus":
                return self.negative(syntax, expected)
            case "yes" | "no":
                return Literal(syntax.kind == "yes", YesNoType())
            case "name":
                value = self.name(syntax, expected)
            case "add" | "subtract" | "multiply" | "divide":
                return self.arithmetic(syntax)
            case "call":
                return self.call(syntax)
            case _:
                raise self.mistake(syntax, "R35", "hier hoort een waarde te staan, geen voorwaarde")
        if isinstance(value.type, TextType) and not allow_text:
            raise self.mistake(syntax, "R24", "tekst beslist nooit een regel", "alleen 'is bekend' kan met tekst")
        if isinstance(value.type, ListType) and not allow_list:
            raise self.mistake(
                syntax, "R25", "een lijst is hier geen waarde", "gebruik aantal(...), som(...), elk(...) of geen(...)"
            )
        return value

    def day(self, syntax: Syntax) -> Value:
        text = syntax.children[0].text
        try:
            return Literal(date.fromisoformat(text), DateType())
        except ValueError:
            raise self.mistake(syntax, "R36", f"de datum {text} bestaat niet") from None

    def quantity(self, syntax: Syntax) -> Value:
        number, unit = syntax.children
        own = self.scope.units()
        word = UNITS.get(unit.text, unit.text)
        kind = NumberType(word) if word in UNITS.values() else own.get(word)
        if kind is None:
            known = {*UNITS, *own}
            raise self.mistake(
                unit, "R37", f"de eenheid '{unit.text}' is hier niet bekend", did_you_mean(unit.text, known)
            )
        return Literal(_number(number.text), kind)

    def negative(self, syntax: Syntax, expected: ValueType | None) -> Value:
        value = self.value(syntax.children[0], expected=expected)
        if not isinstance(value.type, NumberType):
            raise self.mistake(syntax, "R38", f"een minteken hoort bij een getal, niet bij een {type_name(value.type)}")
        if isinstance(value, Literal) and isinstance(value.value, int | Fraction):
            return Literal(-value.value, value.type)
        return Arithmetic("-", Literal(0, value.type), value, value.type)

    def arithmetic(self, syntax: Syntax) -> Value:
        operator = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}[syntax.kind]
        left, right = self.each(syntax.children, self.value)
        a, b = left.type, right.type
        if isinstance(a, DateType) and operator in "+-":
            return self.shifted(syntax, left, right, operator)
        if isinstance(b, DateType) and operator == "+":
            return self.shifted(syntax, right, left, operator)
        if not isinstance(a, NumberType) or not isinstance(b, NumberType):
            wrong = a if not isinstance(a, NumberType) else b
            raise self.mistake(syntax, "R47", f"met een {type_name(wrong)} kan niet worden gerekend met {operator}")
        if operator in "+-":
            if not same_unit(left, right):
                raise self.mistake(
                    syntax,
                    "R26",
                    f"{unit_name(a)} en {unit_name(b)} zijn niet op te tellen of af te trekken",
                    "reken om of gebruik dezelfde eenheid",
                )
            kind = a if a.unit else b
            return Arithmetic(operator, with_unit(left, kind), with_unit(right, kind), kind)
        if operator == "*":
            if a.unit and b.unit:
                raise self.mistake(
                    syntax,
                    "R48",
                    f"{unit_name(a)} maal {unit_name(b)} heeft geen betekenis",
                    "een van beide hoort een kaal getal te zijn",
                )
            return Arithmetic(operator, left, right, a if a.unit else b)
        if not isinstance(right, Literal) or right.value == 0:
            raise self.mistake(
                syntax.children[1],
                "R49",
                "delen kan alleen door een vast getal dat niet nul is",
                "vermenigvuldig de andere kant van de vergelijking",
            )
        if b.unit and a.unit != b.unit:
            raise self.mistake(syntax, "R48", f"{unit_name(a)} gedeeld door {unit_name(b)} heeft geen betekenis")
        return Arithmetic(operator, left, right, NumberType() if b.unit else a)

    def shifted(self, syntax: Syntax, start: Value, amount: Value, operator: str) -> Value:
        unit = amount.type.unit if isinstance(amount.type, NumberType) else None
        if isinstance(amount.type, DateType):
            raise self.mistake(
                syntax,
                "R50",
                "twee datums zijn niet op te tellen of af te trekken",
                "gebruik dagen(a, b) of maanden(a, b)",
            )
        if unit not in CALENDAR:
            raise self.mistake(
                syntax,
                "R51",
                "bij een datum hoort een aantal dagen, weken, maanden of jaren",
                "schrijf bijvoorbeeld '+ 6 weken'",
            )
        if isinstance(amount, Literal) and isinstance(amount.value, int | Fraction):
            if not -MAX_SHIFT <= amount.value <= MAX_SHIFT:
                raise self.mistake(syntax, "R52", f"een verschuiving van meer dan {MAX_SHIFT} is geen termijn")
            days = amount.value * 7 if unit == "weken" else amount.value
            if isinstance(days, Fraction) and days.denominator != 1:
                raise self.mistake(
                    syntax, "R52", f"een datum verschuift met hele {unit}", "reken de termijn om naar dagen"
                )
        return DateShift(start, amount, unit, 1 if operator == "+" else -1, DateType())

    def call(self, syntax: Syntax) -> Value:
        name, arguments = syntax.children[0], syntax.children[1:]
        match name.text:
            case "elk" | "geen":
                raise self.mistake(name, "R35", f"{name.text}(...) is een voorwaarde, geen waarde")
            case "dagen" | "weken" | "hele_weken" | "maanden":
                if len(arguments) != 2 or any(len(one.children) != 1 for one in arguments):
                    raise self.mistake(
                        name, "R53", f"{name.text}(...) krijgt twee datums", f"schrijf {name.text}(van, tot)"
                    )
                start, end = self.each(
                    tuple(one.children[0] for one in arguments), lambda one: self.expected_value(one, DateType())
                )
                return Duration(name.text, start, end, NumberType(name.text.removeprefix("hele_")))
            case "min" | "max" if len(arguments) > 1:
                return self.extreme(name, arguments)
            case query if query in LIST_QUERIES:
                if len(arguments) != 1:
                    raise self.mistake(name, "R32", f"{query}(...) krijgt één lijst")
                return self.list_query(name, arguments[0])
        raise self.mistake(name, "R54", f"de functie '{name.text}' bestaat niet", did_you_mean(name.text, FUNCTIONS))

    def extreme(self, name: Syntax, arguments: tuple[Syntax, ...]) -> Value:
        if any(len(one.children) != 1 for one in arguments):
            raise self.mistake(name, "R55", f"bij {name.text}(a, b) hoort geen 'waarvoor'")
        values = self.each(tuple(one.children[0] for one in arguments), self.value)
        lead = next((one for one in values if not isinstance(one, Literal)), values[0])
        for one, argument in zip(values, arguments, strict=True):
            comparable = (
                same_unit(lead, one)
                if isinstance(one.type, NumberType) and isinstance(lead.type, NumberType)
                else isinstance(one.type, DateType) and isinstance(lead.type, DateType)
            )
            if not comparable:
                raise self.mistake(
                    argument, "R27", f"{name.text}(...) krijgt alleen getallen van één eenheid, of alleen datums"
                )
        kind = lead.type if isinstance(lead.type, NumberType) else NumberType()
        return Extreme(name.text, tuple(with_unit(one, kind) for one in values), lead.type)

    def list_query(self, name: Syntax, argument: Syntax) -> Value:
        subject = argument.children[0]
        if self.is_findings(subject):
            if name.text != "aantal":
                raise self.mistake(name, "R56", "bij bevindingen hoort aantal(...), elk(...) of geen(...)")
            cases = tuple(one for one in self.finding_cases(argument) if one != Constant(False))
            return FindingCount(cases, NumberType())
        if name.text == "aantal":
            if subject.kind == "call" or (
                subject.kind == "name" and isinstance(self.scope.facts.get(dotted(subject)), ChoicesType)
            ):
                members = self.value(subject)
                if not isinstance(members.type, ChoicesType) or len(argument.children) > 1:
                    raise self.mistake(subject, "R57", "aantal(...) telt een lijst, een meerkeuze of soorten(...)")
                return Size(members, NumberType())
            source = self.list_of(subject)
            return ListQuery("aantal", source, None, self.optional_where(argument, source), NumberType())
        source, column = self.list_field(subject, name)
        return ListQuery(
            name.text, source, column, self.optional_where(argument, source), self.query_type(name, column)
        )

    def query_type(self, name: Syntax, column: FieldRef) -> ValueType:
        allowed: tuple[type[ValueType], ...] = {
            "som": (NumberType,),
            "min": (NumberType, DateType),
            "max": (NumberType, DateType),
            "eerste": (DateType,),
            "laatste": (DateType,),
            "grootste_gat": (DateType,),
            "soorten": (ChoiceType,),
        }[name.text]
        if not isinstance(column.type, allowed):
            wanted = " of ".join(name for name, kind in TYPE_NAMES.items() if kind in allowed)
            raise self.mistake(
                name,
                "R58",
                f"{name.text}(...) krijgt een veld met een {wanted}; '{column.name}' is een {type_name(column.type)}",
            )
        if name.text == "grootste_gat":
            return NumberType("dagen")
        if isinstance(column.type, ChoiceType):
            return ChoicesType(column.type.values, column.type.labels)
        return column.type

    def optional_where(self, argument: Syntax, source: FactRef) -> Condition | None:
        return self.where(argument.children[1], source) if len(argument.children) > 1 else None

    def where(self, syntax: Syntax, source: FactRef) -> Condition:
        if self.scope.element is not None:
            raise self.mistake(
                syntax, "R61", "een 'waarvoor' binnen een 'waarvoor' kan niet", "maak er een afleiding van"
            )
        assert isinstance(source.type, ListType)
        return self.inside(source.type.fields).condition(syntax)

    def inside(self, fields: tuple[Concept, ...]) -> Self:
        return replace(self, scope=replace(self.scope, element=fields))

    def finding_cases(self, argument: Syntax) -> tuple[Condition, ...]:
        """The condition written out for each criterion."""
        questions = ChoiceType(self.scope.questions, self.scope.questions)
        criteria = ChoiceType(tuple(self.scope.criteria), tuple(self.scope.criteria))
        fields = tuple(
            Concept(name, kind, name)
            for name, kind in (
                ("criterium", criteria),
                ("vraag", questions),
                ("zwaarte", WEIGHT),
                ("bevinding", FINDING),
                ("verschoond", YesNoType()),
                ("herstelbaar", YesNoType()),
            )
        )
        where = self.inside(fields).condition(argument.children[1]) if len(argument.children) > 1 else Constant(True)
        scope = self.scope
        findings = _findings(tuple(scope.criteria.items()), tuple(scope.weights.items()), scope.questions)
        return tuple(specialized(where, known) for known in findings)


@lru_cache(maxsize=16)
def _findings(
    criteria: tuple[tuple[str, str], ...], weights: tuple[tuple[str, str], ...], questions: tuple[str, ...]
) -> tuple[dict[str, Value], ...]:
    """What stands for the fields of a finding, per criterion; kept, as verdicts ask for it some hundreds of times."""
    fixed, ids = dict(weights), tuple(dict(criteria))
    names, asked = ChoiceType(ids, ids), ChoiceType(questions, questions)
    return tuple(
        {
            "criterium": Literal(criterion, names),
            "vraag": Literal(question, asked),
            "zwaarte": Literal(fixed[criterion], WEIGHT)
            if criterion in fixed
            else FindingRef(criterion, "zwaarte", WEIGHT),
            "bevinding": FindingRef(criterion, "bevinding", FINDING),
            "verschoond": FindingRef(criterion, "verschoond", YesNoType()),
            "herstelbaar": FindingRef(criterion, "herstelbaar", YesNoType()),
        }
        for criterion, question in criteria
    )


def _number(text: str) -> int | Fraction:
    value = Fraction(text)
    return int(value) if value.denominator == 1 else value


def unit_name(number: NumberType) -> str:
    return number.unit or "kale getallen"


def same_unit(left: Value, right: Value) -> bool:
    """A bare literal takes the other side's unit."""
    a, b = left.type, right.type
    if not isinstance(a, NumberType) or not isinstance(b, NumberType):
        return False
    return a.unit == b.unit or any(isinstance(one, Literal) and one.type == NumberType(None) for one in (left, right))


def with_unit(value: Value, kind: NumberType) -> Value:
    """A bare number gets the unit of what stands beside it; any other value keeps its own."""
    if isinstance(value, Literal) and value.type == NumberType(None):
        return value._replace(type=kind)
    return value


def fits(value: Value, expected: ValueType) -> bool:
    actual = value.type
    if isinstance(expected, NumberType) and isinstance(actual, NumberType):
        counted = _is_count(value) and actual.unit is None and expected.unit not in UNITS
        return actual.unit == expected.unit or counted or (isinstance(value, Literal) and actual.unit is None)
    if isinstance(expected, ChoiceType) and isinstance(actual, ChoiceType):
        return actual.values == expected.values
    return type(actual) is type(expected)


def _is_count(value: Value) -> bool:
    """A count of things may be given the name of those things as its unit."""
    match value:
        case ListQuery(kind="aantal") | Size() | Literal():
            return True
        case Arithmetic(_, left, right):
            return _is_count(left) and _is_count(right)
    return False
