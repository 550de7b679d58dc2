"""Verdicts of councils over a whole frame: from a row an answer to a row a product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from ocop.argument import check_type
from ocop.cycle.council.regulation import CouncilRules
from ocop.errors import Faults
from ocop.frames.build import TEMPORARY
from ocop.frames.council import Council
from ocop.frames.door import Asked, answered
from ocop.frames.engine import Engine, engine_of
from ocop.frames.extra import nw
from ocop.law.regime import Regime
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["VERDICTS", "verdicts"]

#: Every column that can be asked for.
VERDICTS = (
    "ballots",
    "valid",
    "part_a_sum",
    "part_b_sum",
    "part_c_sum",
    "total_sum",
    "total_count",
    "stars_by_points",
    "stars",
    "excluded",
    "excluded_by",
    "spread",
    "needs",
    "fault",
    "faults",
)
_WANT = ("valid", "total_sum", "total_count", "stars_by_points", "stars", "needs", "fault")
_READ = ("member", "criterion", "option", "chair", "invalid")
_SET = TEMPORARY + "set"


def verdicts(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric | Regime,
    *,
    key: str | Sequence[str],
    regulation: CouncilRules | None = None,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    set_column: str = "set",
    faults: str = "row",
    prefix: str = "",
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """What the ballots of a frame come to, a row for each product.

    Every cell is what :func:`ocop.verdict` says of the same ballots. Averages are whole sums and
    counts, and ranks follow from those: nothing is divided.

    Args:
        frame: Of polars, pandas, pyarrow, duckdb, ibis, dask, pyspark or whatever else narwhals
            reads, with a row for each answer: the columns ``member``, ``criterion`` and
            ``option``, as :func:`score` reads those of a long frame. ``chair`` may say by true or
            1 which member chairs, and ``invalid`` by true, 1 or a reason which ballot does not
            count; both are the same in every row of a ballot.
        rubric: The rubric that all ballots are on; or the regime, where a column names the product
            set of each row.
        key: The columns that name a product.
        regulation: The council's regulation; where not given, one that asks for nothing.
        want: The columns to add, of ``ballots`` (those cast), ``valid`` (those that count),
            ``part_a_sum``, ``part_b_sum``, ``part_c_sum`` (the points of those that count; over
            ``valid`` the average), ``total_sum`` and ``total_count`` (the average is the one over
            the other, as the council reckons it), ``stars_by_points``, ``stars`` (null for no
            rank), ``excluded``, ``excluded_by`` (ids), ``spread`` (points), ``needs`` (ids, empty
            where the verdict stands), ``fault`` (whether there is no verdict; the columns between
            ``valid`` and it are then null) and ``faults`` (the code of each).
        columns: A column as named above → the frame's own name for it.
        set_column: The column with the number of the product set, where a regime is given; a
            product is then one within its set.
        faults: ``"row"``: a product at fault says so; ``"raise"``: it is an error, and a lazy frame
            is reckoned once to know.
        prefix: What the names of the added columns begin with.

    Returns:
        A frame of the columns of ``key``, the one of the set where a regime is given, and those
        asked for, in no order; of the kind that was handed in, lazy where that is lazy.

    Raises:
        InputError: no frame, no rubric, regime or regulation, a column that is missing or holds no
            options; with ``"raise"`` the faults of its products too, of the first 1,000.

    Reference: 26/2026/QĐ-TTg, Art. 3.3.
    """
    wrong = Faults()
    many = isinstance(rubric, Regime)
    if not many and not isinstance(rubric, Rubric):
        wrong.add("not-a-rubric", "rubric", given=rubric)
    council = CouncilRules() if regulation is None else regulation
    check_type(wrong, council, CouncilRules, "regulation")
    keys = (key,) if isinstance(key, str) else tuple(key)
    keys = tuple(dict.fromkeys((*keys, *([set_column] if many else []))))
    at = keys.index(set_column) if many else None
    return answered(
        frame,
        partial(_verdicts, rubric=rubric, regulation=council, at=at),
        wrong,
        want=want,
        known=VERDICTS,
        reads=_READ,
        needs=("member", "criterion", "option"),
        columns=columns,
        faults=faults,
        prefix=prefix,
        keys=keys,
        apart=True,
        flags={
            name: "boolean" if name in {"excluded", "fault"} else "Int64"
            for name in VERDICTS
            if name not in {"excluded_by", "needs", "faults"}
        },
    )


def _verdicts(
    data: Any,  # noqa: ANN401 - a frame of narwhals
    asked: Asked,
    faults: Faults,
    *,
    rubric: Rubric | Regime,
    regulation: CouncilRules,
    at: int | None,
) -> Any:  # noqa: ANN401 - a frame of narwhals
    """The verdicts on the ballots of a frame.

    Args:
        data: The frame.
        asked: What is asked of it.
        faults: What is wrong with its columns is noted there.
        rubric: The rubric that all ballots are on, or the regime.
        regulation: The council's.
        at: Which of the keys has the set, where a regime is given.
    """
    sets = [] if at is None else [asked.keys[at]]
    engine = _engine(data, asked, faults, sets)
    if isinstance(rubric, Rubric):
        frame = Council(asked=asked, engine=engine, rubric=rubric, regulation=regulation).frame()
    else:
        councils = [
            Council(asked=asked, engine=engine, rubric=rubric.rubric(one), regulation=regulation)
            for one in rubric.sets
        ]
        frame = _by_set(councils, *sets, eager=isinstance(data, nw.DataFrame))
    if engine.space is nw:
        return frame
    return nw.from_native(frame if isinstance(data, nw.LazyFrame) else frame.collect())


def _engine(data: Any, asked: Asked, faults: Faults, sets: list[str]) -> Engine:  # noqa: ANN401
    """How a frame of narwhals is read, and the columns of sets in it.

    Raises:
        InputError: a column that cannot be what it is to hold.
    """
    schema = data.collect_schema()
    flags = [asked.columns[key] for key in ("chair", "invalid") if key in asked.columns]
    counted = [column for column in flags if not _is_text(schema[column])]
    engine = engine_of(data, (asked.columns["option"], *counted, *sets), faults)
    for column in sets:
        if engine.kinds[column] == "flag":
            faults.add("column-not-options", "frame", column, given="Boolean")
    faults.raise_if_any()
    return engine


def _by_set(councils: Sequence[Council], column: str, *, eager: bool) -> Any:  # noqa: ANN401
    """The verdicts on ballots of many sets, each on the rubric of its own.

    Args:
        councils: One for each set.
        column: The column with the number of the set.
        eager: Whether it can be known which sets there are.
    """
    engine, space = councils[0].engine, councils[0].space
    numbers = [one.rubric.product_set.number for one in councils]
    frame = engine.frame.with_columns(engine.number(column, max(numbers)).alias(_SET))
    which, there = space.col(_SET), {*numbers, None}
    if eager:
        found = frame.select(which.unique())
        there = set((found if space is nw else found.collect())[_SET].to_list())

    def of(council: Council, flag: Any) -> Any:  # noqa: ANN401 - expressions and frames
        part = attrs.evolve(engine, frame=frame.filter(flag))
        return attrs.evolve(council, engine=part).frame()

    parts = [
        of(one, which == number)
        for one, number in zip(councils, numbers, strict=True)
        if number in there
    ]
    if not parts or not there <= set(numbers):
        parts.append(of(attrs.evolve(councils[0], known=False), ~which.is_in(numbers)))
    return space.concat(parts)


def _is_text(dtype: Any) -> bool:  # noqa: ANN401 - a type of narwhals
    return dtype in {nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Unknown}
