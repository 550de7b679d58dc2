"""Expressions over arrays of numpy, spoken to as those of polars and narwhals are.

An expression is a function of a :class:`Block`. Columns are read without a null in them, see
:data:`ocop.frames.engine.MISSING`; only an answer can have one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any

import attrs

from ocop.frames.array.source import Rows, Source
from ocop.frames.extra import numpy_module

__all__ = ["ArrayEngine", "Block", "Expr", "Space"]

np = numpy_module()
#: An array or a scalar.
Values = Any


class Block:
    """Some rows of a frame, and the columns that steps have named so far."""

    def __init__(
        self, sources: Mapping[str, Source], rows: Rows, length: int, flags: Mapping[str, Values]
    ) -> None:
        self.sources, self.rows, self.length = sources, rows, length
        self.columns: dict[str, Values] = {name: flag[rows] for name, flag in flags.items()}

    def with_columns(self, *expressions: Expr) -> Block:
        self.columns |= {one.name: one.of(self) for one in expressions}
        return self


class Expr:
    """A function of a block."""

    def __init__(self, of: Callable[[Block], Values], name: str = "") -> None:
        self.of, self.name = of, name

    def alias(self, name: str) -> Expr:
        return Expr(self.of, name)

    def cast(self, kind: Any) -> Expr:
        return Expr(lambda block: self.of(block).astype(kind))

    def fill_null(self, *, value: bool) -> Expr:  # noqa: ARG002 - there is none
        return self

    def _with(self, join: Callable[[Values, Values], Values], other: Expr | int) -> Expr:
        if isinstance(other, Expr):
            return Expr(lambda block: join(self.of(block), other.of(block)))
        return Expr(lambda block: join(self.of(block), other))

    def __add__(self, other: Expr) -> Expr:
        return self._with(add, other)

    def __sub__(self, other: Expr) -> Expr:
        return self._with(sub, other)

    def __mul__(self, other: Expr) -> Expr:
        return self._with(mul, other)

    def __and__(self, other: Expr) -> Expr:
        return self._with(and_, other)

    def __or__(self, other: Expr) -> Expr:
        return self._with(or_, other)

    def __invert__(self) -> Expr:
        return Expr(lambda block: ~self.of(block))

    def __eq__(self, other: int) -> Expr:  # type: ignore[override]
        return self._with(eq, other)

    def __ne__(self, other: int) -> Expr:  # type: ignore[override]
        return self._with(ne, other)

    def __lt__(self, other: Expr | int) -> Expr:
        return self._with(lt, other)

    def __le__(self, other: Expr | int) -> Expr:
        return self._with(le, other)

    def __gt__(self, other: Expr | int) -> Expr:
        return self._with(gt, other)

    def __ge__(self, other: Expr | int) -> Expr:
        return self._with(ge, other)

    __hash__ = None  # type: ignore[assignment]


@attrs.frozen
class _When:
    flag: Expr

    def then(self, value: Expr) -> _Then:
        return _Then(self.flag, value)


class _Then(Expr):
    """A value where a flag is set; else a null, unless something is said."""

    def __init__(self, flag: Expr, value: Expr) -> None:
        super().__init__(lambda block: (value.of(block), ~flag.of(block)))
        self._flag, self._value = flag, value

    def otherwise(self, other: Expr) -> Expr:
        flag, value = self._flag, self._value
        return Expr(lambda block: np.where(flag.of(block), value.of(block), other.of(block)))


class Space:
    """What builds expressions; its names are those of polars and narwhals."""

    Int8, Int16 = np.int8, np.int16

    @staticmethod
    def col(name: str) -> Expr:
        return Expr(lambda block: block.columns[name])

    @staticmethod
    def lit(value: int | bool, dtype: Any = np.bool_) -> Expr:
        scalar = dtype(value)
        return Expr(lambda _: scalar)

    @staticmethod
    def when(flag: Expr) -> _When:
        return _When(flag)

    @staticmethod
    def min_horizontal(*values: Expr) -> Expr:
        return Expr(lambda block: reduce(np.minimum, [one.of(block) for one in values]))

    @staticmethod
    def max_horizontal(*values: Expr) -> Expr:
        return Expr(lambda block: reduce(np.maximum, [one.of(block) for one in values]))

    @staticmethod
    def joined(words: Sequence[tuple[Expr, str]]) -> Expr:
        """The words whose flags are set, with a space between them."""

        def of(block: Block) -> Values:
            texts = np.full(block.length, "", dtype=object)
            for flag, word in words:
                rows = np.flatnonzero(np.broadcast_to(flag.of(block), block.length))
                if len(rows):
                    here = texts[rows]
                    texts[rows] = np.where(here == "", word, here + (" " + word))
            return texts

        return Expr(of)


class ArrayEngine:
    """How arrays are read: whatever a column holds, as numbers of eight bits."""

    space = Space
    small, wide = Space.Int8, Space.Int16
    bare: frozenset[str] = frozenset()
    narrowed: frozenset[str] = frozenset()
    key = ("array",)
    wraps = True

    narrow: Any = None  # no column is bare

    @staticmethod
    def number(column: str, last: int) -> Expr:
        return Expr(lambda block: block.sources[column].numbers(block.rows, last))
