"""How the recognitions of a registry live: from which day each stands how.

A recognition lapses, is withdrawn or is superseded, whatever comes first, as
:class:`ocop.cycle.Certificate` has it. Where nothing but its term ends it, that floor is asked once
for each distinct day of issue; where more is recorded, the days are those of its certificate.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, compress
from operator import attrgetter
from typing import Any

import attrs

from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.cycle.certificate.succession import superseding
from ocop.cycle.certificate.term import last_valid_day
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.dates import DateRange
from ocop.law.rules import Rules
from ocop.targets.registry._bits import bits_of
from ocop.targets.registry._coded import Coded, coded, first_rows
from ocop.targets.registry._families import Families, families
from ocop.targets.registry._recognition_check import first_day
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing

__all__ = ["Change", "Lives"]

_DAY = timedelta(days=1)

#: The questions whose readings make more of the order of a product's recognitions.
_OF_ORDER = ("lower_rank", "withdrawn_upgrade")

_ISSUED = attrgetter("issued_on")
_SUPERSEDED = attrgetter("superseded_on")
#: What of a row may make more of its life than its term, the days last.
_LIFE = attrgetter("issued_on", "pending", "withdrawn_on", "valid_from", "re_evaluation_filed_on")
_NO_DAYS = [None, None, None]
_NOBODY = array("I")
#: Days of which the standings are kept, the last ones asked for.
_MOST_KEPT = 8

#: The day, how the rows stood before (None before their issue), and how they stand from it on.
Change = tuple[date, Standing | None, Standing]


@attrs.frozen(eq=False)
class Lives:
    """The lives of rows under rules; each answer is reckoned when first asked for, and kept."""

    rows: tuple[Recognition, ...]
    rules: Rules
    #: The product of each row, where that is reckoned already.
    product_of: Sequence[int] | None = None
    _known: dict[int, Mapping[Standing, int]] = attrs.field(factory=dict, init=False)

    @cached_property
    def issued(self) -> Coded[date]:
        """The day of issue of each row."""
        return coded(map(_ISSUED, self.rows))

    @cached_property
    def products(self) -> Sequence[int]:
        """The first row of the product of each row, which stands for the product."""
        if self.product_of is not None:
            return self.product_of
        return first_rows(
            each.product if (code := each.code) is None else code.casefold() for each in self.rows
        )

    @cached_property
    def _families(self) -> Families:
        several: dict[int, list[int]] = {}
        for row, first in enumerate(self.products):
            if row != first:
                several.setdefault(first, [first]).append(row)
        return families(sorted(several[first], key=self._order) for first in sorted(several))

    @property
    def histories(self) -> Iterable[tuple[int, ...]]:
        """The rows of each product that has several, in the order of their first days."""
        return iter(self._families)

    def _order(self, row: int) -> tuple[date, date, bool]:
        each = self.rows[row]
        # on one day, the recognition comes before a proposal for more
        return (each.first_valid_day, each.issued_on, each.pending)

    def _successors(self) -> Iterator[tuple[int, date]]:
        """Each row that a later recognition took the place of, and the first day of that.

        A proposal takes the place of an earlier proposal only.
        """
        for rows in self.histories:
            recognised: date | None = None
            any_later: date | None = None
            for row in reversed(rows):
                each = self.rows[row]
                later = any_later if each.pending else recognised
                if later is not None:
                    yield row, later
                any_later = each.first_valid_day
                recognised = recognised if each.pending else any_later

    @cached_property
    def superseded_on(self) -> dict[int, date]:
        """Row → the day on which a later recognition took its place, held here or only recorded.

        Where both are known the earlier counts: of one product two are never in force.
        """
        days = dict(self._successors())
        for row, day in enumerate(map(_SUPERSEDED, self.rows)):
            if day is not None:
                days[row] = min(day, days.get(row, date.max))
        return days

    @property
    def recorded_late(self) -> int:
        """How many rows record a later day than that of the recognition that took their place."""
        recorded = ((self.rows[row].superseded_on, day) for row, day in self.superseded_on.items())
        return sum(late is not None and late > day for late, day in recorded)

    @cached_property
    def _terms(self) -> dict[date, date]:
        """Day of issue → last valid day, where the rules set it."""
        return {
            day: last_valid_day(day, rules=self.rules)
            for day in self.issued.values
            if day >= first_day()
        }

    def kept(self, row: int) -> dict[str, Any]:
        """What a row must record to live as it does here without the rest of its product."""
        if row in self._chained:
            certificate = self._chained[row]
            superseded, first = certificate.superseded_on, certificate.valid_from
            if certificate.displaced:  # which no row can record
                superseded = certificate.displaced[0].first
        else:
            superseded, first = self.superseded_on.get(row), self.rows[row].valid_from
        return {"superseded_on": superseded, "valid_from": first}

    def last_valid_day(self, row: int) -> date | None:
        """The last valid day, extensions apart; None of a proposal, and where it is not known."""
        each = self.rows[row]
        if not each.certified:
            return None if each.pending else each.ends_on
        if row in self._chained:
            return self._chained[row].last_valid_day
        if each.valid_from is not None:
            return last_valid_day(each.issued_on, valid_from=each.valid_from, rules=self.rules)
        return self._terms[each.issued_on]

    @property
    def chained(self) -> bool:
        """Whether a reading makes more of the order of a product's recognitions."""
        return not self.rules.readings.changed.keys().isdisjoint(_OF_ORDER)

    @cached_property
    def _chained(self) -> dict[int, Certificate]:
        """The certificates of products with several, where a reading makes more of their order.

        Under the default readings each is simply superseded by the next.
        """
        if not self.chained:
            return {}
        chained: dict[int, Certificate] = {}
        for rows in self.histories:
            certified = [row for row in rows if self.rows[row].certified]
            certificates = [
                _certificate(self.rows[row], "–", self.rows[row].superseded_on, self.rules)
                for row in certified
            ]
            order = {each.issued_on: row for each, row in zip(certificates, certified, strict=True)}
            for each in superseding(certificates):
                chained[order[each.issued_on]] = each
        return chained

    def certificate(self, row: int) -> Certificate | None:
        """The certificate of a row, knowing what took its place; None where none was issued."""
        each = self.rows[row]
        if not each.certified:
            return None
        product = each.code or each.name
        if row in self._chained:
            return attrs.evolve(self._chained[row], product=product)
        return _certificate(each, product, self.superseded_on.get(row), self.rules)

    @cached_property
    def changes(self) -> Mapping[Change, Sequence[int]]:
        """Change of standing → the rows that it happens to, by day."""
        changes: dict[Change, array[int]] = {}
        own = self._own()
        for row in own:
            for change in self._life(row):
                changes.setdefault(change, array("I")).append(row)
        for issued, rows in self._plain(own):
            end = (self._terms[issued] + _DAY, Standing.VALID, Standing.LAPSED)
            for change in ((issued, None, Standing.VALID), end):
                changes[change] = changes.get(change, _NOBODY) + rows
        return dict(sorted(changes.items(), key=_day_of))

    def _plain(self, own: list[int]) -> Iterator[tuple[date, Any]]:
        """Each day of issue with the rows whose lives have no more to them than their term."""
        plain = bytearray(b"\x01") * len(self.rows)
        for row in own:
            plain[row] = 0
        for issued, rows in zip(self.issued.values, self.issued.groups, strict=True):
            if rest := array("I", compress(rows, map(plain.__getitem__, rows))):
                yield issued, rest

    @cached_property
    def _days(self) -> tuple[tuple[Change, Sequence[int]], ...]:
        return tuple(self.changes.items())

    def between(self, period: DateRange) -> tuple[tuple[Change, Sequence[int]], ...]:
        """The changes within days, by day, each with its rows."""
        first = bisect_left(self._days, period.first, key=_day_of)
        return self._days[first : bisect_right(self._days, period.last, key=_day_of)]

    def bits(self, rows: Iterable[Iterable[int]]) -> int:
        """Rows as a set."""
        return bits_of(chain.from_iterable(rows), len(self.rows))

    def standings(self, day: date) -> Mapping[Standing, int]:
        """How every recognition issued by a day stands on it.

        Reckoned from the nearest day that was asked for, as far as its answer is kept: of the
        months of a period each costs what happened in it.
        """
        known = self._known
        asked = bisect_right(self._days, day, key=_day_of)
        if asked not in known:
            near = min((0, *known), key=lambda count: abs(count - asked))
            standings = dict(known.get(near) or dict.fromkeys(Standing, 0))
            toggled: dict[Standing, list[Sequence[int]]] = {}
            # a row enters a standing and leaves it again: toggled twice, in whatever order
            for (_, before, now), rows in self._days[min(near, asked) : max(near, asked)]:
                toggled.setdefault(now, []).append(rows)
                if before is not None:
                    toggled.setdefault(before, []).append(rows)
            for standing, rows_of in toggled.items():
                standings[standing] ^= self.bits(rows_of)
            if len(known) >= _MOST_KEPT:
                del known[next(iter(known))]
            known[asked] = standings
        return known[asked]

    def _own(self) -> list[int]:
        """The rows that have more to their lives than their term."""
        more = {*self.superseded_on, *self._chained}
        first = first_day()
        more.update(
            row
            for row, (issued, pending, *days) in enumerate(map(_LIFE, self.rows))
            if pending or issued < first or days != _NO_DAYS
        )
        return sorted(more)

    def _life(self, row: int) -> Iterable[Change]:
        each = self.rows[row]
        if row in self._chained or (each.certified and each.re_evaluation_filed_on is not None):
            return self._by_certificate(row)
        withdrawn, superseded = each.withdrawn_on, self.superseded_on.get(row)
        last = self.last_valid_day(row)
        ends: list[tuple[date, Standing]] = []
        if withdrawn is not None:
            ends.append((withdrawn, Standing.WITHDRAWN))
        if superseded is not None:
            ends.append((superseded, Standing.SUPERSEDED))
        if last is not None and last != date.max:
            ends.append((last + _DAY, Standing.LAPSED))
        # of two on one day the first named stands, as Certificate has it
        end = min(ends, key=lambda way: way[0]) if ends else None
        if each.pending:
            return _steps(each.issued_on, Standing.PENDING, end and (end[0], Standing.CLOSED))
        if not each.certified and last is None:
            return _steps(each.issued_on, Standing.END_UNKNOWN, end)
        first = each.first_valid_day
        if first == each.issued_on:
            return _steps(first, Standing.VALID, end)
        if end is not None and end[0] <= first:
            return _steps(each.issued_on, Standing.NOT_YET_VALID, end)
        before = _steps(each.issued_on, Standing.NOT_YET_VALID, (first, Standing.VALID))
        return [*before, *_steps(first, Standing.VALID, end)[1:]]

    def _by_certificate(self, row: int) -> Iterable[Change]:
        """What its certificate says, on every day on which it may say something else."""
        certificate = self.certificate(row)
        assert certificate is not None  # noqa: S101 - asked of rows that have one
        days = {
            certificate.issued_on,
            certificate.first_valid_day,
            certificate.last_valid_day + _DAY,
            (certificate.extended_to or certificate.last_valid_day) + _DAY,
            certificate.superseded_on,
        }
        for displaced in certificate.displaced:
            days |= {displaced.first, displaced.last + _DAY}
        if certificate.withdrawal is not None:
            days.add(certificate.withdrawal.on)
        changes: list[Change] = []
        before: Standing | None = None
        for day in sorted(day for day in days if day is not None):
            now = _STANDINGS[certificate.status(day)]
            if now is not before:
                changes.append((day, before, now))
            before = now
        return changes

    def of_product(self, row: int) -> tuple[int, ...]:
        """All rows of the product of a row, in the order of their first days."""
        return self._families.of(self.products[row]) or (row,)


def _day_of(item: tuple[Change, object]) -> date:
    return item[0][0]


def _certificate(
    each: Recognition, product: str, superseded_on: date | None, rules: Rules
) -> Certificate:
    """The certificate of a row; a kind that is not recorded stands as the certificate's default."""
    withdrawal = None
    if each.withdrawn_on is not None:
        withdrawal = Withdrawal(on=each.withdrawn_on, ground=each.withdrawal_ground)
    return Certificate(
        product=product,
        stars=each.stars,
        issued_on=each.issued_on,
        valid_from=each.valid_from,
        issuer=each.issuer or "",
        level=each.level,
        decision_no=each.decision or "",
        kind=each.kind or "first",
        withdrawal=withdrawal,
        superseded_on=superseded_on,
        re_evaluation_filed_on=each.re_evaluation_filed_on,
        re_evaluation_decided_on=each.re_evaluation_decided_on,
        rules=rules,
    )


def _steps(issued: date, first: Standing, end: tuple[date, Standing] | None) -> list[Change]:
    """A life of one standing and its end."""
    if end is None:
        return [(issued, None, first)]
    if end[0] <= issued:
        return [(issued, None, end[1])]
    return [(issued, None, first), (end[0], first, end[1])]


_STANDINGS = {status: Standing(status.value) for status in Status}
