"""How rows may stand of which not everything is known.

A day of withdrawal that nobody can read may be any day from the issue on, or none; a year of issue
may be any of its days (:mod:`ocop.targets.registry._worlds`). Such a row may stand in several ways;
it surely counts only where each of them counts.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from datetime import date
from functools import cached_property

import attrs

from ocop.dates import DateRange
from ocop.targets.registry._bits import bits_of, numbers_of, union
from ocop.targets.registry._span import span_of
from ocop.targets.registry._worlds import Worlds
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing
from ocop.words import fold

__all__ = ["Doubt"]


#: The columns of the term, which only a certificate has.
_OF_A_TERM = frozenset({"valid_from", "re_evaluation_filed_on", "re_evaluation_decided_on"})
#: The columns on which a life hangs; without ``ends_on`` an older row has no known end anyway.
_TELLING = _OF_A_TERM | {"withdrawn_on", "superseded_on"}


@attrs.frozen(eq=False)
class Doubt:
    """The rows of which a part of their lives is not known; reckoned when first asked for."""

    rows: tuple[Recognition, ...]
    worlds: Worlds

    @property
    def inexact(self) -> int:
        """The rows of which only the month or the year of issue is known."""
        return self.worlds.inexact

    def _bits(self, rows: Iterable[int]) -> int:
        return bits_of(rows, len(self.rows))

    @cached_property
    def _unread(self) -> dict[str, int]:
        """Column → the rows whose lives hang on a cell of it that could not be read."""
        rows_of: dict[str, list[int]] = {}
        for row in self.worlds.partial:
            each = self.rows[row]
            for column in each.unread.keys() & _TELLING:
                if each.certified or column not in _OF_A_TERM:
                    rows_of.setdefault(column, []).append(row)
        return {column: self._bits(rows) for column, rows in rows_of.items()}

    @cached_property
    def _namesakes(self) -> tuple[tuple[int, ...], ...]:
        """The rows of each name that has several, one of them of a product that is not known."""
        if all(self.rows[row].product_known for row in self.worlds.partial):
            return ()
        by_name: dict[str, list[int]] = {}
        for row, each in enumerate(self.rows):
            by_name.setdefault(fold(each.name), []).append(row)
        return tuple(
            tuple(rows)
            for rows in by_name.values()
            if len(rows) > 1 and not all(self.rows[row].product_known for row in rows)
        )

    @cached_property
    def unclear_products(self) -> frozenset[int]:
        """The rows that may be of the product of another, its code being unread, say."""
        return frozenset(
            row for rows in self._namesakes for row in rows if not self.rows[row].product_known
        )

    @cached_property
    def unclear(self) -> int:
        """The rows of the names that such a row has."""
        return self._bits(self.unclear_rows)

    @cached_property
    def unclear_rows(self) -> Collection[int]:
        """The same, row by row."""
        return self._namesakes_of.keys()

    @property
    def undated(self) -> int:
        """The rows whose last valid day is not known."""
        return self.worlds.touched | self._unread.get("valid_from", 0)

    @cached_property
    def _taken(self) -> dict[date, int]:
        """Day → the rows that a namesake may have taken the place of from then on."""
        taken: dict[date, list[int]] = {}
        for rows in self._namesakes:
            for row in rows:
                if (day := self._first_taken(row, rows)) is not None:
                    taken.setdefault(day, []).append(row)
        return {day: self._bits(held) for day, held in taken.items()}

    @cached_property
    def _namesakes_of(self) -> dict[int, tuple[int, ...]]:
        return {row: rows for rows in self._namesakes for row in rows}

    def taken_outside(self, row: int, part: Container[int]) -> bool:
        """Whether a row outside of a part may have taken the place of one within it."""
        others = (other for other in self._namesakes_of.get(row, ()) if other not in part)
        return self._first_taken(row, (row, *others)) is not None

    def _first_taken(self, row: int, rows: tuple[int, ...]) -> date | None:
        """The first day of a later row that may be of the same product; None without one."""
        own = self.rows[row]
        begun = _first_valid(own).first
        days = [
            max(begun, span.first)
            for n in rows
            if n != row
            and not ((other := self.rows[n]).product_known and own.product_known)
            and (span := _first_valid(other)).last >= begun
            and (own.pending or not other.pending)
        ]
        return min(days, default=None)

    @cached_property
    def doubtful(self) -> int:
        """The rows that may stand in several ways."""
        return self.worlds.touched | self.blind

    @cached_property
    def doubtful_rows(self) -> frozenset[int]:
        """The same, row by row."""
        return frozenset(numbers_of(self.doubtful))

    @cached_property
    def blind(self) -> int:
        """The rows of which more is not known than which day of a month or a year is meant."""
        return union([*self._unread.values(), *self._taken.values()])

    @cached_property
    def blind_rows(self) -> frozenset[int]:
        """The same, row by row."""
        return frozenset(numbers_of(self.blind))

    def possible(
        self, standings: dict[Standing | None, int], day: date
    ) -> dict[Standing | None, int]:
        """How every row may stand on a day; most rows in one way."""
        may = dict(standings)
        issued = union(standings.values())
        if touched := self.worlds.touched:
            for standing, rows in self.worlds.standings(day).items():
                may[standing] = may[standing] & ~touched | rows
            over = self.worlds.filed & may[Standing.LAPSED]
            may[Standing.EXTENDED] |= over
        for column, rows in self._unread.items():
            if column == "withdrawn_on":
                self._end(may, rows & issued, Standing.WITHDRAWN)
            elif column == "superseded_on":
                self._end(may, rows & issued, Standing.SUPERSEDED)
            elif column == "valid_from":
                begun = rows & (may[Standing.VALID] | may[Standing.LAPSED] | may[Standing.EXTENDED])
                may[Standing.NOT_YET_VALID] |= begun
                may[Standing.VALID] |= begun
            else:
                over = rows & (may[Standing.LAPSED] | may[Standing.EXTENDED])
                may[Standing.EXTENDED] |= over
                may[Standing.LAPSED] |= over
        for first, rows in self._taken.items():
            if first <= day:
                self._end(may, rows & issued, Standing.SUPERSEDED)
        return may

    def _end(self, may: dict[Standing | None, int], rows: int, standing: Standing) -> None:
        """Note that rows may have ended so; a proposal is closed then."""
        may[standing] |= rows & ~self._pending
        may[Standing.CLOSED] |= rows & self._pending

    @cached_property
    def _pending(self) -> int:
        return self._bits(row for row, each in enumerate(self.rows) if each.pending)

    def ended(self, event: str, issued: int, period: DateRange) -> tuple[int, int]:
        """Rows of which it is not known whether an event ended them in a period.

        Args:
            event: ``"lapsed"``, ``"withdrawn"`` or ``"superseded"``; nothing else ends a row.
            issued: The rows issued by the end of the period.
            period: The days.

        Returns:
            Those that it may have ended, and those that something else may have ended before.
        """
        if event not in _ENDS:
            return 0, 0
        may, other = 0, 0
        for column, rows in self._unread.items():
            if _ENDS[event] == column or (event == "lapsed" and column not in _ENDS.values()):
                may |= rows
            other |= rows
        taken = union(rows for first, rows in self._taken.items() if first <= period.last)
        if event == "superseded":
            may |= taken
        return may & issued & ~self._pending, (other | taken) & issued


def _first_valid(each: Recognition) -> DateRange:
    """The days that may be the first on which a recognition is valid."""
    if "valid_from" in each.unread:
        return DateRange(each.issued_on, date.max)
    return span_of(each, "issued_on" if each.valid_from is None else "valid_from")


_ENDS = {"lapsed": "", "withdrawn": "withdrawn_on", "superseded": "superseded_on"}
