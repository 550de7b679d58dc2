"""How the rates of a past are reckoned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property

import attrs

from ocop.dates import DateRange
from ocop.interval import poisson, wilson
from ocop.scenarios.past._newcomers import Newcomers, new_entities_of, newcomers_of, whole_months
from ocop.scenarios.past._years import Course, YearCounts, year_counts
from ocop.scenarios.past.rate import PastRate
from ocop.targets.registry._table import Table, table_of
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.renewal import Ended, Renewals
from ocop.targets.where import STARS

__all__ = ["Reckoning"]


@attrs.frozen(kw_only=True, eq=False)
class Reckoning:
    """A registry, and what is counted of it, each once; see :meth:`ocop.scenarios.Past.of`."""

    registry: Registry
    on: date
    since: date | None
    within: int
    by_stars: bool
    places: str | None
    level: Fraction

    def rates(self, field: str) -> tuple[PastRate, ...]:
        """The rates of a field."""
        return tuple(_RATES[field](self))

    @cached_property
    def table(self) -> Table:
        """The columns of the registry."""
        return table_of(self.registry.recognitions, self.registry.rules)

    @cached_property
    def first(self) -> date | None:
        """The first day that counts; None of a registry without certificates by that day."""
        issued = (each.issued_on for each in self.table.rows if each.certified)
        return self.since or min((day for day in issued if day <= self.on), default=None)

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """The ranks of its certificates."""
        ranks = {e.stars for e in self.table.rows if e.certified and e.issued_on <= self.on}
        return tuple(sorted(ranks))

    @cached_property
    def renewals(self) -> Renewals:
        """What became of what came to its end."""
        return self.registry.renewals(
            on=self.on, within=self.within, since=self.since, level=self.level
        )

    @property
    def renewed(self) -> tuple[Ended, ...]:
        """What of it was recognised again."""
        return tuple(one for one in self.renewals.ended if one.fate == "renewed")

    @cached_property
    def years(self) -> YearCounts:
        """How the years of its certificates went by."""
        return year_counts(self.table, self.since, self.on)

    @cached_property
    def months(self) -> tuple[DateRange, int] | None:
        """The whole months, and how many; None where there is none."""
        return None if self.first is None else whole_months(self.first, self.on)

    @cached_property
    def newcomers(self) -> Newcomers:
        """The newcomers of the whole months."""
        if self.months is None:
            return Newcomers((), 0)
        return newcomers_of(self.table, self.months[0], self.within)

    @property
    def new(self) -> tuple[Recognition, ...]:
        """Their recognitions."""
        return tuple(self.table.rows[row] for row in self.newcomers.rows)

    def share(
        self, field: str, key: tuple[str, ...], count: int, of: int, unknown: int = 0
    ) -> PastRate:
        """A share with its interval."""
        low, high = wilson(count, of, self.level) if of else (None, None)
        value = Fraction(count, of) if of else None
        return PastRate(
            field=field,
            key=key,
            count=count,
            of=of,
            unknown=unknown,
            value=value,
            low=low,
            high=high,
        )

    def spread(self, field: str, found: Iterable[Hashable | None], *key: str) -> Iterator[PastRate]:
        """The share of each value of those that are known."""
        counts = Counter(found)
        unknown = counts.pop(None, 0)
        for value in sorted(counts, key=_order):
            yield self.share(field, (*key, str(value)), counts[value], counts.total(), unknown)

    def grouped(self, ranks: Iterable[int]) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
        """The keys of a table by stars, and the ranks of each; one of all where they are not."""
        held = tuple(stars for stars in ranks if stars in self.ranks)
        if self.by_stars:
            yield from (((str(stars),), (stars,)) for stars in held)
        elif held:
            yield (), held


def _order(value: object) -> tuple[bool, object]:
    return isinstance(value, str), value


def _renewal(past: Reckoning) -> Iterator[PastRate]:
    fates = Counter((one.recognition.stars, one.fate) for one in past.renewals.ended)
    unknown = Counter(one.stars for one in past.renewals.unknown)
    for key, ranks in past.grouped(STARS):
        renewed = sum(fates[stars, "renewed"] for stars in ranks)
        at_risk = renewed + sum(fates[stars, "not-renewed"] for stars in ranks)
        not_known = sum(fates[stars, "unknown"] + unknown[stars] for stars in ranks)
        yield past.share("renewal", key, renewed, at_risk, not_known)


def _renewed_as(past: Reckoning) -> Iterator[PastRate]:
    for stars in past.ranks:
        became = (
            None if one.successor is None else one.successor.stars
            for one in past.renewed
            if one.recognition.stars == stars
        )
        yield from past.spread("renewed_as", became, str(stars))


def _delay(past: Reckoning) -> Iterator[PastRate]:
    yield from past.spread("delay", (one.months for one in past.renewed))


def _upgrade(past: Reckoning) -> Iterator[PastRate]:
    yield from _of_years(past, "upgrade", "upgraded", STARS[:-1])


def _withdrawal(past: Reckoning) -> Iterator[PastRate]:
    yield from _of_years(past, "withdrawal", "withdrawn", STARS)


def _of_years(
    past: Reckoning, field: str, course: Course, ranks: tuple[int, ...]
) -> Iterator[PastRate]:
    courses, unknown = past.years.courses, past.years.unknown
    for key, held in past.grouped(ranks):
        came = sum(courses[stars, course] for stars in held)
        over = sum(courses[stars, "over"] for stars in held)
        not_known = sum(unknown[stars] for stars in held)
        yield past.share(field, key, came, came + over, not_known)


def _new_per_month(past: Reckoning) -> Iterator[PastRate]:
    months = 0 if past.months is None else past.months[1]
    counts = Counter(each.stars for each in past.new)
    for stars in STARS:
        low, high = poisson(counts[stars], past.level)
        yield PastRate(
            field="new_per_month",
            key=(str(stars),),
            count=counts[stars],
            of=months,
            unknown=past.newcomers.unknown,
            value=Fraction(counts[stars], months) if months else None,
            low=low / months if months else None,
            high=high / months if months else None,
        )


def _new_kinds(past: Reckoning) -> Iterator[PastRate]:
    kinds = (None if each.entity_kind is None else each.entity_kind.id for each in past.new)
    yield from past.spread("new_kinds", kinds)


def _new_places(past: Reckoning) -> Iterator[PastRate]:
    level = past.places
    assert level is not None  # noqa: S101 - it was asked for
    spellings: dict[Hashable, str] = {}
    names = []
    for each in past.new:
        name: str | None = getattr(each, level)
        place = None if name is None else past.table.place(level, name)
        names.append(None if name is None else spellings.setdefault(place, name))
    yield from past.spread("new_places", names, level)


def _new_entities(past: Reckoning) -> Iterator[PastRate]:
    came, unknown = new_entities_of(past.table, past.newcomers.rows)
    of = len(past.newcomers.rows) - unknown
    if past.newcomers.rows:
        yield past.share("new_entities", (), came, of, unknown)


_RATES: dict[str, Callable[[Reckoning], Iterator[PastRate]]] = {
    "renewal": _renewal,
    "renewed_as": _renewed_as,
    "delay": _delay,
    "upgrade": _upgrade,
    "withdrawal": _withdrawal,
    "new_per_month": _new_per_month,
    "new_kinds": _new_kinds,
    "new_places": _new_places,
    "new_entities": _new_entities,
}
