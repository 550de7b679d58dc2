"""Frames of pyspark: scored where their rows lie, batch by batch, as tables of pyarrow.

A plan in Spark's own expressions would be far too large for its optimiser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import attrs

from ocop.frames.array.ask import in_memory
from ocop.frames.array.long import Products
from ocop.frames.array.table import table_of
from ocop.frames.field import Fields
from ocop.frames.plan import FLAGS, TEXTS

__all__ = ["OfBatches", "by_batch", "scored_by_batch"]

_TYPES = dict.fromkeys(FLAGS, "boolean") | dict.fromkeys(TEXTS, "string")


def scored_by_batch(  # pragma: no cover - the slow tests start pyspark
    ask: Any,  # noqa: ANN401 - an Ask, which imports this module
    frame: Any,  # noqa: ANN401 - a frame of pyspark
    fields: tuple[Fields, ...],
    kinds: Mapping[str, str],
) -> Any:  # noqa: ANN401 - a frame of pyspark
    """The frame with the columns that are asked for; nothing is read before it is asked for."""
    names = tuple(frame.columns)  # Spark reads a dot in a name as another thing
    frame = frame.toDF(*(f"c{n}" for n in range(len(names))))
    kept = names if ask.form is None else ask.keys
    if ask.form is not None:  # the rows of a product come one after the other
        keys = [f"c{names.index(key)}" for key in ask.keys]
        frame = frame.repartition(*keys).sortWithinPartitions(*keys)
    schema = type(frame.schema)([frame.schema[f"c{names.index(name)}"] for name in kept])
    for name in ask.want:
        schema = schema.add(name, _TYPES.get(name, "short"))
    worker = OfBatches(ask, fields, tuple(kinds.items()), names, tuple(schema.names))
    return frame.mapInArrow(worker, schema).toDF(*kept, *ask.added)


@attrs.frozen
class OfBatches:
    """What a worker makes of the batches of a partition.

    Attributes:
        ask: What is asked.
        fields: The columns of each rubric.
        kinds: What the columns hold that are read.
        names: What the columns are called, in their order.
        shown: What those of the result are called.
    """

    ask: Any
    fields: tuple[Fields, ...]
    kinds: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    shown: tuple[str, ...]

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Batches of the result."""
        import pyarrow as pa  # noqa: PLC0415 - an engine

        tables: Iterable[Any] = (
            pa.Table.from_batches([batch]).rename_columns(list(self.names)) for batch in batches
        )
        if self.ask.form is not None:
            tables = _whole_products(tables, self.ask.keys)
        for table in tables:
            result = in_memory(self.ask, table, self.fields, dict(self.kinds))
            yield from result.rename_columns(list(self.shown)).combine_chunks().to_batches()


def _whole_products(tables: Iterable[Any], keys: tuple[str, ...]) -> Iterator[Any]:
    """Tables of sorted rows, cut between two products."""
    import pyarrow as pa  # noqa: PLC0415 - an engine

    rest: Any = None
    for each in tables:
        table = each if rest is None else pa.concat_tables([rest, each])
        columns = table_of(table)
        of_row = Products.of([columns.codes(key) for key in keys], len(columns)).of_row
        cut = len(columns) and int((of_row == of_row[-1]).argmax())
        yield table.slice(0, cut)
        rest = table.slice(cut)
    if rest is not None:
        yield rest


def by_batch(  # pragma: no cover - the slow tests start pyspark
    frame: Any,  # noqa: ANN401 - a frame of pyspark
    answer: Callable[[Any], Any],
    keys: Sequence[str] = (),
) -> Any:  # noqa: ANN401 - a frame of pyspark
    """What a function of tables of pyarrow makes of each batch, row by row.

    Args:
        frame: The frame.
        answer: The function.
        keys: Columns whose rows belong together: those of one value come into one partition, and
            each partition is one table.
    """
    types = import_module("pyspark.sql.pandas.types")
    names = list(frame.columns)
    shown = answer(types.to_arrow_schema(frame.schema).empty_table())
    safe = [f"c{n}" for n in range(len(shown.column_names))]
    schema = types.from_arrow_schema(shown.rename_columns(safe).schema)

    def batches_of(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa  # noqa: PLC0415 - an engine

        for some in [list(batches)] if keys else ([batch] for batch in batches):
            if some:
                result = answer(pa.Table.from_batches(some).rename_columns(names))
                yield from result.rename_columns(safe).combine_chunks().to_batches()

    plain = frame.toDF(*(f"c{n}" for n in range(len(names))))
    if keys:
        plain = plain.repartition(*(f"c{names.index(key)}" for key in keys))
    return plain.mapInArrow(batches_of, schema).toDF(*shown.column_names)
