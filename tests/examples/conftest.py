"""A copy of the examples to run commands in, as from the root of the repository."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ocop._cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(tmp_path):
    """A folder with nothing but ``examples`` in it, which commands run in."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.fixture
def run(here, capsys, monkeypatch):
    """Run a command there: its exit status, its output, its faults."""
    monkeypatch.chdir(here)

    def call(*words):
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return call
