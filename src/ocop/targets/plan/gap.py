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


def _least(value: Number, *, over: bool) -> int:
    """The least whole number that is not below a value, or ``over`` it."""
    return floor(value) + 1 if over else ceil(value)


def short_of(
    value: Number, low: Number | None, high: Number | None, *, over: bool = False
) -> Number:
    """How much more a number needs, or how much too much it is.

    Where the bound is to be passed (``over``), the least whole number that passes it.
    """
    if low is not None and over and value <= low:
        return _least(low - value, over=True)
    if low is not None and value < low:
        return low - value
    if high is not None and value > high:
        return value - high
    return 0


def added_to_part(
    part: Number,
    whole: Number,
    low: Fraction | None,
    high: Fraction | None,
    *,
    over: bool = False,
) -> int | None:
    """The fewest of the whole that would have to come into the part, or go out of it.

    None where no whole number of them meets the bounds.
    """
    most = whole if high is None else high * whole
    if low is not None and (part < low * whole or (over and part == low * whole)):
        more = _least(low * whole - part, over=over)
        return more if part + more <= most else None
    if part > most:
        fewer = ceil(part - most)
        left, least = part - fewer, 0 if low is None else low * whole
        return fewer if left > least or (left == least and not over) else None
    return 0


def added_to_both(
    part: int,
    whole: int,
    low: Fraction | None,
    high: Fraction | None,
    *,
    wider: bool = True,
    over: bool = False,
) -> int | None:
    """The fewest additions to the whole, some of them to the part too, that meet the bounds.

    Args:
        part: How many there are in the part.
        whole: How many there are in the whole.
        low: The least share, at most 1; None where there is none.
        high: The greatest share; None where there is none.
        wider: Whether something may be added to the whole alone.
        over: Whether the least share is to be passed.

    Returns:
        How many; None where no number of additions is enough.
    """
    least, most = low or Fraction(0), Fraction(1) if high is None else high

    def fits(added: int) -> bool:
        total = whole + added
        fewest = max(0 if wider else added, _least(least * total, over=over) - part)
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
    # from there on a total can fail only for want of a whole number between the bounds, and each
    # bound itself is one for every total that its denominator divides; both are for their product
    tries = least.denominator * most.denominator + 1
    return next((n for n in range(start, start + tries + 1) if fits(n)), None)


def to_cover(
    lacks: tuple[int, ...], covered: int, units: int, low: Fraction, *, over: bool = False
) -> int:
    """The fewest additions that would give enough places enough: those that lack least first."""
    needed = _least(low * units, over=over) - covered
    return sum(sorted(lacks)[: max(needed, 0)])
