"""The part of a registry that is of a place: rows that live there as they do in the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from ocop.targets.registry._lives import Lives
from ocop.targets.registry._span import MOST, ends_of
from ocop.targets.registry._table import Table
from ocop.targets.registry.recognition import Recognition

__all__ = ["part_of"]

#: What stands in a cell of which only the whole registry knows what it may be.
_ELSEWHERE = "?"


def part_of(table: Table, numbers: Sequence[int]) -> Iterator[Recognition]:
    """Some rows of a table, each recording what took its place outside of them.

    Where it is not known on which day that was, the cell is unread.
    """
    worlds, held = table.doubt.worlds, frozenset(numbers)
    alone = Lives(tuple(table.lives.rows[row] for row in numbers), table.rules)
    for n, row in enumerate(numbers):
        each = table.rows[row]
        if table.doubt.taken_outside(row, held):
            yield _in_doubt(each)
        elif row not in worlds.touched_rows:
            kept = table.lives.kept(row)
            yield each if kept == alone.kept(n) else attrs.evolve(each, **_readable(kept, each))
        elif held.issuperset(table.lives.of_product(row)):
            yield each
        else:
            yield _by_itself(table, row)


def _by_itself(table: Table, row: int) -> Recognition:
    """A row of a product of which not every day is known, without the rest of that product."""
    each, days = table.rows[row], table.doubt.worlds.superseded_on(row)
    if table.lives.chained or "superseded_on" in each.unread:
        return _in_doubt(each, chained=table.lives.chained)
    until = {field: last for field, last in each.until.items() if field != "superseded_on"}
    if len(days) == 1:
        return attrs.evolve(each, superseded_on=days[0], until=until)
    known = [day for day in days if day is not None]
    first, last = min(known), max(known)
    if len(known) < len(days) or last not in ends_of(first) or len(until) == MOST:
        return _in_doubt(each)
    return attrs.evolve(each, superseded_on=first, until={**until, "superseded_on": last})


def _in_doubt(each: Recognition, *, chained: bool = False) -> Recognition:
    """A row of which only the whole registry may know what took its place.

    Under a reading that makes more of the order of the rows, from when it is valid too.
    """
    lost = ["superseded_on", *(["valid_from"] if chained and each.certified else [])]
    fields: dict[str, Any] = dict.fromkeys(lost)
    until = {field: last for field, last in each.until.items() if field not in lost}
    unread = {**dict.fromkeys(lost, _ELSEWHERE), **each.unread}
    return attrs.evolve(each, **fields, until=until, unread=unread)


def _readable(fields: dict[str, Any], each: Recognition) -> dict[str, Any]:
    """What a row must record, apart from the cells of it that could not be read."""
    return {field: day for field, day in fields.items() if field not in each.unread}
