"""Carries out a guide in Markdown: its shell lines and its edits, as they stand there, in a folder of its own.

What counts is what a reader sees. A block `console` holds command lines after `$ ` with what they print; a line `...`
stands for what is left out. Edits are sentences before a block of YAML:

    In `FILE` staat:                           the block is there exactly once, and the block after
    Maak daarvan:                              this takes its place
    Vervang in `FILE` alles vanaf `WORDS` door:      the file ends with the block, from the line that begins so
    Vervang het hele bestand `FILE` door:      the block is the whole file
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OWN = re.compile(r"(?<=· )[0-9a-f]{8}(?:[0-9a-f]{4})?\b|\b\d[\d.]*(?= (?:toetsen|geslaagd)\b)")
"""What differs from one rulebook to the next, and is not compared: its hash, and how many tests it has."""

LEFT_OUT = "..."
WRITING = ("cp", "spoortoets regels nieuw", "spoortoets regels formatteer")
"""Commands that change the rules that the guide works on."""


@dataclass(frozen=True)
class Run:
    """A command line, and the lines that it prints. `start` and `end` are where those stand in the guide."""

    command: str
    printed: tuple[str, ...]
    start: int
    end: int

    @property
    def writes(self) -> bool:
        return self.command.startswith(WRITING)

    def prints(self, text: str) -> bool:
        """Whether a text is what the guide shows."""
        shown, lines = [OWN.sub("", one) for one in self.printed], [OWN.sub("", one) for one in text.splitlines()]
        if LEFT_OUT not in shown:
            return shown == lines
        head, tail = _around(shown)
        return (
            len(lines) >= len(head) + len(tail)
            and lines[: len(head)] == head
            and lines[len(lines) - len(tail) :] == tail
        )

    def renewed(self, text: str) -> list[str]:
        """The lines that the guide should show for this text, as much of it as before."""
        lines = text.splitlines()
        if LEFT_OUT not in self.printed:
            return lines
        head, tail = _around(list(self.printed))
        if len(head) + len(tail) >= len(lines):
            return lines
        return [*lines[: len(head)], LEFT_OUT, *lines[len(lines) - len(tail) :]]


def _around(lines: list[str]) -> tuple[list[str], list[str]]:
    place = lines.index(LEFT_OUT)
    return lines[:place], lines[place + 1 :]


@dataclass(frozen=True)
class Edit:
    """A change to a file. `old` is the text that goes; None = the whole file. `onwards`: and all that follows it."""

    file: str
    old: str | None
    new: str
    onwards: bool = False

    def applied(self, text: str) -> str:
        """The text after the change; the old text must stand there once."""
        if self.old is None:
            return self.new
        if not self.onwards:
            assert text.count(self.old) == 1, f"{self.file}: {self.old!r} staat er {text.count(self.old)} keer"
            return text.replace(self.old, self.new)
        places = [match.start() for match in re.finditer(rf"^{re.escape(self.old)}", text, re.MULTILINE)]
        assert len(places) == 1, f"{self.file}: {self.old!r} staat er {len(places)} keer"
        return text[: places[0]] + self.new


def chapters(guide: str) -> list[list[Run | Edit]]:
    """What each chapter of a guide asks to do. Chapters begin with `## `."""
    starts = [match.start() for match in re.finditer(r"^## ", guide, re.MULTILINE)]
    parts = zip(starts, [*starts[1:], len(guide)], strict=True)
    return [list(_steps(" " * start + guide[start:end])) for start, end in parts]


def _steps(guide: str) -> Iterator[Run | Edit]:
    """What a part of a guide asks to do, in order. Every block of it must be understood."""
    waiting: tuple[str, str] | None = None
    last = 0
    for match in FENCE.finditer(guide):
        kind, body = match.groups()
        before = guide[last : match.start()].strip().rpartition("\n\n")[2].replace("\n", " ")
        last = match.end()
        if kind == "console":
            yield from _runs(body, match.start(2))
        elif waiting is not None:
            assert before.endswith("Maak daarvan:"), before
            yield Edit(waiting[0], waiting[1], body)
            waiting = None
        elif there := re.search(r"In `([^`]+)` staat:$", before):
            waiting = (there.group(1), body)
        elif onwards := re.search(r"Vervang in `([^`]+)` alles vanaf `([^`]+)` door:$", before):
            yield Edit(onwards.group(1), onwards.group(2), body, onwards=True)
        elif whole := re.search(r"Vervang het hele bestand `([^`]+)` door:$", before):
            yield Edit(whole.group(1), None, body)
        else:
            raise AssertionError(f"what is to be done with this block? {before!r}")
    assert waiting is None


def _runs(body: str, start: int) -> Iterator[Run]:
    command, printed, place = "", [], start
    began = start
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield Run(command, tuple(printed), began, place)
            command, printed, began = line[2:].strip(), [], place + len(line)
        else:
            printed.append(line.rstrip("\n"))
        place += len(line)
    yield Run(command, tuple(printed), began, place)
