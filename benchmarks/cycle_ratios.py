"""The cycle's promised speeds, as ratios; exits 1 where one is broken.

Run ``python benchmarks/cycle_ratios.py``; the transitions beside python-statemachine need the
dependency group ``bench``.
"""

from __future__ import annotations

import platform
import sys
import time
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from lives import EVENTS, ours, theirs

from ocop.cycle import Certificate
from ocop.cycle.certificate import term

if TYPE_CHECKING:
    from collections.abc import Callable

ISSUED, ON = date(2023, 11, 30), date(2026, 11, 21)
ROUNDS, CALLS, TRANSITIONS = 15, 2000, 100_000


def bare() -> float:
    """Seconds for one comparison of dates with a relativedelta, the yardstick."""
    start = time.perf_counter()
    for _ in range(CALLS):
        _ = ISSUED <= ON <= ISSUED + relativedelta(months=36)
    return (time.perf_counter() - start) / CALLS


def first() -> float:
    """Seconds for a status that was never asked, of a day of issue never asked."""
    taken = 0.0
    for _ in range(CALLS):
        term.term_end.cache_clear()  # the first time is measured
        found = Certificate(product="tea", stars=3, issued_on=ISSUED)
        start = time.perf_counter()
        found.status(ON)
        taken += time.perf_counter() - start
    return taken / CALLS


def again() -> float:
    """Seconds for a status that was asked before."""
    found = Certificate(product="tea", stars=3, issued_on=ISSUED)
    found.status(ON)
    start = time.perf_counter()
    for _ in range(CALLS):
        found.status(ON)
    return (time.perf_counter() - start) / CALLS


def seconds_for(transitions: int, life: Callable[[], object]) -> float:
    """Seconds for so many transitions, life after life."""
    start = time.perf_counter()
    for _ in range(transitions // len(EVENTS)):
        life()
    return time.perf_counter() - start


def main() -> int:
    print(f"Python {platform.python_version()}, python-dateutil {version('python-dateutil')}")
    rounds = [(bare(), first(), again()) for _ in range(ROUNDS)]
    yard = median(each[0] for each in rounds)
    once, cached = (median(each[n] / each[0] for each in rounds) for n in (1, 2))
    print(f"first status / date and relativedelta: {once:.2f} (at most 5; {yard * 1e6:.2f} µs)")
    print(f"status again / the same: {cached:.2f}")
    mine = seconds_for(TRANSITIONS, ours)
    print(f"{TRANSITIONS:,} transitions: {mine:.2f} s ({mine / TRANSITIONS * 1e6:.1f} µs each)")
    try:
        name = f"python-statemachine {version('python-statemachine')}"
    except PackageNotFoundError:
        print("python-statemachine is not installed: pip install --group bench")
        return int(once > 5)
    other = seconds_for(TRANSITIONS, theirs())
    print(f"{name}: {other:.2f} s; ours / theirs: {mine / other:.3f}")
    return int(once > 5)


if __name__ == "__main__":
    sys.exit(main())
