"""The steps of a forecast: the ends of months, and the days that are asked about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

import attrs

__all__ = ["Grid", "month_ends_by"]


_DAY = timedelta(days=1)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_ends_by(day: date) -> int:
    """How many ends of months there are up to a day, itself included, since the year 0."""
    return 12 * day.year + day.month - ((day + _DAY).month == day.month)


@attrs.frozen(eq=False)
class Grid:
    """The steps, in order; the first is the day of the question, the last that of the horizon."""

    days: tuple[date, ...]

    @classmethod
    def of(cls, on: date, until: date, asked: Iterable[date] = ()) -> Grid:
        """The ends of months between two days, both of these, and the days asked between them."""
        days = {on, until, *(day for day in asked if on <= day <= until)}
        day = _last_of_month(on)
        while day < until:
            days.add(day)
            day = _last_of_month(day + _DAY)
        return cls(tuple(sorted(days)))

    def __len__(self) -> int:
        return len(self.days)

    @property
    def beyond(self) -> int:
        """The number of no step: that of what comes after the last."""
        return len(self.days)

    @cached_property
    def month_ends(self) -> tuple[int, ...]:
        """The steps after the first that are ends of months."""
        later = enumerate(self.days[1:], 1)
        return tuple(step for step, day in later if day == _last_of_month(day))

    def since(self, day: date) -> int:
        """The first step on a day or after it."""
        return bisect_left(self.days, day)

    def after(self, day: date) -> int:
        """The first step after a day."""
        return bisect_right(self.days, day)

    def upto(self, day: date) -> int:
        """The last step up to a day; -1 where all are later."""
        return bisect_right(self.days, day) - 1

    def months(self, first: date, last: date) -> range:
        """The places in :attr:`month_ends` of those after a day, up to another, itself included."""
        before = month_ends_by(self.days[0])
        start = max(0, month_ends_by(first) - before)
        stop = max(start, month_ends_by(last) - before)
        return range(min(start, len(self.month_ends)), min(stop, len(self.month_ends)))
