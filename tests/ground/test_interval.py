"""Intervals of confidence, held to published numbers and to what they are by definition."""

from __future__ import annotations

from fractions import Fraction
from math import exp, factorial, fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.interval import poisson, wilson

NINETY_FIVE = Fraction(95, 100)
LEVELS = st.fractions(Fraction(1, 2), Fraction(999, 1000), max_denominator=1000)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_as_published(part, whole, low, high):
    assert wilson(part, whole, NINETY_FIVE) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [  # Garwood's limits, as tables of them have it
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (10, 4.7954, 18.3904),
        (100, 81.3640, 121.6268),
    ],
)
def test_a_number_as_published(count, low, high):
    assert poisson(count, NINETY_FIVE) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), LEVELS)
def test_a_share_lies_within_and_both_ends_are_equally_far(counts, level):
    part, whole = counts
    low, high = wilson(part, whole, level)
    assert 0 <= low <= part / whole <= high <= 1
    mirrored = wilson(whole - part, whole, level)
    assert mirrored == pytest.approx((1 - high, 1 - low))
    wider = wilson(part, whole, (1 + level) / 2)
    assert wider[0] <= low
    assert high <= wider[1]


@given(st.integers(0, 60), LEVELS)
def test_each_end_leaves_half_of_what_is_left_out(count, level):
    tail = float((1 - level) / 2)
    low, high = poisson(count, level)

    def at_most(most, mean):
        return fsum(exp(-mean) * mean**n / factorial(n) for n in range(most + 1))

    assert at_most(count, high) == pytest.approx(tail, rel=1e-6)
    if count:
        assert 1 - at_most(count - 1, low) == pytest.approx(tail, rel=1e-6)
    else:
        assert low == 0


def test_many_are_as_many_as_the_normal_law_has_it():
    low, high = poisson(20_000, NINETY_FIVE)
    assert (low, high) == pytest.approx((20_000 - 277.2, 20_000 + 277.2), abs=3)
