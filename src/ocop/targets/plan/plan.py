"""Plans (kế hoạch) and their targets (chỉ tiêu): what was promised, by when, on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

import attrs

from ocop.checks import as_items, check_each, check_text, check_type, checked
from ocop.data import read_data
from ocop.dates import DateRange, checked_date
from ocop.documents import read_fields
from ocop.errors import Faults, InputError, NotFoundError, RuleDataError, checked_lang
from ocop.frozen_map import as_tuple
from ocop.law.regime import regimes
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.targets._checks import as_label, as_map, check_label, check_map
from ocop.targets.plan._judge import needed, outcomes_of
from ocop.targets.plan.measure import Cohort, Cover
from ocop.targets.plan.needed import Needed
from ocop.targets.plan.outcome import OutcomeStatus, TargetOutcome
from ocop.targets.plan.target import Target, in_both
from ocop.targets.registry.registry import Registry
from ocop.targets.report import Report
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label

__all__ = ["NamedFigure", "Plan", "PlanReport", "UnitList", "built_in_ids", "plan", "plans"]


@attrs.frozen(kw_only=True)
class UnitList:
    """A list of places that a plan speaks of, such as a province's districts.

    Attributes:
        places: Their names; none where the snapshot is to bring the list.
        source: Where the list is from; one text stands for both languages.
    """

    places: tuple[str, ...] = attrs.field(converter=as_items)
    source: Label = attrs.field(converter=as_label)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_each(faults, self.places, str, "places")
        check_label(faults, self.source, "source")
        faults.raise_if_any()


@attrs.frozen(kw_only=True)
class NamedFigure:
    """The words for an indicator or a milestone that a plan speaks of.

    Attributes:
        id: The id under which it is given.
        label: What it is.
        unit: What is counted; None for a milestone.
    """

    id: str
    label: Label = attrs.field(converter=as_label)
    unit: Label | None = attrs.field(default=None, converter=as_label)

    @classmethod
    def from_table(cls, table: object) -> NamedFigure:
        """The words that a table says; a plain text stands for both languages.

        Raises:
            InputError: every fault.
        """
        return read_fields(cls, in_both(table, "label", "unit"))

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_text(faults, self.id, "id")
        check_label(faults, self.label, "label")
        if self.unit is not None:
            check_label(faults, self.unit, "unit")
        faults.raise_if_any()


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
        baseline_doubt: What is not certain about them, such as their day; None where nothing.
        figures: The words for the indicators and milestones that it speaks of.
        units: Lists of places by name.
        targets: The targets.

    Raises:
        InputError: the same target twice, by its id or by what it asks; a target's date after the
            plan's period, a baseline after it, a cohort that closed before the first criteria, or
            a cover of a list of places that the plan does not have.
    """

    id: str
    title: Label = attrs.field(converter=as_label)
    province: str | None = None
    decision: str | None = None
    period: DateRange
    references: tuple[str, ...] = attrs.field(default=(), converter=as_items)
    notes: tuple[Label, ...] = attrs.field(default=(), converter=as_items)
    baseline: Snapshot | None = None
    baseline_doubt: Label | None = None
    figures: tuple[NamedFigure, ...] = attrs.field(default=(), converter=as_items)
    units: Mapping[str, UnitList] = attrs.field(factory=dict, converter=as_map)
    targets: tuple[Target, ...] = attrs.field(converter=as_items)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_text(faults, self.id, "id")
        check_label(faults, self.title, "title")
        for name in ("province", "decision"):
            if getattr(self, name) is not None:
                check_text(faults, getattr(self, name), name)
        if self.baseline_doubt is not None:
            check_label(faults, self.baseline_doubt, "baseline_doubt")
        check_each(faults, self.references, str, "references")
        check_each(faults, self.notes, Label, "notes")
        check_each(faults, self.figures, NamedFigure, "figures")
        if check_map(faults, self.units, "units"):
            for name, places in self.units.items():
                check_type(faults, places, UnitList, "units", name)
        known_days = check_type(faults, self.period, DateRange, "period")
        if self.baseline is not None:
            check_type(faults, self.baseline, Snapshot, "baseline")
        if check_each(faults, self.targets, Target, "targets"):
            self._check_once(faults)
            if known_days and not faults.found:
                self._check_possible(faults)
        faults.raise_if_any()

    def _check_once(self, faults: Faults) -> None:
        ids: dict[str, int] = {}
        asked: dict[object, int] = {}
        for n, target in enumerate(self.targets):
            low, high = target.at_least is None, target.at_most is None
            what = (target.measure, target.period, target.each, low, high)
            if ids.setdefault(target.id, n) != n:
                faults.add("id-twice", "targets", n, "id", given=target.id)
            elif asked.setdefault(what, n) != n:
                other = self.targets[asked[what]].id
                faults.add("asked-twice", "targets", n, given=target.id, other=other)

    def _check_possible(self, faults: Faults) -> None:
        """Note a fault for what no day can make true."""
        last, baseline = self.period.last, self.baseline
        if baseline is not None and baseline.on > last:
            faults.add("after-the-plan", "baseline", "on", given=baseline.on, last=last)
        known = (*self.units, *(() if baseline is None else baseline.units))
        first = regimes()[0].first_day
        for n, target in enumerate(self.targets):
            if target.by > last:
                faults.add("after-the-plan", "targets", n, "by", given=target.by, last=last)
            ways = (target.measure, *(way.measure for way in target.measures))
            for measure in dict.fromkeys(ways):
                place = ("targets", n, "measure")
                if isinstance(measure, Cover) and isinstance(measure.units, str):
                    if measure.units not in known:
                        given = measure.units
                        faults.add("no-such-list", *place, "units", given=given, known=known)
                elif isinstance(measure, Cohort) and measure.period.last < first:
                    closes = measure.period.last
                    faults.add("cohort-too-early", *place, "period", given=closes, first=first)

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
        ids = tuple(each.id for each in self.targets)
        raise NotFoundError.of("not-known", "target", given=which, known=ids)

    def figure(self, which: str) -> NamedFigure | None:
        """The words for an indicator or a milestone; None where the plan has none for it."""
        return next((figure for figure in self.figures if figure.id == which), None)

    def measured(self, measures: Mapping[str, str]) -> Plan:
        """The plan with some targets measured in another of their ways.

        Args:
            measures: Target → the id of one of its :attr:`Target.measures`.

        Raises:
            NotFoundError: there is no such target, or it has no such way.
        """
        if not isinstance(measures, Mapping):
            raise InputError.of("not-a-table", "measures", given=measures)
        chosen = {self.target(which).id: way for which, way in measures.items()}
        return attrs.evolve(
            self,
            targets=tuple(
                target.measured(chosen[target.id]) if target.id in chosen else target
                for target in self.targets
            ),
        )

    def evaluate(
        self,
        snapshot: Snapshot | None = None,
        *,
        on: date | None = None,
        rules: Rules | None = None,
        measures: Mapping[str, str] | None = None,
    ) -> PlanReport:
        """What is reached of every target, what is missing, and what is not known.

        A target whose date has passed is judged by what counted on that date, where the snapshot is
        of a registry; by the snapshot as it is where it is of published totals. Figures from before
        a target's date say nothing for sure once that date has passed.

        Args:
            snapshot: What counts; without one, the plan's own baseline; where it has none, nothing
                is known.
            on: The day of the question; without one, the snapshot's.
            rules: Which law, and how it is read where it is silent; a registry's are its own.
            measures: Target → the way in which it is measured, see :meth:`measured`.

        Raises:
            InputError: not a snapshot (ask a registry with :meth:`Registry.on`), not a date, a day
                before the snapshot's, or rules that are not the registry's.
            NotFoundError: ``measures`` names what is not there.
        """
        if isinstance(snapshot, Registry):
            raise InputError.of("registry-for-a-snapshot", "snapshot")
        asked = None if on is None else checked_date(on, "on")
        seen = self.baseline if snapshot is None else snapshot
        if seen is None:
            seen = Snapshot(on=asked or self.period.first)
        checked(seen, Snapshot, "snapshot")
        day = asked or seen.on
        if day < seen.on:
            raise InputError.of("before-the-figures", "on", given=day, of=seen.on)
        faults = Faults()
        if rules is not None:
            check_rules(faults, rules)
        faults.raise_if_any()
        of_registry = None if seen.recognitions is None else seen.rules
        if rules is not None and of_registry not in {None, rules}:
            raise InputError.of("other-rules", "rules")
        plan = self if measures is None else self.measured(measures)
        asked_under = of_registry or rules or default_rules()
        return PlanReport(
            plan=plan,
            snapshot=seen,
            on=day,
            rules=asked_under,
            outcomes=outcomes_of(plan, seen, day, asked_under),
        )


@attrs.frozen(kw_only=True, repr=False)
class PlanReport:
    """The outcomes of a plan on a day; ``str`` gives text, a notebook shows a table.

    Attributes:
        plan: The plan, its targets measured as they were.
        snapshot: What it was held against.
        on: The day of the question.
        rules: Which law, and how it was read where it is silent.
        outcomes: One for every target, in the plan's order.
        counts: Status → how many targets.
    """

    plan: Plan
    snapshot: Snapshot
    on: date
    rules: Rules
    outcomes: tuple[TargetOutcome, ...] = attrs.field(converter=as_tuple)

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {status}" for status, n in self.counts.items() if n)
        return f"<PlanReport of {self.plan.id} on {self.on}: {counts}>"

    @property
    def counts(self) -> dict[OutcomeStatus, int]:
        """Status → how many targets."""
        return {
            status: sum(outcome.status is status for outcome in self.outcomes)
            for status in OutcomeStatus
        }

    def outcome(self, which: str) -> TargetOutcome:
        """The outcome of the target of this id.

        Raises:
            NotFoundError: there is no such target; it names the nearest.
        """
        return self.outcomes[self.plan.targets.index(self.plan.target(which))]

    def needed(self, *, renewed: Literal["all", "none"] = "all") -> Needed:
        """The fewest additions that meet every count and share of the plan at once, exactly.

        An addition is one product that is newly recognised. Targets whose day has passed, that are
        unknown, or that are no counts and shares of products and entities are left out, by name.

        Args:
            renewed: ``"all"``: what counts today counts on a target's day too; ``"none"``: what
                ends before does not, which only a registry tells.

        Raises:
            InputError: another word, or ``"none"`` of published totals.
        """
        return needed(self, renewed)

    def explain(self, lang: str = "vi") -> Report:
        """The report in one language: text, plain data, a table in a notebook.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return Report(self, checked_lang(lang))

    def __str__(self) -> str:
        return str(self.explain("en"))

    def _repr_html_(self) -> str:
        return self.explain("en")._repr_html_()


def built_in_ids() -> tuple[str, ...]:
    """The ids of the built-in plans."""
    return tuple(_files())


def _files() -> dict[str, str]:
    folder = resources.files("ocop.targets") / "data" / "plans"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return {name.removesuffix(".toml"): f"data/plans/{name}" for name in names}


@cache
def _built_in(id_: str) -> Plan:
    from ocop.targets.plan.file import read_plan  # noqa: PLC0415 - it makes plans

    try:
        return read_plan(read_data("ocop.targets", _files()[id_]))
    except InputError as err:
        raise RuleDataError(fault.in_file(f"{id_}.toml") for fault in err.faults) from None


def plan(which: str) -> Plan:
    """The built-in plan of this id.

    >>> plan("ha-tinh-2023-2025").target("products").at_least
    300

    Raises:
        NotFoundError: there is none; it names the nearest.
    """
    known = _files()
    if which in tuple(known):  # what is handed in may have no hash
        return _built_in(which)
    raise NotFoundError.of("not-known", "plan", given=which, known=tuple(known))


def plans() -> tuple[Plan, ...]:
    """Every built-in plan, by id."""
    return tuple(_built_in(id_) for id_ in _files())
