"""The promised speed of checks, as a ratio; exits 1 where it is broken.

Run ``python -m benchmarks.checks_ratios``: a file of 1,000 sheet cases, each with its total and its
stars, run by the library and by a loop that reads the file, scores each sheet and compares.
"""

from __future__ import annotations

import random
import sys
import time
import tomllib
from collections.abc import Callable, Iterator

import ocop
from benchmarks.promise import Promise, report, times
from ocop.checks.case_file import read_checks
from ocop.checks.runner import run_file

CASES = 1000


def file() -> str:
    """The text of a file of random sheets of set 1, with what they come to."""
    rng = random.Random(1)  # noqa: S311 - sheets for a benchmark
    rubric = ocop.regime("26").rubric(1)
    lines = ["format = 1"]
    while len(lines) <= CASES:
        choices = {one.no: rng.randint(1, len(one.options)) for one in rubric.criteria}
        if rubric.check(choices):  # what a story needs, where there is none
            continue
        card = ocop.score(rubric.sheet(choices))
        written = ", ".join(f'"{no}" = {option}' for no, option in choices.items())
        lines.append(
            f'[[case]]\nname = "ca {len(lines)}"\n'
            f'sheet = {{ regime = "26", set = 1, choices = {{ {written} }} }}\n'
            f"expect = {{ total = {card.total}, stars = {card.stars} }}"
        )
    return "\n".join(lines)


def checked(text: str) -> int:
    """How many cases pass."""
    return sum(result.status == "passed" for result in run_file(read_checks(text)))


def by_hand(text: str) -> int:
    """The same by a loop."""
    passed = 0
    for case in tomllib.loads(text)["case"]:
        sheet, expected = case["sheet"], case["expect"]
        rubric = ocop.regime(sheet["regime"]).rubric(sheet["set"])
        card = ocop.score(rubric.sheet(sheet["choices"]))
        passed += (card.total, card.stars) == (expected["total"], expected["stars"])
    return passed


def least(way: Callable[[str], int], text: str, rounds: int) -> float:
    """Seconds of the quickest of several rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        assert way(text) == CASES
        taken.append(time.process_time() - start)
    return min(taken)


def promises(rounds: int) -> Iterator[Promise]:
    text = file()
    ours, theirs = least(checked, text, rounds), least(by_hand, text, rounds)
    name, yardstick = f"{CASES:,} sheet cases", "reading the file and scoring by hand"
    yield Promise(name, ours / theirs, yardstick, most=2, detail=times(ours, theirs))


if __name__ == "__main__":
    sys.exit(report(promises))
