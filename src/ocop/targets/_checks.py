"""Checks of what was handed in: each notes a fault where a value is not what is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ocop.checks import check_text, check_type
from ocop.errors import Faults
from ocop.frozen_map import FrozenMap
from ocop.limits import MOST_DIGITS
from ocop.text import Label

if TYPE_CHECKING:
    from ocop.targets.snapshot.figure import Number

__all__ = ["as_label", "as_map", "check_count", "check_label", "check_map", "check_number"]

#: No number of an office has so many digits, and Python would not write the longest.
_TOO_LONG = 10**MOST_DIGITS


def as_map(table: object) -> Any:  # noqa: ANN401 - what is no table is left for the check
    """The rows of a table as a mapping of their own; what is no table as it is."""
    return FrozenMap(table) if isinstance(table, Mapping) else table


def as_label(value: Any) -> Any:  # noqa: ANN401 - what is no text is left for the check
    """Words in both languages; a plain text stands for both."""
    return Label(value, value) if isinstance(value, str) else value


def check_map(faults: Faults, value: object, *path: str | int) -> bool:
    """Whether a value is a table whose keys are text; a fault for what is not."""
    if not isinstance(value, Mapping):
        faults.add("not-a-table", *path, given=value)
        return False
    before = len(faults.found)
    for key in value:
        check_text(faults, key, *path)
    return len(faults.found) == before


def check_label(faults: Faults, value: object, *path: str | int) -> None:
    """Note a fault where a value is not words in both languages."""
    if check_type(faults, value, Label, *path):
        assert isinstance(value, Label)  # noqa: S101 - for the checker
        words = dict.fromkeys((value.vi, value.en))
        for text in words:
            check_text(faults, text, *path)


def check_number(faults: Faults, value: Number | object, *path: str | int) -> None:
    """Note a fault where a value is not an exact number of 0 or more."""
    if type(value) is not int and not isinstance(value, Fraction):
        faults.add("not-an-exact-number", *path, given=value)
    elif value < 0:
        faults.add("below-zero", *path, given=value)
    elif max(value.numerator, value.denominator) >= _TOO_LONG:
        faults.add("too-long-a-number", *path, most=MOST_DIGITS)


def check_count(faults: Faults, value: object, *path: str | int) -> None:
    """Note a fault where a value is not a whole number of 0 or more."""
    if type(value) is not int or value < 0:
        faults.add("not-a-count", *path, given=value)
