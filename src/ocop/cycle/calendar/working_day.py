"""Working days (ngày làm việc), by weekends alone or by Vietnam's public holidays too.

The holidays, with the days swapped for them, come from the ``holidays`` package (extra
``ocop[calendar]``), as far as the installed version knows the year. Every result says which
calendar it was counted by.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

import attrs

from ocop.argument import check_day, check_one_of, check_whole
from ocop.brief import Brief
from ocop.dates import checked_date
from ocop.errors import Faults, InputError, MissingExtra

__all__ = ["Calendar", "CountedDay"]

_SATURDAY = 5


@attrs.frozen(kw_only=True, repr=False)
class CountedDay(Brief):
    """A day found by counting working days.

    Attributes:
        day: The day.
        calendar: What it was counted by: ``"weekends"``, or ``"holidays"`` and the version of the
            package.
    """

    day: date
    calendar: str


@lru_cache(maxsize=64)
def _holidays(year: int) -> Any:  # noqa: ANN401 - a type of an optional package
    import holidays  # noqa: PLC0415 - an extra

    # a day of this year may be worked for a day off in a year beside it
    return holidays.country_holidays("VN", years=(year - 1, year, year + 1), expand=False)


@lru_cache(maxsize=64)
def _worked(year: int) -> tuple[date, ...]:
    """The working days of a year, in order, as the holidays package has them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(filter(_holidays(year).is_working_day, days))


@cache
def _has_holidays() -> str | None:
    """The version of the holidays package; None where it is not installed.

    Looked for once: an import that fails is looked for on the whole path each time.
    """
    try:
        import holidays  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    return str(holidays.__version__)


class Calendar(StrEnum):
    """By what working days are told."""

    #: Saturday and Sunday are off.
    WEEKENDS = "weekends"
    #: Vietnam's public holidays and the days swapped for them too; needs ``ocop[calendar]``.
    HOLIDAYS = "holidays"

    @classmethod
    def of(cls, which: Calendar | str | None = None) -> Calendar:
        """The calendar of this name; of none, the holidays where their extra is installed.

        Without the extra it is then the weekends; every answer says which it was reckoned by.

        Raises:
            InputError: no such calendar.
            MissingExtra: ``"holidays"`` without the extra ``ocop[calendar]``.
        """
        if which is None:
            return cls.WEEKENDS if _has_holidays() is None else cls.HOLIDAYS
        faults = Faults()
        check_one_of(faults, "calendar", which, tuple(cls))
        faults.raise_if_any()
        calendar = cls(which)
        calendar._rule()
        return calendar

    def _rule(self) -> str:
        """What says which days are working days."""
        if self is Calendar.WEEKENDS:
            return "weekends"
        version = _has_holidays()
        if version is None:
            raise MissingExtra.of("holidays-missing", "calendar")
        return f"holidays {version}"

    def _works(self, day: date) -> bool:
        if self is Calendar.WEEKENDS:
            return day.weekday() < _SATURDAY
        return bool(_holidays(day.year).is_working_day(day))

    def _nth(self, day: date, count: int) -> date | None:
        """The day that is so many working days after a day; None where the calendar ends before.

        By weekends it is reckoned by weeks; by holidays a year is one step.
        """
        if self is Calendar.WEEKENDS:
            return _after_by_weeks(day, count)
        left = count
        for year in range(day.year, date.max.year + 1):
            days = _worked(year)
            before = bisect_right(days, day)
            if left <= len(days) - before:
                return days[before + left - 1]
            left -= len(days) - before
        return None

    def is_working_day(self, day: date) -> bool:
        """Whether a day is a working day.

        Raises:
            InputError: not a date.
            MissingExtra: as :meth:`of`.
        """
        self._rule()
        return self._works(checked_date(day, "day"))

    def first_from(self, day: date) -> CountedDay:
        """The first working day from a day on: the day itself where it is one.

        Raises:
            InputError: not a date, or one at the end of the calendar.
            MissingExtra: as :meth:`of`.
        """
        asked = checked_date(day, "day")
        name = self._rule()
        working = asked if self._works(asked) else self._nth(asked, 1)
        if working is None:
            raise InputError.of("calendar-ends-before-working-day", "day", day=day)
        return CountedDay(day=working, calendar=name)

    def after(self, day: date, count: int) -> CountedDay:
        """The day that is so many working days after a day, which itself does not count.

        >>> Calendar.WEEKENDS.after(date(2026, 6, 5), 15).day
        datetime.date(2026, 6, 26)

        Args:
            day: The day from which to count.
            count: How many working days, 0 or more; 0 is the day itself.

        Raises:
            InputError: not a date, a count below 0, or one beyond the calendar.
            MissingExtra: as :meth:`of`.
        """
        faults = Faults()
        check_day(faults, "day", day)
        check_whole(faults, "count", count, least=0)
        faults.raise_if_any()
        name = self._rule()
        # more days than there are needs no look at any of them
        within = count <= (date.max - day).days
        counted = (self._nth(day, count) if count else day) if within else None
        if counted is None:
            raise InputError.of("calendar-ends-before-count", "count", count=count)
        return CountedDay(day=counted, calendar=name)


def _after_by_weeks(day: date, count: int) -> date | None:
    """The day that is so many weekdays after a day, one at least; None beyond the calendar."""
    weekday = day.weekday()
    friday = max(0, weekday - _SATURDAY + 1)  # days since it, at a weekend
    weeks, rest = divmod(count, _SATURDAY)
    beyond = weekday - friday + rest >= _SATURDAY
    days = 7 * weeks + rest + 2 * beyond - friday
    return day + timedelta(days=days) if days <= (date.max - day).days else None
