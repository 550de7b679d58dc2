"""Tables as lines of text, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from ocop.shown._sign import SIGNS
from ocop.shown.table import Table, TableRow
from ocop.words import escaped

__all__ = ["plain_text"]

#: Letters of a cell on one line.
_MOST = 60


def plain_text(table: Table) -> str:
    """A table, its facts above it and its notes below."""
    return "\n".join(_lines(table))


def _lines(table: Table) -> Iterator[str]:
    yield _words(table.caption)
    yield from (f"{_words(name)}: {_words(text)}" for name, text in table.facts)
    if table.columns and table.rows:
        yield ""
        yield from _grid(table)
    if table.notes:
        yield ""
        yield from map(_words, table.notes)
    for below in table.below:
        yield ""
        yield plain_text(below)


def _grid(table: Table) -> Iterator[str]:
    """Every cell as wide as the widest of its column; a cell of several lines takes as many."""
    heads = TableRow(tuple(column.head for column in table.columns))
    rows = [heads, *table.rows] if any(heads.cells) else list(table.rows)
    split = [[_split(cell) for cell in row.cells] for row in rows]
    widths = [
        max(len(escaped(line)) for cells in split for line in cells[n])
        for n in range(len(table.columns))
    ]
    for row, cells in zip(rows, split, strict=True):
        for n, line in enumerate(zip_longest(*cells, fillvalue="")):
            if row.kind == "part" and n == 0:
                yield ""
            sign = f"{SIGNS[row.state] if n == 0 else '':1} " if table.has_states else ""
            yield f"{sign}{_line(table, line, widths)}".rstrip()


def _split(cell: str) -> list[str]:
    return [part for line in cell.split("\n") for part in wrap(line, _MOST) or [line]]


def _line(table: Table, cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(
        escaped(cell).rjust(width) if column.kind == "number" else escaped(cell).ljust(width)
        for column, cell, width in zip(table.columns, cells, widths, strict=True)
    )


def _words(text: str) -> str:
    return "\n".join(map(escaped, text.split("\n")))
