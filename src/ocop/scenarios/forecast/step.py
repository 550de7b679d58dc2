"""Steps: what is to be expected on one day of a forecast, exactly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from ocop.brief import Brief
from ocop.frozen_map import FrozenMap

__all__ = ["ForecastStep"]


@attrs.frozen(kw_only=True, repr=False)
class ForecastStep(Brief):
    """What is to be expected on a day, and since the step before.

    What is in force is what was at the step before, plus ``new`` and ``renewed``, less ``lapsing``
    and ``withdrawn``: exactly, at every step. On the first day nothing has happened yet.

    Attributes:
        on: The day.
        by_stars: Stars → how many products are in force.
        new: Stars → how many came new since the step before.
        renewed: New stars → how many were recognised again.
        lapsing: Stars → how many certificates came to their end, recognised again or not.
        upgraded: New stars → how many were upgraded.
        withdrawn: Stars → how many were withdrawn.
        values: Target → what its measure comes to where every number in it is what is expected of
            that: of a share the expected part of the expected whole; None where it is not forecast.
        in_force: How many products are in force.
    """

    on: date
    by_stars: FrozenMap[int, Fraction]
    new: FrozenMap[int, Fraction]
    renewed: FrozenMap[int, Fraction]
    lapsing: FrozenMap[int, Fraction]
    upgraded: FrozenMap[int, Fraction]
    withdrawn: FrozenMap[int, Fraction]
    values: FrozenMap[str, Fraction | None]

    @property
    def in_force(self) -> Fraction:
        """How many products are in force."""
        return sum(self.by_stars.values(), Fraction())
