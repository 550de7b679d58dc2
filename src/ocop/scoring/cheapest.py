"""The cheapest choice, one alternative a unit, that reaches a total and keeps a rank."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from operator import itemgetter
from typing import Any

from ocop.errors import Faults
from ocop.exact import as_whole
from ocop.scoring.rubric._units import Alternative
from ocop.scoring.rubric.tables import points_of, withheld_in

__all__ = ["Cost", "Priced", "cheapest", "checked_cost"]

#: In the caller's unit.
Cost = int | Fraction


def checked_cost(given: Any, faults: Faults, *path: str) -> Cost:  # noqa: ANN401 - anything
    """What something costs; 0 with a fault where it is no exact number."""
    value = as_whole(given)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        faults.add("not-an-exact-number", *path, given=value)
        return 0
    if value < 0:
        faults.add("below-zero", *path, given=value)
    return value


#: An alternative of a unit, its cost, and its number of steps.
Priced = tuple[Alternative, Cost, int]
#: The points of an alternative, its price in one number, and the alternative.
_Offer = tuple[int, int, Priced]
#: More steps than criteria, and more points than a word holds.
_AFTER_COST, _AFTER_STEPS = 1 << 12, 1 << 32


def cheapest(
    per_unit: list[list[Priced]], star: int, least: int, most: int | None
) -> tuple[Cost, int, int, list[Alternative]] | None:
    """The cheapest alternatives, one a unit, that total ``least`` to ``most`` and keep ``star``.

    Of several that cost as much those of the fewest steps, then those of the highest total.

    Args:
        per_unit: Unit by unit what can be chosen of it, each at most once.
        star: The rank that no choice may withhold.
        least: The least total.
        most: The total that it has to stay below; None where more points do no harm.

    Returns:
        The cost, the number of steps, the total below 0, and what is chosen; None where nothing is.
    """
    offers = _offers(per_unit, star, thin=most is None)
    if not all(offers):
        return None
    chosen = _chosen(offers, least, most)
    if chosen is None:
        return None
    cost = sum((cost for _, cost, _ in chosen), start=0)
    total = sum(points_of(alternative.word) for alternative, _, _ in chosen)
    steps = sum(steps for _, _, steps in chosen)
    return cost, steps, -total, [alternative for alternative, _, _ in chosen]


def _offers(per_unit: list[list[Priced]], star: int, *, thin: bool) -> list[list[_Offer]]:
    """Unit by unit the cheapest alternative for every number of points, that keeps the rank.

    Whole numbers are added and compared in the time of one: a price has the cost before the steps
    before the points, and costs that are fractions count the parts that all of them have.

    Args:
        per_unit: As for :func:`cheapest`.
        star: As there.
        thin: Whether to leave out what gives fewer points for no lower price.
    """
    parts = lcm(*{cost.denominator for unit in per_unit for _, cost, _ in unit})
    withheld, offers = withheld_in(star), []
    for unit in per_unit:
        best: dict[int, _Offer] = {}
        for priced in unit:
            alternative, cost, steps = priced
            if alternative.word & withheld:
                continue
            points = points_of(alternative.word)
            whole = cost.numerator * parts // cost.denominator
            price = (whole * _AFTER_COST + steps) * _AFTER_STEPS - points
            if points not in best or price < best[points][1]:
                best[points] = points, price, priced
        kept: list[_Offer] = []
        for offer in sorted(best.values(), key=itemgetter(0), reverse=True):
            if not (thin and kept) or offer[1] < kept[-1][1]:
                kept.append(offer)
        offers.append(kept)
    return offers


def _chosen(offers: list[list[_Offer]], least: int, most: int | None) -> list[Priced] | None:
    """The cheapest offers, one a unit, that total ``least`` to ``most``.

    Total by total, unit after unit; a total is dropped where what follows cannot make it right, and
    counts no further where what follows cannot make it wrong.
    """
    prices, layers = {0: 0}, []
    for unit, bounds in zip(offers, _bounds(offers, least, most), strict=True):
        origin: dict[int, tuple[int, Priced]] = {}
        prices = _added(prices, unit, bounds, origin)
        layers.append(origin)
    if not prices:
        return None
    total = min(prices, key=prices.__getitem__)
    chosen = []
    for origin in reversed(layers):
        total, priced = origin[total]
        chosen.append(priced)
    return chosen[::-1]


def _bounds(
    offers: list[list[_Offer]], least: int, most: int | None
) -> list[tuple[int, int, int | None]]:
    """After each unit: the total to have, the one that is enough, and the one to stay below."""
    fewest, greatest = 0, 0  # points of the units that follow
    bounds = []
    for unit in reversed(offers):
        bounds.append((least - greatest, least - fewest, None if most is None else most - fewest))
        fewest, greatest = fewest + unit[-1][0], greatest + unit[0][0]
    return bounds[::-1]


def _added(
    prices: dict[int, int],
    unit: list[_Offer],
    bounds: tuple[int, int, int | None],
    origin: dict[int, tuple[int, Priced]],
) -> dict[int, int]:
    """Total → lowest price with one more unit; ``origin`` takes up where each comes from."""
    low, enough, beyond = bounds
    after: dict[int, int] = {}
    for before, paid in prices.items():
        for points, price, priced in unit:
            total = before + points
            if total < low:
                break  # the others give fewer points
            if total > enough:
                if beyond is None:
                    total = enough
                elif total >= beyond:
                    continue
            known = after.get(total)
            if known is None or paid + price < known:
                after[total], origin[total] = paid + price, (before, priced)
    return after
