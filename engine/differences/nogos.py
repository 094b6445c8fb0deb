"""What is written otherwise in a no-go ground."""

from __future__ import annotations

from collections.abc import Iterator

from ..rulebook import NoGo
from .aligning import aligned
from .changes import Difference, Kind
from .reading import period, sentence
from .sides import Sides, at, replaced


def nogo_differences(old: NoGo, new: NoGo, sides: Sides) -> Iterator[Difference]:
    """Two versions of one no-go ground."""
    id = new.id
    yield from sides.text(Kind.TEXT, "titel", old.title, new.title)
    undone = new._replace(strength=old.strength)
    yield from sides.text(Kind.MEANING, "sterkte", old.strength.value, new.strength.value, undone)
    yield from sides.text(Kind.AUTHORITY, "gezag", old.authority.value, new.authority.value)
    yield from sides.cited("bronnen", old.citations, new.citations)
    undone = new._replace(validity=old.validity)
    yield from sides.text(Kind.MEANING, "geldig", period(old.validity), period(new.validity), undone)
    yield from sides.said("norm", old.norm, new.norm)
    for part, field, path in (
        ("van toepassing als", "applies", "van_toepassing"),
        ("beroep als", "invoked", "beroep"),
        ("dekt de hele periode als", "covered", "dekt"),
        ("op tijd als", "in_time", "tijdig"),
    ):
        before, after = getattr(old, field), getattr(new, field)
        yield from sides.condition(part, before, after, f"{id}/{path}", new._replace(**{field: before}))
    yield from sides.exclusions(id, old, new)
    for gone, come in aligned(old.evidence, new.evidence, (lambda one: one.id,), rest=False):
        one, other = at(old.evidence, gone), at(new.evidence, come)
        named = other or one
        assert named is not None
        part, path = f"bewijs '{named.id.replace('_', ' ')}'", f"{id}/bewijs/{named.id}"
        undone = new._replace(evidence=replaced(new.evidence, come, one))
        yield from sides.condition(part, one and one.condition, other and other.condition, path, undone)
        if one is not None and other is not None:
            yield from sides.said(f"{part}: wat", one.what, other.what)
            yield from sides.text(Kind.TEXT, f"{part}: opsteller", one.author, other.author)
            yield from sides.text(Kind.TEXT, f"{part}: stuk", one.document, other.document)
    yield from sides.value("periode van", old.start, new.start, f"{id}/periode/van", kind=Kind.TEXT)
    yield from sides.value("periode tot", old.end, new.end, f"{id}/periode/tot", kind=Kind.TEXT)
    yield from sides.said("herbeoordeling", old.review, new.review)
    path = f"{id}/herbeoordeling/uiterlijk"
    yield from sides.value("herbeoordeling: uiterlijk", old.review_by, new.review_by, path, kind=Kind.TEXT)
    for gone, come in aligned(old.objections, new.objections, (lambda one: sentence(one.reason),)):
        reason, other_reason = at(old.objections, gone), at(new.objections, come)
        number = ((gone if come is None else come) or 0) + 1
        part, path = f"afwijzing {number}", f"{id}/afwijzing/{number}"
        yield from sides.said(part, reason and reason.reason, other_reason and other_reason.reason)
        if reason is not None and other_reason is not None:
            yield from sides.condition(f"{part}: als", reason.condition, other_reason.condition, path, kind=Kind.TEXT)
    yield from sides.said_each("vragen", old.to_ask, new.to_ask)
