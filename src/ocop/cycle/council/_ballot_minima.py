"""Star minima held against a council's ballots, by each reading of ``ballot_minima``.

Reference: 26/2026/QĐ-TTg, Art. 3.3 and the footnote of Appendix II, which say nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ocop.law.reading import Readings
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.line import Line
from ocop.scoring.stars import MissedMinimum, missed_minima

__all__ = ["Vote", "missed_by_ballots", "most_held"]

Held = tuple[Option, ...]
#: What is held in a criterion, and how many members hold it; each stands once.
Vote = tuple[Line, int]


def most_held(votes: Sequence[Vote]) -> Held:
    """The options that most members hold, ties to the lower: a plurality.

    Of a checklist the lines that more than half of them tick.
    """
    criterion = votes[0][0].criterion
    if criterion.choice == "many":
        voters = _count(votes)
        return tuple(
            option
            for option in criterion.options
            if 2 * _count(vote for vote in votes if option in vote[0].held) > voters
        )
    most = max(count for _, count in votes)
    held = (line.held for line, count in votes if count == most)
    return min(held, key=lambda options: options[0].no if options else 0)


def missed_by_ballots(
    votes: Sequence[Vote], readings: Readings, reading: str
) -> list[MissedMinimum]:
    """The minima of a criterion that the ballots miss by a reading.

    Args:
        votes: What the members hold of the criterion.
        readings: Those that the sheets are scored by.
        reading: A reading of ``ballot_minima``.
    """
    criterion = votes[0][0].criterion
    if len(votes) == 1:
        return list(votes[0][0].missed)
    if reading == "every-member":
        return _missed_by_any(votes)
    most = most_held(votes)
    if reading == "most-members":
        return list(missed_minima(criterion, most, readings))
    by_ballots = []
    for missed in missed_minima(criterion, (), readings):
        mark = criterion.option(missed.needs_option)
        bound = _bound_by(criterion, mark, most, votes)
        if reading == "majority":
            met = _count(vote for vote in bound if not _misses(vote[0], missed))
            misses = bool(bound) and 2 * met <= _count(bound)
        elif criterion.choice == "many":
            misses = any(mark not in line.held for line, _ in bound)
        else:
            points = sum(line.points * count for line, count in bound)
            misses = points < mark.points * _count(bound)
        if misses:
            by_ballots.append(attrs.evolve(missed, option=most[-1].no if most else 0))
    return by_ballots


def _count(votes: Iterable[Vote]) -> int:
    return sum(count for _, count in votes)


def _bound_by(criterion: Criterion, mark: Option, most: Held, votes: Sequence[Vote]) -> list[Vote]:
    """The votes that a mark binds.

    A mark of one case binds only those who judge by it, and none those who say that the law does
    not ask the criterion of the product; where most members are not bound, nobody is.
    """

    def binds(options: Held) -> bool:
        if not options:
            return True
        other_case = mark.branch is not None and options[0].branch != mark.branch
        return not other_case and options[0] != criterion.not_required

    return [vote for vote in votes if binds(vote[0].held)] if binds(most) else []


def _misses(line: Line, mark: MissedMinimum) -> bool:
    return any(
        (missed.stars, missed.needs_option) == (mark.stars, mark.needs_option)
        for missed in line.missed
    )


def _missed_by_any(votes: Sequence[Vote]) -> list[MissedMinimum]:
    lowest: dict[tuple[int, int], MissedMinimum] = {}
    for line, _ in sorted(votes, key=lambda vote: [option.no for option in vote[0].held]):
        for missed in line.missed:
            lowest.setdefault((missed.stars, missed.needs_option), missed)
    return [lowest[key] for key in sorted(lowest)]
