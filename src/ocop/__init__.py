"""The rules of Vietnam's OCOP programme as code: dated, cited, exact, explained and fast.

    >>> from datetime import date
    >>> import ocop
    >>> ocop.rubric("cà phê", on=date(2026, 9, 1))
    <Rubric 26/13: Cà phê, ca cao>

Every name is loaded when it is first asked for: ``import ocop`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily
from ocop._version import __version__
from ocop._wiring import wire

if TYPE_CHECKING:
    from ocop import checks as checks
    from ocop import cycle as cycle
    from ocop import errors as errors
    from ocop import frames as frames
    from ocop import law as law
    from ocop import scenarios as scenarios
    from ocop import scoring as scoring
    from ocop import targets as targets
    from ocop.cycle.application.application import Application
    from ocop.cycle.application.event import Event
    from ocop.cycle.certificate.certificate import Certificate
    from ocop.cycle.council.regulation import Ballot, CouncilRules
    from ocop.cycle.council.result import CouncilResult
    from ocop.cycle.council.tally import verdict
    from ocop.cycle.council.verdict import Verdict
    from ocop.errors import Fault, InputError, NotFoundError, OcopError
    from ocop.formats.door import from_dict, from_json, from_toml, to_dict, to_json, to_toml
    from ocop.formats.schema import json_schema
    from ocop.law.changes.changes import Changes
    from ocop.law.level import Level
    from ocop.law.product_set import ProductSet
    from ocop.law.reading import Readings
    from ocop.law.regime import Regime, regime, regime_for, regime_on, regimes
    from ocop.law.rules import Rules
    from ocop.scenarios.assumptions.assumptions import Assumptions
    from ocop.scenarios.comparison.comparison import compare
    from ocop.scenarios.crosswalk.answer import crosswalk
    from ocop.scenarios.impact.impact import impact
    from ocop.scoring.batch.batch import score_many
    from ocop.scoring.rubric.load import rubric
    from ocop.scoring.rubric.rubric import Rubric
    from ocop.scoring.scorecard import Scorecard, score
    from ocop.scoring.sheet.sheet import Draft, Sheet
    from ocop.targets.plan.plan import Plan, PlanReport
    from ocop.targets.plan.shipped import plan, plans
    from ocop.targets.plan.target import Target
    from ocop.targets.registry.recognition import Recognition
    from ocop.targets.registry.registry import Registry
    from ocop.targets.snapshot.snapshot import Snapshot
    from ocop.targets.where import Where

#: What stands one step below: `ocop.cycle` is there without an import of its own.
_FLOORS = ("checks", "cycle", "errors", "frames", "law", "scenarios", "scoring", "targets")

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "Application": "ocop.cycle.application.application",
    "Assumptions": "ocop.scenarios.assumptions.assumptions",
    "Ballot": "ocop.cycle.council.regulation",
    "Certificate": "ocop.cycle.certificate.certificate",
    "Changes": "ocop.law.changes.changes",
    "CouncilResult": "ocop.cycle.council.result",
    "CouncilRules": "ocop.cycle.council.regulation",
    "Draft": "ocop.scoring.sheet.sheet",
    "Event": "ocop.cycle.application.event",
    "Fault": "ocop.errors",
    "InputError": "ocop.errors",
    "Level": "ocop.law.level",
    "NotFoundError": "ocop.errors",
    "OcopError": "ocop.errors",
    "Plan": "ocop.targets.plan.plan",
    "PlanReport": "ocop.targets.plan.plan",
    "ProductSet": "ocop.law.product_set",
    "Readings": "ocop.law.reading",
    "Recognition": "ocop.targets.registry.recognition",
    "Regime": "ocop.law.regime",
    "Registry": "ocop.targets.registry.registry",
    "Rubric": "ocop.scoring.rubric.rubric",
    "Rules": "ocop.law.rules",
    "Scorecard": "ocop.scoring.scorecard",
    "Sheet": "ocop.scoring.sheet.sheet",
    "Snapshot": "ocop.targets.snapshot.snapshot",
    "Target": "ocop.targets.plan.target",
    "Verdict": "ocop.cycle.council.verdict",
    "Where": "ocop.targets.where",
    "compare": "ocop.scenarios.comparison.comparison",
    "crosswalk": "ocop.scenarios.crosswalk.answer",
    "from_dict": "ocop.formats.door",
    "from_json": "ocop.formats.door",
    "from_toml": "ocop.formats.door",
    "impact": "ocop.scenarios.impact.impact",
    "json_schema": "ocop.formats.schema",
    "plan": "ocop.targets.plan.shipped",
    "plans": "ocop.targets.plan.shipped",
    "regime": "ocop.law.regime",
    "regime_for": "ocop.law.regime",
    "regime_on": "ocop.law.regime",
    "regimes": "ocop.law.regime",
    "rubric": "ocop.scoring.rubric.load",
    "score": "ocop.scoring.scorecard",
    "score_many": "ocop.scoring.batch.batch",
    "to_dict": "ocop.formats.door",
    "to_json": "ocop.formats.door",
    "to_toml": "ocop.formats.door",
    "verdict": "ocop.cycle.council.tally",
}

__all__ = [
    "Application",
    "Assumptions",
    "Ballot",
    "Certificate",
    "Changes",
    "CouncilResult",
    "CouncilRules",
    "Draft",
    "Event",
    "Fault",
    "InputError",
    "Level",
    "NotFoundError",
    "OcopError",
    "Plan",
    "PlanReport",
    "ProductSet",
    "Readings",
    "Recognition",
    "Regime",
    "Registry",
    "Rubric",
    "Rules",
    "Scorecard",
    "Sheet",
    "Snapshot",
    "Target",
    "Verdict",
    "Where",
    "__version__",
    "compare",
    "crosswalk",
    "from_dict",
    "from_json",
    "from_toml",
    "impact",
    "json_schema",
    "plan",
    "plans",
    "regime",
    "regime_for",
    "regime_on",
    "regimes",
    "rubric",
    "score",
    "score_many",
    "to_dict",
    "to_json",
    "to_toml",
    "verdict",
]

wire()

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES, _FLOORS)


def __dir__() -> list[str]:
    return sorted({*__all__, *_FLOORS})
