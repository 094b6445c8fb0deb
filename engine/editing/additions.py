"""A new rule in a rulebook: the files that it needs, with what must be filled in, and a test that fails until it is.

The keys of a new block come from the forms that the loader checks with (`skeleton`). What stands in a file already is
not touched: a block is put in with the code that puts answers into a dossier.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..dossier_edit import Block, CannotEdit, append, holds, put
from ..forms.criteria import CRITERION, GROUND, NOGO
from ..forms.form import NAME, RULE_ID
from ..forms.offers import OFFER_FILE
from ..forms.pages import PLAIN_CRITERION
from ..forms.vocabulary import CONCEPT, CONCEPTS_FILE, DERIVATION, PARAMETER, SOURCE
from ..language.scope import RESERVED
from ..mistakes import did_you_mean
from ..rule_files import TESTS
from .present import Present, present_in
from .schemas import modeline, schema_folder
from .skeleton import skeleton

PLAIN_LANGUAGE = "stukken/gewone_taal.yaml"
HEAD = "# Vul in wat achter een sleutel ontbreekt. Een regel die met # begint kan weg, of wordt een sleutel zonder #."
STORY_COLUMN = 36


class CannotAdd(ValueError):
    """There is no place for such a rule. The message says why, and what is possible."""


class Addition(NamedTuple):
    """What a new rule changes: whole texts by path, the rule itself first; `tested` is what its test is about, "" when
    it has none.
    """

    texts: dict[str, str]
    tested: str


def add(kind: str, name: str, texts: Mapping[str, str]) -> Addition:
    """A new rule of a kind (one of `KINDS`) in the rulebook with these texts, by path, tests included.

    Raises: CannotAdd, when the name cannot be or is there already.
    """
    adding = _Adding(texts, name, present_in(texts))
    try:
        KINDS[kind](adding)
    except CannotEdit:
        raise CannotAdd("dit bestand is zo geschreven dat er niets aan kan worden toegevoegd") from None
    return Addition(adding.changed, adding.tested)


@dataclass(slots=True)
class _Adding:
    """One new rule in one rulebook."""

    texts: Mapping[str, str]
    name: str
    present: Present
    changed: dict[str, str] = field(default_factory=dict)
    tested: str = ""

    # --- the kinds ----------------------------------------------------------------------------------------------------

    def criterion(self) -> None:
        self.refuse_name(RULE_ID, "een criterium", self.present.free_number("K"))
        self.refuse_existing(self.present.rules, self.present.free_number(self.name))
        shown = ("bronnen", *(f"uitkomsten.{one}{key}" for one in ("voldoet", "voldoet_niet") for key in ("", ".als")))
        self.new_file(self.beside("criteria"), skeleton(CRITERION, {"criterium": self.name}, shown, self.known()))
        if PLAIN_LANGUAGE in self.texts:
            self.put_in(PLAIN_LANGUAGE, ("criteria", self.name), skeleton(PLAIN_CRITERION, {}))
        self.stories(
            [
                (f"{self.name} voldoet", {self.name: "voldoet"}),
                (f"{self.name} voldoet niet", {self.name: "voldoet_niet"}),
                (f"Het dossier zegt niet genoeg voor {self.name}", {self.name: "onbekend"}),
            ]
        )

    def nogo(self) -> None:
        self.refuse_name(RULE_ID, "een no-gogrond", self.present.free_number("NG"))
        self.refuse_existing(self.present.rules, self.present.free_number(self.name))
        shown = ("bronnen", "bewijs", "dekt", "tijdig")
        self.new_file(self.beside("nogo"), skeleton(NOGO, {"nogo": self.name}, shown, self.known()))
        beroep, draagt = f"{self.name}.beroep", f"{self.name}.draagkrachtig"
        self.stories(
            [
                (f"{self.name} draagt", {beroep: "ja", draagt: "ja"}),
                (f"Er is geen beroep op {self.name}", {beroep: "nee"}),
                (f"Het bewijs voor {self.name} is niet bekend", {beroep: "ja", draagt: "onbekend"}),
            ]
        )

    def ground(self) -> None:
        """`NG17`, or `K24.naam` for a ground of one criterion."""
        rule, dot, ground = self.name.partition(".")
        if not dot:
            if self.present.rules.get(rule, "").startswith("criteria/"):
                raise CannotAdd(f"'{rule}' is een criterium; schrijf een grond daarvan als {rule}.naam")
            self.nogo()
            return
        if rule not in self.present.rules or not self.present.rules[rule].startswith("criteria/"):
            near = did_you_mean(rule, [id for id, file in self.present.rules.items() if file.startswith("criteria/")])
            raise CannotAdd(f"het criterium '{rule}' bestaat niet" + (f"; {near}" if near else ""))
        if not re.fullmatch(NAME, ground):
            raise CannotAdd(f"de naam '{ground}' van een grond kan niet; {OF_SMALL_LETTERS}")
        self.refuse_existing(self.present.grounds)
        file = self.present.rules[rule]
        lines = skeleton(GROUND, {"grond": ground}, ("bronnen",), self.known())
        self.add_item(file, "deugdelijke_gronden", lines)
        self.stories(
            [(f"De grond {ground} verontschuldigt", {rule: "voldoet_niet", f"{self.name_of_ground()}": "waar"})], rule
        )

    def derivation(self) -> None:
        group = self.full_name("een afleiding")
        self.refuse_existing({**self.present.facts, **self.present.derived})
        of_group = Counter(file for name, file in self.present.derived.items() if name.startswith(f"{group}."))
        own = f"afleidingen/{group}.yaml"
        file = of_group.most_common(1)[0][0] if of_group and own not in self.texts else own
        shown = ("formule", "uitleg", "bronnen")
        self.put_in(file, ("afleidingen", self.name), skeleton(DERIVATION, {}, shown, self.known()))
        self.stories([(f"Wat {self.name} is", {self.name: ""})])

    def concept(self) -> None:
        group = self.full_name("een begrip")
        self.refuse_existing({**self.present.facts, **self.present.derived})
        bare = self.name.partition(".")[2]
        lines = skeleton(CONCEPT, {}, ("vraag",))
        if group in self.present.groups:
            self.put_in(self.present.groups[group], ("begrippen", bare), lines)
            return
        near = did_you_mean(group, self.present.groups)
        if near:
            raise CannotAdd(f"de groep '{group}' bestaat niet; {near}")
        top = skeleton(CONCEPTS_FILE, {"groep": group, "begrippen": ""})[:-1]
        top = [line for line in top if not line.startswith("#")]
        self.new_file(f"begrippen/{group}.yaml", [*top, "begrippen:", f"  {bare}:", *(f"    {line}" for line in lines)])

    def parameter(self) -> None:
        self.refuse_name(NAME, "een parameter")
        self.refuse_existing(self.present.parameters)
        shown = ("waarde", "eenheid", "bronnen", "toelichting")
        self.put_in("parameters.yaml", ("parameters", self.name), skeleton(PARAMETER, {}, shown, self.known()))

    def source(self) -> None:
        self.refuse_name(NAME, "een bron")
        self.refuse_existing(self.present.sources)
        shown = ("versie", "adres", "nagelezen")
        self.put_in("bronnen.yaml", ("bronnen", self.name), skeleton(SOURCE, {}, shown))

    def offer(self) -> None:
        self.refuse_name(NAME, "een traject")
        self.refuse_existing(self.present.offers)
        lines = skeleton(OFFER_FILE, {"traject": self.name}, ("fasen.stappen",))
        self.new_file(f"trajecten/{self.name}.yaml", lines)

    def story(self) -> None:
        """One more test of a rule there is."""
        known = {**self.present.rules, **self.present.derived, **self.present.tested}
        if self.name not in known:
            near = did_you_mean(self.name, known)
            raise CannotAdd(f"'{self.name}' is geen regel van deze regelset" + (f"; {near}" if near else ""))
        self.stories([(f"Een nieuwe toets van {self.name}", {self.name: ""})])

    # --- names --------------------------------------------------------------------------------------------------------

    def refuse_name(self, pattern: str, what: str, example: str = "") -> None:
        if re.fullmatch(pattern, self.name) and self.name not in RESERVED:
            return
        if pattern == RULE_ID:
            upper = self.name.upper()
            hint = f"bedoelde u '{upper}'?" if re.fullmatch(pattern, upper) else f"schrijf bijvoorbeeld {example}"
        else:
            hint = OF_SMALL_LETTERS
        raise CannotAdd(f"de naam '{self.name}' van {what} kan niet; {hint}")

    def full_name(self, what: str) -> str:
        """The group of a full name."""
        group, dot, bare = self.name.partition(".")
        if not dot:
            group = self.name if self.name in self.present.groups else next(iter(sorted(self.present.groups)), "groep")
            raise CannotAdd(f"schrijf {what} als groep.naam, bijvoorbeeld {group}.nieuwe_naam")
        for part in (group, bare):
            if not re.fullmatch(NAME, part):
                raise CannotAdd(f"de naam '{self.name}' van {what} kan niet; {OF_SMALL_LETTERS}")
            if part in RESERVED:
                raise CannotAdd(f"'{part}' is een woord van de regeltaal; kies een andere naam")
        return group

    def refuse_existing(self, there: Mapping[str, str], free: str = "") -> None:
        if self.name in there:
            hint = f"; het eerste vrije nummer is {free}" if free else "; kies een andere naam"
            raise CannotAdd(f"'{self.name}' bestaat al, in {there[self.name]}{hint}")

    def name_of_ground(self) -> str:
        rule, _, ground = self.name.partition(".")
        return f"{rule}.gronden.{ground}"

    def known(self) -> dict[str, Collection[str]]:
        return {"vraag": self.present.questions}

    # --- places -------------------------------------------------------------------------------------------------------

    def beside(self, room: str) -> str:
        """The file of a new rule: in the folder of the one with the number before it."""
        before = self.present.before(self.name)
        file = self.present.rules.get(before or "", "")
        folder = file.rpartition("/")[0] if file.startswith(f"{room}/") else room
        return f"{folder}/{self.name}.yaml"

    def new_file(self, file: str, lines: Sequence[str]) -> None:
        if file in self.texts:
            raise CannotAdd(f"het bestand {file} bestaat al")
        schemas = schema_folder(self.texts.items())
        top = [modeline(file, schemas)] if schemas else []
        self.changed[file] = "\n".join([*top, HEAD, *lines]) + "\n"

    def put_in(self, file: str, path: tuple[str, ...], lines: Sequence[str]) -> None:
        """A new key with a block below it, after the others of its file; a file that is not there is made."""
        text = self.texts.get(file)
        if text is None:
            self.new_file(file, [f"{path[0]}:", f"  {path[1]}:", *(f"    {line}" for line in lines)])
            return
        written = put(text, path, Block(tuple(lines)))
        gap = f"\n  {path[-1]}:"
        # Where blank lines part the others, one parts the new one too.
        self.changed[file] = written.replace(gap, "\n" + gap) if re.search(r"\n\n  \w", text) else written

    def add_item(self, file: str, key: str, lines: Sequence[str]) -> None:
        """One more item of a list at the top of a file."""
        text = self.texts[file]
        if holds(text, (key,)):
            self.changed[file] = append(text, (key,), [Block(tuple(lines))])
        else:
            item = [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
            self.changed[file] = put(text, (key,), Block(tuple(item)))

    def stories(self, cases: Sequence[tuple[str, Mapping[str, str]]], about: str = "") -> None:
        """Tests that fail until they are filled in; they come after those that there are of the same rule."""
        self.tested = about or self.name
        blocks = [Block(tuple(_story(name, expected))) for name, expected in cases]
        file = self.present.tested.get(self.tested)
        if file is not None:
            self.changed[file] = append(self.texts[file], ("gevallen",), blocks)
            return
        items = [
            (f"  - {line}" if not number else f"    {line}") for one in blocks for number, line in enumerate(one.lines)
        ]
        self.new_file(f"{TESTS}/{self.tested}.yaml", [f"toetsen: {self.tested}", "gevallen:", *items])


def _story(name: str, expected: Mapping[str, str]) -> list[str]:
    lines = [
        (f"naam: {name}", "Wat er aan de hand is, in een zin."),
        ("feiten:", "Wat anders is dan in het basisdossier: groep.naam en de waarde, elk op een regel."),
        ("verwacht:", "Wat eruit hoort te komen."),
        *((f"  {subject}: {value}", "") for subject, value in expected.items()),
    ]
    return [f"{line:<{STORY_COLUMN - 1}} # {about}" if about else line.rstrip() for line, about in lines]


OF_SMALL_LETTERS = "gebruik kleine letters, cijfers en _, en begin met een letter"

KINDS: dict[str, Callable[[_Adding], None]] = {
    "criterium": _Adding.criterion,
    "grond": _Adding.ground,
    "nogo": _Adding.nogo,
    "afleiding": _Adding.derivation,
    "begrip": _Adding.concept,
    "parameter": _Adding.parameter,
    "bron": _Adding.source,
    "traject": _Adding.offer,
    "toets": _Adding.story,
}
"""What can be added, by the word for it."""
