"""How the sets of one numbering answer those of the other."""

from __future__ import annotations

from functools import cache

import attrs

from ocop.law.citation import Cited
from ocop.law.kind import CorrespondenceKind
from ocop.law.rule_file import rule_file
from ocop.text import Label

__all__ = ["Correspondence", "correspondences"]


@attrs.frozen(kw_only=True, repr=False)
class Correspondence(Cited):
    """How a set of numbering 1048 and sets of numbering 148 answer each other.

    Attributes:
        old: Numbers of 1048; empty for a new set.
        new: Numbers of 148; empty for a set that is gone.
        kind: ``"same"``, ``"wider"``, ``"merged"``, ``"split"``, ``"gone"`` or ``"new"``.
        note: What changed; None where only the number did.
        reference: What it was read off; neither decision prints it.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: CorrespondenceKind
    note: Label | None = None
    reference: str


@cache
def correspondences() -> tuple[Correspondence, ...]:
    """How the sets of 1048 and those of 148 answer each other, every set of both once or more."""
    file = rule_file("renumbering")
    return tuple(
        Correspondence(
            old=tuple(row["old"]),
            new=tuple(row["new"]),
            kind=row["kind"],
            note=Label.of(row["note"]) if "note" in row else None,
            reference=file["reference"],
        )
        for row in file["sets"]
    )
