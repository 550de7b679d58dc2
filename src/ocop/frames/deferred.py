"""First valid days of re-evaluations that wait, under ``lower_rank="after-old-term"``.

Whether fewer stars wait hangs on what is held on their day of issue, and that may have waited too:
the certificates of a product must be gone through in their order. No engine does that row by row,
so they are laid out in one row, a column for each, and reckoned one column after the other.

The answers are those of :mod:`ocop.cycle.certificate.succession`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from ocop.frames.build import TEMPORARY
from ocop.frames.certificate_day import CertificateDays
from ocop.frames.expression import any_of
from ocop.frames.extra import nw
from ocop.frames.history import (
    BEYOND,
    CERTIFIED,
    FIRST,
    ISSUED,
    NEXT,
    STARS,
    WAITS,
    of_other,
    one_where,
)

__all__ = ["Deferral"]

Expr = Any

#: How many certificates of a product a lazy frame has columns for, as how many there are is not
#: known before it is computed. A frame in memory has as many as it needs.
_MOST = 8
#: The place of a certificate in the order of issue; whether one after the first would wait; its
#: first day where it does.
_PLACE, _LATE, _PUT = TEMPORARY + "place", TEMPORARY + "late", TEMPORARY + "put"


@attrs.frozen
class Deferral:
    """First days that are put off.

    Attributes:
        product: A frame with a row for each product of which a certificate may wait.
        keys: The columns that name it.
        most: How many of its certificates have columns.
    """

    product: Any
    keys: Sequence[str]
    most: int

    @classmethod
    def of(
        cls,
        data: Any,  # noqa: ANN401 - a frame of narwhals
        keys: Sequence[str],
        ending: Sequence[str],
        days: CertificateDays,
    ) -> Deferral:
        """What is put off in a frame of recognitions.

        Args:
            data: The frame.
            keys: The columns that name a product.
            ending: Columns with the day on which a certificate ended before its term.
            days: By what rules terms end.
        """
        fields = (FIRST, WAITS, STARS, *ending)
        held = _placed(data.filter(nw.col(CERTIFIED) == 1), keys, fields)
        most = _MOST
        if isinstance(held, nw.DataFrame):
            waiting = held.filter(nw.col(WAITS) == 1)
            most = int(waiting[_PLACE].max()) if len(waiting) else 0
        product = _laid_out(held, keys, (ISSUED, *fields), most)
        for k in range(2, most + 1):
            product = product.with_columns(_day_after(k - 1, days).alias(_of(k - 1, NEXT)))
            product = product.with_columns(_put_off(k, ending, days).alias(_of(k, _PUT)))
            product = product.with_columns(_begun(k).alias(_of(k, FIRST)))
        shown = [_of(k, name) for k in range(2, most + 1) for name in (ISSUED, _PUT)]
        return cls(product.select(*keys, BEYOND, *shown), keys, most)

    def applied(self, pairs: Any) -> Any:  # noqa: ANN401 - frames of narwhals
        """Pairs of recognitions with the first days of both as they are put off."""
        pairs = pairs.join(self.product, on=list(self.keys), how="left")
        firsts = (self._first(name).alias(name(FIRST)) for name in (str, of_other))
        return pairs.with_columns(*firsts, one_where(nw.col(BEYOND) == 1).alias(BEYOND))

    def _first(self, name: Callable[[str], str]) -> Expr:
        """The first day of one of a pair."""
        first = nw.col(name(FIRST))
        for k in range(2, self.most + 1):
            put = nw.col(_of(k, _PUT))
            own = nw.col(name(ISSUED)) == nw.col(_of(k, ISSUED))
            own = own & (nw.col(name(CERTIFIED)) == 1) & ~put.is_null()
            first = nw.when(own).then(put).otherwise(first)
        return first


def _placed(data: Any, keys: Sequence[str], fields: Sequence[str]) -> Any:  # noqa: ANN401
    """The certificates, one a day, each with its place in the order of their issue."""
    by_day = [*keys, ISSUED]
    data = data.group_by(*by_day).agg(*(nw.col(name).max() for name in fields))
    days = data.select(*keys, nw.col(ISSUED).alias(of_other(ISSUED)))
    pairs = data.join(days, on=list(keys), how="inner")
    pairs = pairs.filter(nw.col(of_other(ISSUED)) <= nw.col(ISSUED))
    pairs = pairs.with_columns(one_where(nw.lit(value=True)).alias(_PLACE))
    place = nw.col(_PLACE).sum()
    return pairs.group_by(*by_day).agg(*(nw.col(name).max() for name in fields), place)


def _laid_out(data: Any, keys: Sequence[str], fields: Sequence[str], most: int) -> Any:  # noqa: ANN401
    """A row for each product of which one may wait, with columns for each of its certificates."""
    place, waits = nw.col(_PLACE), nw.col(WAITS) == 1
    columns = {
        _of(k, name): nw.when(place == k).then(nw.col(name))
        for k in range(1, most + 1)
        for name in fields
    }
    columns |= {_LATE: one_where(waits & (place > 1)), BEYOND: one_where(waits & (place > most))}
    data = data.with_columns(*(value.alias(name) for name, value in columns.items()))
    data = data.group_by(*keys).agg(*(nw.col(name).max() for name in columns))
    return data.filter(nw.col(_LATE) == 1)


def _day_after(k: int, days: CertificateDays) -> Expr:
    """The day after the last valid day of the certificate in a place."""
    last = days.last_valid_day(nw.col(_of(k, ISSUED)), nw.col(_of(k, FIRST)))
    return days.days.after(last, 1)


def _put_off(k: int, ending: Sequence[str], days: CertificateDays) -> Expr:
    """The first day of the certificate in a place if it waits for what is held; null if not."""
    issued = nw.col(_of(k, ISSUED))
    put = nw.lit(None).cast(days.days.kind)
    for j in range(1, k):
        first, after = nw.col(_of(j, FIRST)), nw.col(_of(j, NEXT))
        others = [nw.col(_of(n, FIRST)) for n in range(1, k) if n != j]
        over = any_of(nw, [(other > first) & (other <= issued) for other in others])
        waits = (nw.col(_of(k, WAITS)) == 1) & (issued < after)
        waits = waits & (nw.col(_of(k, STARS)) < nw.col(_of(j, STARS)))
        for name in ending:
            ended = nw.col(_of(j, name))
            waits = waits & (ended.is_null() | (issued < ended))
        # of those that begin on one day, the one that was issued last is held
        held = (first <= issued) & ~over
        put = nw.when(held).then(nw.when(waits).then(after)).otherwise(put)
    return put


def _begun(k: int) -> Expr:
    """The first day of the certificate in a place."""
    put = nw.col(_of(k, _PUT))
    return nw.when(put.is_null()).then(nw.col(_of(k, FIRST))).otherwise(put)


def _of(place: int, name: str) -> str:
    """The column of what the certificate in a place has under a name."""
    return f"{TEMPORARY}{place}_{name.removeprefix(TEMPORARY)}"
