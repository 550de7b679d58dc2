"""What ``ocop score`` says of sheets that are blank, half filled, or of another table."""

from __future__ import annotations

import json

import pytest

import ocop


def highest(regime, number):
    rubric = ocop.regime(regime).rubric(number)
    return {
        c.no: [o.no for o in c.options] if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }


@pytest.fixture
def told(run, tmp_path):
    """The faults of a sheet, without the name of its file."""

    def call(data, *words):
        path = tmp_path / "sheet.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        code, out, err = run("score", path, *words)
        assert (code, out) == (2, "")
        return [line.removeprefix(f"ocop: {path}: ") for line in err.splitlines()]

    return call


@pytest.mark.parametrize("regime", ["1048", "781", "148", "1489", "26"])
def test_a_blank_sheet_is_one_line(run, tmp_path, regime):
    """first-visit 3: it was 32 faults."""
    path = tmp_path / "blank.toml"
    path.write_text(run("sheet", "--set", "mật ong", "--regime", regime)[1], encoding="utf-8")
    code, _, err = run("score", path)
    rubric = ocop.regime(regime).rubric("mật ong")
    missing = ", ".join(criterion.no for criterion in rubric.criteria)
    assert code == 2
    assert err == (
        f"ocop: {path}: choices: {len(rubric.criteria)} criteria have no option yet: {missing}; "
        "fill them in, or see the bounds with --partial\n"
    )
    assert run("score", path, "--partial")[0] == 0


def test_a_half_filled_sheet_names_what_is_missing(told):
    choices = highest("26", 1)
    data = {"regime": "26", "set": 1, "choices": choices}
    del choices["3.2"]
    (line,) = told(data)
    assert line.startswith('choices["3.2"]: no option is chosen; ')
    del choices["7"]
    first, second = told({**data, "exclusions": ["x"]})
    assert first.startswith("choices: 2 criteria have no option yet: 3.2, 7; fill them in, or")
    assert second.startswith("exclusions[0]: ")


@pytest.mark.parametrize(
    ("filled", "named", "fits"),
    [
        ("148", {"regime": "26"}, "148, 1489"),
        ("1489", {"on": "2026-09-01"}, "148, 1489"),
        ("26", {"regime": "148"}, "26"),
        ("26", {"on": "22/05/2023"}, "26"),
    ],
)
def test_a_sheet_of_another_regime_says_which_it_fits(told, filled, named, fits):
    """office G9: each criterion was refused by itself, thirty lines and no word on why."""
    choices = highest(filled, 1)
    data = {**named, "set": 1, "choices": choices}
    first, *examples = told(data)
    assert first == (
        f"{len(choices)} places do not fit the rules that regime or on names; the sheet fits "
        f"those of {fits}"
    )
    assert len(examples) == 3
    assert all("the rubric has no criterion" in line for line in examples)
    # half filled it is of that regime too
    half = dict(list(choices.items())[:9])
    assert told({**data, "choices": half})[0].endswith(f"the sheet fits those of {fits}")
    assert told({**data, "choices": half}, "--partial")[0].endswith(f"those of {fits}")


def test_a_set_of_another_regime_says_which_has_it(told):
    data = {"regime": "26", "set": "Chế biến từ thủy, hải sản", "choices": {}}
    first, second = told(data)
    assert first.endswith("the sheet fits those of 1048, 781")
    assert second.startswith("set: no set is called")


def test_a_sheet_of_another_set_says_which_it_fits(told):
    data = {"set": 7, "choices": highest("26", 1)}
    for named in ({"regime": "26"}, {"on": "2026-09-01"}):
        first, *others = told({**named, **data})
        assert first == (
            "5 places do not fit the set that it names; the sheet fits set "
            "1 (Fresh vegetables, fruit, roots and nuts)"
        )
        assert len(others) == 3


@pytest.mark.parametrize(
    "data",
    [
        {"regime": "26", "set": 1, "choices": {"99z": 1}},
        {"regime": "nothing", "set": 1, "choices": {"99z": 1}},
        {"set": 1, "choices": {"99z": 1}},
        {"regime": "26", "set": 1, "choices": ["1.1"]},
        {"regime": "26", "set": "zzz", "choices": {}},
        {"regime": "26", "set": "Hoa", "choices": {"99z": 1}},
        {"regime": "1048", "set": "Hoa", "choices": {}, "readings": {"x": "y"}},
    ],
)
def test_a_sheet_that_fits_nothing_is_told_as_it_is(told, data):
    assert not any("fits" in line for line in told(data))


def test_of_a_wrong_choice_the_fault_itself_is_told(told):
    """Few sets fit by chance: what is wrong stands beside them."""
    lines = told({"regime": "26", "set": 1, "choices": {**highest("26", 1), "1.1": 9}})
    assert lines == ['choices["1.1"]: option 9, but the criterion has 3']
