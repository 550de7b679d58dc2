"""Sets of rows as whole numbers: bit n stands for row n.

Counting what several filters let through is then a few operations on numbers, however many rows
there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import TypeVar

__all__ = ["bits_of", "bits_of_digits", "chosen", "numbers_of", "union"]

T = TypeVar("T")

_FLAGS = bytes.maketrans(b"01", b"\x00\x01")


def bits_of(rows: Iterable[int], size: int) -> int:
    """The set of these rows, of ``size`` rows in all; what stands twice is in and out again."""
    flags = bytearray((size + 7) // 8)
    for row in rows:
        flags[row >> 3] ^= 1 << (row & 7)
    return int.from_bytes(flags, "little")


def bits_of_digits(digits: bytes) -> int:
    """The set of the rows whose digit is ``1``, not ``0``: a digit a row, that of the last first.

    >>> bin(bits_of_digits(b"0110")), bits_of_digits(b"")
    ('0b110', 0)
    """
    return int(digits or b"0", 2)


def chosen(values: Sequence[T], rows: int) -> Iterator[T]:
    """The values of the rows in a set, in order."""
    return compress(values, bin(rows)[:1:-1].encode().translate(_FLAGS))


def numbers_of(rows: int) -> Iterator[int]:
    """The numbers of the rows in a set, in order.

    >>> [*numbers_of(0b0110)]
    [1, 2]
    """
    return chosen(range(rows.bit_length()), rows)


def union(sets: Iterable[int]) -> int:
    """The rows in any of these sets."""
    rows = 0
    for each in sets:
        rows |= each
    return rows
