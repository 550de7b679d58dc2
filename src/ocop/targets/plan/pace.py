"""Pace: beside a straight line from the start, and how many additions a month it takes.

What counts today may end before a target's day. With a registry both ends are reckoned: all that
ends is renewed, and none of it is. From published totals only the first is known.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import attrs

from ocop.brief import Brief
from ocop.cycle.certificate.term import last_valid_day
from ocop.law.rules import Rules
from ocop.targets.plan.measure import Count, Cover, Distinct, Gain, Measure, Share
from ocop.targets.plan.reckoning import figure_of
from ocop.targets.registry._table import table_of
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot.figure import Number
from ocop.targets.snapshot.snapshot import Snapshot

__all__ = [
    "Line",
    "Pace",
    "as_known",
    "ending",
    "in_force_on",
    "lapsing_count",
    "months_between",
    "pace",
]


def months_between(first: date, last: date) -> Fraction:
    """How many months from one day to another, a day being its part of its own month.

    >>> from datetime import date
    >>> months_between(date(2023, 6, 30), date(2025, 12, 31))
    Fraction(30, 1)
    """

    def position(day: date) -> Fraction:
        return 12 * day.year + day.month + Fraction(day.day, monthrange(day.year, day.month)[1])

    return position(last) - position(first)


@attrs.frozen(kw_only=True, repr=False)
class Pace(Brief):
    """How a target goes, and how many additions a month would meet it in time.

    Months are counted from the day of the question, and from the first day of the target's period
    where that is later. All numbers are exact.

    Attributes:
        expected: Where a straight line from the start to the bound is on the day of the figure;
            None where there is no start before that day to draw it from.
        ahead: The value less that; below 0 where it is behind.
        needed_per_month: Additions a month, if all that ends by the target's day is renewed; None
            where nothing is missing then, no time is left, or no number would do.
        needed_if_none_renewed: The same if none of it is renewed. What is added too early to be
            valid still on the target's day does not help, so that only the months after that are
            counted. None too where it is not known.
        ending: How many of what counts today end by the target's day, its own last day in force
            being before it; None where that is not known or nothing lapses.
        lapses_known: Whether what ends is known: it is of a registry, not of published totals; None
            where what is counted does not lapse.
    """

    expected: Fraction | None = None
    ahead: Fraction | None = None
    needed_per_month: Fraction | None = None
    needed_if_none_renewed: Fraction | None = None
    ending: int | None = None
    lapses_known: bool | None = None


@attrs.frozen(kw_only=True)
class Line:
    """A straight line from a start to the bound that is to be reached."""

    began: date
    before: Fraction
    by: date
    aim: Fraction

    def at(self, day: date) -> Fraction:
        """Where the line is on a day; level where the start is beyond the bound."""
        if self.before >= self.aim:
            return self.aim
        passed = Fraction((min(day, self.by) - self.began).days, (self.by - self.began).days)
        return self.before + (self.aim - self.before) * passed


def pace(
    *,
    value: Number,
    as_of: date,
    line: Line | None,
    today: Number | None,
    then: Number | None,
    start: date,
    by: date,
    rules: Rules,
) -> Pace:
    """The pace of a target; its fields on lapses are left to the caller.

    Args:
        value: What the measure comes to.
        as_of: The day of that figure.
        line: The line that it is held beside; None where there is none.
        today: The fewest additions to what counts today.
        then: The fewest additions to what of it is in force still on the target's day.
        start: The first day from which additions count.
        by: The target's day.
        rules: By whose law, and which reading of it, a certificate ends.
    """
    expected = None if line is None else line.at(as_of)
    lasting = _first_lasting(start, by, rules) if then else start
    return Pace(
        expected=expected,
        ahead=None if expected is None else value - expected,
        needed_per_month=_a_month(today, start, by),
        needed_if_none_renewed=_a_month(then, lasting, by),
    )


def _a_month(additions: Number | None, start: date, by: date) -> Fraction | None:
    months = months_between(start, by)
    return Fraction(additions) / months if additions and months > 0 else None


def _first_lasting(start: date, by: date, rules: Rules) -> date:
    """The first day from ``start`` on which a certificate is issued that is valid still on ``by``.

    Its term is asked of the rules of its own day, and later days of issue never end earlier.
    """
    low, high = max(start, rules.regimes()[0].first_day), by
    while low < high:
        middle = low + (high - low) // 2
        if last_valid_day(middle, rules=rules) >= by:
            high = middle
        else:
            low = middle + timedelta(days=1)
    return low


def lapsing_count(measure: Measure) -> Count | Distinct | None:
    """The count in a measure that falls where certificates end, the whole of a share first."""
    if isinstance(measure, Share):
        return lapsing_count(measure.whole) or lapsing_count(measure.part)
    if isinstance(measure, (Gain, Cover)):
        return lapsing_count(measure.of)
    if isinstance(measure, (Count, Distinct)) and Standing.LAPSED not in measure.where.status:
        return measure
    return None


def in_force_on(known: Snapshot, by: date) -> Snapshot:
    """What of a snapshot's list is in force still on a later day, nothing being renewed."""
    return attrs.evolve(
        known,
        on=by,
        indicators=tuple(row for row in known.indicators if row.on <= known.on),
    )


def as_known(snapshot: Snapshot) -> Snapshot:
    """The snapshot, its list as it was known on its day: without what happened after it."""
    table = table_of(snapshot.recognitions or (), snapshot.rules)
    known = table.as_known(snapshot.on)
    return snapshot if known is table else attrs.evolve(snapshot, recognitions=known.rows)


def ending(counted: Count | Distinct, now: Snapshot, then: Snapshot) -> int | None:
    """How many that are counted in one snapshot are no longer in a later one."""
    before, after = figure_of(counted, now).value, figure_of(counted, then).value
    if isinstance(before, int) and isinstance(after, int):
        return before - after
    return None
