"""Expressions as SQL of duckdb, spoken to as those of polars and narwhals are.

duckdb is asked in its own words since each step of narwhals' costs it more than half of its speed.
What a step names is bound anew by every later one, so that there are few; and a branch costs it as
much as five sums, so that points are sums (:mod:`ocop.frames.bent`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import attrs

from ocop.frames.bent import points_by_bends
from ocop.frames.engine import MISSING, NO_ROW, NO_SUCH, NOT_AN_OPTION, Engine
from ocop.frames.term import Term

__all__ = ["Expr", "Relation", "Space", "SqlEngine", "sql_engine"]

#: What may stand around a number that a text spells.
_SPACES = " \t\n\v\f\r\u00a0\u3000"
#: (the highest number of a type, its name), the narrowest first.
_TYPES = ((127, "TINYINT"), (2**15 - 1, "SMALLINT"), (2**31 - 1, "INTEGER"))


class Relation:
    """A relation of duckdb, taken as frames of polars and narwhals are.

    Args:
        native: The relation.
        last: The last two steps, not yet asked for: they may be asked for as one.
    """

    def __init__(self, native: Any, last: tuple[Sequence[Expr], ...] = ()) -> None:
        self.native, self._last = native, last

    def with_columns(self, *expressions: Expr) -> Relation:
        first = self._last[0] if len(self._last) > 1 else ()
        return Relation(_with(self.native, first), (*self._last[-1:], expressions))

    def select(self, *columns: str) -> Any:
        """The relation of duckdb with these columns; the last step names what is chosen."""
        *before, last = self._last
        texts = {one.name: one.text for one in last}
        within = {_quoted(one.name): one.text for one in before[0]} if before else {}
        if all(sum(text.count(name) for text in texts.values()) <= 1 for name in within):
            for inner, text in within.items():
                texts = {name: outer.replace(inner, text) for name, outer in texts.items()}
            before = []
        items = [
            f"{texts[name]} AS {_quoted(name)}" if name in texts else _quoted(name)
            for name in columns
        ]
        return _with(self.native, *before).project(", ".join(items))


def _with(native: Any, step: Sequence[Expr] = ()) -> Any:
    """A relation with what a step names."""
    if not step:
        return native
    return native.project(", ".join(["*", *(f"{one.text} AS {_quoted(one.name)}" for one in step)]))


class Expr:
    """A text of SQL."""

    def __init__(self, text: str, name: str = "") -> None:
        self.text, self.name = text, name

    def alias(self, name: str) -> Expr:
        return Expr(self.text, name)

    def cast(self, kind: str) -> Expr:
        return Expr(f"CAST({self.text} AS {kind})")

    def fill_null(self, *, value: int) -> Expr:
        return Expr(f"COALESCE({self.text}, {value})")

    def _with(self, sign: str, other: Expr | int) -> Expr:
        return Expr(f"({self.text} {sign} {getattr(other, 'text', other)})")

    def __add__(self, other: Expr | int) -> Expr:
        return self._with("+", other)

    def __sub__(self, other: Expr | int) -> Expr:
        return self._with("-", other)

    def __mul__(self, other: int) -> Expr:
        return self._with("*", other)

    def __rshift__(self, other: int) -> Expr:
        return self._with(">>", other)

    def __abs__(self) -> Expr:
        return Expr(f"ABS({self.text})")

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


class _Case(Expr):
    """A ``CASE``, whose branches another can have behind its own."""

    def __init__(self, branches: str) -> None:
        super().__init__(f"CASE {branches} END")
        self.branches = branches


class _Then(_Case):
    def __init__(self, flag: Expr, value: Expr) -> None:
        super().__init__(f"WHEN {flag.text} THEN {value.text}")

    def otherwise(self, other: Expr) -> _Case:
        rest = other.branches if isinstance(other, _Case) else f"ELSE {other.text}"
        return _Case(f"{self.branches} {rest}")


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
    def min_horizontal(*values: Expr) -> Expr:
        return Expr(f"LEAST({', '.join(one.text for one in values)})")

    @staticmethod
    def max_horizontal(*values: Expr) -> Expr:
        return Expr(f"GREATEST({', '.join(one.text for one in values)})")

    @staticmethod
    def points(terms: Iterable[tuple[Expr, range, Term]]) -> Expr:
        """The sum of the points that terms earn, where no column is out of its range."""
        points: Expr = points_by_bends(terms, _narrowed)
        return points

    @staticmethod
    def steps(column: Expr, values: Sequence[int], kind: str) -> Expr:
        """What a column is given by its place in a list; null where it is."""
        changes = [n for n in range(len(values) - 1, 0, -1) if values[n] != values[n - 1]]
        branches = [f"WHEN {column.text} >= {n} THEN CAST({values[n]} AS {kind})" for n in changes]
        lowest = f"WHEN {column.text} IS NOT NULL THEN CAST({values[0]} AS {kind})"
        return Expr(f"CASE {' '.join([*branches, lowest])} END")

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
    def narrow(value: Expr, kind: str) -> Expr:  # noqa: ARG004 - narrowed where it is added up
        """A number as it is."""
        return value

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


def _narrowed(value: Expr | int, most: int) -> Expr:
    """A number in the narrowest type of numbers up to one."""
    kind = next(kind for highest, kind in _TYPES if most <= highest)
    return Expr(f"CAST({getattr(value, 'text', value)} AS {kind})")


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
