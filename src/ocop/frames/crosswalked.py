"""What the sheets of a whole frame come to under a new table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

import attrs

from ocop.errors import Faults
from ocop.frames.bounded import OLD, OUTPUTS, Steps
from ocop.frames.build import Build
from ocop.frames.engine import engine_of
from ocop.frames.extra import nw
from ocop.frames.field import Fields, find_fields
from ocop.frames.partition import by_partition, is_dask
from ocop.frames.plan import Read
from ocop.frames.scored import score
from ocop.frames.unit_bound import measures_of
from ocop.law.product_set import ProductSet
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.scenarios.crosswalk.answer import check_rank
from ocop.scenarios.crosswalk.answer import crosswalk as crosswalk_of
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["crosswalk"]

_WANT = tuple(name for name in OUTPUTS if name != "faults")


def crosswalk(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric,
    to: str | Regime | Rules | Rubric,
    *,
    to_set: int | str | ProductSet | None = None,
    stars: int | None = None,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    faults: str = "row",
    prefix: str = "",
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """What every sheet of a wide frame may come to under a new table.

    Every cell is what :func:`ocop.crosswalk` says of the same sheet.

    Args:
        frame: As for :func:`score`, a column for each criterion of ``rubric``.
        rubric: The rubric that the sheets are of.
        to: As for :func:`ocop.crosswalk`.
        to_set: The product set of the new regime, where several answer the old one.
        stars: The rank to be kept, where it is not that of each sheet.
        want: The columns to add, of ``lowest_total`` and ``highest_total`` (points),
            ``lowest_stars`` and ``highest_stars`` (null for no rank), ``stars`` (the rank to be
            kept; null for none), ``keeps`` (``"keeps"``, ``"falls"`` or ``"undecided"``; null where
            there is no rank to keep), ``fault`` (whether the row is at fault; every other column is
            then null) and ``faults`` (where, and the code of each). By default all but the last.
        columns: As for :func:`score`, by the criteria of ``rubric``.
        faults: ``"row"``: a row at fault says so; ``"raise"``: it is an error, and a lazy frame is
            reckoned once to know.
        prefix: What the names of the added columns begin with.

    Returns:
        The frame with the columns, of the kind that was handed in; lazy where that is lazy.

    Raises:
        InputError: no rubric, or no crosswalk leads there; the new rules are read so that criteria
            cannot be bounded one by one; or as :func:`score`.
        NotFoundError: as :func:`ocop.crosswalk`.
    """
    wrong = Faults()
    if not isinstance(rubric, Rubric):
        wrong.add("not-a-rubric", "rubric", given=rubric)
    names = (want,) if isinstance(want, str) else tuple(want)
    for n, name in enumerate(names):
        if name not in OUTPUTS:
            wrong.add("not-known", "want", n, given=name, known=OUTPUTS)
    if not isinstance(prefix, str):
        wrong.add("not-text", "prefix", given=prefix)
    wrong.raise_if_any()
    laid = crosswalk_of(rubric, to, to_set=to_set)
    check_rank(laid.new, stars)
    measures_of(laid.old, laid.new)  # refused before a row is read
    ask = _Ask(laid, stars, tuple(dict.fromkeys(names)), columns, prefix)
    if is_dask(frame):
        if faults != "row":
            score(frame, rubric, want=(), columns=columns, faults=faults)
        return by_partition(frame, partial(_crosswalk, ask=ask, faults="row"), ())
    return _crosswalk(frame, ask, faults)


@attrs.frozen
class _Ask:
    """What is asked of a frame, as for :func:`crosswalk`."""

    laid: Crosswalk
    stars: int | None
    want: tuple[str, ...]
    columns: Mapping[str, str] | None
    prefix: str


def _crosswalk(frame: Any, ask: _Ask, faults: str) -> Any:  # noqa: ANN401 - any engine's
    old, columns = ask.laid.old, ask.columns
    asked = ("stars", "fault", *(("faults",) if "faults" in ask.want else ()))
    scored = score(frame, old, want=asked, columns=columns, faults=faults, prefix=OLD).frame
    data = nw.from_native(scored)
    every = tuple(data.collect_schema().names())
    names = tuple(name for name in every if not name.startswith(OLD))
    wrong = Faults()
    for name in (ask.prefix + name for name in ask.want):
        if name in names:
            wrong.add("column-taken", "frame", name, given=name)
    wrong.raise_if_any()
    fields, _ = find_fields(old, names, tuple((columns or {}).items()), whole=False)
    engine = attrs.evolve(engine_of(data, fields.columns, wrong), space=nw)
    read, new = Read.of(engine), ask.laid.new
    plan = _plan(old, new, read, fields, stars=ask.stars, want=ask.want, prefix=ask.prefix)
    for step in plan:
        data = data.with_columns(*step)
    data = data.select(*names, *(ask.prefix + name for name in ask.want))
    return data if isinstance(frame, nw.DataFrame | nw.LazyFrame) else data.to_native()


@lru_cache(maxsize=128)
def _plan(
    old: Rubric,
    new: Rubric,
    read: Read,
    fields: Fields,
    *,
    stars: int | None,
    want: tuple[str, ...],
    prefix: str,
) -> tuple[tuple[Any, ...], ...]:
    """The steps of a pair of tables, kept for the next frame of the same columns."""
    build = Build(old, read.engine, fields, frozenset({"faults"}), ())
    return Steps(Crosswalk.between(old, new), build, stars).plan(want, prefix)
