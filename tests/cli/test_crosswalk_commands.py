"""``ocop crosswalk``."""

from __future__ import annotations

import csv
import io
import json

import pytest

import ocop

OLD = ocop.regime("148").rubric(1)
BEST = {c.no: len(c.options) for c in OLD.criteria}
SHEETS = [
    OLD.sheet(BEST, product="Trà sen"),
    OLD.sheet(BEST | {"1a": 1}),
    OLD.sheet(BEST, exclusions=[OLD.exclusions[0].id], entity="HTX A"),
]


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "sheet.json"
    path.write_text(ocop.to_json(SHEETS[0]), encoding="utf-8")
    return path


@pytest.fixture
def several(tmp_path):
    path = tmp_path / "sheets.jsonl"
    lines = [ocop.to_json(one, indent=None) for one in SHEETS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_one_sheet(run, sheet, lang):
    code, out, err = run("crosswalk", sheet, "--to", "26", "--lang", lang)
    assert (code, err) == (0, "")
    assert out == f"{ocop.crosswalk(SHEETS[0], '26').text(lang)}\n"


def test_costs_and_another_rank(run, sheet):
    _, out, _ = run(
        "crosswalk", sheet, "--to", "26", "--lang", "en", "--stars", 4, "--cost", "10=5/2"
    )
    prospect = ocop.crosswalk(SHEETS[0], "26", stars=4)
    assert "Undecided whether it keeps 4 stars" in out
    _, out, _ = run("crosswalk", sheet, "--to", "26", "--json", "--stars", 4, "--cost", "10=5/2")
    data = json.loads(out)
    assert data["criteria"] == prospect.to_records("vi")
    assert data["collect"] == [each.criterion for each in prospect.collect({"10": 3})]
    assert data["draft"] == dict(prospect.draft.choices)
    assert (data["product"], data["keeps"], data["stars"]) == ("Trà sen", "undecided", 4)
    assert len(data["exclusions"]) == len(prospect.exclusions)


def test_several_sheets_are_a_list_that_counts(run, several):
    code, out, _ = run("crosswalk", several, "--to", "26", "--lang", "en")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith(f"{several}:1 (Trà sen): undecided 5★; ")
    assert "; to collect " in lines[0]
    assert lines[2].startswith(f"{several}:3: no stars to keep; ")
    assert lines[3] == "undecided 2; no stars to keep 1"
    _, out, _ = run("crosswalk", several, "--to", "26", "--json")
    assert [json.loads(line)["keeps"] for line in out.splitlines()] == ["undecided"] * 2 + [None]


def test_as_a_table(run, several, tmp_path):
    with several.open("a", encoding="utf-8") as file:
        file.write('\n{"set": 1}')
    name = tmp_path / "x.csv"
    code, _, err = run("crosswalk", several, "--to", "26", "-o", name, "--force", "--lang", "en")
    assert code == 2
    assert "choices" in err
    rows = list(csv.DictReader(io.StringIO(name.read_text(encoding="utf-8-sig"))))
    assert [row["Prospect"] for row in rows] == ["undecided", "undecided", "no stars to keep", ""]
    assert rows[0]["Product"] == "Trà sen"
    assert rows[2]["Entity"] == "HTX A"
    assert rows[0]["New set"] == "26/1"
    assert rows[2]["Stars"] == ""
    assert "choices" in rows[3]["Faults"]


def test_a_bad_sheet_hides_no_other(run, several):
    with several.open("a", encoding="utf-8") as file:
        file.write('\n{"set": 1}')
    code, out, _ = run("crosswalk", several, "--to", "26", "--json")
    assert code == 2
    assert json.loads(out.splitlines()[-1])["type"] == "faults"
    code, out, err = run("crosswalk", several, "--to", "26", "--lang", "en")
    assert (code, len(out.splitlines())) == (2, 4)
    assert f"{several}:4" in err


def test_a_file_that_is_not_there_hides_no_other(run, several, tmp_path):
    code, out, err = run("crosswalk", several, tmp_path / "x.json", "--to", "26", "--lang", "en")
    assert (code, len(out.splitlines())) == (2, 4)
    assert "x.json: there is no such file" in err


def test_a_bad_sheet_alone(run, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"set": 1}', encoding="utf-8")
    for words in ((), ("--json",)):
        code, out, _ = run("crosswalk", path, "--to", "26", *words)
        assert (code, out) == (2, "")


def test_what_is_read_otherwise_and_under_a_proposal(run, sheet, tmp_path):
    _, out, _ = run(
        "crosswalk", sheet, "--to", "26", "--lang", "en", "--reading", "star_minima=own"
    )
    assert out.splitlines()[-1].startswith("Reading other than the default")
    draft = tmp_path / "d.changes.toml"
    draft.write_text(
        'id = "d-1"\nkind = "proposal"\ntitle = { vi = "Dự thảo", en = "Draft" }\namends = "26"\n'
        'from = 2027-01-01\nreference = "x"\nbands = { 5 = 98 }\n',
        encoding="utf-8",
    )
    _, out, _ = run("crosswalk", sheet, "--to", "d-1", "--changes", draft, "--json")
    assert json.loads(out)["to"] == "d-1"


def test_a_draft_and_a_set_that_was_split(run, tmp_path):
    old = ocop.regime("1048").rubric(4)
    draft = old.sheet({"1.1": 1}, partial=True)
    path = tmp_path / "draft.json"
    path.write_text(ocop.to_json(draft), encoding="utf-8")
    words = ("crosswalk", path, "--to", "26", "--partial", "--stars", 3)
    code, _, err = run(*words)
    assert code == 2
    assert f"{path}: --to-set: set 4 of" in err
    code, out, _ = run(*words, "--to-set", "8", "--lang", "en")
    assert (code, out.splitlines()[1]) == (0, "Undecided whether it keeps 3 stars")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--to", "27"), "--to: "),
        (("--to", "26", "--stars", "x"), "--stars: "),
        (("--to", "26", "--stars", "6"), "--stars: 6"),
        (("--to", "26", "--cost", "99=1"), '--cost["99"]: '),
        (("--to", "26", "--cost", "1.1"), "--cost: "),
        (("--to", "1048"), "--to: no crosswalk leads"),
    ],
)
def test_what_is_wrong_is_told(run, sheet, words, told):
    code, _, err = run("crosswalk", sheet, *words)
    assert code == 2
    assert told in err


def test_a_day_that_another_reader_takes_for_another(run, tmp_path):
    path = tmp_path / "sheet.json"
    data = {"on": "05/04/2024", "set": 1, "choices": BEST}
    path.write_text(json.dumps(data), encoding="utf-8")
    code, out, err = run("crosswalk", path, "--to", "26", "--json")
    assert (code, json.loads(out)["from"]) == (0, "148")
    assert "05/04/2024" in err


def test_the_levels_of_a_set(run, tmp_path):
    laid = ocop.crosswalk("148", "26", set=4)
    words = ("crosswalk", "148", "--to", "26", "--set", "mật ong", "--lang", "en")
    assert run(*words) == (0, f"{laid.text('en')}\n", "")
    _, out, _ = run(*words, "--json")
    assert json.loads(out) == laid.to_records("en")
    name = tmp_path / "x.csv"
    assert run(*words, "-o", name)[0] == 0
    rows = list(csv.DictReader(io.StringIO(name.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(laid.to_records())
    code, _, err = run("crosswalk", "148", "--to", "26", "--set", "99")
    assert (code, "--set: " in err) == (2, True)
    code, _, err = run("crosswalk", "1048", "--to", "26", "--set", "4")
    assert (code, "--to-set: " in err) == (2, True)
