"""What a finding leans on in one run: the facts used, with their values; those that decided; those still to learn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import dutch, evaluate, render
from .confidential import StatedSecrets, is_confidential
from .dossier import NOT_SAID, Dossier, Records
from .language.terms import CARRIES, INVOKED, SHOWN
from .language.tree import (
    All,
    AnyOf,
    Condition,
    Every,
    FactRef,
    FindingCount,
    FindingRef,
    ListQuery,
    NoneOf,
    Not,
    Value,
)
from .language.types import Concept, ListType, YesNoType
from .language.walk import Node, children, descendants
from .layout import CriterionLayout, Layout, NoGoLayout
from .open_lists import is_open_field, open_in_list
from .plan import Registers
from .result import FactState, OpenFact, Truth, UsedFact
from .rulebook import Branch, Cases, CellAuthority, Formula, Table
from .rulebook import Truth as TruthMethod
from .sentences import Exclusion
from .statements import is_disputed, told
from .values import NVT, Interval, OpenSet

TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


class Premises:
    """One finished run, ready to be explained."""

    def __init__(
        self,
        layout: Layout,
        registers: Registers,
        dossier: Dossier,
        concepts: dict[str, Concept],
        words: render.Words,
    ) -> None:
        self.layout, self.registers, self.dossier = layout, registers, dossier
        self.concepts, self.words = concepts, words
        self.secrets = StatedSecrets(layout.rulebook, dossier)
        self._premises: dict[tuple[str, bool], list[str]] = {}
        # By identity, as a node hashes as deep as it is; the node is kept, so that its identity stays its own.
        self._facts_of: dict[int, tuple[Condition | Value, list[str]]] = {}

    # --- facts ---

    def value(self, name: str) -> Any:
        """The value of a fact in this run."""
        return self.registers[self.layout.names.facts[name]]

    def used(self, name: str) -> UsedFact:
        """A fact as it was used in this run."""
        concept = self.concepts[name]
        register = self.layout.names.facts.get(name)
        value = None if register is None else self.registers[register]
        derived = name in self.layout.derivations
        if derived:
            state = (
                FactState.NOT_APPLICABLE
                if value is NVT
                else FactState.NOT_DERIVABLE
                if value is None
                else FactState.KNOWN
            )
            return UsedFact(
                name,
                concept.title,
                state,
                "" if value is None or value is NVT else dutch.text(value, concept.type),
                NOT_SAID,
                True,
                self.nvt_reason(name) if value is NVT else "",
                confidential=self.secrets.behind(name),
            )
        fact = self.dossier.fact(name)
        shown = dutch.text(fact.value, concept.type) if fact.state is FactState.KNOWN else ""
        reason = fact.reason if fact.state is FactState.NOT_APPLICABLE else ""
        said = told(fact, concept)
        secret = is_confidential(concept, fact)
        return UsedFact(name, concept.title, fact.state, shown, fact.provenance, False, reason, said, secret)

    def disputed(self) -> tuple[UsedFact, ...]:
        """The facts of the dossier of which documents say different things, in its own order."""
        own = (name for name, fact in self.dossier.facts.items() if is_disputed(fact))
        return tuple(self.used(name) for name in own if name in self.concepts)

    def nvt_reason(self, name: str) -> str:
        """Why a derivation gives nvt: the sentence of the case that was true."""
        method = self.layout.derivations[name].method
        if not isinstance(method, Cases):
            return ""
        for index, branch in enumerate(method.branches, start=1):
            truth = (
                True
                if branch.condition is None
                else self.registers[self.layout.nodes[f"afleiding/{name}/geval/{index}"]]
            )
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
        known = self._facts_of.get(id(node))
        if known is None:
            found = dict.fromkeys(one.name for one in descendants(node) if isinstance(one, FactRef))
            known = self._facts_of[id(node)] = (node, list(found))
        return known[1]

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
        """Whether more may become known of a fact: unknown, an interval, a list not complete or with an open field."""
        register = self.layout.names.facts.get(name)
        value = None if register is None else self.registers[register]
        if isinstance(value, Records):
            kind = self.concepts[name].type
            assert isinstance(kind, ListType)
            return not value.complete or any(
                is_open_field(record, one.name) for record in value.items for one in kind.fields
            )
        return value is None or isinstance(value, Interval | OpenSet)

    def open_facts_of(self, node: Condition | Value) -> list[str]:
        """As `facts_of`, without the lists of which this node asks nothing that is still open, and without what it
        holds elements against of which that decides nothing.
        """
        names: dict[str, None] = {}
        waiting: list[Node] = [node]
        while waiting:
            one = waiting.pop()
            if isinstance(one, ListQuery | Every | NoneOf):
                names.update(dict.fromkeys(open_in_list(one, self.layout.names, self.registers)))
            else:
                if isinstance(one, FactRef):
                    names[one.name] = None
                waiting.extend(children(one)[::-1])
        return list(names)

    def premises(self, name: str, only_open: bool = False) -> list[str]:
        """Facts that a derivation leans on in this run: with `only_open` leaving out cases that are ruled out."""
        if (name, only_open) not in self._premises:
            self._premises[name, only_open] = self._worked_out(name, only_open)
        return self._premises[name, only_open]

    def _worked_out(self, name: str, only_open: bool) -> list[str]:
        nodes: list[Condition | Value] = []
        facts_of = self.open_facts_of if only_open else self.facts_of
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
                        names += facts_of(branch.result)
                    if truth is True:
                        if not only_open:
                            names += self.chosen_by(branches[:index], path.removesuffix(f"/{index}"))
                        break
                return list(dict.fromkeys(names))
        return list(dict.fromkeys(one for node in nodes for one in facts_of(node)))

    def reckoned(self, name: str) -> list[str]:
        """The dates, numbers and choices that a derived yes or no directly rests on, such as a deadline and a delay."""
        if not isinstance(self.concepts[name].type, YesNoType):
            return []
        below = (one for one in self.premises(name) if one in self.layout.derivations)
        return [one for one in below if not isinstance(self.concepts[one].type, YesNoType)]

    def chosen_by(self, branches: tuple[Branch, ...], path: str) -> list[str]:
        """Facts that made the last of these ordered cases count; for `anders` those that ruled out the rest."""
        last = branches[-1]
        if last.condition is not None:
            return self.deciding(last.condition, f"{path}/{len(branches)}")
        return [
            name
            for index, branch in enumerate(branches[:-1], start=1)
            if branch.condition is not None
            for name in self.deciding(branch.condition, f"{path}/{index}")
        ]

    def open_names(self, node: Condition, path: str) -> list[str]:
        """Facts (and facts behind findings) in those parts of a condition that are still unknown."""
        register = self.layout.nodes.get(path)
        if register is not None and self.registers[register] is not None:
            return []
        match node:
            case All(parts) | AnyOf(parts):
                return [
                    name
                    for index, part in enumerate(parts, start=1)
                    for name in self.open_names(part, f"{path}/{index}")
                ]
            case Not(part):
                return self.open_names(part, f"{path}/niet")
        names = self.open_facts_of(node)
        for one in descendants(node):
            if isinstance(one, FindingRef) and one.criterion in self.layout.criteria:
                names += self.open_in_criterion(self.layout.criteria[one.criterion])
            elif isinstance(one, FindingRef) and one.criterion in self.layout.nogos:
                names += self.open_in_nogo(self.layout.nogos[one.criterion], one.aspect)
        return names

    def deciding(self, node: Condition, path: str) -> list[str]:
        """Facts that make a true (or false) condition so: of `een_van` only the parts that hold, of `alle`
        that is false only those that fail.
        """
        truth = self.registers[self.layout.nodes[path]]
        match node:
            case All(parts) | AnyOf(parts):
                decided_by_one = truth is isinstance(node, AnyOf)
                chosen = [
                    (index, part)
                    for index, part in enumerate(parts, start=1)
                    if not decided_by_one or self.registers[self.layout.nodes[f"{path}/{index}"]] is truth
                ]
                return [name for index, part in chosen for name in self.deciding(part, f"{path}/{index}")]
            case Not(part) if isinstance(part, All | AnyOf | Not):
                return self.deciding(part, f"{path}/niet")
        return self.facts_of(node)

    def deciding_criteria(self, node: Condition, path: str) -> dict[str, None]:
        """Criteria whose finding makes a true condition so."""
        match node:
            case All(parts):
                return {
                    name: None
                    for index, part in enumerate(parts, start=1)
                    for name in self.deciding_criteria(part, f"{path}/{index}")
                }
            case AnyOf(parts):
                return {
                    name: None
                    for index, part in enumerate(parts, start=1)
                    if self.registers[self.layout.nodes[f"{path}/{index}"]] is True
                    for name in self.deciding_criteria(part, f"{path}/{index}")
                }
        light = {
            ref.criterion
            for one in descendants(node)
            if isinstance(one, FindingCount)
            for case in one.cases
            if self.set_aside_by_weight(case)
            for ref in descendants(case)
            if isinstance(ref, FindingRef)
        }
        refs = (one for one in descendants(node) if isinstance(one, FindingRef))
        return {one.criterion: None for one in refs if one.criterion not in light}

    def set_aside_by_weight(self, case: Condition) -> bool:
        """Whether the weight of a finding decides this condition, whatever the finding is: it then does not count.

        The weight of most criteria is fixed and such conditions fold away when the rules are read; that of a criterion
        with cases of more than one weight is only known per dossier.
        """
        match case:
            case Not(part):
                return self.set_aside_by_weight(part)
            case All(parts) | AnyOf(parts):
                deciding = isinstance(case, AnyOf)
                return any(_on_weight_alone(part) and self.truth(part) is deciding for part in parts)
        return False

    def truth(self, node: Condition) -> bool | None:
        """The truth of a part that has no register of its own."""
        found: bool | None = evaluate.condition(node, self.layout.names)(self.registers, self.dossier)
        return found

    def open_in_criterion(self, layout: CriterionLayout) -> list[str]:
        """Facts that would decide a finding: first whether it applies, then its outcomes."""
        names: list[str] = []
        id = layout.criterion.id
        if self.registers[layout.applies] is None:
            if layout.criterion.applies is not None:
                names += self.open_names(layout.criterion.applies, f"{id}/van_toepassing")
            for exclusion, _, path in layout.exclusions:
                names += self.open_names(exclusion.condition, path)
        # An outcome that holds rules out the others: then only whether the criterion applies is still to be learned.
        held = any(self.registers[one] is True for one in layout.outcomes.values())
        for cases in () if held else layout.cases.values():
            for case, _ in cases:
                if case.condition is not None:
                    names += self.open_names(case.condition, f"{id}/{case.path}")
        return list(dict.fromkeys(names))

    def open_in_nogo(self, layout: NoGoLayout, aspect: str = CARRIES) -> list[str]:
        """Facts that would decide an aspect of a no-go ground; of whether it carries none once it cannot."""
        rule = layout.nogo
        parts: list[tuple[Condition | None, str]] = [(rule.invoked, "beroep")]
        evidence = [(one.condition, f"bewijs/{one.id}") for one in rule.evidence]
        if aspect.startswith("bewijs."):
            parts = [one for one in evidence if one[1] == aspect.replace(".", "/", 1)]
        elif aspect != INVOKED:
            if self.registers[layout.shown] is False:
                return []
            excluded = (one.condition for one, _ in layout.exclusions)
            parts = [(rule.applies, "van_toepassing")]
            parts += [(one, f"niet_van_toepassing/{index}") for index, one in enumerate(excluded, start=1)]
            parts += [*evidence, (rule.in_time, "tijdig")]
            if aspect != SHOWN:
                parts.append((rule.covered, "dekt"))
        names = [
            name
            for condition, path in parts
            if condition is not None
            for name in self.open_names(condition, f"{rule.id}/{path}")
        ]
        return list(dict.fromkeys(names))

    def excluded_because(self, exclusions: Iterable[tuple[Exclusion, int]]) -> str:
        """Why a rule does not apply: the reason of the first exclusion that is true, "" when none is."""
        true = (one for one, register in exclusions if self.registers[register] is True)
        return next((self.sentence(one.reason.parts) for one in true), "")

    def open_facts(self, names: list[str]) -> tuple[OpenFact, ...]:
        """The dossier's facts to ask for; a list of which more is needed is partial. What was nvt is not asked.

        What a derivation that is not in force would give is not asked for either: it is no fact of the dossier.
        """
        if not names:
            return ()
        facts = []
        own = {one.name for one in self.layout.rulebook.concepts}
        for name in self.base_facts(names, only_unknown=True):
            concept, state = self.concepts[name], self.dossier.fact(name).state
            if state is FactState.KNOWN:
                state = FactState.PARTIAL
            if state is not FactState.NOT_APPLICABLE and name in own:
                asked = (name, concept.title, concept.question, concept.answerer, concept.document, state)
                fact = self.dossier.fact(name)
                facts.append(OpenFact(*asked, told(fact, concept), is_confidential(concept, fact)))
        return tuple(facts)


def _on_weight_alone(node: Condition) -> bool:
    """Whether a condition asks of findings their weight and nothing else."""
    refs = [one for one in descendants(node) if isinstance(one, FindingRef)]
    return bool(refs) and all(one.aspect == "zwaarte" for one in refs)
