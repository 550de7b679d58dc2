"""Cases of plans: figures need no more than their id and value; the rest is said once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.cases import answered, results

PLAN = "ha-giang-2018-2020"
OTHER = "national-2018-2020"


@pytest.mark.parametrize(
    ("plan", "figures", "target", "status"),
    [
        (PLAN, {"milestones": [{"id": "steering-system", "done": True}]}, "steering-system", "met"),
        (
            OTHER,
            {"indicators": [{"id": "organisations-new", "value": 499}]},
            "organisations-new",
            "open",
        ),
        (
            OTHER,
            {
                "indicators": [
                    {"id": "organisations-new", "value": 1, "on": "2018-12-31"},
                    {"id": "organisations-new", "value": 500, "unit": "tổ chức", "source": "a"},
                ]
            },
            "organisations-new",
            "met",
        ),
    ],
)
def test_what_a_snapshot_says_for_its_figures(plan, figures, target, status):
    snapshot = {"on": "2018-12-31" if plan == PLAN else "2020-12-31", **figures}
    expect = {"on": snapshot["on"], "target": target, "status": status}
    result = answered(plan=plan, snapshot=snapshot, expect=expect)
    assert result.status == "passed", (result.failures, result.faults)


@pytest.mark.parametrize(
    ("snapshot", "fault"),
    [
        ({"on": "2018-12-31", "indicators": 3}, ("not-a-list", ("snapshot", "indicators"))),
        ({"indicators": [{"id": "a", "value": 1}]}, ("missing-key", ("snapshot", "on"))),
        (
            {"on": "2018-12-31", "indicators": [{"id": "unheard-of", "value": 1}]},
            ("missing-key", ("snapshot", "indicators", 0, "unit")),
        ),
        (
            {"on": "2018-12-31", "milestones": [{"id": [], "done": True}]},
            ("not-text", ("snapshot", "milestones", 0, "id")),
        ),
    ],
)
def test_faults_of_a_snapshot(snapshot, fault):
    result = answered(plan=OTHER, snapshot=snapshot, expect={"counts": {"met": 0}})
    assert fault in [(one.code, one.path[2:]) for one in result.faults]


def test_a_plan_that_is_not_there_is_told_with_the_faults_of_its_snapshot():
    result = answered(plan="no-such", snapshot={"on": 3}, expect={"counts": {"met": 0}})
    assert {fault.path[2] for fault in result.faults} == {"plan", "snapshot"}


def test_targets_as_a_table():
    (first, second) = results(
        """
        [[case]]
        name = "theo số gốc"
        plan = "ha-tinh-2023-2025"
        table = [["target", "value", "gap"], ["products", 217, 83], ["five-stars", 0, 11]]
        """
    )
    assert (first.status, second.status) == ("passed", "failed")


def test_what_is_missing_is_named_by_its_id_or_by_its_row():
    row = '{ of = "entities", entity_kind = ["cooperative"], value = … }'
    whole = '{ of = "entities", value = … }'
    for target, missing in (
        ("craft-villages", ["craft-villages-with-product", "craft-villages"]),
        ("cooperatives", [row, whole]),
    ):
        expect = {"on": date(2023, 7, 1), "target": target, "missing": missing}
        assert answered(plan="ha-tinh-2023-2025", expect=expect).status == "passed"
