"""The page of `naspelen`: whether a repeated audit is the same, and otherwise exactly what differs."""

from __future__ import annotations

from itertools import groupby

from ... import __version__
from ...engine import dutch
from ...engine.differences.replay import KEPT, FieldDifference, Likeness, Replayed
from ..as_json.parts import day_json, written
from ..screen.page import Page, PageBuilder, Span, Style, mark_span
from ..words import Mark, Tone, count_of

SCHEMA = "spoortoets.naspelen/1"
MARKS = {
    Likeness.SAME: (Mark("gelijk", Tone.GOOD), "De herhaalde toets is byte voor byte dezelfde."),
    Likeness.PROGRAM: (
        Mark("gelijk", Tone.GOOD),
        "De herhaalde toets zegt over het dossier precies hetzelfde. Alleen wat over het programma gaat, verschilt.",
    ),
    Likeness.LAYOUT: (
        Mark("gelijk", Tone.GOOD),
        "De herhaalde toets heeft dezelfde inhoud. Alleen de schrijfwijze van het bestand is veranderd.",
    ),
    Likeness.OTHER: (Mark("anders", Tone.BAD), "De herhaalde toets is niet dezelfde. Hieronder staat elk verschil."),
}
REASONING, DERIVED = "redenering", "afleiding/"
MOST = 8
"""So many fields of one finding are told; the JSON has them all."""

_HASH = 12
_WIDTH = 14


def replay_page(replayed: Replayed, kept: str, dossier: str, *, width: int, ascii_only: bool = False) -> Page:
    """The outcome first, then with what it was repeated, then each difference under the finding it belongs to."""
    builder = PageBuilder(width, ascii_only)
    earlier = replayed.earlier
    mark, said = MARKS[replayed.likeness]
    builder.text(Span(f"Naspelen van de toets van dossier {earlier.dossier}", Style.HEADING))
    builder.text(mark_span(mark), f"  {said}", hanging=2)
    builder.blank()
    rows = [
        ("Dossier", f"{dossier} · {earlier.dossier_hash[:_HASH]}, hetzelfde als toen"),
        ("Regelset", f"{earlier.rulebook} {earlier.version} · {earlier.hash[:_HASH]}, dezelfde als toen ({kept})"),
        *_release(replayed),
        ("Peildatum", dutch.day(earlier.reference_date)),
    ]
    if earlier.rules_day is not None:
        rows.append(("Regels van", f"{dutch.day(earlier.rules_day)}, zoals toen gevraagd met --regels-op"))
    rows.append(("Motor", f"{earlier.motor}, zoals toen"))
    rows.append(("Programma", _program(earlier.program)))
    for label, text in rows:
        builder.labelled(label, text, width=_WIDTH)
    _write_differences(builder, replayed.differences)
    if replayed.differences:
        builder.blank()
        builder.text(f"Samen {count_of(len(replayed.differences), 'verschil', 'verschillen')}.")
    return builder.page()


def _write_differences(builder: PageBuilder, differences: tuple[FieldDifference, ...]) -> None:
    """What a reader sees of each finding; of its reasoning, which repeats the same facts, how much differs."""
    for part, some in groupby(differences, key=lambda one: one.part):
        own = list(some)
        seen = [one for one in own if not _is_reasoning(one)]
        if part.startswith(DERIVED):
            continue
        builder.blank()
        builder.text(Span(part, Style.STRONG))
        for one in seen[:MOST]:
            builder.text(Span(one.field or "het geheel", Style.DIM), indent=2)
            builder.text(f"toen: {_value(one.before)}", indent=4, hanging=6)
            builder.text(f"nu: {_value(one.after)}", indent=4, hanging=6)
        left, reasons = len(seen) - MOST, len(own) - len(seen)
        if left > 0:
            builder.text(f"en nog {count_of(left, 'ander veld', 'andere velden')}", indent=2)
        if reasons:
            builder.text(f"en in de redenering {count_of(reasons, 'waarde', 'waarden')}", indent=2)
    derived = len({one.part for one in differences if one.part.startswith(DERIVED)})
    if derived:
        builder.blank()
        builder.text(f"Ook {count_of(derived, 'berekend feit verschilt', 'berekende feiten verschillen')}.")


def _is_reasoning(one: FieldDifference) -> bool:
    return one.field.startswith(REASONING)


def _release(replayed: Replayed) -> tuple[tuple[str, str], ...]:
    """The release that the earlier audit names, and whether it is the one that was read now."""
    named = replayed.earlier.content.get(KEPT)
    if not isinstance(named, dict):
        return ()
    if not replayed.release:
        told = "de regels zijn dezelfde, maar nu niet uit een uitgave gelezen"
    else:
        other = any(one.part == KEPT for one in replayed.differences)
        told = "nu een andere" if other else "dezelfde als toen"
    return (("Uitgave", f"{named.get('versie', '')}, {told}"),)


def _program(then: str) -> str:
    if not then:
        return f"toen niet vermeld, nu versie {__version__}"
    return (
        f"versie {then}, dezelfde als toen" if then == __version__ else f"toen versie {then}, nu versie {__version__}"
    )


def _value(value: str | None) -> str:
    return "(ontbreekt)" if value is None else value or "(leeg)"


def replay_json(replayed: Replayed, kept: str, dossier: str, *, ascii_only: bool = False) -> str:
    """The same as JSON, as `explain/schema/naspelen-1.schema.json` publishes it."""
    earlier = replayed.earlier
    whole = {
        "schema": SCHEMA,
        "uitkomst": replayed.likeness.value,
        "regelset": {"naam": earlier.rulebook, "versie": earlier.version, "hash": earlier.hash, "gevonden_in": kept},
        "dossier": {"id": earlier.dossier, "hash": earlier.dossier_hash, "bestand": dossier},
        "peildatum": earlier.reference_date.isoformat(),
        "regels_op": day_json(earlier.rules_day),
        "motor": earlier.motor,
        "programma": {"toen": earlier.program, "nu": __version__},
        "verschillen": [_difference(one) for one in replayed.differences],
    }
    return written(whole, ascii_only=ascii_only)


def _difference(one: FieldDifference) -> dict[str, str | None]:
    return {"onderdeel": one.part, "veld": one.field, "toen": one.before, "nu": one.after}
