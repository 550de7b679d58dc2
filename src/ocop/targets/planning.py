"""Plans (kế hoạch) and their targets (chỉ tiêu): what was promised, by when, on whose word."""

from __future__ import annotations

from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ocop.dates import DateRange, checked_date
from ocop.errors import Fault, Faults, InputError, NotFoundError, RuleDataError
from ocop.serial import read_data
from ocop.targets.figures import Number, checked_number, checked_text
from ocop.targets.measures import Cohort, Cover, Measure, MilestoneDone, Share
from ocop.targets.registry import Registry
from ocop.targets.snapshots import Snapshot
from ocop.text import Label, hint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ocop.targets.outcomes import PlanReport

__all__ = ["Plan", "Target", "UnitList", "plan", "plans"]


@attrs.frozen(kw_only=True)
class Target:
    """One target of a plan: a measure, its bounds, and the day by which they are to hold.

    Attributes:
        id: Short and stable within the plan.
        label: What was promised, in our own words.
        measure: What is looked at.
        at_least: The least that meets it; None where there is none. A share is a Fraction.
        at_most: The most that meets it; None where there is none.
        period: From when, and by when: its last day is the target's date. What a flow counts
            happened in it.
        priority: 1 for what matters most; None where the plan sets no order.
        source: On whose word the figures stand.
        doubt: What is not certain about it; None where nothing.

    Raises:
        InputError: no bound, a bound that is not exact, above 100 % of a share, or reversed.
    """

    id: str
    label: Label
    measure: Measure
    at_least: Number | None = None
    at_most: Number | None = None
    period: DateRange
    priority: int | None = None
    source: str
    doubt: Label | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        checked_text(self.id, "id", faults)
        checked_text(self.source, "source", faults)
        if self.priority is not None and (type(self.priority) is not int or self.priority < 1):
            faults.add("priority", f"{self.priority!r} is not a rank", "1 is the first")
        check_bounds(self.measure, self.at_least, self.at_most, faults)
        faults.raise_if_any()

    @property
    def by(self) -> date:
        """The day by which it is to be met, itself included."""
        return self.period.last


def is_share(measure: Measure) -> bool:
    """Whether a measure comes to a share of a whole."""
    return isinstance(measure, (Share, Cohort, Cover))


def check_bounds(
    measure: Measure, at_least: Number | None, at_most: Number | None, faults: Faults
) -> None:
    """Note a fault for every bound that the measure cannot have."""
    given = {"at_least": at_least, "at_most": at_most}
    if isinstance(measure, MilestoneDone):
        for name, bound in given.items():
            if bound is not None:
                faults.add(name, "a milestone has no bound: it is done or it is not")
        return
    if at_least is None and at_most is None:
        faults.add("at_least", "there is no bound", "give at_least, at_most or both")
    if isinstance(measure, Cover) and at_most is not None:
        faults.add("at_most", "a cover has a least bound only")
    for name, bound in given.items():
        if bound is None:
            continue
        before = len(faults.found)
        checked_number(bound, name, faults)
        if len(faults.found) == before and is_share(measure) and bound > 1:
            meant = f"is '{bound} %' meant?" if type(bound) is int else ""
            faults.add(name, f"{bound} is above 100 % of the whole", meant)
    if not faults.found and at_least is not None and at_most is not None and at_least > at_most:
        faults.add("at_least", f"{at_least} is above at_most, {at_most}")


@attrs.frozen(kw_only=True)
class UnitList:
    """A list of places that a plan speaks of, such as a province's districts.

    Attributes:
        places: Their names.
        source: Where the list is from.
    """

    places: tuple[str, ...]
    source: str


def _frozen(units: Mapping[str, UnitList]) -> Mapping[str, UnitList]:
    return MappingProxyType(dict(units))


@attrs.frozen(kw_only=True, repr=False)
class Plan:
    """A plan: its targets, their period, and where it stood at the start.

    Attributes:
        id: Short and stable.
        title: In our own words.
        province: The province; None for the country.
        decision: The number of the decision that set it; None where it is not known.
        period: From when to when.
        references: Decisions and documents that it rests on.
        notes: What else was published about it.
        baseline: The snapshot that it began from; None where none was published.
        units: Lists of places by name.
        targets: The targets.

    Raises:
        InputError: the same target twice, by its id or by what it asks.
    """

    id: str
    title: Label
    province: str | None = None
    decision: str | None = None
    period: DateRange
    references: tuple[str, ...] = ()
    notes: tuple[Label, ...] = ()
    baseline: Snapshot | None = None
    units: Mapping[str, UnitList] = attrs.field(factory=dict, converter=_frozen, hash=False)
    targets: tuple[Target, ...]

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        checked_text(self.id, "id", faults)
        ids: dict[str, int] = {}
        asked: dict[object, int] = {}
        for n, each in enumerate(self.targets):
            place = f"targets[{n}]"
            what = (each.measure, each.period, each.at_least is None, each.at_most is None)
            if ids.setdefault(each.id, n) != n:
                faults.add(f"{place}.id", f"{each.id!r} is there twice")
            elif asked.setdefault(what, n) != n:
                other = self.targets[asked[what]].id
                faults.add(place, f"the same target twice: {each.id!r} asks what {other!r} asks")
        faults.raise_if_any()

    def __repr__(self) -> str:
        return f"<Plan {self.id}: {len(self.targets)} targets>"

    def target(self, which: str) -> Target:
        """The target of this id.

        Raises:
            NotFoundError: there is none; it names the nearest.
        """
        for each in self.targets:
            if each.id == which:
                return each
        ids = [each.id for each in self.targets]
        raise NotFoundError(Fault("target", f"{which!r} is not known", hint(which, ids)))

    def evaluate(self, snapshot: Snapshot | None = None, *, on: date | None = None) -> PlanReport:
        """What is reached of every target, what is missing, and what is not known.

        A target whose date has passed is judged by what counted on that date, where the snapshot is
        of a registry; by the snapshot as it is where it is of published totals. Figures from before
        a target's date say nothing for sure once that date has passed.

        Args:
            snapshot: What counts; without one, the plan's own baseline; where it has none, nothing
                is known.
            on: The day of the question; without one, the snapshot's.

        Raises:
            InputError: not a snapshot (ask a registry with :meth:`Registry.on`), not a date, or a
                day before the snapshot's.
        """
        from ocop.targets.outcomes import evaluate  # noqa: PLC0415 - outcomes read plans

        if isinstance(snapshot, Registry):
            raise InputError(
                Fault("snapshot", "is a registry", "ask it for a day: registry.on(date(…))")
            )
        asked = None if on is None else checked_date(on, "on")
        seen = self.baseline if snapshot is None else snapshot
        if seen is None:
            seen = Snapshot(on=asked or self.period.first)
        if not isinstance(seen, Snapshot):
            raise InputError(Fault("snapshot", f"{type(seen).__name__} is not a Snapshot"))
        day = asked or seen.on
        if day < seen.on:
            raise InputError(Fault("on", f"{day} comes before the figures, which are of {seen.on}"))
        return evaluate(self, seen, day)


def _files() -> dict[str, str]:
    folder = resources.files("ocop.targets") / "data" / "plans"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return {name.removesuffix(".toml"): f"data/plans/{name}" for name in names}


@cache
def _built_in(id_: str) -> Plan:
    from ocop.targets.plan_files import plan_from_dict  # noqa: PLC0415 - it makes plans

    try:
        return plan_from_dict(read_data("ocop.targets", _files()[id_]))
    except InputError as err:
        raise RuleDataError(fault.within(id_) for fault in err.faults) from None


def plan(which: str) -> Plan:
    """The built-in plan of this id.

    >>> plan("ha-tinh-2023-2025").target("products").at_least
    300

    Raises:
        NotFoundError: there is none; it names the nearest.
    """
    known = _files()
    if which in known:
        return _built_in(which)
    raise NotFoundError(Fault("plan", f"{which!r} is not known", hint(which, known)))


def plans() -> tuple[Plan, ...]:
    """Every built-in plan, by id."""
    return tuple(_built_in(id_) for id_ in _files())
