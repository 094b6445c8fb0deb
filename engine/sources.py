"""The sources of the rules, and places in them."""

from __future__ import annotations

from typing import NamedTuple

from .language.terms import Authority


class Source(NamedTuple):
    """A legal source, listed once. `verified` says whether a person read the text in force."""

    id: str
    title: str
    short: str
    authority: Authority
    version: str
    address: str
    verified: bool
    remark: str = ""


class Citation(NamedTuple):
    """A place in a source: `{wet_wia: art. 25 lid 9}`."""

    source: str
    place: str
