"""What follows from sums of numbers that are not below zero: exact linear programming, in small.

The simplex method over fractions with Bland's rule, which cannot go in circles. A sum asked for is
known where its least and its greatest possible value are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

__all__ = ["Sums"]

Row = list[Fraction]


class Sums:
    """Known sums over ``size`` unknown numbers, none of which is below zero."""

    def __init__(self, size: int, sums: Iterable[tuple[frozenset[int], int]]) -> None:
        self.size = size
        given = [(cells, value) for cells, value in sums]
        # every row: the coefficients, then the value; a basis of numbers beyond `size` is made up
        self.rows: list[Row] = [
            [*(Fraction(n in cells) for n in range(size)), Fraction(value)]
            for cells, value in given
        ]
        self.basis = [size + n for n in range(len(given))]
        cost = [-sum((row[n] for row in self.rows), Fraction()) for n in range(size + 1)]
        _improve(self.rows, self.basis, cost, size)
        #: Whether no numbers at all have these sums.
        self.contradictory = bool(cost[size])
        self._settle()

    def _settle(self) -> None:
        """Leave out the rows that say nothing new, and give every other a basis of its own."""
        for n in reversed(range(len(self.rows))):
            if self.basis[n] >= self.size:
                place = next((k for k in range(self.size) if self.rows[n][k]), None)
                if place is None:
                    del self.rows[n], self.basis[n]
                else:
                    _pivot(self.rows, self.basis, n, place)

    def total(self, cells: frozenset[int]) -> int | None:
        """The sum over these; None where more than one value is possible."""
        least = self._least(cells, 1)
        if least is None or least.denominator != 1:
            return None
        greatest = self._least(cells, -1)
        return int(least) if greatest is not None and least == -greatest else None

    def _least(self, cells: frozenset[int], sign: int) -> Fraction | None:
        """The least value of ``sign`` times the sum; None where there is none."""
        rows, basis = [row[:] for row in self.rows], self.basis[:]
        cost = [Fraction(sign * (n in cells)) for n in range(self.size)] + [Fraction()]
        for row, held in zip(rows, basis, strict=True):
            times = cost[held]
            cost[:] = [a - times * b for a, b in zip(cost, row, strict=True)]
        if not _improve(rows, basis, cost, self.size):
            return None
        return -cost[self.size]


def _improve(rows: list[Row], basis: list[int], cost: Row, size: int) -> bool:
    """Bring the cost to its least; False where there is none."""
    while True:
        enter = next((n for n in range(size) if cost[n] < 0), None)
        if enter is None:
            return True
        ways = [
            (row[size] / row[enter], basis[n], n) for n, row in enumerate(rows) if row[enter] > 0
        ]
        if not ways:
            return False
        leave = min(ways)[2]
        _pivot(rows, basis, leave, enter)
        times = cost[enter]
        cost[:] = [a - times * b for a, b in zip(cost, rows[leave], strict=True)]


def _pivot(rows: list[Row], basis: list[int], leave: int, enter: int) -> None:
    by = rows[leave][enter]
    rows[leave] = [each / by for each in rows[leave]]
    for n, row in enumerate(rows):
        if n != leave and row[enter]:
            times = row[enter]
            rows[n] = [a - times * b for a, b in zip(row, rows[leave], strict=True)]
    basis[leave] = enter
