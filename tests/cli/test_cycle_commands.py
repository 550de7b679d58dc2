"""``ocop certificate`` and ``ocop calendar``."""

from __future__ import annotations

import json
import sys

import pytest

from ocop._cli import main


@pytest.fixture
def run(capsys):
    def call(*argv):
        code = main([str(each) for each in argv])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_certificate_as_json(run):
    code, out, err = run("certificate", "--issued", "2023-11-30", "--stars", 3, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "issued_on": "2023-11-30",
        "last_valid_day": "2026-11-30",
        "status": None,
        "filing_window": ["2026-06-03", "2026-08-02"],
        "regime": "148",
        "references": ["148/QĐ-TTg", "26/2026/QĐ-TTg, Art. 7.6(a)"],
    }


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2023-11-29", "not-yet-valid"),
        ("2023-11-30", "valid"),
        ("2026-11-30", "valid"),
        ("2026-12-01", "lapsed"),
    ],
)
def test_its_status(run, on, status):
    _, out, _ = run("certificate", "--issued", "2023-11-30", "--stars", 3, "--on", on, "--json")
    assert json.loads(out)["status"] == status


def test_no_window(run):
    _, out, _ = run("certificate", "--issued", "2020-02-29", "--stars", 4, "--json")
    found = json.loads(out)
    assert (found["last_valid_day"], found["filing_window"]) == ("2023-02-28", None)
    _, out, _ = run("certificate", "--issued", "2020-02-29", "--stars", 4, "--lang", "en")
    assert "Re-evaluation may be filed: not regulated" in out


def test_a_certificate_as_text(run):
    code, out, _ = run("certificate", "--issued", "2023-11-30", "--stars", 3, "--on", "2026-12-01")
    assert code == 0
    assert out.splitlines() == [
        "Ngày cuối hiệu lực: 2026-11-30",
        "2026-12-01: Hết hiệu lực",
        "Nộp hồ sơ đánh giá lại: 2026-06-03 – 2026-08-02",
        "Căn cứ: 148/QĐ-TTg; 26/2026/QĐ-TTg, Art. 7.6(a)",
    ]


@pytest.mark.parametrize(
    ("issued", "stars", "fault"),
    [
        ("2023-11-31", 3, "no"),
        ("2023-11-30", 2, "nobody certifies 2 stars"),
        ("2019-01-01", 3, "no criteria"),
        ("9999-01-01", 3, "the calendar ends"),
    ],
)
def test_bad_input(run, issued, stars, fault):
    code, out, err = run("certificate", "--issued", issued, "--stars", stars)
    assert (code, out) == (2, "")
    assert fault in err


def test_a_calendar(run):
    code, out, _ = run("calendar", 2027)
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == [
        "2027-04-29",
        "2027-06-29",
        "2027-10-29",
        "2027-12-29",
    ]
    _, out, _ = run("calendar", 2027, "--level", "centre", "--json")
    assert [row["day"] for row in json.loads(out)][-1] == "2027-09-29"


def test_an_icalendar_file(run, tmp_path):
    path = tmp_path / "rounds.ics"
    assert run("calendar", 2027, "--ics", path) == (0, "", "")
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    code, out, _ = run("calendar", 2027, "--ics", "-", "--lang", "en")
    assert code == 0
    assert out.count("BEGIN:VEVENT") == 4
    code, _, err = run("calendar", 2027, "--ics", tmp_path / "no" / "such.ics")
    assert code == 2
    assert "cannot be written" in err


@pytest.mark.parametrize(
    ("argv", "fault"),
    [
        (["2025"], "none is set for the province in 2025"),
        (["2027", "--level", "village"], "is not a level"),
        (["0"], "is not a year"),
    ],
)
def test_bad_calendars(run, argv, fault):
    code, out, err = run("calendar", *argv)
    assert (code, out) == (2, "")
    assert fault in err


def test_without_the_extra(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    code, _, err = run("calendar", 2027, "--ics", "-")
    assert code == 2
    assert "install ocop[ical]" in err
