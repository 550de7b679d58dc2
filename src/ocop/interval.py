"""Intervals of confidence for what was counted: of a share, and of a number in a time.

What goes in is exact, what comes out are floats: an interval is an estimate.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

__all__ = ["poisson", "wilson"]

#: Halvings of a bracket; a float has no more digits to give.
_HALVINGS = 80
#: A term so small beside their sum changes no digit of it.
_NOTHING = 1e-18


def wilson(part: int, whole: int, level: Fraction) -> tuple[float, float]:
    """Wilson's score interval of a share, without correction for continuity.

    >>> low, high = wilson(15, 148, Fraction(95, 100))
    >>> f"{low:.4f} {high:.4f}"
    '0.0624 0.1605'

    Args:
        part: How many of them.
        whole: How many in all, 1 or more.
        level: The confidence, over 0 and under 1.

    Reference: R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, method 3.
    """
    z = NormalDist().inv_cdf(float((1 + level) / 2))
    share = part / whole
    middle = share + z * z / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    over = 1 + z * z / whole
    low = 0.0 if part == 0 else (middle - half) / over
    high = 1.0 if part == whole else (middle + half) / over
    return low, high


def poisson(count: int, level: Fraction) -> tuple[float, float]:
    """The exact interval of the mean of a Poisson number, by Garwood.

    >>> low, high = poisson(10, Fraction(95, 100))
    >>> f"{low:.4f} {high:.4f}"
    '4.7954 18.3904'

    Args:
        count: How many there were.
        level: The confidence, over 0 and under 1.

    Reference: F. Garwood, Biometrika 28 (1936), 437–442.
    """
    tail = float((1 - level) / 2)
    most = count + 20 * sqrt(count + 1) - 2 * log(tail)
    low = 0.0 if count == 0 else _root(lambda mean: 1 - _at_most(count - 1, mean) < tail, most)
    return low, _root(lambda mean: _at_most(count, mean) > tail, most)


def _root(below: Callable[[float], bool], most: float) -> float:
    """Where a condition that holds at 0 ends."""
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    """The chance that a Poisson number of this mean is at most so many."""
    # the tail that lies off the mean is summed, from its largest term outwards
    if mean > count:
        return _tail(count, -1, mean)
    return 1 - _tail(count + 1, 1, mean)


def _tail(first: int, step: int, mean: float) -> float:
    """The chances of the numbers from one on, up or down, as long as they add something."""
    n, total = first, 0.0
    term = exp(first * log(mean) - mean - lgamma(first + 1))
    while n >= 0 and term > _NOTHING * total:
        total += term
        term *= n / mean if step < 0 else mean / (n + 1)
        n += step
    return total
