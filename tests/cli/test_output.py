"""``-o``: the answer in a file, in the form that its ending promises."""

from __future__ import annotations

import csv
import io
import json
import os
import types

import pytest

import ocop
from ocop._cli.output import write_csv
from ocop._cli.written import Written
from ocop.errors import InputError
from tests.languages.test_command_line import COMMANDS
from tests.languages.test_command_line import files as shared_files

inputs = shared_files


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.endswith("ics")])
def test_a_file_holds_what_would_be_printed(run, inputs, tmp_path, command):
    words = COMMANDS[command].format(files=inputs).split()
    ending = "json" if command.endswith("json") else "txt"
    path = tmp_path / f"kết quả.{ending}"
    printed = run(*words)
    assert run(*words, "-o", path) == (0, "", printed[2])
    assert path.read_text(encoding="utf-8") == printed[1] != ""
    assert run(*words, "-o", "-") == printed


def test_a_table_under_another_ending_is_as_printed(run, tmp_path):
    path = tmp_path / "criteria.txt"
    assert run("criteria", "26", "--full", "-o", path)[0] == 0
    assert path.read_bytes().decode() == run("criteria", "26", "--full")[1]


def test_a_json_ending_makes_it_json(run, inputs, tmp_path):
    path = tmp_path / "sets.json"
    assert run("sets", "-o", path)[0] == 0
    assert path.read_text(encoding="utf-8") == run("sets", "--json")[1]
    lines = tmp_path / "cards.jsonl"
    assert run("score", inputs / "sheet.json", "-o", lines)[0] == 0
    (line,) = lines.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["type"] == "scorecard"


@pytest.mark.parametrize(
    ("words", "head"),
    [
        (["criteria", "26"], "set_no"),
        (["sets"], "Số"),
        (["sets", "--lang", "en"], "Number"),
        (["calendar", "2027"], "Ngày"),
        (["plans"], "Mã"),
    ],
)
def test_a_table_for_spreadsheets(run, tmp_path, words, head):
    path = tmp_path / "bang.csv"
    assert run(*words, "-o", path) == (0, "", "")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][0] == head
    assert {len(row) for row in rows} == {len(rows[0])}
    printed = run(*words)[1].splitlines()
    assert len(rows) - 1 == len(printed) - (words[0] == "criteria")


def sheets(folder):
    """Three sheets: one that is held at 3★, one with a fault, one that is excluded."""
    rubric = ocop.regime("26").rubric(1)
    top = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    data = {"regime": "26", "set": 1, "choices": top, "product": "=Cu đơ", "entity": "HTX Một"}
    files = {
        "giữ.json": {**data, "choices": {**top, "3.5": 1}},
        "hỏng.json": {**data, "choices": {**top, "1.1": 9}},
        "loại.json": {**data, "exclusions": ["common-staple"]},
    }
    for name, sheet in files.items():
        (folder / name).write_text(json.dumps(sheet), encoding="utf-8")
    return [folder / name for name in files]


def table(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_scores_as_a_table(run, tmp_path):
    """A row a sheet, one that cannot be scored with its faults; no cell is a formula."""
    files, path = sheets(tmp_path), tmp_path / "điểm.csv"
    code, out, err = run("score", *files, "-o", path, "--force")
    assert (code, out, err.count("\n")) == (2, "", 1)
    rows = table(path)  # the fixture asked in English last
    assert [row["Sheet"] for row in rows] == list(map(str, files))
    held, broken, excluded = rows
    assert (held["Product"], held["Entity"], held["Set"]) == ("'=Cu đơ", "HTX Một", "1")
    parts = [int(held[f"Part {part}"]) for part in "ABC"]
    assert sum(parts) == int(held["Total"])
    assert (held["Stars by points"], held["Stars"], held["Held back by"]) == ("5", "3", "3.5")
    assert (broken["Total"], "option 9" in broken["Faults"]) == ("", True)
    assert str(tmp_path) not in broken["Faults"]
    assert (excluded["Stars"], bool(excluded["Excluded"]), excluded["Faults"]) == ("", True, "")


def test_scores_as_a_table_criterion_by_criterion_and_in_bounds(run, tmp_path):
    (held, _, excluded), path = sheets(tmp_path), tmp_path / "điểm.csv"
    assert run("score", held, "-o", path, "--explain") == (0, "", "")
    rows = table(path)
    card = ocop.score(ocop.from_json(ocop.Sheet, held.read_text(encoding="utf-8")))
    assert len(rows) == len(card.rubric.criteria)
    assert sum(int(row["Điểm"]) for row in rows) == card.total
    assert {row["Tiêu chí"] for row in rows if row["Chưa đạt mức tối thiểu"]} == {"3.5"}
    bare = tmp_path / "bỏ trống.toml"
    bare.write_text('regime = "26"\nset = 1\n[choices]\n"1.1" = 2\n', encoding="utf-8")
    assert run("score", bare, held, excluded, "--partial", "-o", path, "--force") == (0, "", "")
    first, second, third = table(path)
    assert int(first["Điểm thấp nhất"]) < int(first["Điểm cao nhất"])
    assert "1.2" in first["Tiêu chí còn thiếu"].split("; ")
    assert second["Điểm thấp nhất"] == second["Điểm cao nhất"] == str(card.total)
    assert third["Sao cao nhất"] == ""


def test_what_lapses_as_a_table(run, tmp_path):
    """A certificate a row, none lost, no name a formula; what is not known stands behind."""
    rows, path = tmp_path / "rows.csv", tmp_path / "lapsing.csv"
    rows.write_text(
        "name,stars,issued_on,withdrawn_on,code\n"
        "=1+1,4,2022-01-10,,a\nNhung,3,2022-02-10,?,b\nTrà,3,2022-02-11,,\n",
        encoding="utf-8",
    )
    asked = ("lapsing", rows, "--from", "01/01/2025", "--to", "31/03/2025")
    assert run(*asked, "-o", path)[0] == 0
    assert path.read_text(encoding="utf-8-sig").splitlines()[:4] == [
        "Ngày cuối hiệu lực,Hạng sao,Mã,Tên",
        "10/01/2025,4,a,'=1+1",
        "11/02/2025,3,,Trà",
        "?,3,b,Nhung",
    ]
    assert "Ghi chú: 1 ô không đọc được" in path.read_text(encoding="utf-8-sig")


def test_what_is_said_below_a_table_stands_in_the_file(run, tmp_path):
    path = tmp_path / "bang.csv"
    assert run("calendar", 2027, "--reading", "rest_day=moves", "-o", path)[0] == 0
    *_, last = path.read_text(encoding="utf-8-sig").splitlines()
    assert "Cách hiểu khác mặc định" in last


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_spreadsheet_is_a_formula(capsys, cell):
    """hard A10; on the screen and in pipes a cell stays what it is."""
    for output, text in (("x.csv", f"'{cell}"), (None, cell)):
        write_csv(types.SimpleNamespace(output=output), ["a", "b"], [[cell, -1]])
        printed = capsys.readouterr().out
        assert list(csv.reader(io.StringIO(printed, newline=""))) == [["a", "b"], [text, "-1"]]


def test_a_line_break_in_a_cell_of_a_spreadsheet_breaks_no_row(capsys):
    write_csv(types.SimpleNamespace(output="x.csv"), ["a"], [["\r=1"], ["b\nc"]])
    printed = capsys.readouterr().out
    assert list(csv.reader(io.StringIO(printed, newline=""))) == [["a"], ["'\r=1"], ["b\nc"]]


def test_no_file_is_overwritten_unasked(run, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("mine", encoding="utf-8")
    code, _, err = run("sets", "-o", path)
    assert (code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert err == (
        f"ocop: {path}: is there already; give another name, or --force to overwrite it\n"
    )
    assert run("sets", "-o", path, "--force") == (0, "", "")
    assert path.read_text(encoding="utf-8-sig").startswith("Số,")


def test_a_file_that_comes_in_between_is_not_overwritten(run, tmp_path, monkeypatch):
    path = tmp_path / "mine.txt"
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    assert run("sets", "-o", path)[0] == 2
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["sets", "-o", "x.xlsx"], "this command writes no .xlsx file; name it with .csv, .json"),
        (["sheet", "--set", "1", "-o", "x.json"], "writes no .json file; name it with .txt"),
        (["sets", "-o", "x.jsonl"], "writes no .jsonl file"),
        (["certificate", "--issued", "2026-06-01", "--stars", "3", "-o", "x.CSV"], "no .csv file"),
        (["sets", "--json", "-o", "x.csv"], "--json is not used together with -o *.csv"),
        (["calendar", "2027", "--ics", "-", "-o", "x.txt"], "-o is not used together with --ics"),
        (["sets", "-o", "no/such/folder.txt"], "there is no such file"),
        (["sets", "-o", "a\0b"], "there is no such file"),
    ],
)
def test_what_cannot_be_written(run, tmp_path, monkeypatch, words, fault):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*words)
    assert code == 2
    assert fault in err
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_fails_writes_nothing(run, tmp_path, inputs):
    path = tmp_path / "out.json"
    for words in (["sets", "--regime", "x"], ["score", tmp_path / "none.json"]):
        assert run(*words, "-o", path)[0] == 2
        assert not path.exists()
    # one bad sheet of many does not keep the others from the file
    code, out, err = run("score", inputs / "sheet.json", tmp_path / "none.json", "-o", path)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_a_file_that_came_in_the_meantime_stays(tmp_path):
    path = tmp_path / "o.txt"
    path.write_text("a", encoding="utf-8")
    for overwrite, text in ((False, "a"), (True, "b")):
        out = Written(str(path), "", overwrite=overwrite)
        if overwrite:
            out.write("b")
            out.close()
        else:
            with pytest.raises(InputError) as err:
                out.write("b")
            assert [fault.code for fault in err.value.faults] == ["file-exists"]
        assert path.read_text(encoding="utf-8") == text
