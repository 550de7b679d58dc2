"""The chain, held to the long way: line by line and day by day."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from functools import cache
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.testing.strategies import assumptions
from tests.scenarios.forecast import plain
from tests.scenarios.forecast.cases import ON, TEN, UNTIL, named, registry, rows_of, suppose

RUNS = 50
COUNT = named("count")


@cache
def both_ways(name):
    """The forecast under such assumptions, and runs of the long way."""
    held, how = registry(30), suppose(**TEN[name])
    rng = random.Random(7)  # noqa: S311 - a seed, and no secret
    runs = [plain.run(how, held.rules, rows_of(held), ON, UNTIL, rng) for _ in range(RUNS)]
    return COUNT.forecast(held, how, on=ON, until=UNTIL), runs


@pytest.mark.parametrize("name", ["all-renewed", "late", "other-stars", "everything"])
def test_what_is_expected_is_the_mean_of_the_long_way(name):
    forecast, runs = both_ways(name)
    for step in (*forecast.expected[6::9], forecast.expected[-1]):
        for ranks in ((3, 4, 5), (3,), (4,), (5,)):
            numbers = [plain.in_force(lines, step.on, ranks) for lines in runs]
            expected = sum(step.by_stars[stars] for stars in ranks)
            allowed = 5 * pstdev(numbers) / RUNS**0.5 + 1e-9
            assert abs(fmean(numbers) - expected) <= allowed, (step.on, ranks)


@pytest.mark.parametrize("name", ["late", "everything"])
def test_what_happens_is_the_mean_of_the_long_way(name):
    forecast, runs = both_ways(name)
    for event, why in (("renewed", "renewed"), ("upgraded", "upgraded"), ("new", "new")):
        numbers = [sum(p[3] == why for papers in lines for p in papers) for lines in runs]
        expected = sum(sum(getattr(step, event).values()) for step in forecast.expected)
        assert abs(fmean(numbers) - expected) <= 5 * pstdev(numbers) / RUNS**0.5 + 1e-9, event


def totals(event):
    return sum(event.values(), Fraction())


@given(assumptions(), st.dates(date(2023, 3, 1), date(2026, 6, 1)), st.integers(0, 500))
def test_products_are_conserved(how, on, ahead):
    """What is there, plus what comes, less what ends, is what is there next: exactly."""
    until = date.fromordinal(on.toordinal() + ahead)
    every = "month"
    if how.new_per_round:  # set since 2026
        on = max(on, date(2026, 6, 1))
        until = max(until, date(2027, 1, 31))
        every = "round"
    forecast = COUNT.forecast(registry(12), how, on=on, until=until, every=every)
    for before, step in zip(forecast.expected, forecast.expected[1:], strict=False):
        came = totals(step.new) + totals(step.renewed)
        went = totals(step.lapsing) + totals(step.withdrawn)
        assert before.in_force + came - went == step.in_force
        assert all(number >= 0 for number in step.by_stars.values())
    assert forecast.expected[0].on == on
    assert forecast.expected[-1].on == until
