"""Checks of assumptions: each notes a fault where a value is not what a field keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ocop.errors import Faults, NotFoundError
from ocop.frozen_map import FrozenMap
from ocop.law.entity import entity_kind, entity_kinds
from ocop.limits import MOST_DIGITS
from ocop.scenarios.assumptions.share import MOST_MONTHS, key_text

__all__ = [
    "check_kind",
    "check_months",
    "check_name",
    "check_number",
    "check_range",
    "check_rates",
    "check_share",
    "check_spread",
    "check_stars",
    "check_table",
]

#: A check of a value that stands at a path.
Check = Callable[..., bool]

_TOO_LONG = 10**MOST_DIGITS
_FULL_MARKS = 100


def check_number(faults: Faults, value: object, *path: str | int) -> bool:
    """Whether a value is an exact number of 0 or more; a fault where it is not."""
    if not isinstance(value, Fraction):
        code = "not-exact" if isinstance(value, float) else "not-a-number"
        faults.add(code, *path, given=value)
    elif value < 0:
        faults.add("below-zero", *path, given=value)
    elif max(value.numerator, value.denominator) >= _TOO_LONG:
        faults.add("too-long-a-number", *path, most=MOST_DIGITS)
    else:
        return True
    return False


def check_share(faults: Faults, value: object, *path: str | int) -> bool:
    """Whether a value is an exact number from 0 to 1; a fault where it is not."""
    if not check_number(faults, value, *path):
        return False
    assert isinstance(value, Fraction)  # noqa: S101 - for the checker
    if value <= 1:
        return True
    # 60 for 60 %
    faults.add("above-one", *path, given=value, meant=value if value <= _FULL_MARKS else None)
    return False


def check_table(faults: Faults, table: object, key: Check, item: Check, *path: str | int) -> bool:
    """Whether a value is a table of these keys and values; a fault for each that is not."""
    if not isinstance(table, FrozenMap):
        if isinstance(table, Mapping):
            faults.add("two-keys-are-one", *path)
        else:
            faults.add("not-a-table", *path, given=table)
        return False
    before = len(faults.found)
    for one, value in table.items():
        place = (*path, key_text(one))
        key(faults, one, *place)
        item(faults, value, *place)
    return len(faults.found) == before


def check_rates(faults: Faults, value: object, key: Check, item: Check, *path: str | int) -> None:
    """As :func:`check_table`, where a number might have stood for the table."""
    if isinstance(value, Mapping):
        check_table(faults, value, key, item, *path)
    else:
        item(faults, value, *path)


def check_spread(key: Check, *, needed: bool = False) -> Check:
    """The check of a table of shares that add to 1; an empty one where none is needed."""

    def check(faults: Faults, table: object, *path: str | int) -> bool:
        if not check_table(faults, table, key, check_share, *path):
            return False
        shares: Any = table
        total = sum(shares.values(), Fraction())
        if total == 1 or not (shares or needed):
            return True
        faults.add("shares-not-one", *path, sum=total)
        return False

    return check


def check_stars(ranks: tuple[int, ...]) -> Check:
    """The check of a key that must be one of some ranks."""

    def check(faults: Faults, key: object, *path: str | int) -> bool:
        if type(key) is int and key in ranks:
            return True
        faults.add("not-one-of-the-ranks", *path, given=key, known=ranks)
        return False

    return check


def check_months(faults: Faults, key: object, *path: str | int) -> bool:
    """Whether a key is a number of months; a fault where it is not."""
    if type(key) is not int:
        faults.add("not-a-whole-number", *path, given=key)
    elif not 0 <= key <= MOST_MONTHS:
        faults.add("out-of-range", *path, given=key, least=0, most=MOST_MONTHS)
    else:
        return True
    return False


def check_range(faults: Faults, key: object, *path: str | int) -> bool:
    """Whether a key is a total, or from which to which; a fault where it is not."""
    fits = isinstance(key, tuple) and len(key) == 2 and all(type(one) is int for one in key)  # noqa: PLR2004 - first and last
    if not (fits and isinstance(key, tuple)):
        faults.add("not-a-range-of-totals", *path, given=key)
    elif not 0 <= key[0] <= key[1] <= _FULL_MARKS:
        faults.add("not-a-range-of-totals", *path, given=key_text(key))
    else:
        return True
    return False


def check_kind(faults: Faults, key: object, *path: str | int) -> bool:
    """Whether a key is a kind of entity; a fault where it is not."""
    if any(key == kind.id for kind in entity_kinds()):
        return True
    try:
        entity_kind(key)  # type: ignore[arg-type]  # what is none is told
    except NotFoundError as err:
        faults.take((attrs.evolve(one, path=()) for one in err.faults), *path)
    return False


def check_name(faults: Faults, key: object, *path: str | int) -> bool:
    """Whether a key is a name; a fault where it is not."""
    if isinstance(key, str) and key:
        return True
    faults.add("not-a-name", *path, given=key)
    return False
