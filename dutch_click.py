"""Click in Dutch: help pages and usage mistakes. A mistake is told by its class; no text of click reaches the user."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .engine.mistakes import did_you_mean

if TYPE_CHECKING:
    DayType = click.ParamType[date]
    WordType = click.ParamType[str]
else:
    DayType = WordType = click.ParamType

HELP_WIDTH = 80
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOSSIER_ENDINGS = (".yaml", ".yml", ".json")
_HELP_WORDS = ("hulp", "help", "uitleg")
_UNBROKEN = "\u2011"
"""Stands for a hyphen while click folds lines, so that a word such as no-gogrond is not broken at it."""


class HelpRequested(Exception):
    """The user asked for an explanation; `text` is it."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class DutchMistake(click.UsageError):
    """A usage mistake that is told in Dutch already."""


class DutchCommand(click.Command):
    """A command with a Dutch help page. `examples` are lines shown under Voorbeelden."""

    def __init__(self, name: str | None = None, *, examples: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.update(context_settings={"allow_extra_args": True}, add_help_option=False, options_metavar="[OPTIES]")
        super().__init__(name, **kwargs)
        self.examples = tuple(examples)
        self.params.append(_help_option())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click, but words that are left over are told in Dutch."""
        try:
            super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if ctx.args and not isinstance(self, click.Group):
            shown = ", ".join(f"'{one}'" for one in ctx.args)
            raise DutchMistake(f"te veel argumenten: {shown} hoort hier niet", ctx)
        return ctx.args

    def get_help(self, ctx: click.Context) -> str:
        return help_page(self, ctx)


class DutchGroup(DutchCommand, click.Group):
    """A group of commands with a Dutch help page; called alone, it explains itself or runs its `default` command."""

    command_class = DutchCommand
    group_class = type

    def __init__(
        self, name: str | None = None, *, default: str = "", places: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        """`places`: where commands are that are imported when they are called or explained, "module:name" by name."""
        kwargs.update(subcommand_metavar="OPDRACHT [ARGUMENTEN]", invoke_without_command=True)
        super().__init__(name, **kwargs)
        self.default, self.places = default, dict(places or {})

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (the library calls it so)
        """All names, in the order in which they are explained."""
        return list(dict.fromkeys((*self.places, *self.commands)))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None when there is none."""
        if cmd_name not in self.commands and cmd_name in self.places:
            module, name = self.places[cmd_name].split(":")
            self.add_command(getattr(import_module(module, __package__), name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not self.default:
            raise HelpRequested(self.get_help(ctx))
        own = {option for one in self.params for option in one.opts}
        if self.default and (not args or (args[0].startswith("-") and args[0] not in own)):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The named command. Raises: DutchMistake with the nearest word when there is none."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            hint = did_you_mean(name, self.list_commands(ctx))
            if name in _HELP_WORDS:
                hint = f"bedoelde u '{ctx.command_path} --hulp'?"
            audit = self.get_command(ctx, "toets")
            takes_file = audit is not None and any(one.metavar == "DOSSIER" for one in audit.params)
            if takes_file and (name.endswith(_DOSSIER_ENDINGS) or Path(name).is_file()):
                hint = f"bedoelde u '{ctx.command_path} toets {name}'?"
            raise DutchMistake(f"onbekende opdracht '{name}'" + (f"; {hint}" if hint else ""), ctx)
        return name, command, args[1:]


class Day(DayType):
    """A date as JJJJ-MM-DD."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            if not _DAY.fullmatch(value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            message = f"'{value}' is geen datum; schrijf jaar-maand-dag, zoals 2026-09-14"
            raise click.BadParameter(message, ctx, param) from None


class Word(WordType):
    """One of a few words."""

    name = "woord"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.words:
            return str(value)
        hint = did_you_mean(str(value), self.words)
        message = f"'{value}' kan hier niet; kies uit: {', '.join(self.words)}" + (f"; {hint}" if hint else "")
        raise click.BadParameter(message, ctx, param)


def help_page(command: click.Command, ctx: click.Context) -> str:
    """The explanation of a command: usage, text, arguments in the text, options, commands and examples."""
    formatter = click.HelpFormatter(width=HELP_WIDTH)
    formatter.write(f"Gebruik: {usage(command, ctx)}\n\n")
    with formatter.indentation():
        formatter.write_text((command.help or "").strip().replace("-", _UNBROKEN))
    if isinstance(command, click.Group):
        known = [command.get_command(ctx, name) for name in command.list_commands(ctx)]
        rows = [(one.name or "", one.short_help or "") for one in known if one is not None]
        _section(formatter, "Opdrachten", rows)
    rows = [
        (", ".join(one.opts) + (f" {one.metavar}" if one.metavar else ""), one.help or "")
        for one in command.params
        if isinstance(one, click.Option)
    ]
    _section(formatter, "Opties", rows)
    examples = command.examples if isinstance(command, DutchCommand) else ()
    if examples:
        formatter.write("\nVoorbeelden:\n" + "".join(f"  {one}\n" for one in examples))
    if command.epilog:
        formatter.write("\n")
        formatter.write_text(command.epilog.replace("-", _UNBROKEN))
    return formatter.getvalue().replace(_UNBROKEN, "-")


def usage(command: click.Command, ctx: click.Context) -> str:
    """How a command is called, on one line."""
    arguments = [one.metavar or one.name or "" for one in command.params if isinstance(one, click.Argument)]
    tail = [command.subcommand_metavar or ""] if isinstance(command, click.Group) else []
    return " ".join([ctx.command_path, command.options_metavar or "", *arguments, *tail])


def usage_mistake(error: click.ClickException) -> str:
    """What is wrong with a command line, in Dutch, with how it is called and where the explanation is."""
    lines = []
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None:
        lines.append(f"Gebruik: {usage(ctx.command, ctx)}")
        lines.append(f"Uitleg: {ctx.command_path} --hulp")
    return "\n".join([*lines, f"Fout: {_told(error, ctx)}"]) + "\n"


def _told(error: click.ClickException, ctx: click.Context | None) -> str:
    match error:
        case DutchMistake():
            return error.message
        case click.NoSuchOption():
            known = [name for one in ctx.command.params for name in one.opts if name.startswith("--")] if ctx else []
            hint = did_you_mean(error.option_name, known)
            return f"onbekende optie '{error.option_name}'" + (f"; {hint}" if hint else "")
        case click.MissingParameter():
            kind = "het argument" if isinstance(error.param, click.Argument) else "de optie"
            return f"{kind} {_parameter_name(error.param)} ontbreekt"
        case click.BadOptionUsage():
            param = next((one for one in ctx.command.params if error.option_name in one.opts), None) if ctx else None
            needs = "neemt geen waarde" if isinstance(param, click.Option) and param.is_flag else "vraagt een waarde"
            return f"de optie '{error.option_name}' {needs}"
        case click.BadParameter():
            return f"ongeldige waarde voor {_parameter_name(error.param)}: {error.message}"
        case _:
            return "deze opdrachtregel is niet te lezen"


def _parameter_name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"'{param.opts[0]}'"
    return (param.metavar or param.name or "").strip("[]") if isinstance(param, click.Argument) else ""


def _section(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write(f"\n{title}:\n")
        with formatter.indentation():
            formatter.write_dl(rows, col_max=26, col_spacing=2)


def _help_option() -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            raise HelpRequested(ctx.command.get_help(ctx))

    return click.Option(
        ["--hulp", "--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Toon deze uitleg.",
    )
