"""The rules of Vietnam's OCOP programme as code: dated, cited, exact, explained and fast.

    >>> from datetime import date
    >>> import ocop
    >>> ocop.regime_on(date(2026, 5, 22)).rubric(1).title.en
    'Fresh vegetables, fruit, roots and nuts'

Every name is loaded when it is first asked for: ``import ocop`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._version import __version__
from ocop._wiring import wire

if TYPE_CHECKING:
    from ocop.cycle.applications import Application
    from ocop.cycle.certificates import Certificate, Status
    from ocop.cycle.councils import Ballot, CouncilRules
    from ocop.cycle.refusal import TransitionNotAllowed
    from ocop.cycle.verdicts import Verdict, verdict
    from ocop.cycle.withdrawal import Withdrawal
    from ocop.errors import (
        Fault,
        InputError,
        NotFoundError,
        NotRegulated,
        OcopError,
        RuleDataError,
        UncheckedRules,
    )
    from ocop.formats import from_toml
    from ocop.law.changes import Changes
    from ocop.law.decisions import Decision
    from ocop.law.levels import Level
    from ocop.law.readings import Readings, reading_questions
    from ocop.law.regimes import Regime
    from ocop.law.rules import (
        Rules,
        decision,
        decisions,
        regime,
        regime_for,
        regime_on,
        regimes,
    )
    from ocop.law.sets import ProductSet
    from ocop.scoring.advice import Advice
    from ocop.scoring.amending import change
    from ocop.scoring.bounds import Bounds
    from ocop.scoring.differing import diff
    from ocop.scoring.formats import (
        blank_sheet,
        scorecard_from_dict,
        scorecard_from_json,
        scorecard_from_toml,
        sheet_from_dict,
        sheet_from_json,
        sheet_from_toml,
        sheet_to_dict,
        sheet_to_json,
        sheet_to_toml,
    )
    from ocop.scoring.rubric import Rubric
    from ocop.scoring.scorecard import Scorecard, score
    from ocop.scoring.sheet import Draft, Sheet
    from ocop.targets.figures import Indicator, Milestone
    from ocop.targets.filtering import Where
    from ocop.targets.outcomes import Outcome, PlanReport
    from ocop.targets.plan_files import plan_from_toml
    from ocop.targets.planning import Plan, plan, plans
    from ocop.targets.recognitions import Recognition
    from ocop.targets.registry import Registry
    from ocop.targets.snapshots import Snapshot
    from ocop.targets.target import Target

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "Advice": "ocop.scoring.advice",
    "Application": "ocop.cycle.applications",
    "Ballot": "ocop.cycle.councils",
    "Bounds": "ocop.scoring.bounds",
    "Certificate": "ocop.cycle.certificates",
    "Changes": "ocop.law.changes",
    "CouncilRules": "ocop.cycle.councils",
    "Decision": "ocop.law.decisions",
    "Draft": "ocop.scoring.sheet",
    "Fault": "ocop.errors",
    "Indicator": "ocop.targets.figures",
    "InputError": "ocop.errors",
    "Level": "ocop.law.levels",
    "Milestone": "ocop.targets.figures",
    "NotFoundError": "ocop.errors",
    "NotRegulated": "ocop.errors",
    "OcopError": "ocop.errors",
    "Outcome": "ocop.targets.outcomes",
    "Plan": "ocop.targets.planning",
    "PlanReport": "ocop.targets.outcomes",
    "ProductSet": "ocop.law.sets",
    "Readings": "ocop.law.readings",
    "Recognition": "ocop.targets.recognitions",
    "Regime": "ocop.law.regimes",
    "Registry": "ocop.targets.registry",
    "Rubric": "ocop.scoring.rubric",
    "RuleDataError": "ocop.errors",
    "Rules": "ocop.law.rules",
    "Scorecard": "ocop.scoring.scorecard",
    "Sheet": "ocop.scoring.sheet",
    "Snapshot": "ocop.targets.snapshots",
    "Status": "ocop.cycle.certificates",
    "Target": "ocop.targets.target",
    "TransitionNotAllowed": "ocop.cycle.refusal",
    "UncheckedRules": "ocop.errors",
    "Verdict": "ocop.cycle.verdicts",
    "Where": "ocop.targets.filtering",
    "Withdrawal": "ocop.cycle.withdrawal",
    "blank_sheet": "ocop.scoring.formats",
    "change": "ocop.scoring.amending",
    "decision": "ocop.law.rules",
    "decisions": "ocop.law.rules",
    "diff": "ocop.scoring.differing",
    "from_toml": "ocop.formats",
    "plan": "ocop.targets.planning",
    "plan_from_toml": "ocop.targets.plan_files",
    "plans": "ocop.targets.planning",
    "reading_questions": "ocop.law.readings",
    "regime": "ocop.law.rules",
    "regime_for": "ocop.law.rules",
    "regime_on": "ocop.law.rules",
    "regimes": "ocop.law.rules",
    "score": "ocop.scoring.scorecard",
    "scorecard_from_dict": "ocop.scoring.formats",
    "scorecard_from_json": "ocop.scoring.formats",
    "scorecard_from_toml": "ocop.scoring.formats",
    "sheet_from_dict": "ocop.scoring.formats",
    "sheet_from_json": "ocop.scoring.formats",
    "sheet_from_toml": "ocop.scoring.formats",
    "sheet_to_dict": "ocop.scoring.formats",
    "sheet_to_json": "ocop.scoring.formats",
    "sheet_to_toml": "ocop.scoring.formats",
    "verdict": "ocop.cycle.verdicts",
}

__all__ = [
    "Advice",
    "Application",
    "Ballot",
    "Bounds",
    "Certificate",
    "Changes",
    "CouncilRules",
    "Decision",
    "Draft",
    "Fault",
    "Indicator",
    "InputError",
    "Level",
    "Milestone",
    "NotFoundError",
    "NotRegulated",
    "OcopError",
    "Outcome",
    "Plan",
    "PlanReport",
    "ProductSet",
    "Readings",
    "Recognition",
    "Regime",
    "Registry",
    "Rubric",
    "RuleDataError",
    "Rules",
    "Scorecard",
    "Sheet",
    "Snapshot",
    "Status",
    "Target",
    "TransitionNotAllowed",
    "UncheckedRules",
    "Verdict",
    "Where",
    "Withdrawal",
    "__version__",
    "blank_sheet",
    "change",
    "decision",
    "decisions",
    "diff",
    "from_toml",
    "plan",
    "plan_from_toml",
    "plans",
    "reading_questions",
    "regime",
    "regime_for",
    "regime_on",
    "regimes",
    "score",
    "scorecard_from_dict",
    "scorecard_from_json",
    "scorecard_from_toml",
    "sheet_from_dict",
    "sheet_from_json",
    "sheet_from_toml",
    "sheet_to_dict",
    "sheet_to_json",
    "sheet_to_toml",
    "verdict",
]

wire()

if not TYPE_CHECKING:  # else a misspelt name would pass every checker

    def __getattr__(name: str) -> object:
        from importlib import import_module  # noqa: PLC0415 - only when a name is first asked for

        if name in _MODULES:
            value = getattr(import_module(_MODULES[name]), name)
            globals()[name] = value
            return value
        raise AttributeError(f"module 'ocop' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
