"""Flows: what happened to the recognitions of a registry from one day to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

import attrs

from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry._lives import Lives
from ocop.targets.registry._table import Passing, Table
from ocop.targets.registry.standing import Standing

__all__ = ["FLOW_EVENTS", "FlowEvent", "Flows", "flows_of", "happened"]

#: What may happen to a recognition within a period.
FlowEvent = Literal[
    "recognised",
    "new",
    "upgraded",
    "re-recognised",
    "kind-unknown",
    "lapsed",
    "withdrawn",
    "superseded",
    "revived",
    "proposed",
]
FLOW_EVENTS: tuple[FlowEvent, ...] = get_args(FlowEvent)

_KIND_OF = {
    "new": "first",
    "upgraded": "upgrade",
    "re-recognised": "re-evaluation",
    "kind-unknown": None,
}

#: Events that end a life or bring it back, and how a recognition stands after each.
_CHANGES = {
    "lapsed": {Standing.LAPSED},
    "withdrawn": {Standing.WITHDRAWN},
    "superseded": {Standing.SUPERSEDED},
    "revived": {Standing.VALID, Standing.EXTENDED},
}


@attrs.frozen(kw_only=True, repr=False)
class Flows(Brief, Shown, Tidy):
    """What happened from one day to another, both included.

    What is not over after the period (in force, not yet valid, or of an unknown end) is what was
    before it, plus ``recognised`` and ``revived``, less ``lapsed``, ``withdrawn`` and
    ``superseded``.

    A number is None where a cell that tells could not be read.

    Attributes:
        period: The days.
        recognised: Every recognition issued, whatever its kind.
        new: Of those the first recognitions.
        upgraded: Those of a higher rank.
        re_recognised: Those after a re-evaluation.
        kind_unknown: Those whose kind is not recorded.
        lapsed: How many ended because their term did.
        withdrawn: How many were withdrawn while in force.
        superseded: How many were in force until a later recognition took their place.
        revived: How many came back when what had taken their place was withdrawn; none but under
            the reading ``withdrawn_upgrade="older-revives"``.
        proposed: Proposals for 5★ in the period (not recognitions).
        set_aside: How many rows of the registry's file say no recognition; they are in no number.
        unknown_cells: How many cells of the registry could not be read.
    """

    period: DateRange
    recognised: int | None
    new: int | None
    upgraded: int | None
    re_recognised: int | None
    kind_unknown: int | None
    lapsed: int | None
    withdrawn: int | None
    superseded: int | None
    revived: int | None
    proposed: int | None
    set_aside: int = 0
    unknown_cells: int = 0


def flows_of(table: Table, period: DateRange, *, set_aside: int = 0) -> Flows:
    """What happened to the rows of a table in a period."""
    counts = {event.replace("-", "_"): _count(table, event, period) for event in FLOW_EVENTS}
    return Flows(period=period, **counts, set_aside=set_aside, unknown_cells=table.unknown_cells)


def _count(table: Table, event: str, period: DateRange) -> int | None:
    rows = happened(table, event, period)
    if rows.maybe:
        return None
    if event in _CHANGES:  # what revives may be superseded again within the period
        return sum(map(len, _changes(table.lives, event, period)))
    return rows.sure.bit_count()


def happened(table: Table, event: str, period: DateRange) -> Passing:
    """The rows to which ``event`` happened in a period, and those to which it may have."""
    if event in _CHANGES:
        return _ended(table, event, period)
    issued = table.issued_within(period)
    kind = table.pending if event == "proposed" else table.all & ~table.pending
    if event in _KIND_OF:
        kind &= table.column("kind").rows(_KIND_OF[event])
    return Passing(issued.sure & kind, issued.maybe & kind)


def _ended(table: Table, event: str, period: DateRange) -> Passing:
    """The rows that a change of their lives came over in a period."""
    sure, maybe = table.lives.bits(_changes(table.lives, event, period)), 0
    doubt = table.doubt
    if not doubt.doubtful:
        return Passing(sure)
    if touched := doubt.worlds.touched:
        ends = (period.first - timedelta(days=1), period.last)
        surely, maybe = doubt.worlds.within(
            lambda lives, day: lives.bits(_changes(lives, event, DateRange(date.min, day))),
            ends,
        )
        sure = sure & ~touched | surely
        if event == "lapsed":
            sure, maybe = sure & ~doubt.worlds.filed, maybe | (sure & doubt.worlds.filed)
    issued = table.issued.where(lambda day: day <= period.last)
    may, other = doubt.ended(event, issued, period)
    return Passing(sure & ~(may | other), maybe | (sure & other) | may)


def _changes(lives: Lives, event: str, period: DateRange) -> Iterator[Sequence[int]]:
    """The rows to which an event of a life happened in a period, once for each change."""
    for (_, before, now), rows in lives.between(period):
        # what revives was superseded before
        if now in _CHANGES[event] and (event != "revived" or before is Standing.SUPERSEDED):
            yield rows
