"""Breaks a long expression of the rule language over lines, as far outside its parentheses as it can."""

from __future__ import annotations

import re

_WORD = re.compile(r"(?:(en|of)|waarvoor|[-+*/]) ")


def folded(text: str, room: int) -> list[str]:
    """The expression on lines of at most `room` characters; a word that is longer stays whole.

    >>> folded("a.lang > 3 en (b.kort of c.klein)", 24)
    ['a.lang > 3', 'en (b.kort of c.klein)']
    """
    lines: list[str] = []
    while len(text) > room:
        place = _best_place(text, room)
        if place is None:
            break
        lines.append(text[:place])
        text = text[place + 1 :]
    return [*lines, text]


def _best_place(text: str, room: int) -> int | None:
    """The space to break at: before a word that joins in the fewest parentheses, and of these before `en` or `of`; else
    the last that fits. None when there is no space.
    """
    found: list[tuple[bool, int, int, int]] = []
    depth = 0
    for place, sign in enumerate(text[: room + 1]):
        depth += (sign in "([") - (sign in ")]")
        if sign == " " and place >= room // 3:
            match = _WORD.match(text, place + 1)
            kind = 2 if match is None else 0 if match[1] else 1
            found.append((kind == 2, depth, kind, -place))
    if found:
        return -min(found)[3]
    place = text.find(" ", room)
    return None if place < 0 else place
