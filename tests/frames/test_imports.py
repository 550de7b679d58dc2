"""Nothing that is imported for itself brings an engine along."""

from __future__ import annotations

import subprocess
import sys

ENGINES = ("polars", "pandas", "pyarrow", "duckdb", "numpy", "dask", "ibis", "pyspark")


def test_no_engine_is_imported():
    uses = (
        "import sys, ocop, ocop.frames; assert 'narwhals' not in sys.modules;"
        f"ocop.frames.score; print([name for name in {ENGINES!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", uses], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_it_says_what_is_missing():
    uses = (
        "import sys; sys.modules['narwhals'] = None\n"
        "import ocop\n"
        "try: ocop.frames.score\n"
        "except ocop.errors.MissingExtra as err: print(err)"
    )
    done = subprocess.run([sys.executable, "-c", uses], check=True, capture_output=True, text=True)
    assert "ocop[frames]" in done.stdout
