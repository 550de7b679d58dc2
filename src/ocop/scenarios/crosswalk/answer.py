"""What :func:`ocop.crosswalk` answers: two tables side by side, or an old sheet under new rules."""

from __future__ import annotations

from typing import overload

from ocop.errors import InputError
from ocop.law.product_set import ProductSet
from ocop.law.regime import Regime
from ocop.law.rules import Rules, default_rules
from ocop.law.set_pair import set_pairs
from ocop.scenarios.crosswalk._path import answering_set
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scenarios.crosswalk.prospect import Prospect
from ocop.scenarios.crosswalk.row import CrosswalkRow
from ocop.scoring.possible.possible import Possible
from ocop.scoring.rubric.criterion import Condition
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.sheet import Draft, Sheet

__all__ = ["check_rank", "crosswalk"]

_Set = int | str | ProductSet


@overload
def crosswalk(
    old: Sheet | Draft | Scorecard,
    to: str | Regime | Rules | Rubric,
    *,
    to_set: _Set | None = None,
    stars: int | None = None,
) -> Prospect: ...


@overload
def crosswalk(
    old: Rubric, to: str | Regime | Rules | Rubric, *, to_set: _Set | None = None
) -> Crosswalk: ...


@overload
def crosswalk(
    old: str | Regime | Rules,
    to: str | Regime | Rules,
    *,
    set: _Set,
    to_set: _Set | None = None,
) -> Crosswalk: ...


@overload
def crosswalk(old: str | Regime | Rules, to: str | Regime | Rules) -> tuple[Crosswalk, ...]: ...


def crosswalk(
    old: Sheet | Draft | Scorecard | Rubric | str | Regime | Rules,
    to: str | Regime | Rules | Rubric,
    *,
    set: _Set | None = None,  # noqa: A002 - what the law calls it
    to_set: _Set | None = None,
    stars: int | None = None,
) -> Prospect | Crosswalk | tuple[Crosswalk, ...]:
    """What the levels of an old table may be in a new one, or what an old sheet comes to there.

    For every criterion of the new table and every level of the old: the levels that it may be, and
    the ground. What cannot be told stays open. From 1048 and 781 to 26/2026 it leads through 148.
    Between decisions of which one amends the other, and to proposals, levels are paired by their
    words, and those in other words are left open.

    Args:
        old: A sheet, a draft or a scorecard; a rubric; or a regime (``"148"``), with a set.
        to: The regime that it goes to; rules, of which the newest regime is meant; or a rubric. The
            number of a decision is looked up under the rules of ``old``.
        set: The product set of the old regime; all of them where not given.
        to_set: The product set of the new regime, where several answer the old one.
        stars: Of a sheet: the rank to be kept, where it is not that of the sheet; a draft has none.

    Returns:
        For a sheet a :class:`~ocop.scenarios.Prospect`, else a
        :class:`~ocop.scenarios.Crosswalk`; one for every pair of sets where no set is given.

    Raises:
        InputError: it is none of these, or no crosswalk leads there (none leads back).
        NotFoundError: there is no such regime or set; no set answers it, or several do.
    """
    if isinstance(old, Sheet | Draft | Scorecard):
        return _prospect(old, to, to_set, stars)
    if isinstance(old, Rubric):
        return _between(old, to, to_set)
    before, after = _regime(old, default_rules(), "old"), _regime(to, default_rules(), "to")
    if set is not None:
        return _between(before.rubric(set), after, to_set)
    return tuple(
        Crosswalk.between(before.rubric(one), after.rubric(other))
        for one, other in set_pairs(before.numbering, after.numbering)
        if one is not None and other is not None
    )


def _regime(end: object, rules: Rules, argument: str) -> Regime:
    if isinstance(end, str):
        return rules.regime(end)
    if isinstance(end, Rules):
        return end.regimes()[-1]
    if isinstance(end, Rubric):
        return end.regime
    if not isinstance(end, Regime):
        raise InputError.of("not-a-regime", argument, given=end)
    return end


def _between(old: Rubric, to: object, to_set: _Set | None) -> Crosswalk:
    new = _regime(to, old.rules, "to")
    named = None if to_set is None else new.set(to_set).number
    if isinstance(to, Rubric):
        named = to.product_set.number
    number = answering_set(old.regime, old.product_set.number, new, named)
    return Crosswalk.between(old, to if isinstance(to, Rubric) else new.rubric(number))


def _prospect(
    old: Sheet | Draft | Scorecard, to: object, to_set: _Set | None, stars: int | None
) -> Prospect:
    sheet = old.sheet if isinstance(old, Scorecard) else old
    laid = _between(sheet.rubric, to, to_set)
    check_rank(laid.new, stars)
    if stars is None and isinstance(sheet, Sheet):
        stars = score(sheet).stars
    return Prospect(sheet=sheet, crosswalk=laid, stars=stars, possible=_possible(sheet, laid))


def check_rank(new: Rubric, stars: object) -> None:
    """Hold the rank to be kept to those of the new table; None is that of the sheet.

    Raises:
        InputError: there is no such rank.
    """
    ranks = tuple(band.stars for band in reversed(new.bands))
    if stars is not None and (type(stars) is not int or stars not in ranks):
        raise InputError.of("no-such-rank", "stars", given=stars, ranks=ranks)


def _possible(sheet: Sheet | Draft, laid: Crosswalk) -> Possible:
    """What every criterion of the new table may hold."""
    asserted = {
        condition.id
        for row in laid.rows
        for condition in row.new.conditions
        if condition.criterion is None and not _is_met(condition, row, sheet)
    }
    return Possible(
        rubric=laid.new,
        options=tuple(_options(row, sheet) for row in laid.rows),
        conditions=tuple(sorted(asserted)),
    )


def _options(row: CrosswalkRow, sheet: Sheet | Draft) -> tuple[int, ...]:
    """What a criterion may hold, by what the old sheet holds."""
    if row.old is None or row.old.no in sheet.inapplicable:
        return row.options
    held = sheet.choices.get(row.old.no)
    if held is None and row.links and not row.old.conditions:
        # one of its levels it has, or none of them
        return tuple(sorted({option for link in row.links for option in link.new}))
    if isinstance(held, tuple):
        held = sum(1 << (no - 1) for no in held)
    return row.may_be(held)


def _is_met(condition: Condition, row: CrosswalkRow, sheet: Sheet | Draft) -> bool:
    """Whether the old criterion needed the same, and the old sheet has a level of it."""
    old = row.old
    return (
        old is not None
        and old.no in sheet.choices
        and condition.id in {each.id for each in old.conditions}
    )
