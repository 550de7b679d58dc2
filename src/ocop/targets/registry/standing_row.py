"""A row of a registry as it stands on a day."""

from __future__ import annotations

from datetime import date

import attrs

from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing

__all__ = ["Rows", "StandingRow"]


@attrs.frozen(kw_only=True, repr=False)
class StandingRow(Brief):
    """A row of a registry on a day.

    Attributes:
        recognition: The row.
        standing: How it stands on the day, as far as it could be read.
        may_be: How else it may stand, where a cell could not be read that tells.
        last_valid_day: Its last valid day, extensions apart; None of a proposal, and where it is
            not known.
        extended_to: The last day of its extension; None where it has none.
        superseded_on: The first day of what took its place; None where nothing did.
        filing_window: When a re-evaluation may be filed; None where no rule sets a window.
        holder: The name of the entity; None where it is not recorded.
    """

    recognition: Recognition
    standing: Standing
    may_be: tuple[Standing, ...] = ()
    last_valid_day: date | None = None
    extended_to: date | None = None
    superseded_on: date | None = None
    filing_window: DateRange | None = None

    @property
    def holder(self) -> str | None:
        """The name of the entity; None where it is not recorded."""
        return self.recognition.entity


@attrs.frozen(kw_only=True)
class Rows:
    """The rows behind a count.

    Attributes:
        sure: The rows that surely count.
        maybe: The rows that may count and may not: something that the filter asks is not recorded.
            Where there are any, the count is unknown.
    """

    sure: tuple[StandingRow, ...]
    maybe: tuple[StandingRow, ...]
