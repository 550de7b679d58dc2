"""Trials: a case notices what would make an expectation come out otherwise, and nothing else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ocop.checks.coverage.law_elements import law_elements
from ocop.checks.coverage.other_elements import reading_elements, target_elements
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.checks.coverage.trial import Trial, shifted_rules
from ocop.law.rules import default_rules
from ocop.targets.plan.shipped import plan
from tests.checks.cases import answered

RULES = default_rules()
TOP = {"regime": "26", "set": 1, "rest": "top"}


def element_of(id_):
    elements = (
        *law_elements(RULES.regime("26")),
        *rubric_elements(RULES.regime("26").rubric(1)),
        *reading_elements(RULES.readings),
        *target_elements(plan("ha-tinh-2023-2025")),
    )
    return next(element for element in elements if element.id == id_)


def noticed(id_, **keys):
    """What of the shifts of an element a case notices."""
    trial, element = Trial(answered(**keys)), element_of(id_)
    return [shift.after for shift in element.shifts if trial.notices(element, shift)]


@pytest.mark.parametrize(
    ("id_", "keys", "after"),
    [
        ("26/bands/5/from", {"bands": {"regime": "26", "total": 90}, "expect": {"stars": 5}}, [91]),
        ("26/bands/5/from", {"bands": {"regime": "26", "total": 89}, "expect": {"stars": 4}}, [89]),
        ("26/bands/5/from", {"bands": {"regime": "26", "total": 80}, "expect": {"stars": 4}}, []),
        (
            "26/bands/5/from",
            {"regime": {"on": "2026-06-01"}, "expect": {"bands": {"5": 90}}},
            [89, 91],
        ),
        # a range holds for the rank next to it too
        (
            "26/bands/5/from",
            {"bands": {"regime": "26", "total": 90}, "expect": {"stars": {"at_least": 4}}},
            [],
        ),
        (
            "26/1/criteria/1.5/3/star",
            {"sheet": {**TOP, "choices": {"1.5": 2}}, "expect": {"stars": 3}},
            [None, 3],
        ),
        ("26/1/criteria/1.5/3/star", {"sheet": TOP, "expect": {"stars": 5, "total": 100}}, []),
        (
            "26/1/criteria/1.5/2/points",
            {"sheet": {**TOP, "choices": {"1.5": 2}}, "expect": {"total": 98}},
            [0],
        ),
        (
            "26/1/exclusions/forged-dossier",
            {"sheet": {**TOP, "exclusions": ["forged-dossier"]}, "expect": {"stars": "none"}},
            [None],
        ),
        (
            "26/term/months",
            {
                "certificate": {"stars": 3, "issued_on": "2026-06-10"},
                "expect": {"last_valid_day": "2029-06-10"},
            },
            [35, 37],
        ),
        (
            "26/term/months",
            {
                "certificate": {"stars": 3, "issued_on": "2026-06-10"},
                "expect": {"on": "2029-06-10", "status": "valid"},
            },
            [35],
        ),
        (
            "26/deadlines/re-evaluation/number",
            {
                "deadline": {"of": "re-evaluation", "from": "2026-06-01"},
                "expect": {"day": "2026-07-16"},
            },
            [44, 46],
        ),
        # only running it again tells that the rank moves with the points
        (
            "26/1/criteria/1.1/1/points",
            {
                "sheet": {
                    **TOP,
                    "choices": {"1.1": 1, "1.2": 1, "1.4": 1, "1.6": 1, "1.7": 1, "2.2": 3},
                },
                "expect": {"stars": 5},
            },
            [0],
        ),
        (
            "reading/star_minima/cumulative",
            {"sheet": {**TOP, "choices": {"2.1": 1}}, "expect": {"stars": 3}},
            ["own"],
        ),
        (
            "target/ha-tinh-2023-2025/four-stars/at_least",
            {
                "plan": "ha-tinh-2023-2025",
                "expect": {"target": "four-stars", "on": "2023-07-01", "gap": 41},
            },
            [Fraction(19, 100), Fraction(21, 100)],
        ),
        (
            "target/ha-tinh-2023-2025/four-stars/by",
            {
                "plan": "ha-tinh-2023-2025",
                "expect": {"target": "four-stars", "on": "2025-12-31", "status": "open"},
            },
            [date(2025, 12, 30)],
        ),
    ],
)
def test_what_a_case_notices(id_, keys, after):
    assert not answered(**keys).failures
    assert noticed(id_, **keys) == after


def test_a_case_that_fails_notices_where_it_fails_otherwise():
    keys = {"bands": {"regime": "26", "total": 90}, "expect": {"stars": 3}}
    assert noticed("26/bands/5/from", **keys) == [91]
    assert noticed("26/bands/4/from", **keys) == []


def test_the_note_of_the_shift_itself_is_not_noticed():
    keys = {"regime": {"on": "2026-06-01"}, "expect": {"notes": []}}
    assert not Trial(answered(**keys)).result.failures
    assert noticed("26/bands/5/from", **keys) == []
    sheet = {"sheet": TOP, "expect": {"notes": {"excludes": ["correction"]}}}
    assert noticed("26/bands/5/from", **sheet) == []


def test_a_refusal_is_noticed_where_it_is_none_any_more_or_another():
    keys = {
        "deadline": {"of": "round", "from": "2026-06-01", "level": "commune"},
        "refused": "no-rounds-on-day",
    }
    assert not Trial(answered(**keys)).result.failures
    assert noticed("26/rounds/province-1/ended_before", **keys) == []
    stop = {
        "sheet": {**TOP, "exclusions": ["forged-dossier"], "choices": {"1.1": 9}},
        "refused": "no-such-option",
    }
    assert noticed("26/1/exclusions/forged-dossier", **stop) == [None]


def test_an_answer_that_there_is_no_more_is_noticed():
    keys = {"sheet": {**TOP, "exclusions": ["forged-dossier"]}, "expect": {"total": 100}}
    assert noticed("26/1/exclusions/forged-dossier", **keys) == [None]


def test_what_the_rules_leave_no_room_for_is_no_shift():
    element = element_of("26/bands/4/from")
    keys = {
        "rules": {"changes": {
            "id": "dx", "kind": "correction", "title": {"vi": "x", "en": "x"}, "amends": "26",
            "reference": "x", "bands": {"5": 71},
        }},
        "bands": {"regime": "26", "total": 90}, "expect": {"stars": 5},
    }  # fmt: skip
    trial = Trial(answered(**keys))
    assert [trial.notices(element, shift) for shift in element.shifts] == [False, None]
    own = RULES.read(star_minima="own")
    (reading,) = (one for one in reading_elements(RULES.readings) if one.place[0] == "star_minima")
    assert shifted_rules(own, reading, reading.shifts[0]) is None
