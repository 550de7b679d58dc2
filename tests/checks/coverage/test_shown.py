"""Coverage as text and as data."""

from __future__ import annotations

import json

import pytest

from ocop.checks.report import CheckReport
from ocop.errors import InputError
from tests.checks.cases import answered

BANDS = {"regime": "26"}


def coverage(*cases):
    return CheckReport(tuple(answered(**keys) for keys in cases)).coverage()


EDGES = [
    {"bands": {**BANDS, "total": total}, "expect": {"stars": stars}}
    for total, stars in ((90, 5), (89, 4), (70, 4))
]


def test_the_text_counts_and_names_what_nobody_would_notice():
    assert coverage(*EDGES).text("vi").splitlines() == [
        "Các ca quyết định 1 trên 5 quy định mà chúng chạm đến (20 %).",
        "  khung điểm 1/4",
        "  cách hiểu 0/1",
        "",
        "26/2026/QĐ-TTg",
        "  khung điểm 1/4",
        "",
        "Cách hiểu",
        "  cách hiểu 0/1",
        "",
        "Khác đi một bậc mà không ca nào thấy:",
        "  26/2026/QĐ-TTg",
        "    Hạng sao, 4 sao, từ: 70 → 69",
        "    Hạng sao, 3 sao, từ: 50 → 49; 51",
        "    Hạng sao, 2 sao, từ: 30 → 29; 31",
        "  Cách hiểu",
        (
            "    Điểm bình quân nằm giữa hai khung in số nguyên: Khung nửa mở như luật sau này "
            "(between_bands = half-open) → Không có hạng (between_bands = no-rank)"
        ),
    ]
    english = coverage(*EDGES).text("en").splitlines()
    assert english[0] == "The cases decide 1 of 5 rules that they touch (20 %)."
    assert english[10:13] == [
        "Otherwise by one, unnoticed:",
        "  26/2026/QĐ-TTg",
        "    Ranks, 4 stars, from: 70 → 69",
    ]


def test_a_set_has_a_line_and_its_levels_one_a_criterion():
    sheet = {"regime": "26", "set": 1, "rest": "top", "choices": {"1.5": 2}}
    text = coverage({"sheet": sheet, "expect": {"total": 98, "stars": 3}}).text("en")
    lines = text.splitlines()
    assert ("  Set 1: criteria 32/32; options 32/105; star minima 1/22; exclusions 0/6") in lines
    assert "    Set 1, criterion 1.5: points of option 1, 3, 4" in lines
    assert "    set 1, criterion 1.5, level 4, star minimum: 5 → no more" in lines


def test_where_nothing_is_left_it_says_so():
    year = {"deadline": {"of": "working-days", "from": "2019-01-01", "number": 3}}
    found = coverage({**year, "expect": {"day": "2019-01-04"}})
    assert {one.element.kind for one in found.decisions} == {"reading"}
    assert coverage().text("vi") == (
        "Các ca quyết định 0 trên 0 quy định mà chúng chạm đến (100 %).\n\n"
        "Khác đi một bậc mà không ca nào thấy: Không có."
    )


def test_regimes_of_proposals_come_after_those_of_the_law_and_plans_last():
    changes = {
        "id": "dx", "kind": "proposal", "title": {"vi": "x", "en": "x"}, "amends": "26",
        "from": "2026-06-01", "reference": "x", "bands": {"4": 75},
    }  # fmt: skip
    found = coverage(
        {
            "plan": "ha-tinh-2023-2025",
            "expect": {"target": "four-stars", "on": "2023-07-01", "gap": 41},
        },
        {
            "rules": {"changes": changes},
            "bands": {"regime": "dx", "total": 75},
            "expect": {"stars": 4},
        },
        *EDGES,
    )
    heads = [
        line
        for line in found.text("vi").split("\n\nKhác đi")[0].splitlines()[1:]
        if line and not line.startswith(" ")
    ]
    assert heads[-4:] == ["26/2026/QĐ-TTg", "dx", "Cách hiểu", "Kế hoạch"]


def test_the_data_have_ids_references_and_who_notices():
    data = json.loads(json.dumps(coverage(*EDGES).to_dict("vi")))
    assert (data["decided"], data["of"]) == (1, 5)
    assert data["kinds"] == {
        "band": {"decided": 1, "of": 4},
        "reading": {"decided": 0, "of": 1},
    }
    assert data["regimes"] == [{"id": "26", "kinds": {"band": {"decided": 1, "of": 4}}, "sets": []}]
    five, four = data["elements"][:2]
    assert five == {
        "id": "26/bands/5/from",
        "kind": "band",
        "regime": "26",
        "set": None,
        "place": ["bands", "5", "from"],
        "text": "Hạng sao, 5 sao, từ: 90",
        "reference": "26/2026/QĐ-TTg, Điều 3 khoản 3",
        "decided": True,
        "shifts": [
            {"text": "Hạng sao, 5 sao, từ: 90 → 89", "noticed_by": "x.ocop.toml:1"},
            {"text": "Hạng sao, 5 sao, từ: 90 → 91", "noticed_by": "x.ocop.toml:1"},
        ],
    }
    assert [shift["noticed_by"] for shift in four["shifts"]] == [None, "x.ocop.toml:1"]


def test_the_data_of_a_set_count_its_criteria():
    sheet = {"regime": "26", "set": 1, "rest": "top"}
    data = coverage({"sheet": sheet, "expect": {"points": {"1.5": 5}}}).to_dict("en")
    ((of_set,),) = (one["sets"] for one in data["regimes"])
    assert of_set["set"] == 1
    assert of_set["criteria"] == {"decided": 1, "of": 32}
    assert of_set["kinds"]["option"] == {"decided": 1, "of": 105}


def test_a_notebook_shows_a_row_a_decision_and_a_set():
    sheet = {"regime": "26", "set": 1, "rest": "top"}
    table = coverage({"sheet": sheet, "expect": {"total": 100}}, *EDGES).table()
    assert table.caption.startswith("Các ca quyết định 33 trên 146")
    assert [one.head for one in table.columns[1:3]] == ["khung điểm", "mức điểm"]
    assert [(one.kind, *one.cells) for one in table.rows][:2] == [
        ("part", "26/2026/QĐ-TTg", "1/4", "32/105", "0/22", "0/6", ""),
        ("row", "Bộ 1", "", "32/105", "0/22", "0/6", ""),
    ]
    assert ">bands</th>" in coverage(*EDGES)._repr_html_()


@pytest.mark.parametrize("method", ["text", "to_dict", "table"])
def test_another_language_is_a_fault(method):
    with pytest.raises(InputError):
        getattr(coverage(), method)("fr")
