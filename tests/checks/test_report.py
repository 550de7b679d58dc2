"""Reports: what a case that did not pass says, in both languages, as a colleague would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocop.checks import CheckReport
from ocop.checks.report import block
from ocop.errors import InputError
from tests.checks.cases import answered, results

TOP = {"regime": "26", "set": 1, "rest": "top"}
GOLDEN = Path(__file__).parent / "golden"


def report(**keys):
    return CheckReport((answered(**keys),))


def test_a_failure_says_what_was_expected_what_came_and_why():
    found = report(
        source="26/2026/QĐ-TTg, Điều 3",
        sheet={**TOP, "choices": {"1.5": 2}},
        expect={"stars": 4, "total": 98},
    )
    assert block(found.results[0], "vi") == [
        "SAI  x.ocop.toml:1  «ca»",
        "     stars: mong đợi 4, tính ra 3",
        "     Vì sao: Tổng 98 điểm (Phần A 38/40, Phần B 25/25, Phần C 35/35): 3 sao",
        "             5 sao theo điểm, nhưng chưa đạt mức tối thiểu ở:",
        (
            "               1.5 Liên kết sản xuất: 4★: cần mức 3 (Hợp đồng liên kết > 75 % sản lượng "
            "tiêu thụ) [26/2026/QĐ-TTg, Phụ lục II, Bộ 1, tiêu chí 1.5]"
        ),
        (
            "               1.5 Liên kết sản xuất: 5★: cần mức 4 (Hợp đồng liên kết > 75 % sản lượng "
            "tiêu thụ, thực hiện ổn định ≥ 12 tháng tính đến khi đăng ký đánh giá OCOP) "
            "[26/2026/QĐ-TTg, Phụ lục II, Bộ 1, tiêu chí 1.5]"
        ),
        "     Căn cứ: 26/2026/QĐ-TTg, Phụ lục II, Bộ 1, tiêu chí 1.5",
        "     Căn cứ của ca: 26/2026/QĐ-TTg, Điều 3",
        "     Cách hiểu: mặc định",
        "     Chạy lại ca này: ocop check x.ocop.toml:1",
    ]
    assert "     stars: expected 4, got 3" in found.text("en").splitlines()
    assert found.text("vi").splitlines()[-1] == "1 sai, 0 đúng, 0 không chạy được."


@pytest.mark.parametrize(
    ("keys", "vi", "en"),
    [
        (
            {"bands": {"regime": "26", "total": "89.995"}, "expect": {"stars": 5}},
            "stars: mong đợi 5, tính ra 4",
            "stars: expected 5, got 4",
        ),
        (
            {"sheet": TOP, "expect": {"parts": {"A": 39}, "capped_by": ["1.5"]}},
            "capped_by: mong đợi [1.5], tính ra không có",
            "parts.A: expected 39, got 40",
        ),
        (
            {"plan": "ha-tinh-2023-2025", "expect": {"target": "four-stars", "value": "5,1 %"}},
            None,
            None,
        ),
        (
            {
                "plan": "ha-tinh-2023-2025",
                "expect": {"target": "four-stars", "on": "2023-07-01", "value": "5,2 %"},
            },
            "value, ngày 01/07/2023, target four-stars: mong đợi 5,2 %, tính ra 5,07 %",
            "value, on 2023-07-01, target four-stars: expected 5,2 %, got 5.07 %",
        ),
        (
            {"sheet": {**TOP, "choices": {"1.5": 9}}, "refused": "no-option-chosen"},
            "refused: mong đợi [no-option-chosen], tính ra bị từ chối (no-such-option)",
            "refused: expected [no-option-chosen], got refused (no-such-option)",
        ),
        (
            {"sheet": TOP, "refused": "no-option-chosen"},
            "refused: mong đợi no-option-chosen, tính ra không bị từ chối",
            "refused: expected no-option-chosen, got not refused",
        ),
        (
            {"regime": {"on": "2026-06-01"}, "expect": {"value": 1}},
            None,
            None,
        ),
        (
            {"regime": {"on": "2026-06-01"}, "expect": {"bands": {"5": 91}}},
            "bands.5: mong đợi 91, tính ra 90",
            "bands.5: expected 91, got 90",
        ),
        (
            {"ballots": {**TOP, "members": [{}]}, "expect": {"apart": ["5 %"]}},
            "apart: mong đợi [5 %], tính ra không có",
            "apart: expected [5 %], got none",
        ),
        (
            {"regime": {"on": "2026-06-01"}, "expect": {"end": "5 %"}},
            "end: mong đợi 5 %, tính ra không có gì",
            "end: expected 5 %, got nothing",
        ),
    ],
)
def test_what_a_line_says(keys, vi, en):
    found = report(**keys)
    if vi is None:
        return
    assert any(vi in line for line in found.text("vi").splitlines()), found.text("vi")
    assert any(en in line for line in found.text("en").splitlines()), found.text("en")


def test_a_fault_has_the_line_and_the_place_in_its_case():
    (result,) = results(
        '[[case]]\nname = "phiếu"\n\n[case.sheet]\nregime = "26"\nset = 1\nrest = "top"\n'
        '[case.sheet.choices]\n"1.5" = 9\n[case.expect]\ntotal = 98\n'
    )
    assert block(result, "en") == [
        'ERROR  x.ocop.toml:1  "phiếu"',
        '     line 9, sheet.choices["1.5"]: option 9, but the criterion has 4',
        "     Run it again: ocop check x.ocop.toml:1",
    ]


def test_readings_and_changes_are_named():
    proposal = {
        "id": "dx", "kind": "proposal", "title": {"vi": "Dự thảo", "en": "Draft"}, "amends": "26",
        "from": "2026-06-01", "reference": "x", "bands": {"4": 75},
    }  # fmt: skip
    found = report(
        rules={"readings": {"star_minima": "own"}, "changes": proposal},
        sheet=TOP,
        expect={"total": 99},
    )
    text = found.text("vi")
    assert "Cách hiểu: star_minima = own" in text
    assert "Khác quy định hiện hành: Dự thảo" in text
    assert "Differs from the law: Draft" in found.text("en")


def test_the_data_of_a_report_is_what_it_counts():
    found = report(sheet={**TOP, "choices": {"1.5": 2}}, expect={"stars": 4, "total": 98})
    data = json.loads(json.dumps(found.to_dict("en")))
    assert (data["passed"], data["failed"], data["unreadable"]) == (0, 1, 0)
    (case,) = data["cases"]
    assert (case["status"], case["expectations"], case["subject"]) == ("failed", 2, "sheet")
    (failure,) = case["failures"]
    assert (failure["field"], failure["expected"], failure["got"]) == ("stars", 4, 3)
    assert failure["references"] == ["26/2026/QĐ-TTg, Appendix II, set 1, criterion 1.5"]
    assert data["faults"] == case["faults"] == []


def test_every_kind_of_value_is_data():
    found = report(
        sheet=TOP,
        expect={"parts": {"A": 1}, "citation": "x", "doubts": ["y"], "stars": "none"},
    )
    got = {one["field"]: one["got"] for one in found.to_dict("en")["cases"][0]["failures"]}
    assert got["parts.A"] == 40
    assert got["doubts"] == []
    assert got["stars"] == 5
    found = report(
        council={"members": 3, "quorum": 1},
        ballots={**TOP, "members": [{}, {"choices": {"1.5": 2}}, {}]},
        expect={"total": 1, "parts": 3, "apart": [{"points": 2}]},
    )
    assert found.results[0].status == "unreadable"
    found = report(sheet={**TOP, "choices": {"1.5": 9}}, refused="x")
    assert found.to_dict("vi")["cases"][0]["failures"][0]["got"] == {"refused": ["no-such-option"]}


def test_a_page_of_a_notebook_shows_a_row_a_case():
    found = report(sheet={**TOP, "choices": {"1.5": 2}}, expect={"stars": 4}, name="<b>")
    page = found._repr_html_()
    assert page.count("<tr>") == 2
    assert "&lt;b&gt;" in page
    assert "1 failed, 0 passed" in page
    assert '<span title="missed">✗</span>' in page
    assert "1 sai, 0 đúng" in found.table("vi").html()
    passed = report(sheet=TOP, expect={"stars": 5})
    assert passed.table("vi").rows[0].cells[2] == "ĐÚNG"
    unread = report(sheet={"regime": "x"}, expect={"stars": 5}).table("en")
    assert (unread.rows[0].state, unread.rows[0].cells[2][:5]) == ("unknown", "ERROR")
    assert str(passed).splitlines()[0] == "x.ocop.toml: 1 passed"
    assert repr(passed) == "<CheckReport: 0 failed, 1 passed, 0 could not be run>"


def test_another_language_is_a_fault():
    for ask in ("text", "to_dict", "table"):
        with pytest.raises(InputError):
            getattr(report(sheet=TOP, expect={"stars": 5}), ask)("fr")


def test_nothing_of_a_file_reaches_the_terminal_raw():
    found = report(name="a\x1b[31m\nb\u202e", sheet=TOP, expect={"capped_by": ["\x1b]0;x\x07"]})
    text = found.text("vi")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001b" in text
    assert "\x1b" not in found.table("vi").html()
