"""A registry as columns: what filters ask, as sets of rows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any
from weakref import WeakValueDictionary

import attrs

from ocop.argument import check_each
from ocop.cycle.certificate.certificate import Certificate
from ocop.dates import DateRange
from ocop.errors import Faults, NotRegulated
from ocop.law.entity import entity_kind
from ocop.law.regime import Note
from ocop.law.rules import Rules
from ocop.targets._notes import registry_notes
from ocop.targets.registry._bits import bits_of, chosen, numbers_of
from ocop.targets.registry._coded import Coded, coded, first_rows
from ocop.targets.registry._doubt import Doubt
from ocop.targets.registry._known import row_as_known, tells_of_later
from ocop.targets.registry._lives import Lives
from ocop.targets.registry._recognition_law import check_all_by_law
from ocop.targets.registry._set_value import SetValue, in_groups, in_sets, set_of
from ocop.targets.registry._span import NO_CELLS, NO_DAYS, earliest
from ocop.targets.registry._worlds import Worlds
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing
from ocop.targets.registry.standing_row import StandingRow
from ocop.targets.where import Where, place_key, without_word

__all__ = ["UNKNOWN", "Passing", "Table", "table_of"]

#: Stands for a product or an entity of which it is not known which it is.
UNKNOWN = -1


@attrs.frozen
class Passing:
    """What a filter lets through: rows that surely pass, and rows of which that is not known."""

    sure: int
    maybe: int = 0


def table_of(rows: tuple[Recognition, ...], rules: Rules) -> Table:
    """The columns of these rows; a registry and its snapshots, of every day, share one.

    Raises:
        InputError: something else among the rows, one that the rules do not allow, or one product
            recognised twice on one day.
    """
    table = _tables.get((id(rows), rules))
    if table is None:
        table = Table(rows, rules)
        faults = Faults()
        if check_each(faults, rows, Recognition, "recognitions"):
            table.check(faults)
        faults.raise_if_any()
        _tables[id(rows), rules] = table
    return table


@attrs.frozen(eq=False)
class Table:
    """The columns of a registry; each is made when first asked for, and kept."""

    rows: tuple[Recognition, ...]
    rules: Rules
    #: The product and the entity of each row, where those are reckoned already.
    product_of: Sequence[int] | None = None
    holder_of: Sequence[int] | None = None
    _columns: dict[str, Coded[Hashable]] = attrs.field(factory=dict, init=False)
    _known: dict[date, Table] = attrs.field(factory=dict, init=False)

    @cached_property
    def all(self) -> int:
        """Every row."""
        return (1 << len(self.rows)) - 1

    @property
    def issued(self) -> Coded[date]:
        """The day of issue of each row; of a month or a year the first day."""
        return self.lives.issued

    @cached_property
    def pending(self) -> int:
        """The rows that are proposals."""
        return self._bits(row for row, each in enumerate(self.rows) if each.pending)

    @cached_property
    def lives(self) -> Lives:
        """From which day each row stands how; of a month or a year the first day counts."""
        inexact = any(each.until is not NO_DAYS and each.until for each in self.rows)
        rows = tuple(map(earliest, self.rows)) if inexact else self.rows
        return Lives(rows, self.rules, self.product_of)

    @cached_property
    def doubt(self) -> Doubt:
        """The rows of which a part of their lives is not known."""
        return Doubt(self.rows, Worlds(self.rows, self.rules, self.lives))

    @property
    def products(self) -> Sequence[int]:
        """The first row of the product of each row, which stands for the product."""
        return self.lives.products

    @cached_property
    def known_products(self) -> Sequence[int]:
        """The same; :data:`UNKNOWN` where what tells it from another of its name is unread."""
        unclear = self.doubt.unclear_products
        if not unclear:
            return self.products
        return [UNKNOWN if row in unclear else product for row, product in enumerate(self.products)]

    @cached_property
    def holders(self) -> Sequence[int]:
        """The first row of the entity of each row; :data:`UNKNOWN` where it is not recorded."""
        if self.holder_of is not None:
            return self.holder_of
        names = first_rows(
            (
                each.entity,
                each.province,
                each.unread is not NO_CELLS and "province" in each.unread,
            )
            for each in self.rows
        )
        distinct = [*dict.fromkeys(names)]
        keys = [self.rows[row].holder for row in distinct]
        firsts = map(distinct.__getitem__, first_rows(keys))
        holders = {
            row: UNKNOWN if key is None else first
            for row, key, first in zip(distinct, keys, firsts, strict=True)
        }
        return array("i", map(holders.__getitem__, names))

    def _bits(self, rows: Iterable[int]) -> int:
        return bits_of(rows, len(self.rows))

    def as_known(self, day: date) -> Table:
        """The rows as they were known on a day: itself where they tell of nothing that came later.

        Of the last day that was asked for the answer is kept: the plans of a province share it.
        """
        if day not in self._known:
            self._known.clear()
            self._known[day] = self._as_known(day) if tells_of_later(self.lives, day) else self
        return self._known[day]

    def _as_known(self, day: date) -> Table:
        numbers = [row for row, each in enumerate(self.rows) if each.issued_on <= day]
        rows = tuple(row_as_known(self.rows[row], day) for row in numbers)
        products = first_rows(map(self.products.__getitem__, numbers))
        holders = first_rows(map(self.holders.__getitem__, numbers))
        known = array(
            "i",
            (
                UNKNOWN if self.holders[row] == UNKNOWN else first
                for row, first in zip(numbers, holders, strict=True)
            ),
        )
        table = Table(rows, self.rules, products, known)
        _tables[id(rows), self.rules] = table  # they were held against the law when it was made
        return table

    @cached_property
    def index(self) -> dict[Recognition, int]:
        """Recognition → its row."""
        return {each: row for row, each in enumerate(self.rows)}

    @cached_property
    def unknown_cells(self) -> int:
        """How many cells of the rows could not be read."""
        return sum(len(each.unread) for each in self.rows if each.unread)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What is not as it should be among the records, and how it was counted."""
        return registry_notes(self)

    def check(self, faults: Faults) -> None:
        """Note what the rules have against a row, and two of a product on one day."""
        check_all_by_law(self.rows, self.rules, faults)
        for rows in self.lives.histories:
            seen: set[tuple[date, date | None, bool]] = set()
            for row in rows:
                each = self.rows[row]
                key = (each.issued_on, each.until.get("issued_on"), each.pending)
                if key in seen:
                    faults.add(
                        "recognised-twice",
                        "recognitions",
                        row,
                        given=each.code or each.name,
                        day=each.issued_on,
                    )
                seen.add(key)

    @cached_property
    def due(self) -> Coded[date | None]:
        """The last valid day of each row; None where it has none, or none that is known."""
        return coded(map(self.lives.last_valid_day, range(len(self.rows))))

    def standings(self, day: date) -> Mapping[Standing, int]:
        """How every recognition issued by a day stands on it."""
        return self.lives.standings(day)

    def possible(self, day: date) -> dict[Standing | None, int]:
        """How every recognition issued by a day may stand on it; nearly all in one way.

        None has those of which it is not known whether they were issued by then.
        """
        pairs: list[tuple[Standing | None, int]] = [(None, 0), *self.standings(day).items()]
        standings = dict(pairs)
        return self.doubt.possible(standings, day) if self.doubt.doubtful else standings

    def issued_within(self, days: DateRange) -> Passing:
        """The rows issued within days, and those of which that is not known."""
        rows = self.issued.where(days.__contains__)
        if not self.doubt.inexact:
            return Passing(rows)
        sure, may = list[int](), list[int]()
        for row in numbers_of(self.doubt.inexact):
            span = self.rows[row].issue_days
            if days.first <= span.first and span.last <= days.last:
                sure.append(row)
            elif span.first <= days.last and days.first <= span.last:
                may.append(row)
        return Passing(rows & ~self.doubt.inexact | self._bits(sure), self._bits(may))

    def opened(self, day: date, rows: int) -> tuple[StandingRow, ...]:
        """Of these rows those issued by a day, each as it stands on it, in the registry's order."""
        standing_of = {
            row: standing
            for standing, held in self.standings(day).items()
            for row in numbers_of(held & rows)
        }
        others: dict[int, list[Standing]] = {}
        for other, held in self.possible(day).items():
            for row in numbers_of(held & rows):
                if other is not None and other is not standing_of[row]:
                    others.setdefault(row, []).append(other)
        return tuple(
            self._opened(row, standing_of[row], tuple(others.get(row, ())))
            for row in sorted(standing_of)
        )

    def _opened(self, row: int, standing: Standing, others: tuple[Standing, ...]) -> StandingRow:
        lives = self.lives
        inexact = self.rows[row].until.keys()
        certificate = None if inexact - {"ends_on"} else lives.certificate(row)
        term_known = inexact.isdisjoint(("issued_on", "valid_from", "ends_on"))
        return StandingRow(
            recognition=self.rows[row],
            standing=standing,
            may_be=others,
            last_valid_day=lives.last_valid_day(row) if term_known else None,
            extended_to=None if certificate is None else certificate.extended_to,
            superseded_on=self.superseded_on(row)
            if certificate is None or row in self.doubt.worlds.touched_rows
            else certificate.superseded_on,
            filing_window=None if certificate is None else _window(certificate),
        )

    def superseded_on(self, row: int) -> date | None:
        """The day on which something took the place of a row; None where it is not known."""
        worlds = self.doubt.worlds
        if row not in worlds.touched_rows:
            return self.lives.superseded_on.get(row)
        days = worlds.superseded_on(row)
        return days[0] if len(days) == 1 else None

    def column(self, name: str) -> Coded[Hashable]:
        """The values of a column; None where it is not recorded."""
        if name not in self._columns:
            cell, value = _VALUES[name]
            column = coded(map(cell, self.rows), value)
            if name == "district" and self._whole_district:
                column = coded(
                    map(cell, self.rows),
                    lambda name: self._whole_district.get(key := _district(name), key),
                )
            self._columns[name] = column
        return self._columns[name]

    @cached_property
    def _districts(self) -> dict[str, str]:
        """Key of a district → its first spelling."""
        names: dict[str, str] = {}
        for name in dict.fromkeys(each.district for each in self.rows):
            if name is not None:
                names.setdefault(place_key("district", name), name)
        return names

    @cached_property
    def _whole_district(self) -> dict[Hashable, str]:
        """Key of a district without its word → key with it, where one district is so called."""
        called: dict[str, list[str]] = {}
        for key in self._districts:
            if (bare := without_word(key)) != key:
                called.setdefault(bare, []).append(key)
        return {bare: wholes[0] for bare, wholes in called.items() if len(wholes) == 1}

    @cached_property
    def one_district(self) -> tuple[tuple[str, str], ...]:
        """The districts written with their word and without, as the first rows write them."""
        names = self._districts
        return tuple(
            (names[str(bare)], names[whole])
            for bare, whole in sorted(self._whole_district.items(), key=str)
            if bare in names
        )

    def place(self, level: str, name: str) -> Hashable:
        """The value of a column of places that a name asks for."""
        key = place_key(level, name)
        if level != "district":
            return key
        whole = self._whole_district.get(key, key)
        column = self.column(level)
        bare = without_word(key)
        return bare if whole not in column and bare not in self._whole_district else whole

    @cached_property
    def sets(self) -> Coded[SetValue]:
        """What is recorded of the set and the group of each row."""
        return coded(map(set_of, self.rows))

    def passing(self, where: Where) -> Passing:
        """The rows that a filter lets through, its standings apart."""
        sure = possible = self.all
        for name, wanted in (
            ("stars", where.stars),
            ("kind", where.kinds),
            *(
                (level, tuple(self.place(level, name) for name in names))
                for level, names in (
                    ("province", where.provinces),
                    ("district", where.districts),
                    ("commune", where.communes),
                )
            ),
        ):
            if wanted:
                column = self.column(name)
                yes = column.rows(*wanted)
                sure &= yes
                possible &= yes | column.rows(None)
        if where.entity_kinds:
            yes, perhaps = self._by_entity(frozenset(where.entity_kinds))
            sure &= yes
            possible &= yes | perhaps
        for verdict, asked in ((in_sets, where.sets), (in_groups, where.groups)):
            if asked:
                yes, perhaps = self._by_set(verdict, where)
                sure &= yes
                possible &= yes | perhaps
        if where.issued is not None:
            in_time = self.issued_within(where.issued)
            sure &= in_time.sure
            possible &= in_time.sure | in_time.maybe
        return Passing(sure, possible & ~sure)

    def _by_entity(self, wanted: frozenset[str]) -> tuple[int, int]:
        kinds = self.column("entity_kind")
        maybe = {
            kind
            for kind in kinds.values
            if kind is None or wanted & frozenset(entity_kind(str(kind)).may_be)
        }
        return kinds.rows(*wanted), kinds.rows(*(maybe - wanted))

    def _by_set(
        self, verdict: Callable[[Where, SetValue], bool | None], where: Where
    ) -> tuple[int, int]:
        verdicts = {value: verdict(where, value) for value in self.sets.values}
        return (
            self.sets.where(lambda value: verdicts[value] is True),
            self.sets.where(lambda value: verdicts[value] is None),
        )

    def distinct(self, values: Sequence[int], rows: Passing) -> tuple[int, bool]:
        """How many distinct values the rows have, and whether that is all there can be."""
        sure = set(chosen(values, rows.sure))
        if UNKNOWN in sure:
            return len(sure) - 1, False
        if not rows.maybe:
            return len(sure), True
        return len(sure), set(chosen(values, rows.maybe)) <= sure


def _window(certificate: Certificate) -> DateRange | None:
    try:
        return certificate.filing_window
    except NotRegulated:
        return None


def _place(level: str) -> Callable[[str | None], str | None]:
    return lambda name: None if name is None else place_key(level, name)


def _kind_id(each: Recognition) -> str | None:
    return None if each.entity_kind is None else each.entity_kind.id


_district = _place("district")

#: Column → the cell of a recognition, and what the cell stands for.
_VALUES: dict[str, tuple[Callable[[Recognition], Any], Callable[[Any], Hashable] | None]] = {
    "stars": (attrgetter("stars"), None),
    "entity_kind": (_kind_id, None),
    "kind": (attrgetter("kind"), None),
    "year": (attrgetter("issued_on"), lambda day: day.year),
    "province": (attrgetter("province"), _place("province")),
    "district": (attrgetter("district"), _district),
    "commune": (attrgetter("commune"), _place("commune")),
}

#: The tables in use; each holds its rows, so that no other rows have their id meanwhile.
_tables: WeakValueDictionary[tuple[int, Rules], Table] = WeakValueDictionary()
