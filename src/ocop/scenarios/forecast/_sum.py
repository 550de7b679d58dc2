"""The law of a sum of many independent whole numbers.

Lines of one kind, so many of them, or a number of them by Poisson's law. Floats, and what lies far
out is cut: no chance that is asked of a law is off by more than :data:`ERROR`. Numpy is used where
it is there and the laws are long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from itertools import accumulate
from math import exp, fsum, lgamma, log, log1p
from typing import Any

import attrs

__all__ = ["ERROR", "Sum", "Term", "sum_of"]

#: How far a chance may be off.
ERROR = 1e-9
#: What is cut at each end of a law, at most.
_TAIL = 1e-15
#: From how many products of two laws on numpy is quicker, its import apart.
_LONG = 4096


@attrs.frozen(eq=False)
class Term:
    """So many independent numbers of one law; by Poisson's law, so many on average.

    The law says with which chance each whole number comes; where it adds to less than 1, the rest
    adds nothing.
    """

    law: Mapping[int, float]
    number: float
    poisson: bool = False


@attrs.frozen(eq=False)
class Sum:
    """A law of whole numbers: the chances of ``first``, ``first + 1`` and so on."""

    first: int
    chances: tuple[float, ...]

    def at_least(self, number: int) -> float:
        """The chance of a number or more."""
        return self._from(number - self.first)

    def within(self, least: int | None, most: int | None) -> float:
        """The chance of a number between two, both included."""
        start = 0 if least is None else max(0, least - self.first)
        stop = len(self.chances) if most is None else max(0, most - self.first + 1)
        if start == 0 and stop >= len(self.chances):
            return 1.0
        return min(1.0, fsum(self.chances[start:stop]))

    def _from(self, place: int) -> float:
        if place <= 0:
            return 1.0
        return min(1.0, fsum(self.chances[place:]))

    def quantile(self, share: float) -> int:
        """The least number that is not passed with a chance of ``share`` or more."""
        for place, chance in enumerate(accumulate(self.chances)):
            if chance >= share - ERROR:
                return self.first + place
        return self.first + len(self.chances) - 1


def sum_of(terms: Iterable[Term]) -> Sum:
    """The law of the sum of all terms."""
    parts = [_Part(0, [1.0])]
    merged: dict[tuple[tuple[tuple[int, float], ...], bool], float] = {}
    for term in terms:
        moves = tuple(sorted((step, p) for step, p in term.law.items() if step and p > 0))
        if moves and term.number:
            # so many of a law are poisson by its moves, each by itself
            merged[moves, term.poisson] = merged.get((moves, term.poisson), 0) + term.number
    for (moves, poisson), number in merged.items():
        if poisson:
            # a rate may be too small for a float
            parts += [_poisson(step, rate) for step, p in moves if (rate := p * number)]
        else:
            parts.append(_power(moves, int(number)))
    while len(parts) > 1:  # of like lengths, two by two
        parts.sort(key=lambda part: len(part.chances))
        parts = [
            *(_add(a, b) for a, b in zip(parts[::2], parts[1::2], strict=False)),
            *parts[len(parts) // 2 * 2 :],
        ]
    return Sum(parts[0].first, tuple(parts[0].chances))


@attrs.frozen(eq=False)
class _Part:
    first: int
    chances: list[float]


def _trimmed(first: int, chances: list[float]) -> _Part:
    start, stop, cut = 0, len(chances), 0.0
    while start < stop - 1 and cut + chances[start] < _TAIL:
        cut += chances[start]
        start += 1
    cut = 0.0
    while stop - 1 > start and cut + chances[stop - 1] < _TAIL:
        cut += chances[stop - 1]
        stop -= 1
    return _Part(first + start, chances[start:stop])


def _add(a: _Part, b: _Part) -> _Part:
    return _trimmed(a.first + b.first, _product(a.chances, b.chances))


def _product(a: list[float], b: list[float]) -> list[float]:
    if len(a) < len(b):
        a, b = b, a
    numpy = _numpy() if len(a) * len(b) > _LONG else None
    if numpy is not None:
        product: list[float] = numpy.convolve(a, b).tolist()
        return product
    whole = [0.0] * (len(a) + len(b) - 1)
    for shift, times in enumerate(b):
        if times:
            for place, chance in enumerate(a, shift):
                whole[place] += times * chance
    return whole


@cache
def _numpy() -> Any:  # noqa: ANN401 - a module, or None where it is not there
    try:
        return import_module("numpy")
    except ImportError:
        return None


def _power(moves: tuple[tuple[int, float], ...], number: int) -> _Part:
    """So many numbers of one law."""
    stays = max(0.0, 1 - fsum(p for _, p in moves))
    if len(moves) == 1:
        return _spaced(moves[0][0], _binomial(number, moves[0][1]))
    low, high = min(0, moves[0][0]), max(0, moves[-1][0])
    one = [0.0] * (high - low + 1)
    one[-low] = stays
    for step, p in moves:
        one[step - low] = p
    whole, square = _Part(0, [1.0]), _trimmed(low, one)
    while number:
        if number & 1:
            whole = _add(whole, square)
        number >>= 1
        if number:
            square = _add(square, square)
    return whole


def _binomial(number: int, p: float) -> _Part:
    """How many of so many come out, each with a chance."""
    if p >= 1:
        return _Part(number, [1.0])
    ways = lgamma(number + 1)
    yes, no = log(p), log1p(-p)

    def chance(k: int) -> float:
        return exp(ways - lgamma(k + 1) - lgamma(number - k + 1) + k * yes + (number - k) * no)

    return _around(min(number, int((number + 1) * p)), number, chance)


def _poisson(step: int, rate: float) -> _Part:
    """How many come by Poisson's law, each so many steps."""
    scale = log(rate)
    most = int(rate + 60 * rate**0.5 + 60)
    part = _around(int(rate), most, lambda k: exp(k * scale - rate - lgamma(k + 1)))
    return _spaced(step, part)


def _around(mode: int, most: int, chance: Any) -> _Part:  # noqa: ANN401 - a function of a number
    """A law with one peak, from there outwards until what is left does not count."""
    below: list[float] = []
    k = mode - 1
    while k >= 0 and (p := chance(k)) > _TAIL / 100:
        below.append(p)
        k -= 1
    above: list[float] = []
    j = mode
    while j <= most and ((p := chance(j)) > _TAIL / 100 or j == mode):
        above.append(p)
        j += 1
    chances = [*reversed(below), *above]
    whole = fsum(chances)  # what the logarithms are off by is the same for all
    return _Part(k + 1, [p / whole for p in chances])


def _spaced(step: int, part: _Part) -> _Part:
    """The law of so many steps of a size."""
    if step == 1:
        return part
    count = len(part.chances)
    chances = [0.0] * ((count - 1) * abs(step) + 1)
    first = part.first * step
    if step < 0:
        first = (part.first + count - 1) * step
    chances[:: abs(step)] = part.chances if step > 0 else part.chances[::-1]
    return _Part(first, chances)
