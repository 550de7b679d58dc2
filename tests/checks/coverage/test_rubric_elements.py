"""The elements of a rubric: each can be shifted, and shifts nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.checks.coverage.trial import shifted_rules
from ocop.law.rules import default_rules
from ocop.scoring.rubric.change import Change

RULES = default_rules()
RUBRICS = [
    regime.rubric(product_set.number) for regime in RULES.regimes() for product_set in regime.sets
]


@given(st.sampled_from(RUBRICS), st.data())
def test_each_shift_changes_that_value_and_no_other(rubric, data):
    element = data.draw(st.sampled_from(list(rubric_elements(rubric))))
    for shift in element.shifts:
        shifted = shifted_rules(RULES, element, shift).regime(element.regime)
        changed = shifted.rubric(rubric.product_set.number).changes
        assert {(one.table, *one.path) for one in changed} == {element.place}
        (one,) = changed
        assert (one.before, one.after) == (element.value, shift.after) or (
            element.kind == "exclusion" and one.after is None
        )


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.reference)
def test_every_minimum_and_exclusion_is_an_element_and_nearly_every_level(rubric):
    elements = list(rubric_elements(rubric))
    marks = {
        ("criteria", criterion.no, str(option.no), "star")
        for criterion in rubric.criteria
        for option in criterion.options
        if option.min_star
    }
    marks |= {("criteria", one.no, "heading_star") for one in rubric.criteria if one.heading_star}
    places = {kind: {one.place for one in elements if one.kind == kind} for kind in KINDS}
    assert places["minimum"] == marks
    assert places["exclusion"] == {("exclusions", one.id) for one in rubric.exclusions}
    levels = [
        (criterion.no, option.no) for criterion in rubric.criteria for option in criterion.options
    ]
    # one between two of as many points can be neither higher nor lower
    assert len(places["option"]) >= len(levels) - 2


KINDS = ("option", "minimum", "exclusion")


def test_points_move_one_down_or_where_that_is_out_of_order_one_up():
    rubric = RULES.regime("26").rubric(1)
    points = {
        one.place[1:3]: (one.value, one.shifts[0].after)
        for one in rubric_elements(rubric)
        if one.kind == "option"
    }
    assert points["1.5", "1"] == (0, 1)
    second = rubric.criterion("1.5").option(2).points
    assert points["1.5", "2"] == (second, second - 1)


def test_the_top_level_has_no_more_points_where_the_set_is_full():
    rubric = RULES.regime("26").rubric(1)
    criterion = next(one for one in rubric.criteria if len(one.options) == 2)
    same = rubric.amended(Change(criterion.no, 1, points=criterion.options[1].points))
    shifts = {
        one.place[2]: one.shifts[0].after
        for one in rubric_elements(same)
        if one.kind == "option" and one.place[1] == criterion.no
    }
    # neither can be lower than the first, nor higher than full marks
    assert shifts == {"1": criterion.options[1].points - 1}


def test_a_heading_is_dropped_or_moved():
    rubric = RULES.regime("148").rubric(1)
    heading = next(one for one in rubric_elements(rubric) if one.place[-1] == "heading_star")
    assert [shift.after for shift in heading.shifts] == [None, heading.value - 1, heading.value + 1]
