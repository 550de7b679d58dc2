"""Chances: how likely a target is met, how that was reckoned, and how far it may be off."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from ocop.brief import Brief
from ocop.targets.snapshot.figure import Number
from ocop.text import Label

__all__ = ["Chance", "Fan"]


@attrs.frozen(kw_only=True, repr=False)
class Chance(Brief):
    """How likely it is that a target is met on its day, or all targets on theirs.

    Attributes:
        target: The id of the target; None for all that are forecast together.
        value: From 0 to 1; None where it is not known.
        way: ``"exact"``, reckoned from the laws themselves, or ``"simulated"``.
        error: How far the value may be off: of an exact one the rounding; of a simulated one half
            the width of its interval of 95 %.
        runs: How many runs were simulated; 0 where it is exact.
        left_out: Of all targets those that are not forecast, by id.
        reason: Why the value is not known; None where it is.
    """

    target: str | None
    value: float | None
    way: Literal["exact", "simulated"]
    error: float = 0.0
    runs: int = 0
    left_out: tuple[str, ...] = ()
    reason: Label | None = None


@attrs.frozen(kw_only=True, repr=False)
class Fan(Brief):
    """How the value of a target may lie at a step.

    Attributes:
        on: The day of the step.
        shares: Percentages, such as 5 and 95.
        values: For each the least value that is not passed with that chance; None where there is
            no value, as of a share of nothing.
    """

    on: date
    shares: tuple[int, ...]
    values: tuple[Number | None, ...]
