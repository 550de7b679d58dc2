"""The fewest newcomers by stars for all counts and shares at once, in expectation.

What is expected of every count is linear in the newcomers of each rank, so that the bounds are
linear too: a search over whole numbers of steps, exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ocop.frozen_map import FrozenMap
from ocop.scenarios.forecast._held import Held
from ocop.scenarios.forecast._scene import Scene
from ocop.scenarios.forecast.least import LeastNewcomers
from ocop.targets.plan._integers import Bound, TooMuchWork, least
from ocop.targets.plan.needed import LeftOut, bound_of
from ocop.targets.where import STARS
from ocop.text import Label

if TYPE_CHECKING:
    from ocop.scenarios.forecast.forecast import Forecast

__all__ = ["least_newcomers"]


def least_newcomers(forecast: Forecast, step: Fraction) -> LeastNewcomers:
    """The fewest newcomers, see :meth:`ocop.scenarios.Forecast.needed_jointly`."""
    vary = "new_per_round" if forecast.assumptions.new_per_round else "new_per_month"
    none = _with(forecast, vary, {})
    ones = [_with(forecast, vary, {stars: Fraction(1)}) for stars in STARS]
    bounds: list[Bound] = []
    ids, out = [], []
    for n, own in enumerate(ones[0].held):
        reason = own.reason or (_COVER if own.kind == "cover" else None)
        if reason is not None:
            out.append(LeftOut(target=own.target.id, reason=reason))
            continue
        ids.append(own.target.id)
        bounds += _bounds((none, none.held[n]), [(one, one.held[n]) for one in ones], step)
    blank = LeastNewcomers(
        vary=vary, by_stars=FrozenMap(), step=step, targets=tuple(ids), left_out=tuple(out)
    )
    if not ids:
        return attrs.evolve(blank, reason=_NO_TARGETS)
    try:
        numbers = _fewest(bounds)
    except TooMuchWork:
        return attrs.evolve(blank, reason=_TOO_MUCH)
    if numbers is None:
        return attrs.evolve(blank, reason=_UNMET)
    pairs = zip(STARS, numbers, strict=True)
    return attrs.evolve(blank, by_stars=FrozenMap((stars, n * step) for stars, n in pairs))


def _with(forecast: Forecast, vary: str, numbers: dict[int, Fraction]) -> Scene:
    """The scene with other newcomers, each of its rank."""
    own: dict[str, Any] = {vary: numbers, "new_totals": {}}
    return attrs.evolve(forecast, assumptions=attrs.evolve(forecast.assumptions, **own))._scene


def _bounds(
    without: tuple[Scene, Held], ones: list[tuple[Scene, Held]], step: Fraction
) -> Iterator[Bound]:
    """What the newcomers have to keep for one target, each scene having steps of its own."""
    scene, own = without
    start = [scene.number(counted, own.step) for counted in own.counted]
    adds = [
        [
            (scene.number(counted, held.step) - before) * step
            for counted, before in zip(held.counted, start, strict=True)
        ]
        for scene, held in ones
    ]
    low, high = own.target.at_least, own.top
    if own.kind == "share":
        part, whole = start
        if low is not None:
            bound = Fraction(low)
            terms = [a - bound * b for a, b in adds]
            yield bound_of(terms, bound * whole - part, over=own.target.over)
        if high is not None:
            bound = Fraction(high)
            yield bound_of([bound * b - a for a, b in adds], part - bound * whole)
        return
    terms = [more for (more,) in adds]
    if low is not None:
        yield bound_of(terms, Fraction(low) + own.since - start[0], over=own.target.over)
    if high is not None:
        yield bound_of([-term for term in terms], start[0] - own.since - Fraction(high))


def _fewest(bounds: list[Bound]) -> tuple[int, ...] | None:
    """The fewest; of as few the fewest at 5★, then at 4★, as far as that is found."""
    rows, numbers = list(bounds), None
    for weights in ([1] * len(STARS), *([int(s == top) for s in STARS] for top in (5, 4))):
        try:
            fewer = least(weights, rows)
        except TooMuchWork:
            if numbers is None:
                raise
            break
        if fewer is None:
            return None
        numbers = fewer
        total = sum(w * n for w, n in zip(weights, numbers, strict=True))
        rows.append(Bound(tuple(-w for w in weights), -total))
    return numbers


_COVER = Label("độ phủ địa bàn không tính được ở đây", "covers of places are not held here")
_NO_TARGETS = Label("không có chỉ tiêu nào tính được", "there is no target to hold")
_UNMET = Label(
    "chỉ thêm sản phẩm mới thì không thể đạt cùng lúc", "no newcomers alone meet them together"
)
_TOO_MUCH = Label(
    "chưa tính được trong giới hạn tính toán", "not found within the bounds of the search"
)
