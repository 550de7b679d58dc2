"""Published totals: what follows from them and what does not.

Where no list of products was published, only sums were: 284 recognised, 67 lapsed of them 3 at 4★
and 64 at 3★, 217 valid… Nothing is known but these, what follows from them by adding and taking
away, and that no count is below zero.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, Literal, get_args

import attrs

from ocop.argument import check_type
from ocop.brief import Brief
from ocop.cycle.certificate.term import extensions_since
from ocop.data import toml_inline
from ocop.dates import DateRange
from ocop.errors import Faults, InputError
from ocop.law.regime import Note
from ocop.targets._checks import check_number
from ocop.targets._home import set_key
from ocop.targets._linear import Sums
from ocop.targets.registry.standing import RECOGNISED, Standing
from ocop.targets.registry.standing_row import Rows
from ocop.targets.snapshot.dimension import Dimension, always_listed
from ocop.targets.snapshot.figure import Figure
from ocop.targets.where import KEYS, STARS, Where, read_filtered
from ocop.text import Label

__all__ = ["Published", "PublishedCount"]

_CELLS = tuple(product(Standing, STARS))
_PLACE = {cell: n for n, cell in enumerate(_CELLS)}

#: What can be counted.
Counted = Literal["recognitions", "products", "entities"]
COUNTED: tuple[Counted, ...] = get_args(Counted)

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

_NO_LIST = Figure.unknown(
    "chỉ có số tổng, không có danh sách sản phẩm", "only totals are known, no list of products"
)


@attrs.frozen(kw_only=True, repr=False)
class PublishedCount(Brief):
    """One published total.

    Attributes:
        where: What was counted.
        value: How many, 0 or more.
        of: ``"recognitions"``, ``"products"`` or ``"entities"`` (distinct ones).

    Raises:
        InputError: another ``of``, or a value that is no whole number of 0 or more.
    """

    where: Where
    value: int
    of: Counted = "recognitions"

    @classmethod
    def from_table(cls, table: object) -> PublishedCount:
        """The count that a row of data says: ``value``, ``of``, and the keys of a filter.

        Raises:
            InputError: every fault.
        """
        return read_filtered(cls, table, ("value", "of", *KEYS))

    def to_table(self) -> dict[str, Any]:
        """The count as a row of data; :meth:`from_table` gives it back."""
        of = {} if self.of == COUNTED[0] else {"of": self.of}
        return {**of, **self.where.to_table(), "value": self.value}

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_type(faults, self.where, Where, "where")
        if type(self.value) is not int or self.value < 0:
            faults.add("not-a-count", "value", given=self.value)
        else:
            check_number(faults, self.value, "value")
        if self.of not in COUNTED:
            faults.add("not-known", "of", given=self.of, known=COUNTED)
        faults.raise_if_any()


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
        seen: dict[tuple[str, Where], int] = {}
        for n, each in enumerate(self.counts):
            key = (each.of, each.where)
            if seen.setdefault(key, each.value) != each.value:
                faults.add("counted-otherwise", "counts", n, given=each.value, before=seen[key])
        if self._known:
            for n, each in enumerate(self.counts):
                if each.where.status == (Standing.EXTENDED,) and each.value:
                    since = extensions_since()
                    faults.add("none-extended-yet", "counts", n, on=self.on, since=since)
        if not faults.found and any(sums.contradictory for sums in self._tables.values()):
            faults.add("totals-contradict", "counts")

    @cached_property
    def _published(self) -> dict[tuple[str, Where], int]:
        """What was counted of which kind → how many."""
        return {(each.of, each.where): each.value for each in self.counts}

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
            if each.of == "recognitions":
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
        """No number: which totals are missing, and where to give them."""
        parts = [attrs.evolve(where, status=(each,)) for each in where.status]
        needed = [part for part in parts if self._total(part) is None]
        if where.status == RECOGNISED and needed == parts:
            return _not_published(_RECOGNISED, where, [_toml_row(where)])
        labels = [part.status[0].label for part in needed]
        what = Label(", ".join(each.vi for each in labels), ", ".join(each.en for each in labels))
        return _not_published(what, where, [_toml_row(part) for part in needed])

    def distinct(self, of: str, where: Where) -> Figure:
        """How many products or entities, where it was published.

        A product has at most one recognition in force, so that counts of those are the same.
        """
        if (of, where) in self._published:
            return Figure(self._published[of, where])
        if of == "products" and set(where.status) <= {Standing.VALID, Standing.EXTENDED}:
            return self.count(where)
        return _not_published(_DISTINCT[of], where, [{"of": of} | _toml_row(where)])

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

    def happened(self, event: str, period: DateRange, where: Where) -> Figure:  # noqa: ARG002
        """Totals do not say what happened."""
        return _NO_LIST

    def followed(
        self,
        event: str,  # noqa: ARG002
        period: DateRange,  # noqa: ARG002
        where: Where,  # noqa: ARG002
        then: str,  # noqa: ARG002
    ) -> tuple[Figure, Figure]:
        """Totals do not tell one product from another."""
        return _NO_LIST, _NO_LIST


_RECOGNISED = Label("Đã công nhận", "Recognised so far")
_DISTINCT = {
    "products": Label("Số sản phẩm", "Distinct products"),
    "entities": Label("Số chủ thể", "Distinct entities"),
}


def _toml_row(where: Where) -> dict[str, Any]:
    """A filter as a row of TOML, which has days of its own."""
    days = where.issued
    issued = {} if days is None else {"issued": {"from": days.first, "to": days.last}}
    return {**where.to_table(), **issued}


def _not_published(what: Label, where: Where, rows: list[dict[str, Any]]) -> Figure:
    """No number: what is missing, and the rows of a snapshot's file to give it in."""
    vi, en = what.vi, what.en
    if where.stars:
        ranks = "–".join(map(str, where.stars))
        vi, en = f"{vi} ({ranks} sao)", f"{en} ({ranks}★)"
    inline = ", ".join(toml_inline(row | {"value": _VALUE}) for row in rows).replace(
        f'"{_VALUE}"', _VALUE
    )
    return Figure.unknown(
        f"Thiếu số liệu: {vi}; ghi vào counts: {inline}",
        f"not published: {en}; give it in counts: {inline}",
    )


#: Stands where a number is to be written.
_VALUE = "…"
