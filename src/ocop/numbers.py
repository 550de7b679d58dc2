"""Exact numbers that a text writes: ``87,5``, ``266/3``, ``20 %``."""

from __future__ import annotations

import re
from fractions import Fraction

__all__ = ["read_number", "read_percent"]

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
