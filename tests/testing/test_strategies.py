"""Strategies draw all that they promise: a hundred values and more hold every shape."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import ocop
from ocop.cycle.application.event import EVENTS
from ocop.cycle.application.stage import Stage
from ocop.errors import InputError
from ocop.testing.strategies import (
    applications,
    certificates,
    events,
    invalid_choices,
    sheets,
    small_rubrics,
)

ON = date(2026, 11, 21)


@cache
def drawn(strategy, count=150):
    """So many values, the same ones under every profile."""
    values = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(value):
        values.append(value)

    draw()
    return tuple(values)


SMALL, WRONG = sheets(small_rubrics()), invalid_choices(small_rubrics())
APPLICATIONS, CERTIFICATES = applications(), certificates()


def conditions(rubric):
    return [condition for each in rubric.criteria for condition in each.conditions]


def least_stars(rubric):
    return {option.min_star for each in rubric.criteria for option in each.options} - {None}


@pytest.mark.parametrize(
    "shape",
    [
        lambda rubric: all(each.choice == "one" for each in rubric.criteria),
        lambda rubric: any(each.choice == "many" for each in rubric.criteria),
        lambda rubric: any(option.branch for each in rubric.criteria for option in each.options),
        lambda rubric: len(least_stars(rubric)) > 1,
        lambda rubric: any(each.heading_star for each in rubric.criteria),
        lambda rubric: any(each.printed for each in conditions(rubric)),
        lambda rubric: any(not each.printed for each in conditions(rubric)),
        lambda rubric: any(each.when for each in rubric.exclusions),
        lambda rubric: any(each.stated for each in rubric.exclusions),
        lambda rubric: any(each.bare for each in rubric.exclusions),
        lambda rubric: bool(rubric.exclusions and least_stars(rubric)),
    ],
)
def test_small_rubrics_have_every_part_of_a_rubric(shape):
    assert any(shape(sheet.rubric) for sheet in drawn(SMALL))


def test_sheets_hold_any_number_of_a_checklist():
    lengths = {
        len(choice)
        for sheet in drawn(SMALL)
        for choice in sheet.choices.values()
        if not isinstance(choice, int)
    }
    assert lengths == {0, 1, 2, 3}


def how(rubric, choices, no):
    """What is wrong with choices."""
    if no not in choices:
        return "missing"
    if no not in {each.no for each in rubric.criteria}:
        return "unknown"
    return "twice" if f" {no}. " in choices else "wrong"


def test_invalid_choices_are_refused_at_the_criterion_that_they_name():
    for rubric, choices, no in drawn(WRONG):
        with pytest.raises(InputError) as caught:
            rubric.sheet(choices)
        assert any(no in str(fault.path) for fault in caught.value.faults)
    assert {how(*each) for each in drawn(WRONG)} == {"missing", "unknown", "twice", "wrong"}


@pytest.mark.parametrize("which", sorted(EVENTS))
def test_events_are_those_asked_for_with_all_that_they_may_carry(which):
    values = drawn(events(which, ON), 25)
    assert {(type(event), event.on) for event in values} == {(EVENTS[which], ON)}
    for field in {"stars", "product_set", "result", "level"} & set(dir(EVENTS[which])):
        assert any(getattr(event, field) is not None for event in values)


def test_applications_come_to_every_stage_and_are_read_back():
    values = drawn(APPLICATIONS, 60)
    for application in values:
        assert ocop.from_dict(ocop.Application, ocop.to_dict(application)) == application
    assert {application.stage for application in values} == set(Stage)
    acts = {event.id for application in values for event in application.history}
    assert acts >= {"recognised", "result-forwarded", "re-evaluation-filed", "upgrade-filed"}


@pytest.mark.parametrize("end", ["withdrawal", "superseded_on", "re_evaluation_filed_on"])
def test_certificates_end_in_every_way(end):
    assert any(getattr(each, end) is not None for each in drawn(CERTIFICATES))
    assert all(getattr(each, end) is None for each in drawn(certificates(ended=False), 25))
