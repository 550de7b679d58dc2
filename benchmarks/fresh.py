"""A fresh interpreter as a user starts one: compiled files, and nothing of this process set."""

from __future__ import annotations

import atexit
import os
import resource
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).resolve().parent.parent


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    """What one made of these words that has ended.

    Raises:
        CalledProcessError: it failed.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "PYTHONPYCACHEPREFIX": _compiled(),
        "PYTHONPATH": os.pathsep.join([str(_ROOT / "src"), str(_ROOT)]),
    }
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment)


def seconds(*words: str) -> float:
    """Seconds of the processor that one took, the start included."""
    before = _children()
    ran(*words)
    return _children() - before


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@cache
def _compiled() -> str:
    folder = TemporaryDirectory(prefix="ocop-compiled-")
    atexit.register(folder.cleanup)
    return folder.name
