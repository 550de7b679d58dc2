"""Star minima: whether a sheet would notice another one, without laying it over the law.

A mark withholds ranks in its own criterion alone, so the points and all other marks stay as they
are. Every rubric has dozens of marks; a property holds this to what running the case again says.
"""

from __future__ import annotations

from ocop.checks.case_file import Check
from ocop.checks.coverage.element import Element, Shift
from ocop.checks.coverage.rubric_elements import with_star
from ocop.checks.expected import mismatches
from ocop.checks.plain import plain
from ocop.errors import InputError
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.stars import capping, missed_minima

__all__ = ["notices_minimum"]


def notices_minimum(check: Check, card: Scorecard, element: Element, shift: Shift) -> bool | None:
    """Whether a case that holds would notice another star minimum in its rubric.

    Args:
        check: A case about a sheet, every expectation of which holds.
        card: Its scorecard.
        element: The minimum.
        shift: The other star, or none.

    Returns:
        None where only running it again can tell.
    """
    criterion = with_star(card.rubric.criterion(element.place[1]), element, shift.after)
    if criterion is None:
        return None
    readings = card.rules.readings
    others = (one for one in card.missed_minima if one.criterion != criterion.no)
    missed = (*others, *missed_minima(criterion, card.sheet.options(criterion.no), readings))
    stars = None if card.exclusions else card.rubric.stars(card.total, missed)
    after = {
        "missed_minima": missed,
        "capped_by": capping(missed, card.stars_by_points, stars, readings),
        "stars": stars,
    }
    fields = [field for expectation in check.expectations for field in expectation.fields.items()]
    try:
        return any(
            True
            for name, wanted in fields
            if name in after
            for _ in mismatches(wanted, plain(after[name]))
        )
    except InputError:  # what is expected can be said of no such answer
        return None
