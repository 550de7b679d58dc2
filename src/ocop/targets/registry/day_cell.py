"""Days as offices write them: to the day, or the month or the year alone."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ocop.dates import DateRange, parse_date
from ocop.errors import InputError
from ocop.exact import as_day, as_whole
from ocop.words import fold

__all__ = ["of_serial", "read_day"]

_EXCEL_EPOCH = date(1899, 12, 30)
_NUMBER = re.compile(r"([0-9]{4,5})(?:\.0+)?")
_PLAIN = re.compile(r"[\w\s/.-]+")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: The time of day that a spreadsheet writes behind a date: none of it is lost.
_MIDNIGHT = re.compile(r"[T ]+0?0:00(?::00(?:\.0+)?)?(?: *AM)?$", re.IGNORECASE)

# of folded text, a stroke for whatever stood between the numbers
_DAY_FIRST = re.compile(r"(?:ngay )?([0-9]{1,2})(?:/| thang )([0-9]{1,2})(?:/| nam )([0-9]{4})")
_MONTH = re.compile(r"(?:thang |t)?([0-9]{1,2})(?:/| nam )([0-9]{4})")
_YEAR = re.compile(r"nam ([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
#: Five digits: the days from 1927 to 2173.
_SERIALS = range(10_000, 100_000)
_YEARS = range(1900, 2101)


def read_day(value: Any) -> date | DateRange:  # noqa: ANN401 - any cell
    """The day that a cell says, or the days of the month or year.

    Raises:
        InputError: it says none.
    """
    number = as_whole(value)
    if type(number) is int or (isinstance(value, float) and value.is_integer()):
        return _of_number(int(number), value)
    if not isinstance(value, str):
        return parse_date(as_day(value))
    text = _MIDNIGHT.sub("", value.strip())
    if _ISO.fullmatch(text):
        return parse_date(text)
    if match := _NUMBER.fullmatch(text):
        return _of_number(int(match[1]), value)
    if match := _ISO_MONTH.fullmatch(text):
        return _month(value, int(match[2]), int(match[1]))
    if not _PLAIN.fullmatch(text):
        raise InputError.of("not-a-date-of-a-register", given=value)
    folded = "/".join(fold(part) for part in re.split(r"[/.-]", text))
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(folded):
            return read(value, *map(int, match.groups()))
    raise InputError.of("not-a-date-of-a-register", given=value)


def of_serial(value: object) -> object:
    """The day that a spreadsheet counts by a number of five digits; anything else as it is."""
    number = as_whole(value) if not isinstance(value, str) else None  # type: ignore[arg-type]
    if isinstance(value, float) and value.is_integer():
        number = int(value)
    elif isinstance(value, str) and (match := _NUMBER.fullmatch(value.strip())):
        number = int(match[1])
    if type(number) is int and number in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=number)
    return value


def _of_number(number: int, value: object) -> date | DateRange:
    """A year, or what a spreadsheet has for a date where it shows none."""
    if number in _YEARS:
        return _year(value, number)
    if number in _SERIALS:
        meant = _EXCEL_EPOCH + timedelta(days=number)
        raise InputError.of("serial-number", given=value, meant=meant)
    raise InputError.of("not-a-date-of-a-register", given=value)


def _whole(value: object, day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError.of("not-a-day", given=value) from None


def _month(value: object, month: int, year: int) -> DateRange:
    first = _whole(value, 1, month, year)
    return DateRange(first, first.replace(day=monthrange(year, month)[1]))


def _year(value: object, year: int) -> DateRange:
    if year not in _YEARS:
        raise InputError.of("not-a-date-of-a-register", given=value)
    return DateRange(date(year, 1, 1), date(year, 12, 31))


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., date | DateRange]], ...] = (
    (_DAY_FIRST, _whole),
    (_MONTH, _month),
    (_YEAR, _year),
)
