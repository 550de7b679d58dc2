"""Frames of pandas and pyarrow as sources, and answers as their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import attrs

from ocop.frames.array.source import Numbers, Rows, Source, Words
from ocop.frames.extra import numpy_module

__all__ = ["Answer", "Codes", "Table", "table_of"]

np = numpy_module()


@attrs.frozen(eq=False)
class Answer:
    """A column that is added: its values, and where there is none; None where there is each."""

    values: Any
    missing: Any | None = None

    def write(self, rows: Rows, other: Answer) -> None:
        """Write other answers into some rows."""
        self.values[rows] = other.values
        if self.missing is not None:
            self.missing[rows] = other.missing


@attrs.frozen(eq=False)
class Codes:
    """A column of anything, each value with a number from 0 on.

    Attributes:
        places: By row the number of its value; below 0 for none.
        values: The values, each once.
    """

    places: Any
    values: tuple[Any, ...]


class Table(Protocol):
    """A frame."""

    def __len__(self) -> int:
        """How many rows it has."""

    def source(self, column: str, kind: str) -> Source:
        """A column as it is read; kinds are those of an Engine."""

    def codes(self, column: str) -> Codes:
        """A column of keys or words."""

    def rows(self, columns: Iterable[str], rows: Rows) -> Table:
        """Some rows of some columns."""

    def added(self, answers: Mapping[str, Answer]) -> Any:
        """The frame with more columns."""


def table_of(frame: Any) -> Table:
    """A frame of pandas or pyarrow."""
    return _PyArrow(frame) if type(frame).__module__.startswith("pyarrow") else _Pandas(frame)


class _PyArrow:
    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def __len__(self) -> int:
        return int(self._frame.num_rows)

    def source(self, column: str, kind: str) -> Source:
        return _arrow_source(self._frame[column], kind)

    def codes(self, column: str) -> Codes:
        return _arrow_codes(self._frame[column])

    def rows(self, columns: Iterable[str], rows: Rows) -> _PyArrow:
        return _PyArrow(self._frame.select(list(columns)).take(rows))

    def added(self, answers: Mapping[str, Answer]) -> Any:
        frame = self._frame
        for name, answer in answers.items():
            frame = frame.append_column(name, _arrow_array(answer))
        return frame


def _arrow_array(answer: Answer) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an engine

    kind = pa.string() if answer.values.dtype == object else None
    return pa.array(answer.values, type=kind, mask=answer.missing)


def _arrow_source(column: Any, kind: str) -> Source:
    import pyarrow as pa  # noqa: PLC0415 - an engine

    if kind == "text":
        codes = _arrow_codes(column.cast(pa.string()))
        return Words(lambda rows: codes.places[rows], codes.values)
    if pa.types.is_decimal(column.type):
        column = column.cast(pa.float64())

    def part(rows: Rows) -> tuple[Any, Any | None]:
        if isinstance(rows, slice):
            some = column.slice(rows.start, rows.stop - rows.start)
        else:
            some = column.take(rows)
        if not some.null_count:
            return some.to_numpy(), None
        empty = pa.scalar(0, pa.int8()).cast(some.type)
        return some.fill_null(empty).to_numpy(), some.is_null().to_numpy()

    return Numbers(part)


def _arrow_codes(column: Any) -> Codes:
    encoded = column.dictionary_encode().unify_dictionaries().combine_chunks()
    places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Codes(places, tuple(encoded.dictionary.to_pylist()))


class _Pandas:
    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def __len__(self) -> int:
        return len(self._frame)

    @staticmethod
    def _is_arrow(column: Any) -> bool:
        return hasattr(column.dtype, "pyarrow_dtype")

    def source(self, column: str, kind: str) -> Source:
        series = self._frame[column]
        if kind == "text":
            if series.dtype == object:
                series = series.map(_word, na_action="ignore")
            codes = _pandas_codes(series)
            return Words(lambda rows: codes.places[rows], tuple(map(str, codes.values)))
        if self._is_arrow(series):
            import pyarrow as pa  # noqa: PLC0415 - an engine

            return _arrow_source(pa.chunked_array([pa.array(series)]), kind)
        if not hasattr(series.dtype, "na_value"):
            values = series.to_numpy()
            return Numbers(lambda rows: (values[rows], None))
        missing = series.isna().to_numpy()
        values = series.to_numpy(dtype=series.dtype.numpy_dtype, na_value=0)
        return Numbers(lambda rows: (values[rows], missing[rows]))

    def codes(self, column: str) -> Codes:
        import pandas as pd  # noqa: PLC0415 - an engine

        places, values = pd.factorize(self._frame[column])
        return Codes(places, tuple(values))

    def rows(self, columns: Iterable[str], rows: Rows) -> _Pandas:
        return _Pandas(self._frame[list(columns)].take(rows).reset_index(drop=True))

    def added(self, answers: Mapping[str, Answer]) -> Any:
        frame = self._frame.copy(deep=False)
        arrow = any(hasattr(kind, "pyarrow_dtype") for kind in frame.dtypes)
        for name, answer in answers.items():
            frame[name] = _pandas_array(answer, arrow=arrow)
        return frame


def _word(value: object) -> str:
    """How a number is spelt, also one of another type; what is none, somehow."""
    whole = isinstance(value, bool) or (isinstance(value, float) and value.is_integer())
    return str(int(value)) if whole else str(value)  # type: ignore[call-overload]


def _pandas_codes(column: Any) -> Codes:
    import pandas as pd  # noqa: PLC0415 - an engine

    places, values = pd.factorize(column)
    return Codes(places, tuple(values))


def _pandas_array(answer: Answer, *, arrow: bool) -> Any:
    import pandas as pd  # noqa: PLC0415 - an engine

    if arrow:
        return pd.arrays.ArrowExtensionArray(_arrow_array(answer))
    values, missing = answer.values, answer.missing  # noqa: PD011 - an array of numpy
    if values.dtype == object:
        if missing is not None:
            values = np.where(missing, None, values)
        return pd.array(values, dtype="string")
    if missing is None:
        missing = np.zeros(len(values), dtype=bool)
    kind = pd.arrays.BooleanArray if values.dtype == bool else pd.arrays.IntegerArray
    return kind(values, missing)
