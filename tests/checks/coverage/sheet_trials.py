"""Sheets of all rubrics in cases that hold, to be tried."""

from __future__ import annotations

from hypothesis import strategies as st

from ocop.checks.coverage.touched import touched
from ocop.checks.coverage.trial import Trial
from ocop.law.rules import default_rules
from tests.checks.cases import answered

__all__ = ["sheet_trials"]

RULES = default_rules()
FIELDS = ["total", "stars", "stars_by_points", "capped_by", "missed_minima", "points", "parts"]


@st.composite
def sheet_trials(draw, kind):
    """A case about a sheet that holds, and an element of a kind that it may hang on."""
    regime = draw(st.sampled_from(RULES.regimes()))
    rubric = regime.rubric(draw(st.integers(1, len(regime.sets))))
    ending = {pair for exclusion in rubric.exclusions for pair in exclusion.when}
    free = [one for one in rubric.criteria if not one.conditions and one.choice == "one"]
    chosen = draw(st.lists(st.sampled_from(free), max_size=8, unique=True))
    choices = {
        one.no: draw(
            st.sampled_from(
                [option.no for option in one.options if (one.no, option.no) not in ending]
            )
        )
        for one in chosen
    }
    sheet = {
        "regime": regime.id, "set": rubric.product_set.number, "choices": choices,
        "rest": draw(st.sampled_from(["top", "lowest"])),
    }  # fmt: skip
    fields = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=2, unique=True))
    least = {"total": {"at_least": 0}}
    guess = {"sheet": sheet, "expect": dict.fromkeys(fields, "none") | least}
    card = Trial(answered(sheet=sheet, expect=least)).card
    if card is None:  # a story that is not there
        return None
    facts = {
        "total": card.total,
        "stars": card.stars or "none",
        "stars_by_points": card.stars_by_points,
        "capped_by": [one.criterion for one in card.capped_by],
        "missed_minima": [one.criterion for one in card.missed_minima],
        "points": {line.criterion.no: line.points for line in card.lines[:3]},
        "parts": {part: str(score) for part, score in card.parts.items()},
    }
    if draw(st.booleans()):
        facts["total"] = {"at_least": card.total, "at_most": 100}
    facts["parts"] = {part: score.points for part, score in card.parts.items()}
    guess["expect"] = {field: facts[field] for field in fields}
    result = answered(**guess)
    tried = [one for one in touched(result.check, {}).tried if one.kind == kind]
    return (result, draw(st.sampled_from(tried))) if tried else None
