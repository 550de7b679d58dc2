"""Expressions as SQL of duckdb, spoken to as those of polars and narwhals are.

duckdb is asked in its own words since each step of narwhals' costs it more than half of its speed.
"""

# ruff: noqa: S608 - names are quoted

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import attrs

from ocop.frames.engine import MISSING, NO_ROW, NO_SUCH, NOT_AN_OPTION, Engine

__all__ = ["Expr", "Relation", "Space", "SqlEngine", "sql_engine"]

#: What may stand around a number that a text spells.
_SPACES = " \t\n\v\f\r\u00a0\u3000"
#: What the relation is called in its query.
_DATA = "__ocop_data"


class Relation:
    """A relation of duckdb, taken as frames of polars and narwhals are; one query at the end."""

    def __init__(self, native: Any, text: str = _DATA) -> None:
        self.native, self._text = native, text

    def with_columns(self, *expressions: Expr) -> Relation:
        columns = ", ".join(f"{one.text} AS {_quoted(one.name)}" for one in expressions)
        return Relation(self.native, f"(SELECT *, {columns} FROM {self._text})")

    def select(self, *columns: str) -> Any:
        """The relation of duckdb with these columns."""
        text = f"SELECT {', '.join(map(_quoted, columns))} FROM {self._text}"
        return self.native.query(_DATA, text)


class Expr:
    """A text of SQL."""

    def __init__(self, text: str, name: str = "") -> None:
        self.text, self.name = text, name

    def alias(self, name: str) -> Expr:
        return Expr(self.text, name)

    def cast(self, kind: str) -> Expr:
        return Expr(f"CAST({self.text} AS {kind})")

    def fill_null(self, *, value: bool) -> Expr:
        return Expr(f"COALESCE({self.text}, {value})")

    def _with(self, sign: str, other: Expr | int) -> Expr:
        return Expr(f"({self.text} {sign} {getattr(other, 'text', other)})")

    def __add__(self, other: Expr) -> Expr:
        return self._with("+", other)

    def __mul__(self, other: Expr) -> Expr:
        return self._with("*", other)

    def __and__(self, other: Expr) -> Expr:
        return self._with("AND", other)

    def __or__(self, other: Expr) -> Expr:
        return self._with("OR", other)

    def __invert__(self) -> Expr:
        return Expr(f"(NOT {self.text})")

    def __eq__(self, other: int) -> Expr:  # type: ignore[override]
        return self._with("=", other)

    def __ne__(self, other: int) -> Expr:  # type: ignore[override]
        return self._with("<>", other)

    def __lt__(self, other: Expr | int) -> Expr:
        return self._with("<", other)

    def __le__(self, other: Expr | int) -> Expr:
        return self._with("<=", other)

    def __gt__(self, other: Expr | int) -> Expr:
        return self._with(">", other)

    def __ge__(self, other: Expr | int) -> Expr:
        return self._with(">=", other)

    __hash__ = None  # type: ignore[assignment]


@attrs.frozen
class _When:
    flag: Expr

    def then(self, value: Expr) -> _Then:
        return _Then(self.flag, value)


class _Then(Expr):
    def __init__(self, flag: Expr, value: Expr) -> None:
        self._start = f"CASE WHEN {flag.text} THEN {value.text}"
        super().__init__(f"{self._start} END")

    def otherwise(self, other: Expr) -> Expr:
        return Expr(f"{self._start} ELSE {other.text} END")


class Space:
    """What builds expressions; its names are those of polars and narwhals."""

    Int8, Int16 = "TINYINT", "SMALLINT"

    @staticmethod
    def col(name: str) -> Expr:
        return Expr(_quoted(name))

    @staticmethod
    def lit(value: int | bool, dtype: str = "") -> Expr:
        return Expr(f"CAST({value} AS {dtype})" if dtype else str(value))

    @staticmethod
    def when(flag: Expr) -> _When:
        return _When(flag)

    @staticmethod
    def as_number(flag: Expr, kind: str) -> Expr:
        """1 where a flag is set, else 0; duckdb takes longer to cast it."""
        return Expr(f"CASE WHEN {flag.text} THEN CAST(1 AS {kind}) ELSE CAST(0 AS {kind}) END")

    @staticmethod
    def joined(words: Sequence[tuple[Expr, str]]) -> Expr:
        """The words whose flags are set, with a space between them."""
        parts = [f"CASE WHEN {flag.text} THEN {_text(word)} END" for flag, word in words]
        return Expr(f"CONCAT_WS(' ', {', '.join(parts or ['NULL'])})")


@attrs.frozen
class SqlEngine:
    """How a relation is read.

    Attributes:
        frame: The relation.
        kinds: As those of an :class:`~ocop.frames.engine.Engine`.
        bare: Columns of whole numbers.
    """

    frame: Relation
    kinds: Mapping[str, str]
    bare: frozenset[str]

    space = Space
    small, wide = Space.Int8, Space.Int16
    narrowed: ClassVar[frozenset[str]] = frozenset()
    wraps = False

    @property
    def key(self) -> tuple[object, ...]:
        """What a plan for the frame depends on."""
        return ("sql", tuple(self.kinds.items()), self.bare)

    @staticmethod
    def narrow(value: Expr, kind: str) -> Expr:
        """A number in a narrow type; asked where it is in its range."""
        return value.cast(kind)

    def number(self, column: str, last: int) -> Expr:
        """A column of options, held to its range; it has no null."""
        return self._number(column, last).cast(Space.Int8)

    def _number(self, column: str, last: int) -> Expr:
        name, kind = _quoted(column), self.kinds[column]
        held = f"WHEN {name} BETWEEN 0 AND {last} THEN {name} ELSE {NO_SUCH} END"
        if kind == "held":
            return Expr(f"CASE WHEN {name} = {NO_ROW} THEN {MISSING} ELSE {name} END")
        if kind == "text":
            return _spelt(f"TRIM(CAST({name} AS VARCHAR), {_text(_SPACES)})", last)
        if kind == "fraction":
            name = f"CAST({name} AS DOUBLE)"
            near = f"{name} > {NO_SUCH} AND {name} < {last + 1}"
            broken = f"WHEN {near} AND {name} <> FLOOR({name}) THEN {NOT_AN_OPTION}"
            held = f"WHEN {name} BETWEEN 0 AND {last} THEN {name} ELSE {NO_SUCH} END"
            return Expr(f"CASE WHEN {name} IS NULL OR ISNAN({name}) THEN {MISSING} {broken} {held}")
        if kind == "flag":
            name = f"CAST({name} AS SMALLINT)"
            return Expr(f"COALESCE({name}, {MISSING})")
        return Expr(f"CASE WHEN {name} IS NULL THEN {MISSING} {held}")


def sql_engine(engine: Engine) -> SqlEngine:
    """How a relation is read that narwhals reads."""
    bare = frozenset(c for c, kind in engine.kinds.items() if kind in {"whole", "count"})
    return SqlEngine(Relation(engine.frame.to_native()), engine.kinds, bare)


def _spelt(text: str, last: int) -> Expr:
    options = " ".join(f"WHEN '{option}' THEN {option}" for option in range(last + 1))
    whole = f"REGEXP_FULL_MATCH({text}, '[+-]?[0-9]+')"
    other = f"CASE WHEN {whole} THEN {NO_SUCH} ELSE {NOT_AN_OPTION} END"
    answered = f"CASE {text} {options} ELSE {other} END"
    return Expr(f"CASE WHEN COALESCE({text}, '') = '' THEN {MISSING} ELSE {answered} END")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
