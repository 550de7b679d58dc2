"""The standings of a day are the same whichever days were asked for before."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ocop.targets.registry._lives import Lives
from ocop.targets.registry.registry import Registry
from ocop.testing.strategies import days, registries


@given(registries(early=True), st.lists(days(), max_size=4))
def test_day_after_day(registry, some):
    asked = [*some, *(date(2019 + n, 7, 1) for n in range(12)), *some]
    lives = Lives(registry.recognitions, registry.rules)
    anew = [Lives(registry.recognitions, registry.rules).standings(day) for day in asked]
    assert [lives.standings(day) for day in asked] == anew


def test_nothing_ends_on_the_last_day_of_the_calendar():
    (month,) = Registry().lapsing(date.max, date.max)
    assert (month.days.first, month.recognitions, month.may_end) == (date.max, (), ())
