"""The cells of a table held to rubrics, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ocop.dates import checked_date, parse_date
from ocop.errors import Fault, Faults, InputError
from ocop.exact import as_day
from ocop.law.entity import EntityKind, entity_kind
from ocop.law.regime import Regime
from ocop.scoring.batch._asked import Asked
from ocop.scoring.batch._layout import KNOWN, LISTS, OWNER, Given, given_rows, id_of, plain
from ocop.scoring.batch._rows import ABSENT, cell, listed_cell, rows_of, text_cell
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.spelling import find_criterion
from ocop.scoring.sheet.owner import OwnerFields
from ocop.scoring.sheet.sheet import Sheet

__all__ = ["Read", "read_rows"]


@attrs.define(kw_only=True)
class Read:
    """A sheet of a table as it was read."""

    n: int
    id: str | int
    sheet: Sheet | None = None
    faults: tuple[Fault, ...] = ()
    entity_kind: EntityKind | None = None
    cells: Mapping[str, Any] = attrs.field(factory=dict)


def read_rows(rows: Any, asked: Asked) -> list[Read]:  # noqa: ANN401 - anything at all
    """The sheets of a table, in its order.

    Raises:
        InputError: it is no table.
    """
    given = list(given_rows(rows_of(rows), asked))
    reader = _Reader(asked)
    for one in given:
        one.rubric = reader.rubric(one)
    return [reader.read(one) for one in given]


def _at_column(fault: Fault, columns: Mapping[str, str]) -> Fault:
    """A fault of a choice at the column that says it."""
    if fault.path[0] != "choices" or not fault.path[1:]:
        return fault
    number = str(fault.path[1])
    return attrs.evolve(fault, path=(columns.get(number, number), *fault.path[2:]))


def _one_of(cells: list[Any]) -> Any:  # noqa: ANN401 - a choice, or what passes for one
    held = list(map(cell, cells))
    return held[0] if len(held) == 1 else held


def _ticked(cells: list[Any]) -> list[Any]:
    """The ticked lines of a checklist; 0 says none."""
    ticked = [line for value in cells for line in listed_cell(value)]
    return [] if ticked == [0] else ticked


class _Reader:
    """Holds the cells of sheets to their rubrics."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.rubrics: dict[tuple[Any, ...], Rubric] = {}
        #: (rubric, column) → the number of the criterion; None where it is none there.
        self.numbers: dict[tuple[Rubric, str], str | None] = {}
        #: Column → whether it is of a criterion in some sheet of the table.
        self.columns: dict[str, bool] = {}

    def rubric(self, given: Given) -> Rubric | None:
        """The rubric of a sheet; None where its columns name none."""
        cells, faults, before = given.cells, given.faults, len(given.faults.found)
        if before:
            return None
        which = plain(cell(cells.get("set")))
        if which is ABSENT:
            which = plain(cell(self.asked.which))
        if which is ABSENT:
            faults.add("missing-key", "set", key="set")
        key = (plain(cell(cells.get("regime"))), plain(cell(cells.get("on"))), which)
        if key not in self.rubrics:
            with faults.at():
                regime = self.regime(key[0], key[1], faults)
                if regime is not None and which is not ABSENT:
                    self.rubrics[key] = regime.rubric(which)
        return self.rubrics.get(key)

    def regime(self, which: Any, day: Any, faults: Faults) -> Regime | None:  # noqa: ANN401 - cells
        """The regime of a row: that of its columns, else that of all."""
        rules = self.asked.rules
        if which is not ABSENT and day is not ABSENT:
            faults.add("regime-and-on")
            return None
        if which is not ABSENT:
            return rules.regime(str(which))
        if day is not ABSENT:
            written = parse_date(day, "on") if isinstance(day, str) else as_day(day)
            return rules.regime_on(checked_date(written, "on"))
        if self.asked.regime is None:
            faults.add("no-regime")
        return self.asked.regime

    def number(self, rubric: Rubric, column: str) -> str | None:
        """The number of the criterion that a column is of."""
        key = (rubric, column)
        if key not in self.numbers:
            criterion = find_criterion(rubric._names, column)
            self.numbers[key] = None if criterion is None else criterion.no
        return self.numbers[key]

    def is_criterion(self, column: str) -> bool:
        """Whether a column is of a criterion in some sheet of the table."""
        if column not in self.columns:
            rubrics = self.rubrics.values()
            self.columns[column] = any(self.number(rubric, column) for rubric in rubrics)
        return self.columns[column]

    def read(self, given: Given) -> Read:
        faults, cells = given.faults, given.cells
        written = cell(cells.get("entity_kind"))
        kind: EntityKind | None = None
        with faults.at():
            kind = None if written is ABSENT else entity_kind(written)
        sheet = None if given.rubric is None else self.sheet(given, given.rubric)
        id_ = id_of(cells, self.asked.id_)
        return Read(
            n=given.n,
            id=given.n if id_ is None else id_,
            sheet=None if faults.found else sheet,
            faults=tuple(faults.found),
            entity_kind=kind,
            cells=self.others(given),
        )

    def sheet(self, given: Given, rubric: Rubric) -> Sheet | None:
        """The sheet of the cells, its faults at their columns; None where it has any."""
        choices: dict[Any, Any] = {}
        columns: dict[str, str] = {}  # number of a criterion → the column that says it
        for column, cells in self.said(given):
            number = self.number(rubric, column) if isinstance(column, str) else None
            if number is None:
                choices[column] = _one_of(cells)
            elif number in columns:
                also = columns[number]
                given.faults.add("criterion-twice", column, criterion=number, also=also)
            else:
                columns[number] = column
                many = rubric.criterion(number).choice == "many"
                choices[number] = _ticked(cells) if many else _one_of(cells)
        exclusions, unmet = (listed_cell(given.cells.get(name)) for name in LISTS)
        try:
            return rubric.sheet(choices, exclusions=exclusions, unmet=unmet, **self.owner(given))
        except InputError as err:
            given.faults.take(_at_column(fault, columns) for fault in err.faults)
            return None

    def said(self, given: Given) -> Iterator[tuple[Any, list[Any]]]:
        """Each criterion of which something is said, as it is called there, and the cells."""
        for column, value in given.cells.items():
            own = not isinstance(column, str) or (
                column not in KNOWN and column != self.asked.id_ and self.is_criterion(column)
            )
            if own and not given.is_long and cell(value) is not ABSENT:
                yield column, [value]
        for criterion, options in given.options.items():
            said = [option for option in options if cell(option) is not ABSENT]
            if criterion is not ABSENT and said:
                yield str(criterion) if isinstance(criterion, int) else criterion, said

    def others(self, given: Given) -> dict[str, Any]:
        """The cells of other columns, as they stand."""
        return {
            column: value
            for column, value in given.cells.items()
            if isinstance(column, str)
            and column not in KNOWN
            and column != self.asked.id_
            and (given.is_long or not self.is_criterion(column))
        }

    def owner(self, given: Given) -> OwnerFields:
        """Whose sheet it is; a code of digits is text too."""
        fields = {name: given.cells.get(name) for name in OWNER}
        return {  # type: ignore[return-value]  # the names are its own
            name: value if isinstance(value, str) else str(text_cell(value))
            for name, value in fields.items()
            if isinstance(value, str) or text_cell(value) is not ABSENT
        }
