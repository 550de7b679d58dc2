"""Laying two of a kind side by side: rubrics, regimes, scorecards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, overload

from ocop.errors import InputError
from ocop.law.product_set import ProductSet
from ocop.law.regime import Regime
from ocop.law.rules import Rules, default_rules
from ocop.law.set_pair import set_pairs
from ocop.scoring.difference._rubrics import rows_of_rubrics
from ocop.scoring.difference._scorecards import rows_of_scorecards
from ocop.scoring.difference.difference import Difference
from ocop.scoring.difference.row import DifferenceRow
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard

__all__ = ["diff"]


@overload
def diff(a: Rubric, b: Rubric) -> Difference: ...


@overload
def diff(a: Scorecard, b: Scorecard) -> Difference: ...


@overload
def diff(
    a: Regime | Rules | str,
    b: Regime | Rules | str,
    *,
    set: int | str | ProductSet | None = None,
) -> Difference: ...


def diff(
    a: Rubric | Scorecard | Regime | Rules | str,
    b: Rubric | Scorecard | Regime | Rules | str,
    *,
    set: int | str | ProductSet | None = None,  # noqa: A002 - what the law calls it
) -> Difference:
    """What differs from ``a`` to ``b``: two rubrics, two regimes, two rules or two scorecards.

    Criteria are paired by id, and their levels by what they say, so that the rubrics of two
    decisions can be laid side by side: where a lowest level is dropped, the others are the same
    levels under other numbers.

    Args:
        a: A rubric or a scorecard; a regime or the id of one (``"148"``); rules, of which the
            newest regime is meant.
        b: The same. A regime beside a rules is fine.
        set: Of regimes: the product set of the first that is meant, with every set that answers it
            in the other numbering; all of them where not given.

    Raises:
        InputError: they cannot be compared, or a set is asked for where there is but one.
        NotFoundError: there is no such regime or set.
    """
    for kind, rows in ((Rubric, rows_of_rubrics), (Scorecard, rows_of_scorecards)):
        if isinstance(a, kind) and isinstance(b, kind):
            if set is not None:
                raise InputError.of("set-of-one-set", "set", given=set)
            of_both: Any = rows
            return _difference(a, b, of_both(a, b))
    one, other = _regime(a), _regime(b)
    if one is None or other is None:
        raise InputError.of("not-of-a-kind", a=a, b=b)
    return _difference(one, other, _rows_of_regimes(one, other, set))


def _difference(a: Any, b: Any, rows: Iterator[DifferenceRow]) -> Difference:  # noqa: ANN401 - two of a kind
    every = tuple(rows)
    return Difference(
        before=a,
        after=b,
        rows=tuple(row for row in every if row.group != "renumbered"),
        renumbered=tuple(row for row in every if row.group == "renumbered"),
    )


def _regime(end: object) -> Regime | None:
    if isinstance(end, str):
        return default_rules().regime(end)
    if isinstance(end, Rules):
        return end.regimes()[-1]
    return end if isinstance(end, Regime) else None


def _rows_of_regimes(
    a: Regime, b: Regime, which: int | str | ProductSet | None
) -> Iterator[DifferenceRow]:
    only = None if which is None else a.set(which).number
    for old, new in set_pairs(a.numbering, b.numbering):
        if only is not None and old != only:
            continue
        if old is None or new is None:
            yield _alone(a, b, old, new)
        else:
            yield from rows_of_rubrics(a.rubric(old), b.rubric(new))


def _alone(a: Regime, b: Regime, old: int | None, new: int | None) -> DifferenceRow:
    if old is not None:
        return DifferenceRow(kind="set-dropped", set_before=old, words_before=a.set(old).label)
    assert new is not None  # noqa: S101 - for the type checker: a pair has one
    return DifferenceRow(kind="set-added", set_after=new, words_after=b.set(new).label)
