"""Who takes part, and who is held to whom."""

from __future__ import annotations

import attrs

from benchmarks.races import loop, zen
from benchmarks.races.by_hand import taken
from benchmarks.races.contestant import Contestant
from benchmarks.races.engine import ENGINES, of_arrays, prebuilt
from benchmarks.races.openfisca import in_openfisca

#: How many sheets those are given that go one by one.
FEW, FEWER = 2_000, 400


@attrs.frozen
class Race:
    """Two that take turns.

    Attributes:
        ours: The id of the library's contestant.
        other: The id of that which it is held to.
        least: How many times as fast the library is to be; None where nothing is promised.
        part: Of how many of the sheets: all, or a tenth.
    """

    ours: str
    other: str
    least: float | None = None
    part: int = 1


def _contestants() -> list[Contestant]:
    found: list[Contestant] = []
    for engine in ENGINES:
        found += engine.contestants()
        if engine.id == "duckdb":
            found += engine.contestants("int64")
        if engine.id == "polars":
            found += engine.contestants("int64")
            for kind, more in (("int8", ""), ("int64", ", int64")):
                found.append(
                    attrs.evolve(
                        found[1],
                        id=f"polars-{kind}-prebuilt",
                        name=f"polars, nested when/then built beforehand{more}",
                        prepare=lambda data, kind=kind: prebuilt(data.wide(kind)),
                    )
                )
    return [
        *found,
        attrs.evolve(
            found[0],
            id="polars-arrays",
            name="ocop.frames, polars made of int32 arrays in the call",
            prepare=of_arrays,
        ),
        Contestant(
            id="take", name="numpy, a table a criterion (take)", prepare=taken, answers=dict
        ),
        Contestant(
            id="openfisca",
            name="openfisca-core, brackets as parameters",
            needs=("openfisca_core",),
            prepare=in_openfisca("brackets"),
            answers=dict,
        ),
        Contestant(
            id="openfisca-tables",
            name="openfisca-core, numpy tables in the formulas",
            needs=("openfisca_core",),
            prepare=in_openfisca("tables"),
            answers=dict,
        ),
        Contestant(
            id="zen",
            name="zen-engine, one by one",
            needs=("zen",),
            prepare=zen.one_by_one,
            answers=zen.answers,
            most=FEWER,
        ),
        Contestant(
            id="zen-batch",
            name="zen-engine, in a batch",
            needs=("zen",),
            prepare=zen.in_batches,
            answers=zen.answers,
            most=FEW,
        ),
        Contestant(
            id="one-by-one",
            name="ocop.score, one by one",
            prepare=loop.by_library,
            answers=loop.answers,
            ours=True,
            most=FEW,
        ),
        Contestant(
            id="dicts",
            name="Python, a loop over dicts",
            prepare=loop.by_dicts,
            answers=loop.answers,
            most=FEW,
        ),
        Contestant(
            id="pydantic",
            name="pydantic, then the loop",
            needs=("pydantic",),
            prepare=loop.by_pydantic,
            answers=loop.answers,
            most=FEW,
        ),
        Contestant(
            id="msgspec",
            name="msgspec, then the loop",
            needs=("msgspec",),
            prepare=loop.by_msgspec,
            answers=loop.answers,
            most=FEW,
        ),
    ]


CONTESTANTS = {contestant.id: contestant for contestant in _contestants()}
RACES = (
    Race("polars", "polars-by-hand", 1.0),
    Race("polars", "polars-int8-prebuilt", 0.8),
    Race("polars", "polars-by-hand", 0.5, part=10),
    Race("polars-int64", "polars-int64-by-hand", 1.0),
    Race("polars-int64", "polars-int64-prebuilt", 0.8),
    Race("polars-int64", "polars-int64-by-hand", 0.5, part=10),
    Race("polars-lazy", "polars-lazy-by-hand"),
    Race("pandas", "pandas-by-hand", 5),
    Race("pandas-arrow", "pandas-arrow-by-hand", 5),
    Race("pyarrow", "pyarrow-by-hand", 5),
    Race("duckdb", "duckdb-by-hand", 2),
    Race("duckdb-int64", "duckdb-int64-by-hand", 2),
    Race("ibis", "ibis-by-hand"),
    Race("dask", "dask-by-hand"),
    Race("pyspark", "pyspark-by-hand"),
    Race("polars", "take"),
    Race("polars-arrays", "openfisca", 4),
    Race("polars-arrays", "openfisca-tables"),
    Race("polars", "zen", 1_000),
    Race("polars", "zen-batch"),
    Race("one-by-one", "dicts"),
    Race("one-by-one", "pydantic"),
    Race("one-by-one", "msgspec"),
)
