"""What the words of the command line mean: days, levels, whole numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ocop.dates import parse_date
from ocop.errors import Fault, InputError
from ocop.text import Label
from ocop.words import escaped, fold, half_width

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ocop.law.level import Level

__all__ = ["Day", "int_argument", "level_argument", "read_days"]

_WHOLE = r"[0-9]{1,40}"
_DAY_FIRST = r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})"
#: The options that are days, by the names that argparse gives them.
_DAYS = {
    "on": "--on",
    "issued": "--issued",
    "valid_from": "--valid-from",
    "filed": "--filed",
    "decided": "--decided",
    "first": "--from",
    "last": "--to",
    "since": "--since",
    "until": "--until",
}
_REMARK = Label(
    "{given} được đọc là ngày {day.day} tháng {day.month} năm {day.year} (ngày trước, tháng sau)",
    "{given} is read as {day:%Y-%m-%d} (the day comes before the month)",
)


class Day:
    """A day as a person writes it: ``2026-05-22`` or ``22/05/2026``.

    Args:
        text: What was written.
        path: Where it stands.

    Attributes:
        day: The day.
        doubtful: Whether another order of day and month would be a day too.

    Raises:
        InputError: it is none, or its month comes before its day.
    """

    def __init__(self, text: str, *path: str | int) -> None:
        self._text = text
        plain = half_width(text).strip()
        match = re.fullmatch(_DAY_FIRST, plain)
        if match is None:
            self.day, self.doubtful = parse_date(plain, *path), False
            return
        day, month, year = (int(match[n]) for n in (1, 3, 4))
        turned = _day(year, day, month)
        straight = _day(year, month, day)
        if straight is None:
            code = "not-a-day" if turned is None else "month-before-day"
            raise InputError.of(code, *path, given=text, meant=turned)
        self.day, self.doubtful = straight, turned not in {None, straight}

    def remark(self, lang: str) -> str:
        """How it was read."""
        return _REMARK(lang).format(given=escaped(self._text), day=self.day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_days(args: argparse.Namespace) -> Iterator[str]:
    """Put days in the place of the texts of all options that are days.

    Yields:
        A remark on each that another reader would take for another day.

    Raises:
        InputError: every one that is none.
    """
    faults: list[Fault] = []
    for name, option in _DAYS.items():
        text = getattr(args, name, None)
        if text is None:
            continue
        try:
            day = Day(text, option)
        except InputError as err:
            faults += err.faults
            continue
        setattr(args, name, day.day)
        if day.doubtful:
            yield f"{option}: {day.remark(args.lang)}"
    if faults:
        raise InputError(faults)


def int_argument(text: str, name: str) -> int:
    """The whole number of an argument.

    Raises:
        InputError: the text is none.
    """
    digits = half_width(text)  # typed full width they are digits too
    if not re.fullmatch(_WHOLE, digits):
        raise InputError.of("not-a-whole-number", name, given=text)
    return int(digits)


def level_argument(text: str, name: str) -> Level:
    """The level of an argument, by its id or by its name in either language.

    Raises:
        InputError: the text is none.
    """
    from ocop.law.level import Level  # noqa: PLC0415 - only where a level is asked for

    wanted = fold(text).removeprefix("cap ")
    for level in Level:
        names = (level.value, level.label.vi, level.label.en)
        if wanted in {fold(each).removeprefix("cap ") for each in names}:
            return level
    raise InputError.of("not-a-level", name, given=text, known=tuple(each.value for each in Level))
