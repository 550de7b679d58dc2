"""The promised speed of a register of the national size, and what it takes in memory.

Run ``python -m benchmarks.registry_ratios``; it exits 1 where a promise is broken.
"""

from __future__ import annotations

import csv
import gc
import io
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

from benchmarks import national
from benchmarks.memory import held
from benchmarks.promise import Promise, report, sized, times
from ocop import plans
from ocop.targets import Registry
from ocop.targets.snapshot._shown import snapshot_data

#: Of how many recognitions the memory is measured: many enough to see them beside the process.
MANY = sized(200_000, 20_000)


def seconds(call: Callable[[], object]) -> float:
    """Seconds of the processor."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def read(rounds: int) -> Promise:
    """A register beside the rows of the ``csv`` module and the making of the same values."""
    rows = national.rows(sized(national.SIZE, 4_000))
    text = national.registry(rows).to_csv()
    assert len(Registry.from_csv(text).recognitions) == len(rows)

    def by_csv() -> int:
        national.registry(rows)
        return sum(1 for _ in csv.DictReader(io.StringIO(text)))

    taken = [(seconds(lambda: Registry.from_csv(text)), seconds(by_csv)) for _ in range(rounds)]
    detail = times(median(a for a, _ in taken), median(b for _, b in taken))
    name, beside = f"a register of {len(rows):,} rows, read", "csv.DictReader and its values made"
    return Promise(name, median(a / b for a, b in taken), beside, most=5, detail=detail)


def many() -> Iterator[Promise]:
    """What a recognition takes in a registry, and every answer beside a loop over dicts."""
    rows = national.rows(MANY)
    gc.collect()
    before = held()
    registry = national.registry(rows)
    gc.collect()
    value = (held() - before) * 2**20 / len(registry.recognitions)
    yield Promise(f"a recognition, of {MANY:,}", value, most=600, unit="B")
    yield everything(registry, rows)


def everything(known: Registry, rows: list[dict[str, Any]]) -> Promise:
    """A registry that was asked nothing before, beside the loop."""
    months = [day for year in range(2021, 2026) for day in ends_of_months(year)]
    period = (date(2023, 1, 1), date(2024, 12, 31))
    answers: list[Any] = []

    def ours() -> None:
        registry = Registry(known.recognitions)
        snapshot = registry.on(national.ON)
        snapshot_data(snapshot)
        for plan in plans():
            _ = plan.evaluate(snapshot).outcomes  # reckoned when they are read
        registry.lapsing(national.FIRST, national.LAST)
        answers.append([registry.on(day).valid_by_stars for day in months])
        answers.append(registry.between(*period))

    def by_hand() -> None:
        national.by_hand(rows)
        answers.append(national.months_by_hand(rows, months))
        answers.append(national.flows_by_hand(rows, *period))

    taken = seconds(ours), seconds(by_hand)
    by_stars, flows, counted, told = answers
    assert [dict(one) for one in by_stars] == [{n: one[n] for n in (3, 4, 5)} for one in counted]
    assert (flows.new, flows.upgraded, flows.re_recognised) == (
        told["first"],
        told["upgrade"],
        told["re-evaluation"],
    )
    assert (flows.lapsed, flows.withdrawn, flows.superseded) == (
        told["lapsed"],
        told["withdrawn"],
        told["superseded"],
    )
    name = f"{MANY:,} recognitions, snapshot, seven plans, flows, sixty months"
    detail = times(*taken)
    return Promise(name, taken[0] / taken[1], "loop over dicts", most=0.5, detail=detail)


def ends_of_months(year: int) -> Iterator[date]:
    """The last days of its months."""
    firsts = [*(date(year, month, 1) for month in range(2, 13)), date(year + 1, 1, 1)]
    return (day - timedelta(days=1) for day in firsts)


def promises(rounds: int) -> Iterator[Promise]:
    yield from many()
    yield read(min(rounds, 5))


if __name__ == "__main__":
    sys.exit(report(promises))
