"""Scenarios: forecasts under stated assumptions, and what a change of rules does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.scenarios.assumptions.assumptions import Assumptions
    from ocop.scenarios.comparison.swept import sweep
    from ocop.scenarios.crosswalk.crosswalk import Crosswalk
    from ocop.scenarios.crosswalk.prospect import Prospect
    from ocop.scenarios.forecast.forecast import Forecast
    from ocop.scenarios.impact.plan_impact import PlanImpact
    from ocop.scenarios.impact.registry_impact import RegistryImpact
    from ocop.scenarios.impact.result import Impact
    from ocop.scenarios.past.past import Past

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "Assumptions": "ocop.scenarios.assumptions.assumptions",
    "Impact": "ocop.scenarios.impact.result",
    "PlanImpact": "ocop.scenarios.impact.plan_impact",
    "RegistryImpact": "ocop.scenarios.impact.registry_impact",
    "Crosswalk": "ocop.scenarios.crosswalk.crosswalk",
    "Past": "ocop.scenarios.past.past",
    "Prospect": "ocop.scenarios.crosswalk.prospect",
    "Forecast": "ocop.scenarios.forecast.forecast",
    "sweep": "ocop.scenarios.comparison.swept",
}

__all__ = [
    "Assumptions",
    "Crosswalk",
    "Forecast",
    "Impact",
    "Past",
    "PlanImpact",
    "Prospect",
    "RegistryImpact",
    "sweep",
]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
