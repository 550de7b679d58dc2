"""Rows of a crosswalk: one criterion of the new table, and what each old level may be in it."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ocop.checked import Checked
from ocop.law.kind import CrosswalkGround
from ocop.scoring.rubric.criterion import Criterion
from ocop.text import Label

__all__ = ["CrosswalkRow", "Link", "all_of"]


@attrs.frozen(kw_only=True, repr=False)
class Link(Checked):
    """What one level of the old table may be in the new one.

    Attributes:
        old: The option of the old criterion; 0 for none of its levels.
        new: The options of the new criterion that it may be, in order; 0 for none of the levels.
        grounds: Why, decision by decision: ``"same-words"``, ``"narrower"`` (the new asks more),
            ``"wider"``, ``"regrouped"`` (cut at other points), ``"another-measure"`` or
            ``"not-asked-before"``; those that are not the same words where any are not.
        notes: What changed, where that is said.
    """

    old: int
    new: tuple[int, ...]
    grounds: tuple[CrosswalkGround, ...]
    notes: tuple[Label, ...] = ()


@attrs.frozen(kw_only=True, repr=False)
class CrosswalkRow(Checked):
    """A criterion of the new table.

    Attributes:
        new: The criterion.
        old: The criterion of the old table that it answers; None where it was not asked before.
        options: What it may hold where the old table tells nothing: option numbers, 0 for none of
            the levels.
        links: What each old level may be; empty where it was not asked before, and of a checklist.
        grounds: Why, as those of the links are, for all of them together.
        notes: What changed, where that is said of the whole.
    """

    new: Criterion
    old: Criterion | None = None
    options: tuple[int, ...]
    links: tuple[Link, ...] = ()
    grounds: tuple[CrosswalkGround, ...]
    notes: tuple[Label, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether old and new say the same words, level by level."""
        return self.old is not None and self.grounds == ("same-words",)

    @property
    def is_closed(self) -> bool:
        """Whether each old level is one level of the new criterion."""
        return self.is_same or (bool(self.links) and all(len(link.new) == 1 for link in self.links))

    @property
    def is_open(self) -> bool:
        """Whether the old table tells nothing: every level may be any."""
        return not self.is_same and all(link.new == self.options for link in self.links)

    def link(self, held: object) -> Link | None:
        """The link of an option; None where there is none of its own."""
        return next((link for link in self.links if link.old == held), None)

    def may_be(self, held: int | None) -> tuple[int, ...]:
        """The options of the new criterion that what is held in the old one may be.

        Args:
            held: The option of the old criterion, 0 for none of the levels; None where none could
                be chosen or none is known, and of a checklist its ticked lines as bits.
        """
        if held is None:
            return self.options
        link = self.link(held)
        if link is not None:
            return link.new
        return (held,) if self.is_same else self.options


def all_of(grounds: Iterable[tuple[CrosswalkGround, ...]]) -> tuple[CrosswalkGround, ...]:
    """Grounds taken together, each once: those that are not the same words, where any are not."""
    every = dict.fromkeys(ground for some in grounds for ground in some)
    others = tuple(ground for ground in every if ground != "same-words")
    return others or tuple(every)
