"""One question put to a frame: which columns answer, which plan, and all of it put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from ocop.errors import Fault, Faults
from ocop.frames.build import TEMPORARY
from ocop.frames.engine import Engine, engine_of
from ocop.frames.extra import nw
from ocop.frames.field import Fields, find_fields
from ocop.frames.long import LONG_FAULTS, LongForm, gathered
from ocop.frames.partition import by_partition, is_dask
from ocop.frames.plan import FLAGS, TEXTS, plan_of
from ocop.frames.sql import sql_engine
from ocop.frames.target import Target
from ocop.frames.term import terms_of
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["Ask", "answered", "no_such_set", "read", "run"]

_ROW, _SET = TEMPORARY + "row", TEMPORARY + "set"
#: What the columns are called by which faults are raised.
_RAISED = "ocop_raised_"
#: The number of a row, where one is raised.
_NUMBER = "row number"
#: Rows at fault that an error tells of.
_MOST_ROWS = 1000
#: A wide frame has no fault but those of its cells.
_NO_MORE: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Ask:
    """What is asked of a frame.

    Attributes:
        rubrics: The rubric, or those of every set.
        many: The column with the number of the set; None where there is one rubric.
        want: The columns to add.
        columns: Key of the rubric → column, as the caller says.
        form: How a long frame is read; None for a wide one.
        prefix: What the names of the columns begin with.
        to: Number of a set → where its sheets go; empty where they are but scored.
        no_set: Number of a set whose rows are at fault → the code of that; of every other that no
            rubric has it is ``no-such-set``.
        whole: Whether every criterion of one rubric must have a column: what has none is then no
            fault of each row.
    """

    rubrics: tuple[Rubric, ...]
    many: str | None
    want: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    form: LongForm | None
    prefix: str
    to: Mapping[int, Target] = attrs.Factory(dict)
    no_set: Mapping[int, str] = attrs.Factory(dict)
    whole: bool = True

    @property
    def added(self) -> tuple[str, ...]:
        """The names of the columns that are added."""
        return tuple(self.prefix + name for name in self.want)

    @property
    def most_number(self) -> int:
        """The highest number of a set of which anything is known."""
        return max(*self.numbers, *self.no_set, 0)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the sets of the rubrics."""
        return tuple(rubric.product_set.number for rubric in self.rubrics)

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns by which rows of a long frame belong together."""
        keys = () if self.form is None else self.form.keys
        return tuple(dict.fromkeys([*keys, *([] if self.many is None else [self.many])]))


@attrs.frozen
class _Reading:
    """A frame of narwhals as it is read: by which engine, and the columns of each rubric."""

    engine: Engine
    fields: tuple[Fields, ...]
    kept: tuple[str, ...]


def read(ask: Ask, data: Any, faults: Faults) -> _Reading:  # noqa: ANN401 - a frame of narwhals
    """How the frame is read.

    Raises:
        InputError: every fault of its columns.
    """
    names = tuple(data.collect_schema().names())
    kept = names if ask.form is None else ask.keys
    fields = _fields(ask, names, kept, faults)
    levels: set[str] = {
        column
        for rubric, of_one in zip(ask.rubrics, fields, strict=False)
        for term, column in zip(terms_of(rubric), of_one.terms, strict=True)
        if column is not None and not term.line
    }
    levels |= set() if ask.many is None else {ask.many}
    levels |= set() if ask.form is None else {ask.form.option}
    wanted = dict.fromkeys([*(column for one in fields for column in one.columns), *levels])
    engine = engine_of(data, tuple(name for name in wanted if name in names), faults)
    for column in sorted(name for name in levels if engine.kinds.get(name) == "flag"):
        faults.add("column-not-options", "frame", column, given="Boolean")
    faults.raise_if_any()
    return _Reading(engine, fields, kept)


def run(ask: Ask, data: Any, faults: Faults) -> Any:  # noqa: ANN401 - frames of narwhals
    """The frame with the columns that are asked for.

    Raises:
        InputError: every fault of its columns.
    """
    reading = read(ask, data, faults)
    engine, fields = reading.engine, reading.fields
    native = data.to_native()
    if data.implementation.is_pandas() or data.implementation.is_pyarrow():
        from ocop.frames.array.ask import in_memory  # noqa: PLC0415 - it needs numpy

        return nw.from_native(in_memory(ask, native, fields, engine.kinds))
    if hasattr(native, "mapInArrow"):  # pragma: no cover - pyspark, which the slow tests start
        from ocop.frames.spark import scored_by_batch  # noqa: PLC0415 - it needs numpy

        return nw.from_native(scored_by_batch(ask, native, fields, engine.kinds))
    result = _one(ask, reading) if ask.many is None else _by_set(ask, reading, data)
    if engine.space is nw:
        return result
    return nw.from_native(result if isinstance(data, nw.LazyFrame) else result.collect())


def _fields(
    ask: Ask, names: tuple[str, ...], kept: Sequence[str], faults: Faults
) -> tuple[Fields, ...]:
    """The columns that each rubric reads; none of a long frame."""
    fields = []
    if ask.form is not None:
        _need(names, [*kept, ask.form.criterion, ask.form.option], faults)
    else:
        _need(names, [] if ask.many is None else [ask.many], faults)
        whole = ask.whole and ask.many is None
        for rubric in ask.rubrics:
            of_one, wrong = find_fields(rubric, names, ask.columns, whole=whole)
            fields.append(of_one)
            faults.found += [one for one in wrong if one not in faults.found]
    for name in (*ask.added, *(name for name in names if name.startswith(TEMPORARY))):
        if name in kept or name.startswith(TEMPORARY):
            faults.add("column-taken", "frame", name, given=name)
    return tuple(fields)


def _need(names: Sequence[str], wanted: Sequence[str], faults: Faults) -> None:
    for name in wanted:
        if name not in names:
            faults.add("no-such-column", "frame", given=name, known=tuple(names))


def _one(ask: Ask, reading: _Reading, n: int = 0, more: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """The frame under one of the rubrics."""
    rubric, engine = ask.rubrics[n], reading.engine
    if ask.form is None:
        fields, wrong = reading.fields[n], _NO_MORE
    else:
        form = attrs.evolve(ask.form, keys=reading.kept)
        engine, fields = gathered(engine, rubric, form)
        wrong = LONG_FAULTS
    shown = (*reading.kept, *more, *ask.added)
    asked: Any = {"more": wrong, "prefix": ask.prefix, "to": ask.to.get(rubric.product_set.number)}
    if engine.space is nw and engine.frame.implementation.is_duckdb():
        relation = sql_engine(engine)
        plan = plan_of(rubric, relation, fields, ask.want, **asked)
        return nw.from_native(plan.run(relation.frame).select(*shown))
    plan = plan_of(rubric, engine, fields, ask.want, **asked)
    return plan.run(engine.frame).select(*shown)


def _by_set(ask: Ask, reading: _Reading, data: Any) -> Any:  # noqa: ANN401 - frames
    """The frame under the rubrics of many sets, each for its own rows."""
    space, engine = reading.engine.space, reading.engine
    numbers = ask.numbers
    frame: Any = engine.frame
    more: tuple[str, ...] = ()
    if ask.form is None and space is not nw:  # polars, whose rows have an order
        frame, more = frame.with_row_index(_ROW), (_ROW,)
    frame = frame.with_columns(engine.number(ask.many or "", ask.most_number).alias(_SET))
    which = space.col(_SET)
    there = set(numbers)
    if isinstance(data, nw.DataFrame):
        there = set(frame.select(which.unique()).collect()[_SET])
    parts = []
    for n, number in enumerate(numbers):
        if number not in there:
            continue
        of_set = attrs.evolve(engine, frame=frame.filter(which == number))
        parts.append(_one(ask, attrs.evolve(reading, engine=of_set), n, more))
    parts.append(_of_no_set(ask, engine, reading.kept, frame.filter(~which.is_in(numbers)), more))
    result = space.concat(parts)
    return result.sort(_ROW).drop(_ROW) if more else result


def _of_no_set(
    ask: Ask,
    engine: Engine,
    kept: Sequence[str],
    rest: Any,  # noqa: ANN401 - a frame
    more: Sequence[str],
) -> Any:  # noqa: ANN401 - a frame
    """Rows of a set that there is not, all of them at fault."""
    which = engine.space.col(_SET)
    columns = no_such_set(engine, ask.want, ask.prefix, which, ask.no_set)
    rest = rest.with_columns(*columns).select(*kept, *more, *ask.added)
    return rest if ask.form is None else rest.unique()


def no_such_set(
    engine: Engine,
    want: Sequence[str],
    prefix: str,
    which: Any,  # noqa: ANN401 - an expression
    no_set: Mapping[int, str],
) -> list[Any]:
    """What is said of the rows of sets that there are not.

    Args:
        engine: How the frame is read.
        want: The columns that are asked for.
        prefix: What their names begin with.
        which: The number of the set.
        no_set: Number of a set → the code of what is wrong, where that is not ``no-such-set``.
    """
    space, columns = engine.space, []
    for name in want:
        if name == "fault":
            value = space.lit(value=True)
        elif name == "faults":
            value = space.lit("set:no-such-set")
            for number, code in no_set.items():
                value = space.when(which == number).then(space.lit(f"set:{code}")).otherwise(value)
        else:
            kind = space.lit(0, dtype=engine.wide)
            kind = space.lit(value=False) if name in FLAGS else kind
            kind = space.lit("") if name in TEXTS else kind
            value = space.when(which.is_null() & (which == 0)).then(kind)  # a null of the kind
        columns.append(value.alias(prefix + name))
    return columns


def answered(ask: Ask, frame: Any, faults: str) -> Any:  # noqa: ANN401 - frames of any engine
    """The frame with the columns that are asked for, as it was handed in.

    Args:
        ask: What is asked.
        frame: A frame that narwhals reads, or one of dask.
        faults: ``"row"`` or ``"raise"``.

    Raises:
        InputError: every fault of its columns; or those of its rows, where that is asked.
    """
    if is_dask(frame):
        keys = () if ask.form is None else ask.form.keys
        if faults == "raise":
            told = by_partition(frame, partial(_of_part, ask=_raising(ask)), keys)
            _raise_rows(told[told[_RAISED + "fault"]].head(_MOST_ROWS, npartitions=-1), keys)
        return by_partition(frame, partial(_of_part, ask=ask), keys)
    data = nw.from_native(frame)
    result = run(ask, data, Faults())
    if faults == "raise":
        _raise_faults(_raising(ask), data)
    return result if frame is data else result.to_native()


def _of_part(part: Any, ask: Ask) -> Any:  # noqa: ANN401 - frames of pandas
    return run(ask, nw.from_native(part), Faults()).to_native()


def _raising(ask: Ask) -> Ask:
    """What is asked of a frame to raise what is wrong with its rows."""
    return attrs.evolve(ask, want=("fault", "faults"), prefix=_RAISED)


def _raise_faults(ask: Ask, data: Any) -> None:  # noqa: ANN401 - a frame of narwhals
    """Raise what is wrong with the rows of a frame; nothing where nothing is.

    Raises:
        InputError: a fault for each, of the first rows at fault.
    """
    names: Sequence[str] = () if ask.form is None else ask.form.keys
    if ask.form is None and isinstance(data, nw.DataFrame):
        data, names = data.with_row_index(_NUMBER), (_NUMBER,)
    result = run(ask, data, Faults())
    result = result.filter(nw.col(ask.added[0])).select(*names, ask.added[1]).head(_MOST_ROWS)
    if isinstance(result, nw.LazyFrame):
        result = result.collect()
    _raise_rows(result, names)


def _raise_rows(rows: Any, names: Sequence[str]) -> None:  # noqa: ANN401 - a frame in memory
    """Raise what is wrong with these rows of a result.

    Args:
        rows: Rows at fault alone.
        names: The columns that say which row it is; ``row number`` is an int.

    Raises:
        InputError: a fault for each.
    """
    faults = Faults()
    for row in nw.from_native(rows, eager_only=True).iter_rows(named=True):
        place = [row[name] if name == _NUMBER else str(row[name]) for name in names]
        for item in row[_RAISED + "faults"].split():
            where, _, code = item.rpartition(":")
            faults.found.append(Fault(code, (*place, where) if where else tuple(place)))
    faults.raise_if_any()
