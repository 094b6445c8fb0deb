"""The file `toetsen/gelijkwaardig.yaml` laid beside the changes that no test notices: which it explains, and which of
its explanations do not hold.

An explanation never covers more than it names. Without `wordt` it says that no change of the part can be noticed; with
it, each text names one change of the part. A long text may leave out what did not change (`... van < x ...`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..rule_tests.reading import Equivalent

GAP = "..."
"""Stands for a piece of a text that is left out."""

BESIDE = 3
"""So many words are kept on either side of what changed."""

LONG = 90
"""A text that is not longer than this is told whole."""

Change = tuple[str, str]
"""The part, and what it becomes."""


class Explained(NamedTuple):
    """The reason of each change that is explained; and the explanations that do not hold, with why not."""

    reasons: dict[Change, str]
    stale: tuple[tuple[Equivalent, str], ...]


def explained(
    equivalents: Iterable[Equivalent], known: Iterable[Change], tried: Collection[Change], survived: Collection[Change]
) -> Explained:
    """`known` are all changes of the rules; `tried` those that a test could notice, `survived` those that none did."""
    of_part: dict[str, list[str]] = {}
    for part, becomes in known:
        of_part.setdefault(part, []).append(becomes)
    reasons: dict[Change, str] = {}
    stale: list[tuple[Equivalent, str]] = []
    for one in equivalents:
        wrong = dict.fromkeys(_wrong(one, of_part, tried, survived))
        if wrong:
            stale.append((one, "; ".join(wrong)))
            continue
        for part in one.parts:
            reasons.update(dict.fromkeys(_meant(one, part, of_part[part]), one.reason))
    return Explained(reasons, tuple(stale))


def _wrong(
    one: Equivalent, of_part: Mapping[str, list[str]], tried: Collection[Change], survived: Collection[Change]
) -> Iterator[str]:
    """What does not hold of an explanation."""
    used: set[str] = set()
    for part in one.parts:
        if part not in of_part:
            yield f"het onderdeel {part} bestaat niet of is niet te wijzigen"
            continue
        for text in one.becomes:
            found = [becomes for becomes in of_part[part] if matches(text, becomes)]
            if len(found) > 1:
                yield f"'{text}' past op {len(found)} wijzigingen van {part}"
            used.update(text for _ in found)
        meant = [change for change in _meant(one, part, of_part[part]) if change in tried]
        if not meant and not any((part, becomes) not in tried for becomes in of_part[part]):
            yield f"bij {part} is er geen wijziging die zo luidt"
        yield from (f"een toets merkt {part}: {becomes}" for _, becomes in meant if (part, becomes) not in survived)
    yield from (f"er is geen wijziging '{text}'" for text in one.becomes if text not in used)


def _meant(one: Equivalent, part: str, changes: Iterable[str]) -> list[Change]:
    texts = one.becomes
    return [(part, becomes) for becomes in changes if not texts or any(matches(text, becomes) for text in texts)]


def matches(text: str, becomes: str) -> bool:
    """Whether a text, in which `...` stands for anything, is that of a change.

    >>> matches("... tot > b ...", "van <= a en tot > b en c"), matches("tot > b", "van <= a en tot > b")
    (True, False)
    """
    if text == becomes:
        return True
    return re.fullmatch(".*".join(map(re.escape, text.split(GAP))), becomes) is not None


def shortened(was: str, becomes: str, others: Iterable[str]) -> tuple[str, str]:
    """Both texts around what differs, when they are long; the second matches none of `others`.

    >>> long = "a >= 1 en b >= 2 en c >= 3 en d >= 4 en e >= 5 en f >= 6 en g >= 7 en h >= 8 en i >= 9 en j >= 10"
    >>> shortened(long, long.replace("e >= 5", "e > 5"), [])
    ('... 4 en e >= 5 en f ...', '... 4 en e > 5 en f ...')
    """
    old, new = was.split(" "), becomes.split(" ")
    if max(len(was), len(becomes)) <= LONG:
        return was, becomes
    same = min(len(old), len(new))
    start = next((at for at in range(same) if old[at] != new[at]), same)
    end = next((at for at in range(same - start) if old[-1 - at] != new[-1 - at]), same - start)
    rivals = [one for one in others if one != becomes]
    for beside in range(BESIDE, max(len(old), len(new))):
        texts = _window(old, start, end, beside), _window(new, start, end, beside)
        if not any(matches(texts[1], one) for one in rivals):
            return texts
    return was, becomes


def _window(words: list[str], start: int, end: int, beside: int) -> str:
    first, last = max(0, start - beside), min(len(words), len(words) - end + beside)
    before, after = ([GAP] if first else []), ([GAP] if last < len(words) else [])
    return " ".join((*before, *words[first:last], *after))
