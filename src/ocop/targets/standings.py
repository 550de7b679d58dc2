"""How a recognition stands on a day, as a registry counts it."""

from __future__ import annotations

from enum import StrEnum

from ocop.text import Label

__all__ = ["IN_FORCE", "Standing"]


class Standing(StrEnum):
    """How a recognition stands on a day.

    Those of a certificate (:class:`ocop.cycle.Status`) after its issue, and one more:
    ``PENDING``, a product of 90 points or more that waits for the centre (potentially 5★, tiềm
    năng 5 sao), for which nobody has issued a certificate of 5★.
    """

    VALID = "valid"
    EXTENDED = "extended"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    PENDING = "pending"

    @property
    def label(self) -> Label:
        """Its name."""
        return _LABELS[self]


_LABELS = {
    Standing.VALID: Label("Còn hiệu lực", "Valid"),
    Standing.EXTENDED: Label("Được kéo dài", "Extended"),
    Standing.LAPSED: Label("Hết hạn", "Lapsed"),
    Standing.WITHDRAWN: Label("Bị thu hồi", "Withdrawn"),
    Standing.SUPERSEDED: Label("Đã thay thế", "Superseded"),
    Standing.PENDING: Label("Tiềm năng 5 sao, chờ kết quả", "Potentially 5★, pending"),
}

#: The standings under which a product may carry its stars today.
IN_FORCE = (Standing.VALID, Standing.EXTENDED)
