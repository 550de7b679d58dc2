"""Stars of a total and of missed minima that do not come from one sheet, such as a council's.

Reference: 26/2026/QĐ-TTg, Art. 3.3 and the footnote of Appendix II.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop.scoring.rubric import tables
from ocop.scoring.scorecard import missed_of, stars_left

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from ocop.scoring.rubric.rubric import Criterion, Option, Rubric
    from ocop.scoring.scorecard import MissedMinimum

__all__ = ["missed_minima", "rank"]


def missed_minima(
    rubric: Rubric, criterion: Criterion, held: tuple[Option, ...]
) -> tuple[MissedMinimum, ...]:
    """The star minima of a criterion that the options held do not reach."""
    return missed_of(criterion, held, rubric)


def rank(rubric: Rubric, total: int | Fraction, missed: Iterable[MissedMinimum]) -> int | None:
    """The stars of a total, given the star minima missed.

    Args:
        rubric: Whose bands and readings decide.
        total: 0–100, exact.
        missed: The minima missed, whichever way that was found.

    Returns:
        1–5; None where no rank is given.

    Reference: 26/2026/QĐ-TTg, Art. 3.3 and the footnote of Appendix II.
    """
    stars = {each.stars for each in missed}
    word = tables.withholding(stars, rubric.rules.readings)
    return stars_left(rubric, rubric.stars_by_points(total), word)
