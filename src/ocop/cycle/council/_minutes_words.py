"""The words of a council's minutes."""

from __future__ import annotations

from ocop.text import Label

__all__ = ["WORDS"]

WORDS = {
    "title": Label("BIÊN BẢN ĐÁNH GIÁ CỦA HỘI ĐỒNG", "MINUTES OF THE COUNCIL'S EVALUATION"),
    "regulation": Label("Theo", "Under"),
    "attendance": Label("Thành phần", "Attendance"),
    "ballots": Label("{} phiếu, {} phiếu hợp lệ", "Ballots cast: {}, valid: {}"),
    "ballots_of": Label(
        "{} phiếu trên {} thành viên, {} phiếu hợp lệ", "Ballots cast: {} of {} members, valid: {}"
    ),
    "chair": Label("chủ tịch hội đồng", "chair"),
    "invalid": Label("phiếu không hợp lệ", "invalid ballot"),
    "quorum": Label("Số phiếu tối thiểu: {}; {}: {}, {}", "Quorum: {}; {}: {}, {}"),
    "share": Label("{} của {} thành viên ({} phiếu)", "{} of {} members ({} ballots)"),
    "of_valid": Label("phiếu hợp lệ", "valid ballots"),
    "of_all": Label("phiếu đã nộp", "ballots cast"),
    "met": Label("đủ", "met"),
    "not_met": Label("chưa đủ", "not met"),
    "no_quorum": Label("Quy chế không đặt số phiếu tối thiểu", "The regulation sets no quorum"),
    "chair_there": Label(
        "Phải có chủ tịch hội đồng: có", "The chair must be among them, and attended"
    ),
    "chair_missing": Label(
        "Phải có chủ tịch hội đồng: không có", "The chair must be among them, and did not attend"
    ),
    "scores": Label("Điểm của các thành viên", "Scores of the members"),
    "member": Label("Thành viên", "Member"),
    "total": Label("Tổng", "Total"),
    "own_rank": Label("Hạng", "Rank"),
    "spread": Label(
        "Chênh lệch lớn nhất: {} điểm, cho phép: {}", "Widest gap: {} points, allowed: {}"
    ),
    "any_spread": Label("không giới hạn", "any"),
    "apart": Label("{} và {} lệch nhau {} điểm", "{} and {} lie {} points apart"),
    "result": Label("Kết quả", "Result"),
    "by_part": Label("Bình quân từng phần", "Average of each part"),
    "average": Label("Tổng điểm bình quân", "Average of the totals"),
    "by_points": Label("Hạng theo điểm", "Rank by points"),
    "missed": Label("Chưa đạt mức tối thiểu (dấu *)", "Minimum missed"),
    "excluded": Label("Bị loại", "Excluded"),
    "comes_to": Label("Xếp hạng", "Rank"),
    "no_rank": Label("không xếp hạng", "no rank"),
    "stands": Label(
        "Kết quả đủ điều kiện theo quy chế của hội đồng",
        "The result stands under the council's regulation",
    ),
    "needs": Label("Chưa đủ điều kiện", "Does not stand yet"),
    "references": Label("Căn cứ", "Reference"),
    "remarks": Label("Lưu ý", "Remarks"),
    "nothing": Label("Không có", "None"),
    "doubt": Label("Chỗ chưa chắc chắn của bảng tiêu chí", "Doubt about the table"),
    "reading": Label("Cách hiểu khác mặc định", "Reading other than the default"),
    "change": Label("Khác quy định hiện hành", "Differs from the law"),
}
