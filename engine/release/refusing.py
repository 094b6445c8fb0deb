"""Why a rulebook may not go out: every reason at once."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from .inspecting import Inspection
from .versions import Published


class Reason(Enum):
    """What stands in the way of a release."""

    VERSION_EXISTS = "versie"
    SAME_AS_PREVIOUS = "zelfde versie als de vorige"
    PREVIOUS_CHANGED = "de vorige is gewijzigd"
    NO_NOTE = "geen toelichting"
    NO_TESTS = "geen toetsen"
    TESTS = "toetsen"
    COVERAGE = "dekking"
    STALE = "uitzonderingen"
    MEANING = "betekenis"
    REFUTED = "eigenschappen"
    NO_SOLVER = "geen bewijzen"


class Refusal(NamedTuple):
    """A reason, with what it is about: names of tests, parts of rules, findings or versions."""

    reason: Reason
    about: tuple[str, ...] = ()


def version_refusals(
    version: str, digest: str, published: Published | None, previous: Published | None, note: str
) -> Iterator[Refusal]:
    """What can be told before anything is tried. `published` is the release that has this version already."""
    if published is not None and (published.hash != digest or published.changed):
        yield Refusal(Reason.VERSION_EXISTS, (version, published.name, published.stated or published.hash))
    if previous is None:
        return
    if previous.version == version and previous.hash != digest:
        yield Refusal(Reason.SAME_AS_PREVIOUS, (version, previous.name, previous.hash))
    if previous.changed:
        yield Refusal(Reason.PREVIOUS_CHANGED, (previous.name, previous.stated, previous.hash))
    if not note.strip():
        yield Refusal(Reason.NO_NOTE)


def found_refusals(found: Inspection) -> Iterator[Refusal]:
    """What was found about the rules themselves."""
    if not found.tests:
        yield Refusal(Reason.NO_TESTS)
    if found.bad:
        yield Refusal(Reason.TESTS, tuple(f"{one.test.tested}: {one.test.name}" for one in found.bad))
    missing = [one for one in found.coverage.items if one.missing and not one.excused]
    if missing:
        yield Refusal(Reason.COVERAGE, tuple(f"{one.id}: nooit {', '.join(one.missing)}" for one in missing))
    if found.coverage.stale:
        yield Refusal(Reason.STALE, tuple(f"{one.id} ({one.place})" for one in found.coverage.stale))
    if found.proofs is None:
        return
    if found.proofs.findings:
        told = (f"{one.code} {one.place} {one.sentence}" for one in found.proofs.findings)
        yield Refusal(Reason.MEANING, tuple(told))
    refuted = [one for one in found.proofs.properties if one.refuted is not None]
    if refuted:
        yield Refusal(Reason.REFUTED, tuple(f"{one.name}: {one.title}" for one in refuted))
