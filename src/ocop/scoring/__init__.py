"""Scoring: rubrics, sheets, scorecards, star minima, explanation, advice, what-if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.scoring.advice import Advice
    from ocop.scoring.bounds import Bounds
    from ocop.scoring.difference.compare import diff
    from ocop.scoring.difference.difference import Difference
    from ocop.scoring.next_star import NextStar
    from ocop.scoring.rubric.change import Change
    from ocop.scoring.rubric.criterion import (
        Choice,
        Condition,
        Criterion,
        Exclusion,
        Group,
        Option,
        Part,
    )
    from ocop.scoring.rubric.rubric import Rubric
    from ocop.scoring.scorecard import Scorecard, score
    from ocop.scoring.sheet.sheet import Draft, Sheet
    from ocop.scoring.stars import MissedMinimum

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "Advice": "ocop.scoring.advice",
    "Bounds": "ocop.scoring.bounds",
    "Change": "ocop.scoring.rubric.change",
    "Choice": "ocop.scoring.rubric.criterion",
    "Condition": "ocop.scoring.rubric.criterion",
    "Criterion": "ocop.scoring.rubric.criterion",
    "Difference": "ocop.scoring.difference.difference",
    "Draft": "ocop.scoring.sheet.sheet",
    "Exclusion": "ocop.scoring.rubric.criterion",
    "Group": "ocop.scoring.rubric.criterion",
    "MissedMinimum": "ocop.scoring.stars",
    "NextStar": "ocop.scoring.next_star",
    "Option": "ocop.scoring.rubric.criterion",
    "Part": "ocop.scoring.rubric.criterion",
    "Rubric": "ocop.scoring.rubric.rubric",
    "Scorecard": "ocop.scoring.scorecard",
    "Sheet": "ocop.scoring.sheet.sheet",
    "diff": "ocop.scoring.difference.compare",
    "score": "ocop.scoring.scorecard",
}

__all__ = [
    "Advice",
    "Bounds",
    "Change",
    "Choice",
    "Condition",
    "Criterion",
    "Difference",
    "Draft",
    "Exclusion",
    "Group",
    "MissedMinimum",
    "NextStar",
    "Option",
    "Part",
    "Rubric",
    "Scorecard",
    "Sheet",
    "diff",
    "score",
]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
