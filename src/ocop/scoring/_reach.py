"""What a unit of a rubric can come to, told once for what may be held in it, not once a draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import attrs

from ocop.scoring.rubric._units import alternatives
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.tables import mask_of, points_of

__all__ = ["Reach", "State", "reach_of"]

#: Points and withheld ranks: what two ways to fill a unit can differ in.
State = tuple[int, frozenset[int]]
#: Units with what may be held in them that are kept of a rubric.
_MOST = 1024


@attrs.frozen
class Reach:
    """What a unit can come to.

    Attributes:
        lowest: The fewest points.
        highest: The most.
        states: What it can come to where it excludes nothing; empty where it always does.
        best: The state that is at least as good as every other; None where there is none.
        worst: The one that is at least as bad.
        may_be_excluded: Whether a way to fill it ends the evaluation.
    """

    lowest: int
    highest: int
    states: frozenset[State]
    best: State | None
    worst: State | None
    may_be_excluded: bool


def reach_of(rubric: Rubric) -> Callable[[tuple[int, ...], tuple[tuple[int, ...], ...]], Reach]:
    """What the units of a rubric can come to, by the unit and what may be held in its criteria."""
    return lru_cache(_MOST)(partial(_reach, rubric))


def _reach(rubric: Rubric, unit: tuple[int, ...], options: tuple[tuple[int, ...], ...]) -> Reach:
    allowed = dict(zip(unit, options, strict=True))
    ways = list(alternatives(rubric, unit, allowed.__getitem__))
    points = [points_of(way.word) for way in ways]
    states = frozenset((points_of(a.word), mask_of(a.word)) for a in ways if not a.excluded)
    return Reach(
        lowest=min(points),
        highest=max(points),
        states=states,
        best=_extreme(states, best=True) if states else None,
        worst=_extreme(states, best=False) if states else None,
        may_be_excluded=any(way.excluded for way in ways),
    )


def _extreme(states: frozenset[State], *, best: bool) -> State | None:
    """The state that is at least as good (or bad) as every other; None where there is none."""
    pick = max if best else min
    points = pick(points for points, _ in states)
    joined = [ranks for _, ranks in states]
    ranks = frozenset.intersection(*joined) if best else frozenset.union(*joined)
    return (points, ranks) if (points, ranks) in states else None
