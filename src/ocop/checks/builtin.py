"""Built-in checks: the tables and worked examples of the law as cases, shipped with the library.

A folder a decision; ``plans`` and ``across`` hold what spans decisions. They prove an installation
and are what engines in other languages can hold themselves to, see :mod:`ocop.checks.vectors`.
"""

from __future__ import annotations

from pathlib import Path

from ocop.checks.files import NamedFile, case_files
from ocop.data import folder_of

__all__ = ["builtin_files"]


def builtin_files() -> tuple[NamedFile, ...]:
    """The files of the built-in checks, in the order of their names."""
    return tuple(case_files([Path(folder_of("ocop.checks")) / "cases"]))
