"""Expression text to an untyped syntax tree, by the lark grammar `grammar.lark`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

MAX_EXPRESSION = 2000
"""Characters in one expression: a longer one cannot be read by a person either."""

MAX_NESTING = 20
"""Depth of one expression: a deeper one cannot be read, and every reading walks it by recursion."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """A node. `kind`: rule or token of the grammar; `text`: of a token; `offset`: place in the expression, from 0."""

    kind: str
    offset: int
    text: str = ""
    children: tuple[Syntax, ...] = ()


class SyntaxMistake(Exception):
    """What is wrong at `offset`, in Dutch, with a hint."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.offset, self.hint = message, offset, hint


@lru_cache(maxsize=1)
def _parser() -> Lark:
    from lark import Lark

    grammar = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start="expression", propagate_positions=True, maybe_placeholders=False)


@lru_cache(maxsize=4_096)
def parse(text: str) -> Syntax:
    """The syntax tree of one expression.

    Raises: SyntaxMistake with the offset of the first token that does not fit.

    >>> parse("a.b >= 6 maanden").kind
    'compare'
    """
    from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

    if not text.strip():
        raise SyntaxMistake("hier hoort een uitdrukking te staan", 0)
    if len(text) > MAX_EXPRESSION:
        raise SyntaxMistake(
            f"de uitdrukking is langer dan {MAX_EXPRESSION} tekens", 0, "splits haar met alle: of een_van:"
        )
    try:
        tree = _parser().parse(text)
    except UnexpectedCharacters as error:
        offset = error.pos_in_stream or 0
        sign = "een aanhalingsteken" if text[offset] in "'\"" else f"het teken '{text[offset]}'"
        raise SyntaxMistake(f"{sign} hoort niet in een uitdrukking", offset, _SIGNS.get(text[offset], "")) from None
    except UnexpectedEOF:
        raise SyntaxMistake("de uitdrukking is niet af", len(text.rstrip()) - 1) from None
    except UnexpectedToken as error:
        if error.token.type == "$END":
            raise SyntaxMistake("de uitdrukking is niet af", len(text.rstrip()) - 1) from None
        offset = error.token.start_pos or 0
        raise SyntaxMistake(f"'{error.token}' wordt hier niet verwacht", offset, _word_hint(text, offset)) from None
    _refuse_deep_nesting(tree)
    return _convert(tree)


def _refuse_deep_nesting(tree: Tree[Token] | Token) -> None:
    """Without recursion, since this is what makes recursion safe."""
    from lark import Token

    stack = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, Token):
            continue
        if depth > MAX_NESTING:
            message = f"deze uitdrukking is te diep genest: hoogstens {MAX_NESTING} niveaus"
            raise SyntaxMistake(message, getattr(node.meta, "start_pos", 0) or 0, "maak van een deel een afleiding")
        stack.extend((child, depth + 1) for child in node.children)


def _convert(node: Tree[Token] | Token) -> Syntax:
    from lark import Token

    if isinstance(node, Token):
        return Syntax(node.type, node.start_pos or 0, str(node))
    children = tuple(_convert(child) for child in node.children)
    offset = children[0].offset if children else (getattr(node.meta, "start_pos", 0) or 0)
    if node.data in ("disjunction", "conjunction") and len(children) == 1:
        return children[0]
    return Syntax(str(node.data), offset, "", children)


_SIGNS = {
    "≤": "schrijf '<='",
    "≥": "schrijf '>='",
    "≠": "schrijf '!='",
    "&": "schrijf 'en'",
    "|": "schrijf 'of'",
    "!": "schrijf 'niet', of '!=' voor ongelijk",
    '"': "schrijf de naam zonder aanhalingstekens",
    "'": "schrijf de naam zonder aanhalingstekens",
    "%": "schrijf 'procent'",
    "{": "schrijf de naam zonder accolades",
}
_WORDS = {
    "=": "schrijf één keer '='",
    "and": "schrijf 'en'",
    "or": "schrijf 'of'",
    "not": "schrijf 'niet'",
    "true": "schrijf 'ja'",
    "false": "schrijf 'nee'",
    "yes": "schrijf 'ja'",
    "no": "schrijf 'nee'",
    "where": "schrijf 'waarvoor'",
    "met": "schrijf 'waarvoor'",
    "is": "gebruik '=', 'is bekend' of 'is onbekend'",
    "tussen": "gebruik '>=' en '<='",
    "groter": "schrijf '>'",
    "kleiner": "schrijf '<'",
}
_DECIMAL = "schrijf een decimaal getal met een punt"


def _word_hint(text: str, offset: int) -> str:
    before, after = text[:offset].rstrip(), text[offset:]
    if after[:1] == "," and after[1:2].isdigit() and before[-1:].isdigit():
        return _DECIMAL
    word = after.split()[0].rstrip("()[],").lower() if after.split() else ""
    if word in _WORDS:
        return _WORDS[word]
    if before and before.split()[-1] == "is":
        return _WORDS["is"]
    return ""
