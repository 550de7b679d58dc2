"""The last day of what has a last day, and the order of what has one (mutants that lived)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ocop.dates import DateRange
from ocop.law.set_name import find_set
from ocop.targets.plan.measure import MilestoneDone
from ocop.targets.plan.outcome import OutcomeStatus
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.target import Target
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.figure import Milestone
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where

DAY = timedelta(days=1)
YEAR = DateRange(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("on", "status"),
    [(YEAR.last, OutcomeStatus.OPEN), (YEAR.last + DAY, OutcomeStatus.UNKNOWN)],
)
def test_a_milestone_that_is_not_done_is_open_through_its_last_day(on, status):
    target = Target(id="a", label="A", measure=MilestoneDone(id="m"), period=YEAR, source="S")
    plan = Plan(id="x", title="X", period=YEAR, targets=[target])
    undone = Milestone(id="m", done=False, on=date(2024, 6, 1), source="S")
    snapshot = Snapshot(on=date(2024, 6, 1), milestones=[undone])
    assert plan.evaluate(snapshot, on=on).outcome("a").status is status


def test_what_ends_on_the_first_or_last_day_of_a_period_lapses_in_it():
    registry = Registry([Recognition(name="A", stars=3, issued_on=date(2022, 3, 10))])
    (row,) = registry.standings(date(2022, 3, 10))
    last = row.last_valid_day
    for first, until, number in (
        (last, last, 1),
        (last - DAY, last, 1),
        (last, last + DAY, 1),
        (last - DAY, last - DAY, 0),
        (last + DAY, last + DAY, 0),
    ):
        months = registry.lapsing(first, until)
        assert sum(len(month.recognitions) for month in months) == number


def test_ranks_stand_in_order():
    assert Where.of(stars=[5, 3]).stars == (3, 5)
    assert Where.of(stars=[5, 3]) == Where.of(stars=[3, 5])
    assert Where.of(set=find_set("148", 1).number, stars=[5, 4, 3]).stars == ()
