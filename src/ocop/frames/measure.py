"""Measures of the units of a new table: the few numbers of each that bound a sheet.

Points are added, and a rank is withheld where any unit withholds it. Whether a total lies within a
span of totals is told by the lowest and the highest alone: between them one unit after the other is
raised step by step, and no step is longer than the span, which :func:`check_spans` looks after.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain, combinations, groupby, pairwise

import attrs

from ocop.errors import InputError
from ocop.frames.unit_bound import Lookup, Outcome, UnitBound, units_of
from ocop.scoring.rubric._units import cases_of
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import stars_of

__all__ = ["Cover", "Measures", "check_spans"]

#: Ranks that are withheld together → how far that raises a unit above its fewest points.
Cover = Mapping[frozenset[int], Lookup]
_Value = Callable[[Outcome], int]


@attrs.frozen(eq=False)
class Measures:
    """The measures of the units of a table.

    Attributes:
        new: The table.
        units: Its units, of one case if sheets are held to one.
    """

    new: Rubric
    units: tuple[UnitBound, ...]

    @cached_property
    def most(self) -> int:
        """The highest total."""
        return sum(map(max, self.new._tables.points))

    @property
    def beyond(self) -> int:
        """More points than there are, for what cannot be."""
        return self.most + 1

    @property
    def ranks(self) -> tuple[int, ...]:
        """The ranks of the table, highest first."""
        return tuple(band.stars for band in self.new.bands)

    @property
    def refused(self) -> bool:
        """Whether a missed minimum refuses every rank."""
        return self.new.rules.readings.missed_minimum == "refused"

    @property
    def cumulative(self) -> bool:
        """Whether what withholds a rank withholds those above too."""
        return self.new.rules.readings.star_minima == "cumulative"

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """By total its rank, 0 for none."""
        bands, readings = self.new.bands, self.new.rules.readings
        return tuple(stars_of(bands, total, readings) or 0 for total in range(self.most + 1))

    @cached_property
    def marked(self) -> frozenset[int]:
        """The ranks that any unit can withhold."""
        outcomes = (one for unit in self.units for one in unit.outcomes if one is not None)
        return frozenset(rank for one in outcomes for _, ranks in one.states for rank in ranks)

    def spans(self, rank: int) -> list[range]:
        """The totals that give a rank unless it is withheld; or more, if what is missed falls."""
        if self.refused:
            return self._runs(lambda level: level == rank)
        return self._runs(lambda level: level >= rank)

    @property
    def unranked(self) -> list[range]:
        """The totals of no rank."""
        return self._runs(lambda level: level == 0)

    def _runs(self, wanted: Callable[[int], bool]) -> list[range]:
        runs = groupby(range(self.most + 1), key=lambda total: wanted(self.levels[total]))
        within = [list(run) for flag, run in runs if flag]
        return [range(run[0], run[-1] + 1) for run in within]

    @cached_property
    def sums(self) -> Mapping[str, tuple[Lookup, ...]]:
        """What is summed over the units, by name: of each unit that matters."""
        return {
            "lacking": tuple(unit.lacking for unit in self.units),
            **self._of_units(self._summed()),
        }

    @cached_property
    def leasts(self) -> Mapping[str, tuple[Lookup, ...]]:
        """Of what the least over the units is asked, as one that withholds a rank is enough."""
        ranks = sorted(self.marked) if self.refused else ()
        above = {f"above{rank}": partial(self._above, frozenset([rank])) for rank in ranks}
        below = {f"below{rank}": partial(self._below, rank) for rank in ranks}
        return self._of_units(chain(above.items(), below.items()))

    def _of_units(self, named: Iterable[tuple[str, _Value]]) -> dict[str, tuple[Lookup, ...]]:
        return {name: tuple(unit.lookup(value) for unit in self.units) for name, value in named}

    def _summed(self) -> Iterator[tuple[str, _Value]]:
        yield "low", lambda one: one.lowest
        yield "high", lambda one: one.highest
        yield "excluded", lambda one: int(one.excluded)
        for rank in self.ranks:
            yield f"less{rank}", partial(self._less, rank)
            if any(span[-1] < self.most for span in self.spans(rank)):
                yield f"more{rank}", partial(self._more, rank)
        for rank in sorted(self.marked) if self.cumulative and not self.refused else ():
            yield f"missed{rank}", partial(_misses, rank)

    def _less(self, rank: int, one: Outcome) -> int:
        """How far the best way that leaves a rank falls short of the most points."""
        return one.highest - max(one.points(without=[rank]), default=-self.beyond)

    def _more(self, rank: int, one: Outcome) -> int:
        """How far the poorest way that leaves a rank is above the fewest points."""
        return min(one.points(without=[rank]), default=2 * self.beyond) - one.lowest

    def _below(self, rank: int, one: Outcome) -> int:
        """How far the best way that withholds a rank falls short of the most points."""
        return one.highest - max(one.points(among=[rank]), default=-self.beyond)

    def _above(self, ranks: frozenset[int], one: Outcome) -> int:
        """How far the poorest way that withholds some ranks is above the fewest points."""
        return min(one.points(among=ranks), default=2 * self.beyond) - one.lowest

    @cached_property
    def covers(self) -> tuple[Cover, ...]:
        """Of each unit, where minima are but for their own rank, what it can withhold together."""
        if self.cumulative or self.refused:
            return ()
        covers = []
        for unit in self.units:
            cover = {ranks: unit.lookup(partial(self._above, ranks)) for ranks in self.together}
            able = {ranks: one for ranks, one in cover.items() if min(one.values) < self.beyond}
            covers += [able] if able else []
        return tuple(covers)

    @property
    def together(self) -> tuple[frozenset[int], ...]:
        """The ranks that can be withheld, in all ways to take one or more of them together."""
        marked = sorted(self.marked)
        sizes = range(1, len(marked) + 1)
        return tuple(frozenset(some) for n in sizes for some in combinations(marked, n))

    @property
    def lookups(self) -> Iterator[Lookup]:
        """Every lookup of every measure."""
        for lookups in (*self.sums.values(), *self.leasts.values()):
            yield from lookups
        for cover in self.covers:
            yield from cover.values()

    @property
    def step(self) -> int:
        """The longest step by which a unit can be raised, whatever ranks are to be left."""
        left: list[tuple[Collection[int], Collection[int]]] = [((), ())]
        left += [([rank], ()) for rank in self.marked]
        if self.refused:
            left += [((), [rank]) for rank in self.marked]
        steps = (
            after - before
            for unit in self.units
            for one in unit.outcomes
            if one is not None
            for without, among in left
            for before, after in pairwise(one.points(without=without, among=among))
        )
        return max(steps, default=0)


def _misses(rank: int, one: Outcome) -> int:
    """Whether a way withholds a rank."""
    return int(bool(one.points(among=[rank])))


def check_spans(old: Rubric, new: Rubric) -> None:
    """Hold the steps of every unit to the spans of totals of which both ends are asked.

    Raises:
        InputError: a step is longer than the narrowest span, which it may leap over.
    """
    table = Measures(new, ())
    spans = [*table.unranked, *(span for rank in table.ranks for span in table.spans(rank))]
    inner = [span for span in spans if span[0] > 0 and span[-1] < table.most]
    if not inner:
        return
    span = min(inner, key=len)
    for case in cases_of(new, new._tables.one_case):
        if Measures(new, units_of(old, new, case)).step > len(span):
            raise InputError.of("crosswalk-narrow-span", "to", least=span[0], most=span[-1])
