"""Drivers: which assumption moves a target most, each changed by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ocop.brief import Brief
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast._steps import expected_on_its_day

if TYPE_CHECKING:
    from ocop.scenarios.forecast.forecast import Forecast

__all__ = ["Driver", "drivers_of"]


@attrs.frozen(kw_only=True, repr=False)
class Driver(Brief):
    """What one assumption, lower or higher, does to a target on its day; all others stay.

    Attributes:
        field: The assumption.
        lower: What is to be expected with less of it.
        higher: What is to be expected with more of it.
        chance_lower: The chance with less of it; None where it is not known.
        chance_higher: The chance with more of it; None where it is not known.
        swing: How far apart the two expectations are.
    """

    field: str
    lower: Fraction
    higher: Fraction
    chance_lower: float | None
    chance_higher: float | None

    @property
    def swing(self) -> Fraction:
        """How far apart the two expectations are."""
        return abs(self.higher - self.lower)


def drivers_of(forecast: Forecast, target: str, step: Fraction) -> Iterator[Driver]:
    """What each assumption does, see :meth:`ocop.scenarios.Forecast.drivers`."""
    only = attrs.evolve(
        forecast, plan=attrs.evolve(forecast.plan, targets=(forecast.plan.target(target),))
    )
    for field, change in _CHANGES.items():
        if not getattr(forecast.assumptions, field):
            continue
        ends = []
        for sign in (-1, 1):
            suppose = change(forecast.assumptions, field, sign * step)
            changed = attrs.evolve(only, assumptions=suppose)
            value = expected_on_its_day(changed._scene, changed._scene.held[0])
            if value is None:
                break
            ends.append((value, changed.chance(target).value))
        else:
            (lower, chance_lower), (higher, chance_higher) = ends
            yield Driver(
                field=field,
                lower=lower,
                higher=higher,
                chance_lower=chance_lower,
                chance_higher=chance_higher,
            )


def _moved(rate: Fraction, by: Fraction) -> Fraction:
    return min(Fraction(1), max(Fraction(), rate + by))


def _rates(suppose: Assumptions, field: str, by: Fraction) -> Assumptions:
    table = getattr(suppose, field)
    own: dict[str, Any] = {field: {key: _moved(rate, by) for key, rate in table.items()}}
    return attrs.evolve(suppose, **own)


def _one_rate(suppose: Assumptions, field: str, by: Fraction) -> Assumptions:
    own: dict[str, Any] = {field: _moved(getattr(suppose, field), by)}
    return attrs.evolve(suppose, **own)


def _numbers(suppose: Assumptions, field: str, by: Fraction) -> Assumptions:
    table = getattr(suppose, field)
    own: dict[str, Any] = {field: {key: number * (1 + by) for key, number in table.items()}}
    return attrs.evolve(suppose, **own)


def _months(suppose: Assumptions, field: str, by: Fraction) -> Assumptions:
    months: dict[int, Fraction] = {}
    for delay, share in suppose.delay.items():
        later = max(0, delay + (1 if by > 0 else -1))
        months[later] = months.get(later, Fraction()) + share
    own: dict[str, Any] = {field: months}
    return attrs.evolve(suppose, **own)


_CHANGES: dict[str, Callable[[Assumptions, str, Fraction], Assumptions]] = {
    "renewal": _rates,
    "delay": _months,
    "upgrade": _rates,
    "withdrawal": _rates,
    "new_per_month": _numbers,
    "new_per_round": _numbers,
    "new_entities": _one_rate,
}
