"""What the recognitions of a product are called on the way, and how they are held side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop.frames.build import TEMPORARY
from ocop.frames.extra import nw

__all__ = [
    "AWAY",
    "BEYOND",
    "CERTIFIED",
    "EXTENDED",
    "FIRST",
    "FOR_GOOD",
    "ISSUED",
    "LAST",
    "NEXT",
    "NUMBER",
    "OF_UPGRADE",
    "OWN_FIRST",
    "PENDING",
    "STARS",
    "SUPERSEDED",
    "UPGRADE",
    "WAITS",
    "WITHDRAWN",
    "is_after",
    "of_other",
    "one_where",
    "paired",
]

Expr = Any

ISSUED, WITHDRAWN = TEMPORARY + "issued_on", TEMPORARY + "withdrawn_on"
#: The day on which another took the place: as recorded, until that day is looked for.
SUPERSEDED = TEMPORARY + "superseded_on"
#: The first valid day, and the one that the row says, whether or not it waits.
FIRST, OWN_FIRST = TEMPORARY + "first", TEMPORARY + "own_first"
#: The last valid day, and that of the extension; null where there is none.
LAST, EXTENDED = TEMPORARY + "last", TEMPORARY + "extended"
STARS = TEMPORARY + "stars"
#: By 1 or 0: a proposal; one with a national certificate; an upgrade; a re-evaluation that waits if
#: it has fewer stars than what is held.
PENDING, CERTIFIED = TEMPORARY + "pending", TEMPORARY + "certified"
UPGRADE, WAITS = TEMPORARY + "upgrade", TEMPORARY + "waits"
#: How many rows of the product are of its day and kind; the first day of the next.
NUMBER, NEXT = TEMPORARY + "number", TEMPORARY + "next"
#: By 1: of the product more certificates wait than are followed.
BEYOND = TEMPORARY + "beyond"
#: The first day of the next that is not undone; by 1 whether on the day an upgrade stands in its
#: place that is then undone, and whether such a one did on the day that is recorded.
FOR_GOOD, AWAY, OF_UPGRADE = (TEMPORARY + key for key in ("for_good", "away", "of_upgrade"))


def of_other(name: str) -> str:
    """The column of the other of a pair."""
    return name + "_2"


def paired(data: Any, keys: Sequence[str], others: Sequence[str]) -> Any:  # noqa: ANN401 - narwhals
    """Each row beside some columns of every row of its product, also of itself."""
    other = data.select(*keys, *(nw.col(name).alias(of_other(name)) for name in others))
    return data.join(other, on=list(keys), how="inner")


def is_after(first: str) -> Expr:
    """Whether the other of a pair comes later, by a first day and then by the day of issue."""
    begins, issued = nw.col(of_other(first)), nw.col(of_other(ISSUED))
    return (begins > nw.col(first)) | ((begins == nw.col(first)) & (issued > nw.col(ISSUED)))


def one_where(value: Expr) -> Expr:
    """By 1 whether something is so; 0 where it is not, or not known."""
    yes, no = nw.lit(1, dtype=nw.Int64), nw.lit(0, dtype=nw.Int64)
    return nw.when(value).then(yes).otherwise(no)
