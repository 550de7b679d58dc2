"""What a fresh process pays: its first call, and the memory that a call takes.

Run ``python -m benchmarks.races.probe CONTESTANT SHEETS``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import attrs

from benchmarks.memory import forget, held, highest
from benchmarks.races.entries import CONTESTANTS
from benchmarks.races.sheets import sheets

#: How many sheets the first call is given: what it takes is the planning.
FIRST = 1_000


@attrs.frozen(kw_only=True)
class Probe:
    """What was measured in a process of its own.

    Attributes:
        first: Milliseconds of the first call, of 1,000 sheets, everything being imported.
        memory: By how many MB the process was larger at most during a call of all sheets; None
            where the work is done outside of it.
        given: What the columns of those sheets take, in MB, a byte an option.
    """

    first: float
    memory: float | None
    given: float


def probed(id_: str, count: int) -> Probe:
    """The same, measured in a new process."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.races.probe", id_, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Probe(**json.loads(done.stdout.splitlines()[-1]))


def probe(id_: str, count: int) -> Probe:
    """The first calls of this process."""
    contestant = CONTESTANTS[id_]
    data = contestant.given(sheets(count))
    first = contestant.prepare(data.head(FIRST))
    start = time.perf_counter()
    first()
    taken = time.perf_counter() - start
    call = contestant.prepare(data)
    forget()
    before = held()
    result = call()
    memory = highest() - before
    del result
    return Probe(
        first=taken * 1e3, memory=None if contestant.outside else memory, given=data.megabytes
    )


if __name__ == "__main__":
    print(json.dumps(attrs.asdict(probe(sys.argv[1], int(sys.argv[2])))))
