"""Decided cases beside the rules, as JSON. Same folder, same rulebook: same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.result import Finding
from ...engine.rulebook import Rulebook
from ...engine.rulings.comparing import Comparison, Confusion, Reading, confusion
from ...engine.rulings.ruling import GroundLabel, Rulings
from .parts import Json, day_json, open_facts_json, rulebook_json, written

SCHEMA = "spoortoets.jurisprudentie/1"


def json_text(
    rulebook: Rulebook, rulings: Rulings, comparisons: Sequence[Comparison], *, ascii_only: bool = False
) -> str:
    """The comparison as indented JSON that ends with a newline."""
    return written(rulings_json(rulebook, rulings, comparisons), ascii_only=ascii_only)


def rulings_json(rulebook: Rulebook, rulings: Rulings, comparisons: Sequence[Comparison]) -> Json:
    """The comparison as plain JSON values, keys in a fixed order."""
    return {
        "schema": SCHEMA,
        "regelset": rulebook_json(rulebook.name, rulebook.version, rulebook.hash),
        "uitspraken": [_case(one) for one in comparisons],
        "tabel": {
            "feiten": [_row(one) for one in confusion(comparisons, supposed=False)],
            "met_veronderstellingen": [_row(one) for one in confusion(comparisons, supposed=True)],
        },
        "gronden": [_ground(one) for one in rulings.grounds],
        "gedeelde_veronderstellingen": [{"naam": one.name, "omdat": one.because} for one in rulings.shared],
    }


def _case(one: Comparison) -> Json:
    ruling = one.ruling
    return {
        "bestand": ruling.name,
        "uitspraak": ruling.id,
        "instantie": ruling.court,
        "datum": day_json(ruling.day),
        "procedure": ruling.procedure,
        "feitenrijkdom": ruling.richness.value,
        "gehouden": ruling.held,
        "sanctie_gerechtvaardigd": ruling.standing.value,
        "gronden": list(ruling.labels),
        "niet_uit_te_drukken": [{"feit": each.fact, "omdat": each.reason} for each in ruling.inexpressible],
        "gedeelde_veronderstellingen": list(ruling.shared),
        "veronderstelling": ruling.supposition,
        "zou_beslissen": list(ruling.deciding),
        "feiten": _reading(one.facts),
        "met_veronderstellingen": None if one.supposed is None else _reading(one.supposed),
        "volgens_bestand": [None if each is None else each.value for each in ruling.expected],
        "anders_dan_bestand": one.unexpected,
        "uitleg": ruling.explanation,
    }


def _reading(reading: Reading) -> Json:
    return {
        "gevonden": reading.found.value,
        "overeenstemming": reading.agreement.value,
        "oordeel": reading.verdict,
        "tekorten": [_finding(one) for one in reading.shortcomings],
        "andere_punten": [_finding(one) for one in reading.others],
        "dragend_onbekend": reading.undecided,
        "gronden": [
            {
                "grond": one.ground.label,
                "regels": [{"regel": rule.rule, "uitkomst": rule.outcome} for rule in one.rules],
            }
            for one in reading.labels
        ],
        "open_feiten": open_facts_json(reading.open_facts),
    }


def _finding(finding: Finding) -> Json:
    return {
        "criterium": finding.criterion,
        "titel": finding.title,
        "bevinding": finding.outcome.value,
        "zwaarte": finding.weight.value,
        "voorlopig": finding.provisional,
        "verschoond": finding.excused,
        "herstelbaar": finding.repairable,
        "redenen": list(finding.reasons),
    }


def _row(row: Confusion) -> Json:
    return {
        "feitenrijkdom": row.richness.value,
        "sanctie_gerechtvaardigd": row.standing.value,
        "gevonden": {one.value: number for one, number in row.found.items()},
        "overeenstemming": {one.value: number for one, number in row.agreement.items()},
    }


def _ground(ground: GroundLabel) -> Json:
    return {
        "grond": ground.label,
        "betekenis": ground.meaning,
        "kant": ground.side.value,
        "regels": list(ground.rules),
        "buiten_het_dossier": ground.outside,
        "toelichting": ground.remark,
    }
