"""What a snapshot can be broken down by."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal, get_args

from ocop.law.entity import entity_kinds
from ocop.targets._home import group_ids
from ocop.targets.where import STARS

__all__ = ["DIMENSIONS", "Dimension", "always_listed"]

#: What a snapshot can be broken down by.
Dimension = Literal[
    "stars", "set", "group", "entity_kind", "province", "district", "commune", "kind", "year"
]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


def always_listed(dimension: Dimension) -> tuple[Hashable, ...]:
    """The values that are listed although there may be none of them."""
    if dimension == "stars":
        return STARS
    if dimension == "group":
        return group_ids()
    if dimension == "entity_kind":
        return tuple(kind.id for kind in entity_kinds())
    return ()
