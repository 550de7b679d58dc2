"""Two contestants taking turns, and one alone as the sheets grow."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from statistics import median
from typing import Any

import attrs

from benchmarks.races.by_hand import taken
from benchmarks.races.contestant import Contestant, hold
from benchmarks.races.entries import CONTESTANTS, Race
from benchmarks.races.sheets import Sheets, sheets
from benchmarks.run import Outcome, Point

#: A race ends after so many rounds, or the first behind so many seconds, which is never the first.
ROUNDS, SECONDS = 9, 5.0
#: What grows, and up to how many sheets those go that are slow.
GROWING = {
    "polars": None,
    "pandas": None,
    "pyarrow": None,
    "duckdb": None,
    "polars-by-hand": None,
    "take": None,
    "openfisca": None,
    "one-by-one": 10_000,
    "zen": 1_000,
}
SIZES = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)


class Track:
    """The sheets of a run, and the right answers to them."""

    def __init__(self, count: int) -> None:
        self.data = sheets(count)
        self.right: Mapping[str, Any] = taken(self.data)()

    def ready(self, contestant: Contestant, data: Sheets) -> Callable[[], Any]:
        """A call whose answers were held to the right ones, every row."""
        given = contestant.given(data)
        call = contestant.prepare(given)
        hold(contestant, call(), self.right, len(given))
        return call

    def run(self, race: Race) -> tuple[Outcome, list[list[float]]]:
        """The outcome of a race, and for each round the sheets a second of either."""
        data = self.data.head(max(1, len(self.data) // race.part))
        pair = CONTESTANTS[race.ours], CONTESTANTS[race.other]
        calls = [self.ready(contestant, data) for contestant in pair]
        counts = [len(contestant.given(data)) for contestant in pair]
        rounds: list[list[float]] = []
        start = time.perf_counter()
        while len(rounds) < ROUNDS:
            rounds.append(
                [count / seconds(call) for count, call in zip(counts, calls, strict=True)]
            )
            if len(rounds) > 1 and time.perf_counter() - start > SECONDS:
                break
        outcome = Outcome(
            ours=race.ours,
            other=race.other,
            sheets=counts[0],
            ratio=median(ours / other for ours, other in rounds),
            rounds=len(rounds),
            least=race.least,
        )
        return outcome, rounds


def seconds(call: Callable[[], Any]) -> float:
    """Seconds of one call, the garbage of others being gone."""
    gc.collect()
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def grown(ids: Collection[str], most: int) -> Iterator[Point]:
    """Seconds of those contestants, as the sheets grow: the quickest of three calls."""
    for count in SIZES:
        if count > most:
            return
        track = Track(count)
        for id_, limit in GROWING.items():
            if id_ in ids and count <= (limit or count):
                call = track.ready(attrs.evolve(CONTESTANTS[id_], most=None), track.data)
                taken_ = min(seconds(call) for _ in range(3))
                yield Point(id=id_, sheets=count, seconds=taken_)
