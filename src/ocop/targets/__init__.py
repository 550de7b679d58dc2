"""Targets: registries, plans and what they have reached."""

from ocop.targets.cells import Column, columns
from ocop.targets.figures import Figure, Indicator, Milestone
from ocop.targets.files import PartialRegistry, RejectedRow
from ocop.targets.filtering import Where
from ocop.targets.measures import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    Measure,
    MilestoneDone,
    Missing,
    Reckoning,
    Share,
)
from ocop.targets.needed import Addition, LeftOut, Needed
from ocop.targets.outcomes import Outcome, OutcomeStatus, PlanReport
from ocop.targets.pace import Pace
from ocop.targets.plan_files import plan_from_dict, plan_from_toml
from ocop.targets.planning import NamedFigure, Plan, UnitList, plan, plans
from ocop.targets.published import PublishedCount
from ocop.targets.recognitions import Recognition
from ocop.targets.registry import EVENTS, Flows, LapsingMonth, Registry
from ocop.targets.reporting import Report
from ocop.targets.snapshot_files import snapshot_from_dict
from ocop.targets.snapshots import DIMENSIONS, Snapshot
from ocop.targets.standings import IN_FORCE, RECOGNISED, Rows, Standing, StandingRow
from ocop.targets.target import Target, TargetMeasure

__all__ = [
    "DIMENSIONS",
    "EVENTS",
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
    "Outcome",
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
    "UnitList",
    "Where",
    "columns",
    "plan",
    "plan_from_dict",
    "plan_from_toml",
    "plans",
    "snapshot_from_dict",
]
