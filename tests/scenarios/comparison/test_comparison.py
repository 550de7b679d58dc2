"""Comparisons: several scenarios in one long table."""

from __future__ import annotations

from datetime import date

import pytest

import ocop
from ocop.errors import InputError
from ocop.scenarios import sweep

PLAN = ocop.plan("ha-tinh-2023-2025")
FEW, MANY = (PLAN.forecast(None, ocop.Assumptions(new_per_month=n)) for n in (2, 8))


def test_one_long_table():
    compared = ocop.compare({"ít": FEW, "nhiều": MANY})
    records = compared.to_records("en")
    assert len(records) == len(FEW.to_records()) + len(MANY.to_records())
    assert list(records[0])[:2] == ["scenario", "plan"]
    for name, forecast in compared.scenarios.items():
        own = [
            {k: v for k, v in one.items() if k != "scenario"}
            for one in records
            if one["scenario"] == name
        ]
        assert own == forecast.to_records("en")


def test_results_of_several_kinds():
    compared = ocop.compare({"nay": PLAN.evaluate(), "sau": MANY})
    records = compared.to_records()
    assert len({tuple(one) for one in records}) == 1
    assert records[0]["in_force"] is None
    assert records[-1]["status"] is None


def test_one_comparison_within_another():
    inner = ocop.compare({"ít": FEW})
    names = {one["scenario"] for one in ocop.compare({"2023": inner, "2024": MANY}).to_records()}
    assert names == {"2023: ít", "2024"}


def test_forecasts_stand_side_by_side():
    longer = PLAN.forecast(None, ocop.Assumptions(new_per_month=2), until=date(2024, 12, 31))
    table = ocop.compare({"ít": FEW, "nhiều": MANY, "ngắn": longer}).table("en")
    assert [column.head for column in table.columns] == ["Target", "ít", "nhiều", "ngắn"]
    assert table.rows[0].cells == (
        "Products at 3★ or more: at least 300, by 2025-12-31", "72.4 (0 %)", "288.4 (0 %)", "–",
    )  # fmt: skip
    other = ocop.plan("lang-son-2023-2025").forecast(None, ocop.Assumptions())
    cells = ocop.compare({"a": FEW, "b": other}).table("en").rows[-1].cells
    assert cells[1] == "–"


def test_what_is_in_one_language_already():
    report = PLAN.evaluate().explain("vi")
    compared = ocop.compare({"a": report, "b": sweep(FEW, {"renewal": [0]})})
    assert compared.to_records("en")[0]["label"] == report.to_records()[0]["label"]
    captions = [table.caption for table in compared.table("en").below]
    assert captions[0].startswith("a: ")
    assert captions[1] == "b: Kết quả theo từng giá trị"
    assert ocop.compare({"a": FEW, "b": MANY}).table("vi").caption == "So sánh: a, b"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ([FEW], {("scenarios",): "not-a-table"}),
        ({}, {("scenarios",): "empty"}),
        (
            {"a": 3, "b": date(2024, 1, 1)},
            {("scenarios", "a"): "without-records", ("scenarios", "b"): "without-records"},
        ),
        ({"": FEW}, {("scenarios",): "empty"}),
        ({3: FEW}, {("scenarios",): "not-text"}),
        ({"a": FEW, "a ": MANY}, {("scenarios",): "two-keys-are-one"}),
    ],
)
def test_what_cannot_be_compared(given, wrong):
    with pytest.raises(InputError) as caught:
        ocop.compare(given)
    assert {one.path: one.code for one in caught.value.faults} == wrong
