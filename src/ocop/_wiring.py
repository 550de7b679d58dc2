"""Who answers the ports of :mod:`ocop._ports`; set up when the package is first imported."""

from __future__ import annotations

from ocop._ports import provide

__all__ = ["wire"]

#: Port → module and name of the function that answers.
_ANSWERS = {
    "regime": ("ocop.law.regime", "regime_of"),
    "judging-regime": ("ocop.law.transition", "judging_regime"),
    "rubric": ("ocop.scoring.rubric.load", "load_rubric"),
    "advice": ("ocop.scoring.advice", "advise"),
    "blank-sheet": ("ocop.formats.blank_sheet", "blank_sheet"),
    "choice-faults": ("ocop.scoring.sheet.choices", "choice_faults"),
    "coverage": ("ocop.checks.coverage.decide", "coverage_of"),
    "coverage-data": ("ocop.checks.coverage.shown", "coverage_data"),
    "coverage-text": ("ocop.checks.coverage.shown", "coverage_text"),
    "explanation": ("ocop.scoring.explanation", "explain"),
    "html-of-table": ("ocop.shown._html", "html"),
    "markdown-of-table": ("ocop.shown._markdown", "markdown"),
    "minutes": ("ocop.cycle.council.minutes", "Minutes"),
    "sheet": ("ocop.scoring.sheet.choices", "checked_sheet"),
    "sheet-from-points": ("ocop.scoring.sheet.choices", "sheet_from_points"),
    "text-of-table": ("ocop.shown._plain", "plain_text"),
}

#: Class → module and name of the function that makes its table.
_TABLES = {
    "CheckReport": ("ocop.checks.shown", "check_report_table"),
    "Coverage": ("ocop.checks.coverage.shown", "coverage_table"),
    "Explanation": ("ocop.scoring.shown", "explanation_table"),
    "Minutes": ("ocop.cycle.council.shown", "minutes_table"),
    "PlanReport": ("ocop.targets.shown", "plan_report_table"),
    "Report": ("ocop.targets.shown", "report_table"),
    "Scorecard": ("ocop.scoring.shown", "scorecard_table"),
    "Snapshot": ("ocop.targets.shown", "snapshot_table"),
}


def wire() -> None:
    """Let the upper modules answer what the lower ones ask."""
    for port, (module, function) in _ANSWERS.items():
        provide(port, module, function)
    for kind, (module, function) in _TABLES.items():
        provide(f"table-{kind}", module, function)
