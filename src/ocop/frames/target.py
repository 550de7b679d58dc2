"""Where the sheets of a frame go, if they go to another table, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from ocop.scoring.rubric.rubric import Rubric

__all__ = ["BOUNDS", "PROSPECTS", "Target"]

#: What bounds a sheet under the other table.
BOUNDS = ("lowest_total", "highest_total", "lowest_stars", "highest_stars")
#: Every column that can be asked for.
PROSPECTS = (*BOUNDS, "stars", "keeps", "fault", "faults")


@attrs.frozen
class Target:
    """Where sheets of a rubric go.

    Attributes:
        new: The table.
        stars: The rank to be kept; None for that of each sheet.
    """

    new: Rubric
    stars: int | None

    def needs(self, want: Sequence[str]) -> Iterator[str]:
        """What is reckoned of a row for the columns that are asked for."""
        if not {*BOUNDS, "keeps"}.isdisjoint(want) or self.new._tables.one_case:
            yield "bounds"
        if self.stars is None and not {"stars", "keeps"}.isdisjoint(want):
            yield "stars"
        if "faults" in want:
            yield "faults"
