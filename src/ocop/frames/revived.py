"""Certificates that come back, under ``withdrawn_upgrade="older-revives"``.

An upgrade that is withdrawn before anything else came gives its place back to those that are still
within their own terms. The answers are those of :mod:`ocop.cycle.certificate.succession`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop.frames.build import TEMPORARY
from ocop.frames.day import Days
from ocop.frames.extra import nw
from ocop.frames.history import (
    AWAY,
    CERTIFIED,
    EXTENDED,
    FIRST,
    FOR_GOOD,
    ISSUED,
    LAST,
    NEXT,
    OF_UPGRADE,
    PENDING,
    SUPERSEDED,
    UPGRADE,
    WITHDRAWN,
    is_after,
    of_other,
    one_where,
    paired,
)

__all__ = ["revived"]

Expr = Any

#: The day of withdrawal of an upgrade that gives its place back; null of every other row.
_UNDONE = TEMPORARY + "undone"
#: The last day of the term, extension and all.
_UNTIL = TEMPORARY + "until"


def revived(
    data: Any,  # noqa: ANN401 - a frame of narwhals
    keys: Sequence[str],
    kept: Sequence[str],
    days: Days,
    on: Expr,
    *,
    extends: bool,
    recorded: bool,
) -> Any:  # noqa: ANN401 - a frame of narwhals
    """The recognitions with the day on which the place of each was taken for good, and till then.

    Args:
        data: The recognitions, with what is next to each and the last days of terms.
        keys: The columns that name a product.
        kept: Other columns that are kept.
        days: How days are read.
        on: The day on which they stand.
        extends: Whether the frame has extensions.
        recorded: Whether it has a day on which another took the place.
    """
    last = nw.col(LAST)
    if extends:
        last = nw.when(nw.col(EXTENDED).is_null()).then(last).otherwise(nw.col(EXTENDED))
    data = data.with_columns(last.alias(_UNTIL))
    data = data.with_columns(_undone(days, recorded=recorded).alias(_UNDONE))
    pairs = paired(data, keys, (ISSUED, CERTIFIED, FIRST, _UNDONE))
    later = (nw.col(CERTIFIED) == 1) & (nw.col(of_other(CERTIFIED)) == 1) & is_after(FIRST)
    begins, undone, ended = nw.col(of_other(FIRST)), nw.col(of_other(_UNDONE)), nw.col(WITHDRAWN)
    back = (undone <= nw.col(_UNTIL)) & (ended.is_null() | (undone < ended)) & ~undone.is_null()
    columns = {
        FOR_GOOD: nw.when(later & ~back).then(begins),
        AWAY: one_where(later & back & (begins <= on) & (on < undone)),
    }
    if recorded:
        day = nw.col(SUPERSEDED)
        columns[OF_UPGRADE] = one_where(later & back & (begins <= day) & (day < undone))
    pairs = pairs.with_columns(*(value.alias(name) for name, value in columns.items()))
    others = [nw.col(name).max() for name in (*columns, *kept) if name != FOR_GOOD]
    return pairs.group_by(*keys, ISSUED, PENDING).agg(nw.col(FOR_GOOD).min(), *others)


def _undone(days: Days, *, recorded: bool) -> Expr:
    """The day of withdrawal of an upgrade that was in its place until then; null of others."""
    day, after, lapses = nw.col(WITHDRAWN), nw.col(NEXT), days.after(nw.col(_UNTIL), 1)
    gives = (nw.col(CERTIFIED) == 1) & (nw.col(UPGRADE) == 1)
    gives = gives & (day > nw.col(FIRST)) & (day <= lapses) & (after.is_null() | (after > day))
    if recorded:
        other = nw.col(SUPERSEDED)
        gives = gives & (other.is_null() | (other > day))
    return nw.when(gives).then(day)
