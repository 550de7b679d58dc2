"""Readings and targets: every other way to read, every bound by one."""

from __future__ import annotations

from datetime import date

import pytest

from ocop.checks.coverage.other_elements import reading_elements, target_elements, with_bound
from ocop.law.question import reading_questions
from ocop.law.reading import default_readings
from ocop.law.rules import default_rules
from ocop.targets.plan.shipped import plan, plans


def test_a_reading_could_be_any_other_of_its_question():
    elements = list(reading_elements(default_readings()))
    assert [one.place for one in elements] == [(one.id, one.default) for one in reading_questions()]
    assert [[shift.after for shift in one.shifts] for one in elements] == [
        [reading.id for reading in question.readings[1:]] for question in reading_questions()
    ]
    own = default_rules().read(star_minima="own").readings
    (star_minima,) = set(reading_elements(own)) - set(elements)
    assert (star_minima.value, star_minima.shifts[0].after) == ("own", "cumulative")


@pytest.mark.parametrize("of", plans(), ids=lambda one: one.id)
def test_every_bound_of_a_plan_can_be_shifted(of):
    elements = list(target_elements(of))
    assert all(element.shifts for element in elements)
    assert {one.place for one in elements} == {
        (of.id, target.id, name)
        for target in of.targets
        for name in ("at_least", "at_most", "by")
        if getattr(target, name) is not None
    }
    for element in elements:
        _, target, bound = element.place
        for shift in element.shifts:
            shifted = with_bound(of, target, bound, shift.after)
            assert getattr(shifted.target(target), bound) == shift.after
            assert [one for one in shifted.targets if one.id != target] == [
                one for one in of.targets if one.id != target
            ]


def test_a_bound_that_cannot_be_is_none():
    ha_tinh = plan("ha-tinh-2023-2025")
    assert with_bound(ha_tinh, "four-stars", "at_least", -1) is None
    assert with_bound(ha_tinh, "four-stars", "by", date(1900, 1, 1)) is None
