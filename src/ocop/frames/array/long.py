"""Long frames that lie in memory: gathered into one row a product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ocop.frames.array.score import Question
from ocop.frames.array.source import Held, Source
from ocop.frames.array.table import Codes, Table
from ocop.frames.engine import MISSING, NO_ROW
from ocop.frames.extra import numpy_module
from ocop.frames.field import Fields
from ocop.frames.long import LONG_FAULTS, Cell, LongForm, cells_of, most_of
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["Products", "gathered"]

np = numpy_module()


@attrs.frozen(eq=False)
class Products:
    """The products of a long frame.

    Attributes:
        count: How many there are.
        of_row: By row of the frame, which product it is of.
        first: By product, the first of its rows.
    """

    count: int
    of_row: Any
    first: Any

    @classmethod
    def of(cls, keys: Sequence[Codes], length: int) -> Products:
        """Those that differ in any key, in the order of their first rows."""
        which = np.zeros(length, dtype=np.int64)
        for key in keys:
            which = which * (len(key.values) + 1) + (key.places + 1)
            which = np.unique(which, return_inverse=True)[1]
        _, first, of_row = np.unique(which, return_index=True, return_inverse=True)
        order = np.argsort(first)
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        return cls(len(first), place[of_row], first[order])


def gathered(
    table: Table,
    form: LongForm,
    products: Products,
    *,
    rubric: Rubric,
    option: Source,
    want: tuple[str, ...],
) -> tuple[Question, Fields]:
    """What is asked of the products of a long frame, under one rubric."""
    cells, fields = cells_of(rubric)
    value = option.numbers(slice(0, len(table)), most_of(rubric))
    which = _which(table.codes(form.criterion), cells)
    of_row, count = products.of_row, products.count
    lines = np.array([cell.lines for cell in cells])
    known = which >= 0
    of_list = known & (lines[which] > 0)
    beyond = of_list & (value != MISSING) & ((value < 0) | (value > lines[which]))
    rows = np.flatnonzero(known & (value != MISSING) & ~beyond)
    answers = (of_row[rows] * (len(cells) + 1) + which[rows]) * 256 + np.where(of_list, value, 0)[
        rows
    ]
    answers, times = np.unique(answers, return_counts=True)
    flags = {name: np.zeros(count, dtype=bool) for name, _ in LONG_FAULTS}
    twice, unknown, no_line = (flags[name] for name, _ in LONG_FAULTS)
    twice[answers[times > 1] // 256 // (len(cells) + 1)] = True
    unknown[of_row[~known]] = True
    no_line[of_row[beyond]] = True
    sources = dict(_columns(cells, which, value, products))
    return Question(want=want, sources=sources, length=count, flags=flags, more=LONG_FAULTS), fields


def _which(criterion: Codes, cells: Sequence[Cell]) -> Any:
    """By row the first cell that it answers; below 0 for none."""
    places: dict[str, int] = {}
    for n, cell in enumerate(cells):
        for name in cell.which:
            places.setdefault(name, n)
    table = [places.get(str(name).strip(), -1) for name in criterion.values]
    return np.array([*table, -1])[criterion.places]


def _columns(
    cells: Sequence[Cell], which: Any, value: Any, products: Products
) -> Mapping[str, Source]:
    columns: dict[str, Source] = {}
    first = 0
    for n, cell in enumerate(cells):
        column = np.full(products.count, NO_ROW, dtype=np.int8)
        if cell.line <= 1:
            first = n
        rows = np.flatnonzero((which == (first if cell.line else n)) & (value != MISSING))
        if cell.line:
            column[products.of_row[rows]] = 0
            rows = rows[value[rows] == cell.line]
            column[products.of_row[rows]] = 1
        else:
            np.maximum.at(column, products.of_row[rows], value[rows])
        column[column == NO_ROW] = MISSING
        columns[cell.name] = Held(column)
    return columns
