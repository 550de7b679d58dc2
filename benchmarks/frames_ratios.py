# ruff: noqa: E501, S608, B023 - rows of a table, and a query of the rule data alone
"""How fast a frame is scored, each beside something hand-written in the same engine.

Run ``python benchmarks/frames_ratios.py [ROWS] [ROUNDS]``. Both sides run one after the other in short
rounds, and the ratio is the median over the rounds of hand-written seconds to ours: 2 is twice as fast.
Results are checked equal first. A hand-written expression is built in the call, as a user's is;
``prebuilt`` leaves that out.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

import ocop
from ocop.frames import score
from ocop.frames.term import terms_of

RUBRIC = ocop.regimes()[-1].rubric(1)
TERMS = terms_of(RUBRIC)
WANT = ("part_a", "part_b", "part_c", "total", "stars_by_points", "stars", "fault")
PACKAGES = ("narwhals", "polars", "duckdb", "pandas", "pyarrow", "openfisca-core", "zen-engine")


def sheets(count: int, kind: Any) -> pl.DataFrame:
    """Random sheets, all of them right."""
    random = np.random.default_rng(1)
    data = {t.key: random.integers(t.first, t.last + 1, count) for t in TERMS}
    for term in TERMS:
        if term.needs is not None:
            decider = data[TERMS[term.needs[0]].key]
            told = np.maximum(data[term.key], 1)
            data[term.key] = np.where(decider <= term.needs[1], 0, told)
    return pl.DataFrame(data).cast(kind)


def minima() -> list[tuple[str, int, int]]:
    """(criterion, the last option that leaves so many stars, the stars)."""
    return [
        (term.key, value, star - 1)
        for term in TERMS
        for star in range(1, 6)
        if (value := max((v for v in range(term.last + 1) if star in term.missed[v]), default=-1))
        >= 0
    ]


def nested(space: Any) -> list[list[Any]]:
    """What a user writes: a branch for each option, in steps."""
    small = space.Int8

    def lit(value: int) -> Any:
        return space.lit(value, dtype=small)

    def points(term: Any) -> Any:
        column = space.col(term.key)
        branch = lit(0)
        for value in range(term.last, 0, -1):
            branch = space.when(column == value).then(lit(term.points[value])).otherwise(branch)
        return branch

    def least(term: Any) -> int:
        return 0 if term.needs is not None else term.first

    parts = [
        space.sum_horizontal([points(t) for t in TERMS if t.criterion.part == part]).alias(
            f"part_{part.lower()}"
        )
        for part in "ABC"
    ]
    caps = [
        space.when(space.col(key) <= value).then(lit(stars)).otherwise(lit(5))
        for key, value, stars in minima()
    ]
    wrong = [~space.col(t.key).is_between(least(t), t.last) for t in TERMS]
    fault = wrong[0]
    for flag in wrong[1:]:
        fault = fault | flag
    total = space.col("part_a") + space.col("part_b") + space.col("part_c")
    band = lit(1)
    for stars, points_ in ((2, 30), (3, 50), (4, 70), (5, 90)):
        band = space.when(space.col("total") >= points_).then(lit(stars)).otherwise(band)
    stars = space.min_horizontal([space.col("stars_by_points"), space.col("cap")])
    return [
        [*parts, space.min_horizontal(caps).alias("cap"), fault.alias("fault")],
        [total.alias("total")],
        [band.alias("stars_by_points")],
        [space.when(~space.col("fault")).then(stars).alias("stars")],
    ]


def by_steps(frame: Any, steps: list[list[Any]]) -> Any:
    for step in steps:
        frame = frame.with_columns(*step)
    return frame.select(*WANT)


def by_hand(frame: Any, space: Any) -> Any:
    return by_steps(frame, nested(space))


def case_sql() -> str:
    """The same as SQL."""

    def points(term: Any) -> str:
        cases = " ".join(
            f'when "{term.key}" = {v} then {term.points[v]}' for v in range(1, term.last + 1)
        )
        return f"(case {cases} else 0 end)"

    parts = ", ".join(
        " + ".join(points(t) for t in TERMS if t.criterion.part == part)
        + f" as part_{part.lower()}"
        for part in "ABC"
    )
    caps = ", ".join(f'case when "{k}" <= {v} then {s} else 5 end' for k, v, s in minima())
    fault = " or ".join(
        f'"{t.key}" not between {0 if t.needs is not None else t.first} and {t.last}' for t in TERMS
    )
    return (
        f"with a as (select {parts}, least({caps}) as cap, {fault} as fault from data),"
        "b as (select *, part_a + part_b + part_c as total from a),"
        "c as (select *, case when total >= 90 then 5 when total >= 70 then 4 when total >= 50 then 3 "
        "when total >= 30 then 2 else 1 end as stars_by_points from b)"
        f"select {', '.join(WANT[:5])}, case when not fault then least(stars_by_points, cap) end as stars, fault from c"
    )


def equal(one: Any, other: Any) -> None:
    def numbers(frame: Any) -> Any:
        return nw.from_native(frame).select(nw.col(*WANT)).to_pandas().astype("float64").to_numpy()

    assert np.array_equal(numbers(one), numbers(other), equal_nan=True)


def race(name: str, ours: Callable[[], Any], other: Callable[[], Any], rounds: int) -> float:
    ours(), other()
    taken = []
    for _ in range(rounds):
        times = []
        for call in (ours, other):
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
        taken.append(times)
    ratio = median(b / a for a, b in taken)
    mine, theirs = (1000 * median(column) for column in zip(*taken, strict=True))
    print(f"{name:44} {ratio:8.2f}   {mine:9.1f} ms beside {theirs:9.1f} ms", flush=True)
    return ratio


def polars_races(count: int, rounds: int) -> None:
    for kind in (pl.Int8, pl.Int64):
        data = sheets(count, kind)
        ours = lambda data=data: score(data, RUBRIC, want=WANT).frame.select(*WANT)  # noqa: E731
        equal(ours(), by_hand(data, pl))
        race(f"polars {kind} {count:,}, built in the call", ours, lambda: by_hand(data, pl), rounds)
        steps = nested(pl)
        race(f"polars {kind} {count:,}, prebuilt", ours, lambda: by_steps(data, steps), rounds)


def duckdb_race(count: int, rounds: int) -> None:
    connection = duckdb.connect()
    connection.register("given", sheets(count, pl.Int8).to_arrow())
    connection.sql("create table data as select * from given")
    table, sql = connection.table("data"), case_sql()
    ours = lambda: score(table, RUBRIC, want=WANT).frame.select(*WANT).to_arrow_table()  # noqa: E731
    other = lambda: connection.sql(sql).to_arrow_table()  # noqa: E731
    equal(
        ours().sort_by([(name, "ascending") for name in WANT]),
        other().sort_by([(n, "ascending") for n in WANT]),
    )
    race(f"duckdb {count:,} beside CASE SQL", ours, other, rounds)


def narwhals_races(count: int, rounds: int) -> None:
    data = sheets(count, pl.Int8)
    for name, frame in {"pyarrow": data.to_arrow(), "pandas": data.to_pandas()}.items():
        ours = partial(
            lambda frame: nw.from_native(score(frame, RUBRIC, want=WANT).frame).select(*WANT), frame
        )
        other = partial(lambda frame: by_hand(nw.from_native(frame), nw), frame)
        equal(ours(), other())
        race(f"{name} int8 {count:,} beside the nested form", ours, other, rounds)


def growth(counts: tuple[int, ...]) -> None:
    """Seconds a million sheets, and memory beside the input, from one size to the next."""
    for count in counts:
        data = sheets(count, pl.Int8)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            score(data, RUBRIC, want=WANT)
            taken.append(time.perf_counter() - start)
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
        size = data.estimated_size("mb")
        print(
            f"{count:>10,}  {min(taken) / count * 1e9:7.1f} ns a sheet  {more:7.1f} MB beside {size:.1f} MB of input",
            flush=True,
        )


def versions() -> str:
    parts = [f"Python {sys.version.split()[0]}", f"{pl.thread_pool_size()} threads"]
    for package in PACKAGES:
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            parts.append(f"no {package}")
    return ", ".join(parts)


def main(count: int = 1_000_000, rounds: int = 7) -> None:
    print(versions())
    polars_races(count, rounds)
    polars_races(count // 10, rounds)
    duckdb_race(count, rounds)
    narwhals_races(count, rounds)
    growth((100_000, 300_000, 1_000_000, 3_000_000, 5_000_000))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
