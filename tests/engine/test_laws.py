"""Laws that hold for every rulebook and every dossier, tested on generated ones.

Rules are generated as text and go through the loader; facts are generated with gaps and go through the dossier reader.
"""

from __future__ import annotations

import random
import re
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoortoets.engine.audit import DIRECT, DURABLE, Auditor
from spoortoets.engine.evaluate import evaluate
from spoortoets.engine.result import Result
from spoortoets.engine.values import NVT, Interval, OpenSet

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
FEW = settings(QUICK, max_examples=25)

# --- rules as text -----------------------------------------------------------------------------------------------

DAYS = ("2026-01-01", "2026-01-31", "2026-02-28", "2026-03-15")
NUMBERS = (-3, 0, 1, 2, 7)


class Rules:
    """Writes random expressions; `truths`, `numbers` and `dates` are derived facts that may be named."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.truths: list[str] = []
        self.numbers: list[str] = []
        self.dates: list[str] = []

    def condition(self, depth: int) -> str:
        pick = self.chance.choice
        if depth <= 0:
            return pick(
                [
                    *("p.a", "p.b", "p.c", *self.truths),
                    f"{self.number(0)} {self.sign()} {pick(NUMBERS)}",
                    f"p.kleur in [{pick(('rood', 'rood, groen', 'blauw'))}]",
                    f"p.maat {self.sign()} {pick(('klein', 'midden', 'groot'))}",
                    f"p.talen bevat {pick(('nl', 'fr'))}",
                    f"{self.date(0)} {self.sign()} {self.date(0)}",
                ]
            )
        match self.chance.randrange(8):
            case 0 | 1:
                return f"({self.condition(depth - 1)} en {self.condition(depth - 1)})"
            case 2 | 3:
                return f"({self.condition(depth - 1)} of {self.condition(depth - 1)})"
            case 4:
                return f"niet {self.condition(depth - 1)}"
            case 5:
                return f"{pick(('elk', 'geen'))}(p.werk waarvoor {self.where(1)})"
            case 6:
                return f"{self.number(depth - 1)} {self.sign()} {self.number(depth - 1)}"
        counted = pick((f"p.werk waarvoor {self.where(1)}", "soorten(p.werk.soort)", "p.talen"))
        return f"aantal({counted}) {self.sign()} {pick((0, 1, 2))}"

    def where(self, depth: int) -> str:
        pick = self.chance.choice
        if depth <= 0:
            leaves = (
                "goed",
                "soort = kort",
                "soort in [lang, geen]",
                f"uren {self.sign()} 2",
                f"dag {self.sign()} p.begin",
                "p.a",
            )
            return pick(leaves)
        return pick(
            (
                f"({self.where(0)} en {self.where(depth - 1)})",
                f"({self.where(0)} of niet {self.where(depth - 1)})",
                self.where(0),
            )
        )

    def number(self, depth: int) -> str:
        """Of unit dagen."""
        pick = self.chance.choice
        if depth <= 0:
            return pick(["p.n", "p.m", "parameter.grens", *self.numbers])
        return pick(
            (
                f"({self.number(depth - 1)} {pick('+-')} {self.number(depth - 1)})",
                f"{self.number(depth - 1)} * {pick((-2, 0, 3))}",
                f"{pick(('min', 'max'))}({pick(NUMBERS)}, {self.number(depth - 1)})",
                f"dagen({self.date(depth - 1)}, {self.date(depth - 1)})",
                "grootste_gat(p.werk.dag)",
                f"{pick(('min', 'max'))}({self.number(depth - 1)}, {self.number(depth - 1)})",
            )
        )

    def date(self, depth: int) -> str:
        pick = self.chance.choice
        if depth <= 0:
            return pick(["p.begin", "p.einde", pick(DAYS), *self.dates])
        return pick(
            (
                f"({self.date(depth - 1)} {pick('+-')} {pick(('1 maand', '2 weken', '3 dagen', '1 jaar'))})",
                f"{pick(('min', 'max'))}({self.date(depth - 1)}, {self.date(depth - 1)})",
                f"{pick(('eerste', 'laatste'))}(p.werk.dag waarvoor {self.where(0)})",
                f"({self.date(depth - 1)} + {self.number(0)})",
            )
        )

    def sign(self) -> str:
        return self.chance.choice(("=", "!=", "<", "<=", ">", ">="))

    # --- files ---

    def derivations(self) -> list[str]:
        """One per line, in an order in which each may lean on those before."""
        lines = []
        for index in range(self.chance.randint(1, 5)):
            kind = self.chance.randrange(5)
            name = f"q.x{index}"
            match kind:
                case 0:
                    lines.append(f"{name}: {{titel: t, type: ja_nee, formule: '{self.condition(2)}'}}")
                    self.truths.append(name)
                case 1:
                    lines.append(f"{name}: {{titel: t, type: getal, eenheid: dagen, formule: '{self.number(2)}'}}")
                    self.numbers.append(name)
                case 2:
                    lines.append(f"{name}: {{titel: t, type: datum, formule: '{self.date(2)}'}}")
                    self.dates.append(name)
                case 3:
                    lines.append(
                        f"{name}: {{titel: t, type: getal, eenheid: dagen, gevallen: ["
                        f"{{als: '{self.condition(1)}', dan: '{self.number(1)}'}}, "
                        f"{{als: '{self.condition(1)}', dan: nvt, omdat: Niets.}}, "
                        f"{{anders: {self.chance.choice(NUMBERS)}}}]}}"
                    )
                    self.numbers.append(name)
                case _:
                    rows = ", ".join(
                        f"{row}: {{klein: {self.chance.randint(0, 3)}, midden: {self.chance.randint(0, 3)}, groot: 2}}"
                        for row in ("rood", "groen", "blauw")
                    )
                    lines.append(
                        f"{name}: {{titel: t, type: getal, eenheid: dagen, "
                        f"tabel: {{rij: p.kleur, kolom: p.maat, gezag: ontwerp, cellen: {{{rows}}}}}}}"
                    )
                    self.numbers.append(name)
        return lines

    def criterion(self, earlier: list[str]) -> str:
        """Outcomes that never overlap: the second asks that the first is false, the third is none of them."""
        first, second = self.condition(2), self.condition(2)
        if earlier and self.chance.random() < 0.5:
            second = f"({second} of {self.chance.choice(earlier)}.bevinding in [voldoet, nvt])"
        parts = []
        if self.chance.random() < 0.4:
            parts.append(f"van_toepassing_als: '{self.condition(1)}'")
        if self.chance.random() < 0.4:
            parts.append(f"niet_van_toepassing_als: [{{als: '{self.condition(1)}', omdat: 'Het is {{p.n}}.'}}]")
        parts.append(
            f"uitkomsten:\n  voldoet: {{als: '{first}', uitleg: 'Goed: {{p.n}}.'}}\n"
            f"  voldoet_niet: {{als: {{alle: [{{niet: '{first}'}}, '{second}']}}, uitleg: 'Mis op {{p.begin}}.'}}\n"
            "  twijfel: {anders: ja, uitleg: Hm.}"
        )
        parts.append(
            f"deugdelijke_gronden: [{{grond: g, titel: een grond, als: '{self.condition(1)}', uitleg: Daarom.}}]"
        )
        return "\n".join(parts)


def rulebook_texts(seed: int, bench: Any) -> dict[str, str]:
    rules = Rules(random.Random(seed))
    lines = rules.derivations()
    files = {f"afleidingen/q{index}.yaml": f"afleidingen:\n  {line}" for index, line in enumerate(lines)}
    ids: list[str] = []
    for id in ("A1", "A2", "A3"):
        text = bench.criterion(rules.criterion(ids), id)
        files[f"criteria/{id}.yaml"] = text.replace("gezag: beleid", "gezag: ontwerp")
        ids.append(id)
    return files


# --- facts as text -----------------------------------------------------------------------------------------------

VALUES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("a", "b", "c"), ("ja", "nee")),
    **dict.fromkeys(("begin", "einde"), DAYS),
    **dict.fromkeys(("n", "m"), tuple(map(str, NUMBERS))),
    "maat": ("klein", "midden", "groot"),
    "kleur": ("rood", "groen", "blauw"),
    "talen": ("[]", "[nl]", "[nl, fr]", "[nl, fr, de]"),
}
FIELDS: dict[str, tuple[str, ...]] = {
    "soort": ("kort", "lang", "geen"),
    "dag": DAYS,
    "uren": ("1", "2", "3"),
    "goed": ("ja", "nee"),
}
GAPS = ("", "onbekend")
Facts = dict[str, Any]


def some_facts(chance: random.Random) -> Facts:
    """Facts with gaps: not there, asked and not known, or nvt; `werk` is a pair of completeness and records."""
    facts: Facts = {name: some(values, chance) for name, values in VALUES.items()}
    if chance.random() < 0.8:
        records = [{name: some(values, chance) for name, values in FIELDS.items()} for _ in range(chance.randint(0, 3))]
        facts["werk"] = (chance.random() < 0.7, records)
    return facts


def some(values: tuple[str, ...], chance: random.Random) -> str:
    roll = chance.random()
    return chance.choice(GAPS) if roll < 0.35 else "{nvt: speelt niet}" if roll < 0.4 else chance.choice(values)


def filled(facts: Facts, chance: random.Random, share: float) -> Facts:
    """The same facts with a share of the gaps filled in; what is nvt stays so, an open list may grow and be closed."""

    def fill(value: str, values: tuple[str, ...]) -> str:
        return chance.choice(values) if value in GAPS and chance.random() < share else value

    more: Facts = {name: fill(facts[name], values) for name, values in VALUES.items()}
    complete, records = facts.get("werk", (False, []))
    if "werk" in facts or chance.random() < share:
        records = [{name: fill(one[name], values) for name, values in FIELDS.items()} for one in records]
        if not complete:
            extra = [
                {name: chance.choice(values) for name, values in FIELDS.items()} for _ in range(chance.randint(0, 2))
            ]
            records, complete = [*records, *extra], chance.random() < share
        more["werk"] = (complete, records)
    return more


def written(facts: Facts, chance: random.Random | None = None) -> str:
    """The inside of group `p` as a flow mapping, the keys in another order when `chance` is given."""
    parts = []
    for name, value in facts.items():
        if name == "werk":
            complete, records = value
            items = ", ".join("{" + mapping(one, chance) + "}" for one in records)
            value = f"{{volledig: {'ja' if complete else 'nee'}, waarde: [{items}]}}"
        if value:
            parts.append(f"{name}: {value}")
    if chance is not None:
        chance.shuffle(parts)
    return ", ".join(parts)


def mapping(record: dict[str, str], chance: random.Random | None) -> str:
    parts = [f"{name}: {value}" for name, value in record.items() if value] or ["soort: onbekend"]
    if chance is not None:
        chance.shuffle(parts)
    return ", ".join(parts)


# --- the laws ----------------------------------------------------------------------------------------------------

SEEDS = st.integers(min_value=0, max_value=2**32)


@pytest.mark.usefixtures("engine_present")
@FEW
@given(seed=SEEDS)
def test_both_readings_agree_on_every_node(bench, seed):
    """Auditor.run compares them and raises ReadingsDisagree at the first node that differs."""
    chance = random.Random(seed)
    book = bench.book(rulebook_texts(seed, bench))
    auditor = None
    for _ in range(4):
        dossier = bench.dossier(book, written(some_facts(chance)))
        auditor = auditor or Auditor(book, dossier.reference_date, DURABLE)
        registers, info = auditor.run(dossier)
        assert info.compared == len(registers)


JUDGES_SILENCE = re.compile(r"oordeel/|/verschoond$|/herstelbaar$|/zwaarte$")


def certain_stays(before: Any, after: Any) -> bool:
    """Whether a value that was certain is still so, and bounds have not been passed."""
    match before:
        case None:
            return True
        case Interval(low, high):
            if after is None or after is NVT:
                return False
            least, most = (after.low, after.high) if isinstance(after, Interval) else (after, after)
            return (low is None or (least is not None and least >= low)) and (
                high is None or (most is not None and most <= high)
            )
        case OpenSet(members):
            return members <= (after.members if isinstance(after, OpenSet) else after)
    return bool(before is after or before == after)


@QUICK
@given(seed=SEEDS)
def test_more_facts_never_flip_what_was_certain(bench, seed):
    chance = random.Random(seed)
    book = bench.book(rulebook_texts(seed, bench))
    facts = some_facts(chance)
    dossier = bench.dossier(book, written(facts))
    auditor = Auditor(book, dossier.reference_date, DIRECT)
    lists = {auditor.layout.names.facts.get("p.werk")}
    known = evaluate(auditor.layout.plan, dossier)
    for share in (0.3, 0.7, 1.0, 1.0, 1.0):
        facts_then = filled(facts, chance, share)
        then = evaluate(auditor.layout.plan, bench.dossier(book, written(facts_then)))
        for step, before, after in zip(auditor.layout.plan.steps, known, then, strict=True):
            if step.register not in lists and not JUDGES_SILENCE.search(step.id):
                assert certain_stays(before, after), f"{step.id}: {before} -> {after}"


def without_hashes(result: Result) -> Result:
    return result._replace(rulebook_hash="", dossier_hash="")


@FEW
@given(seed=SEEDS)
def test_the_order_of_files_rules_and_keys_does_not_matter(bench, seed):
    chance = random.Random(seed)
    texts = rulebook_texts(seed, bench)
    facts = some_facts(chance)
    book = bench.book(texts)
    dossier = bench.dossier(book, written(facts))
    result = Auditor(book, dossier.reference_date, DIRECT).audit(dossier)

    lines = [text.removeprefix("afleidingen:\n") for name, text in texts.items() if name.startswith("afleidingen/")]
    chance.shuffle(lines)
    criteria = [name for name in texts if name.startswith("criteria/")]
    chance.shuffle(criteria)
    turned = {f"criteria/map/{index}.yaml": texts[name] for index, name in enumerate(criteria)}
    turned["afleidingen/alles.yaml"] = "afleidingen:\n" + "\n".join(lines)
    other_book = bench.book(turned)
    other_dossier = bench.dossier(other_book, written(facts, chance))
    other = Auditor(other_book, other_dossier.reference_date, DIRECT).audit(other_dossier)
    assert without_hashes(other) == without_hashes(result)


@FEW
@given(seed=SEEDS)
def test_the_same_input_gives_the_same_result(bench, seed):
    def once() -> Result:
        book = bench.book(rulebook_texts(seed, bench))
        dossier = bench.dossier(book, written(some_facts(random.Random(seed))))
        return Auditor(book, dossier.reference_date, DIRECT).audit(dossier)

    assert once() == once()
    assert repr(once()) == repr(once())


def test_the_files_of_a_rulebook_may_come_in_any_order(bench):
    files = bench.files(rulebook_texts(7, bench))
    backwards = dict(reversed(list(files.items())))
    assert bench.book(rulebook_texts(7, bench)) == bench.compiled(backwards)


PYTHON = {"p.a": "a", "p.b": "b", "p.c": "c", "niet": "not", "en": "and", "of": "or"}


@QUICK
@given(seed=SEEDS)
def test_what_is_certain_holds_in_every_completion_by_brute_force(bench, seed):
    """Against Python's own two-valued logic: strong Kleene truth may know less, never other."""
    chance = random.Random(seed)

    def sentence(depth: int) -> str:
        if depth == 0:
            return chance.choice(("p.a", "p.b", "p.c"))
        word = chance.choice(("en", "of", "niet"))
        if word == "niet":
            return f"niet ({sentence(depth - 1)})"
        return f"({sentence(depth - 1)} {word} {sentence(depth - 1)})"

    text = sentence(3)
    code = compile(re.sub(r"p\.\w|niet|en|of", lambda match: PYTHON[match.group()], text), "", "eval")
    for given_facts in ((), ("a",), ("b", "c")):
        facts = {name: chance.choice((True, False)) for name in given_facts}
        truth = bench.truth(text, ", ".join(f"{name}: {'ja' if value else 'nee'}" for name, value in facts.items()))
        open_names = [name for name in "abc" if name not in facts]
        completions = {
            bool(eval(code, {}, {**facts, **dict(zip(open_names, values, strict=True))}))
            for values in product((True, False), repeat=len(open_names))
        }
        assert truth is None or completions == {truth}
