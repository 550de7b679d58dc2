"""What ends in a month, so that a province can ask its entities in time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry._bits import numbers_of
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
    return Lapsing(days=period, months=tuple(_month(table, days) for days in _months(period)))


def _month(table: Table, days: DateRange) -> LapsingMonth:
    """What ends in a month."""
    if days.first == date.max:  # nothing ends on the last day of the calendar
        return LapsingMonth(days=days, recognitions=(), last_days=())
    over = DateRange(days.first + _DAY, min(days.last, date.max - _DAY) + _DAY)
    doubtful, touched = table.doubt.doubtful_rows, table.doubt.worlds.touched_rows
    pairs: list[tuple[date | None, Recognition]] = []
    may_end = set[int]()
    ending: dict[date, list[int]] = {}
    for (day, _, now), rows in table.lives.between(over):
        if now is Standing.LAPSED:
            ending.setdefault(day - _DAY, []).extend(rows)
    for day, ended_then in ending.items():
        may_end.update(doubtful.intersection(ended_then))
        sure = (row for row in sorted(ended_then) if row not in doubtful)
        pairs += [(day, table.rows[row]) for row in sure]
    if touched:
        ended = happened(table, "lapsed", over)
        may_end = may_end - touched | touched.intersection(numbers_of(ended.maybe))
        pairs += [(None, table.rows[row]) for row in numbers_of(ended.sure) if row in touched]
    return LapsingMonth(
        days=days,
        recognitions=tuple(row for _, row in pairs),
        last_days=tuple(day for day, _ in pairs),
        may_end=tuple(table.rows[row] for row in sorted(may_end)),
    )


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
