"""The exact law of a target's value, where its parts are independent of each other.

A count is a sum over lines, a count of entities one over entities, a share is at or above a bound
where a weighted sum is, and a cover is a sum over places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor, prod

from ocop.scenarios.forecast._chain import Life
from ocop.scenarios.forecast._held import FINEST, Counted, Held
from ocop.scenarios.forecast._newcomers import Newcomers
from ocop.scenarios.forecast._outcome import Law, Outcomes, mixed
from ocop.scenarios.forecast._scene import Scene
from ocop.scenarios.forecast._sum import Sum, Term, sum_of
from ocop.scenarios.forecast._unit import Part, Unit
from ocop.targets.plan.measure import Share
from ocop.text import Label

__all__ = ["chance_of", "law_of", "why_simulated"]


def why_simulated(scene: Scene, own: Held) -> Label | None:
    """Why a target's chance is not reckoned exactly; None where it is."""
    if own.kind == "cover":
        if own.entities:
            return _ENTITIES_OF_PLACES
        if scene.newcomers.arrivals and not scene.newcomers.poisson:
            return _SHARED_OUT
        masks = [part.mask for unit in scene.units(own) for part in unit.parts]
        if scene.newcomers.arrivals:
            masks += scene.newcomers.masks(own.rests)
        if len(own.rests) < len(own.counted) or any(mask & (mask - 1) for mask in masks):
            return _PLACES_OVERLAP
    if own.kind == "share":
        measure, bounds = own.target.measure, (own.target.at_least, own.top)
        assert isinstance(measure, Share)  # noqa: S101 - of a share
        if not measure.nested:
            return _NOT_NESTED
        if any(Fraction(bound).denominator > FINEST for bound in bounds if bound is not None):
            return _TOO_FINE
    return None


def law_of(scene: Scene, own: Held, step: int) -> Sum:
    """The law of a count, or of the places that are covered, at a step."""
    if own.kind == "cover":
        return sum_of(
            Term({1: _one(scene, own, place, step).at_least(own.enough)}, 1)
            for place in own.counted
        )
    return _one(scene, own, own.counted[0], step)


def _one(scene: Scene, own: Held, counted: Counted, step: int) -> Sum:
    return _weighted(scene, own, [(counted, 1)], step)


def chance_of(scene: Scene, own: Held) -> float:
    """The chance that a target is met on its day."""
    if own.kind == "share":
        return _of_share(scene, own)
    return law_of(scene, own, own.step).within(*own.limits)


def _of_share(scene: Scene, own: Held) -> float:
    part, whole = own.counted
    nothing = _weighted(scene, own, [(whole, 1)], own.step).within(0, 0)
    some, low, high = 1 - nothing, own.target.at_least, own.top
    chance = 0.0
    if low is not None:
        bound = Fraction(low)
        weights = [(part, bound.denominator), (whole, -bound.numerator)]
        law = _weighted(scene, own, weights, own.step)
        # a share of nothing is none, though nothing is at least any share of nothing
        chance += law.at_least(1) if own.target.over else law.at_least(0) - nothing
    if high is not None:
        bound = Fraction(high)
        weights = [(part, -bound.denominator), (whole, bound.numerator)]
        chance += _weighted(scene, own, weights, own.step).at_least(0) - nothing
    if low is not None and high is not None:
        chance -= some  # each value is above the one bound or below the other
    return min(1.0, max(0.0, chance))


def _weighted(scene: Scene, own: Held, weights: Sequence[tuple[Counted, int]], step: int) -> Sum:
    """The law of a sum in which each number has a weight."""
    laws = _Laws(scene, own, weights, step)
    terms = [
        *(Term(laws.of(unit), unit.number) for unit in scene.units(own)),
        *laws.coming(scene.newcomers),
    ]
    base = sum(counted.base * weight for counted, weight in weights)
    law = sum_of(terms)
    return Sum(law.first + base, law.chances)


class _Laws:
    """The laws of units, for one weighting at one step."""

    def __init__(
        self, scene: Scene, own: Held, weights: Sequence[tuple[Counted, int]], step: int
    ) -> None:
        self.scene, self.own, self.step = scene, own, step
        self.weights = weights
        self._outcomes: dict[tuple[int, int], Outcomes] = {}

    def of(self, unit: Unit) -> Law:
        """The law of a line, or of an entity."""
        if not self.own.entities:
            return self._line(unit.parts[0])
        nones = [
            prod(1 - self._chance(part, place) for part in unit.parts)
            for place in range(len(self.weights))
        ]
        return self._nested(nones)

    def _nested(self, nones: Sequence[float]) -> Law:
        """The law of an entity, by the chances that it does not count for each number."""
        law: Law = {}
        if len(nones) == 1:
            weight = self.weights[0][1]
            return {0: nones[0], weight: 1 - nones[0]}
        # what is in the part is in the whole too
        (_, first), (_, second) = self.weights
        for total, chance in (
            (first + second, 1 - nones[0]),
            (second, nones[0] - nones[1]),
            (0, nones[1]),
        ):
            law[total] = law.get(total, 0) + max(0.0, chance)
        return law

    def _line(self, part: Part) -> Law:
        outcomes = self._at(part.mask)
        return mixed((float(share), outcomes.of(life, stars)) for life, stars, share in part.starts)

    def _chance(self, part: Part, place: int) -> float:
        """The chance that a line counts for one number."""
        outcomes = self._alone(part.mask, place)
        life, stars, _ = part.starts[0]
        law = outcomes.of(life, stars)
        return float(sum(chance for total, chance in law.items() if total))

    def _at(self, mask: int) -> Outcomes:
        return self._made(mask, -1, self.weights)

    def _alone(self, mask: int, place: int) -> Outcomes:
        return self._made(mask, place, [(self.weights[place][0], 1)])

    def _made(self, mask: int, place: int, weights: Sequence[tuple[Counted, int]]) -> Outcomes:
        key = (mask, place)
        if key not in self._outcomes:
            bits = {rest: 1 << bit for bit, rest in enumerate(self.own.rests)}
            points = [
                counted.point(self.step, weight)
                for counted, weight in weights
                if mask & bits[counted.rest]
            ]
            self._outcomes[key] = Outcomes(self.scene.chain, points)
        return self._outcomes[key]

    def coming(self, newcomers: Newcomers) -> Iterator[Term]:
        """The terms of newcomers."""
        if not newcomers.arrivals:
            return
        masks = newcomers.masks(self.own.rests)
        for arrival in newcomers.arrivals:
            law = mixed(
                (float(share * part), self._new(mask, arrival.life, stars))
                for mask, share in masks.items()
                for stars, part in arrival.stars
            )
            yield from terms_of(law, arrival.mean, poisson=newcomers.poisson)

    def _new(self, mask: int, life: Life, stars: int) -> Law:
        if not self.own.entities:
            return self._at(mask).born(life, stars, "new")
        part = Part(mask, ((life, stars, Fraction(1)),))
        share = float(self.scene.newcomers.suppose.new_entities or 0)
        nones = [1 - share * self._chance(part, place) for place in range(len(self.weights))]
        return self._nested(nones)


def terms_of(law: Mapping[int, float], mean: Fraction, *, poisson: bool) -> Iterable[Term]:
    """The terms of a number of newcomers: of its whole part, and of its fraction."""
    if poisson:
        return [Term(law, float(mean), poisson=True)]
    whole = floor(mean)
    part = float(mean - whole)
    return [Term(law, whole), Term({n: part * p for n, p in law.items()}, 1)]


_ENTITIES_OF_PLACES = Label(
    "chủ thể có thể có sản phẩm ở nhiều địa bàn", "an entity may have products in several places"
)
_SHARED_OUT = Label(
    "số sản phẩm mới cố định được chia cho các địa bàn, nên các địa bàn không độc lập",
    "a fixed number of newcomers is shared out among the places, which are not independent then",
)
_PLACES_OVERLAP = Label("các địa bàn trùng nhau", "the places overlap")
_NOT_NESTED = Label("phần không nằm trong tổng thể", "what is in the part need not be in the whole")
_TOO_FINE = Label(
    "mức của tỷ lệ quá lẻ để tính đúng", "the bound of the share is too fine to be reckoned exactly"
)
