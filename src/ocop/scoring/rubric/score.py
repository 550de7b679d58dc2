"""Scores of the groups and parts of a rubric: points out of the points to be had."""

from __future__ import annotations

import attrs

from ocop.checked import Checked

__all__ = ["Score"]


@attrs.frozen(repr=False)
class Score(Checked):
    """Points earned out of the points to be had."""

    points: int
    maximum: int

    def __str__(self) -> str:
        return f"{self.points}/{self.maximum}"
