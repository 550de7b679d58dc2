"""Whether what a document says of a result is what its sheet scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocop.data import check_keys
from ocop.errors import Faults

__all__ = ["hold_to"]


def hold_to(scored: object, said: object, faults: Faults, *path: str | int) -> None:
    """Note where what is said differs in value or type: 2.0 is not 2, True is not 1.

    Args:
        scored: Plain data of the library's own.
        said: What stands in its place.
        faults: Where it is noted.
        path: The place.
    """
    if isinstance(scored, dict):
        _table(scored, said, faults, *path)
    elif isinstance(scored, list):
        _list(scored, said, faults, *path)
    elif type(said) is not type(scored) or said != scored:
        faults.add("not-as-scored", *path, given=said, scored=scored)


def _table(scored: dict[str, Any], said: object, faults: Faults, *path: str | int) -> None:
    if not isinstance(said, Mapping):
        faults.add("not-a-table", *path, given=said)
        return
    with faults.at(*path):
        check_keys(said, required=scored, place="", faults=faults)
    for key in scored.keys() & said.keys():
        hold_to(scored[key], said[key], faults, *path, key)


def _list(scored: list[Any], said: object, faults: Faults, *path: str | int) -> None:
    if not isinstance(said, list):
        faults.add("not-a-list", *path, given=said)
    elif len(scored) != len(said):
        faults.add("not-as-many", *path, given=len(said), scored=len(scored))
    else:
        for n, (value, other) in enumerate(zip(scored, said, strict=True)):
            hold_to(value, other, faults, *path, n)
