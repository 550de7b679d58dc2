"""Lines (dòng) of a scorecard: what is held in one criterion, what it earns and withholds."""

from __future__ import annotations

import attrs

from ocop.checked import Checked
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.stars import MissedMinimum

__all__ = ["Line"]


@attrs.frozen(kw_only=True, repr=False)
class Line(Checked):
    """One criterion of a scorecard.

    Attributes:
        criterion: The criterion.
        held: The options held: one, none, or a checklist's ticked lines.
        points: What they earn.
        missed: The minima of the criterion that they do not reach.
        cap: The most stars a product with this line may hold; None where it withholds none.
        applicable: False where what the criterion needs is not there, or where it is not required
            of the product; ``held`` is then the option beyond its levels, with what it earns.
    """

    criterion: Criterion
    held: tuple[Option, ...]
    points: int
    missed: tuple[MissedMinimum, ...]
    cap: int | None
    applicable: bool
