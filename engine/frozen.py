"""The base of values that do not change: a tuple with named fields that equals only values of its own class.

`typing.NamedTuple` says nearly the same. Making one such class takes a third of a millisecond, and a frozen dataclass a
whole one; a command makes some hundred and fifty of them at its start. This takes a tenth of that.
"""

from __future__ import annotations

# What named tuples themselves read a field by: a property takes twice as long, and fields are read at every turn.
from collections import _tuplegetter  # type: ignore[attr-defined]
from collections.abc import Callable, Iterable
from functools import partial
from itertools import takewhile
from typing import Any, Literal, Self, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class _FrozenClass(type):
    """Turns the annotations of a class into fields, in their order, after those of the class that it extends; what a
    field is set to is its default.
    """

    __match_args__: tuple[str, ...]
    _defaults: dict[str, Any]
    _last_defaults: tuple[Any, ...]

    def __new__(mcls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _FrozenClass:
        own = tuple(body.get("__annotations__", ()))
        fields, defaults = own, {field: body.pop(field) for field in own if field in body}
        for base in bases:
            if isinstance(base, _FrozenClass):
                fields, defaults = (*base.__match_args__, *own), {**base._defaults, **defaults}
        first = len(fields) - len(own)
        body.update({field: _tuplegetter(place, None) for place, field in enumerate(own, start=first)})
        body.update(__slots__=(), __match_args__=fields, _defaults=defaults)
        with_default = takewhile(defaults.__contains__, reversed(fields))
        body["_last_defaults"] = tuple(defaults[field] for field in with_default)[::-1]
        return super().__new__(mcls, name, bases, body)


class Frozen(tuple[Any, ...], metaclass=_FrozenClass):
    """A value with fields, and always true.

    >>> class Pair(Frozen):
    ...     left: int
    ...     right: int = 0
    >>> class Other(Frozen):
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
        defaults: dict[str, Any] = cls._defaults
        known = len(values)
        if not named and len(fields) - len(cls._last_defaults) <= known < len(fields):
            return values + cls._last_defaults[known - len(fields) :]
        try:
            found = (*values, *(named[one] if one in named else defaults[one] for one in fields[known:]))
        except KeyError as lacking:
            raise TypeError(f"{cls.__name__}: not given: {lacking}") from None
        wrong = [*values[len(fields) :], *(one for one in named if one not in fields or one in fields[:known])]
        if wrong:
            raise TypeError(f"{cls.__name__}: not a field, or given twice: {wrong}")
        return found

    def _replace(self, **changed: Any) -> Self:
        """The same value with other values in the fields named. Raises: TypeError when one is not a field."""
        cls = type(self)
        fields: tuple[str, ...] = cls.__match_args__
        made = tuple.__new__(cls, [changed.pop(name, own) for name, own in zip(fields, self, strict=True)])
        if changed:
            raise TypeError(f"{cls.__name__}: not a field: {list(changed)}")
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    # Of the fields alone: what differs in its class only, is rare, and this runs for every value at every start.
    __hash__ = tuple.__hash__

    def __bool__(self) -> Literal[True]:
        return True

    def __repr__(self) -> str:
        names: tuple[str, ...] = self.__match_args__
        return f"{type(self).__name__}({', '.join(map('{}={!r}'.format, names, self))})"


Made = TypeVar("Made", bound=Frozen)


def maker(cls: type[Made]) -> Callable[[Iterable[Any]], Made]:
    """Makes values of a class from all their fields in order, in a fifth of the time: a plan has ten thousand. Whether
    there are as many as the class has, it does not look at.

    >>> class Pair(Frozen):
    ...     left: int
    ...     right: int
    >>> maker(Pair)((1, 2))
    Pair(left=1, right=2)
    """
    return partial(tuple.__new__, cls)
