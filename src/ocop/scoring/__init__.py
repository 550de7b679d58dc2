"""Scoring: rubrics, sheets, scorecards, star minima, explanation, advice, what-if."""

from ocop.scoring.advice import Advice, Step
from ocop.scoring.bounds import Bounds
from ocop.scoring.difference import Difference, diff
from ocop.scoring.explanation import Explanation
from ocop.scoring.next_star import NextStar
from ocop.scoring.rubric.change import Change
from ocop.scoring.rubric.criterion import (
    Choice,
    Condition,
    Criterion,
    Doubt,
    Exclusion,
    Group,
    Option,
    Part,
)
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Line, Score, Scorecard, score
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.scoring.stars import MissedMinimum

__all__ = [
    "Advice",
    "Bounds",
    "Change",
    "Choice",
    "Condition",
    "Criterion",
    "Difference",
    "Doubt",
    "Draft",
    "Exclusion",
    "Explanation",
    "Group",
    "Line",
    "MissedMinimum",
    "NextStar",
    "Option",
    "Part",
    "Rubric",
    "Score",
    "Scorecard",
    "Sheet",
    "Step",
    "diff",
    "score",
]
