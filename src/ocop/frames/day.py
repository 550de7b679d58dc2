"""Columns of days: how an engine reads and counts them.

No engine is asked to add months, which each does in its own way: a day some months later is looked
for among the few that it can be, and only whole days are added.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import attrs

from ocop.errors import Faults
from ocop.frames.extra import nw

__all__ = ["Days", "days_of"]

Expr = Any

#: Whole cycles of leap years.
_YEARS = range(2000, 2400)
_MONTHS = 12
_SATURDAY, _SUNDAY = 6, 7


@attrs.frozen
class Days:
    """How the days of one frame are read.

    Attributes:
        kind: The type in which they are counted and handed back: dates; midnights where pandas has
            no type for dates.
        timed: Columns whose values have a time of day, which may be midnight.
        empty: Columns without a type, which hold nothing.
        pandas: Whether the frame is one of pandas.
    """

    kind: Any
    timed: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    pandas: bool = False

    def lit(self, day: date) -> Expr:
        """A day beside which a column can be held."""
        return nw.lit(day if self.kind == nw.Date else datetime.combine(day, time()))

    def read(self, column: str) -> Expr:
        """The days of a column."""
        day = nw.col(column).cast(self.kind)
        return day if self.kind == nw.Date else day.dt.truncate("1d")

    def untrue(self, column: str) -> Expr:
        """Whether a value of a column of moments is more than a day: it has a time."""
        moment = nw.col(column).cast(nw.Datetime("us"))
        return (moment != moment.dt.truncate("1d")) & ~moment.is_null()

    def after(self, day: Expr, count: int) -> Expr:
        """So many days later; before, where the count is below 0."""
        if self.pandas and self.kind == nw.Date:  # which adds no days to an empty column
            return (day.cast(nw.Int32) + count).cast(nw.Int32).cast(nw.Date)
        return day.dt.offset_by(f"{count}d").cast(self.kind)

    def months_after(self, day: Expr, months: int) -> Expr:
        """The same day of the month, so many months later, as the law counts them.

        The last day that lies in the month and not past its day of the month: where there is no
        such day that is the month's last.
        """
        wanted = day.dt.year() * _MONTHS + day.dt.month() + months
        first, *others = _spans(months)
        later = self.after(day, first)
        for count in others:
            other = self.after(day, count)
            fits = other.dt.year() * _MONTHS + other.dt.month() == wanted
            fits = fits & (other.dt.day() <= day.dt.day())
            later = nw.when(fits).then(other).otherwise(later)
        return later

    def weekday_from(self, day: Expr) -> Expr:
        """The day itself from Monday to Friday, the Monday after a Saturday or Sunday."""
        weekday = day.dt.weekday()
        later = nw.when(weekday == _SUNDAY).then(self.after(day, 1)).otherwise(day)
        return nw.when(weekday == _SATURDAY).then(self.after(day, 2)).otherwise(later)


@lru_cache(maxsize=64)
def _spans(months: int) -> tuple[int, ...]:
    """How many days later it can be, so many months on, the fewest first."""
    spans = set()
    for year in _YEARS:
        for month in range(1, _MONTHS + 1):
            more, other = divmod(year * _MONTHS + month - 1 + months, _MONTHS)
            days = (date(more, other + 1, 1) - date(year, month, 1)).days
            lacking = monthrange(year, month)[1] - monthrange(more, other + 1)[1]
            spans |= {days - less for less in range(max(lacking, 0) + 1)}
    return tuple(sorted(spans))


def days_of(frame: Any, columns: Iterable[str], faults: Faults) -> Days:  # noqa: ANN401
    """How the days of a frame of narwhals are read; a fault for a column that can hold none."""
    schema: Mapping[str, Any] = frame.collect_schema()
    types = {column: schema[column] for column in columns}
    timed = frozenset(column for column, dtype in types.items() if dtype == nw.Datetime)
    empty = frozenset(column for column, dtype in types.items() if dtype == nw.Unknown)
    pandas = frame.implementation.is_pandas_like()
    for column, dtype in types.items():
        fine = dtype == nw.Date or column in empty
        fine = fine or (column in timed and dtype.time_zone is None)
        fine = fine or (pandas and dtype in {nw.Object, nw.String} and _holds_days(frame, column))
        if not fine:
            faults.add("column-not-days", "frame", column, given=str(dtype))
    dates = all(dtype in {nw.Date, nw.Unknown} for dtype in types.values())
    kind = nw.Date if dates or not pandas else nw.Datetime("us")
    return Days(kind, timed, empty, pandas)


def _holds_days(frame: Any, column: str) -> bool:  # noqa: ANN401 - a frame of narwhals
    """Whether a column of objects of pandas holds days and nothing else."""
    values = frame[column].drop_nulls().to_list()
    return all(type(value) is date for value in values)
