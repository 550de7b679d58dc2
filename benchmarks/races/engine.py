"""The library on every engine, and beside each what is written by hand for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from benchmarks.races.by_hand import by_steps, case_sql, nested
from benchmarks.races.contestant import Contestant
from benchmarks.races.sheets import RUBRIC, WANT, Sheets
from ocop.frames import score

#: More partitions than cores.
PARTITIONS = 16


def _columns(result: Any) -> Mapping[str, Any]:
    """The columns of a result of any of them."""
    if hasattr(result, "to_pandas"):
        result = result.to_pandas()
    return {name: result[name].astype("float64").to_numpy() for name in WANT}


def _scored(frame: Any) -> Any:
    scored = score(frame, RUBRIC, want=WANT).frame
    if type(scored).__module__.startswith("dask"):  # which narwhals reads by another package soon
        return scored[list(WANT)]
    return nw.from_native(scored).select(*WANT).to_native()


@attrs.frozen(kw_only=True)
class Engine:
    """How one engine is given a frame and made to finish.

    Attributes:
        id: Its short name.
        name: What the page calls it.
        needs: The modules that it takes.
        frame: The sheets as its frame, ready to be worked on.
        finish: What makes a lazy result of it one that is there.
        hand: What the page calls that which is written by hand for it.
        by_hand: Makes a call of that, of the sheets.
        outside: Whether it works in another process.
        ordered: Whether it keeps the order of rows.
        read: The columns of a result.
    """

    id: str
    name: str
    needs: tuple[str, ...]
    frame: Callable[[Sheets], Any]
    finish: Callable[[Any], Any] = lambda result: result
    hand: str
    by_hand: Callable[[Sheets], Callable[[], Any]]
    outside: bool = False
    ordered: bool = True
    read: Callable[[Any], Mapping[str, Any]] = _columns

    def contestants(self, kind: str = "int8") -> tuple[Contestant, Contestant]:
        """The library on it, and what is written by hand, given options of this type."""
        tail, also = ("", "") if kind == "int8" else (f"-{kind}", f", {kind}")
        ours = Contestant(
            id=self.id + tail,
            name=f"ocop.frames, {self.name}{also}",
            prepare=lambda data: self.ours(data.wide(kind)),
            answers=self.read,
            needs=("narwhals", *self.needs),
            ours=True,
            outside=self.outside,
            ordered=self.ordered,
        )
        hand = attrs.evolve(
            ours,
            id=f"{self.id}{tail}-by-hand",
            name=self.hand + also,
            prepare=lambda data: self.by_hand(data.wide(kind)),
            ours=False,
        )
        return ours, hand

    def ours(self, data: Sheets) -> Callable[[], Any]:
        """A call of the library."""
        frame = self.frame(data)
        return lambda: self.finish(_scored(frame))


def _polars(data: Sheets) -> Any:
    return import_module("polars").DataFrame(dict(data.columns))


def _arrow(data: Sheets) -> Any:
    return import_module("pyarrow").table(dict(data.columns))


def _pandas(data: Sheets) -> Any:
    return import_module("pandas").DataFrame(dict(data.columns))


def _pandas_arrow(data: Sheets) -> Any:
    kind = import_module("pandas").ArrowDtype
    return _arrow(data).to_pandas(types_mapper=kind)


def of_arrays(data: Sheets) -> Callable[[], Any]:
    """A call of the library that begins with what openfisca-core is given."""
    wide = data.wide("int32")
    return lambda: _scored(_polars(wide))


def _polars_by_hand(data: Sheets) -> Callable[[], Any]:
    polars, frame = import_module("polars"), _polars(data)
    return lambda: by_steps(frame, nested(polars))


def prebuilt(data: Sheets) -> Callable[[], Any]:
    """The same with expressions that are built beforehand."""
    polars, frame = import_module("polars"), _polars(data)
    steps = nested(polars)
    return lambda: by_steps(frame, steps)


def _lazy_by_hand(data: Sheets) -> Callable[[], Any]:
    polars, frame = import_module("polars"), _polars(data).lazy()
    return lambda: by_steps(frame, nested(polars)).collect()


def _nested_of(frame: Any) -> Any:
    return by_steps(nw.from_native(frame), nested(nw)).to_native()


def _by_narwhals(of: Callable[[Sheets], Any]) -> Callable[[Sheets], Callable[[], Any]]:
    def by_hand(data: Sheets) -> Callable[[], Any]:
        frame = of(data)
        return lambda: _nested_of(frame)

    return by_hand


def _connection(data: Sheets) -> Any:
    connection = import_module("duckdb").connect()
    connection.register("given", _arrow(data))
    connection.sql("create table data as select * from given")
    return connection


def _duckdb_by_hand(data: Sheets) -> Callable[[], Any]:
    connection, sql = _connection(data), case_sql()
    return lambda: connection.sql(sql).to_arrow_table()


def _ibis(data: Sheets) -> Any:
    return import_module("ibis").duckdb.from_connection(_connection(data)).table("data")


def _dask(data: Sheets) -> Any:
    dask = import_module("dask.dataframe")
    return dask.from_pandas(_pandas(data), npartitions=PARTITIONS)


def _dask_by_hand(data: Sheets) -> Callable[[], Any]:
    frame = _dask(data)
    return lambda: frame.map_partitions(_nested_of).compute()


@cache
def _session() -> Any:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else that of the path, without ocop
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[*]").appName("ocop")
    options = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "4g",
        "spark.log.level": "OFF",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _spark(data: Sheets) -> Any:
    with TemporaryDirectory() as folder:
        import_module("pyarrow.parquet").write_table(_arrow(data), f"{folder}/data.parquet")
        frame = _session().read.parquet(folder).repartition(PARTITIONS).cache()
        frame.count()
    return frame


def _spark_finished(frame: Any) -> Any:
    frame.write.format("noop").mode("overwrite").save()
    return frame


def _spark_by_hand(data: Sheets) -> Callable[[], Any]:
    frame, sql = _spark(data), case_sql("`")
    frame.createOrReplaceTempView("data")
    return lambda: _spark_finished(frame.sparkSession.sql(sql))


ENGINES = (
    Engine(
        id="polars",
        name="polars",
        needs=("polars",),
        frame=_polars,
        hand="polars, nested when/then",
        by_hand=_polars_by_hand,
    ),
    Engine(
        id="polars-lazy",
        name="polars lazy",
        needs=("polars",),
        frame=lambda data: _polars(data).lazy(),
        finish=lambda result: result.collect(),
        hand="polars lazy, nested when/then",
        by_hand=_lazy_by_hand,
    ),
    Engine(
        id="pandas",
        name="pandas on numpy",
        needs=("pandas",),
        frame=_pandas,
        hand="pandas on numpy, nested when/then",
        by_hand=_by_narwhals(_pandas),
    ),
    Engine(
        id="pandas-arrow",
        name="pandas on Arrow",
        needs=("pandas", "pyarrow"),
        frame=_pandas_arrow,
        hand="pandas on Arrow, nested when/then",
        by_hand=_by_narwhals(_pandas_arrow),
    ),
    Engine(
        id="pyarrow",
        name="pyarrow",
        needs=("pyarrow",),
        frame=_arrow,
        hand="pyarrow, nested when/then",
        by_hand=_by_narwhals(_arrow),
    ),
    Engine(
        id="duckdb",
        name="duckdb",
        needs=("duckdb", "pyarrow"),
        frame=lambda data: _connection(data).table("data"),
        finish=lambda result: result.to_arrow_table(),
        hand="duckdb, CASE in SQL",
        by_hand=_duckdb_by_hand,
        ordered=False,
    ),
    Engine(
        id="ibis",
        name="ibis on duckdb",
        needs=("ibis", "duckdb", "pyarrow"),
        frame=_ibis,
        finish=lambda result: result.to_pyarrow(),
        hand="duckdb, CASE in SQL, beside ibis",
        by_hand=_duckdb_by_hand,
        ordered=False,
    ),
    Engine(
        id="dask",
        name="dask",
        needs=("dask", "pandas"),
        frame=_dask,
        finish=lambda result: result.compute(),
        hand="dask, nested when/then",
        by_hand=_dask_by_hand,
    ),
    Engine(
        id="pyspark",
        name="pyspark",
        needs=("pyspark", "pyarrow"),
        frame=_spark,
        finish=_spark_finished,
        hand="Spark, CASE in SQL",
        by_hand=_spark_by_hand,
        outside=True,
        ordered=False,
        read=lambda frame: _columns(frame.toPandas()),
    ),
)
