"""The page of `regels toon`: one rule as readable Dutch."""

from __future__ import annotations

from ..rule_book.text import RuleText
from .page import Page, PageBuilder, Span, Style

LABEL = 14


def rule_page(told: RuleText, *, width: int, ascii_only: bool = False) -> Page:
    """The rule with its parts; the names that a line of these mentions stand behind it, dim, between round brackets."""
    builder = PageBuilder(width, ascii_only)
    builder.text(Span(f"{told.id} {told.title}", Style.HEADING))
    for fact in told.facts:
        builder.labelled(fact.label, fact.text, width=LABEL)
    for part in told.parts:
        builder.blank()
        builder.text(Span(part.heading, Style.STRONG))
        for row in part.rows:
            indent = 2 + 2 * row.depth
            names = ", ".join(row.names)
            if not row.text:
                builder.text(names, indent=indent)
            elif names:
                builder.text("- ", row.text, Span(f" ({names})", Style.DIM), indent=indent, hanging=indent + 2)
            else:
                builder.text("- ", row.text, indent=indent, hanging=indent + 2)
    return builder.page()
