"""Vectors say the built-in cases whole, and reading them back gives the same answers."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from ocop.checks.builtin import builtin_files
from ocop.checks.case_file import CaseFile, Check
from ocop.checks.runner import run_case
from ocop.checks.subject.every import SUBJECTS
from ocop.checks.vectors import check_of, vector, vectors, vectors_document
from ocop.data import folder_of
from ocop.law.question import reading_questions
from ocop.law.rules import default_rules
from tests.checks.cases import case_of, checks_of

CASES = Path(folder_of("ocop.checks")) / "cases"
STEMS = [
    file.path.relative_to(CASES).as_posix().removesuffix(".ocop.toml") for file in builtin_files()
]


@cache
def whole():
    """Every vector as JSON has it."""
    return json.loads(json.dumps(list(vectors())))


@cache
def by_file():
    return {
        stem: list(cases) for stem, cases in groupby(whole(), lambda case: case["id"].split("#")[0])
    }


def outcome(check):
    """What becomes of a case: how many expectations were held, and which do not hold."""
    result = run_case(CaseFile(name="", text="", checks=(check,)), check)
    return result.status, result.held, [failure.field for failure in result.failures]


def test_each_case_is_there_once_with_its_name_and_source():
    checks = [check for file in builtin_files() for check in file.read().checks]
    assert [(one["name"], one["source"]) for one in whole()] == [
        (check.name, check.source) for check in checks
    ]
    assert len({one["id"] for one in whole()}) == len(whole())


def test_every_file_has_vectors():
    assert list(by_file()) == STEMS


@pytest.mark.parametrize("stem", STEMS)
def test_a_vector_gives_the_same_answer(stem):
    for case in by_file()[stem]:
        check = check_of(case)
        assert isinstance(check, Check), (case["id"], check)
        assert outcome(check)[0] == "passed", case["id"]
        assert vector(check) == {key: value for key, value in case.items() if key != "id"}


def test_a_vector_that_is_wrong_fails():
    case = next(one for one in whole() if "sheet" in one and "expect" in one)
    (expect, *_) = case["expect"]
    wrong = {**case, "expect": [{**expect, "total": expect["total"] - 1}]}
    assert outcome(check_of(wrong)) == ("failed", len(expect), ["total"])


def test_every_choice_of_a_sheet_stands_in_it():
    for case in whole():
        sheets = [case["sheet"]] if "sheet" in case else case.get("ballots", {}).get("members", ())
        for sheet in sheets:
            assert not {"rest", "criterion", "choice"} & sheet.keys()
            regime = case.get("ballots", sheet)["regime"]
            rubric = default_rules().regime(regime).rubric(case.get("ballots", sheet)["set"])
            needless = {one.no for one in rubric.criteria if one.conditions}
            assert {one.no for one in rubric.criteria} - needless <= sheet["choices"].keys()
        assert not {"rest", "choices"} & case.get("ballots", {}).keys()


def test_what_stands_in_a_case_and_no_more():
    (check,) = checks_of(
        case_of(
            name="x",
            certificate={"stars": 3, "issued_on": "2026-06-01"},
            rules={"readings": {"last_valid_day": "day-before"}},
            expect={"on": "2029-05-31", "status": "valid"},
        )
    )
    assert vector(check) == {
        "name": "x",
        "source": "",
        "rules": {"readings": {"last_valid_day": "day-before"}},
        "certificate": {"stars": 3, "issued_on": "2026-06-01"},
        "expect": [{"on": "2029-05-31", "status": "valid"}],
    }


def test_the_document_says_how_the_law_is_read_and_what_it_is():
    document = vectors_document()
    assert json.loads(json.dumps(document["cases"])) == whole()
    assert document["readings"] == {one.id: one.readings[0].id for one in reading_questions()}
    assert {"type", "format", "about", "ocop"} < document.keys()
    told = document["keys"].keys() - {"readings"}
    assert told == {key for one in whole() for key in one} - SUBJECTS.keys() - {
        "council",
        "snapshot",
    }
