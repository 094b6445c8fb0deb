"""What the answers come to: what is amiss in a rulebook, what is explained, and what is not decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..language.terms import Outcome
from ..language.tree import (
    All,
    AnyOf,
    Compare,
    Condition,
    FactRef,
    FindingRef,
    IsTrue,
    Literal,
    Member,
    Not,
)
from ..mistakes import Place
from ..sources import Citation
from .check import Check, Code


class Example(NamedTuple):
    """A dossier that shows something, as YAML; two where it takes a comparison. `caption` says what one sees."""

    caption: str
    texts: tuple[str, ...]


class Finding(NamedTuple):
    """Something amiss at `place`, in one Dutch sentence, with a dossier that shows it.

    `reason` tells why it is meant to be so; "" = nobody says that it is.
    """

    code: str
    rule: str
    id: str
    place: Place
    sentence: str
    example: Example | None = None
    reason: str = ""


class Open(NamedTuple):
    """What may be amiss and was not decided, and why not."""

    code: str
    rule: str
    id: str
    place: Place
    sentence: str
    why: str


class PropertyResult(NamedTuple):
    """A property that was proved (`refuted` None and nothing open), refuted by an example, or not decided."""

    name: str
    title: str
    place: Place
    citations: tuple[Citation, ...]
    goals: int
    refuted: Example | None
    why_open: str = ""

    @property
    def proved(self) -> bool:
        return self.refuted is None and not self.why_open


class Proofs(NamedTuple):
    """Everything that was found about one rulebook, in the order of its files.

    `asked` is how many questions were answered, `exceptions` how many exceptions of the rule tests were held against
    all dossiers.
    """

    findings: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    undecided: tuple[Open, ...]
    properties: tuple[PropertyResult, ...]
    exceptions: int
    asked: int

    @property
    def clean(self) -> bool:
        return not self.findings and all(one.refuted is None for one in self.properties)


class Leading:
    """Tells the findings that stand on their own from those that another one brings with it.

    `dead` are the checks that failed, out of `checks`.
    """

    def __init__(self, checks: Iterable[Check], dead: Iterable[Check]) -> None:
        self._failed = {(one.code, one.id) for one in dead}
        self._cases: dict[tuple[Code, str, str], list[Check]] = {}
        for one in checks:
            if one.code in (Code.CASE, Code.VERDICT_CASE):
                self._cases.setdefault((one.code, one.rule, one.outcome), []).append(one)

    def follows(self, one: Check) -> bool:
        """Whether another finding explains this one."""
        match one.code:
            case Code.NEVER_TRUE | Code.NEVER_FALSE if one.about is not None:
                never_true, never_false = self._implied(one.id, one.about)
                return never_true if one.code is Code.NEVER_TRUE else never_false
            case Code.NOT_NEEDED:
                return self._beside_constant(one)
            case Code.CASE | Code.GROUND | Code.EXCLUSION | Code.VERDICT_CASE:
                empty = one.code is not Code.EXCLUSION and self._never_applies(one.rule)
                above = Code.VERDICT if one.code is Code.VERDICT_CASE else Code.OUTCOME
                whole = (above, f"{one.rule}/{one.outcome}") in self._failed
                return empty or whole or (one.about is not None and self._implied(one.id, one.about)[0])
            case Code.OUTCOME:
                return self._never_applies(one.rule) or self._told_by_parts(Code.CASE, one)
            case Code.VERDICT:
                return self._told_by_parts(Code.VERDICT_CASE, one)
            case Code.CONTRADICTION:
                return any(self._never(id, Outcome.MET.value) for id in (one.rule, one.id.rpartition("/")[2]))
        return False

    def _status(self, id: str, node: Condition) -> tuple[bool, bool]:
        """Whether a condition can never be true, and never be false."""
        never_true, never_false = self._implied(id, node)
        found = self._failed
        return never_true or (Code.NEVER_TRUE, id) in found, never_false or (Code.NEVER_FALSE, id) in found

    def _implied(self, id: str, node: Condition) -> tuple[bool, bool]:
        """The same, as far as it follows from its parts, or from the rule that it names."""
        match node:
            case All(parts) | AnyOf(parts):
                below = [self._status(f"{id}/{index}", one) for index, one in enumerate(parts, start=1)]
                never_true, never_false = [one for one, _ in below], [one for _, one in below]
                if isinstance(node, All):
                    return any(never_true), all(never_false)
                return all(never_true), any(never_false)
            case Not(part):
                part_true, part_false = self._status(f"{id}/niet", part)
                return part_false, part_true
            case IsTrue(FactRef(name)):
                root = f"afleiding/{name}"
                return (Code.NEVER_TRUE, root) in self._failed, (Code.NEVER_FALSE, root) in self._failed
            case Compare("=", FindingRef(rule, "bevinding"), Literal(outcome)):
                return self._never(rule, str(outcome)), False
            case Member(FindingRef(rule, "bevinding"), choices):
                return all(self._never(rule, outcome) for outcome in choices), False
        return False, False

    def _never(self, rule: str, outcome: str) -> bool:
        return (Code.OUTCOME, f"{rule}/{outcome}") in self._failed

    def _told_by_parts(self, code: Code, one: Check) -> bool:
        """Whether each case of an outcome holds a part that can never be true."""
        cases = self._cases.get((code, one.rule, one.outcome), [])
        return bool(cases) and all(case.about is not None and self._implied(case.id, case.about)[0] for case in cases)

    def _never_applies(self, rule: str) -> bool:
        return any(
            (code is Code.NEVER_TRUE and id == f"{rule}/van_toepassing")
            or (code is Code.NEVER_FALSE and id.startswith(f"{rule}/niet_van_toepassing/"))
            for code, id in self._failed
        )

    def _beside_constant(self, one: Check) -> bool:
        """Whether the part, its group, or another part of that group is told of already."""
        group = one.id.rpartition("/")[0]
        for code, id in self._failed:
            if code in (Code.NEVER_TRUE, Code.NEVER_FALSE) and (id == group or f"{id}/".startswith(f"{group}/")):
                return True
            whole = code in (Code.NOT_NEEDED, Code.CASE, Code.GROUND, Code.EXCLUSION, Code.VERDICT_CASE)
            if whole and one.id.startswith(f"{id}/"):
                return True
        return False
