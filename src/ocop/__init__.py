"""The rules of Vietnam's OCOP programme as code: dated, cited, exact, explained and fast.

    >>> from datetime import date
    >>> import ocop
    >>> ocop.regime_on(date(2026, 5, 22)).rubric(1).title.en
    'Fresh vegetables, fruit, roots and nuts'

Every name is loaded when it is first asked for: ``import ocop`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop._wiring import wire

if TYPE_CHECKING:
    from ocop.cycle import (
        Application,
        Ballot,
        Certificate,
        CouncilRules,
        Status,
        TransitionNotAllowed,
        Verdict,
        Withdrawal,
        verdict,
    )
    from ocop.errors import (
        Fault,
        InputError,
        NotFoundError,
        NotRegulated,
        OcopError,
        RuleDataError,
        UncheckedRules,
    )
    from ocop.law import (
        Decision,
        Level,
        ProductSet,
        Readings,
        Regime,
        decision,
        decisions,
        reading_questions,
        regime,
        regime_for,
        regime_on,
        regimes,
    )
    from ocop.scoring import (
        Advice,
        Bounds,
        Draft,
        Rubric,
        Scorecard,
        Sheet,
        blank_sheet,
        change,
        diff,
        score,
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
    from ocop.targets import (
        Indicator,
        Milestone,
        Outcome,
        Plan,
        PlanReport,
        Recognition,
        Registry,
        Snapshot,
        Target,
        Where,
        plan,
        plan_from_toml,
        plans,
    )

#: Where a name is looked for, lowest floor first.
_HOMES = ("ocop.errors", "ocop.law", "ocop.scoring", "ocop.cycle", "ocop.targets")

__version__ = "0.1.0"
__all__ = [
    "Advice",
    "Application",
    "Ballot",
    "Bounds",
    "Certificate",
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


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type checker reads the imports above
    from importlib import import_module  # noqa: PLC0415 - only when a name is first asked for

    if name in __all__:
        for home in _HOMES:
            module = import_module(home)
            if name in module.__all__:
                value = getattr(module, name)
                globals()[name] = value
                return value
    raise AttributeError(f"module 'ocop' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
