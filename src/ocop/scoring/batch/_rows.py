"""Rows of any table: mappings, or the frames of other libraries, of which none is imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ocop.errors import InputError
from ocop.exact import as_whole
from ocop.words import nfc

__all__ = ["ABSENT", "cell", "listed_cell", "rows_of", "text_cell"]

#: What a cell holds that says nothing.
ABSENT: Any = object()
#: The classes of what pandas puts in an empty cell.
_NOTHING = ("NAType", "NaTType")
_NUMBER = re.compile("[0-9]{1,3}")


def rows_of(rows: Any) -> list[Any]:  # noqa: ANN401 - anything at all
    """The rows of a list, of polars' frame or of pandas'.

    Raises:
        InputError: it is none of them.
    """
    for name, args, more in (("iter_rows", (), {"named": True}), ("to_dict", ("records",), {})):
        read = getattr(rows, name, None)
        if callable(read) and not isinstance(rows, Mapping | type):
            try:
                rows = read(*args, **more)
            except (TypeError, ValueError):  # another class with a method of that name
                break
            return list(rows)
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise InputError.of("not-a-list", "rows", given=rows)
    return list(rows)


def cell(value: Any) -> Any:  # noqa: ANN401 - anything at all
    """What a cell holds: whole numbers as ints, text without spaces around it, or ABSENT.

    2.0 is 2, as a column has it in which another cell is empty; so is the text "2".
    """
    if isinstance(value, str):
        text = text_cell(value)
        # options and sets have few digits
        return int(text) if text is not ABSENT and _NUMBER.fullmatch(text) else text
    return text_cell(value)


def text_cell(value: Any) -> Any:  # noqa: ANN401 - anything at all
    """As :func:`cell`, but text stays text: "007" is no number."""
    if isinstance(value, str):
        return nfc(value).strip() or ABSENT
    if type(value) is int or isinstance(value, bool):
        return value
    if value is None or type(value).__name__ in _NOTHING:
        return ABSENT
    is_whole = getattr(value, "is_integer", None)
    if is_whole is None or isinstance(value, type):
        return as_whole(value)
    if value != value:  # noqa: PLR0124 - a NaN, whatever library's
        return ABSENT
    return int(value) if is_whole() else value


def listed_cell(value: Any) -> list[Any]:  # noqa: ANN401 - anything at all
    """What a cell lists: the members of a list, or of text with ``;`` between; nothing is none."""
    if isinstance(value, str):
        return [
            part for part in map(cell, value.replace(",", ";").split(";")) if part is not ABSENT
        ]
    held = cell(value)
    if held is ABSENT:
        return []
    return [cell(one) for one in held] if isinstance(held, Iterable) else [held]
