"""What `regels publiceer` says on the screen: that a release was written, or every reason why not."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine import dutch
from ...engine.differences.changes import Kind
from ...engine.release.inspecting import Inspection
from ...engine.release.refusing import Reason, Refusal
from ...engine.rulebook import Rulebook
from ..argument import HASH_SHOWN
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..words import Mark, Tone, count_of
from .difference_words import KINDS

SHOWN = 5
"""So many tests, parts or findings are named; the command that shows all of them stands below."""

_WIDTH = 16
_MORE: dict[Reason, str] = {
    Reason.TESTS: "test",
    Reason.COVERAGE: "dekking",
    Reason.STALE: "dekking",
    Reason.MEANING: "controleer",
    Reason.REFUTED: "controleer",
}


def published_page(found: Inspection, folder: str, *, width: int, ascii_only: bool = False) -> Page:
    """What went out, and where it is."""
    builder = PageBuilder(width, ascii_only)
    book, proofs = found.rulebook, found.proofs
    builder.text(mark_span(Mark("uitgegeven", Tone.GOOD)), f"  {_name(book)}", hanging=2)
    rows = [("map", folder)]
    if found.compared is None:
        rows.append(("vorige", "geen: dit is de eerste uitgave in deze map"))
    else:
        rows.append(("vorige", _name(found.compared.old.rulebook)))
        kinds = [f"{KINDS[kind][0].lower()} {len(some)}" for kind in Kind if (some := found.compared.of(kind))]
        rows.append(("wijzigingen", "; ".join(kinds) or "geen regel; alleen opmaak of opmerkingen"))
    rows.append(("toetsen", f"{dutch.number(found.passed)} geslaagd" + _skipped(len(found.skipped))))
    rows.append(("dekking", "volledig"))
    if proofs is None:
        rows.append(("betekenis", "niet nagegaan (--snel); dat staat in de uitgave"))
    else:
        proved = sum(one.proved for one in proofs.properties)
        rows.append(("betekenis", f"{count_of(proofs.asked, 'vraag', 'vragen')} nagegaan, geen bevindingen"))
        rows.append(("eigenschappen", f"{proved} van {len(proofs.properties)} bewezen"))
        if proofs.undecided:
            rows.append(("niet beslist", str(len(proofs.undecided))))
    for label, said in rows:
        builder.labelled(label, said, width=_WIDTH)
    builder.blank()
    builder.text(f"Toets met deze uitgave: spoortoets toets DOSSIER --regels {folder}", hanging=2)
    return builder.page()


def already_page(book: Rulebook, folder: str, *, width: int, ascii_only: bool = False) -> Page:
    """That these rules went out before under this version."""
    builder = PageBuilder(width, ascii_only)
    builder.text(mark_span(Mark("al uitgegeven", Tone.NEUTRAL)), f"  {_name(book)}", hanging=2)
    builder.labelled("map", folder, width=_WIDTH)
    builder.text("Dezelfde regels zijn al onder deze versie uitgegeven. Er is niets geschreven.")
    return builder.page()


def refused_page(
    book: Rulebook, refusals: Sequence[Refusal], rules: str | None, *, width: int, ascii_only: bool = False
) -> Page:
    """Every reason why nothing went out. `rules` is the folder as the user named it, None = not named."""
    builder = PageBuilder(width, ascii_only)
    builder.text(mark_span(Mark("niet uitgegeven", Tone.BAD)), f"  {_name(book)}", hanging=2)
    reasons = count_of(len(refusals), "reden", "redenen")
    builder.text(f"Er is niets geschreven, om {reasons}:")
    for one in refusals:
        builder.blank()
        builder.text(f"- {_reason(one)}", hanging=2)
        if one.reason not in _MORE:
            continue
        for line in one.about[:SHOWN]:
            builder.text(Span(line, Style.DIM), indent=4, hanging=6)
        left = len(one.about) - SHOWN
        more = f"en nog {left}; " if left > 0 else ""
        where = "" if rules is None else f" --regels {rules}"
        builder.text(f"{more}zie 'spoortoets regels {_MORE[one.reason]}{where}'", indent=4, hanging=6)
    return builder.page()


def _reason(one: Refusal) -> str:
    number = len(one.about)
    match one.reason:
        case Reason.VERSION_EXISTS:
            version, name, digest = one.about
            return (
                f"Versie {version} is al uitgegeven met andere regels ({name}, kenmerk {digest[:HASH_SHOWN]})."
                " Verhoog 'versie' in regelset.yaml."
            )
        case Reason.SAME_AS_PREVIOUS:
            version, name, _ = one.about
            return f"Ook de vorige regelset ({name}) is versie {version}. Verhoog 'versie' in regelset.yaml."
        case Reason.PREVIOUS_CHANGED:
            name, stated, digest = one.about
            return (
                f"De vorige uitgave ({name}) is gewijzigd nadat zij is uitgegeven: zij was {stated[:HASH_SHOWN]} en is"
                f" nu {digest[:HASH_SHOWN]}. Zet haar terug, of noem met --vorige een andere."
            )
        case Reason.NO_NOTE:
            return (
                "Er is geen toelichting. Zeg met --toelichting wat er is veranderd, waarom, en wie het ermee eens is."
            )
        case Reason.NO_TESTS:
            return "De regelset heeft geen toetsen."
        case Reason.TESTS:
            return f"{count_of(number, 'toets slaagt', 'toetsen slagen')} niet:"
        case Reason.COVERAGE:
            return (
                f"De dekking is niet volledig; {count_of(number, 'onderdeel', 'onderdelen')} liet geen toets heel zien:"
            )
        case Reason.STALE:
            return (
                f"{count_of(number, 'uitzondering klopt', 'uitzonderingen kloppen')} niet in toetsen/onbereikbaar.yaml:"
            )
        case Reason.MEANING:
            return f"{count_of(number, 'bevinding', 'bevindingen')} over wat de regels betekenen:"
        case Reason.REFUTED:
            return f"{count_of(number, 'eigenschap is', 'eigenschappen zijn')} weerlegd:"
        case Reason.NO_SOLVER:
            return (
                "Wat de regels betekenen is niet na te gaan: z3-solver ontbreekt. Installeer het met pip install"
                " 'spoortoets[bewijs]', of geef uit met --snel; dan zegt de uitgave dat het niet is nagegaan."
            )


def _name(book: Rulebook) -> str:
    return f"{book.name} {book.version} · {book.hash[:HASH_SHOWN]}"


def _skipped(number: int) -> str:
    return f", {number} overgeslagen" if number else ""
