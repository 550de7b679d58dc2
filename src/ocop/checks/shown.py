"""Reports of checks as tables."""

from __future__ import annotations

from ocop.checks.report import CheckReport, block, counts_text, status_text
from ocop.checks.result import CheckResult
from ocop.shown.table import State, Table, TableRow, column, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["check_report_table"]

_WORDS = {
    "file": Label("Tệp", "File"),
    "case": Label("Ca", "Case"),
    "result": Label("Kết quả", "Result"),
}
_STATES: dict[str, State] = {"passed": "met", "failed": "missed", "unreadable": "unknown"}


def check_report_table(report: CheckReport, lang: Lang) -> Table:
    """A row a case: whether it passed, and what was to be said of it; files that cannot be read."""
    return Table(
        caption=counts_text(report, lang),
        lang=lang,
        columns=tuple(column(_WORDS[key](lang)) for key in _WORDS),
        rows=tuple(_row(result, lang) for result in report.results),
        notes=tuple(fault.text(lang) for fault in report.faults),
    )


def _row(result: CheckResult, lang: Lang) -> TableRow:
    more = [] if result.status == "passed" else block(result, lang)[1:]
    return row(
        f"{result.file.name}:{result.line}",
        result.name,
        "\n".join([status_text(result, lang), *more]),
        state=_STATES[result.status],
    )
