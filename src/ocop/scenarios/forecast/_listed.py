"""What a registry's list holds on the first day: cohorts of certificates, by what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

import attrs

from ocop.scenarios.forecast._chain import Chain, Life
from ocop.scenarios.forecast._flow import Mass
from ocop.scenarios.forecast._grid import month_ends_by
from ocop.scenarios.forecast._unit import Part, Unit
from ocop.targets.registry._bits import chosen, union
from ocop.targets.registry._table import UNKNOWN, Table, table_of
from ocop.targets.registry.standing import IN_FORCE, Standing
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import STARS, Where

__all__ = ["Listed"]

_DAY = timedelta(days=1)
#: How a certificate stands that will be in force.
_TO_COME = (*IN_FORCE, Standing.NOT_YET_VALID)


@attrs.frozen(eq=False)
class Listed:
    """A list of recognitions as it was known on the first day."""

    snapshot: Snapshot
    chain: Chain

    @cached_property
    def table(self) -> Table:
        """The columns of the list."""
        return table_of(self.snapshot.recognitions or (), self.snapshot.rules)

    @cached_property
    def rows(self) -> int:
        """The rows that are in force, or will be."""
        standings = self.table.standings(self.snapshot.on)
        return union(standings[standing] for standing in _TO_COME)

    @cached_property
    def doubtful(self) -> int:
        """How many of these rows may stand otherwise: a day or a cell of them is not known."""
        possible = self.table.possible(self.snapshot.on)
        unsure = union(rows for standing, rows in possible.items() if standing not in _TO_COME)
        unsure |= self.table.doubt.doubtful
        return (self.rows & unsure).bit_count()

    @cached_property
    def cohorts(self) -> dict[tuple[Life, int], int]:
        """A life and a rank → the rows that have them."""
        cohorts: dict[tuple[Life, int], int] = {}
        ranks = self.table.column("stars")
        for issued, first, last, rows in self._lasting():
            life = self.chain.held(issued, first, last)
            for stars in STARS:
                if own := rows & ranks.rows(stars):
                    cohorts[life, stars] = cohorts.get((life, stars), 0) | own
        return cohorts

    def _lasting(self) -> Iterator[tuple[date, date, date, int]]:
        """The day of issue, the first and the last day in force, and the rows that have them."""
        on, left = self.snapshot.on, self.rows
        begins: dict[date, int] = {}
        ends: dict[date, int] = {}
        lives = self.table.lives
        for (day, before, now), numbers in lives.changes.items():
            if day <= on:
                continue
            rows = lives.bits([numbers])
            if before is Standing.NOT_YET_VALID and now in IN_FORCE:
                begins[day] = begins.get(day, 0) | rows
            elif before in _TO_COME and now not in _TO_COME:
                ends[day - _DAY] = ends.get(day - _DAY, 0) | rows
        late = union(begins.values())
        for last, rows in ends.items():
            left &= ~rows
            yield from self._begun(rows & self.rows & ~late, on, last)
            for first, some in begins.items():
                yield from self._begun(rows & some & self.rows, first, last)
        yield from self._begun(left, on, date.max)

    def _begun(self, rows: int, first: date, last: date) -> Iterator[tuple[date, date, date, int]]:
        """Rows by the months of their issue, where these are asked."""
        if not rows:
            return
        if self.chain.ageless:
            yield self.snapshot.on, first, last, rows
            return
        for issued, some in self._ages.values():
            if own := rows & some:
                yield issued, first, last, own

    @cached_property
    def _ages(self) -> dict[int, tuple[date, int]]:
        """Ends of months before the issue → a day of issue, and the rows that are as old."""
        ages: dict[int, tuple[date, int]] = {}
        for issued in self.table.issued.values:
            rows = self.table.issued.rows(issued)
            before = month_ends_by(issued)
            day, others = ages.get(before, (issued, 0))
            ages[before] = day, others | rows
        return ages

    def passing(self, rest: Where) -> int:
        """The rows that surely pass a filter, its ranks and standings apart."""
        return self.table.passing(rest).sure & self.rows

    def unsure(self, rest: Where) -> int:
        """How many rows may pass it or not: something that it asks is not recorded."""
        return (self.table.passing(rest).maybe & self.rows).bit_count()

    @cached_property
    def unnamed(self) -> int:
        """How many rows record no entity."""
        return sum(holder == UNKNOWN for holder in chosen(self.table.holders, self.rows))

    def masses(self, rest: Where) -> Iterator[Mass]:
        """How many certificates of each life and rank pass a filter."""
        passing = self.passing(rest)
        for (life, stars), rows in self.cohorts.items():
            if number := (rows & passing).bit_count():
                yield life, stars, Fraction(number)

    def units(self, rests: Sequence[Where], *, by_entity: bool) -> list[Unit]:
        """The lines, alike in life, rank and the filters that they pass; or the entities."""
        classes = {0: self.rows}
        for bit, rest in enumerate(rests):
            passing, split = self.passing(rest), {}
            for mask, rows in classes.items():
                split[mask] = rows & ~passing
                split[mask | 1 << bit] = rows & passing
            classes = {mask: rows for mask, rows in split.items() if rows}
        cells = [
            (Part(mask, ((life, stars, Fraction(1)),)), own)
            for (life, stars), rows in self.cohorts.items()
            for mask, some in classes.items()
            if (own := rows & some)
        ]
        if not by_entity:
            return [Unit((part,), rows.bit_count()) for part, rows in cells]
        entities: dict[object, list[int]] = {}
        for number, (_, rows) in enumerate(cells):
            for holder in chosen(self.table.holders, rows):
                entities.setdefault(holder, []).append(number)
        alike = Counter(tuple(numbers) for numbers in entities.values())
        return [
            Unit(tuple(cells[number][0] for number in numbers), count)
            for numbers, count in alike.items()
        ]
