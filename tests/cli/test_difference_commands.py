"""``ocop diff``."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ocop.scoring import diff

CHANGES = """
id = "{id}"
kind = "{kind}"
title = {{ vi = "Dự thảo", en = "Draft" }}
amends = "26"
reference = "Dự thảo"
{rest}
"""


def file_of(tmp_path, kind, rest):
    file = tmp_path / f"{kind}.changes.toml"
    file.write_text(CHANGES.format(id=f"{kind}-1", kind=kind, rest=rest), encoding="utf-8")
    return file


def test_one_set(run):
    code, out, err = run("diff", "148", "26", "--set", "1", "--only", "minima", "--lang", "en")
    assert (code, err) == (0, "")
    assert out == f"{diff('148', '26', set=1).only('minima').text('en')}\n"
    assert out.startswith("Star minima:\n  1c → 1.4, option 2: minimum 4 → –\n")
    code, plain, _ = run("diff", "148", "26", "--set", "mật ong")
    assert (code, plain) == (0, f"{diff('148', '26', set=4).text('vi')}\n")
    _, full, _ = run("diff", "148", "26", "--set", "1", "--all")
    assert "Chỉ đổi số thứ tự" not in plain
    assert "Chỉ đổi số thứ tự:\n  1a → 1.1: số thứ tự" in full


def test_all_sets_begin_with_a_summary(run):
    _, out, _ = run("diff", "1048", "148", "--only", "added", "--only", "dropped", "--lang", "en")
    lines = out.splitlines()
    assert lines[0].startswith("Set 1: Added ")
    assert "Set 4 → 8: Added" in out
    assert "Set 21: Dropped 1" in lines
    assert lines.index("") < lines.index("Added:")


def test_as_data(run):
    _, out, _ = run("diff", "148", "26", "--set", "1", "--json", "--all", "--lang", "en")
    data = json.loads(out)
    found = diff("148", "26", set=1)
    assert (data["before"], data["after"]) == ("148", "26")
    assert data["summary"] == [dict(row) for row in found.summary]
    assert data["rows"] == found.whole.to_records("en")


def test_as_a_table(run, tmp_path):
    name = tmp_path / "d.csv"
    assert run("diff", "148", "26", "--set", "1", "-o", name)[0] == 0
    rows = list(csv.DictReader(io.StringIO(name.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(diff("148", "26", set=1).rows)
    assert {"group", "criterion_id", "option_before", "number_after", "text"} <= set(rows[0])
    empty = tmp_path / "e.csv"
    assert run("diff", "26", "26", "-o", empty)[0] == 0
    assert not empty.exists()


def test_a_proposal_and_a_correction(run, tmp_path):
    draft = file_of(tmp_path, "proposal", "from = 2027-01-01\nbands = { 4 = 75 }")
    code, out, _ = run("diff", "26", draft, "--lang", "en", "--only", "least-total")
    assert (code, out.splitlines()[-1]) == (0, "  4★: least total 70 → 75 [sets 1–26]")
    row = '[[criteria]]\nsets = [1]\nno = "3.5"\noption = 1\npoints = 2'
    correction = file_of(tmp_path, "correction", row)
    _, out, _ = run("diff", "26", correction, "--lang", "en", "--reading", "star_minima=own")
    assert out.splitlines()[:2] == ["Points:", "  3.5, option 1: points 1 → 2"]
    assert out.splitlines()[2].startswith("Reading other than the default")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("148", "27"), "regime"),
        (("148", "26", "--set", "99"), "set"),
        (("148", "26", "--only", "minimums"), "what[0]"),
        (("148", "nothing.changes.toml"), "nothing.changes.toml"),
    ],
)
def test_what_is_wrong_is_told(run, words, told):
    code, _, err = run("diff", *words)
    assert code == 2
    assert told in err


def test_a_file_with_a_fault(run, tmp_path):
    draft = file_of(tmp_path, "proposal", "from = 2027-01-01\nbands = { 9 = 75 }")
    code, _, err = run("diff", "26", draft)
    assert code == 2
    assert f"{draft}: line" in err
