"""Answers goals: proves that no dossier can show one, or finds a dossier that does and has the engine confirm it.

1. Any dossier, with lists and months of which only what always holds is said: impossible there is impossible.
2. Dossiers with short lists, exactly as the engine reads them, first with plain values and then with any: what is
   possible there is written down, read back, run through the engine and made small.
3. As 1, with all that the questions to one list say of each other.

Where a dossier is expected it is looked for beside dossiers that nearly show the goal first (`beside`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..dossier import Dossier
from ..dossier_reader import read_dossier
from ..layout import Layout
from ..mistakes import MistakesFound
from ..planning import lay_out
from ..rulebook import Rulebook
from .confirming import Confirming, Reading
from .facts import Kind
from .goals import Answer, Differs, Doubt, Goal, Impossible, Says, Shown, Undecided, Witness
from .likeness import Likeness
from .logic import Sort, Term, below
from .narrowing import narrowed
from .solver import (
    ALL_FALSE,
    NEW,
    OLD,
    STEPS_PER_SECOND,
    USUAL,
    Manner,
    Model,
    Session,
    Solved,
    Solver,
    solver_available,
)
from .value import day_number
from .witness import Sketch, Unwritable, dossier, sketch, text, without
from .worlds import Closed, World

LENGTH = 3
"""So many different elements a list of a dossier that is looked for may have."""

CONSULTATIONS = 30
"""So many times the calendar is consulted about the months of a dossier that is looked for."""

SEARCHES = {True: (Manner(ALL_FALSE, OLD), Manner(ALL_FALSE, NEW)), False: (Manner(ALL_FALSE, OLD), USUAL)}
"""How is looked for plain dossiers, and for others."""

PARTS = 8
"""The effort allowed is divided over so many questions to the solver at most, one after the other."""

TRIES = 3
"""So many dossiers are tried when the engine does not confirm one."""

_CONTRADICTIONS = 3
"""So many contradicted facts a dossier that is looked for has at most."""

_YEAR = 366
_BEFORE, _AFTER = 6 * _YEAR, 4 * _YEAR
"""In a plain dossier all dates lie in these years before and after the peildatum."""

_LARGE = 2000
"""In a plain dossier no number is larger than this, or it is not whole."""


class ProverMissing(Exception):
    """The library z3-solver (extra `bewijs`) is not installed."""

    def __init__(self) -> None:
        super().__init__("bewijzen kan alleen met z3-solver: pip install 'spoortoets[bewijs]'")


class _Question(NamedTuple):
    """A goal with its two worlds and what confirms it."""

    goal: Goal
    loose: World
    short: World
    confirming: Confirming


class Prover:
    """A rulebook as it applies on one day, and on each day with the same edition of it. One prover per process.

    The same goal gives the same answer, whatever was asked before and however fast the machine is.
    Raises: ProverMissing.
    """

    layout: Layout
    """Its `nodes` are the ids that goals speak of."""

    def __init__(self, rulebook: Rulebook, day: date) -> None:
        if not solver_available():
            raise ProverMissing
        self._rulebook, self._day = rulebook, day
        self.layout = lay_out(rulebook, day)
        self._reading = Reading(self.layout)
        self._loose: World | None = None
        self._short: World | None = None
        self._concepts = {one.name: one for one in rulebook.concepts}
        self._sessions: dict[World, Session] | None = None
        self._cut = False

    def find(self, goal: Goal, seconds: float = 2.0, *, expected: bool = True) -> Answer:
        """The answer to a goal. `seconds` is the effort allowed, counted in steps of the solver, not on the clock.

        `expected`: whether there will be a dossier, as a rule; it saves time, and makes no difference to the answer.
        Raises: KeyError for an id that the layout does not have.
        """
        question = self._question(goal)
        steps = _steps(seconds)
        self._cut = False
        stages = self._stages(question, steps, self._session(question.loose))
        if next(stages) is False or (not expected and False in stages):
            return Impossible()
        doubt = Doubt.SMALL_LISTS
        for plain in (True, False):
            found = self._search(question, steps, plain=plain)
            if isinstance(found, Witness):
                return found
            doubt = found or doubt
        if False in stages:
            return Impossible()
        return Undecided(Doubt.CUT if self._cut else doubt)

    def beside(self, goal: Goal, near: Sequence[Dossier], seconds: float = 2.0) -> Answer:
        """The answer to a goal of one dossier where `near` there may be one that shows it; not decided more often than
        by `find`, and much sooner.
        """
        question = self._question(goal)
        steps = _steps(seconds)
        if next(self._stages(question, steps, self._session(question.loose))) is False:
            return Impossible()
        world = question.short
        asked = world.closed(world.formulas(goal))
        asked = _limited(asked, _writable(world, asked.variables))
        doubt: Doubt | None = None
        for one in near:
            solver = Solver(self._session(world))
            solver.add(*asked)
            like = Likeness(world, asked.variables, one, LENGTH)
            found = self._searched(question, asked, solver, steps, like)
            if isinstance(found, Witness):
                return found
            doubt = found or doubt
        return Undecided(doubt or Doubt.SMALL_LISTS)

    def begin(self) -> None:
        """From here on questions share what the solver is told, which saves time; what it was told before is forgotten.

        A goal may then be ruled out that alone would not have been decided; nothing else depends on it.
        """
        self._sessions = {}

    def _session(self, world: World) -> Session:
        """Worlds of one question share nothing with others."""
        if self._sessions is None or world not in (self._loose, self._short):
            return Session(world.writer)
        if world not in self._sessions:
            self._sessions[world] = Session(world.writer)
        return self._sessions[world]

    def _solve(self, solver: Solver, steps: int, *assumed: Term) -> Solved:
        solved = solver.solve(steps, *assumed)
        self._cut = self._cut or solved.cut
        return solved

    def _question(self, goal: Goal) -> _Question:
        changed = {id(one.changed): one.changed for one in goal.claims if isinstance(one, Differs)}
        if len(changed) > 1:
            raise ValueError("a goal compares with one other rulebook")
        other = next(iter(changed.values()), None)
        if other is None and not goal.changes:
            if self._loose is None or self._short is None:
                self._loose, self._short = (World(self.layout, (), None, one) for one in (None, LENGTH))
            return _Question(goal, self._loose, self._short, Confirming(goal, self._reading, None))
        layout, theirs = self.layout, None
        if other is not None:
            ids = [one.id for one in goal.claims if not isinstance(one, Says)]
            if not any(isinstance(one, Says) for one in goal.claims):
                layout = lay_out(narrowed(self._rulebook, ids), self._day)
            theirs = lay_out(narrowed(other, [one.id for one in goal.claims if isinstance(one, Differs)]), self._day)
        loose, short = (World(layout, goal.changes, theirs, one) for one in (None, LENGTH))
        return _Question(goal, loose, short, Confirming(goal, self._reading, theirs))

    def _stages(self, question: _Question, steps: int, session: Session) -> Iterator[bool | None]:
        """Whether a dossier is possible, with ever more said of lists: False is the answer, None is not decided.

        As a rule what is said first is enough. What is not decided beside other questions is asked once more by itself.
        """
        world = question.loose
        solver = Solver(session)
        effort, decided = steps, True
        for part in world.growing(world.formulas(question.goal)):
            solver.add(*part)
            possible = self._solve(solver, effort).possible
            yield possible
            effort, decided = 4 * steps, decided and possible is not None
        if not decided:
            solver = Solver(Session(world.writer))
            solver.add(*world.closed(world.formulas(question.goal), related=True))
            yield self._solve(solver, 4 * steps).possible

    # --- looking for a dossier --------------------------------------------------------------------------------------

    def _search(self, question: _Question, steps: int, *, plain: bool) -> Witness | Doubt | None:
        """A dossier that shows the goal; None when there is none with short lists."""
        world = question.short
        asked = world.closed(world.formulas(question.goal))
        limits = _plain(world, asked.variables, self._day) if plain else _writable(world, asked.variables)
        asked = _limited(asked, limits)
        doubt: Doubt | None = None
        for manner in SEARCHES[plain]:
            solver = Solver(Session(world.writer), manner)
            solver.add(*asked)
            found = self._searched(question, asked, solver, steps)
            if found is None or isinstance(found, Witness):
                return found
            doubt = found
        return doubt

    def _searched(
        self, question: _Question, asked: Closed, solver: Solver, steps: int, like: Likeness | None = None
    ) -> Witness | Doubt | None:
        """A dossier that the formulas in `solver` describe, as much `like` another as can be where one is given."""
        world, logic = question.short, question.short.logic
        refuted = 0
        if like is not None:
            like.told(solver)
        for round in range(CONSULTATIONS):
            solved = self._solve(solver, steps) if like is None else like.solve(solver, steps)
            if not solved.possible:
                return Doubt.EFFORT if solved.possible is None else Doubt.UNCONFIRMED if refuted else None
            model = solver.model()
            consulted = world.consulted(asked.variables, model)
            if consulted is not None:
                # As a rule the same months will do, once the calendar is right about them.
                kept = logic.variable(f"zelfde_maanden/{round}", Sort.TRUTH)
                more = [*consulted.exact, logic.implies(kept, logic.all(*consulted.months))]
                solver.add(below(more, {}), more)
                solved = self._solve(solver, steps, kept, *(() if like is None else like.assumed))
                if not solved.possible:
                    continue
                model = solver.model()
            found = self._witness(question, model, small=like is None)
            if found is not None:
                return found
            refuted += 1
            if refuted == TRIES:
                return Doubt.UNCONFIRMED
            more = [_otherwise(world, asked.variables, model)]
            solver.add(below(more, {}), more)
        return Doubt.EFFORT

    def _witness(self, question: _Question, model: Model, *, small: bool) -> Witness | None:
        """The dossier of a model when the engine confirms it, made small where that is asked."""
        world, confirming = question.short, question.confirming
        try:
            drawn = sketch(model, world.facts, world.lists, self._day)
            later = None if world.second_facts is None else sketch(model, world.second_facts, (), self._day)
        except Unwritable:
            return None
        changes = {} if later is None else {one.fact: later.facts.get(one.fact) for one in question.goal.changes}

        def second(one: Sketch) -> Sketch | None:
            if later is None:
                return None
            facts = {**one.facts, **changes}
            return one._replace(facts={name: value for name, value in facts.items() if value is not None})

        def shows(one: Sketch) -> bool:
            other = second(one)
            return confirming.shows(
                dossier(one, self._concepts),
                None if other is None else dossier(other, self._concepts),
                self._concepts,
            )

        if not shows(drawn):
            return None
        if small:
            less = _smallest(drawn, shows)
            found = self._confirmed(confirming, less, second(less))
            if found is not None:
                return found
        return self._confirmed(confirming, drawn, second(drawn))

    def _confirmed(self, confirming: Confirming, first: Sketch, second: Sketch | None) -> Witness | None:
        """The dossiers read back from their own text, when the engine finds the goal in them."""
        try:
            one = self._read(first)
            other = None if second is None else self._read(second)
        except MistakesFound:
            return None
        registers = confirming.confirms(one[0], None if other is None else other[0])
        if registers is None:
            return None
        own, theirs = registers
        return Witness(
            Shown(one[0], one[1], own),
            None if other is None or theirs is None else Shown(other[0], other[1], theirs),
        )

    def _read(self, drawn: Sketch) -> tuple[Dossier, str]:
        written = text(drawn, self._concepts)
        return read_dossier(written.encode(), "bewijs.yaml", self._rulebook.concepts), written


def _steps(seconds: float) -> int:
    """What each question to the solver may take."""
    return max(1, int(seconds * STEPS_PER_SECOND / PARTS))


def _smallest(drawn: Sketch, shows: Callable[[Sketch], bool]) -> Sketch:
    """The sketch without what is not needed, one thing after the other."""
    for less in without(drawn):
        smaller = less(drawn)
        if smaller is not None and shows(smaller):
            drawn = smaller
    return drawn


def _limited(asked: Closed, limits: Iterable[Term]) -> Closed:
    """Formulas with limits to their variables."""
    some = list(limits)
    return Closed([*asked.terms, *below(some, dict.fromkeys(asked.terms))], [*asked.formulas, *some])


def _plain(world: World, variables: Iterable[Term], day: date) -> Iterator[Term]:
    """This peildatum, dates not far from it, small whole numbers, each element once."""
    logic, today = world.logic, day_number(day)
    for one in variables:
        match world.kinds.get(one):
            case Kind.TODAY:
                yield logic.equal(one, logic.number(today))
            case Kind.DATE:
                yield logic.within(one, today - _BEFORE, today + _AFTER)
            case Kind.NUMBER:
                yield _is_whole(world, one)
                yield logic.within(one, -_LARGE, _LARGE)
            case Kind.TIMES:
                yield logic.equal(one, logic.one)
            case Kind.CONTRADICTED:
                yield logic.equal(one, logic.zero)


def _writable(world: World, variables: Iterable[Term]) -> Iterator[Term]:
    """Numbers with no more decimals than anybody writes, and not too many contradictions."""
    logic = world.logic
    for one in variables:
        match world.kinds.get(one):
            case Kind.NUMBER:
                yield _is_whole(world, logic.scale(one, 100))
            case Kind.CONTRADICTED:
                yield logic.at_most(one, logic.number(_CONTRADICTIONS))


def _is_whole(world: World, number: Term) -> Term:
    logic = world.logic
    return logic.equal(number, logic.variable(f"heel/{number.key}", Sort.WHOLE))


def _otherwise(world: World, variables: Iterable[Term], model: Model) -> Term:
    """Not these values again."""
    logic = world.logic
    same: list[Term] = []
    for one in variables:
        value = model.get(one.data)
        if isinstance(value, bool):
            same.append(one if value else logic.negate(one))
        elif value is not None:
            same.append(logic.equal(one, logic.number(value)))
    return logic.negate(logic.all(*same))
