"""Series: how the targets of a plan stood over time, by what a registry says of each day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

import attrs

from ocop.brief import Brief
from ocop.shown.value import Shown, Tidy
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.snapshot.figure import Number
from ocop.text import Label

__all__ = ["EVERY", "Every", "Series", "SeriesRow", "ends_of"]

Every = Literal["month", "quarter", "year"]
#: How often → after how many months.
EVERY: dict[Every, int] = {"month": 1, "quarter": 3, "year": 12}


@attrs.frozen(kw_only=True, repr=False)
class SeriesRow(Brief):
    """A target on a day.

    Attributes:
        on: The day.
        outcome: What has become of the target by that day.
        still: What it comes to on the target's own day if nothing is renewed that ends before;
            None of what does not lapse, and where it is not known.
    """

    on: date
    outcome: TargetOutcome
    still: Number | None = None


@attrs.frozen(kw_only=True, repr=False)
class Series(Brief, Shown, Tidy):
    """How the targets of a plan stood over time; ``plan.series`` gives one.

    Attributes:
        plan: The id of the plan.
        title: Its title.
        every: How often: at the end of every ``"month"``, ``"quarter"`` or ``"year"``.
        rows: A row a day and target, by day; on a day in the plan's order.
        days: The days.
    """

    plan: str
    title: Label
    every: Every
    rows: tuple[SeriesRow, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days."""
        return tuple(dict.fromkeys(row.on for row in self.rows))

    def of(self, target: str) -> tuple[SeriesRow, ...]:
        """The rows of the target of this id; none where there is no such target."""
        return tuple(row for row in self.rows if row.outcome.target.id == target)


def ends_of(first: date, last: date, every: Every) -> Iterator[date]:
    """The ends of months, quarters or years from one day to another, and that other day."""
    day = _end(first)
    while day < last:
        if day.month % EVERY[every] == 0:
            yield day
        day = _end(day + timedelta(days=1))
    yield last


def _end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
