"""What becomes of one recognition under other rules: its end, its window, how it stands."""

from __future__ import annotations

from datetime import date

import attrs

from ocop.brief import Brief
from ocop.errors import Fault
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing_row import StandingRow

__all__ = ["EndAlone", "EndMoved"]


@attrs.frozen(kw_only=True, repr=False)
class EndAlone(Brief):
    """That one change by itself moves the end of a recognition.

    Attributes:
        single: Which of the single changes, from 0.
        days: By how many days.
    """

    single: int
    days: int


@attrs.frozen(kw_only=True, repr=False)
class EndMoved(Brief):
    """One recognition under the rules before and after, on one day.

    Attributes:
        recognition: The recognition.
        before: How it stands under the rules before; None where they do not allow it.
        after: How it stands under the rules after; None where they do not allow it.
        faults: What the rules have against it.
        alone: The single changes that move its end each by itself.
        end_before: The last day in force before, an extension included; None where not known.
        end_after: The same after.
        days: By how many days the end moves; None where one of the ends is not known.
        rest: How much of that no single change does by itself; None where the days are not known.
        window_moved: Whether a re-evaluation may be filed on other days.
        standing_moved: Whether it stands otherwise on the day.
    """

    recognition: Recognition
    before: StandingRow | None
    after: StandingRow | None
    faults: tuple[Fault, ...] = ()
    alone: tuple[EndAlone, ...] = ()

    @property
    def end_before(self) -> date | None:
        """The last day in force before, an extension included; None where not known."""
        return _end(self.before)

    @property
    def end_after(self) -> date | None:
        """The last day in force after, an extension included; None where not known."""
        return _end(self.after)

    @property
    def days(self) -> int | None:
        """By how many days the end moves; None where one of the ends is not known."""
        if self.end_before is None or self.end_after is None:
            return None
        return (self.end_after - self.end_before).days

    @property
    def rest(self) -> int | None:
        """How much of that no single change does by itself; None where it is not known."""
        return None if self.days is None else self.days - sum(one.days for one in self.alone)

    @property
    def window_moved(self) -> bool:
        """Whether a re-evaluation may be filed on other days."""
        if self.before is None or self.after is None:
            return False
        return self.before.filing_window != self.after.filing_window

    @property
    def standing_moved(self) -> bool:
        """Whether it stands otherwise on the day."""
        if self.before is None or self.after is None:
            return False
        return self.before.standing is not self.after.standing


def _end(row: StandingRow | None) -> date | None:
    return None if row is None else row.extended_to or row.last_valid_day
