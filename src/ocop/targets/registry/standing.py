"""How a recognition stands on a day, as a registry counts it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ocop.text import Label

if TYPE_CHECKING:
    from datetime import date

    from ocop.dates import DateRange
    from ocop.targets.registry.recognition import Recognition

__all__ = ["IN_FORCE", "RECOGNISED", "Rows", "Standing", "StandingRow"]


class Standing(StrEnum):
    """How a recognition stands on a day.

    Those of a certificate (:class:`ocop.cycle.Status`) after its issue, and three more.
    ``END_UNKNOWN``: recognised under a province's own rules, before the first national criteria,
    and nobody recorded until when; it may be valid and may have lapsed. ``PENDING``: a product of
    90 points or more that waits for the centre (potentially 5★, tiềm năng 5 sao), for which nobody
    has issued a certificate of 5★. ``CLOSED``: such a proposal once a later recognition or proposal
    came, or it was taken back.
    """

    VALID = "valid"
    EXTENDED = "extended"
    NOT_YET_VALID = "not-yet-valid"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    END_UNKNOWN = "end-unknown"
    PENDING = "pending"
    CLOSED = "closed"

    @property
    def label(self) -> Label:
        """Its name."""
        return _LABELS[self]


_LABELS = {
    Standing.VALID: Label("Còn hiệu lực", "Valid"),
    Standing.EXTENDED: Label("Được kéo dài", "Extended"),
    Standing.NOT_YET_VALID: Label("Chưa có hiệu lực", "Not yet valid"),
    Standing.LAPSED: Label("Hết hạn", "Lapsed"),
    Standing.WITHDRAWN: Label("Bị thu hồi", "Withdrawn"),
    Standing.SUPERSEDED: Label("Đã thay thế", "Superseded"),
    Standing.END_UNKNOWN: Label("Chưa rõ thời hạn", "End not known"),
    Standing.PENDING: Label("Tiềm năng 5 sao, chờ kết quả", "Potentially 5★, pending"),
    Standing.CLOSED: Label("Đề xuất đã khép lại", "Proposal closed"),
}

#: The standings under which a product may carry its stars today.
IN_FORCE = (Standing.VALID, Standing.EXTENDED)

#: The standings of what was recognised, whatever became of it: all but those of proposals.
RECOGNISED = tuple(
    standing for standing in Standing if standing not in {Standing.PENDING, Standing.CLOSED}
)


@attrs.frozen(kw_only=True)
class StandingRow:
    """A row of a registry on a day.

    Attributes:
        recognition: The row.
        standing: How it stands on the day.
        last_valid_day: Its last valid day, extensions apart; None of a proposal, and where it is
            not known.
        extended_to: The last day of its extension; None where it has none.
        superseded_on: The first day of what took its place; None where nothing did.
        filing_window: When a re-evaluation may be filed; None where no rule sets a window.
        holder: The name of the entity; None where it is not recorded.
    """

    recognition: Recognition
    standing: Standing
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
