"""What type checkers say of the installed wheel: right uses pass, and each wrong use fails.

Run ``python .ci/outside.py FOLDER``: a virtual environment that holds the wheel and the checkers.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"


def main(folder: str) -> int:
    """Print what differs and return 1, or return 0."""
    outside = Path(folder).resolve()
    program = f"{outside}/bin/"
    checkers = {
        "mypy": [f"{program}mypy", "--strict"],
        "pyright": [f"{program}pyright", "--pythonpath", f"{program}python"],
        "ty": [f"{program}ty", "check", "--output-format", "concise", "--python", str(outside)],
    }
    faults = []
    for name in ("typed_uses.py", "typed_misuse.py"):
        text = (TESTS / name).read_text(encoding="utf-8")
        shutil.copy(TESTS / name, outside)  # away from the sources: only the wheel is seen
        lines = enumerate(text.splitlines(), 1)
        wrong = {number for number, line in lines if line.endswith("# wrong")}
        for checker, words in checkers.items():
            done = subprocess.run(
                [*words, name], capture_output=True, text=True, check=False, cwd=outside
            )
            seen = {int(n) for n in re.findall(rf"{name}:(\d+)\b.*error", done.stdout)}
            print(f"{checker} on {name}: {len(seen)} of {len(wrong)} wrong lines")
            faults += [f"{checker}: {name}:{n} passes, and is wrong" for n in sorted(wrong - seen)]
            if seen - wrong or bool(done.returncode) != bool(wrong):
                faults.append(f"{checker} on {name}:\n{done.stdout}{done.stderr}")
    print(*faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
