"""What is to be expected of certificates, step by step, exactly.

Every certificate is sent along its chain by its chances; only how many there are of each life and
rank is kept, never which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from heapq import heappop, heappush
from itertools import accumulate, count

import attrs

from ocop.scenarios.forecast._chain import Chain, Life
from ocop.targets.where import STARS

__all__ = ["Expectation", "expectation"]

#: So many certificates of a life and rank.
Mass = tuple[Life, int, Fraction]


@attrs.frozen(eq=False)
class Expectation:
    """What is to be expected, by rank and step.

    Attributes:
        in_force: Stars → how many are in force at each step.
        events: What happens and to which stars → how many times in each step, after the step
            before. ``"new"``, ``"upgraded"`` and ``"renewed"`` have the new stars; ``"ended"``
            (renewed or not), ``"lapsed"`` (not renewed on its last day), ``"raised"`` (replaced by
            an upgrade) and ``"withdrawn"`` those that were.
    """

    in_force: Mapping[int, tuple[Fraction, ...]]
    events: Mapping[tuple[str, int], tuple[Fraction, ...]]

    def of(self, stars: Iterable[int]) -> tuple[Fraction, ...]:
        """How many of these ranks are in force at each step."""
        return _sums(self.in_force[rank] for rank in stars)


def _sums(rows: Iterable[tuple[Fraction, ...]]) -> tuple[Fraction, ...]:
    return tuple(sum(column, Fraction()) for column in zip(*rows, strict=True))


_EVENTS = ("new", "upgraded", "renewed", "ended", "lapsed", "raised", "withdrawn")


def expectation(chain: Chain, held: Iterable[Mass], coming: Iterable[Mass]) -> Expectation:
    """What is to be expected of certificates that there are, and of those that come."""
    size = chain.grid.beyond + 1
    changes = {stars: [Fraction()] * size for stars in STARS}
    events = {(event, stars): [Fraction()] * size for event in _EVENTS for stars in STARS}
    waiting: dict[Life, dict[int, Fraction]] = {}
    queue: list[tuple[tuple[int, int], int, Life]] = []
    tickets = count()

    def put(life: Life, stars: int, mass: Fraction) -> None:
        changes[stars][life.start] += mass
        if life not in waiting:
            waiting[life] = {}
            heappush(queue, (life.order, next(tickets), life))
        waiting[life][stars] = waiting[life].get(stars, Fraction()) + mass

    for life, stars, mass in held:
        put(life, stars, mass)
    for life, stars, mass in coming:
        put(life, stars, mass)
        events["new", stars][life.start] += mass
    while queue:
        _, _, life = heappop(queue)
        for stars, mass in waiting.pop(life).items():
            for way in chain.exits(life, stars):
                share = mass * way.chance
                changes[stars][way.step] -= share
                for event in _counted(way.why, at_once=way.at_once):
                    events[event, stars][way.step] += share
                if way.life is not None:
                    events[way.why, way.stars][way.life.start] += share
                    put(way.life, way.stars, share)
    return Expectation(
        {stars: tuple(accumulate(row[:-1])) for stars, row in changes.items()},
        {event: tuple(row[:-1]) for event, row in events.items()},
    )


def _counted(why: str, *, at_once: bool) -> tuple[str, ...]:
    """What a way out of force is counted as, apart from what follows."""
    if why == "renewed":
        return ("ended",) if at_once else ("ended", "lapsed")
    return _ENDS[why]


_ENDS: dict[str, tuple[str, ...]] = {
    "lapsed": ("ended", "lapsed"),
    "upgraded": ("raised",),
    "withdrawn": ("withdrawn",),
    "stays": (),
}
