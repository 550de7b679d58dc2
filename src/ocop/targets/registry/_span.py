"""Days of a recognition of which only the month or the year is recorded: which they may be.

What follows from another day was no earlier, so that each day narrows the others: of a year of
withdrawal only the days from the issue on may be meant.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

import attrs

from ocop.dates import DateRange
from ocop.frozen_map import FrozenMap

__all__ = [
    "MOST",
    "NO_CELLS",
    "NO_DAYS",
    "ORDER",
    "earliest",
    "ends_of",
    "first_of",
    "last_of",
    "span_of",
    "spans",
]

#: What nearly every row has for its days that are not known to the day, and for unread cells.
NO_DAYS: FrozenMap[str, date] = FrozenMap()
NO_CELLS: FrozenMap[str, str] = FrozenMap()

#: Day → the days that it follows from, nearest first.
ORDER = {
    "valid_from": ("issued_on",),
    "ends_on": ("issued_on", "valid_from"),
    "withdrawn_on": ("issued_on",),
    "superseded_on": ("issued_on",),
    "re_evaluation_filed_on": ("issued_on",),
    "re_evaluation_decided_on": ("issued_on", "re_evaluation_filed_on"),
}
_FOLLOWING = {
    field: tuple(later for later, before in ORDER.items() if field in before)
    for field in ("issued_on", *ORDER)
}
#: Of how many days of a row only the month or the year may be known: each is to be held against
#: every end of the others.
MOST = 3


def ends_of(first: date) -> tuple[date, ...]:
    """The last days of the month and the year that begin on a day; none where none does."""
    if first.day != 1:
        return ()
    month = first.replace(day=monthrange(first.year, first.month)[1])
    return (month,) if first.month != 1 else (month, date(first.year, 12, 31))


def first_of(row: Any, field: str) -> date | None:  # noqa: ANN401 - a recognition, or what is to be one
    """The first day of the month or year that is recorded, or the day; None where none is."""
    day = getattr(row, field)
    return day if type(day) is date else None


def last_of(row: Any, field: str) -> date | None:  # noqa: ANN401 - see first_of
    """The last day of the same."""
    day = getattr(row, field)
    if row.until:
        day = row.until.get(field, day)
    return day if type(day) is date else None


def span_of(row: Any, field: str) -> DateRange:  # noqa: ANN401 - see first_of
    """The days that may be the one of a field that is recorded."""
    days = (first_of(row, before) for before in (field, *ORDER.get(field, ())))
    first = max(day for day in days if day is not None)
    days = (last_of(row, later) for later in (field, *_FOLLOWING[field]))
    return DateRange(first, min(day for day in days if day is not None))


def spans(row: Any) -> dict[str, DateRange]:  # noqa: ANN401 - see first_of
    """Field → the days that may be its own, of those that are not known to the day."""
    return {field: span_of(row, field) for field in row.until}


def earliest(row: Any) -> Any:  # noqa: ANN401 - a recognition
    """The recognition with the first day that may be in each of its fields."""
    if not row.until:
        return row
    return attrs.evolve(row, until={}, **{field: span.first for field, span in spans(row).items()})
