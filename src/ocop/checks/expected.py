"""Expectations: whether a value of a result is what a case says it is.

Exact numbers are ints or text: ``"89.995"``, ``"89,995"``, ``"11/217"``. A text with ``%`` is what
is shown: it is held to the value rounded to the decimals that are written. ``"none"`` is nothing. A
list is exactly its members, in any order; a table of ``includes`` and ``excludes`` says some of
them, one of ``at_least`` and ``at_most`` a range. Of a table only the keys that are said are held.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from ocop.dates import parse_date
from ocop.documents import read
from ocop.errors import Fault, InputError
from ocop.law.kind import NONE
from ocop.words import Words, decimal

__all__ = ["Mismatch", "mismatches"]

_SHOWN = re.compile(r"(-?[0-9]{1,40}(?:[.,]([0-9]{1,40}))?)\s*%")
_DECIMAL = re.compile(r"-?[0-9]{1,40}[.,][0-9]{1,40}")


@attrs.frozen
class Mismatch:
    """A value that is not what was expected.

    Attributes:
        path: Where below the expectation, such as ``("by_stars", "3")``.
        expected: What the file says.
        got: What it is, as plain data.
    """

    path: tuple[str | int, ...]
    expected: Any
    got: Any


def mismatches(
    expected: object,
    got: object,
    *path: str | int,
    known: tuple[str, ...] | None = None,
) -> Iterator[Mismatch]:
    """Where a plain value differs from what is expected of it.

    Args:
        expected: What the file says.
        got: The plain value, see :func:`ocop.checks.plain.plain`.
        path: Where the expectation stands.
        known: The words that the value can be, where they are a closed list.

    Raises:
        InputError: no value of this kind can be what is expected.
    """
    if isinstance(expected, Mapping):
        yield from _of_table(expected, got, path)
    elif isinstance(expected, list | tuple):
        yield from _of_list(expected, got, path)
    elif not _same(expected, got, path, known):
        yield Mismatch(path, expected, got)


def _of_table(
    expected: Mapping[str, Any], got: object, path: tuple[str | int, ...]
) -> Iterator[Mismatch]:
    if not expected:
        raise InputError.of("check-nothing-expected", *path)
    if expected.keys() <= _RELATIONS.keys():
        for name, wanted in expected.items():
            if not _RELATIONS[name](wanted, got, (*path, name)):
                yield Mismatch((*path, name), wanted, got)
    elif isinstance(got, Mapping):
        for key, wanted in expected.items():
            yield from mismatches(wanted, got.get(key), *path, key)
    elif got is None:  # a table that is not there has nothing that is expected of it
        yield Mismatch(path, expected, got)
    else:
        raise InputError.of("expected-a-table", *path, known=tuple(_RELATIONS))


def _of_list(
    expected: list[Any] | tuple[Any, ...], got: object, path: tuple[str | int, ...]
) -> Iterator[Mismatch]:
    if got is not None and not isinstance(got, tuple):
        raise InputError.of("expected-a-list", *path)
    members = () if got is None else got
    least = all(_is_in(wanted, members, (*path, n)) for n, wanted in enumerate(expected))
    most = all(any(_fits(wanted, member) for wanted in expected) for member in members)
    if not (least and most):
        yield Mismatch(path, tuple(expected), got)


def _is_in(wanted: object, members: object, path: tuple[str | int, ...]) -> bool:
    """Whether a value is among members; a fault where none of them is of its kind."""
    faults: list[Fault] = []
    held = _members(members, path)
    for member in held:
        try:
            if _same(wanted, member, path):
                return True
        except InputError as err:
            faults += err.faults[:1]
    if held and len(faults) == len(held):
        raise InputError(faults[:1])
    return False


def _fits(wanted: object, member: object) -> bool:
    try:
        return _same(wanted, member, ())
    except InputError:
        return False


def _members(got: object, path: tuple[str | int, ...]) -> tuple[Any, ...]:
    if got is None:
        return ()
    if isinstance(got, Mapping):
        return tuple(got)
    if not isinstance(got, tuple):
        raise InputError.of("expected-a-list", *path)
    return got


def _includes(wanted: object, got: object, path: tuple[str | int, ...]) -> bool:
    wishes = wanted if isinstance(wanted, list | tuple) else (wanted,)
    return all(_is_in(one, got, path) for one in wishes)


def _excludes(wanted: object, got: object, path: tuple[str | int, ...]) -> bool:
    wishes = wanted if isinstance(wanted, list | tuple) else (wanted,)
    return not any(_is_in(one, got, path) for one in wishes)


def _at_least(wanted: object, got: object, path: tuple[str | int, ...]) -> bool:
    lowest, value = _ends(wanted, got, path)
    return value is not None and bool(value >= lowest)


def _at_most(wanted: object, got: object, path: tuple[str | int, ...]) -> bool:
    highest, value = _ends(wanted, got, path)
    return value is not None and bool(value <= highest)


def _ends(wanted: object, got: object, path: tuple[str | int, ...]) -> tuple[Any, Any]:
    """A bound and the value held to it, of one kind."""
    if isinstance(got, date) or isinstance(wanted, date):
        if got is not None and not isinstance(got, date):
            raise InputError.of("expected-no-day", *path, given=wanted)
        return parse_date(wanted, *path), got
    if got is not None and (isinstance(got, bool) or not isinstance(got, int | Fraction)):
        raise InputError.of("expected-no-number", *path, given=wanted)
    return _number(wanted, path), got


_RELATIONS: Mapping[str, Callable[[object, object, tuple[str | int, ...]], bool]] = {
    "includes": _includes,
    "excludes": _excludes,
    "at_least": _at_least,
    "at_most": _at_most,
}


def _same(  # noqa: C901, PLR0911 - a line a kind
    expected: object,
    got: object,
    path: tuple[str | int, ...],
    known: tuple[str, ...] | None = None,
) -> bool:
    """Whether a value that has no members is what is expected.

    Raises:
        InputError: no value of this kind can be.
    """
    if expected == NONE:
        return got is None
    if isinstance(expected, float):
        raise InputError.of("expected-a-float", *path, given=expected)
    if known is not None and expected not in known:
        raise InputError.of("not-known", *path, given=expected, known=known)
    if got is None:
        return False
    if isinstance(got, bool) and isinstance(expected, bool):
        return expected is got
    if isinstance(got, bool) or isinstance(expected, bool):
        raise InputError.of("expected-another-kind", *path, given=expected)
    if isinstance(got, int | Fraction):
        return _same_number(expected, got, path)
    if isinstance(got, date):
        return parse_date(expected, *path) == got
    if isinstance(got, Words):
        return expected in {got("vi"), got("en")}
    if isinstance(got, str) and isinstance(expected, str):
        return _text(expected) == _text(got)
    raise InputError.of("expected-another-kind", *path, given=expected)


def _text(value: str) -> str:
    """A text; a decimal number in it with a point."""
    return value.replace(",", ".") if _DECIMAL.fullmatch(value) else value


def _same_number(expected: object, got: int | Fraction, path: tuple[str | int, ...]) -> bool:
    match = _SHOWN.fullmatch(expected.strip()) if isinstance(expected, str) else None
    if match is None:
        return _number(expected, path) == got
    places = len(match[2] or "")
    shown = Fraction(match[1].replace(",", "."))
    return decimal(got * 100, "en", places) == decimal(shown, "en", places)


def _number(value: object, path: tuple[str | int, ...]) -> Fraction:
    below = isinstance(value, str) and value.strip().startswith("-")
    plain = value.strip()[1:] if below and isinstance(value, str) else value
    if isinstance(plain, float):
        raise InputError.of("expected-a-float", *path, given=plain)
    number: Fraction = read(Fraction, plain, *path)
    return -number if below else number
