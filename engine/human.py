"""What a person decided about an audit, as the dossier records it. No rule reads it and no finding changes by it.

Besides `dossier` this is the one group of facts that the engine knows by name.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Values
from datetime import date
from typing import Any

from .dossier import Dossier, Records
from .mistakes import Collector, Place, did_you_mean
from .result import HumanVerdict
from .text.scalars import shown
from .text.text_tree import Mapping, Node, Scalar, Sequence

GROUP = "mens_oordeel"
LIST, CRITERION = "per_criterium", "criterium"
FIELDS = ("uitkomst", "motivering", "rol", "datum")
UNKNOWN = "onbekend"


def on_the_whole(dossier: Dossier) -> HumanVerdict | None:
    """The verdict of a person on the whole; None when there is none."""
    return _verdict({key: dossier.fact(f"{GROUP}.{key}").value for key in FIELDS})


def per_criterion(dossier: Dossier) -> dict[str, HumanVerdict]:
    """The verdicts of a person by criterion."""
    records = dossier.fact(f"{GROUP}.{LIST}").value
    found: dict[str, HumanVerdict] = {}
    for record in records.items if isinstance(records, Records) else ():
        human = _verdict(record.values)
        if human is not None:
            found[str(record.values.get(CRITERION, ""))] = human
    return found


def _verdict(values: Values[str, Any]) -> HumanVerdict | None:
    outcome, day = values.get("uitkomst"), values.get("datum")
    if not isinstance(outcome, str):
        return None
    role, reason = values.get("rol"), values.get("motivering")
    return HumanVerdict(outcome, str(reason or ""), str(role or ""), day if isinstance(day, date) else None)


def check(node: Node | None, criteria: Collection[str], problems: Collector) -> None:
    """Judges the group in a file: each verdict is whole and reasoned, and is about a criterion there is, once."""
    if not isinstance(node, Mapping):
        return
    if any(_filled(node.get(key)) for key in FIELDS):
        _check_whole(node, node.place, "het eigen oordeel", FIELDS, problems)
    records = node.get(LIST)
    if isinstance(records, Mapping):
        records = records.get("waarde")
    lines: dict[str, int] = {}
    for record in records.items if isinstance(records, Sequence) else ():
        if not isinstance(record, Mapping):
            continue
        _check_whole(record, record.place, "dit eigen oordeel", (CRITERION, *FIELDS), problems)
        code = record.get(CRITERION)
        if not isinstance(code, Scalar) or code.empty:
            continue
        name = code.text.strip()
        if name not in criteria:
            message = f"het criterium {shown(code)} bestaat niet in deze regelset"
            problems.add(code.place, "D18", message, did_you_mean(name.upper(), criteria))
        elif name in lines:
            message = f"over {name} staat al een eigen oordeel, op regel {lines[name]}"
            problems.add(code.place, "D18", message, "laat er één staan")
        else:
            lines[name] = code.place.line


def _check_whole(node: Mapping, place: Place, what: str, keys: tuple[str, ...], problems: Collector) -> None:
    missing = [key for key in keys if not _filled(node.get(key))]
    if missing:
        listed = ", ".join(f"'{key}'" for key in missing)
        message = f"{what} is niet compleet: {listed} {'ontbreekt' if len(missing) == 1 else 'ontbreken'}"
        problems.add(
            place, "D18", message, "een eigen oordeel heeft een uitkomst, een motivering, een rol en een datum"
        )


def _filled(node: Node | None) -> bool:
    """Whether a value is given, short or long: what is unknown or does not apply is none, nor are open statements."""
    if isinstance(node, Mapping):
        return _filled(node.get("waarde")) or _filled(node.get("gekozen"))
    return isinstance(node, Scalar) and not node.empty and node.text.strip() != UNKNOWN
