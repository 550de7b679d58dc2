"""The elements that stand in no table of a regime: readings, and the targets of plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import Any

import attrs

from ocop.checks.coverage.element import Element, Shift
from ocop.dates import DateRange
from ocop.errors import OcopError
from ocop.law.question import reading_questions
from ocop.law.reading import Readings
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.target import Target, is_share

__all__ = ["reading_elements", "target_elements", "with_bound"]


def reading_elements(readings: Readings) -> Iterator[Element]:
    """How each open question is read; it could be read in each of its other ways."""
    for question in reading_questions():
        taken = getattr(readings, question.id)
        others = (one.id for one in question.readings if one.id != taken)
        yield Element(
            kind="reading",
            place=(question.id, taken),
            value=taken,
            shifts=tuple(Shift(after=other) for other in others),
            reference=question.silent_in,
        )


def target_elements(plan: Plan) -> Iterator[Element]:
    """The bounds and the day of every target of a plan."""
    for target in plan.targets:
        step = Fraction(1, 100) if is_share(target.measure) else 1
        for bound in ("at_least", "at_most"):
            value = getattr(target, bound)
            if value is not None:
                yield _of_target(plan, target, bound, value, value - step, value + step)
        day = timedelta(days=1)
        yield _of_target(plan, target, "by", target.by, target.by - day, target.by + day)


def _of_target(plan: Plan, target: Target, bound: str, value: object, *others: object) -> Element:
    return Element(
        kind="target",
        place=(plan.id, target.id, bound),
        value=value,
        shifts=tuple(
            Shift(after=other)
            for other in others
            if with_bound(plan, target.id, bound, other) is not None
        ),
        reference=", ".join(plan.references),
        name=target.label,
        share=bound != "by" and is_share(target.measure),
    )


def with_bound(plan: Plan, target: str, bound: str, value: Any) -> Plan | None:  # noqa: ANN401 - a number or a day
    """The plan with another bound, or another day, of one target; None where it cannot be so."""
    old = plan.target(target)
    try:
        if bound == "by":
            new = attrs.evolve(old, period=DateRange(old.period.first, value))
            period = DateRange(plan.period.first, max(plan.period.last, value))
        else:
            new, period = attrs.evolve(old, **{bound: value}), plan.period
        targets = tuple(new if one is old else one for one in plan.targets)
        return attrs.evolve(plan, period=period, targets=targets)
    except OcopError:
        return None
