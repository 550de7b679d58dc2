"""The words for what a registry shows."""

from __future__ import annotations

from ocop.targets.registry.flow import FlowEvent
from ocop.text import Label

__all__ = ["EVENT_WORDS", "WORDS"]

EVENT_WORDS: dict[FlowEvent, Label] = {
    "recognised": Label("Được công nhận", "Recognised"),
    "new": Label("Trong đó công nhận lần đầu", "Of these, for the first time"),
    "upgraded": Label("Trong đó nâng hạng", "Of these, upgraded"),
    "re-recognised": Label("Trong đó đánh giá lại", "Of these, re-evaluated"),
    "kind-unknown": Label("Trong đó chưa rõ trường hợp", "Of these, of unknown kind"),
    "lapsed": Label("Hết hạn", "Lapsed"),
    "withdrawn": Label("Bị thu hồi", "Withdrawn"),
    "superseded": Label("Được thay thế", "Superseded"),
    "revived": Label("Có hiệu lực trở lại", "Revived"),
    "proposed": Label("Đề xuất 5 sao", "Proposed for 5★"),
}

WORDS = {
    "registry": Label("Sổ theo dõi: {} lần công nhận", "Registry of {} recognitions"),
    "partial": Label("Đọc được {} lần công nhận; {} lỗi", "Recognitions read: {}; faults: {}"),
    "products": Label("Sản phẩm", "Products"),
    "entities": Label("Chủ thể", "Entities"),
    "issued": Label("Ngày cấp", "Issued"),
    "provinces": Label("Tỉnh", "Provinces"),
    "by_stars": Label("Theo sao", "By stars"),
    "product": Label("Sản phẩm", "Product"),
    "entity": Label("Chủ thể", "Entity"),
    "place": Label("Địa bàn", "Place"),
    "stars": Label("Sao", "Stars"),
    "rows_more": Label("Còn {} dòng nữa", "And {} rows more"),
    "set_aside": Label("Dòng không đọc thành lần công nhận", "Rows that say no recognition"),
    "unknown_cells": Label("Ô không đọc được", "Cells that could not be read"),
    "note": Label("Ghi chú", "Note"),
    "reading": Label("Cách hiểu", "Reading"),
    "lapsing": Label("Hết hiệu lực, {}", "Ends of validity, {}"),
    "month": Label("Tháng", "Month"),
    "all": Label("Cộng", "All"),
    "may_end": Label("Có thể cả", "Perhaps also"),
    "flows": Label("Biến động, {}", "What happened, {}"),
    "event": Label("Việc", "Event"),
    "number": Label("Số lượng", "Number"),
    "unknown": Label("chưa biết", "unknown"),
    "dues": Label("Các mốc, {}", "What falls due, {}"),
    "day": Label("Ngày", "Day"),
    "what": Label("Việc", "What"),
    "reference": Label("Căn cứ", "Reference"),
    "no_days": Label(
        "Chưa rõ mốc nào của {} lần công nhận", "Recognitions of which no day is known: {}"
    ),
    "fault": Label("Lỗi", "Fault"),
    "row": Label("Dòng", "Row"),
    "apart": Label("Dòng tiêu đề, cộng", "Headings and sums"),
    "rejected": Label("Dòng bị loại", "Rows rejected"),
    "filled_down": Label("Ô lấy theo dòng trên", "Cells filled from above"),
    "recognition": Label("Lần công nhận: {}", "Recognition of {}"),
    "pending": Label("đề xuất, chờ kết quả", "proposed, pending"),
}
