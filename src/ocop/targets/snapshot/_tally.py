"""What counts on a day of a list of recognitions: the answers of a snapshot that has one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from ocop.dates import DateRange
from ocop.law.regime import Note
from ocop.law.set_name import find_set
from ocop.targets._home import NOWHERE, homes, newest, set_key
from ocop.targets._notes import snapshot_notes
from ocop.targets.registry._bits import numbers_of, union
from ocop.targets.registry._coded import Coded
from ocop.targets.registry._set_value import groups_of
from ocop.targets.registry._table import Passing, Table
from ocop.targets.registry.flow import happened
from ocop.targets.registry.standing import Standing
from ocop.targets.registry.standing_row import Rows
from ocop.targets.snapshot.dimension import Dimension, always_listed
from ocop.targets.snapshot.figure import Figure
from ocop.targets.where import Where

__all__ = ["Tally"]

#: What a recognition of an unknown end may be.
_POSSIBLE = {Standing.VALID, Standing.LAPSED}

_PLACES = ("province", "district", "commune")


@attrs.frozen(eq=False)
class Tally:
    """A list of recognitions on a day; it answers what :class:`Published` answers of totals."""

    table: Table
    on: date

    @cached_property
    def _standings(self) -> Mapping[Standing, int]:
        return self.table.standings(self.on)

    @cached_property
    def _possible(self) -> dict[Standing | None, int]:
        return self.table.possible(self.on)

    def _passing(self, where: Where) -> Passing:
        counted, unclear = self._counted(where.status)
        passing = self.table.passing(where)
        return Passing(
            passing.sure & counted,
            (passing.maybe & counted) | ((passing.sure | passing.maybe) & unclear),
        )

    def _counted(self, status: Iterable[Standing]) -> tuple[int, int]:
        """The rows of some standings, and those that may be of them."""
        asked: set[Standing | None] = set(status)
        may = self._possible
        within = union(may[standing] for standing in asked)
        without = union(may[standing] for standing in may.keys() - asked - {Standing.END_UNKNOWN})
        if Standing.END_UNKNOWN not in asked:
            unclear = may[Standing.END_UNKNOWN]
            if asked & _POSSIBLE:
                within |= unclear
            if not asked >= _POSSIBLE:
                without |= unclear
        return within & ~without, within & without

    def rows(self, where: Where) -> Rows:
        """The rows behind a count, each as it stands on the day."""
        passing, opened = self._passing(where), self.table.opened
        return Rows(sure=opened(self.on, passing.sure), maybe=opened(self.on, passing.maybe))

    def notes(self) -> tuple[Note, ...]:
        """What was recorded wrongly, what waits."""
        return (*self.table.notes, *snapshot_notes(self.table, self._standings))

    def count(self, where: Where) -> Figure:
        """How many recognitions, where none may or may not be of the kind."""
        rows = self._passing(where)
        if rows.maybe:
            return _undecided(rows.maybe.bit_count())
        return Figure(rows.sure.bit_count())

    def distinct(self, of: str, where: Where) -> Figure:
        """How many products or entities, where that is recorded of every row."""
        table, rows = self.table, self._passing(where)
        value, complete = table.distinct(
            table.known_products if of == "products" else table.holders, rows
        )
        if not complete:
            return _undecided((rows.sure | rows.maybe).bit_count() - value)
        return Figure(value)

    def by(self, dimension: Dimension, status: tuple[Standing, ...]) -> dict[Any, int | None]:
        """How many there are of each kind."""
        within, unclear = self._counted(status)
        numbers: dict[Any, int | None] = dict.fromkeys(always_listed(dimension), 0)
        column, keys = self._keyed(dimension)
        counted, undecided = column.counts(within), column.counts(unclear)
        unknown = set[Hashable]()
        for value, key in zip(column.values, keys, strict=True):
            if value in counted or value in undecided:
                numbers[key] = (numbers.get(key) or 0) + counted.get(value, 0)
            if value in undecided:
                unknown.add(key)
        return {key: None if key in unknown else number for key, number in numbers.items()}

    def _keyed(self, dimension: Dimension) -> tuple[Coded[Any], tuple[Hashable, ...]]:
        """The column of a dimension, and the key of each value; several may have one key."""
        table = self.table
        if dimension == "set":
            return table.sets, tuple(
                None if numbering is None else _home_key(numbering, number)
                for numbering, number, _ in table.sets.values
            )
        if dimension == "group":
            return table.sets, tuple(
                "|".join(sorted(groups_of(value))) or None for value in table.sets.values
            )
        column = table.column(dimension)
        return column, column.cells if dimension in _PLACES else column.values

    def happened(self, event: str, period: DateRange, where: Where) -> Figure:
        """How many recognitions something happened to in a period, up to the day."""
        if self.on < period.first:
            return Figure(0)
        seen = attrs.evolve(period, last=min(period.last, self.on))
        rows = happened(self.table, event, seen)
        passing = self.table.passing(where)
        maybe = (rows.sure & passing.maybe) | (rows.maybe & (passing.sure | passing.maybe))
        if event in {"new", "upgraded", "re-recognised"}:
            unsaid = happened(self.table, "kind-unknown", seen).sure
            maybe |= unsaid & (passing.sure | passing.maybe)
        if maybe:
            return _undecided(maybe.bit_count())
        return Figure((rows.sure & passing.sure).bit_count())

    def followed(
        self, event: str, period: DateRange, where: Where, then: str
    ) -> tuple[Figure, Figure]:
        """Of the products of a cohort those recognised again since, and all of them."""
        table = self.table
        cohort, passing = self._cohort(event, period), table.passing(where)
        if maybe := (cohort.sure & passing.maybe) | (cohort.maybe & (passing.sure | passing.maybe)):
            return _undecided(maybe.bit_count()), _undecided(maybe.bit_count())
        last: dict[int, int] = {}
        for row in numbers_of(cohort.sure & passing.sure):
            product = table.products[row]
            here = last.setdefault(product, row)
            if here != row and table.rows[row].issued_on > table.rows[here].issued_on:
                last[product] = row
        again = [self._again(row, then) for row in last.values()]
        whole = Figure(len(last))
        if None in again:
            return _undecided(again.count(None)), whole
        return Figure(again.count(True)), whole

    def _cohort(self, event: str, period: DateRange) -> Passing:
        table, doubt = self.table, self.table.doubt
        so_far = table.issued_within(DateRange(date.min, self.on))
        issued = (so_far.sure | so_far.maybe) & ~table.pending
        if event == "recognised":
            within = table.issued_within(period)
            sure = within.sure & so_far.sure
            maybe = (within.sure | within.maybe | doubt.unclear) & ~sure
        else:
            withdrawn = table.lives.bits(
                rows
                for (_, _, now), rows in table.lives.between(DateRange(date.min, self.on))
                if now is Standing.WITHDRAWN
            )
            due = table.due.where(lambda day: day is not None and day in period)
            maybe = due & doubt.doubtful | doubt.undated | doubt.unclear
            sure = due & ~withdrawn & ~maybe
        return Passing(sure & issued, maybe & issued)

    def _again(self, row: int, then: str) -> bool | None:
        """Whether a product was recognised after a row; None where the kind is not recorded."""
        table = self.table
        if row in table.doubt.unclear_rows or row in table.doubt.worlds.touched_rows:
            return None
        family = table.lives.of_product(row)
        if len(family) == 1:
            return False
        kinds = [
            later.kind
            for later in (table.rows[n] for n in family)
            if table.rows[row].issued_on < later.issued_on <= self.on and not later.pending
        ]
        if then == "any" or not kinds:
            return bool(kinds)
        return True if then in kinds else None if None in kinds else False


def _home_key(numbering: str, number: int) -> str:
    """Where a set stands in today's numbering, in one word."""
    found = homes(numbering, number, newest())
    if NOWHERE in found:
        return set_key(find_set(numbering, number))
    return "|".join(f"{newest()}:{each}" for each in sorted(found))


def _undecided(number: int) -> Figure:
    return Figure.unknown(
        f"Chưa xác định được (thiếu thông tin, bộ đã tách, chưa rõ loại hình hoặc thời hạn): "
        f"{number} bản ghi",
        "not recorded, of a set that was split, of a kind or an end that is not known: "
        f"{number} of the rows",
    )
