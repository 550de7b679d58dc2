"""The search for the least of one assumption: exact where it is linear, by halving elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import attrs

from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast._held import Held
from ocop.scenarios.forecast._steps import expected_on_its_day
from ocop.scenarios.forecast.least import LeastOf
from ocop.targets.plan.bound import holds
from ocop.targets.where import STARS
from ocop.text import Label

if TYPE_CHECKING:
    from ocop.scenarios.forecast.forecast import Forecast

__all__ = ["LEVERS", "MOST_NEWCOMERS", "least_of"]

#: Newcomers a month, or a round, beyond which none is looked for.
MOST_NEWCOMERS = 10_000
_TENTH, _HUNDREDTH = Fraction(1, 10), Fraction(1, 100)


def _newcomers(field: str) -> Callable[[Assumptions, Fraction], Assumptions]:
    def changed(suppose: Assumptions, number: Fraction) -> Assumptions:
        """So many newcomers, their ranks as they are supposed, or all at 3★."""
        mix: Mapping[int, Fraction] = suppose.new_per_month or suppose.new_per_round
        whole = sum(mix.values(), Fraction())
        shares = {stars: part / whole for stars, part in mix.items()} if whole else {3: Fraction(1)}
        numbers = {stars: number * share for stars, share in shares.items()}
        none: dict[str, Any] = {"new_per_month": {}, "new_per_round": {}}
        return attrs.evolve(suppose, **{**none, field: numbers})

    return changed


def _rate(field: str, ranks: tuple[int, ...]) -> Callable[[Assumptions, Fraction], Assumptions]:
    def changed(suppose: Assumptions, rate: Fraction) -> Assumptions:
        """One rate for every rank."""
        own: dict[str, Any] = {field: dict.fromkeys(ranks, rate)}
        return attrs.evolve(suppose, **own)

    return changed


#: Assumption → how it is changed, the step of its search, and its most; None for no bound.
LEVERS: dict[
    str, tuple[Callable[[Assumptions, Fraction], Assumptions], Fraction, Fraction | None]
] = {
    "new_per_month": (_newcomers("new_per_month"), _TENTH, None),
    "new_per_round": (_newcomers("new_per_round"), _TENTH, None),
    "renewal": (_rate("renewal", STARS), _HUNDREDTH, Fraction(1)),
    "upgrade": (_rate("upgrade", STARS[:-1]), _HUNDREDTH, Fraction(1)),
}


def least_of(
    forecast: Forecast, target: str, vary: str, chance: Fraction | None, step: Fraction | None
) -> LeastOf:
    """The least of an assumption, see :meth:`ocop.scenarios.Forecast.needed`."""
    search = _Search(forecast, target, vary, chance, step)
    return search.linear() or search.halved()


class _Search:
    def __init__(
        self,
        forecast: Forecast,
        target: str,
        vary: str,
        chance: Fraction | None,
        step: Fraction | None,
    ) -> None:
        plan = forecast.plan
        only = attrs.evolve(plan, targets=(plan.target(target),))
        self.forecast = attrs.evolve(forecast, plan=only)
        self.target, self.vary, self.chance = target, vary, chance
        self.change, usual, self.most = LEVERS[vary]
        self.given, self.step = step, step or usual
        self._tried: dict[Fraction, Forecast] = {}

    def with_(self, value: Fraction) -> Forecast:
        """The forecast with another value of the assumption."""
        if value not in self._tried:
            suppose = self.change(self.forecast.assumptions, value)
            self._tried[value] = attrs.evolve(self.forecast, assumptions=suppose)
        return self._tried[value]

    def held(self, value: Fraction) -> Held:
        (own,) = self.with_(value)._scene.held
        return own

    def reached(self, value: Fraction) -> Fraction | float | None:
        """The chance with a value, or what is expected; None where that is not known."""
        if self.chance is not None:
            return self.with_(value).chance(self.target).value
        own = self.held(value)
        return expected_on_its_day(self.with_(value)._scene, own)

    def meets(self, value: Fraction) -> bool:
        reached, own = self.reached(value), self.held(value)
        if reached is None:
            return False
        if self.chance is not None:
            return reached >= self.chance
        assert isinstance(reached, Fraction)  # noqa: S101 - what is expected is exact
        return holds(own.target, own.top, reached)

    def why_unknown(self) -> Label | None:
        """Why nothing can be said of the target; None where something can."""
        one = self.with_(Fraction(1))
        (own,) = one._scene.held
        if own.reason is not None or self.chance is None:
            return own.reason
        return one.chance(self.target).reason

    def answer(self, value: Fraction, *, step: Fraction | None) -> LeastOf:
        return LeastOf(
            target=self.target,
            vary=self.vary,
            value=value,
            chance=self.chance,
            step=step,
            reached=self.reached(value),
        )

    def none(self, reason: Label) -> LeastOf:
        return LeastOf(
            target=self.target,
            vary=self.vary,
            value=None,
            chance=self.chance,
            step=self.step,
            reason=reason,
        )

    def linear(self) -> LeastOf | None:
        """What newcomers are expected to do is linear in their number: solved, not searched."""
        own = self.held(Fraction(1))
        if self.chance is not None or self.most is not None or own.reason is not None:
            return None
        if own.kind == "cover" or own.target.at_least is None or self.meets(Fraction()):
            return None
        none, one = (self._short(Fraction(n)) for n in (0, 1))
        if one >= none:
            return self.none(_NOT_BY_THIS)
        value = none / (none - one)
        exact = self.given is None and not own.target.over
        if not exact:
            steps = value / self.step
            value = self.step * (floor(steps) + 1 if own.target.over else ceil(steps))
        if value > MOST_NEWCOMERS or not self.meets(value):
            return self.none(_NOT_BY_THIS)
        return self.answer(value, step=None if exact else self.step)

    def _short(self, value: Fraction) -> Fraction:
        """How much is missing with so many newcomers, on a scale that is linear in them."""
        own, scene = self.held(value), self.with_(value)._scene
        numbers = [scene.number(counted, own.step) for counted in own.counted]
        low = Fraction(own.target.at_least or 0)
        if own.kind == "share":
            return low * numbers[1] - numbers[0]
        return low + own.since - numbers[0]

    def halved(self) -> LeastOf:
        """By halving: what is enough, and one step less that is not."""
        reason = self.why_unknown()
        if reason is not None:
            return self.none(reason)
        if self.meets(Fraction()):
            return self.answer(Fraction(), step=self.step)
        low, high = 0, 1
        last = floor((MOST_NEWCOMERS if self.most is None else self.most) / self.step)
        if self.most is not None:
            high = last
        while high <= last and not self.meets(high * self.step):
            low, high = high, high * 2
        if high > last:
            return self.none(_NOT_BY_THIS)
        while high - low > 1:
            middle = (low + high) // 2
            if self.meets(middle * self.step):
                high = middle
            else:
                low = middle
        return self.answer(high * self.step, step=self.step)


_NOT_BY_THIS = Label("chỉ thay đổi giả định này thì không đạt", "not by this assumption alone")
