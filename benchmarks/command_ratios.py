"""The promised speeds of ``ocop score`` as a command, as ratios; exits 1 where one is broken.

Run ``python -m benchmarks.command_ratios``: one sheet in a fresh process beside the imports that it
cannot do without, then many lines beside what JSON alone costs. All in time of the processor.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.fresh import ran, seconds
from benchmarks.promise import Promise, report, sized, times
from ocop import regime

FEW, MANY = sized(2_000, 500), sized(20_000, 5_000)


scored = partial(seconds, "-m", "ocop", "score", "--lang", "en")


def lines(count: int) -> list[str]:
    """So many random sheets of one set, a line each."""
    rubric, rng = regime("26").rubric(1), random.Random(1)  # noqa: S311 - the same every time
    found: list[str] = []
    while len(found) < count:
        choices = {one.no: rng.randint(1, len(one.options)) for one in rubric.criteria}
        if not rubric.check(choices):  # a story that is not there is not told well
            found.append(json.dumps({"regime": "26", "set": 1, "choices": choices}))
    return found


def start(folder: Path, rounds: int) -> Promise:
    """One sheet, the start of the interpreter included."""
    sheet = folder / "sheet.json"
    sheet.write_text(lines(1)[0], encoding="utf-8")
    imports = partial(seconds, "-c", "import attrs, cattrs")
    scored(str(sheet)), imports()  # their files are compiled
    pairs = [(scored(str(sheet)), imports()) for _ in range(5 * rounds)]
    ours, yard = (median(column) for column in zip(*pairs, strict=True))
    name, beside = "ocop score of one sheet", "import attrs, cattrs"
    return Promise(name, ours / yard, beside, most=1.6, detail=times(ours, yard))


def stream(folder: Path, rounds: int) -> Iterator[Promise]:
    """Many lines, without the start, beside JSON in and out of the same lines."""
    sheets = lines(FEW) * (MANY // FEW)
    few, many = folder / "few.jsonl", folder / "many.jsonl"
    few.write_text("\n".join(sheets[:FEW]) + "\n", encoding="utf-8")
    many.write_text("\n".join(sheets) + "\n", encoding="utf-8")
    done = ran("-m", "ocop", "score", str(few), "--json")
    cards = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(cards) == FEW

    def by_json() -> float:
        begin = time.process_time()
        for line, card in zip(sheets[:FEW], cards, strict=True):
            json.loads(line)
            json.dumps(card, ensure_ascii=False)
        return (time.process_time() - begin) / FEW

    pairs = []
    for _ in range(rounds):
        lines_only = scored(str(many), "--json") - scored(str(few), "--json")
        pairs.append((lines_only / (MANY - FEW), by_json()))
    ours, yard = (median(column) for column in zip(*pairs, strict=True))
    name, beside = f"ocop score of {MANY:,} lines, a line", "json.loads and json.dumps of it"
    yield Promise(name, ours / yard, beside, most=3, detail=times(ours, yard))


def promises(rounds: int) -> Iterator[Promise]:
    with TemporaryDirectory() as name:
        yield start(Path(name), rounds)
        yield from stream(Path(name), min(rounds, 5))


if __name__ == "__main__":
    sys.exit(report(promises))
