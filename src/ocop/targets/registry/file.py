"""Registers as offices keep them: CSV, and rows of cells; what goes out as CSV comes back the same.

CSV: a header of column names (:func:`ocop.targets.columns`), one recognition a row; comma,
semicolon or tab. Rows of cells: ``[{"name": …, "stars": 4, …}, …]``, as JSON, a database or a
data frame has them. Rows are counted as a spreadsheet counts them: in CSV the header is row 1, of
rows of cells the first recognition is. Both take every usual spelling of a column and of a cell;
what programs store is written and read by :mod:`ocop.formats`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ocop.checks import as_items
from ocop.errors import Fault, Faults, InputError, Row, fault
from ocop.frozen_map import FrozenMap, as_tuple, frozen_map
from ocop.limits import check_size
from ocop.targets.registry.cell import read_row
from ocop.targets.registry.column import column_of, columns
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.written_row import write_row
from ocop.words import as_step

__all__ = ["Reading", "RejectedRow", "read_csv", "read_records", "to_csv"]


@attrs.frozen(kw_only=True)
class RejectedRow:
    """A row that says no recognition.

    Attributes:
        row: Its number in the file.
        cells: What it holds, by header.
        faults: What is wrong with it.
    """

    row: int
    cells: FrozenMap[str, Any] = attrs.field(converter=frozen_map)
    faults: tuple[Fault, ...] = attrs.field(converter=as_tuple)


@attrs.frozen(kw_only=True)
class Reading:
    """What was read: the fields of a partial registry, its recognitions not yet in a registry."""

    recognitions: tuple[Recognition, ...]
    rows: tuple[int, ...]
    rejected: tuple[RejectedRow, ...]
    faults: tuple[Fault, ...]
    unread: Mapping[int, Mapping[str, Any]]


@attrs.define
class _Reader:
    """Takes rows one by one, keeping the good ones and everything about the others."""

    recognitions: list[Recognition] = attrs.field(factory=list)
    rows: list[int] = attrs.field(factory=list)
    rejected: list[RejectedRow] = attrs.field(factory=list)
    header: list[Fault] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)
    unread: dict[int, Mapping[str, Any]] = attrs.field(factory=dict)
    seen: dict[Any, int] = attrs.field(factory=dict)

    def take(self, row: int, cells: Mapping[str, Any], names: Mapping[str, str | None]) -> None:
        """Read one row; ``names`` says which column a header names, None for one read past."""
        known = {column: value for header, value in cells.items() if (column := names.get(header))}
        strange = {
            header: value
            for header, value in cells.items()
            if header not in names and value not in {None, ""}
        }
        if strange:
            self.unread[row] = strange
        faults = Faults()
        recognition = read_row(known, faults)
        if recognition is not None and self._keep(row, recognition, faults):
            self.faults += [fault.inside(Row(row)) for fault in faults.found]
        else:
            self.reject(row, cells, faults.found)

    def _keep(self, row: int, recognition: Recognition, faults: Faults) -> bool:
        key = (
            recognition.product,
            recognition.issued_on,
            recognition.issued_until,
            recognition.pending,
        )
        if key in self.seen:
            column = "code" if recognition.code else "name"
            faults.add("same-product-twice", column, row=self.seen[key])
            return False
        self.seen[key] = row
        self.recognitions.append(recognition)
        self.rows.append(row)
        return True

    def reject(self, row: int, cells: Mapping[str, Any], faults: Iterable[Fault]) -> None:
        """Set a row aside that says no recognition, with its faults."""
        placed = tuple(fault.inside(Row(row)) for fault in faults)
        self.rejected.append(RejectedRow(row=row, cells=cells, faults=placed))
        self.faults += placed

    def result(self) -> Reading:
        return Reading(
            recognitions=tuple(self.recognitions),
            rows=tuple(self.rows),
            rejected=tuple(self.rejected),
            faults=(*self.header, *self.faults),
            unread=self.unread,
        )


def _delimiter(text: str) -> str:
    """Of comma, semicolon and tab the one that splits the header into most known columns."""
    lines = text.split(maxsplit=0)
    first = lines[0].splitlines()[0] if lines else ""

    def known(mark: str) -> int:
        return sum(_is_column(header.strip(' "')) for header in first.split(mark))

    return max(",;\t", key=known)


def _is_column(header: str) -> bool:
    try:
        column_of(header)
    except InputError:
        return False
    return True


def _header(headers: Sequence[str], reader: _Reader, row: Row) -> dict[str, str | None]:
    """Which column each header names; what is wrong with the header goes to the reader."""
    names: dict[str, str | None] = {}
    taken: dict[str, str] = {}
    for header in headers:
        try:
            column = column_of(header)
        except InputError as err:
            reader.header += [fault.inside(row) for fault in err.faults]
            continue
        if column is not None and column in taken:
            reader.header.append(
                fault("column-twice", row, given=header, other=taken[column], column=column)
            )
            continue
        if column is not None:
            taken[column] = header
        names[header] = column
    reader.header += [
        fault("missing-column", row, column=column.id, label=column.label)
        for column in columns()
        if column.required and column.id not in taken
    ]
    return names


def read_csv(text: str) -> Reading:
    """What a CSV says: its good rows, and every fault.

    Raises:
        InputError: there is no header, or quotes that do not close.
    """
    check_size(text)
    reader = _Reader()
    body = text.removeprefix("\ufeff")
    records = csv.reader(io.StringIO(body, newline=""), delimiter=_delimiter(body), strict=True)
    numbered = enumerate(_records(records), 1)
    top, headers = next(((n, each) for n, each in numbered if any(each)), (0, []))
    if not headers:
        raise InputError.of("no-header")
    bare = [header.strip() for header in headers]
    names = _header(list(dict.fromkeys(filter(None, bare))), reader, Row(top))
    reader.header += [
        fault("header-twice", Row(top), given=each)
        for each in dict.fromkeys(bare)
        if each and bare.count(each) > 1
    ]
    # a column without a header, or with one that stood before, is told by its number
    headers = [
        each if each and each not in bare[: n - 1] else f"{each} ({n})".lstrip()
        for n, each in enumerate(bare, 1)
    ]
    for row, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        held = dict(zip(headers, cells, strict=False))
        if len(cells) > len(headers):
            more = {f"({n})": cell for n, cell in enumerate(cells, 1) if n > len(headers)}
            many = fault("too-many-cells", cells=len(cells), most=len(headers))
            reader.reject(row, held | more, [many])
            continue
        reader.take(row, held, names)
    reader.header += _without_header(bare, headers, reader.unread, Row(top))
    return reader.result()


def _without_header(
    bare: list[str], headers: list[str], unread: Mapping[int, Mapping[str, Any]], top: Row
) -> Iterator[Fault]:
    """A fault for each column that has no header and yet something in it."""
    for n, (said, header) in enumerate(zip(bare, headers, strict=True), 1):
        rows = [row for row, cells in unread.items() if header in cells] if not said else []
        if rows:
            cell = unread[rows[0]][header]
            yield fault("column-without-header", top, column=n, row=rows[0], given=cell)


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


def read_records(records: Iterable[Mapping[str, Any]]) -> Reading:
    """What rows of cells by column say: the good rows, and every fault.

    Raises:
        InputError: they are no list of rows.
    """
    rows = as_items(records)
    if not isinstance(rows, tuple):
        raise InputError.of("not-a-list", "records", given=records)
    reader, columns_of = _Reader(), _Columns()
    for row, cells in enumerate(rows, 1):
        if not isinstance(cells, Mapping):
            reader.reject(row, {"": cells}, [fault("not-a-table", given=cells)])
            continue
        faults = Faults()
        names = columns_of.names(cells, faults)
        if faults.found:
            read_row({column: cells[key] for key, column in names.items() if column}, faults)
            reader.reject(row, {as_step(key): cell for key, cell in cells.items()}, faults.found)
        else:
            reader.take(row, cells, names)
    return reader.result()


class _Columns:
    """Which columns the keys of rows name; most rows have the keys of those before."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], dict[str, str | None]] = {}

    def names(self, cells: Mapping[str, Any], faults: Faults) -> dict[str, str | None]:
        """Key → column, None for one that is read past; a fault for each that names none."""
        keys = tuple(cells)
        if keys in self._known:
            return self._known[keys]
        names: dict[str, str | None] = {}
        taken: dict[str, str] = {}
        for key in keys:
            try:
                column = column_of(key)
            except InputError as err:
                faults.take(err.faults, as_step(key))
                continue
            if column in taken:
                faults.add("column-twice", key, given=key, other=taken[column], column=column)
                continue
            if column is not None:
                taken[column] = key
            names[key] = column
        if not faults.found:
            self._known[keys] = names
        return names


def to_csv(recognitions: Iterable[Recognition]) -> str:
    """The recognitions as CSV: the base columns, and the others where any is filled."""
    rows = [write_row(each) for each in recognitions]
    used = {column for row in rows for column in row}
    heads = [column.id for column in columns() if column.base or column.id in used]
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
