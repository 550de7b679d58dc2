"""Outcomes: of each target what is reached, what is missing, and what is not known."""

from __future__ import annotations

from calendar import monthrange
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ocop.targets.gaps import added_to_both, added_to_part, short_of, to_cover
from ocop.targets.measures import (
    Cohort,
    Cover,
    Flow,
    MilestoneDone,
    Reckoning,
    Setting,
    Share,
)
from ocop.text import Label

if TYPE_CHECKING:
    from datetime import date

    from ocop.targets.figures import Number
    from ocop.targets.planning import Plan, Target
    from ocop.targets.reporting import Report
    from ocop.targets.snapshots import Snapshot

__all__ = ["Outcome", "OutcomeStatus", "Pace", "PlanReport", "evaluate", "months_between"]


class OutcomeStatus(StrEnum):
    """What has become of a target."""

    MET = "met"
    OPEN = "open"
    MISSED = "missed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Label:
        """Its name."""
        return _LABELS[self]


_LABELS = {
    OutcomeStatus.MET: Label("Đạt", "Met"),
    OutcomeStatus.OPEN: Label("Chưa đạt, còn hạn", "Not yet"),
    OutcomeStatus.MISSED: Label("Không đạt", "Missed"),
    OutcomeStatus.UNKNOWN: Label("Chưa biết", "Unknown"),
}


def months_between(first: date, last: date) -> Fraction:
    """How many months from one day to another, a day being its part of its own month.

    >>> from datetime import date
    >>> months_between(date(2023, 6, 30), date(2025, 12, 31))
    Fraction(30, 1)
    """

    def place(day: date) -> Fraction:
        return 12 * day.year + day.month + Fraction(day.day, monthrange(day.year, day.month)[1])

    return place(last) - place(first)


@attrs.frozen(kw_only=True)
class Pace:
    """How a target goes beside a straight line from the baseline to its bound.

    Attributes:
        expected: Where the line is on the day.
        ahead: The value less that; below 0 where it is behind.
        needed_per_month: How many additions a month would close the gap in time, exactly; None
            where there is nothing to close, no time left, or no number that would.
    """

    expected: Fraction
    ahead: Fraction
    needed_per_month: Fraction | None


@attrs.frozen(kw_only=True)
class Outcome:
    """What has become of one target.

    Attributes:
        target: The target.
        as_of: The day that the value is of.
        value: What the measure comes to; a bool for a milestone; None where it is unknown.
        part: Of a share the part; of a cover the places that have enough.
        whole: Of a share the whole; of a cover all the places.
        gap: The fewest that would have to be added to meet the target, or taken away where there
            are too many; 0 where it is met, None where it is unknown or no number would do.
        gap_kind: ``"add"``: to what is counted; ``"add-outside"``: to the whole but not to the
            part; ``"take-away"``.
        change: Of a share whose whole grows with its part: how many of those already there would
            have to change (be upgraded, say) to meet the target without any addition.
        status: Met, open (not yet), missed, or unknown.
        pace: Ahead or behind; None where there is no line to compare with.
        places: Of a cover the places that lack something.
        reason: Why the status is unknown or the gap cannot be closed; None otherwise.
    """

    target: Target
    as_of: date
    value: Number | bool | None
    part: Number | None = None
    whole: Number | None = None
    gap: Number | None = None
    gap_kind: Literal["add", "add-outside", "take-away"] | None = None
    change: int | None = None
    status: OutcomeStatus
    pace: Pace | None = None
    places: tuple[str, ...] = ()
    reason: Label | None = None


@attrs.frozen(kw_only=True, repr=False)
class PlanReport:
    """The outcomes of a plan on a day; ``str`` gives text, a notebook shows a table.

    Attributes:
        plan: The plan.
        snapshot: What it was held against.
        on: The day of the question.
        outcomes: One for every target, in the plan's order.
    """

    plan: Plan
    snapshot: Snapshot
    on: date
    outcomes: tuple[Outcome, ...]

    def __repr__(self) -> str:
        told = ", ".join(f"{n} {status}" for status, n in self.counts.items() if n)
        return f"<PlanReport of {self.plan.id} on {self.on}: {told}>"

    @property
    def counts(self) -> dict[OutcomeStatus, int]:
        """Status → how many targets."""
        return {
            status: sum(each.status is status for each in self.outcomes) for status in OutcomeStatus
        }

    def outcome(self, which: str) -> Outcome:
        """The outcome of the target of this id.

        Raises:
            NotFoundError: there is no such target; it names the nearest.
        """
        return self.outcomes[self.plan.targets.index(self.plan.target(which))]

    def explain(self, lang: str = "vi") -> Report:
        """The report in one language: text, plain data, a table in a notebook.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        from ocop.targets.reporting import report  # noqa: PLC0415 - reporting reads outcomes

        return report(self, lang)

    def __str__(self) -> str:
        return str(self.explain())

    def _repr_html_(self) -> str:
        return self.explain()._repr_html_()


def evaluate(plan: Plan, snapshot: Snapshot, on: date) -> PlanReport:
    """The outcomes of a plan, see :meth:`ocop.targets.Plan.evaluate`."""
    lists = {name: each.places for name, each in plan.units.items()}
    seen = attrs.evolve(snapshot, units={**lists, **snapshot.units})
    return PlanReport(
        plan=plan,
        snapshot=snapshot,
        on=on,
        outcomes=tuple(_outcome(plan, each, seen, on) for each in plan.targets),
    )


def _outcome(plan: Plan, target: Target, snapshot: Snapshot, on: date) -> Outcome:
    seen = snapshot
    told = isinstance(target.measure, MilestoneDone)
    if snapshot.registry is not None and snapshot.on > target.by and not told:
        # the list still says what counted on the target's own day
        seen = attrs.evolve(snapshot, on=target.by)
    setting = Setting(period=target.period, baseline=plan.baseline)
    found = target.measure.reckon(seen, setting)
    as_of = seen.on if found.as_of is None else min(found.as_of, seen.on)
    shared: dict[str, Any] = {
        "target": target,
        "as_of": as_of,
        "part": found.part,
        "whole": found.whole,
        "places": found.places,
    }
    if found.value is None:
        return Outcome(**shared, value=None, status=OutcomeStatus.UNKNOWN, reason=found.reason)
    if isinstance(target.measure, MilestoneDone):
        status, reason = _milestone_status(target, target.measure, seen, on)
        missing = None if status is OutcomeStatus.UNKNOWN else int(status is not OutcomeStatus.MET)
        return Outcome(
            **shared,
            value=found.value,
            gap=missing,
            gap_kind="add" if missing else None,
            status=status,
            reason=reason,
        )
    status, reason = _status(target, found.value, as_of, on)
    holds = _holds(target, found.value)
    gap = 0 if holds else _gap(target, found)
    if gap is None:
        reason = reason or _OUT_OF_REACH
    return Outcome(
        **shared,
        value=found.value,
        gap=gap,
        gap_kind=None if holds else _gap_kind(target, found.value),
        change=None if holds else _change(target, found),
        status=status,
        pace=_pace(plan, target, found.value, gap, as_of),
        reason=reason,
    )


_OUT_OF_REACH = Label(
    "thêm bao nhiêu cũng không đạt, phải thay đổi cái đã có",
    "no number of additions would do: what is there would have to change",
)


def _holds(target: Target, value: Number) -> bool:
    low, high = target.at_least, target.at_most
    return (low is None or value >= low) and (high is None or value <= high)


def _status(
    target: Target, value: Number, as_of: date, on: date
) -> tuple[OutcomeStatus, Label | None]:
    holds, over = _holds(target, value), on > target.by
    if isinstance(target.measure, Flow):
        # what has happened stays so, be it enough or too much
        if target.at_most is not None and value > target.at_most:
            return OutcomeStatus.MISSED, None
        if target.at_most is None and holds:
            return OutcomeStatus.MET, None
        if not over:
            return OutcomeStatus.OPEN, None
    if over and as_of < target.by:
        return OutcomeStatus.UNKNOWN, Label(
            f"số liệu của ngày {as_of:%d/%m/%Y}, trước hạn {target.by:%d/%m/%Y}",
            f"the figures are of {as_of}, before the target's date, {target.by}",
        )
    if holds:
        return OutcomeStatus.MET, None
    return (OutcomeStatus.MISSED if over else OutcomeStatus.OPEN), None


def _milestone_status(
    target: Target, measure: MilestoneDone, seen: Snapshot, on: date
) -> tuple[OutcomeStatus, Label | None]:
    told = seen.milestone(measure.id)
    assert told is not None  # noqa: S101 - asked only where something is known of it
    if told.done and told.on <= target.by:
        return OutcomeStatus.MET, None
    if told.done:
        return OutcomeStatus.MISSED, Label(
            f"xong ngày {told.on:%d/%m/%Y}, sau hạn", f"done on {told.on}, too late"
        )
    if on <= target.by:
        return OutcomeStatus.OPEN, None
    if told.on >= target.by:
        return OutcomeStatus.MISSED, None
    return OutcomeStatus.UNKNOWN, Label(
        f"ngày {told.on:%d/%m/%Y} chưa xong, sau đó chưa biết",
        f"it was not done on {told.on}; nothing is known since",
    )


def _gap(target: Target, found: Reckoning) -> Number | None:
    """The fewest additions; None where no number would do."""
    measure, low, high = target.measure, target.at_least, target.at_most
    if isinstance(measure, Cover):
        assert isinstance(found.part, int) and isinstance(found.whole, int)  # noqa: S101, PT018
        return to_cover(found.lacks, found.part, found.whole, Fraction(low or 0))
    if isinstance(measure, (Share, Cohort)):
        assert found.part is not None and found.whole is not None  # noqa: S101, PT018
        least, most = _fraction(low), _fraction(high)
        if isinstance(measure, Share) and measure.nested:
            return added_to_both(
                int(found.part), int(found.whole), least, most, wider=measure.wider
            )
        return added_to_part(found.part, found.whole, least, most)
    assert found.value is not None  # noqa: S101 - asked only where there is a value
    return short_of(found.value, low, high)


def _fraction(bound: Number | None) -> Fraction | None:
    return None if bound is None else Fraction(bound)


def _gap_kind(target: Target, value: Number) -> Literal["add", "add-outside", "take-away"]:
    if target.at_least is not None and value < target.at_least:
        return "add"
    nested = isinstance(target.measure, Share) and target.measure.nested
    return "add-outside" if nested else "take-away"


def _change(target: Target, found: Reckoning) -> int | None:
    if not (isinstance(target.measure, Share) and target.measure.nested):
        return None
    assert found.part is not None and found.whole is not None  # noqa: S101, PT018
    changed = added_to_part(
        found.part, found.whole, _fraction(target.at_least), _fraction(target.at_most)
    )
    return None if changed is None else ceil(changed)


def _pace(plan: Plan, target: Target, value: Number, gap: Number | None, day: date) -> Pace | None:
    """The straight line to the least bound; None where there is no start or no such bound."""
    start = _start(plan, target)
    if start is None or target.at_least is None or start[0] >= target.by:
        return None
    (began, before), aim = start, Fraction(target.at_least)
    passed = Fraction((min(max(day, began), target.by) - began).days, (target.by - began).days)
    expected = aim if before >= aim else before + (aim - before) * passed
    left = months_between(day, target.by)
    return Pace(
        expected=expected,
        ahead=value - expected,
        needed_per_month=Fraction(gap) / left if gap and left > 0 else None,
    )


def _start(plan: Plan, target: Target) -> tuple[date, Fraction] | None:
    """The day and the value that the line begins from."""
    if isinstance(target.measure, Flow):
        return target.period.first, Fraction(0)
    if plan.baseline is None:
        return None
    setting = Setting(period=target.period, baseline=plan.baseline)
    lists = {name: each.places for name, each in plan.units.items()}
    seen = attrs.evolve(plan.baseline, units={**lists, **plan.baseline.units})
    value = target.measure.reckon(seen, setting).value
    if value is None or isinstance(value, bool):
        return None
    return plan.baseline.on, Fraction(value)
