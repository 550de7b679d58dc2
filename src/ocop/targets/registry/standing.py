"""How a recognition stands on a day, as a registry counts it."""

from __future__ import annotations

from enum import StrEnum

from ocop.text import Label

__all__ = ["IN_FORCE", "RECOGNISED", "Standing"]


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
