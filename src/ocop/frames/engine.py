"""What engines differ in: how a column is read, and where its numbers can be taken as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import attrs

from ocop.errors import Faults
from ocop.frames.extra import nw

__all__ = ["ANY", "MISSING", "NOT_AN_OPTION", "NO_ROW", "NO_SUCH", "Engine", "Reader", "engine_of"]

#: What stands in a column of options that is held to its range: no answer; a value that is no
#: whole number; a negative one. One above the highest stands for every number beyond.
MISSING, NOT_AN_OPTION, NO_SUCH = -2, -3, -1
#: Everything that can stand there, and more.
ANY = range(-100, 100)
#: What stands there until a row answers, where rows are gathered.
NO_ROW = -9


class Reader(Protocol):
    """What a plan must know of a frame; see :class:`Engine`."""

    @property
    def space(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def key(self) -> tuple[object, ...]: ...  # noqa: D102
    @property
    def small(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def wide(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def bare(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def narrowed(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def wraps(self) -> bool: ...  # noqa: D102
    def narrow(self, value: Any, kind: Any) -> Any: ...  # noqa: ANN401, D102
    def number(self, column: str, last: int) -> Any: ...  # noqa: ANN401, D102


_WORDS = (nw.String, nw.Categorical, nw.Enum)


@attrs.frozen
class Engine:
    """How one frame is read.

    Attributes:
        space: The module whose expressions are built: polars for its own frames, else narwhals.
        frame: The frame that they are handed to.
        kinds: By column: ``"whole"``, ``"count"`` (from 0 on), ``"fraction"``, ``"text"``,
            ``"flag"``, or ``"held"`` where it was read before; ``""`` for no answer.
        bare: Columns of signed integers whose sums wrap around rather than fail, so that a number
            out of range does no harm before it is found.
        narrowed: Those of them that are read through a cast to eight bits.
    """

    space: Any
    frame: Any
    kinds: Mapping[str, str]
    bare: frozenset[str]
    narrowed: frozenset[str]

    @property
    def key(self) -> tuple[object, ...]:
        """What a plan for the frame depends on."""
        return (self.space.__name__, tuple(self.kinds.items()), self.bare, self.narrowed)

    @property
    def small(self) -> Any:  # noqa: ANN401 - a type of the module
        """The type of numbers of a rubric beside columns that are taken as they are."""
        return self.space.Int8

    @property
    def wide(self) -> Any:  # noqa: ANN401 - a type of the module
        """The type in which nothing of a rubric overflows."""
        return self.space.Int16

    @property
    def wraps(self) -> bool:
        """Whether a sum that is too high does no harm."""
        return True

    def narrow(self, value: Any, kind: Any) -> Any:  # noqa: ANN401 - an expression
        """A whole number in a narrow type; null where it does not fit."""
        return value.cast(kind, strict=False)

    def number(self, column: str, last: int) -> Any:  # noqa: ANN401 - an expression
        """A column of options, held to its range: see :data:`MISSING`; it has no null."""
        values, kind = self.space.col(column), self.kinds[column]
        if kind == "flag":
            return values.cast(self.wide).fill_null(MISSING)
        if kind == "text":
            return self._spelt(values, last)
        if kind == "held":
            missing = self._lit(MISSING)
            return self.space.when(values == NO_ROW).then(missing).otherwise(values)
        if kind in {"whole", "count"}:
            least = NO_SUCH if kind == "whole" else None
            return values.clip(least, last + 1).cast(self.wide).fill_null(MISSING)
        values = values.cast(self.space.Float64).clip(NO_SUCH, last + 1)
        values = values.fill_nan(None).fill_null(MISSING)
        whole = values.floor()
        when = self.space.when(values == whole)
        return when.then(whole.cast(self.wide)).otherwise(self._lit(NOT_AN_OPTION))

    def _spelt(self, values: Any, last: int) -> Any:  # noqa: ANN401 - an expression
        text = values.cast(self.space.String).fill_null("").str.strip_chars()
        branch = self.space.when(text == "").then(self._lit(MISSING))
        for option in range(last + 1):
            branch = branch.when(text == str(option)).then(self._lit(option))
        branch = branch.when(text.str.contains(r"^[+-]?[0-9]+$")).then(self._lit(NO_SUCH))
        return branch.otherwise(self._lit(NOT_AN_OPTION))

    def _lit(self, value: int) -> Any:  # noqa: ANN401 - an expression
        return self.space.lit(value, dtype=self.wide)


def _kind(dtype: Any) -> str:  # noqa: ANN401 - a type of narwhals
    if dtype.is_unsigned_integer():
        return "count"
    if dtype.is_integer():
        return "whole"
    if dtype.is_numeric():
        return "fraction"
    if isinstance(dtype, _WORDS) or dtype in _WORDS:
        return "text"
    return "flag" if dtype == nw.Boolean else ""


def engine_of(frame: Any, columns: tuple[str, ...], faults: Faults) -> Engine:  # noqa: ANN401
    """How a frame of narwhals is read; a fault for each column that cannot be an answer."""
    schema = frame.collect_schema()
    kinds = {column: _kind(schema[column]) for column in columns if column in schema}
    if frame.implementation.is_pandas():  # whose flags and texts with a null among them are objects
        kinds |= {column: "text" for column in kinds if schema[column] == nw.Object}
    for column, kind in kinds.items():
        if not kind:
            faults.add("column-not-options", "frame", column, given=str(schema[column]))
    if frame.implementation.is_polars():
        import polars  # noqa: PLC0415, ICN001 - the frame is one of its own

        whole = frozenset(c for c, kind in kinds.items() if kind in {"whole", "count"})
        return Engine(polars, frame.to_native().lazy(), kinds, whole, whole - _of(schema, nw.Int8))
    return Engine(nw, frame, kinds, frozenset(), frozenset())


def _of(schema: Any, kind: Any) -> frozenset[str]:  # noqa: ANN401 - types of narwhals
    return frozenset(column for column, dtype in schema.items() if dtype == kind)
