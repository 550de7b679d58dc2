"""What a call costs, counted: the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import attrs

__all__ = ["Cost", "cost", "is_linear"]


@attrs.frozen
class Cost:
    """What a call costs.

    Attributes:
        steps: Lines that were run, one again each time that a loop in it goes on.
        bits: Bits of the whole numbers, and bytes, that functions were handed and gave back: sets
            of rows are such numbers, and an operation on one is a single step.
    """

    steps: int
    bits: int


def cost(call: Callable[[], object]) -> Cost:
    """What a call costs."""
    steps = bits = 0

    def size(value: object) -> int:
        if type(value) is int:
            return value.bit_length()
        return len(value) if isinstance(value, bytes | bytearray) else 0

    def hear(frame: FrameType, event: str, result: Any) -> Any:
        nonlocal steps, bits
        if event == "line":
            steps += frame.f_lineno > 0  # what slipcover puts between lines stands at none
        elif event == "call":
            bits += sum(map(size, frame.f_locals.values()))
        elif event == "return":
            bits += size(result)
        return hear

    before = sys.gettrace()
    sys.settrace(hear)
    try:
        call()
    finally:
        sys.settrace(before)
    return Cost(steps, bits)


#: Of what grows in proportion to its input the second doubling adds twice what the first added, of
#: what grows with the square four times. Between them lies what grows a little faster, as sorting.
_MOST = 2.7


def is_linear(costs: Sequence[Cost]) -> bool:
    """Whether what a call costs grows in proportion to an input that was doubled twice."""
    by_steps = tuple(each.steps for each in costs)
    by_bits = tuple(each.bits for each in costs)
    return all(_grows_by(*each) <= _MOST for each in (by_steps, by_bits))


def _grows_by(once: int, twice: int, four_times: int) -> float:
    first, second = twice - once, four_times - twice
    # what does not grow at all is reckoned as if it grew by one
    return second / max(first, 1) if second > _LITTLE * once else 0


#: Growth by this part of the whole is none: a set of few rows may have a bit more or less.
_LITTLE = 0.05
