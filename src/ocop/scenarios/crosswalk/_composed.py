"""Rows one behind the other: from the first table to the last through those between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import attrs

from ocop.scenarios.crosswalk.row import CrosswalkRow, Link, all_of
from ocop.text import Label

__all__ = ["composed"]

_Rows = tuple[CrosswalkRow, ...]


def composed(steps: Sequence[_Rows]) -> _Rows:
    """The rows from the first table to the last, of the rows between each two of them."""
    return reduce(_behind, steps)


def _behind(first: _Rows, second: _Rows) -> _Rows:
    by_id = {row.new.id: row for row in first}
    return tuple(row if row.old is None else _joined(by_id[row.old.id], row) for row in second)


def _joined(first: CrosswalkRow, second: CrosswalkRow) -> CrosswalkRow:
    options = _all_of(second, first.options)
    notes = tuple(dict.fromkeys((*first.notes, *second.notes)))
    if first.old is None:
        return CrosswalkRow(new=second.new, options=options, grounds=first.grounds, notes=notes)
    links = tuple(_through(link, second) for link in first.links)
    grounds = all_of([first.grounds, second.grounds])
    return attrs.evolve(
        second, old=first.old, options=options, links=links, grounds=grounds, notes=notes
    )


def _through(link: Link, second: CrosswalkRow) -> Link:
    """A link, and where the levels between lead."""
    behind = [found for found in map(second.link, link.new) if found is not None]
    notes: dict[Label, None] = dict.fromkeys(link.notes)
    for each in behind:
        notes.update(dict.fromkeys(each.notes))
    return Link(
        old=link.old,
        new=_all_of(second, link.new),
        grounds=all_of([link.grounds, *(each.grounds for each in behind)]),
        notes=tuple(notes),
    )


def _all_of(row: CrosswalkRow, levels: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({option for level in levels for option in row.may_be(level)}))
