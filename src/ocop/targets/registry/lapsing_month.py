"""What ends in a month, so that a province can ask its entities in time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from ocop.dates import DateRange
from ocop.targets.registry._bits import chosen
from ocop.targets.registry._table import Table
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing
from ocop.targets.where import STARS

__all__ = ["LapsingMonth", "lapsing_months"]

_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True)
class LapsingMonth:
    """What ends in one month.

    Attributes:
        days: The days of the month, or of the part of it that was asked for.
        recognitions: Those whose last day in force is one of them, by that day.
        last_days: The last day in force of each of them.
        by_stars: Stars → how many.
    """

    days: DateRange
    recognitions: tuple[Recognition, ...]
    last_days: tuple[date, ...]

    @property
    def by_stars(self) -> dict[int, int]:
        """Stars → how many."""
        return {stars: sum(row.stars == stars for row in self.recognitions) for stars in STARS}


def lapsing_months(table: Table, period: DateRange) -> tuple[LapsingMonth, ...]:
    """What ends in each month of a period."""
    ending: dict[date, int] = {}
    for (day, _, now), rows in table.lives.changes.items():
        if now is Standing.LAPSED and day - _DAY in period:
            ending[day - _DAY] = ending.get(day - _DAY, 0) | rows
    months = []
    for days in _months(period):
        last_days = sorted(day for day in ending if day in days)
        pairs = [(day, row) for day in last_days for row in chosen(table.rows, ending[day])]
        months.append(
            LapsingMonth(
                days=days,
                recognitions=tuple(row for _, row in pairs),
                last_days=tuple(day for day, _ in pairs),
            )
        )
    return tuple(months)


def _months(period: DateRange) -> Iterator[DateRange]:
    """The months of a period, the first and last of them cut to it."""
    day = period.first
    while True:
        end = day.replace(day=monthrange(day.year, day.month)[1])
        if end >= period.last:
            yield DateRange(day, period.last)
            return
        yield DateRange(day, end)
        day = end + _DAY
