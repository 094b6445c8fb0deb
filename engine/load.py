"""Loads a rules folder: reads every file, resolves every name, checks every type, and reports all mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from .forms.rooms import ROOMS
from .forms.verdicts import PICTURE_NAME
from .language.scope import Scope
from .language.types import Concept, DateType, TextType
from .loading import criteria as criterion_files
from .loading import derivations as derivation_files
from .loading import nogo as nogo_files
from .loading import trajecten as offer_files
from .loading.confidential import Secrets
from .loading.declared import declared_names
from .loading.expressions import Reader
from .loading.fields import Fields
from .loading.gevolgen import read_sections
from .loading.order import evaluation_order, thresholds_behind
from .loading.picture import is_picture, read_picture
from .loading.plain_language import FILE as PLAIN_LANGUAGE
from .loading.plain_language import in_force, read_plain_language
from .loading.readers import piece_names, read_readers
from .loading.stukken import PieceReader
from .loading.timeline import read_steps
from .loading.trajecttoets import Known
from .loading.units import concept_with_singular, read_units, with_singular
from .loading.verdicts import question_names, read_questions, read_verdict
from .loading.versions import Versions, citations_of
from .loading.vocabulary import check_references, read_concepts, read_parameters, read_sources
from .loading.watch import read_watch_words
from .mistakes import Collector, MistakesFound, Place
from .offer import Offer, Overlay
from .picture_rule import PictureRule
from .piece_rule import ReaderRule
from .rule_files import TESTS, Files, content_hash, read_folder
from .rulebook import Criterion, QuestionVerdict, Rulebook, Step, VerdictCase
from .section_rule import LineContent, Section
from .text.text_tree import Node, Scalar
from .text.yaml_text import read_text

REQUIRED = frozenset({"regelset.yaml", "bronnen.yaml", "parameters.yaml", "oordeel/vragen.yaml"})
HEADER = ("naam", "titel", "versie", "lezers")
CORE_CONCEPTS = {"dossier.id": TextType, "dossier.peildatum": DateType}


def load_rulebook(folder: Path) -> Rulebook:
    """The rulebook in `folder`.

    Raises: MistakesFound with every mistake of every file.
    """
    return compile_rulebook(read_folder(folder))


def compile_rulebook(files: Files) -> Rulebook:
    """As `load_rulebook`, from the files' bytes."""
    return _Loader(files).load()


def _fixed_weights(criteria: list[Criterion]) -> dict[str, str]:
    """The weight of each criterion whose versions and cases all have the same."""
    weights: dict[str, set[str]] = {}
    for one in criteria:
        cases = (*one.met, *one.doubt, *one.not_met)
        weights.setdefault(one.id, set()).update({one.weight.value, *(case.weight.value for case in cases)})
    return {id: min(values) for id, values in weights.items() if len(values) == 1}


def _natural(id: str) -> tuple[str, int]:
    """So that A2 comes before A10."""
    letters = id.rstrip("0123456789")
    return letters, int(id[len(letters) :] or 0)


@dataclass(slots=True)
class _Loader:
    files: Files
    problems: Collector = field(default_factory=Collector)
    trees: dict[str, Node] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    versions: Versions = field(init=False)

    def __post_init__(self) -> None:
        self.versions = Versions(self.problems)

    def load(self) -> Rulebook:
        for name, data in sorted(self.files.items()):
            try:
                self.trees[name] = read_text(data, name)
            except MistakesFound as found:
                self.problems.mistakes.extend(found.mistakes)
        for name in REQUIRED - self.files.keys():
            self.problems.add(Place(name), "R93", "dit bestand hoort bij een regelset en ontbreekt")
        self.problems.raise_if_any()
        name, title, version, readers = self.header()
        texts = read_sources(self.trees["bronnen.yaml"], self.problems, self.versions)
        sources = {one.id: one for one in texts}
        parameters = read_parameters(self.trees["parameters.yaml"], sources, self.problems, self.versions)
        groups, concepts = self.concepts()
        units = read_units([tree for _, tree in self.room("begrippen")], concepts, self.problems)
        concepts = [concept_with_singular(one, units) for one in concepts]
        parameters = tuple(one._replace(type=with_singular(one.type, units)) for one in parameters)
        drafts = [
            replace(draft, concept=concept_with_singular(draft.concept, units))
            for _, tree in self.room("afleidingen")
            for draft in derivation_files.read_drafts(tree, self.problems)
        ]
        derived = self.derived_concepts(drafts, {concept.name for concept in concepts})
        verdict_trees = list(self.room("oordeel"))
        questions_tree = self.trees["oordeel/vragen.yaml"]
        names = question_names(questions_tree, self.problems)
        criterion_drafts = self.criterion_drafts(names)
        nogo_drafts = self.nogo_drafts({one.id for one in criterion_drafts})
        facts = {concept.name: concept.type for concept in (*concepts, *derived)}
        rooms = ([tree for _, tree in self.room(name)] for name in ("begrippen", "afleidingen"))
        unreadable = frozenset(declared_names(*rooms)) - facts.keys()
        scope = Scope(
            facts,
            {one.name: one.type for one in parameters},
            {one.id: one.question for one in criterion_drafts},
            nogos=frozenset(one.id for one in nogo_drafts) - {one.id for one in criterion_drafts},
            unreadable=unreadable,
        )
        reader = Reader(scope, sources, self.problems)
        derivations = [rule for draft in drafts for rule in derivation_files.read_derivation(draft, reader)]
        thresholds = criterion_files.Thresholds(parameters, thresholds_behind(derivations))
        own = [*(concept.name for concept in concepts), *sorted(unreadable)]
        criteria = [
            one
            for draft in criterion_drafts
            if (one := criterion_files.read_criterion(draft, reader, thresholds, own)) is not None
        ]
        nogos = [ground for draft in nogo_drafts if (ground := nogo_files.read_nogo(draft, reader)) is not None]
        questions = read_questions(questions_tree, reader)
        verdict, per_question = self.verdicts(
            [tree for _, tree in verdict_trees if tree is not questions_tree],
            replace(reader, scope=replace(scope, weights=_fixed_weights(criteria))),
            names,
        )
        steps: list[Step] = []
        for _, tree in self.room("tijdlijn"):
            if is_picture(tree):
                continue
            for step, place in read_steps(tree, reader):
                self.versions.add(step.id, f"de stap {step.id}", step.validity, place)
                steps.append(step)
        sections = self.sections(reader)
        secrets = Secrets(concepts, derivations)
        for id, name in secrets.in_norms((*criteria, *nogos)):
            message = f"de norm van {id} leunt op '{name}', en dat is vertrouwelijk"
            self.problems.add(self.places[id], "R109", message, "elke lezer van een stuk leest de norm")
        may_read, plain = tuple(one.id for one in readers), PLAIN_LANGUAGE in self.trees
        pieces = PieceReader(reader, may_read, names, secrets, plain).pieces(self.piece_trees())
        if plain:
            allowed = {one.id for one in criterion_drafts}
            read_plain_language(self.trees[PLAIN_LANGUAGE], allowed, in_force(criteria), names, own, self.problems)
        picture = self.picture(reader)
        offers, overlay = self.offers(concepts, derived, criterion_drafts, names, reader)
        watch_words = read_watch_words((tree for _, tree in self.room("bewaking")), self.problems)
        order = evaluation_order(derivations, criteria, questions, nogos, self.places, self.problems)
        self.versions.check_gaps()
        self.problems.raise_if_any()
        self.versions.check_sources(citations_of(criteria, nogos, derivations, parameters, steps, sections), texts)
        self.problems.raise_if_any()
        return Rulebook(
            name,
            title,
            version,
            content_hash(self.files),
            texts,
            parameters,
            tuple(groups.items()),
            tuple(concepts),
            tuple(derivations),
            tuple(sorted(criteria, key=lambda one: (one.id, one.validity.start is not None, one.validity.start))),
            questions,
            per_question,
            verdict,
            tuple(sorted(steps, key=lambda one: one.id)),
            order,
            tuple(sorted(nogos, key=lambda one: (_natural(one.id), one.validity.start or date.min))),
            sections,
            offers,
            overlay,
            picture=picture,
            watch_words=watch_words,
            readers=readers,
            pieces=pieces,
            leanings=secrets.leanings(criteria, questions, nogos),
        )

    def room(self, folder: str) -> Iterable[tuple[str, Node]]:
        """The files of one folder, subfolders included, in a fixed order."""
        return [(name, tree) for name, tree in self.trees.items() if name.startswith(f"{folder}/")]

    def piece_trees(self) -> list[Node]:
        return [tree for name, tree in self.room("stukken") if name != PLAIN_LANGUAGE]

    def header(self) -> tuple[str, str, str, tuple[ReaderRule, ...]]:
        tree = self.trees["regelset.yaml"]
        top = Fields.of(tree, tree.place, "regelset.yaml", ("regelset",), self.problems)
        fields = Fields.of(top.get("regelset"), tree.place, "de regelset", HEADER, self.problems) if top else None
        if fields is None:
            return "", "", "", ()
        known = {room.folder for room in ROOMS if room.folder} - {TESTS}
        for name in self.trees:
            folder = name.partition("/")[0]
            if name not in REQUIRED and (folder not in known or "/" not in name):
                self.problems.add(
                    Place(name),
                    "R94",
                    "dit bestand staat niet in een map die bij een regelset hoort",
                    f"mogelijke mappen: {', '.join(sorted(known))}",
                )
        return (
            fields.text("naam", required=True),
            fields.text("titel", required=True),
            fields.text("versie", required=True),
            read_readers(fields, piece_names(self.piece_trees())),
        )

    def concepts(self) -> tuple[dict[str, str], list[Concept]]:
        groups: dict[str, str] = {}
        pairs: list[tuple[Concept, Scalar]] = []
        for name, tree in self.room("begrippen"):
            group, title, found = read_concepts(tree, self.problems)
            if group in groups:
                self.problems.add(
                    tree.place,
                    "R95",
                    f"de groep '{group}' staat in twee bestanden",
                    f"voeg {name} samen met het andere bestand",
                )
            groups[group] = title
            pairs += found
        check_references(pairs, self.problems)
        for concept, key in pairs:
            self.places[concept.name] = key.place
        by_name = {concept.name: concept for concept, _ in pairs}
        for core, kind in CORE_CONCEPTS.items():
            if core not in by_name or not isinstance(by_name[core].type, kind):
                self.problems.add(Place("begrippen"), "R96", f"het begrip '{core}' ontbreekt of heeft een ander type")
        return groups, list(by_name.values())

    def derived_concepts(self, drafts: list[derivation_files.Draft], concepts: set[str]) -> list[Concept]:
        derived: dict[str, Concept] = {}
        for draft in drafts:
            name = draft.concept.name
            if name in concepts:
                self.problems.add(
                    draft.key.place, "R97", f"'{name}' is al een begrip van het dossier", "kies een andere naam"
                )
                continue
            self.versions.add(name, f"de afleiding '{name}'", draft.validity, draft.key.place)
            if name in derived and derived[name].type != draft.concept.type:
                self.problems.add(
                    draft.key.place, "R98", f"de afleiding '{name}' heeft in een andere versie een ander type"
                )
            self.places[name] = draft.key.place
            derived[name] = draft.concept
            if draft.fields.has("tabel"):
                companion = derivation_files.authority_concept(draft)
                derived[companion.name] = companion
        return list(derived.values())

    def criterion_drafts(self, questions: tuple[str, ...]) -> list[criterion_files.Draft]:
        drafts: list[criterion_files.Draft] = []
        for _, tree in self.room("criteria"):
            draft = criterion_files.read_draft(tree, questions, self.problems)
            if draft is None:
                continue
            self.versions.add(draft.id, f"het criterium {draft.id}", draft.validity, draft.key.place)
            self.places[draft.id] = draft.key.place
            drafts.append(draft)
        return sorted(drafts, key=lambda one: one.id)

    def nogo_drafts(self, criteria: set[str]) -> list[nogo_files.Draft]:
        drafts: list[nogo_files.Draft] = []
        for _, tree in self.room("nogo"):
            draft = nogo_files.read_draft(tree, self.problems)
            if draft is None:
                continue
            place = draft.key.place
            if draft.id in criteria:
                self.problems.add(place, "R97", f"'{draft.id}' is al een criterium", "kies een andere naam")
            else:
                self.versions.add(draft.id, f"de grond {draft.id}", draft.validity, place)
            self.places[draft.id] = place
            drafts.append(draft)
        return drafts

    def sections(self, reader: Reader) -> tuple[Section[LineContent], ...]:
        sections: list[Section[LineContent]] = []
        for _, tree in self.room("gevolgen"):
            for section, place in read_sections(tree, reader):
                self.versions.add(f"gevolgen.{section.id}", f"de sectie '{section.id}'", section.validity, place)
                sections.append(section)
        return tuple(sections)

    def picture(self, reader: Reader) -> PictureRule | None:
        found = [tree for _, tree in self.room("tijdlijn") if is_picture(tree)]
        for extra in found[1:]:
            self.problems.add(extra.place, "R98", f"'{PICTURE_NAME}' staat in twee bestanden", "laat er één staan")
        return read_picture(found[0], reader) if found else None

    def offers(
        self,
        concepts: list[Concept],
        derived: list[Concept],
        criteria: list[criterion_files.Draft],
        questions: tuple[str, ...],
        reader: Reader,
    ) -> tuple[tuple[Offer, ...], Overlay | None]:
        """What is in `trajecten/`: the offers, and the one file that says how an offer is laid over a dossier."""
        known = Known(
            {one.name: one for one in concepts},
            {one.name: one.type for one in derived},
            frozenset(one.id for one in criteria),
            questions,
            reader.sources,
            self.problems,
            reader.scope.unreadable,
        )
        return offer_files.read_room([tree for _, tree in self.room("trajecten")], known)

    def verdicts(
        self, trees: list[Node], reader: Reader, questions: tuple[str, ...]
    ) -> tuple[tuple[VerdictCase, ...], tuple[QuestionVerdict, ...]]:
        verdict: tuple[VerdictCase, ...] = ()
        per_question: tuple[QuestionVerdict, ...] = ()
        for tree in trees:
            whole, each = read_verdict(tree, reader, questions)
            if (whole and verdict) or (each and per_question):
                self.problems.add(tree.place, "R99", "dit oordeel staat ook in een ander bestand", "laat er één staan")
            verdict, per_question = whole or verdict, each or per_question
        for found, what in ((verdict, "eindoordeel"), (per_question, "per_vraag")):
            if not found:
                self.problems.add(
                    Place("oordeel"),
                    "R99",
                    f"het oordeel '{what}' ontbreekt",
                    f"maak in deze map een bestand met 'oordeel: {what}'",
                )
        return verdict, per_question
