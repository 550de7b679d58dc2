"""Deciding: which case would notice if a rule were otherwise, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ocop.checks.case_file import Check
from ocop.checks.coverage.coverage import Coverage, Decided
from ocop.checks.coverage.element import Element, Shift
from ocop.checks.coverage.touched import Known, touched
from ocop.checks.coverage.trial import Trial
from ocop.checks.result import CheckResult

__all__ = ["coverage_of"]


def coverage_of(
    results: Iterable[CheckResult], elements: Iterable[Element] | None = None
) -> Coverage:
    """What cases decide.

    Args:
        results: What became of the cases; those that cannot be read decide nothing.
        elements: What is asked for; all that they touch where not given.
    """
    known: Known = {}
    touches = [
        (Trial(result), touched(result.check, known))
        for result in results
        if isinstance(result.check, Check) and result.status != "unreadable"
    ]
    asked: dict[Element, _Asked] = {}
    of_cases = (touch.elements for _, touch in touches)
    for some in of_cases if elements is None else (elements,):
        for element in some:
            # under another law the same value may have another neighbour
            asked.setdefault(element, _Asked()).shifts.update(dict.fromkeys(element.shifts))
    for trial, touch in touches:
        for element in touch.tried:
            if element in asked:
                asked[element].trials.append(trial)
    decisions = (_decided(element, one) for element, one in asked.items())
    return Coverage(tuple(one for one in decisions if one.by))


@attrs.define(eq=False)
class _Asked:
    """How an element could be otherwise, and the cases that may notice it."""

    shifts: dict[Shift, None] = attrs.field(factory=dict)
    trials: list[Trial] = attrs.field(factory=list)


def _decided(element: Element, asked: _Asked) -> Decided:
    by: list[tuple[Shift, CheckResult | None]] = []
    for shift in asked.shifts:
        room = not asked.trials
        noticed: CheckResult | None = None
        for trial in asked.trials:
            notices = trial.notices(element, shift)
            room = room or notices is not None
            if notices:
                noticed = trial.result
                break
        if room:
            by.append((shift, noticed))
    return Decided(element=element, by=tuple(by))
