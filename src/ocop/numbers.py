"""Exact numbers that a text writes: ``87,5``, ``266/3``, ``20 %``."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from ocop.exact import as_whole

__all__ = ["as_fraction", "read_number", "read_percent"]

# so many digits that no count or average needs more, so few that none takes long to read
_DECIMAL = re.compile(r"([0-9]{1,40})(?:[.,]([0-9]{1,40}))?")
_RATIO = re.compile(r"([0-9]{1,40})/([0-9]{1,40})")
_PERCENT = re.compile(r"(.+?) ?%")


def read_number(text: str) -> int | Fraction | None:
    """The number that a text writes, of 0 or more; None where it writes none.

    >>> read_number("87,5"), read_number("4/2"), read_number("1e3")
    (Fraction(175, 2), 2, None)
    """
    if (found := _RATIO.fullmatch(text.strip())) is not None:
        over, under = map(int, found.groups())
        if not under:
            return None
        number = Fraction(over, under)
    elif (found := _DECIMAL.fullmatch(text.strip())) is not None:
        digits = found[2] or ""
        number = Fraction(int(found[1] + digits), 10 ** len(digits))
    else:
        return None
    return number.numerator if number.denominator == 1 else number


def read_percent(text: str) -> Fraction | None:
    """The share that a text writes as a percentage; None where it writes none.

    >>> read_percent("12,5 %")
    Fraction(1, 8)
    """
    found = _PERCENT.fullmatch(text.strip())
    number = None if found is None else read_number(found[1])
    return None if number is None else Fraction(number) / 100


def as_fraction(value: object) -> Any:  # noqa: ANN401 - what is no number is left for the check
    """An exact number, or the text of one, as a fraction; anything else as it is.

    >>> as_fraction(5), as_fraction("0,5"), as_fraction("60 %"), as_fraction("1/3")
    (Fraction(5, 1), Fraction(1, 2), Fraction(3, 5), Fraction(1, 3))
    """
    if isinstance(value, str):
        percent = read_percent(value)
        number = read_number(value) if percent is None else percent
        return value if number is None else Fraction(number)
    whole: Any = as_whole(value)  # type: ignore[arg-type]  # what has no index comes back
    return Fraction(whole) if type(whole) is int else value
