"""A page in colour on a terminal, through rich. The characters are those of `page_text`; only colour is added."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from .page import Page, Style

COLOURS: dict[Style, str] = {
    Style.PLAIN: "",
    Style.HEADING: "bold",
    Style.STRONG: "bold",
    Style.DIM: "dim",
    Style.GOOD: "green",
    Style.BAD: "bold red",
    Style.DOUBT: "yellow",
    Style.OPEN: "magenta",
    Style.COMING: "cyan",
    Style.NEUTRAL: "dim",
}


def print_page(page: Page, console: Console) -> None:
    """Write the page to the console in one go."""
    text = Text(end="")
    for line in page:
        for span in line:
            text.append(span.text, COLOURS[span.style])
        text.append("\n")
    console.print(text, soft_wrap=True, end="")
