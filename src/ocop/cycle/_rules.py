"""Rows of rule data by regime, and the regime of a day without its notes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ocop.errors import Fault, RuleDataError
from ocop.law import Note, regimes
from ocop.serial import read_data
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ocop.law import Regime

__all__ = [
    "PACKAGE",
    "doubts_of",
    "in_force",
    "regime_row",
    "row_back",
    "row_of",
    "row_of_level",
    "rows",
    "table",
]

PACKAGE = "ocop.cycle"


def in_force(day: date) -> Regime | None:
    """The regime in force on a day, without what an answer says of itself; None before the first.

    For looking up rows many times over; an answer to a user comes from ``ocop.law.regime_on``.
    """
    for each in reversed(regimes()):
        if day >= each.first_day:
            return each
    return None


@cache
def rows(file: str, key: str) -> tuple[Mapping[str, Any], ...]:
    """The rows under ``key`` of a file of this floor's data."""
    return tuple(read_data(PACKAGE, f"data/{file}.toml")[key])


@cache
def table(file: str, key: str) -> Mapping[str, Any]:
    """The one table under ``key`` of a file of this floor's data."""
    found: Mapping[str, Any] = read_data(PACKAGE, f"data/{file}.toml")[key]
    return found


@cache
def row_of(file: str, key: str, regime: str) -> Mapping[str, Any] | None:
    """The row that names a regime among its ``regimes``; None where none does."""
    return next((row for row in rows(file, key) if regime in row["regimes"]), None)


@cache
def row_of_level(file: str, key: str, regime: str, level: str) -> Mapping[str, Any] | None:
    """The row of a regime and a level; None where there is none."""
    for row in rows(file, key):
        if regime in row["regimes"] and row["level"] == level:
            return row
    return None


def row_back(rules: Regime, level: str) -> Mapping[str, Any] | None:
    """Where a level sends back to what it could not recognise; None where to none that is there."""
    row = row_of_level("returns", "returns", rules.id, level)
    there = {rule.level for rule in rules.levels}
    return row if row is not None and row["to"] in there else None


def regime_row(file: str, key: str, regime: str) -> Mapping[str, Any]:
    """The row of a regime, where every regime must have one.

    Raises:
        RuleDataError: it has none, a defect of the library.
    """
    row = row_of(file, key, regime)
    if row is None:
        raise RuleDataError(Fault(f"data/{file}.toml", f"{key} has no row of regime {regime!r}"))
    return row


def doubts_of(row: Mapping[str, Any]) -> tuple[Note, ...]:
    """What a row says is not certain about it."""
    if "doubt" not in row:
        return ()
    return (Note(id="doubt", label=Label.of(row["doubt"]), reference=row["reference"]),)
