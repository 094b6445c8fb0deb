"""What providers offer as rules are told: each offer with what it fixes and where the law differs, and how an offer is
laid over a dossier.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...engine import dutch
from ...engine.offer import Claim, Offer, OfferedFact, OfferPhase, Overlay
from ...engine.rule_links import source_name
from ...engine.rulebook import Rulebook
from ..traject_text import kinds_text, length_text, listed_text, offered_text, stated_text
from ..words import sentence_case
from .rows import Fact, Part, Row, RuleRows, cited_names


class OfferRows:
    """Writes the offers of one rulebook."""

    def __init__(self, rulebook: Rulebook, rows: RuleRows) -> None:
        self.book, self.rows = rulebook, rows
        self.concepts = {one.name: one for one in rulebook.concepts}

    def facts(self, offer: Offer) -> tuple[Fact, ...]:
        """The short lines above the parts: where it is published, and its properties."""
        remark = f"; {offer.length.remark}" if offer.length is not None and offer.length.remark else ""
        return (
            Fact("bron", self.rows.sources[offer.source].title, (source_name(offer.source),)),
            Fact("looptijd", f"{length_text(offer.length)}{remark}"),
            Fact("uren", stated_text(offer.hours)),
            Fact("prijs", stated_text(offer.price)),
            Fact("rapportage", stated_text(offer.report)),
            Fact("team", listed_text(offer.team)),
            Fact("doelgroepen", listed_text(offer.groups)),
            Fact("let op", offer.remark),
        )

    def parts(self, offer: Offer) -> Iterator[Part]:
        yield Part("In het kort", (Row(offer.summary),))
        for number, phase in enumerate(offer.phases, start=1):
            yield Part(f"Fase {number}: {phase.title}", tuple(self._phase(phase)))
        yield Part("Wat dit aanbod vastlegt van een dossier", tuple(map(self._fixed, offer.facts)))
        yield Part("Wat de brochure beweert", tuple(row for one in offer.claims for row in self._claim(one)))

    def _phase(self, phase: OfferPhase) -> Iterator[Row]:
        if phase.remark:
            yield Row(phase.remark)
        for step in phase.steps:
            kinds = kinds_text(step, self.book)
            details = ["altijd" if step.always else "zo nodig"]
            if step.after is not None:
                after = dutch.quantity(*step.after)
                details.append(f"{after} na de start" if step.after.amount else "op de dag van de start")
            if kinds:
                details.append(f"telt als: {kinds}")
            yield Row(f"{sentence_case(step.title)} ({'; '.join(details)})")
            if step.remark:
                yield Row(step.remark, 1)

    def _fixed(self, fact: OfferedFact) -> Row:
        return Row(offered_text(fact, self.concepts[fact.name]), 0, (fact.name,))

    def _claim(self, claim: Claim) -> Iterator[Row]:
        yield Row(claim.text)
        if claim.difference:
            cited = self.rows.cited(claim.citations)
            told = f"verschil met wet of beleid: {claim.difference} ({cited})"
            yield Row(told, 1, cited_names(claim.citations))

    # --- how an offer is laid over a dossier --------------------------------------------------------------------------

    def overlay_parts(self, overlay: Overlay) -> Iterator[Part]:
        yield Part("Uitleg", (Row(overlay.explanation), Row(overlay.caveat)))
        yield Part("Wanneer", (Row("dag van de start", 0, (overlay.start,)),
                               Row(f"getoetst: {dutch.quantity(*overlay.audited_after)} na de start"),
                               Row("niet langer dan tot", 0, (overlay.last_day,))))  # fmt: skip
        criteria = tuple(f"vraag.{one}" for one in overlay.questions)
        judged = [Row("criteria van", 0, criteria)]
        if overlay.outside:
            judged.append(Row("behalve", 0, overlay.outside))
        yield Part("Wat wordt getoetst", tuple(judged))
        dropped = [Row(self._dropped(one), 0, (one,) if one in self.concepts else ()) for one in overlay.dropped]
        if overlay.kept:
            dropped += [Row("behalve:"), *(Row(self.concepts[one].title, 1, (one,)) for one in overlay.kept)]
        yield Part("Wat van het dossier vervalt", tuple(dropped))
        if overlay.assumed:
            yield Part("Uitgangspunten", tuple(map(self._fixed, overlay.assumed)))
        trials = tuple(
            Row(f"{one.title}: elke waarde die nog kan", 0, (one.fact, one.criterion)) for one in overlay.trials
        )
        if trials:
            yield Part("Wat wordt geprobeerd", trials)
        if overlay.shown:
            yield Part("Wat van deze persoon wordt getoond", (Row("", 0, overlay.shown),))

    def _dropped(self, name: str) -> str:
        """A group, a fact, or a field of the elements of a list, in words."""
        if name in self.concepts:
            return self.concepts[name].title
        groups = dict(self.book.groups)
        if name in groups:
            return f"alles uit de groep {name}: {groups[name]}"
        known, _, field = name.rpartition(".")
        return f"{self.concepts[known].title}: het veld {field}"
