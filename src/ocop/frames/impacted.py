"""The impact of a change of rules on a whole frame of sheets, each scored before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import attrs

from ocop.argument import check_type
from ocop.errors import Faults
from ocop.frames.engine import engine_of
from ocop.frames.expression import joined
from ocop.frames.extra import nw
from ocop.frames.field import find_fields, is_key
from ocop.frames.partition import by_partition, is_dask
from ocop.frames.plan import OUTPUTS
from ocop.frames.scored import score
from ocop.frames.term import terms_of
from ocop.law.rules import Rules
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.carried import moved_levels

__all__ = ["impact"]

_WANT = ("total", "stars_by_points", "stars", "fault")
#: Those that every answer has: the step is told by them.
_NEEDED = ("stars", "fault")
#: What no criterion has a level of, in the place of a level that is gone.
_GONE = 99
_MOVED = "ocop moved "
_BEFORE, _AFTER = "before_", "after_"


def impact(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric,
    after: Rules,
    *,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """What a change of rules does to every sheet of a wide frame.

    Every cell is what :func:`ocop.impact` says of the same sheets. Rows are counted by rank before
    and after with ``group_by("before_stars", "after_stars")``.

    Args:
        frame: As for :func:`score`, a column for each criterion of ``rubric``.
        rubric: The rubric before.
        after: The rules after, such as ``rubric.rules.amended(draft)``. They are judged by what
            they make of the regime of ``rubric``; levels that a change numbers anew are followed.
        want: What is asked of before and after, as for :func:`score`.
        columns: As for :func:`score`, by the criteria of ``rubric``.

    Returns:
        The frame with a column ``before_…`` and ``after_…`` for each, those of ``stars`` and
        ``fault`` always among them, and ``step``: by how many ranks it moves, where no rank is 0.
        A row at fault before is at fault after; a level that is dropped is a fault after. What is
        wrong is told of either side by itself. The step is null where a row is at fault.

    Raises:
        InputError: no rubric or rules, or as :func:`score`.
        NotFoundError: the rules after have no such regime or set.
    """
    wrong = Faults()
    if not isinstance(rubric, Rubric):
        wrong.add("not-a-rubric", "rubric", given=rubric)
    check_type(wrong, after, Rules, "after")
    asked = (want,) if isinstance(want, str) else tuple(want)
    for n, name in enumerate(asked):
        if name not in OUTPUTS:
            wrong.add("not-known", "want", n, given=name, known=OUTPUTS)
    wrong.raise_if_any()
    asked = tuple(dict.fromkeys((*asked, *_NEEDED)))
    other = rubric.regime.amended_by(after).rubric(rubric.product_set)
    if is_dask(frame):
        of_part = partial(_impact, rubric=rubric, other=other, want=asked, columns=columns)
        return by_partition(frame, of_part, ())
    return _impact(frame, rubric, other, asked, columns)


def _impact(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric,
    other: Rubric,
    want: tuple[str, ...],
    columns: Mapping[str, str] | None,
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    data = nw.from_native(score(frame, rubric, want=want, columns=columns, prefix=_BEFORE).frame)
    named = {key: column for key, column in (columns or {}).items() if is_key(other, key)}
    data, moved, gone = _moved(data, rubric, other, columns)
    scored = score(data, other, want=want, columns={**named, **moved}, prefix=_AFTER).frame
    fault = nw.col(_BEFORE + "fault") | nw.col(_AFTER + "fault")
    for column in gone:
        fault = fault | nw.col(column)
    scored = scored.with_columns(fault.alias(_AFTER + "fault"))
    fine = ~nw.col(_AFTER + "fault")
    answers = [
        nw.when(fine).then(nw.col(_AFTER + name)).alias(_AFTER + name)
        for name in want
        if name not in {"fault", "faults"}
    ]
    if "faults" in want and gone:
        answers.append(_with_gone(gone).alias(_AFTER + "faults"))
    now, was = (nw.col(side + "stars").fill_null(0) for side in (_AFTER, _BEFORE))
    step = nw.when(fine).then(now - was)
    scored = scored.with_columns(*answers, step.alias("step"))
    own = [name for name in scored.collect_schema().names() if name.startswith(_MOVED)]
    scored = scored.drop(*own) if own else scored
    return scored.to_native() if not isinstance(frame, nw.DataFrame | nw.LazyFrame) else scored


def _with_gone(gone: Iterable[str]) -> Any:  # noqa: ANN401 - an expression
    """What is wrong after, with the lines that are ticked and gone."""
    dropped = joined(
        nw, [(nw.col(one), f"{one.removeprefix(_MOVED)}:no-such-option") for one in gone]
    )
    words = [nw.col(_AFTER + "faults"), nw.lit(" "), dropped]
    return nw.concat_str(words).str.strip_chars()


def _moved(
    data: Any,  # noqa: ANN401 - a frame of narwhals
    rubric: Rubric,
    other: Rubric,
    columns: Mapping[str, str] | None,
) -> tuple[Any, dict[str, str], list[str]]:
    """The frame with the levels that are numbered anew, where they stand, and what is dropped."""
    moved = moved_levels(rubric, other)
    if not moved:
        return data, {}, []
    names = tuple(data.collect_schema().names())
    fields, _ = find_fields(rubric, names, tuple((columns or {}).items()), whole=False)
    answers, named, gone = [], dict[str, str](), []
    for term, column in zip(terms_of(rubric), fields.terms, strict=True):
        levels = moved.get(term.criterion.no)
        if levels is None or column is None:
            continue
        engine = attrs.evolve(engine_of(data, (column,), Faults()), space=nw)
        number = engine.number(column, term.last)
        own = _MOVED + term.key
        if not term.line:
            named[term.key] = own
            answers.append(_renumbered(number, levels, term.last).alias(own))
        elif term.line in levels:
            named[f"{term.criterion.no}[{levels[term.line]}]"] = column
        else:
            gone.append(own)
            answers.append((number == 1).alias(own))
    for term in terms_of(other):  # a line that was added is not ticked
        if term.line and term.criterion.no in moved and term.key not in named:
            named[term.key] = _MOVED + term.key + "+"
            answers.append(nw.lit(0).alias(named[term.key]))
    return data.with_columns(*answers), named, gone


def _renumbered(number: Any, levels: Mapping[int, int], last: int) -> Any:  # noqa: ANN401
    """A level by its number under the rules after; null where there is no answer."""
    value: Any = nw.when(number == 0).then(nw.lit(0, dtype=nw.Int16))
    for level in range(1, last + 1):
        after = nw.lit(levels.get(level, _GONE), dtype=nw.Int16)
        value = nw.when(number == level).then(after).otherwise(value)
    return value
