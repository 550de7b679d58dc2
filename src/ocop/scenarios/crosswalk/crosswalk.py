"""Crosswalks (đối chiếu): what each level of one table may be in another, and why."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

import attrs

from ocop.checked import Checked
from ocop.errors import Faults, checked_lang
from ocop.law.citation import citation
from ocop.scenarios.crosswalk._path import (
    answering_set,
    decisions_between,
    rows_between,
)
from ocop.scenarios.crosswalk._told import crosswalk_file
from ocop.scenarios.crosswalk.row import CrosswalkRow
from ocop.scoring.rubric.criterion import Criterion, Doubt
from ocop.scoring.rubric.rubric import Rubric
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Crosswalk"]


@attrs.frozen(kw_only=True, repr=False)
class Crosswalk(Shown, Tidy, Checked):
    """What each level of an old table may be in a new one; made by :func:`ocop.crosswalk`.

    Attributes:
        old: The old rubric.
        new: The new one.
        rows: A row for every criterion of the new rubric, in its order.
    """

    old: Rubric
    new: Rubric
    rows: tuple[CrosswalkRow, ...]

    def __repr__(self) -> str:
        ends = (f"{each.regime.id}/{each.product_set.number}" for each in (self.old, self.new))
        return f"<Crosswalk {' to '.join(ends)}: {len(self.rows)} criteria>"

    def __reduce__(self) -> tuple[Any, ...]:
        # named by its two tables where it is what the rule files tell: the rows stay at home
        if self.rows == rows_between(self.old, self.new):
            return Crosswalk.between, (self.old, self.new)
        return partial(Crosswalk, **attrs.asdict(self, recurse=False)), ()

    @classmethod
    def between(cls, old: Rubric, new: Rubric) -> Crosswalk:
        """The crosswalk that leads from one rubric to another; :func:`ocop.crosswalk` finds them.

        Raises:
            InputError: they are no rubrics, or no crosswalk leads there.
            NotFoundError: the set of the new one does not answer that of the old.
        """
        faults = Faults()
        for name, rubric in (("old", old), ("new", new)):
            if not isinstance(rubric, Rubric):
                faults.add("not-a-regime", name, given=rubric)
        faults.raise_if_any()
        number = new.product_set.number
        answering_set(old.regime, old.product_set.number, new.regime, number)
        return cls(old=old, new=new, rows=rows_between(old, new))

    @property
    def decisions(self) -> tuple[str, ...]:
        """The root decisions that it leads through, the old and the new included."""
        return decisions_between(self.old.regime, self.new.regime)

    @property
    def references(self) -> tuple[str, ...]:
        """What it was read off; empty where old and new rest on one decision."""
        return tuple(crosswalk_file(each)["reference"] for each in self.decisions[1:])

    @property
    def dropped(self) -> tuple[Criterion, ...]:
        """The criteria of the old rubric that no criterion of the new one answers."""
        kept = {row.old.id for row in self.rows if row.old is not None}
        return tuple(each for each in self.old.criteria if each.id not in kept)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not certain about the two tables, the old one first."""
        return (*self.old.doubts, *self.new.doubts)

    @property
    def open_share(self) -> Fraction:
        """The share of criteria of the new rubric in which some old level may be several, 0 to 1.

        Criteria that were not asked before are among them.
        """
        return 1 - Fraction(sum(row.is_closed for row in self.rows), len(self.rows))

    def row(self, which: str) -> CrosswalkRow:
        """The row of this criterion of the new rubric, by its number or id.

        Raises:
            NotFoundError: the new rubric has no such criterion.
        """
        criterion = self.new.criterion(which)
        return next(row for row in self.rows if row.new.no == criterion.no)

    def text(self, lang: str = "vi") -> str:
        """The crosswalk in words, a line a criterion, with its notes and doubts.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return "\n".join(_lines(self, checked_lang(lang)))

    def __str__(self) -> str:
        return self.text("en")


_WORDS = {
    "head": Label("Đối chiếu {} → {}", "Crosswalk {} → {}"),
    "counts": Label(
        "{} tiêu chí: {} biết chắc, {} thu hẹp được, {} để ngỏ",
        "{} criteria: {} certain, {} narrowed, {} open",
    ),
    "dropped": Label("Không còn hỏi", "No longer asked"),
    "reference": Label("Căn cứ", "Reference"),
    "doubt": Label("chưa chắc chắn", "doubt"),
    "any": Label("mọi mức", "any option"),
}
#: Ground → its words.
GROUNDS = {
    "same-words": Label("như cũ", "the same"),
    "narrower": Label("nay chặt hơn", "now asks more"),
    "wider": Label("nay rộng hơn", "now asks less"),
    "regrouped": Label("chia mức khác", "cut at other points"),
    "another-measure": Label("nay hỏi điều khác", "now asks something else"),
    "not-asked-before": Label("trước đây không hỏi", "not asked before"),
}


def _lines(crosswalk: Crosswalk, lang: str) -> Iterator[str]:
    old, new, rows = crosswalk.old, crosswalk.new, crosswalk.rows
    ends = [f"{each.title(lang)} ({each.citation(lang)})" for each in (old, new)]
    yield _WORDS["head"](lang).format(*ends)
    closed, opened = sum(row.is_closed for row in rows), sum(row.is_open for row in rows)
    yield _WORDS["counts"](lang).format(len(rows), closed, len(rows) - closed - opened, opened)
    for row in rows:
        yield f"  {name_of(row, lang)}: {_links(row, lang)}"
        notes = [*row.notes, *(note for link in row.links for note in link.notes)]
        yield from (f"    {note(lang)}" for note in dict.fromkeys(notes))
    if crosswalk.dropped:
        names = "; ".join(f"{each.no} {each.label(lang)}" for each in crosswalk.dropped)
        yield f"{_WORDS['dropped'](lang)}: {names}"
    for reference in crosswalk.references:
        yield f"{_WORDS['reference'](lang)}: {citation(reference)(lang)}"
    for doubt in crosswalk.doubts:
        where = f" ({doubt.at})" if doubt.at else ""
        yield f"{_WORDS['doubt'](lang)}{where}: {doubt.label(lang)}"


def name_of(row: CrosswalkRow, lang: str) -> str:
    """A criterion by its numbers, old and new, and its name."""
    old = [] if row.old is None else [row.old.no]
    return f"{' → '.join(dict.fromkeys([*old, row.new.no]))} {row.new.label(lang)}"


def _links(row: CrosswalkRow, lang: str) -> str:
    """What each level may be, or the ground that holds for all of them."""
    grounds = ", ".join(GROUNDS[ground](lang) for ground in row.grounds)
    if row.is_same or row.is_open:
        return grounds
    links = [
        f"{link.old} → "
        + (
            _WORDS["any"](lang)
            if link.new == row.options
            else ", ".join(str(option) for option in link.new)
        )
        for link in row.links
    ]
    return f"{'; '.join(links)} ({grounds})"
