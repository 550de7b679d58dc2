"""Dates as the decisions count them.

All dates are plain ``datetime.date``; a question always brings its own date.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from ocop.errors import InputError, told

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DateRange", "add_months", "checked_date", "parse_date", "weekday_from"]

_SATURDAY = 5

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def checked_date(value: object, place: str) -> date:
    """``value`` itself where it is a date.

    Raises:
        InputError: for anything else, a ``datetime`` too: its time of day would be lost in silence.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise InputError(
        told(place, f"{value!r} is not a date", "give a datetime.date (2026-05-22), without a time")
    )


def parse_date(text: object, place: str) -> date:
    """The date that ``text`` writes as ``YYYY-MM-DD``; a date stands for itself.

    Raises:
        InputError: the text is in another form, or no day of the calendar.
    """
    if isinstance(text, str):
        if not _ISO.fullmatch(text):
            raise InputError(
                told(place, f"{text!r} is not a date", "write YYYY-MM-DD, such as 2026-05-22")
            )
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise InputError(told(place, f"{text!r} is not a day of the calendar")) from None
    return checked_date(text, place)


def add_months(day: date, months: int) -> date:
    """The same day of the month, ``months`` later; the month's last day where it has no such day.

    >>> add_months(date(2024, 2, 29), 36)
    datetime.date(2027, 2, 28)
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - not part of `import ocop`

    return day + relativedelta(months=months)


def weekday_from(day: date) -> date:
    """The day itself from Monday to Friday, the Monday after a Saturday or Sunday.

    >>> weekday_from(date(2026, 6, 21))
    datetime.date(2026, 6, 22)
    """
    return day if day.weekday() < _SATURDAY else day + timedelta(days=7 - day.weekday())


@attrs.frozen
class DateRange:
    """The days from ``first`` to ``last``, both included.

    Raises:
        InputError: ``last`` comes before ``first``.
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise InputError(told("last", f"{self.last} comes before {self.first}"))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"

    @property
    def days(self) -> int:
        """How many days it has, at least 1."""
        return (self.last - self.first).days + 1
