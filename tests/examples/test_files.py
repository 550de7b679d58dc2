"""Every file of ``examples`` is read by the command that it is for, and comes to what is said of it."""

from __future__ import annotations

import csv
import json
import shlex

import pytest

from tests.examples.conftest import ROOT

FILES = ROOT / "examples"
#: What needs no entry: the lists of the files, and an app that has tests of its own.
APART = {"README.md", "README.vi.md"}
NOT_OURS = ("app", "figures")
IMPACT = "impact --registry recognitions.csv --on 2026-09-01 --changes draft.changes.toml"
#: File → the command, and what stands in its answer in Vietnamese and in English.
ANSWERS = {
    "durian.toml": ("score durian.toml", "Tổng 93 điểm", "Total 93 points"),
    "sheet.toml": ("score sheet.toml", "Tổng 91 điểm (Phần A 33/40, Phần B 23/25, Phần C 35/35): 3 sao", "3 stars"),
    "sheet-blank.toml": ("score sheet-blank.toml --partial", "32 tiêu chí chưa chấm", "32 criteria"),
    "sheet-2023.toml": ("score sheet-2023.toml", "Tổng 84 điểm", "Total 84 points"),
    "sheets.jsonl": ("score sheets.jsonl", "Tổng 96 điểm", "Total 96 points"),
    "ballots.toml": ("council ballots.toml --regulation council.toml", "Tổng điểm bình quân: 82,00", "82.00"),
    "council.toml": ("lint council.toml", "không có lỗi", "no faults"),
    "product.toml": ("application product.toml --on 2026-09-01", "hạn 10/09/2026", "2026-09-10"),
    "recognitions.csv": (
        "registry recognitions.csv --on 2026-09-01", "Còn hiệu lực: 35 (3 sao 20, 4 sao 13, 5 sao 2)", "Valid: 35",
    ),
    "plan.toml": (
        "plan plan.toml --registry recognitions.csv --on 2026-09-01",
        "Đạt 1; chưa đạt nhưng còn hạn 5; chưa biết 2", "Met 1; not yet 5; unknown 2",
    ),
    "half.assumptions.toml": (
        "forecast ha-tinh-2023-2025 --assumptions half.assumptions.toml",
        "Được công nhận lại khi hết hiệu lực: 50 %", "Recognised again after their end: 50 %",
    ),
    "draft.changes.toml": ("impact sheets.jsonl --changes draft.changes.toml", "Xuống hạng: 1", "Down: 1"),
    "set-13.changes.toml": ("diff 26 set-13.changes.toml", "1.5, mức 2: điểm 1 → 2", "points 1 → 2"),
    "rounds.changes.toml": ("calendar 2027 --changes rounds.changes.toml", "Đợt 3 năm 2027", "round 3 of 2027"),
    "lower.plan-changes.toml": (
        IMPACT + " --plan plan.toml --plan-changes lower.plan-changes.toml",
        "ít nhất 50, đến 31/12/2028", "at least 50, by 2028-12-31",
    ),
    "quy-dinh.ocop.toml": ("check quy-dinh.ocop.toml", "0 sai", "0 failed"),
}  # fmt: skip


def test_every_file_is_asked_about():
    names = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()}
    ours = {name for name in names - APART if not name.startswith(NOT_OURS)}
    assert ours == {*ANSWERS, "sheets-with-faults.jsonl", "sheets.csv", "answers.csv"}


@pytest.mark.parametrize("file", ANSWERS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_file_comes_to_what_is_said_of_it(file, lang, here, run, monkeypatch):
    command, *said = ANSWERS[file]
    assert file in command
    monkeypatch.chdir(here / "examples")
    status, out, err = run(*shlex.split(command), "--lang", lang)
    assert (status, err) == (0, "")
    assert said[lang == "en"] in out


def test_the_sheets_are_scored_over_many_sets_ranks_and_decisions(run):
    _, out, _ = run("score", "examples/sheets.jsonl", "--json")
    cards = [json.loads(line) for line in out.splitlines()]
    assert len(cards) == 14
    assert {card["stars"] for card in cards} == {2, 3, 4, 5}
    assert len({card["set"] for card in cards}) >= 10
    assert {card["regime"] for card in cards} == {"26", "1489", "148", "781"}


def test_a_line_at_fault_stops_no_other(run):
    status, out, err = run("score", "examples/sheets-with-faults.jsonl", "--json")
    kinds = [json.loads(line)["type"] for line in out.splitlines()]
    assert status == 2
    assert kinds == ["scorecard", "faults", "faults", "faults"]
    assert [line.split("jsonl:")[1][0] for line in err.splitlines()] == ["2", "2", "3", "4"]


def test_the_register_has_all_that_pages_ask_of_it(run):
    _, out, _ = run("registry", "examples/recognitions.csv", "--on", "2026-09-01", "--json")
    counts = json.loads(out)
    kinds = ("valid", "extended", "lapsed", "withdrawn", "superseded", "pending")
    assert all(counts[kind] for kind in kinds)
    _, out, _ = run("due", "examples/recognitions.csv", "--on", "2026-09-01", "--json")
    assert {"window-opens", "window-closes", "certificate-ends"} <= {
        due["kind"] for due in json.loads(out)["dues"]
    }


def test_the_blank_sheet_is_the_one_that_the_command_writes(run):
    _, out, _ = run("sheet", "--set", "4")
    assert (FILES / "sheet-blank.toml").read_text(encoding="utf-8") == out


def test_the_regulation_and_the_ballots_stand_together_only(run):
    _, with_it, _ = run(
        "council", "examples/ballots.toml", "--regulation", "examples/council.toml", "--json"
    )
    _, without, _ = run("council", "examples/ballots.toml", "--json")
    assert json.loads(with_it) != json.loads(without)


@pytest.mark.parametrize(
    ("file", "more"), [("sheets.csv", ()), ("answers.csv", ("--set", "1", "--long", "product"))]
)
def test_the_tables_are_the_sheets(file, more, here, run):
    pytest.importorskip("polars")
    status, _, err = run(
        "score", f"examples/{file}", "-o", "scores.csv", "--columns", "total", *more
    )
    assert (status, err) == (0, "")
    written = (here / "scores.csv").read_text(encoding="utf-8-sig")
    totals = {row["product"]: row["total"] for row in csv.DictReader(written.splitlines())}
    _, out, _ = run("score", "examples/sheets.jsonl", "--json")
    cards = map(json.loads, out.splitlines())
    alone = {
        card["product"]: str(card["total"])
        for card in cards
        if card["regime"] == "26" and (not more or card["set"] == 1)
    }
    assert totals == alone


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_the_list_names_every_file(page):
    text = (FILES / page).read_text(encoding="utf-8")
    named = {
        *ANSWERS,
        "sheets-with-faults.jsonl",
        "sheets.csv",
        "answers.csv",
        "figures/*.figures.toml",
    }
    assert not {name for name in named if f"| `{name}` |" not in text}
