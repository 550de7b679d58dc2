"""Registers as offices keep them: CSV, and rows of cells; what goes out as CSV comes back the same.

CSV: a row of column names (:func:`ocop.targets.columns`), perhaps below titles, and one recognition
a row; comma, semicolon or tab. Rows of cells: ``[{"name": …, "stars": 4, …}, …]``, as JSON, a
database or a data frame has them. Rows are counted as a spreadsheet counts them, of rows of cells
the first is 1. Both take every usual spelling of a column and of a cell, and keep the cells of
columns that nobody knows by their names; what programs store is written and read by
:mod:`ocop.formats`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ocop.argument import as_items
from ocop.errors import Fault, Faults, InputError, Row, fault
from ocop.limits import check_size
from ocop.targets.registry._heading import Heading, delimiter_of, heading_row, named
from ocop.targets.registry._plain_row import PlainRows
from ocop.targets.registry._reader import Reader, Reading, Way, own_name
from ocop.targets.registry.column import columns
from ocop.targets.registry.encoding import may_be_mended, mended, text_of
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.written_row import disarmed, write_row
from ocop.words import as_step

__all__ = ["read_csv", "read_records", "to_csv"]


def read_csv(given: str | bytes, way: Way) -> Reading:
    """What a CSV says: its recognitions, and every fault.

    Raises:
        InputError: there is no header, quotes that do not close, or bytes of which nobody knows
            how they are written.
    """
    text = text_of(given) if isinstance(given, bytes) else given
    check_size(text)
    body = text.removeprefix("\ufeff")
    records = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter_of(body), strict=True)
    rows = list(_records(records))
    top = heading_row(rows)
    if top is None:
        raise InputError.of("no-header")
    reader, faults = Reader(way), Faults()
    for n, cells in enumerate(rows[:top], 1):
        if any(cell.strip() for cell in cells):
            reader.set_apart(n, cells)
    bare = [header.strip() for header in rows[top]]
    heading = named(dict.fromkeys(filter(None, bare)), faults)
    for header in dict.fromkeys(bare):
        if header and bare.count(header) > 1:
            faults.add("header-twice", given=header)
    reader.header = [
        one.inside(Row(top + 1)) for one in (*_mojibake(rows, top, body), *faults.found)
    ]
    # a column without a header, or with one that stood before, is told by its number
    headers = [
        each if each and each not in bare[: n - 1] else f"{each} ({n})".lstrip()
        for n, each in enumerate(bare, 1)
    ]
    _take_all(reader, enumerate(rows[top + 1 :], top + 2), headers, heading)
    return reader.result()


def _take_all(
    reader: Reader, rows: Iterable[tuple[int, list[str]]], headers: list[str], heading: Heading
) -> None:
    """Read every row; one with nothing out of the ordinary beside those that are alike."""
    plain = PlainRows.below(headers, heading, own_name, reader.way)
    for row, cells in rows:
        # a cell that is to be filled hangs on the rows above
        recognition = None if reader.way.fill_down else plain.read(cells)
        if recognition is not None and reader.keep(row, recognition) is None:
            plain.count_days(cells)
        elif any(cell.strip() for cell in cells):
            _take(reader, row, cells, headers, heading)
    plain.tell_days(reader.swapped)


def _take(reader: Reader, row: int, cells: list[str], headers: list[str], heading: Heading) -> None:
    held = dict(zip(headers, map(_armed, cells), strict=False))
    more = {f"({n})": cell for n, cell in enumerate(cells, 1) if n > len(headers) and cell.strip()}
    if more:
        # where each belongs nobody knows: a comma within a cell moved all behind it
        many = fault("too-many-cells", cells=len(cells), most=len(headers))
        reader.reject(row, held | more, [many])
    else:
        reader.take(row, held, heading)


def _armed(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and disarmed(cell[1:]) == cell else cell


def _mojibake(rows: list[list[str]], top: int, text: str) -> Iterator[Fault]:
    """A fault where letters were read by another table than they were written by."""
    if not may_be_mended(text):
        return
    for n, cells in enumerate(rows):
        for cell in cells:
            if not cell.isascii() and (meant := mended(cell)) is not None:
                where = () if n == top else (f"({n + 1})",)
                yield fault("mojibake", *where, given=cell, meant=meant)
                return


def _records(records: Iterator[list[str]]) -> Iterator[list[str]]:
    row = 0
    while True:
        row += 1
        try:
            yield next(records)
        except StopIteration:
            return
        except csv.Error as err:
            code = "too-long-a-cell" if "limit" in str(err) else "not-csv"
            raise InputError.of(code, Row(row)) from None


def read_records(records: Iterable[Mapping[str, Any]], way: Way) -> Reading:
    """What rows of cells by column say: the recognitions, and every fault.

    Raises:
        InputError: they are no list of rows.
    """
    rows = as_items(records)
    if not isinstance(rows, tuple):
        raise InputError.of("not-a-list", "records", given=records)
    reader = Reader(way)
    headings: dict[tuple[Any, ...], tuple[Heading, tuple[Fault, ...]]] = {}
    for row, cells in enumerate(rows, 1):
        if not isinstance(cells, Mapping):
            reader.reject(row, {"": cells}, [fault("not-a-table", given=cells)])
            continue
        keys = tuple(cells)
        if keys not in headings:  # most rows have the keys of those before
            faults = Faults()
            heading = named(keys, faults)
            twice = tuple(
                one.inside(one.values["given"])
                for one in faults.found
                if one.code == "column-twice"
            )
            headings[keys] = heading, twice
        heading, twice = headings[keys]
        held = {as_step(key): cell for key, cell in cells.items()}
        reader.take(row, held, heading, twice)
    return reader.result()


def to_csv(recognitions: Iterable[Recognition], *, for_spreadsheet: bool = False) -> str:
    """The recognitions as CSV: the base columns, and the others where any is filled."""
    rows = [write_row(each) for each in recognitions]
    used = dict.fromkeys(column for row in rows for column in row)
    known = [column.id for column in columns()]
    heads = [column.id for column in columns() if column.base or column.id in used]
    heads += [header for header in used if header not in known]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        cells = [str(row.get(column, "")) for column in heads]
        writer.writerow(
            disarmed(cell) if for_spreadsheet or _armed(cell) != cell else cell for cell in cells
        )
    return ("\ufeff" if for_spreadsheet else "") + out.getvalue()
