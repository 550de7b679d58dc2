"""Scores of a whole frame, in whatever engine the frame is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from ocop.errors import Faults
from ocop.frames.ask import Ask, answered
from ocop.frames.given import check_choice, check_frame, key_columns, named_columns, wanted
from ocop.frames.long import LongForm
from ocop.frames.plan import OUTPUTS
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.scoring.rubric.criterion import Doubt
from ocop.scoring.rubric.rubric import Rubric

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
    names = wanted(want, OUTPUTS, found)
    check_choice(faults, found)
    rubrics = _rubrics(rubric, found)
    check_frame(frame, found)
    given = named_columns(columns, rubrics, found)
    found.raise_if_any()
    keys = key_columns(key)
    ask = Ask(
        rubrics=rubrics,
        many=set_column if isinstance(rubric, Regime) else None,
        want=names,
        columns=given,
        form=LongForm(keys, criterion, option) if keys else None,
        prefix=prefix,
    )
    return Scored(answered(ask, frame, faults), rubrics)


def _rubrics(rubric: object, faults: Faults) -> tuple[Rubric, ...]:
    if isinstance(rubric, Rubric):
        return (rubric,)
    if isinstance(rubric, Regime):
        return tuple(rubric.rubric(one) for one in rubric.sets)
    faults.add("not-a-rubric", "rubric", given=rubric)
    return ()
