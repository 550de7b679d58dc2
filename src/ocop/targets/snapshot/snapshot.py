"""Snapshots: what counts on one day, from a registry or from published totals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ocop.dates import DateRange
from ocop.errors import Faults, InputError
from ocop.frozen_map import FrozenMap
from ocop.law.entity import entity_kinds
from ocop.law.product_set import find_set
from ocop.law.regime import Note
from ocop.law.rules import Rules, default_rules
from ocop.targets._checks import (
    as_items,
    check_day,
    check_items,
    check_kind,
    check_label,
    check_map,
    checked_kind,
)
from ocop.targets._notes import snapshot_notes
from ocop.targets.plan.home import NOWHERE, group_ids, homes, newest, set_key
from ocop.targets.registry.bits import chosen, union
from ocop.targets.registry.registry import EVENTS, Registry
from ocop.targets.registry.standing import IN_FORCE, RECOGNISED, Rows, Standing
from ocop.targets.registry.table import Passing, groups_of
from ocop.targets.snapshot.figure import Figure, Indicator, Milestone
from ocop.targets.snapshot.published import COUNTED, Published, PublishedCount
from ocop.targets.where import STARS, Where, place_key, read_filtered
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from ocop.targets.registry.table import Table

__all__ = ["DIMENSIONS", "Snapshot"]


#: What a snapshot can be broken down by.
DIMENSIONS = (
    "stars",
    "set",
    "group",
    "entity_kind",
    "province",
    "district",
    "commune",
    "kind",
    "year",
)

_KEYS = ("on", "source", "counts", "indicators", "milestones", "units")

_COHORTS = ("recognised", "due")
_AGAIN = ("any", "upgrade", "re-evaluation")

#: What a recognition of an unknown end may be.
_POSSIBLE = {Standing.VALID, Standing.LAPSED}
_NO_LIST = Figure.unknown(
    "chỉ có số tổng, không có danh sách sản phẩm", "only totals are known, no list of products"
)


def _frozen_units(units: Any) -> Any:  # noqa: ANN401 - what is no table is left for the check
    if not isinstance(units, Mapping):
        return units
    return FrozenMap((name, as_items(places)) for name, places in units.items())


def _check_units(units: object, faults: Faults) -> None:
    if check_map(units, faults, "units"):
        assert isinstance(units, FrozenMap)  # noqa: S101 - for the checker
        for name, places in units.items():
            check_items(places, str, faults, "units", name)


def _checked_filter(where: Where | None) -> Where:
    return Where() if where is None else checked_kind(where, Where, "where")


def _check_once(what: str, keys: list[Any], faults: Faults) -> None:
    """Note a fault for each figure that an earlier one gives for the same day."""
    before: set[Any] = set()
    for n, key in enumerate(keys):
        if key in before:
            faults.add("figure-twice", what, n, given=key[0])
        before.add(key)


@attrs.frozen(kw_only=True, repr=False)
class Snapshot:
    """What counts on one day.

    One made by :meth:`Registry.on` counts a list of recognitions; one made by :meth:`of` knows
    published totals and what follows from them. Both answer the same questions; what is not known
    is None, or a :class:`Figure` without a value and with the reason.

    Attributes:
        on: The day.
        source: Whose figures they are; one text stands for both languages.
        registry: The list that is counted; None for published totals.
        counts: The published totals; not used where there is a list.
        indicators: Figures that are not about certificates.
        milestones: What is done and what is not.
        units: Lists of places by name.

    Raises:
        InputError: totals that contradict each other, or one figure given twice.
    """

    on: date
    source: str | Label = ""
    registry: Registry | None = None
    counts: tuple[PublishedCount, ...] = attrs.field(default=(), converter=as_items)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=as_items)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=as_items)
    units: FrozenMap[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_frozen_units)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_day(self.on, faults, "on")
        if not isinstance(self.source, str):
            check_label(self.source, faults, "source")
        if self.registry is not None:
            check_kind(self.registry, Registry, faults, "registry")
        _check_units(self.units, faults)
        counts_are = check_items(self.counts, PublishedCount, faults, "counts")
        if counts_are and type(self.on) is date:
            self._published.check(faults)
        if check_items(self.indicators, Indicator, faults, "indicators"):
            keys = [(each.id, each.place, each.on) for each in self.indicators]
            _check_once("indicators", keys, faults)
        if check_items(self.milestones, Milestone, faults, "milestones"):
            _check_once("milestones", [(each.id, each.on) for each in self.milestones], faults)
        faults.raise_if_any()

    @classmethod
    def from_table(cls, table: object) -> Snapshot:
        """The published totals that a table says, see :mod:`ocop.targets.snapshot.file`.

        Raises:
            InputError: every fault.
        """
        if not isinstance(table, Mapping):
            raise InputError.of("not-a-table", given=table)
        shared = {key: table[key] for key in ("on", "source") if key in table}
        rows = {
            key: [{**shared, **row} if isinstance(row, Mapping) else row for row in table[key]]
            for key in ("indicators", "milestones")
            if isinstance(table.get(key), (list, tuple))
        }
        return read_filtered(cls, {**table, **rows}, _KEYS)

    @classmethod
    def of(
        cls,
        on: date,
        *,
        source: str = "",
        recognised: int | Mapping[int, int] | None = None,
        valid: int | Mapping[int, int] | None = None,
        extended: int | Mapping[int, int] | None = None,
        lapsed: int | Mapping[int, int] | None = None,
        not_yet_valid: int | Mapping[int, int] | None = None,
        withdrawn: int | Mapping[int, int] | None = None,
        superseded: int | Mapping[int, int] | None = None,
        end_unknown: int | Mapping[int, int] | None = None,
        pending: int | Mapping[int, int] | None = None,
        closed: int | Mapping[int, int] | None = None,
        counts: Iterable[PublishedCount] = (),
        indicators: Iterable[Indicator] = (),
        milestones: Iterable[Milestone] = (),
        units: Mapping[str, Iterable[str]] | None = None,
    ) -> Snapshot:
        """A snapshot of published totals; what was not published is unknown, never zero.

        >>> from datetime import date
        >>> found = Snapshot.of(date(2023, 7, 1), recognised=284, valid={3: 206, 4: 11})
        >>> found.valid is None, found.valid_by_stars
        (True, {3: 206, 4: 11, 5: None})
        >>> found = Snapshot.of(date(2023, 7, 1), recognised=284, valid={3: 206, 4: 11}, lapsed=67)
        >>> found.valid, found.withdrawn, found.valid_by_stars
        (217, 0, {3: 206, 4: 11, 5: 0})

        Args:
            on: The day that the totals are of.
            source: Who published them.
            recognised: All recognised so far: one total, or a number of each rank.
            valid: Those valid, and likewise the other standings.
            extended: See ``valid``.
            lapsed: See ``valid``.
            not_yet_valid: See ``valid``.
            withdrawn: See ``valid``.
            superseded: See ``valid``.
            end_unknown: See ``valid``.
            pending: See ``valid``; not among those recognised.
            closed: See ``pending``.
            counts: Totals of anything else.
            indicators: Figures that are not about certificates.
            milestones: What is done and what is not.
            units: Lists of places by name.

        Raises:
            InputError: not a date, no counts, or totals that contradict each other.
        """
        found: list[PublishedCount] = []
        faults = Faults()
        for name, given in (
            ("recognised", recognised),
            ("valid", valid),
            ("extended", extended),
            ("lapsed", lapsed),
            ("not-yet-valid", not_yet_valid),
            ("withdrawn", withdrawn),
            ("superseded", superseded),
            ("end-unknown", end_unknown),
            ("pending", pending),
            ("closed", closed),
        ):
            if given is None:
                continue
            by_stars: Mapping[Any, int] = given if isinstance(given, Mapping) else {(): given}
            for stars, value in by_stars.items():
                with faults.at(name.replace("-", "_")):
                    where = Where.of(status=name, stars=stars)
                    found.append(PublishedCount(where=where, value=value))
        faults.raise_if_any()
        others = as_items(counts)
        return cls(
            on=on,
            source=source,
            counts=(*others, *found) if isinstance(others, tuple) else others,
            indicators=indicators,
            milestones=milestones,
            units={} if units is None else units,
        )

    def adding(self, other: Snapshot) -> Snapshot:
        """This snapshot with the indicators, milestones and lists of another beside its own.

        Raises:
            InputError: both give the same figure for one day.
        """
        checked_kind(other, Snapshot, "other")
        return attrs.evolve(
            self,
            indicators=(*self.indicators, *other.indicators),
            milestones=(*self.milestones, *other.milestones),
            units={**self.units, **other.units},
        )

    def __repr__(self) -> str:
        what = "published totals" if self.registry is None else repr(self.registry)
        return f"<Snapshot on {self.on} of {what}>"

    @cached_property
    def _published(self) -> Published:
        return Published(self.counts, self.on)

    @cached_property
    def _standings(self) -> dict[Standing, int]:
        assert self.registry is not None  # noqa: S101 - asked for only where there is a list
        return self.registry.table.standings(self.on)

    def _rows(self, where: Where) -> Passing:
        assert self.registry is not None  # noqa: S101 - see above
        counted, unclear = self._counted(where.status)
        passing = self.registry.table.passing(where)
        return Passing(
            passing.sure & counted,
            (passing.maybe & counted) | ((passing.sure | passing.maybe) & unclear),
        )

    def _counted(self, status: Iterable[Standing]) -> tuple[int, int]:
        """The rows of some standings, and those of an unknown end that may be of them."""
        asked = set(status)
        counted = union(self._standings[standing] for standing in asked)
        unclear = self._standings[Standing.END_UNKNOWN] & ~counted
        if asked >= _POSSIBLE:
            return counted | unclear, 0
        return counted, unclear if asked & _POSSIBLE else 0

    def rows(self, where: Where | None = None) -> Rows:
        """The rows behind :meth:`count`: those that surely count, and those that may.

        The count is known where no row only may count; it is then as many as surely do.

        Raises:
            InputError: only totals are known, no list of recognitions.
        """
        if self.registry is None:
            raise InputError.of("no-list-to-open", "registry")
        passing = self._rows(_checked_filter(where))
        opened = self.registry.table.opened
        return Rows(sure=opened(self.on, passing.sure), maybe=opened(self.on, passing.maybe))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What the figures must say of themselves: what was recorded wrongly, what waits."""
        if self.registry is None:
            return ()
        return (*self.registry.notes, *snapshot_notes(self.registry.table, self._standings))

    @property
    def rules(self) -> Rules:
        """How the law is read where it is silent."""
        return default_rules() if self.registry is None else self.registry.rules

    def count(self, where: Where | None = None) -> Figure:
        """How many recognitions there are of some kind; without a filter, those in force.

        Unknown where it was not published, or where a recognition may or may not be of the kind:
        its entity kind, say, is not recorded.
        """
        where = _checked_filter(where)
        if self.registry is None:
            return self._published.count(where)
        found = self._rows(where)
        if found.maybe:
            return _undecided(found.maybe.bit_count())
        return Figure(found.sure.bit_count())

    def distinct(self, of: Literal["products", "entities"], where: Where | None = None) -> Figure:
        """How many distinct products or entities there are among recognitions of some kind.

        Raises:
            InputError: something else is to be counted.
        """
        where = _checked_filter(where)
        if of not in COUNTED[1:]:
            raise InputError.of("not-known", "of", given=of, known=COUNTED[1:])
        if self.registry is None:
            return self._published.distinct(of, where)
        table = self.registry.table
        rows = self._rows(where)
        value, complete = table.distinct(
            table.products if of == "products" else table.holders, rows
        )
        if not complete:
            return _undecided((rows.sure | rows.maybe).bit_count() - value)
        return Figure(value)

    def _total(self, *status: Standing) -> int | None:
        value = self.count(Where(status=status)).value
        return value if isinstance(value, int) else None

    @property
    def recognised(self) -> int | None:
        """All recognitions so far, whatever became of them; proposals are none."""
        return self._total(*RECOGNISED)

    @property
    def valid(self) -> int | None:
        """Those valid on the day."""
        return self._total(Standing.VALID)

    @property
    def extended(self) -> int | None:
        """Those past their term that keep it until a result."""
        return self._total(Standing.EXTENDED)

    @property
    def in_force(self) -> int | None:
        """Those valid or extended: as many products carry their stars."""
        return self._total(*IN_FORCE)

    @property
    def lapsed(self) -> int | None:
        """Those whose term ended and that nothing took the place of before."""
        return self._total(Standing.LAPSED)

    @property
    def withdrawn(self) -> int | None:
        """Those withdrawn."""
        return self._total(Standing.WITHDRAWN)

    @property
    def superseded(self) -> int | None:
        """Those that a later recognition took the place of."""
        return self._total(Standing.SUPERSEDED)

    @property
    def not_yet_valid(self) -> int | None:
        """Those whose decision set a first valid day that has not come."""
        return self._total(Standing.NOT_YET_VALID)

    @property
    def end_unknown(self) -> int | None:
        """Those under a province's own rules of which nobody recorded until when they are valid."""
        return self._total(Standing.END_UNKNOWN)

    @property
    def pending(self) -> int | None:
        """Proposals for 5★ that wait for the centre; none of those recognised."""
        return self._total(Standing.PENDING)

    @property
    def closed(self) -> int | None:
        """Proposals that wait no more."""
        return self._total(Standing.CLOSED)

    @property
    def valid_by_stars(self) -> dict[int, int | None]:
        """Stars → those valid."""
        found = self.by("stars", status=(Standing.VALID,))
        return {stars: found[stars] for stars in STARS}

    @property
    def entities(self) -> int | None:
        """The distinct entities with a product in force."""
        value = self.distinct("entities").value
        return value if isinstance(value, int) else None

    def by(self, dimension: str, *, status: Iterable[Standing] = IN_FORCE) -> dict[Any, int | None]:
        """How many there are of each kind.

        Stars, groups and entity kinds are all listed; of places, sets, kinds and years those that
        occur (from published totals: those that were published). The key None counts what is not
        recorded. A set's key is ``"148:11"``; what may stand in either of two sets since the
        numbering changed has a key of its own, ``"148:4|148:8"``, and what has no set any more its
        old one, ``"1048:21"``.

        Args:
            dimension: One of :data:`DIMENSIONS`.
            status: The standings that count.

        Raises:
            InputError: no such dimension.
        """
        if dimension not in DIMENSIONS:
            raise InputError.of("not-known", "dimension", given=dimension, known=DIMENSIONS)
        counted = Where.of(status=status).status
        if self.registry is None:
            return self._published_by(dimension, counted)
        within, unclear = self._counted(counted)
        found: dict[Any, int | None] = dict.fromkeys(_closed(dimension), 0)
        undecided = set()
        for key, rows in self._keyed(dimension, self.registry):
            number = (rows & within).bit_count()
            if rows & unclear:
                undecided.add(key)
            if number or key in found or key in undecided:
                found[key] = (found.get(key) or 0) + number
        return found | dict.fromkeys(undecided)

    def _keyed(self, dimension: str, registry: Registry) -> Iterator[tuple[Hashable, int]]:
        """The keys of a dimension with their rows; a key may come more than once."""
        table = registry.table
        if dimension == "set":
            for (numbering, number, _), rows in table.sets.items():
                yield None if numbering is None else _home_key(numbering, number), rows
        elif dimension == "group":
            for value, rows in table.sets.items():
                yield "|".join(sorted(groups_of(value))) or None, rows
        else:
            place = dimension in {"province", "district", "commune"}
            for key, rows in table.column(dimension).items():
                spelt = getattr(next(chosen(table.rows, rows)), dimension) if place else key
                yield spelt, rows

    def _published_by(self, dimension: str, status: tuple[Standing, ...]) -> dict[Any, int | None]:
        keys: dict[Any, Where] = {}
        fields: dict[str, Any]
        field = _FIELDS.get(dimension)
        if field is None:
            return {}
        wanted: list[Any] = list(_closed(dimension))
        for each in self.counts:
            values = getattr(each.where, field)
            if len(values) == 1 and each.where.status == status:
                wanted.append(values[0])
        for value in dict.fromkeys(wanted):
            key = set_key(value) if dimension == "set" else value
            fields = {field: (value,)}
            keys[key] = attrs.evolve(Where(status=status), **fields)
        found: dict[Any, int | None] = {}
        for key, where in keys.items():
            number = self.count(where).value
            found[key] = number if isinstance(number, int) else None
        return found

    def happened(self, event: str, period: DateRange, where: Where) -> Figure:
        """How many recognitions something happened to in a period, up to the snapshot's day.

        Args:
            event: One of :data:`ocop.targets.EVENTS`.
            period: The days.
            where: Which recognitions; their standing on the day does not matter.
        """
        if event not in EVENTS:
            raise InputError.of("not-known", "event", given=event, known=EVENTS)
        checked_kind(period, DateRange, "period")
        where = _checked_filter(where)
        if self.registry is None:
            return _NO_LIST
        if self.on < period.first:
            return Figure(0)
        table = self.registry.table
        seen = attrs.evolve(period, last=min(period.last, self.on))
        rows = self.registry.happened(event, seen)
        passing = table.passing(where)
        maybe = rows & passing.maybe
        if event in {"new", "upgraded", "re-recognised"}:
            unsaid = self.registry.happened("kind-unknown", seen)
            maybe |= unsaid & (passing.sure | passing.maybe)
        if maybe:
            return _undecided(maybe.bit_count())
        return Figure((rows & passing.sure).bit_count())

    def followed(
        self, event: str, period: DateRange, where: Where, then: str
    ) -> tuple[Figure, Figure]:
        """Of the products of a cohort those recognised again since, and all of them.

        See :class:`ocop.targets.Cohort`, which asks.
        """
        for name, word, known in (("event", event, _COHORTS), ("then", then, _AGAIN)):
            if word not in known:
                raise InputError.of("not-known", name, given=word, known=known)
        checked_kind(period, DateRange, "period")
        checked_kind(where, Where, "where")
        if self.registry is None:
            return _NO_LIST, _NO_LIST
        table = self.registry.table
        rows = self._cohort(table, event, period)
        passing = table.passing(where)
        if maybe := rows & passing.maybe:
            return _undecided(maybe.bit_count()), _undecided(maybe.bit_count())
        last: dict[Hashable, int] = {}
        for row in chosen(range(len(table.rows)), rows & passing.sure):
            product = table.products[row]
            here = last.setdefault(product, row)
            if table.rows[row].issued_on > table.rows[here].issued_on:
                last[product] = row
        said = [self._again(table, row, then) for row in last.values()]
        whole = Figure(len(last))
        if None in said:
            return _undecided(said.count(None)), whole
        return Figure(said.count(True)), whole

    def _cohort(self, table: Table, event: str, period: DateRange) -> int:
        issued = union(rows for day, rows in table.issued.items() if day <= self.on)
        if event == "recognised":
            days: list[tuple[date | None, int]] = [*table.issued.items()]
        else:
            days = [*table.due.items()]
            for (day, _, now), rows in table.lives.changes.items():
                if now is Standing.WITHDRAWN and day <= self.on:
                    issued &= ~rows
        return (
            issued
            & ~table.pending
            & union(rows for day, rows in days if day is not None and day in period)
        )

    def _again(self, table: Table, row: int, then: str) -> bool | None:
        """Whether a product was recognised after a row; None where the kind is not recorded."""
        kinds = [
            later.kind
            for later in (table.rows[n] for n in table.lives.of_product(row))
            if table.rows[row].issued_on < later.issued_on <= self.on and not later.pending
        ]
        if then == "any" or not kinds:
            return bool(kinds)
        return True if then in kinds else None if None in kinds else False

    def indicator(self, id_: str, place: str | None = None) -> Indicator | None:
        """The newest figure of this name by the snapshot's day; None where there is none.

        Args:
            id_: Its name.
            place: The unit that it is of; None for the whole territory.
        """
        wanted = None if place is None else place_key("unit", checked_kind(place, str, "place"))
        found = [
            each
            for each in self.indicators
            if each.id == id_
            and each.on <= self.on
            and (None if each.place is None else place_key("unit", each.place)) == wanted
        ]
        return max(found, key=lambda each: each.on, default=None)

    def milestone(self, id_: str) -> Milestone | None:
        """What was last said about a milestone by the snapshot's day; None where nothing was."""
        found = [each for each in self.milestones if each.id == id_ and each.on <= self.on]
        return max(found, key=lambda each: each.on, default=None)

    def text(self, lang: str = "vi") -> str:
        """The snapshot's figures, one a line.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        from ocop.targets.report import snapshot_text  # noqa: PLC0415 - it reads snapshots

        return snapshot_text(self, lang)

    def __str__(self) -> str:
        return self.text("en")

    def _repr_html_(self) -> str:
        from ocop.targets.report import snapshot_html  # noqa: PLC0415 - it reads snapshots

        return snapshot_html(self)

    def to_data(self) -> dict[str, Any]:
        """The snapshot's figures as plain data, with the readings that are not the default."""
        return {
            "on": self.on.isoformat(),
            "recognised": self.recognised,
            "valid": self.valid,
            "extended": self.extended,
            "lapsed": self.lapsed,
            "withdrawn": self.withdrawn,
            "superseded": self.superseded,
            "not_yet_valid": self.not_yet_valid,
            "end_unknown": self.end_unknown,
            "pending": self.pending,
            "closed": self.closed,
            "valid_by_stars": {str(stars): n for stars, n in self.valid_by_stars.items()},
            "entities": self.entities,
            **self.rules.to_dict(),
            "notes": [
                {"id": note.id, "vi": note.label.vi, "en": note.label.en} for note in self.notes
            ],
        }


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


def _closed(dimension: str) -> tuple[Hashable, ...]:
    """The values that are always listed."""
    if dimension == "stars":
        return STARS
    if dimension == "group":
        return group_ids()
    if dimension == "entity_kind":
        return tuple(kind.id for kind in entity_kinds())
    return ()


def _home_key(numbering: str, number: int) -> str:
    """Where a set stands in today's numbering, in one word."""
    found = homes(numbering, number, newest())
    if NOWHERE in found:
        return set_key(find_set(numbering, number))
    return "|".join(f"{newest()}:{each}" for each in sorted(found))


def _undecided(number: int) -> Figure:
    return Figure.unknown(
        f"Chưa xác định được (thiếu thông tin, bộ đã tách, chưa rõ loại hình hoặc thời hạn): "
        f"{number} bản ghi",
        "not recorded, of a set that was split, of a kind or an end that is not known: "
        f"{number} of the rows",
    )
