"""The cycle's promised speeds, as ratios; exits 1 where one is broken.

Run ``python -m benchmarks.cycle_ratios``; the transitions beside python-statemachine need the
dependency group ``bench``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from timeit import Timer

from dateutil.relativedelta import relativedelta

from benchmarks.lives import EVENTS, ours, theirs
from benchmarks.promise import Promise, ratio, report, times
from ocop import regime, verdict
from ocop.cycle import Ballot, Certificate
from ocop.cycle.certificate import term

ISSUED, ON = date(2023, 11, 30), date(2026, 11, 21)
CALLS, LIVES = 2000, 50


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


def seconds_for(life: Callable[[], object]) -> float:
    """Seconds for a transition, over some lives."""
    start = time.perf_counter()
    for _ in range(LIVES):
        life()
    return (time.perf_counter() - start) / LIVES / len(EVENTS)


def council(rounds: int) -> Iterator[Promise]:
    """A verdict of 101 members with every field read, beside bare sums of their ballots."""
    rubric = regime("26").rubric(1)
    points = {c.no: {o.no: o.points for o in c.options} for c in rubric.criteria}
    # members differ in about a third of the criteria
    cast = [
        {
            c.no: len(c.options) - (len(c.options) > 2 and (n + place) % 3 == 0)
            for place, c in enumerate(rubric.criteria)
        }
        for n in range(101)
    ]
    ballots = [Ballot(member=f"{n}", sheet=rubric.sheet(one)) for n, one in enumerate(cast)]
    whole = verdict(ballots)
    fields = [name for name in dir(whole) if name[0] != "_" and not callable(getattr(whole, name))]
    assert {"criteria", "held", "missed_minima", "result"} < set(fields)

    def read_out() -> object:
        one = verdict(ballots)
        return [getattr(one, field) for field in fields]

    def bare_sums() -> list[int]:
        return [sum(points[no][option] for no, option in one.items()) for one in cast]

    value, seconds, yard = ratio(read_out, bare_sums, rounds)
    detail = times(seconds, yard)
    yield Promise("a verdict of 101 members, every field read", value, "bare sums", detail=detail)
    alone = min(Timer(read_out, timer=time.process_time).repeat(rounds, 3)) / 3
    yield Promise("the same, of this process alone", alone * 1e3, most=1.5, unit="ms")


def promises(rounds: int) -> Iterator[Promise]:
    yield from council(rounds)
    taken = [(bare(), first(), again()) for _ in range(rounds)]
    yardstick = "date and relativedelta"
    for name, n, most in (("first status", 1, 5), ("status again", 2, None)):
        value = median(each[n] / each[0] for each in taken)
        detail = times(median(each[n] for each in taken), median(each[0] for each in taken))
        yield Promise(name, value, yardstick, most=most, detail=detail)
    try:
        machine = f"python-statemachine {version('python-statemachine')}"
    except PackageNotFoundError:
        return
    bare_machine = theirs()
    pairs = [(seconds_for(ours), seconds_for(bare_machine)) for _ in range(rounds)]
    detail = times(median(a for a, _ in pairs), median(b for _, b in pairs))
    yield Promise("a transition", median(a / b for a, b in pairs), machine, detail=detail)


if __name__ == "__main__":
    sys.exit(report(promises))
