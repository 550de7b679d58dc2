"""Flows: what happened to the recognitions of a registry from one day to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import attrs

from ocop.dates import DateRange
from ocop.targets.registry._bits import union
from ocop.targets.registry._table import Table
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


@attrs.frozen(kw_only=True)
class Flows:
    """What happened from one day to another, both included.

    What is not over after the period (in force, not yet valid, or of an unknown end) is what was
    before it, plus ``recognised`` and ``revived``, less ``lapsed``, ``withdrawn`` and
    ``superseded``.

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
    """

    period: DateRange
    recognised: int
    new: int
    upgraded: int
    re_recognised: int
    kind_unknown: int
    lapsed: int
    withdrawn: int
    superseded: int
    revived: int
    proposed: int


def flows_of(table: Table, period: DateRange) -> Flows:
    """What happened to the rows of a table in a period."""
    counts = {
        # what revives may be superseded again within the period
        event.replace("-", "_"): sum(rows.bit_count() for rows in _changes(table, event, period))
        if event in _CHANGES
        else happened(table, event, period).bit_count()
        for event in FLOW_EVENTS
    }
    return Flows(period=period, **counts)


def happened(table: Table, event: str, period: DateRange) -> int:
    """The rows, as a set of bits, to which ``event`` happened in a period."""
    if event in _CHANGES:
        return union(_changes(table, event, period))
    issued = union(rows for day, rows in table.issued.items() if day in period)
    if event == "proposed":
        return issued & table.pending
    issued &= ~table.pending
    if event in _KIND_OF:
        issued &= table.column("kind").get(_KIND_OF[event], 0)
    return issued


def _changes(table: Table, event: str, period: DateRange) -> Iterator[int]:
    """The rows to which an event of a life happened in a period, once for each change."""
    for (day, before, now), rows in table.lives.changes.items():
        # what revives was superseded before
        comes = event != "revived" or before is Standing.SUPERSEDED
        if now in _CHANGES[event] and day in period and comes:
            yield rows
