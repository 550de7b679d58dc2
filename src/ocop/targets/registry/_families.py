"""The rows of each product that has several: flat lists of numbers, for a country has many."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import attrs

__all__ = ["Families", "families"]


@attrs.frozen(kw_only=True, eq=False)
class Families:
    """Rows by product.

    Attributes:
        firsts: Of each product its first row, in order.
        begins: Where the rows of each product begin; at the end how many rows there are.
        members: The rows of one product after the other, each in the order of its life.
    """

    firsts: Sequence[int]
    begins: Sequence[int]
    members: Sequence[int]

    def of(self, first: int) -> tuple[int, ...]:
        """The rows of the product of this first row; none where it has no other."""
        n = bisect_left(self.firsts, first)
        if n == len(self.firsts) or self.firsts[n] != first:
            return ()
        return self._nth(n)

    def _nth(self, n: int) -> tuple[int, ...]:
        return tuple(self.members[self.begins[n] : self.begins[n + 1]])

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        return map(self._nth, range(len(self.firsts)))


def families(products: Iterable[Sequence[int]]) -> Families:
    """The rows of products that have several, in the order of their first rows.

    >>> several = families([(2, 0), (1, 5, 3)])
    >>> [*several], several.of(1), several.of(2)
    ([(2, 0), (1, 5, 3)], (1, 5, 3), ())
    """
    firsts, begins, members = array("I"), array("I", [0]), array("I")
    for rows in products:
        firsts.append(min(rows))
        members.extend(rows)
        begins.append(len(members))
    return Families(firsts=firsts, begins=begins, members=members)
