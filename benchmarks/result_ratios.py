"""What is read off a result: advice, and a whole verdict; in milliseconds of the processor.

Run ``python -m benchmarks.result_ratios``; it exits 1 where a promise is broken.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from statistics import median

import ocop
from benchmarks.promise import Promise, report
from ocop.scoring import Rubric

MEMBERS = 101


def rubrics() -> list[Rubric]:
    """All of them."""
    return [regime.rubric(one) for regime in ocop.regimes() for one in regime.sets]


def lowest(rubric: Rubric) -> dict[str, object]:
    """The least that a sheet can choose."""
    choices: dict[str, object] = {}
    for criterion in rubric.criteria:
        choices[criterion.no] = [] if criterion.choice == "many" else 1
    needs = [one for one in rubric.check(choices) if one.path]
    for fault in needs:
        choices[str(fault.path[-1])] = 0
    return choices


def advice(rounds: int) -> Promise:
    """From the lowest sheet of every rubric to five stars."""
    cards = [ocop.score(rubric.sheet(lowest(rubric))) for rubric in rubrics()]
    taken = []
    for _ in range(rounds):
        for card in cards:
            start = time.process_time()
            card.advice(to=5)
            taken.append(time.process_time() - start)
    name = f"advice from the lowest sheet of {len(cards)} rubrics, the median"
    return Promise(name, median(taken) * 1e3, most=1, unit="ms")


def verdict(rounds: int) -> Promise:
    """A verdict of many members, every public attribute read."""
    rubric, rng = ocop.regime("26").rubric(1), random.Random(1)  # noqa: S311 - the same every time
    best = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    ballots = []
    for n in range(MEMBERS):
        own = {no: max(1, option - rng.randint(0, 1)) for no, option in best.items()}
        ballots.append(ocop.Ballot(member=f"Thành viên {n}", sheet=rubric.sheet(own)))
    fields = [name for name in dir(ocop.Verdict) if name[0] != "_"]
    taken = []
    for _ in range(3 * rounds):
        start = time.process_time()
        cast = ocop.verdict(ballots)
        values = [getattr(cast, name) for name in fields]
        taken.append(time.process_time() - start)
        assert len(values) == len(fields)
    name = f"a verdict of {MEMBERS} members, wholly read"
    return Promise(name, median(taken) * 1e3, most=1.5, unit="ms")


def promises(rounds: int) -> Iterator[Promise]:
    yield advice(min(rounds, 5))
    yield verdict(rounds)


if __name__ == "__main__":
    sys.exit(report(promises))
