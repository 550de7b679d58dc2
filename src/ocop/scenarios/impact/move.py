"""What becomes of one sheet under other rules."""

from __future__ import annotations

import attrs

from ocop.brief import Brief
from ocop.errors import Fault
from ocop.law.entity import EntityKind
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.stars import MissedMinimum

__all__ = ["Alone", "Move", "PointsMoved"]


@attrs.frozen(kw_only=True, repr=False)
class PointsMoved(Brief):
    """A criterion that earns other points.

    Attributes:
        criterion: The number of the criterion.
        criterion_id: Its id, the same across sets and decisions.
        before: What it earned.
        after: What it earns.
    """

    criterion: str
    criterion_id: str
    before: int
    after: int


@attrs.frozen(kw_only=True, repr=False)
class Alone(Brief):
    """That one change by itself gives a sheet another rank, or does not let it be taken over.

    Attributes:
        single: Which of the single changes, from 0.
        stars: The rank under it alone, 1–5; None for none.
        step: By how many ranks it moves, where no rank is 0; None where it cannot be taken over.
    """

    single: int
    stars: int | None
    step: int | None


@attrs.frozen(kw_only=True, repr=False)
class Move(Brief):
    """One sheet under the rules before and after.

    Attributes:
        id: By what it is told from the others.
        before: Its scorecard under the rules before; None where it has none.
        after: Its scorecard under the rules after; None where the sheet cannot be taken over.
        faults: Why it has no scorecard before or after; empty where it has both.
        entity_kind: The kind of who brings the product; None where it is not said.
        alone: The single changes that give it another rank each by itself.
        product_set: The number of its set; None where it could not be read.
        place: Where it is from, as the sheet says; None where it does not.
        entity: Who brings it, as the sheet says; None where it does not.
        step: By how many ranks it moves, where no rank is 0; None where that is not known.
        rest: How much of that no single change does by itself: what is left to several changes
            together. None where the step, or that of a single change, is not known.
        points: The criteria that earn other points.
        withheld: The minima that withhold a rank after, and did not before.
        freed: The minima that withheld a rank before, and do not after.
        excluded: Ids of the facts that end its evaluation after, and did not before.
        admitted: Ids of the facts that ended it before, and do not after.
    """

    id: str | int
    before: Scorecard | None
    after: Scorecard | None
    faults: tuple[Fault, ...] = ()
    entity_kind: EntityKind | None = None
    alone: tuple[Alone, ...] = ()

    @property
    def product_set(self) -> int | None:
        """The number of its set; None where it could not be read."""
        return None if self.before is None else self.before.rubric.product_set.number

    @property
    def place(self) -> str | None:
        """Where it is from, as the sheet says; None where it does not."""
        return None if self.before is None else self.before.sheet.owner.place or None

    @property
    def entity(self) -> str | None:
        """Who brings it, as the sheet says; None where it does not."""
        return None if self.before is None else self.before.sheet.owner.entity or None

    @property
    def step(self) -> int | None:
        """By how many ranks it moves, where no rank is 0; None where that is not known."""
        if self.before is None or self.after is None:
            return None
        return (self.after.stars or 0) - (self.before.stars or 0)

    @property
    def rest(self) -> int | None:
        """How much of that no single change does by itself; None where it is not known."""
        steps = [one.step for one in self.alone]
        if self.step is None or None in steps:
            return None
        return self.step - sum(step for step in steps if step)

    @property
    def points(self) -> tuple[PointsMoved, ...]:
        """The criteria that earn other points."""
        if self.before is None or self.after is None:
            return ()
        return tuple(
            PointsMoved(
                criterion=was.criterion.no,
                criterion_id=was.criterion.id,
                before=was.points,
                after=now.points,
            )
            for was, now in zip(self.before.lines, self.after.lines, strict=True)
            if was.points != now.points
        )

    @property
    def withheld(self) -> tuple[MissedMinimum, ...]:
        """The minima that withhold a rank after, and did not before."""
        return _only(self.after, self.before)

    @property
    def freed(self) -> tuple[MissedMinimum, ...]:
        """The minima that withheld a rank before, and do not after."""
        return _only(self.before, self.after)

    @property
    def excluded(self) -> tuple[str, ...]:
        """Ids of the facts that end its evaluation after, and did not before."""
        return _ends(self.after, self.before)

    @property
    def admitted(self) -> tuple[str, ...]:
        """Ids of the facts that ended it before, and do not after."""
        return _ends(self.before, self.after)


def _only(card: Scorecard | None, other: Scorecard | None) -> tuple[MissedMinimum, ...]:
    """The minima that withhold a rank on one scorecard alone."""
    if card is None or other is None:
        return ()
    elsewhere = {(one.criterion_id, one.stars) for one in other.capped_by}
    return tuple(one for one in card.capped_by if (one.criterion_id, one.stars) not in elsewhere)


def _ends(card: Scorecard | None, other: Scorecard | None) -> tuple[str, ...]:
    """The facts that end the evaluation on one scorecard alone."""
    if card is None or other is None:
        return ()
    elsewhere = {one.id for one in other.exclusions}
    return tuple(one.id for one in card.exclusions if one.id not in elsewhere)
