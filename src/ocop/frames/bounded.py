"""The bounds of a row under a new table, of sheets of one case, from the measures of its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from operator import add
from typing import Any

from ocop.frames.build import Build
from ocop.frames.covered import Group, joined_covers
from ocop.frames.expression import any_of, greatest_of, least_of, steps_of, tree, whole
from ocop.frames.looked_up import LookedUp
from ocop.frames.measure import Measures
from ocop.frames.target import BOUNDS

__all__ = ["Bounded"]

Expr = Any
Step = Mapping[str, Expr]
#: What no rank is above.
_NO_LIMIT = 9


class Bounded:
    """The columns of one case.

    Args:
        build: The columns of the old table.
        measures: The measures of the new one.
        looked_up: What they are looked up by.
        prefix: What the names of its columns on the way begin with.
    """

    def __init__(self, build: Build, measures: Measures, looked_up: LookedUp, prefix: str) -> None:
        self._build, self._space, self._prefix = build, build.space, prefix
        self._measures, self._looked_up = measures, looked_up

    def name(self, what: str) -> str:
        """The name of a column on the way."""
        return self._build.name(self._prefix + what)

    def col(self, what: str) -> Expr:
        """A column on the way."""
        return self._space.col(self.name(what))

    def sums(self) -> Iterator[tuple[str, Expr]]:
        """Every measure, over all units."""
        for name, lookups in self._measures.sums.items():
            constant = sum(one.values[0] for one in lookups if not one.causes)
            values = [self._looked_up.value(one) for one in lookups if one.causes]
            yield self.name(name), tree(add, [self._lit(constant), *values])
        for name, lookups in self._measures.leasts.items():
            values = [self._looked_up.value(one) for one in lookups]
            yield self.name(name), least_of(self._space, values)
        for cover, names in zip(self._measures.covers, self._covers, strict=True):
            for ranks, lookup in cover.items():
                yield names[ranks], self._looked_up.value(lookup)

    @cached_property
    def _covers(self) -> list[dict[frozenset[int], str]]:
        """Of each unit the columns of what it withholds together, by the ranks."""
        numbered = (enumerate(cover) for cover in self._measures.covers)
        return [
            {ranks: self.name(f"cover{n}_{k}") for k, ranks in unit}
            for n, unit in enumerate(numbered)
        ]

    @cached_property
    def _joined(self) -> list[tuple[Step, Sequence[Group]]]:
        return list(joined_covers(self._space, self._covers, self.name("covers")))

    @property
    def layers(self) -> list[Step]:
        """The steps that join what units withhold together."""
        return [step for step, _ in self._joined]

    def ends(self) -> Iterator[tuple[str, Expr]]:
        """The bounds; where no way is left to fill the sheet, what any other case is within."""
        measures = self._measures
        bounds = (self.col("low"), self.col("high"), self._lowest(), self._highest())
        gone = (measures.beyond, -1, _NO_LIMIT, -1)
        for name, bound, none in zip(BOUNDS, bounds, gone, strict=True):
            lacking = self._space.when(self.col("lacking") > 0)
            yield self.name(name), lacking.then(self._lit(none)).otherwise(bound)

    def _highest(self) -> Expr:
        """The best rank that some way reaches and none of its units withholds."""
        return greatest_of(
            self._space,
            [self._if(self._reached(rank), rank, 0) for rank in self._measures.ranks],
        )

    def _reached(self, rank: int) -> Expr:
        """Whether a total is within a span of the rank while it is left."""
        high = self.col("high") - self.col(f"less{rank}")
        flags = []
        for span in self._measures.spans(rank):
            flag = high >= span[0]
            if span[-1] < self._measures.most:
                flag = flag & (self.col("low") + self.col(f"more{rank}") <= span[-1])
            flags.append(flag)
        return any_of(self._space, flags)

    def _lowest(self) -> Expr:
        """The rank of the fewest points, or what a withheld one leaves, whichever is lower."""
        measures = self._measures
        by_points = self._steps(self.col("low"), measures.levels)
        limits = [by_points, self._if(self.col("excluded") > 0, 0, _NO_LIMIT)]
        for span in measures.unranked:
            within = (self.col("low") <= span[-1]) & (self.col("high") >= span[0])
            limits.append(self._if(within, 0, _NO_LIMIT))
        limits += [self._if(flag, left, _NO_LIMIT) for flag, left in self._withheld()]
        return least_of(self._space, limits)

    def _withheld(self) -> Iterator[tuple[Expr, int]]:
        """Flags of what withholds a rank that is reached, each with what is left at most."""
        measures, low = self._measures, self.col("low")
        marked = sorted(measures.marked)
        if measures.refused:
            for rank in marked:
                for span in measures.spans(rank):
                    flag = low + self.col(f"above{rank}") <= span[-1]
                    yield flag & (self.col("high") - self.col(f"below{rank}") >= span[0]), 0
        elif measures.cumulative:
            yield from ((self.col(f"missed{rank}") > 0, rank - 1) for rank in marked)
        else:
            groups = self._joined[-1][1] if self._joined else self._covers
            for lowest, highest in product(marked, marked) if groups else ():
                column = groups[0].get(frozenset(range(lowest, highest + 1)))
                if column is not None:
                    raised = low + self._space.col(column)
                    yield raised <= self._most_of(highest), lowest - 1

    def _most_of(self, rank: int) -> int:
        """The highest total of a rank, or of a lower one."""
        levels = self._measures.levels
        return max(total for total, level in enumerate(levels) if level <= rank)

    def _if(self, flag: Expr, value: int, otherwise: int) -> Expr:
        return self._space.when(flag).then(self._lit(value)).otherwise(self._lit(otherwise))

    def _steps(self, column: Expr, values: Sequence[int]) -> Expr:
        return steps_of(self._space, column, values, self._build.engine.wide)

    def _lit(self, value: int) -> Expr:
        return whole(self._space, value, self._build.engine.wide)
