"""What was known on a day: a list without what happened after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any

import attrs

from ocop.targets.registry._lives import Lives
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing

__all__ = ["row_as_known", "tells_of_later"]

_EVENTS = (
    "withdrawn_on",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)
_HAPPENED = attrgetter(*_EVENTS)
_NOTHING = (None,) * len(_EVENTS)
#: How a recognition stands that something else than its term ended.
_ENDED = (Standing.WITHDRAWN, Standing.SUPERSEDED, Standing.CLOSED)


def tells_of_later(lives: Lives, day: date) -> bool:
    """Whether rows tell of anything that happened after a day."""
    if any(issued > day for issued in lives.issued.values):
        return True
    if any(over > day and now in _ENDED for over, _, now in lives.changes):
        return True
    filed = (row for row in lives.rows if row.re_evaluation_filed_on is not None)
    return any(True for row in filed for _ in _later_fields(row, day))


def row_as_known(row: Recognition, day: date) -> Recognition:
    """A row issued by a day without what happened after it."""
    if _HAPPENED(row) == _NOTHING:
        return row
    later: dict[str, Any] = dict.fromkeys(_later_fields(row, day))
    return attrs.evolve(row, **later) if later else row


def _later_fields(row: Recognition, day: date) -> Iterator[str]:
    """The fields of a recognition that tell of what happened after a day."""
    for name, happened in zip(_EVENTS, _HAPPENED(row), strict=True):
        if happened is not None and happened > day:
            yield name
            if name == "withdrawn_on":
                yield "withdrawal_ground"
            if name == "re_evaluation_filed_on":
                yield "re_evaluation_decided_on"
