"""What published totals say of the first day, the days of issue being supposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

import attrs

from ocop.cycle.certificate.term import last_valid_day
from ocop.dates import DateRange, add_months
from ocop.errors import InputError, NotFoundError
from ocop.law.rules import Rules
from ocop.scenarios.forecast._chain import Chain, Life
from ocop.scenarios.forecast._flow import Mass
from ocop.scenarios.forecast._unit import Part, Start, Unit
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import STARS, Where

__all__ = ["Totals", "last_term"]

_DAY = timedelta(days=1)


def last_term(on: date, rules: Rules) -> DateRange:
    """The days of issue of certificates that are in force on a day, extensions apart."""
    first = max(rules.regimes()[0].first_day, add_months(on, -120))
    low, high = first, on
    while low < high:
        middle = low + (high - low) // 2
        if last_valid_day(middle, rules=rules) >= on:
            high = middle
        else:
            low = middle + _DAY
    return DateRange(low, on)


@attrs.frozen(eq=False)
class Totals:
    """Published totals by stars, each product issued on some day, each day as likely as others."""

    snapshot: Snapshot
    chain: Chain

    doubtful = 0
    #: Nothing is known of their entities.
    unnamed = 1

    @cached_property
    def days(self) -> DateRange:
        """The days of issue that are supposed.

        Raises:
            InputError: on one of them no certificate was issued that is in force on the day.
        """
        on, rules = self.snapshot.on, self.chain.rules
        possible = last_term(on, rules)
        days = self.chain.suppose.stock_issued or possible
        if days.first < possible.first or days.last > on:
            raise InputError.of(
                "issued-out-of-force", "stock_issued", first=possible.first, last=on, on=on
            )
        return days

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Stars → how many are in force.

        Raises:
            NotFoundError: a rank was not published, and does not follow from what was.
        """
        by_stars = self.snapshot.by("stars")
        missing = tuple(stars for stars in STARS if by_stars[stars] is None)
        if missing:
            raise NotFoundError.of("stars-not-published", "snapshot", stars=missing)
        return {stars: int(by_stars[stars] or 0) for stars in STARS}

    @cached_property
    def lives(self) -> dict[Life, Fraction]:
        """The lives of a certificate, and how likely each is."""
        days, on, rules = self.days, self.snapshot.on, self.chain.rules
        number = (days.last - days.first).days + 1
        lives: dict[Life, int] = {}
        for n in range(number):
            issued = days.first + n * _DAY
            life = self.chain.held(issued, on, last_valid_day(issued, rules=rules))
            lives[life] = lives.get(life, 0) + 1
        return {life: Fraction(count, number) for life, count in lives.items()}

    def unsure(self, rest: Where) -> int:
        """How many products may pass a filter or not: all, where it asks more than stars."""
        return 0 if rest == Where() else sum(self.numbers.values())

    def masses(self, rest: Where) -> Iterator[Mass]:
        """How many certificates of each life and rank there are."""
        assert rest == Where()  # noqa: S101 - what asks more is answered by no number
        for stars, number in self.numbers.items():
            if number:
                for life, share in self.lives.items():
                    yield life, stars, number * share

    def units(self, rests: Sequence[Where], *, by_entity: bool) -> list[Unit]:
        """The lines, alike in rank."""
        assert not by_entity  # noqa: S101 - of no entity anything is known
        mask = (1 << len(rests)) - 1
        units = []
        for stars, number in self.numbers.items():
            starts: tuple[Start, ...] = tuple(
                (life, stars, share) for life, share in self.lives.items()
            )
            if number:
                units.append(Unit((Part(mask, starts),), number))
        return units
