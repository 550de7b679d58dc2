"""Frames with a row for each answer: gathered into one row a product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add
from typing import Any

import attrs

from ocop.frames.engine import MISSING, NO_ROW, Engine
from ocop.frames.expression import any_of, tree
from ocop.frames.field import EXCLUSION, UNMET, Fields
from ocop.frames.term import terms_of
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["LONG_FAULTS", "Cell", "LongForm", "cells_of", "gathered", "most_of"]

_WHICH, _VALUE, _ROWS = "__ocop_which", "__ocop_value", "__ocop_rows"
_TWICE, _UNKNOWN, _LINES, _ZERO = "__ocop_twice", "__ocop_unknown", "__ocop_lines", "__ocop_zero"
#: Columns of the gathered frame that are faults in themselves, with what each says.
LONG_FAULTS = (
    (_TWICE, "criterion-twice"),
    (_UNKNOWN, "not-a-criterion"),
    (_LINES, "no-such-option"),
)


@attrs.frozen
class LongForm:
    """The columns of a long frame: what names a product, the criterion, the option."""

    keys: tuple[str, ...]
    criterion: str
    option: str


@attrs.frozen
class Cell:
    """A column of the gathered frame.

    Attributes:
        name: Its name.
        which: What stands in the column of criteria in the rows that answer it.
        line: The line of a checklist; 0 for what has levels.
        lines: How many lines that has; 0 likewise.
    """

    name: str
    which: tuple[str, ...]
    line: int = 0
    lines: int = 0


def cells_of(rubric: Rubric) -> tuple[list[Cell], Fields]:
    """The columns of a gathered frame, and what they answer."""
    terms = terms_of(rubric)
    cells = []
    for n, term in enumerate(terms):
        lines = len(term.criterion.options) if term.line else 0
        which = (term.criterion.no, term.criterion.id)
        cells.append(Cell(f"__ocop_k{n}", which, term.line, lines))
    fields: dict[str, list[tuple[str, str]]] = {EXCLUSION: [], UNMET: []}
    conditions = dict.fromkeys(condition for _, condition, _ in rubric._tables.asserted)
    ids = [(EXCLUSION, one.id) for one in rubric.exclusions]
    for before, id_ in (*ids, *((UNMET, condition) for condition in conditions)):
        cell = Cell(f"__ocop_k{len(cells)}", (before + id_,))
        fields[before].append((id_, cell.name))
        cells.append(cell)
    names = tuple(cell.name for cell in cells[: len(terms)])
    return cells, Fields(names, tuple(fields[EXCLUSION]), tuple(fields[UNMET]))


def most_of(rubric: Rubric) -> int:
    """The highest number that any row of a long frame can answer."""
    cells, _ = cells_of(rubric)
    return max(1, *(term.last for term in terms_of(rubric)), *(cell.lines for cell in cells))


def gathered(engine: Engine, rubric: Rubric, form: LongForm) -> tuple[Engine, Fields]:
    """A long frame as one row a product, and which of its columns answer what."""
    space = engine.space
    cells, fields = cells_of(rubric)
    lists = {cell.which: cell.lines for cell in cells if cell.lines}
    value, which = space.col(_VALUE), space.col(_WHICH)
    answered = value != MISSING

    def of(names: Sequence[str]) -> Any:  # noqa: ANN401 - an expression
        return any_of(space, [which == name for name in names])

    def lit(number: int) -> Any:  # noqa: ANN401 - an expression
        return space.lit(number, dtype=engine.wide)

    def chosen(flag: Any, what: Any, otherwise: int) -> Any:  # noqa: ANN401 - expressions
        return space.when(flag).then(what).otherwise(lit(otherwise))

    columns: dict[str, Any] = {}
    for cell in cells:
        what = chosen(value == cell.line, lit(1), 0) if cell.line else value
        columns[cell.name] = chosen(of(cell.which) & answered, what, NO_ROW)
    known = of(tuple(dict.fromkeys(name for cell in cells for name in cell.which)))
    columns[_UNKNOWN] = chosen(~known, lit(1), 0)
    beyond = any_of(
        space,
        [of(names) & answered & ((value < 0) | (value > last)) for names, last in lists.items()],
    )
    columns[_LINES] = chosen(beyond, lit(1), 0)
    for n, names in enumerate(lists):
        columns[f"{_ZERO}{n}"] = chosen(of(names) & (value == 0), lit(1), 0)
    rows = {_ROWS: chosen(known & answered & ~beyond, lit(1), 0).cast(space.Int64)}
    text = space.col(form.criterion).cast(space.String).str.strip_chars().fill_null("")
    frame = engine.frame.with_columns(
        text.alias(_WHICH), engine.number(form.option, most_of(rubric)).alias(_VALUE)
    )
    frame = frame.with_columns(*(each.alias(name) for name, each in {**columns, **rows}.items()))
    frame = frame.group_by(*form.keys).agg(
        *(space.col(name).max() for name in columns), space.col(_ROWS).sum()
    )
    frame = frame.with_columns(*_flags(space, cells, len(lists)))
    frame = frame.select(
        *form.keys, *(cell.name for cell in cells), *(name for name, _ in LONG_FAULTS)
    )
    kinds = {cell.name: "held" for cell in cells}
    return attrs.evolve(
        engine, frame=frame, kinds=kinds, bare=frozenset(), narrowed=frozenset()
    ), fields


def _flags(space: Any, cells: Sequence[Cell], lists: int) -> Iterator[Any]:  # noqa: ANN401
    """What is wrong with a product's rows as such."""
    wide = space.Int64
    answers = []
    for cell in cells:
        column = space.col(cell.name)
        there = column == 1 if cell.line else column != NO_ROW
        answers.append(there.cast(wide))
    answers += [(space.col(f"{_ZERO}{n}") == 1).cast(wide) for n in range(lists)]
    yield (space.col(_ROWS) != tree(add, answers)).alias(_TWICE)
    yield (space.col(_UNKNOWN) == 1).alias(_UNKNOWN)
    yield (space.col(_LINES) == 1).alias(_LINES)
