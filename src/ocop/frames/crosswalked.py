"""What the sheets of a whole frame come to under a new table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ocop.errors import Faults, InputError, NotFoundError
from ocop.frames.ask import Ask, answered
from ocop.frames.given import check_choice, check_frame, key_columns, named_columns, wanted
from ocop.frames.long import LongForm
from ocop.frames.measure import check_spans
from ocop.frames.target import PROSPECTS, Target
from ocop.law.product_set import ProductSet
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.scenarios.crosswalk.answer import check_rank
from ocop.scenarios.crosswalk.answer import crosswalk as crosswalk_of
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["crosswalk"]

_Set = int | str | ProductSet
_WANT = tuple(name for name in PROSPECTS if name != "faults")
#: What is wrong where no one set answers that of a sheet.
_NO_SET = ("set-not-answered", "set-answered-by")


def crosswalk(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric | Regime,
    to: str | Regime | Rules | Rubric,
    *,
    to_set: _Set | Mapping[int, _Set] | None = None,
    stars: int | None = None,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    key: str | Sequence[str] | None = None,
    criterion: str = "criterion",
    option: str = "option",
    set_column: str = "set",
    faults: str = "row",
    prefix: str = "",
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """What every sheet of a frame may come to under a new table.

    Every cell is what :func:`ocop.crosswalk` says of the same sheet.

    Args:
        frame: As for :func:`score`, wide or long, by the criteria of ``rubric``.
        rubric: The rubric that the sheets are of; or the regime, where a column names the product
            set of each row.
        to: As for :func:`ocop.crosswalk`.
        to_set: The product set of the new regime, where several answer the old one; given a regime,
            number of the old set → the new one. Rows of a set that no one set answers are at fault.
        stars: The rank to be kept, where it is not that of each sheet.
        want: The columns to add, of ``lowest_total`` and ``highest_total`` (points),
            ``lowest_stars`` and ``highest_stars`` (null for no rank), ``stars`` (the rank to be
            kept; null for none), ``keeps`` (``"keeps"``, ``"falls"`` or ``"undecided"``; null where
            there is no rank to keep), ``fault`` (whether the row is at fault; every other column is
            then null) and ``faults`` (where, and the code of each). By default all but the last.
        columns: As for :func:`score`, by the criteria of ``rubric``.
        key: As for :func:`score`: the columns that name a product, where the frame is long.
        criterion: As for :func:`score`.
        option: As for :func:`score`.
        set_column: The column with the number of the product set, where a regime is given.
        faults: ``"row"``: a row at fault says so; ``"raise"``: it is an error, and a lazy frame is
            reckoned once to know.
        prefix: What the names of the added columns begin with.

    Returns:
        The frame with the columns, of the kind that was handed in; lazy where that is lazy. Its
        rows are those of :func:`score`.

    Raises:
        InputError: no rubric or regime, or no crosswalk leads there; a span of totals that has a
            rank of its own, or none, is so narrow that a criterion leaps over it; or as
            :func:`score`.
        NotFoundError: as :func:`ocop.crosswalk`; of a regime, where none of its sets is answered.
    """
    wrong = Faults()
    if not isinstance(rubric, Rubric | Regime):
        wrong.add("not-a-rubric", "rubric", given=rubric)
    names = wanted(want, PROSPECTS, wrong)
    check_choice(faults, wrong)
    if not isinstance(prefix, str):
        wrong.add("not-text", "prefix", given=prefix)
    check_frame(frame, wrong)
    wrong.raise_if_any()
    laid, no_set = _laid(rubric, to, to_set)
    given = named_columns(columns, [one.old for one in laid], wrong)
    wrong.raise_if_any()
    for one in laid:
        check_rank(one.new, stars)
        check_spans(one.old, one.new)
    keys = key_columns(key)
    ask = Ask(
        rubrics=tuple(one.old for one in laid),
        many=set_column if isinstance(rubric, Regime) else None,
        want=names,
        columns=given,
        form=LongForm(keys, criterion, option) if keys else None,
        prefix=prefix,
        to={one.old.product_set.number: Target(one.new, stars) for one in laid},
        no_set=no_set,
    )
    return answered(ask, frame, faults)


def _laid(
    rubric: Rubric | Regime, to: object, to_set: object
) -> tuple[list[Crosswalk], dict[int, str]]:
    """The crosswalk of each set; and why there is none, by number of the set.

    Raises:
        InputError: no crosswalk leads there, or the new sets are not given as they should.
        NotFoundError: as :func:`ocop.crosswalk`; of a regime, where none of its sets is answered.
    """
    if isinstance(rubric, Rubric):
        return [crosswalk_of(rubric, to, to_set=to_set)], {}  # type: ignore[call-overload]
    laid, no_set = list[Crosswalk](), dict[int, str]()
    chosen = _chosen(rubric, to_set)
    for one in rubric.sets:
        try:
            between = crosswalk_of(rubric.rubric(one), to, to_set=chosen.get(one.number))  # type: ignore[call-overload]
        except NotFoundError as err:
            no_set[one.number] = code = err.faults[0].code
            if code not in _NO_SET or one.number in chosen or len(no_set) == len(rubric.sets):
                raise
        else:
            laid.append(between)
    return laid, no_set


def _chosen(regime: Regime, to_set: object) -> Mapping[int, Any]:
    """The new set of each old one that the caller names."""
    if to_set is None:
        return {}
    if not isinstance(to_set, Mapping):
        raise InputError.of("not-a-table", "to_set", given=to_set)
    return {regime.set(one).number: new for one, new in to_set.items()}
