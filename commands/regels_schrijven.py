"""The commands for who writes rules: schemas for an editor, new rules, one canonical form. Imports stay inside them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import help_texts
from ..dutch_click import DutchCommand, DutchMistake
from ..engine.mistakes import Mistake, MistakesFound, Place, did_you_mean
from ..files import existing_folder, read_bytes, write_folder, write_whole
from ..screen import Target
from .options import DONE, rules_folder, rules_option

if TYPE_CHECKING:
    from collections.abc import Mapping

WOULD_CHANGE = 1
RULEBOOK = "regelset.yaml"
HERE = ("rules", ".")
"""Where a rulebook of one's own is looked for when no folder is named."""


@click.command("schema", cls=DutchCommand, **help_texts.REGELSCHEMA.settings())
@click.option("--uit", metavar="MAP", required=True, help="De map waarin de schema's komen.")
@click.option("--modeline", is_flag=True, help="Zet boven elk bestand in de map van --regels waar zijn schema is.")
@click.option("--overschrijf", is_flag=True, help="Vervang schema's die er al staan.")
@rules_option
@click.pass_context
def schema(ctx: click.Context, uit: str, modeline: bool, overschrijf: bool, regels: str | None) -> int:
    """The schemas of the rule files and of a dossier."""
    if modeline and regels is None:
        raise DutchMistake("noem bij --modeline met --regels de map van uw eigen regelset", ctx)
    import json

    from ..engine.cache import cached_rulebook
    from ..engine.editing.schemas import schemas_of, settings
    from ..explain.workbench.writing import schema_page

    folder = rules_folder(regels)
    texts = _texts(folder) if modeline else {}
    found = schemas_of(cached_rulebook(folder))
    made = {name: json.dumps(one, ensure_ascii=False, indent=1) + "\n" for name, one in found.items()}
    write_folder(uit, made, overwrite=overschrijf)
    written = _write_modelines(folder, texts, _seen_from(uit, folder)) if modeline else None
    shown = json.dumps(settings(_seen_from(uit, Path()), _seen_from(str(folder), Path())), indent=2, ensure_ascii=False)
    Target(ctx.obj, None, False, "").page(lambda **look: schema_page(len(made), uit, shown, written, **look))
    return DONE


def _write_modelines(folder: Path, texts: Mapping[str, str], schemas: str) -> int:
    """Say in each file where its schema is. How many files were written."""
    from ..engine.editing.schemas import modeline, schema_name, with_modeline

    if any(one.isspace() for one in schemas):
        message = "een pad met een spatie kan niet in de regel boven een bestand"
        raise MistakesFound([Mistake(Place("--uit"), "B07", message, "kies een map zonder spaties")])
    changed = 0
    for file, text in texts.items():
        written = with_modeline(text, modeline(file, schemas)) if schema_name(file) else text
        if written != text:
            write_whole(str(folder / file), written, overwrite=True)
            changed += 1
    return changed


def _seen_from(folder: str, start: Path) -> str:
    """A folder as a path from another one, as an editor and a YAML file write it."""
    try:
        return Path(os.path.relpath(folder, start)).as_posix()
    except ValueError:  # on another drive
        return Path(folder).absolute().as_posix()


@click.command("nieuw", cls=DutchCommand, **help_texts.REGELNIEUW.settings())
@click.argument("soort", metavar="SOORT")
@click.argument("naam", metavar="NAAM")
@click.option("--map", "folder", metavar="MAP", help="De map van uw regelset; anders rules, of de map waarin u bent.")
@click.pass_context
def nieuw(ctx: click.Context, soort: str, naam: str, folder: str | None) -> int:
    """A new rule, with what must be filled in and a test that fails until it is."""
    from ..engine.editing.additions import KINDS, CannotAdd, add
    from ..explain.workbench.writing import new_page

    if soort not in KINDS:
        near = did_you_mean(soort, KINDS) or f"kies uit {', '.join(KINDS)}"
        raise DutchMistake(f"'{soort}' is geen soort regel; {near}", ctx)
    root = _own_rules(folder, ctx)
    texts = _texts(root)
    try:
        addition = add(soort, naam, texts)
    except CannotAdd as error:
        raise DutchMistake(str(error), ctx) from None
    for file, text in addition.texts.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(path), text, overwrite=file in texts)
    files = [(file, file not in texts) for file in addition.texts]
    Target(ctx.obj, None, False, "").page(
        lambda **look: new_page(files, folder or root.as_posix(), addition.tested, **look)
    )
    return DONE


def _own_rules(name: str | None, ctx: click.Context, option: str = "--map") -> Path:
    """The rulebook that is written in. Never the one inside the program, unless it is named with `option`."""
    if name is not None:
        folder = existing_folder(name)
        if not (folder / RULEBOOK).is_file():
            raise DutchMistake(f"'{name}' is geen map met regels: '{RULEBOOK}' ontbreekt", ctx)
        return folder
    for one in HERE:
        if (Path(one) / RULEBOOK).is_file():
            return Path(one)
    raise DutchMistake(f"noem met {option} de map van uw regelset", ctx)


@click.command("formatteer", cls=DutchCommand, **help_texts.FORMATTEER.settings())
@click.argument("bestanden", metavar="[BESTAND]...", nargs=-1)
@click.option("--controle", is_flag=True, help="Zeg alleen welke bestanden zouden veranderen.")
@rules_option
@click.pass_context
def formatteer(ctx: click.Context, bestanden: tuple[str, ...], controle: bool, regels: str | None) -> int:
    """Write rule files in their canonical form."""
    from ..explain.workbench.writing import format_page

    if bestanden and regels is not None:
        raise DutchMistake("noem bestanden, of met --regels een hele regelset", ctx)
    folder = next((one for one in bestanden if Path(one).is_dir()), None)
    if folder is not None:
        raise DutchMistake(f"'{folder}' is een map; noem bestanden, of met --regels een hele regelset", ctx)
    if bestanden:
        chosen = {name: _below_rules(Path(name)) for name in bestanden}
    else:
        root = _own_rules(regels, ctx, "--regels")
        chosen = {(root / file).as_posix(): file for file in _texts(root)}
    changed, left = _format(chosen, check=controle)
    Target(ctx.obj, None, False, "").page(
        lambda **look: format_page(changed, left, len(chosen), check=controle, **look)
    )
    return WOULD_CHANGE if controle and changed else DONE


def _format(chosen: Mapping[str, str], *, check: bool) -> tuple[list[str], list[str]]:
    """The files that get another text, and those that cannot be written otherwise. All mistakes are told first."""
    from ..engine.editing.canonical import CannotFormat, canonical
    from ..engine.forms.rooms import form_of
    from ..engine.text.yaml_text import read_text

    texts: dict[str, str] = {}
    left: list[str] = []
    mistakes: list[Mistake] = []
    for name, below in chosen.items():
        data = read_bytes(name, "regel")
        try:
            written = canonical(data, name, form_of(below, read_text(data, name)))
        except MistakesFound as found:
            mistakes += found.mistakes
        except CannotFormat:
            left.append(name)
        else:
            if written.encode() != data:
                texts[name] = written
    if mistakes:
        raise MistakesFound(mistakes)
    for name, text in texts.items() if not check else ():
        write_whole(name, text, overwrite=True)
    return list(texts), left


def _below_rules(path: Path) -> str:
    """The path of a file below the rules folder that it lies in; its name when it lies in none."""
    whole = path.absolute()
    for parent in whole.parents:
        if (parent / RULEBOOK).is_file():
            return whole.relative_to(parent).as_posix()
    return path.name


def _texts(folder: Path) -> dict[str, str]:
    """The texts of all YAML files of a rules folder, tests included, by path. Raises: MistakesFound."""
    from ..engine.rule_files import files_below

    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for name in files_below(folder):
        if name.endswith(".yaml"):
            try:
                texts[name] = read_bytes(str(folder / name), "regel").decode("utf-8-sig")
            except UnicodeDecodeError:
                message, hint = "dit bestand is geen tekst in UTF-8", "kies bij het opslaan de codering UTF-8"
                mistakes.append(Mistake(Place(name), "Y02", message, hint))
    if mistakes:
        raise MistakesFound(mistakes)
    return texts
