"""Registries (sổ theo dõi): every recognition, and what counts on a day or between two."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

import attrs

from ocop.dates import DateRange, checked_date
from ocop.errors import Faults, InputError
from ocop.law import Readings
from ocop.targets import files
from ocop.targets._bits import chosen, union
from ocop.targets._table import Table
from ocop.targets.filtering import STARS, place_key
from ocop.targets.recognitions import Recognition
from ocop.targets.standings import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ocop.targets.figures import Indicator, Milestone
    from ocop.targets.files import PartialRegistry
    from ocop.targets.snapshots import Snapshot

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
    "proposed",
)
_KIND_OF = {
    "new": "first",
    "upgraded": "upgrade",
    "re-recognised": "re-evaluation",
    "kind-unknown": None,
}


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

    What is in force after the period is what was before it, plus ``recognised``, less ``lapsed``,
    ``withdrawn`` and ``superseded``.

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
    proposed: int


def _checked(rows: Iterable[Recognition]) -> tuple[Recognition, ...]:
    found = tuple(rows)
    faults = Faults()
    for n, each in enumerate(found):
        if not isinstance(each, Recognition):
            faults.add(f"recognitions[{n}]", f"{type(each).__name__} is not a Recognition")
    faults.raise_if_any()
    return found


@attrs.frozen(repr=False)
class Registry:
    """All recognitions of a place, of a province or of the country.

    Attributes:
        recognitions: The recognitions, in any order; no result depends on it.
        readings: How the law is read where it is silent.

    Raises:
        InputError: something else among them, or one product recognised twice on one day.
    """

    recognitions: tuple[Recognition, ...] = attrs.field(default=(), converter=_checked)
    readings: Readings = attrs.field(factory=Readings, kw_only=True)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
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
        return Table(self.recognitions, self.readings)

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
        from ocop.targets.snapshots import Snapshot  # noqa: PLC0415 - a snapshot reads registries

        return Snapshot(
            on=on,
            source=source,
            registry=self,
            indicators=tuple(indicators),
            milestones=tuple(milestones),
            units=units or {},
        )

    def at(
        self,
        *,
        province: str | None = None,
        district: str | None = None,
        commune: str | None = None,
    ) -> Registry:
        """The part of the registry that is of a place; None in any of them for what has none.

        What a recognition outside the part took the place of stays superseded.

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
            raise InputError("names no place; give a province, a district or a commune")
        rows = self.table.all
        for level, name in named.items():
            rows &= self.table.column(level).get(place_key(level, name), 0)
        return self._part(rows)

    def by_place(
        self, level: Literal["province", "district", "commune"]
    ) -> dict[str | None, Registry]:
        """The registry split by place, by the first spelling met; None for what has no place."""
        parts: dict[str | None, Registry] = {}
        for rows in self.table.column(level).values():
            first = next(chosen(self.recognitions, rows))
            parts[getattr(first, level)] = self._part(rows)
        return parts

    def _part(self, rows: int) -> Registry:
        numbered = tuple(chosen(tuple(enumerate(self.recognitions)), rows))
        ended = self.table.superseded_on
        alone = Table(tuple(each for _, each in numbered), self.readings).superseded_on
        return Registry(
            (
                attrs.evolve(each, superseded_on=ended[n]) if ended.get(n) != alone.get(m) else each
                for m, (n, each) in enumerate(numbered)
            ),
            readings=self.readings,
        )

    def happened(self, event: str, period: DateRange) -> int:
        """The rows, as a set of bits, to which ``event`` happened in a period."""
        table = self.table
        if event in {"lapsed", "withdrawn", "superseded"}:
            ended = union(
                rows
                for (day, cause), rows in table.ends.items()
                if cause == event and day in period
            )
            return ended & ~table.pending
        issued = union(rows for day, rows in table.issued.items() if day in period)
        if event == "proposed":
            return issued & table.pending
        issued &= ~table.pending
        if event in _KIND_OF:
            issued &= table.column("kind").get(_KIND_OF[event], 0)
        return issued

    def between(self, first: date, last: date) -> Flows:
        """What happened from one day to another, both included.

        Raises:
            InputError: not dates, or reversed.
        """
        period = DateRange(checked_date(first, "first"), checked_date(last, "last"))
        counts = {
            event.replace("-", "_"): self.happened(event, period).bit_count() for event in EVENTS
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
        ending = {
            day - _DAY: rows
            for (day, cause), rows in self.table.ends.items()
            if cause is Standing.LAPSED and day - _DAY in period
        }
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
    def from_csv(cls, text: str, *, lenient: Literal[False] = False) -> Registry: ...

    @overload
    @classmethod
    def from_csv(cls, text: str, *, lenient: Literal[True]) -> PartialRegistry: ...

    @classmethod
    def from_csv(cls, text: str, *, lenient: bool = False) -> Registry | PartialRegistry:
        """The registry that a CSV says, see :mod:`ocop.targets.files`.

        Args:
            text: The file's text.
            lenient: Give the good rows and the faults side by side, rather than raise.

        Raises:
            InputError: every fault with its row and column; where lenient, only what is no CSV.
        """
        found = files.read_csv(text)
        return found if lenient else _strict(found)

    @overload
    @classmethod
    def from_json(cls, text: str, *, lenient: Literal[False] = False) -> Registry: ...

    @overload
    @classmethod
    def from_json(cls, text: str, *, lenient: Literal[True]) -> PartialRegistry: ...

    @classmethod
    def from_json(cls, text: str, *, lenient: bool = False) -> Registry | PartialRegistry:
        """The registry that a JSON says, see :mod:`ocop.targets.files`.

        Args:
            text: The file's text.
            lenient: Give the good rows and the faults side by side, rather than raise.

        Raises:
            InputError: every fault with its row and column; where lenient, only what is no JSON
                list of rows.
        """
        found = files.read_json(text)
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
