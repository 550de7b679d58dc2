"""The law of a sum, held to fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.scenarios.forecast import _sum
from ocop.scenarios.forecast._outcome import together
from ocop.scenarios.forecast._sum import ERROR, Sum, Term, sum_of

LAWS = st.dictionaries(st.integers(-5, 7), st.integers(1, 9), min_size=1, max_size=4).map(
    lambda weights: {
        step: Fraction(weight, sum(weights.values()) + 1) for step, weight in weights.items()
    }
)


def exactly(laws):
    whole = {}
    for law, number in laws:
        rest = 1 - sum(law.values())
        one = {**law, 0: law.get(0, 0) + rest}
        for _ in range(number):
            whole = together([whole or {0: Fraction(1)}, one])
    return whole or {0: Fraction(1)}


@given(st.lists(st.tuples(LAWS, st.integers(0, 12)), max_size=4))
def test_floats_are_near_the_fractions(laws):
    exact = exactly(laws)
    law = sum_of(Term({k: float(p) for k, p in one.items()}, n) for one, n in laws)
    for number in range(min(exact) - 2, max(exact) + 3):
        chance = sum(p for k, p in exact.items() if k >= number)
        assert abs(law.at_least(number) - chance) <= ERROR
        within = sum(p for k, p in exact.items() if number <= k <= number + 3)
        assert abs(law.within(number, number + 3) - within) <= ERROR


@given(st.lists(st.tuples(LAWS, st.integers(40, 200)), min_size=1, max_size=5))
def test_numpy_changes_nothing(laws):
    terms = [Term({k: float(p) for k, p in one.items()}, n) for one, n in laws]
    quick = sum_of(terms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_sum, "_numpy", lambda: None)
        plain = sum_of(terms)
    for number in range(quick.first - 1, quick.first + len(quick.chances) + 1):
        assert abs(quick.at_least(number) - plain.at_least(number)) <= ERROR


def test_a_missing_numpy_is_no_fault(monkeypatch):
    _sum._numpy.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "numpy", None)
    assert _sum._numpy() is None
    _sum._numpy.cache_clear()


@pytest.mark.parametrize("rate", [0.0, 1e-12, 0.3, 4.0, 250.0])
def test_newcomers_by_poissons_law(rate):
    law = sum_of([Term({1: 0.5, 3: 0.5}, 2 * rate, poisson=True)])
    ones = [exp(-rate) * rate**k / factorial(k) for k in range(150)] if rate < 100 else []
    for number in range(60 if ones else 0):
        chance = sum(
            p * q
            for k, p in enumerate(ones)
            for j, q in enumerate(ones[: (number - k) // 3 + 1])
            if k + 3 * j <= number
        )
        assert abs(law.within(None, number) - chance) <= ERROR
    mean = sum((law.first + n) * p for n, p in enumerate(law.chances))
    assert mean == pytest.approx(4 * rate, rel=1e-9, abs=1e-9)


def test_what_a_law_says():
    law = Sum(2, (0.25, 0.5, 0.25))
    assert [law.quantile(share) for share in (0.1, 0.25, 0.5, 0.75, 0.76, 1.0)] == [
        2,
        2,
        3,
        3,
        4,
        4,
    ]
    assert law.quantile(2.0) == 4  # beyond what there is
    assert [law.at_least(n) for n in (1, 2, 3, 4, 5)] == [1, 1, 0.75, 0.25, 0]
    assert law.within(3, None) == 0.75
    assert law.within(None, 1) == 0
    assert list(accumulate(law.chances))[-1] == 1
    assert sum_of([Term({1: 1.0}, 3), Term({-2: 1.0}, 2)]).first == -1
