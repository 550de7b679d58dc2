"""Snapshots: what counts on one day, from a registry or from published totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

import attrs

from ocop.argument import as_items, check_day, check_each, checked
from ocop.documents import read_fields
from ocop.errors import Faults, InputError
from ocop.frozen_map import FrozenMap
from ocop.law.regime import Note
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.shown.value import Shown, Tidy
from ocop.targets._checks import as_label, as_text, as_texts, check_count, check_label, check_map
from ocop.targets._notes import reading_notes
from ocop.targets.registry._table import Table, table_of
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import IN_FORCE, RECOGNISED, Standing
from ocop.targets.registry.standing_row import Rows
from ocop.targets.snapshot._shown import snapshot_text
from ocop.targets.snapshot._tally import Tally
from ocop.targets.snapshot.dimension import DIMENSIONS, Dimension
from ocop.targets.snapshot.figure import Figure, Indicator, Milestone
from ocop.targets.snapshot.published import Published, PublishedCount
from ocop.targets.where import STARS, Where, place_key
from ocop.text import Label

__all__ = ["Snapshot", "counted_by"]


def _frozen_units(units: Any) -> Any:  # noqa: ANN401 - what is no table is left for the check
    if not isinstance(units, Mapping):
        return units
    return FrozenMap((as_text(name), as_texts(places)) for name, places in units.items())


def _whose(source: str | Label) -> str | Label:
    return as_text(source) if isinstance(source, str) else as_label(source)


def _check_units(units: object, faults: Faults) -> None:
    if check_map(faults, units, "units"):
        assert isinstance(units, FrozenMap)  # noqa: S101 - for the checker
        for name, places in units.items():
            check_each(faults, places, str, "units", name)


_DISTINCT = ("products", "entities")


def _checked_filter(where: Where | None) -> Where:
    return Where() if where is None else checked(where, Where, "where")


def _check_once(what: str, keys: list[Any], faults: Faults) -> None:
    """Note a fault for each figure that an earlier one gives for the same day."""
    before: set[Any] = set()
    for n, key in enumerate(keys):
        if key in before:
            faults.add("figure-twice", what, n, given=key[0])
        before.add(key)


@attrs.frozen(kw_only=True, repr=False)
class Snapshot(Shown, Tidy):
    """What counts on one day.

    One made by :meth:`Registry.on` counts a list of recognitions; one made by :meth:`of` knows
    published totals and what follows from them. Both answer the same questions; what is not known
    is None, or a :class:`Figure` without a value and with the reason.

    Attributes:
        on: The day.
        source: Whose figures they are; one text stands for both languages.
        recognitions: The list that is counted; None for published totals.
        rules: Which law, and how it is read where it is silent.
        set_aside: How many rows of the list's file say no recognition; they are in no count, so
            that every count may be too low.
        unknown_cells: How many cells of the list could not be read.
        counts: The published totals; not used where there is a list.
        indicators: Figures that are not about certificates.
        milestones: What is done and what is not.
        units: Lists of places by name.
        gaps: How much of the list's file could not be read; these notes are among the others.
        notes: What the figures must say of themselves: what was recorded wrongly, what waits.
        recognised: All recognitions so far, whatever became of them; proposals are none. It is None
            where that is unknown, and so are the numbers below.
        valid: Those valid on the day; likewise ``extended``, ``lapsed``, ``withdrawn``,
            ``superseded``, ``not_yet_valid``, ``end_unknown``, ``pending`` and ``closed``, see
            :class:`Standing`.
        in_force: Those valid or extended: as many products carry their stars.
        valid_by_stars: Stars → those valid.
        entities: The distinct entities with a product in force.

    Raises:
        InputError: totals that contradict each other, one figure given twice, or one product
            recognised twice on one day.
    """

    on: date
    source: str | Label = attrs.field(default="", converter=_whose)
    recognitions: tuple[Recognition, ...] | None = attrs.field(default=None, converter=as_items)
    rules: Rules = attrs.field(factory=default_rules)
    set_aside: int = 0
    counts: tuple[PublishedCount, ...] = attrs.field(default=(), converter=as_items)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=as_items)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=as_items)
    units: FrozenMap[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_frozen_units)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_day(faults, "on", self.on)
        if not isinstance(self.source, str):
            check_label(faults, self.source, "source")
        if check_rules(faults, self.rules) and self.recognitions is not None:
            with faults.at():
                self._table  # noqa: B018 - its rows are checked when it is made
        check_count(faults, self.set_aside, "set_aside")
        _check_units(self.units, faults)
        counts_are = check_each(faults, self.counts, PublishedCount, "counts")
        if counts_are and type(self.on) is date:
            Published(self.counts, self.on).check(faults)
        if check_each(faults, self.indicators, Indicator, "indicators"):
            keys = [(each.id, each.place, each.on) for each in self.indicators]
            _check_once("indicators", keys, faults)
        if check_each(faults, self.milestones, Milestone, "milestones"):
            _check_once("milestones", [(each.id, each.on) for each in self.milestones], faults)
        faults.raise_if_any()

    @classmethod
    def from_table(cls, table: object) -> Snapshot:
        """The snapshot that a table says: the published totals, or the recognitions.

            on = 2023-01-01
            source = "…"
            counts = [
              { status = "recognised", value = 284 },
              { status = "valid", stars = 4, value = 11 },
              { of = "entities", entity_kind = "cooperative", value = 90 },
            ]
            indicators = [
              { id = "sales-points", value = 2, unit = "points", place = "Can Lộc" },
            ]
            milestones = [ { id = "regulation", done = true, on = 2020-12-01 } ]
            units = { districts = ["Can Lộc", "Cẩm Xuyên"] }

        An indicator or a milestone without ``on`` or ``source`` has those of the snapshot (of a
        source in both languages the Vietnamese). A count's other keys are those of a filter, see
        :meth:`Where.of`.

        Raises:
            InputError: every fault.
        """
        if not isinstance(table, Mapping):
            raise InputError.of("not-a-table", given=table)
        shared = {key: table[key] for key in ("on", "source") if key in table}
        if isinstance(shared.get("source"), Mapping):
            shared["source"] = shared["source"].get("vi")
        rows = {
            key: [{**shared, **row} if isinstance(row, Mapping) else row for row in table[key]]
            for key in ("indicators", "milestones")
            if isinstance(table.get(key), (list, tuple))
        }
        return read_fields(cls, {**table, **rows})

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
        >>> snapshot = Snapshot.of(date(2023, 7, 1), recognised=284, valid={3: 206, 4: 11})
        >>> snapshot.valid is None, snapshot.valid_by_stars
        (True, {3: 206, 4: 11, 5: None})
        >>> snapshot = Snapshot.of(
        ...     date(2023, 7, 1), recognised=284, valid={3: 206, 4: 11}, lapsed=67
        ... )
        >>> snapshot.valid, snapshot.withdrawn, snapshot.valid_by_stars
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
        totals: list[PublishedCount] = []
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
                    totals.append(PublishedCount(where=where, value=value))
        faults.raise_if_any()
        others = as_items(counts)
        return cls(
            on=on,
            source=source,
            counts=(*others, *totals) if isinstance(others, tuple) else others,
            indicators=indicators,
            milestones=milestones,
            units={} if units is None else units,
        )

    def adding(self, other: Snapshot) -> Snapshot:
        """This snapshot with the indicators, milestones and lists of another beside its own.

        Raises:
            InputError: both give the same figure for one day.
        """
        checked(other, Snapshot, "other")
        return attrs.evolve(
            self,
            indicators=(*self.indicators, *other.indicators),
            milestones=(*self.milestones, *other.milestones),
            units={**self.units, **other.units},
        )

    def __repr__(self) -> str:
        rows = self.recognitions
        what = "published totals" if rows is None else f"{len(rows)} recognitions"
        return f"<Snapshot on {self.on} of {what}>"

    @cached_property
    def _table(self) -> Table | None:
        """The columns of its list, which live as long as it does; None where it has none."""
        return None if self.recognitions is None else table_of(self.recognitions, self.rules)

    @cached_property
    def _counts(self) -> Tally | Published:
        if self._table is None:
            return Published(self.counts, self.on)
        return Tally(self._table, self.on)

    def rows(self, where: Where | None = None) -> Rows:
        """The rows behind :meth:`count`: those that surely count, and those that may.

        The count is known where no row only may count; it is then as many as surely do.

        Raises:
            InputError: only totals are known, no list of recognitions.
        """
        return self._counts.rows(_checked_filter(where))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What the figures must say of themselves: what was recorded wrongly, what waits."""
        return (*self.gaps, *self._counts.notes())

    @cached_property
    def gaps(self) -> tuple[Note, ...]:
        """How much of the list's file could not be read; part of the notes."""
        return () if self._table is None else reading_notes(self._table, self.set_aside)

    @property
    def unknown_cells(self) -> int:
        """How many cells of the list could not be read."""
        return 0 if self._table is None else self._table.unknown_cells

    def count(self, where: Where | None = None) -> Figure:
        """How many recognitions there are of some kind; without a filter, those in force.

        Unknown where it was not published, or where a recognition may or may not be of the kind:
        its entity kind, say, is not recorded.
        """
        return self._counts.count(_checked_filter(where))

    def distinct(self, of: Literal["products", "entities"], where: Where | None = None) -> Figure:
        """How many distinct products or entities there are among recognitions of some kind.

        Raises:
            InputError: something else is to be counted.
        """
        where = _checked_filter(where)
        if of not in _DISTINCT:
            raise InputError.of("not-known", "of", given=of, known=_DISTINCT)
        return self._counts.distinct(of, where)

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
        numbers = self.by("stars", status=(Standing.VALID,))
        return {stars: numbers[stars] for stars in STARS}

    @property
    def entities(self) -> int | None:
        """The distinct entities with a product in force."""
        value = self.distinct("entities").value
        return value if isinstance(value, int) else None

    def by(
        self, dimension: Dimension, *, status: Iterable[Standing] = IN_FORCE
    ) -> dict[Any, int | None]:
        """How many there are of each kind.

        Stars, groups and entity kinds are all listed; of places, sets, kinds and years those that
        occur (from published totals: those that were published). The key None counts what is not
        recorded. A set's key is ``"148:11"``; what may stand in either of two sets since the
        numbering changed has a key of its own, ``"148:4|148:8"``, and what has no set any more its
        old one, ``"1048:21"``.

        Args:
            dimension: Such as ``"stars"`` or ``"province"``.
            status: The standings that count.

        Raises:
            InputError: no such dimension.
        """
        if dimension not in DIMENSIONS:
            raise InputError.of("not-known", "dimension", given=dimension, known=DIMENSIONS)
        return self._counts.by(dimension, Where.of(status=status).status)

    def indicator(self, id_: str, place: str | None = None) -> Indicator | None:
        """The newest figure of this name by the snapshot's day; None where there is none.

        Args:
            id_: Its name.
            place: The unit that it is of; None for the whole territory.

        Raises:
            InputError: a name that is no text.
        """
        key = None if place is None else place_key("unit", checked(place, str, "place"))
        return self._newest_figures.get((checked(id_, str, "id_"), key))

    @cached_property
    def _newest_figures(self) -> dict[tuple[str, str | None], Indicator]:
        """Name and place → the newest figure by the snapshot's day."""
        newest: dict[tuple[str, str | None], Indicator] = {}
        for each in self.indicators:
            key = (each.id, None if each.place is None else place_key("unit", each.place))
            if each.on <= self.on and (key not in newest or each.on > newest[key].on):
                newest[key] = each
        return newest

    def milestone(self, id_: str) -> Milestone | None:
        """What was last said about a milestone by the snapshot's day; None where nothing was.

        Raises:
            InputError: a name that is no text.
        """
        return self._last_words.get(checked(id_, str, "id_"))

    @cached_property
    def _last_words(self) -> dict[str, Milestone]:
        """Name → what was last said about a milestone by the snapshot's day."""
        last: dict[str, Milestone] = {}
        for each in self.milestones:
            if each.on <= self.on and (each.id not in last or each.on > last[each.id].on):
                last[each.id] = each
        return last

    def text(self, lang: str = "vi") -> str:
        """The snapshot's figures, one a line.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return snapshot_text(self, lang)

    def __str__(self) -> str:
        return self.text("en")


def counted_by(snapshot: Snapshot) -> Tally | Published:
    """What counts for a snapshot, which measures ask for more than its own answers."""
    return snapshot._counts  # noqa: SLF001 - of its own module
