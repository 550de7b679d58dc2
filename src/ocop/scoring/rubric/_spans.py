"""The groups or parts of a rubric, and what a sheet scores in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter, sub

import attrs

from ocop.brief import Brief
from ocop.scoring.rubric.score import Score

__all__ = ["Spans", "spans_of"]

#: A score is two numbers: over all rubrics some hundreds differ.
_shared = lru_cache(maxsize=4096)(Score)


@attrs.frozen(eq=False, repr=False)
class Spans(Brief):
    """The groups or parts of a rubric, and how their criteria follow each other.

    Attributes:
        names: Numbers of the groups, or ids of the parts.
        maxima: The points to be had in each.
        edges: What gives the points at their edges, of the points before each criterion and after
            the last.
    """

    names: tuple[str, ...]
    maxima: tuple[int, ...]
    edges: Callable[[Sequence[int]], tuple[int, ...]]

    def scores(self, running: Sequence[int]) -> dict[str, Score]:
        """Name → score, by the points before each criterion and after the last."""
        edges = self.edges(running)
        scores = map(_shared, map(sub, edges[1:], edges), self.maxima)
        return dict(zip(self.names, scores, strict=True))


def spans_of(rows: Iterable[tuple[str, int, int]]) -> Spans:
    """The spans of groups or parts.

    Args:
        rows: The name, the maximum and the number of criteria of each, in order.
    """
    names, maxima, sizes = zip(*rows, strict=True)
    return Spans(names, maxima, itemgetter(0, *accumulate(sizes)))
