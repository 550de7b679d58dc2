"""Recognitions of whose days only the month or the year is known: how they may have lived.

Each may have been issued, withdrawn… on any day of it. A few days tell all: the first, the last,
and those beside which something changes, such as the issue of another recognition of the product. A
world is a register in which each such day is one of them; what is so in every world is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from operator import attrgetter
from typing import Any

import attrs

from ocop.errors import Faults
from ocop.law.rules import Rules
from ocop.targets.registry._bits import bits_of, chosen, union
from ocop.targets.registry._lives import Lives
from ocop.targets.registry._recognition_check import first_day
from ocop.targets.registry._recognition_law import check_by_law
from ocop.targets.registry._span import NO_CELLS, NO_DAYS
from ocop.targets.registry._span import spans as spans_of
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing

__all__ = ["World", "Worlds"]

_DAY = timedelta(days=1)
#: The fields on which the last valid day hangs.
_OF_A_TERM = frozenset({"issued_on", "valid_from"})

_PARTLY = attrgetter("until", "unread")

#: A row and one of its fields.
_Which = tuple[int, str]


@attrs.frozen(kw_only=True, eq=False)
class World:
    """Some rows, each with one day of issue."""

    rows: tuple[int, ...]
    lives: Lives

    @cached_property
    def index(self) -> dict[int, int]:
        """Row → its number in this world."""
        return {row: n for n, row in enumerate(self.rows)}

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
    def partial(self) -> tuple[int, ...]:
        """The rows with a day that is not known to the day, or a cell that could not be read."""
        return tuple(
            row
            for row, (until, unread) in enumerate(map(_PARTLY, self.rows))
            if (until is not NO_DAYS and until) or (unread is not NO_CELLS and unread)
        )

    @cached_property
    def inexact(self) -> int:
        """The rows of an inexact day of issue."""
        rows = (row for row in self.partial if "issued_on" in self.rows[row].until)
        return bits_of(rows, len(self.rows))

    @cached_property
    def filed(self) -> int:
        """The rows whose term is not known to the day, and which a filing may extend."""
        rows = (
            row
            for row in self.partial
            if not self.rows[row].until.keys().isdisjoint(_OF_A_TERM)
            and self.rows[row].re_evaluation_filed_on is not None
        )
        return bits_of(rows, len(self.rows))

    @cached_property
    def touched(self) -> int:
        """The rows of a day that is not known, and the other rows of their products."""
        return bits_of(self.touched_rows, len(self.rows))

    @cached_property
    def touched_rows(self) -> frozenset[int]:
        """The same, row by row."""
        return frozenset(row for family in self._families for row in family)

    @cached_property
    def _families(self) -> tuple[tuple[int, ...], ...]:
        rows = (row for row in self.partial if self.rows[row].until or self._may_be_to_come(row))
        return tuple(dict.fromkeys(map(self.lives.of_product, rows)))

    def _may_be_to_come(self, row: int) -> bool:
        """Whether it is not known when a row takes the place of others of its product."""
        each = self.rows[row]
        return (
            "valid_from" in each.unread and each.certified and len(self.lives.of_product(row)) > 1
        )

    @cached_property
    def _worlds(self) -> tuple[World, ...]:
        families = [[*self._ways(family)] for family in self._families]
        worlds = []
        for n in range(max(map(len, families), default=0)):
            rows = {
                row: each for ways in families if n < len(ways) for row, each in ways[n].items()
            }
            lives = Lives(tuple(rows.values()), self.rules)
            worlds.append(World(rows=tuple(rows), lives=lives))
        return tuple(worlds)

    def _ways(self, family: tuple[int, ...]) -> Iterator[dict[int, Recognition]]:
        """The rows of a product, each day that is not known being one that may be."""
        to_come = [row for row in family if self._may_be_to_come(row)]
        for days in self._choices(family):
            of_row: dict[int, dict[str, Any]] = {row: {} for row in family}
            for (row, field), day in days:
                of_row[row][field] = day
            faults, rows = Faults(), {}
            for row, own in of_row.items():
                with faults.at():  # days out of order
                    each = self.rows[row]
                    rows[row] = attrs.evolve(each, until={}, **own) if own else each
                    check_by_law(rows[row], self.rules, faults)
            if faults.found:
                continue
            yield rows
            # one that is still to come is for the others as if it were not there
            for absent in dict.fromkeys([*((row,) for row in to_come), tuple(to_come)]):
                if absent:
                    yield {row: each for row, each in rows.items() if row not in absent}

    def _choices(self, family: tuple[int, ...]) -> Iterable[tuple[tuple[_Which, date], ...]]:
        """Days for what is not known of a product.

        Each is held against both ends of the others of its row, and these against those of the
        other rows.
        """
        spans = {
            (row, field): span for row in family for field, span in spans_of(self.rows[row]).items()
        }
        ends = [{which: span.first for which, span in spans.items()}]
        ends.append({which: span.last for which, span in spans.items()})
        issued = [self.rows[row].issue_days for row in family]
        known = {day for span in (*issued, *spans.values()) for day in (span.first, span.last)}
        edges = {day + n * _DAY for day in known for n in (-1, 0, 1)}
        edges |= {first_day() - _DAY, first_day()}
        choices = [tuple(days.items()) for days in ends]
        for which, span in spans.items():
            own = [other for other in spans if other[0] == which[0] and other != which]
            beside = [*product(*((spans[one].first, spans[one].last) for one in own))]
            for day in sorted(day for day in edges if day in span):
                for others, days in product(ends, beside):
                    choice = others | dict(zip(own, days, strict=True)) | {which: day}
                    choices.append(tuple(choice.items()))
        return dict.fromkeys(choices)

    def superseded_on(self, row: int) -> tuple[date | None, ...]:
        """The days on which something may have taken the place of a touched row, or None."""
        return tuple(
            dict.fromkeys(
                world.lives.superseded_on.get(world.index[row]) for world in self.of_row(row)
            )
        )

    def of_row(self, row: int) -> tuple[World, ...]:
        """The worlds of a touched row."""
        return tuple(world for world in self._worlds if row in world.index)

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
