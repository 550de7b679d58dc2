"""The rows of a crosswalk: what a level of an older table may be in a newer one."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from typing import NotRequired, TypedDict

from ocop.law.kind import CrosswalkGround
from ocop.law.rows.label import Words

__all__ = ["CrosswalkEntry", "CrosswalkFile", "CrosswalkLevel"]


class CrosswalkLevel(TypedDict):
    """The levels that an old one may be; 0 is none of them."""

    old: int
    new: tuple[int, ...]
    ground: CrosswalkGround
    note: NotRequired[Words]


class CrosswalkEntry(TypedDict):
    """A criterion of the newer table: its ground, or the levels of the old one by one."""

    id: str
    was: NotRequired[str]
    sets: NotRequired[tuple[int, ...]]
    old_sets: NotRequired[tuple[int, ...]]
    old_decision: NotRequired[str]
    ground: NotRequired[CrosswalkGround]
    note: NotRequired[Words]
    levels: NotRequired[tuple[CrosswalkLevel, ...]]


CrosswalkFile = TypedDict(
    "CrosswalkFile",
    {"from": str, "reference": str, "criteria": tuple[CrosswalkEntry, ...]},
)
