"""The base of what trees are made of: a tuple with named fields that equals only nodes of its own class.

A frozen dataclass would say the same; making one such class takes a millisecond, and a command makes them all at its
start. This takes a twentieth of that, and making a node takes less too.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class _NodeClass(type):
    """Turns the annotations of a class into fields, in their order; what a field is set to is its default."""

    def __new__(mcls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _NodeClass:
        fields = tuple(body.get("__annotations__", ()))
        defaults = {field: body.pop(field) for field in fields if field in body}
        body.update({field: property(itemgetter(place)) for place, field in enumerate(fields)})
        return super().__new__(
            mcls, name, bases, {**body, "__slots__": (), "__match_args__": fields, "_defaults": defaults}
        )


class TreeNode(tuple[Any, ...], metaclass=_NodeClass):
    """A value with fields, and always true.

    >>> class Pair(TreeNode):
    ...     left: int
    ...     right: int = 0
    >>> class Other(TreeNode):
    ...     left: int
    ...     right: int
    >>> Pair(1), Pair(1) == Pair(1, right=0), Pair(1, 2) == Other(1, 2), Pair(1, 2)._replace(right=3).right
    (Pair(left=1, right=0), True, False, 3)
    """

    def __new__(cls, *values: Any, **named: Any) -> Self:
        """Raises: TypeError when a field is not given, given twice or not known."""
        if named or len(values) != len(cls.__match_args__):
            values = cls._completed(values, named)
        return tuple.__new__(cls, values)

    @classmethod
    def _completed(cls, values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        fields: tuple[str, ...] = cls.__match_args__
        given = dict(zip(fields, values, strict=False))
        wrong = [*values[len(fields) :], *(name for name in named if name not in fields or name in given)]
        found: dict[str, Any] = {**cls._defaults, **given, **named}  # type: ignore[attr-defined]
        lacking = [field for field in fields if field not in found]
        if wrong or lacking:
            raise TypeError(f"{cls.__name__}: not a field, or given twice: {wrong}; not given: {lacking}")
        return tuple(found[field] for field in fields)

    def _replace(self, **changed: Any) -> Self:
        """The same node with other values in the fields named."""
        return type(self)(**{**dict(zip(self.__match_args__, self, strict=True)), **changed})

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    # Of the fields alone: what differs in its class only, is rare, and this runs for every node at every start.
    __hash__ = tuple.__hash__

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        names: tuple[str, ...] = self.__match_args__
        return f"{type(self).__name__}({', '.join(map('{}={!r}'.format, names, self))})"
