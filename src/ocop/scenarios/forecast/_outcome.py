"""How one certificate, and what follows it, may come out for what is asked; with its chances.

What is asked are points: in force at a step with some stars, or something that happens to it
between steps. Each point that is met adds its worth; the answer is a law of the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ocop.scenarios.forecast._chain import Chain, Exit, Life

__all__ = ["Law", "Outcomes", "Point", "TooMany", "mixed", "together"]


class TooMany(Exception):  # noqa: N818 - says what it is
    """A certificate comes out in more ways than are wanted."""


#: Sum → its chance, a float or a Fraction.
Law = dict[int, Any]


@attrs.frozen
class Point:
    """One thing that is asked of a certificate and what follows it.

    Attributes:
        what: ``"in-force"``, or the events that count, see
            :class:`ocop.scenarios.forecast._flow.Expectation`.
        stars: The ranks that count.
        first: The first step that counts; of ``"in-force"`` the step itself.
        last: The last step that counts.
        worth: What it adds where it is met; an event each time.
    """

    what: tuple[str, ...]
    stars: frozenset[int]
    first: int
    last: int
    worth: int


class Outcomes:
    """The laws of what is asked, each reckoned once."""

    def __init__(
        self,
        chain: Chain,
        points: Iterable[Point],
        *,
        exact: bool = False,
        most: int | None = None,
    ) -> None:
        self.chain, self.most = chain, most
        self.points = tuple(points)
        self.number: Any = Fraction if exact else float
        self.last = max((point.last for point in self.points), default=-1)
        self._laws: dict[tuple[Life, int], Law] = {}
        self._held = [point for point in self.points if point.what == ("in-force",)]
        self._events = [point for point in self.points if point.what != ("in-force",)]

    def of(self, life: Life, stars: int) -> Law:
        """The law of a certificate that there is, its own issue apart."""
        key = (life, stars)
        law = self._laws.get(key)
        if law is None:
            law = self._laws[key] = self._law(life, stars)
        return law

    def born(self, life: Life, stars: int, why: str) -> Law:
        """The law of a certificate that is issued."""
        worth = self._worth(why, stars, life.start)
        law = self.of(life, stars)
        return {total + worth: chance for total, chance in law.items()} if worth else law

    def _law(self, life: Life, stars: int) -> Law:
        if life.start > self.last:
            return {0: self.number(1)}
        law: Law = {}
        for way in self.chain.exits(life, stars):
            worth, chance = self._on_the_way(life, stars, way), self.number(way.chance)
            if way.life is None:
                law[worth] = law.get(worth, 0) + chance
                continue
            for total, part in self.born(way.life, way.stars, way.why).items():
                law[worth + total] = law.get(worth + total, 0) + chance * part
            if self.most is not None and len(law) > self.most:
                raise TooMany
        return law

    def _on_the_way(self, life: Life, stars: int, way: Exit) -> int:
        """What a certificate adds itself, until it goes out of force in this way."""
        worth = sum(
            point.worth
            for point in self._held
            if life.start <= point.first < way.step and stars in point.stars
        )
        if self._events and way.why != "stays":
            worth += self._worth(f"-{way.why}", stars, way.step)
            if way.why == "renewed" and not way.at_once:
                worth += self._worth("-lapsed", stars, way.step)
        return worth

    def _worth(self, event: str, stars: int, step: int) -> int:
        return sum(
            point.worth
            for point in self._events
            if event in point.what and stars in point.stars and point.first <= step <= point.last
        )


def mixed(laws: Iterable[tuple[Any, Law]]) -> Law:
    """The law of a draw among several, each with its share."""
    law: Law = {}
    for share, one in laws:
        for total, chance in one.items():
            law[total] = law.get(total, 0) + share * chance
    return law


def together(laws: Iterable[Mapping[int, Any]]) -> Law:
    """The law of the sum of several that are independent."""
    whole: Law = {0: 1}
    for law in laws:
        wider: Law = {}
        for a, p in whole.items():
            for b, q in law.items():
                wider[a + b] = wider.get(a + b, 0) + p * q
        whole = wider
    return whole
