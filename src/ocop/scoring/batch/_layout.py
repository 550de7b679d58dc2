"""The cells of each sheet of a table, whose rows are sheets (wide) or criteria (long)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ocop.errors import Faults
from ocop.scoring.batch._asked import Asked
from ocop.scoring.batch._rows import ABSENT, cell, text_cell
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.owner import OwnerFields

__all__ = ["KNOWN", "LISTS", "OWNER", "Given", "given_rows", "id_of", "plain"]

OWNER = tuple(OwnerFields.__annotations__)
LISTS = ("exclusions", "unmet")
#: The columns that are no criteria, beside that of ids.
KNOWN = frozenset({"regime", "on", "set", "entity_kind", *OWNER, *LISTS})
_LONG = ("criterion", "option")


@attrs.define(kw_only=True)
class Given:
    """The cells of one sheet, before they are held to a rubric."""

    n: int
    cells: dict[Any, Any]
    faults: Faults = attrs.field(factory=Faults)
    rubric: Rubric | None = None
    is_long: bool = False
    #: Of a long table: criterion → the options in its rows.
    options: dict[Any, list[Any]] = attrs.field(factory=dict)


def given_rows(rows: list[Any], asked: Asked) -> Iterator[Given]:
    tables = [row for row in rows if isinstance(row, Mapping)]
    is_long = asked.layout == "long"
    if asked.layout is None and tables:
        is_long = all(key in tables[0] for key in _LONG)
    if is_long:
        yield from _long(rows, asked.id_)
        return
    for n, row in enumerate(rows, 1):
        yield _one(n, row)


def _one(n: int, row: Any) -> Given:  # noqa: ANN401 - anything at all
    if isinstance(row, Mapping):
        return Given(n=n, cells=dict(row))
    given = Given(n=n, cells={})
    given.faults.add("not-a-table", given=row)
    return given


def _long(rows: list[Any], id_: str) -> Iterator[Given]:
    """The sheets of a long table, in the order of their first rows."""
    by_id: dict[Any, Given] = {}
    several: list[Given] = []
    for n, row in enumerate(rows, 1):
        one = _one(n, row)
        key = id_of(one.cells, id_)
        if one.faults.found or key is None:
            if not one.faults.found:
                one.faults.add("row-without-id", id_)
            several.append(one)
            continue
        criterion, option = (one.cells.pop(name, None) for name in _LONG)
        if key not in by_id:
            one.is_long = True
            by_id[key] = one
            several.append(one)
        else:
            _take_more(by_id[key], one.cells)
        by_id[key].options.setdefault(plain(cell(criterion)), []).append(option)
    yield from several


def _take_more(first: Given, cells: Mapping[Any, Any]) -> None:
    """Take what another row of the same sheet says."""
    for name, value in cells.items():
        held, new = (plain(cell(one)) for one in (first.cells.get(name), value))
        if held is ABSENT:
            first.cells[name] = value
        elif name in KNOWN and new not in (ABSENT, held):
            first.faults.add("rows-disagree", name, given=value, other=first.cells[name])


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    """A cell that can be a key; what is no number, day or text as text."""
    isplain = value is ABSENT or isinstance(value, str | int | float | date)
    return value if isplain else str(value)


def id_of(cells: Mapping[Any, Any], id_: str) -> str | int | None:
    for name in (id_, "code", "product"):
        held = text_cell(cells.get(name))
        if isinstance(held, str | int):
            return held
    return None
