"""The whole numbers of least cost, none below zero, that keep some sums at or above their bounds.

Exact, in small: the dual simplex method over fractions with Bland's rule, which cannot go in
circles, and branching where a number is not whole, the cheapest branch first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from math import ceil, floor

import attrs

__all__ = ["Bound", "TooMuchWork", "least"]

# plans have some ten targets, and those tried need some ten branches: far beyond, it is given up
_MOST_BRANCHES = 300


class TooMuchWork(Exception):  # noqa: N818 - says what it is
    """Neither an answer nor that there is none was found within the bounds of the work."""


@attrs.frozen
class Bound:
    """A sum that is to be at or above a bound: ``sum(c * x) >= least``."""

    coefficients: tuple[int, ...]
    least: int


class _Dictionary:
    """The basic numbers and the cost, each as a constant and multiples of the other numbers."""

    def __init__(self, rows: list[list[Fraction]], basic: list[int], other: list[int]) -> None:
        self.rows = rows  # the last is the cost; in each the last is the constant
        self.basic = basic
        self.other = other

    @classmethod
    def of(cls, costs: Sequence[int], bounds: Iterable[Bound]) -> _Dictionary:
        rows = [[*map(Fraction, b.coefficients), Fraction(-b.least)] for b in bounds]
        size = len(costs)
        basic = [size + n for n in range(len(rows))]
        return cls([*rows, [*map(Fraction, costs), Fraction()]], basic, list(range(size)))

    @property
    def cost(self) -> Fraction:
        return self.rows[-1][-1]

    def solve(self) -> bool:
        """Bring it to its least cost; False where no numbers keep the bounds."""
        while True:
            short = [(self.basic[n], n) for n, row in enumerate(self.rows[:-1]) if row[-1] < 0]
            if not short:
                return True
            leave = min(short)[1]
            row, costs = self.rows[leave], self.rows[-1]
            ways = [
                (costs[n] / row[n], self.other[n], n) for n in range(len(self.other)) if row[n] > 0
            ]
            if not ways:
                return False
            self._pivot(leave, min(ways)[2])

    def _pivot(self, leave: int, enter: int) -> None:
        by = self.rows[leave][enter]
        row = [-each / by for each in self.rows[leave]]
        row[enter] = 1 / by
        for n, old in enumerate(self.rows):
            times = old[enter]
            if n != leave and times:
                new = [a + times * b for a, b in zip(old, row, strict=True)]
                new[enter] = times * row[enter]
                self.rows[n] = new
        self.rows[leave] = row
        self.basic[leave], self.other[enter] = self.other[enter], self.basic[leave]

    def fraction(self, size: int) -> tuple[int, Fraction] | None:
        """The first of the numbers that is not whole, by its row; None where all are."""
        rows = sorted((number, n) for n, number in enumerate(self.basic) if number < size)
        for _, n in rows:
            if self.rows[n][-1].denominator != 1:
                return n, self.rows[n][-1]
        return None

    def branches(self, n: int, value: Fraction, mark: int) -> Iterable[_Dictionary]:
        """The two where a number is at most the whole number below, or at least the one above."""
        below, row = floor(value), self.rows[n]
        for sign, limit in ((-1, below), (1, -below - 1)):
            more = [sign * each for each in row]
            more[-1] += limit
            rows = [*(old[:] for old in self.rows[:-1]), more, self.rows[-1][:]]
            yield _Dictionary(rows, [*self.basic, mark], self.other[:])

    def numbers(self, size: int) -> tuple[int, ...]:
        found = dict(zip(self.basic, (int(row[-1]) for row in self.rows), strict=False))
        return tuple(found.get(n, 0) for n in range(size))


def least(costs: Sequence[int], bounds: Iterable[Bound]) -> tuple[int, ...] | None:
    """The whole numbers of 0 or more that keep every bound at the least cost; None: none do.

    >>> least([1, 1], [Bound((2, 1), 5), Bound((0, 1), 1)])
    (2, 1)

    Args:
        costs: What one of each number costs, 0 or more.
        bounds: What is to hold.

    Raises:
        TooMuchWork: neither was found within so many branches.
    """
    size, rows = len(costs), list(bounds)
    tickets, marks = count(), count(size + len(rows))
    waiting: list[tuple[int, int, _Dictionary]] = []
    best: tuple[int, ...] | None = None
    best_cost = 0

    def consider(dictionary: _Dictionary) -> None:
        nonlocal best, best_cost
        if not dictionary.solve():
            return
        cost = ceil(dictionary.cost)
        if dictionary.fraction(size) is not None:
            # of two that may come to the same cost in whole numbers the newest is the nearest
            heappush(waiting, (cost, -next(tickets), dictionary))
        elif best is None or cost < best_cost:
            best, best_cost = dictionary.numbers(size), cost

    consider(_Dictionary.of(costs, rows))
    for _ in range(_MOST_BRANCHES):
        if not waiting or (best is not None and waiting[0][0] >= best_cost):
            return best
        _, _, cheapest = heappop(waiting)
        broken = cheapest.fraction(size)
        assert broken is not None  # noqa: S101 - only such wait
        for branch in cheapest.branches(*broken, next(marks)):
            consider(branch)
    raise TooMuchWork
