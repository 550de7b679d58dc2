"""What a run was measured with: the kind of machine, and the versions of what took part."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

import attrs

import ocop

#: What takes part in a benchmark, as distributions are called.
PACKAGES = (
    "attrs",
    "cattrs",
    "python-dateutil",
    "narwhals",
    "numpy",
    "polars",
    "pandas",
    "pyarrow",
    "duckdb",
    "ibis-framework",
    "dask",
    "pyspark",
    "openfisca-core",
    "zen-engine",
    "pydantic",
    "msgspec",
    "python-statemachine",
)


@attrs.frozen
class Machine:
    """A kind of machine; runs on one kind are compared with each other.

    Attributes:
        system: The system and the architecture.
        processor: Its model, as the system calls it.
        cores: How many of them this process may use.
        memory: Of the machine, in GB.
    """

    system: str
    processor: str
    cores: int
    memory: int

    def __str__(self) -> str:
        return f"{self.system}, {self.processor}, {self.cores} cores, {self.memory} GB"


def machine() -> Machine:
    """The one that this runs on."""
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        processor=_model() or platform.processor() or "unknown processor",
        cores=_cores(),
        memory=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
    )


def versions() -> dict[str, str]:
    """Distribution → its version, of those that are installed; Python and the library first."""
    known = {"Python": platform.python_version(), "ocop": ocop.__version__}
    for package in PACKAGES:
        try:
            known[package] = version(package)
        except PackageNotFoundError:
            continue
    return known


def in_words(known: dict[str, str]) -> str:
    """Versions on one line."""
    return ", ".join(f"{package} {number}" for package, number in known.items())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _model() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            words = dict(line.split(":", 1) for line in lines if ":" in line)
    except OSError:
        return ""
    return {key.strip(): value.strip() for key, value in words.items()}.get("model name", "")
