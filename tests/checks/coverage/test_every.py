"""Every element of the rules, and that the built-in checks decide them."""

from __future__ import annotations

from functools import cache

import pytest

from ocop.checks.builtin import builtin_files
from ocop.checks.coverage.decide import coverage_of
from ocop.checks.coverage.element import KINDS
from ocop.checks.coverage.every import every_element
from ocop.checks.runner import run_file
from ocop.law.question import reading_questions
from ocop.law.rules import default_rules
from ocop.targets.plan.shipped import plans


@cache
def elements():
    return list(every_element())


def test_every_element_is_there_once_and_of_every_kind():
    ids = [element.id for element in elements()]
    assert len(ids) == len(set(ids)) == len(set(elements()))
    assert {element.kind for element in elements()} == set(KINDS)
    assert {element.regime for element in elements()} - {None} == {
        regime.id for regime in default_rules().regimes()
    }


def test_every_reading_and_every_target_is_there():
    places = {element.place for element in elements()}
    assert {(one.id, reading.id) for one in reading_questions() for reading in one.readings} <= (
        places
    )
    assert {(plan.id, one.id, "by") for plan in plans() for one in plan.targets} <= places


@cache
def results(part):
    """The results of the built-in checks of some files."""
    return [
        result
        for named in builtin_files()
        if part in named.name
        for result in run_file(named.read())
    ]


def undecided(part, *kinds, product_set=None):
    wanted = [
        element
        for element in elements()
        if element.kind in kinds and element.product_set == product_set
    ]
    assert wanted
    found = coverage_of(results(part), wanted)
    return [one.element.otherwise(one.element.shifts, "en") for one in found.undecided]


@pytest.mark.parametrize("product_set", [21])
def test_the_built_in_checks_decide_the_minima_of_a_set(product_set):
    """All sets, and all else that a decision says, are asked by tools/mutate_rules.py in the gate."""
    assert not undecided(f"set-{product_set:02d}", "minimum", product_set=product_set)
