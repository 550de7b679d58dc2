"""Reads the rows of a register one by one, and keeps all that they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ocop.brief import Brief
from ocop.errors import Fault, Faults, Row
from ocop.frozen_map import FrozenMap, as_tuple, frozen_map
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.targets.registry._heading import Heading, is_apart
from ocop.targets.registry._span import NO_DAYS
from ocop.targets.registry._swapped import Swapped
from ocop.targets.registry.cell import is_empty, read_row
from ocop.targets.registry.column import column_of, columns
from ocop.targets.registry.recognition import Recognition

__all__ = ["Reader", "Reading", "RejectedRow", "Way", "own_name"]


@attrs.frozen(kw_only=True, repr=False)
class RejectedRow(Brief):
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
    apart: FrozenMap[int, str]
    filled_down: FrozenMap[str, int]
    faults: tuple[Fault, ...]


@attrs.frozen(kw_only=True)
class Way:
    """How a register is read, where that is asked for.

    Attributes:
        fill_down: The columns in which an empty cell has what stands above it.
        serial_dates: Whether a number of five digits is the day that a spreadsheet counts.
        rules: Which law says what a row may be.
    """

    fill_down: frozenset[str] = frozenset()
    serial_dates: bool = False
    rules: Rules = attrs.field(factory=default_rules)

    @classmethod
    def of(cls, fill_down: Iterable[str], serial_dates: bool, rules: Rules | None) -> Way:
        """The way to read that is asked for by the names of columns.

        Raises:
            InputError: no column is so called, not true or false, or no rules.
        """
        faults, filled = Faults(), set()
        if isinstance(fill_down, (str, bytes)) or not isinstance(fill_down, Iterable):
            faults.add("not-a-list", "fill_down", given=fill_down)
        else:
            for n, name in enumerate(fill_down):
                with faults.at("fill_down", n):
                    filled.add(column_of(name))
        if type(serial_dates) is not bool:
            faults.add("not-true-or-false", "serial_dates", given=serial_dates)
        if rules is not None:
            check_rules(faults, rules)
        faults.raise_if_any()
        return cls(
            fill_down=frozenset(name for name in filled if name is not None),
            serial_dates=serial_dates,
            rules=default_rules() if rules is None else rules,
        )


@attrs.define
class Reader:
    """Takes rows one by one, keeping the good ones and everything about the others."""

    way: Way
    recognitions: list[Recognition] = attrs.field(factory=list)
    rows: list[int] = attrs.field(factory=list)
    rejected: list[RejectedRow] = attrs.field(factory=list)
    apart: dict[int, str] = attrs.field(factory=dict)
    header: list[Fault] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)
    seen: dict[Any, int] = attrs.field(factory=dict)
    above: dict[str, object] = attrs.field(factory=dict)
    filled_down: dict[str, int] = attrs.field(factory=dict)
    swapped: Swapped = attrs.field(factory=Swapped)

    def take(
        self, row: int, cells: Mapping[str, Any], heading: Heading, more: Iterable[Fault] = ()
    ) -> None:
        """Read one row; ``more`` is what is wrong with it already."""
        if is_apart(cells, heading):
            self.set_apart(row, cells.values())
            return
        names = heading.names
        known = {column: value for header, value in cells.items() if (column := names.get(header))}
        filled = self._filled(known) if self.way.fill_down else ()
        self.swapped.see(known)
        faults = Faults([*more])
        others = {
            own_name(header): value if isinstance(value, str) else str(value)
            for header, value in cells.items()
            if header not in names and not is_empty(value)
        }
        way = self.way
        recognition = read_row(
            known, faults, others=others, serial_dates=way.serial_dates, rules=way.rules
        )
        if recognition is not None and self._keep(row, recognition, faults):
            self.faults += [fault.inside(Row(row)) for fault in faults.found]
            for column in filled:
                self.filled_down[column] = self.filled_down.get(column, 0) + 1
        else:
            self.reject(row, cells, faults.found)

    def set_apart(self, row: int, cells: Iterable[object]) -> None:
        """Keep the text of a row that is no recognition: a title, a section, a sum, a signature."""
        self.apart[row] = " ".join(str(cell) for cell in cells if not is_empty(cell))
        self.above.clear()

    def _filled(self, known: dict[str, Any]) -> tuple[str, ...]:
        """Fill the empty cells that are to have what stands above them; their columns."""
        filled = []
        for column in self.way.fill_down & known.keys():
            if not is_empty(known[column]):
                self.above[column] = known[column]
            elif column in self.above:
                known[column] = self.above[column]
                filled.append(column)
        return tuple(filled)

    def _keep(self, row: int, recognition: Recognition, faults: Faults) -> bool:
        before = self.keep(row, recognition)
        if before is not None:
            column = "code" if recognition.code else "name"
            faults.add("same-product-twice", column, row=before)
        return before is None

    def keep(self, row: int, recognition: Recognition) -> int | None:
        """Keep a recognition; where a row before says it too, that row, and it is not kept."""
        until = recognition.until
        key = (
            recognition.product,
            recognition.issued_on,
            None if until is NO_DAYS else until.get("issued_on"),
            recognition.pending,
        )
        before = self.seen.setdefault(key, row)
        if before != row:
            return before
        self.recognitions.append(recognition)
        self.rows.append(row)
        return None

    def reject(self, row: int, cells: Mapping[str, Any], faults: Iterable[Fault]) -> None:
        """Set a row aside that says no recognition, with its faults."""
        placed = tuple(fault.inside(Row(row)) for fault in faults)
        self.rejected.append(RejectedRow(row=row, cells=cells, faults=placed))
        self.faults += placed

    def result(self) -> Reading:
        """What was read."""
        return Reading(
            recognitions=tuple(self.recognitions),
            rows=tuple(self.rows),
            rejected=tuple(self.rejected),
            apart=FrozenMap(self.apart),
            filled_down=FrozenMap(sorted(self.filled_down.items())),
            faults=(*self.header, *self.swapped.faults(), *self.faults),
        )


def own_name(header: str) -> str:
    """The name to keep a cell under; one of a column that is there already has another."""
    return f"{header} (2)" if any(header == column.id for column in columns()) else header
