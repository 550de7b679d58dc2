"""Certificates beside a bare date and relativedelta; transitions beside python-statemachine.

``pytest benchmarks --benchmark-only`` shows the times; ``python -m benchmarks.cycle_ratios`` the
ratios and the 100,000 transitions. The transitions need the dependency group ``bench``.
"""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from benchmarks import lives
from ocop.cycle import Certificate
from ocop.cycle.certificate import term

ISSUED, ON = date(2023, 11, 30), date(2026, 11, 21)


@pytest.mark.benchmark(group="certificate")
def test_yardstick_date_and_relativedelta(benchmark):
    assert benchmark(lambda: ISSUED <= ON <= ISSUED + relativedelta(months=36))


@pytest.mark.benchmark(group="certificate")
def test_status_the_first_time(benchmark):
    def fresh():
        term.term_end.cache_clear()  # the first time is measured
        return (Certificate(product="tea", stars=3, issued_on=ISSUED),), {}

    assert benchmark.pedantic(lambda c: c.status(ON), setup=fresh, rounds=2000) == "valid"


@pytest.mark.benchmark(group="certificate")
def test_status_again(benchmark):
    found = Certificate(product="tea", stars=3, issued_on=ISSUED)
    assert benchmark(lambda: found.status(ON)) == "valid"


@pytest.mark.benchmark(group="transitions")
def test_a_life(benchmark):
    assert benchmark(lives.ours).stage == "promotion"


@pytest.mark.benchmark(group="transitions")
def test_a_life_in_python_statemachine(benchmark):
    pytest.importorskip("statemachine", reason="needs the dependency group bench")
    assert benchmark(lives.theirs()) == "promotion"
