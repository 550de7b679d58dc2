"""Registries (sổ theo dõi): every recognition, and what counts on a day or between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, overload

import attrs

from ocop import _ports
from ocop.argument import as_items, check_text, checked
from ocop.brief import Brief
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate.certificate import Certificate
from ocop.dates import DateRange, checked_date
from ocop.errors import Fault, Faults, InputError, NotFoundError, checked_lang
from ocop.frozen_map import FrozenMap, as_tuple
from ocop.law.entity import entity_kind
from ocop.law.regime import Note
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.shown.record import Record
from ocop.shown.value import Shown, Tidy
from ocop.targets._checks import check_count
from ocop.targets._notes import reading_notes
from ocop.targets.registry._bits import numbers_of
from ocop.targets.registry._part import part_of
from ocop.targets.registry._reader import Reading, RejectedRow, Way
from ocop.targets.registry._table import Table, table_of
from ocop.targets.registry.due_row import Dues, dues_of
from ocop.targets.registry.file import read_csv, read_records, to_csv
from ocop.targets.registry.flow import Flows, flows_of
from ocop.targets.registry.lapsing_month import Lapsing, lapsing_of
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.renewal import Renewals, renewals_of
from ocop.targets.registry.standing_row import StandingRow
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["PartialRegistry", "Registry"]


@attrs.frozen(kw_only=True, repr=False)
class PartialRegistry(Brief, Shown, Tidy):
    """What a lenient reading found: the recognitions and the faults, side by side.

    No row is lost for a cell that it can do without: it is a recognition with that cell unread.
    Only a row without a name, stars or a day of issue, and one that says a recognition again, is
    none.

    Attributes:
        registry: The recognitions.
        rows: The file's row of each of them.
        rejected: Every other row, with all that it holds.
        faults: Every fault, those of the header first.
        apart: Row → text of the rows that are no recognition: titles above the header, headings of
            sections, sums.
        filled_down: Column → in how many recognitions its empty cell has what stands above it.
    """

    registry: Registry
    rows: tuple[int, ...] = attrs.field(converter=as_tuple)
    rejected: tuple[RejectedRow, ...] = attrs.field(converter=as_tuple)
    faults: tuple[Fault, ...] = attrs.field(converter=as_tuple)
    apart: FrozenMap[int, str]
    filled_down: FrozenMap[str, int]


@attrs.frozen(repr=False)
class Registry(Shown):
    """All recognitions of a place, of a province or of the country.

    Attributes:
        recognitions: The recognitions, in any order: it says in which order rows are listed, and
            no count depends on it. Registries are equal that hold the same in the same order.
        rules: Which law, and how it is read where it is silent.
        set_aside: How many rows of its file say no recognition. They are in no count, so that every
            count may be too low; a part of the registry may lack any of them.
        unknown_cells: How many cells of its recognitions could not be read.

    Raises:
        InputError: something else among them, one that the rules do not allow (more stars than its
            total, a ground of withdrawal that they do not know), or one product recognised twice
            on one day.
    """

    recognitions: tuple[Recognition, ...] = attrs.field(default=(), converter=as_items)
    rules: Rules = attrs.field(factory=default_rules, kw_only=True)
    set_aside: int = attrs.field(default=0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_rules(faults, self.rules)
        check_count(faults, self.set_aside, "set_aside")
        faults.raise_if_any()
        self._table  # noqa: B018 - it is checked when it is made

    def __len__(self) -> int:
        return len(self.recognitions)

    def __iter__(self) -> Iterator[Recognition]:
        return iter(self.recognitions)

    def __repr__(self) -> str:
        return f"<Registry of {len(self)} recognitions>"

    @cached_property
    def _table(self) -> Table:
        return table_of(self.recognitions, self.rules)

    @property
    def unknown_cells(self) -> int:
        """How many cells of its recognitions could not be read."""
        return self._table.unknown_cells

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is not as it should be among the records, and how it was counted."""
        return (*reading_notes(self._table, self.set_aside), *self._table.notes)

    def certificate(self, recognition: Recognition) -> Certificate | None:
        """The certificate that a recognition gave, knowing what took its place.

        None where there is none: a proposal, or a recognition from before the first national
        criteria (21 August 2019); likewise where only the month or year of one of its days is
        known. A kind that is not recorded stands as the certificate's default.

        Raises:
            NotFoundError: the registry does not hold the recognition.
        """
        row = self._table.index.get(checked(recognition, Recognition, "recognition"))
        if row is None:
            raise NotFoundError.of("not-in-the-registry", "recognition")
        inexact = recognition.until.keys() - {"ends_on"}  # of which a certificate knows nothing
        return None if inexact else self._table.lives.certificate(row)

    def standings(self, on: date) -> tuple[StandingRow, ...]:
        """Every recognition issued by a day, as it stands on it, in the registry's order.

        Raises:
            InputError: not a date.
        """
        return self._table.opened(checked_date(on, "on"), self._table.all)

    def on(
        self,
        on: date,
        *,
        source: str = "",
        indicators: Iterable[Indicator] = (),
        milestones: Iterable[Milestone] = (),
        units: Mapping[str, Iterable[str]] | None = None,
    ) -> Snapshot:
        """What counts on a day: the recognitions issued by it, each as it stands then.

        Args:
            on: The day.
            source: Whose registry it is.
            indicators: Figures that are not about certificates, which some targets ask for.
            milestones: What is done and what is not.
            units: Lists of places by name, such as ``{"districts": [...]}``.

        Raises:
            InputError: not a date, or one figure given twice.
        """
        return Snapshot(
            on=on,
            source=source,
            recognitions=self.recognitions,
            rules=self.rules,
            set_aside=self.set_aside,
            indicators=indicators,
            milestones=milestones,
            units={} if units is None else units,
        )

    def at(
        self,
        *,
        province: str | None = None,
        district: str | None = None,
        commune: str | None = None,
    ) -> Registry:
        """The part of the registry that is of a place; None in any of them for what has none.

        What a recognition outside the part took the place of stays superseded, also where it would
        revive under the reading ``withdrawn_upgrade="older-revives"``.

        Raises:
            InputError: no place is named.
        """
        named = {
            level: name
            for level, name in (
                ("province", province),
                ("district", district),
                ("commune", commune),
            )
            if name is not None
        }
        if not named:
            raise InputError.of("no-place-named")
        rows = self._table.all
        faults = Faults()
        for level, name in named.items():
            check_text(faults, name, level)
        faults.raise_if_any()
        for level, name in named.items():
            rows &= self._table.column(level).rows(self._table.place(level, name))
        return self._part([*numbers_of(rows)])

    def by_place(
        self, level: Literal["province", "district", "commune"]
    ) -> dict[str | None, Registry]:
        """The registry split by place, by the first spelling met; None for what has no place."""
        if level not in ("province", "district", "commune"):
            known = ("province", "district", "commune")
            raise InputError.of("not-known", "level", given=level, known=known)
        column = self._table.column(level)
        return {
            name: self._part(rows) for name, rows in zip(column.cells, column.groups, strict=True)
        }

    def _part(self, rows: Sequence[int]) -> Registry:
        return Registry(part_of(self._table, rows), rules=self.rules, set_aside=self.set_aside)

    def counted_as(self, recorded: str, kind: str) -> Registry:
        """The registry with entities of one kind counted as another that they may be.

        >>> from ocop.law import entity_kind
        >>> from datetime import date
        >>> found = Recognition(name="Cu đơ", stars=4, issued_on=date(2024, 1, 10),
        ...                     entity_kind=entity_kind("công ty"))
        >>> Registry([found]).counted_as("enterprise", "sme").recognitions[0].entity_kind.id
        'sme'

        Args:
            recorded: What offices wrote, such as ``"enterprise"``: its size is not known.
            kind: The kind of the law to take it for, such as ``"sme"``.

        Raises:
            InputError: the first may not be the second.
            NotFoundError: no such kind.
        """
        was, becomes = entity_kind(recorded), entity_kind(kind)
        if becomes.id not in was.may_be:
            raise InputError.of(
                "may-not-be", "kind", given=was.label, kind=becomes.label, may_be=was.may_be
            )
        return attrs.evolve(
            self,
            recognitions=tuple(
                attrs.evolve(each, entity_kind=becomes) if each.entity_kind == was else each
                for each in self.recognitions
            ),
        )

    def between(self, first: date, last: date) -> Flows:
        """What happened from one day to another, both included.

        Raises:
            InputError: not dates, or reversed.
        """
        period = DateRange(checked_date(first, "first"), checked_date(last, "last"))
        return flows_of(self._table, period, set_aside=self.set_aside)

    def lapsing(self, first: date, last: date) -> Lapsing:
        """What ends in each month from one day to another, as far as this registry knows.

        A recognition counts in the month of its last day in force, an extension included; what is
        withdrawn or superseded before that does not.

        Raises:
            InputError: not dates, or reversed.
        """
        period = DateRange(checked_date(first, "first"), checked_date(last, "last"))
        return lapsing_of(self._table, period)

    def renewals(
        self,
        *,
        on: date,
        within: int = 6,
        by: str | Iterable[str] = "stars",
        since: date | None = None,
        level: Fraction | str = "95 %",
    ) -> Renewals:
        """How many of the recognitions that came to their end were followed by another.

        A recognition is at risk once its last day in force, an extension included, has come. It is
        renewed where its product was recognised again by a re-evaluation before that day (an
        earlier recognition with as many stars or fewer is one, whatever kind is recorded), or in
        any way within so many months after it. One that was upgraded or withdrawn before its end,
        and one whose months are not over, is left out and counted apart; so is one of which it is
        not known what became of it.

        Args:
            on: The day up to which the registry is kept.
            within: Within how many months after the last day in force, 0–120.
            by: What the rows are told apart by: ``"stars"``, ``"year"`` or ``"month"`` of the last
                day in force, or several of them; none for one row of all.
            since: The first last day in force that counts; None for every one.
            level: The confidence of the intervals (Wilson's), over 0 and under 1.

        Raises:
            InputError: not a date, months out of range, another ``by``, or no confidence.
        """
        return renewals_of(
            self._table,
            on=on,
            within=within,
            by=by,
            since=since,
            level=level,
            notes=reading_notes(self._table, self.set_aside),
        )

    def dues(self, first: date, last: date, *, calendar: Calendar | str | None = None) -> Dues:
        """What falls due from one day to another: ends, windows to file in, notices.

        Of a recognition whose re-evaluation is filed the days of filing are over.

        Args:
            first: The first day.
            last: The last day.
            calendar: By what a rest day is told, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: not dates, reversed, or no such calendar.
            MissingExtra: the calendar ``"holidays"`` without its extra.
        """
        period = DateRange(checked_date(first, "first"), checked_date(last, "last"))
        return dues_of(self._table, period, calendar)

    @overload
    @classmethod
    def from_csv(
        cls,
        text: str | bytes,
        *,
        lenient: Literal[False] = False,
        fill_down: Iterable[str] = (),
        serial_dates: bool = False,
        rules: Rules | None = None,
    ) -> Registry: ...

    @overload
    @classmethod
    def from_csv(
        cls,
        text: str | bytes,
        *,
        lenient: Literal[True],
        fill_down: Iterable[str] = (),
        serial_dates: bool = False,
        rules: Rules | None = None,
    ) -> PartialRegistry: ...

    @classmethod
    def from_csv(
        cls,
        text: str | bytes,
        *,
        lenient: bool = False,
        fill_down: Iterable[str] = (),
        serial_dates: bool = False,
        rules: Rules | None = None,
    ) -> Registry | PartialRegistry:
        """The registry that a CSV says, see :mod:`ocop.targets.registry.file`.

        Args:
            text: The file's text, or its bytes: UTF-8, UTF-16 or Windows-1258.
            lenient: Give the recognitions and the faults side by side, rather than raise.
            fill_down: The columns in which an empty cell has what stands above it, as merged cells
                come out of a spreadsheet.
            serial_dates: Take a number of five digits for the day that a spreadsheet counts by it.
            rules: Which law, and how it is read where it is silent; the default where not given.

        Raises:
            InputError: every fault with its row and column; where lenient, only what is no CSV.
        """
        way = Way.of(fill_down, serial_dates, rules)
        return _registry_of(read_csv(text, way), way.rules, lenient=lenient)

    @overload
    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, Any]],
        *,
        lenient: Literal[False] = False,
        fill_down: Iterable[str] = (),
        serial_dates: bool = False,
        rules: Rules | None = None,
    ) -> Registry: ...

    @overload
    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, Any]],
        *,
        lenient: Literal[True],
        fill_down: Iterable[str] = (),
        serial_dates: bool = False,
        rules: Rules | None = None,
    ) -> PartialRegistry: ...

    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, Any]],
        *,
        lenient: bool = False,
        fill_down: Iterable[str] = (),
        serial_dates: bool = False,
        rules: Rules | None = None,
    ) -> Registry | PartialRegistry:
        """The registry that rows of cells say, see :mod:`ocop.targets.registry.file`.

        >>> Registry.from_records([{"tên SP": "Cu đơ", "sao": "4 sao", "ngày cấp": "15/3/2024"}])
        <Registry of 1 recognitions>

        Args:
            records: The rows, each cell under a name of its column; a cell that is None, empty or
                no number (NaN) is not recorded.
            lenient: Give the recognitions and the faults side by side, rather than raise.
            fill_down: The columns in which an empty cell has what stands above it.
            serial_dates: Take a number of five digits for the day that a spreadsheet counts by it.
            rules: Which law, and how it is read where it is silent; the default where not given.

        Raises:
            InputError: every fault with its row and column; where lenient, only what is no list.
        """
        way = Way.of(fill_down, serial_dates, rules)
        return _registry_of(read_records(records, way), way.rules, lenient=lenient)

    def to_records(self, on: date | None = None, lang: str = "vi") -> list[Record]:
        """A flat record a recognition, for a frame: ``pandas.DataFrame(registry.to_records())``.

        On a day, those issued by it, each with its ``standing``, whether it is ``in_force`` (None
        where a cell could not be read that tells), ``last_valid_day``, ``filing_from`` and
        ``filing_to``, and what else :class:`StandingRow` says. Columns that nobody knows
        (``others``) are left out: every record has the same keys.

        Args:
            on: The day; without one, what is recorded alone.
            lang: The language of the standing's label, ``"vi"`` or ``"en"``.

        Raises:
            InputError: not a date, or another language.
        """
        day = None if on is None else checked_date(on, "on")
        records: list[Record] = _ports.ask("registry-records", self, day, checked_lang(lang))
        return records

    def to_csv(self, *, for_spreadsheet: bool = False) -> str:
        """The registry as CSV; :meth:`from_csv` gives it back under the same rules.

        Args:
            for_spreadsheet: Write it for a spreadsheet to open: it begins with the mark by which
                one knows UTF-8, and a cell that it would run as a formula has an apostrophe
                before it, which :meth:`from_csv` takes away again.
        """
        return to_csv(self.recognitions, for_spreadsheet=for_spreadsheet)


def _registry_of(reading: Reading, rules: Rules, *, lenient: bool) -> Registry | PartialRegistry:
    if reading.faults and not lenient:
        raise InputError(reading.faults)
    fields = attrs.asdict(reading, recurse=False)
    rows = fields.pop("recognitions")
    registry = Registry(rows, rules=rules, set_aside=len(reading.rejected))
    return PartialRegistry(registry=registry, **fields) if lenient else registry
