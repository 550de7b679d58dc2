"""Records: flat rows for data frames, with exact numbers beside floats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ocop import exact

__all__ = ["Record", "Scalar", "exactly", "joined"]

Scalar = str | int | float | bool | date | None
#: Name of the column → value.
Record = dict[str, Scalar]


def exactly(name: str, number: int | exact.Fraction | None) -> Record:
    """A number that need not be whole, twice: as a float, and as exact text.

    >>> from fractions import Fraction
    >>> exactly("value", Fraction(11, 217))
    {'value': 0.05069124423963134, 'value_exact': '11/217'}
    """
    if number is None:
        return {name: None, f"{name}_exact": None}
    return {name: float(number), f"{name}_exact": str(number)}


def joined(several: Iterable[object]) -> str | None:
    """Several texts or numbers as one text; None where there are none.

    >>> joined(["valid", "extended"]), joined(())
    ('valid;extended', None)
    """
    return ";".join(map(str, several)) or None
