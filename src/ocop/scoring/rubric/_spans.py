"""The groups or parts of a rubric, and what a sheet scores in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import getitem, itemgetter, sub

import attrs

from ocop.brief import Brief
from ocop.scoring.rubric.score import Score

__all__ = ["Spans", "spans_of"]


class _Scores(dict[int, Score]):
    """Points → the score out of a maximum, made once."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum

    def __missing__(self, points: int) -> Score:
        score = self[points] = Score(points, self.maximum)
        return score


@attrs.frozen(eq=False, repr=False)
class Spans(Brief):
    """The groups or parts of a rubric, and how their criteria follow each other.

    Attributes:
        names: Numbers of the groups, or ids of the parts.
        shared: The scores of each, by its points.
        edges: What gives the points at their edges, of the points before each criterion and after
            the last.
    """

    names: tuple[str, ...]
    shared: tuple[_Scores, ...]
    edges: Callable[[Sequence[int]], tuple[int, ...]]

    def scores(self, running: Sequence[int]) -> dict[str, Score]:
        """Name → score, by the points before each criterion and after the last."""
        edges = self.edges(running)
        scores = map(getitem, self.shared, map(sub, edges[1:], edges))
        return dict(zip(self.names, scores, strict=True))


def spans_of(rows: Iterable[tuple[str, int, int]]) -> Spans:
    """The spans of groups or parts.

    Args:
        rows: The name, the maximum and the number of criteria of each, in order.
    """
    names, maxima, sizes = zip(*rows, strict=True)
    return Spans(names, tuple(map(_Scores, maxima)), itemgetter(0, *accumulate(sizes)))
