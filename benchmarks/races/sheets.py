"""The sheets that everybody scores: random ones of set 1 of the newest rules, all of them right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np

import ocop
from ocop.frames.term import Term, terms_of

RUBRIC = ocop.regimes()[-1].rubric(1)
TERMS = terms_of(RUBRIC)
WANT = ("part_a", "part_b", "part_c", "total", "stars_by_points", "stars", "fault")
#: Part of the rubric → its terms.
PARTS: dict[str, tuple[Term, ...]] = {
    part: tuple(term for term in TERMS if term.criterion.part == part) for part in "ABC"
}


@attrs.frozen(eq=False)
class Sheets:
    """Options as arrays, a column a criterion."""

    columns: Mapping[str, Any]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def head(self, count: int) -> Sheets:
        """The first of them."""
        return Sheets({key: column[:count] for key, column in self.columns.items()})

    def wide(self, kind: str) -> Sheets:
        """The same as another type of numpy."""
        return Sheets({key: column.astype(kind) for key, column in self.columns.items()})

    def named(self) -> Sheets:
        """The same under names that are identifiers."""
        return Sheets({identifier(key): column for key, column in self.columns.items()})

    def rows(self) -> list[dict[str, int]]:
        """The same as a dict a sheet."""
        lists = [column.tolist() for column in self.columns.values()]
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*lists, strict=True)]

    @property
    def megabytes(self) -> float:
        """What the columns take."""
        return sum(column.nbytes for column in self.columns.values()) / 2**20


def sheets(count: int) -> Sheets:
    """So many of them, a byte an option: the same in every process."""
    random = np.random.default_rng(1)
    data = {
        term.key: random.integers(term.first, term.last + 1, count, dtype=np.int8) for term in TERMS
    }
    for term in TERMS:
        if term.needs is not None:
            place, above = term.needs
            decider, own = data[TERMS[place].key], np.maximum(data[term.key], 1)
            data[term.key] = np.where(decider <= above, 0, own).astype(np.int8)
    return Sheets(data)


def identifier(key: str) -> str:
    """A key such as ``"4.1[2]"`` as other engines can call it."""
    return "c_" + key.replace(".", "_").replace("[", "_").replace("]", "")


def least(term: Term) -> int:
    """The least that may stand in a column: 0 where the criterion may not apply."""
    return 0 if term.needs is not None else term.first


def minima() -> list[tuple[Term, int, int]]:
    """(the term, the last option that misses a minimum, the most stars that this leaves)."""
    found = []
    for term in TERMS:
        for star in range(1, 6):
            missing = [value for value in range(term.last + 1) if star in term.missed[value]]
            if missing:
                found.append((term, max(missing), star - 1))
    return found


def bands() -> list[tuple[int, int]]:
    """(least points, stars), the highest first; the last has no points of its own."""
    return [(band.least, band.stars) for band in RUBRIC.bands]
