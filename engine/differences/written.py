"""What is written otherwise in rule files that are compared as they stand: the verdict, and what only shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..rule_files import Files
from ..text.text_tree import Mapping as Block
from ..text.text_tree import Node, Scalar, Sequence
from ..text.yaml_text import read_text
from .aligning import aligned, is_reordered
from .changes import Difference, Kind, RuleDifference, RuleSort, State

VERDICT_ROOM, QUESTIONS = "oordeel/", "oordeel/vragen.yaml"
HEADER = "regelset.yaml"
SHOWING = ("gevolgen/", "stukken/", "trajecten/", "bewaking/")
TIMELINE, PICTURE = "tijdlijn/", "beeld"
AUTHORITY_KEYS = ("gezag", "bronnen")
DECIDING_KEYS = ("als", "dan", "anders")
ID_KEYS = ("oordeel", "sectie", "stuk", "hoofdstuk", "traject", "dan", "deel", "feit", "kop", "titel", "naam", "soort")
"""By the first of these that it has an item of a list is known, or a file among others."""


def written_differences(old: Files, new: Files) -> Iterator[RuleDifference]:
    """Every file of those rooms that says something else, one value per file."""
    same = {name for name in old if new.get(name) == old[name]}
    before, after = (_trees({name: data for name, data in files.items() if name not in same}) for files in (old, new))
    names = list(dict.fromkeys((*before, *after)))
    moved = _moved({name: before[name] for name in before if name not in after}, after, before)
    for name in names:
        if name in moved.values() and name not in before:
            continue
        target = moved.get(name, name)
        one, other = before.get(name), after.get(target)
        verdict = name.startswith(VERDICT_ROOM)
        found = tuple(_walk(one, other, (), Kind.TEXT if verdict else Kind.DISPLAY, deciding=verdict))
        if not found:
            continue
        tree = one if other is None else other
        assert tree is not None
        sort = RuleSort.VERDICT if verdict else RuleSort.FILE
        state = State.NEW if one is None else State.GONE if other is None else State.CHANGED
        id = _identity(tree) if verdict else target
        if state is not State.CHANGED:
            kind = Kind.MEANING if verdict else Kind.DISPLAY
            texts = ("", flat(tree)) if one is None else (flat(tree), "")
            found = (Difference(kind, "het bestand", *texts),)
        yield RuleDifference(sort, id, target, state, found)


def _trees(files: Files) -> dict[str, Node]:
    """The files of these rooms, read; of the timeline only the picture."""
    found: dict[str, Node] = {}
    for name in sorted(files):
        wanted = name == HEADER or (name.startswith((*SHOWING, VERDICT_ROOM)) and name != QUESTIONS)
        if wanted or name.startswith(TIMELINE):
            tree = read_text(files[name], name)
            if wanted or (isinstance(tree, Block) and PICTURE in tree):
                found[name] = tree
    return found


def _moved(gone: Mapping[str, Node], after: Mapping[str, Node], before: Mapping[str, Node]) -> dict[str, str]:
    """Files that got another name, by what they are about."""
    come = {name: tree for name, tree in after.items() if name not in before}
    found: dict[str, str] = {}
    for name, tree in gone.items():
        room = name.partition("/")[0]
        same = next(
            (
                other
                for other, its in come.items()
                if other.startswith(f"{room}/") and _identity(its) == _identity(tree) and other not in found.values()
            ),
            None,
        )
        if same is not None:
            found[name] = same
    return found


def _walk(
    old: Node | None, new: Node | None, path: tuple[str, ...], kind: Kind, *, deciding: bool
) -> Iterator[Difference]:
    match old, new:
        case Block(), Block():
            keys = dict.fromkeys(key.text for node in (old, new) for key, _ in node.entries)
            for key in keys:
                own = _kind(key, kind, deciding)
                yield from _walk(old.get(key), new.get(key), (*path, key), own, deciding=deciding)
        case Sequence(items), Sequence(others):
            pairs = aligned(items, others, (flat, _identity))
            if is_reordered(pairs):
                own = Kind.MEANING if deciding else kind
                yield Difference(own, _part((*path, "volgorde")), _order(items), _order(others))
            for before, after in pairs:
                one = None if before is None else items[before]
                other = None if after is None else others[after]
                number = ((before if after is None else after) or 0) + 1
                own = Kind.MEANING if deciding and (one is None or other is None) else kind
                yield from _walk(one, other, (*path, str(number)), own, deciding=deciding)
        case _:
            before_text, after_text = flat(old), flat(new)
            if before_text != after_text:
                yield Difference(kind, _part(path), before_text, after_text)


def _kind(key: str, kind: Kind, deciding: bool) -> Kind:
    if key in AUTHORITY_KEYS:
        return Kind.AUTHORITY
    if deciding and key in DECIDING_KEYS:
        return Kind.MEANING
    return kind


def _part(path: tuple[str, ...]) -> str:
    """A path in words: "gevallen 3, als"."""
    words: list[str] = []
    for one in path:
        if one.isdigit() and words:
            words[-1] += f" {one}"
        else:
            words.append(one.replace("_", " "))
    return ", ".join(words)


def _identity(node: Node) -> str:
    """What an item or a file is about, "" when nothing says so."""
    if not isinstance(node, Block):
        return ""
    named = (node.get(key) for key in ID_KEYS)
    return next((flat(one) for one in named if one is not None), "")


def _order(items: tuple[Node, ...]) -> str:
    return "; ".join(_identity(one) or flat(one) for one in items)


def flat(node: Node | None) -> str:
    """What is written, on one line and without its layout."""
    match node:
        case Scalar():
            return " ".join(node.text.split())
        case Sequence(items):
            return f"[{', '.join(map(flat, items))}]"
        case Block(entries):
            return f"{{{', '.join(f'{key.text}: {flat(value)}' for key, value in entries)}}}"
    return ""
