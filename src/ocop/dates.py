"""Dates as the decisions count them.

All dates are plain ``datetime.date``; a question always brings its own date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import attrs

from ocop.checked import Checked, check_fields
from ocop.errors import Faults, InputError
from ocop.exact import as_day
from ocop.words import Words, as_step, half_width, in_words, plain_digits

__all__ = ["DateRange", "add_months", "checked_date", "parse_date", "weekday_from"]

_SATURDAY = 5
_FORM = "YYYY-MM-DD"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ENDS = ("from", "to")


def checked_date(value: object, *path: str | int) -> date:
    """``value`` itself where it is a date.

    Raises:
        InputError: for anything else, a ``datetime`` too: its time of day would be lost in silence.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise InputError.of("not-a-date", *path, given=value)


def parse_date(text: object, *path: str | int) -> date:
    """The date that ``text`` writes as ``YYYY-MM-DD``; a date stands for itself.

    Raises:
        InputError: the text is in another form, or no day of the calendar.
    """
    if not isinstance(text, str):
        return checked_date(text, *path)
    if len(text) == len(_FORM) and text[4] == text[7] == "-":  # Python takes other forms too
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    if re.fullmatch(_ISO, text):
        raise InputError.of("not-a-day", *path, given=text)
    plain = plain_digits(text)
    if plain is not None:
        raise InputError.of("other-digits", *path, given=text, plain=half_width(plain))
    raise InputError.of("not-a-date-text", *path, given=text)


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


@attrs.frozen(repr=False)
class DateRange(Checked, Words):
    """The days from ``first`` to ``last``, both included.

    Raises:
        InputError: one of them is no date, or ``last`` comes before ``first``.
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        if self.last < self.first:
            raise InputError.of("ends-before-it-begins", "last", first=self.first, last=self.last)

    @classmethod
    def from_table(cls, table: object) -> DateRange:
        """The days that a table with the keys ``from`` and ``to`` says, or those of a year.

        >>> print(DateRange.from_table(2026))
        2026-01-01 – 2026-12-31

        Raises:
            InputError: neither, with every fault.
        """
        if isinstance(table, DateRange):
            return table
        if type(table) is int:
            try:
                return cls(date(table, 1, 1), date(table, 12, 31))
            except (ValueError, OverflowError):
                raise InputError.of("not-a-year", given=table) from None
        if not isinstance(table, Mapping):
            raise InputError.of("not-days", given=table)
        faults = Faults()
        for key in table:
            if key not in _ENDS:
                faults.add("unknown-key", as_step(key), given=key, known=_ENDS)
        days = []
        for key in _ENDS:
            if key not in table:
                faults.add("missing-key", key, key=key)
            else:
                with faults.at(key):
                    days.append(parse_date(table[key]))
        faults.raise_if_any()
        first, last = days
        if last < first:
            raise InputError.of("ends-before-it-begins", "to", first=first, last=last)
        return cls(first, last)

    def to_table(self) -> dict[str, str]:
        """The days as a table, as :meth:`from_table` reads it."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}

    def __contains__(self, day: date) -> bool:
        return self.first <= checked_date(as_day(day)) <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    def __call__(self, lang: str) -> str:
        """The first and the last day in words.

        >>> DateRange(date(2026, 6, 3), date(2026, 8, 2))("vi")
        '03/06/2026 – 02/08/2026'
        """
        return f"{in_words(self.first, lang)} – {in_words(self.last, lang)}"

    def __str__(self) -> str:
        return self("en")

    @property
    def days(self) -> int:
        """How many days it has, at least 1."""
        return (self.last - self.first).days + 1
