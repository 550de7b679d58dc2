"""Star minima held against a council's ballots, by counts of what its members hold.

See :mod:`ocop.cycle.council.verdict`, whose answers these are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import add
from typing import Any

import attrs

from ocop.frames.expression import any_of, tree
from ocop.frames.term import Term
from ocop.law.reading import Readings
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.tables import held_options
from ocop.scoring.stars import minima, missed

__all__ = ["Held", "missed_by_count"]

Expr = Any
#: Term's place among the terms and value → the column with how many members hold it.
Counts = Callable[[int, int], Expr]


@attrs.frozen
class Held:
    """What members hold of the terms of a rubric that have minima.

    Attributes:
        terms: The terms.
        readings: How minima are read.
    """

    terms: Sequence[Term]
    readings: Readings

    def counted(self) -> Iterator[tuple[int, int]]:
        """Each term and value of which it is counted how many members hold it."""
        for n, term in enumerate(self.terms):
            if minima(term.criterion, self.readings):
                values = (1,) if term.line else range(len(term.points))
                yield from ((n, value) for value in values)


def missed_by_count(
    space: Any,  # noqa: ANN401 - a module
    held: Held,
    counts: Counts,
    voters: Expr,
    reading: str,
) -> dict[int, Expr]:
    """Rank → whether the ballots miss a minimum of it.

    Args:
        space: polars or narwhals.
        held: What is counted.
        counts: The counts.
        voters: The column with how many ballots count.
        reading: A reading of ``ballot_minima``.
    """
    flags: dict[int, list[Expr]] = {}
    of_term: dict[int, list[int]] = {}
    for n, value in held.counted():
        of_term.setdefault(n, []).append(value)
    for n, values in of_term.items():
        term = held.terms[n]
        column = {value: counts(n, value) for value in values}
        if term.line:
            found = _of_line(term, column[1], voters, held.readings, reading)
        else:
            levels = _Levels(space, term.criterion, column, voters, held.readings)
            found = levels.missed(reading)
        for star, flag in found:
            flags.setdefault(star, []).append(flag)
    return {star: any_of(space, of_star) for star, of_star in flags.items()}


def _of_line(
    term: Term, ticks: Expr, voters: Expr, readings: Readings, reading: str
) -> Iterator[tuple[int, Expr]]:
    """Whether a line of a checklist is ticked by too few."""
    by_majority = reading in {"most-members", "majority"}
    too_few = ticks * 2 <= voters if by_majority else ticks < voters
    for star, mark in minima(term.criterion, readings):
        if mark.no == term.line:
            yield star, too_few


@attrs.frozen
class _Levels:
    """The levels of one criterion, by what is held: how many members hold it."""

    space: Any
    criterion: Criterion
    column: dict[int, Expr]
    voters: Expr
    readings: Readings

    def held(self, value: int) -> tuple[Option, ...]:
        return held_options(self.criterion, value)

    @cached_property
    def most(self) -> dict[int, Expr]:
        """Whether a value is what most members hold, ties to the lower."""
        order = sorted(self.column, key=lambda value: self.held(value)[0].no if value else 0)
        flags = {}
        for n, value in enumerate(order):
            count = self.column[value]
            flag = count > 0
            for lower in order[:n]:
                flag = flag & (count > self.column[lower])
            for higher in order[n + 1 :]:
                flag = flag & (count >= self.column[higher])
            flags[value] = flag
        return flags

    def missing(self, star: int, mark: Option) -> list[int]:
        """The values that do not reach a mark."""
        return [
            value
            for value in self.column
            if (star, mark) in missed(self.criterion, self.held(value), self.readings)
        ]

    def missed(self, reading: str) -> Iterator[tuple[int, Expr]]:
        """The ranks that are withheld, with whether each is."""
        for star, mark in minima(self.criterion, self.readings):
            missing = self.missing(star, mark)
            by_most = self._any(self.most[value] for value in missing)
            if reading == "most-members":
                yield star, by_most
            elif reading == "every-member":
                yield star, self._any(self.column[value] > 0 for value in missing)
            else:
                alike = self._any(count == self.voters for count in self.column.values())
                differ = self._by_bound(mark, missing, reading)
                yield star, (alike & by_most) | (~alike & differ)

    def _by_bound(self, mark: Option, missing: Sequence[int], reading: str) -> Expr:
        """Whether those whom a mark binds miss it; nobody does where most are not bound."""
        bound = [value for value in self.column if self._binds(mark, value)]
        number = self._sum(self.column[value] for value in bound)
        if reading == "majority":
            met = self._sum(self.column[value] for value in bound if value not in missing)
            too_few = met * 2 <= number
        else:
            points = (
                self.column[value] * sum(option.points for option in self.held(value))
                for value in bound
            )
            too_few = self._sum(points) < number * mark.points
        return self._any(self.most[value] for value in bound) & too_few

    def _binds(self, mark: Option, value: int) -> bool:
        """Whether a mark binds a member who holds a value."""
        options = self.held(value)
        if not options:
            return True
        other_case = mark.branch is not None and options[0].branch != mark.branch
        return not other_case and options[0] != self.criterion.not_required

    def _any(self, flags: Iterable[Expr]) -> Expr:
        return any_of(self.space, flags)

    def _sum(self, counts: Iterable[Expr]) -> Expr:
        parts = list(counts)
        return tree(add, parts) if parts else self.voters * 0
