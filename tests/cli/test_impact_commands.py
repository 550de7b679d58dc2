"""``ocop impact``."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

import ocop

RUBRIC = ocop.regime("26").rubric(1)
BEST = {one.no: len(one.options) for one in RUBRIC.criteria}
SHEETS = [
    RUBRIC.sheet(BEST, product="Trà sen", place="Xã A"),
    RUBRIC.sheet(BEST | {"1.1": 2}, code="83-2"),
    RUBRIC.sheet(BEST | {"1.2": 1, "2.4": 1}),
]
DRAFT = """
id = "de-xuat-2027"
kind = "proposal"
title = { vi = "Dự thảo sửa đổi", en = "Draft amendment" }
amends = "26"
from = 2027-01-01
reference = "Dự thảo tờ trình"
[bands]
5 = 98
[certificates]
months = 48
[[criteria]]
sets = [1]
no = "1.1"
option = 3
star = 5
"""
REGISTER = (
    "code,name,stars,issued_on,province\n1,Cu đơ,4,2023-03-15,Hà Tĩnh\n2,Trà,3,2027-02-10,Hà Tĩnh\n"
)
PLAN = """
id = "tinh"
title = "Kế hoạch của tỉnh"
period = { from = 2027-01-01, to = 2031-12-31 }
[[targets]]
id = "products"
label = { vi = "Sản phẩm", en = "Products" }
measure = { type = "count" }
at_least = 2
source = "Kế hoạch"
"""


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "de-xuat.changes.toml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture
def sheets(tmp_path):
    path = tmp_path / "phieu.jsonl"
    lines = [ocop.to_json(one, indent=None) for one in SHEETS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "so.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "tinh.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sheets_under_a_draft(run, sheets, draft, lang):
    code, out, err = run("impact", sheets, "--changes", draft, "--lang", lang)
    assert (code, err) == (0, "")
    rules = ocop.Rules().amended(ocop.from_toml(ocop.Changes, DRAFT))
    ids = ("Trà sen", "83-2", f"{sheets}:3")
    result = ocop.impact(dict(zip(ids, SHEETS, strict=True)), ocop.Rules(), rules)
    assert out == f"{result.table(lang).text()}\n"
    assert [move.id for move in result.losers] == list(ids[1:])


def test_as_json_and_as_a_table(run, sheets, draft, tmp_path):
    code, out, _ = run("impact", sheets, "--changes", draft, "--json")
    data = json.loads(out)
    assert (code, data["losers"], data["unmoved"]) == (0, 2, 1)
    file = tmp_path / "tac-dong.csv"
    assert run("impact", sheets, "--changes", draft, "-o", file)[0] == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert [row["id"] for row in rows] == [move["id"] for move in data["moves"]]
    assert [row["stars_after"] for row in rows] == ["5", "4", "4"]


def test_a_reading_and_a_draft_before(run, sheets, draft):
    code, out, _ = run("impact", sheets, "--reading", "star_minima=own", "--json")
    assert (code, json.loads(out)["readings_after"]) == (0, {"star_minima": "own"})
    asked = ("--before", draft, "--changes", draft, "--reading", "star_minima=own")
    code, out, _ = run("impact", sheets, *asked, "--json")
    assert [single["path"] for single in json.loads(out)["singles"]] == ["readings.star_minima"]
    code, out, _ = run("impact", sheets, "--changes", draft, "--on", "2026-12-01", "--json")
    assert json.loads(out)["losers"] == 0
    code, out, _ = run("impact", sheets, "--changes", draft, "--regime", "26", "--json")
    assert json.loads(out)["losers"] == 2


def test_a_bad_sheet_stays_in_the_answer_with_its_faults(run, sheets, draft):
    bad = json.loads(ocop.to_json(SHEETS[0]))
    bad["choices"]["1.1"] = 9
    text = sheets.read_text(encoding="utf-8")
    sheets.write_text(f"{text}\n{json.dumps(bad)}", encoding="utf-8")
    code, out, err = run("impact", sheets, "--changes", draft, "--json")
    data = json.loads(out)
    assert (code, data["sheets"], data["unknown"]) == (2, 4, 1)
    assert "option 9" in err
    assert data["moves"][3]["id"].endswith(":4")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_register_under_a_draft(run, register, draft, plan, lang):
    asked = ("--registry", register, "--on", "2030-06-01", "--changes", draft, "--lang", lang)
    code, out, err = run("impact", *asked)
    assert (code, err) == (0, "")
    rules = ocop.Rules().amended(ocop.from_toml(ocop.Changes, DRAFT))
    registry = ocop.Registry.from_csv(REGISTER)
    result = ocop.impact(registry, ocop.Rules(), rules, on=date(2030, 6, 1))
    assert out == f"{result.table(lang).text()}\n"
    code, out, _ = run("impact", *asked, "--plan", plan)
    of_plan = result.plan(ocop.from_toml(ocop.Plan, PLAN))
    assert out == f"{result.table(lang).text()}\n\n{of_plan.table(lang).text()}\n"


def test_a_register_as_json_with_a_plan_that_changes_too(run, register, draft, plan, tmp_path):
    asked = ("--registry", register, "--on", "2030-06-01", "--changes", draft, "--json")
    data = json.loads(run("impact", *asked)[1])
    assert (data["later"], data["unmoved"], data["plan"]) == (1, 1, None)
    assert data["recognitions"][1]["end_after"] == "2031-02-10"
    assert [month["after"] for month in data["months"] if month["after"]] == [1]
    assert [single["path"] for single in data["singles"]] == ["bands.5", "term.months"]
    changes = tmp_path / "chi-tieu.toml"
    changes.write_text(
        "period = 2027\n[targets.products]\nat_least = 1\nby = 2027-12-31\n", encoding="utf-8"
    )
    lower = ("--plan", plan, "--plan-changes", changes)
    (row,) = json.loads(run("impact", *asked, *lower)[1])["plan"]
    assert (row["at_least_before"], row["at_least_after"]) == (2, 1)
    assert row["target_moved"] is True
    changes.write_text("[targets.products]\nat_least = 1\n", encoding="utf-8")
    (row,) = json.loads(run("impact", *asked, *lower)[1])["plan"]
    assert row["by_after"] == "2031-12-31"
    file = tmp_path / "so-sanh.csv"
    asked_of_file = (*asked[:-1], "-o", file)
    assert run("impact", *asked_of_file)[0] == 0
    assert file.read_text(encoding="utf-8-sig").startswith("code,name,set,stars,")


def test_a_register_of_nothing_is_a_table_without_rows(run, register, draft, tmp_path):
    register.write_text(REGISTER.splitlines()[0], encoding="utf-8")
    file = tmp_path / "so-sanh.csv"
    asked = ("--registry", register, "--on", "2030-06-01", "--changes", draft)
    assert run("impact", *asked, "-o", file)[0] == 0
    assert not file.exists() or file.read_text(encoding="utf-8-sig").strip() == ""


def test_what_is_asked_wrongly_is_told_at_once(run, sheets, register, draft, plan):
    code, _, err = run("impact")
    assert code == 2
    assert "no sheets are given" in err
    assert "nothing to compare" in err
    code, _, err = run(
        "impact", sheets, "--registry", register, "--regime", "26", "--changes", draft,
        "--plan-changes", plan,
    )  # fmt: skip
    assert (code, len(err.splitlines())) == (2, 4)
    code, _, err = run(
        "impact", sheets, "--plan", plan, "--plan-changes", plan, "--changes", draft,
        "--on", "2027-01-01", "--regime", "26",
    )  # fmt: skip
    assert (code, len(err.splitlines())) == (2, 3)
    asked = ("--registry", register, "--on", "2030-06-01", "--changes", draft, "--plan", plan)
    code, _, err = run("impact", *asked, "--plan-changes", plan)
    assert code == 2
    assert "tinh.toml" in err
    assert run("impact", *asked[:-1], "nothing")[0] == 2
    assert run("impact", sheets, "--before", draft, "--changes", sheets)[0] == 2


def test_remarks_and_rows_set_aside_are_told_below(run, sheets, register, draft):
    register.write_text(f"{REGISTER}3,,3,2027-02-10,Hà Tĩnh\n", encoding="utf-8")
    asked = ("--registry", register, "--on", "2030-06-01", "--changes", draft)
    code, out, err = run("impact", *asked)
    assert code == 3
    assert "name" in err or "tên" in err
    assert out
    plain = {key: value for key, value in ocop.to_dict(SHEETS[0]).items() if key != "regime"}
    sheets.write_text(json.dumps({**plain, "on": "03/04/2027"}), encoding="utf-8")
    code, _, err = run("impact", sheets, "--changes", draft)
    assert (code, bool(err)) == (0, True)
