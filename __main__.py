"""`python -m spoortoets`: the same as the command."""

import sys

from .cli import command_line

sys.exit(command_line())
