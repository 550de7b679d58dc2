"""Recognitions of which only the month or the year of issue is known: how they may have lived.

Each may have been issued on any day of it. A few days tell all: the first, the last, and those
beside which something changes, such as the issue of another recognition of the product. A world is
a register in which each such row has one of its days; what is so in every world is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

import attrs

from ocop.law.rules import Rules
from ocop.targets.registry._bits import bits_of, chosen, union
from ocop.targets.registry._lives import Lives
from ocop.targets.registry._recognition_check import first_day
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing

__all__ = ["Worlds"]

_DAY = timedelta(days=1)


@attrs.frozen(eq=False)
class _World:
    """Some rows, each with one day of issue."""

    rows: tuple[int, ...]
    lives: Lives

    def bits(self, held: int, size: int) -> int:
        """A set of these rows as one of all rows."""
        return bits_of(chosen(self.rows, held), size)


@attrs.frozen(eq=False)
class Worlds:
    """The worlds of rows; each is made when first asked for, and kept."""

    rows: tuple[Recognition, ...]
    rules: Rules
    lives: Lives

    @cached_property
    def inexact(self) -> int:
        """The rows of an inexact day of issue."""
        rows = (row for row, each in enumerate(self.rows) if each.issued_until is not None)
        return bits_of(rows, len(self.rows))

    @cached_property
    def filed(self) -> int:
        """Those of them that a re-evaluation was filed for, which may extend them."""
        rows = chosen(range(len(self.rows)), self.inexact)
        filed = (row for row in rows if self.rows[row].re_evaluation_filed_on is not None)
        return bits_of(filed, len(self.rows))

    @cached_property
    def touched(self) -> int:
        """Those, and the other rows of their products."""
        return bits_of((row for family in self._families for row in family), len(self.rows))

    @cached_property
    def _families(self) -> tuple[tuple[int, ...], ...]:
        numbers = range(len(self.rows))
        return tuple(
            dict.fromkeys(self.lives.of_product(row) for row in chosen(numbers, self.inexact))
        )

    @cached_property
    def _worlds(self) -> tuple[_World, ...]:
        choices = [(family, self._choices(family)) for family in self._families]
        worlds = []
        for n in range(max((len(each) for _, each in choices), default=0)):
            days = {
                row: day
                for family, each in choices
                if n < len(each)
                for row, day in zip(family, each[n], strict=True)
            }
            rows = tuple(
                attrs.evolve(self.rows[row], issued_on=day, issued_until=None)
                for row, day in days.items()
            )
            worlds.append(_World(rows=tuple(days), lives=Lives(rows, self.rules)))
        return tuple(worlds)

    def _choices(self, family: tuple[int, ...]) -> tuple[tuple[date, ...], ...]:
        """Days of issue for the rows of a product: one's beside both ends of the others'."""
        spans = [self.rows[row].issue_days for row in family]
        early, late = tuple(span.first for span in spans), tuple(span.last for span in spans)
        edges = {day + n * _DAY for day in (*early, *late) for n in (-1, 0, 1)}
        edges |= {first_day() - _DAY, first_day()}
        choices = [early, late]
        for n, span in enumerate(spans):
            for day in sorted(day for day in edges if day in span):
                choices += [(*ends[:n], day, *ends[n + 1 :]) for ends in (early, late)]
        return tuple(dict.fromkeys(choices))

    def _each(self, told: Callable[[Lives], int]) -> Iterator[tuple[int, int]]:
        """Of every world its rows, and those of them that something is told of."""
        size = len(self.rows)
        for world in self._worlds:
            yield bits_of(world.rows, size), world.bits(told(world.lives), size)

    def standings(self, day: date) -> dict[Standing | None, int]:
        """How the rows may stand on a day; None where they may not be issued yet."""
        may: dict[Standing | None, int] = {None: 0, **dict.fromkeys(Standing, 0)}
        size = len(self.rows)
        for world in self._worlds:
            standings = {
                standing: world.bits(rows, size)
                for standing, rows in world.lives.standings(day).items()
            }
            may[None] |= bits_of(world.rows, size) & ~union(standings.values())
            for standing, rows in standings.items():
                may[standing] |= rows
        return may

    def within(self, by: Callable[[Lives, date], int], days: Iterable[date]) -> tuple[int, int]:
        """The rows that something surely came over within days, and those that it may have.

        Args:
            by: The rows of a world that it has come over by a day; it does not go away again.
            days: The day before the first, and the last.
        """
        before, last = days
        ended = [*self._each(lambda lives: by(lives, last))]
        begun = [*self._each(lambda lives: by(lives, before))]
        sure = self.touched & ~union(rows & ~told for rows, told in ended)
        sure &= ~union(told for _, told in begun)
        may = union(told for _, told in ended) & union(rows & ~told for rows, told in begun)
        return sure, may & ~sure
