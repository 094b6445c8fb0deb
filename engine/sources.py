"""The sources of the rules, and places in them."""

from __future__ import annotations

from .frozen import Frozen
from .language.terms import Authority
from .validity import ALWAYS, Validity


class Source(Frozen):
    """A legal source, or one version of its text. `verified` says whether a person read it."""

    id: str
    title: str
    short: str
    authority: Authority
    version: str
    address: str
    verified: bool
    remark: str = ""
    validity: Validity = ALWAYS


class Citation(Frozen):
    """A place in a source: `{wet_wia: art. 25 lid 9}`."""

    source: str
    place: str
