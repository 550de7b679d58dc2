"""Checks of what was handed in: each notes a fault where a value is not what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from ocop.errors import Faults, InputError
from ocop.frozen_map import FrozenMap
from ocop.limits import MOST_DIGITS
from ocop.text import Label

if TYPE_CHECKING:
    from ocop.targets.snapshot.figure import Number

__all__ = [
    "as_items",
    "as_label",
    "as_map",
    "check_day",
    "check_items",
    "check_kind",
    "check_label",
    "check_map",
    "check_number",
    "check_text",
    "checked_kind",
]

T = TypeVar("T")

#: No number of an office has so many digits, and Python would not write the longest.
_TOO_LONG = 10**MOST_DIGITS

#: Class → what its values are, in words.
_KINDS = {
    "DateRange": Label("một khoảng ngày", "days from one to another"),
    "EntityKind": Label("một loại hình chủ thể", "a kind of entity"),
    "Indicator": Label("một số liệu", "an indicator"),
    "Label": Label("chữ bằng hai thứ tiếng", "words in both languages"),
    "Level": Label("một cấp", "a level"),
    "Milestone": Label("một mốc", "a milestone"),
    "NamedFigure": Label("tên của một số liệu", "words for a figure"),
    "Plan": Label("một kế hoạch", "a plan"),
    "ProductSet": Label("một bộ sản phẩm", "a product set"),
    "PublishedCount": Label("một số đã công bố", "a published count"),
    "Recognition": Label("một lần công nhận", "a recognition"),
    "Registry": Label("một sổ theo dõi", "a registry"),
    "Snapshot": Label("số liệu của một ngày", "the figures of a day"),
    "Target": Label("một chỉ tiêu", "a target"),
    "TargetMeasure": Label("một cách tính", "a way to measure"),
    "UnitList": Label("một danh sách địa bàn", "a list of places"),
    "str": Label("chữ", "text"),
    "Where": Label("một bộ lọc", "a filter"),
}


def check_kind(value: object, kind: type, faults: Faults, *path: str | int) -> bool:
    """Whether a value is of a class; a fault where it is not."""
    if isinstance(value, kind):
        return True
    faults.add("not-of-kind", *path, given=value, wanted=_KINDS[kind.__name__])
    return False


def checked_kind(value: object, kind: type[T], *path: str | int) -> T:
    """The value itself where it is of a class.

    Raises:
        InputError: it is not.
    """
    if isinstance(value, kind):
        return value
    raise InputError.of("not-of-kind", *path, given=value, wanted=_KINDS[kind.__name__])


def as_items(values: object) -> Any:  # noqa: ANN401 - what is no list is left for the check
    """The values of a list as a tuple of their own; what is no list as it is."""
    if isinstance(values, Iterable) and not isinstance(values, (str, bytes, Mapping)):
        return tuple(values)
    return values


def as_map(table: object) -> Any:  # noqa: ANN401 - what is no table is left for the check
    """The rows of a table as a mapping of their own; what is no table as it is."""
    return FrozenMap(table) if isinstance(table, Mapping) else table


def as_label(value: Any) -> Any:  # noqa: ANN401 - what is no text is left for the check
    """Words in both languages; a plain text stands for both."""
    return Label(value, value) if isinstance(value, str) else value


def check_items(values: object, kind: type, faults: Faults, *path: str | int) -> bool:
    """Whether a value is a tuple of a class's values, or of names; a fault for each that is not."""
    if not isinstance(values, tuple):
        faults.add("not-a-list", *path, given=values)
        return False
    before = len(faults.found)
    for n, value in enumerate(values):
        if kind is str:
            check_text(value, faults, *path, n)
        elif not isinstance(value, kind):
            check_kind(value, kind, faults, *path, n)
    return len(faults.found) == before


def check_map(value: object, faults: Faults, *path: str | int) -> bool:
    """Whether a value is a table whose keys are text; a fault for what is not."""
    if not isinstance(value, Mapping):
        faults.add("not-a-table", *path, given=value)
        return False
    before = len(faults.found)
    for key in value:
        check_text(key, faults, *path)
    return len(faults.found) == before


def check_number(value: Number | object, faults: Faults, *path: str | int) -> None:
    """Note a fault where a value is not an exact number of 0 or more."""
    if type(value) is not int and not isinstance(value, Fraction):
        faults.add("not-an-exact-number", *path, given=value)
    elif value < 0:
        faults.add("below-zero", *path, given=value)
    elif max(value.numerator, value.denominator) >= _TOO_LONG:
        faults.add("too-long-a-number", *path, most=MOST_DIGITS)


def check_text(value: object, faults: Faults, *path: str | int) -> None:
    """Note a fault where a value is not text with something in it."""
    if not isinstance(value, str):
        faults.add("not-text", *path, given=value)
    elif not value.strip():
        faults.add("empty", *path)


def check_label(value: object, faults: Faults, *path: str | int) -> None:
    """Note a fault where a value is not words in both languages."""
    if check_kind(value, Label, faults, *path):
        assert isinstance(value, Label)  # noqa: S101 - for the checker
        words = dict.fromkeys((value.vi, value.en))
        for text in words:
            check_text(text, faults, *path)


def check_day(value: object, faults: Faults, *path: str | int) -> None:
    """Note a fault where a value is not a date."""
    if type(value) is not date:
        faults.add("not-a-date", *path, given=value)
