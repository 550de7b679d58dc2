"""Points of an option: what is told without running a case is what running it tells."""

from __future__ import annotations

import pytest
from hypothesis import given

from ocop.checks.coverage.points import notices_points
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.checks.coverage.trial import Trial
from ocop.law.rules import default_rules
from tests.checks.cases import answered
from tests.checks.coverage.sheet_trials import sheet_trials

RULES = default_rules()


@given(sheet_trials("option"))
def test_what_is_told_at_once_is_what_running_tells(case):
    if case is None:
        return
    result, element = case
    trial = Trial(result)
    assert trial.card is not None
    (shift,) = element.shifts
    quick = notices_points(result.check, trial.card, element, shift)
    assert quick in {None, trial.notices_if_run(element, shift)}
    assert trial.notices(element, shift) == trial.notices_if_run(element, shift)


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ({"total": 98}, True),
        ({"total": "98"}, True),
        ({"total": {"at_least": 98}}, None),
        ({"stars": 3}, False),
        ({"stars": 3, "capped_by": ["1.5"]}, False),
        ({"parts": {"A": 38}}, None),
    ],
)
def test_what_can_be_told_at_once(expect, told):
    sheet = {"regime": "26", "set": 1, "rest": "top", "choices": {"1.5": 2}}
    result = answered(sheet=sheet, expect=expect)
    element = next(
        one
        for one in rubric_elements(RULES.regime("26").rubric(1))
        if one.place == ("criteria", "1.5", "2", "points")
    )
    (shift,) = element.shifts
    assert notices_points(result.check, Trial(result).card, element, shift) is told


def test_of_a_case_that_fails_or_is_refused_nothing_is_told_at_once():
    top = {"regime": "26", "set": 1, "rest": "top"}
    assert Trial(answered(sheet=top, expect={"total": 99})).card is None
    assert Trial(answered(sheet=top, refused="no-such-option", expect={"total": 100})).card is None
    partial = {**top, "partial": True}
    assert Trial(answered(sheet=partial, expect={"missing": []})).card is None


def test_what_is_filled_in_stays_as_it_is():
    """With 2 points the top of 1.3 would be its level 2, which misses a mark: not what is tried."""
    sheet = {"regime": "26", "set": 1, "rest": "top"}
    trial = Trial(answered(sheet=sheet, expect={"stars": 5}))
    for element in rubric_elements(RULES.regime("26").rubric(1)):
        if element.place[1:] in {("1.3", "3", "points"), ("4.1", "4", "points")}:
            (shift,) = element.shifts
            assert trial.notices(element, shift) is trial.notices_if_run(element, shift) is False
