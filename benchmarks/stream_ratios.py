"""What ``ocop score`` of a very long file takes: memory, and what a second process gives.

Run ``python -m benchmarks.stream_ratios``; it scores a million lines twice, which takes minutes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.command_ratios import lines
from benchmarks.fresh import ran, seconds
from benchmarks.promise import Promise, number, report, times

DIFFERENT = 2_000
SHORT, MIDDLE, LONG, VERY_LONG = 10_000, 20_000, 200_000, 1_000_000
#: Runs the command, and says at the end what it and the largest of its processes took at most: a
#: child counts its parent's memory as its own where the parent asks.
_MEASURED = """
import resource, runpy, sys
from benchmarks.memory import highest
try:
    runpy.run_module("ocop", run_name="__main__", alter_sys=True)
finally:
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(highest(), children, file=sys.stderr)
"""


def written(folder: Path, count: int) -> Path:
    """A file of so many lines."""
    path = folder / f"{count}.jsonl"
    some = "\n".join(lines(DIFFERENT)) + "\n"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(count // DIFFERENT):
            file.write(some)
    return path


def _words(path: Path, jobs: int) -> list[str]:
    nowhere = ["-o", "/dev/null", "--force"]
    return ["score", str(path), "--json", "--jobs", str(jobs), *nowhere]


def several(path: Path, count: int, rounds: int) -> Iterator[Promise]:
    """Two processes beside one: on the clock, which others may hold, and in time of processors."""
    clocks: dict[int, list[float]] = {1: [], 2: []}
    taken: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs in (1, 2):
            start = time.perf_counter()
            taken[jobs].append(seconds("-m", "ocop", *_words(path, jobs)))
            clocks[jobs].append(time.perf_counter() - start)
    name = f"ocop score of {count:,} lines, --jobs 2"
    for pairs, beside, most in (
        (clocks, "--jobs 1, on the clock", None),
        (taken, "--jobs 1, of all processors", 1.25),
    ):
        one, two = min(pairs[1]), min(pairs[2])
        yield Promise(name, two / one, beside, most=most, detail=times(two, one))


def memory(short: Path, long: Path) -> Iterator[Promise]:
    """The most that the command has in memory, of a short file and of a very long one."""
    name = f"memory of ocop score of {VERY_LONG:,} lines"
    for jobs in (1, 2):
        of_long, of_short = (
            [float(one) for one in ran("-c", _MEASURED, *_words(path, jobs)).stderr.split()]
            for path in (long, short)
        )
        whose = ["", ", --jobs 2", ", --jobs 2, a process"]
        for n in range(jobs):
            detail = f"{number(of_long[n])} / {number(of_short[n])} MB"
            ratio = of_long[n] / of_short[n]
            beside = f"of {SHORT:,} lines"
            yield Promise(name + whose[jobs - 1 + n], ratio, beside, most=1.1, detail=detail)


def promises(rounds: int) -> Iterator[Promise]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        short, middle, long, very_long = (
            written(folder, count) for count in (SHORT, MIDDLE, LONG, VERY_LONG)
        )
        yield from several(middle, MIDDLE, min(rounds, 5))
        yield from several(long, LONG, min(rounds, 2))
        yield from memory(short, very_long)


if __name__ == "__main__":
    sys.exit(report(promises))
