"""Scores of a whole frame, in whatever engine the frame is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from ocop.errors import Faults
from ocop.frames.ask import MOST_ROWS, RAISED, Ask, raise_faults, raise_rows, run
from ocop.frames.extra import nw
from ocop.frames.field import is_key
from ocop.frames.long import LongForm
from ocop.frames.partition import by_partition, is_dask
from ocop.frames.plan import OUTPUTS
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.scoring.rubric.criterion import Doubt
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.spelling import no_criterion

__all__ = ["Scored", "score"]

#: What is reckoned where nothing is asked for: all that is no text.
_WANT = tuple(name for name in OUTPUTS if name not in {"capped_by", "excluded_by", "faults"})


@attrs.frozen(repr=False)
class Scored:
    """The scores of a frame.

    Attributes:
        frame: The frame with the columns asked for, of the kind that was handed in; lazy where that
            is lazy.
        rubrics: The rubrics that it was scored on, one, or those of every set of the regime.
    """

    frame: Any
    rubrics: tuple[Rubric, ...]

    def __repr__(self) -> str:
        which = repr(self.rubrics[0]) if len(self.rubrics) == 1 else repr(self.rubrics[0].regime)
        return f"<Scored on {which}: {type(self.frame).__name__}>"

    @property
    def rules(self) -> Rules:
        """Under which rules it was scored."""
        return self.rubrics[0].rules

    @property
    def doubts(self) -> Mapping[int, tuple[Doubt, ...]]:
        """Number of the product set → what is not certain about its table, where anything is."""
        return {one.product_set.number: one.doubts for one in self.rubrics if one.doubts}


def score(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric | Regime,
    *,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    key: str | Sequence[str] | None = None,
    criterion: str = "criterion",
    option: str = "option",
    set_column: str = "set",
    faults: str = "row",
    prefix: str = "",
) -> Scored:
    """Score every row of a frame, or every product of one with a row an answer.

    Args:
        frame: Of polars, pandas, pyarrow, duckdb, ibis, dask, pyspark or whatever else narwhals
            reads. Wide: a column for each criterion, named by its number or id, with the option
            number as printed; a criterion that may not apply needs none. A checklist has a column a
            line, as ``"4.1[2]"``, with true or 1 where it is ticked. Columns
            ``"exclusion:forged-dossier"`` and ``"unmet:test-reports"`` say by true or 1 what the
            sheet asserts. Others are left as they are. An empty cell is no answer; a float must be
            whole, a text spell the number.
        rubric: The rubric; or the regime, where a column names the product set of each row.
        want: The columns to add, of ``part_a``, ``part_b``, ``part_c``, ``total``,
            ``stars_by_points``, ``cap`` (the most stars that the minima leave; null where they
            leave all), ``capped_by`` (numbers of the criteria whose minima cost a star), ``stars``,
            ``excluded``, ``excluded_by`` (ids), ``fault`` (whether the row is at fault; every
            other column is then null) and ``faults`` (where, and the code of each). By default all
            that are no text.
        columns: What is to be read otherwise: number or id of a criterion, or a name as above →
            the column's own name.
        key: The columns that name a product, where the frame is long: a row for each answer.
        criterion: The column of a long frame with the number or id of the criterion, or a name as
            above.
        option: The column of a long frame with the option.
        set_column: The column with the number of the product set, where a regime is given.
        faults: ``"row"``: a row at fault says so; ``"raise"``: it is an error, and a lazy frame is
            reckoned once to know.
        prefix: What the names of the added columns begin with.

    Returns:
        The frame with the columns, whole numbers of sixteen bits, and what is doubtful of the
        tables. The order of rows is kept where the engine has one; a lazy frame of many sets may
        come in another order.

    Raises:
        InputError: no frame, a column that is missing, stands twice or holds no options, a name
            that is taken; with ``"raise"`` the faults of its rows too, of the first 1,000.
    """
    found = Faults()
    names = _wanted(want, found)
    if faults not in {"row", "raise"}:
        found.add("not-known", "faults", given=faults, known=("row", "raise"))
    rubrics = _rubrics(rubric, found)
    data = None if is_dask(frame) else _frame(frame, found)
    given = _named(columns, rubrics, found)
    found.raise_if_any()
    keys = (key,) if isinstance(key, str) else tuple(key or ())
    many = isinstance(rubric, Regime)
    if data is None:
        plainly = {
            "want": names,
            "columns": columns,
            "key": key,
            "criterion": criterion,
            "option": option,
            "set_column": set_column,
            "prefix": prefix,
        }
        if faults == "raise":
            asked = {**plainly, "want": ("fault", "faults"), "prefix": RAISED}
            told = by_partition(frame, partial(_frame_of, rubric=rubric, **asked), keys)
            raise_rows(told[told[RAISED + "fault"]].head(MOST_ROWS, npartitions=-1), keys)
        return Scored(
            by_partition(frame, partial(_frame_of, rubric=rubric, **plainly), keys), rubrics
        )
    ask = Ask(
        rubrics=rubrics,
        many=set_column if many else None,
        want=names,
        columns=given,
        form=LongForm(keys, criterion, option) if keys else None,
        prefix=prefix,
    )
    result = run(ask, data, found)
    if faults == "raise":
        raise_faults(ask, data)
    return Scored(result if frame is data else result.to_native(), rubrics)


def _frame_of(part: Any, **arguments: Any) -> Any:  # noqa: ANN401 - frames of pandas
    return score(part, **arguments).frame


def _wanted(want: Iterable[str], faults: Faults) -> tuple[str, ...]:
    names = (want,) if isinstance(want, str) else tuple(want)
    for n, name in enumerate(names):
        if name not in OUTPUTS:
            faults.add("not-known", "want", n, given=name, known=OUTPUTS)
    return tuple(dict.fromkeys(names))


def _rubrics(rubric: object, faults: Faults) -> tuple[Rubric, ...]:
    if isinstance(rubric, Rubric):
        return (rubric,)
    if isinstance(rubric, Regime):
        return tuple(rubric.rubric(one) for one in rubric.sets)
    faults.add("not-a-rubric", "rubric", given=rubric)
    return ()


def _frame(frame: object, faults: Faults) -> Any:  # noqa: ANN401 - a frame of narwhals
    try:
        return nw.from_native(frame)
    except TypeError:
        faults.add("not-a-frame", "frame", given=type(frame).__name__)
        return None


def _named(
    columns: object, rubrics: tuple[Rubric, ...], faults: Faults
) -> tuple[tuple[str, str], ...]:
    """What the caller says of columns; a fault for what no rubric asks."""
    if columns is None:
        return ()
    if not isinstance(columns, Mapping):
        faults.add("not-a-table", "columns", given=columns)
        return ()
    for name, column in columns.items():
        if not isinstance(name, str):
            faults.add("key-not-text", "columns", given=name)
        elif not isinstance(column, str):
            faults.add("not-text", "columns", name, given=column)
        elif rubrics and not any(is_key(rubric, name) for rubric in rubrics):
            faults.take([no_criterion(rubrics[0].criteria, name, "columns", name)])
    return tuple(columns.items())
