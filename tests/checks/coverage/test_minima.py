"""Star minima: what is told without running a case is what running it tells."""

from __future__ import annotations

import pytest
from hypothesis import given

from ocop.checks.coverage.element import Shift
from ocop.checks.coverage.minima import notices_minimum
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.checks.coverage.trial import Trial
from ocop.law.rules import default_rules
from tests.checks.cases import answered
from tests.checks.coverage.sheet_trials import sheet_trials

SET_1 = {
    element.place[1:]: element
    for element in rubric_elements(default_rules().regime("26").rubric(1))
    if element.kind == "minimum"
}
BELOW = {"regime": "26", "set": 1, "rest": "top", "choices": {"2.1": 2}}


def at_once(expect, place, star, **sheet):
    """What is told of one shift, and what running the case says."""
    result, element = answered(sheet={**BELOW, **sheet}, expect=expect), SET_1[place]
    trial = Trial(result)
    (shift,) = (one for one in element.shifts if one.after == star)
    return (
        notices_minimum(result.check, trial.card, element, shift),
        trial.notices_if_run(element, shift),
    )


@given(sheet_trials("minimum"))
def test_what_is_told_at_once_is_what_running_tells(case):
    if case is None:
        return
    result, element = case
    trial = Trial(result)
    for shift in element.shifts:
        quick = notices_minimum(result.check, trial.card, element, shift)
        assert quick is trial.notices_if_run(element, shift)
        assert quick is trial.notices(element, shift)


@pytest.mark.parametrize(
    ("expect", "star", "noticed"),
    [
        ({"stars": 3}, None, True),
        ({"stars": 3}, 3, True),
        ({"total": 98}, None, False),
        ({"stars": {"at_most": 4}}, 3, False),
        ({"missed_minima": ["2.1"]}, None, True),
        ({"missed_minima": ["2.1"]}, 3, False),
        ({"capped_by": ["2.1"]}, None, True),
    ],
)
def test_what_can_be_told_at_once(expect, star, noticed):
    assert at_once(expect, ("2.1", "3", "star"), star) == (noticed, noticed)


def test_an_excluded_product_has_no_stars_whatever_is_marked():
    told = at_once({"stars": "none"}, ("2.1", "3", "star"), None, exclusions=["forged-dossier"])
    assert told == (False, False)


def test_what_leaves_the_levels_out_of_order_is_not_told_at_once():
    result, element = answered(sheet=BELOW, expect={"stars": 3}), SET_1["1.5", "4", "star"]
    shift = Shift(after=4)
    assert notices_minimum(result.check, Trial(result).card, element, shift) is None


def test_what_cannot_be_said_of_the_answer_is_not_told_at_once():
    """Over 50 points, and no minimum of 3 stars is missed; with one, names stand before a number."""
    choices = {
        "1.1": 3, "1.4": 3, "2.2": 4, "2.3": 3, "4.1": 3, "4.2": 4, "4.3": 5, "5.1": 2, "5.3": 4,
        "7": 3, "8": 4, "9": 3, "10": 3,
    }  # fmt: skip
    told = at_once(
        {"capped_by": {"excludes": [3]}},
        ("2.1", "3", "star"),
        3,
        rest="lowest",
        choices=choices,
    )
    assert told == (None, True)
