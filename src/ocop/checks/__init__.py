"""Checks (phép kiểm): cases that a policy officer writes in a file, run as unit tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.checks.report import CheckReport
    from ocop.checks.runner import run

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "CheckReport": "ocop.checks.report",
    "run": "ocop.checks.runner",
}

__all__ = ["CheckReport", "run"]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
