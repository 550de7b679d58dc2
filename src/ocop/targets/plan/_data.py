"""Outcomes as plain data, as JSON has it."""

from __future__ import annotations

from typing import Any

from ocop.targets._words import plain_number
from ocop.targets.plan.measure import MilestoneDone
from ocop.targets.plan.needed import Needed
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.pace import Pace
from ocop.words import Lang

__all__ = ["needed_data", "outcome_data"]


def outcome_data(outcome: TargetOutcome, lang: Lang) -> dict[str, Any]:
    """One outcome as plain data, see :meth:`ocop.targets.report.Report.to_data`."""
    target, pace = outcome.target, outcome.pace
    low, high = target.at_least, target.at_most
    bound: Any = plain_number(low if low is not None else high)
    if low is not None and high is not None:
        bound = [plain_number(low), plain_number(high)]
    if isinstance(target.measure, MilestoneDone):
        bound = True
    return {
        "id": target.id,
        "label": target.label(lang),
        "value": plain_number(outcome.value),
        "bound": bound,
        "gap": plain_number(outcome.gap),
        "status": str(outcome.status),
        "reason": None if outcome.reason is None else outcome.reason(lang),
        "as_of": outcome.as_of.isoformat(),
        "by": target.by.isoformat(),
        "part": plain_number(outcome.part),
        "whole": plain_number(outcome.whole),
        "gap_kind": outcome.gap_kind,
        "change": outcome.change,
        "places": list(outcome.places),
        "pace": None if pace is None else _pace_data(pace),
        "priority": target.priority,
        "source": target.source(lang),
        "doubt": "; ".join(doubt(lang) for doubt in outcome.doubts) or None,
        "wording": target.wording,
        "each": target.each,
        "measure": None if target.taken is None else target.taken.id,
        "missing": [
            {
                "table": figure.table,
                "id": figure.id,
                "place": figure.place,
                "row": figure.row,
            }
            for figure in outcome.missing
        ],
        "years": [outcome_data(year, lang) for year in outcome.years],
    }


def _pace_data(pace: Pace) -> dict[str, Any]:
    return {
        "expected": plain_number(pace.expected),
        "ahead": plain_number(pace.ahead),
        "needed_per_month": plain_number(pace.needed_per_month),
        "needed_if_none_renewed": plain_number(pace.needed_if_none_renewed),
        "ending": pace.ending,
        "lapses_known": pace.lapses_known,
    }


def needed_data(needed: Needed, lang: Lang) -> dict[str, Any]:
    """The least for all targets together as plain data."""
    additions = needed.additions
    return {
        "renewed": needed.renewed,
        "total": needed.total,
        "additions": None
        if additions is None
        else [
            {
                "number": addition.number,
                "stars": addition.stars,
                "entity_kind": addition.entity_kind,
                "new_entity": addition.new_entity,
            }
            for addition in additions
        ],
        "targets": list(needed.targets),
        "contradicting": list(needed.contradicting),
        "left_out": {each.target: each.reason(lang) for each in needed.left_out},
        "reason": None if needed.reason is None else needed.reason(lang),
    }
