"""A registry as columns: the days on which each recognition begins and ends, and what filters ask.

A recognition ends once: it lapses, is withdrawn, or is superseded, whatever comes first, as
:class:`ocop.cycle.Certificate` has it. The term of 36 months is asked of that floor, once for each
distinct day of issue.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ocop.cycle import last_valid_day
from ocop.errors import Fault, Faults
from ocop.targets._bits import by_value, chosen, union
from ocop.targets.filtering import Where, place_key
from ocop.targets.homes import home_groups, homes
from ocop.targets.standings import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from ocop.law import Readings
    from ocop.targets.recognitions import Recognition

__all__ = ["Rows", "SetValue", "Table", "groups_of"]

_DAY = timedelta(days=1)
_OPEN = date.max

#: Numbering and number of a set, or None and 0; the group as recorded.
SetValue = tuple[str | None, int, str | None]


@attrs.frozen
class Rows:
    """What a filter lets through: rows that surely pass, and rows of which that is not known."""

    sure: int
    maybe: int = 0


@attrs.frozen(eq=False)
class Table:
    """The columns of a registry; each is made when first asked for, and kept."""

    rows: tuple[Recognition, ...]
    readings: Readings
    _columns: dict[str, dict[Hashable, int]] = attrs.field(factory=dict, init=False)

    @cached_property
    def all(self) -> int:
        """Every row."""
        return (1 << len(self.rows)) - 1

    @cached_property
    def issued(self) -> dict[date, int]:
        """Day of issue → rows."""
        return by_value([each.issued_on for each in self.rows])

    @cached_property
    def pending(self) -> int:
        """The rows that are proposals."""
        return by_value([each.pending for each in self.rows]).get(True, 0)

    @cached_property
    def products(self) -> tuple[Hashable, ...]:
        """Of every row what tells its product from others."""
        return tuple(each.product for each in self.rows)

    @cached_property
    def holders(self) -> tuple[Hashable | None, ...]:
        """Of every row what tells its entity from others."""
        return tuple(each.holder for each in self.rows)

    @cached_property
    def histories(self) -> dict[Hashable, list[int]]:
        """Product → its rows in the order of issue, where it has more than one."""
        found: dict[Hashable, list[int]] = {}
        for row, product in enumerate(self.products):
            found.setdefault(product, []).append(row)
        several = {product: rows for product, rows in found.items() if len(rows) > 1}
        for rows in several.values():
            # on one day, the recognition comes before a proposal for more
            rows.sort(key=lambda row: (self.rows[row].issued_on, self.rows[row].pending))
        return several

    def check(self, faults: Faults) -> None:
        """Note a fault where a product has two recognitions, or two proposals, on one day."""
        for rows in self.histories.values():
            days = [(self.rows[row].issued_on, self.rows[row].pending) for row in rows]
            for before, after, row in zip(days, days[1:], rows[1:], strict=False):
                if before == after:
                    each = self.rows[row]
                    faults.found.append(
                        Fault(
                            f"recognitions[{row}]",
                            f"{each.code or each.name!r} is there twice on {each.issued_on}",
                            "one must be wrong",
                        )
                    )

    @cached_property
    def superseded_on(self) -> dict[int, date]:
        """Row → the day on which a later recognition took its place.

        A proposal takes the place of an earlier proposal only.
        """
        found = {
            row: each.superseded_on
            for row, each in enumerate(self.rows)
            if each.superseded_on is not None
        }
        for rows in self.histories.values():
            for n, row in enumerate(rows):
                for later in rows[n + 1 :]:
                    if not self.rows[later].pending or self.rows[row].pending:
                        # a day that the row records stays, as ocop.cycle.superseding has it
                        found.setdefault(row, self.rows[later].issued_on)
                        break
        return found

    @cached_property
    def last_days(self) -> tuple[date, ...]:
        """Of every row the last valid day, extensions apart; of a proposal none."""
        terms = {day: last_valid_day(day, readings=self.readings) for day in self.issued}
        return tuple(_OPEN if each.pending else terms[each.issued_on] for each in self.rows)

    @cached_property
    def due(self) -> dict[date, int]:
        """Last valid day → rows."""
        return by_value(self.last_days)

    @cached_property
    def extended_to(self) -> dict[int, date]:
        """Row → the last day of its extension, where it has one."""
        found = {}
        for row, each in enumerate(self.rows):
            if each.re_evaluation_filed_on is not None and not each.pending:
                plain = attrs.evolve(each, withdrawn_on=None, withdrawal_ground=None)
                extended = plain.certificate(readings=self.readings).extended_to
                if extended is not None:
                    found[row] = extended
        return found

    @cached_property
    def ends(self) -> dict[tuple[date, Standing], int]:
        """(first day on which it is over, what it is from then on) → rows."""
        over, last = self._over, self.last_days
        lapses = {day: (day + _DAY, Standing.LAPSED) for day in {*last} if day != _OPEN}
        never = (_OPEN, Standing.LAPSED)
        ends = by_value(
            [over[row] if row in over else lapses.get(day, never) for row, day in enumerate(last)]
        )
        ends.pop(never, None)
        return ends

    @cached_property
    def _over(self) -> dict[int, tuple[date, Standing]]:
        """The ends of the rows that have more to them than their term."""
        touched = {*self.superseded_on, *self.extended_to}
        touched.update(row for row, each in enumerate(self.rows) if each.withdrawn_on is not None)
        found = {}
        for row in touched:
            ways: list[tuple[date, Standing]] = []
            withdrawn = self.rows[row].withdrawn_on
            if withdrawn is not None:
                ways.append((withdrawn, Standing.WITHDRAWN))
            if row in self.superseded_on:
                ways.append((self.superseded_on[row], Standing.SUPERSEDED))
            last = self.extended_to.get(row, self.last_days[row])
            if last != _OPEN:
                ways.append((last + _DAY, Standing.LAPSED))
            # of two on one day the first named stands, as Certificate has it
            found[row] = min(ways, key=lambda way: way[0])
        return found

    def standings(self, day: date) -> dict[Standing, int]:
        """How every recognition issued by a day stands on it."""
        issued = union(rows for on, rows in self.issued.items() if on <= day)
        found = dict.fromkeys(Standing, 0)
        for (on, cause), rows in self.ends.items():
            if on <= day:
                found[cause] |= rows
        # what ends on the day of its own issue never was in force, but it was recognised
        for cause in (Standing.LAPSED, Standing.WITHDRAWN, Standing.SUPERSEDED):
            found[cause] &= issued
            issued &= ~found[cause]
        late = union(1 << row for row in self.extended_to if self.last_days[row] < day)
        found[Standing.PENDING] = issued & self.pending
        found[Standing.EXTENDED] = issued & late
        found[Standing.VALID] = issued & ~late & ~self.pending
        return found

    def column(self, name: str) -> dict[Hashable, int]:
        """The rows of every value of a column; the value None where it is not recorded."""
        if name not in self._columns:
            self._columns[name] = by_value([_VALUES[name](each) for each in self.rows])
        return self._columns[name]

    @cached_property
    def sets(self) -> dict[SetValue, int]:
        """What is recorded of set and group → rows."""
        return by_value([_set_of(each) for each in self.rows])

    def passing(self, where: Where) -> Rows:
        """The rows that a filter lets through, its standings apart."""
        sure = possible = self.all
        for name, wanted in (
            ("stars", where.stars),
            ("entity_kind", where.entity_kinds),
            ("kind", where.kinds),
            *(
                (level, tuple(place_key(level, name) for name in names))
                for level, names in (
                    ("province", where.provinces),
                    ("district", where.districts),
                    ("commune", where.communes),
                )
            ),
        ):
            if wanted:
                column = self.column(name)
                yes = union(column.get(value, 0) for value in wanted)
                sure &= yes
                possible &= yes | column.get(None, 0)
        for verdict, asked in ((_in_sets, where.sets), (_in_groups, where.groups)):
            if asked:
                yes, perhaps = self._by_set(verdict, where)
                sure &= yes
                possible &= yes | perhaps
        if where.issued is not None:
            days = where.issued
            in_time = union(rows for day, rows in self.issued.items() if day in days)
            sure &= in_time
            possible &= in_time
        return Rows(sure, possible & ~sure)

    def _by_set(
        self, verdict: Callable[[Where, SetValue], bool | None], where: Where
    ) -> tuple[int, int]:
        yes = perhaps = 0
        for value, rows in self.sets.items():
            said = verdict(where, value)
            if said is None:
                perhaps |= rows
            elif said:
                yes |= rows
        return yes, perhaps

    def distinct(self, values: tuple[Hashable | None, ...], rows: Rows) -> tuple[int, bool]:
        """How many distinct values the rows have, and whether that is all there can be."""
        sure = set(chosen(values, rows.sure))
        if None in sure:
            return len(sure) - 1, False
        if not rows.maybe:
            return len(sure), True
        return len(sure), set(chosen(values, rows.maybe)) <= sure


def _verdict(possible: frozenset[Hashable], wanted: frozenset[Hashable]) -> bool | None:
    """Whether what it may be is wanted; None where it may be and may not."""
    if possible <= wanted:
        return True
    return None if possible & wanted else False


def _in_sets(where: Where, value: SetValue) -> bool | None:
    numbering, number, _ = value
    if numbering is None:
        return None
    said = [
        _verdict(
            homes(numbering, number, into),
            frozenset(each.number for each in where.sets if each.numbering == into),
        )
        for into in {each.numbering for each in where.sets}
    ]
    return True if True in said else None if None in said else False


def _in_groups(where: Where, value: SetValue) -> bool | None:
    found = groups_of(value)
    return None if not found else _verdict(found, frozenset(where.groups))


def groups_of(value: SetValue) -> frozenset[str]:
    """The groups that a row may belong to; none where nothing is recorded."""
    numbering, number, group = value
    if numbering is not None:
        return home_groups(numbering, number)
    return frozenset() if group is None else frozenset({group})


def _set_of(each: Recognition) -> SetValue:
    found = each.product_set
    if found is None:
        return (None, 0, each.group)
    return (found.numbering, found.number, each.group)


def _place(level: str) -> Callable[[Recognition], str | None]:
    def key(each: Recognition) -> str | None:
        name: str | None = getattr(each, level)
        return None if name is None else place_key(level, name)

    return key


_VALUES: dict[str, Callable[[Recognition], Hashable]] = {
    "stars": lambda each: each.stars,
    "entity_kind": lambda each: None if each.entity_kind is None else each.entity_kind.id,
    "kind": lambda each: each.kind,
    "year": lambda each: each.issued_on.year,
    "province": _place("province"),
    "district": _place("district"),
    "commune": _place("commune"),
}
