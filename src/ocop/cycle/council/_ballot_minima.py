"""Star minima held against a council's ballots, by each reading of ``ballot_minima``.

Reference: 26/2026/QĐ-TTg, Art. 3.3 and the footnote of Appendix II, which say nothing of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MissedMinimum, missed_minima

__all__ = ["missed_by_ballots", "most_held"]

Held = tuple["Option", ...]


def most_held(criterion: Criterion, held: Sequence[Held]) -> Held:
    """The options that most members hold, ties to the lower: a plurality.

    Of a checklist the lines that more than half of them tick.
    """
    if criterion.choice == "many":
        ticks = Counter(option for options in held for option in options)
        return tuple(option for option in criterion.options if 2 * ticks[option] > len(held))
    votes = Counter(held)
    most = max(votes.values())
    return min((o for o in votes if votes[o] == most), key=lambda o: o[0].no if o else 0)


def missed_by_ballots(
    rubric: Rubric, criterion: Criterion, held: Sequence[Held], reading: str
) -> list[MissedMinimum]:
    """The minima of a criterion that the ballots miss by a reading.

    Args:
        rubric: The rubric.
        criterion: One of its criteria.
        held: What each member holds of it.
        reading: A reading of ``ballot_minima``.
    """
    different = set(held)
    if reading == "most-members" or len(different) == 1:
        return list(missed_minima(criterion, most_held(criterion, held), rubric.rules.readings))
    if reading == "every-member":
        return _missed_by_any(rubric, criterion, different)
    most = most_held(criterion, held)
    by_ballots = []
    for missed in missed_minima(criterion, (), rubric.rules.readings):
        mark = criterion.option(missed.needs_option)
        bound = _bound_by(criterion, mark, most, held)
        if reading == "majority":
            met = sum(not _misses(rubric, criterion, held[n], missed) for n in bound)
            misses = bool(bound) and 2 * met <= len(bound)
        elif criterion.choice == "many":
            misses = sum(mark in held[n] for n in bound) < len(bound)
        else:
            points = sum(option.points for n in bound for option in held[n])
            misses = points < mark.points * len(bound)
        if misses:
            by_ballots.append(attrs.evolve(missed, option=most[-1].no if most else 0))
    return by_ballots


def _bound_by(criterion: Criterion, mark: Option, most: Held, held: Sequence[Held]) -> list[int]:
    """The members whom a mark binds.

    A mark of one case binds only those who judge by it, and none those who say that the law does
    not ask the criterion of the product; where most members are not bound, nobody is.
    """

    def binds(options: Held) -> bool:
        if not options:
            return True
        other_case = mark.branch is not None and options[0].branch != mark.branch
        return not other_case and options[0] != criterion.not_required

    return [n for n, options in enumerate(held) if binds(options)] if binds(most) else []


def _misses(rubric: Rubric, criterion: Criterion, held: Held, mark: MissedMinimum) -> bool:
    return any(
        (missed.stars, missed.needs_option) == (mark.stars, mark.needs_option)
        for missed in missed_minima(criterion, held, rubric.rules.readings)
    )


def _missed_by_any(
    rubric: Rubric, criterion: Criterion, different: set[Held]
) -> list[MissedMinimum]:
    lowest: dict[tuple[int, int], MissedMinimum] = {}
    for options in sorted(different, key=lambda held: [option.no for option in held]):
        for missed in missed_minima(criterion, options, rubric.rules.readings):
            lowest.setdefault((missed.stars, missed.needs_option), missed)
    return [lowest[key] for key in sorted(lowest)]
