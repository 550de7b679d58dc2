"""``ocop advice``."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import ocop
from tests.languages.test_answers import lowest

RUBRIC = ocop.regime("26").rubric(3)
CARD = ocop.score(RUBRIC.sheet(lowest(RUBRIC)))
TOP = {criterion.no: len(criterion.options) for criterion in ocop.regime("26").rubric(1).criteria}


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "sheet.json"
    path.write_text(ocop.to_json(CARD.sheet), encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_cheapest_steps(run, sheet, lang):
    """office G2: advice needed Python."""
    code, out, err = run("advice", sheet, "--to", 4, "--lang", lang)
    assert (code, err) == (0, "")
    advice = CARD.advice(4)
    assert advice.text(lang) in out
    assert out.startswith(RUBRIC.title(lang))
    assert f": {CARD.total} " in out.splitlines()[1]
    assert f": {advice.result.total} " in out
    assert all(doubt.label(lang) in out for doubt in advice.doubts)
    assert advice.doubts


def test_as_json_with_costs_and_what_cannot_change(run, sheet):
    code, out, _ = run(
        "advice", sheet, "--to", 4, "--json", "--lang", "en",
        "--cost", "1.1=2,5", "--cost", "1.2=1/3", "--cost", "3.5=7", "--fixed", "11", "--fixed", "12",
    )  # fmt: skip
    costs = {"1.1": Fraction(5, 2), "1.2": Fraction(1, 3), "3.5": 7}
    advice = CARD.advice(4, cost=costs, fixed=["11", "12"])
    found = json.loads(out)
    assert code == 0
    assert (found["total"], found["stars"]) == (CARD.total, CARD.stars)
    assert found["reachable"] is advice.reachable is True
    assert Fraction(found["cost"]) == advice.cost
    assert [(step["criterion"], step["reached"]) for step in found["steps"]] == [
        (step.criterion, list(step.reached)) for step in advice.steps
    ]
    assert sum(Fraction(step["cost"]) for step in found["steps"]) == advice.cost
    assert (found["total_after"], found["stars_after"]) == (
        advice.result.total,
        advice.result.stars,
    )
    assert len(found["doubts"]) == len(advice.doubts)
    assert found["why_not"] == []
    whole = json.loads(run("advice", sheet, "--to", 4, "--json")[1])
    assert whole["cost"] == CARD.advice(4).cost


def test_a_rank_that_cannot_be_reached_or_is_there_already(run, tmp_path, sheet):
    code, out, _ = run("advice", sheet, "--to", 5, "--fixed", "3.5", "--lang", "en")
    assert code == 0
    assert "5★ cannot be reached" in out
    assert "After that" not in out
    path = tmp_path / "top.toml"
    choices = "\n".join(f'"{no}" = {option}' for no, option in TOP.items())
    path.write_text(f'on = "20/11/2026"\nset = 1\n[choices]\n{choices}\n', encoding="utf-8")
    code, out, err = run("advice", path, "--to", 5, "--lang", "en")
    assert code == 0
    assert "5★ is reached already" in out
    assert not err
    path.write_text(path.read_text(encoding="utf-8").replace("20/11", "05/06"), encoding="utf-8")
    assert (
        "on: 05/06/2026 is read as 2026-06-05" in run("advice", path, "--to", 5, "--lang", "en")[2]
    )


def test_an_excluded_product_has_no_rank(run, tmp_path):
    rubric = ocop.regime("26").rubric(1)
    path = tmp_path / "out.json"
    held = rubric.sheet(TOP, exclusions=[rubric.exclusions[0].id])
    path.write_text(ocop.to_json(held), encoding="utf-8")
    out = run("advice", path, "--to", 3, "--lang", "en")[1]
    assert "100 points, no rank" in out


def test_notes_and_readings_are_told(run, tmp_path):
    old = ocop.regime("1048").rubric(1)
    path = tmp_path / "old.json"
    path.write_text(ocop.to_json(old.sheet(lowest(old))), encoding="utf-8")
    out = run("advice", path, "--to", 3, "--lang", "en", "--reading", "star_minima=own")[1]
    assert "Reading other than the default: " in out
    noted = next(
        card
        for rubric in map(ocop.regime("26").rubric, range(1, 27))
        if (card := ocop.score(rubric.sheet(lowest(rubric)))).advice(3).notes
    )
    path.write_text(ocop.to_json(noted.sheet), encoding="utf-8")
    out = run("advice", path, "--to", 3, "--lang", "en")[1]
    assert f"Note: {noted.advice(3).notes[0].label.en}" in out


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--to", "9"], "--to: 9 is not a rank"),
        (["--to", "x"], "--to: 'x' is not a whole number"),
        (["--to", "4", "--cost", "1.1"], "--cost: '1.1' is no pair"),
        (["--to", "4", "--cost", "=1"], "--cost: '=1' is no pair"),
        (["--to", "4", "--cost", "1.1=x"], "--cost: '1.1=x' is no pair"),
        (["--to", "4", "--cost", "1.1=1", "--cost", "1.1=2"], "--cost: '1.1' stands twice"),
        (["--to", "4", "--cost", "9.9=1"], '--cost["9.9"]: the rubric has no criterion'),
        (["--to", "4", "--fixed", "9.9"], "--fixed: the rubric has no criterion"),
    ],
)
def test_options_that_are_wrong(run, sheet, words, fault):
    code, _, err = run("advice", sheet, *words)
    assert code == 2
    assert fault in err


def test_a_sheet_that_is_not_filled_in(run, tmp_path):
    path = tmp_path / "blank.toml"
    path.write_text('regime = "26"\nset = 1\n[choices]\n', encoding="utf-8")
    code, _, err = run("advice", path, "--to", 4)
    assert code == 2
    assert "line 3, choices: 32 criteria have no option yet" in err
    assert "--partial" not in err
