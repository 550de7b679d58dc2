"""The chain of a product line: certificate after certificate, each step by its chance.

A certificate is one of the :class:`Life` values of a chain: from which step it is in force, at
which ends of months it may be upgraded or withdrawn, when it ends, and what follows. Days are exact
and steps are what is asked of them: certificates of days between the same steps have one life.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

import attrs

from ocop.cycle.certificate.term import LATEST, last_valid_day
from ocop.dates import add_months
from ocop.law.rules import Rules
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast._grid import Grid, month_ends_by

__all__ = ["Chain", "Exit", "Life"]

_MONTHS = 12
_AT_ONCE = {0: Fraction(1)}
_NONE = Fraction()


@attrs.frozen(eq=False)
class Life:
    """A certificate as the steps see it.

    Attributes:
        start: The first step at which it is in force.
        soon: The first step on its last day in force, or after it.
        over: The first step after that day.
        months: The ends of months at which it may be upgraded or withdrawn, by their places.
        age: How many ends of months it has passed before these.
        following: Months of delay → the certificate of a renewal; None where that is issued after
            the last step.
    """

    start: int
    soon: int
    over: int
    months: range
    age: int
    following: Mapping[int, Life | None]

    @property
    def order(self) -> tuple[int, int]:
        """Sorts each before all that may follow it."""
        return self.start, self.months.start


@attrs.frozen
class Exit:
    """One way in which a certificate goes out of force.

    Attributes:
        chance: How likely it is.
        step: The first step at which it is no longer in force.
        why: ``"upgraded"``, ``"withdrawn"``, ``"renewed"`` or ``"lapsed"``; ``"stays"`` where it is
            in force still at the last step.
        life: The certificate that follows within the steps; None where none does.
        stars: The stars of that.
        at_once: Whether that follows without a day between.
    """

    chance: Fraction
    step: int
    why: str
    life: Life | None = None
    stars: int = 0
    at_once: bool = True


@attrs.frozen(eq=False)
class Chain:
    """All lives within the steps, under rules and assumptions."""

    grid: Grid
    rules: Rules
    suppose: Assumptions
    _lives: dict[tuple[object, ...], Life] = attrs.field(factory=dict, init=False)
    _issued: dict[date, Life | None] = attrs.field(factory=dict, init=False)
    _exits: dict[tuple[Life, int], tuple[Exit, ...]] = attrs.field(factory=dict, init=False)

    @cached_property
    def ageless(self) -> bool:
        """Whether nothing happens to a certificate before its end, so that its age is not asked."""
        rates = (*self.suppose.upgrade.values(), *self.suppose.withdrawal.values())
        return not any(rates)

    def issued(self, day: date) -> Life | None:
        """The life of a certificate issued on a later day; None after the last step."""
        if day not in self._issued:
            life = None
            if day <= self.grid.days[-1]:
                life = self._life(day, day, last_valid_day(day, rules=self.rules))
            self._issued[day] = life
        return self._issued[day]

    def held(self, issued: date, first: date, last: date) -> Life:
        """The life of a certificate that there is already.

        Args:
            issued: The day of issue.
            first: The first day in force.
            last: The last day in force, as far as that is known on the first step.
        """
        return self._life(issued, first, last)

    def _life(self, issued: date, first: date, last: date) -> Life:
        grid = self.grid
        following: dict[int, Life | None] = {}
        if last <= grid.days[-1]:
            for delay in self.suppose.delay or _AT_ONCE:
                following[delay] = self.issued(add_months(min(last, LATEST), delay))
        months = grid.months(max(issued, grid.days[0]), last)
        age = 0
        if not self.ageless:
            age = max(0, month_ends_by(grid.days[0]) - month_ends_by(issued))
        key = (grid.since(first), grid.since(last), grid.after(last), months.start, months.stop)
        whole = (*key, age, *((delay, id(life)) for delay, life in following.items()))
        if whole not in self._lives:
            self._lives[whole] = Life(*key[:3], months, age, following)
        return self._lives[whole]

    def exits(self, life: Life, stars: int) -> tuple[Exit, ...]:
        """The ways in which a certificate of so many stars may go out of force; they add to 1."""
        key = (life, stars)
        if key not in self._exits:
            self._exits[key] = tuple(self._ways(life, stars))
        return self._exits[key]

    def _ways(self, life: Life, stars: int) -> Iterator[Exit]:
        upgrade = self.suppose.upgrade.get(stars, _NONE)
        withdrawal = self.suppose.withdrawal.get(stars, _NONE)
        stays = Fraction(1)
        if upgrade or withdrawal:
            for place, month in enumerate(life.months, life.age):
                step = self.grid.month_ends[month]
                withdrawn = _hazard(withdrawal, place % _MONTHS)
                upgraded = (1 - withdrawn) * _hazard(upgrade, place % _MONTHS)
                if withdrawn:
                    yield Exit(stays * withdrawn, step, "withdrawn")
                if upgraded:
                    follows = self.issued(self.grid.days[step])
                    yield Exit(stays * upgraded, step, "upgraded", follows, stars + 1)
                stays *= 1 - withdrawn - upgraded
        if life.soon >= self.grid.beyond:
            yield Exit(stays, self.grid.beyond, "stays")
        else:
            yield from self._ends(life, stars, stays)

    def _ends(self, life: Life, stars: int, stays: Fraction) -> Iterator[Exit]:
        """What may follow the end of a certificate, and with which chance it comes to that."""
        renewal = self.suppose.renewal.get(stars, _NONE)
        if stays * renewal:
            for months, share in (self.suppose.delay or _AT_ONCE).items():
                step = life.over if months else life.soon
                for rank, part in self.suppose.renewed_as.get(stars, {stars: Fraction(1)}).items():
                    chance = stays * renewal * share * part
                    if chance:
                        follows = life.following[months]
                        yield Exit(chance, step, "renewed", follows, rank, not months)
        if stays * (1 - renewal):
            yield Exit(stays * (1 - renewal), life.over, "lapsed")


@lru_cache(maxsize=1024)
def _hazard(a_year: Fraction, month: int) -> Fraction:
    """The chance of what is even over the months of a year, where it has not happened before."""
    return a_year / (_MONTHS - month * a_year)
