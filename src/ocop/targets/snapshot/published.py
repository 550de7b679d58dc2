"""Published totals: what follows from them and what does not.

Where no list of products was published, only sums were: 284 recognised, 67 lapsed of them 3 at 4★
and 64 at 3★, 217 valid… Nothing is known but these, what follows from them by adding and taking
away, and that no count is below zero.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

import attrs

from ocop.argument import check_one_of, check_type
from ocop.brief import Brief
from ocop.cycle.certificate.term import extensions_since
from ocop.dates import DateRange
from ocop.errors import Faults, InputError
from ocop.law.regime import Note
from ocop.targets._checks import check_number
from ocop.targets._home import set_key
from ocop.targets._linear import Sums
from ocop.targets._words import count_label
from ocop.targets.registry.flow import FlowEvent
from ocop.targets.registry.standing import IN_FORCE, RECOGNISED, Standing
from ocop.targets.registry.standing_row import Rows
from ocop.targets.snapshot.asked import (
    AGAIN,
    COUNTED,
    COUNTED_EVENTS,
    Again,
    Asked,
    Counted,
    CountedEvent,
)
from ocop.targets.snapshot.dimension import Dimension, always_listed
from ocop.targets.snapshot.figure import Figure
from ocop.targets.where import KEYS, STARS, Where, read_filtered
from ocop.text import Label

__all__ = ["Published", "PublishedCount"]

_CELLS = tuple(product(Standing, STARS))
_PLACE = {cell: n for n, cell in enumerate(_CELLS)}

#: Dimension → the field of a filter that asks for its values; there is none for years.
_FIELDS = {
    "stars": "stars",
    "set": "sets",
    "group": "groups",
    "entity_kind": "entity_kinds",
    "province": "provinces",
    "district": "districts",
    "commune": "communes",
    "kind": "kinds",
}


@attrs.frozen(kw_only=True, repr=False)
class PublishedCount(Brief):
    """One published total: how many stand so, or to how many something happened.

    Attributes:
        where: What was counted; where there is an event, the status is not asked.
        value: How many, 0 or more.
        of: ``"recognitions"``, ``"products"`` or ``"entities"`` (distinct ones).
        event: What happened to them, such as ``"new"``, ``"upgraded"`` or ``"lapsed"``, or
            ``"due"``: their last valid day came; None for how they stand.
        within: The days in which it did; with an event only.
        then: Of the products recognised or due in those days, how many were recognised again after
            that: ``"any"`` way, by an ``"upgrade"`` or a ``"re-evaluation"``; None for all of them.

    Raises:
        InputError: another word, a value that is no whole number of 0 or more, an event without its
            days or days without an event, a status beside an event.
    """

    where: Where = attrs.field(factory=Where)
    value: int
    of: Counted = COUNTED[0]
    event: CountedEvent | None = None
    within: DateRange | None = None
    then: Again | None = None

    @classmethod
    def from_table(cls, table: object) -> PublishedCount:
        """The count that a row of data says: its fields, and the keys of a filter.

        Raises:
            InputError: every fault.
        """
        return read_filtered(cls, table, ("value", *_OF_A_COUNT, *KEYS))

    def to_table(self) -> dict[str, Any]:
        """The count as a row of data; :meth:`from_table` gives it back."""
        return {**self.asked.to_table(), "value": self.value}

    @property
    def asked(self) -> Asked:
        """What was counted."""
        return Asked(where=self.where, **{name: getattr(self, name) for name in _OF_A_COUNT})

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        where_is = check_type(faults, self.where, Where, "where")
        if type(self.value) is not int or self.value < 0:
            faults.add("not-a-count", "value", given=self.value)
        else:
            check_number(faults, self.value, "value")
        check_one_of(faults, "of", self.of, COUNTED)
        if self.event is not None:
            self._check_event(faults)
            if where_is and self.where.status != IN_FORCE:
                faults.add("not-of-an-event", "status", key="status")
        else:
            for name in ("within", "then"):
                if getattr(self, name) is not None:
                    faults.add("only-of-an-event", name, key=name)
        faults.raise_if_any()

    def _check_event(self, faults: Faults) -> None:
        check_one_of(faults, "event", self.event, COUNTED_EVENTS)
        if self.within is None:
            faults.add("missing-key", "within", key="within")
        else:
            check_type(faults, self.within, DateRange, "within")
        if self.then is not None:
            check_one_of(faults, "then", self.then, AGAIN)
            check_one_of(faults, "event", self.event, _COHORTS)
            check_one_of(faults, "of", self.of, ("products",))


_OF_A_COUNT = ("of", "event", "within", "then")
#: What makes a cohort of products.
_COHORTS = ("recognised", "due")


def _cells(where: Where) -> frozenset[int]:
    return frozenset(
        _PLACE[standing, stars] for standing in where.status for stars in where.stars or STARS
    )


@attrs.frozen
class Published:
    """The published totals of a day, and what follows from them.

    On a day by which no certificate can have been extended, none was: that need not be published.
    """

    counts: tuple[PublishedCount, ...]
    on: date
    _totals: dict[tuple[Where, frozenset[int]], int | None] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    def check(self, faults: Faults) -> None:
        """Note a fault where totals contradict each other."""
        seen: dict[Asked, int] = {}
        for n, each in enumerate(self.counts):
            if seen.setdefault(each.asked, each.value) != each.value:
                before = seen[each.asked]
                faults.add("counted-otherwise", "counts", n, given=each.value, before=before)
        if self._known:
            for n, each in enumerate(self.counts):
                if each.where.status == (Standing.EXTENDED,) and each.value:
                    since = extensions_since()
                    faults.add("none-extended-yet", "counts", n, on=self.on, since=since)
        if not faults.found and any(sums.contradictory for sums in self._tables.values()):
            faults.add("totals-contradict", "counts")

    @cached_property
    def _published(self) -> dict[Asked, int]:
        """What was counted → how many."""
        return {each.asked: each.value for each in self.counts}

    @cached_property
    def _known(self) -> list[tuple[frozenset[int], int]]:
        """Sums that the law itself says."""
        if self.on > extensions_since():
            return []
        return [(_cells(Where(status=(Standing.EXTENDED,))), 0)]

    @cached_property
    def _tables(self) -> dict[Where, Sums]:
        rests: dict[Where, list[tuple[frozenset[int], int]]] = {}
        for each in self.counts:
            if each.of == "recognitions" and each.event is None:
                sums = rests.setdefault(each.where.rest, list(self._known))
                sums.append((_cells(each.where), each.value))
        return {rest: Sums(len(_CELLS), sums) for rest, sums in rests.items()}

    @cached_property
    def _bare(self) -> Sums:
        """What is known of recognitions of which nothing was published."""
        return Sums(len(_CELLS), self._known)

    def _total(self, where: Where) -> int | None:
        key = (where.rest, _cells(where))
        if key not in self._totals:
            self._totals[key] = self._tables.get(where.rest, self._bare).total(key[1])
        return self._totals[key]

    def count(self, where: Where) -> Figure:
        """How many recognitions, where that follows from what was published."""
        total = self._total(where)
        return self._missing(where) if total is None else Figure(total)

    def _missing(self, where: Where) -> Figure:
        """No number: which totals are missing."""
        parts = [attrs.evolve(where, status=(each,)) for each in where.status]
        needed = [part for part in parts if self._total(part) is None]
        if where.status == RECOGNISED and needed == parts:
            needed = [where]
        return _not_published(*(Asked(where=part) for part in needed))

    def distinct(self, of: Counted, where: Where) -> Figure:
        """How many products or entities, where it was published.

        A product has at most one recognition in force, so that counts of those are the same.
        """
        asked = Asked(where=where, of=of)
        if asked in self._published:
            return Figure(self._published[asked])
        if of == "products" and set(where.status) <= {Standing.VALID, Standing.EXTENDED}:
            return self.count(where)
        return _not_published(asked)

    def rows(self, where: Where) -> Rows:  # noqa: ARG002 - as Tally answers it
        """There is no list to open.

        Raises:
            InputError: always.
        """
        raise InputError.of("no-list-to-open", "recognitions")

    def notes(self) -> tuple[Note, ...]:
        """Totals say nothing of themselves."""
        return ()

    def by(self, dimension: Dimension, status: tuple[Standing, ...]) -> dict[Any, int | None]:
        """How many there are of each kind of which a number was published."""
        field = _FIELDS.get(dimension)
        if field is None:
            return {}
        values: list[Any] = list(always_listed(dimension))
        for count in self.counts:
            asked = getattr(count.where, field)
            if len(asked) == 1 and count.where.status == status:
                values.append(asked[0])
        numbers: dict[Any, int | None] = {}
        for value in dict.fromkeys(values):
            fields: dict[str, Any] = {field: (value,)}
            number = self.count(attrs.evolve(Where(status=status), **fields)).value
            key = set_key(value) if dimension == "set" else value
            numbers[key] = number if isinstance(number, int) else None
        return numbers

    def happened(self, event: FlowEvent, period: DateRange, where: Where) -> Figure:
        """To how many recognitions something happened, where just this was published."""
        return self._of_event(Asked(where=_any_status(where), event=event, within=period))

    def followed(
        self, event: CountedEvent, period: DateRange, where: Where, then: Again
    ) -> tuple[Figure, Figure]:
        """Of the products of a cohort those recognised again, and all, where it was published."""
        whole = Asked(where=_any_status(where), of="products", event=event, within=period)
        return self._of_event(attrs.evolve(whole, then=then)), self._of_event(whole)

    def _of_event(self, asked: Asked) -> Figure:
        value = self._published.get(asked)
        return _not_published(asked) if value is None else Figure(value)


def _any_status(where: Where) -> Where:
    return attrs.evolve(where, status=IN_FORCE)


def _not_published(*needed: Asked) -> Figure:
    """No number: what is missing, and the rows of a file of figures to give it in."""
    rows = ", ".join(asked.row() for asked in needed)
    labels = [count_label(asked) for asked in needed]
    vi, en = "; ".join(label.vi for label in labels), "; ".join(label.en for label in labels)
    reason = Label(
        f"Thiếu số liệu: {vi}; ghi vào counts: {rows}",
        f"not published: {en}; give it in counts: {rows}",
    )
    return Figure(None, reason, asked=needed)
