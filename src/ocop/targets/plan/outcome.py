"""Outcomes: of each target what is reached, what is missing, and what is not known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

import attrs

from ocop.brief import cut
from ocop.shown.value import Shown, Tidy
from ocop.targets.plan.bound_words import value_words
from ocop.targets.plan.pace import Pace
from ocop.targets.plan.reckoning import Missing
from ocop.targets.plan.target import Target
from ocop.targets.snapshot.figure import Number
from ocop.text import Label
from ocop.words import decimal

__all__ = ["OutcomeStatus", "TargetOutcome"]


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


@attrs.frozen(kw_only=True, repr=False)
class TargetOutcome(Shown, Tidy):
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
        missing: What it waits for.
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
    years: tuple[TargetOutcome, ...] = ()

    def __repr__(self) -> str:
        told = [self._value(), self._gap(), str(self.status)]
        return f"<TargetOutcome {cut(self.target.id, 60)}: {', '.join(filter(None, told))}>"

    def _value(self) -> str:
        """The value beside the bound, ``217 of 300``; empty where there is none to show."""
        if self.value is None or isinstance(self.value, bool):
            return ""
        ends = dict.fromkeys((self.target.at_least, self.target.at_most))
        bound = "–".join(value_words(end, self.target, "en") for end in ends if end is not None)
        return f"{value_words(self.value, self.target, 'en')} of {bound}"

    def _gap(self) -> str:
        """How much is short or too much, ``83 short``; empty where nothing is."""
        if not self.gap:
            return ""
        return (
            f"{decimal(self.gap, 'en')} {'too many' if self.gap_kind == 'take-away' else 'short'}"
        )
