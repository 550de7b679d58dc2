"""Rows of rule data by regime."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from ocop.law.fold.law import PACKAGE
from ocop.law.regime import Note, Regime
from ocop.law.rule_file import rule_file
from ocop.text import Label

__all__ = [
    "PACKAGE",
    "doubts_of",
    "row_back",
    "rows",
    "since",
    "table",
]


@cache
def rows(file: str, key: str) -> tuple[Mapping[str, Any], ...]:
    """The rows under ``key`` of a file that is no decision's own, such as the stages."""
    return tuple(rule_file(file)[key])


def table(regime: Regime, name: str) -> Mapping[str, Any]:
    """A table of a regime's rules; empty where the decisions in force are silent."""
    return regime.rules.law.table(regime.id, name)


def since(regime: Regime, name: str) -> date:
    """The first day of the decision that says a table of a regime; an amendment inherits it."""
    return regime.rules.law.source(regime.id, name).since


def row_back(regime: Regime, level: str) -> Mapping[str, Any] | None:
    """Where a level sends back to what it could not recognise; None where to none that is there."""
    row: Mapping[str, Any] | None = table(regime, "returns").get(level)
    there = {rule.level for rule in regime.levels}
    return row if row is not None and row["to"] in there else None


def doubts_of(row: Mapping[str, Any]) -> tuple[Note, ...]:
    """What a row says is not certain about it."""
    if "doubt" not in row:
        return ()
    return (Note(id="doubt", label=Label.of(row["doubt"]), reference=row["reference"]),)
