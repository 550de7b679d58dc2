"""What a scorecard lacks for its next star."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import attrs

from ocop.checked import Checked
from ocop.scoring.rubric.criterion import Exclusion
from ocop.scoring.stars import MissedMinimum

if TYPE_CHECKING:  # it asks here what it lacks
    from ocop.scoring.scorecard import Scorecard

__all__ = ["NextStar", "next_star_of"]


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


def next_star_of(card: Scorecard) -> NextStar:
    """What is missing for the next star of a card that is not at the highest.

    See :attr:`ocop.scoring.Scorecard.next_star`.
    """
    rank = 0 if card.stars is None else card.stars
    above = [band for band in reversed(card.rubric.bands) if band.stars > rank]
    refused = card.rubric.rules.readings.missed_minimum == "refused"
    aims = (
        (aim, beyond, _minima_for(card, aim.stars)) for aim, beyond in zip_longest(above, above[1:])
    )
    # with points beyond the band, the minima of the next rank may refuse any; the highest has none
    aim, minima = next(
        (aim, minima)
        for aim, beyond, minima in aims
        if not refused
        or beyond is None
        or max(aim.least, card.total + _gain(card, minima)) < beyond.least
    )
    return NextStar(
        stars=aim.stars,
        points=max(0, aim.least - card.total),
        minima=minima,
        exclusions=card.exclusions,
    )


def _minima_for(card: Scorecard, stars: int) -> tuple[MissedMinimum, ...]:
    """The minima missed that withhold this rank."""
    least = 0 if card.rules.readings.star_minima == "cumulative" else stars
    return tuple([each for each in card.missed_minima if least <= each.stars <= stars])


def _gain(card: Scorecard, minima: tuple[MissedMinimum, ...]) -> int:
    """The points that come with meeting these minima."""
    needs: dict[str, set[int]] = {}
    for each in minima:
        needs.setdefault(each.criterion, set()).add(each.needs_option)
    gain, place = 0, card.rubric._tables.place
    for no, options in needs.items():
        line = card.lines[place[no]]
        points = [line.criterion.options[option - 1].points for option in options]
        many = line.criterion.choice == "many"
        gain += sum(points) if many else max(0, max(points) - line.points)
    return gain
