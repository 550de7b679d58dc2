"""Exact numbers as text: ``87,5``, ``266/3``, ``20 %`` are read; shown as the language has it."""

from __future__ import annotations

import re
from fractions import Fraction

__all__ = ["decimal", "percent", "read_number", "read_percent"]

# so many digits that no count or average needs more, so few that none takes long to read
_DECIMAL = re.compile(r"([0-9]{1,40})(?:[.,]([0-9]{1,40}))?")
_RATIO = re.compile(r"([0-9]{1,40})/([0-9]{1,40})")
_PERCENT = re.compile(r"(.+?) ?%")
# for showing only: so many decimals at most
_PLACES = 2
_VIETNAMESE = str.maketrans(",.", ".,")


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


def decimal(number: int | Fraction, lang: str, places: int = _PLACES) -> str:
    """A number as a reader of the language writes it; for showing only.

    Rounded to so many decimals at most, halves away from zero. Vietnamese has a comma before the
    decimals and dots between thousands, English the reverse.

    >>> decimal(Fraction(20001, 2), "vi"), decimal(Fraction(20001, 2), "en")
    ('10.000,5', '10,000.5')
    """
    scaled = abs(Fraction(number)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    units, rest = divmod(whole, 10**places)
    digits = str(rest).rjust(places, "0").rstrip("0")
    text = f"{units:,}" + (f".{digits}" if digits else "")
    if lang == "vi":
        text = text.translate(_VIETNAMESE)
    return f"-{text}" if number < 0 and whole else text


def percent(share: int | Fraction, lang: str) -> str:
    """A share as a percentage, for showing only.

    >>> percent(Fraction(11, 217), "vi"), percent(Fraction(11, 217), "en")
    ('5,07 %', '5.07 %')
    """
    return f"{decimal(Fraction(share) * 100, lang)} %"
