"""What a team writes by hand: nested when/then, CASE in SQL, numpy tables, a loop over dicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

import numpy as np

from benchmarks.races.sheets import PARTS, TERMS, WANT, Sheets, bands, identifier, least, minima


def nested(space: Any) -> list[list[Any]]:
    """A branch for each option, in steps, as expressions of polars or of narwhals."""

    def lit(value: int) -> Any:
        return space.lit(value, dtype=space.Int8)

    def points(term: Any) -> Any:
        branch = lit(0)
        for value in range(term.last, 0, -1):
            chosen = space.col(term.key) == value
            branch = space.when(chosen).then(lit(term.points[value])).otherwise(branch)
        return branch

    parts = [
        space.sum_horizontal([points(term) for term in terms]).alias(f"part_{part.lower()}")
        for part, terms in PARTS.items()
    ]
    caps = [
        space.when(space.col(term.key) <= value).then(lit(stars)).otherwise(lit(5))
        for term, value, stars in minima()
    ]
    wrong = [~space.col(term.key).is_between(least(term), term.last) for term in TERMS]
    total = space.col("part_a") + space.col("part_b") + space.col("part_c")
    *higher, (_, lowest) = bands()
    by_points = lit(lowest)
    for points_, stars in reversed(higher):
        above = space.col("total") >= points_
        by_points = space.when(above).then(lit(stars)).otherwise(by_points)
    stars = space.min_horizontal([space.col("stars_by_points"), space.col("cap")])
    return [
        [*parts, space.min_horizontal(caps).alias("cap"), reduce(or_, wrong).alias("fault")],
        [total.alias("total")],
        [by_points.alias("stars_by_points")],
        [space.when(~space.col("fault")).then(stars).alias("stars")],
    ]


def by_steps(frame: Any, steps: list[list[Any]]) -> Any:
    """The columns that are wanted, of a frame of polars or of narwhals."""
    for step in steps:
        frame = frame.with_columns(*step)
    return frame.select(*WANT)


def case_sql(quote: str = '"') -> str:
    """The same as SQL over a table ``data``."""

    def name(term: Any) -> str:
        return f"{quote}{term.key}{quote}"

    def points(term: Any) -> str:
        cases = (f"when {name(term)} = {v} then {term.points[v]}" for v in range(1, term.last + 1))
        return f"(case {' '.join(cases)} else 0 end)"

    parts = ", ".join(
        f"{' + '.join(map(points, terms))} as part_{part.lower()}" for part, terms in PARTS.items()
    )
    caps = ", ".join(f"case when {name(t)} <= {v} then {s} else 5 end" for t, v, s in minima())
    fault = " or ".join(f"{name(t)} not between {least(t)} and {t.last}" for t in TERMS)
    *higher, (_, lowest) = bands()
    by_points = " ".join(f"when total >= {points_} then {stars}" for points_, stars in higher)
    stars = "case when not fault then least(stars_by_points, cap) end as stars"
    columns = ", ".join(stars if name == "stars" else name for name in WANT)
    return (
        f"with a as (select {parts}, least({caps}) as cap, {fault} as fault from data), "
        "b as (select *, part_a + part_b + part_c as total from a), "
        f"c as (select *, case {by_points} else {lowest} end as stars_by_points from b) "
        f"select {columns} from c"
    )


def taken(data: Sheets) -> Callable[[], Mapping[str, Any]]:
    """A table a criterion, indexed by the options: what numpy has for it."""
    points = {term.key: np.array(term.points[: term.last + 1], np.int8) for term in TERMS}
    caps = {}
    for term, value, stars in minima():
        cap = caps.setdefault(term.key, np.full(term.last + 1, 5, np.int8))
        cap[: value + 1] = np.minimum(cap[: value + 1], stars)
    ranks = np.zeros(sum(max(term.points) for term in TERMS) + 1, np.int8)
    for points_, stars in reversed(bands()):
        ranks[points_:] = stars

    def call() -> Mapping[str, Any]:
        fault = np.zeros(len(data), bool)
        cap = np.full(len(data), 5, np.int8)
        result: dict[str, Any] = {}
        for part, terms in PARTS.items():
            total = np.zeros(len(data), np.int8)
            for term in terms:
                column = data.columns[term.key]
                fault |= (column < least(term)) | (column > term.last)
                total += points[term.key].take(column, mode="clip")
                if term.key in caps:
                    np.minimum(cap, caps[term.key].take(column, mode="clip"), out=cap)
            result[f"part_{part.lower()}"] = total
        result["total"] = result["part_a"] + result["part_b"] + result["part_c"]
        result["stars_by_points"] = ranks.take(result["total"])
        stars = np.minimum(result["stars_by_points"], cap)
        return result | {"stars": np.where(fault, 0, stars), "fault": fault}

    return call


def tally(read: Callable[[dict[str, int]], Any]) -> Callable[[dict[str, int]], tuple[Any, ...]]:
    """Scores one sheet by tables of plain lists.

    Args:
        read: Makes something of a dict that gives the option of each identifier as attribute, and
            refuses what is out of its range.

    Returns:
        A function of the dict, whose answers are in the order of ``WANT``.
    """
    tables = [[(identifier(t.key), t.points) for t in terms] for terms in PARTS.values()]
    caps = [(identifier(term.key), value, stars) for term, value, stars in minima()]
    ranks = bands()

    def call(row: dict[str, int]) -> tuple[Any, ...]:
        sheet = read(row)
        parts = [sum(points[getattr(sheet, key)] for key, points in part) for part in tables]
        total = sum(parts)
        by_points = next(stars for least_, stars in ranks if total >= least_)
        cap = min((stars for key, value, stars in caps if getattr(sheet, key) <= value), default=5)
        return (*parts, total, by_points, min(by_points, cap), False)

    return call
