"""The elements of a regime's tables: bands, terms, windows, levels, rounds, deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ocop.checks.coverage.element import Element, ElementKind, Shift
from ocop.frozen_map import frozen_value
from ocop.law.kind import NONE
from ocop.law.regime import Regime

__all__ = ["law_elements"]

#: Table of one row → the kind of its elements, and the numbers in it that count days or months.
_COUNTS: Mapping[str, tuple[ElementKind, tuple[str, ...]]] = {
    "term": ("months", ("months",)),
    "window": ("window", ("earliest", "latest")),
    "notice": ("notice", ("days",)),
    "extension": ("extension", ("days",)),
    "withdrawal": ("withdrawal", ("days",)),
}
#: A day of a year is moved in one with a 29 February, which it may name.
_LEAP_YEAR = 2000


def law_elements(regime: Regime) -> Iterator[Element]:
    """Every element of the tables of a regime, but for its rubrics."""
    yield from _bands(regime)
    yield from _levels(regime)
    for table, (kind, keys) in _COUNTS.items():
        row = _table(regime, table)
        for key in keys:
            if key in row:
                yield _number(kind, regime, (table, key), row)
    yield from _transition(regime)
    yield from _rounds(regime)
    for key, row in _table(regime, "deadlines").items():
        yield _number("deadline", regime, ("deadlines", key, "number"), row)
        other = {"days": "working-days", "working-days": "days"}[row["unit"]]
        yield _element("deadline", regime, ("deadlines", key, "unit"), row, other)


def _table(regime: Regime, name: str) -> Mapping[str, Any]:
    return regime.rules.law.table(regime.id, name)


def _says(place: tuple[str, ...], value: object) -> dict[str, Any]:
    """What changes say to make the value at a place another one."""
    said: Any = value
    for key in reversed(place):
        said = {key: said}
    return dict(said)


def _element(
    kind: ElementKind,
    regime: Regime,
    place: tuple[str, ...],
    row: Mapping[str, Any],
    *others: object,
) -> Element:
    """An element whose value may be one of others; ``none`` is that it is no more."""
    return Element(
        kind=kind,
        regime=regime.id,
        place=place,
        value=row.get(place[-1], row),
        shifts=tuple(
            Shift(after=None if other == NONE else frozen_value(other), says=_says(place, other))
            for other in others
        ),
        reference=row["reference"],
    )


def _number(
    kind: ElementKind, regime: Regime, place: tuple[str, ...], row: Mapping[str, Any]
) -> Element:
    value = row[place[-1]]
    return _element(kind, regime, place, row, value - 1, value + 1)


def _bands(regime: Regime) -> Iterator[Element]:
    rows = list(_table(regime, "bands").items())
    above = regime.full_marks + 1
    for rank, row in rows:
        lower = [below["from"] for _, below in rows if below["from"] < row["from"]]
        others = [
            least
            for least in (row["from"] - 1, row["from"] + 1)
            if lower and max(lower) < least < above  # the lowest of all begins at 0
        ]
        if others:
            yield _element("band", regime, ("bands", rank, "from"), row, *others)
        end = row.get("printed_to")
        if end is not None:
            # beyond the most points, or where the next rank has begun, it would mean the same
            most = min(above, regime.full_marks)
            others = [last for last in (end - 1, end + 1) if row["from"] <= last <= most]
            yield _element("band", regime, ("bands", rank, "printed_to"), row, *others)
        above = row["from"]


def _levels(regime: Regime) -> Iterator[Element]:
    for level, row in _table(regime, "levels").items():
        if "forwards_from" in row:
            yield _number("level", regime, ("levels", level, "forwards_from"), row)
        recognises = row["recognises"]
        without = [tuple(one for one in recognises if one != stars) for stars in recognises]
        if without:
            yield _element("level", regime, ("levels", level, "recognises"), row, *without)
    for level, row in _table(regime, "returns").items():
        others = [one for one in _lasting_levels(regime) if one not in {level, row["to"]}]
        if others:
            yield _element("level", regime, ("returns", level, "to"), row, others[0])
        else:
            yield _element("level", regime, ("returns", level), row, NONE)
    for key, row in _table(regime, "passes").items():
        yield _element("level", regime, ("passes", key), row, NONE)


def _lasting_levels(regime: Regime) -> list[str]:
    """The levels that no later amendment ends: nothing may point to one that is ended."""
    law = regime.rules.law
    root = law.root(regime.id)
    line = [law.table(id_, "levels") for id_ in law.regime_ids if law.root(id_) == root]
    return [level for level in _table(regime, "levels") if all(level in one for one in line)]


def _transition(regime: Regime) -> Iterator[Element]:
    row = _table(regime, "transition")
    cases = row.get("cases", ())
    for n, one in enumerate(cases):
        shifts = []
        for days in (one["days"] - 1, one["days"] + 1):
            others = [dict(case) for case in cases]
            others[n]["days"] = days
            shifts.append(Shift(after=days, says={"transition": {"cases": others}}))
        yield Element(
            kind="transition",
            regime=regime.id,
            place=("transition", "cases", one["case"]),
            value=one["days"],
            shifts=tuple(shifts),
            reference=row["reference"],
        )


def _rounds(regime: Regime) -> Iterator[Element]:
    for key, row in _table(regime, "rounds").items():
        for side in ("proposed_before", "ended_before"):
            place = ("rounds", key, side)
            day = date(_LEAP_YEAR + row[side].get("year", 0), row[side]["month"], row[side]["day"])
            others = (_day(day - timedelta(days=1)), _day(day + timedelta(days=1)))
            yield _element("round", regime, place, row, *others)


def _day(day: date) -> dict[str, int]:
    year = {"year": day.year - _LEAP_YEAR} if day.year > _LEAP_YEAR else {}
    return {**year, "month": day.month, "day": day.day}
