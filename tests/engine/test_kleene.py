"""Strong Kleene truth: the whole tables, written as expressions and as groups."""

from __future__ import annotations

from itertools import product

import pytest

WORDS = {True: "ja", False: "nee", None: "onbekend"}
TRUTHS = (True, False, None)
PAIRS = list(product(TRUTHS, TRUTHS))


def conjunction(a, b):
    return False if a is False or b is False else None if a is None or b is None else True


def disjunction(a, b):
    return True if a is True or b is True else None if a is None or b is None else False


def grouped(bench, group, facts):
    rule = f"afleidingen: {{q.uit: {{titel: de uitkomst, type: ja_nee, formule: {group}}}}}"
    return bench.fact("q.uit", {"afleidingen/q.yaml": rule}, facts)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_en_and_alle(bench, a, b):
    facts = f"a: {WORDS[a]}, b: {WORDS[b]}"
    assert bench.truth("p.a en p.b", facts) is conjunction(a, b)
    assert grouped(bench, "{alle: [p.a, p.b]}", facts) is conjunction(a, b)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_of_and_een_van(bench, a, b):
    facts = f"a: {WORDS[a]}, b: {WORDS[b]}"
    assert bench.truth("p.a of p.b", facts) is disjunction(a, b)
    assert grouped(bench, "{een_van: [p.a, p.b]}", facts) is disjunction(a, b)


@pytest.mark.parametrize("a", TRUTHS)
def test_niet(bench, a):
    expected = None if a is None else not a
    assert bench.truth("niet p.a", f"a: {WORDS[a]}") is expected
    assert grouped(bench, "{niet: p.a}", f"a: {WORDS[a]}") is expected


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_de_morgan(bench, a, b):
    facts = f"a: {WORDS[a]}, b: {WORDS[b]}"
    assert bench.truth("niet (p.a en p.b)", facts) is bench.truth("niet p.a of niet p.b", facts)
    assert bench.truth("niet (p.a of p.b)", facts) is bench.truth("niet p.a en niet p.b", facts)


def test_a_group_in_a_group(bench):
    group = "{alle: [p.a, {een_van: [p.b, {niet: p.c}]}]}"
    assert grouped(bench, group, "a: ja, c: nee") is True
    assert grouped(bench, group, "a: ja, b: nee, c: ja") is False
    assert grouped(bench, group, "a: ja, b: nee") is None
    assert grouped(bench, group, "a: nee") is False


def test_a_list_of_three_is_one_gate(bench):
    assert bench.truth("p.a en p.b en p.c", "a: ja, b: nee") is False
    assert bench.truth("p.a of p.b of p.c", "c: ja") is True
    assert bench.truth("p.a of p.b of p.c", "a: nee, c: nee") is None


@pytest.mark.parametrize("a", TRUTHS)
def test_a_contradiction_of_something_unknown_is_unknown(bench, a):
    facts = f"a: {WORDS[a]}"
    assert bench.truth("p.a en niet p.a", facts) is (None if a is None else False)
