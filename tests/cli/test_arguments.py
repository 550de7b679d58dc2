"""Days, levels and decisions as offices write them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop._cli.argument import Day, level_argument
from ocop.errors import InputError

ISSUED = ("certificate", "--stars", "3", "--json", "--issued")


@given(st.dates(date(1, 1, 1)), st.sampled_from("/-."), st.booleans())
def test_a_day_is_read_day_first(day, sign, padded):
    pad = ">02" if padded else ""
    text = f"{day.day:{pad}}{sign}{day.month:{pad}}{sign}{day.year:04}"
    read = Day(text)
    assert read.day == Day(day.isoformat()).day == day
    # and told, where another order would be another day
    assert read.doubtful == (day.day <= 12 and day.day != day.month)
    if day.day > 12:
        turned = f"{day.month}{sign}{day.day}{sign}{day.year:04}"
        with pytest.raises(InputError, match="the day comes before the month; write ") as err:
            Day(turned, "--on")
        assert err.value.faults[0].values["meant"] == day


@pytest.mark.parametrize(
    "text", ["22/05/26", "22/5", "32/05/2026", "31/02/2026", "22/05-2026", "x"]
)
def test_what_is_no_day(run, text):
    code, _, err = run(*ISSUED, text)
    assert code == 2
    assert err.startswith("ocop: --issued: ")
    with pytest.raises(InputError):
        Day(text)


def test_days_of_the_command_line(run):
    assert (
        run(*ISSUED, "22/05/2026") == run(*ISSUED, "2026-05-22") == run(*ISSUED, "２２.５.２０２６")
    )
    assert run(*ISSUED, "22/05/2026")[0] == 0
    code, out, err = run(*ISSUED, "05/06/2026", "--on", "07/07/2026", "--lang", "en")
    assert (code, json.loads(out)["issued_on"]) == (0, "2026-06-05")
    assert err == (
        "ocop: --issued: 05/06/2026 is read as 2026-06-05 (the day comes before the month)\n"
    )
    err = run(*ISSUED, "05/06/2026")[2]
    assert "được đọc là ngày 5 tháng 6 năm 2026 (ngày trước, tháng sau)" in err
    assert "26" in run("sheet", "--set", "1", "--on", "22/05/2026")[1]


def test_every_day_that_is_none_is_told_at_once(run):
    words = ("--on", "y", "--valid-from", "05/22/2026", "--filed", "z", "--decided", "2026-02-30")
    code, _, err = run(*ISSUED, "x", *words)
    assert code == 2
    assert [line.split(": ")[1] for line in err.splitlines()] == [
        *("--on", "--issued", "--valid-from", "--filed", "--decided"),
    ]


def test_the_day_of_a_sheet(run, tmp_path):
    path = tmp_path / "sheet.toml"
    body = 'set = 1\nchoices = { "1.1" = 1 }\n'
    answers = []
    for day in ('"22/05/2026"', '"2026-05-22"', "2026-05-22"):
        path.write_text(f"on = {day}\n{body}", encoding="utf-8")
        answers.append(run("score", path, "--partial"))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 0
    path.write_text(f'on = "05/06/2026"\n{body}', encoding="utf-8")
    code, _, err = run("score", path, "--partial", "--lang", "en")
    assert code == 0
    assert err.startswith(f"ocop: {path}: on: 05/06/2026 is read as 2026-06-05")
    path.write_text(f'on = "05/22/2026"\n{body}', encoding="utf-8")
    code, _, err = run("score", path, "--partial")
    assert code == 2
    assert "on: '05/22/2026' is not a day of the calendar, as the day comes before" in err


@pytest.mark.parametrize(
    "name", ["26/2026/QĐ-TTg", "26/2026/qd-ttg", "Quyết định số 26/2026/QĐ-TTg", "26/2026", "２６"]
)
def test_a_regime_by_the_number_of_its_decision(run, name):
    assert run("criteria", name) == run("criteria", "26")
    assert run("sets", "--regime", name, "--json") == run("sets", "--regime", "26", "--json")


def test_every_decision_of_a_regime_names_it():
    for regime in ocop.regimes():
        number = ocop.Rules().decision(regime.id).number
        for name in (regime.id, number, number.lower(), f"số {number}", f"QĐ {number}"):
            assert ocop.regime(name) is regime


@pytest.mark.parametrize("name", ["26/QĐ-TTg", "148/2023/QĐ-TTg", "490/QĐ-TTg", "QĐ", "", "26/202"])
def test_a_number_that_is_another_is_not_guessed(run, name):
    code, _, err = run("criteria", name)
    assert code == 2
    assert "is not a regime; there are 1048, 781, 148, 1489, 26" in err


@pytest.mark.parametrize(
    ("words", "level"),
    [
        (["tinh", "tỉnh", "cấp tỉnh", "Cap Tinh", "PROVINCE"], "province"),
        (["trung ương", "cấp trung ương", "trung uong", "centre"], "centre"),
        (["xã", "huyện", "cấp xã"], None),
    ],
)
def test_a_level_by_its_name(run, words, level):
    for word in words:
        if level is None:
            assert level_argument(word, "--level").value in {"commune", "district"}
        else:
            answer = run("calendar", 2027, "--level", level)
            assert run("calendar", 2027, "--level", word) == answer
            assert answer[0] == 0


@pytest.mark.parametrize("word", ["cấp", "", "x"])
def test_a_level_that_is_none(run, word):
    code, _, err = run("calendar", 2027, "--level", word)
    assert code == 2
    assert "is not a level; there are commune, district, province, centre" in err
