"""Points of options as lines with bends, for an engine to which a branch is dear and ``abs`` cheap.

Twice what an option earns is a slope times its number, and for each bend the change of the rise
there times the distance from the bend: sums without a branch. Half of the sum is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import add
from typing import Any

import attrs

from ocop.frames.expression import tree
from ocop.frames.term import Term

__all__ = ["points_by_bends"]

#: An expression of an engine.
Expr = Any
#: The highest number of the narrowest column that there is.
_SMALL = 127


@attrs.frozen
class _Line:
    """Twice the points of a term.

    Attributes:
        slope: What the number of the option counts.
        bends: (option, what the distance from it counts).
        constant: What is added.
        most: A bound of what all this comes to on the way, of either sign.
    """

    slope: int
    bends: tuple[tuple[int, int], ...]
    constant: int
    most: int

    @classmethod
    def through(cls, values: range, points: Sequence[int]) -> _Line:
        """The line on which the points lie that values earn."""
        rises = [after - before for before, after in pairwise(points)] or [0]
        slope = rises[0] + rises[-1]
        turns = [after - before for before, after in pairwise(rises)]
        bends = tuple((v, turn) for v, turn in zip(values[1:], turns, strict=False) if turn)
        bent = sum(change * abs(values[0] - value) for value, change in bends)
        constant = 2 * points[0] - slope * values[0] - bent
        span = max(map(abs, values)) + len(values)
        most = abs(constant) + abs(slope) * span + sum(abs(change) * span for _, change in bends)
        return cls(slope, bends, constant, most)


def points_by_bends(
    terms: Iterable[tuple[Expr, range, Term]], narrowed: Callable[[Expr, int], Expr]
) -> Expr:
    """The sum of the points that terms earn, where none is out of its range.

    Args:
        terms: For each term its column, what that can hold, and the term; at least one.
        narrowed: Casts an expression to the narrowest type that holds numbers up to one.
    """
    lines = [
        (column, max(map(abs, values)), _Line.through(values, [term.points[v] for v in values]))
        for column, values, term in terms
    ]
    most = sum(line.most for _, _, line in lines)
    straight: dict[int, list[tuple[Expr, int]]] = {}
    bent: dict[int, list[Expr]] = {}
    for column, highest, line in lines:
        if not line.bends:
            straight.setdefault(line.slope // 2, []).append((column, highest))
            continue
        narrow = narrowed(column, most)
        bent.setdefault(line.slope, []).append(narrow)
        for option, change in line.bends:
            bent.setdefault(change, []).append(abs(narrow - option))
    sums = [_times(_sum(own, narrowed, most), slope) for slope, own in straight.items() if slope]
    twice = [_times(tree(add, own), factor) for factor, own in bent.items() if factor]
    if twice:
        odd = sum(line.constant for _, _, line in lines if line.bends) % 2
        sums.append((tree(add, twice) + odd) >> 1)
    constant = sum(line.constant for _, _, line in lines) // 2
    return tree(add, sums) + constant if sums else narrowed(constant, most)


def _sum(
    columns: Sequence[tuple[Expr, int]], narrowed: Callable[[Expr, int], Expr], most: int
) -> Expr:
    """The sum of columns of any type of whole numbers, narrow; with the highest number of each."""
    if sum(highest for _, highest in columns) > _SMALL:
        columns = [(narrowed(column, most), most) for column, _ in columns]
    return narrowed(tree(add, [column for column, _ in columns]), most)


def _times(value: Expr, factor: int) -> Expr:
    return value if factor == 1 else value * factor
