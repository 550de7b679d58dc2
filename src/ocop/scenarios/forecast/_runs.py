"""What runs come to: of each target how often it is met, and how its value lies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, sqrt
from typing import Any

from ocop.scenarios.forecast._drawn import Asked, drawn, numpy_or_fault
from ocop.scenarios.forecast._held import Held
from ocop.scenarios.forecast._outcome import TooMany
from ocop.scenarios.forecast._scene import Scene
from ocop.targets.snapshot.figure import Number

__all__ = ["half_width", "met_in_runs", "spread_in_runs"]

#: Standard deviations of an interval of 95 %.
_WIDE = 1.959963984540054


def half_width(times: int, runs: int) -> float:
    """How far a chance found in runs may lie from the true one, with 95 % (Wilson's interval)."""
    share, z = times / runs, _WIDE
    middle = (share + z * z / (2 * runs)) / (1 + z * z / runs)
    wide = z * sqrt(share * (1 - share) / runs + z * z / (4 * runs * runs)) / (1 + z * z / runs)
    return max(abs(middle + wide - share), abs(share - middle + wide))


def met_in_runs(scene: Scene, held: Sequence[Held], **how: Any) -> dict[str, Any]:  # noqa: ANN401
    """Target → whether it is met on its day, in every run; all of them in the same runs."""
    asked = [Asked(counted, own.step) for own in held for counted in own.counted]
    sums = drawn(scene, asked, **how)
    met, place = {}, 0
    for own in held:
        met[own.target.id] = _met(own, sums[:, place : place + len(own.counted)])
        place += len(own.counted)
    return met


def _met(own: Held, numbers: Any) -> Any:  # noqa: ANN401 - arrays
    if own.kind == "share":
        part, whole = numbers[:, 0], numbers[:, 1]
        met = whole > 0
        every = range(int(whole.max()) + 1)
        low, high = own.target.at_least, own.top
        if low is not None:
            bound = Fraction(low)
            least = [int(bound * n) + 1 if own.target.over else ceil(bound * n) for n in every]
            met &= part >= _looked_up(least, whole)
        if high is not None:
            met &= part <= _looked_up([int(Fraction(high) * n) for n in every], whole)
        return met
    value = numbers[:, 0]
    if own.kind == "cover":
        value = (numbers >= own.enough).sum(axis=1)
    least_of_all, most = own.limits
    met = value >= 0
    if least_of_all is not None:
        met &= value >= least_of_all
    if most is not None:
        met &= value <= most
    return met


def _looked_up(table: list[int], places: Any) -> Any:  # noqa: ANN401 - arrays
    return numpy_or_fault().array(table)[places]


def spread_in_runs(
    scene: Scene,
    own: Held,
    steps: Sequence[int],
    shares: Sequence[int],
    **how: Any,  # noqa: ANN401 - as drawn has it
) -> list[tuple[Number | None, ...]]:
    """How the value of a target lies at each of some steps."""
    size = len(own.counted)
    asked = [Asked(counted, step) for step in steps for counted in own.counted]
    try:
        sums = drawn(scene, asked, **how)
        tables = [sums[:, n * size : n * size + size] for n in range(len(steps))]
    except TooMany:  # one step after the other
        tables = [drawn(scene, asked[n * size : n * size + size], **how) for n in range(len(steps))]
    return [_quantiles(own, table, shares) for table in tables]


def _quantiles(own: Held, numbers: Any, shares: Sequence[int]) -> tuple[Number | None, ...]:  # noqa: ANN401
    runs = len(numbers)
    if own.kind == "share":
        order = ((numbers[:, 0] + 0.0) / numbers[:, 1].clip(1)).argsort(kind="stable")
    elif own.kind == "cover":
        order = (numbers >= own.enough).sum(axis=1).argsort(kind="stable")
    else:
        order = numbers[:, 0].argsort(kind="stable")
    places = [max(0, ceil(Fraction(share * runs, 100)) - 1) for share in shares]
    return tuple(own.value([int(n) for n in numbers[order[place]]]) for place in places)
