"""A throw-away package that builds on the installed wheel: plugin and strategies are found there.

Run ``python .ci/downstream.py FOLDER``: a virtual environment that holds the wheel, pytest and
Hypothesis. The package imports nothing for either.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

CASES = """
[[case]]
name = "khung 5 sao"
bands = { regime = "26", total = 90 }
expect = { stars = 5 }
"""
TESTS = """
from hypothesis import HealthCheck, given, settings, strategies as st
import ocop

# the first draw reads rules
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.from_type(ocop.Certificate), st.from_type(ocop.Scorecard))
def test_downstream(certificate, card):
    assert isinstance(certificate, ocop.Certificate)
    assert isinstance(card, ocop.Scorecard)
    assert "site-packages" in ocop.__file__
"""


def main(folder: str) -> int:
    """Print what pytest says; 1 where it did not run both items."""
    python = Path(folder).resolve() / "bin" / "python"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    with tempfile.TemporaryDirectory() as package:
        Path(package, "quy-dinh.ocop.toml").write_text(CASES, encoding="utf-8")
        Path(package, "test_downstream.py").write_text(TESTS, encoding="utf-8")
        done = subprocess.run(
            [python, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
            capture_output=True, text=True, check=False, cwd=package, env=environment,
        )  # fmt: skip
    print(done.stdout, done.stderr)
    return int(done.returncode != 0 or "2 passed" not in done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
