"""The impact of a change of rules on a whole frame of sheets, each scored before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import attrs

from ocop.argument import check_type
from ocop.errors import Faults
from ocop.frames.ask import Ask, no_such_set, read, run
from ocop.frames.engine import Engine, engine_of
from ocop.frames.expression import joined
from ocop.frames.extra import nw
from ocop.frames.field import find_fields, is_key
from ocop.frames.given import named_columns
from ocop.frames.partition import by_partition, is_dask
from ocop.frames.plan import OUTPUTS
from ocop.frames.scored import score
from ocop.frames.term import terms_of
from ocop.law.regime import Regime
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
#: The number of a row, where rows are taken apart.
_ROW = _MOVED + "row"


def impact(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric | Regime,
    after: Rules,
    *,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    set_column: str = "set",
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """What a change of rules does to every sheet of a wide frame.

    Every cell is what :func:`ocop.impact` says of the same sheets. Rows are counted by rank before
    and after with ``group_by("before_stars", "after_stars")``.

    Args:
        frame: As for :func:`score`, a column for each criterion of ``rubric``.
        rubric: The rubric before; or the regime, where a column names the product set of each row.
        after: The rules after, such as ``rubric.rules.amended(draft)``. They are judged by what
            they make of the regime of ``rubric``; levels that a change numbers anew are followed.
        want: What is asked of before and after, as for :func:`score`.
        columns: As for :func:`score`, by the criteria of ``rubric``.
        set_column: The column with the number of the product set, where a regime is given.

    Returns:
        The frame with a column ``before_…`` and ``after_…`` for each, those of ``stars`` and
        ``fault`` always among them, and ``step``: by how many ranks it moves, where no rank is 0.
        A row at fault before is at fault after; a level that is dropped is a fault after. What is
        wrong is told of either side by itself. The step is null where a row is at fault. A lazy
        frame of many sets may come in another order.

    Raises:
        InputError: no rubric, regime or rules, or as :func:`score`.
        NotFoundError: the rules after have no such regime or set.
    """
    wrong = Faults()
    if not isinstance(rubric, Rubric | Regime):
        wrong.add("not-a-rubric", "rubric", given=rubric)
    check_type(wrong, after, Rules, "after")
    asked = (want,) if isinstance(want, str) else tuple(want)
    for n, name in enumerate(asked):
        if name not in OUTPUTS:
            wrong.add("not-known", "want", n, given=name, known=OUTPUTS)
    wrong.raise_if_any()
    many = isinstance(rubric, Regime)
    regime = rubric if isinstance(rubric, Regime) else rubric.regime
    sets = regime.sets if isinstance(rubric, Regime) else (rubric.product_set,)
    other = regime.amended_by(after)
    ask = _Ask(
        before=rubric,
        after=other if many else other.rubric(sets[0]),
        pairs=tuple((regime.rubric(one), other.rubric(one)) for one in sets),
        want=tuple(dict.fromkeys((*asked, *_NEEDED))),
        columns=columns,
        set_column=set_column,
    )
    of_part = partial(_by_set if many else _impact, ask=ask)
    native = nw.to_native(frame, pass_through=True)
    if hasattr(native, "mapInArrow"):  # pragma: no cover - pyspark, which the slow tests start
        from ocop.frames.spark import by_batch  # noqa: PLC0415 - it needs numpy

        result = by_batch(native, of_part)
    elif is_dask(native):
        result = by_partition(native, of_part, ())
    else:
        return of_part(frame)
    return result if native is frame else nw.from_native(result)


@attrs.frozen(kw_only=True)
class _Ask:
    """What is asked of a frame.

    Attributes:
        before: The rubric, or the regime of all rows.
        after: What is in its place under the rules after.
        pairs: The rubrics before and after, of each set.
        want: The columns to add, of either side.
        columns: As for :func:`impact`.
        set_column: The column with the number of the product set.
        alone: Whether the frame was checked, and has the rows of one set of many.
    """

    before: Rubric | Regime
    after: Rubric | Regime
    pairs: tuple[tuple[Rubric, Rubric], ...]
    want: tuple[str, ...]
    columns: Mapping[str, str] | None
    set_column: str
    alone: bool = False


def _by_set(frame: Any, ask: _Ask) -> Any:  # noqa: ANN401 - any engine's
    """The impact on rows of many sets.

    They are scored together, but for those whose levels are numbered anew. What is lazy is scored
    set by set, before and after at once: else every set after would score all of them before.
    """
    moved = [pair for pair in ask.pairs if moved_levels(*pair)]
    data = nw.from_native(frame)
    engine = attrs.evolve(engine_of(data, (ask.set_column,), Faults()), space=nw)
    eager = isinstance(data, nw.DataFrame)
    if ask.set_column not in engine.kinds or (eager and not moved):
        return _impact(frame, attrs.evolve(ask, pairs=()))
    numbers = [old.product_set.number for old, _ in ask.pairs]
    which = engine.number(ask.set_column, max(numbers))
    if eager:
        own, data = [old.product_set.number for old, _ in moved], data.with_row_index(_ROW)
        parts = [_impact(data.filter(~which.is_in(own)), attrs.evolve(ask, pairs=()))]
        for number, pair in zip(own, moved, strict=True):
            of_set = attrs.evolve(ask, pairs=(pair,))
            parts.append(_impact(data.filter(which == number), of_set))
        return _native(frame, nw.concat(parts).sort(_ROW).drop(_ROW))
    wrong, before = Faults(), tuple(old for old, _ in ask.pairs)
    given = named_columns(ask.columns, before, wrong)
    wrong.raise_if_any()
    read(_asked(ask, before, given, _BEFORE), data, wrong)
    parts = []
    for number, (old, new) in zip(numbers, ask.pairs, strict=True):
        alone = attrs.evolve(ask, before=old, after=new, pairs=((old, new),), alone=True)
        part = _impact(data.filter(which == number), alone)
        # ibis joins columns of one type alone, and makes a wider one of a difference
        parts.append(part.with_columns(nw.col("step").cast(engine.wide)))
    parts.append(_of_no_set(data.filter(~which.is_in(numbers)), engine, which, ask.want))
    return _native(frame, nw.concat(parts))


def _of_no_set(
    data: Any,  # noqa: ANN401 - a frame of narwhals
    engine: Engine,
    which: Any,  # noqa: ANN401 - an expression
    want: tuple[str, ...],
) -> Any:  # noqa: ANN401 - a frame of narwhals
    """Rows of a set that there is not."""
    before, after = (no_such_set(engine, want, side, which, {}) for side in (_BEFORE, _AFTER))
    step = nw.when(nw.lit(value=False)).then(nw.lit(0, dtype=engine.wide))
    return data.with_columns(*before, *after, step.alias("step"))


def _impact(frame: Any, ask: _Ask) -> Any:  # noqa: ANN401 - any engine's
    """The impact on rows of which one set at most has levels that are numbered anew."""
    want, columns = ask.want, ask.columns or {}
    data = _side(frame, ask, ask.before, columns, _BEFORE)
    moved, gone = dict[str, str](), list[str]()
    for pair in ask.pairs:
        data, moved, gone = _moved(data, *pair, ask.columns)
    others = _rubrics_of(ask.after)
    named = {key: name for key, name in columns.items() if any(is_key(one, key) for one in others)}
    scored = _side(data, ask, ask.after, {**named, **moved}, _AFTER)
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
    own = [
        name for name in scored.collect_schema().names() if name.startswith(_MOVED) and name != _ROW
    ]
    return _native(frame, scored.drop(*own) if own else scored)


def _side(
    frame: Any,  # noqa: ANN401 - any engine's
    ask: _Ask,
    rubric: Rubric | Regime,
    columns: Mapping[str, str],
    prefix: str,
) -> Any:  # noqa: ANN401 - a frame of narwhals
    """The frame with what is asked of one side."""
    if not ask.alone:
        of_set = {"set_column": ask.set_column}
        scored = score(frame, rubric, want=ask.want, columns=columns, prefix=prefix, **of_set)
        return nw.from_native(scored.frame)
    asked = _asked(ask, _rubrics_of(rubric), tuple(columns.items()), prefix)
    return run(asked, frame, Faults())


def _asked(
    ask: _Ask, rubrics: tuple[Rubric, ...], columns: tuple[tuple[str, str], ...], prefix: str
) -> Ask:
    """What is asked of one side; of one rubric of many no criterion must have a column."""
    return Ask(
        rubrics=rubrics,
        many=ask.set_column if len(rubrics) > 1 else None,
        want=ask.want,
        columns=columns,
        form=None,
        prefix=prefix,
        whole=False,
    )


def _native(frame: Any, result: Any) -> Any:  # noqa: ANN401 - frames
    """A result as the frame was handed in."""
    return result if isinstance(frame, nw.DataFrame | nw.LazyFrame) else result.to_native()


def _rubrics_of(scored: Rubric | Regime) -> tuple[Rubric, ...]:
    if isinstance(scored, Rubric):
        return (scored,)
    return tuple(scored.rubric(one) for one in scored.sets)


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
