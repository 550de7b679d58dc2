"""Tables of sheets in files, scored by frames: read, scored and written piece by piece."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from ocop._cli.files import in_file, unusable
from ocop.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["FAULTS", "FORMS", "form_of", "scored_file"]

#: The endings of files that hold a table.
FORMS = (".csv", ".parquet")
#: The column that says what is wrong with a row; empty where nothing is.
FAULTS = "faults"
#: Spreadsheets take a file for UTF-8 by this mark alone.
_MARK = "\ufeff".encode()
#: Rows of a piece, where the engine does not choose them itself.
_ROWS = 65_536


class _Engine(Protocol):
    """What reads, scores and writes a file; the count is of the rows at fault."""

    def __call__(self, name: str, output: str, score: Callable[[Any], Any]) -> int: ...


def form_of(name: str) -> str:
    """The ending of a file that holds a table; empty for others."""
    ending = os.path.splitext(name)[1].lower()
    return ending if ending in FORMS else ""


def scored_file(name: str, output: str, score: Callable[[Any], Any]) -> int:
    """Write a file with the rows of another and their scores, in the same order.

    Args:
        name: The file that is read. All cells of a CSV are text, and stay as they are.
        output: The file that is written.
        score: What scores a frame, with the column :data:`FAULTS`.

    Returns:
        How many rows are at fault.

    Raises:
        InputError: a file cannot be read or written, or a column is not what it must be.
        MissingExtra: there is neither polars nor pyarrow.
    """
    return _engine()(name, output, score)


def _engine() -> _Engine:
    for module, engine in (("polars", _by_polars), ("pyarrow", _by_pyarrow)):
        try:
            import_module(module)
        except ImportError:
            continue
        return engine
    raise MissingExtra.of("frame-engine-missing")


@contextmanager
def _told(name: str, code: str, *errors: type[Exception]) -> Iterator[None]:
    """Let what an engine raises of a file be a fault of it."""
    with in_file(name):
        try:
            yield
        except OSError as err:
            raise InputError(unusable(err, code)) from None
        except errors as err:
            raise InputError.of("table-not-read", reason=str(err).partition("\n")[0]) from None


def _by_polars(name: str, output: str, score: Callable[[Any], Any]) -> int:
    """The lazy frame of polars, which it works through in pieces."""
    import polars as pl  # noqa: PLC0415 - the engine that is there

    wrong = pl.exceptions.PolarsError
    with _told(name, "file-not-read", wrong):
        frame: Any
        if form_of(name) == ".csv":
            frame = pl.scan_csv(name, infer_schema=False, glob=False)
        else:
            frame = pl.scan_parquet(name, glob=False)
        frame.collect_schema()
    scored = score(frame)
    with _told(name, "file-not-written", wrong):
        if form_of(output) == ".csv":
            scored.sink_csv(output, include_bom=True)
            written = pl.scan_csv(output, infer_schema=False, glob=False)
        else:
            scored.sink_parquet(output)
            written = pl.scan_parquet(output, glob=False)
        at_fault = pl.col(FAULTS).fill_null("") != ""
        return int(written.select(at_fault.sum()).collect(engine="streaming").item())


def _by_pyarrow(name: str, output: str, score: Callable[[Any], Any]) -> int:
    """Tables of pyarrow, piece by piece."""
    import pyarrow as pa  # noqa: PLC0415 - the engine that is there
    from pyarrow import compute, csv, parquet  # noqa: PLC0415 - as above

    at_fault = 0
    with _told(name, "file-not-read", pa.ArrowException), ExitStack() as stack:
        writer = None
        for piece in _pieces(name, pa, csv, parquet):
            scored = score(piece)
            if writer is None:  # what cannot be read leaves no file
                file = stack.enter_context(open(output, "wb"))
                of_csv = form_of(output) == ".csv"
                file.write(_MARK if of_csv else b"")
                kind = csv.CSVWriter if of_csv else parquet.ParquetWriter
                writer = stack.enter_context(kind(file, scored.schema))
            writer.write_table(scored)
            at_fault += compute.sum(compute.not_equal(scored[FAULTS], "")).as_py() or 0
    return at_fault


def _pieces(name: str, pa: Any, csv: Any, parquet: Any) -> Iterator[Any]:  # noqa: ANN401 - modules
    """The tables of a file, at least one."""
    if form_of(name) == ".parquet":
        file = parquet.ParquetFile(name)
        batches = file.iter_batches(_ROWS)
        schema = file.schema_arrow
    else:
        with open(name, "rb") as raw:
            names = csv.open_csv(raw).schema.names
        options = csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True
        )
        batches = csv.open_csv(name, convert_options=options)
        schema = batches.schema
    yield pa.Table.from_batches([], schema)
    for batch in batches:
        yield pa.Table.from_batches([batch])
