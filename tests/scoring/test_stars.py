"""The edges of the ranks: exact, half-open, nothing rounds up."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

import ocop
from ocop.errors import InputError
from ocop.law import Rules
from ocop.scoring.stars import unranked_totals

EPSILON = Fraction(1, 10**12)
EDGES = {30: 2, 50: 3, 70: 4, 90: 5}
REGIMES = [regime.id for regime in ocop.regimes()]


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize(("edge", "stars"), EDGES.items())
def test_just_below_at_and_just_above_every_edge(regime, edge, stars):
    rubric = ocop.regime(regime).rubric(1)
    assert rubric.stars_by_points(edge - EPSILON) == stars - 1
    assert rubric.stars_by_points(edge) == stars
    assert rubric.stars_by_points(edge + EPSILON) == stars
    assert rubric.stars_by_points(edge - 1) == stars - 1
    assert rubric.stars_by_points(edge + 1) == stars


@pytest.mark.parametrize("regime", REGIMES)
def test_the_ends(regime):
    rubric = ocop.regime(regime).rubric(1)
    assert rubric.stars_by_points(0) == 1
    assert rubric.stars_by_points(100) == 5
    for wrong, code in [
        (-EPSILON, "out-of-range"),
        (1000, "out-of-range"),
        (89.99, "not-an-exact-number"),
    ]:
        with pytest.raises(InputError) as err:  # hard A15: 1000 points were 5 stars
            rubric.stars_by_points(wrong)
        assert [(fault.code, fault.path) for fault in err.value.faults] == [(code, ("total",))]


@pytest.mark.parametrize(
    ("total", "stars"),
    [
        (80, 4),  # one app's second table gives 5
        (Fraction("89.96"), 4),  # one engine rounds it to 90
        (Fraction("89.99"), 4),
        (Fraction("59.5"), 3),  # one app has nothing there
        (30, 2),  # one app lets exactly 30, 50 and 70 fall through to 5
        (50, 3),
        (70, 4),
        (90, 5),  # round(90 / 20) is 4
        (95, 5),
    ],
)
def test_what_others_get_wrong(total, stars):
    for regime in REGIMES:
        assert ocop.regime(regime).rubric(1).stars_by_points(total) == stars


def test_between_whole_numbers_there_is_no_rank_under_that_reading():
    rules = Rules().read(between_bands="no-rank")
    for regime in ("1048", "781"):
        rubric = ocop.regime(regime).rubric(1).under(rules)
        for edge, stars in EDGES.items():
            assert rubric.stars_by_points(edge - 1) == stars - 1
            assert rubric.stars_by_points(edge - Fraction(1, 2)) is None
            assert rubric.stars_by_points(edge) == stars
    # later law prints half-open bands: the reading has nothing to decide
    assert ocop.regime("148").rubric(1).under(rules).stars_by_points(Fraction("89.5")) == 4


def test_weights_belong_to_their_decision():
    # one engine has 1048's 35/25/40 under the name of 148
    parts = {regime.id: dict(regime.parts) for regime in ocop.regimes()}
    assert parts["1048"] == parts["781"] == {"A": 35, "B": 25, "C": 40}
    assert parts["148"] == parts["1489"] == parts["26"] == {"A": 40, "B": 25, "C": 35}
    for regime in ocop.regimes():
        for product_set in regime.sets:
            rubric = regime.rubric(product_set)
            assert {part.id: part.maximum for part in rubric.parts} == parts[regime.id]


def test_only_where_a_band_is_printed_to_a_total_are_there_some_without_a_rank():
    readings = Rules().read(between_bands="no-rank").readings
    bands = ocop.regime("26").bands
    open_ended = [attrs.evolve(band, printed_to=None) for band in bands]
    assert unranked_totals(open_ended, readings, 100) == ()
    gap = [attrs.evolve(band, printed_to=68 if band.stars == 3 else None) for band in bands]
    assert unranked_totals(gap, readings, 100) == (range(69, 70),)
