"""What is wrong in a file that is no YAML, in Dutch: the library says it in English, in terms of its own grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..frozen import Frozen
from ..mistakes import Mistake, Place
from .text_tree import Scalar
from .tree_builder import cut

if TYPE_CHECKING:
    from yaml import MarkedYAMLError
    from yaml.error import Mark

_KEY_BEFORE_COLON = re.compile(r"""\s*(?:- +)*(?:[^\s:'"]+|"[^"]*"|'[^']*')\s*$""")
_TIGHT_COLON = re.compile(r"\s*(?:- +)*([\w.-]+):\S")
_QUOTES = "zet de hele tekst tussen aanhalingstekens"
_ALIGN = "zet de regel recht onder de regels waar hij bij hoort"
_ODD_START = {
    "%": "het teken %",
    "@": "het teken @",
    "`": "een accent grave (`)",
}


class _Trouble(Frozen):
    """What the library says, where, and the scalar it had read last."""

    problem: str
    context: str
    line: int
    column: int
    context_line: int
    context_column: int
    lines: list[str]
    file: str
    last: Scalar | None
    last_end_line: int

    @property
    def before(self) -> str:
        """The line up to the trouble."""
        return self.line_text(self.line)[: self.column - 1]

    @property
    def character(self) -> str:
        return self.line_text(self.line)[self.column - 1 : self.column]

    def line_text(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def here(self, message: str, hint: str = "") -> Mistake:
        return Mistake(Place(self.file, self.line, self.column), "Y06", message, hint)

    def at_context(self, message: str, hint: str = "") -> Mistake:
        return Mistake(Place(self.file, self.context_line, self.context_column), "Y06", message, hint)


def explain(error: MarkedYAMLError, text: str, file: str, last: Scalar | None, last_end: int) -> Mistake:
    """The Dutch mistake for a library error. `last` is the scalar read before it, ending at index `last_end`."""
    here: Mark | None = error.problem_mark or error.context_mark
    context: Mark | None = error.context_mark or here
    trouble = _Trouble(
        problem=error.problem or "",
        context=error.context or "",
        line=here.line + 1 if here else 1,
        column=here.column + 1 if here else 1,
        context_line=context.line + 1 if context else 1,
        context_column=context.column + 1 if context else 1,
        lines=text.split("\n"),
        file=file,
        last=last,
        last_end_line=text.count("\n", 0, last_end) + 1,
    )
    return _lexical(trouble) or _structural(trouble) or trouble.here("deze regel is geen geldige YAML")


def _lexical(trouble: _Trouble) -> Mistake | None:
    """Troubles with single characters and quoted texts."""
    problem, context = trouble.problem, trouble.context
    if "cannot start any token" in problem:
        sign = _ODD_START.get(trouble.character, "dit teken")
        return trouble.here(f"een waarde kan niet met {sign} beginnen", _QUOTES)
    if "quoted scalar" in context and "end of stream" in problem:
        return trouble.at_context("dit aanhalingsteken wordt niet gesloten")
    if "quoted scalar" in context and "document separator" in problem:
        return trouble.at_context("dit aanhalingsteken wordt niet gesloten")
    if "quoted" in context:
        return trouble.here(
            "dit teken na een backslash heeft tussen dubbele aanhalingstekens geen betekenis",
            r"gebruik enkele aanhalingstekens, of schrijf \\ voor een gewone backslash",
        )
    if "block scalar" in context:
        return trouble.here(
            "na '|' of '>' moet de tekst op de volgende regel beginnen, ingesprongen",
            "of zet de hele tekst tussen aanhalingstekens",
        )
    if "directive" in context or "incompatible YAML" in problem:
        return trouble.at_context("een regel kan niet met het teken % beginnen")
    if "alias" in context or "anchor" in context:
        sign = "*" if "alias" in context else "&"
        return trouble.at_context(f"een waarde kan niet met het teken {sign} beginnen", _QUOTES)
    if " tag" in context or "tag handle" in problem:
        return trouble.at_context("een waarde kan niet met een uitroepteken beginnen", _QUOTES)
    return None


def _structural(trouble: _Trouble) -> Mistake | None:
    """Troubles with colons, dashes, brackets and indentation."""
    problem, context = trouble.problem, trouble.context
    if "mapping values are not allowed" in problem:
        return _unexpected_colon(trouble)
    if "could not find expected ':'" in problem:
        word = trouble.line_text(trouble.context_line)[trouble.context_column - 1 :]
        return _missing_colon(trouble, trouble.context_line, trouble.context_column, word)
    if "flow sequence" in context:
        return trouble.at_context("het haakje '[' wordt niet gesloten met ']', of er ontbreekt een komma")
    if "flow mapping" in context:
        return trouble.at_context("de accolade '{' wordt niet gesloten met '}', of er ontbreekt een komma")
    if "sequence entries are not allowed" in problem:
        return trouble.here(
            "een streepje (-) van een lijst moet aan het begin van een regel staan",
            "zet de lijst op de volgende regels, of de tekst tussen aanhalingstekens",
        )
    if "mapping keys are not allowed" in problem:
        return trouble.here("een waarde kan hier niet met een vraagteken beginnen", _QUOTES)
    if trouble.character and trouble.character in ",]}" and "node" in context:
        return trouble.here(f"hier staat '{trouble.character}' waar een waarde hoort")
    if "flow node" in context:
        return trouble.here("een haakje of accolade wordt niet gesloten")
    return _unexpected_part(trouble)


def _unexpected_part(trouble: _Trouble) -> Mistake | None:
    """The library was in a list or group and found something that cannot follow."""
    last = trouble.last
    if trouble.character == ":" and not trouble.before.strip():
        return trouble.here("voor deze dubbele punt ontbreekt de sleutel")
    if last is not None and last.quoted and last.raw[:1] not in ("|", ">") and trouble.last_end_line == trouble.line:
        if last.place.line < trouble.line:
            message = "dit aanhalingsteken wordt pas op een latere regel gesloten"
            return Mistake(last.place, "Y06", message, "sluit de tekst op deze regel")
        return trouble.here(
            "na het sluitende aanhalingsteken staat nog tekst",
            "laat de aanhalingstekens de hele tekst omvatten; schrijf een ' in zo'n tekst als ''",
        )
    if trouble.character and trouble.character in "]}":
        return trouble.here(f"hier staat '{trouble.character}' zonder dat er iets open staat")
    if trouble.before.strip():
        return None
    if trouble.character == "-":
        return trouble.here(
            "dit streepje (-) staat niet op een plaats waar een lijst kan beginnen",
            "zet het recht onder de andere streepjes, of zet de lijst onder een sleutel zonder waarde",
        )
    return trouble.here("de inspringing van deze regel klopt niet", _ALIGN)


def _unexpected_colon(trouble: _Trouble) -> Mistake:
    """A colon where no key can be: a second one on the line, or the line counts as the tail of the text above it."""
    if not _KEY_BEFORE_COLON.match(trouble.before):
        return trouble.here(
            "op deze regel staat een tweede dubbele punt",
            "zet de tekst na de eerste dubbele punt tussen aanhalingstekens",
        )
    above = trouble.line - 1
    while above > 0 and not trouble.line_text(above).split("#")[0].strip():
        above -= 1
    text = trouble.line_text(above)
    tight = _TIGHT_COLON.match(text)
    if tight and ": " not in text:
        return Mistake(Place(trouble.file, above, tight.end()), "Y06", "na een dubbele punt hoort een spatie")
    if above > 0 and ":" not in text:
        column = len(text) - len(text.lstrip(" -")) + 1
        return _missing_colon(trouble, above, column, text[column - 1 :])
    return trouble.here("de inspringing van deze regel klopt niet: hij telt als vervolg van de regel erboven", _ALIGN)


def _missing_colon(trouble: _Trouble, line: int, column: int, word: str) -> Mistake:
    place = Place(trouble.file, line, column)
    tight = _TIGHT_COLON.match(word)
    if tight:
        place = Place(trouble.file, line, column + tight.end() - 1)
        return Mistake(place, "Y06", "na een dubbele punt hoort een spatie")
    return Mistake(
        place, "Y06", f"na '{cut(word.split('#')[0].strip())}' ontbreekt een dubbele punt", "schrijf 'sleutel: waarde'"
    )
