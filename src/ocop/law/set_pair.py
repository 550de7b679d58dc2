"""Which set of one numbering answers which of another, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.law.correspondence import correspondences
from ocop.law.product_set import numberings, product_sets

__all__ = ["set_pairs"]


def set_pairs(before: str, after: str) -> Iterator[tuple[int | None, int | None]]:
    """Every set of two numberings with each set that answers it in the other.

    A set that was split, or merged with another, stands in several pairs; one that has no answer
    stands alone.

    Args:
        before: A numbering, ``"1048"`` or ``"148"``.
        after: The other, or the same.
    """
    if before == after:
        yield from ((each.number, each.number) for each in product_sets(before))
        return
    forward = before == numberings()[0]
    for row in correspondences():
        olds, news = (row.old, row.new) if forward else (row.new, row.old)
        yield from ((old, new) for old in olds or (None,) for new in news or (None,))
