"""A piece as one HTML page that needs nothing else: no script, no font, no picture, no address outside the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .blocks import Figure, Piece, heading_lead
from .columns import columns_of
from .structure import CONTENTS, contents, placed, stays_whole

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_TEMPLATE = Path(__file__).parent.parent / "templates" / "stuk.html.j2"
_IDENTIFIER = re.compile(r"""(\sid\s*=\s*["']|url\(\s*["']?#|href\s*=\s*["']#)""")


def html_text(piece: Piece) -> str:
    """The whole page. Every text is escaped; only the pictures, which our own template made, go in as they are."""
    from markupsafe import Markup

    figures = 0
    blocks = []
    for one in placed(piece):
        picture = Markup("")
        if isinstance(one.block, Figure):
            figures += 1
            picture = Markup(_own_names(one.block.svg, figures))
        blocks.append((one, one.block, picture))
    return _template().render(
        piece=piece,
        blocks=blocks,
        contents=contents(piece),
        contents_title=CONTENTS,
        heading_lead=heading_lead,
        columns_of=columns_of,
        stays_whole=stays_whole,
        css_text=_css_text,
    )


def _own_names(svg: str, number: int) -> str:
    """The picture with its own names in the page, so that it shares none with a heading or another picture."""
    return _IDENTIFIER.sub(rf"\g<1>figuur{number}-", svg)


def _css_text(words: str) -> Markup:
    """A text as a string of CSS, with every sign as a number, so that none can end the string or the style sheet."""
    from markupsafe import Markup

    return Markup('"%s"') % "".join(one if one.isalnum() and one.isascii() else f"\\{ord(one):06x}" for one in words)


def _template() -> Template:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
