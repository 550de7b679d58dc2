"""Frames with a row for each answer: gathered into one row a product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from ocop.frames.engine import MISSING, NO_ROW, Engine
from ocop.frames.expression import any_of, tree
from ocop.frames.field import EXCLUSION, UNMET, Fields
from ocop.frames.term import Term, terms_of
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["LONG_FAULTS", "LongForm", "gathered"]

_WHICH, _VALUE, _ROWS = "__ocop_which", "__ocop_value", "__ocop_rows"
_TWICE, _UNKNOWN, _LINES = "__ocop_twice", "__ocop_unknown", "__ocop_lines"
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
class _Cell:
    """A column of the gathered frame: which rows answer it, and what they say."""

    name: str
    which: tuple[str, ...]
    line: int = 0


def _cells(rubric: Rubric) -> tuple[list[_Cell], Fields]:
    terms = terms_of(rubric)
    cells = []
    for n, term in enumerate(terms):
        cells.append(_Cell(f"__ocop_k{n}", (term.criterion.no, term.criterion.id), term.line))
    fields: dict[str, list[tuple[str, str]]] = {EXCLUSION: [], UNMET: []}
    conditions = dict.fromkeys(condition for _, condition, _ in rubric._tables.asserted)
    ids = [(EXCLUSION, one.id) for one in rubric.exclusions]
    for before, id_ in (*ids, *((UNMET, condition) for condition in conditions)):
        cell = _Cell(f"__ocop_k{len(cells)}", (before + id_,))
        fields[before].append((id_, cell.name))
        cells.append(cell)
    names = tuple(cell.name for cell in cells[: len(terms)])
    return cells, Fields(names, tuple(fields[EXCLUSION]), tuple(fields[UNMET]))


def gathered(engine: Engine, rubric: Rubric, form: LongForm) -> tuple[Engine, Fields]:
    """A long frame as one row a product, and which of its columns answer what."""
    space, terms = engine.space, terms_of(rubric)
    cells, fields = _cells(rubric)
    most = max(term.last for term in terms)
    lines = dict(_checklists(terms))
    most = max([most, *(last for last in lines.values())])
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
    known = [name for cell in cells for name in cell.which]
    columns[_UNKNOWN] = chosen(~of(tuple(dict.fromkeys(known))), lit(1), 0)
    beyond = [of((no,)) & (value > last) for no, last in lines.items()]
    beyond += [of((no,)) & (value < 0) & answered for no in lines]
    columns[_LINES] = chosen(any_of(space, beyond), lit(1), 0)
    zero = any_of(space, [of((no,)) & (value == 0) for no in lines])
    columns["__ocop_zero"] = chosen(zero, lit(1), 0)
    rows = {_ROWS: chosen(of(tuple(dict.fromkeys(known))) & answered, lit(1), 0).cast(space.Int64)}
    text = space.col(form.criterion).cast(space.String).str.strip_chars().fill_null("")
    frame = engine.frame.with_columns(
        text.alias(_WHICH), engine.number(form.option, most).alias(_VALUE)
    )
    frame = frame.with_columns(*(each.alias(name) for name, each in {**columns, **rows}.items()))
    frame = frame.group_by(*form.keys).agg(
        *(space.col(name).max() for name in columns), space.col(_ROWS).sum()
    )
    frame = frame.with_columns(*_flags(space, cells, lines))
    frame = frame.select(
        *form.keys, *(cell.name for cell in cells), *(name for name, _ in LONG_FAULTS)
    )
    kinds = {cell.name: "held" for cell in cells}
    return attrs.evolve(
        engine, frame=frame, kinds=kinds, bare=frozenset(), narrowed=frozenset()
    ), fields


def _checklists(terms: Sequence[Term]) -> Iterator[tuple[str, int]]:
    for term in terms:
        if term.line:
            for name in (term.criterion.no, term.criterion.id):
                yield name, len(term.criterion.options)


def _flags(space: Any, cells: Sequence[_Cell], lines: object) -> Iterator[Any]:  # noqa: ANN401
    """What is wrong with a product's rows as such."""
    wide = space.Int64
    answers = []
    for cell in cells:
        column = space.col(cell.name)
        there = column == 1 if cell.line else column != NO_ROW
        answers.append(there.cast(wide))
    if lines:
        answers.append((space.col("__ocop_zero") == 1).cast(wide))
    yield (space.col(_ROWS) != tree(lambda a, b: a + b, answers)).alias(_TWICE)
    yield (space.col(_UNKNOWN) == 1).alias(_UNKNOWN)
    yield (space.col(_LINES) == 1).alias(_LINES)
