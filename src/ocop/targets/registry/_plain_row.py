"""Reads the rows of a register in which nothing is out of the ordinary, as nearly all are.

What a cell of a column says is kept by its text, for a register repeats its days, places and words;
what the days of a row and the law have to say of each other is asked once for all rows alike in it.
A row with anything else in it is left to the reader of single rows, whose answers are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import attrs

from ocop.errors import Faults, OcopError
from ocop.frozen_map import FrozenMap
from ocop.law.product_set import ProductSet
from ocop.law.rules import Rules
from ocop.targets._home import numbering_on
from ocop.targets.registry._heading import Heading
from ocop.targets.registry._reader import Way
from ocop.targets.registry._recognition_check import (
    TEXTS,
    check_ground,
    check_text,
    check_total,
    out_of_order,
)
from ocop.targets.registry._recognition_law import check_by_law, totals_of
from ocop.targets.registry._span import NO_CELLS
from ocop.targets.registry._swapped import Swapped
from ocop.targets.registry.cell import DAYS, read_cell, read_set
from ocop.targets.registry.day_cell import of_serial
from ocop.targets.registry.recognition import Recognition, as_checked, shared, tidy
from ocop.targets.where import STARS

__all__ = ["PlainRows"]

#: Cells of a column that are kept.
_MOST = 65_536
_FIELDS = tuple(field.name for field in attrs.fields(Recognition))
_PLACE = {name: place for place, name in enumerate(_FIELDS)}
_BLANK = [
    None if field.default is attrs.NOTHING else field.default for field in attrs.fields(Recognition)
]
_STARS, _PENDING, _ISSUED = _PLACE["stars"], _PLACE["pending"], _PLACE["issued_on"]
_NAME, _TOTAL, _OTHERS = _PLACE["name"], _PLACE["total"], _PLACE["others"]
_SET = _PLACE["product_set"]
#: Behind the fields: the numbering of the row's own, which is no field.
_NUMBERING = len(_FIELDS)
#: All that is held against each other in a row, its total apart.
_BESIDE = itemgetter(
    *(
        _PLACE[name]
        for name in ("stars", "pending", "issued_on", "level", "withdrawal_ground", *DAYS[1:])
    )
)


class _OutOfTheOrdinary(Exception):  # noqa: N818 - no failure: another reads the row
    """A cell that says something else than one plain value."""


class _Kept(dict[Any, Any]):
    """Cell → what it says, read when it first occurs."""

    __slots__ = ("_most", "_read")

    def __init__(self, read: Callable[[Any], Any], most: int = _MOST) -> None:
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, cell: Any) -> Any:  # noqa: ANN401 - each column has its kind
        value = self._read(cell)
        if len(self) < self._most:
            self[cell] = value
        return value


@attrs.define(kw_only=True, eq=False)
class PlainRows:
    """Reads rows of cells below one heading.

    Attributes:
        width: Cells of a row.
        cells: Of each column that is known: where its cell stands, the place of its field, and what
            its cells say.
        others: Where the cells of columns that nobody knows stand, and their names.
        days: Of each column of days where its cell stands, and how often which text stood in it.
        rules: Which law says what a row may be.
    """

    width: int
    cells: tuple[tuple[int, int, Mapping[str, Any]], ...]
    others: tuple[tuple[int, str], ...]
    days: tuple[tuple[str, int, Counter[str]], ...]
    rules: Rules
    _sets: _Kept = attrs.field(init=False)
    _totals: _Kept = attrs.field(init=False)
    _fine: set[Any] = attrs.field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self._sets = _Kept(_set_of)
        self._totals = _Kept(lambda key: totals_of(self.rules, *key))

    @classmethod
    def below(
        cls,
        headers: Sequence[str],
        heading: Heading,
        own: Callable[[str], str],
        way: Way,
    ) -> PlainRows:
        """The reader of the rows below a heading.

        Args:
            headers: Its names, one a cell.
            heading: Which columns they name.
            own: The name under which to keep a cell whose column nobody knows.
            way: How the register is read.
        """
        cells, days, others = [], [], []
        for n, header in enumerate(headers):
            if header not in heading.names:
                others.append((n, own(header)))
            elif (column := heading.names[header]) is not None:
                place = _NUMBERING if column == "numbering" else _PLACE.get(column, _SET)
                read = _reader_of(column, way)
                cells.append((n, place, _Kept(read, 0 if column in _UNLIKE else _MOST)))
                if column in Swapped.COLUMNS:
                    days.append((column, n, Counter[str]()))
        return cls(
            width=len(headers),
            cells=tuple(cells),
            others=tuple(others),
            days=tuple(days),
            rules=way.rules,
        )

    def read(self, cells: Sequence[str]) -> Recognition | None:
        """The recognition that a row says; None of a row that is left to another reader."""
        if len(cells) != self.width:
            return None
        fields: list[Any] = [*_BLANK, None]
        try:
            for n, place, says in self.cells:
                fields[place] = says[cells[n]]
            rank, issued, numbering = fields[_STARS], fields[_ISSUED], fields.pop()
            if rank is None or issued is None or fields[_NAME] is None:
                return None
            fields[_STARS], fields[_PENDING] = rank.stars, rank.pending
            if fields[_SET] is not None:
                fields[_SET] = self._sets[numbering or numbering_on(issued), fields[_SET]]
            if self.others:
                fields[_OTHERS] = self._unknown(cells)
        except _OutOfTheOrdinary:
            return None
        recognition = as_checked(fields)
        return recognition if self._may_be(recognition, _BESIDE(fields)) else None

    def _unknown(self, cells: Sequence[str]) -> FrozenMap[str, str]:
        filled = {name: cells[n] for n, name in self.others if cells[n].strip()}
        for cell in filled.values():
            _as_written(cell)
        return FrozenMap(filled) if filled else NO_CELLS

    def _may_be(self, row: Recognition, beside: object) -> bool:
        """Whether the cells of a row may stand beside each other."""
        if row.total is not None:
            least, most = self._totals[row.stars, row.issued_on]
            if not least <= row.total <= most:
                return False
        if beside in self._fine:
            return True
        # each cell by itself was held to what it may be when it was read
        if any(True for _ in out_of_order(row)):
            return False
        faults = Faults()
        check_ground(row, faults)
        if not faults.found:
            check_by_law(row, self.rules, faults)
        if faults.found:
            return False
        if len(self._fine) < _MOST:
            self._fine.add(beside)
        return True

    def count_days(self, cells: Sequence[str]) -> None:
        """Take the days of a row that is kept into account."""
        for _, n, texts in self.days:
            texts[cells[n]] += 1

    def tell_days(self, swapped: Swapped) -> None:
        """Tell how often which text stood for a day."""
        for column, _, texts in self.days:
            for text, times in texts.items():
                swapped.see({column: text}, times)


#: Columns in which hardly two cells are alike.
_UNLIKE = frozenset({"name", "code"})


def _reader_of(column: str, way: Way) -> Callable[[str], Any]:
    """What the cells of a column say; None of an empty one."""

    def read(cell: str) -> Any:  # noqa: ANN401 - each column has its kind
        if not cell.strip():
            return None
        _as_written(cell)
        if column == "set":
            return cell
        faults = Faults()
        if column in TEXTS and column != "withdrawal_ground":
            value: Any = tidy(cell) if column in _UNLIKE else shared(cell)
            check_text(value, faults, column)
        else:
            with faults.at():
                serial = way.serial_dates and column in DAYS
                value = read_cell(column, of_serial(cell) if serial else cell, way.rules)
            if not faults.found and column == "total":
                check_total(value, faults)
        plain = not faults.found and (
            type(value) is date
            if column in DAYS
            else not value.loose and value.stars in STARS
            if column == "stars"
            else True
        )
        if not plain:
            raise _OutOfTheOrdinary
        return value

    return read


def _as_written(cell: str) -> None:
    """Leave a cell to another reader that may begin with the mark of a spreadsheet."""
    if cell[0] == "'":
        raise _OutOfTheOrdinary


def _set_of(key: tuple[str, str]) -> ProductSet:
    try:
        return read_set(*key)
    except OcopError:
        raise _OutOfTheOrdinary from None
