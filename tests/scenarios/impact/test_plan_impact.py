"""Two reports of a plan side by side."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given

import ocop
from ocop.errors import InputError
from ocop.scenarios import PlanImpact
from ocop.testing.strategies.plans import plan_reports

PLAN = ocop.plan("ha-tinh-2023-2025")
SEEN = ocop.Snapshot.of(date(2024, 6, 30), valid={3: 160, 4: 70, 5: 20})


def evaluated(*targets):
    return attrs.evolve(PLAN, targets=targets).evaluate(SEEN)


@given(plan_reports())
def test_of_a_report_beside_itself_nothing_moves(report):
    result = PlanImpact(before=report, after=report)
    assert result.moved == ()
    assert [one.id for one in result.outcomes] == [target.id for target in report.plan.targets]
    assert len(result.to_records()) == len(report.plan.targets)


def test_targets_that_change_come_and_go_are_told():
    products, fours, fives, *_ = PLAN.targets
    lower = attrs.evolve(products, at_least=250)
    before, after = evaluated(products, fours), evaluated(lower, fives)
    result = PlanImpact(before=before, after=after)
    assert [one.id for one in result.outcomes] == [products.id, fives.id, fours.id]
    changed, came, went = result.outcomes
    assert (changed.target_moved, changed.status_moved, changed.value_moved) == (True, True, False)
    assert (came.before, went.after) == (None, None)
    assert came.target_moved and came.status_moved and went.value_moved  # noqa: PT018 - one thing
    assert result.moved == result.outcomes
    assert repr(result) == "<PlanImpact on ha-tinh-2023-2025: 3 of 3>"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_is_shown_side_by_side_and_goes_into_a_frame(lang):
    products, fours, fives, *_ = PLAN.targets
    lower = attrs.evolve(products, at_least=250)
    result = PlanImpact(before=evaluated(products, fours), after=evaluated(lower, fives))
    table = result.table(lang)
    cells = [row.cells for row in table.rows]
    assert "300" in cells[0][1]
    assert "250" in cells[0][2]
    assert cells[1][1] == cells[2][2]
    assert [row.state for row in table.rows][2] is None
    records = result.to_records(lang)
    assert len({tuple(record) for record in records}) == 1
    assert (records[0]["at_least_before"], records[0]["at_least_after"]) == (300, 250)
    assert (records[1]["status_before"], records[2]["status_after"]) == (None, None)
    assert str(result) == result.table("en").text()


def test_nothing_but_reports_stand_side_by_side():
    with pytest.raises(InputError) as err:
        PlanImpact(before=PLAN, after=None)
    assert [fault.path for fault in err.value.faults] == [("before",), ("after",)]
    empty = PlanImpact(before=evaluated(), after=evaluated())
    assert empty.to_records() == []
