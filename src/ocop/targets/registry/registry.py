"""Registries (sổ theo dõi): every recognition, and what counts on a day or between two."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

import attrs

from ocop.dates import DateRange, checked_date
from ocop.errors import Faults, InputError, NotFoundError
from ocop.law.entity import entity_kind
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.targets._checks import as_items, check_items, check_text, checked_kind
from ocop.targets._notes import registry_notes
from ocop.targets.registry import file as files
from ocop.targets.registry._lives import Lives
from ocop.targets.registry.bits import chosen, union
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing
from ocop.targets.registry.table import Table
from ocop.targets.where import STARS, place_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ocop.cycle.certificate.certificate import Certificate
    from ocop.law.regime import Note
    from ocop.targets.registry.file import PartialRegistry
    from ocop.targets.registry.standing import StandingRow
    from ocop.targets.snapshot.figure import Indicator, Milestone
    from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["EVENTS", "Flows", "LapsingMonth", "Registry"]

_DAY = timedelta(days=1)

#: What may happen to a recognition within a period.
EVENTS = (
    "recognised",
    "new",
    "upgraded",
    "re-recognised",
    "kind-unknown",
    "lapsed",
    "withdrawn",
    "superseded",
    "revived",
    "proposed",
)
_KIND_OF = {
    "new": "first",
    "upgraded": "upgrade",
    "re-recognised": "re-evaluation",
    "kind-unknown": None,
}


#: Events that end a life or bring it back, and how a recognition stands after each.
_CHANGES = {
    "lapsed": {Standing.LAPSED},
    "withdrawn": {Standing.WITHDRAWN},
    "superseded": {Standing.SUPERSEDED},
    "revived": {Standing.VALID, Standing.EXTENDED},
}


def _happens(event: str, before: Standing | None) -> bool:
    """Whether a change from a standing is the event: what revives was superseded before."""
    return event != "revived" or before is Standing.SUPERSEDED


@attrs.frozen(kw_only=True)
class LapsingMonth:
    """What ends in one month.

    Attributes:
        days: The days of the month, or of the part of it that was asked for.
        recognitions: Those whose last day in force is one of them, by that day.
        last_days: The last day in force of each of them.
    """

    days: DateRange
    recognitions: tuple[Recognition, ...]
    last_days: tuple[date, ...]

    @property
    def by_stars(self) -> dict[int, int]:
        """Stars → how many."""
        return {stars: sum(each.stars == stars for each in self.recognitions) for stars in STARS}


@attrs.frozen(kw_only=True)
class Flows:
    """What happened from one day to another, both included.

    What is not over after the period (in force, not yet valid, or of an unknown end) is what was
    before it, plus ``recognised`` and ``revived``, less ``lapsed``, ``withdrawn`` and
    ``superseded``.

    Attributes:
        period: The days.
        recognised: Every recognition issued, whatever its kind.
        new: Of those the first recognitions.
        upgraded: Those of a higher rank.
        re_recognised: Those after a re-evaluation.
        kind_unknown: Those whose kind is not recorded.
        lapsed: How many ended because their term did.
        withdrawn: How many were withdrawn while in force.
        superseded: How many were in force until a later recognition took their place.
        revived: How many came back when what had taken their place was withdrawn; none but under
            the reading ``withdrawn_upgrade="older-revives"``.
        proposed: Proposals for 5★ in the period (not recognitions).
    """

    period: DateRange
    recognised: int
    new: int
    upgraded: int
    re_recognised: int
    kind_unknown: int
    lapsed: int
    withdrawn: int
    superseded: int
    revived: int
    proposed: int


def _checked(rows: Iterable[Recognition]) -> tuple[Recognition, ...]:
    recognitions: tuple[Recognition, ...] = as_items(rows)
    faults = Faults()
    check_items(recognitions, Recognition, faults, "recognitions")
    faults.raise_if_any()
    return recognitions


@attrs.frozen(repr=False)
class Registry:
    """All recognitions of a place, of a province or of the country.

    Attributes:
        recognitions: The recognitions, in any order; no result depends on it.
        rules: Which law, and how it is read where it is silent.

    Raises:
        InputError: something else among them, or one product recognised twice on one day.
    """

    recognitions: tuple[Recognition, ...] = attrs.field(default=(), converter=_checked)
    rules: Rules = attrs.field(factory=default_rules, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if check_rules(faults, self.rules):
            self.table.check(faults)
        faults.raise_if_any()

    def __len__(self) -> int:
        return len(self.recognitions)

    def __iter__(self) -> Iterator[Recognition]:
        return iter(self.recognitions)

    def __repr__(self) -> str:
        return f"<Registry of {len(self)} recognitions>"

    @cached_property
    def table(self) -> Table:
        """The registry as columns, on which snapshots count."""
        return Table(self.recognitions, self.rules)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What is not as it should be among the records, and how it was counted."""
        return registry_notes(self.table)

    def certificate(self, recognition: Recognition) -> Certificate | None:
        """The certificate that a recognition gave, knowing what took its place.

        None where there is none: a proposal, or a recognition from before the first national
        criteria (21 August 2019). A kind that is not recorded stands as the certificate's default.

        Raises:
            NotFoundError: the registry does not hold the recognition.
        """
        row = self.table.index.get(checked_kind(recognition, Recognition, "recognition"))
        if row is None:
            raise NotFoundError.of("not-in-the-registry", "recognition")
        return self.table.lives.certificate(row)

    def standings(self, on: date) -> tuple[StandingRow, ...]:
        """Every recognition issued by a day, as it stands on it, in the registry's order.

        Raises:
            InputError: not a date.
        """
        return self.table.opened(checked_date(on, "on"), self.table.all)

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
        from ocop.targets.snapshot.snapshot import Snapshot  # noqa: PLC0415 - a snapshot reads registries

        return Snapshot(
            on=on,
            source=source,
            registry=self,
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
        rows = self.table.all
        faults = Faults()
        for level, name in named.items():
            check_text(name, faults, level)
        faults.raise_if_any()
        for level, name in named.items():
            rows &= self.table.column(level).get(place_key(level, name), 0)
        return self._part(tuple(chosen(range(len(self)), rows)))

    def by_place(
        self, level: Literal["province", "district", "commune"]
    ) -> dict[str | None, Registry]:
        """The registry split by place, by the first spelling met; None for what has no place."""
        if level not in ("province", "district", "commune"):
            known = ("province", "district", "commune")
            raise InputError.of("not-known", "level", given=level, known=known)
        rows_of: dict[str | None, list[int]] = {}
        for row, each in enumerate(self.recognitions):
            name = getattr(each, level)
            rows_of.setdefault(None if name is None else place_key(level, name), []).append(row)
        return {
            getattr(self.recognitions[rows[0]], level): self._part(tuple(rows))
            for rows in rows_of.values()
        }

    def _part(self, rows: tuple[int, ...]) -> Registry:
        held = tuple(self.recognitions[row] for row in rows)
        whole, alone = self.table.lives, Lives(held, self.rules)
        return Registry(
            (
                each if (kept := whole.kept(row)) == alone.kept(n) else attrs.evolve(each, **kept)
                for n, (row, each) in enumerate(zip(rows, held, strict=True))
            ),
            rules=self.rules,
        )

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

    def happened(self, event: str, period: DateRange) -> int:
        """The rows, as a set of bits, to which ``event`` happened in a period."""
        table = self.table
        if event in _CHANGES:
            return union(self._changes(event, period))
        issued = union(rows for day, rows in table.issued.items() if day in period)
        if event == "proposed":
            return issued & table.pending
        issued &= ~table.pending
        if event in _KIND_OF:
            issued &= table.column("kind").get(_KIND_OF[event], 0)
        return issued

    def _changes(self, event: str, period: DateRange) -> Iterator[int]:
        """The rows to which an event of a life happened in a period, once for each change."""
        for (day, before, now), rows in self.table.lives.changes.items():
            if now in _CHANGES[event] and day in period and _happens(event, before):
                yield rows

    def between(self, first: date, last: date) -> Flows:
        """What happened from one day to another, both included.

        Raises:
            InputError: not dates, or reversed.
        """
        period = DateRange(checked_date(first, "first"), checked_date(last, "last"))
        counts = {
            # what revives may be superseded again within the period
            event.replace("-", "_"): sum(rows.bit_count() for rows in self._changes(event, period))
            if event in _CHANGES
            else self.happened(event, period).bit_count()
            for event in EVENTS
        }
        return Flows(period=period, **counts)

    def lapsing(self, first: date, last: date) -> tuple[LapsingMonth, ...]:
        """What ends in each month from one day to another, as far as this registry knows.

        A recognition counts in the month of its last day in force, an extension included; what is
        withdrawn or superseded before that does not.

        Raises:
            InputError: not dates, or reversed.
        """
        period = DateRange(checked_date(first, "first"), checked_date(last, "last"))
        ending: dict[date, int] = {}
        for (day, _, now), rows in self.table.lives.changes.items():
            if now is Standing.LAPSED and day - _DAY in period:
                ending[day - _DAY] = ending.get(day - _DAY, 0) | rows
        months = []
        for days in _months(period):
            last_days = sorted(day for day in ending if day in days)
            found = [
                (day, each) for day in last_days for each in chosen(self.recognitions, ending[day])
            ]
            months.append(
                LapsingMonth(
                    days=days,
                    recognitions=tuple(each for _, each in found),
                    last_days=tuple(day for day, _ in found),
                )
            )
        return tuple(months)

    @overload
    @classmethod
    def from_csv(
        cls, text: str, *, lenient: Literal[False] = False, rules: Rules | None = None
    ) -> Registry: ...

    @overload
    @classmethod
    def from_csv(
        cls, text: str, *, lenient: Literal[True], rules: Rules | None = None
    ) -> PartialRegistry: ...

    @classmethod
    def from_csv(
        cls, text: str, *, lenient: bool = False, rules: Rules | None = None
    ) -> Registry | PartialRegistry:
        """The registry that a CSV says, see :mod:`ocop.targets.registry.file`.

        Args:
            text: The file's text.
            lenient: Give the good rows and the faults side by side, rather than raise.
            rules: Which law, and how it is read where it is silent; the default where not given.

        Raises:
            InputError: every fault with its row and column; where lenient, only what is no CSV.
        """
        found = files.read_csv(text, rules or default_rules())
        return found if lenient else _strict(found)

    @overload
    @classmethod
    def from_json(
        cls, text: str, *, lenient: Literal[False] = False, rules: Rules | None = None
    ) -> Registry: ...

    @overload
    @classmethod
    def from_json(
        cls, text: str, *, lenient: Literal[True], rules: Rules | None = None
    ) -> PartialRegistry: ...

    @classmethod
    def from_json(
        cls, text: str, *, lenient: bool = False, rules: Rules | None = None
    ) -> Registry | PartialRegistry:
        """The registry that a JSON says, see :mod:`ocop.targets.registry.file`.

        Args:
            text: The file's text.
            lenient: Give the good rows and the faults side by side, rather than raise.
            rules: Which law, and how it is read where it is silent; the default where not given.

        Raises:
            InputError: every fault with its row and column; where lenient, only what is no JSON
                list of rows.
        """
        found = files.read_json(text, rules or default_rules())
        return found if lenient else _strict(found)

    def to_csv(self) -> str:
        """The registry as CSV; :meth:`from_csv` gives it back."""
        return files.to_csv(self.recognitions)

    def to_json(self, *, indent: int | None = None) -> str:
        """The registry as JSON; :meth:`from_json` gives it back."""
        return files.to_json(self.recognitions, indent=indent)


def _strict(found: PartialRegistry) -> Registry:
    if found.faults:
        raise InputError(found.faults)
    return found.registry


def _months(period: DateRange) -> Iterator[DateRange]:
    """The months of a period, the first and last of them cut to it."""
    day = period.first
    while True:
        end = day.replace(day=monthrange(day.year, day.month)[1])
        if end >= period.last:
            yield DateRange(day, period.last)
            return
        yield DateRange(day, end)
        day = end + _DAY
