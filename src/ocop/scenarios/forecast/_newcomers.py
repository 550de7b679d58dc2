"""Newcomers: when they come, of which stars, and which filters let them through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product

import attrs

from ocop.cycle.calendar.round import Round
from ocop.errors import NotRegulated
from ocop.law.entity import entity_kind
from ocop.law.rules import Rules
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast._chain import Chain, Life
from ocop.scenarios.forecast._flow import Mass
from ocop.targets.where import STARS, Where, place_key, without_word
from ocop.text import Label

__all__ = ["Arrival", "Newcomers", "round_days"]

_LEVELS = ("province", "district", "commune")


def round_days(first: date, last: date, rules: Rules) -> tuple[date, ...]:
    """The last days of the province's rounds after a day, up to another.

    Reference: 26/2026/QĐ-TTg, Art. 5.
    """
    days = []
    for year in range(first.year, last.year + 1):
        try:
            rounds = Round.of_year(year, rules=rules)
        except NotRegulated:
            continue
        days += [each.decide_by for each in rounds if first < each.decide_by <= last]
    return tuple(sorted(days))


@attrs.frozen
class Arrival:
    """Those who come on one day: how many on average, and the share of each rank.

    Where the shares add to less than 1, the rest is not recognised.
    """

    life: Life
    mean: Fraction
    stars: tuple[tuple[int, Fraction], ...]


@attrs.frozen(eq=False)
class Newcomers:
    """The newcomers that are supposed."""

    chain: Chain
    suppose: Assumptions

    @property
    def poisson(self) -> bool:
        """Whether their number lies around its mean by Poisson's law."""
        return self.suppose.newcomers_law == "poisson"

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which they come: the ends of months, or of the province's rounds.

        Raises:
            NotRegulated: they come by rounds, and none is set within the steps.
        """
        grid = self.chain.grid
        if any(self.suppose.new_per_round.values()):
            days = round_days(grid.days[0], grid.days[-1], self.chain.rules)
            if not days:
                year = grid.days[-1].year
                raise NotRegulated.of("no-rounds-in-year", "until", level="province", year=year)
            return days
        return tuple(grid.days[step] for step in grid.month_ends)

    @cached_property
    def arrivals(self) -> tuple[Arrival, ...]:
        """Who comes when, nobody apart."""
        numbers = self.suppose.new_per_round or self.suppose.new_per_month
        return tuple(
            Arrival(life, mean, shares)
            for day in self.days
            if any(numbers.values()) and (life := self.chain.issued(day)) is not None
            for mean, shares in self._of(day, numbers)
            if mean and shares
        )

    def _of(
        self, day: date, numbers: Mapping[int, Fraction]
    ) -> Iterator[tuple[Fraction, tuple[tuple[int, Fraction], ...]]]:
        if not self.suppose.new_totals:
            for stars, mean in numbers.items():
                yield mean, ((stars, Fraction(1)),)
            return
        shares = dict.fromkeys(STARS, Fraction())
        bands = self.chain.rules.regime_on(day).bands
        for (first, last), share in self.suppose.new_totals.items():
            for total in range(first, last + 1):
                stars = next((band.stars for band in bands if total >= band.least), 0)
                if stars in shares:
                    shares[stars] += share / (last - first + 1)
        for mean in numbers.values():
            yield mean, tuple((stars, share) for stars, share in shares.items() if share)

    def unsaid(self, rests: Sequence[Where], *, entities: bool = False) -> Label | None:
        """Why it is not known which of them pass some filters; None where it is."""
        if not self.arrivals:
            return None
        levels = _levels(rests)
        reasons = {
            _SETS: any(rest.sets or rest.groups for rest in rests),
            _KINDS: any(rest.entity_kinds for rest in rests) and not self.suppose.new_kinds,
            _SIZE: any(_open(kind, rest) for kind in self.suppose.new_kinds for rest in rests),
            _TWO_LEVELS: len(levels) > 1,
            _PLACES: not levels <= self.suppose.new_places.keys(),
            _ENTITIES: entities and self.suppose.new_entities is None,
        }
        return next((reason for reason, holds in reasons.items() if holds), None)

    def masks(self, rests: Sequence[Where]) -> dict[int, Fraction]:
        """Which of some filters let one through, a bit each → the share of newcomers."""
        kinds = list(self.suppose.new_kinds.items()) or [("", Fraction(1))]
        places: list[tuple[str, Fraction]] = [("", Fraction(1))]
        for level in _levels(rests):
            places = [
                (place_key(level, name), share)
                for name, share in self.suppose.new_places[level].items()
            ]
        masks: dict[int, Fraction] = {}
        for (kind, share), (place, part) in product(kinds, places):
            mask = sum(1 << bit for bit, rest in enumerate(rests) if _passes(rest, kind, place))
            masks[mask] = masks.get(mask, Fraction()) + share * part
        return masks

    def masses(self, rest: Where, *, of: Fraction = Fraction(1)) -> Iterator[Mass]:
        """How many certificates come, of each life and rank, that pass a filter."""
        if not self.arrivals:
            return
        share = self.masks((rest,)).get(1, Fraction()) * of
        for arrival in self.arrivals:
            for stars, part in arrival.stars:
                if share * part:
                    yield arrival.life, stars, arrival.mean * part * share


def _levels(rests: Sequence[Where]) -> set[str]:
    """The levels whose places some filters ask for."""
    return {level for rest in rests for level in _LEVELS if getattr(rest, f"{level}s")}


def _open(kind: str, rest: Where) -> bool:
    """Whether a kind of entity may be one that a filter asks for, and may not."""
    asked = set(rest.entity_kinds)
    return kind not in asked and bool(asked & set(entity_kind(kind).may_be))


def _passes(rest: Where, kind: str, place: str) -> bool:
    if rest.entity_kinds and kind not in rest.entity_kinds:
        return False
    for level in _LEVELS:
        names: tuple[str, ...] = getattr(rest, f"{level}s")
        if names and not any(_same(place, place_key(level, name)) for name in names):
            return False
    return True


def _same(a: str, b: str) -> bool:
    """Whether two names are of one place, the word for its kind being left out in one of them."""
    return a == b or a == without_word(b) or without_word(a) == b


_SETS = Label(
    "giả định không nói bộ, nhóm của sản phẩm mới",
    "the assumptions do not say the sets of new products",
)
_KINDS = Label(
    "giả định không nói chủ thể của sản phẩm mới (new_kinds)",
    "the assumptions do not say the entities of new products (new_kinds)",
)
_SIZE = Label(
    "giả định có loại chủ thể chưa rõ quy mô, có thể thuộc hoặc không thuộc loại được hỏi",
    "the assumptions name a kind of entity that may be of the kind that is asked, or not",
)
_PLACES = Label(
    "giả định không nói địa bàn của sản phẩm mới (new_places)",
    "the assumptions do not say the places of new products (new_places)",
)
_TWO_LEVELS = Label(
    "các chỉ tiêu hỏi hai cấp địa bàn, giả định không nói sản phẩm mới thuộc cả hai thế nào",
    "targets ask for places of two levels; how new products lie in both is not said",
)
_ENTITIES = Label(
    "giả định không nói tỷ lệ sản phẩm mới của chủ thể mới (new_entities)",
    "the assumptions do not say the share of new products of new entities (new_entities)",
)
