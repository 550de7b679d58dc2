"""The newcomers of a registry: products recognised that were not on the way from before."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import attrs

from ocop.dates import DateRange
from ocop.targets.registry._bits import numbers_of
from ocop.targets.registry._ending import last_day_of, months_after
from ocop.targets.registry._table import UNKNOWN, Table

__all__ = ["Newcomers", "new_entities_of", "newcomers_of", "whole_months"]

_DAY = timedelta(days=1)
#: Kinds of a recognition that has one before it, held or not.
_LATER = ("upgrade", "re-evaluation")


@attrs.frozen
class Newcomers:
    """The newcomers of some days.

    Attributes:
        rows: Their rows.
        unknown: How many rows there are of which it is not known whether they are some.
    """

    rows: tuple[int, ...]
    unknown: int


def whole_months(first: date, last: date) -> tuple[DateRange, int] | None:
    """The months that lie within two days, and how many; None where none does."""
    begins = first if first.day == 1 else months_after(first.replace(day=1), 1)
    if begins is None:
        return None
    whole = last.day == monthrange(last.year, last.month)[1]
    ends = last if whole else last.replace(day=1) - _DAY
    months = (ends.year - begins.year) * 12 + ends.month - begins.month + 1
    return (DateRange(begins, ends), months) if months > 0 else None


def newcomers_of(table: Table, days: DateRange, within: int) -> Newcomers:
    """The newcomers of some days.

    A recognition is new where it is the first of its product, unless it is recorded as an upgrade
    or a re-evaluation; and where it comes too late, or after a withdrawal, to be a renewal.
    """
    issued = table.issued_within(days)
    candidates = issued.sure & ~table.pending
    rows, unknown = [], (issued.maybe & ~table.pending).bit_count()
    for row in numbers_of(candidates):
        new = _is_new(table, row, within)
        if new is None:
            unknown += 1
        elif new:
            rows.append(row)
    return Newcomers(tuple(rows), unknown)


def _is_new(table: Table, row: int, within: int) -> bool | None:
    """Whether a row is a newcomer; None where that is not known."""
    lives, doubt = table.lives, table.doubt
    if row in doubt.unclear_rows:
        return None
    family = [other for other in lives.of_product(row) if not table.rows[other].pending]
    place = family.index(row)
    if len(family) > 1 and row in doubt.doubtful_rows:
        return None
    if place == 0:
        return table.rows[row].kind not in _LATER
    before = family[place - 1]
    term = lives.last_valid_day(before)
    if term is None:
        return None
    last, withdrawn = last_day_of(lives, before, term), table.rows[before].withdrawn_on
    first = table.rows[row].first_valid_day
    if withdrawn is not None and withdrawn <= min(last, first):
        return True
    over = months_after(last + _DAY, within)
    return over is not None and over < first


def new_entities_of(table: Table, rows: tuple[int, ...]) -> tuple[int, int]:
    """How many entities came first with some newcomers, and of how many newcomers none is known.

    An entity that comes with several on one day is one.
    """
    firsts: dict[int, date] = {}
    for holder, each in zip(table.holders, table.rows, strict=True):
        if holder != UNKNOWN and not each.pending:
            firsts[holder] = min(each.issued_on, firsts.get(holder, date.max))
    holders = [table.holders[row] for row in rows]
    came = {
        holder
        for holder, row in zip(holders, rows, strict=True)
        if holder != UNKNOWN and firsts[holder] == table.rows[row].issued_on
    }
    return len(came), holders.count(UNKNOWN)
