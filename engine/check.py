"""Name resolution and type checking: from untyped syntax to the typed condition tree. Every mistake of an expression is collected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import NoReturn, TypeVar

from .mistakes import did_you_mean
from .rulebook import Outcome, Weight
from .syntax import Syntax, SyntaxMistake, parse
from .tree import (
    All,
    AnyOf,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Contains,
    DateShift,
    Duration,
    Every,
    Extreme,
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
    ParameterRef,
    Size,
    Value,
)
from .types import ChoicesType, ChoiceType, Concept, DateType, ListType, NumberType, TextType, ValueType, YesNoType, type_name
from .walk import simplify, substitute

UNITS = {"dag": "dagen", "dagen": "dagen", "week": "weken", "weken": "weken", "maand": "maanden", "maanden": "maanden",
         "jaar": "jaren", "jaren": "jaren", "uur": "uren", "uren": "uren", "procent": "procent", "euro": "euro"}
CALENDAR = ("dagen", "weken", "maanden", "jaren")
MAX_SHIFT = 20_000
"""The largest number that may stand before a calendar unit: keeps every date inside the calendar."""

RESERVED = frozenset({"en", "of", "niet", "in", "is", "bekend", "onbekend", "bevat", "waarvoor", "ja", "nee", "nvt", "anders",
                      "parameter", "bevindingen", "deze_vraag"})

FINDING = ChoiceType(
    tuple(one.value for one in (Outcome.MET, Outcome.DOUBT, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)),
    ("voldoet", "twijfel", "voldoet niet", "niet van toepassing"),
)
WEIGHT = ChoiceType(tuple(one.value for one in reversed(Weight)), tuple(one.value for one in reversed(Weight)))
LIST_QUERIES = ("aantal", "som", "min", "max", "eerste", "laatste", "grootste_gat", "soorten")
FUNCTIONS = (*LIST_QUERIES, "dagen", "weken", "maanden", "elk", "geen")


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may name. `element` is set inside `waarvoor`; `questions` and `this_question` only for verdicts."""

    facts: Mapping[str, ValueType]
    parameters: Mapping[str, ValueType]
    criteria: Mapping[str, str]
    element: tuple[Concept, ...] | None = None
    findings: bool = False
    questions: tuple[str, ...] = ()
    this_question: str | None = None

    def units(self) -> set[str]:
        """The units of the rulebook's own numbers."""
        types = (*self.facts.values(), *self.parameters.values())
        return {one.unit for one in types if isinstance(one, NumberType) and one.unit}


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake at `offset` of the expression's text."""

    offset: int
    code: str
    message: str
    hint: str = ""


T = TypeVar("T")


class _Abort(Exception):
    """This part cannot be typed; its problem has been noted."""


def check_condition(text: str, scope: Scope) -> tuple[Condition | None, tuple[Problem, ...]]:
    """One expression as a condition, or None with its problems."""
    checker = _Checker(scope)
    condition = checker.run(text, checker.condition)
    return condition, tuple(checker.problems)


def check_value(text: str, scope: Scope, expected: ValueType | None = None) -> tuple[Value | None, tuple[Problem, ...]]:
    """One expression as a value of type `expected` (any type when None), or None with its problems."""
    checker = _Checker(scope)
    value = checker.run(text, lambda syntax: checker.expected_value(syntax, expected))
    return value, tuple(checker.problems)


@dataclass(slots=True)
class _Checker:
    scope: Scope
    problems: list[Problem] = field(default_factory=list)

    def run(self, text: str, read: Callable[[Syntax], T]) -> T | None:
        try:
            syntax = parse(text)
        except SyntaxMistake as mistake:
            self.problems.append(Problem(mistake.offset, "R10", mistake.message, mistake.hint))
            return None
        try:
            result = read(syntax)
        except _Abort:
            return None
        return None if self.problems else result

    def fail(self, syntax: Syntax, code: str, message: str, hint: str = "") -> NoReturn:
        self.problems.append(Problem(syntax.offset, code, message, hint))
        raise _Abort

    def each(self, parts: tuple[Syntax, ...], read: Callable[[Syntax], T]) -> tuple[T, ...]:
        """Reads all parts even when one fails, so that all their mistakes are reported."""
        results: list[T] = []
        failed = False
        for part in parts:
            try:
                results.append(read(part))
            except _Abort:
                failed = True
        if failed:
            raise _Abort
        return tuple(results)

    # --- conditions ---

    def condition(self, syntax: Syntax) -> Condition:
        match syntax.kind:
            case "disjunction":
                return AnyOf(self.each(syntax.children, self.condition))
            case "conjunction":
                return All(self.each(syntax.children, self.condition))
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
            self.fail(syntax, "R20", f"hier hoort een voorwaarde, maar dit is een {type_name(value.type)}",
                      "vergelijk het met iets, bijvoorbeeld met = of >=")
        return IsTrue(value)

    def subject(self, syntax: Syntax) -> Value:
        value = self.value(syntax, allow_text=True, allow_list=True)
        if not isinstance(value, FactRef | FieldRef | FindingRef | ListQuery):
            self.fail(syntax, "R21", "'is bekend' en 'is onbekend' gaan over een feit", "noem een feit")
        return value

    def comparison(self, left: Syntax, operator: Syntax, right: Syntax) -> Condition:
        if left.kind in ("yes", "no"):
            left, right = right, left
        if right.kind in ("yes", "no"):
            return self.yes_no(left, operator, right)
        open_left = self.needs_expectation(left)
        first_syntax, second_syntax = (right, left) if open_left else (left, right)
        first = self.value(first_syntax)
        second = self.value(second_syntax, expected=first.type)
        a, b = (second, first) if open_left else (first, second)
        self.check_comparable(a, b, operator, left)
        return Compare(operator.text, a, b)

    def yes_no(self, left: Syntax, operator: Syntax, right: Syntax) -> Condition:
        value = self.value(left)
        if not isinstance(value.type, YesNoType):
            self.fail(right, "R22", f"dit is een {type_name(value.type)}, geen ja of nee")
        if operator.text not in ("=", "!="):
            self.fail(operator, "R23", f"ja en nee vergelijken niet met {operator.text}", "gebruik = of !=")
        positive = (right.kind == "yes") == (operator.text == "=")
        return IsTrue(value) if positive else Not(IsTrue(value))

    def needs_expectation(self, syntax: Syntax) -> bool:
        """A bare number or a bare word takes its type from the other side."""
        if syntax.kind in ("number", "minus"):
            return True
        if syntax.kind != "name" or len(syntax.children) != 1:
            return False
        word = syntax.children[0].text
        return not any(one.name == word for one in self.scope.element or ())

    def check_comparable(self, left: Value, right: Value, operator: Syntax, place: Syntax) -> None:
        a, b = left.type, right.type
        if isinstance(a, TextType) or isinstance(b, TextType):
            self.fail(place, "R24", "tekst beslist nooit een regel", "alleen 'is bekend' kan met tekst")
        if isinstance(a, ListType | ChoicesType) or isinstance(b, ListType | ChoicesType):
            self.fail(place, "R25", "een lijst of meerkeuze vergelijkt niet", "gebruik aantal(...), bevat, elk(...) of geen(...)")
        if isinstance(a, NumberType) and isinstance(b, NumberType):
            if not _same_unit(left, right):
                self.fail(place, "R26", f"{_unit(a)} vergelijken niet met {_unit(b)}", "reken om of gebruik dezelfde eenheid")
            return
        same = type(a) is type(b) and (not isinstance(a, ChoiceType) or (isinstance(b, ChoiceType) and a.values == b.values))
        if not same:
            self.fail(place, "R27", f"een {type_name(a)} vergelijkt niet met een {type_name(b)}")
        ordered = isinstance(a, DateType) or (isinstance(a, ChoiceType) and a.ordered)
        if operator.text not in ("=", "!=") and not ordered:
            self.fail(operator, "R28", f"een {type_name(a)} kent geen volgorde, dus {operator.text} kan niet",
                      "gebruik = of in [...], of zet 'geordend: ja' bij het begrip")

    def member(self, syntax: Syntax) -> Condition:
        value = self.value(syntax.children[0])
        if not isinstance(value.type, ChoiceType):
            hint = "gebruik bevat" if isinstance(value.type, ChoicesType) else ""
            self.fail(syntax, "R29", f"'in' hoort bij een keuze; dit is een {type_name(value.type)}", hint)
        choice_type = value.type
        choices = self.each(syntax.children[1].children, lambda one: self.choice(one, choice_type))
        condition: Condition = Member(value, choices, choice_type)
        return Not(condition) if syntax.kind == "not_member" else condition

    def contains(self, syntax: Syntax) -> Condition:
        members = self.value(syntax.children[0])
        if not isinstance(members.type, ChoicesType):
            self.fail(syntax, "R30", f"'bevat' hoort bij een meerkeuze of soorten(...); dit is een {type_name(members.type)}",
                      "gebruik = of in [...]" if isinstance(members.type, ChoiceType) else "")
        return Contains(members, self.choice(syntax.children[1], members.type), members.type)

    def choice(self, syntax: Syntax, choices: ChoiceType | ChoicesType) -> str:
        if syntax.text in choices.values:
            return syntax.text
        if choices is FINDING and syntax.text == "onbekend":
            self.fail(syntax, "R31", "onbekend is geen waarde om mee te vergelijken", "schrijf 'is onbekend'")
        allowed = ", ".join(choices.values[:8]) + (", ..." if len(choices.values) > 8 else "")
        self.fail(syntax, "R31", f"de keuze '{syntax.text}' bestaat hier niet",
                  did_you_mean(syntax.text, choices.values) or f"mogelijk: {allowed}")

    def quantifier(self, syntax: Syntax) -> Condition:
        name, arguments = syntax.children[0], syntax.children[1:]
        if len(arguments) != 1:
            self.fail(name, "R32", f"{name.text}(...) krijgt één lijst")
        argument = arguments[0]
        if self.is_findings(argument.children[0]):
            cases = self.finding_cases(argument)
            return All(cases) if name.text == "elk" else Not(AnyOf(cases))
        source = self.list_of(argument.children[0])
        if len(argument.children) == 1:
            if name.text == "elk":
                self.fail(name, "R33", "elk(...) heeft een voorwaarde nodig", "schrijf elk(lijst waarvoor ...)")
            return NoneOf(source, Constant(True))
        where = self.where(argument.children[1], source)
        return Every(source, where) if name.text == "elk" else NoneOf(source, where)

    # --- values ---

    def expected_value(self, syntax: Syntax, expected: ValueType | None) -> Value:
        value = self.value(syntax, expected=expected)
        if expected is not None and not _fits(value, expected):
            self.fail(syntax, "R34", f"hier hoort een {type_name(expected)}, maar dit is een {type_name(value.type)}")
        return value

    def value(self, syntax: Syntax, *, expected: ValueType | None = None, allow_text: bool = False, allow_list: bool = False) -> Value:
        match syntax.kind:
            case "date":
                return self.date(syntax)
            case "number":
                unit = expected.unit if isinstance(expected, NumberType) else None
                return Literal(_number(syntax.children[0].text), NumberType(unit))
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
                self.fail(syntax, "R35", "hier hoort een waarde te staan, geen voorwaarde")
        if isinstance(value.type, TextType) and not allow_text:
            self.fail(syntax, "R24", "tekst beslist nooit een regel", "alleen 'is bekend' kan met tekst")
        if isinstance(value.type, ListType) and not allow_list:
            self.fail(syntax, "R25", "een lijst is hier geen waarde", "gebruik aantal(...), som(...), elk(...) of geen(...)")
        return value

    def date(self, syntax: Syntax) -> Value:
        text = syntax.children[0].text
        try:
            return Literal(date.fromisoformat(text), DateType())
        except ValueError:
            self.fail(syntax, "R36", f"de datum {text} bestaat niet")

    def quantity(self, syntax: Syntax) -> Value:
        number, unit = syntax.children
        canonical = UNITS.get(unit.text, unit.text)
        known = {*UNITS, *self.scope.units()}
        if canonical not in known:
            self.fail(unit, "R37", f"de eenheid '{unit.text}' is hier niet bekend", did_you_mean(unit.text, known))
        return Literal(_number(number.text), NumberType(canonical))

    def negative(self, syntax: Syntax, expected: ValueType | None) -> Value:
        value = self.value(syntax.children[0], expected=expected)
        if not isinstance(value.type, NumberType):
            self.fail(syntax, "R38", f"een minteken hoort bij een getal, niet bij een {type_name(value.type)}")
        if isinstance(value, Literal) and isinstance(value.value, int | Fraction):
            return Literal(-value.value, value.type)
        return Arithmetic("-", Literal(0, value.type), value, value.type)

    def name(self, syntax: Syntax, expected: ValueType | None) -> Value:
        words = tuple(child.text for child in syntax.children)
        name = ".".join(words)
        if len(words) == 1:
            return self.bare_name(syntax, name, expected)
        if words[0] == "parameter" and len(words) == 2:
            if words[1] not in self.scope.parameters:
                self.fail(syntax, "R40", f"de parameter '{words[1]}' bestaat niet", did_you_mean(words[1], self.scope.parameters))
            return ParameterRef(words[1], self.scope.parameters[words[1]])
        if name in self.scope.facts:
            return FactRef(name, self.scope.facts[name])
        if words[0] in self.scope.criteria or words[0][:1].isupper():
            return self.finding(syntax, words)
        list_name = ".".join(words[:-1])
        if isinstance(self.scope.facts.get(list_name), ListType):
            self.fail(syntax, "R41", f"'{list_name}' is een lijst; '{words[-1]}' is een veld van haar elementen",
                      f"vraag de lijst iets, bijvoorbeeld eerste({name}) of aantal({list_name} waarvoor {words[-1]} ...)")
        self.fail(syntax, "R42", f"het feit '{name}' bestaat niet", did_you_mean(name, self.scope.facts))

    def bare_name(self, syntax: Syntax, name: str, expected: ValueType | None) -> Value:
        if isinstance(expected, ChoiceType):
            if name == "deze_vraag" and self.scope.this_question is not None:
                return Literal(self.scope.this_question, expected)
            if name in expected.values or not any(one.name == name for one in self.scope.element or ()):
                return Literal(self.choice(replace(syntax, text=name), expected), expected)
        for one in self.scope.element or ():
            if one.name == name:
                return FieldRef(name, one.type)
        if self.scope.element is not None:
            names = [one.name for one in self.scope.element]
            self.fail(syntax, "R43", f"het element heeft geen veld '{name}'", did_you_mean(name, names) or f"velden: {', '.join(names)}")
        full = [fact for fact in self.scope.facts if fact.endswith(f".{name}")]
        hint = f"bedoelde u '{full[0]}'?" if len(full) == 1 else did_you_mean(name, self.scope.facts) or "schrijf groep.naam"
        self.fail(syntax, "R44", f"het woord '{name}' is hier geen feit en geen keuze", hint)

    def finding(self, syntax: Syntax, words: tuple[str, ...]) -> Value:
        if words[0] not in self.scope.criteria:
            self.fail(syntax, "R45", f"het criterium '{words[0]}' bestaat niet", did_you_mean(words[0], self.scope.criteria))
        aspects: dict[str, ValueType] = {"bevinding": FINDING, "zwaarte": WEIGHT, "verschoond": YesNoType(), "herstelbaar": YesNoType()}
        if len(words) != 2 or words[1] not in aspects:
            self.fail(syntax, "R46", f"'{'.'.join(words[1:])}' is geen deel van een bevinding",
                      did_you_mean(words[-1], aspects) or f"mogelijk: {', '.join(aspects)}")
        return FindingRef(words[0], words[1], aspects[words[1]])

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
            self.fail(syntax, "R47", f"met een {type_name(wrong)} kan niet worden gerekend met {operator}")
        if operator in "+-":
            if not _same_unit(left, right):
                self.fail(syntax, "R26", f"{_unit(a)} en {_unit(b)} zijn niet op te tellen of af te trekken", "reken om of gebruik dezelfde eenheid")
            return Arithmetic(operator, left, right, NumberType(a.unit or b.unit))
        if operator == "*":
            if a.unit and b.unit:
                self.fail(syntax, "R48", f"{_unit(a)} maal {_unit(b)} heeft geen betekenis", "een van beide hoort een kaal getal te zijn")
            return Arithmetic(operator, left, right, NumberType(a.unit or b.unit))
        if not isinstance(right, Literal) or right.value == 0:
            self.fail(syntax.children[1], "R49", "delen kan alleen door een vast getal dat niet nul is",
                      "vermenigvuldig de andere kant van de vergelijking")
        if b.unit and a.unit != b.unit:
            self.fail(syntax, "R48", f"{_unit(a)} gedeeld door {_unit(b)} heeft geen betekenis")
        return Arithmetic(operator, left, right, NumberType(None if b.unit else a.unit))

    def shifted(self, syntax: Syntax, start: Value, amount: Value, operator: str) -> Value:
        unit = amount.type.unit if isinstance(amount.type, NumberType) else None
        if isinstance(amount.type, DateType):
            self.fail(syntax, "R50", "twee datums zijn niet op te tellen of af te trekken", "gebruik dagen(a, b) of maanden(a, b)")
        if unit not in CALENDAR:
            self.fail(syntax, "R51", "bij een datum hoort een aantal dagen, weken, maanden of jaren", "schrijf bijvoorbeeld '+ 6 weken'")
        if isinstance(amount, Literal) and abs(amount.value) > MAX_SHIFT:  # type: ignore[arg-type]
            self.fail(syntax, "R52", f"een verschuiving van meer dan {MAX_SHIFT} is geen termijn")
        return DateShift(start, amount, unit, 1 if operator == "+" else -1, DateType())

    def call(self, syntax: Syntax) -> Value:
        name, arguments = syntax.children[0], syntax.children[1:]
        match name.text:
            case "elk" | "geen":
                self.fail(name, "R35", f"{name.text}(...) is een voorwaarde, geen waarde")
            case "dagen" | "weken" | "maanden":
                if len(arguments) != 2 or any(len(one.children) != 1 for one in arguments):
                    self.fail(name, "R53", f"{name.text}(...) krijgt twee datums", f"schrijf {name.text}(van, tot)")
                start, end = self.each(tuple(one.children[0] for one in arguments), lambda one: self.expected_value(one, DateType()))
                return Duration(name.text, start, end, NumberType(name.text))
            case "min" | "max" if len(arguments) > 1:
                return self.extreme(name, arguments)
            case query if query in LIST_QUERIES:
                if len(arguments) != 1:
                    self.fail(name, "R32", f"{query}(...) krijgt één lijst")
                return self.list_query(name, arguments[0])
        self.fail(name, "R54", f"de functie '{name.text}' bestaat niet", did_you_mean(name.text, FUNCTIONS))

    def extreme(self, name: Syntax, arguments: tuple[Syntax, ...]) -> Value:
        if any(len(one.children) != 1 for one in arguments):
            self.fail(name, "R55", f"bij {name.text}(a, b) hoort geen 'waarvoor'")
        values = self.each(tuple(one.children[0] for one in arguments), self.value)
        lead = next((one for one in values if not isinstance(one, Literal)), values[0])
        for one, argument in zip(values, arguments, strict=True):
            comparable = _same_unit(lead, one) if isinstance(one.type, NumberType) and isinstance(lead.type, NumberType) \
                else isinstance(one.type, DateType) and isinstance(lead.type, DateType)
            if not comparable:
                self.fail(argument, "R27", f"{name.text}(...) krijgt alleen getallen van één eenheid, of alleen datums")
        return Extreme(name.text, values, lead.type)

    def list_query(self, name: Syntax, argument: Syntax) -> Value:
        subject = argument.children[0]
        if self.is_findings(subject):
            if name.text != "aantal":
                self.fail(name, "R56", "bij bevindingen hoort aantal(...), elk(...) of geen(...)")
            return FindingCount(self.finding_cases(argument), NumberType())
        if name.text == "aantal":
            if subject.kind == "call" or (subject.kind == "name" and isinstance(self.scope.facts.get(_dotted(subject)), ChoicesType)):
                members = self.value(subject)
                if not isinstance(members.type, ChoicesType) or len(argument.children) > 1:
                    self.fail(subject, "R57", "aantal(...) telt een lijst, een meerkeuze of soorten(...)")
                return Size(members, NumberType())
            source = self.list_of(subject)
            return ListQuery("aantal", source, None, self.optional_where(argument, source), NumberType())
        source, column = self.list_field(subject, name)
        return ListQuery(name.text, source, column, self.optional_where(argument, source), self.query_type(name, column))

    def query_type(self, name: Syntax, column: FieldRef) -> ValueType:
        allowed: tuple[type[ValueType], ...] = {
            "som": (NumberType,), "min": (NumberType, DateType), "max": (NumberType, DateType), "eerste": (DateType,),
            "laatste": (DateType,), "grootste_gat": (DateType,), "soorten": (ChoiceType,),
        }[name.text]
        if not isinstance(column.type, allowed):
            wanted = " of ".join(sorted({"NumberType": "getal", "DateType": "datum", "ChoiceType": "keuze"}[one.__name__] for one in allowed))
            self.fail(name, "R58", f"{name.text}(...) krijgt een veld met een {wanted}; '{column.name}' is een {type_name(column.type)}")
        if name.text == "grootste_gat":
            return NumberType("dagen")
        if isinstance(column.type, ChoiceType):
            return ChoicesType(column.type.values, column.type.labels)
        return column.type

    def list_of(self, syntax: Syntax) -> FactRef:
        name = _dotted(syntax)
        value_type = self.scope.facts.get(name)
        if isinstance(value_type, ListType):
            return FactRef(name, value_type)
        lists = [fact for fact, one in self.scope.facts.items() if isinstance(one, ListType)]
        self.fail(syntax, "R59", f"'{name}' is geen lijst" if name in self.scope.facts else f"de lijst '{name}' bestaat niet",
                  did_you_mean(name, lists))

    def list_field(self, syntax: Syntax, function: Syntax) -> tuple[FactRef, FieldRef]:
        words = [child.text for child in syntax.children] if syntax.kind == "name" else []
        if len(words) < 3:
            self.fail(syntax, "R60", f"{function.text}(...) krijgt een veld van een lijst", "schrijf groep.lijst.veld")
        source = self.list_of(replace(syntax, children=syntax.children[:-1]))
        assert isinstance(source.type, ListType)
        column = source.type.field(words[-1])
        if column is None:
            self.fail(syntax, "R43", f"de lijst '{source.name}' heeft geen veld '{words[-1]}'",
                      did_you_mean(words[-1], [one.name for one in source.type.fields]))
        return source, FieldRef(column.name, column.type)

    def optional_where(self, argument: Syntax, source: FactRef) -> Condition | None:
        return self.where(argument.children[1], source) if len(argument.children) > 1 else None

    def where(self, syntax: Syntax, source: FactRef) -> Condition:
        if self.scope.element is not None:
            self.fail(syntax, "R61", "een 'waarvoor' binnen een 'waarvoor' kan niet", "maak er een afleiding van")
        assert isinstance(source.type, ListType)
        return self.inside(source.type.fields).condition(syntax)

    def inside(self, fields: tuple[Concept, ...]) -> _Checker:
        return _Checker(replace(self.scope, element=fields), self.problems)

    # --- findings, only in verdicts ---

    def is_findings(self, syntax: Syntax) -> bool:
        if _dotted(syntax) != "bevindingen":
            return False
        if not self.scope.findings:
            self.fail(syntax, "R62", "'bevindingen' kan alleen in oordeel/")
        return True

    def finding_cases(self, argument: Syntax) -> tuple[Condition, ...]:
        questions = ChoiceType(self.scope.questions, self.scope.questions)
        criteria = ChoiceType(tuple(self.scope.criteria), tuple(self.scope.criteria))
        fields = tuple(Concept(name, kind, name) for name, kind in (
            ("criterium", criteria), ("vraag", questions), ("zwaarte", WEIGHT), ("bevinding", FINDING),
            ("verschoond", YesNoType()), ("herstelbaar", YesNoType())))
        where = self.inside(fields).condition(argument.children[1]) if len(argument.children) > 1 else Constant(True)
        cases = []
        for criterion, question in self.scope.criteria.items():
            known: dict[str, Value] = {
                "criterium": Literal(criterion, criteria), "vraag": Literal(question, questions),
                "zwaarte": FindingRef(criterion, "zwaarte", WEIGHT), "bevinding": FindingRef(criterion, "bevinding", FINDING),
                "verschoond": FindingRef(criterion, "verschoond", YesNoType()),
                "herstelbaar": FindingRef(criterion, "herstelbaar", YesNoType()),
            }
            case = simplify(substitute(where, known))
            if case != Constant(False):
                cases.append(case)
        return tuple(cases)


def _dotted(syntax: Syntax) -> str:
    return ".".join(child.text for child in syntax.children) if syntax.kind == "name" else ""


def _number(text: str) -> int | Fraction:
    value = Fraction(text)
    return int(value) if value.denominator == 1 else value


def _unit(number: NumberType) -> str:
    return number.unit or "kale getallen"


def _same_unit(left: Value, right: Value) -> bool:
    """A bare literal takes the other side's unit."""
    a, b = left.type, right.type
    if not isinstance(a, NumberType) or not isinstance(b, NumberType):
        return False
    return a.unit == b.unit or any(isinstance(one, Literal) and one.type == NumberType(None) for one in (left, right))


def _fits(value: Value, expected: ValueType) -> bool:
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
