"""The part of a registry that is of a place: rows that live there as they do in the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from ocop.targets.registry._bits import chosen
from ocop.targets.registry._table import Table
from ocop.targets.registry.recognition import Recognition

__all__ = ["part_of"]

#: What stands in a cell of which only the whole registry knows what it may be.
_ELSEWHERE = "?"


def part_of(table: Table, rows: int) -> Iterator[Recognition]:
    """Some rows of a table, each recording what took its place outside of them.

    Where it is not known on which day that was, the cell is unread.
    """
    worlds = table.doubt.worlds
    numbers = [*chosen(range(len(table.rows)), rows)]
    alone = Table(tuple(table.rows[row] for row in numbers), table.rules).lives
    for n, row in enumerate(numbers):
        each = table.rows[row]
        if not worlds.touched >> row & 1:
            kept = table.lives.kept(row)
            yield each if kept == alone.kept(n) else attrs.evolve(each, **_readable(kept, each))
        elif all(rows >> other & 1 for other in table.lives.of_product(row)):
            yield each
        else:
            yield _by_itself(table, row)


def _by_itself(table: Table, row: int) -> Recognition:
    """A row of a product of which not every day is known, without the rest of that product."""
    each, days = table.rows[row], table.doubt.worlds.superseded_on(row)
    until, unread = {**each.until}, {**each.unread}
    until.pop("superseded_on", None)
    fields: dict[str, Any] = {"superseded_on": days[0] if len(days) == 1 else None}
    if len(days) > 1:
        unread.setdefault("superseded_on", _ELSEWHERE)
    if table.lives.chained and each.certified:  # a reading makes more of the order of the rows
        fields |= {"superseded_on": None, "valid_from": None}
        unread = {"superseded_on": _ELSEWHERE, "valid_from": _ELSEWHERE} | unread
        until.pop("valid_from", None)
    return attrs.evolve(each, **_readable(fields, each), until=until, unread=unread)


def _readable(fields: dict[str, Any], each: Recognition) -> dict[str, Any]:
    """What a row must record, apart from the cells of it that could not be read."""
    return {field: day for field, day in fields.items() if field not in each.unread}
