"""`python -m spoortoets`: the same as the command."""

from .cli import command_line

command_line()
