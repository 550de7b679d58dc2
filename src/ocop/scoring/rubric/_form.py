"""A rubric as plain data, enough to render a form of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop.law.reading import Readings
from ocop.scoring.rubric.criterion import Condition, Criterion, Group
from ocop.scoring.stars import minima
from ocop.text import Label
from ocop.words import Lang

if TYPE_CHECKING:  # it hands on to this module
    from ocop.scoring.rubric.rubric import Rubric

__all__ = ["form_of"]

_NONE = Label("không đạt mức nào", "none of the levels")
_INAPPLICABLE = Label("không áp dụng", "does not apply")


def form_of(rubric: Rubric, lang: Lang) -> dict[str, Any]:
    """The form of a rubric, see :meth:`ocop.scoring.Rubric.to_dict`."""
    tables = rubric._tables
    return {
        "regime": rubric.regime.id,
        "set": rubric.product_set.number,
        "rules": rubric.rules.version,
        "digest": rubric.digest,
        "title": rubric.title(lang),
        "citation": rubric.citation(lang),
        "notes": [note.label(lang) for note in rubric.regime.notes],
        "changes": [change(lang) for change in rubric.changes],
        "full_marks": rubric.regime.full_marks,
        "bands": [{"stars": band.stars, "least": band.least} for band in rubric.bands],
        "exclusions": [
            {
                "id": one.id,
                "kind": one.kind,
                "at": one.at,
                "label": one.label(lang),
                "citation": one.citation(lang),
            }
            for one in rubric.exclusions
        ],
        "conditions": [
            {"id": id_, "label": label(lang)} for id_, label in _asserted(rubric).items()
        ],
        "same_case": [tables.nos[place] for place in tables.one_case],
        "doubts": [
            {"id": doubt.id, "at": doubt.at, "label": doubt.label(lang)} for doubt in rubric.doubts
        ],
        "parts": [
            {
                "id": part.id,
                "maximum": part.maximum,
                "groups": [_group(group, rubric.rules.readings, lang) for group in part.groups],
            }
            for part in rubric.parts
        ],
    }


def _asserted(rubric: Rubric) -> dict[str, Label]:
    """The conditions that a sheet may say are unmet."""
    conditions = (one for criterion in rubric.criteria for one in criterion.conditions)
    return {one.id: one.label for one in conditions if one.criterion is None}


def _group(group: Group, readings: Readings, lang: Lang) -> dict[str, Any]:
    return {
        "no": group.no,
        "id": group.id,
        "label": group.label(lang),
        "maximum": group.maximum,
        "criteria": [_criterion(criterion, readings, lang) for criterion in group.criteria],
    }


def _criterion(criterion: Criterion, readings: Readings, lang: Lang) -> dict[str, Any]:
    needs = [one for one in criterion.conditions if one.holds_under(readings)]
    zero = _zero(criterion, needs, readings)
    return {
        "no": criterion.no,
        "id": criterion.id,
        "label": criterion.label(lang),
        "maximum": criterion.maximum,
        "choice": criterion.choice,
        "zero": zero and {"id": zero[0], "label": zero[1](lang)},
        "options": [
            {
                "no": option.no,
                "points": option.points,
                "min_star": option.min_star,
                "branch": option.branch,
                "label": option.label(lang),
            }
            for option in criterion.options
        ],
        "minima": [
            {"stars": stars, "option": option.no} for stars, option in minima(criterion, readings)
        ],
        "needs": [_need(one, lang) for one in needs],
        "guidance": [label(lang) for label in criterion.guidance],
        "citation": criterion.citation(lang),
    }


def _need(condition: Condition, lang: Lang) -> dict[str, Any]:
    otherwise = condition.otherwise
    return {
        "id": condition.id,
        "label": condition.label(lang),
        "criterion": condition.criterion,
        "above": condition.above if condition.criterion else None,
        "points_otherwise": otherwise.points if otherwise else 0,
    }


def _zero(
    criterion: Criterion, needs: list[Condition], readings: Readings
) -> tuple[str, Label] | None:
    """Whether 0 may be chosen, and what it says; None where it may not."""
    if criterion.choice == "many":
        return None
    if criterion.zero_option is None and readings.none_of_these != "fault":
        return "none-of-these", _NONE
    return ("not-applicable", _INAPPLICABLE) if needs else None
