"""Cases of sheets: a choice can stand in two columns."""

from __future__ import annotations

import pytest

from tests.checks.cases import answered, results

TOP = {"regime": "26", "set": 1, "rest": "top"}


def codes(result):
    return [(fault.code, fault.path[2:]) for fault in result.faults]


def test_a_choice_in_two_keys_is_one_of_the_choices():
    sheet = {**TOP, "choices": {"1.1": 1}, "criterion": "1.5", "choice": 2}
    as_choices = {**TOP, "choices": {"1.1": 1, "1.5": 2}}
    expect = {"total": 96, "stars": 3, "capped_by": ["1.5"], "choices": {"1.1": 1, "1.5": 2}}
    for given in (sheet, as_choices):
        assert answered(sheet=given, expect=expect).status == "passed"


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"criterion": "1.5"}, ("missing-key", ("sheet", "choice"))),
        ({"choice": 2}, ("missing-key", ("sheet", "criterion"))),
        (
            {"criterion": "1.5", "choice": 2, "choices": {"1.5": 1}},
            ("stands-twice", ("sheet", "criterion")),
        ),
    ],
)
def test_it_stands_in_both_keys_and_once(keys, fault):
    result = answered(sheet={**TOP, **keys}, expect={"total": 100})
    assert codes(result) == [fault]


def test_rows_of_a_table_can_be_refused():
    rows = results(
        """
        [[case]]
        name = "tổng điểm"
        bands = { regime = "26" }
        table = [
          ["total", "stars", "refused"],
          [90, 5, ""],
          [101, "", "out-of-range"],
          [101, "", ["out-of-range"]],
          [100, "", "out-of-range"],
        ]
        """
    )
    assert [row.status for row in rows] == ["passed", "passed", "passed", "failed"]


@pytest.mark.parametrize(
    ("reading", "total"), [("same-words", 13), ("bare-too", 13), ("noted", 12)]
)
def test_the_lowest_level_is_none_that_ends_the_evaluation(reading, total):
    result = answered(
        sheet={"regime": "26", "set": 19, "rest": "lowest"},
        rules={"readings": {"stated_stop": reading}},
        expect={"total": total, "stars": 1, "exclusions": []},
    )
    assert result.status == "passed"


def test_a_bare_statement_is_passed_over_where_it_ends_the_evaluation():
    for reading, level in (("same-words", 1), ("bare-too", 2)):
        result = answered(
            sheet={"regime": "26", "set": 5, "rest": "lowest"},
            rules={"readings": {"stated_stop": reading}},
            expect={"choices": {"6.1": level}, "stars": 1},
        )
        assert result.status == "passed"
