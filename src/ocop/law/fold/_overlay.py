"""What the overlays of one set's rubric share: where its changes, faults and reach are noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ocop.errors import Faults, Path
from ocop.law.changes.changed import Changed
from ocop.law.changes.changes import Changes
from ocop.law.fold.rubric_table import RubricTable
from ocop.law.kind import NONE
from ocop.law.source import Source

__all__ = ["Laid", "Overlay", "without_none"]


@attrs.define(eq=False, repr=False)
class Laid:
    """What became of the rows of one file of changes in one set.

    Attributes:
        reached: Path of a row → numbers of the criteria, or ids of the exclusions and doubts, that
            it reached.
        left: Path of a row → numbers of the criteria that it names and leaves alone, for ``was``
            is not so there.
        done: (path of a row, key) of every value that is different from here on.
    """

    reached: dict[Path, list[str]] = attrs.field(factory=dict)
    left: dict[Path, list[str]] = attrs.field(factory=dict)
    done: set[tuple[Path, str]] = attrs.field(factory=set)


@attrs.define(eq=False, repr=False)
class Overlay:
    """One file of changes, on its way over the rubric of one set.

    Attributes:
        before: The rubric as it was.
        changes: What is laid over it.
        since: The day from which that counts.
        number: The number of the set.
    """

    before: RubricTable
    changes: Changes
    since: date
    number: int
    laid: Laid = attrs.field(factory=Laid)
    faults: Faults = attrs.field(factory=Faults)
    sources: dict[tuple[str, ...], Source] = attrs.field(factory=dict)
    changed: list[Changed] = attrs.field(factory=list)

    def note(
        self,
        row: Mapping[str, Any],
        path: Path,
        at: tuple[str, ...],
        before: Any,  # noqa: ANN401 - any TOML value
        after: Any,  # noqa: ANN401
    ) -> None:
        """Note a value that is different from here on.

        Args:
            row: The row that says so.
            path: Where that row stands, and the key.
            at: Where the value stands: the table, and the path in it.
            before: What it was; None where it was not there.
            after: What it is; None where it is no more.
        """
        reference = row.get("reference", self.changes.reference)
        self.laid.done.add((path[:-1], str(path[-1])))
        table, *steps = at
        self.sources[tuple(steps)] = Source(
            decision=self.changes.id, since=self.since, before=before, reference=reference
        )
        self.changed.append(
            Changed(
                changes=self.changes.id,
                table=table,
                path=tuple(steps),
                product_set=self.number,
                before=before,
                after=after,
                reference=reference,
            )
        )

    def reach(self, path: Path, name: str) -> None:
        """Note that a row reached a criterion, an exclusion or a doubt."""
        self.laid.reached.setdefault(path, []).append(name)

    def no_criterion(self, path: Path, given: object) -> None:
        """A fault: a criterion is named that the set does not have."""
        known = tuple(self.before.criteria)
        self.faults.add("no-such-criterion", *path, set=self.number, given=given, known=known)

    def no_level(self, path: Path, no: str, given: int) -> None:
        """A fault: a level is named that the criterion does not have."""
        most = len(self.before.criteria[no]["options"])
        self.faults.add(
            "no-such-level", *path, set=self.number, criterion=no, given=given, most=most
        )


def without_none(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without the values that it ends."""
    return {key: value for key, value in row.items() if value != NONE}
