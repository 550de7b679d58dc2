"""Every element of the rules, whether a case touches it or not."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.checks.coverage.element import Element
from ocop.checks.coverage.law_elements import law_elements
from ocop.checks.coverage.other_elements import reading_elements, target_elements
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.law.question import reading_questions
from ocop.law.reading import Readings
from ocop.law.rules import default_rules
from ocop.targets.plan.shipped import plans

__all__ = ["every_element"]


def every_element() -> Iterator[Element]:
    """Every element of the law as it stands, of each reading of it, and of the shipped plans."""
    regimes = default_rules().regimes()
    for regime in regimes:
        yield from law_elements(regime)
    for question in reading_questions():
        for reading in question.readings:
            taken = Readings.of({question.id: reading.id})
            yield from (
                one for one in reading_elements(taken) if one.place == (question.id, reading.id)
            )
    for plan in plans():
        yield from target_elements(plan)
    for regime in regimes:
        for product_set in regime.sets:
            yield from rubric_elements(regime.rubric(product_set.number))
