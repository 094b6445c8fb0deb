"""The reasoning behind a finding as a tree: every rule, condition and fact that carried it, also what did not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import dutch, render
from .dossier import Dossier, Record, Records
from .evaluate import condition as compiled
from .plan import Registers
from .planning import CriterionLayout, Layout
from .result import FactState, OpenFact, ProofNode, Provenance, Truth, UsedFact
from .rulebook import Cases, CellAuthority, Formula, Table
from .rulebook import Truth as TruthMethod
from .tree import All, AnyOf, Compare, Condition, Every, FactRef, FindingCount, FindingRef, ListQuery, NoneOf, Not, Value
from .types import Concept, ListType
from .values import NVT
from .walk import children, descendants

TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}
OUTCOME_WORDS = {"voldoet": "voldoet", "twijfel": "twijfel", "voldoet_niet": "voldoet niet"}


@dataclass(frozen=True, slots=True)
class Prover:
    """One finished run, ready to be explained."""

    layout: Layout
    registers: Registers
    dossier: Dossier
    concepts: dict[str, Concept]
    words: render.Words

    # --- facts ---

    def used(self, name: str) -> UsedFact:
        """A fact as it was used in this run."""
        concept = self.concepts[name]
        register = self.layout.names.facts.get(name)
        value = None if register is None else self.registers[register]
        derived = name in self.layout.derivations
        if derived:
            state = FactState.NOT_APPLICABLE if value is NVT else FactState.NOT_DERIVABLE if value is None else FactState.KNOWN
            return UsedFact(name, concept.title, state, "" if value is None or value is NVT else dutch.text(value, concept.type), Provenance(), True,
                            self.nvt_reason(name) if value is NVT else "")
        fact = self.dossier.fact(name)
        shown = dutch.text(fact.value, concept.type) if fact.state is FactState.KNOWN else ""
        return UsedFact(name, concept.title, fact.state, shown, fact.provenance, False, fact.reason)

    def nvt_reason(self, name: str) -> str:
        """Why a derivation gives nvt: the sentence of the case that was true."""
        method = self.layout.derivations[name].method
        if not isinstance(method, Cases):
            return ""
        for index, branch in enumerate(method.branches, start=1):
            truth = True if branch.condition is None else self.registers[self.layout.nodes[f"afleiding/{name}/geval/{index}"]]
            if truth is True and branch.reason is not None:
                return self.sentence(branch.reason.parts)
        return ""

    def sentence(self, parts: tuple[str | Value, ...]) -> str:
        """A sentence with its fields written out."""
        text = "".join(part if isinstance(part, str) else self.shown(part) for part in parts)
        return " ".join(text.split())

    def shown(self, node: Value) -> str:
        value = self.layout.value(node, self.registers, self.dossier)
        return dutch.text(value, node.type)

    def facts_of(self, node: Condition | Value) -> list[str]:
        """Facts named in a node, in reading order, each once."""
        return list(dict.fromkeys(one.name for one in descendants(node) if isinstance(one, FactRef)))

    def base_facts(self, names: list[str], only_unknown: bool = False) -> list[str]:
        """The dossier's own facts that these facts rest on; with `only_unknown` those that are still to be learned."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        stack = list(reversed(names))
        while stack:
            name = stack.pop()
            if name in seen:
                continue
            seen.add(name)
            if only_unknown and not self.is_open(name):
                continue
            if name in self.layout.derivations:
                stack.extend(reversed(self.premises(name, only_unknown)))
            else:
                found[name] = None
        return list(found)

    def is_open(self, name: str) -> bool:
        """Whether more may still become known of a fact: unknown, an interval, or an incomplete list."""
        register = self.layout.names.facts.get(name)
        value = None if register is None else self.registers[register]
        if isinstance(value, Records):
            fields = self.concepts[name].type
            assert isinstance(fields, ListType)
            return not value.complete or any(one.name not in record.values for record in value.items for one in fields.fields)
        return value is None or type(value).__name__ in ("Interval", "OpenSet")

    def premises(self, name: str, only_open: bool = False) -> list[str]:
        """Facts that a derivation leans on in this run: with `only_open` leaving out cases that are ruled out."""
        nodes: list[Condition | Value] = []
        method = self.layout.derivations[name].method
        match method:
            case Formula(value):
                nodes = [value]
            case TruthMethod(condition):
                return self.open_names(condition, f"afleiding/{name}") if only_open else self.facts_of(condition)
            case Table(row, column):
                nodes = [row, column]
            case CellAuthority(table):
                return [table]
            case Cases(branches):
                names: list[str] = []
                for index, branch in enumerate(branches, start=1):
                    path = f"afleiding/{name}/geval/{index}"
                    truth = True if branch.condition is None else self.registers[self.layout.nodes[path]]
                    if branch.condition is not None and truth is None:
                        names += self.open_names(branch.condition, path)
                    if truth is not False and branch.result is not None:
                        names += self.facts_of(branch.result)
                    if truth is True:
                        break
                return list(dict.fromkeys(names))
        return list(dict.fromkeys(one for node in nodes for one in self.facts_of(node)))

    def open_names(self, node: Condition, path: str) -> list[str]:
        """Facts (and facts behind findings) in those parts of a condition that are still unknown."""
        register = self.layout.nodes.get(path)
        if register is not None and self.registers[register] is not None:
            return []
        match node:
            case All(parts) | AnyOf(parts):
                return [name for index, part in enumerate(parts, start=1) for name in self.open_names(part, f"{path}/{index}")]
            case Not(part):
                return self.open_names(part, f"{path}/niet")
        names = self.facts_of(node)
        for one in descendants(node):
            if isinstance(one, FindingRef) and one.criterion in self.layout.criteria:
                names += self.open_in_criterion(self.layout.criteria[one.criterion])
        return names

    def deciding(self, node: Condition, path: str) -> list[str]:
        """Facts that make a true (or false) condition so: of `een_van` only the parts that hold, of `alle` that is false only those that fail."""
        truth = self.registers[self.layout.nodes[path]]
        match node:
            case All(parts) | AnyOf(parts):
                decided_by_one = truth is isinstance(node, AnyOf)
                chosen = [(index, part) for index, part in enumerate(parts, start=1)
                          if not decided_by_one or self.registers[self.layout.nodes[f"{path}/{index}"]] is truth]
                return [name for index, part in chosen for name in self.deciding(part, f"{path}/{index}")]
            case Not(part) if isinstance(part, All | AnyOf | Not):
                return self.deciding(part, f"{path}/niet")
        return self.facts_of(node)

    def deciding_criteria(self, node: Condition, path: str) -> dict[str, None]:
        """Criteria whose finding makes a true condition so."""
        match node:
            case All(parts):
                return {name: None for index, part in enumerate(parts, start=1) for name in self.deciding_criteria(part, f"{path}/{index}")}
            case AnyOf(parts):
                return {name: None for index, part in enumerate(parts, start=1) if self.registers[self.layout.nodes[f"{path}/{index}"]] is True
                        for name in self.deciding_criteria(part, f"{path}/{index}")}
        return {one.criterion: None for one in descendants(node) if isinstance(one, FindingRef)}

    def open_in_criterion(self, layout: CriterionLayout) -> list[str]:
        """Facts that would decide a finding: first whether it applies, then its outcomes."""
        names: list[str] = []
        id = layout.criterion.id
        if self.registers[layout.applies] is None:
            if layout.criterion.applies is not None:
                names += self.open_names(layout.criterion.applies, f"{id}/van_toepassing")
            for exclusion, _, path in layout.exclusions:
                names += self.open_names(exclusion.condition, path)
        for cases in layout.cases.values():
            for case, _ in cases:
                if case.condition is not None:
                    names += self.open_names(case.condition, f"{id}/{case.path}")
        return list(dict.fromkeys(names))

    def open_facts(self, names: list[str]) -> tuple[OpenFact, ...]:
        """The dossier's facts to ask for. What was answered with nvt is not asked again."""
        facts = []
        for name in self.base_facts(names, only_unknown=True):
            concept, state = self.concepts[name], self.dossier.fact(name).state
            if state is not FactState.NOT_APPLICABLE:
                facts.append(OpenFact(name, concept.title, concept.question, concept.answerer, concept.document, state))
        return tuple(facts)

    # --- trees ---

    def node(self, node: Condition, path: str, label: str = "", depth: int = 0) -> ProofNode:
        """The tree of one condition, derived facts worked out below the conditions that use them."""
        truth = TRUTHS[self.registers[self.layout.nodes[path]]]
        match node:
            case All(parts) | AnyOf(parts):
                kind = "alle" if isinstance(node, All) else "een_van"
                below = tuple(self.node(part, f"{path}/{index}", "", depth) for index, part in enumerate(parts, start=1))
                return ProofNode(path, kind, "", truth, (), below, label)
            case Not(part) if isinstance(part, All | AnyOf | Not):
                return ProofNode(path, "niet", "", truth, (), (self.node(part, f"{path}/niet", "", depth),), label)
        return ProofNode(path, "voorwaarde", render.condition(node, self.words), truth, self.terms(node), self.below(node, path, depth), label)

    def terms(self, node: Condition) -> tuple[UsedFact, ...]:
        """The value of each term of an elementary condition."""
        terms: list[UsedFact] = []
        stack: list[Any] = list(children(node))
        while stack:
            one = stack.pop(0)
            if isinstance(one, FactRef):
                terms.append(self.used(one.name))
            elif isinstance(one, ListQuery | FindingCount | FindingRef):
                value = self.layout.value(one, self.registers, self.dossier)
                state = FactState.NOT_DERIVABLE if value is None else FactState.KNOWN
                provenance = self.dossier.fact(one.source.name).provenance if isinstance(one, ListQuery) else Provenance()
                terms.append(UsedFact("", render.value(one, self.words), state, "" if value is None else dutch.text(value, one.type), provenance, True))
            elif not isinstance(one, All | AnyOf | Not | Compare):
                if type(one).__name__ == "ParameterRef":
                    terms.append(UsedFact(f"parameter.{one.name}", render.value(one, self.words), FactState.KNOWN, self.shown(one), Provenance(), True))
                else:
                    stack = [*children(one), *stack]
        return tuple({term.name or term.title: term for term in terms}.values())

    def below(self, node: Condition, path: str, depth: int) -> tuple[ProofNode, ...]:
        """Derived facts that this condition uses, and the elements of a list that it judges one by one."""
        nodes: list[ProofNode] = []
        for one in descendants(node):
            if isinstance(one, FactRef) and one.name in self.layout.derivations and depth < MAX_DEPTH:
                nodes.append(self.derivation(one.name, depth + 1))
            elif isinstance(one, ListQuery) and one.where is not None:
                nodes += self.elements(one.source, one.where, path)
            elif isinstance(one, Every | NoneOf):
                nodes += self.elements(one.source, one.where, path)
            elif isinstance(one, FindingRef) and one.criterion in self.layout.criteria:
                finding = self.registers[self.layout.criteria[one.criterion].finding] or "onbekend"
                nodes.append(ProofNode(f"{one.criterion}/bevinding", "bevinding", f"{one.criterion} {self.layout.criteria[one.criterion].criterion.title}",
                                       None, (UsedFact("", f"de bevinding van {one.criterion}", FactState.KNOWN, finding.replace("_", " "), Provenance(), True),), ()))
        return tuple({one.id: one for one in nodes}.values())

    def elements(self, source: FactRef, where: Condition, path: str) -> list[ProofNode]:
        records = self.registers[self.layout.names.facts[source.name]]
        if not isinstance(records, Records):
            return []
        judge = compiled(where, self.layout.names)
        text = render.condition(where, self.words)
        assert isinstance(source.type, ListType)
        return [ProofNode(f"{path}/{source.name}[{index}]", "element", f"{source.type.element} {index}: {text}",
                          TRUTHS[judge(self.registers, record)], self.record_values(record, source.type, where), ())
                for index, record in enumerate(records.items, start=1)]

    def record_values(self, record: Record, kind: ListType, where: Condition) -> tuple[UsedFact, ...]:
        """The fields that the judgement uses, with what the record says."""
        names = list(dict.fromkeys(one.name for one in descendants(where) if type(one).__name__ == "FieldRef"))
        values = []
        for name in names:
            field = kind.field(name)
            assert field is not None
            known = name in record.values
            state = FactState.KNOWN if known else record.missing.get(name, FactState.ABSENT)
            provenance = record.field_provenance.get(name, record.provenance)
            values.append(UsedFact(name, field.title, state, dutch.text(record.values[name], field.type) if known else "", provenance, False))
        return tuple(values)

    def derivation(self, name: str, depth: int) -> ProofNode:
        """How a derived fact came about."""
        rule, used = self.layout.derivations[name], self.used(name)
        path = f"afleiding/{name}"
        below: list[ProofNode] = []
        text = rule.help
        match rule.method:
            case Formula(value):
                text = text or render.value(value, self.words)
                below = self.fact_nodes(self.facts_of(value), depth)
            case TruthMethod(condition):
                below = [self.node(condition, path, "", depth)]
            case Cases(branches):
                for index, branch in enumerate(branches, start=1):
                    label = "anders" if branch.condition is None else f"geval {index}"
                    truth = True if branch.condition is None else self.registers[self.layout.nodes[f"{path}/geval/{index}"]]
                    if branch.condition is not None:
                        below.append(self.node(branch.condition, f"{path}/geval/{index}", label, depth))
                    if truth is True:
                        if branch.result is not None:
                            below += self.fact_nodes(self.facts_of(branch.result), depth)
                        break
            case Table(row, column):
                below = self.fact_nodes([*self.facts_of(row), *self.facts_of(column)], depth)
            case CellAuthority(table):
                below = self.fact_nodes([table], depth)
        return ProofNode(path, "afleiding", text, None, (used,), tuple(below), rule.concept.title)

    def fact_nodes(self, names: list[str], depth: int) -> list[ProofNode]:
        nodes = []
        for name in dict.fromkeys(names):
            if name in self.layout.derivations and depth < MAX_DEPTH:
                nodes.append(self.derivation(name, depth + 1))
            else:
                used = self.used(name)
                nodes.append(ProofNode(f"feit/{name}", "feit", used.title, None, (used,), ()))
        return nodes

    def criterion(self, layout: CriterionLayout) -> ProofNode:
        """The whole reasoning of one criterion: applicability, outcomes, grounds, also what did not hold."""
        rule, id = layout.criterion, layout.criterion.id
        below: list[ProofNode] = []
        if rule.applies is not None:
            below.append(self.node(rule.applies, f"{id}/van_toepassing", "van toepassing als"))
        below += [self.node(exclusion.condition, path, "niet van toepassing als") for exclusion, _, path in layout.exclusions]
        for outcome, cases in layout.cases.items():
            for case, register in cases:
                label = OUTCOME_WORDS[outcome.value] + (" (voorlopig)" if case.provisional else "")
                if case.condition is None:
                    below.append(ProofNode(f"{id}/{case.path}", "anders", "geen van de andere uitkomsten", TRUTHS[self.registers[register]], (), (), label))
                else:
                    below.append(self.node(case.condition, f"{id}/{case.path}", label))
        below += [self.node(ground.condition, f"{id}/grond/{ground.id}", f"deugdelijke grond: {ground.title}") for ground, _ in layout.grounds]
        finding = self.registers[layout.finding] or "onbekend"
        used = UsedFact("", f"de bevinding van {id}", FactState.KNOWN, finding.replace("_", " "), Provenance(), True)
        return ProofNode(id, "criterium", rule.title, None, (used,), tuple(below))


MAX_DEPTH = 6
"""Derivations worked out below one condition: deeper ones stand on their own in the rulebook."""

