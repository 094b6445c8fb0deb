"""How an answer is looked for makes no difference to it, and what was broken off is no answer for the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("z3")

from spoortoets.engine.proofs import solver
from spoortoets.engine.proofs.checks import checks_of
from spoortoets.engine.proofs.goals import Answer, Doubt, Goal, Undecided
from spoortoets.engine.proofs.logic import Logic, Sort, below
from spoortoets.engine.proofs.memory import Memory, Status, settled
from spoortoets.engine.proofs.prover import Prover
from spoortoets.engine.proofs.proving import prove
from spoortoets.engine.rule_tests.cases import CaseMaker

from .gezaaid import ANY_DAY, SMALL, subject_of


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPOORTOETS_CACHE", str(tmp_path))


def kinds(answers: list[Answer]) -> list[str]:
    return [type(one).__name__ for one in answers]


def test_beside_a_story_is_found_what_is_found_elsewhere() -> None:
    subject = subject_of(SMALL)
    prover = Prover(subject.rulebook, ANY_DAY)
    goals: list[Goal] = [ask.goal for check in checks_of([prover.layout]) for ask in check.asks][::5]
    maker = CaseMaker(subject.tests, subject.rulebook.concepts)
    near = [maker.dossier(one) for one in subject.tests.tests[:1]]
    alone = kinds([prover.find(one) for one in goals])
    assert {"Witness", "Impossible"} <= set(alone)
    prover.begin()
    assert kinds([prover.find(one, expected=False) for one in goals]) == alone
    beside = kinds([prover.beside(one, near) for one in goals])
    decided = [(one, other) for one, other in zip(beside, alone, strict=True) if one != "Undecided"]
    assert all(one == other for one, other in decided)
    assert [one for one, _ in decided].count("Witness") > len(goals) / 2


def test_what_is_broken_off_by_the_clock_is_told_apart_from_what_takes_too_many_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether 114 is the sum of three cubes is not known to anybody."""
    logic = Logic()
    numbers = [logic.variable(name, Sort.WHOLE) for name in "abc"]
    cubes = [logic.product(one, logic.product(one, one)) for one in numbers]
    said = [logic.equal(logic.add(*cubes), logic.number(114))]

    def solved(steps: int) -> solver.Solved:
        one = solver.Solver(solver.Session(solver.Writer()))
        one.add(below(said, {}), said)
        return one.solve(steps)

    assert solved(1000) == solver.Solved(None, cut=False)
    monkeypatch.setattr(solver, "GUARD", 0.05)
    assert solved(solver.STEPS_PER_SECOND) == solver.Solved(None, cut=True)


@pytest.mark.parametrize(("doubt", "kept"), [(Doubt.CUT, False), (Doubt.EFFORT, True)])
def test_what_is_broken_off_by_the_clock_is_asked_again_the_next_time(doubt: Doubt, kept: bool) -> None:
    memory = Memory("1")
    memory.put("vraag", settled(Undecided(doubt)))
    answer = memory.get("vraag")
    assert answer is not None and answer.status is Status.UNDECIDED
    memory.save()
    assert (Memory("1").get("vraag") is not None) is kept


def test_what_was_proved_before_an_interruption_is_not_proved_again(tmp_path: Path) -> None:
    subject = subject_of(SMALL)
    told: list[str] = []

    def interrupt(what: str, _done: int, _of: int) -> None:
        told.append(what)
        if told.count("voorwaarden") == 5:
            raise KeyboardInterrupt

    def count(what: str, _done: int, _of: int) -> None:
        told.append(what)

    with pytest.raises(KeyboardInterrupt):
        prove(subject, ("A1", "A2"), progress=interrupt, processes=1)
    told.clear()
    after = prove(subject, ("A1", "A2"), progress=count, processes=1)
    resumed = told.count("voorwaarden")
    told.clear()
    (tmp_path / "bewijs").rename(tmp_path / "oud")
    assert prove(subject, ("A1", "A2"), progress=count, processes=1) == after
    assert told.count("voorwaarden") == resumed + 5


def test_what_is_told_of_the_progress_never_goes_back_nor_stays_at_the_end() -> None:
    told: list[float] = []
    prove(subject_of(SMALL), progress=lambda _what, done, of: told.append(done / of), processes=1)
    assert told == sorted(told) and max(told) < 1 and len(set(told)) > 20
