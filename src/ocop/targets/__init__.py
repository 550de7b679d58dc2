"""Targets: registries, plans and what they have reached."""

from ocop.targets.plan.file import plan_from_dict, plan_from_toml
from ocop.targets.plan.measure import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    Measure,
    MilestoneDone,
    Share,
)
from ocop.targets.plan.needed import Addition, LeftOut, Needed
from ocop.targets.plan.outcome import OutcomeStatus, TargetOutcome
from ocop.targets.plan.pace import Pace
from ocop.targets.plan.plan import NamedFigure, Plan, PlanReport, UnitList, plan, plans
from ocop.targets.plan.reckoning import Missing, Reckoning
from ocop.targets.plan.target import Target, TargetMeasure
from ocop.targets.registry.cell import Column, columns
from ocop.targets.registry.file import RejectedRow
from ocop.targets.registry.flow import Flows
from ocop.targets.registry.lapsing_month import LapsingMonth
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import PartialRegistry, Registry
from ocop.targets.registry.standing import IN_FORCE, RECOGNISED, Standing
from ocop.targets.registry.standing_row import Rows, StandingRow
from ocop.targets.report import Report
from ocop.targets.snapshot.figure import Figure, Indicator, Milestone
from ocop.targets.snapshot.file import snapshot_from_dict
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where

__all__ = [
    "IN_FORCE",
    "RECOGNISED",
    "Addition",
    "Cohort",
    "Column",
    "Count",
    "Cover",
    "Distinct",
    "Figure",
    "Flow",
    "Flows",
    "Gain",
    "Indicator",
    "IndicatorFigure",
    "LapsingMonth",
    "LeftOut",
    "Measure",
    "Milestone",
    "MilestoneDone",
    "Missing",
    "NamedFigure",
    "Needed",
    "OutcomeStatus",
    "Pace",
    "PartialRegistry",
    "Plan",
    "PlanReport",
    "PublishedCount",
    "Reckoning",
    "Recognition",
    "Registry",
    "RejectedRow",
    "Report",
    "Rows",
    "Share",
    "Snapshot",
    "Standing",
    "StandingRow",
    "Target",
    "TargetMeasure",
    "TargetOutcome",
    "UnitList",
    "Where",
    "columns",
    "plan",
    "plan_from_dict",
    "plan_from_toml",
    "plans",
    "snapshot_from_dict",
]
