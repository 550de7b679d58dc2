"""What is recorded of the product set of a row, held against the sets and groups of a filter."""

from __future__ import annotations

from collections.abc import Hashable

from ocop.targets._home import home_groups, homes
from ocop.targets.registry.recognition import Recognition
from ocop.targets.where import Where

__all__ = ["SetValue", "groups_of", "in_groups", "in_sets", "set_of"]

#: Numbering and number of a set, or None and 0; the group as recorded.
SetValue = tuple[str | None, int, str | None]


def _verdict(possible: frozenset[Hashable], wanted: frozenset[Hashable]) -> bool | None:
    """Whether what it may be is wanted; None where it may be and may not."""
    if possible <= wanted:
        return True
    return None if possible & wanted else False


def in_sets(where: Where, value: SetValue) -> bool | None:
    numbering, number, _ = value
    if numbering is None:
        return None
    said = [
        _verdict(
            homes(numbering, number, into),
            frozenset(each.number for each in where.sets if each.numbering == into),
        )
        for into in {each.numbering for each in where.sets}
    ]
    return True if True in said else None if None in said else False


def in_groups(where: Where, value: SetValue) -> bool | None:
    found = groups_of(value)
    return None if not found else _verdict(found, frozenset(where.groups))


def groups_of(value: SetValue) -> frozenset[str]:
    """The groups that a row may belong to; none where nothing is recorded."""
    numbering, number, group = value
    if numbering is not None:
        return home_groups(numbering, number)
    return frozenset() if group is None else frozenset({group})


def set_of(each: Recognition) -> SetValue:
    found = each.product_set
    if found is None:
        return (None, 0, each.group)
    return (found.numbering, found.number, each.group)
