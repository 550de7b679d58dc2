"""The way into a frame and out of it: which columns answer, what is asked, and in which engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from ocop.errors import Fault, Faults, InputError
from ocop.frames.build import TEMPORARY
from ocop.frames.extra import nw
from ocop.frames.given import check_choice, frame_of, wanted
from ocop.frames.partition import by_partition, is_dask

__all__ = ["Asked", "answered"]

#: Rows at fault that an error tells of.
_MOST_ROWS = 1000
_ROW = TEMPORARY + "row"


@attrs.frozen(kw_only=True)
class Asked:
    """What is asked of a frame.

    Attributes:
        want: The columns to add, by what they hold.
        columns: What a column holds → its name; only those that the frame has.
        names: Every column of the frame.
        prefix: What the names of the added columns begin with.
        keys: Columns that tell the rows of a result from each other; empty where each row of the
            frame is one.
        called: What the frame as it was handed in calls those.
    """

    want: tuple[str, ...]
    columns: Mapping[str, str]
    names: tuple[str, ...]
    prefix: str = ""
    keys: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    @property
    def added(self) -> tuple[str, ...]:
        """The names of the columns that are added."""
        return tuple(self.prefix + name for name in self.want)


#: A frame of narwhals with what is asked, given one; it notes what is wrong with its columns.
Build = Callable[[Any, Asked, Faults], Any]


@attrs.frozen(kw_only=True)
class _Given:
    """What a caller hands in beside the frame, checked."""

    want: tuple[str, ...]
    columns: Mapping[str, str]
    reads: tuple[str, ...]
    needs: tuple[str, ...]
    keys: tuple[str, ...]
    prefix: str
    apart: bool

    def asked(self, names: tuple[str, ...], wrong: Faults) -> Asked:
        """What is asked of a frame of these columns."""
        columns = {key: key for key in self.reads if key in names} | dict(self.columns)
        for key, column in self.columns.items():
            if column not in names:
                wrong.add("no-such-column", "columns", key, given=column, known=names)
        lacking = [key for key in self.needs if key not in columns]
        for name in (*lacking, *(key for key in self.keys if key not in names)):
            wrong.add("no-such-column", "frame", given=name, known=names)
        kept = self.keys if self.apart else names
        for name in (*self.want, *(name for name in names if name.startswith(TEMPORARY))):
            whole = name if name.startswith(TEMPORARY) else self.prefix + name
            if whole in kept or name.startswith(TEMPORARY):
                wrong.add("column-taken", "frame", whole, given=whole)
        return Asked(
            want=self.want,
            columns=columns,
            names=names,
            prefix=self.prefix,
            keys=self.keys,
            called=self.keys,
        )


def answered(
    frame: Any,  # noqa: ANN401 - any engine's
    build: Build,
    wrong: Faults,
    *,
    want: Iterable[str],
    known: Sequence[str],
    reads: Sequence[str],
    needs: Sequence[str],
    columns: Mapping[str, str] | None,
    faults: str,
    prefix: str,
    keys: tuple[str, ...] = (),
    apart: bool = False,
    flags: Mapping[str, str] | None = None,
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """The frame with what is asked, in its own engine.

    Args:
        frame: The frame as it was handed in.
        build: What makes the columns.
        wrong: What is wrong with the other arguments.
        want: The columns to add.
        known: Those that there are.
        reads: What columns of the frame are read.
        needs: Which of them must be there.
        columns: What is said of their names.
        faults: ``"row"`` or ``"raise"``.
        prefix: What the names of the added columns begin with.
        keys: Columns whose rows belong together.
        apart: Whether the result has rows of its own, a row for each key.
        flags: Of a frame of dask: column that is added → its type, where a partition may not show.

    Raises:
        InputError: every fault.
    """
    names = wanted(want, known, wrong)
    check_choice(faults, wrong)
    if not isinstance(prefix, str):
        wrong.add("not-text", "prefix", given=prefix)
    given = _Given(
        want=names,
        columns=_named(columns, reads, wrong),
        reads=tuple(reads),
        needs=tuple(needs),
        keys=keys,
        prefix=prefix,
        apart=apart,
    )
    if is_dask(frame):
        wrong.raise_if_any()
        types = {prefix + name: kind for name, kind in (flags or {}).items() if name in given.want}
        return _by_partition(frame, build, given, faults, types)
    data = frame_of(frame, wrong)
    wrong.raise_if_any()
    result = _built(data, build, given)
    if faults == "raise":
        _raise_faults(data, build, given)
    return result if frame is data else result.to_native()


def _built(data: Any, build: Build, given: _Given) -> Any:  # noqa: ANN401 - frames of narwhals
    """The frame of narwhals with what is asked."""
    wrong = Faults()
    names = tuple(data.collect_schema().names())
    asked = given.asked(names, wrong)
    wrong.raise_if_any()
    kept = asked.keys if given.apart else names
    if not data.implementation.is_spark_like():
        return build(data, asked, wrong).select(*kept, *asked.added)
    pyspark = data.implementation.is_pyspark() or data.implementation.is_pyspark_connect()
    if pyspark and given.keys:  # pragma: no cover - pyspark, which the slow tests start
        from ocop.frames.spark import by_batch  # noqa: PLC0415 - it needs numpy

        of_table = partial(_of_table, build=build, given=given)
        return nw.from_native(by_batch(data.to_native(), of_table, given.keys))
    plain = {name: f"c{n}" for n, name in enumerate(names)}  # it reads a dot as another thing
    data = nw.from_native(data.to_native().toDF(*plain.values()))
    columns = {key: plain[column] for key, column in asked.columns.items()}
    keys = tuple(plain[key] for key in asked.keys)
    other = attrs.evolve(
        asked, columns=columns, names=tuple(plain.values()), keys=keys, prefix=TEMPORARY
    )
    result = build(data, other, wrong).select(*(plain[name] for name in kept), *other.added)
    return nw.from_native(result.to_native().toDF(*kept, *asked.added))


def _of_table(  # pragma: no cover - the slow tests start pyspark
    table: Any,  # noqa: ANN401 - a table of pyarrow
    build: Build,
    given: _Given,
) -> Any:  # noqa: ANN401 - a table of pyarrow
    return _built(nw.from_native(table), build, given).to_native()


def _by_partition(
    frame: Any,  # noqa: ANN401 - a frame of dask
    build: Build,
    given: _Given,
    faults: str,
    types: Mapping[str, str],
) -> Any:  # noqa: ANN401 - a frame of dask
    """The same of a frame of dask, each partition as a frame of pandas.

    What is sent to a worker is a function by its name, which dask tells from others by it.
    """
    of_part = partial(_of_part, build=build, given=given, types=types)
    if given.keys:
        frame = frame.shuffle(on=list(given.keys))
    if faults == "raise":
        checked = partial(_checked, build=build, given=given)
        by_partition(frame, checked, ()).compute()
    return by_partition(frame, of_part, ())


def _of_part(
    part: Any,  # noqa: ANN401 - a frame of pandas
    build: Build,
    given: _Given,
    types: Mapping[str, str],
) -> Any:  # noqa: ANN401 - a frame of pandas
    return _built(nw.from_native(part), build, given).to_native().astype(types)


def _checked(
    part: Any,  # noqa: ANN401 - a frame of pandas
    build: Build,
    given: _Given,
) -> Any:  # noqa: ANN401 - a frame of pandas
    _raise_faults(nw.from_native(part), build, given)
    return part


def _named(columns: object, reads: Sequence[str], wrong: Faults) -> dict[str, str]:
    if columns is None:
        return {}
    if not isinstance(columns, Mapping):
        wrong.add("not-a-table", "columns", given=columns)
        return {}
    named = {}
    for key, column in columns.items():
        if key not in reads:
            wrong.add("not-known", "columns", given=key, known=tuple(reads))
        elif not isinstance(column, str):
            wrong.add("not-text", "columns", key, given=column)
        else:
            named[key] = column
    return named


def _raise_faults(data: Any, build: Build, given: _Given) -> None:  # noqa: ANN401 - narwhals
    """Raise what is wrong with the rows of a frame; nothing where nothing is.

    Raises:
        InputError: a fault for each, of the first rows at fault.
    """
    given = attrs.evolve(given, want=("fault", "faults"), prefix=TEMPORARY + "r_")
    result, at = _built(data, build, given), given.keys
    if not at and isinstance(result, nw.DataFrame):
        result, at = result.with_row_index(_ROW), (_ROW,)
    flag, text = (given.prefix + name for name in given.want)
    result = result.filter(nw.col(flag)).select(*at, text).head(_MOST_ROWS)
    if isinstance(result, nw.LazyFrame):
        result = result.collect()
    found = []
    for row in result.iter_rows(named=True):
        place = [row[name] if name == _ROW else str(row[name]) for name in at]
        for word in row[text].split():
            where, _, code = word.rpartition(":")
            found.append(Fault(code, (*place, where) if where else tuple(place)))
    if found:
        raise InputError(found)
