"""Points of an option: whether a sheet would notice other ones, without running it again.

A point more or less of an option that is held is one of the total. This is asked of every criterion
of every sheet, so it is not run; a property holds it to what running it says.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocop.checks.case_file import Check
from ocop.checks.coverage.element import Element, Shift
from ocop.scoring.scorecard import Scorecard

__all__ = ["notices_points"]

#: Fields that hang on the total only by the rank that it reaches.
_BY_RANK = frozenset(
    {"stars", "stars_by_points", "capped_by", "missed_minima", "exclusions", "notes", "choices"}
)


def notices_points(check: Check, card: Scorecard, element: Element, shift: Shift) -> bool | None:
    """Whether a case that holds would notice other points of an option that its sheet holds.

    Args:
        check: A case about a sheet, every expectation of which holds.
        card: Its scorecard.
        element: The option.
        shift: Its other points.

    Returns:
        None where only running it again can tell.
    """
    fields = [field for expectation in check.expectations for field in expectation.fields.items()]
    if any(name == "total" and not isinstance(wanted, Mapping) for name, wanted in fields):
        return True
    total = card.total + shift.after - element.value
    if any(name not in _BY_RANK for name, _ in fields) or not 0 <= total <= card.regime.full_marks:
        return None
    same = card.rubric.stars_by_points(total) == card.stars_by_points
    return False if same else None
