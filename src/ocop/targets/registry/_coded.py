"""A column of a table of rows: of every row the number of its value in the list of all values."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import chain, count
from typing import Any, Generic, TypeVar

import attrs

from ocop.targets.registry._bits import bits_of, bits_of_digits, chosen, union

__all__ = ["Coded", "coded", "first_rows"]

V = TypeVar("V", bound=Hashable)

#: As many values have a number of one byte, or of two.
_BYTE, _TWO_BYTES = 256, 65_536
#: Of so few values the rows of each are kept once they were asked for.
_FEW = 64
_DIGITS = b"01"
#: Of so small a part of the values the rows are gathered one by one.
_SELDOM = 4


def first_rows(keys: Iterable[Hashable]) -> Sequence[int]:
    """Of every row the first row that has the same key: a short stand-in for the key itself.

    >>> [*first_rows("abca")]
    [0, 1, 2, 0]
    """
    first: dict[Hashable, int] = {}
    return array("i", map(first.setdefault, keys, count()))


@attrs.frozen(kw_only=True, eq=False)
class Coded(Generic[V]):
    """A column; its values in the order in which the rows first have them.

    Attributes:
        codes: Of every row the number of its value.
        values: The values, each once.
        cells: Of every value the first cell that stands for it.
    """

    codes: Sequence[int]
    values: tuple[V, ...]
    cells: tuple[Any, ...]
    _kept: dict[int, int] = attrs.field(factory=dict, init=False)

    @cached_property
    def _numbers(self) -> dict[Hashable, int]:
        return {value: number for number, value in enumerate(self.values)}

    def __contains__(self, value: Hashable) -> bool:
        return value in self._numbers

    @cached_property
    def groups(self) -> tuple[Sequence[int], ...]:
        """Of every value its rows, in order."""
        groups = tuple(array("I") for _ in self.values)
        append = [group.append for group in groups]
        for row, code in enumerate(self.codes):
            append[code](row)
        return groups

    def rows(self, *wanted: Hashable) -> int:
        """The rows that have one of these values."""
        numbers = self._numbers
        return union(self._of(numbers[value]) for value in wanted if value in numbers)

    def _of(self, number: int) -> int:
        if len(self.values) > _FEW:
            return bits_of(self.groups[number], len(self.codes))
        if number not in self._kept:
            self._kept[number] = self._digits([n == number for n in range(len(self.values))])
        return self._kept[number]

    def where(self, holds: Callable[[V], bool]) -> int:
        """The rows whose value is one of which something holds; each value is asked once."""
        held = [holds(value) for value in self.values]
        if len(held) > _BYTE and sum(held) * _SELDOM < len(held):
            some = (self.groups[number] for number, holds in enumerate(held) if holds)
            return bits_of(chain.from_iterable(some), len(self.codes))
        return self._digits(held)

    def _digits(self, holds: Sequence[bool]) -> int:
        """The rows of the values of which something holds."""
        digits = [_DIGITS[each] for each in holds]
        if isinstance(self.codes, bytes):
            table = bytes(digits).ljust(_BYTE, b"0")
            return bits_of_digits(self.codes[::-1].translate(table))
        return bits_of_digits(bytes(map(digits.__getitem__, reversed(self.codes))))

    def counts(self, rows: int) -> dict[V, int]:
        """Of every value that some of these rows have, how many have it; in their order."""
        if len(self.values) <= _FEW:
            each = ((self._of(number) & rows).bit_count() for number in range(len(self.values)))
            numbers = {number: many for number, many in enumerate(each) if many}
        else:
            numbers = dict(sorted(Counter(chosen(self.codes, rows)).items()))
        return {self.values[number]: many for number, many in numbers.items()}


def coded(cells: Iterable[Any], value: Callable[[Any], V] | None = None) -> Coded[V]:
    """The column of these cells; what a cell stands for is asked once for all that are alike.

    >>> column = coded(["Hà Tĩnh", "ha tinh", "Nghệ An"], str.casefold)
    >>> [*column.codes], column.values
    ([0, 1, 2], ('hà tĩnh', 'ha tinh', 'nghệ an'))
    """
    of_rows = list(cells)
    numbers: dict[V, int] = {}
    codes: dict[Any, int] = {}
    firsts: list[Any] = []
    for cell in dict.fromkeys(of_rows):
        number = numbers.setdefault(cell if value is None else value(cell), len(numbers))
        if number == len(firsts):
            firsts.append(cell)
        codes[cell] = number
    of_each = map(codes.__getitem__, of_rows)
    compact: Sequence[int] = (
        bytes(of_each)
        if len(numbers) <= _BYTE
        else array("H" if len(numbers) <= _TWO_BYTES else "I", of_each)
    )
    return Coded(codes=compact, values=tuple(numbers), cells=tuple(firsts))
