"""The shape of plain data: a cheap look whether a table is what its ``TypedDict`` says.

Every rule file passes here when it is read, so it costs about as much as looking at each value
once: 0.5 ms for a rubric. It only says yes or no. Where it says no, :mod:`ocop.documents` reads the
table strictly and tells every fault. A test holds the two to each other. The fields of values are
looked at in the same way, see :mod:`ocop.checked`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import (
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    is_typeddict,
)

from ocop.frozen_map import FrozenMap

__all__ = ["check_of", "fits"]

#: The classes whose values are of them exactly: True is no int, a member of an enum no text.
_EXACT = (str, int, bool, date)
#: What a table is: as TOML gives it, or made unchangeable.
_TABLES = (dict, FrozenMap)
_QUALIFIERS = (NotRequired, Required)


def fits(kind: Any, value: object) -> bool:  # noqa: ANN401 - an annotation
    """Whether a value of TOML is of a kind: its keys, and the types of its values at every depth.

    Args:
        kind: A ``TypedDict``, or what its keys may be annotated with: a class, ``Literal``, a
            union, ``tuple``, ``dict[str, …]``, ``Any``.
        value: What TOML gave.
    """
    return check_of(kind)(value)


@cache
def check_of(kind: Any, lists: tuple[type, ...] = (list, tuple)) -> Callable[[Any], bool]:  # noqa: ANN401, PLR0911 - an annotation; a line a kind
    """Whether a value is of a kind, as a function.

    Args:
        kind: As for :func:`fits`, or a class of any generic.
        lists: What a tuple may be given as.
    """
    if kind is Any:
        return lambda value: True  # noqa: ARG005 - any value
    if is_typeddict(kind):
        return _table(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        kinds = {type(word) for word in args}
        return lambda value: type(value) in kinds and value in args
    if origin in {Union, types.UnionType}:
        return _union(args, lists)
    if origin is tuple:
        return _list(args, lists)
    if origin is dict:
        of_value = check_of(args[1], lists)
        return lambda value: type(value) in _TABLES and all(map(of_value, value.values()))
    if kind in _EXACT:
        return lambda value: type(value) is kind
    of_class = origin or kind
    return lambda value: isinstance(value, of_class)


def _union(kinds: tuple[Any, ...], lists: tuple[type, ...]) -> Callable[[Any], bool]:
    """Whether a value is of one of several kinds, in one look where all are of one exact class."""
    exact = frozenset(kind for kind in kinds if kind in {*_EXACT, types.NoneType})
    checks = tuple(check_of(kind, lists) for kind in kinds if kind not in exact)
    if not checks:
        return lambda value: type(value) in exact
    if len(checks) == 1:
        (other,) = checks
        return lambda value: type(value) in exact or other(value)
    return lambda value: type(value) in exact or any(check(value) for check in checks)


def _list(kinds: tuple[Any, ...], lists: tuple[type, ...]) -> Callable[[Any], bool]:
    checks = tuple(check_of(kind, lists) for kind in kinds if kind is not ...)
    if kinds[-1] is ...:
        each = checks[0]
        return lambda value: type(value) in lists and all(map(each, value))
    return lambda value: (
        type(value) in lists
        and len(value) == len(checks)
        and all(check(item) for check, item in zip(checks, value, strict=True))
    )


def _table(kind: Any) -> Callable[[Any], bool]:  # noqa: ANN401 - a TypedDict
    checks: dict[str, Callable[[Any], bool]] = {}
    required = kind.__required_keys__

    def check(table: Any) -> bool:  # noqa: ANN401 - any TOML value
        if not checks:  # made when first asked for
            hints = _hints(kind)
            checks.update({key: check_of(hint) for key, hint in hints.items()})
        if type(table) not in _TABLES or not required <= table.keys():
            return False
        for key, value in table.items():
            of_key = checks.get(key)
            if of_key is None or not of_key(value):
                return False
        return True

    return check


def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a TypedDict
    """Key → annotation, without ``NotRequired``."""
    return {
        key: get_args(hint)[0] if get_origin(hint) in _QUALIFIERS else hint
        for key, hint in kind.__annotations__.items()
    }
