"""Published totals: what follows from them and what does not.

Where no list of products was published, only sums were: 284 recognised, 67 lapsed of them 3 at 4★
and 64 at 3★, 217 valid… Nothing is known but these, what follows from them by adding and taking
away, and that no count is below zero.
"""

from __future__ import annotations

from functools import cached_property
from itertools import product

import attrs

from ocop.errors import Fault, Faults
from ocop.targets._linear import Sums
from ocop.targets.figures import Figure, checked_text
from ocop.targets.filtering import STARS, Where
from ocop.targets.standings import Standing

__all__ = ["Published", "PublishedCount"]

_CELLS = tuple(product(Standing, STARS))
_PLACE = {cell: n for n, cell in enumerate(_CELLS)}


@attrs.frozen(kw_only=True)
class PublishedCount:
    """One published total.

    Attributes:
        where: What was counted.
        value: How many, 0 or more.
        of: ``"recognitions"``, ``"products"`` or ``"entities"`` (distinct ones).

    Raises:
        InputError: another ``of``, or a value that is no whole number of 0 or more.
    """

    where: Where
    value: int
    of: str = "recognitions"

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if not isinstance(self.where, Where):
            faults.add("where", f"{self.where!r} is not a Where")
        if type(self.value) is not int or self.value < 0:
            faults.add("value", f"{self.value!r} is not a count of 0 or more")
        checked_text(self.of, "of", faults)
        if self.of not in COUNTED:
            faults.add("of", f"{self.of!r} is not counted", f"use {', '.join(COUNTED)}")
        faults.raise_if_any()


#: What can be counted.
COUNTED = ("recognitions", "products", "entities")


def _cells(where: Where) -> frozenset[int]:
    return frozenset(
        _PLACE[standing, stars] for standing in where.status for stars in where.stars or STARS
    )


@attrs.frozen
class Published:
    """The published totals of a day, and what follows from them."""

    counts: tuple[PublishedCount, ...]

    def check(self, faults: Faults) -> None:
        """Note a fault where totals contradict each other."""
        seen: dict[tuple[str, Where], int] = {}
        for n, each in enumerate(self.counts):
            key = (each.of, each.where)
            if seen.setdefault(key, each.value) != each.value:
                faults.found.append(
                    Fault(f"counts[{n}]", f"{each.value}, but the same was {seen[key]} before")
                )
        faults.found += [
            Fault(
                "counts", "the totals contradict each other", "their parts are more than they are"
            )
            for sums in self._tables.values()
            if sums.contradictory and not faults.found
        ]

    @cached_property
    def _tables(self) -> dict[Where, Sums]:
        rests: dict[Where, list[tuple[frozenset[int], int]]] = {}
        for each in self.counts:
            if each.of == "recognitions":
                rests.setdefault(each.where.rest, []).append((_cells(each.where), each.value))
        return {rest: Sums(len(_CELLS), sums) for rest, sums in rests.items()}

    def count(self, where: Where) -> Figure:
        """How many recognitions, where that follows from what was published."""
        sums = self._tables.get(where.rest)
        found = None if sums is None else sums.total(_cells(where))
        return _NOT_PUBLISHED if found is None else Figure(found)

    def distinct(self, of: str, where: Where) -> Figure:
        """How many products or entities, where it was published.

        A product has at most one recognition in force, so that counts of those are the same.
        """
        for each in self.counts:
            if each.of == of and each.where == where:
                return Figure(each.value)
        if of == "products" and set(where.status) <= {Standing.VALID, Standing.EXTENDED}:
            return self.count(where)
        return _NOT_PUBLISHED


_NOT_PUBLISHED = Figure.unknown("chưa công bố số liệu này", "the figure was not published")
