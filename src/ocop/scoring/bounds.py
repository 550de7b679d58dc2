"""Bounds: what a draft can still come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from ocop.checked import Checked
from ocop.law.regime import Note
from ocop.scoring._notes import exclusions_of, notes_of
from ocop.scoring._reach import Reach, State
from ocop.scoring.rubric._units import by_case, open_or_answered
from ocop.scoring.rubric.criterion import Doubt, Exclusion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.sheet import Draft
from ocop.scoring.stars import stars_left, stars_of, unranked_totals
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Bounds", "bounds", "bounds_over"]


@attrs.frozen(kw_only=True, repr=False)
class Bounds(Checked, Shown, Tidy):
    """The lowest and highest result that completing a draft can give; both can be reached.

    Attributes:
        draft: What was scored.
        lowest_total: Points, 0–100.
        highest_total: Points, 0–100.
        lowest_stars: 1–5; None where a completion may have no rank, as an excluded one has none.
        highest_stars: 1–5; None where none can have a rank.
        missing: Numbers of the criteria without an answer.
    """

    draft: Draft
    lowest_total: int
    highest_total: int
    lowest_stars: int | None
    highest_stars: int | None
    missing: tuple[str, ...]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not certain about the rubric's table, on which every completion rests."""
        return self.draft.rubric.doubts

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The facts that end the evaluation already, whatever is still answered."""
        return exclusions_of(self.draft)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the answers given would put on the card, see :attr:`Scorecard.notes`."""
        return notes_of(self.draft, self.exclusions)

    def text(self, lang: str = "vi") -> str:
        """The bounds in words, with notes and doubts.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        lines = [
            _WORDS["range"](lang).format(
                self.lowest_total,
                self.highest_total,
                self.lowest_stars or "–",
                self.highest_stars or "–",
                len(self.missing),
            )
        ]
        lines += [f"{_WORDS['note'](lang)}: {note.label(lang)}" for note in self.notes]
        lines += [f"{_WORDS['doubt'](lang)}: {doubt.label(lang)}" for doubt in self.doubts]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text("en")


_WORDS = {
    "range": Label(
        "{} đến {} điểm, {} đến {} sao; {} tiêu chí chưa chấm",
        "{} to {} points, {} to {} stars; {} criteria without an answer",
    ),
    "note": Label("lưu ý", "note"),
    "doubt": Label("chưa chắc chắn", "doubt"),
}


def _stars(rubric: Rubric, state: State) -> int:
    """The rank of a state, 0 for none."""
    total, ranks = state
    readings = rubric.rules.readings
    return stars_left(stars_of(rubric.bands, total, readings), ranks, readings) or 0


def _join(a: State, b: State) -> State:
    return a[0] + b[0], a[1] | b[1]


def _end(rubric: Rubric, reaches: list[Reach], *, best: bool) -> int:
    """The best or worst rank over all combinations of states."""
    reached: set[State] = {(0, frozenset())}
    readings = rubric.rules.readings
    unranked = unranked_totals(rubric.bands, readings, rubric.regime.full_marks)
    # more points or fewer withheld ranks never cost a star, unless a missed minimum refuses one, or
    # a whole total between two bands has none
    monotone = readings.missed_minimum == "falls" and not unranked
    for reach in reaches:
        extreme = (reach.best if best else reach.worst) if monotone else None
        ways = reach.states if extreme is None else {extreme}
        reached = {_join(state, way) for state in reached for way in ways}
    ranks = {_stars(rubric, state) for state in reached}
    return max(ranks) if best else min(ranks)


def _bounds(draft: Draft, allowed: Callable[[int], Iterable[int]]) -> Bounds:
    rubric = draft.rubric
    reaches = [
        rubric._reach(unit, tuple([tuple(allowed(i)) for i in unit]))
        for unit in rubric._tables.units
    ]
    excluded = bool(draft.exclusions) or not all(reach.states for reach in reaches)
    may_be_excluded = excluded or any(reach.may_be_excluded for reach in reaches)
    return Bounds(
        draft=draft,
        lowest_total=sum(reach.lowest for reach in reaches),
        highest_total=sum(reach.highest for reach in reaches),
        lowest_stars=None if may_be_excluded else _end(rubric, reaches, best=False) or None,
        highest_stars=None if excluded else _end(rubric, reaches, best=True) or None,
        missing=draft.missing,
    )


def bounds_over(draft: Draft, ways: Iterable[Callable[[int], Iterable[int]]]) -> Bounds:
    """The lowest and highest that any of the ways to fill a sheet can come to.

    Args:
        draft: What the bounds are said to be of.
        ways: Each as for :func:`ocop.scoring.rubric._units.alternatives`; one or more.
    """
    found = [_bounds(draft, way) for way in ways]
    return Bounds(
        draft=draft,
        lowest_total=min(each.lowest_total for each in found),
        highest_total=max(each.highest_total for each in found),
        lowest_stars=min(each.lowest_stars or 0 for each in found) or None,
        highest_stars=max(each.highest_stars or 0 for each in found) or None,
        missing=draft.missing,
    )


def bounds(draft: Draft) -> Bounds:
    """The lowest and highest total and stars that a draft can still come to."""
    rubric = draft.rubric
    allowed = open_or_answered(rubric, draft._held)
    return bounds_over(draft, by_case(rubric, rubric._tables.one_case, allowed))
