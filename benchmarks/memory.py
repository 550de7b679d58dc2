"""What a process takes in memory, in MB, as the system counts it."""

from __future__ import annotations

import re
import resource


def forget() -> None:
    """Let the system count the highest use of memory from now on, where it can."""
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
    except OSError:
        return


def held() -> float:
    """What this process has now."""
    return _status("VmRSS")


def highest() -> float:
    """What it had at most since :func:`forget`."""
    return _status("VmHWM")


def _status(name: str) -> float:
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            match = re.search(rf"{name}:\s+(\d+) kB", file.read())
    except OSError:
        match = None
    if match is None:  # no Linux: the most it ever had
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(match[1]) / 1024
