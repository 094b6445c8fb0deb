"""What the timeline says in words: at its rows, below it, and to who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ...engine import dutch
from ...engine.picture import DayLine, DaySeries, Period, PeriodBand, Picture
from ...engine.result import Result, StepState, TimelineStep
from ..words import count_of, sentence_case
from .scale import short_day

WAYS_TO_READ = "De nummers verwijzen naar de stappen van de tijdlijn."


class TimelineData(NamedTuple):
    """What the picture is drawn from: dossier and peildatum, the dated steps, and what the rules add to them."""

    dossier: str
    reference_date: date
    steps: tuple[TimelineStep, ...]
    picture: Picture
    rules_day: date | None = None

    @classmethod
    def of(cls, result: Result, picture: Picture) -> TimelineData:
        return cls(result.dossier, result.reference_date, result.timeline, picture, result.rules_day)

    def in_state(self, state: StepState) -> tuple[TimelineStep, ...]:
        """The steps in one state, by day; those without a day come last."""
        own = (one for one in self.steps if one.state is state)
        return tuple(sorted(own, key=lambda one: (one.deadline or one.happened or date.max, one.id)))


def why_no_picture(data: TimelineData) -> str:
    """The sentence that stands in the place of a picture."""
    titles = [one.title for one in data.picture.open_facts]
    if not titles:
        return "De tijdlijn is niet te tekenen, omdat de eerste dag ervan niet te berekenen is."
    lacking = "een gegeven ontbreekt" if len(titles) == 1 else "gegevens ontbreken"
    return f"De tijdlijn is niet te tekenen, omdat {lacking}: {dutch.listing(titles)}."


def caption(data: TimelineData) -> str:
    """What stands below the picture."""
    return f"Tijdlijn naar de stand van {dutch.day(data.reference_date)}{_other_rules(data)}."


def _other_rules(data: TimelineData) -> str:
    return "" if data.rules_day is None else f", volgens de regels van {dutch.day(data.rules_day)}"


def no_end(data: TimelineData) -> str:
    """What is said when the end of the period is not known; "" when it is."""
    if data.picture.end is not None:
        return ""
    titles = [one.title for one in data.picture.open_facts]
    what = f" Onbekend: {dutch.listing(titles)}." if titles else ""
    return f"Het einde van de periode is niet te berekenen.{what}"


def late_text(step: TimelineStep) -> str:
    """A late step on its row: by how much, and its last day."""
    due = "" if step.deadline is None else f" (uiterlijk {short_day(step.deadline)})"
    late = _how_late(step).replace(" dag", "\u00a0dag")
    return f"{step.id} {step.title}: {late}{due}"


def _how_late(step: TimelineStep) -> str:
    """By how much: until the day it happened, or until the peildatum when the dossier says that it did not happen."""
    if not step.days_late:
        return "te laat"
    late = f"{count_of(step.days_late, 'dag', 'dagen')} te laat"
    return late if step.happened is not None else f"niet gebeurd, op de peildatum {late}"


def coming_text(step: TimelineStep) -> str:
    """A coming step on its row, with its last day."""
    return f"{step.id} {step.title}: {'geen vaste dag' if step.deadline is None else short_day(step.deadline)}"


def series_title(series: DaySeries) -> str:
    """The title with the number of days."""
    return f"{series.title} ({'' if series.complete else 'minstens '}{dutch.number(len(series.days))})"


def band_title(band: PeriodBand) -> str:
    """The title; says so when not all periods are known."""
    return band.title if band.complete else f"{band.title} (niet volledig)"


def short_period(period: Period) -> str:
    """A period for where there is little room."""
    if period.end is None:
        return f"{'loopt sinds' if period.runs else 'vanaf'} {short_day(period.start)}"
    if period.end == period.start:
        return short_day(period.start)
    return f"{short_day(period.start)} – {short_day(period.end)}"


def description(data: TimelineData) -> str:
    """The picture in sentences: what somebody who does not see it should know."""
    picture = data.picture
    assert picture.start is not None
    until = "" if picture.end is None else f" tot en met {dutch.day(picture.end)}"
    today = dutch.day(data.reference_date)
    sentences = [f"Tijdlijn vanaf {dutch.day(picture.start)}{until}, peildatum {today}{_other_rules(data)}."]
    sentences += [no_end(data)] if picture.end is None else []
    sentences += _lines_told(picture.lines)
    sentences += [_band_told(one) for one in picture.bands]
    sentences += [_series_told(one) for one in picture.series]
    sentences += _steps_told("Te laat", data.in_state(StepState.LATE))
    sentences += _steps_told("Komt nog", data.in_state(StepState.COMING))
    for state, word in ((StepState.DONE, "Gehaald"), (StepState.UNKNOWN, "Onbekend")):
        steps = [one for one in data.steps if one.state is state]
        if steps:
            numbers = dutch.listing(one.id for one in steps)
            sentences.append(f"{word}: {count_of(len(steps), 'stap', 'stappen')} ({numbers}).")
    return " ".join(sentences)


def _lines_told(lines: Sequence[DayLine]) -> list[str]:
    told = [f"{one.title} {dutch.day(one.day)}" for one in lines]
    return [f"Vaste punten: {dutch.listing(told)}."] if told else []


def _band_told(band: PeriodBand) -> str:
    return f"{sentence_case(band_title(band))}: {_joined(map(_period_told, band.periods))}."


def _period_told(period: Period) -> str:
    start = dutch.day(period.start)
    if period.runs:
        return f"vanaf {start}, loopt op de peildatum"
    if period.end is None:
        return f"vanaf {start}, de laatste dag is niet bekend"
    return f"op {start}" if period.end == period.start else f"van {start} tot en met {dutch.day(period.end)}"


def _series_told(series: DaySeries) -> str:
    first, last = dutch.day(series.days[0]), dutch.day(series.days[-1])
    when = f"op {first}" if first == last else f"van {first} tot en met {last}"
    return f"{sentence_case(series_title(series))}: {when}."


def _steps_told(word: str, steps: Sequence[TimelineStep]) -> list[str]:
    if not steps:
        return [f"{word}: geen stappen."]
    return [f"{word}: {_joined(map(_step_told, steps))}."]


def _step_told(step: TimelineStep) -> str:
    """A step with its days in full."""
    parts = []
    if step.deadline is not None:
        parts.append(f"uiterlijk {dutch.day(step.deadline)}")
    if step.happened is not None:
        parts.append(f"gebeurd op {dutch.day(step.happened)}")
    if step.days_late:
        parts.append(_how_late(step))
    return f"{step.id} {step.title} ({', '.join(parts) or 'geen vaste dag'})"


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)
