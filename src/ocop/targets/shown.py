"""Reports on plans and snapshots as tables."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.shown.table import State, Table, column, facts, row
from ocop.targets._words import WORDS
from ocop.targets.plan.outcome import OutcomeStatus
from ocop.targets.plan.plan import PlanReport
from ocop.targets.report import Report
from ocop.targets.snapshot._shown import snapshot_heads, snapshot_remarks, snapshot_rows
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label
from ocop.words import Lang

__all__ = ["plan_report_table", "report_table", "snapshot_table"]

_WORDS = {
    "result": Label("Kết quả", "Result"),
    "figure": Label("Số liệu", "Figure"),
    "number": Label("Số lượng", "Number"),
}
_STATES: dict[OutcomeStatus, State] = {
    OutcomeStatus.MET: "met",
    OutcomeStatus.MISSED: "missed",
    OutcomeStatus.OPEN: "open",
    OutcomeStatus.UNKNOWN: "unknown",
}
_COLUMNS = ("target", "status", "value", "bound", "gap", "pace", "reason")


def plan_report_table(report: PlanReport, lang: Lang) -> Table:
    """The outcomes of a plan, a row a target."""
    return report_table(report.explain(lang))


def report_table(told: Report) -> Table:
    """The outcomes of a plan, a row a target; what they rest on below."""
    lang = told.lang
    title, counts, *remarks = told.summary
    keys = [key for key in _COLUMNS if any(said[key] for said in told.rows)]
    return Table(
        caption=title,
        lang=lang,
        facts=facts({_WORDS["result"](lang): counts}),
        columns=tuple(column(WORDS[key](lang), number=key == "value") for key in keys),
        rows=tuple(
            row(*(said[key] for key in keys), state=_STATES[outcome.status])
            for outcome, said in zip(told.report.outcomes, told.rows, strict=True)
        ),
        notes=(*remarks, *told.background, *told.needed, *_missing(told), *_sources(told)),
    )


def _missing(told: Report) -> Iterator[str]:
    if told.missing:
        yield "\n".join((f"{WORDS['missing'](told.lang)}:", *told.missing))


def _sources(told: Report) -> Iterator[str]:
    """The sources of the targets, each once; with the targets where there are several."""
    by_source: dict[str, list[str]] = {}
    for said in told.rows:
        by_source.setdefault(said["source"], []).append(said["target"])
    for source, targets in by_source.items():
        whose = "" if len(by_source) == 1 else f" ({'; '.join(targets)})"
        yield f"{WORDS['plan_source'](told.lang)}: {source}{whose}"


def snapshot_table(snapshot: Snapshot, lang: Lang) -> Table:
    """The figures of a day."""
    head, *source = snapshot_heads(snapshot, lang)
    return Table(
        caption=head,
        lang=lang,
        columns=(column(_WORDS["figure"](lang)), column(_WORDS["number"](lang), number=True)),
        rows=tuple(row(*pair) for pair in snapshot_rows(snapshot, lang)),
        notes=(*source, *snapshot_remarks(snapshot, lang)),
    )
