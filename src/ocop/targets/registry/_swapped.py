"""Days and months that are surely swapped in a column of a register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ocop.errors import Fault, fault

__all__ = ["Swapped"]

_TWO = re.compile(r"\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}\b.*")
_MONTHS = 12


class Swapped:
    """Counts what the days of each column can be.

    A column is surely written month first where some of its days can be read in no other way and
    none can be read day first alone.
    """

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    #: The columns that are looked at.
    COLUMNS = ("issued_on", "withdrawn_on", "valid_from", "ends_on")

    def see(self, cells: Mapping[str, object], times: int = 1) -> None:
        """Take the days of a row, or of so many that are alike, into account."""
        for column in self.COLUMNS:
            text = cells.get(column)
            if isinstance(text, str) and (match := _TWO.fullmatch(text)):
                first, second = int(match[1]), int(match[2])
                # month first, day first, either
                kind = 0 if second > _MONTHS else 1 if first > _MONTHS else 2
                self._counts.setdefault(column, [0, 0, 0])[kind] += times

    def faults(self) -> Iterator[Fault]:
        """A fault for each column in which they are surely swapped."""
        for column, (swapped, right, either) in self._counts.items():
            if swapped and not right:
                yield fault("days-and-months-swapped", column, swapped=swapped, either=either)
