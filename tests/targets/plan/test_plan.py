"""Plans and their reports travel: pickled, copied, hashed, in another process."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import pytest

import ocop
from ocop.law.rules import Rules
from ocop.targets.plan._judge import Judge
from ocop.targets.plan.shipped import plans
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.text import Label

ON = date(2023, 7, 1)
REGISTRY = Registry(
    [
        Recognition(
            code="1", name="A", stars=4, issued_on=date(2022, 1, 1), district="Huyện Vũ Quang"
        )
    ]
)
VALUES = [
    value
    for plan in plans()
    for report in (
        plan.evaluate(on=plan.period.last),
        plan.evaluate(REGISTRY.on(ON), rules=REGISTRY.rules),
    )
    for value in (plan, report, report.explain("en"), *report.outcomes)
]


@pytest.mark.parametrize("protocol", range(2, 6))
def test_they_pickle(protocol):
    """hard A3: no plan, report or outcome could be pickled."""
    for value in VALUES:
        again = pickle.loads(pickle.dumps(value, protocol))
        assert again == value
        assert hash(again) == hash(value)
        assert str(again) == str(value)


def test_they_copy():
    """hard A3: nor copied."""
    for value in VALUES:
        for again in (copy.copy(value), copy.deepcopy(value)):
            assert again == value
            assert hash(again) == hash(value)


def in_another_process(plan):
    return hash(plan) is not None, plan.evaluate(on=plan.period.last)


def test_they_come_back_from_a_pool():
    """hard A3: a pool that returned a report failed."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(in_another_process, plans()))
    assert found == [(True, plan.evaluate(on=plan.period.last)) for plan in plans()]


def test_what_was_handed_in_can_change_and_nothing_follows():
    """hard A11: a list that was handed in emptied the plan."""
    plan = ocop.plan("ha-tinh-2019")
    targets, notes, places = list(plan.targets), list(plan.notes), ["A"]
    again = ocop.Plan(
        id="own", title="X", period=plan.period, targets=targets, notes=notes,
        units={"all": UnitList(places=places, source="S")},
    )  # fmt: skip
    for given in (targets, notes, places):
        given.clear()
    assert again.targets == plan.targets
    assert again.notes == plan.notes
    assert again.units["all"].places == ("A",)
    assert again.units["all"].source == Label("S", "S")
    assert hash(again) != hash(plan)
    row = plan.evaluate().explain().rows[0]
    with pytest.raises(TypeError):
        row["value"] = "9"


def test_readings_are_those_of_the_registry():
    """A report stands under the rules of its registry; others are refused, not mixed."""
    other = Rules().read(range_top="missed")
    plan = ocop.plan("ha-tinh-2019")
    assert plan.evaluate().rules == Rules()
    assert plan.evaluate(rules=other).rules == other
    assert plan.evaluate(Registry(rules=other).on(ON)).rules == other
    with pytest.raises(ocop.InputError, match="rules: are not those of the registry"):
        plan.evaluate(REGISTRY.on(ON), rules=other)


def test_to_ask_for_one_outcome_judges_that_target_alone(monkeypatch):
    judged, of_target = [], Judge.of_target

    def counted(self, target):
        judged.append(target.id)
        return of_target(self, target)

    monkeypatch.setattr(Judge, "of_target", counted)
    report = ocop.plan("ha-tinh-2023-2025").evaluate(REGISTRY.on(ON))
    *others, last = (target.id for target in report.plan.targets)
    assert report.outcome(last) is report.outcome(last) is report.outcomes[-1]
    assert judged == [last, *others]
