"""What takes the place of each recognition of a frame: a later one of its product.

The answers are those of a registry and of :mod:`ocop.cycle.certificate.succession`. A lazy frame is
reckoned anew wherever it is spoken of, so that all is asked of one join of the frame with itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop.frames.deferred import Deferral
from ocop.frames.extra import nw
from ocop.frames.history import (
    BEYOND,
    CERTIFIED,
    FIRST,
    ISSUED,
    NEXT,
    NUMBER,
    OWN_FIRST,
    PENDING,
    is_after,
    of_other,
    one_where,
    paired,
)

__all__ = ["followed", "followed_in_chains"]

Expr = Any


def followed(data: Any, keys: Sequence[str]) -> Any:  # noqa: ANN401 - frames of narwhals
    """The recognitions, one a day and kind, with what is next to each.

    A proposal takes the place of an earlier proposal only.
    """
    pairs = paired(data.select(*keys, ISSUED, PENDING, FIRST), keys, (ISSUED, PENDING, FIRST))
    takes = is_after(FIRST) & (nw.col(of_other(PENDING)) <= nw.col(PENDING))
    return _gathered(pairs, keys, takes, nw.col(of_other(FIRST)))


def followed_in_chains(
    data: Any,  # noqa: ANN401 - frames of narwhals
    keys: Sequence[str],
    kept: Sequence[str],
    deferral: Deferral | None,
) -> Any:  # noqa: ANN401 - frames of narwhals
    """The same under readings by which certificates follow each other alone.

    Args:
        data: The frame.
        keys: The columns that name a product.
        kept: Other columns that are kept.
        deferral: How first days are put off; None where none is.
    """
    own = (ISSUED, PENDING, CERTIFIED, OWN_FIRST, FIRST)
    kept = tuple(dict.fromkeys((CERTIFIED, FIRST, *kept)))
    data = data.select(*dict.fromkeys((*keys, *own, *kept)))
    pairs = paired(data, keys, own)
    if deferral is not None:
        pairs = deferral.applied(pairs)
        kept = (*kept, BEYOND)
    certified, other = nw.col(CERTIFIED) == 1, nw.col(of_other(CERTIFIED)) == 1
    takes = is_after(OWN_FIRST) & (nw.col(of_other(PENDING)) <= nw.col(PENDING))
    takes = (~certified & takes) | (certified & other & is_after(FIRST))
    begins = nw.when(certified).then(nw.col(of_other(FIRST))).otherwise(nw.col(of_other(OWN_FIRST)))
    return _gathered(pairs, keys, takes, begins, kept)


def _gathered(
    pairs: Any,  # noqa: ANN401 - a frame of narwhals
    keys: Sequence[str],
    takes: Expr,
    begins: Expr,
    kept: Sequence[str] = (),
) -> Any:  # noqa: ANN401 - a frame of narwhals
    """Of each recognition the first day of the others that take its place."""
    alike = (nw.col(of_other(ISSUED)) == nw.col(ISSUED)) & (
        nw.col(of_other(PENDING)) == nw.col(PENDING)
    )
    pairs = pairs.with_columns(
        nw.when(takes).then(begins).alias(NEXT), one_where(alike).alias(NUMBER)
    )
    later = (nw.col(NEXT).min(), nw.col(NUMBER).sum())
    return pairs.group_by(*keys, ISSUED, PENDING).agg(
        *later, *(nw.col(name).max() for name in kept)
    )
