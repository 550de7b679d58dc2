"""Changes of one option of a rubric, for what-if."""

from __future__ import annotations

from typing import Any

import attrs

from ocop.checked import Checked
from ocop.law.kind import NONE

__all__ = ["Change"]


@attrs.frozen(repr=False)
class Change(Checked):
    """A change of one option of a criterion, or of the asterisks on its heading.

    For :meth:`ocop.Rubric.amended`.

    Attributes:
        criterion: The number of the criterion.
        option: The number of the option, from 1; None for the asterisks on the criterion's heading
            (148, intellectual property).
        points: Its new points, 0–100; None leaves them.
        min_star: Its new asterisks, 1–5; 0 takes them away, where there are any; None leaves them.

    Raises:
        InputError: a field of another type.
    """

    criterion: str
    option: int | None = None
    points: int | None = attrs.field(default=None, kw_only=True)
    min_star: int | None = attrs.field(default=None, kw_only=True)

    @property
    def _row(self) -> dict[str, Any]:
        """What a row of a file of changes says of it, beside which criterion it means."""
        star = NONE if self.min_star == 0 else self.min_star
        key = "heading_star" if self.option is None else "star"
        values = {"option": self.option, "points": self.points, key: star}
        return {name: value for name, value in values.items() if value is not None}
