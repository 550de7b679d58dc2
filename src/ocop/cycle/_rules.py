"""Rows of rule data by regime, and the regime of a day without its notes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ocop.law import Note, regimes
from ocop.law.fold import PACKAGE, shipped
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
    "row_back",
    "rows",
    "since",
    "table",
]


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
    """The rows under ``key`` of a file that is no decision's own, such as the stages."""
    return tuple(read_data(PACKAGE, f"{file}.toml")[key])


def table(regime: str, name: str) -> Mapping[str, Any]:
    """A table of a regime's rules; empty where the decisions in force are silent."""
    return shipped().table(regime, name)


def since(regime: str, name: str) -> date:
    """The first day of the decision that says a table of a regime; an amendment inherits it."""
    return shipped().source(regime, name).since


def row_back(rules: Regime, level: str) -> Mapping[str, Any] | None:
    """Where a level sends back to what it could not recognise; None where to none that is there."""
    row: Mapping[str, Any] | None = table(rules.id, "returns").get(level)
    there = {rule.level for rule in rules.levels}
    return row if row is not None and row["to"] in there else None


def doubts_of(row: Mapping[str, Any]) -> tuple[Note, ...]:
    """What a row says is not certain about it."""
    if "doubt" not in row:
        return ()
    return (Note(id="doubt", label=Label.of(row["doubt"]), reference=row["reference"]),)
