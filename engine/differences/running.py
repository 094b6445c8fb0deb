"""Dossiers run under two rulebooks by both readings, and what decides there."""

from __future__ import annotations

from ..audit import DURABLE, Auditor, RulebookConflict
from ..dossier import Dossier
from ..premises import Premises
from ..rulebook import Rulebook
from .through import Through, through


class Runs:
    """Full runs under two rulebooks; one auditor per rulebook and edition. `motor` as of an audit."""

    def __init__(self, old: Rulebook, new: Rulebook, motor: str = DURABLE) -> None:
        self.old, self.new, self._motor = old, new, motor
        self._auditors: dict[tuple[bool, tuple[bool, ...]], Auditor] = {}

    def through(self, dossier: Dossier, criterion: str) -> tuple[Through, ...]:
        """The conditions that decide a finding where they are not the same; none when a rule contradicts itself."""
        try:
            before, after = self.premises(dossier)
        except RulebookConflict:
            return ()
        return through(before, after, criterion)

    def confirm(self, dossier: Dossier) -> None:
        """Run it by both readings. Raises: ReadingsDisagree."""
        try:
            self.premises(dossier)
        except RulebookConflict:
            return

    def premises(self, dossier: Dossier) -> tuple[Premises, Premises]:
        """The run under the old and that under the new rulebook. Raises: ReadingsDisagree; RulebookConflict."""
        return self._run(dossier, new=False), self._run(dossier, new=True)

    def _run(self, dossier: Dossier, *, new: bool) -> Premises:
        book = self.new if new else self.old
        edition = book.edition(dossier.reference_date)
        if (new, edition) not in self._auditors:
            self._auditors[new, edition] = Auditor(book, dossier.reference_date, self._motor)
        auditor = self._auditors[new, edition]
        registers, _ = auditor.run(dossier)
        return Premises(auditor.layout, registers, dossier, auditor.concepts, auditor.words)
