"""Scoring beside a bare sum of the same points over dicts, the yardstick.

``pytest benchmarks --benchmark-only`` shows the times; ``python -m benchmarks.ratios`` the ratios.
"""

from __future__ import annotations

import pytest

import ocop


@pytest.mark.benchmark(group="sheet")
def test_yardstick_bare_sum(benchmark, points, choices):
    assert benchmark(lambda: sum(points[no][o] for no, o in choices.items())) == 100


@pytest.mark.benchmark(group="sheet")
def test_checked_sheet_to_scorecard(benchmark, rubric, choices):
    sheet = rubric.sheet(choices)
    assert benchmark(lambda: ocop.score(sheet)).stars == 5


@pytest.mark.benchmark(group="sheet")
def test_checked_sheet_to_scorecard_read_out(benchmark, rubric, choices):
    sheet = rubric.sheet(choices | {"3.5": 1})

    def read_out():
        card = ocop.score(sheet)
        return card.total, card.stars, card.parts, card.capped_by

    assert benchmark(read_out)[:2] == (98, 3)


@pytest.mark.benchmark(group="sheet")
def test_dict_to_scorecard(benchmark, rubric, choices):
    assert benchmark(lambda: ocop.score(rubric.sheet(choices))).total == 100


@pytest.mark.benchmark(group="what-if")
def test_advice_from_the_lowest_sheet(benchmark, rubric, choices):
    card = ocop.score(rubric.sheet(dict.fromkeys(choices, 1) | {"5.2": 0, "5.3": 0}))
    assert benchmark(lambda: card.advice(to=5)).reachable


@pytest.mark.benchmark(group="what-if")
def test_bounds_of_an_empty_draft(benchmark, rubric):
    draft = rubric.sheet({}, partial=True)
    assert benchmark(lambda: ocop.score(draft)).highest_total == 100


@pytest.mark.benchmark(group="json")
def test_scorecard_to_json_and_back(benchmark, rubric, choices):
    card = ocop.score(rubric.sheet(choices))
    assert benchmark(lambda: ocop.from_json(ocop.Scorecard, ocop.to_json(card))) == card
