"""What a registry and a snapshot of it say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop.law.regime import Note
from ocop.targets.registry._bits import chosen
from ocop.targets.registry.standing import Standing
from ocop.text import Label
from ocop.words import decimal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocop.targets.registry._table import Table

__all__ = ["reading_notes", "registry_notes", "snapshot_notes"]


def reading_notes(table: Table, set_aside: int) -> tuple[Note, ...]:
    """How much of a file could not be read."""
    notes = []
    if set_aside:
        vi, en = decimal(set_aside, "vi"), decimal(set_aside, "en")
        notes.append(
            Note(
                id="rows-set-aside",
                label=Label(
                    f"{vi} dòng không đọc được tên, hạng sao hoặc ngày công nhận, hoặc trùng: "
                    "không tính vào số nào, nên số thật có thể lớn hơn",
                    f"rows without a readable name, rank or day of issue, or there twice: {en}; "
                    "they are in no figure, so that each may be too low",
                ),
            )
        )
    if table.unknown_cells:
        vi, en = decimal(table.unknown_cells, "vi"), decimal(table.unknown_cells, "en")
        notes.append(
            Note(
                id="cells-unread",
                label=Label(
                    f"{vi} ô không đọc được: coi là chưa biết",
                    f"cells that could not be read: {en}; what they say is unknown",
                ),
            )
        )
    return tuple(notes)


def registry_notes(table: Table) -> tuple[Note, ...]:
    """What is not as it should be among the records, and how it was counted."""
    notes = []
    if late := len(table.lives.recorded_late):
        notes.append(
            Note(
                id="superseded-recorded-late",
                label=Label(
                    f"{late} bản ghi có ngày thay thế muộn hơn công nhận mới của chính sản phẩm: "
                    "tính theo ngày sớm hơn",
                    f"{late} of the rows record a later day of supersession than that of the "
                    "product's new recognition: the earlier day counts",
                ),
            )
        )
    differing = sum(
        each.certified
        and each.issued_until is None
        and each.ends_on is not None
        and each.ends_on != table.lives.last_valid_day(n)
        for n, each in enumerate(table.rows)
    )
    if differing:
        notes.append(
            Note(
                id="ends-on-differs",
                label=Label(
                    f"{differing} bản ghi có ngày cuối hiệu lực khác thời hạn theo luật: "
                    "tính theo luật",
                    f"{differing} of the rows record another last valid day than the law's term: "
                    "the law's counts",
                ),
            )
        )
    return tuple(notes)


def snapshot_notes(table: Table, standings: Mapping[Standing, int]) -> tuple[Note, ...]:
    """What is not known of the rows on a day, and what waits."""
    notes = []
    if unknown := standings[Standing.END_UNKNOWN].bit_count():
        first = table.rules.regimes()[0].first_day
        notes.append(
            Note(
                id="end-unknown",
                label=Label(
                    f"{unknown} công nhận trước ngày {first:%d/%m/%Y}, theo quy định riêng của "
                    "tỉnh, chưa rõ thời hạn: ghi ngày cuối hiệu lực vào cột ends_on",
                    f"{unknown} recognitions from before {first}, under a province's own rules, "
                    "have no recorded end: write the last valid day in the column ends_on",
                ),
            )
        )
    waiting = chosen(table.rows, standings[Standing.PENDING])
    oldest = min(
        waiting, key=lambda each: (each.issued_on, each.name, each.code or ""), default=None
    )
    if oldest is not None:
        notes.append(
            Note(
                id="oldest-proposal",
                label=Label(
                    f"Đề xuất 5 sao chờ lâu nhất: {oldest.name}, từ ngày "
                    f"{oldest.issued_on:%d/%m/%Y}; không có quy định nào đặt hạn cho đề xuất",
                    f"The oldest proposal that waits: {oldest.name}, since {oldest.issued_on}; "
                    "no rule ends a proposal",
                ),
                day=oldest.issued_on,
            )
        )
    return tuple(notes)
