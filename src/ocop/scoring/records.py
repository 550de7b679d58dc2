"""Rubrics, sheets and what comes of them as flat records."""

from __future__ import annotations

from ocop.scoring.advice import Advice
from ocop.scoring.bounds import Bounds
from ocop.scoring.explanation import Explanation
from ocop.scoring.rubric.criterion import Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.shown.record import Record, exactly, joined
from ocop.words import Lang

__all__ = [
    "advice_records",
    "bounds_records",
    "criterion_records",
    "explanation_records",
    "rubric_records",
    "scorecard_records",
    "sheet_records",
]


def scorecard_records(card: Scorecard, lang: Lang) -> list[Record]:
    """A record a criterion."""
    return explanation_records(card.explain(lang))


def explanation_records(told: Explanation) -> list[Record]:
    """A record a criterion, in the explanation's language."""
    card = told.card
    head = _head(card.rubric)
    return [
        {
            **head,
            **_criterion(line.criterion, told.lang),
            "level": said["level"],
            "options": joined(said["options"]),
            "points": line.points,
            "applicable": line.applicable,
            "misses": joined(missed.stars for missed in line.missed),
            "needs_option": max((missed.needs_option for missed in line.missed), default=None),
            "cap": line.cap,
            "reference": line.criterion.reference,
        }
        for line, said in zip(card.lines, told.rows, strict=True)
    ]


def _head(rubric: Rubric) -> Record:
    of_set = rubric.product_set
    return {"regime": rubric.regime.id, "numbering": of_set.numbering, "set": of_set.number}


def _criterion(criterion: Criterion, lang: Lang) -> Record:
    return {
        "part": criterion.part,
        "group": criterion.group,
        "criterion": criterion.no,
        "id": criterion.id,
        "name": criterion.label(lang),
        "maximum": criterion.maximum,
    }


def rubric_records(rubric: Rubric, lang: Lang) -> list[Record]:
    """A record an option."""
    head = _head(rubric)
    return [
        {**head, **option}
        for criterion in rubric.criteria
        for option in criterion_records(criterion, lang)
    ]


def criterion_records(criterion: Criterion, lang: Lang) -> list[Record]:
    """A record an option."""
    return [
        {
            **_criterion(criterion, lang),
            "choice": criterion.choice,
            "heading_star": criterion.heading_star,
            "option": option.no,
            "points": option.points,
            "min_star": option.min_star,
            "case": option.branch,
            "level": option.label(lang),
            "reference": criterion.reference,
        }
        for option in criterion.options
    ]


def sheet_records(sheet: Sheet | Draft, lang: Lang) -> list[Record]:
    """A record a criterion, whether it has an answer or not."""
    head, choices = _head(sheet.rubric), sheet.choices
    missing = sheet.missing if isinstance(sheet, Draft) else ()
    return [
        {
            **head,
            **_criterion(criterion, lang),
            "answered": criterion.no not in missing,
            "options": _options(choices.get(criterion.no)),
        }
        for criterion in sheet.rubric.criteria
    ]


def _options(choice: int | tuple[int, ...] | None) -> str | None:
    if choice is None:
        return None
    return str(choice) if isinstance(choice, int) else joined(choice)


def advice_records(advice: Advice, lang: Lang) -> list[Record]:
    """A record a step; none where it is reached already, or cannot be."""
    return [
        {
            "to": advice.to,
            "criterion": step.criterion,
            "id": step.criterion_id,
            "name": step.label(lang),
            "held": joined(step.held),
            "reached": joined(step.reached),
            "case": step.case,
            "points": step.points,
            **exactly("cost", step.cost),
            "meets": joined(step.meets),
        }
        for step in advice.steps
    ]


def bounds_records(bounds: Bounds, lang: Lang) -> list[Record]:  # noqa: ARG001 - it has no labels
    """The bounds as one record."""
    return [
        {
            **_head(bounds.draft.rubric),
            "lowest_total": bounds.lowest_total,
            "highest_total": bounds.highest_total,
            "lowest_stars": bounds.lowest_stars,
            "highest_stars": bounds.highest_stars,
            "missing": joined(bounds.missing),
            "exclusions": joined(exclusion.id for exclusion in bounds.exclusions),
        }
    ]
