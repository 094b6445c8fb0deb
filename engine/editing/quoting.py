"""When a text needs quotes in YAML, and how it is then written."""

from __future__ import annotations

import json
import re

_BEGINS_AS_SOMETHING_ELSE = re.compile(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`=]|[-+.]?\d")
_WORDS = frozenset({"ja", "nee", "true", "false", "null", "~", "yes", "no", "on", "off", "y", "n"})
"""Words that mean something to this program or to another that reads YAML."""


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text that stands between quotes can do without. Inside braces and brackets a comma ends it.

    A number or a date stays as it was written: between quotes it is text. So does `*`, which stands for any ending in
    the words to watch for.

    >>> is_plain("De intake was te laat.", flow=False), is_plain("ja", flow=False), is_plain("a, b", flow=True)
    (True, False, False)
    """
    if not text or text != " ".join(text.split()) or text.lower() in _WORDS or not text.isprintable():
        return False
    if _BEGINS_AS_SOMETHING_ELSE.match(text) or ": " in text or " #" in text or text.endswith(":") or "*" in text:
        return False
    return not (flow and re.search(r"[,\[\]{}]", text))


def quoted(text: str) -> str:
    """The text between double quotes; between single ones where that saves a backslash.

    >>> print(quoted("a: b"), quoted('het "plan": af'))
    "a: b" 'het "plan": af'
    """
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    if text.isprintable() and "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)
