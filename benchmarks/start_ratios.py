"""How fast a fresh process answers, beside another checkout of the library.

Run ``python benchmarks/start_ratios.py OTHER``, where OTHER is a checkout of the commit to compare
with (``git worktree add --detach OTHER COMMIT``). The two take turns; it prints the median of each
question's ratio and exits 1 where a promise is broken.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROUNDS = 40
HERE = Path(__file__).resolve().parent.parent

# As a person writes it: what stored sheets say of themselves differs between versions.
SHEET = """
import json, ocop, sys
rubric = ocop.regime("26").rubric(1)
choices = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
json.dump({"regime": "26", "set": 1, "choices": choices}, sys.stdout)
"""
# Every module of the floors is imported before, whatever its name is in the checkout.
FIRST_RUBRIC = """
import importlib, pkgutil, time, tomllib
from datetime import date
import ocop, ocop.law, ocop.scoring
for floor in (ocop.law, ocop.scoring):
    for module in pkgutil.walk_packages(floor.__path__, floor.__name__ + "."):
        importlib.import_module(module.name)
start = time.perf_counter()
ocop.regime_on(date(2026, 11, 21)).rubric(1).criteria
print(time.perf_counter() - start)
"""
SCORED = """
import ocop, timeit
from datetime import date
rubric = ocop.regime_on(date(2026, 11, 21)).rubric(1)
choices = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
print(min(timeit.repeat(lambda: ocop.score(rubric.sheet(choices)), number=500, repeat=3)) / 500)
"""
IMPORTED = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"


def ran(words: list[str], environment: Mapping[str, str]) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout


def told(code: str) -> Callable[[Mapping[str, str]], float]:
    """The seconds that a piece of code measures itself."""
    return lambda environment: float(ran(["-c", code], environment))


def scored(sheet: str) -> Callable[[Mapping[str, str]], float]:
    """The seconds of ``ocop score`` of one sheet, the start of the interpreter included."""

    def seconds(environment: Mapping[str, str]) -> float:
        start = time.perf_counter()
        ran(["-m", "ocop", "score", sheet, "--lang", "en"], environment)
        return time.perf_counter() - start

    return seconds


def compared(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float, float]:
    """The medians of two that take turns, each being first every other time: ratio and seconds."""
    pairs = []
    for turn in range(ROUNDS + 1):
        if turn % 2:
            pairs.append((one(), other()))
        else:
            pairs.append((other(), one())[::-1])
    del pairs[0]  # its files were not compiled
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def main(other: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            "PYTHONPYCACHEPREFIX": folder,  # both start from compiled files, as installed ones do
        }
        new = environment | {"PYTHONPATH": str(HERE / "src")}
        old = environment | {"PYTHONPATH": str(Path(other).resolve() / "src")}
        sheet = Path(folder) / "sheet.json"
        sheet.write_text(ran(["-c", SHEET], old), encoding="utf-8")
        questions: list[tuple[str, Callable[[Mapping[str, str]], float], float]] = [
            ("ocop score, a sheet of 26", scored(str(sheet)), 1.1),
            ("ocop score, a sheet of 781", scored(str(HERE / "examples/durian.toml")), 1.1),
            ("first regime and rubric from disk", told(FIRST_RUBRIC), 1.2),
            ("dict to scorecard", told(SCORED), 1.05),
        ]
        names = ("attrs", "cattrs", "python-dateutil")
        versions = ", ".join(f"{name} {version(name)}" for name in names)
        print(f"Python {platform.python_version()}, {versions}")
        failed = False
        for name, question, most in questions:
            found, a, b = compared(lambda q=question: q(new), lambda q=question: q(old))  # type: ignore[misc]
            print(
                f"{name}: {found:.3f} of the other (at most {most}; "
                f"{a * 1e3:.3f} / {b * 1e3:.3f} ms, {ROUNDS} rounds)"
            )
            failed |= found > most
        ours, yard = told(IMPORTED.format("ocop")), told(IMPORTED.format("attrs"))
        found, a, b = compared(lambda: ours(new), lambda: yard(new))
        print(
            f"import ocop: {found:.3f} of import attrs (at most 0.5; "
            f"{a * 1e3:.2f} / {b * 1e3:.2f} ms, {ROUNDS} rounds)"
        )
        failed |= found > 0.5
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/start_ratios.py OTHER-CHECKOUT")
    sys.exit(main(sys.argv[1]))
