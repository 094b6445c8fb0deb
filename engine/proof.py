"""The reasoning behind a finding as a tree: every rule, condition and fact that carried it, also what did not hold."""

from __future__ import annotations

from . import dutch, render
from .confidential import asks_secret
from .dossier import Record, Records
from .evaluate import condition as compiled
from .language.terms import Outcome
from .language.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    Every,
    FactRef,
    FieldRef,
    FindingCount,
    FindingRef,
    ListQuery,
    NoneOf,
    Not,
    ParameterRef,
    Value,
)
from .language.types import ListType, YesNoType
from .language.walk import children, descendants
from .layout import CriterionLayout, NoGoLayout
from .premises import TRUTHS, Premises
from .result import FactState, ProofNode, Provenance, UsedFact
from .rulebook import Branch, Cases, CellAuthority, Formula, Table
from .rulebook import Truth as TruthMethod
from .statements import told

OUTCOME_WORDS = {Outcome.MET: "voldoet", Outcome.DOUBT: "twijfel", Outcome.NOT_MET: "voldoet niet"}
REST = "geen van de andere uitkomsten"


class Prover:
    """Builds one tree. A derived fact is worked out where it is first used; later uses show its value alone."""

    def __init__(self, premises: Premises) -> None:
        self.premises = premises
        self.layout, self.registers, self.dossier = premises.layout, premises.registers, premises.dossier
        self.worked_out: set[str] = set()

    def node(self, node: Condition, path: str, label: str = "") -> ProofNode:
        """The tree of one condition, derived facts worked out below the conditions that use them."""
        truth = TRUTHS[self.registers[self.layout.nodes[path]]]
        match node:
            case All(parts) | AnyOf(parts):
                kind = "alle" if isinstance(node, All) else "een_van"
                below = tuple(self.node(part, f"{path}/{index}") for index, part in enumerate(parts, start=1))
                return ProofNode(path, kind, "", truth, (), below, label)
            case Not(part) if isinstance(part, All | AnyOf | Not):
                return ProofNode(path, "niet", "", truth, (), (self.node(part, f"{path}/niet"),), label)
        text = render.condition(node, self.premises.words)
        return ProofNode(path, "voorwaarde", text, truth, self.terms(node), self.below(node, path), label)

    def terms(self, node: Condition) -> tuple[UsedFact, ...]:
        """The value of each term of an elementary condition."""
        terms: list[UsedFact] = []
        stack: list[Condition | Value] = list(children(node))
        while stack:
            one = stack.pop(0)
            match one:
                case FactRef(name):
                    terms.append(self.premises.used(name))
                case ListQuery() | FindingCount() | FindingRef():
                    terms.append(self.computed(one))
                case ParameterRef(name):
                    title = render.value(one, self.premises.words)
                    shown = self.premises.shown(one)
                    terms.append(UsedFact(f"parameter.{name}", title, FactState.KNOWN, shown, Provenance(), True))
                case All() | AnyOf() | Not() | Compare():
                    continue
                case _:
                    stack = [*children(one), *stack]
        return tuple({term.name or term.title: term for term in terms}.values())

    def computed(self, node: ListQuery | FindingCount | FindingRef) -> UsedFact:
        """What a question to a list or to the findings gave."""
        value = self.layout.value(node, self.registers, self.dossier)
        state = FactState.NOT_DERIVABLE if value is None else FactState.KNOWN
        shown = "" if value is None else dutch.text(value, node.type)
        provenance = self.dossier.fact(node.source.name).provenance if isinstance(node, ListQuery) else Provenance()
        title, secret = render.value(node, self.premises.words), asks_secret(node)
        return UsedFact("", title, state, shown, provenance, True, confidential=secret)

    def below(self, node: Condition, path: str) -> tuple[ProofNode, ...]:
        """Derived facts that this condition uses, the elements of a list that it judges, the findings that it names."""
        nodes: list[ProofNode] = []
        for one in descendants(node):
            match one:
                case FactRef(name) if name in self.layout.derivations:
                    nodes += self.derivation(name)
                case ListQuery(source=source, where=where) if where is not None:
                    nodes += self.elements(source, where, path)
                case Every(source, where) | NoneOf(source, where):
                    nodes += self.elements(source, where, path)
                case FindingRef(criterion) if criterion in self.layout.criteria:
                    nodes.append(self.finding(self.layout.criteria[criterion]))
                case FindingRef(ground, aspect) if ground in self.layout.nogos:
                    nodes.append(self.nogo_aspect(self.layout.nogos[ground], aspect))
        return tuple({one.id: one for one in nodes}.values())

    def finding(self, layout: CriterionLayout) -> ProofNode:
        """Another criterion's finding, as a premise: its own reasoning is a tree of its own."""
        rule = layout.criterion
        return ProofNode(
            f"{rule.id}/bevinding", "bevinding", f"{rule.id} {rule.title}", None, (self.found(layout),), ()
        )

    def found(self, layout: CriterionLayout) -> UsedFact:
        shown = (self.registers[layout.finding] or "onbekend").replace("_", " ")
        return UsedFact("", f"de bevinding van {layout.criterion.id}", FactState.KNOWN, shown, Provenance(), True)

    def nogo_aspect(self, layout: NoGoLayout, aspect: str) -> ProofNode:
        """What another rule asks of a no-go ground, as a premise: its own reasoning is a tree of its own."""
        rule = layout.nogo
        truth = TRUTHS[self.registers[self.layout.names.findings[rule.id, aspect]]]
        words = render.value(FindingRef(rule.id, aspect, YesNoType()), self.premises.words)
        used = UsedFact("", words, FactState.KNOWN, truth.value, Provenance(), True)
        return ProofNode(f"{rule.id}/{aspect}", "bevinding", f"{rule.id} {rule.title}", None, (used,), ())

    def elements(self, source: FactRef, where: Condition, path: str) -> list[ProofNode]:
        """The judgement of each element of a list."""
        records = self.registers[self.layout.names.facts[source.name]]
        if not isinstance(records, Records) or not isinstance(source.type, ListType):
            return []
        judge = compiled(where, self.layout.names)
        text = render.condition(where, self.premises.words)
        nodes = []
        for index, record in enumerate(records.items, start=1):
            truth = TRUTHS[judge(self.registers, record)]
            values = self.record_values(record, source.type, where)
            title = f"{source.type.element} {index}: {text}"
            nodes.append(ProofNode(f"{path}/{source.name}[{index}]", "element", title, truth, values, ()))
        return nodes

    def record_values(self, record: Record, kind: ListType, where: Condition) -> tuple[UsedFact, ...]:
        """The fields that the judgement uses, with what the record says."""
        names = dict.fromkeys(one.name for one in descendants(where) if isinstance(one, FieldRef))
        values = []
        for column in (one for one in kind.fields if one.name in names):
            known = column.name in record.values
            state = FactState.KNOWN if known else record.missing.get(column.name, FactState.ABSENT)
            shown = dutch.text(record.values[column.name], column.type) if known else ""
            provenance = record.field_provenance.get(column.name, record.provenance)
            said = told(record.stated[column.name], column) if column.name in record.stated else ()
            secret = column.confidential
            values.append(UsedFact(column.name, column.title, state, shown, provenance, False, "", said, secret))
        return tuple(values)

    def derivation(self, name: str) -> list[ProofNode]:
        """How a derived fact came about; nothing when this tree has worked it out already."""
        if name in self.worked_out:
            return []
        self.worked_out.add(name)
        rule = self.layout.derivations[name]
        path = f"afleiding/{name}"
        below: list[ProofNode] = []
        match rule.method:
            case Formula(value):
                below = self.fact_nodes(self.premises.facts_of(value))
            case TruthMethod(condition):
                below = [self.node(condition, path)]
            case Cases(branches):
                below = self.branches(path, branches)
            case Table(row, column):
                below = self.fact_nodes([*self.premises.facts_of(row), *self.premises.facts_of(column)])
            case CellAuthority(table):
                below = self.fact_nodes([table])
        used = self.premises.used(name)
        return [ProofNode(path, "afleiding", rule.help, None, (used,), tuple(below), rule.concept.title)]

    def branches(self, path: str, branches: tuple[Branch, ...]) -> list[ProofNode]:
        """The ordered cases up to the one that was true, and the facts behind its result."""
        below: list[ProofNode] = []
        for index, branch in enumerate(branches, start=1):
            place = f"{path}/geval/{index}"
            if branch.condition is not None:
                below.append(self.node(branch.condition, place, f"geval {index}"))
            if branch.condition is None or self.registers[self.layout.nodes[place]] is True:
                if branch.result is not None:
                    below += self.fact_nodes(self.premises.facts_of(branch.result))
                break
        return below

    def fact_nodes(self, names: list[str]) -> list[ProofNode]:
        nodes: list[ProofNode] = []
        for name in dict.fromkeys(names):
            worked_out = self.derivation(name) if name in self.layout.derivations else []
            used = self.premises.used(name)
            nodes += worked_out or [ProofNode(f"feit/{name}", "feit", used.title, None, (used,), ())]
        return nodes

    def criterion(self, layout: CriterionLayout) -> ProofNode:
        """The whole reasoning of one criterion: applicability, outcomes, grounds, also what did not hold."""
        rule, id = layout.criterion, layout.criterion.id
        below: list[ProofNode] = []
        if rule.applies is not None:
            below.append(self.node(rule.applies, f"{id}/van_toepassing", "van toepassing als"))
        for exclusion, _, path in layout.exclusions:
            below.append(self.node(exclusion.condition, path, "niet van toepassing als"))
        for outcome, cases in layout.cases.items():
            for case, register in cases:
                label = OUTCOME_WORDS[outcome] + (" (voorlopig)" if case.provisional else "")
                if case.condition is not None:
                    below.append(self.node(case.condition, f"{id}/{case.path}", label))
                else:
                    truth = TRUTHS[self.registers[register]]
                    below.append(ProofNode(f"{id}/{case.path}", "anders", REST, truth, (), (), label))
        for ground, _ in layout.grounds:
            below.append(self.node(ground.condition, f"{id}/grond/{ground.id}", f"deugdelijke grond: {ground.title}"))
        return ProofNode(id, "criterium", rule.title, None, (self.found(layout),), tuple(below))

    def nogo(self, layout: NoGoLayout) -> ProofNode:
        """The whole reasoning of one no-go ground: whether it is invoked, its evidence and its period."""
        rule, id = layout.nogo, layout.nogo.id
        parts: list[tuple[Condition | None, str, str]] = [
            (rule.invoked, "beroep", "beroep op deze grond"),
            *((one.condition, f"bewijs/{one.id}", self.premises.sentence(one.what.parts)) for one in rule.evidence),
            (rule.in_time, "tijdig", "op tijd"),
            (rule.covered, "dekt", "dekt de hele periode"),
            (rule.applies, "van_toepassing", "van toepassing als"),
        ]
        parts += [
            (one.condition, f"niet_van_toepassing/{index}", "niet van toepassing als")
            for index, one in enumerate(rule.exclusions, start=1)
        ]
        parts += [
            (one.condition, f"afwijzing/{index}", self.premises.sentence(one.reason.parts))
            for index, one in enumerate(rule.objections, start=1)
        ]
        below = tuple(
            self.node(condition, f"{id}/{path}", label) for condition, path, label in parts if condition is not None
        )
        return ProofNode(id, "nogo", rule.title, TRUTHS[self.registers[layout.carries]], (), below)
