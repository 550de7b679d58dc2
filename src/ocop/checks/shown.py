"""Reports of checks as tables and records."""

from __future__ import annotations

from ocop.checks.report import CheckReport, block, counts_text, result_data, status_text
from ocop.checks.result import CheckResult
from ocop.shown.record import Record
from ocop.shown.table import State, Table, TableRow, column, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["check_report_records", "check_report_table"]

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


def check_report_records(report: CheckReport, lang: Lang) -> list[Record]:
    """A record a case."""
    return [_record(result, lang) for result in report.results]


def _record(result: CheckResult, lang: Lang) -> Record:
    data = result_data(result, lang)
    return {
        **{key: data[key] for key in ("file", "line", "name", "subject", "source", "status")},
        "expectations": data["expectations"],
        "failures": len(result.failures),
        "faults": len(result.faults),
        "text": "\n".join(block(result, lang)[1:]) if result.status != "passed" else None,
    }
