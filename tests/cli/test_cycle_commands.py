"""``ocop certificate`` and ``ocop calendar``."""

from __future__ import annotations

import json
import sys

import pytest


def test_a_certificate_as_json(run):
    code, out, err = run("certificate", "--issued", "2023-11-30", "--stars", 3, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "issued_on": "2023-11-30",
        "valid_from": "2023-11-30",
        "last_valid_day": "2026-11-30",
        "status": None,
        "filing_window": ["2026-06-03", "2026-08-02"],
        "filing": "03/06/2026 – 02/08/2026",
        "may_extend_to": None,
        "extended_to": None,
        "regime": "148",
        "references": ["148/QĐ-TTg", "26/2026/QĐ-TTg, Điều 7 khoản 6 điểm a"],
        "notes": [],
        "readings": {},
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
    assert (
        "Re-evaluation may be filed: none: it ended before 26/2026/QĐ-TTg set a window "
        "(from 2026-05-22)"
    ) in out


def test_a_certificate_as_text(run):
    code, out, _ = run("certificate", "--issued", "2023-11-30", "--stars", 3, "--on", "2026-12-01")
    assert code == 0
    assert out.splitlines() == [
        "Ngày cuối hiệu lực: 30/11/2026",
        "01/12/2026: Hết hiệu lực",
        "Nộp hồ sơ đánh giá lại: 03/06/2026 – 02/08/2026",
        "Lưu ý: 02/08/2026 là Chủ nhật, hạn giữ nguyên",
        "Căn cứ: 148/QĐ-TTg; 26/2026/QĐ-TTg, Điều 7 khoản 6 điểm a",
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


def certificate(run, *argv):
    code, out, err = run("certificate", "--stars", 3, "--issued", *argv)
    assert (code, err) == (0, "")
    return out


def test_art_12_3_in_words(run):
    """office D1, law D20: the commonest question of 2026."""
    out = certificate(run, "2023-06-10", "--on", "2026-07-01")
    assert (
        "Hết hiệu lực ngày 10/06/2026, trừ khi đã nộp hồ sơ đánh giá lại: Điều 12 khoản 3, đến tối "
        "đa 07/12/2026"
    ) in out.splitlines()
    assert (
        "Nộp hồ sơ đánh giá lại: không có: 120 ngày trước khi hết hiệu lực là 10/02/2026, trước "
        "ngày 26/2026/QĐ-TTg có hiệu lực (22/05/2026)"
    ) in out.splitlines()
    out = certificate(run, "2023-06-30", "--on", "2026-07-05", "--lang", "en")
    assert (
        "Ends on 2026-06-30, unless a re-evaluation was filed: Art. 12.3, until 2026-12-27 at the "
        "latest"
    ) in out.splitlines()


@pytest.mark.parametrize(
    ("issued", "has"),
    [
        ("2023-05-21", False),
        ("2023-05-22", True),
        ("2023-09-18", True),
        ("2023-09-19", False),
        ("2026-05-22", False),
    ],
)
def test_art_12_3_is_told_to_exactly_those_that_have_it(run, issued, has):
    """office D1"""
    for lang, words in (("vi", "Điều 12 khoản 3"), ("en", "Art. 12.3")):
        assert (words in certificate(run, issued, "--lang", lang)) is has
    found = json.loads(certificate(run, issued, "--json"))
    assert (found["may_extend_to"] is not None) is has


def test_a_filing_keeps_it(run):
    """office D1, law D20"""
    filed = ("2023-06-10", "--filed", "2026-06-10")
    out = certificate(run, *filed, "--on", "2026-07-01")
    assert "01/07/2026: Được kéo dài chờ kết quả" in out
    assert "giữ đến khi có kết quả, tối đa 07/12/2026" in out
    decided = certificate(run, *filed, "--decided", "2026-08-01", "--on", "2026-08-01")
    assert "01/08/2026: Hết hiệu lực" in decided
    assert "giữ đến 31/07/2026, trước ngày có kết quả" in decided
    out = certificate(run, *filed, "--decided", "2026-06-11")
    assert "không còn gì để kéo dài" in out
    out = certificate(run, *filed, "--decided", "2027-02-01")
    assert "tối đa 07/12/2026" in out
    late = certificate(run, "2023-06-10", "--filed", "2026-06-11")
    assert "Nộp hồ sơ đánh giá lại ngày 11/06/2026 là quá muộn" in late
    reading = ("--reading", "extension_filing=later-too", "--lang", "en")
    kept = certificate(run, "2023-06-10", "--filed", "2026-06-11", *reading)
    assert "kept until the result, 2026-12-07 at the latest" in kept
    assert "extension_filing = later-too" in kept
    data = json.loads(certificate(run, *filed, "--on", "2026-07-01", "--json"))
    assert (data["status"], data["extended_to"]) == ("extended", "2026-12-07")


def test_readings_and_notes_of_a_certificate(run):
    out = certificate(run, "2024-02-29", "--reading", "last_valid_day=day-before")
    assert "Ngày cuối hiệu lực: 27/02/2027" in out
    assert "Lưu ý: Tháng 02/2027 không có ngày 29" in out
    assert "Cách hiểu khác mặc định: " in out
    data = json.loads(
        certificate(run, "2024-02-29", "--reading", "extension=standing", "--json", "--lang", "en")
    )
    assert data["readings"] == {"extension": "standing"}
    (note,) = data["notes"]
    assert (note["id"], note["day"]) == ("no-such-day", "2027-02-28")
    assert note["label"].startswith("The month of")


def test_a_first_valid_day_of_its_own(run):
    out = certificate(run, "2024-06-12", "--valid-from", "2024-07-01", "--on", "2024-06-30")
    assert out.splitlines()[:3] == [
        "Có hiệu lực từ: 01/07/2024",
        "Ngày cuối hiệu lực: 01/07/2027",
        "30/06/2024: Chưa có hiệu lực",
    ]
    data = json.loads(certificate(run, "2024-06-12", "--valid-from", "2024-07-01", "--json"))
    assert (data["valid_from"], data["last_valid_day"]) == ("2024-07-01", "2027-07-01")


@pytest.mark.parametrize(
    ("argv", "fault"),
    [
        (["--filed", "soon"], "--filed: 'soon' is not a date"),
        (["--filed", "2023-01-01"], "comes before the issue"),
        (["--decided", "2026-08-01"], "no filing is recorded"),
        (["--valid-from", "2023-01-01"], "valid_from: 2023-01-01 comes before the issue"),
        (["--reading", "cut_off=never"], "no reading 'never'"),
    ],
)
def test_bad_options(run, argv, fault):
    code, out, err = run("certificate", "--issued", "2023-06-10", "--stars", 3, *argv)
    assert (code, out) == (2, "")
    assert fault in err


def days(out):
    return [line.split("\t")[0] for line in out.splitlines()]


def test_a_calendar(run):
    code, out, _ = run("calendar", 2027)
    assert code == 0
    assert days(out) == ["29/04/2027", "29/06/2027", "29/10/2027", "29/12/2027"]
    assert days(run("calendar", 2027, "--lang", "en")[1])[0] == "2027-04-29"


def test_a_calendar_has_every_day_of_its_year(run):
    """office D2: the ministry's second round of 2026 ends in March 2027."""
    _, out, _ = run("calendar", 2027, "--level", "centre")
    assert days(out) == ["29/01/2027", "29/03/2027", "29/07/2027", "29/09/2027"]
    _, out, _ = run("calendar", 2027, "--level", "centre", "--json")
    rows = json.loads(out)
    assert [row["day"] for row in rows] == ["2027-01-29", "2027-03-29", "2027-07-29", "2027-09-29"]
    assert rows[0]["label"] == "Hạn đề nghị: Đợt 2 năm 2026 (trung ương)"
    _, out, _ = run("calendar", 2027, "--level", "centre", "--json", "--lang", "en")
    assert json.loads(out)[0]["label"] == "Last day to propose: Centre, round 2 of 2026"
    _, out, _ = run("calendar", 2027, "--level", "centre", "--ics", "-")
    assert [line[-8:] for line in out.splitlines() if line.startswith("DTSTART")] == [
        "20270129",
        "20270329",
        "20270729",
        "20270929",
    ]


def test_a_day_before_the_rules_is_remarked(run):
    """office D2"""
    _, out, _ = run("calendar", 2026)
    first, second = out.splitlines()[:2]
    assert first.endswith("29/04/2026 là trước ngày 26/2026/QĐ-TTg có hiệu lực (22/05/2026)")
    assert "trước ngày" not in second
    (note,) = json.loads(run("calendar", 2026, "--json", "--lang", "en")[1])[0]["notes"]
    assert note["id"] == "before-the-rules"


def test_a_calendar_by_other_readings(run):
    """law, silence 1 and 2"""
    _, out, _ = run("calendar", 2027, "--reading", "cut_off=day-included", "--lang", "en")
    assert days(out)[:1] == ["2027-04-30"]
    assert out.splitlines()[-1].endswith("(cut_off = day-included)")
    # 29 April 2028 is a Saturday
    _, out, _ = run("calendar", 2028, "--json")
    assert json.loads(out)[0]["rest_day"] is True
    _, out, _ = run("calendar", 2028)
    assert "29/04/2028 là thứ Bảy, hạn giữ nguyên" in out
    _, out, _ = run("calendar", 2028, "--reading", "rest_day=moves")
    assert "29/04/2028 là thứ Bảy, hạn chuyển sang" in out
    assert days(out)[0] != "29/04/2028"


def test_an_icalendar_file(run, tmp_path):
    path = tmp_path / "rounds.ics"
    assert run("calendar", 2027, "--ics", path) == (0, "", "")
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    code, out, _ = run("calendar", 2027, "--ics", "-", "--lang", "en")
    assert code == 0
    assert out.count("BEGIN:VEVENT") == 4
    code, _, err = run("calendar", 2027, "--ics", tmp_path / "no" / "such.ics")
    assert code == 2
    assert "there is no such file" in err


def test_no_file_is_overwritten_unasked(run, tmp_path):
    """office D12"""
    path = tmp_path / "important.txt"
    path.write_text("important")
    code, _, err = run("calendar", 2027, "--ics", path)
    assert code == 2
    assert "--force to overwrite" in err
    assert path.read_text() == "important"
    assert run("calendar", 2027, "--ics", path, "--force") == (0, "", "")
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("argv", "fault"),
    [
        (["2025"], "no round is set in 2025"),
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
