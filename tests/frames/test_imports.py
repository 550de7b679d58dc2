"""Nothing that is imported for itself brings an engine along."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import ocop
from ocop.errors import MissingExtra
from ocop.frames.extra import numpy_module

ENGINES = ("polars", "pandas", "pyarrow", "duckdb", "numpy", "dask", "ibis", "pyspark")


def test_no_engine_is_imported():
    uses = (
        "import sys, ocop, ocop.frames; assert 'narwhals' not in sys.modules;"
        f"ocop.frames.score; print([name for name in {ENGINES!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", uses], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_it_says_what_is_missing(monkeypatch):
    assert "score" in dir(ocop.frames)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingExtra):
        numpy_module()
    monkeypatch.delitem(sys.modules, "ocop.frames.extra")
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtra) as caught:
        import_module("ocop.frames.extra")
    assert "ocop[frames]" in str(caught.value)
