"""The command line as its users meet it: files in, text or JSON out, faults on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ocop
from ocop._cli import main
from ocop._cli.files import documents
from tests.law.changes.test_changes import DRAFT

ROOT = Path(__file__).parents[2]
DURIAN = ROOT / "examples" / "durian.toml"


@pytest.fixture
def sheet(tmp_path):
    rubric = ocop.regime("26").rubric(1)
    data = {"regime": "26", "set": 1, "choices": {c.no: len(c.options) for c in rubric.criteria}}

    def write(name="sheet.json", **more):
        path = tmp_path / name
        path.write_text(json.dumps(data | more), encoding="utf-8")
        return path

    write.data = data
    return write


def test_the_durian(run):
    code, out, err = run("score", DURIAN, "--json")
    card = json.loads(out)
    assert (code, err) == (0, "")
    assert (card["regime"], card["set"]) == ("781", 1)
    assert card["parts"] == {"A": 34, "B": 24, "C": 35}
    assert (card["total"], card["stars_by_points"], card["stars"]) == (93, 5, 5)
    assert card["capped_by"] == card["excluded"] == []
    assert len(card["doubts"]) == 1


def test_text_in_both_languages(run):
    code, out, _ = run("score", DURIAN)
    assert code == 0
    assert "Tổng 93 điểm (Phần A 34/35, Phần B 24/25, Phần C 35/40): 5 sao" in out
    assert "Nguồn nguyên liệu" not in out
    _, out, _ = run("score", DURIAN, "--lang", "en", "--explain")
    assert "Source of raw materials: 75 to 100 % of materials from the province" in out


def test_a_capped_sheet(run, sheet):
    choices = sheet.data["choices"] | {"3.5": 1, "4.3": 4, "5.3": 3, "10": 2}
    _, out, _ = run("score", sheet(choices=choices), "--json")
    card = json.loads(out)
    assert (card["total"], card["stars_by_points"], card["stars"]) == (92, 5, 3)
    assert card["capped_by"] == [
        {"criterion": "3.5", "option": 1, "needs_option": 2, "stars": 4},
    ]


def test_an_excluded_sheet_has_null_stars(run, sheet):
    _, out, _ = run("score", sheet(exclusions=["common-staple"]), "--json")
    card = json.loads(out)
    assert card["stars"] is None
    assert card["excluded"] == ["common-staple"]


def test_on_a_date(run, sheet):
    path = sheet()
    data = {k: v for k, v in sheet.data.items() if k != "regime"} | {"on": "2026-11-21"}
    path.write_text(json.dumps(data), encoding="utf-8")
    _, out, _ = run("score", path, "--json")
    assert json.loads(out)["as_checked_on"] == "2026-09-30"


def test_many_files_and_json_lines_in_one_run(run, sheet, tmp_path):
    lines = tmp_path / "many.jsonl"
    lines.write_text("\n".join([json.dumps(sheet.data)] * 3) + "\n\n", encoding="utf-8")
    code, out, _ = run("score", lines, DURIAN, "--json")
    assert code == 0
    assert [json.loads(line)["total"] for line in out.splitlines()] == [100, 100, 100, 93]
    code, out, _ = run("score", DURIAN, sheet())
    assert out.count("Tổng") == 2


def test_faults_of_all_files_at_once(run, sheet, tmp_path):
    good, bad = sheet("good.json"), sheet("bad.json", set=27)
    lines = tmp_path / "bad.jsonl"
    wrong = sheet.data | {"choices": sheet.data["choices"] | {"1.1": 9, "1.2": True}}
    lines.write_text(json.dumps(sheet.data) + "\n{\n" + json.dumps(wrong), encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text("set = 1\nset = 2\n", encoding="utf-8")
    files = good, bad, lines, broken, tmp_path / "none.json"
    code, out, err = run("score", *files)
    assert code == 2
    assert len(err.splitlines()) == 6
    assert f"{bad}: set: there is no set 27" in err
    assert f"{lines}:2: not JSON" in err
    assert f'{lines}:3: choices["1.1"]: option 9, but the criterion has 3' in err
    assert f'{lines}:3: choices["1.2"]: true is not an option number' in err
    assert f"{broken}: line 2: this key stands above already" in err
    assert "there is no such file" in err
    assert "Traceback" not in err
    # one bad sheet of many hides no other
    assert [line for line in out.splitlines() if line.startswith(str(tmp_path))] == [
        f"{good}:",
        f"{lines}:1:",
    ]
    assert out.count("Tổng 100 điểm") == 2
    code, out, _ = run("score", *files, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert [row["type"] for row in rows] == [
        *("scorecard", "faults", "scorecard", "faults", "faults", "faults", "faults"),
    ]
    assert [row["file"] for row in rows if row["type"] == "faults"] == [
        *(str(bad), f"{lines}:2", f"{lines}:3", str(broken), str(tmp_path / "none.json")),
    ]
    assert [len(row["faults"]) for row in rows if row["type"] == "faults"] == [1, 1, 2, 1, 1]
    assert run("score", bad, "--json")[:2] == (2, "")


def test_files_that_are_not_text(run, tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"\xff\xfe\x00")
    code, _, err = run("score", path)
    assert code == 2
    assert "not UTF-8" in err


def test_the_form_of_a_file_without_an_ending(tmp_path):
    for name, content, count in [
        ("a", '{"set": 1}', 1),
        ("b", "set = 1", 1),
        ("c", '{"set": 1}\n{"set": 2}\n', 2),
        ("d", '\ufeff{"set": 1}', 1),
        ("e", '{\n"set": 1\n}', 1),
    ]:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        assert len(list(documents(str(path)))) == count


def test_standard_input(run, monkeypatch):
    raw = io.BytesIO(DURIAN.read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    _, out, _ = run("score", "-", "--json")
    assert json.loads(out)["total"] == 93


def test_partial_sheets(run, sheet):
    path = sheet(choices={"1.1": 3})
    code, out, err = run("score", path)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    code, out, _ = run("score", path, "--partial", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["lowest_total"], found["highest_total"]) == (3, 100)
    assert len(found["missing"]) == 31
    assert "3 đến 100 điểm, 1 đến 5 sao; 31 tiêu chí" in run("score", path, "--partial")[1]
    assert "3 to 100 points" in run("score", path, "--partial", "--lang", "en")[1]


def test_a_blank_sheet_filled_in_scores(run, tmp_path):
    code, out, _ = run(
        "sheet", "--set", "rau cu qua hat tuoi", "--on", "2021-05-01", "--lang", "en"
    )
    assert code == 0
    assert 'regime = "781"' in out
    filled = out
    for no, option in ocop.from_toml(
        ocop.Sheet, DURIAN.read_text(encoding="utf-8")
    ).choices.items():
        filled = filled.replace(f'# "{no}" =\n', f'"{no}" = {option}\n')
    path = tmp_path / "filled.toml"
    path.write_text(filled, encoding="utf-8")
    assert json.loads(run("score", path, "--json")[1])["total"] == 93


def test_a_blank_sheet_of_the_newest_rules_by_default(run):
    assert 'regime = "26"' in run("sheet", "--set", "1")[1]
    assert 'regime = "148"' in run("sheet", "--set", "1", "--regime", "148")[1]
    code, _, err = run("sheet", "--set", "nothing like it")
    assert code == 2
    assert "no set is called" in err


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("regime", "rows"), [("26", 2579), ("148", 2632), ("1489", 2632), ("781", 2806), ("1048", 2792)]
)
def test_criteria(run, regime, rows):
    code, out, _ = run("criteria", regime)
    table = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert len(table) == rows
    assert list(table[0]) == [
        *("set_no", "part", "group_no", "criterion_no"),
        *("option_no", "points", "min_star", "branch"),
    ]


def test_criteria_in_full(run):
    _, out, _ = run("criteria", "148", "--full")
    table = list(csv.DictReader(io.StringIO(out)))
    assert table[0]["option_vi"] == "Trồng trong xã < 50 %"
    assert {row["criterion_min_star"] for row in table} == {"", "4"}
    assert any("sum to 99" in row["doubt_en"] for row in table if row["set_no"] == "7")
    assert all(row["reference_vi"] and row["reference_en"] for row in table)
    code, _, err = run("criteria", "27")
    assert code == 2
    assert "'27' is not a regime" in err


def test_sets(run):
    _, out, _ = run("sets", "--on", "2021-01-01", "--lang", "en")
    assert len(out.splitlines()) == 26
    assert "21\tMedical equipment and instruments" in out
    _, out, _ = run("sets", "--json")
    assert json.loads(out)[0]["id"] == "fresh-produce"
    code, _, err = run("sets", "--on", "21/05/26")
    assert code == 2
    assert "write YYYY-MM-DD" in err
    assert run("sets", "--on", "2019-01-01")[0] == 2


@pytest.mark.parametrize("argv", [["nothing"], ["score"], ["sets", "--on"]])
def test_words_that_are_no_command(argv, capsys):
    with pytest.raises(SystemExit) as err:
        main(["--lang", "en", *argv])
    assert err.value.code == 2
    assert "usage: ocop" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(argv)
    assert capsys.readouterr().err.startswith("cách dùng: ocop")


def process(*argv, **more):
    return subprocess.run(  # noqa: S603 - the library itself, with fixed words
        [sys.executable, *argv], capture_output=True, check=False, cwd=ROOT, **more
    )


@pytest.mark.slow
def test_as_a_module_in_any_locale():
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = process("-m", "ocop", "score", str(DURIAN), env=env)
    assert done.returncode == 0
    assert "Tổng 93 điểm" in done.stdout.decode("utf-8")
    done = process("-m", "ocop", "criteria", "nothing", env=env)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_a_reader_that_stops_early():
    code = (
        "import subprocess, sys;"
        "p = subprocess.Popen([sys.executable, '-m', 'ocop', 'criteria', '26', '--full'],"
        " stdout=subprocess.PIPE, stderr=subprocess.PIPE);"
        "p.stdout.readline(); p.stdout.close(); err = p.stderr.read(); p.stderr.close();"
        "p.wait(); sys.exit(len(err) or p.returncode)"
    )
    assert process("-c", code).returncode == 0


@pytest.mark.slow
def test_import_is_light():
    heavy = {"cattrs", "dateutil", "tomllib", "hypothesis", "attrs", "json"}
    code = f"import sys, ocop; print(*{heavy}.intersection(sys.modules))"
    assert process("-c", code).stdout.strip() == b""


# --- readings ------------------------------------------------------------------------------------------


def test_a_reading_on_the_command_line(run, sheet):
    """law §3: no command had a reading switch."""
    path = sheet(choices=sheet.data["choices"] | {"1.5": 2})
    assert json.loads(run("score", path, "--json")[1])["stars"] == 3
    code, out, _ = run("score", path, "--json", "--reading", "missed_minimum=refused")
    card = json.loads(out)
    assert (code, card["stars"], card["readings"]) == (0, None, {"missed_minimum": "refused"})
    _, text, _ = run("score", path, "--reading", "missed_minimum=refused")
    assert "Không xếp hạng (missed_minimum = refused)" in text


def test_a_reading_of_the_command_line_comes_before_the_files_own(run, sheet):
    path = sheet(readings={"missed_minimum": "refused", "star_minima": "own"})
    _, out, _ = run("score", path, "--json", "--reading", "missed_minimum=falls")
    assert json.loads(out)["readings"] == {"star_minima": "own"}


def test_a_blank_sheet_keeps_its_readings(run, tmp_path):
    _, out, _ = run("sheet", "--set", 1, "--reading", "none_of_these=fault")
    assert 'readings = { none_of_these = "fault" }' in out
    path = tmp_path / "sheet.toml"
    path.write_text(out.replace('# "1.1" =', '"1.1" = 0'), encoding="utf-8")
    code, _, err = run("score", path, "--partial")
    assert code == 2
    assert "none_of_these = fault rejects" in err


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["star_minima"], "'star_minima' is no pair"),
        (["star_minimum=own"], "did you mean 'star_minima'?"),
        (["star_minima=both"], "there are cumulative, own"),
        (["star_minima=own", "star_minima=own"], "'star_minima' stands twice"),
    ],
)
@pytest.mark.parametrize(
    "command",
    [["score", DURIAN], ["sheet", "--set", "1"], ["criteria", "26"], ["sets"], ["plans"]],
    ids=lambda command: command[0],
)
def test_a_wrong_reading(run, command, words, fault):
    code, out, err = run(*command, *(part for word in words for part in ("--reading", word)))
    assert (code, out) == (2, "")
    assert fault in err


def test_a_draft_is_laid_over_the_law(run, tmp_path):
    """``--changes``: every command that takes another reading takes a file of changes."""
    draft, sheet = tmp_path / "nhap.changes.toml", tmp_path / "sheet.json"
    draft.write_text(DRAFT, encoding="utf-8")
    rubric = ocop.regime("26").rubric(1)
    choices = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    sheet.write_text(json.dumps({"on": "2027-03-01", "set": 1, "choices": choices}), "utf-8")
    under = ("--changes", draft, "--lang", "vi")
    assert "Tính theo dự thảo: Dự thảo sửa đổi" in run("score", sheet, *under)[1]
    assert "Tính theo" not in run("score", sheet, "--lang", "vi")[1]
    asked = ("certificate", "--issued", "2027-03-01", "--stars", 3, "--json")
    data = json.loads(run(*asked, *under)[1])
    assert data["last_valid_day"] == "2031-03-01"
    assert data["changes"][0]["id"] == "de-xuat-2027"
    assert json.loads(run(*asked)[1])["last_valid_day"] == "2030-03-01"
    draft.write_text(DRAFT.replace("4 = 75", "4 = 70"), encoding="utf-8")
    code, _, err = run(*asked, "--changes", draft)
    assert code == 2
    assert "nhap.changes.toml: line 10" in err
    draft.write_text("a", encoding="utf-8")
    assert run("score", sheet, *under)[0] == 2
    sheet.write_text("[1]", "utf-8")
    assert run("score", sheet)[0] == 2
