"""Repair and hindsight as a piece, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...engine import dutch
from ...engine.dossier import Dossier
from ...engine.language.terms import Outcome
from ...engine.language.types import ListType
from ...engine.result import UsedFact
from ...engine.rulebook import Rulebook
from ...engine.whatif.questions import Question
from ...engine.whatif.repair.mend import BEST, MENDABLE
from ...engine.whatif.repair.results import Change, Left, Limits, MendingSet, Moved, Obstacle, Repairs
from ..pieces.blocks import Block, Bullets, Heading, Notice, Paragraph, Piece, Span, Table, Text, text
from ..words import HUMAN_DECIDES, OUTCOMES, Tone, count_of, fact_value, statements_text, subtitle
from .questions import question_texts
from .repair_words import FREE, Words, measure_text
from .words import UNTOUCHED, is_synthetic, verdict_word

REPAIR, HINDSIGHT = "Herstel", "Terugblik"
LESSON = "Terugblik: om van te leren, geen plan"
LESSON_WHY = (
    "Wat hieronder staat, is voorbij en kan niet meer anders. Het laat zien welk ander verloop het verschil had"
    " gemaakt. Verander er geen stuk om."
)
CHECKED = (
    "Elke combinatie is helemaal nagerekend, alsof de wijzigingen op de peildatum klaar zijn. Geen wijziging ervan kan"
    " worden gemist. Toets opnieuw als zij echt klaar zijn."
)
LESSON_CHECKED = (
    "Elk ander verloop is helemaal nagerekend; de rest van het dossier is daarbij gelijk gebleven. Geen onderdeel ervan"
    " kan worden gemist."
)
NOTHING_DATED_BACK = "Een stuk krijgt de datum waarop het is gemaakt. Dateer niets terug."
TOO_LATE = (
    "Met deze wijzigingen zou het oordeel {verdict} zijn. Volgens de tijden in de regels is minstens één ervan niet"
    " klaar voor de laatste dag waarop zij helpt. Doen kan nog zin hebben; UWV beslist of herstel dan nog telt."
)
SETTLE = "Kies wat klopt, niet wat uitkomt, en leg de reden vast."
UWV_DECIDES = "UWV beslist zelf en kan anders oordelen."
ASK_MORE = (
    "'spoortoets vragen' geeft alle vragen, met wie ze kan beantwoorden; 'spoortoets invullen' stelt ze een voor een."
    " Zoek daarna opnieuw."
)
FIRST_QUESTIONS = 5
"""So many questions are told; the command for questions has all of them."""

BESIDE = 3
"""New elements of one list that fit beside each other in a table."""


def repair_piece(rulebook: Rulebook, found: Sequence[Repairs], dossier: Dossier) -> Piece:
    """Repair, hindsight, or the one after the other; one alone has its name in the title, and no heading."""
    blocks: list[Block] = [Paragraph(text(UNTOUCHED), quiet=True)]
    for one in found:
        told = list(_Part(Words(rulebook, dossier, history=one.history), one).blocks())
        blocks += told if len(found) > 1 else told[1:]
    title = " en ".join(HINDSIGHT if one.history else REPAIR for one in found)
    title = title[:1] + title[1:].lower()
    day = dossier.reference_date
    return Piece(
        "herstel",
        title,
        subtitle(dossier.id, day, rulebook.rules_day),
        rulebook.main_reader,
        dossier.id,
        day,
        ("SYNTHETISCH",) if is_synthetic(dossier) else (),
        f"{title} · dossier {dossier.id}",
        HUMAN_DECIDES,
        tuple(blocks),
    )


class _Part:
    """Repair, or hindsight."""

    def __init__(self, words: Words, found: Repairs) -> None:
        self.words, self.found = words, found
        self.name = "terugblik" if found.history else "herstel"

    def blocks(self) -> Iterator[Block]:
        found = self.found
        yield Heading(1, "", HINDSIGHT if found.history else REPAIR, self.name)
        if found.history:
            yield Notice(Tone.NEUTRAL, LESSON, (text(LESSON_WHY),))
        yield Paragraph(
            text(f"Het oordeel op {dutch.day(found.day)} is: ", Span(verdict_word(found.verdict), True), ".")
        )
        if found.verdict not in MENDABLE:
            nothing = "Er hoeft niets te worden hersteld." if found.verdict == BEST else "Er is niets om te herstellen."
            yield Paragraph(text("Er is niets om van te leren voor dit oordeel." if found.history else nothing))
            return
        yield Paragraph(text(self._summary()))
        title = "Ander verloop" if found.history else "Mogelijkheid"
        for number, one in enumerate(found.sets, start=1):
            yield from self._set(f"{title} {number}: {verdict_word(one.verdict)}", f"{self.name}-{number}", one)
        yield from self._late()
        yield from self._questions(found.questions)
        yield from self._obstacles()
        yield from self._notes()

    def _summary(self) -> str:
        found, best = self.found, verdict_word(BEST)
        back = found.history
        count = count_of(
            len(found.sets), *(("ander verloop", "andere verlopen") if back else ("combinatie", "combinaties"))
        )
        what, could = ("", "had kunnen zijn") if back else (" van wijzigingen", "kan worden")
        if found.sets and found.reached == BEST:
            verb = "is" if len(found.sets) == 1 else "zijn"
            return f"Er {verb} {count}{what} gevonden waarmee het oordeel {best} {could}."
        if found.sets:
            still = "dat in orde had kunnen zijn" if back else "dat nog in orde kan komen"
            verb = "is" if len(found.sets) == 1 else "zijn"
            return (
                f"Er is niets gevonden waarmee het oordeel {best} {could}. Het best bereikbare oordeel is"
                f" {verdict_word(found.reached)}; daarvoor {verb} {count} gevonden. Daarin is elk dragend punt in orde"
                f" {still}."
            )
        if found.late:
            return f"Het oordeel kan niet meer op tijd {best} worden. Hieronder staat wat daarvoor nodig is."
        if found.questions:
            return (
                "Het oordeel wacht op gegevens die in het dossier niet vaststaan. Zonder die gegevens is niet te zeggen"
                f" wat {'het verschil had gemaakt' if back else 'er te herstellen is'}. Begin met de vragen hieronder."
            )
        better = "beter had kunnen zijn" if back else "beter kan worden"
        return f"Er is niets gevonden waarmee het oordeel {better}."

    def _notes(self) -> Iterator[Block]:
        found = self.found
        if found.sets or found.late:
            yield Paragraph(text(LESSON_CHECKED if found.history else CHECKED), quiet=True)
        if not found.history:
            yield Paragraph(text(NOTHING_DATED_BACK), quiet=True)
        yield Paragraph(text(_searched(found.limits)), quiet=True)
        yield Paragraph(text(UWV_DECIDES), quiet=True)

    # --- sets ---

    def _set(self, title: str, anchor: str, one: MendingSet) -> Iterator[Block]:
        yield Heading(2, "", title, anchor)
        yield from self._changes(one.changes)
        if one.better:
            label = "Beter was dan geweest: " if self.found.history else "Beter wordt: "
            yield Paragraph(text(label, _moved(one.better), "."))
        if one.worse:
            label = "Minder goed, als de rest gelijk was gebleven: " if self.found.history else "Minder goed wordt: "
            yield Paragraph(text(label, _moved(one.worse), "."))
        if one.left:
            points = "Dit dragende punt blijft" if len(one.left) == 1 else "Deze dragende punten blijven"
            yield Paragraph(text(f"{points} open:"))
            yield Bullets(tuple(text(_left(left)) for left in one.left))

    def _changes(self, changes: Sequence[Change]) -> Iterator[Block]:
        """The changes, with what belongs to each; what is the same for all is told once."""
        measures = [self.words.measures(one) for one in changes]
        shared = measures[0] if len(changes) > 1 and len(set(measures)) == 1 else ()
        yield Bullets(
            tuple(
                (Span(self.words.change(one), strong=True), *(Span(f" {said}") for said in own if not shared))
                for one, own in zip(changes, measures, strict=True)
            )
        )
        if any(one.others for one in changes):
            yield Paragraph(text(SETTLE))
        for said in self.words.apart(changes):
            yield Paragraph(text(said))
        if shared:
            yield Paragraph(text(f"Voor elk hiervan geldt: {' '.join(shared)}"))
        yield from self._forms(changes)

    def _forms(self, changes: Sequence[Change]) -> Iterator[Block]:
        """What must stand in new elements, those of one list beside each other."""
        per_list: dict[str, list[dict[str, str]]] = {}
        for one in changes:
            form = self.words.form(one)
            if len(form) > (2 if self.found.history else 1):
                per_list.setdefault(one.edits[0].fact, []).append(form)
        for fact, forms in per_list.items():
            kind = self.words.concepts[fact].type
            assert isinstance(kind, ListType)
            for start in range(0, len(forms), BESIDE):
                yield _form(kind, forms[start : start + BESIDE], start, history=self.found.history)

    def _late(self) -> Iterator[Block]:
        late = self.found.late
        if not late:
            return
        yield Heading(2, "", "Niet meer op tijd", f"{self.name}-te-laat")
        yield Paragraph(text(TOO_LATE.format(verdict=verdict_word(BEST))))
        for number, one in enumerate(late, start=1):
            title = f"Combinatie {number}" if len(late) > 1 else "Wat nodig is"
            heading, *rest = self._set(title, f"{self.name}-te-laat-{number}", one)
            assert isinstance(heading, Heading)
            yield heading._replace(level=3)
            yield from rest

    # --- what stands in the way ---

    def _obstacles(self) -> Iterator[Block]:
        """Those that the first set does not put in order; what is not known yet is told by name only."""
        mended = {
            one.criterion for some in self.found.sets[:1] for one in some.better if one.after is not Outcome.DOUBT
        }
        shown = [one for one in self.found.obstacles if one.criterion not in mended]
        known = [one for one in shown if one.outcome is not Outcome.UNKNOWN]
        unknown = [one for one in shown if one.outcome is Outcome.UNKNOWN]
        if shown:
            yield Heading(2, "", "Wat in de weg staat", f"{self.name}-in-de-weg")
        for one in known:
            yield from self._obstacle(one)
        if unknown:
            yield Paragraph(text("Nog niet te zeggen zijn deze punten:"))
            yield Bullets(tuple(text(f"{one.criterion} {one.title}") for one in unknown))

    def _obstacle(self, one: Obstacle) -> Iterator[Block]:
        anchor = f"{self.name}-{one.criterion.lower()}"
        yield Heading(3, "", f"{one.criterion} {one.title}", anchor, Span(OUTCOMES[one.outcome].word))
        if one.reasons:
            yield Paragraph(text(" ".join(one.reasons)))
        if one.sets and self.found.late and all(any(change.late for change in some) for some in one.sets):
            yield Paragraph(text("Wat dit punt in orde brengt, is niet meer op tijd klaar (zie 'Niet meer op tijd')."))
        elif one.sets:
            could = "was dit punt in orde geweest met" if self.found.history else "komt dit punt in orde met"
            yield Paragraph(text(f"Op zichzelf {could}:"))
            for some in one.sets:
                yield from self._changes(some)
        elif one.conditions:
            what = (
                "Daarvoor had moeten gelden:" if self.found.history else "Dit kan niet meer in orde komen. Nodig was:"
            )
            yield Paragraph(text(what))
            items = (f"{said} ({_facts(facts)})" if facts else said for said, facts in one.conditions)
            yield Bullets(tuple(text(item) for item in items))
        else:
            yield Paragraph(text("Hiervoor is geen wijziging gevonden."))
        if one.measures:
            yield Paragraph(text("De regels noemen wel wat nog kan worden gedaan:"))
            yield Bullets(tuple(text(f"{each.what} {' '.join(measure_text(each))}") for each in one.measures))

    # --- what to ask first ---

    def _questions(self, questions: Sequence[Question]) -> Iterator[Block]:
        if not questions:
            return
        shown = question_texts(questions)
        first = shown[:FIRST_QUESTIONS]
        yield Heading(2, "", "Eerst vragen", f"{self.name}-vragen")
        many = (
            f"Er staan {count_of(len(shown), 'vraag', 'vragen')} open waarvan het antwoord het oordeel kan veranderen"
        )
        most = f". De {len(first)} die het meest beslissen" if len(shown) > len(first) else ""
        yield Paragraph(text(f"{many}{most}:" if len(shown) > 1 else "Op dit antwoord wacht het oordeel:"))
        yield Bullets(tuple(_question(one.text, one.first) for one in first))
        yield Paragraph(text(ASK_MORE))


def _question(said: str, question: Question) -> Text:
    who = "; ".join(part for part in (question.answerer, question.document) if part)
    differ = f" De stukken verschillen: {statements_text(question.statements)}." if question.statements else ""
    return (Span(said, strong=True), *((Span(f" ({who})"),) if who else ()), *((Span(differ),) if differ else ()))


def _form(kind: ListType, forms: Sequence[dict[str, str]], start: int, *, history: bool) -> Table:
    """New elements of one list beside each other, field by field."""
    names = list(dict.fromkeys(name for one in forms for name in one))
    each = f"{'elk nieuw' if kind.neuter else 'elke nieuwe'} {kind.element}"
    caption = f"Wat bij {each} had moeten staan" if history else f"In te vullen bij {each}"
    if len(forms) == 1 and not start:
        header: tuple[str, ...] = ("Gegeven", "Wat er moet staan")
    else:
        header = ("Gegeven", *(f"Nieuw {number}" for number in range(start + 1, start + len(forms) + 1)))
    rows = tuple((text(name), *(text(one.get(name, FREE)) for one in forms)) for name in names)
    return Table(header, rows, (3, *(4 if len(forms) == 1 else 3 for _ in forms)), caption)


def _moved(some: Iterable[Moved]) -> str:
    return "; ".join(
        f"{one.criterion} {one.title} (van {OUTCOMES[one.before].word} naar {OUTCOMES[one.after].word})" for one in some
    )


def _left(one: Left) -> str:
    why = f" {' '.join(one.reasons)}" if one.reasons else ""
    return f"{one.criterion} {one.title}: {OUTCOMES[one.outcome].word}.{why}"


def _facts(facts: Iterable[UsedFact]) -> str:
    return "; ".join(f"{one.title}: {fact_value(one)}" for one in facts)


def _searched(limits: Limits) -> str:
    """How far was searched, and what cut it short."""
    b = limits.bounds
    if b.smallest:
        told = [f"Gezocht is naar zo weinig mogelijk wijzigingen, en hoogstens {b.changes}."]
    else:
        told = [f"Gezocht is naar alle combinaties van hoogstens {b.changes} wijzigingen."]
    if limits.more_sets:
        told.append("Er kunnen er meer zijn dan hier staan.")
    if limits.unsearched:
        told.append("Niet alles is doorzocht: er kunnen andere mogelijkheden zijn.")
    if limits.larger:
        told.append(f"Of het ook met meer dan {b.changes} wijzigingen kan, is niet onderzocht.")
    return " ".join(told)
