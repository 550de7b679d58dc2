"""The bounds of a row are those of all ways to fill its units."""

from __future__ import annotations

from itertools import product
from random import Random

import narwhals.stable.v2 as nw
import polars as pl
import pytest

import ocop
from ocop.errors import Faults
from ocop.frames.bounded import Bounded
from ocop.frames.build import Build
from ocop.frames.engine import engine_of
from ocop.frames.field import Fields
from ocop.frames.looked_up import LookedUp
from ocop.frames.measure import Measures
from ocop.frames.target import BOUNDS
from ocop.frames.unit_bound import Outcome, UnitBound
from ocop.scoring.stars import stars_left, stars_of

OLD = ocop.regime("148").rubric(1)
READINGS = [
    {},
    {"star_minima": "own"},
    {"missed_minimum": "refused"},
    {"star_minima": "own", "missed_minimum": "refused"},
]


def random_units(random, own):
    """What a few units can come to, one of them sure, near the span of a rank."""
    units, chance = [], random.choice([0.1, 0.4])
    for _ in range(random.randint(2, 3)):
        points, states = random.randint(0, 1), set()
        for _ in range(random.randint(1, 3)):
            ranks = frozenset(rank for rank in (3, 4, 5) if random.random() < chance)
            states.add((points, ranks if own or not ranks else frozenset(range(min(ranks), 6))))
            points += random.randint(0, 3)
        units.append(states)
    return [*units, {(random.choice([50, 70, 90]) - random.randint(0, 20), frozenset())}]


def bounds_of(new, units):
    """The bounds that the steps give of a row of which nothing is open but this."""
    data = nw.from_native(pl.DataFrame({"n": [0]}))
    empty = Fields((None,) * len(OLD.criteria), (), ())
    build = Build(OLD, engine_of(data, (), Faults()), empty, frozenset({"bounds"}), ())
    measures = Measures(new, units)
    looked_up = LookedUp(ocop.crosswalk(OLD, "26"), build, measures.lookups)
    bounded = Bounded(build, measures, looked_up, "")
    frame = data.to_native()
    for step in (dict(bounded.sums()), *bounded.layers, dict(bounded.ends())):
        frame = frame.with_columns(*(value.alias(name) for name, value in step.items()))
    return tuple(frame[bounded.name(name)][0] for name in BOUNDS)


def held(new, units):
    """The bounds of the steps are those of all ways to fill these units."""
    readings = new.rules.readings
    sheets = [
        (sum(points for points, _ in ways), frozenset().union(*(ranks for _, ranks in ways)))
        for ways in product(*units)
    ]
    totals = [total for total, _ in sheets]
    ranks = [
        stars_left(stars_of(new.bands, total, readings), withheld, readings) or 0
        for total, withheld in sheets
    ]
    outcomes = [
        Outcome(min(points), max(points), excluded=False, states=frozenset(states))
        for states in units
        for points in [[points for points, _ in states]]
    ]
    bounds = bounds_of(new, tuple(UnitBound((), (one,)) for one in outcomes))
    assert bounds == (min(totals), max(totals), min(ranks), max(ranks)), units


@pytest.mark.parametrize("readings", READINGS, ids=["cumulative", "own", "refused", "both"])
def test_the_steps_bound_all_ways_to_fill_the_units(readings):
    new = ocop.Rules.of(readings).regime("26").rubric(1)
    random, own = Random(5), new.rules.readings.star_minima == "own"
    for _ in range(30):
        held(new, random_units(random, own))


@pytest.mark.parametrize("readings", READINGS[1:], ids=["own", "refused", "both"])
@pytest.mark.parametrize(
    "units",
    [
        [{(68, ())}, {(0, ()), (3, (3,))}],  # what misses 3 stars reaches 4
        [{(48, ())}, {(0, (3, 4, 5)), (5, ())}],  # what misses 3 stars reaches but 2
        [{(90, ())}, {(0, (4,)), (0, (5,))}, {(0, ()), (1, (4,))}],  # one alone misses not both
    ],
)
def test_what_misses_a_rank_need_not_reach_it(readings, units):
    new = ocop.Rules.of(readings).regime("26").rubric(1)
    held(new, [{(points, frozenset(ranks)) for points, ranks in one} for one in units])
