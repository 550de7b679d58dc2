"""How a target is judged: its measure against a snapshot, its bounds, its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ocop.errors import InputError
from ocop.law.rules import Rules
from ocop.targets.plan.bound import has_range, holds, top_of
from ocop.targets.plan.gap import added_to_both, added_to_part, short_of, to_cover
from ocop.targets.plan.measure import Cohort, Cover, Flow, MilestoneDone, Share, of_rows
from ocop.targets.plan.needed import LeftOut, Needed, Wanted, fewest
from ocop.targets.plan.outcome import OutcomeStatus, TargetOutcome
from ocop.targets.plan.pace import Line, Pace, as_known, ending, in_force_on, lapsing_count, pace
from ocop.targets.plan.reckoning import Reckoning, reckon
from ocop.targets.plan.target import Target
from ocop.targets.snapshot.figure import Number
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label
from ocop.words import decimal

if TYPE_CHECKING:
    from ocop.targets.plan.plan import Plan, PlanReport

__all__ = ["Judge", "judged", "needed"]


def judged(
    plan: Plan, snapshot: Snapshot, on: date, rules: Rules
) -> Iterator[tuple[TargetOutcome, Number | None]]:
    """The outcomes of a plan, each with what it comes to on its day if nothing is renewed."""
    judge = Judge(plan, snapshot, on, rules)
    for target in plan.targets:
        outcome = judge.of_target(target)
        yield outcome, judge.still(target, outcome)


def needed(report: PlanReport, renewed: Literal["all", "none"]) -> Needed:
    """The least for all targets together, see :meth:`ocop.targets.PlanReport.needed`."""
    if renewed not in ("all", "none"):
        raise InputError.of("not-known", "renewed", given=renewed, known=("all", "none"))
    judge = Judge(report.plan, report.snapshot, report.on, report.rules)
    if renewed == "none" and judge.known is None:
        raise InputError.of("lapses-unknown", "renewed")
    wanted, out = [], []
    for target in report.plan.targets:
        live = next((year for year in target.years() if year.by >= report.on), None)
        if live is None:
            out.append(LeftOut(target=target.id, reason=_PASSED))
            continue
        then = judge.still_in_force(live.by) if renewed == "none" else None
        wanted.append(
            Wanted(
                target=live,
                top=top_of(live, judge.rules),
                snapshot=judge.snapshot if then is None else then,
                baseline=report.plan.baseline,
            )
        )
    return fewest(wanted, out, renewed)


_PASSED = Label("đã qua hạn", "its day has passed")


class Judge:
    """Judges the targets of one plan against one snapshot, on one day."""

    def __init__(self, plan: Plan, snapshot: Snapshot, on: date, rules: Rules) -> None:
        self.plan, self.on, self.rules = plan, on, rules
        self.lists = {name: listed.places for name, listed in plan.units.items()}
        self.snapshot = self.with_lists(snapshot)
        self.of_baseline = snapshot == plan.baseline
        self._outcomes: dict[str, TargetOutcome] = {}

    def with_lists(self, snapshot: Snapshot) -> Snapshot:
        return attrs.evolve(snapshot, units={**self.lists, **snapshot.units})

    @cached_property
    def known(self) -> Snapshot | None:
        """The snapshot, its list as it was known on its day; None where it has none."""
        return None if self.snapshot.recognitions is None else as_known(self.snapshot)

    def reckon(self, target: Target, snapshot: Snapshot) -> Reckoning:
        return reckon(target.measure, snapshot, target.period, self.plan.baseline)

    def still_in_force(self, by: date) -> Snapshot | None:
        """What counts on a later day if nothing is renewed; None where that is not known."""
        return None if self.known is None else in_force_on(self.known, by)

    def outcome(self, target: Target) -> TargetOutcome:
        """The outcome of a target of the plan, judged when it is first asked for."""
        if target.id not in self._outcomes:
            self._outcomes[target.id] = self.of_target(target)
        return self._outcomes[target.id]

    def of_target(self, target: Target) -> TargetOutcome:
        if target.each is None:
            return self.of_period(target)
        years = tuple(self.of_period(year) for year in target.years())
        statuses = {outcome.status for outcome in years}
        worst = next(status for status in _WORST_FIRST if status in statuses)
        return attrs.evolve(self._of_now(years), target=target, status=worst, years=years)

    def _of_now(self, years: tuple[TargetOutcome, ...]) -> TargetOutcome:
        """The outcome of the last year that has begun; of the first where none has."""
        began = [outcome for outcome in years if outcome.target.period.first <= self.on]
        return began[-1] if began else years[0]

    def of_period(self, target: Target) -> TargetOutcome:
        seen = self.snapshot
        milestone = isinstance(target.measure, MilestoneDone)
        if seen.recognitions is not None and seen.on > target.by and not milestone:
            # the list still says what counted on the target's own day
            seen = attrs.evolve(seen, on=target.by)
        reckoning = self.reckon(target, seen)
        as_of = seen.on if reckoning.as_of is None else min(reckoning.as_of, seen.on)
        shared: dict[str, Any] = {
            "target": target,
            "as_of": as_of,
            "part": reckoning.part,
            "whole": reckoning.whole,
            "places": reckoning.places,
            "missing": reckoning.missing,
            "doubts": self.doubts(target, reckoning.value),
        }
        if reckoning.value is None:
            reason = reckoning.reason
            return TargetOutcome(**shared, value=None, status=OutcomeStatus.UNKNOWN, reason=reason)
        if isinstance(target.measure, MilestoneDone):
            status, reason = _milestone_status(target, target.measure, seen, self.on)
            missing = (
                None if status is OutcomeStatus.UNKNOWN else int(status is not OutcomeStatus.MET)
            )
            return TargetOutcome(
                **shared,
                value=reckoning.value,
                gap=missing,
                gap_kind="add" if missing else None,
                status=status,
                reason=reason,
            )
        top = top_of(target, self.rules)
        status, reason = _status(target, top, reckoning.value, as_of, self.on)
        if seen.set_aside and not _stands(target, top, reckoning.value, status):
            status, reason = OutcomeStatus.UNKNOWN, _set_aside(seen.set_aside)
        met = holds(target, top, reckoning.value)
        gap = 0 if met else gap_of(target, top, reckoning)
        if gap is None:
            reason = reason or _OUT_OF_REACH
        return TargetOutcome(
            **shared,
            value=reckoning.value,
            gap=gap,
            gap_kind=None if met else _gap_kind(target, reckoning.value),
            change=None if met else _change(target, top, reckoning),
            status=status,
            pace=self.pace(target, reckoning.value, gap, as_of),
            reason=reason,
        )

    def doubts(self, target: Target, value: Number | bool | None) -> tuple[Label, ...]:
        doubts = [] if target.doubt is None else [target.doubt]
        if target.wording == "about":
            doubts.append(_ABOUT)
        high = target.at_most
        if value is not None and high is not None and has_range(target) and value > high:
            doubts.append(_OVER_THE_TOP)
        return tuple(doubts)

    def pace(self, target: Target, value: Number, gap: Number | None, as_of: date) -> Pace | None:
        if target.at_least is None or self.of_baseline:
            return None
        counted = lapsing_count(target.measure)
        then = self.still_in_force(target.by) if counted and self.on < target.by else None
        adds = gap is not None and value <= target.at_least
        found = pace(
            value=value,
            as_of=as_of,
            line=self.line(target, as_of),
            today=gap if adds else None,
            then=None if then is None else self.gap_then(target, then),
            start=max(self.on, target.period.first),
            by=target.by,
            rules=self.rules,
        )
        if found == Pace():
            return None
        return attrs.evolve(
            found,
            ending=None
            if then is None or counted is None
            else ending(counted, self.snapshot, then),
            lapses_known=None if counted is None else self.known is not None,
        )

    def still(self, target: Target, outcome: TargetOutcome) -> Number | None:
        """What a target comes to on its day, of what lapses, if nothing is renewed."""
        if lapsing_count(target.measure) is None or self.known is None:
            return None
        own = target if target.each is None else self._of_now(outcome.years).target
        value = outcome.value
        if self.on < own.by:
            then = in_force_on(self.known, own.by)
            value = self.reckon(own, then).value
        return None if isinstance(value, bool) else value

    def gap_then(self, target: Target, then: Snapshot) -> Number | None:
        """The fewest additions to what is in force still on the target's day."""
        reckoning = self.reckon(target, then)
        if reckoning.value is None:
            return None
        top = top_of(target, self.rules)
        if holds(target, top, reckoning.value) or reckoning.value > (target.at_least or 0):
            return 0
        return gap_of(target, top, reckoning)

    def line(self, target: Target, as_of: date) -> Line | None:
        """The line to the least; None where it does not begin before the day of the figure."""
        start = self.start(target)
        if start is None or start[0] >= min(as_of, target.by):
            return None
        return Line(
            began=start[0], before=start[1], by=target.by, aim=Fraction(target.at_least or 0)
        )

    def start(self, target: Target) -> tuple[date, Fraction] | None:
        """The day and the value that the line begins from."""
        if isinstance(target.measure, Flow):
            return target.period.first, Fraction(0)
        if self.plan.baseline is None:
            return None
        value = self.reckon(target, self.with_lists(self.plan.baseline)).value
        if value is None or isinstance(value, bool):
            return None
        return self.plan.baseline.on, Fraction(value)


_WORST_FIRST = (
    OutcomeStatus.MISSED,
    OutcomeStatus.UNKNOWN,
    OutcomeStatus.OPEN,
    OutcomeStatus.MET,
)
_OUT_OF_REACH = Label(
    "thêm bao nhiêu cũng không đạt, phải thay đổi cái đã có",
    "no number of additions would do: what is there would have to change",
)
_ABOUT = Label(
    "nguồn ghi là khoảng; so với đúng con số",
    "the source says about; the number itself is compared",
)
_OVER_THE_TOP = Label(
    "vượt mức cao của khoảng; nguồn không nói vượt là không đạt",
    "above the top of the range; the source does not say that more is a failure",
)


def _status(
    target: Target, top: Number | None, value: Number, as_of: date, on: date
) -> tuple[OutcomeStatus, Label | None]:
    met, over = holds(target, top, value), on > target.by
    if isinstance(target.measure, Flow):
        # what has happened stays so, be it enough or too much
        if top is not None and value > top:
            return OutcomeStatus.MISSED, None
        if top is None and met:
            return OutcomeStatus.MET, None
        if not over:
            return OutcomeStatus.OPEN, None
    if over and as_of < target.by:
        return OutcomeStatus.UNKNOWN, Label(
            f"số liệu của ngày {as_of:%d/%m/%Y}, trước hạn {target.by:%d/%m/%Y}",
            f"the figures are of {as_of}, before the target's date, {target.by}",
        )
    if met:
        return OutcomeStatus.MET, None
    return (OutcomeStatus.MISSED if over else OutcomeStatus.OPEN), None


def _stands(target: Target, top: Number | None, value: Number, status: OutcomeStatus) -> bool:
    """Whether rows that could not be read leave a status as it is: they can only add to a count."""
    if status not in {OutcomeStatus.MET, OutcomeStatus.MISSED} or not of_rows(target.measure):
        return True
    if isinstance(target.measure, (Share, Cohort)):
        return False
    return top is None if status is OutcomeStatus.MET else top is not None and value > top


def _set_aside(number: int) -> Label:
    return Label(
        f"{decimal(number, 'vi')} dòng của sổ không đọc được",
        f"rows of the registry that could not be read: {decimal(number, 'en')}",
    )


def _milestone_status(
    target: Target, measure: MilestoneDone, seen: Snapshot, on: date
) -> tuple[OutcomeStatus, Label | None]:
    last_word = seen.milestone(measure.id)
    assert last_word is not None  # noqa: S101 - asked only where something is known of it
    day = last_word.on
    if last_word.done and day <= target.by:
        return OutcomeStatus.MET, None
    if last_word.done:
        return OutcomeStatus.MISSED, Label(
            f"xong ngày {day:%d/%m/%Y}, sau hạn", f"done on {day}, too late"
        )
    if on <= target.by:
        return OutcomeStatus.OPEN, None
    if day >= target.by:
        return OutcomeStatus.MISSED, None
    return OutcomeStatus.UNKNOWN, Label(
        f"ngày {day:%d/%m/%Y} chưa xong, sau đó chưa biết",
        f"it was not done on {day}; nothing is known since",
    )


def gap_of(target: Target, top: Number | None, reckoning: Reckoning) -> Number | None:
    """The fewest additions to what was reckoned; None where no number would do."""
    measure, low, over = target.measure, target.at_least, target.over
    if isinstance(measure, Cover):
        assert isinstance(reckoning.part, int) and isinstance(reckoning.whole, int)  # noqa: S101, PT018
        least = Fraction(low or 0)
        return to_cover(reckoning.lacks, reckoning.part, reckoning.whole, least, over=over)
    if isinstance(measure, (Share, Cohort)):
        assert reckoning.part is not None and reckoning.whole is not None  # noqa: S101, PT018
        bounds = (_fraction(low), _fraction(top))
        if isinstance(measure, Share) and measure.nested:
            part, whole = int(reckoning.part), int(reckoning.whole)
            return added_to_both(part, whole, *bounds, wider=measure.wider, over=over)
        return added_to_part(reckoning.part, reckoning.whole, *bounds, over=over)
    assert reckoning.value is not None  # noqa: S101 - asked only where there is a value
    return short_of(reckoning.value, low, top, over=over)


def _fraction(bound: Number | None) -> Fraction | None:
    return None if bound is None else Fraction(bound)


def _gap_kind(target: Target, value: Number) -> Literal["add", "add-outside", "take-away"]:
    if target.at_least is not None and value <= target.at_least:
        return "add"
    nested = isinstance(target.measure, Share) and target.measure.nested
    return "add-outside" if nested else "take-away"


def _change(target: Target, top: Number | None, reckoning: Reckoning) -> int | None:
    if not (isinstance(target.measure, Share) and target.measure.nested):
        return None
    assert reckoning.part is not None and reckoning.whole is not None  # noqa: S101, PT018
    low, high = _fraction(target.at_least), _fraction(top)
    changed = added_to_part(reckoning.part, reckoning.whole, low, high, over=target.over)
    return None if changed is None else ceil(changed)
