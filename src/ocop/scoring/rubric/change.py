"""Changes of one option of a rubric, for what-if."""

from __future__ import annotations

from typing import Any

import attrs

from ocop.brief import Brief
from ocop.law.source import NONE

__all__ = ["Change", "change"]


@attrs.frozen(kw_only=True, repr=False)
class Change(Brief):
    """A change of one option of a criterion, or of the asterisks on its heading.

    Made by :func:`change`.

    Attributes:
        criterion: The number of the criterion.
        option: The number of the option; None for the criterion's heading.
        points: Its new points; None leaves them.
        min_star: Its new asterisks, 1–5; 0 takes them away; None leaves them.
    """

    criterion: str
    option: int | None = None
    points: int | None = None
    min_star: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What a row of a file of changes says of it, beside which criterion it means."""
        star = NONE if self.min_star == 0 and self.min_star is not False else self.min_star
        key = "heading_star" if self.option is None else "star"
        values = {"option": self.option, "points": self.points, key: star}
        return {name: value for name, value in values.items() if value is not None}


def change(
    criterion: str,
    option: int | None = None,
    *,
    points: int | None = None,
    min_star: int | None = None,
) -> Change:
    """A change for :meth:`ocop.scoring.Rubric.amended`.

    Args:
        criterion: The number of the criterion.
        option: The number of the option, from 1; not given, the change is of the asterisks on the
            criterion's heading (148, intellectual property).
        points: Its new points, 0–100; not given, they stay.
        min_star: Its new asterisks, 1–5; 0 takes them away, where there are any; not given, they
            stay.
    """
    return Change(criterion=criterion, option=option, points=points, min_star=min_star)
