"""Checking the keys of a row, each fault at the key's own place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop.serial import check_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocop.errors import Faults

__all__ = ["at", "checked_row"]


def at(place: str, key: str) -> str:
    """The place of a key of the row at ``place``."""
    return f"{place}.{key}" if place else key


def checked_row(
    row: object,
    place: str,
    faults: Faults,
    *,
    required: Iterable[str] = (),
    optional: Iterable[str] = (),
) -> Mapping[str, Any]:
    """The row itself, an empty one where it is none; its faults are noted."""
    if not isinstance(row, dict):
        faults.tell(place, f"{row!r} is not a table")
        return {}
    check_keys(row, required=required, optional=optional, place=place, faults=faults)
    return row
