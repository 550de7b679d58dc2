"""Where the rows of a frame lie does not change what they score."""

from __future__ import annotations

from random import Random

import pyarrow as pa
import pytest

import ocop
from ocop.errors import InputError
from ocop.frames import score
from ocop.frames.partition import by_partition
from ocop.frames.plan import OUTPUTS

from .answers import random_rows, table
from .engines import frame, rows

RUBRIC = ocop.regimes()[-1].rubric(1)


def long_table(count):
    """Answers of which one product in two has every row twice, in no order."""
    cells = [
        {"product": row["n"], "criterion": name, "option": option}
        for row in random_rows(RUBRIC, Random(7), count)
        for name, option in row.items()
        for _ in range(1 + row["n"] % 2)
        if name != "n"
    ]
    Random(8).shuffle(cells)
    kinds = {"product": pa.int64(), "criterion": pa.string(), "option": pa.int64()}
    return pa.table({k: pa.array([c[k] for c in cells], v) for k, v in kinds.items()})


@pytest.mark.parametrize("partitions", [1, 3, 17])
def test_partitions_of_dask_do_not_change_a_score(partitions):
    import dask.dataframe as dd

    wide, long = table(random_rows(RUBRIC, Random(4), 40)), long_table(12)
    data = dd.from_pandas(wide.to_pandas(), npartitions=partitions)
    assert rows(score(data, RUBRIC, want=OUTPUTS).frame) == rows(
        score(wide, RUBRIC, want=OUTPUTS).frame
    )
    data = dd.from_pandas(long.to_pandas(), npartitions=partitions)
    result = score(data, RUBRIC, key="product", want=OUTPUTS)
    alone = score(long, RUBRIC, key="product", want=OUTPUTS)
    assert rows(result.frame, "product") == rows(alone.frame, "product")


def test_a_partition_of_no_rows_is_not_asked():
    """Rows of five products leave eleven of sixteen partitions empty, or more."""
    import dask.dataframe as dd
    import pandas as pd

    asked = []

    def answer(part):
        asked.append(sorted(part["code"].unique()))
        return part.assign(twice=part["points"] * 2)

    whole = pd.DataFrame({"code": [*"abcde"] * 8, "points": range(40)})
    data = dd.from_pandas(whole, npartitions=16)
    result = by_partition(data, answer, ["code"]).compute(scheduler="synchronous")
    assert sorted(result["twice"]) == list(range(0, 80, 2))
    assert asked[0] == []  # the columns that there will be
    assert sorted(code for part in asked for code in part) == [*"abcde"]
    assert all(asked[1:])


def test_faults_in_a_partition_are_an_error():
    best = {one.no: len(one.options) for one in RUBRIC.criteria}
    data = frame(
        "dask", table([{"n": n, **best} for n in range(40)] + [{"n": 1, **best, "1.1": 9}])
    )
    with pytest.raises(InputError) as caught:
        score(data, RUBRIC, faults="raise")
    assert [(one.code, one.path) for one in caught.value.faults] == [("no-such-option", ("1.1",))]
    fine = frame("dask", table([{"n": n, **best} for n in range(40)]))
    assert {row["stars"] for row in rows(score(fine, RUBRIC, faults="raise").frame)} == {5}


def partitioned(folder, count):
    """A Parquet dataset, a folder a district, one of them far larger than the others."""
    import pyarrow.dataset as ds

    wide = table(random_rows(RUBRIC, Random(5), count))
    district = ["big" if n % 10 else f"small-{n}" for n in range(count)]
    wide = wide.append_column("district", pa.array(district))
    ds.write_dataset(
        wide, folder, format="parquet", partitioning=["district"], partitioning_flavor="hive"
    )
    return wide


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["dask", "pyspark"])
def test_a_partitioned_dataset_is_scored_where_it_lies(engine, tmp_path):
    from . import engines

    wide = partitioned(tmp_path / "sheets", 200)
    alone = {row["n"]: row for row in rows(score(wide, RUBRIC, want=OUTPUTS).frame)}
    if engine == "dask":
        import dask.dataframe as dd
        import distributed

        with (
            distributed.LocalCluster(
                n_workers=1, threads_per_worker=2, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster),
        ):
            data = dd.read_parquet(tmp_path / "sheets", split_row_groups=True)
            scored = score(data, RUBRIC, want=OUTPUTS).frame
            scored.to_parquet(tmp_path / "scores")
    else:
        data = engines.spark().read.parquet(str(tmp_path / "sheets"))
        score(data, RUBRIC, want=OUTPUTS).frame.write.parquet(str(tmp_path / "scores"))
    import pyarrow.dataset as ds

    result = rows(ds.dataset(tmp_path / "scores", exclude_invalid_files=True).to_table())
    assert len(result) == len(alone)
    for row in result:
        assert {name: row[name] for name in OUTPUTS} == {
            name: alone[row["n"]][name] for name in OUTPUTS
        }
