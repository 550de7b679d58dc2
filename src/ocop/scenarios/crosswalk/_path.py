"""The way between two tables: through which decisions, and through which of their sets."""

from __future__ import annotations

from functools import lru_cache

from ocop.errors import InputError, NotFoundError
from ocop.law.fold.law import shipped
from ocop.law.regime import Regime
from ocop.law.rules import default_rules
from ocop.law.set_pair import set_pairs
from ocop.scenarios.crosswalk._composed import composed
from ocop.scenarios.crosswalk._matched import matched_rows
from ocop.scenarios.crosswalk._told import crosswalk_file, told_rows
from ocop.scenarios.crosswalk.row import CrosswalkRow
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["answering_set", "decisions_between", "rows_between"]


def _root(regime: Regime) -> str:
    return regime.rules.law.root(regime.id)


def decisions_between(old: Regime, new: Regime) -> tuple[str, ...]:
    """The root decisions that lead from one regime to another, both ends included.

    Raises:
        InputError: no crosswalk leads there.
    """
    path = [_root(new)]
    while path[0] != _root(old):
        before = crosswalk_file(path[0]).get("from")
        if before is None:
            raise InputError.of("no-crosswalk", "to", old=old.citation, new=new.citation)
        path.insert(0, before)
    return tuple(path)


def answering_set(old: Regime, number: int, new: Regime, to_set: int | None) -> int:
    """The set of the new regime that a set of the old one answers.

    Raises:
        NotFoundError: none does, several do and none is named, or the one that is named does not.
    """
    pairs = set_pairs(old.numbering, new.numbering)
    answers = tuple(after for before, after in pairs if before == number and after is not None)
    if to_set is None and len(answers) == 1:
        return answers[0]
    if to_set is not None and to_set in answers:
        return to_set
    code = "set-answered-by" if answers else "set-not-answered"
    raise NotFoundError.of(
        code,
        "to_set",
        number=number,
        old=old.citation,
        new=new.citation,
        answers=tuple(str(each) for each in answers),
    )


def _as_shipped(rubric: Rubric) -> Rubric:
    """The table of the library that a rubric rests on, whatever is laid over it."""
    ids = shipped().regime_ids
    line = rubric.rules.law.line(rubric.regime.id)
    last = [id_ for id_ in line if id_ in ids][-1]
    return default_rules().regime(last).rubric(rubric.product_set.number)


# a register has thousands of sheets of one set
@lru_cache(maxsize=128)
def rows_between(old: Rubric, new: Rubric) -> tuple[CrosswalkRow, ...]:
    """A row for every criterion of the new table.

    Raises:
        InputError: no crosswalk leads there.
        RuleDataError: the rule files do not fit the tables.
    """
    path = decisions_between(old.regime, new.regime)
    if len(path) == 1:
        return matched_rows(old, new)
    steps = []
    base = _as_shipped(old)
    if old.criteria != base.criteria:
        steps.append(matched_rows(old, base))
    for decision in path[1:]:
        regime = default_rules().regime(decision)
        same = regime.numbering == new.regime.numbering
        table = regime.rubric((new if same else old).product_set.number)
        steps.append(told_rows(decision, base, table))
        base = table
    if (
        new.criteria != base.criteria
        or new.rules.readings.none_of_these != base.rules.readings.none_of_these
    ):
        steps.append(matched_rows(base, new))
    return composed(steps)
