"""Scenarios: forecasts under stated assumptions, and what a change of rules does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.scenarios.assumptions.assumptions import Assumptions

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "Assumptions": "ocop.scenarios.assumptions.assumptions",
}

__all__ = [
    "Assumptions",
]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
