"""Frames of dask: scored partition by partition, each as a frame of pandas.

A scoring plan has some hundred steps; dask would plan each of them for every partition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["by_partition", "is_dask"]

#: The types of the columns added, which have a null in every version of pandas.
_TYPES = {"excluded": "boolean", "fault": "boolean"}
_TEXTS = ("capped_by", "excluded_by", "faults")


def is_dask(frame: object) -> bool:
    """Whether a frame is one of dask."""
    return type(frame).__module__.partition(".")[0] == "dask" and hasattr(frame, "map_partitions")


def by_partition(
    frame: Any,  # noqa: ANN401 - a frame of dask
    score: Callable[[Any], Any],
    keys: Sequence[str],
    added: dict[str, str],
) -> Any:  # noqa: ANN401 - a frame of dask
    """What a function of frames of pandas makes of each partition.

    Args:
        frame: The frame.
        score: The function.
        keys: Columns whose rows belong together: those of one value come into one partition.
        added: Column → which of the columns asked for it is.
    """
    types = {
        column: _TYPES.get(name, "Int16") for column, name in added.items() if name not in _TEXTS
    }

    def scored(part: Any) -> Any:  # noqa: ANN401 - a frame of pandas
        return score(part).astype(types)

    if keys:
        frame = frame.shuffle(on=list(keys))
    return frame.map_partitions(scored, meta=scored(frame._meta))
