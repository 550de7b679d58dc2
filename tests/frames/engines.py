"""One frame in every engine: by name what makes it of columns, and its rows in their order."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any

import narwhals.stable.v2 as nw
import pyarrow as pa
import pytest

from ocop.law.regime import Regime

#: Those that run each time; the others start servers or compile queries, and are slow.
QUICK = ("polars", "polars-lazy", "pandas", "pandas-arrow", "pandas-nullable", "pyarrow", "duckdb")
SLOW = ("ibis", "dask", "pyspark")
#: In the place of slow ones: rows in two partitions; what speaks as Spark does, upon duckdb.
ALIKE = ("dask-two", "sqlframe")
#: More partitions than a small frame has rows for.
PARTITIONS = 16


def engines() -> list[Any]:
    """Every engine as a parameter, the slow ones marked."""
    return [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)]


def few_sets(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> None:
    """Leave these of a regime's sets: a lazy frame is asked for every one that there is.

    That all of them stand in one query, duckdb and polars show in ``test_scored``.
    """
    every = vars(Regime)["sets"].fget
    few = property(lambda regime: tuple(one for one in every(regime) if one.number in numbers))
    monkeypatch.setattr(Regime, "sets", few)


@cache
def spark() -> Any:
    os.environ |= {"TZ": "Asia/Ho_Chi_Minh", "PYSPARK_PYTHON": sys.executable}
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("ocop")
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "Asia/Ho_Chi_Minh",
        "spark.sql.shuffle.partitions": "4",
        # to compile a query of few rows takes longer than to answer it
        "spark.sql.codegen.wholeStage": "false",
        # it lives for a minute: what optimising compilation costs, no query gives back; and the
        # classes are those of its makers, a fifth of whose loading is to verify them
        "spark.driver.extraJavaOptions": (
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
        ),
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def frame(engine: str, table: pa.Table) -> Any:
    """The table in an engine."""
    if engine == "pyarrow":
        return table
    if engine.startswith("polars"):
        import polars as pl

        eager = pl.from_arrow(table)
        return eager.lazy() if engine == "polars-lazy" else eager
    if engine == "duckdb":
        import duckdb

        return duckdb.from_arrow(table)
    if engine.startswith("ibis"):
        import ibis

        # as it comes it looks for selects to put into one, which is half of what it does
        ibis.options.sql.fuse_selects = engine == "ibis-as-it-comes"
        return ibis.memtable(table)
    if engine == "pyspark":
        return spark().createDataFrame(table)
    import pandas as pd

    if engine == "pandas-arrow":
        return table.to_pandas(types_mapper=pd.ArrowDtype)
    if engine == "pandas-nullable":
        return table.to_pandas().convert_dtypes()
    if engine.startswith("dask"):
        import dask.dataframe as dd

        count = PARTITIONS if engine == "dask" else 2
        return dd.from_pandas(_midnights(table).to_pandas(), npartitions=count)
    if engine == "sqlframe":
        from sqlframe.duckdb import DuckDBSession

        return DuckDBSession().createDataFrame(table.to_pylist())
    return table.to_pandas()


def _midnights(table: pa.Table) -> pa.Table:
    """The table with its days as moments: dask makes text of the days of pandas."""
    fields = [
        field.with_type(pa.timestamp("us")) if pa.types.is_date(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def rows(native: Any, order: str | None = "n") -> list[dict[str, Any]]:
    """The rows of a result as plain values, in the order of a column."""
    if type(native).__module__.startswith("dask"):
        native = native.compute()
    data = nw.from_native(native)
    eager = data.collect(backend="pyarrow") if isinstance(data, nw.LazyFrame) else data
    found = [
        {str(name): _plain(value) for name, value in row.items()}
        for row in eager.iter_rows(named=True)
    ]
    return found if order is None else sorted(found, key=lambda row: row[order])


def _plain(value: Any) -> Any:
    if value is None or type(value).__name__ == "NAType" or value != value:  # noqa: PLR0124 - NaN
        return None
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value
