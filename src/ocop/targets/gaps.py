"""Gaps: the fewest additions that would meet a bound, exactly.

A product added to the part of a share adds to the whole as well, so that 20 % of 217 is not 33 more
but 41: 52 of 258. What is found here is the least number for which the bound holds; one less does
not meet it.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

__all__ = ["added_to_both", "added_to_part", "short_of", "to_cover"]

Number = int | Fraction


def short_of(value: Number, low: Number | None, high: Number | None) -> Number:
    """How much more a number needs, or how much too much it is."""
    if low is not None and value < low:
        return low - value
    if high is not None and value > high:
        return value - high
    return 0


def added_to_part(
    part: Number, whole: Number, low: Fraction | None, high: Fraction | None
) -> int | None:
    """The fewest of the whole that would have to come into the part, or go out of it.

    None where no whole number of them meets the bounds.
    """
    least = 0 if low is None else low * whole
    most = whole if high is None else high * whole
    if part < least:
        more = ceil(least - part)
        return more if part + more <= most else None
    if part > most:
        fewer = ceil(part - most)
        return fewer if part - fewer >= least else None
    return 0


def added_to_both(
    part: int, whole: int, low: Fraction | None, high: Fraction | None, *, wider: bool = True
) -> int | None:
    """The fewest additions to the whole, some of them to the part too, that meet the bounds.

    Args:
        part: How many there are in the part.
        whole: How many there are in the whole.
        low: The least share, at most 1; None where there is none.
        high: The greatest share; None where there is none.
        wider: Whether something may be added to the whole alone.

    Returns:
        How many; None where no number of additions is enough.
    """
    least, most = low or Fraction(0), Fraction(1) if high is None else high

    def fits(added: int) -> bool:
        total = whole + added
        fewest = max(0 if wider else added, ceil(least * total) - part)
        return total > 0 and fewest <= min(added, floor(most * total) - part)

    start = 0 if whole else 1
    if part < least * whole:
        if least == 1:
            return None
        start = ceil((least * whole - part) / (1 - least))
    elif part > most * whole:
        if not most or not wider:
            return None
        start = ceil(part / most) - whole
    # from there on a total can fail only for want of a whole number between the bounds, and the
    # lower bound itself is one for every total that its denominator divides
    return next((n for n in range(start, start + least.denominator + 1) if fits(n)), None)


def to_cover(lacks: tuple[int, ...], covered: int, units: int, low: Fraction) -> int:
    """The fewest additions that would give enough places enough: those that lack least first."""
    needed = ceil(low * units) - covered
    return sum(sorted(lacks)[: max(needed, 0)])
