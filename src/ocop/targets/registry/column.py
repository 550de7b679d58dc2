"""The columns of a register: their names, and every spelling of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs

from ocop.brief import Brief
from ocop.data import read_data
from ocop.errors import InputError
from ocop.targets.registry._column_rows import ColumnsFile
from ocop.text import Label
from ocop.words import Names, fold, listed

__all__ = ["Column", "column_of", "columns", "columns_data", "header_names", "ignored"]


@attrs.frozen(kw_only=True, repr=False)
class Column(Brief):
    """A column of a registry file.

    Attributes:
        id: The name that is written.
        label: Its names in words, which are read too.
        synonyms: Other names that are read.
        base: Whether it is always written.
        required: Whether a file cannot do without it.
    """

    id: str
    label: Label
    synonyms: tuple[str, ...] = ()
    base: bool = False
    required: bool = False


def columns_data() -> dict[str, Any]:
    """The file of columns."""
    table: dict[str, Any] = read_data("ocop.targets", "data/columns.toml", ColumnsFile)
    return table


@cache
def columns() -> tuple[Column, ...]:
    """Every column that is read, in the order in which they are written."""
    return tuple(
        Column(
            id=row["id"],
            label=Label.of(row),
            synonyms=tuple(row["synonyms"]),
            base=row.get("base", False),
            required=row.get("required", False),
        )
        for row in columns_data()["columns"]
    )


@cache
def ignored() -> tuple[str, ...]:
    """The headers of columns that are read past without a fault."""
    rows = columns_data()["ignored"]
    return tuple(name for row in rows for name in (row["id"], *row["synonyms"]))


@cache
def _headers() -> dict[str, str | None]:
    headers: dict[str, str | None] = {fold(name): None for name in ignored()}
    for column in columns():
        for name in (column.id, column.label.vi, column.label.en, *column.synonyms):
            headers[fold(name)] = column.id
    return headers


@cache
def header_names() -> Names:
    """Every name of a column."""
    return listed(
        name
        for column in columns()
        for name in (column.id, column.label.vi, column.label.en, *column.synonyms)
    )


def column_of(header: object) -> str | None:
    """The id of the column that a header names; None for one that is read past.

    Raises:
        InputError: no column is so called; it names the one that is surely meant.
    """
    key = fold(header) if isinstance(header, str) else None
    if key in _headers():
        return _headers()[key]
    raise InputError.of("no-such-column", given=header, known=header_names())
