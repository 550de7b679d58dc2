"""Outcomes: of each target what is reached, what is missing, and what is not known."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

import attrs

from ocop.text import Label

if TYPE_CHECKING:
    from datetime import date

    from ocop.law.rules import Rules
    from ocop.targets.plan.needed import Needed
    from ocop.targets.plan.pace import Pace
    from ocop.targets.plan.plan import Plan
    from ocop.targets.plan.reckoning import Missing
    from ocop.targets.plan.target import Target
    from ocop.targets.report import Report
    from ocop.targets.snapshot.figure import Number
    from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["Outcome", "OutcomeStatus", "PlanReport"]


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
    OutcomeStatus.OPEN: Label("Chưa đạt nhưng còn hạn", "Not yet"),
    OutcomeStatus.MISSED: Label("Không đạt", "Missed"),
    OutcomeStatus.UNKNOWN: Label("Chưa biết", "Unknown"),
}


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
        pace: Ahead or behind, and how many additions a month it takes; None where the figure is the
            baseline's own, and where there is neither a line nor anything to add.
        places: Of a cover the places that lack something, as far as it is known.
        missing: Indicators and milestones that it waits for.
        reason: Why the status is unknown or the gap cannot be closed; None otherwise.
        doubts: What is not certain about the target, or about how it was judged.
        years: Of a target of every year the outcomes of its years. Its own figures are then those
            of the year of the question, or of the nearest.
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
    missing: tuple[Missing, ...] = ()
    reason: Label | None = None
    doubts: tuple[Label, ...] = ()
    years: tuple[Outcome, ...] = ()


@attrs.frozen(kw_only=True, repr=False)
class PlanReport:
    """The outcomes of a plan on a day; ``str`` gives text, a notebook shows a table.

    Attributes:
        plan: The plan, its targets measured as they were.
        snapshot: What it was held against.
        on: The day of the question.
        rules: Which law, and how it was read where it is silent.
        outcomes: One for every target, in the plan's order.
    """

    plan: Plan
    snapshot: Snapshot
    on: date
    rules: Rules
    outcomes: tuple[Outcome, ...]

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

    def outcome(self, which: str) -> Outcome:
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
        from ocop.targets.plan._judge import needed  # noqa: PLC0415 - it makes reports

        return needed(self, renewed)

    def explain(self, lang: str = "vi") -> Report:
        """The report in one language: text, plain data, a table in a notebook.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        from ocop.targets.report import report  # noqa: PLC0415 - reporting reads outcomes

        return report(self, lang)

    def __str__(self) -> str:
        return str(self.explain("en"))

    def _repr_html_(self) -> str:
        return self.explain("en")._repr_html_()
