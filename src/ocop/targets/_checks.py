"""Checks of what was handed in: each notes a fault where a value is not what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ocop.argument import as_items, check_text, check_type
from ocop.errors import Faults
from ocop.frozen_map import FrozenMap
from ocop.limits import MOST_DIGITS
from ocop.text import Label
from ocop.words import nfc

if TYPE_CHECKING:
    from ocop.targets.snapshot.figure import Number

__all__ = [
    "as_label",
    "as_labels",
    "as_map",
    "as_text",
    "as_texts",
    "check_count",
    "check_label",
    "check_map",
    "check_number",
    "maybe_label",
    "maybe_text",
]

#: No number of an office has so many digits, and Python would not write the longest.
_TOO_LONG = 10**MOST_DIGITS


def as_map(table: object) -> Any:  # noqa: ANN401 - what is no table is left for the check
    """The rows of a table as a mapping of their own; what is no table as it is."""
    if not isinstance(table, Mapping):
        return table
    return FrozenMap((as_text(name), row) for name, row in table.items())


def as_text(value: str) -> str:
    """Text in NFC and without space around it; what is no text is left for the check."""
    given: object = value
    return nfc(value).strip() if isinstance(given, str) else value


def maybe_text(value: str | None) -> str | None:
    """As :func:`as_text`; None stays None."""
    return None if value is None else as_text(value)


def as_texts(values: Iterable[str]) -> tuple[str, ...]:
    """As :func:`as_items`, each text as :func:`as_text` has it."""
    items = as_items(values)
    return tuple(map(as_text, items)) if isinstance(items, tuple) else items


def as_label(value: Label | str) -> Label:
    """Words in both languages, as :func:`as_text` has them; a plain text stands for both."""
    given: object = value
    if isinstance(value, str):
        return Label(as_text(value), as_text(value))
    return Label(as_text(value.vi), as_text(value.en)) if isinstance(given, Label) else value


def maybe_label(value: Label | str | None) -> Label | None:
    """As :func:`as_label`; None stays None."""
    return None if value is None else as_label(value)


def as_labels(values: Iterable[Label | str]) -> tuple[Label, ...]:
    """As :func:`as_items`, each of them as :func:`as_label` has it."""
    items = as_items(values)
    return tuple(map(as_label, items)) if isinstance(items, tuple) else items


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
