"""Working days (ngày làm việc), by weekends alone or by Vietnam's public holidays too.

The holidays, with the days swapped for them, come from the ``holidays`` package (extra
``ocop[calendar]``), as far as the installed version knows the year. Every result says which
calendar it was counted by.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, Literal

import attrs

from ocop.cycle._checks import check_day, check_one_of, check_whole
from ocop.dates import checked_date
from ocop.errors import Faults, InputError, OcopError

__all__ = [
    "Calendar",
    "CountedDay",
    "MissingExtra",
    "is_working_day",
    "working_day_after",
    "working_day_from",
]

#: ``"weekends"``, or ``"holidays"`` where the extra is installed.
Calendar = Literal["weekends", "holidays"]

_CALENDARS = ("weekends", "holidays")
_SATURDAY = 5


class MissingExtra(OcopError, ImportError):  # noqa: N818 - what to install, not a failure
    """The question needs a package that is not installed; it names the extra to install."""


@attrs.frozen(kw_only=True)
class CountedDay:
    """A day found by counting working days.

    Attributes:
        day: The day.
        calendar: What it was counted by: ``"weekends"``, or ``"holidays"`` and the version of the
            package.
    """

    day: date
    calendar: str


def _by_weekends(day: date) -> bool:
    return day.weekday() < _SATURDAY


@lru_cache(maxsize=64)
def _holidays(year: int) -> Any:  # noqa: ANN401 - a type of an optional package
    import holidays  # noqa: PLC0415 - an extra

    # a day of this year may be worked for a day off in a year beside it
    return holidays.country_holidays("VN", years=(year - 1, year, year + 1), expand=False)


def _by_holidays(day: date) -> bool:
    return bool(_holidays(day.year).is_working_day(day))


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


def _check_calendar(faults: Faults, calendar: object) -> None:
    if calendar is not None:
        check_one_of(faults, "calendar", calendar, _CALENDARS)


def _rule(calendar: Calendar | None) -> tuple[Callable[[date], bool], str]:
    faults = Faults()
    _check_calendar(faults, calendar)
    faults.raise_if_any()
    version = None if calendar == "weekends" else _has_holidays()
    if version is not None:
        return _by_holidays, f"holidays {version}"
    if calendar == "holidays":
        raise MissingExtra.of("holidays-missing", "calendar")
    return _by_weekends, "weekends"


def is_working_day(day: date, *, calendar: Calendar | None = None) -> bool:
    """Whether a day is a working day.

    Args:
        day: The day.
        calendar: As for :func:`working_day_after`.

    Raises:
        InputError: not a date, or no such calendar.
        MissingExtra: as :func:`working_day_after`.
    """
    rule, _ = _rule(calendar)
    return rule(checked_date(day, "day"))


def working_day_from(day: date, *, calendar: Calendar | None = None) -> CountedDay:
    """The first working day from a day on: the day itself where it is one.

    Args:
        day: The day.
        calendar: As for :func:`working_day_after`.

    Raises:
        InputError: not a date, one at the end of the calendar, or no such calendar.
        MissingExtra: as :func:`working_day_after`.
    """
    found = checked_date(day, "day")
    rule, name = _rule(calendar)
    while not rule(found):
        if found == date.max:
            raise InputError.of("calendar-ends-before-working-day", "day", day=day)
        found += timedelta(days=1)
    return CountedDay(day=found, calendar=name)


def working_day_after(day: date, count: int, *, calendar: Calendar | None = None) -> CountedDay:
    """The day that is so many working days after a day, which itself does not count.

    >>> working_day_after(date(2026, 6, 5), 15, calendar="weekends").day
    datetime.date(2026, 6, 26)

    Args:
        day: The day from which to count.
        count: How many working days, 0 or more; 0 is the day itself.
        calendar: ``"weekends"`` (Saturday and Sunday are off), or ``"holidays"`` (Vietnam's public
            holidays and swapped days too). Where not given: the holidays if the extra is installed,
            else the weekends; the result says which.

    Raises:
        InputError: not a date, a count below 0, one beyond the calendar, or no such calendar.
        MissingExtra: ``"holidays"`` without the extra ``ocop[calendar]``.
    """
    faults = Faults()
    check_day(faults, "day", day)
    check_whole(faults, "count", count, least=0)
    _check_calendar(faults, calendar)
    faults.raise_if_any()
    rule, name = _rule(calendar)
    if count > (date.max - day).days:
        raise InputError.of("calendar-ends-before-count", "count", count=count)
    counted, left = day, count
    while left:
        if counted == date.max:
            raise InputError.of("calendar-ends-before-count", "count", count=count)
        counted += timedelta(days=1)
        left -= rule(counted)
    return CountedDay(day=counted, calendar=name)
