"""Registries out of frames: what counts on a day, and the measures of plans over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, overload

from ocop.errors import Faults, InputError
from ocop.exact import as_day
from ocop.frames.extra import nw
from ocop.frames.partition import is_dask
from ocop.law.rules import Rules
from ocop.targets.registry.column import column_of
from ocop.targets.registry.registry import PartialRegistry, Registry

__all__ = ["registry"]


@overload
def registry(
    frame: Any,  # noqa: ANN401 - any engine's
    *,
    columns: Mapping[str, str] | None = None,
    lenient: Literal[False] = False,
    rules: Rules | None = None,
) -> Registry: ...


@overload
def registry(
    frame: Any,  # noqa: ANN401 - any engine's
    *,
    columns: Mapping[str, str] | None = None,
    lenient: Literal[True],
    rules: Rules | None = None,
) -> PartialRegistry: ...


def registry(
    frame: Any,
    *,
    columns: Mapping[str, str] | None = None,
    lenient: bool = False,
    rules: Rules | None = None,
) -> Registry | PartialRegistry:
    """The registry that a frame holds, a row for each recognition.

    ``registry(frame).on(day)`` is its snapshot, which :meth:`ocop.targets.Plan.evaluate` takes. A
    lazy frame is computed once, of the columns of a register alone: filter and select before.

    Args:
        frame: Of polars, pandas, pyarrow, duckdb, ibis, dask, pyspark or whatever else narwhals
            reads. Its columns are those of a register, by any of their names, see
            :meth:`ocop.targets.Registry.from_records`; others are not read.
        columns: The name of a column of a register → the frame's own name for it.
        lenient: Give the recognitions and the faults side by side, rather than raise.
        rules: Which law, and how it is read where it is silent; the default where not given.

    Raises:
        InputError: no frame, no such column, or every fault with its row and column; where
            lenient, only the first two.
    """
    wrong = Faults()
    names = _names(frame, columns, wrong)
    wrong.raise_if_any()
    rows = _rows(frame, names)
    if lenient:
        return Registry.from_records(rows, lenient=True, rules=rules)
    return Registry.from_records(rows, rules=rules)


def _names(frame: Any, columns: object, wrong: Faults) -> dict[str, str]:  # noqa: ANN401
    """Column of the frame → the name by which a register reads it."""
    try:
        # one of dask has the columns of the frame of pandas that describes it
        data = nw.from_native(frame._meta if is_dask(frame) else frame)
        there = [str(name) for name in data.collect_schema().names()]
    except TypeError:
        wrong.add("not-a-frame", "frame", given=type(frame).__name__)
        there = []
    named: dict[str, str] = {}
    if columns is not None and not isinstance(columns, Mapping):
        wrong.add("not-a-table", "columns", given=columns)
    elif columns:
        for name, column in columns.items():
            with wrong.at("columns"):
                column_of(name)
            if column in there:
                named[column] = name
            else:
                wrong.add("no-such-column", "columns", given=column, known=tuple(there))
    return {name: named.get(name, name) for name in there if name in named or _is_known(name)}


def _is_known(name: str) -> bool:
    try:
        return column_of(name) is not None
    except InputError:
        return False


def _rows(frame: Any, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """The rows of a frame, as plain cells."""
    data = nw.from_native(frame[list(names)].compute() if is_dask(frame) else frame)
    plain = {name: name for name in data.collect_schema().names()}
    if data.implementation.is_spark_like():  # which reads a dot as another thing
        plain = {name: f"c{n}" for n, name in enumerate(plain)}
        data = nw.from_native(data.to_native().toDF(*plain.values()))
    data = data.select(*(plain[name] for name in names))
    if isinstance(data, nw.LazyFrame):
        data = data.collect()
    for row in data.iter_rows(named=True):
        yield {names[name]: _cell(row[plain[name]]) for name in names}


def _cell(value: Any) -> Any:  # noqa: ANN401 - a cell of any kind
    """A cell as Python has it: a number that is whole as one, a moment at midnight as its day."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if type(value).__name__ == "NAType" else as_day(value)
