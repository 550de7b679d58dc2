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
    "assumptions-of-past": ("ocop.scenarios.past.past", "assumptions_of_past"),
    "blank-sheet": ("ocop.formats.blank_sheet", "blank_sheet"),
    "carry-to": ("ocop.scoring.sheet.review", "carry_to"),
    "choice-faults": ("ocop.scoring.sheet.choices", "choice_faults"),
    "coverage": ("ocop.checks.coverage.decide", "coverage_of"),
    "coverage-data": ("ocop.checks.coverage.shown", "coverage_data"),
    "coverage-text": ("ocop.checks.coverage.shown", "coverage_text"),
    "explanation": ("ocop.scoring.explanation", "explain"),
    "impact-data": ("ocop.scenarios.impact.records", "impact_data"),
    "forecast": ("ocop.scenarios.forecast.from_plan", "forecast_of"),
    "html-of-table": ("ocop.shown._html", "html"),
    "markdown-of-table": ("ocop.shown._markdown", "markdown"),
    "minutes": ("ocop.cycle.council.minutes", "Minutes"),
    "registry-records": ("ocop.targets.registry.records", "registry_records"),
    "sheet": ("ocop.scoring.sheet.choices", "checked_sheet"),
    "sheet-from-points": ("ocop.scoring.sheet.choices", "sheet_from_points"),
    "text-of-table": ("ocop.shown._plain", "plain_text"),
}

#: Class → module and name of the function that makes its table.
_TABLES = {
    "Advice": ("ocop.scoring.shown", "advice_table"),
    "Application": ("ocop.cycle.application.shown", "application_table"),
    "Assumptions": ("ocop.scenarios.assumptions.shown", "assumptions_table"),
    "Bounds": ("ocop.scoring.shown", "bounds_table"),
    "Certificate": ("ocop.cycle.certificate.shown", "certificate_table"),
    "Changes": ("ocop.law.shown", "changes_table"),
    "CheckReport": ("ocop.checks.shown", "check_report_table"),
    "CouncilResult": ("ocop.cycle.council.shown", "result_table"),
    "Coverage": ("ocop.checks.coverage.shown", "coverage_table"),
    "Criterion": ("ocop.scoring.rubric.shown", "criterion_table"),
    "Crosswalk": ("ocop.scenarios.crosswalk.shown", "crosswalk_table"),
    "Difference": ("ocop.scoring.difference.shown", "difference_table"),
    "Draft": ("ocop.scoring.sheet.shown", "sheet_table"),
    "Due": ("ocop.cycle.shown", "due_table"),
    "Dues": ("ocop.targets.registry.shown", "dues_table"),
    "Explanation": ("ocop.scoring.shown", "explanation_table"),
    "Flows": ("ocop.targets.registry.shown", "flows_table"),
    "Impact": ("ocop.scenarios.impact.shown", "impact_table"),
    "Lapsing": ("ocop.targets.registry.shown", "lapsing_table"),
    "LapsingMonth": ("ocop.targets.registry.shown", "lapsing_month_table"),
    "Forecast": ("ocop.scenarios.forecast.shown", "forecast_table"),
    "Minutes": ("ocop.cycle.council.shown", "minutes_table"),
    "Needed": ("ocop.targets.plan.shown", "needed_table"),
    "PartialRegistry": ("ocop.targets.registry.shown", "partial_registry_table"),
    "Past": ("ocop.scenarios.past.shown", "past_table"),
    "Plan": ("ocop.targets.plan.shown", "plan_table"),
    "PlanImpact": ("ocop.scenarios.impact.plan_shown", "plan_impact_table"),
    "PlanReport": ("ocop.targets.shown", "plan_report_table"),
    "ProductSet": ("ocop.law.shown", "product_set_table"),
    "Prospect": ("ocop.scenarios.crosswalk.shown", "prospect_table"),
    "Readings": ("ocop.law.shown", "readings_table"),
    "Recognition": ("ocop.targets.registry.shown", "recognition_table"),
    "Regime": ("ocop.law.shown", "regime_table"),
    "Registry": ("ocop.targets.registry.shown", "registry_table"),
    "Renewals": ("ocop.targets.registry.renewal_table", "renewals_table"),
    "RegistryImpact": ("ocop.scenarios.impact.registry_shown", "registry_impact_table"),
    "Report": ("ocop.targets.shown", "report_table"),
    "Round": ("ocop.cycle.shown", "round_table"),
    "Rubric": ("ocop.scoring.rubric.shown", "rubric_table"),
    "Rules": ("ocop.law.shown", "rules_table"),
    "Scorecard": ("ocop.scoring.shown", "scorecard_table"),
    "ScoredRows": ("ocop.scoring.batch.shown", "scored_rows_table"),
    "Sheet": ("ocop.scoring.sheet.shown", "sheet_table"),
    "Snapshot": ("ocop.targets.shown", "snapshot_table"),
    "TakenOver": ("ocop.scoring.sheet.review_shown", "taken_over_table"),
    "Target": ("ocop.targets.plan.shown", "target_table"),
    "TargetOutcome": ("ocop.targets.plan.shown", "outcome_table"),
    "Verdict": ("ocop.cycle.council.shown", "verdict_table"),
}
#: Class → module and name of the function that makes its records.
_RECORDS = {
    "Advice": ("ocop.scoring.records", "advice_records"),
    "Application": ("ocop.cycle.application.shown", "application_records"),
    "Assumptions": ("ocop.scenarios.assumptions.shown", "assumptions_records"),
    "Bounds": ("ocop.scoring.records", "bounds_records"),
    "Certificate": ("ocop.cycle.certificate.shown", "certificate_records"),
    "Changes": ("ocop.law.shown", "changes_records"),
    "CheckReport": ("ocop.checks.shown", "check_report_records"),
    "CouncilResult": ("ocop.cycle.council.records", "result_records"),
    "Coverage": ("ocop.checks.coverage.shown", "coverage_records"),
    "Criterion": ("ocop.scoring.records", "criterion_records"),
    "Crosswalk": ("ocop.scenarios.crosswalk.shown", "crosswalk_records"),
    "Difference": ("ocop.scoring.difference.shown", "difference_records"),
    "Draft": ("ocop.scoring.records", "sheet_records"),
    "Due": ("ocop.cycle.shown", "due_records"),
    "Dues": ("ocop.targets.registry.records", "dues_records"),
    "Explanation": ("ocop.scoring.records", "explanation_records"),
    "Flows": ("ocop.targets.registry.records", "flows_records"),
    "Forecast": ("ocop.scenarios.forecast.shown", "forecast_records"),
    "Impact": ("ocop.scenarios.impact.records", "impact_records"),
    "Lapsing": ("ocop.targets.registry.records", "lapsing_records"),
    "Minutes": ("ocop.cycle.council.records", "minutes_records"),
    "Needed": ("ocop.targets.plan.records", "needed_records"),
    "PartialRegistry": ("ocop.targets.registry.records", "fault_records"),
    "Past": ("ocop.scenarios.past.shown", "past_records"),
    "Plan": ("ocop.targets.plan.records", "plan_records"),
    "PlanImpact": ("ocop.scenarios.impact.plan_shown", "plan_impact_records"),
    "PlanReport": ("ocop.targets.plan.records", "plan_report_records"),
    "ProductSet": ("ocop.law.shown", "product_set_records"),
    "Prospect": ("ocop.scenarios.crosswalk.shown", "prospect_records"),
    "Readings": ("ocop.law.shown", "readings_records"),
    "Recognition": ("ocop.targets.registry.records", "recognition_records"),
    "Regime": ("ocop.law.shown", "regime_records"),
    "Renewals": ("ocop.targets.registry.renewal_table", "renewals_records"),
    "RegistryImpact": ("ocop.scenarios.impact.registry_shown", "registry_impact_records"),
    "Report": ("ocop.targets.plan.records", "report_records"),
    "Round": ("ocop.cycle.shown", "round_records"),
    "Rubric": ("ocop.scoring.records", "rubric_records"),
    "Rules": ("ocop.law.shown", "rules_records"),
    "Scorecard": ("ocop.scoring.records", "scorecard_records"),
    "ScoredRows": ("ocop.scoring.batch.shown", "scored_rows_records"),
    "Sheet": ("ocop.scoring.records", "sheet_records"),
    "Snapshot": ("ocop.targets.plan.records", "snapshot_records"),
    "TakenOver": ("ocop.scoring.sheet.review_shown", "taken_over_records"),
    "Target": ("ocop.targets.plan.records", "target_records"),
    "TargetOutcome": ("ocop.targets.plan.records", "outcome_records"),
    "Verdict": ("ocop.cycle.council.records", "verdict_records"),
}


def wire() -> None:
    """Let the upper modules answer what the lower ones ask."""
    for port, (module, function) in _ANSWERS.items():
        provide(port, module, function)
    for kind, (module, function) in _TABLES.items():
        provide(f"table-{kind}", module, function)
    for kind, (module, function) in _RECORDS.items():
        provide(f"records-{kind}", module, function)
