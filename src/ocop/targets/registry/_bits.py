"""Sets of rows as whole numbers: bit n stands for row n.

Counting what several filters let through is then a few operations on numbers, however many rows
there are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import compress
from typing import TypeVar

__all__ = ["bits_of", "by_value", "chosen", "union"]

K = TypeVar("K", bound="Hashable")
T = TypeVar("T")

_FLAGS = bytes.maketrans(b"01", b"\x00\x01")


def bits_of(rows: Iterable[int], size: int) -> int:
    """The set of these rows, of ``size`` rows in all."""
    flags = bytearray((size + 7) // 8)
    for row in rows:
        flags[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(flags, "little")


def by_value(values: Sequence[K]) -> dict[K, int]:
    """For every value the rows that have it."""
    rows: dict[K, list[int]] = {}
    for row, value in enumerate(values):
        rows.setdefault(value, []).append(row)
    size = len(values)
    return {value: bits_of(found, size) for value, found in rows.items()}


def chosen(values: Sequence[T], rows: int) -> Iterator[T]:
    """The values of the rows in a set, in order."""
    return compress(values, bin(rows)[:1:-1].encode().translate(_FLAGS))


def union(sets: Iterable[int]) -> int:
    """The rows in any of these sets."""
    found = 0
    for each in sets:
        found |= each
    return found
