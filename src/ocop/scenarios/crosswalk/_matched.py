"""The rows between two tables of which no crosswalk is written: what says the same is the same."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.law.kind import CrosswalkGround
from ocop.scenarios.crosswalk.row import CrosswalkRow, Link, all_of
from ocop.scoring.matching import (
    has_same_guidance,
    has_same_levels,
    matched_criteria,
    matched_levels,
)
from ocop.scoring.possible.possible import every_option
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.text import Label

__all__ = ["matched_rows"]

_BY_WORDS = Label(
    "Ghép theo lời văn: mức có lời văn khác để ngỏ",
    "Paired by their words: a level in other words is left open",
)


def matched_rows(old: Rubric, new: Rubric) -> tuple[CrosswalkRow, ...]:
    """A row for every criterion of the new table."""
    rows = {
        after.id: _row(old, before, new, after)
        for before, after in matched_criteria(old, new)
        if after is not None
    }
    return tuple(rows[criterion.id] for criterion in new.criteria)


def _row(a: Rubric, old: Criterion | None, b: Rubric, new: Criterion) -> CrosswalkRow:
    options = every_option(b, new.no)
    if old is None:
        return CrosswalkRow(new=new, options=options, grounds=("not-asked-before",))
    if old.choice == "many" or new.choice == "many":
        same = has_same_levels(old, new)
        ground: CrosswalkGround = "same-words" if same else "another-measure"
        return CrosswalkRow(new=new, old=old, options=options, grounds=(ground,))
    links = tuple(_links(old, every_option(a, old.no), new, options))
    grounds = all_of(link.grounds for link in links)
    notes = () if grounds == ("same-words",) else (_BY_WORDS,)
    return CrosswalkRow(
        new=new, old=old, options=options, links=links, grounds=grounds, notes=notes
    )


def _links(
    old: Criterion, held: tuple[int, ...], new: Criterion, options: tuple[int, ...]
) -> Iterator[Link]:
    # judged by other notes, a level in the same words need not be the same
    pairs = matched_levels(old, new) if has_same_guidance(old, new) else ()
    same = {p.old.no: p.new for p in pairs if p.same and p.old is not None and p.new is not None}
    unsaid = [option for option in new.options if option not in same.values()]
    for level in held:
        if not pairs or (level and level not in same):
            yield Link(old=level, new=options, grounds=("another-measure",))
            continue
        # a level that was not there before may lie above it, and the product reach it
        above = [option.no for option in unsaid if _may_be_above(option, same.get(level))]
        own = same[level].no if level else 0
        may_be = tuple(option for option in options if option == own or option in above) or options
        ground: CrosswalkGround = "same-words" if may_be == (own,) else "regrouped"
        yield Link(old=level, new=may_be, grounds=(ground,))


def _may_be_above(option: Option, level: Option | None) -> bool:
    """Whether a level may lie above another, or above none of them, in the same case."""
    if level is None:
        return True
    return option.no > level.no and (not level.branch or option.branch in {None, level.branch})
