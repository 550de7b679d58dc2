"""``ocop plan``, ``plans``, ``registry`` and ``lapsing``: files in, text or JSON out."""

from __future__ import annotations

import io
import json
import sys

import pytest

import ocop

CSV = """\
code,name,entity,entity_kind,district,stars,issued_on,kind,withdrawn_on
83-1,Cu đơ,HTX Một,HTX,Can Lộc,4,2022-01-10,first,
83-2,Nước mắm,Cty Hai,công ty,Huyện Kỳ Anh,3,2022-02-10,first,
83-3,Cam bù,Hộ Ba,hộ,Huyện Vũ Quang,3,2020-02-10,first,
83-4,Nhung hươu,Hộ Bốn,hộ,Huyện Hương Sơn,3,2022-03-10,first,2023-01-05
83-1,Cu đơ,HTX Một,HTX,Can Lộc,đề xuất 5 sao,2023-05-10,upgrade,
"""
PLAN = """\
id = "own"
title = "Kế hoạch"
period = 2023

[[targets]]
id = "products"
label = "Sản phẩm"
measure = { type = "count" }
at_least = 3
source = "KH 1"

[[targets]]
id = "visitors"
label = "Khách"
measure = { type = "indicator", id = "visitors" }
at_least = 10
source = "KH 1"
"""


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_plans_an_id_a_line_first(run):
    code, out, err = run("plans")
    ids = [line.split("\t")[0] for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert ids == [each.id for each in ocop.plans()]
    _, out, _ = run("plans", "--json", "--lang", "en")
    row = json.loads(out)[2]
    assert (row["id"], row["targets"], row["to"]) == ("ha-tinh-2023-2025", 9, "2025-12-31")


def test_a_plan_beside_its_own_baseline(run):
    code, out, err = run("plan", "ha-tinh-2023-2025", "--on", "2023-07-01", "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert (data["plan"], data["on"]) == ("ha-tinh-2023-2025", "2023-07-01")
    keys = ["id", "label", "value", "bound", "gap", "status", "reason"]
    assert all(list(each)[:7] == keys for each in data["outcomes"])
    products, four = data["outcomes"][:2]
    assert products["label"] == "Sản phẩm đạt 3 sao trở lên"
    assert [products[key] for key in keys[2:]] == [217, 300, 83, "open", None]
    assert [four[key] for key in keys[2:]] == ["11/217", "1/5", 41, "open", None]
    unknown = [each for each in data["outcomes"] if each["status"] == "unknown"]
    assert len(unknown) == 6
    assert all(each["reason"] and each["value"] is each["gap"] is None for each in unknown)


def test_a_plan_in_words(run):
    """notebooks 6: the 50 more of Lạng Sơn are new ones; another way to count is asked for."""
    asked = ("plan", "lang-son-2023-2025", "--on", "2023-06-02")
    _, out, _ = run(*asked, "--lang", "en")
    assert "Unknown (target: at least 50, by 2025-12-31)" in out
    assert "counted: products newly recognised in the period" in out
    _, out, _ = run(*asked, "--lang", "en", "--measure", "more-products=valid")
    assert "Not yet: 0 / at least 50, by 2025-12-31" in out
    assert "counted: the gain of those valid over the baseline" in out
    _, out, _ = run(*asked, "--measure", "more-products=valid")
    assert "Chưa đạt nhưng còn hạn: 0 / ít nhất 50, đến 31/12/2025" in out
    _, out, _ = run(*asked, "--measure", "more-products=valid", "--json")
    assert json.loads(out)["outcomes"][0]["measure"] == "valid"
    code, _, err = run(*asked, "--measure", "more-products", "--measure", "=x")
    assert code == 2
    assert err.splitlines() == [
        "ocop: --measure: 'more-products' is no pair; write TARGET=WAY",
        "ocop: --measure: '=x' is no pair; write TARGET=WAY",
    ]
    code, _, err = run(*asked, "--measure", "more-products=vald")
    assert (code, "did you mean 'valid'?" in err) == (2, True)


def test_a_plan_under_another_reading(run, file):
    """law D6: the top of a range binds under one reading only, and the report says so."""
    plan = file("own.toml", PLAN.replace("at_least = 3", "at_least = 1\nat_most = 2"))
    totals = file("s.toml", "on = 2023-12-31\ncounts = [{ value = 3 }]\n")
    asked = ("plan", plan, "--on", "2024-01-01", "--figures", totals)
    _, out, _ = run(*asked)
    assert "Đạt: 3 / từ 1 đến 2, đến 31/12/2023" in out
    assert "vượt mức cao của khoảng" in out
    _, out, _ = run(*asked, "--reading", "range_top=missed")
    assert "Không đạt: 3 / từ 1 đến 2, đến 31/12/2023" in out
    assert "range_top = missed" in out
    _, out, _ = run(*asked, "--reading", "range_top=missed", "--json")
    data = json.loads(out)
    assert data["readings"] == {"range_top": "missed"}
    assert data["outcomes"][0]["status"] == "missed"


def test_a_plan_of_ones_own_beside_a_registry_and_a_snapshot(run, file):
    plan, registry = file("own.toml", PLAN), file("r.csv", CSV)
    totals = file(
        "s.toml",
        'on = 2023-05-31\nsource = "Báo cáo"\ncounts = [{ status = "valid", value = 9 }]\n'
        'indicators = [{ id = "visitors", value = 11, unit = "khách" }]\n',
    )

    def statuses(*more):
        code, out, err = run("plan", plan, "--on", "2023-06-01", "--json", *more)
        assert (code, err) == (0, "")
        return [(each["value"], each["status"]) for each in json.loads(out)["outcomes"]]

    assert statuses() == [(None, "unknown"), (None, "unknown")]
    assert statuses("--registry", registry) == [(2, "open"), (None, "unknown")]
    assert statuses("--figures", totals) == [(9, "met"), (11, "met")]
    assert statuses("--registry", registry, "--figures", totals) == [(2, "open"), (11, "met")]


def test_a_registry_on_a_day(run, file, monkeypatch):
    code, out, _ = run("registry", file("r.csv", CSV), "--on", "2023-06-01", "--json")
    data = json.loads(out)
    assert code == 0
    assert {key: data[key] for key in ("recognised", "valid", "lapsed", "withdrawn")} == {
        "recognised": 4,
        "valid": 2,
        "lapsed": 1,
        "withdrawn": 1,
    }
    assert data["pending"] == 1
    assert data["valid_by_stars"] == {"3": 1, "4": 1, "5": 0}
    as_json = ocop.to_json(ocop.Registry.from_csv(CSV))
    _, again, _ = run("registry", file("r.json", as_json), "--on", "2023-06-01", "--json")
    assert json.loads(again) == data
    _, again, _ = run("registry", file("r.txt", as_json), "--on", "2023-06-01", "--json")
    assert json.loads(again) == data
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CSV.encode())))
    _, out, _ = run("registry", "-", "--on", "2023-06-01", "--lang", "en")
    assert "Valid: 2 (3★ 1, 4★ 1, 5★ 0)" in out


def test_what_lapses(run, file):
    path = file("r.csv", CSV)
    args = ("lapsing", path, "--from", "2025-01-01", "--to", "2025-03-31")
    code, out, _ = run(*args)
    assert code == 0
    assert out.splitlines() == [
        "01/2025\t1\t3★ 0, 4★ 1, 5★ 0",
        "  10/01/2025\t4★\t83-1\tCu đơ",
        "02/2025\t1\t3★ 1, 4★ 0, 5★ 0",
        "  10/02/2025\t3★\t83-2\tNước mắm",
        "03/2025\t0\t3★ 0, 4★ 0, 5★ 0",
    ]
    _, out, _ = run(*args, "--json")
    data = json.loads(out)
    assert list(data) == [
        "from", "to", "rows", "set_aside", "unknown_cells", "filled_down", "months",
        "readings", "notes",
    ]  # fmt: skip
    assert (data["from"], data["to"], data["rows"]) == ("2025-01-01", "2025-03-31", 5)
    assert data["months"][0] == {
        "month": "2025-01",
        "count": 1,
        "by_stars": {"3": 0, "4": 1, "5": 0},
        "recognitions": [{"code": "83-1", "name": "Cu đơ", "stars": 4, "last_day": "2025-01-10"}],
        "may_end": [],
    }


def test_bad_input_is_told_with_its_file(run, file):
    path = file("r.csv", CSV.replace("3,2022-02-10", "2,2022-02-30"))
    code, out, err = run("registry", path, "--on", "2023-06-01", "--strict")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"ocop: {path}: row 3, column issued_on: '2022-02-30' is not a day of the calendar",
        f"ocop: {path}: row 3, column stars: nobody certifies 2 stars; 3 to 5 are",
    ]
    code, _, err = run(
        "plan", file("p.toml", PLAN.replace("at_least", "at_lest")), "--on", "2023-06-01"
    )
    assert code == 2
    assert (
        "p.toml: line 9, targets[0].at_lest: unknown key 'at_lest'; did you mean 'at_least'?" in err
    )
    code, _, err = run("plan", "ha-tinh-203", "--on", "2023-06-01")
    assert err.startswith("ocop: plan: 'ha-tinh-203' is not known; there are ha-giang-2018-2020")
    code, _, err = run("plan", "not-there.toml", "--on", "2023-06-01")
    assert err == "ocop: not-there.toml: there is no such file\n"
    lines = file("two.jsonl", '{"on": "2023-01-01"}\n{"on": "2023-01-01"}\n')
    _, _, err = run("plan", "ha-tinh-2019", "--on", "2023-06-01", "--figures", lines)
    assert err == f"ocop: {lines}: has 2 tables, but a snapshot is one\n"
    _, _, err = run("lapsing", path, "--from", "2023-06-01", "--to", "soon")
    assert "ocop:" in err


def test_rows_that_cannot_be_read_are_told_and_the_rest_is_counted(run, file):
    """notebooks 4, office G5: the whole file was refused for one cell."""
    text = CSV.replace("3,2022-02-10", "2,2022-02-10").replace("2023-01-05", "05/2023x")
    path = file("r.csv", text)
    code, out, err = run("registry", path, "--on", "2023-06-01", "--json")
    data = json.loads(out)
    assert code == 3
    assert {key: data[key] for key in ("rows", "set_aside", "unknown_cells")} == {
        "rows": 5,
        "set_aside": 1,
        "unknown_cells": 1,
    }
    assert (data["recognised"], data["valid"], data["lapsed"]) == (3, None, 1)
    assert [line.split(": ")[2] for line in err.splitlines()] == [
        "dòng 3, cột stars",
        "dòng 5, cột withdrawn_on",
    ]
    assert data["notes"][0]["id"] == "rows-set-aside"
    _, out, _ = run("registry", path, "--on", "2023-06-01")
    assert "Ghi chú: 1 dòng không đọc được" in out
    assert "Ghi chú: 1 ô không đọc được" in out
    code, out, err = run("lapsing", path, "--from", "2025-01-01", "--to", "2025-03-31")
    assert code == 3
    assert out.splitlines()[-4:-2] == [
        "03/2025\t0\t3★ 0, 4★ 0, 5★ 0",
        "  ?\t3★\t83-4\tNhung hươu",
    ]
    assert "1 dòng không đọc được" in out
    code, out, _ = run("lapsing", path, "--from", "2025-01-01", "--to", "2025-03-31", "--json")
    data = json.loads(out)
    assert (code, data["rows"], data["set_aside"], data["unknown_cells"]) == (3, 5, 1, 1)
    assert [note["id"] for note in data["notes"]] == ["rows-set-aside", "cells-unread"]
    plan = file("own.toml", PLAN.replace("at_least = 3", "at_least = 1"))
    asked = ("plan", plan, "--registry", path, "--on", "2023-06-01")
    code, out, err = run(*asked, "--json")
    data = json.loads(out)
    assert (code, data["rows"], data["set_aside"], data["unknown_cells"]) == (3, 5, 1, 1)
    assert "dòng 3, cột stars" in err
    _, out, _ = run(*asked)
    assert "1 dòng không đọc được" in out
    for command in (asked, ("lapsing", path, "--from", "2025-01-01", "--to", "2025-03-31")):
        assert run(*command, "--strict")[:2] == (2, "")


def test_an_unread_cell_alone_sets_no_row_aside(run, file):
    path = file("r.csv", CSV.replace("2023-01-05", "?"))
    code, _, err = run("registry", path, "--on", "2023-06-01")
    assert (code, err.count("cột withdrawn_on")) == (0, 1)


def test_registers_as_offices_save_them(run, tmp_path):
    """office G4: a workbook and a CSV of Excel were "not UTF-8 (byte 0)"."""
    path = tmp_path / "sổ theo dõi.csv"
    text = "SỔ THEO DÕI\n" + CSV.replace("2022-01-10", "44571")
    path.write_bytes(text.encode("utf-16"))
    asked = ("registry", path, "--on", "2023-06-01", "--json")
    assert run(*asked)[0] == 3
    code, out, _ = run(*asked, "--serial-dates", "--fill-down", "entity")
    assert (code, json.loads(out)["set_aside"], json.loads(out)["rows"]) == (0, 0, 5)
    code, _, err = run(*asked, "--fill-down", "Doanh thu")
    assert (code, "no column is called 'Doanh thu'" in err) == (2, True)
    path.write_bytes(b"PK\x03\x04\x00")
    code, _, err = run(*asked)
    assert (code, "is an Excel workbook, no CSV" in err) == (2, True)
    path.write_text(json.dumps([{"name": "A", "stars": 3, "issued_on": 2022}]), encoding="utf-16")
    path = path.rename(tmp_path / "r.json")
    code, out, _ = run("registry", path, "--on", "2023-06-01", "--json")
    assert (code, json.loads(out)["valid"]) == (0, 1)


def test_cells_that_were_filled_down_are_told(run, file):
    path = file("r.csv", CSV.replace("HTX Một,HTX,Can Lộc,đề", ",,,đề").replace("Hộ Ba,hộ", ",hộ"))
    filled = ("--fill-down", "chủ thể", "--fill-down", "district")
    for command in (
        ("registry", path, "--on", "2023-06-01"),
        ("lapsing", path, "--from", "2025-01-01", "--to", "2025-03-31"),
        ("plan", file("own.toml", PLAN), "--registry", path, "--on", "2023-06-01"),
    ):
        assert json.loads(run(*command, "--json")[1])["filled_down"] == {}
        code, out, _ = run(*command, "--json", *filled)
        assert (code, json.loads(out)["filled_down"]) == (0, {"district": 1, "entity": 2})
        line = "Ghi chú: Ô trống lấy giá trị phía trên, theo cột: district 1, entity 2"
        assert run(*command, *filled)[1].splitlines()[-1] == line
        assert line not in run(*command)[1]
    plan = run("plan", "ha-tinh-2019", "--on", "2019-12-31", "--json")[1]
    assert "filled_down" not in json.loads(plan)
    assert json.loads(plan)["rows"] is None


def test_a_registry_under_another_reading(run, file):
    """law §3: registries could not be read under other readings from the command line."""
    path = file("list.csv", CSV)
    anniversary = run("registry", path, "--on", "2025-01-10", "--json")
    day_before = run(
        "registry", path, "--on", "2025-01-10", "--json", "--reading", "last_valid_day=day-before"
    )
    assert json.loads(anniversary[1])["valid"] == json.loads(day_before[1])["valid"] + 1
    span = ("--from", "2025-01-01", "--to", "2025-01-31")
    assert "10/01/2025" in run("lapsing", path, *span)[1]
    day_before = run("lapsing", path, *span, "--reading", "last_valid_day=day-before")[1]
    assert "09/01/2025" in day_before


def test_a_registry_of_records(run, file):
    rows = [{"name": "Cu đơ", "stars": 4, "issued_on": "2022-01-10"}, {"name": "Nhung hươu"}]
    path = file("rows.json", json.dumps(rows))
    code, out, err = run("registry", path, "--on", "2023-06-01", "--json")
    assert (code, json.loads(out)["recognised"], json.loads(out)["set_aside"]) == (3, 1, 1)
    assert str(path) in err


def test_a_template_is_filled_in_and_read_back(run, tmp_path):
    """first-visit 8: unknown says what to do."""
    code, _, err = run("plan", "ha-tinh-2019", "--template", "-o", tmp_path / "figures.toml")
    assert (code, err) == (0, "")
    blank = (tmp_path / "figures.toml").read_text(encoding="utf-8")
    row = '{ id = "products-taking-part", value = …, unit = "sản phẩm" }'
    assert f"# {row}" in blank
    asked = ("plan", "ha-tinh-2019", "--figures", tmp_path / "figures.toml")
    code, _, err = run(*asked)
    assert (code, err.count("\n")) == (2, 1)
    assert err.endswith("on: the key 'on' is missing\n")
    dated = blank.replace("# on = …", "on = 2019-12-31")
    (tmp_path / "figures.toml").write_text(dated, encoding="utf-8")
    code, out, _ = run(*asked)  # on the day of the figures
    assert (code, out.splitlines()[1]) == (0, "Chưa biết 10")
    dated = dated.replace('# source = "…"', 'source = "Báo cáo"')
    filled = dated.replace(f"# {row}", row.replace("…", "71"))
    (tmp_path / "figures.toml").write_text(filled, encoding="utf-8")
    _, out, _ = run(*asked)
    assert out.splitlines()[0].endswith("ngày 31/12/2019")
    assert "Đạt: 71 / ít nhất 70" in out
    (tmp_path / "figures.toml").write_text(dated.replace(f"# {row}", row), encoding="utf-8")
    code, _, err = run(*asked)
    assert (code, err.count("\n")) == (2, 1)


def test_a_template_asks_what_the_chosen_measure_needs(run):
    _, new, _ = run("plan", "lang-son-2023-2025", "--template", "--lang", "en")
    way = ("--measure", "more-products=recognised")
    _, recognised, _ = run("plan", "lang-son-2023-2025", "--template", "--lang", "en", *way)
    assert 'event = "new"' in new
    assert 'event = "new"' not in recognised


def test_a_register_needs_a_day(run, tmp_path):
    (tmp_path / "so.csv").write_text(CSV, encoding="utf-8")
    code, _, err = run("plan", "ha-tinh-2019", "--registry", tmp_path / "so.csv")
    assert (code, err) == (2, "ocop: --on: is missing\n")
