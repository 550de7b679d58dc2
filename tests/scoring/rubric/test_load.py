"""Rubrics as they are asked for by a day."""

from __future__ import annotations

from datetime import date

import pytest

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.law.changes.changes import Changes
from ocop.law.rules import Rules

DAY = date(2026, 9, 1)


@pytest.mark.parametrize("day", [date(2019, 8, 21), date(2023, 2, 24), date(2026, 9, 1)])
@pytest.mark.parametrize("which", [1, 13, 26])
def test_a_rubric_of_a_day_is_that_of_its_regime(day, which):
    assert ocop.rubric(which, on=day) is ocop.regime_on(day).rubric(which)


def test_a_first_sheet_in_two_lines():
    """first-visit 2: 31 criteria were typed in before any result."""
    rubric = ocop.rubric("cà phê", on=DAY)
    bounds = ocop.score(rubric.sheet({"1.1": 3}, partial=True))
    assert str(bounds) == (
        f"{bounds.lowest_total} to 100 points, 1 to 5 stars; "
        f"{len(rubric.criteria) - 1} criteria without an answer"
    )


def test_under_other_rules():
    draft = Rules().amended(
        Changes.from_dict(
            {
                "id": "du-thao",
                "kind": "proposal",
                "amends": "26",
                "from": DAY,
                "bands": {"5": 95},
                "title": {"vi": "Dự thảo", "en": "Draft"},
                "reference": "–",
            }
        )
    )
    assert ocop.rubric(13, on=DAY, rules=draft).bands[0].least == 95
    assert ocop.rubric(13, on=DAY).bands[0].least == 90


def test_what_is_wrong_with_the_question():
    with pytest.raises(InputError, match="on"):
        ocop.rubric(13, on="2026-09-01")
    with pytest.raises(InputError, match="rules"):
        ocop.rubric(13, on=DAY, rules="26")
    with pytest.raises(NotFoundError):
        ocop.rubric(13, on=date(2018, 1, 1))
    with pytest.raises(NotFoundError, match="it may belong to: 13"):
        ocop.rubric("cà phê rang xay", on=DAY)
