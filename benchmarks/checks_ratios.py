"""The promised speed of checks, as a ratio; exits 1 where it is broken.

Run ``python benchmarks/checks_ratios.py``: a file of 1,000 sheet cases, each with its total and its
stars, run by the library and by a loop that reads the file, scores each sheet and compares.
"""

from __future__ import annotations

import platform
import random
import sys
import time
import tomllib
from typing import TYPE_CHECKING

import ocop
from ocop.checks.case_file import read_checks
from ocop.checks.runner import run_file

if TYPE_CHECKING:
    from collections.abc import Callable

CASES, ROUNDS, MOST = 1000, 7, 2.0


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


def least(way: Callable[[str], int], text: str) -> float:
    """Seconds of the quickest of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        assert way(text) == CASES
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    """Print the ratio; 1 where it is above what is promised."""
    text = file()
    ours, theirs = least(checked, text), least(by_hand, text)
    print(f"Python {platform.python_version()}, ocop {ocop.__version__}")
    print(
        f"{CASES} sheet cases / reading the file and scoring by hand: {ours / theirs:.2f} "
        f"(at most {MOST:g}; {ours * 1000:.0f} / {theirs * 1000:.0f} ms)"
    )
    return int(ours / theirs > MOST)


if __name__ == "__main__":
    sys.exit(main())
