"""Plans (kế hoạch) and their targets (chỉ tiêu): what was promised, by when, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ocop import _ports
from ocop.argument import (
    as_items,
    check_dates,
    check_day,
    check_each,
    check_one_of,
    check_text,
    check_type,
    checked,
)
from ocop.dates import DateRange, checked_date
from ocop.errors import Faults, InputError, NotFoundError, checked_lang
from ocop.law.regime import Note, regimes
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.shown.value import Shown, Tidy
from ocop.targets._checks import (
    as_label,
    as_labels,
    as_map,
    as_text,
    as_texts,
    check_label,
    check_map,
    maybe_label,
    maybe_text,
)
from ocop.targets.plan._judge import Judge, judged, needed
from ocop.targets.plan.measure import Cohort, Cover
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.needed import Needed
from ocop.targets.plan.outcome import OutcomeStatus, TargetOutcome
from ocop.targets.plan.plan_table import plan_fields, plan_table
from ocop.targets.plan.series import EVERY, Every, Series, SeriesRow, ends_of
from ocop.targets.plan.target import Target
from ocop.targets.plan.target_change import TargetChange, changes_between
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.registry.registry import Registry
from ocop.targets.report import Report
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label

if TYPE_CHECKING:
    from ocop.scenarios.assumptions.assumptions import Assumptions
    from ocop.scenarios.forecast.forecast import Forecast

__all__ = ["Plan", "PlanReport"]


@attrs.frozen(kw_only=True, repr=False)
class Plan(Shown, Tidy):
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
        targets: The targets; what they measure has the words of ``figures``.
        original: The plan as it was decided, where this one was amended; None elsewhere.
        changes: The targets that differ from those of ``original``; see :meth:`amended`.

    Raises:
        InputError: the same target twice, by its id or by what it asks; a target's date after the
            plan's period, a baseline after it, a cohort that closed before the first criteria, or
            a cover of a list of places that the plan does not have.
    """

    id: str = attrs.field(converter=as_text)
    title: Label = attrs.field(converter=as_label)
    province: str | None = attrs.field(default=None, converter=maybe_text)
    decision: str | None = attrs.field(default=None, converter=maybe_text)
    period: DateRange
    references: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    notes: tuple[Label, ...] = attrs.field(default=(), converter=as_labels)
    baseline: Snapshot | None = None
    baseline_doubt: Label | None = attrs.field(default=None, converter=maybe_label)
    figures: tuple[NamedFigure, ...] = attrs.field(default=(), converter=as_items)
    units: Mapping[str, UnitList] = attrs.field(factory=dict, converter=as_map)
    targets: tuple[Target, ...] = attrs.field(converter=as_items)
    original: Plan | None = None

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
        elif self.baseline_doubt is not None:
            faults.add("doubt-without-a-baseline", "baseline_doubt")
        self._check_original(faults)
        if check_each(faults, self.targets, Target, "targets"):
            self._check_once(faults)
            if known_days and not faults.found:
                self._check_possible(faults)
        faults.raise_if_any()
        labels = {figure.id: figure.label for figure in self.figures}
        object.__setattr__(self, "targets", tuple(each.named(labels) for each in self.targets))

    def _check_original(self, faults: Faults) -> None:
        """Note a fault where what is amended is no plan, is another, or was amended itself."""
        if self.original is None or not check_type(faults, self.original, Plan, "original"):
            return
        if self.original.id != self.id or self.original.original is not None:
            faults.add("original-of-another", "original", given=self.original.id)

    @classmethod
    def from_table(cls, table: object) -> Plan:
        """The plan that a table says, see :mod:`ocop.targets.plan.plan_table`.

        Raises:
            InputError: every fault.
        """
        return cls(**plan_fields(table, lambda original: cls(**plan_fields(original))))

    def to_table(self) -> dict[str, Any]:
        """The plan as a table; :meth:`from_table` gives it back."""
        return plan_table(self)

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

    @property
    def changes(self) -> tuple[TargetChange, ...]:
        """The targets that differ from those of the plan as it was decided."""
        if self.original is None:
            return ()
        return tuple(changes_between(self.original.targets, self.targets))

    def amended(
        self,
        targets: Mapping[str, Target | Mapping[str, Any] | str | None],
        *,
        period: DateRange | None = None,
    ) -> Plan:
        r"""The plan with other targets, for what-if; its reports say how it was changed.

        >>> import ocop
        >>> plan = ocop.plan("ha-tinh-2023-2025")
        >>> lower = plan.amended({"products": {"at_least": 250}, "five-stars": "none"})
        >>> print(*[change("en") for change in lower.changes], sep="\n")
        Products at 3★ or more: at least 300, by 2025-12-31 → at least 250, by 2025-12-31
        Target dropped, Share of products at 5★: at least 5 %, by 2025-12-31

        Args:
            targets: Id of a target → what is otherwise of it, by the keys that it has in a file of
                a plan, such as ``at_least`` or ``by``; the word ``"none"``, or None, ends a value,
                and in the place of all of it the target. An id that the plan does not have adds a
                target, of which all must be said. A :class:`Target` stands for itself.
            period: The period of the plan, where it is another; the days of targets stay.

        Returns:
            A new plan, which keeps the one that was decided as :attr:`original`; that one itself
            where nothing differs from it any more.

        Raises:
            InputError: every fault: what is not there, what changes nothing, and all that a plan
                cannot have.
        """
        from ocop.targets.plan.amended import amended_plan  # noqa: PLC0415 - only for what-if

        return amended_plan(self, targets, period)

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
        if rules is None:
            rules = default_rules() if seen.recognitions is None else seen.rules
        return PlanReport(
            plan=self if measures is None else self.measured(measures),
            snapshot=seen,
            on=asked or seen.on,
            rules=rules,
        )

    def blank_figures(self, lang: str = "vi") -> str:
        """A file of figures to fill in: all that the plan waits for, with words in comments.

        It is a snapshot as TOML; a row that is not filled in stays a comment, and is unknown.

        >>> import ocop
        >>> blank = ocop.plan("ha-tinh-2019").blank_figures("en")
        >>> '# { id = "staff", value = …, unit = "people" },' in blank
        True

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        text: str = _ports.ask("blank-figures", self, lang)
        return text

    def series(
        self,
        registry: Registry,
        *,
        until: date,
        since: date | None = None,
        every: Every = "month",
        indicators: Iterable[Indicator] = (),
        milestones: Iterable[Milestone] = (),
        units: Mapping[str, Iterable[str]] | None = None,
        measures: Mapping[str, str] | None = None,
    ) -> Series:
        """How the targets stood over time: what :meth:`evaluate` says on each day.

        Beside the value of a target, its straight line and how far it is ahead of it, each row has
        what the target comes to on its own day if nothing is renewed that ends before.

        Args:
            registry: The registry.
            until: The last day; no later than the one up to which the registry is kept.
            since: The first day; without one, that of the plan's period.
            every: At the end of every ``"month"``, ``"quarter"`` or ``"year"``; ``until`` too.
            indicators: As for :meth:`ocop.Registry.on`; each counts from its own day on.
            milestones: The same.
            units: Lists of places by name.
            measures: Target → the way in which it is measured, see :meth:`measured`.

        Raises:
            InputError: not a registry, no dates or reversed ones, another ``every``, a figure given
                twice.
            NotFoundError: ``measures`` names what is not there.
        """
        faults = Faults()
        check_type(faults, registry, Registry, "registry")
        first = self.period.first if since is None else since
        if check_dates(faults, since=since) and check_day(faults, "until", until):
            with faults.at():
                DateRange(first, until)
        check_one_of(faults, "every", every, EVERY)
        faults.raise_if_any()
        plan = self if measures is None else self.measured(measures)
        figures = {"indicators": as_items(indicators), "milestones": as_items(milestones)}
        return Series(
            plan=self.id,
            title=self.title,
            every=every,
            rows=tuple(
                SeriesRow(on=day, outcome=outcome, still=still)
                for day in ends_of(first, until, every)
                for outcome, still in judged(
                    plan, registry.on(day, units=units, **figures), day, registry.rules
                )
            ),
        )

    def forecast(
        self,
        start: Registry | Snapshot | None,
        assumptions: Assumptions,
        *,
        on: date | None = None,
        until: date | None = None,
        every: Literal["month", "round"] = "month",
        runs: int = 0,
        seed: Any = None,  # noqa: ANN401 - a whole number, or a generator of some library
        workers: int = 1,
        progress: bool | None = None,
        rules: Rules | None = None,
    ) -> Forecast:
        """Where the targets stand on later days, under stated assumptions.

        Args:
            start: What counts on the first day: a registry; a snapshot, of published totals too,
                whose days of issue are then supposed; without one, the plan's own baseline.
            assumptions: All that is supposed.
            on: The first day; of published totals that of the figures.
            until: The last day; without one, that of the plan's period.
            every: How often a step is reported: at the end of every month, or of every round.
            runs: How many runs are drawn where a chance needs them; 0 for none.
            seed: By which whole number they are drawn, or a generator of random numbers, numpy's or
                the standard library's.
            workers: How many draw at once; the numbers do not depend on it.
            progress: Whether a bar shows how far long runs are; None: on a terminal.
            rules: Which law, and how it is read where it is silent; a registry's are its own.

        Raises:
            InputError: every fault: no start, a registry without a day, totals of another day, runs
                without a seed…
            NotFoundError: published totals that do not tell how many are in force at each rank.
            NotRegulated: newcomers by rounds, and no round is set until the last day.
        """
        forecast: Forecast = _ports.ask(
            "forecast",
            self,
            start,
            assumptions,
            on=on,
            until=until,
            every=every,
            runs=runs,
            seed=seed,
            workers=workers,
            progress=progress,
            rules=rules,
        )
        return forecast


@attrs.frozen(kw_only=True, repr=False)
class PlanReport(Shown, Tidy):
    """The outcomes of a plan on a day; ``str`` gives text, a notebook shows a table.

    Attributes:
        plan: The plan, its targets measured as they were.
        snapshot: What it was held against.
        on: The day of the question.
        rules: Which law, and how it was read where it is silent.
        notes: What must be said of it: that an earlier version of the library came to other
            outcomes, where it was stored by one.
        outcomes: One for every target, in the plan's order.
        counts: Status → how many targets.

    Raises:
        InputError: a field of another type, a day before the snapshot's, or rules that are not
            those of its registry.
    """

    plan: Plan
    snapshot: Snapshot
    on: date
    rules: Rules = attrs.field(factory=default_rules)
    notes: tuple[Note, ...] = attrs.field(default=(), converter=as_items)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_type(faults, self.plan, Plan, "plan")
        known = check_type(faults, self.snapshot, Snapshot, "snapshot")
        check_day(faults, "on", self.on)
        check_each(faults, self.notes, Note, "notes")
        if check_rules(faults, self.rules) and known:
            seen = self.snapshot
            if type(self.on) is date and self.on < seen.on:
                faults.add("before-the-figures", "on", given=self.on, of=seen.on)
            if seen.recognitions is not None and seen.rules != self.rules:
                faults.add("other-rules", "rules")
        faults.raise_if_any()

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.plan, self.snapshot, self.on, self.rules)

    @cached_property
    def outcomes(self) -> tuple[TargetOutcome, ...]:
        """One for every target, in the plan's order."""
        return tuple(map(self._judge.outcome, self.plan.targets))

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
        """The outcome of the target of this id; it alone is judged where no other is asked for.

        Raises:
            NotFoundError: there is no such target; it names the nearest.
        """
        return self._judge.outcome(self.plan.target(which))

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
