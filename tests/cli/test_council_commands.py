"""``ocop council``."""

from __future__ import annotations

import json

import pytest

import ocop

RUBRIC = ocop.regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
HEAD = 'on = 2026-11-20\nset = 1\nproduct = "Chè"\n'
CORRECTION = """
id = "d"
kind = "correction"
title = { vi = "Đính chính", en = "Correction" }
amends = "26"
reference = "Bản ký"
[bands]
5 = 95
"""
REGULATION = 'members = 9\nquorum = "75 %"\nspread = 10\nchair_must_attend = true\n'


def ballots(*names, **changed):
    choices = TOP | {key.replace("_", "."): no for key, no in changed.items()}
    row = ", ".join(f'"{no}" = {option}' for no, option in choices.items() if option)
    return "".join(
        f'[[ballots]]\nmember = "{name}"\nchair = {str(not n).lower()}\nchoices = {{ {row} }}\n'
        for n, name in enumerate(names)
    )


@pytest.fixture
def write(tmp_path):
    def call(text, name="council.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return call


WHOLE = f"{HEAD}[regulation]\n{REGULATION}{ballots('An', 'Bình', 'Chi')}"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_minutes(run, write, lang):
    """office G2: councils needed Python."""
    code, out, err = run("council", write(WHOLE), "--lang", lang)
    assert (code, err) == (0, "")
    verdict = ocop.from_toml(ocop.Verdict, WHOLE)
    assert out == f"{verdict.minutes(lang)}\n"
    assert "75 %" in out


def test_as_json(run, write):
    code, out, _ = run("council", write(WHOLE), "--json", "--lang", "en")
    assert code == 0
    assert json.loads(out) == ocop.from_toml(ocop.Verdict, WHOLE).minutes("en").to_data()


def test_a_regulation_beside(run, write):
    alone = write(HEAD + ballots("An", "Bình", "Chi"))
    beside = write(REGULATION, "regulation.toml")
    assert run("council", alone, "--regulation", beside) == run(
        "council", write(WHOLE, "whole.toml")
    )
    code, _, err = run("council", write(WHOLE, "whole.toml"), "--regulation", beside)
    assert code == 2
    assert "whole.toml: line 4, regulation: the file has a regulation" in err
    code, _, err = run("council", alone, "--regulation", write('quorum = "x"', "wrong.toml"))
    assert code == 2
    assert "wrong.toml: line 1, quorum: 'x' is neither a count nor a share" in err


def test_a_stored_verdict(run, write):
    stored = ocop.to_json(ocop.from_toml(ocop.Verdict, WHOLE))
    assert run("council", write(stored, "verdict.json")) == run("council", write(WHOLE))


@pytest.mark.parametrize("stored", [False, True])
def test_under_other_rules(run, write, stored):
    """A verdict by other rules is another one: what was stored of it holds no more."""
    text = HEAD + ballots("An", **{"1_5": 2})
    name = "council.toml"
    if stored:
        text, name = ocop.to_json(ocop.from_toml(ocop.Verdict, text)), "verdict.json"
    path = write(text, name)
    code, out, _ = run("council", path, "--json", "--reading", "missed_minimum=refused")
    assert (code, json.loads(out)["stars"]) == (0, None)
    code, out, _ = run(
        "council", path, "--lang", "en", "--changes", write(CORRECTION, "d.changes.toml")
    )
    assert code == 0
    assert "Differs from the law" in out
    code, _, err = run(
        "council", write("ballots = 3", "b.toml"), "--reading", "missed_minimum=refused"
    )
    assert code == 2
    assert "ballots: 3 is not a list" in err
    code, _, err = run("council", path, "--reading", "missed_minimum=x")
    assert code == 2
    assert err.startswith("ocop: --reading.missed_minimum")


def test_a_day_as_a_person_writes_it(run, write):
    text = WHOLE.replace("2026-11-20", '"05/06/2026"')
    code, out, err = run("council", write(text), "--json")
    assert code == 0
    assert "05/06/2026" in err
    assert json.loads(out)["total"] == 100


def test_what_is_not_filled_in_is_one_line_a_ballot(run, write):
    lacking = ballots("An", **{"1_1": 0, "1_2": 0}) + ballots("Bình", **{"1_3": 0})[0:]
    text = HEAD + lacking.replace("chair = true", "chair = false")
    code, _, err = run("council", write(text))
    assert code == 2
    lines = err.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("line 7, ballots[0].choices: 2 criteria have no option yet: 1.1, 1.2")
    assert "line 11, ballots[1].choices" in lines[1]


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ("ballots = 3", "a.toml", "line 1, ballots: 3 is not a list"),
        ("regime =", "a.toml", "line 1"),
        ("[]", "a.json", "a list is not a table"),
        ('{"ballots": []}', "a.json", "ballots: none is valid"),
        ('{"ballots": [{"member": 3}]}', "a", "ballots[0].member: 3 is not text"),
    ],
)
def test_files_that_are_wrong(run, write, text, name, fault):
    code, _, err = run("council", write(text, name))
    assert code == 2
    assert fault in err
    assert name in err


def test_a_file_that_is_not_there(run, tmp_path):
    code, _, err = run("council", tmp_path / "none.toml")
    assert code == 2
    assert "there is no such file" in err
