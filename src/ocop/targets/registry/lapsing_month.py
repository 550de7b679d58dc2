"""What ends in a month, so that a province can ask its entities in time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry._bits import chosen, union
from ocop.targets.registry._table import Table
from ocop.targets.registry.flow import happened
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing
from ocop.targets.where import STARS

__all__ = ["Lapsing", "LapsingMonth", "lapsing_of"]

_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True, repr=False)
class LapsingMonth(Brief, Shown):
    """What ends in one month.

    Attributes:
        days: The days of the month, or of the part of it that was asked for.
        recognitions: Those whose last day in force is surely one of them, by that day.
        last_days: The last day in force of each of them; None where it is not known which of the
            days it is, only the month of issue being recorded.
        may_end: Those that end then as far as they could be read: a cell that tells more could not
            be. They are not among the others.
        by_stars: Stars → how many.
    """

    days: DateRange
    recognitions: tuple[Recognition, ...]
    last_days: tuple[date | None, ...]
    may_end: tuple[Recognition, ...] = ()

    @property
    def by_stars(self) -> dict[int, int]:
        """Stars → how many."""
        return {stars: sum(row.stars == stars for row in self.recognitions) for stars in STARS}


@attrs.frozen(kw_only=True, repr=False)
class Lapsing(Brief, Shown, Tidy):
    """What ends in each month of a period; a sequence of its months.

    Attributes:
        days: The period.
        months: Its months, the first and last of them cut to it.
    """

    days: DateRange
    months: tuple[LapsingMonth, ...]

    def __len__(self) -> int:
        return len(self.months)

    def __iter__(self) -> Iterator[LapsingMonth]:
        return iter(self.months)

    def __getitem__(self, index: int) -> LapsingMonth:
        return self.months[index]


def lapsing_of(table: Table, period: DateRange) -> Lapsing:
    """What ends in each month of a period."""
    ending: dict[date, int] = {}
    for (day, _, now), rows in table.lives.changes.items():
        if now is Standing.LAPSED and day - _DAY in period:
            ending[day - _DAY] = ending.get(day - _DAY, 0) | rows
    months, doubtful = [], table.doubt.doubtful
    for days in _months(period):
        last_days = sorted(day for day in ending if day in days)
        sure = {day: ending[day] & ~doubtful for day in last_days}
        may_end = union(ending[day] & doubtful for day in last_days)
        pairs: list[tuple[date | None, Recognition]] = [
            (day, row) for day in last_days for row in chosen(table.rows, sure[day])
        ]
        if touched := table.doubt.worlds.touched:
            ended = happened(table, "lapsed", DateRange(days.first + _DAY, days.last + _DAY))
            may_end = may_end & ~touched | ended.maybe & touched
            pairs += [(None, row) for row in chosen(table.rows, ended.sure & touched)]
        months.append(
            LapsingMonth(
                days=days,
                recognitions=tuple(row for _, row in pairs),
                last_days=tuple(day for day, _ in pairs),
                may_end=tuple(chosen(table.rows, may_end)),
            )
        )
    return Lapsing(days=period, months=tuple(months))


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
