"""A promised speed: a ratio to something run beside it, the limit, and whether it is kept."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from statistics import median
from time import process_time
from timeit import Timer

import attrs

from benchmarks.machine import in_words, versions

ROUNDS = 15
#: Whether a glance is enough, as where ratios are shown and nobody judges them.
QUICK = "OCOP_BENCHMARKS_QUICK" in os.environ
#: Seconds that calls take together, to be told apart from the clock.
_TOLD_APART = 0.02 if QUICK else 0.2


@attrs.frozen
class Promise:
    """One measured number beside what was promised of it.

    Attributes:
        name: What was measured.
        value: The ratio; with a unit a number of that unit.
        beside: What it is a ratio to.
        most: The value is to be this at most; None where there is no such promise.
        least: It is to be this at least; a greater value is then the better one.
        detail: The two times, as a person reads them.
        unit: ``"ms"`` or ``"MB"`` where it is no ratio.
    """

    name: str
    value: float
    beside: str = ""
    most: float | None = None
    least: float | None = None
    detail: str = ""
    unit: str = ""

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where nothing is promised."""
        if self.most is None and self.least is None:
            return None
        above = self.most is not None and self.value > self.most
        below = self.least is not None and self.value < self.least
        return not (above or below)

    @property
    def limit(self) -> str:
        """What is promised, in words."""
        unit = f" {self.unit}" if self.unit else ""
        limits = [
            f"{word} {value:,.10g}{unit}"
            for word, value in (("at most", self.most), ("at least", self.least))
            if value is not None
        ]
        return ", ".join(limits) or "no promise"

    def __str__(self) -> str:
        beside = f" / {self.beside}" if self.beside else ""
        unit = f" {self.unit}" if self.unit else ""
        detail = f"; {self.detail}" if self.detail else ""
        broken = "  BROKEN" if self.kept is False else ""
        return f"{self.name}{beside}: {number(self.value)}{unit} ({self.limit}{detail}){broken}"


def number(value: float) -> str:
    """A number with three digits that tell, and its thousands apart."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def times(one: float, other: float) -> str:
    """Two times in seconds, in the unit that fits them."""
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if max(one, other) * factor >= 1 or unit == "µs":
            return f"{number(one * factor)} / {number(other * factor)} {unit}"
    raise AssertionError


def sized(whole: int, glance: int) -> int:
    """How large something is made: ``glance`` where that is enough."""
    return glance if QUICK else whole


def per_call(call: Callable[[], object]) -> float:
    """Seconds of the processor a call takes, over enough calls to be told apart from the clock."""
    timer, calls = Timer(call, timer=process_time), 1
    while (taken := timer.timeit(calls)) < _TOLD_APART:
        calls *= 3
    return taken / calls


def ratio(
    call: Callable[[], object], yardstick: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """The median of ``call / yardstick`` over rounds that run one after the other."""
    pairs = [(per_call(call), per_call(yardstick)) for _ in range(rounds)]
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def beside(
    name: str,
    call: Callable[[], object],
    yardstick: tuple[str, Callable[[], object]],
    *,
    most: float | None = None,
    rounds: int = ROUNDS,
) -> Promise:
    """What a call takes beside a yardstick: (its name, the call)."""
    value, seconds, yard = ratio(call, yardstick[1], rounds)
    return Promise(name, value, yardstick[0], most=most, detail=times(seconds, yard))


def report(promises: Callable[[int], Iterable[Promise]]) -> int:
    """Measure and print a line for each; 1 where one is broken.

    Args:
        promises: Yields them, given over how many rounds a median is to be taken.
    """
    parser = ArgumentParser()
    parser.add_argument("--json", action="store_true", help="the values, an object a line")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    if not asked.json:
        print(in_words(versions()))
    broken = False
    for promise in promises(asked.rounds):
        print(json.dumps(attrs.asdict(promise)) if asked.json else promise, flush=True)
        broken |= promise.kept is False
    return int(broken)
