"""Hypothesis strategies for regimes, rubrics, sheets and scorecards.

    from hypothesis import given
    from ocop.testing.strategies import scorecards

    @given(scorecards())
    def test_my_view(card):
        assert my_view(card).stars == card.stars

Every strategy draws from the real rules of every regime unless told otherwise. ``invalid_choices``
draws input that must be refused, and says where.
"""

from ocop.testing.strategies.scoring import (
    choices,
    drafts,
    invalid_choices,
    readings,
    regimes,
    rubrics,
    scorecards,
    sheets,
    small_rubrics,
)

__all__ = [
    "choices",
    "drafts",
    "invalid_choices",
    "readings",
    "regimes",
    "rubrics",
    "scorecards",
    "sheets",
    "small_rubrics",
]
