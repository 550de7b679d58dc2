"""The rows of the file of columns: their keys, and the types of their values."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from typing import NotRequired, TypedDict

__all__ = ["ColumnsFile"]


class ColumnRow(TypedDict):
    """A column of a register."""

    id: str
    vi: str
    en: str
    synonyms: tuple[str, ...]
    base: NotRequired[bool]
    required: NotRequired[bool]


class IgnoredRow(TypedDict):
    """A column that is read and not kept."""

    id: str
    synonyms: tuple[str, ...]


class ColumnsFile(TypedDict):
    """The columns, and what is written in their cells."""

    columns: tuple[ColumnRow, ...]
    ignored: tuple[IgnoredRow, ...]
    spellings: dict[str, dict[str, tuple[str, ...] | str]]
