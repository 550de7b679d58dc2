"""Plans, their outcomes and what is needed, as flat records."""

from __future__ import annotations

from collections.abc import Iterable

from ocop.shown.record import Record, Scalar, exactly, joined
from ocop.targets._words import WORDS
from ocop.targets.plan.measure import MilestoneDone
from ocop.targets.plan.needed import Needed
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.plan.target import Target, is_share
from ocop.targets.registry.standing import RECOGNISED, Standing
from ocop.targets.report import Report
from ocop.targets.snapshot.figure import Number
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import STARS, Where
from ocop.words import Lang

__all__ = [
    "needed_records",
    "outcome_records",
    "plan_records",
    "plan_report_records",
    "report_records",
    "snapshot_records",
    "target_records",
]


def plan_records(plan: Plan, lang: Lang) -> list[Record]:
    """A record a target."""
    return [{"plan": plan.id, **_target(target, lang)} for target in plan.targets]


def target_records(target: Target, lang: Lang) -> list[Record]:
    """A target as one record."""
    return [_target(target, lang)]


def _target(target: Target, lang: Lang) -> Record:
    return {
        "id": target.id,
        "label": target.label(lang),
        **exactly("at_least", target.at_least),
        **exactly("at_most", target.at_most),
        "is_share": is_share(target.measure),
        "wording": target.wording,
        "from": target.period.first,
        "by": target.by,
        "each": target.each,
        "measure": None if target.taken is None else target.taken.id,
        "priority": target.priority,
        "source": target.source(lang),
        "doubt": None if target.doubt is None else target.doubt(lang),
    }


def plan_report_records(report: PlanReport, lang: Lang) -> list[Record]:
    """A record a target."""
    head: Record = {"plan": report.plan.id, "on": report.on}
    return [{**head, **_outcome(outcome, lang)} for outcome in report.outcomes]


def report_records(told: Report) -> list[Record]:
    """A record a target, in the report's language."""
    return told.report.to_records(told.lang)


def outcome_records(outcome: TargetOutcome, lang: Lang) -> list[Record]:
    """An outcome as one record."""
    return [_outcome(outcome, lang)]


def _outcome(outcome: TargetOutcome, lang: Lang) -> Record:
    target, pace = outcome.target, outcome.pace
    milestone = isinstance(target.measure, MilestoneDone)
    reason = outcome.reason
    return {
        **_target(target, lang),
        "status": str(outcome.status),
        "status_label": outcome.status.label(lang),
        "done": bool(outcome.value) if milestone and outcome.value is not None else None,
        **exactly("value", None if milestone else outcome.value),
        **exactly("part", outcome.part),
        **exactly("whole", outcome.whole),
        **exactly("gap", outcome.gap),
        "gap_kind": outcome.gap_kind,
        "change": outcome.change,
        "as_of": outcome.as_of,
        **exactly("expected", None if pace is None else pace.expected),
        **exactly("ahead", None if pace is None else pace.ahead),
        **exactly("needed_per_month", None if pace is None else pace.needed_per_month),
        **exactly("needed_if_none_renewed", None if pace is None else pace.needed_if_none_renewed),
        "ending": None if pace is None else pace.ending,
        "places": joined(outcome.places),
        "missing": joined(dict.fromkeys(figure.id or figure.row for figure in outcome.missing)),
        "reason": None if reason is None else reason(lang),
        "doubt": _texts(doubt(lang) for doubt in outcome.doubts),
    }


def _texts(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def needed_records(needed: Needed, lang: Lang) -> list[Record]:  # noqa: ARG001 - it has no labels
    """A record an addition; none where there are none, or none would do."""
    return [
        {
            "renewed": needed.renewed,
            "number": addition.number,
            "stars": addition.stars,
            "entity_kind": addition.entity_kind,
            "new_entity": addition.new_entity,
        }
        for addition in needed.additions or ()
    ]


def snapshot_records(snapshot: Snapshot, lang: Lang) -> list[Record]:
    """A record a figure: each standing in all and by stars, entities, indicators, milestones.

    ``of`` says what is counted: ``"recognitions"``, ``"entities"``, ``"indicator"`` or
    ``"milestone"``; ``id`` the standing, or the name of the figure. A milestone is 1 or 0.
    """
    standings: list[tuple[str, str, tuple[Standing, ...]]] = [
        ("recognised", WORDS["recognised"](lang), RECOGNISED),
        *((str(standing), standing.label(lang), (standing,)) for standing in Standing),
    ]
    figures: list[Record] = []
    for id_, label, status in standings:
        for stars in (None, *STARS):
            where = Where(status=status, stars=() if stars is None else (stars,))
            value = snapshot.count(where).value
            figures.append(_figure(snapshot, "recognitions", id_, value, label=label, stars=stars))
    figures.append(
        _figure(snapshot, "entities", "in-force", snapshot.entities, label=WORDS["entities"](lang))
    )
    figures += [
        _figure(snapshot, "indicator", one.id, one.value, place=one.place, unit=one.unit, on=one.on)
        for one in snapshot.indicators
    ]
    figures += [
        _figure(snapshot, "milestone", one.id, int(one.done), on=one.on)
        for one in snapshot.milestones
    ]
    return figures


def _figure(snapshot: Snapshot, of: str, id_: str, value: Number | None, **more: Scalar) -> Record:
    figure: Record = {
        "on": snapshot.on,
        "of": of,
        "id": id_,
        "label": None,
        "stars": None,
        "place": None,
        "unit": None,
        **exactly("value", value),
    }
    return {**figure, **more}
