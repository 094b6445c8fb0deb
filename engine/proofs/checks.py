"""What is asked of a rulebook: whether its conditions, cases, cells, grounds and verdicts can do what they are for.

Each question is put as goals; what the answers make of it is for `findings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from ..language.terms import Outcome, Strength
from ..language.tree import All, AnyOf, Compare, Condition, Constant, Literal, Value
from ..layout import CriterionLayout, Layout, NoGoLayout, VerdictLayout
from ..rulebook import Cases, QuestionVerdict, Table, VerdictCase
from ..sentences import Exclusion
from .check import Ask, Check, Code, Show
from .goals import Claim, Goal, HasValue, Holds, Says
from .parts import Part, beside, parts_of, without

COUNTED = "/geteld/"
MET, NOT_MET, EXEMPT = Outcome.MET.value, Outcome.NOT_MET.value, Outcome.NOT_APPLICABLE.value
FINAL, PER_QUESTION = "oordeel/eindoordeel", "oordeel/per_vraag"


def checks_of(layouts: Iterable[Layout]) -> tuple[Check, ...]:
    """All questions about a rulebook, one layout per edition of it: what happens in one edition happens."""
    found: dict[tuple[Code, str], Check] = {}
    for edition, layout in enumerate(layouts):
        for one in _Asking(edition, layout).checks():
            known = found.get((one.code, one.id))
            found[one.code, one.id] = one if known is None else _merged(known, one)
    return tuple(found.values())


def _merged(first: Check, second: Check) -> Check:
    """One question about two editions, or about the two cases that the loader made of a written one."""
    pairs = zip(first.shows, second.shows, strict=False)
    shows = tuple(Show((*one.asks, *other.asks), one.caption) for one, other in pairs)
    return first._replace(asks=(*first.asks, *second.asks), shows=shows, aims=(*first.aims, *second.aims))


def _first_cases(cases: Iterable[VerdictCase]) -> dict[str, int]:
    """Each outcome of a verdict, with the number of the first case that gives it."""
    found: dict[str, int] = {}
    for number, one in enumerate(cases, start=1):
        found.setdefault(one.outcome, number)
    return found


class _Asking:
    """The questions about one edition of a rulebook."""

    def __init__(self, edition: int, layout: Layout) -> None:
        self.edition, self.layout = edition, layout
        self.anything = (self.show("Een dossier als voorbeeld:"),)

    def checks(self) -> Iterator[Check]:
        for layout in self.layout.criteria.values():
            yield from self.criterion(layout)
        yield from self.questions()
        for nogo in self.layout.nogos.values():
            yield from self.nogo(nogo)
        yield from self.derivations()
        yield from self.steps()
        yield from self.sections()
        yield from self.verdicts()
        yield from self.pairs()

    def ask(self, *claims: Claim) -> Ask:
        return Ask(self.edition, Goal(claims))

    def show(self, caption: str, *claims: Claim) -> Show:
        return Show((self.ask(*claims),), caption)

    # --- criteria ---

    def criterion(self, layout: CriterionLayout) -> Iterator[Check]:
        id = layout.criterion.id
        yield from self.outcomes_apart(layout)
        for outcome in layout.cases:
            yield from self.outcome(layout, outcome)
        yield from self.whole_condition(f"{id}/van_toepassing", id)
        own = [(one, path) for one, _, path in layout.exclusions]
        yield from self.exclusions(id, own, conditional=layout.applies_condition is not None)
        for ground, _ in layout.grounds:
            yield from self.ground(id, ground.id, ground.condition)
        yield from self.whole_condition(f"{id}/herstelbaar_als", id)
        for index in range(1, len(layout.criterion.repairs) + 1):
            yield from self.whole_condition(f"{id}/herstel/{index}", id)

    def outcomes_apart(self, layout: CriterionLayout) -> Iterator[Check]:
        """No two outcomes at once, and always one of them. With `anders`, which is the rest, nothing can be amiss."""
        id = layout.criterion.id
        applies = Holds(f"{id}/toepasselijk", True)
        written = [one for one, cases in layout.cases.items() if cases]
        rest = {one for one in written if any(case.condition is None for case, _ in layout.cases[one])}
        for first, second in combinations([one for one in written if one not in rest], 2):
            claims: tuple[Holds, ...] = (
                applies,
                Holds(f"{id}/{first.value}", True),
                Holds(f"{id}/{second.value}", True),
            )
            amiss = f"bij {id} kunnen {first.value} en {second.value} in één dossier allebei waar zijn"
            show = self.show("Hier zijn zij allebei waar:", *claims)
            at = f"{id}/{second.value}/{first.value}"
            yield Check(Code.OVERLAP, id, at, (self.ask(*claims),), False, amiss, shows=(show,))
        if written and not rest:
            claims = (applies, *(Holds(f"{id}/{one.value}", False) for one in written))
            amiss = f"bij {id} kan elke uitkomst onwaar zijn terwijl het criterium geldt"
            show = self.show("Hier is geen enkele uitkomst mogelijk:", *claims)
            yield Check(Code.GAP, id, f"{id}/uitkomsten", (self.ask(*claims),), False, amiss, shows=(show,))

    def outcome(self, layout: CriterionLayout, outcome: Outcome) -> Iterator[Check]:
        """Whether an outcome comes about at all, and by each of its cases."""
        id, cases = layout.criterion.id, layout.cases[outcome]
        happens = Holds(f"{id}/bevinding/{outcome.value}", True)
        asks: list[Ask] = []
        for case, _ in cases:
            # What our own design carries alone stands with the cases of twijfel, under its own path.
            path = f"{id}/{case.path}"
            written = path.removesuffix("/voorlopig")
            asks.append(self.ask(happens, Holds(path, True)))
            shows = (
                self.show("Hier is de voorwaarde waar, en komt de uitkomst toch niet:", Holds(path, True)),
                self.show("Hier is de voorwaarde niet waar:", Holds(path, False)),
            )
            amiss = f"dit geval van {id} komt in geen enkel dossier voor"
            yield Check(
                Code.CASE, id, written, (asks[-1],), True, amiss, case.condition, None, shows, outcome=outcome.value
            )
            # The loader splits a case on the authority of a cell: the first part is what the rule states.
            if case.condition is not None and case.authority_table is None:
                yield from self.conditions(path, id, path, asked=True)
            elif case.condition is not None and path == written:
                yield from self.conditions(f"{path}/1", id, path, asked=True)
        if cases:
            applies = self.show(f"Hier geldt {id}, met een andere uitkomst:", Holds(f"{id}/toepasselijk", True))
            amiss = f"{id} kan in geen enkel dossier {outcome.value} zijn"
            at = f"{id}/{outcome.value}"
            shows = (applies, *self.anything)
            yield Check(Code.OUTCOME, id, at, tuple(asks), True, amiss, shows=shows, outcome=outcome.value)

    def ground(self, id: str, name: str, condition: Condition) -> Iterator[Check]:
        """Whether a ground ever excuses."""
        path = f"{id}/grond/{name}"
        not_met = Holds(f"{id}/bevinding/{NOT_MET}", True)
        decided = (Holds(f"{id}/toepasselijk", True), HasValue(f"{id}/bevinding", None, equal=False))
        shows = (
            self.show(f"Hier is de grond waar, maar is {id} geen voldoet_niet:", Holds(path, True), *decided),
            self.show("Hier is de grond waar:", Holds(path, True)),
            self.show(f"Hier is {id} voldoet_niet, maar geldt de grond niet:", not_met),
            *self.anything,
        )
        amiss = f"deze grond van {id} verontschuldigt in geen enkel dossier een voldoet_niet"
        yield Check(Code.GROUND, id, path, (self.ask(not_met, Holds(path, True)),), True, amiss, condition, None, shows)
        yield from self.conditions(path, id, path, asked=True)

    def questions(self) -> Iterator[Check]:
        for question in self.layout.rulebook.questions:
            id = f"vraag/{question.id}"
            yield from self.exclusions(id, self.numbered(id, question.exclusions), conditional=False)

    def numbered(self, id: str, exclusions: Iterable[Exclusion]) -> list[tuple[Exclusion, str]]:
        """Exclusions with their ids; none of a question that no criterion belongs to, as it has no registers."""
        paths = ((one, f"{id}/niet_van_toepassing/{index}") for index, one in enumerate(exclusions, start=1))
        return [(one, path) for one, path in paths if path in self.layout.conditions]

    def exclusions(self, rule: str, exclusions: list[tuple[Exclusion, str]], *, conditional: bool) -> Iterator[Check]:
        """Each exclusion is at some time the first reason. Those of a question stand before those of a criterion."""
        for index, (one, path) in enumerate(exclusions):
            if not path.startswith(f"{rule}/"):
                continue
            claims: list[Claim] = [Holds(earlier, True, equal=False) for _, earlier in exclusions[:index]]
            if conditional:
                claims.append(Holds(f"{rule}/van_toepassing", False, equal=False))
            shows = (
                self.show("Hier is zij waar, maar geldt de regel al om een eerdere reden niet:", Holds(path, True)),
                self.show("Hier is zij niet waar:", Holds(path, False)),
            )
            amiss = f"deze uitzondering van {rule.rpartition('/')[2]} is nooit de reden waarom de regel niet geldt"
            asks = (self.ask(Holds(path, True), *claims),)
            yield Check(Code.EXCLUSION, rule, path, asks, True, amiss, one.condition, None, shows)
            yield from self.conditions(path, rule, path, asked=True)

    # --- other rules ---

    def nogo(self, layout: NoGoLayout) -> Iterator[Check]:
        id, rule = layout.nogo.id, layout.nogo
        if rule.strength is not Strength.WEAK and layout.covered is not None:
            shows = (self.show("Hier is al zijn bewijs er:", Holds(f"{id}/bewezen", True)), *self.anything)
            asks = (self.ask(Holds(f"{id}/draagkrachtig", True)),)
            amiss = f"de no-gogrond {id} is in geen enkel dossier draagkrachtig"
            yield Check(Code.GROUND, id, f"{id}/draagkrachtig", asks, True, amiss, shows=shows)
        yield from self.whole_condition(f"{id}/van_toepassing", id)
        yield from self.exclusions(id, self.numbered(id, rule.exclusions), conditional=rule.applies is not None)
        named = ["beroep", *(f"bewijs/{one.id}" for one, _ in layout.evidence), "tijdig", "dekt"]
        named += [f"afwijzing/{index}" for index in range(1, len(layout.objections) + 1)]
        for name in named:
            yield from self.whole_condition(f"{id}/{name}", id)

    def derivations(self) -> Iterator[Check]:
        for name, rule in self.layout.derivations.items():
            id = f"afleiding/{name}"
            match rule.method:
                case Cases(branches):
                    conditions = [one.condition for one in branches]
                    paths = [f"{id}/geval/{index}" for index in range(1, len(branches) + 1)]
                    yield from self.ordered(Code.CASE, name, paths, conditions, f"van {name}")
                case Table():
                    yield from self.cells(name, rule.method)
                case _:
                    yield from self.whole_condition(id, name)

    def ordered(
        self,
        code: Code,
        rule: str,
        paths: list[str],
        conditions: list[Condition | None],
        whose: str,
        outcomes: Iterable[str] = (),
    ) -> Iterator[Check]:
        """Cases of which the first that is true counts: each is at some time the first. The last, `anders`, must be
        there in any case.
        """
        before: list[Claim] = []
        for path, condition, outcome in zip(paths, conditions, outcomes or [""] * len(paths), strict=True):
            if condition is None:
                continue
            shows = (
                self.show("Hier is de voorwaarde waar, maar gaat een eerder geval voor:", Holds(path, True)),
                self.show("Hier is de voorwaarde niet waar:", Holds(path, False)),
            )
            asks = (self.ask(Holds(path, True), *before),)
            amiss = f"dit geval {whose} komt in geen enkel dossier aan de beurt"
            yield Check(code, rule, path, asks, True, amiss, condition, None, shows, outcome=outcome)
            yield from self.conditions(path, rule, path, asked=True)
            before.append(Holds(path, False))

    def cells(self, name: str, table: Table) -> Iterator[Check]:
        def equals(value: Value, word: str) -> Claim:
            return Says(Compare("=", value, Literal(word, value.type)), True)

        for cell in table.cells:
            row, column = equals(table.row, cell.row), equals(table.column, cell.column)
            shows = (
                self.show(f"Hier is de rij {cell.row}, met een andere kolom:", row),
                self.show(f"Hier is de kolom {cell.column}, met een andere rij:", column),
                *self.anything,
            )
            amiss = f"de cel {cell.row}, {cell.column} van {name} wordt door geen enkel dossier geraakt"
            at = f"afleiding/{name}/cel/{cell.row}/{cell.column}"
            yield Check(Code.CELL, name, at, (self.ask(row, column),), True, amiss, shows=shows)

    def steps(self) -> Iterator[Check]:
        for layout in self.layout.steps:
            id, rule = f"tijdlijn/{layout.step.id}", layout.step
            yield from self.whole_condition(f"{id}/van_toepassing", id)
            yield from self.exclusions(id, self.numbered(id, rule.exclusions), conditional=rule.applies is not None)
            # When a step is done and when it is late the engine makes of its dates, where the rule does not say it.
            for name, written in (("gehaald", rule.done), ("te_laat", rule.missed)):
                yield from self.whole_condition(f"{id}/{name}", id, generated=written is None)

    def sections(self) -> Iterator[Check]:
        for layout in self.layout.sections:
            id, rule = layout.id, layout.section
            yield from self.whole_condition(f"{id}/van_toepassing", id)
            yield from self.exclusions(id, self.numbered(id, rule.exclusions), conditional=rule.applies is not None)
            for _, register, path in layout.lines:
                if register is not None:
                    yield from self.whole_condition(path, id)

    # --- verdicts ---

    def verdicts(self) -> Iterator[Check]:
        book = self.layout.rulebook
        paths = [f"{FINAL}/{index}" for index in range(1, len(book.verdict) + 1)]
        conditions = [one.condition for one in book.verdict]
        outcomes = [one.outcome for one in book.verdict]
        yield from self.ordered(Code.VERDICT_CASE, FINAL, paths, conditions, "van het eindoordeel", outcomes)
        for outcome, number in _first_cases(book.verdict).items():
            amiss = f"geen enkel dossier krijgt het eindoordeel '{outcome}'"
            yield self.outcome_of_verdict(FINAL, FINAL, outcome, number, amiss)
        for one in book.question_verdicts:
            yield from self.question_verdict(one, self.layout.questions[one.question])
            for outcome, number in _first_cases(one.cases).items():
                amiss = f"geen enkele vraag krijgt in een dossier het oordeel '{outcome}'"
                yield self.outcome_of_verdict(PER_QUESTION, f"oordeel/{one.question}", outcome, number, amiss)

    def outcome_of_verdict(self, rule: str, id: str, outcome: str, number: int, amiss: str) -> Check:
        asks = (self.ask(HasValue(id, outcome)),)
        own, at = f"{rule}/{outcome}", f"{rule}/{number}"
        return Check(Code.VERDICT, rule, own, asks, True, amiss, shows=self.anything, at=at, outcome=outcome)

    def question_verdict(self, rule: QuestionVerdict, layout: VerdictLayout) -> Iterator[Check]:
        """What is written once for all questions is another condition for each, so its parts have no name in common."""
        before: list[Claim] = []
        for index, (case, register) in enumerate(zip(rule.cases, layout.cases, strict=True), start=1):
            if register is None:
                continue
            path = f"oordeel/{rule.question}/{index}"
            condition = self.layout.conditions[path].condition
            claims = (Holds(path, True), *before)
            amiss = "dit geval van het oordeel per vraag komt bij geen enkele vraag aan de beurt"
            shows: tuple[Show, ...] = (
                self.show("Hier is de voorwaarde waar, maar gaat een eerder geval voor:", Holds(path, True)),
            )
            at = f"{PER_QUESTION}/{index}"
            about = None if isinstance(condition, Constant) else condition
            shows = (*shows, *self.anything)
            asks = (self.ask(*claims),)
            yield Check(
                Code.VERDICT_CASE, PER_QUESTION, at, asks, True, amiss, about, None, shows, outcome=case.outcome
            )
            before.append(Holds(path, False))

    def pairs(self) -> Iterator[Check]:
        """Criteria of which one can be met only when the other is not, while both apply."""
        criteria = self.layout.criteria
        for first, second in combinations([id for id, one in criteria.items() if one.cases[Outcome.MET]], 2):
            met = {id: Holds(f"{id}/bevinding/{MET}", True) for id in (first, second)}
            shows = tuple(
                self.show(f"Hier is {one} voldoet, en {other} voldoet_niet:", met[one], Holds(not_met, True))
                for one, other in ((first, second), (second, first))
                if criteria[other].cases[Outcome.NOT_MET]
                for not_met in [f"{other}/bevinding/{NOT_MET}"]
            )
            if shows:
                amiss = f"{first} en {second} spreken elkaar tegen: geen enkel dossier voldoet aan allebei"
                # Where one is met and the other does not apply, they are different roads and no contradiction.
                apart = [
                    (met[one], HasValue(f"{other}/bevinding", EXEMPT))
                    for one, other in ((first, second), (second, first))
                ]
                asks = (*(self.ask(*claims) for claims in apart), self.ask(*met.values()))
                at = f"{second}/voldoet/{first}"
                yield Check(Code.CONTRADICTION, second, at, asks, True, amiss, shows=shows, must_show=True)

    # --- conditions ---

    def whole_condition(self, path: str, rule: str, *, generated: bool = False) -> Iterator[Check]:
        if path in self.layout.conditions:
            yield from self.conditions(path, rule, path, asked=False, generated=generated)

    def conditions(
        self, root: str, rule: str, written: str, *, asked: bool, generated: bool = False
    ) -> Iterator[Check]:
        """Whether a condition and each of its parts can be true, can be false, and is needed.

        `asked`: whether the whole can be true is asked elsewhere. `written` is the id under which the rule states it.
        """
        stated = self.layout.conditions
        whole = stated[root].condition
        for part in parts_of(root, whole, self.layout):
            several = isinstance(part.group, All | AnyOf) and len(part.group.parts) > 1
            nested = part.path and (not several or stated[part.id].register == stated[root].register)
            if isinstance(part.condition, Constant) or COUNTED in part.id or nested:
                continue
            id, at = part.id, f"{written}{part.id.removeprefix(root)}"
            true, false = Holds(part.id, True), Holds(part.id, False)
            shows = (self.show("Hier is zij waar:", true), *self.anything)
            amiss = "deze voorwaarde kan in geen enkel dossier onwaar zijn"
            yield Check(
                Code.NEVER_FALSE, rule, id, (self.ask(false),), True, amiss, part.condition, whole, shows, at=at
            )
            if part.path or not asked:
                shows = (self.show("Hier is zij onwaar:", false), *self.anything)
                amiss = "deze voorwaarde kan in geen enkel dossier waar zijn"
                yield Check(
                    Code.NEVER_TRUE, rule, id, (self.ask(true),), True, amiss, part.condition, whole, shows, at=at
                )
            if part.path and not generated:
                yield self.needed(part, rule, at)

    def needed(self, part: Part, rule: str, at: str) -> Check:
        """Whether some dossier makes the whole come out otherwise when this part is left out."""
        rest = without(part.whole, part.path)
        conjunct = isinstance(part.group, All)
        # Left out of `alle` the group can only become truer, left out of `een_van` less true; `niet` turns that round.
        if conjunct is part.positive:
            changes = ((Says(rest, True), Holds(part.root, True, equal=False)),
                       (Says(rest, False, equal=False), Holds(part.root, False)))  # fmt: skip
        else:
            changes = ((Says(rest, True, equal=False), Holds(part.root, True)),
                       (Says(rest, False), Holds(part.root, False, equal=False)))  # fmt: skip
        caption = f"Hier is het deel {'onwaar' if conjunct else 'waar'}, en komt het geheel ook zonder hetzelfde uit:"
        shows = (self.show(caption, Holds(part.id, not conjunct)), *self.anything)
        amiss = "dit deel kan weg: de voorwaarde komt ook zonder in elk dossier hetzelfde uit"
        asks = tuple(self.ask(*claims) for claims in changes)
        deciding = (Holds(part.id, not conjunct), *(Holds(id, truth) for id, truth in beside(part, self.layout)))
        return Check(
            Code.NOT_NEEDED,
            rule,
            part.id,
            asks,
            True,
            amiss,
            part.condition,
            part.whole,
            shows,
            at=at,
            aims=(self.ask(*deciding),),
        )
