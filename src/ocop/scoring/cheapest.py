"""The cheapest choice, one alternative a unit, that reaches a total and keeps a rank."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ocop.errors import Faults
from ocop.scoring.rubric._units import Alternative
from ocop.scoring.rubric.tables import points_of, withheld

__all__ = ["Cost", "cheapest", "checked_cost"]

#: In the caller's unit.
Cost = int | Fraction


def checked_cost(value: object, faults: Faults, *path: str) -> Cost:
    """What something costs; 0 with a fault where it is no exact number."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        faults.add("not-an-exact-number", *path, given=value)
        return 0
    if value < 0:
        faults.add("below-zero", *path, given=value)
    return value


@attrs.frozen
class _Way:
    """The cheapest way found to a total: its cost, its steps, and where it came from."""

    cost: Cost
    steps: int
    before: int
    alternative: Alternative


def cheapest(
    per_unit: list[list[tuple[Alternative, Cost, int]]], star: int, least: int, most: int | None
) -> tuple[Cost, int, int, list[Alternative]] | None:
    """The cheapest alternatives, one a unit, that total ``least`` to ``most`` and keep ``star``."""
    layers: list[dict[int, _Way]] = [{0: _Way(0, 0, 0, Alternative((), 0, excluded=False))}]
    for unit in per_unit:
        kept = [each for each in unit if not withheld(each[0].word, star)]
        after: dict[int, _Way] = {}
        for total, way in layers[-1].items():
            for alternative, cost, steps in kept:
                reached = total + points_of(alternative.word)
                known = after.get(reached)
                price = (way.cost + cost, way.steps + steps)
                if known is None or price < (known.cost, known.steps):
                    after[reached] = _Way(*price, total, alternative)
        layers.append(after)
    ends = [
        (way.cost, way.steps, -total)
        for total, way in layers[-1].items()
        if total >= least and (most is None or total < most)
    ]
    if not ends:
        return None
    cost, steps, negative = min(ends)
    total, chosen = -negative, []
    for layer in reversed(layers[1:]):
        chosen.append(layer[total].alternative)
        total = layer[total].before
    return cost, steps, negative, chosen[::-1]
