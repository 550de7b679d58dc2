"""Values whose fields hold what their types say, whoever makes them.

What is exactly a value of the type in another dress is taken: a list for a tuple (as a tuple of its
own), a table for a frozen map, a midnight timestamp for its date, an integer of numpy, the word of
an enum. Anything else is a fault, and every field that has one is named.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from inspect import get_annotations
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from ocop.brief import Brief
from ocop.errors import Faults
from ocop.exact import as_day, as_whole
from ocop.frozen_map import FrozenMap, frozen_map
from ocop.shape import check_of
from ocop.words import of_type

__all__ = ["Checked", "check_fields", "settled"]

Check = Callable[[Any], bool]
_CODES: dict[object, str] = {
    str: "not-text",
    int: "not-a-whole-number",
    bool: "not-true-or-false",
    date: "not-a-date",
}


class Checked(Brief):
    """What refuses fields of other types when it is made.

    Raises:
        InputError: every field that is at fault.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)


def check_fields(value: object) -> None:
    """Hold the fields of a value to their types; see :class:`Checked`.

    Raises:
        InputError: every field that is at fault.
    """
    kind: Any = type(value)
    for name, default, check in _checks(kind):
        given = getattr(value, name)
        if given is not default and not check(given):
            _settle(value)
            return


def _settle(value: Any) -> None:  # noqa: ANN401 - an attrs value
    """Keep what is exact in another dress, and note all else."""
    faults, hints = Faults(), _hints(type(value))
    for field in attrs.fields(type(value)):
        given = getattr(value, field.name)
        kept = settled(hints[field.name], given, faults, field.alias)
        if kept is not given:
            object.__setattr__(value, field.name, kept)
    faults.raise_if_any()


@cache
def _checks(kind: Any) -> tuple[tuple[str, object, Check], ...]:  # noqa: ANN401 - a class
    """The name of every field, its default, which is right, and the check of all else."""
    annotations = _annotations(kind)
    fields = [field for field in attrs.fields(kind) if field.init]
    return tuple(
        (
            field.name,
            field.default,
            _check(_type(*annotations[field.name]))
            if field.default is attrs.NOTHING
            else _Check(*annotations[field.name]),
        )
        for field in fields
    )


class _Check:
    """The check of a field with a default; its annotation is looked at by the first other value.

    So a field that stays at its default loads no class that it names.
    """

    __slots__ = ("_annotation", "_check")

    def __init__(self, module: str, hint: object) -> None:
        self._annotation = module, hint
        self._check: Check | None = None

    def __call__(self, value: object) -> bool:
        if self._check is None:
            self._check = _check(_type(*self._annotation))
        return self._check(value)


def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a class
    """Name → type of every field.

    As ``typing.get_type_hints`` says, which takes a tenth of the time of reading a first rubric.
    """
    return {name: _type(*annotation) for name, annotation in _annotations(kind).items()}


def _annotations(kind: Any) -> dict[str, tuple[str, object]]:  # noqa: ANN401 - a class
    """Name → module and annotation of every field."""
    return {
        name: (base.__module__, hint)
        for base in reversed(kind.__mro__)
        for name, hint in get_annotations(base).items()
    }


@cache
def _type(module: str, hint: Any) -> Any:  # noqa: ANN401 - an annotation
    names = vars(sys.modules[module])
    return eval(hint, names) if isinstance(hint, str) else hint  # noqa: S307 - the library's own


def _check(hint: Any) -> Check:  # noqa: ANN401 - an annotation
    """Whether a value is of a type as it is."""
    return check_of(hint, (tuple,))


def settled(hint: Any, value: Any, faults: Faults, *path: str | int) -> Any:  # noqa: ANN401 - an annotation, and what is of it
    """The value as a type keeps it; a fault where it is none of it."""
    if _check(hint)(value):
        return value
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _settled_in(args, value, faults, *path)
    if origin is tuple:
        return _settled_tuple(args, value, faults, *path)
    kept = _undressed(hint, origin, value)
    if kept is value:
        _note(hint, origin, value, faults, *path)
    return kept


def _undressed(hint: Any, origin: object, value: Any) -> Any:  # noqa: ANN401 - as settled
    """What is exactly of the type in another dress, as the type has it; else the value itself."""
    if origin is FrozenMap and isinstance(value, Mapping):
        return frozen_map(value)
    if hint is date:
        return as_day(value)
    if hint is int:
        return as_whole(value)
    if _is_enum(hint) and isinstance(value, str) and value in set(hint):
        return hint(value)
    return value


def _note(hint: Any, origin: object, value: object, faults: Faults, *path: str | int) -> None:  # noqa: ANN401 - as settled
    if origin is Literal or _is_enum(hint):
        known = get_args(hint) or tuple(member.value for member in hint)
        faults.add("not-known", *path, given=value, known=known)
    elif origin is FrozenMap:
        faults.add("not-a-table", *path, given=value)
    elif hint in _CODES:
        faults.add(_CODES[hint], *path, given=value)
    else:
        wanted = of_type(hint if isinstance(hint, type) else get_origin(hint))
        faults.add("not-of-kind", *path, given=value, wanted=wanted)


def _is_enum(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _settled_in(kinds: tuple[Any, ...], value: Any, faults: Faults, *path: str | int) -> Any:  # noqa: ANN401 - as settled
    """The value as the first type of a union that takes it; else the fault of the first."""
    for kind in kinds:
        attempt = Faults()
        kept = settled(kind, value, attempt, *path)
        if not attempt.found:
            return kept
    settled(kinds[0], value, faults, *path)
    return value


def _settled_tuple(kinds: tuple[Any, ...], value: Any, faults: Faults, *path: str | int) -> Any:  # noqa: ANN401 - as settled
    if not isinstance(value, tuple | list):
        faults.add("not-a-list", *path, given=value)
        return value
    each = kinds[:1] * len(value) if kinds[-1] is ... else kinds
    if len(each) != len(value):
        faults.add("not-so-many", *path, number=len(value), needed=len(each))
        return value
    pairs = enumerate(zip(each, value, strict=True))
    return tuple(settled(kind, item, faults, *path, n) for n, (kind, item) in pairs)
