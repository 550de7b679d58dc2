"""Targets: registries, plans and what they have reached."""

from ocop.targets.plan.measure import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    MilestoneDone,
    Share,
)
from ocop.targets.plan.outcome import OutcomeStatus
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.plan.shipped import plans
from ocop.targets.plan.target import Target
from ocop.targets.registry.column import columns
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where

__all__ = [
    "Cohort",
    "Count",
    "Cover",
    "Distinct",
    "Flow",
    "Gain",
    "Indicator",
    "IndicatorFigure",
    "Milestone",
    "MilestoneDone",
    "OutcomeStatus",
    "Plan",
    "PlanReport",
    "PublishedCount",
    "Recognition",
    "Registry",
    "Share",
    "Snapshot",
    "Standing",
    "Target",
    "Where",
    "columns",
    "plans",
]
