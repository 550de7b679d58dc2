"""Points of an option: what is told without running a case is what running it tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.checks.coverage.points import notices_points
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.checks.coverage.touched import touched
from ocop.checks.coverage.trial import Trial
from ocop.law.rules import default_rules
from tests.checks.cases import answered

RULES = default_rules()
FIELDS = ["total", "stars", "stars_by_points", "capped_by", "missed_minima", "points", "parts"]


@st.composite
def trials(draw):
    """A case about a sheet that holds, and an option that it holds."""
    regime = draw(st.sampled_from(RULES.regimes()))
    rubric = regime.rubric(draw(st.integers(1, len(regime.sets))))
    ending = {pair for exclusion in rubric.exclusions for pair in exclusion.when}
    free = [one for one in rubric.criteria if not one.conditions and one.choice == "one"]
    chosen = draw(st.lists(st.sampled_from(free), max_size=8, unique=True))
    choices = {
        one.no: draw(
            st.sampled_from(
                [option.no for option in one.options if (one.no, option.no) not in ending]
            )
        )
        for one in chosen
    }
    sheet = {
        "regime": regime.id, "set": rubric.product_set.number, "choices": choices,
        "rest": draw(st.sampled_from(["top", "lowest"])),
    }  # fmt: skip
    fields = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=2, unique=True))
    least = {"total": {"at_least": 0}}
    guess = {"sheet": sheet, "expect": dict.fromkeys(fields, "none") | least}
    card = Trial(answered(sheet=sheet, expect=least)).card
    if card is None:  # a story that is not there
        return None
    facts = {
        "total": card.total,
        "stars": card.stars or "none",
        "stars_by_points": card.stars_by_points,
        "capped_by": [one.criterion for one in card.capped_by],
        "missed_minima": [one.criterion for one in card.missed_minima],
        "points": {line.criterion.no: line.points for line in card.lines[:3]},
        "parts": {part: str(score) for part, score in card.parts.items()},
    }
    if draw(st.booleans()):
        facts["total"] = {"at_least": card.total, "at_most": 100}
    facts["parts"] = {part: score.points for part, score in card.parts.items()}
    guess["expect"] = {field: facts[field] for field in fields}
    result = answered(**guess)
    held = [one for one in touched(result.check, {}).tried if one.kind == "option"]
    return result, draw(st.sampled_from(held))


@given(trials())
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
