"""What it would take: the least of one assumption, or of newcomers by stars, for a target."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ocop.brief import Brief
from ocop.frozen_map import FrozenMap
from ocop.targets.plan.needed import LeftOut
from ocop.text import Label

__all__ = ["LeastNewcomers", "LeastOf"]


@attrs.frozen(kw_only=True, repr=False)
class LeastOf(Brief):
    """The least of one assumption with which a target is met on its day.

    Attributes:
        target: The id of the target.
        vary: The assumption: ``"new_per_month"``, ``"new_per_round"``, ``"renewal"`` or
            ``"upgrade"``.
        value: The least: a number of newcomers of all ranks, or a rate of every rank; None where
            none does.
        chance: With which chance it is to be met; None where it is to be what is expected.
        step: What the value is a multiple of, one step less not being enough; None where the value
            itself is exact.
        reached: The chance with it, or what the target is expected to come to; None where there is
            no value.
        reason: Why there is no value; None where there is one.
    """

    target: str
    vary: str
    value: Fraction | None
    chance: Fraction | None = None
    step: Fraction | None = None
    reached: Fraction | float | None = None
    reason: Label | None = None


@attrs.frozen(kw_only=True, repr=False)
class LeastNewcomers(Brief):
    """The fewest newcomers with which all counts and shares are expected to be met at once.

    Of several ways with as few, the one with the fewest at 5★, then at 4★.

    Attributes:
        vary: ``"new_per_month"`` or ``"new_per_round"``.
        by_stars: Stars → how many a month or round; empty where there is no answer.
        step: What each number is a multiple of.
        targets: The ids of the targets that were held together.
        left_out: The targets that were not.
        reason: Why there is no answer; None where there is one.
    """

    vary: str
    by_stars: FrozenMap[int, Fraction]
    step: Fraction
    targets: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()
    reason: Label | None = None

    @property
    def total(self) -> Fraction | None:
        """How many newcomers of all ranks; None where there is no answer."""
        return None if self.reason is not None else sum(self.by_stars.values(), Fraction())
