"""Bounds: whether a number meets a target, and which most of it binds."""

from __future__ import annotations

from ocop.law.rules import Rules
from ocop.targets.plan.target import Target
from ocop.targets.snapshot.figure import Number

__all__ = ["has_range", "holds", "top_of"]


def has_range(target: Target) -> bool:
    """Whether a target names a range: a least, and a most above it."""
    low, high = target.at_least, target.at_most
    return low is not None and high is not None and low < high


def top_of(target: Target, rules: Rules) -> Number | None:
    """The most that meets a target; the top of a range binds under one reading only."""
    if has_range(target) and rules.readings.range_top == "met":
        return None
    return target.at_most


def holds(target: Target, top: Number | None, value: Number) -> bool:
    """Whether a number meets a target, its most being this."""
    low = target.at_least
    enough = low is None or (value > low if target.over else value >= low)
    return enough and (top is None or value <= top)
