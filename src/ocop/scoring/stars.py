"""The one rule of stars: the band of the total, and what the star minima leave of it.

Stars are the lower of the band of the total and the lowest cap; an exclusion leaves none. Single
sheets, drafts, advice and councils all ask here.

Reference: 26/2026/QĐ-TTg, Art. 3.3 and the footnote of Appendix II.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs

from ocop import exact
from ocop.law.citation import Cited
from ocop.law.reading import Readings
from ocop.law.regime import Band
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.text import Label

__all__ = [
    "MARKED",
    "MissedMinimum",
    "capping",
    "minima",
    "missed",
    "missed_minima",
    "stars_left",
    "stars_of",
    "unranked_totals",
    "withheld_by",
]

#: The ranks that a table can mark; the format of asterisks, not a threshold of law.
MARKED = (1, 2, 3, 4, 5)


@attrs.frozen(kw_only=True, repr=False)
class MissedMinimum(Cited):
    """A star minimum (dấu sao) that the sheet does not reach.

    Attributes:
        criterion: The number of the criterion.
        criterion_id: Its id, the same across sets and decisions.
        option: The option held; 0 for none of them.
        needs_option: The least option for that many stars.
        stars: The rank that it withholds.
        reference: The source in law.
    """

    criterion: str
    criterion_id: str
    option: int
    needs_option: int
    stars: int
    reference: str

    def text(self, lang: str = "vi") -> str:
        """The minimum in words.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        words = Label("{}: mức {}, {}★ cần mức {}", "{}: option {}, {}★ needs {}")
        return words(lang).format(self.criterion, self.option, self.stars, self.needs_option)

    def __str__(self) -> str:
        return self.text("en")


def stars_of(bands: Iterable[Band], total: int | exact.Fraction, readings: Readings) -> int | None:
    """The rank that a total reaches, before any minimum.

    Args:
        bands: The ranks by total, highest first; the lowest begins at 0.
        total: Exact, from 0 to full marks.
        readings: How a total between two bands printed in whole numbers is read.
    """
    band = next(filter(lambda band: total >= band.least, bands))
    unprinted = band.printed_to is not None and total > band.printed_to
    return None if unprinted and readings.between_bands == "no-rank" else band.stars


def unranked_totals(bands: Iterable[Band], readings: Readings, most: int) -> tuple[range, ...]:
    """The whole totals that reach no rank though lower ones do, run by run, highest first.

    Args:
        bands: As for :func:`stars_of`.
        readings: How a total between two bands printed in whole numbers is read.
        most: The highest total.
    """
    if readings.between_bands != "no-rank":
        return ()
    runs, above = [], most + 1
    for band in bands:
        if band.printed_to is not None:
            runs.append(range(band.printed_to + 1, above))
        above = band.least
    return tuple(run for run in runs if run)


def minima(criterion: Criterion, readings: Readings) -> tuple[tuple[int, Option], ...]:
    """The criterion's star minima: pairs of stars and the least option for them."""
    pairs = [(option.min_star, option) for option in criterion.options if option.min_star]
    if criterion.heading_star is not None:
        top = readings.heading_minimum == "highest-level"
        pairs.append((criterion.heading_star, criterion.options[-1 if top else 0]))
    return tuple(pairs)


def missed(
    criterion: Criterion, held: tuple[Option, ...], readings: Readings
) -> tuple[tuple[int, Option], ...]:
    """The minima of a criterion that the held options do not reach."""

    def reached(mark: Option) -> bool:
        if criterion.choice == "many":
            return mark in held
        # a mark binds within its own case; one on no case binds every product
        return any(
            option.no >= mark.no or (mark.branch is not None and option.branch != mark.branch)
            for option in held
        )

    return tuple((star, mark) for star, mark in minima(criterion, readings) if not reached(mark))


def missed_minima(
    criterion: Criterion, held: tuple[Option, ...], readings: Readings
) -> tuple[MissedMinimum, ...]:
    """As :func:`missed`, each with what a reader needs of it."""
    return tuple(
        MissedMinimum(
            criterion=criterion.no,
            criterion_id=criterion.id,
            option=held[-1].no if held else 0,
            needs_option=mark.no,
            stars=star,
            reference=criterion.reference,
        )
        for star, mark in missed(criterion, held, readings)
    )


def withheld_by(stars: Collection[int], readings: Readings) -> frozenset[int]:
    """The ranks that missed minima of these stars withhold."""
    if stars and readings.star_minima == "cumulative":
        return frozenset(star for star in MARKED if star >= min(stars))
    return frozenset(stars)


def stars_left(by_points: int | None, withheld: Collection[int], readings: Readings) -> int | None:
    """What the withheld ranks leave of the rank reached by points; None for no rank."""
    if by_points is None or by_points not in withheld:
        return by_points
    if readings.missed_minimum == "refused":
        return None
    return max((stars for stars in range(1, by_points) if stars not in withheld), default=None)


def capping(
    missed: Iterable[MissedMinimum], by_points: int | None, stars: int | None, readings: Readings
) -> tuple[MissedMinimum, ...]:
    """The missed minima that withhold a rank which the points reach.

    Args:
        missed: Every minimum missed.
        by_points: The rank that the total reaches; None for no rank.
        stars: The rank that is left; None for no rank.
        readings: How the minima are read.
    """
    reach = by_points or 0
    kept = 0 if readings.star_minima == "cumulative" else stars or 0
    # tuple() of an iterator leaves some thousands of tuples of each length behind
    return (*(one for one in missed if kept < one.stars <= reach),)
