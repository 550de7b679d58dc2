"""Cases of forecasts: what is expected of a plan under what is supposed."""

from __future__ import annotations

from datetime import date

import pytest

import ocop
from tests.checks.cases import answered, fields_held, results

PLAN = "ha-tinh-2023-2025"
SUPPOSED = {"renewal": "1/2", "new_per_month": {"3": 5, "4": 1}}
ASSUMPTIONS = ocop.Assumptions(renewal="1/2", new_per_month={3: 5, 4: 1})
FILE = ocop.to_toml(ASSUMPTIONS)


def forecast(**how):
    plan = ocop.plan(PLAN)
    return plan.forecast(plan.baseline, ASSUMPTIONS, **how)


def case(expect, files=None, beside=None, **given):
    said = {"plan": PLAN, "assumptions": SUPPOSED, **given}
    return answered(files, forecast=said, **(beside or {}), expect=expect)


def test_a_case_says_what_the_forecast_does():
    own = forecast(until=date(2024, 6, 30))
    (*_, last) = own.expected
    expect = {
        "in_force": str(last.in_force),
        "by_stars": {str(stars): str(number) for stars, number in last.by_stars.items()},
        "new": {"3": 5, "4": 1},
    }
    assert fields_held(case(expect, until="2024-06-30")) == []
    assert fields_held(
        case({**expect, "in_force": str(last.in_force + 1)}, until="2024-06-30")
    ) == ["in_force"]
    first = {"on": "2023-01-01", "in_force": 217}
    assert fields_held(case(first, until="2024-06-30")) == []


def test_what_is_expected_of_a_target():
    own = forecast()
    value = own.expected[-1].values["products"]
    chance = own.chance("products").value
    assert 0.9 < chance < 1
    expect = {
        "target": "products",
        "expected": str(value),
        "chance": {"at_least": "0.9", "at_most": "0.9999"},
        "needed_per_month": str(own.needed("products").value),
        "needed_renewal": str(own.needed("products", "renewal").value),
        "reason": "none",
    }
    assert fields_held(case(expect)) == []
    surer = {"target": "products", "chance": {"at_least": "1"}}
    assert fields_held(case(surer)) == ["chance.at_least"]


def test_a_target_that_is_not_forecast_has_a_reason_and_no_chance():
    expect = {"target": "circular-chain", "chance": "none", "expected": "none"}
    plan = ocop.plan(PLAN)
    (id_,) = (t.id for t in plan.targets if "circular" in t.id)
    assert fields_held(case({**expect, "target": id_})) == []
    assert fields_held(case({"target": id_, "reason": "none"})) == ["reason"]


def test_what_is_supposed_may_stand_in_a_file():
    files = {"gia-dinh.assumptions.toml": FILE}
    said = case(
        {"on": "2023-01-31", "new": {"3": 5}}, files, assumptions="gia-dinh.assumptions.toml"
    )
    assert fields_held(said) == []


def test_a_register_and_a_proposal_of_longer_certificates():
    (law, draft) = results(
        """
        [[case]]
        name = "36 tháng"
        forecast = { plan = "ha-tinh-2023-2025", assumptions = { renewal = 0 }, on = 2023-01-01 }
        registry = { rows = [{ stars = 3, issued_on = "2022-06-01", times = 10 }] }
        expect = { in_force = 0 }

        [[case]]
        name = "48 tháng"
        forecast = { plan = "ha-tinh-2023-2025", assumptions = { renewal = 0 }, on = 2023-01-01 }
        registry = { rows = [{ stars = 3, issued_on = "2022-06-01", times = 10 }] }
        rules.changes = "dai.changes.toml"
        expect = { in_force = 10 }
        """,
        {
            "dai.changes.toml": """
                id = "dai"
                kind = "proposal"
                title = { vi = "Dài hơn", en = "Longer" }
                amends = "1048"
                from = 2020-01-01
                reference = "một dự thảo"
                certificates.months = 48
                """
        },
    )
    assert (law.status, draft.status) == ("passed", "passed"), (law.failures, draft.faults)


def test_the_reasons_are_what_is_supposed():
    (failure,) = case({"in_force": 1}).failures
    assert any("50 %" in line for line in failure.why("vi"))
    assert failure.cites("vi") == (ocop.plan(PLAN).title.vi,)
    (of_target,) = case({"target": "products", "expected": 1}).failures
    assert of_target.cites("vi") == (ocop.plan(PLAN).target("products").source("vi"),)


def test_a_day_that_is_no_step_is_refused():
    (failure,) = case({"on": "2023-01-02", "in_force": 1}).failures
    assert [(fault.code, fault.path) for fault in failure.got.faults] == [("not-known", ("on",))]


@pytest.mark.parametrize(
    ("given", "beside", "expect", "code", "path"),
    [
        ({"plan": "no-such"}, {}, {"in_force": 1}, "not-known", ("forecast", "plan")),
        (
            {"assumptions": {"delay": -1}},
            {},
            {"in_force": 1},
            None,
            ("forecast", "assumptions", "delay"),
        ),
        ({"until": "2022-01-01"}, {}, {"in_force": 1}, "until-before-on", ("forecast", "until")),
        (
            {},
            {"registry": {"rows": []}, "snapshot": {"on": "2023-01-01"}},
            {"in_force": 1},
            "check-one-form",
            (),
        ),
    ],
)
def test_what_cannot_be_forecast_is_told(given, beside, expect, code, path):
    result = case(expect, beside=beside, **given)
    (fault,) = result.faults
    assert code in (None, fault.code)
    assert fault.path[2 : 2 + len(path)] == path, fault.path
