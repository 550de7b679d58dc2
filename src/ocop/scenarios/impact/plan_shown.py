"""Two reports of a plan side by side, as a table and as flat records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocop.scenarios.impact.plan_impact import OutcomeMoved, PlanImpact
from ocop.shown.record import Record
from ocop.shown.table import State, Table, column, facts, row
from ocop.targets.plan.outcome import OutcomeStatus, TargetOutcome
from ocop.targets.report import Report
from ocop.text import Label
from ocop.words import Lang

__all__ = ["plan_impact_records", "plan_impact_table"]

_WORDS = {
    "title": Label("Kế hoạch, trước và sau: {}", "The plan, before and after: {}"),
    "before": Label("Trước", "Before"),
    "after": Label("Sau", "After"),
    "target": Label("Chỉ tiêu", "Target"),
    "moved": Label("Đổi", "Moved"),
    "asked": Label("chỉ tiêu", "target"),
    "value": Label("số liệu", "value"),
    "status": Label("kết quả", "result"),
    "no_target": Label("không có chỉ tiêu này", "no such target"),
}
_STATES: dict[OutcomeStatus, State] = {
    OutcomeStatus.MET: "met",
    OutcomeStatus.MISSED: "missed",
    OutcomeStatus.OPEN: "open",
    OutcomeStatus.UNKNOWN: "unknown",
}


def plan_impact_records(impact: PlanImpact, lang: Lang) -> list[Record]:
    """A flat row for every target: what each report says of it, side by side."""
    sides = [(one.before, one.after) for one in impact.outcomes]
    said = [outcome for pair in sides for outcome in pair if outcome is not None]
    keys = list(said[0].to_records(lang)[0]) if said else []
    return [
        {
            "id": one.id,
            "label": one.label(lang),
            **_side("before", one.before, keys, lang),
            **_side("after", one.after, keys, lang),
            "target_moved": one.target_moved,
            "status_moved": one.status_moved,
            "value_moved": one.value_moved,
        }
        for one in impact.outcomes
    ]


def _side(side: str, outcome: TargetOutcome | None, keys: list[str], lang: Lang) -> Record:
    record = {} if outcome is None else outcome.to_records(lang)[0]
    return {f"{key}_{side}": record.get(key) for key in keys if key not in ("id", "label")}


def plan_impact_table(impact: PlanImpact, lang: Lang) -> Table:
    """A row for every target of either plan."""
    before, after = (report.explain(lang) for report in (impact.before, impact.after))
    said = {side: {each["id"]: each for each in told.rows} for side, told in _sides(before, after)}
    return Table(
        caption=_WORDS["title"](lang).format(impact.after.plan.title(lang)),
        lang=lang,
        facts=facts(
            (_WORDS[side](lang), "; ".join(told.summary[:2]))
            for side, told in _sides(before, after)
        ),
        columns=tuple(column(_WORDS[key](lang)) for key in ("target", "before", "after", "moved")),
        rows=tuple(
            row(
                one.label(lang),
                *(_told(said[side].get(one.id), lang) for side in ("before", "after")),
                ", ".join(_WORDS[key](lang) for key in _moved(one)),
                state=None if one.after is None else _STATES[one.after.status],
            )
            for one in impact.outcomes
        ),
        notes=tuple(dict.fromkeys((*before.summary[2:], *after.summary[2:]))),
    )


def _sides(before: Report, after: Report) -> tuple[tuple[str, Report], ...]:
    return ("before", before), ("after", after)


def _told(said: Mapping[str, str] | None, lang: Lang) -> str:
    """The status of a target, its value and its bound."""
    if said is None:
        return _WORDS["no_target"](lang)
    return f"{said['status']}: {said['value']} / {said['bound']}"


def _moved(one: OutcomeMoved) -> Iterator[str]:
    """What is otherwise: the target itself, the value or the status."""
    if one.before is None or one.after is None:
        return
    for key, moved in (
        ("asked", one.target_moved),
        ("value", one.value_moved),
        ("status", one.status_moved),
    ):
        if moved:
            yield key
