"""What a certificate is on a day."""

from __future__ import annotations

from enum import StrEnum

from ocop.text import Label

__all__ = ["Status"]


class Status(StrEnum):
    """What a certificate is on a day."""

    NOT_YET_VALID = "not-yet-valid"
    VALID = "valid"
    EXTENDED = "extended"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> Label:
        """Its name."""
        return _LABELS[self]

    @property
    def counts(self) -> bool:
        """Whether the product holds its stars: valid or extended."""
        return self in {Status.VALID, Status.EXTENDED}


_LABELS = {
    Status.NOT_YET_VALID: Label("Chưa có hiệu lực", "Not yet valid"),
    Status.VALID: Label("Còn hiệu lực", "Valid"),
    Status.EXTENDED: Label("Được kéo dài chờ kết quả", "Extended until the result"),
    Status.LAPSED: Label("Hết hiệu lực", "Lapsed"),
    Status.WITHDRAWN: Label("Đã thu hồi", "Withdrawn"),
    Status.SUPERSEDED: Label("Đã thay bằng công nhận mới", "Superseded"),
}
