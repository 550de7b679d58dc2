"""``ocop due``."""

from __future__ import annotations

import csv
import io
import json

import pytest

import ocop

REGISTER = """\
Tên sản phẩm,Chủ thể,Xã,Hạng sao,Ngày cấp
Trà sen,HTX Sen,Xã A,3,30/11/2023
Mật ong,HTX Ong,,5 sao,2023
"""


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "so.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def test_what_falls_due(run, register):
    code, out, err = run("due", register, "--on", "2026-06-01", "--lang", "en")
    assert (code, err) == (0, "")
    assert [line.split("\t")[:4] for line in out.splitlines()] == [
        ["2026-06-03", "Re-evaluation may be filed from", "3", "Trà sen"],
        ["2026-08-02", "Last day to file a re-evaluation", "3", "Trà sen"],
        ["2026-11-30", "Last valid day of the certificate", "3", "Trà sen"],
        ["Days not known: –, Mật ong"],
    ]
    assert "2026-08-02 is a Sunday" in out


def test_within_so_many_months(run, register):
    def days(months):
        out = run("due", register, "--on", "2026-06-01", "--within", months, "--json")[1]
        return [row["day"] for row in json.loads(out)["dues"]]

    assert days(2) == ["2026-06-03"]
    assert days(3) == ["2026-06-03", "2026-08-02"]


def test_as_json(run, register):
    out = run("due", register, "--on", "2026-06-01", "--json", "--lang", "en")[1]
    found = json.loads(out)
    assert (found["from"], found["to"]) == ("2026-06-01", "2027-06-01")
    assert found["dues"][0] == {
        "day": "2026-06-03",
        "kind": "window-opens",
        "label": "Re-evaluation may be filed from",
        "code": None,
        "name": "Trà sen",
        "stars": 3,
        "entity": "HTX Sen",
        "commune": "Xã A",
        "province": None,
        "reference": "26/2026/QĐ-TTg, Art. 7.6(a)",
        "notes": [],
    }
    assert [one["name"] for one in found["unknown"]] == ["Mật ong"]
    assert found["readings"] == {}


def test_as_a_table_for_spreadsheets(run, register, tmp_path):
    path = tmp_path / "due.csv"
    code, out, _ = run("due", register, "--on", "2026-06-01", "-o", path)
    assert (code, out) == (0, "")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert rows[0] == [
        "Ngày", "Việc", "Hạng sao", "Mã", "Sản phẩm", "Chủ thể", "Xã", "Tỉnh", "Căn cứ", "Lưu ý",
    ]  # fmt: skip
    assert rows[1][0] == "03/06/2026"
    assert rows[-1] == ["Chưa rõ các mốc: –, Mật ong"]


def test_cells_that_are_filled_down(run, register):
    register.write_text(REGISTER + "Mật ong rừng,,,4,20/03/2024\n", encoding="utf-8")
    words = ("due", register, "--on", "2026-06-01", "--fill-down", "entity", "--lang", "en")
    assert "Empty cells that have what stands above, by column: entity 1" in run(*words)[1]
    assert json.loads(run(*words, "--json")[1])["filled_down"] == {"entity": 1}


def test_rows_that_are_set_aside(run, register):
    register.write_text(REGISTER + ",HTX,,3,30/11/2023\n", encoding="utf-8")
    code, out, err = run("due", register, "--on", "2026-06-01", "--json")
    assert (code, bool(out), bool(err)) == (3, True, True)
    assert run("due", register, "--on", "2026-06-01")[0] == 3
    assert run("due", register, "--on", "2026-06-01", "--strict")[0] == 2


def test_under_other_rules(run, register):
    out = run("due", register, "--on", "2026-06-01", "--reading", "rest_day=moves", "--lang", "en")[
        1
    ]
    assert "2026-08-03" in out
    assert "Reading other than the default" in out


def test_a_stored_register_under_other_rules(run, register, tmp_path):
    """Its own rules hold unless the command line says others."""
    path = tmp_path / "so.json"
    path.write_text(ocop.to_json(ocop.Registry.from_csv(REGISTER)), encoding="utf-8")
    words = ("--on", "2026-06-01", "--json")
    assert run("due", path, *words) == run("due", register, *words)
    moved = json.loads(run("due", path, *words, "--reading", "rest_day=moves")[1])
    assert moved["readings"] == {"rest_day": "moves"}
    assert "2026-08-03" in [row["day"] for row in moved["dues"]]


@pytest.mark.parametrize(
    ("on", "months", "fault"),
    [
        ("2026-06-01", "0", "--within: 0 is out of range; 1 to 1200"),
        ("2026-06-01", "1201", "--within: 1201 is out of range; 1 to 1200"),
        ("9999-06-01", "12", "--within: 12 is out of range; 1 to 6"),
        ("2026-06-01", "x", "--within: 'x' is not a whole number"),
        ("2026-06-31", "12", "--on: '2026-06-31' is not a day of the calendar"),
    ],
)
def test_options_that_are_wrong(run, register, on, months, fault):
    code, _, err = run("due", register, "--on", on, "--within", months)
    assert code == 2
    assert fault in err
