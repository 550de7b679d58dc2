"""``python -m benchmarks.races ID …``: the races of some contestants, all without an id."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.machine import in_words, versions
from benchmarks.promise import Promise
from benchmarks.races.entries import CONTESTANTS, RACES
from benchmarks.races.race import Track

SHEETS = 1_000_000


def main(ids: Sequence[str]) -> None:
    """Print a line for each race."""
    print(in_words(versions()))
    track = Track(SHEETS)
    for race in RACES:
        ours, other = CONTESTANTS[race.ours], CONTESTANTS[race.other]
        if (ids and not {race.ours, race.other} & set(ids)) or ours.missing or other.missing:
            continue
        outcome, _ = track.run(race)
        name = f"{ours.name}, {outcome.sheets:,} sheets"
        print(Promise(name, outcome.ratio, other.name, least=outcome.least), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
