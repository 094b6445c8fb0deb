"""Reads `criteria/`: one norm per file, with applicability, outcomes, grounds and repair."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..forms.criteria import CASE, CRITERION, GROUND, OUTCOME, REPAIR, TABLE_AUTHORITY
from ..forms.shared import EXCLUSION
from ..language.terms import Authority, Weight
from ..language.tree import All, Compare, Condition, FactRef, Literal, ParameterRef, Value
from ..language.types import DateType
from ..language.walk import descendants
from ..mistakes import Collector, did_you_mean
from ..rulebook import Case, Criterion, Ground, Parameter, Repair
from ..sentences import Exclusion
from ..text.text_tree import Mapping, Node, Scalar
from ..validity import Validity
from .derivations import AUTHORITY
from .expressions import Reader
from .fields import Fields, rule_fields
from .spans import read_span

WEIGHTS = {one.value: one for one in Weight}


@dataclass(frozen=True, slots=True)
class Draft:
    """A criterion whose id, question and validity are known."""

    id: str
    question: str
    key: Scalar
    fields: Fields
    validity: Validity


def read_draft(node: Node, questions: tuple[str, ...], problems: Collector) -> Draft | None:
    found = rule_fields(node, "criterium", ("een criterium", "het criterium"), CRITERION, problems)
    if found is None:
        return None
    key, fields = found
    question = fields.option("vraag", {one: one for one in questions}, required=True)
    return Draft(key.text, question or "", key, fields, fields.validity())


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The parameters of the rulebook, and per derived fact those that it rests on."""

    parameters: tuple[Parameter, ...]
    behind: dict[str, frozenset[str]]

    def used(self, case: Case) -> set[str]:
        """Names of the parameters that a case leans on, directly or through derived facts."""
        names: set[str] = set()
        for one in descendants(case.condition) if case.condition is not None else ():
            if isinstance(one, ParameterRef):
                names.add(one.name)
            elif isinstance(one, FactRef):
                names |= self.behind.get(one.name, frozenset())
        return names


def read_criterion(draft: Draft, reader: Reader, thresholds: Thresholds, own: Collection[str]) -> Criterion | None:
    """The criterion; None when something that carries it is missing. Mistakes go to the reader.

    `own`: the facts that a dossier states, which are those that can be changed.
    """
    fields = draft.fields
    weight = fields.option("zwaarte", WEIGHTS, required=True)
    authority = fields.authority(required=True)
    citations = fields.citations(reader.sources)
    if not fields.items("bronnen") and authority is not Authority.DESIGN:
        reader.problems.add(fields.at("bronnen"), "R80", f"{fields.what} noemt geen bron", "vul 'bronnen' in")
    norm = reader.sentence_of(fields, "norm")
    applies = (
        reader.condition(fields.get("van_toepassing_als"), fields.at("van_toepassing_als"))
        if fields.has("van_toepassing_als")
        else None
    )
    exclusions = read_exclusions(fields, reader)
    grounds = tuple(_grounds(fields, reader))
    repairs = tuple(_repairs(fields, reader, own))
    repairable = (
        reader.condition(fields.get("herstelbaar"), fields.at("herstelbaar")) if fields.has("herstelbaar") else None
    )
    title = fields.text("titel", required=True)
    # Also where something is missing the outcomes are read, so that one run tells all there is to fill in.
    defaults = _Defaults(weight or Weight.ADMINISTRATIVE, authority or Authority.DESIGN)
    cases = _outcomes(fields, reader, defaults, thresholds)
    if weight is None or authority is None or cases is None:
        return None
    return Criterion(
        draft.id,
        title,
        draft.question,
        weight,
        authority,
        citations,
        norm,
        applies,
        exclusions,
        *cases,
        grounds,
        repairs,
        repairable,
        draft.validity,
        fields.yes_no("ingeschakeld", True),
        draft.key.place.file,
    )


def read_exclusions(fields: Fields, reader: Reader) -> tuple[Exclusion, ...]:
    """`niet_van_toepassing_als`: each with its reason."""
    exclusions: list[Exclusion] = []
    for item in fields.items("niet_van_toepassing_als"):
        one = Fields.of(item, fields.at("niet_van_toepassing_als"), "een uitzondering", EXCLUSION, reader.problems)
        if one is None:
            continue
        condition = reader.condition_of(one, "als")
        reason = reader.sentence_of(one, "omdat")
        if condition is not None:
            exclusions.append(Exclusion(condition, reason))
    return tuple(exclusions)


@dataclass(frozen=True, slots=True)
class _Defaults:
    weight: Weight
    authority: Authority


def _outcomes(
    fields: Fields, reader: Reader, defaults: _Defaults, thresholds: Thresholds
) -> tuple[tuple[Case, ...], tuple[Case, ...], tuple[Case, ...]] | None:
    names = tuple(OUTCOME)
    node = fields.get("uitkomsten")
    outcomes = Fields.of(node, fields.place, f"de uitkomsten van {fields.what}", OUTCOME, reader.problems)
    if outcomes is None:
        return None
    cases = {name: tuple(_cases(outcomes, name, reader, defaults)) for name in names}
    rest = [name for name in names if any(case.condition is None for case in cases[name])]
    if len(rest) > 1 or any(len(cases[name]) > 1 for name in rest):
        reader.problems.add(
            outcomes.place,
            "R81",
            f"bij {fields.what} heeft meer dan één geval 'anders'",
            "ten hoogste één uitkomst is 'anders', met één geval",
        )
        return None
    if not any(cases.values()):
        if not any(outcomes.items(name) for name in names):
            reader.problems.add(outcomes.place, "R82", f"{fields.what} heeft geen uitkomsten")
        return None
    _check_softening(outcomes, cases["voldoet_niet"], reader, thresholds)
    not_met, doubt = _weigh(cases["voldoet_niet"], thresholds)
    return cases["voldoet"], cases["twijfel"] + doubt, not_met


def _cases(outcomes: Fields, name: str, reader: Reader, defaults: _Defaults) -> Iterator[Case]:
    single = not isinstance(outcomes.get(name), Mapping)
    for index, item in enumerate(outcomes.items(name), start=1):
        fields = Fields.of(item, outcomes.at(name), f"een geval van '{name}'", CASE, reader.problems)
        if fields is None:
            continue
        if fields.has("als") == fields.has("anders"):
            reader.problems.add(
                fields.place, "R83", f"een geval van '{name}' heeft precies één van 'als' en 'anders' nodig"
            )
            continue
        if fields.has("anders") and not fields.yes_no("anders", False):
            reader.problems.add(
                fields.at("anders"), "R83", "bij 'anders' hoort 'ja'", "of schrijf 'als' met een voorwaarde"
            )
            continue
        if fields.has("verzachtend") and name != "voldoet_niet":
            reader.problems.add(fields.at("verzachtend"), "R87", "'verzachtend' hoort alleen bij een 'voldoet_niet'")
        condition = reader.condition(fields.get("als"), fields.at("als")) if fields.has("als") else None
        sentence = reader.sentence_of(fields, "uitleg")
        to_weigh = tuple(reader.sentence(one) for one in fields.items("af_te_wegen"))
        authority, table = _authority(fields, reader, defaults)
        if table is not None and condition is None:
            reader.problems.add(fields.at("gezag"), "R84", "bij 'anders' kan het gezag niet uit een tabel komen")
            continue
        if condition is None and fields.has("als"):
            continue
        path = f"{name}/{index}" if single else name
        yield Case(
            condition,
            sentence,
            authority,
            table,
            fields.option("zwaarte", WEIGHTS) or defaults.weight,
            fields.citations(reader.sources),
            to_weigh,
            f"{path}/als",
        )


def _authority(fields: Fields, reader: Reader, defaults: _Defaults) -> tuple[Authority, str | None]:
    """`gezag: beleid`, or `gezag: {tabel: groep.naam}` for the authority of the cell that was hit."""
    node = fields.get("gezag")
    if not isinstance(node, Mapping):
        return fields.authority() or defaults.authority, None
    inner = Fields.of(node, fields.at("gezag"), "gezag", TABLE_AUTHORITY.form, reader.problems)
    table = inner.scalar("tabel", required=True) if inner else None
    if table is None:
        return defaults.authority, None
    if f"{table.text}.gezag" not in reader.scope.facts:
        reader.problems.add(table.place, "R85", f"'{table.text}' is geen afleiding met een tabel")
        return defaults.authority, None
    return defaults.authority, table.text


def _weigh(cases: tuple[Case, ...], thresholds: Thresholds) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """What our own design carries alone counts as twijfel, until a policy owner has confirmed its parameters."""
    not_met: list[Case] = []
    doubt: list[Case] = []
    for case in cases:
        if case.authority_table is not None and case.condition is not None:
            cell = FactRef(f"{case.authority_table}.gezag", AUTHORITY)
            design = Literal(Authority.DESIGN.value, AUTHORITY)
            not_met.append(case._replace(condition=All((case.condition, Compare("!=", cell, design)))))
            doubt.append(
                case._replace(
                    condition=All((case.condition, Compare("=", cell, design))),
                    authority=Authority.DESIGN,
                    provisional=True,
                    path=f"{case.path}/voorlopig",
                )
            )
        elif case.authority is Authority.DESIGN and not _confirmed(case, thresholds):
            doubt.append(case._replace(provisional=True))
        else:
            not_met.append(case)
    return tuple(not_met), tuple(doubt)


def _confirmed(case: Case, thresholds: Thresholds) -> bool:
    """Whether a policy owner stands for every design parameter of the case (and there is one)."""
    names = thresholds.used(case)
    used = [one for one in thresholds.parameters if one.name in names and one.authority is Authority.DESIGN]
    return bool(used) and all(one.confirmed_by for one in used)


def _check_softening(outcomes: Fields, cases: tuple[Case, ...], reader: Reader, thresholds: Thresholds) -> None:
    """A hard voldoet_niet that leans on our own threshold must say that the threshold only softens it.

    What a case leans on is not known while facts cannot be read.
    """
    if reader.scope.unreadable:
        return
    design = {one.name for one in thresholds.parameters if one.authority is Authority.DESIGN and not one.confirmed_by}
    by_path = {case.path: case for case in cases}
    single = isinstance(outcomes.get("voldoet_niet"), Mapping)
    for index, item in enumerate(outcomes.items("voldoet_niet"), start=1):
        case = by_path.get("voldoet_niet/als" if single else f"voldoet_niet/{index}/als")
        if case is None or case.authority is Authority.DESIGN or not isinstance(item, Mapping):
            continue
        fields = Fields(item, "een geval van 'voldoet_niet'", Collector())
        softening = {one.text for one in fields.items("verzachtend") if isinstance(one, Scalar)}
        for name in sorted((thresholds.used(case) & design) - softening):
            reader.problems.add(
                item.place,
                "R86",
                f"dit 'voldoet_niet' met gezag {case.authority.value} gebruikt de ontwerp-parameter '{name}'",
                f"zet 'gezag: ontwerp', of 'verzachtend: [{name}]' als die grens de norm alleen verzacht",
            )
        for name in sorted(softening - thresholds.used(case)):
            reader.problems.add(
                fields.at("verzachtend"),
                "R87",
                f"'verzachtend' noemt '{name}', maar dit geval gebruikt die parameter niet",
            )


def _grounds(fields: Fields, reader: Reader) -> Iterator[Ground]:
    seen: set[str] = set()
    for item in fields.items("deugdelijke_gronden"):
        one = Fields.of(item, fields.at("deugdelijke_gronden"), "een deugdelijke grond", GROUND, reader.problems)
        if one is None:
            continue
        id = one.text("grond", required=True)
        if id in seen:
            reader.problems.add(one.at("grond"), "R88", f"de grond '{id}' staat hier twee keer")
        seen.add(id)
        title = one.text("titel", required=True)
        condition = reader.condition_of(one, "als")
        sentence = reader.sentence_of(one, "uitleg")
        authority = one.authority() or fields.authority() or Authority.DESIGN
        if condition is not None and id:
            yield Ground(id, title, condition, sentence, authority, one.citations(reader.sources))


def _repairs(fields: Fields, reader: Reader, own: Collection[str]) -> Iterator[Repair]:
    for item in fields.items("herstel"):
        one = Fields.of(item, fields.at("herstel"), "een maatregel onder 'herstel'", REPAIR, reader.problems)
        if one is None:
            continue
        condition: Condition | None = reader.condition(one.get("als"), one.at("als")) if one.has("als") else None
        until: Value | None = (
            reader.value(one.get("uiterlijk"), one.at("uiterlijk"), DateType()) if one.has("uiterlijk") else None
        )
        yield Repair(
            reader.sentence_of(one, "wat"),
            one.text("wie", required=True),
            condition,
            read_span(one, "tijd"),
            until,
            _facts(one, own),
        )


def _facts(fields: Fields, own: Collection[str]) -> tuple[str, ...]:
    """`feiten` of a measure: the facts of the dossier of which a change is this measure."""
    found = []
    for item in fields.items("feiten"):
        name = item.text if isinstance(item, Scalar) else ""
        if name in own:
            found.append(name)
        else:
            message = f"'feiten' noemt '{name}', en dat is geen begrip van het dossier"
            fields.problems.add(item.place, "R147", message, did_you_mean(name, own))
    return tuple(found)
