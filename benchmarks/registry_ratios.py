"""The promised speed of reading a register, and what its recognitions take in memory.

Run ``python -m benchmarks.registry_ratios``; it exits 1 where a promise is broken.
"""

from __future__ import annotations

import csv
import gc
import io
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks import national
from benchmarks.memory import held
from benchmarks.promise import Promise, report, times
from ocop.targets import Registry

#: Of how many recognitions the memory is measured: many enough to see them beside the process.
MANY = 200_000


def seconds(call: Callable[[], object]) -> float:
    """Seconds of the processor."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def read(rounds: int) -> Promise:
    """A register beside the rows of the ``csv`` module and the making of the same values."""
    rows = national.rows()
    text = national.registry(rows).to_csv()
    assert len(Registry.from_csv(text).recognitions) == len(rows)

    def by_csv() -> int:
        national.registry(rows)
        return sum(1 for _ in csv.DictReader(io.StringIO(text)))

    taken = [(seconds(lambda: Registry.from_csv(text)), seconds(by_csv)) for _ in range(rounds)]
    detail = times(median(a for a, _ in taken), median(b for _, b in taken))
    name, beside = f"a register of {len(rows):,} rows, read", "csv.DictReader and its values made"
    return Promise(name, median(a / b for a, b in taken), beside, most=5, detail=detail)


def memory() -> Promise:
    """What a recognition takes once it is in a registry."""
    rows = national.rows(MANY)
    gc.collect()
    before = held()
    registry = national.registry(rows)
    gc.collect()
    value = (held() - before) * 2**20 / len(registry.recognitions)
    return Promise(f"a recognition, of {MANY:,}", value, most=600, unit="B")


def promises(rounds: int) -> Iterator[Promise]:
    yield memory()
    yield read(min(rounds, 5))


if __name__ == "__main__":
    sys.exit(report(promises))
