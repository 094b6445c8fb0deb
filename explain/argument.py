"""From a result to an ordered argument: heading, verdict, then per question the findings with labelled lines.

Pure: no layout, no colour, no width. Every output (terminal now, documents later) prints the same argument.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from ..engine.dutch import day as dutch_date
from ..engine.dutch import listing
from ..engine.frozen import Frozen
from ..engine.language.terms import Outcome, Weight
from ..engine.result import (
    EngineInfo,
    Finding,
    GroundResult,
    HumanVerdict,
    OpenFact,
    QuestionResult,
    RepairResult,
    Result,
    Truth,
)
from ..engine.rulebook import Release
from .words import (
    AUTHORITIES,
    FACT_STATES,
    GROUND_TRUTHS,
    HUMAN_DECIDES,
    NOT_REACHED,
    OUTCOMES,
    QUESTION_OUTCOMES,
    VERDICTS,
    WEIGHTS,
    Mark,
    Tone,
    count_of,
    fact_text,
    human_text,
    is_undecided,
    sentence_case,
    source_text,
    statements_text,
)

HASH_SHOWN = 8
"""Characters of a rulebook's hash that a reader sees: enough to tell two versions apart."""

PROVISIONAL = (
    "Alleen een grens uit het eigen ontwerp van de regelset draagt hier 'voldoet niet'. Zolang de beleidseigenaar die"
    " grens niet heeft bevestigd, telt dit als twijfel."
)

OTHER_RULES = "en niet van de peildatum (gevraagd met --regels-op)"

DISPUTED = "Gegevens waarover de stukken verschillen"

TOO_LITTLE = (
    "Met wat in het dossier staat, komen de regels niet tot een oordeel. De open vragen staan per criterium hieronder."
)


class Labelled(Frozen):
    """One line of an argument. An empty label continues the label above it."""

    label: str
    text: str
    mark: Mark | None = None


class FindingText(Frozen):
    """One finding as text: its mark, what it weighs, its reasons and its labelled lines."""

    criterion: str
    title: str
    mark: Mark
    qualifiers: tuple[str, ...]
    reasons: tuple[str, ...]
    lines: tuple[Labelled, ...]


class NotApplicable(Frozen):
    """Criteria that do not apply for one and the same reason, each as code and title."""

    reason: str
    criteria: tuple[str, ...]


class QuestionText(Frozen):
    """One question of UWV as text."""

    number: int
    title: str
    mark: Mark
    remark: str
    overview: str
    findings: tuple[FindingText, ...]
    not_applicable: tuple[NotApplicable, ...]


class VerdictText(Frozen):
    """The verdict as text, with the criteria that carry it and who really decides."""

    mark: Mark
    reason: str
    carried_by: tuple[Labelled, ...]
    notice: str
    human: tuple[Labelled, ...]


class Argument(Frozen):
    """The whole of one audit, in reading order."""

    title: str
    heading: tuple[Labelled, ...]
    verdict: VerdictText
    questions: tuple[QuestionText, ...]
    disputed: tuple[Labelled, ...]


def argument(result: Result) -> Argument:
    """The ordered argument of one result."""
    asked = _asked(result)
    return Argument(
        title=heading_title(result),
        heading=heading_lines(result),
        verdict=_verdict(result),
        questions=tuple(
            _question(number, question, result, asked)
            for number, question in enumerate(result.verdict.questions, start=1)
        ),
        disputed=disputed_lines(result),
    )


def heading_title(result: Result) -> str:
    """The dossier in one line; a synthetic dossier says so everywhere."""
    return f"Dossier {result.dossier}" + (" · SYNTHETISCH" if result.synthetic else "")


def heading_lines(result: Result) -> tuple[Labelled, ...]:
    """What was audited, as of when, with which rules and which engine."""
    lines = [Labelled("Casus", result.description)] if result.description else []
    lines.append(Labelled("Peildatum", dutch_date(result.reference_date)))
    version = f"{result.rulebook_version} · {result.rulebook_hash[:HASH_SHOWN]}"
    lines.append(Labelled("Regelset", f"{result.rulebook} {version}"))
    if result.release is not None:
        lines.append(Labelled("Uitgave", release_text(result.release)))
    if result.rules_day is not None:
        told = f"{dutch_date(result.rules_day)}, {OTHER_RULES}"
        lines.append(Labelled("Regels van", told, Mark("let op", Tone.DOUBT)))
    lines.append(Labelled("Motor", engine_text(result.engine)))
    if result.engine.notice:
        lines.append(Labelled("Let op", result.engine.notice, Mark("let op", Tone.DOUBT)))
    return tuple(lines)


def release_text(release: Release) -> str:
    """Which release of the rulebook was used: its version, its date and the beginning of the hash of its receipt."""
    when = f" van {dutch_date(release.day)}" if release.day else ""
    return f"{release.version}{when} · {release.receipt[:HASH_SHOWN]}"


def engine_text(engine: EngineInfo) -> str:
    """Which engine drew the conclusions, and whether the direct reading agreed."""
    if engine.name == "direct":
        return "directe lezing van de regels"
    checked = f"; {count_of(engine.compared, 'punt', 'punten')} gelijk aan de directe lezing" if engine.compared else ""
    return f"durable-rules {engine.version}{checked}"


def finding_mark(finding: Finding) -> Mark:
    """The word of a finding, with `verschoond` and `voorlopig` said where they hold."""
    if finding.excused:
        return Mark("voldoet niet, verschoond", Tone.NEUTRAL)
    if finding.provisional:
        return Mark("twijfel, voorlopig", Tone.DOUBT)
    if finding.weight is Weight.ROUTE and finding.outcome is Outcome.NOT_MET:
        return NOT_REACHED
    return OUTCOMES[finding.outcome]


def ground_lines(grounds: tuple[GroundResult, ...], label: str = "Gronden") -> tuple[Labelled, ...]:
    """Each ground that excuses or would excuse on its own line; those that do not hold together on the last."""
    lines: list[Labelled] = []
    for ground in grounds:
        if ground.truth is Truth.FALSE:
            continue
        mark = GROUND_TRUTHS[ground.truth]
        detail = f" {ground.text}" if ground.text and ground.truth is Truth.TRUE else ""
        authority = AUTHORITIES[ground.authority]
        lines.append(Labelled("", f"{sentence_case(ground.title)}: {mark.word} ({authority}).{detail}", mark))
        lines.extend(Labelled("", open_fact_text(one)) for one in ground.open_facts)
    absent = [ground.title for ground in grounds if ground.truth is Truth.FALSE]
    if absent:
        mark = GROUND_TRUTHS[Truth.FALSE]
        verb = "Doen" if len(absent) > 1 else "Doet"
        lines.append(Labelled("", f"{verb} zich niet voor: {'; '.join(absent)}.", mark))
    return _under(label, lines)


def open_fact_text(fact: OpenFact) -> str:
    """A question that would decide, with its state, who can answer and which paper shows it."""
    said = f": {statements_text(fact.statements)}" if fact.statements else ""
    details = [FACT_STATES[fact.state] + said]
    if fact.answerer:
        details.append(f"te vragen aan: {fact.answerer}")
    if fact.document:
        details.append(f"stuk: {fact.document}")
    return f"{fact.question or sentence_case(fact.title)} [{'; '.join(details)}]"


def open_fact_lines(facts: tuple[OpenFact, ...], label: str = "Open") -> tuple[Labelled, ...]:
    """The open facts under one label."""
    mark = Mark("open", Tone.OPEN)
    return _under(label, [Labelled("", open_fact_text(one), mark) for one in facts])


def disputed_lines(result: Result) -> tuple[Labelled, ...]:
    """Each fact of which documents say different things, and the findings that wait for it."""
    mark = Mark("tegenstrijdig", Tone.DOUBT)
    lines = []
    for fact in result.disputed:
        waiting = [one.criterion for one in result.findings if any(asked.name == fact.name for asked in one.open_facts)]
        verb = "wacht" if len(waiting) == 1 else "wachten"
        wait = f" Hierop {verb} {listing(waiting)}." if waiting and is_undecided(fact.statements) else ""
        lines.append(Labelled("", f"{fact_text(fact)}.{wait}", mark))
    return tuple(lines)


def human_lines(human: HumanVerdict | None) -> tuple[Labelled, ...]:
    """What a person decided, beside what the rules found."""
    return (Labelled("Mens", human_text(human)),) if human else ()


def repair_text(repair: RepairResult, reference_date: date) -> str:
    """What mends it, by whom, how long it takes and until when; a day that has gone is said to have gone."""
    details = [f"wie: {repair.who}"] if repair.who else []
    if repair.time:
        details.append(f"tijd: {repair.time}")
    if repair.until:
        passed = " (die dag ligt voor de peildatum)" if repair.until < reference_date else ""
        details.append(f"uiterlijk {dutch_date(repair.until)}{passed}")
    return repair.what + (f" [{'; '.join(details)}]" if details else "")


def _verdict(result: Result) -> VerdictText:
    carried = [found for code in result.verdict.carried_by if (found := result.finding(code)) is not None]
    return VerdictText(
        mark=VERDICTS[result.verdict.outcome],
        reason=result.verdict.reason or (TOO_LITTLE if result.verdict.outcome == "onvoldoende_gegevens" else ""),
        carried_by=tuple(Labelled(one.criterion, one.title, finding_mark(one)) for one in carried),
        notice=HUMAN_DECIDES,
        human=human_lines(result.verdict.human),
    )


def _asked(result: Result) -> dict[str, str]:
    """Per open fact the criterion at which it is asked: the first that needs it, in the order of the questions."""
    asked: dict[str, str] = {}
    for question in result.verdict.questions:
        for code in question.findings:
            found = result.finding(code)
            for one in found.open_facts if found else ():
                asked.setdefault(one.name, code)
    return asked


def _open_lines(finding: Finding, asked: dict[str, str]) -> tuple[Labelled, ...]:
    """What is asked here in full, and how many questions asked earlier this finding waits for as well."""
    own = tuple(one for one in finding.open_facts if asked[one.name] == finding.criterion)
    elsewhere = Counter(asked[one.name] for one in finding.open_facts if asked[one.name] != finding.criterion)
    lines = open_fact_lines(own)
    if elsewhere:
        places = listing(f"{code} ({number})" for code, number in elsewhere.items())
        text = f"Wacht {'ook ' if own else ''}op antwoorden bij {places}."
        lines = (*lines, Labelled("" if own else "Open", text, Mark("open", Tone.OPEN)))
    return lines


def _question(number: int, question: QuestionResult, result: Result, asked: dict[str, str]) -> QuestionText:
    found = [one for code in question.findings if (one := result.finding(code)) is not None]
    applicable = [one for one in found if one.outcome is not Outcome.NOT_APPLICABLE]
    mark = QUESTION_OUTCOMES[question.outcome]
    return QuestionText(
        number=number,
        title=question.title,
        mark=mark,
        remark=question.remark,
        overview=_overview(applicable, len(found) - len(applicable)),
        findings=tuple(_finding(one, result.reference_date, asked) for one in applicable),
        not_applicable=_not_applicable(found),
    )


def _not_applicable(found: list[Finding]) -> tuple[NotApplicable, ...]:
    """The criteria that do not apply, gathered by reason in order of first appearance."""
    by_reason: dict[str, list[str]] = {}
    for one in found:
        if one.outcome is Outcome.NOT_APPLICABLE:
            by_reason.setdefault(" ".join(one.reasons), []).append(f"{one.criterion} {one.title}")
    return tuple(NotApplicable(reason, tuple(criteria)) for reason, criteria in by_reason.items())


def _overview(applicable: list[Finding], not_applicable: int) -> str:
    """The criteria of a question by outcome, the gravest first: "voldoet niet: K24; voldoet: K25, K26"."""
    words: dict[str, list[str]] = {}
    gravity = (Outcome.NOT_MET, Outcome.DOUBT, Outcome.UNKNOWN, Outcome.MET)
    for outcome in gravity:
        for one in applicable:
            if one.outcome is outcome:
                words.setdefault(finding_mark(one).word, []).append(one.criterion)
    parts = [f"{word}: {', '.join(codes)}" for word, codes in words.items()]
    if not_applicable:
        parts.append(f"{not_applicable} niet van toepassing")
    return "; ".join(parts)


def _finding(finding: Finding, reference_date: date, asked: dict[str, str]) -> FindingText:
    lines: list[Labelled] = []
    if finding.provisional:
        lines.append(Labelled("Voorlopig", PROVISIONAL))
    lines.extend(_under("Feiten", [Labelled("", fact_text(one)) for one in finding.facts]))
    lines.extend(_under("Norm", [Labelled("", finding.norm)] if finding.norm else []))
    lines.extend(_under("Bron", [Labelled("", source_text(one)) for one in finding.sources]))
    if finding.outcome is Outcome.NOT_MET or finding.provisional:
        lines.extend(ground_lines(finding.grounds))
    lines.extend(_open_lines(finding, asked))
    if finding.outcome is not Outcome.MET and not finding.excused:
        lines.extend(_repairs(finding, reference_date))
    lines.extend(_under("Af te wegen", [Labelled("", one) for one in finding.to_weigh]))
    lines.extend(human_lines(finding.human))
    return FindingText(
        criterion=finding.criterion,
        title=finding.title,
        mark=finding_mark(finding),
        qualifiers=(WEIGHTS[finding.weight], f"gezag: {AUTHORITIES[finding.authority]}"),
        reasons=finding.reasons,
        lines=tuple(lines),
    )


def _repairs(finding: Finding, reference_date: date) -> tuple[Labelled, ...]:
    if finding.outcome is Outcome.NOT_MET and not finding.repairable:
        return (Labelled("Herstel", "Volgens de regels is dit niet meer te herstellen."),)
    return _under("Herstel", [Labelled("", repair_text(one, reference_date)) for one in finding.repairs])


def _under(label: str, lines: list[Labelled]) -> tuple[Labelled, ...]:
    """The lines with the label on the first of them only."""
    return tuple(Labelled(label if number == 0 else "", one.text, one.mark) for number, one in enumerate(lines))
