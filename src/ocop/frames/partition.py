"""Frames of dask: scored partition by partition, each as a frame of pandas.

A scoring plan has some hundred steps; dask would plan each of them for every partition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

__all__ = ["by_partition", "is_dask"]


def is_dask(frame: object) -> bool:
    """Whether a frame is one of dask."""
    return type(frame).__module__.partition(".")[0] == "dask" and hasattr(frame, "map_partitions")


def by_partition(
    frame: Any,  # noqa: ANN401 - a frame of dask
    score: Callable[[Any], Any],
    keys: Sequence[str],
) -> Any:  # noqa: ANN401 - a frame of dask
    """What a function of frames of pandas makes of each partition.

    Args:
        frame: The frame.
        score: The function.
        keys: Columns whose rows belong together: those of one value come into one partition.
    """
    if keys:
        frame = frame.shuffle(on=list(keys))
    empty = score(frame._meta)
    return frame.map_partitions(partial(_answered, score=score, empty=empty), meta=empty)


def _answered(
    part: Any,  # noqa: ANN401 - a frame of pandas
    score: Callable[[Any], Any],
    empty: Any,  # noqa: ANN401 - a frame of pandas
) -> Any:  # noqa: ANN401 - a frame of pandas
    """What is made of a partition; of one without rows, as a shuffle leaves many, it is known."""
    return score(part) if len(part) else empty
