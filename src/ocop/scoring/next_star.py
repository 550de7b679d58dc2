"""What a scorecard lacks for its next star."""

from __future__ import annotations

import attrs

from ocop.checked import Checked
from ocop.scoring.rubric.criterion import Exclusion
from ocop.scoring.stars import MissedMinimum

__all__ = ["NextStar"]


@attrs.frozen(kw_only=True, repr=False)
class NextStar(Checked):
    """What is missing for the next star.

    Attributes:
        stars: That rank: one more, or the least that is open where a missed minimum refuses ranks.
        points: How many points more it needs, those that come with the minima among them; 0 where
            the total suffices.
        minima: The minima to be met for it.
        exclusions: Facts that would have to be gone.
    """

    stars: int
    points: int
    minima: tuple[MissedMinimum, ...]
    exclusions: tuple[Exclusion, ...] = ()
