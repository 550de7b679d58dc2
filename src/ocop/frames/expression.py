"""Expressions without a branch an option; polars and narwhals are spoken to alike.

Options are whole numbers in order whose points nearly lie on a line: those of a slope are added
first and multiplied once, and a step is added where the slope changes. What withholds a rank is
nearly always every option up to one, which one comparison tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import add, or_
from typing import Any

from ocop.frames.term import Term

__all__ = [
    "any_of",
    "greatest_of",
    "held_in",
    "joined",
    "least_of",
    "points_of_terms",
    "steps_of",
    "tree",
    "whole",
]

#: An expression of narwhals or of polars.
Expr = Any


def tree(join: Callable[[Expr, Expr], Expr], parts: Iterable[Expr]) -> Expr:
    """The parts joined pair by pair; deep chains cost an engine time and stack."""
    level = list(parts)
    while len(level) > 1:
        level = [
            join(*level[n : n + 2]) if n + 1 < len(level) else level[n]
            for n in range(0, len(level), 2)
        ]
    return level[0]


@lru_cache(maxsize=1024)
def whole(space: Any, value: int, kind: Any) -> Expr:  # noqa: ANN401 - a module, a type of it
    """A whole number of a type; a plan has thousands, of some dozen values, each long in making."""
    return space.lit(value, dtype=kind)


def any_of(space: Any, flags: Iterable[Expr]) -> Expr:  # noqa: ANN401 - a module
    """Whether any of the flags is set; of none, False."""
    found = list(flags)
    return tree(or_, found) if found else space.lit(value=False)


def least_of(space: Any, values: Sequence[Expr]) -> Expr:  # noqa: ANN401 - a module
    """The least of one or more values."""
    return values[0] if len(values) == 1 else space.min_horizontal(*values)


def greatest_of(space: Any, values: Sequence[Expr]) -> Expr:  # noqa: ANN401 - a module
    """The greatest of one or more values."""
    return values[0] if len(values) == 1 else space.max_horizontal(*values)


def held_in(column: Expr, values: Iterable[int], among: range) -> Expr | None:
    """Whether a column holds one of the values, all from ``among``; None where there is none."""
    wanted = sorted(values)
    runs: list[list[int]] = []
    for value in wanted:
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    flags = []
    for run in runs:
        if run[0] == among[0]:
            flags.append(column <= run[-1])
        elif run[-1] == among[-1]:
            flags.append(column >= run[0])
        else:
            flags.append((column >= run[0]) & (column <= run[-1]))
    return tree(or_, flags) if flags else None


def points_of_terms(
    space: Any,  # noqa: ANN401 - a module
    terms: Sequence[tuple[Expr, range, Term]],
    narrow: Any,  # noqa: ANN401 - a type of the module
) -> Expr:
    """The sum of the points that terms earn.

    Args:
        space: narwhals or polars.
        terms: For each term its column, what that can hold, and the term.
        narrow: The type that numbers of the rubric have.
    """
    if hasattr(space, "points"):
        return space.points(terms)
    slopes: dict[int, list[Expr]] = {}
    steps: dict[int, list[Expr]] = {}
    constant = 0
    for column, values, term in terms:
        points = [term.points[value] for value in values]
        rises = [after - before for before, after in pairwise(points)]
        often = Counter(rises)
        slope = max(often, key=lambda rise: (often[rise], rise == 1), default=0)
        constant += points[0] - slope * values[0]
        if slope:
            slopes.setdefault(slope, []).append(column)
        for value, rise in zip(values[1:], rises, strict=True):
            if rise != slope:
                steps.setdefault(rise - slope, []).append((column >= value).cast(narrow))
    sums = []
    for group in (slopes, steps):
        for factor, columns in group.items():
            total = tree(add, columns)
            sums.append(total if factor == 1 else total * whole(space, factor, narrow))
    if constant or not sums:
        sums.append(whole(space, constant, narrow))
    return tree(add, sums)


def steps_of(
    space: Any,  # noqa: ANN401 - a module
    column: Expr,
    values: Sequence[int],
    narrow: Any,  # noqa: ANN401 - a type of the module
) -> Expr:
    """What a column of whole numbers is given by its place in a list that rarely changes."""
    if hasattr(space, "steps"):
        return space.steps(column, values, narrow)
    sums = [whole(space, values[0], narrow)]
    for n, (before, after) in enumerate(pairwise(values), 1):
        if before != after:
            sums.append((column >= n).cast(narrow) * whole(space, after - before, narrow))
    return tree(add, sums)


def joined(space: Any, words: Sequence[tuple[Expr, str]]) -> Expr:  # noqa: ANN401 - a module
    """The words whose flags are set, with a space between them; empty where there is none."""
    if hasattr(space, "joined"):
        return space.joined(words)
    if not words:
        return space.lit("")
    parts = [
        space.when(flag).then(space.lit(f" {word}")).otherwise(space.lit(""))
        for flag, word in words
    ]
    return space.concat_str(parts).str.strip_chars()
