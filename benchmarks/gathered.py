"""The promises of every other file here, each measured in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.promise import Promise

HERE = Path(__file__).parent
#: A file is stopped after so many, so that a run comes to an end.
SECONDS = 600


def files() -> list[str]:
    """The files that hand promises over, by name."""
    return sorted(
        path.stem
        for path in HERE.glob("*ratios.py")
        if "def promises(" in path.read_text(encoding="utf-8")
    )


def gathered(rounds: int) -> tuple[tuple[Promise, ...], tuple[str, ...]]:
    """The promises, and which files could not be measured, with why."""
    promises: list[Promise] = []
    failed: list[str] = []
    for name in files():
        print(f"… promises of {name}", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json", "--rounds", str(rounds)]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=SECONDS
            )
        except subprocess.TimeoutExpired as error:
            promises += _read((error.stdout or b"").decode())
            failed.append(f"the rest of {name}: stopped after {SECONDS} seconds")
            continue
        promises += _read(done.stdout)
        if done.returncode not in {0, 1} or "Traceback" in done.stderr:
            failed.append(f"{name}: {done.stderr.strip().rpartition(chr(10))[2]}")
    return tuple(promises), tuple(failed)


def _read(text: str) -> Iterator[Promise]:
    for line in text.splitlines():
        if line.startswith("{"):
            yield Promise(**json.loads(line))
