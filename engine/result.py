"""The result of one audit: the immutable value that every output is made from (design: results)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from .frozen import Frozen
from .language.terms import Authority, Outcome, Strength, Weight
from .rulebook import Release

SCHEMA = "spoortoets.toets/1"

UNDECIDED, UNANSWERED = "onvoldoende_gegevens", "onbekend"
"""The verdict, and the answer to a question, while what is unknown leaves more than one possible."""


class FactState(Enum):
    """Why a fact has a value or not."""

    KNOWN = "bekend"
    ABSENT = "niet_ingevuld"
    PARTIAL = "niet_volledig"
    ASKED = "onbekend"
    CONTRADICTED = "tegenstrijdig"
    NOT_APPLICABLE = "nvt"
    NOT_DERIVABLE = "niet_af_te_leiden"


class Truth(Enum):
    """Strong Kleene truth, as it is shown."""

    TRUE = "waar"
    FALSE = "onwaar"
    UNKNOWN = "onbekend"


class StepState(Enum):
    """Where a dated step stands at the peildatum."""

    DONE = "gehaald"
    LATE = "te_laat"
    COMING = "komt_nog"
    UNKNOWN = "onbekend"
    NOT_APPLICABLE = "nvt"


class Provenance(Frozen):
    """Where a fact was read: document id, page, who said it (`certainty`). All may be empty."""

    document: str = ""
    page: str = ""
    certainty: str = ""


class StatementText(Frozen):
    """What one document says of a fact, as Dutch text. `counts`: the rules reckon with it.

    `reason` says why it was chosen over others; `subject` which element and field of a list it is about.
    """

    value: str
    provenance: Provenance
    counts: bool
    reason: str = ""
    subject: str = ""


class UsedFact(Frozen):
    """A fact as it was used. `value` is Dutch text; `reason` goes with nvt; `derived` facts have no provenance.

    `statements` are all that is said of it, when that is more than one thing. `confidential`: not every reader of a
    piece may see it; it is itself so, or it leans on a fact of this dossier that is.
    """

    name: str
    title: str
    state: FactState
    value: str
    provenance: Provenance
    derived: bool
    reason: str = ""
    statements: tuple[StatementText, ...] = ()
    confidential: bool = False


class OpenFact(Frozen):
    """A fact of the dossier that would decide something: what to ask whom, and which paper shows it.

    `confidential`: not every reader of a piece may be asked for it.
    """

    name: str
    title: str
    question: str
    answerer: str
    document: str
    state: FactState
    statements: tuple[StatementText, ...] = ()
    confidential: bool = False


class CitedSource(Frozen):
    """A source as cited: short title, place, authority, version, and whether a person has read the text in force."""

    id: str
    short: str
    place: str
    authority: Authority
    version: str
    address: str
    verified: bool


class ProofNode(Frozen):
    """One node of a reasoning. `id` = rule and path, stable; `text` the condition in Dutch; `values` the value
    beside each term.

    `kind`: alle, een_van, niet, voorwaarde (elementary), of afleiding (a derived fact that a condition leans on).
    `facts` names the facts used at this node itself.
    """

    id: str
    kind: str
    text: str
    truth: Truth | None
    values: tuple[UsedFact, ...]
    children: tuple[ProofNode, ...]
    label: str = ""


class GroundResult(Frozen):
    """A ground that was considered: true = excuses, unknown = would excuse if shown, false = does not."""

    id: str
    title: str
    truth: Truth
    text: str
    authority: Authority
    sources: tuple[CitedSource, ...]
    open_facts: tuple[OpenFact, ...]


class RepairResult(Frozen):
    """What mends it. `until` is the last useful date, None when none was given or it is not known."""

    what: str
    who: str
    time: str
    until: date | None


class HumanVerdict(Frozen):
    """What a person decided: an outcome with reasons, in which role and when. It stands beside that of the rules."""

    outcome: str
    reason: str
    role: str
    day: date | None


class Finding(Frozen):
    """The outcome of one criterion, with everything that carries it.

    `reasons` are the sentences of the cases that were true (or the exclusion for nvt); `open_facts` would decide
    an onbekend.
    `provisional`: the twijfel stands for a voldoet_niet that only our own design carries. `proof` is None when it
    was not asked for. `confidential`: its reasons, facts and proof can lean on confidential facts of this dossier; the
    outcome itself is never confidential. `withheld`: they were therefore taken out for who reads this.
    """

    criterion: str
    title: str
    question: str
    outcome: Outcome
    weight: Weight
    authority: Authority
    provisional: bool
    norm: str
    sources: tuple[CitedSource, ...]
    reasons: tuple[str, ...]
    excused: bool
    repairable: bool
    grounds: tuple[GroundResult, ...]
    proof: ProofNode | None
    facts: tuple[UsedFact, ...]
    open_facts: tuple[OpenFact, ...]
    repairs: tuple[RepairResult, ...]
    to_weigh: tuple[str, ...]
    human: HumanVerdict | None = None
    confidential: bool = False
    withheld: bool = False


class EvidenceResult(Frozen):
    """One thing that a no-go ground must show: whether it is shown, by which facts, and what would decide it.

    `criteria` are those whose finding shows it.
    """

    id: str
    text: str
    truth: Truth
    author: str
    document: str
    facts: tuple[UsedFact, ...]
    open_facts: tuple[OpenFact, ...]
    criteria: tuple[str, ...] = ()


class ObjectionResult(Frozen):
    """A usual reason to reject a no-go ground; `truth` None = told only, not looked for in the dossier."""

    text: str
    truth: Truth | None


class NoGoResult(Frozen):
    """A ground for leaving something undone, as this dossier shows it.

    `shown`: it applies, and all its evidence is there and in time, so it carries for the period from `start` to `end`.
    `carries`: that is also the whole period in which something was left undone; `partly`: it is not. `in_time` and
    `covered` are None of a ground that can never carry. `proof` is None when it was not asked for. `confidential` and
    `withheld` as of a finding.
    """

    nogo: str
    title: str
    strength: Strength
    authority: Authority
    norm: str
    sources: tuple[CitedSource, ...]
    applies: Truth
    reason: str
    invoked: Truth
    shown: Truth
    carries: Truth
    partly: Truth
    in_time: Truth | None
    covered: Truth | None
    start: date | None
    end: date | None
    evidence: tuple[EvidenceResult, ...]
    review: str
    review_by: date | None
    objections: tuple[ObjectionResult, ...]
    to_ask: tuple[str, ...]
    proof: ProofNode | None
    open_facts: tuple[OpenFact, ...]
    confidential: bool = False
    withheld: bool = False


class QuestionResult(Frozen):
    """One question of the test: how its findings add up (see `loading.verdicts`), and its criteria."""

    id: str
    title: str
    remark: str
    outcome: str
    findings: tuple[str, ...]


class Verdict(Frozen):
    """The reasoned whole. `carried_by` are the criteria that the deciding case rests on."""

    outcome: str
    reason: str
    questions: tuple[QuestionResult, ...]
    carried_by: tuple[str, ...]
    proof: ProofNode | None
    human: HumanVerdict | None = None


class TimelineStep(Frozen):
    """A dated step. `start` and `deadline` as computed; None = not computable or none.

    `disputed`: the facts it leans on of which documents say different things. Of a deadline that is not known
    `earliest` and `latest` are the days between which it lies, None = no bound on that side, and `waits_for` are the
    titles of the facts that would tell.
    """

    id: str
    title: str
    who: str
    state: StepState
    start: date | None
    deadline: date | None
    happened: date | None
    days_late: int | None
    consequence: str
    deviation: str
    reason: str
    authority: Authority
    sources: tuple[CitedSource, ...]
    disputed: tuple[UsedFact, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    waits_for: tuple[str, ...] = ()


class EngineInfo(Frozen):
    """Which engine ran, `durable` or `direct`. `compared`: nodes on which both readings agreed (0 = not compared)."""

    name: str
    version: str
    compared: int
    notice: str = ""


class Result(Frozen):
    """One audit. `disputed`: facts of which documents say different things, also when somebody chose.

    `rules_day`: the day whose rules were asked for, in place of those of the peildatum; None = not asked. `release`:
    the release of the rulebook that was read, None where it was none.
    """

    rulebook: str
    rulebook_version: str
    rulebook_hash: str
    dossier: str
    dossier_hash: str
    description: str
    synthetic: bool
    reference_date: date
    engine: EngineInfo
    verdict: Verdict
    findings: tuple[Finding, ...]
    timeline: tuple[TimelineStep, ...]
    disputed: tuple[UsedFact, ...] = ()
    nogos: tuple[NoGoResult, ...] = ()
    rules_day: date | None = None
    release: Release | None = None

    def nogo(self, id: str) -> NoGoResult | None:
        return next((one for one in self.nogos if one.nogo == id), None)

    def finding(self, criterion: str) -> Finding | None:
        return next((one for one in self.findings if one.criterion == criterion), None)
