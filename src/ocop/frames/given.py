"""What a caller hands in beside the rules, checked: a frame, what is wanted of it, its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ocop.errors import Faults
from ocop.frames.extra import nw
from ocop.frames.field import is_key
from ocop.frames.partition import is_dask
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.spelling import no_criterion

__all__ = ["check_choice", "check_frame", "frame_of", "key_columns", "named_columns", "wanted"]


def wanted(want: Iterable[str], known: Sequence[str], faults: Faults) -> tuple[str, ...]:
    """The columns that are asked for, each once."""
    names = (want,) if isinstance(want, str) else tuple(want)
    for n, name in enumerate(names):
        if name not in known:
            faults.add("not-known", "want", n, given=name, known=tuple(known))
    return tuple(dict.fromkeys(names))


def check_choice(which: str, faults: Faults) -> None:
    """Hold what becomes of rows at fault to what there is."""
    if which not in {"row", "raise"}:
        faults.add("not-known", "faults", given=which, known=("row", "raise"))


def check_frame(frame: object, faults: Faults) -> None:
    """Hold something to be a frame that can be read."""
    if not is_dask(frame):
        frame_of(frame, faults)


def frame_of(frame: object, faults: Faults) -> Any:  # noqa: ANN401 - a frame of narwhals
    """A frame of narwhals; a fault where it is none."""
    try:
        return nw.from_native(frame)
    except TypeError:
        faults.add("not-a-frame", "frame", given=type(frame).__name__)
        return None


def key_columns(key: str | Sequence[str] | None) -> tuple[str, ...]:
    """The columns that name a product; none of a wide frame."""
    return (key,) if isinstance(key, str) else tuple(key or ())


def named_columns(
    columns: object, rubrics: Sequence[Rubric], faults: Faults
) -> tuple[tuple[str, str], ...]:
    """What the caller says of columns; a fault for what no rubric asks."""
    if columns is None:
        return ()
    if not isinstance(columns, Mapping):
        faults.add("not-a-table", "columns", given=columns)
        return ()
    for name, column in columns.items():
        if not isinstance(name, str):
            faults.add("key-not-text", "columns", given=name)
        elif not isinstance(column, str):
            faults.add("not-text", "columns", name, given=column)
        elif rubrics and not any(is_key(rubric, name) for rubric in rubrics):
            faults.take([no_criterion(rubrics[0].criteria, name, "columns", name)])
    return tuple(columns.items())
