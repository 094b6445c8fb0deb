"""The consequences as JSON, as `explain/schema/gevolgen-1.schema.json` publishes it. Same dossier, same bytes."""

from __future__ import annotations

from typing import assert_never

from ...engine.consequences import (
    AmountText,
    AssumedValue,
    AssumptionText,
    Consequences,
    FactText,
    LineText,
    RemarkText,
    SectionText,
)
from .parts import Json, day_json, fact_json, heading_json, open_facts_json, sources_json, written

SCHEMA = "spoortoets.gevolgen/1"


def json_text(found: Consequences, *, ascii_only: bool = False) -> str:
    """The consequences as indented JSON that ends with a newline."""
    return written(consequences_json(found), ascii_only=ascii_only)


def consequences_json(found: Consequences) -> Json:
    """The consequences as plain JSON values, keys in a fixed order."""
    return {**heading_json(found.result, SCHEMA), "secties": [_section(one) for one in found.sections]}


def _section(section: SectionText) -> Json:
    return {
        "sectie": section.id,
        "titel": section.title,
        "toelichting": section.remark,
        "geldt": section.applies.value,
        "reden": section.reason,
        "regels": [_line(one) for one in section.lines],
        "open_feiten": open_facts_json(section.open_facts),
    }


def _line(line: LineText) -> Json:
    match line:
        case RemarkText(text, authority, sources):
            return {
                "soort": "zin",
                "tekst": text,
                "gezag": authority.value,
                "bronnen": sources_json(sources),
            }
        case FactText(fact, day, method, help, sources):
            return {
                "soort": "feit",
                "feit": fact_json(fact),
                "datum": day_json(day),
                "berekening": method,
                "uitleg": help,
                "bronnen": sources_json(sources),
            }
        case AmountText(title, low, high):
            return {"soort": "bedrag", "titel": title, "van": low, "tot": high}
        case AssumptionText(fact, assumed, values):
            return {
                "soort": "aanname",
                "feit": fact_json(fact),
                "aangenomen": assumed,
                "parameters": [_assumed(one) for one in values],
            }
        case _:
            assert_never(line)


def _assumed(value: AssumedValue) -> Json:
    return {
        "parameter": value.name,
        "titel": value.title,
        "waarde": value.value,
        "gezag": value.authority.value,
        "bronnen": sources_json(value.sources),
        "toelichting": value.remark,
    }
