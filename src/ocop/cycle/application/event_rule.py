"""What can happen to a product, and who does it: the row of each event."""

from __future__ import annotations

from functools import cache
from typing import Literal

import attrs

from ocop.brief import Brief
from ocop.cycle._rules import doubts_of, rows, table
from ocop.errors import NotFoundError
from ocop.law.regime import Note, Regime
from ocop.text import Label

__all__ = ["DoneBy", "EventDue", "EventRule", "event_rule"]

#: The entity, nobody but time, any level, the lowest, or those of which the rules say this.
DoneBy = Literal[
    "entity",
    "nobody",
    "any",
    "lowest",
    "screening",
    "evaluating",
    "forwarding",
    "passing",
    "recognising",
    "returning",
    "withdrawing",
]
EventDue = Literal["commune-check", "round", "cut-off", "window"]


@attrs.frozen(kw_only=True, repr=False)
class EventRule(Brief):
    """What can happen, and who does it.

    Attributes:
        id: Such as ``"dossier-filed"``.
        label: Its name.
        by: Whose act it is: the entity's, that of a kind of level, or nobody's but time's.
        step: Whether it carries the product on.
        unregulated: Where no decision regulates it: what it is known from, or an empty text; else
            None.
        due: By when it is done: ``"commune-check"``, ``"round"`` (its end), ``"cut-off"`` (the last
            day to propose for the round of the level above) or ``"window"``; None where no day is
            set.
        notes: What is not certain about it.
    """

    id: str
    label: Label
    by: DoneBy
    step: bool
    unregulated: str | None = None
    due: EventDue | None = None
    notes: tuple[Note, ...] = ()

    def reference(self, under: Regime) -> str:
        """The source under a regime: its article where known, else the decision.

        Where no decision regulates it, what it is known from; that may be an empty text.
        """
        decision = under.reference if self.unregulated is None else self.unregulated
        cited: str = table(under, "events").get(self.id, decision)
        return cited


@cache
def _event_rules() -> dict[str, EventRule]:
    return {
        row["id"]: EventRule(
            id=row["id"],
            label=Label.of(row),
            by=row["by"],
            step=row["step"],
            unregulated=row.get("reference"),
            due=row.get("due"),
            notes=doubts_of({"reference": "", **row}),
        )
        for row in rows("events", "events")
    }


def event_rule(which: str) -> EventRule:
    """The event of this id.

    Raises:
        NotFoundError: there is none; it names the nearest.
    """
    known = _event_rules()
    if type(which) is str and which in known:
        return known[which]
    raise NotFoundError.of("not-an-event", "event", given=which, known=tuple(known))
