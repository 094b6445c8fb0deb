"""Asks z3 whether formulas can be true together. The only module that imports it.

The formulas go to z3 as text, with names in the order in which they occur. In a session of its own an answer depends on
what is asked alone, and the effort is counted in the solver's own steps: the same question gives the same answer on
any machine. Questions that share a session share what was told, which saves most of the telling; how hard the later
ones are then depends a little on the earlier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from importlib.util import find_spec
from time import monotonic
from typing import Any, NamedTuple

from .logic import Op, Scalar, Sort, Term

STEPS_PER_SECOND = 4_000_000
"""Roughly how many of its own steps ("rlimit") z3 takes in a second on an ordinary machine."""

GUARD = 30
"""Some of what z3 does is in none of its steps, and may go on for ever. So many times as long as the steps take on an
ordinary machine is waited for an answer; no question in reach needs a tenth of it.
"""

Model = dict[str, Any]
"""Values of variables by name: bool, int or Fraction. One that is not there may have any value."""


class Solved(NamedTuple):
    """`possible` None = not decided within the steps allowed.

    `core`: where it is not, those of the assumptions that it is not possible with. `cut`: it was the clock or the
    memory of this machine that ended the search, and not the steps.
    """

    possible: bool | None
    core: frozenset[Term] = frozenset()
    cut: bool = False


def solver_available() -> bool:
    """Whether the library z3-solver (extra `bewijs`) is installed."""
    return find_spec("z3") is not None


class Manner(NamedTuple):
    """A way of searching; what takes one forever is often found at once by another. The numbers are z3's own."""

    phase: int
    arithmetic: int


AS_BEFORE, ALL_FALSE = 2, 0
"""Of a truth that is still free z3 tries first what it was before, or false."""

NEW, OLD = 6, 2
"""How z3 reckons."""

USUAL = Manner(AS_BEFORE, NEW)


class Writer:
    """Terms in the language of solvers (SMT-LIB 2), a line for each; what was written once is kept.

    Names come from what a term says, so that the same question is the same text.
    """

    def __init__(self) -> None:
        self._written: dict[Term, tuple[str, str]] = {}
        self._variables: dict[str, Term] = {}

    def line(self, term: Term) -> str:
        """What declares or defines the term; those that it is made of must come before it. Empty for a constant."""
        return self._write(term)[1]

    def name(self, term: Term) -> str:
        return self._write(term)[0]

    def variable(self, name: str) -> Term | None:
        """The variable that is called so."""
        return self._variables.get(name)

    def _write(self, term: Term) -> tuple[str, str]:
        known = self._written.get(term)
        if known is None:
            sort = _SORTS[term.sort]
            if term.op is Op.CONSTANT:
                known = (_constant(term, term.sort), "")
            elif term.op is Op.VARIABLE:
                name = f"v{term.key & _MASK:x}"
                self._variables[name] = term
                known = (name, f"(declare-const {name} {sort})")
            else:
                name = f"t{term.key & _MASK:x}"
                known = (name, f"(define-fun {name} () {sort} {self._text(term)})")
            self._written[term] = known
        return known

    def _text(self, term: Term) -> str:
        args = term.args
        match term.op:
            case Op.NOT:
                return f"(not {self.name(args[0])})"
            case Op.ALL | Op.ANY:
                return f"({'and' if term.op is Op.ALL else 'or'} {' '.join(map(self.name, args))})"
            case Op.CHOOSE:
                when, then, otherwise = args
                return f"(ite {self.name(when)} {self._as(then, term.sort)} {self._as(otherwise, term.sort)})"
            case Op.SUM:
                return self._sum(term, term.data[0])
            case Op.QUOTIENT:
                return f"(div {self.name(args[0])} {term.data})"
            case Op.PRODUCT:
                return f"(* {' '.join(self._as(one, term.sort) for one in args)})"
            case Op.IS_WHOLE:
                return f"(is_int {self.name(args[0])})"
        (inside,) = args
        relation = {Op.AT_MOST_0: "<=", Op.BELOW_0: "<", Op.IS_0: "="}[term.op]
        if inside.op is Op.SUM:
            # The constant goes to the other side: shorter, and what z3 makes of it anyway.
            return f"({relation} {self._sum(inside, 0)} {_number(-inside.data[0], inside.sort)})"
        return f"({relation} {self.name(inside)} {_number(0, inside.sort)})"

    def _sum(self, term: Term, constant: Scalar) -> str:
        parts = [
            self._as(one, term.sort) if factor == 1 else f"(* {_number(factor, term.sort)} {self._as(one, term.sort)})"
            for one, factor in zip(term.args, term.data[1:], strict=True)
        ]
        if constant:
            parts.append(_number(constant, term.sort))
        return parts[0] if len(parts) == 1 else f"(+ {' '.join(parts)})"

    def _as(self, term: Term, sort: Sort) -> str:
        """A number where one of `sort` is wanted."""
        if term.sort is sort:
            return self.name(term)
        return _constant(term, sort) if term.op is Op.CONSTANT else f"(to_real {self.name(term)})"


class Session:
    """What z3 was told: terms keep their meaning for all solvers of one session."""

    def __init__(self, writer: Writer) -> None:
        import z3

        self.writer = writer
        self.context = z3.Context()
        self._parser = z3.ParserContext(self.context)
        self._told: set[Term] = set()
        self._variables: dict[int, Term] = {}

    def variable(self, declared: Any) -> Term | None:
        """The variable that z3 declared so. It stays at its place in memory as long as the session lasts."""
        from z3 import z3core as z3

        place: int = declared.value
        found = self._variables.get(place)
        if found is None:
            context = self.context.ref()
            found = self.writer.variable(z3.Z3_get_symbol_string(context, z3.Z3_get_decl_name(context, declared)))
            if found is not None:
                self._variables[place] = found
        return found

    def tell(self, terms: Iterable[Term], formulas: Sequence[Term]) -> Any:
        """The formulas as z3 has them; `terms` are those that they are made of, each after what it is made of."""
        lines: list[str] = []
        for term in terms:
            if term not in self._told:
                self._told.add(term)
                line = self.writer.line(term)
                if line:
                    lines.append(line)
        lines += [f"(assert {self.writer.name(one)})" for one in formulas]
        return self._parser.from_string("\n".join(lines))


class Solver:
    """Formulas that must be true together; more can be added after each answer, also for a while."""

    def __init__(self, session: Session, manner: Manner = USUAL) -> None:
        import z3

        self._session, self._writer = session, session.writer
        self._solver = z3.SimpleSolver(ctx=session.context)
        self._solver.set("random_seed", 0)
        self._solver.set("phase_selection", manner.phase)
        self._solver.set("arith.solver", manner.arithmetic)
        self._asserted: set[Term] = set()

    def add(self, terms: Iterable[Term], formulas: Iterable[Term]) -> None:
        """`formulas` must be true; `terms` are those that they are made of, each after what it is made of."""
        from z3 import z3core as z3

        new = [one for one in dict.fromkeys(formulas) if one not in self._asserted]
        self._asserted.update(new)
        said = self._session.tell(terms, new)
        context, solver, vector = self._session.context.ref(), self._solver.solver, said.vector
        for index in range(len(said)):
            z3.Z3_solver_assert(context, solver, z3.Z3_ast_vector_get(context, vector, index))

    def solve(self, steps: int, *assumed: Term) -> Solved:
        """Whether all these formulas can be true together, and this time the variables `assumed` too."""
        import z3

        guard = GUARD * max(1.0, steps / STEPS_PER_SECOND)
        self._solver.set("rlimit", steps)
        self._solver.set("timeout", int(1000 * guard))
        begun = monotonic()
        try:
            answer = self._solver.check(*(z3.Bool(self._writer.name(one), self._session.context) for one in assumed))
        except z3.Z3Exception:  # it gives up: no memory left, as a rule
            return Solved(None, cut=True)
        if answer == z3.sat:
            return Solved(True)
        if answer == z3.unsat:
            return Solved(False, self._core(assumed))
        return Solved(None, cut=monotonic() - begun >= guard)

    def _core(self, assumed: Iterable[Term]) -> frozenset[Term]:
        names = {self._writer.name(one): one for one in assumed}
        return frozenset(names[str(one)] for one in self._solver.unsat_core()) if names else frozenset()

    def model(self) -> Model:
        """What shows the last answer, where that was that it is possible.

        Read by the functions of z3 itself: its Python values take ten times as long.
        """
        from z3 import z3core as z3

        model = self._solver.model()
        context, raw = model.ctx.ref(), model.model
        values: Model = {}
        for index in range(z3.Z3_model_get_num_consts(context, raw)):
            constant = z3.Z3_model_get_const_decl(context, raw, index)
            variable = self._session.variable(constant)
            if variable is not None:
                value = z3.Z3_model_get_const_interp(context, raw, constant)
                values[variable.data] = _value(variable.sort, z3.Z3_ast_to_string(context, value))
        return values


_PLAIN = re.compile(r"(\(- )?(?:\(/ )?([\d.]+)(?: ([\d.]+)\))?\)?")


def _value(sort: Sort, text: str) -> bool | Scalar:
    """A value as z3 writes it; 0 for a number that no fraction is equal to, which the engine will not confirm.

    >>> _value(Sort.NUMBER, "(- (/ 1.0 7.0))"), _value(Sort.WHOLE, "(- 3)"), _value(Sort.TRUTH, "false")
    (Fraction(-1, 7), -3, False)
    """
    if sort is Sort.TRUTH:
        return text == "true"
    found = _PLAIN.fullmatch(text)
    if found is None:
        return 0
    minus, number, divisor = found.groups()
    size = Fraction(number) / Fraction(divisor or 1)
    value = -size if minus else size
    return value.numerator if value.denominator == 1 else value


_SORTS = {Sort.TRUTH: "Bool", Sort.WHOLE: "Int", Sort.NUMBER: "Real"}
_MASK = 2**64 - 1


def _constant(term: Term, sort: Sort) -> str:
    if term.sort is Sort.TRUTH:
        return "true" if term.data else "false"
    return _number(term.data, sort)


def _number(value: Scalar, sort: Sort) -> str:
    end = ".0" if sort is Sort.NUMBER else ""
    size = -value if value < 0 else value
    text = f"{size}{end}" if isinstance(size, int) else f"(/ {size.numerator}.0 {size.denominator}.0)"
    return text if value >= 0 else f"(- {text})"
