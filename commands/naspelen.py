"""The command that repeats an earlier audit. Imports stay inside it, for a fast start."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..engine.mistakes import Mistake, MistakesFound, Place
from ..files import read_bytes, shown_name
from ..screen import Screen, Target
from .options import DONE, PACKAGE, format_option, output_options

if TYPE_CHECKING:
    from ..engine.differences.replay import Earlier, Replayed
    from ..engine.rulebook import Rulebook
    from ..rulebook_places import Kept

OTHERWISE = 1

NO_RULEBOOK, NO_DOSSIER, UNREADABLE = "N02", "N03", "N04"
ENDINGS = (".yaml", ".yml", ".json")
IN_CACHE = "eerder gelezen door dit programma"
SHOWN = 12
"""Characters of a hash in messages."""


class Found(NamedTuple):
    """What an audit is repeated with: the rulebook and where it was kept, the dossier and its file."""

    rulebook: Rulebook
    kept: str
    data: bytes
    file: str


@click.command("naspelen", cls=DutchCommand, **help_texts.NASPELEN.settings())
@click.argument("resultaat", metavar="RESULTAAT")
@click.option(
    "--dossier", metavar="DOSSIER", help="Het dossier van toen. Zonder deze optie zoekt Spoortoets naast RESULTAAT."
)
@click.option("--regels", metavar="BRON", help="De regelset van toen: een map, een uitgave of een revisie in git.")
@click.option("--uitgaven", metavar="MAP", help="Zoek de regelset van toen tussen de uitgaven in deze map.")
@format_option
@output_options
@click.pass_context
def naspelen(
    ctx: click.Context,
    resultaat: str,
    dossier: str | None,
    regels: str | None,
    uitgaven: str | None,
    formaat: str,
    uit: str | None,
    overschrijf: bool,
) -> int:
    """Repeat an earlier audit."""
    if regels and uitgaven:
        raise DutchMistake("--regels en --uitgaven gaan niet samen: kies één plaats voor de regelset", ctx)
    from ..engine.differences.replay import Likeness, read_result

    data = read_bytes(resultaat, "resultaat")
    earlier = read_result(data, shown_name(resultaat))
    found = _found(earlier, resultaat, dossier, regels, uitgaven)
    replayed = _replayed(earlier, data, found)
    screen: Screen = ctx.obj
    target = Target(screen, uit, overschrijf, resultaat)
    if formaat == "json":
        from ..explain.workbench.replay import replay_json

        target.text(replay_json(replayed, found.kept, shown_name(found.file), ascii_only=target.ascii_only))
    else:
        from ..explain.workbench.replay import replay_page

        target.page(lambda **look: replay_page(replayed, found.kept, shown_name(found.file), **look))
    return OTHERWISE if replayed.likeness is Likeness.OTHER else DONE


def _found(earlier: Earlier, result: str, dossier: str | None, rules: str | None, releases: str | None) -> Found:
    """The rulebook and the dossier of the earlier audit. Raises: MistakesFound when either is not the one."""
    from ..engine.cache import cached_by_hash, cached_from
    from ..rulebook_places import release_of

    kept = _kept(earlier, rules, releases)
    if isinstance(kept, str):
        before = cached_by_hash(earlier.hash) if rules is None and releases is None else None
        if before is None:
            hint = "noem haar met --regels (een map of een revisie in git), of de map met uitgaven met --uitgaven"
            raise MistakesFound([Mistake(Place(shown_name(result)), NO_RULEBOOK, kept, hint)])
        data, file = _dossier(earlier, result, dossier)
        return Found(before._replace(rules_day=earlier.rules_day), IN_CACHE, data, file)
    data, file = _dossier(earlier, result, dossier)
    try:
        rulebook = cached_from(kept.files)
    except MistakesFound as found:
        first = found.mistakes[0]
        message = f"de regelset van toen is gevonden ({kept.name}), maar dit programma leest haar niet: {first}"
        then = f" (versie {earlier.program})" if earlier.program else ""
        hint = f"speel haar na met het programma van toen{then}"
        raise MistakesFound([Mistake(Place(shown_name(result)), UNREADABLE, message, hint)]) from None
    release = release_of(Path(kept.name)) if rules is not None or releases is not None else None
    return Found(rulebook._replace(rules_day=earlier.rules_day, release=release), kept.name, data, file)


def _kept(earlier: Earlier, rules: str | None, releases: str | None) -> Kept | str:
    """The rulebook with the hash of then, of those that were offered; or that none has it, in words."""
    from ..engine.rule_files import content_hash
    from ..rulebook_places import kept_at, kept_releases, stated_hash

    if releases is not None:
        offered = kept_releases(releases)
    elif rules is not None:
        offered = [kept_at(rules)]
    else:
        offered = [kept_at(str(PACKAGE / "rules"))._replace(name="de meegeleverde regels")]
    hashes = [content_hash(one.files) for one in offered]
    for one, digest in zip(offered, hashes, strict=True):
        if digest == earlier.hash:
            return one
    told = []
    for one, digest in zip(offered, hashes, strict=True):
        stated = stated_hash(one.name)
        changed = f", gewijzigd na de uitgave: daar staat {stated[:SHOWN]}" if stated and stated != digest else ""
        told.append(f"{one.name} ({digest[:SHOWN]}{changed})")
    return (
        f"de toets is gedaan met regelset {earlier.rulebook} {earlier.version} ({earlier.hash[:SHOWN]}),"
        f" en die is niet gevonden; wel gevonden: {'; '.join(told)}"
    )


def _dossier(earlier: Earlier, result: str, named: str | None) -> tuple[bytes, str]:
    """The bytes of the dossier, and its file: the one that was named, or one beside the result."""
    wanted = f"de toets is gedaan met dossier {earlier.dossier} ({earlier.dossier_hash[:SHOWN]})"
    if named is not None:
        data = read_bytes(named)
        digest = sha256(data).hexdigest()
        if digest == earlier.dossier_hash:
            return data, named
        message = f"{wanted}, en dit bestand is een ander ({digest[:SHOWN]})"
        hint = "zoek het bestand zoals het toen was; elke gewijzigde letter telt"
        raise MistakesFound([Mistake(Place(shown_name(named)), NO_DOSSIER, message, hint)])
    folder = Path(result).parent
    try:
        beside = sorted(one for one in folder.iterdir() if one.suffix in ENDINGS and one.is_file())
    except (OSError, ValueError):
        beside = []
    for one in beside:
        try:
            data = read_bytes(str(one))
        except MistakesFound:  # too large to be a dossier, or not ours to read
            continue
        if sha256(data).hexdigest() == earlier.dossier_hash:
            return data, str(one)
    message = f"{wanted}, en dat staat niet naast dit bestand"
    raise MistakesFound([Mistake(Place(shown_name(result)), NO_DOSSIER, message, "noem het met --dossier")])


def _replayed(earlier: Earlier, data: bytes, found: Found) -> Replayed:
    """The audit once more. Where the dossier has the same peildatum, it may still have been given by hand, and is then
    read without where it was written; so both are tried.
    """
    from ..engine.differences.replay import Likeness

    first = None
    for given in (None, earlier.reference_date):
        one = _once(earlier, data, found, given=given is not None)
        if one is not None and one.likeness in (Likeness.SAME, Likeness.LAYOUT, Likeness.PROGRAM):
            return one
        first = first or one
    assert first is not None
    return first


def _once(earlier: Earlier, data: bytes, found: Found, *, given: bool) -> Replayed | None:
    """One repetition; None when the dossier has another peildatum of its own."""
    from ..engine.audit import audit
    from ..engine.differences.replay import as_then, compared
    from ..engine.dossier_reader import read_dossier
    from ..explain.as_json.parts import written
    from ..explain.as_json.result import result_json

    book = found.rulebook
    criteria = {one.id for one in book.criteria}
    day = earlier.reference_date if given else None
    try:
        case = read_dossier(found.data, shown_name(found.file), book.concepts, day, criteria)
    except MistakesFound:
        if given:
            raise
        return None
    if case.reference_date != earlier.reference_date:
        return None
    again = as_then(earlier, result_json(audit(book, case, motor=earlier.motor)))
    then = again | {key: earlier.content[key] for key in ("programma",) if key in earlier.content}
    told = compared(earlier, data, again, written(then, ascii_only=True), written(then))
    return told._replace(release=book.release is not None)
