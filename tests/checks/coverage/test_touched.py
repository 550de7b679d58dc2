"""What a case touches: it is asked for all of that, and tried on no less than it hangs on."""

from __future__ import annotations

import pytest

from ocop.checks.coverage.law_elements import law_elements
from ocop.checks.coverage.other_elements import reading_elements
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.checks.coverage.touched import LAW_KINDS, QUESTIONS, touched
from ocop.checks.coverage.trial import Trial
from ocop.checks.subject.every import SUBJECTS
from ocop.law.question import reading_questions
from ocop.law.rules import default_rules
from tests.checks.cases import answered

RULES = default_rules()
TOP = {"regime": "26", "set": 1, "rest": "top"}
IDEA = [
    {"event": "idea-submitted", "on": "2026-04-01"},
    {"event": "idea-accepted", "on": "2026-04-05", "level": "commune"},
    {"event": "dossier-filed", "on": "2026-05-20", "product_set": 1},
]
CASES = {
    "sheet": {"sheet": {**TOP, "choices": {"1.5": 2}}, "expect": {"stars": 3, "total": 98}},
    "bands": {"bands": {"regime": "1048", "total": "89.5"}, "expect": {"stars": 4}},
    "partial": {
        "sheet": {"regime": "26", "set": 1, "choices": {"1.5": 2}, "partial": True},
        "expect": {"highest_stars": 3},
    },
    "ballots": {
        "ballots": {**TOP, "members": [{}, {"choices": {"1.5": 3}}, {"choices": {"1.5": 2}}]},
        "expect": {"stars": 3, "missed_minima": ["1.5", "1.5"]},
    },
    "certificate": {
        "certificate": {
            "stars": 3, "issued_on": "2023-06-10", "re_evaluation_filed_on": "2026-06-10",
        },
        "expect": [{"last_valid_day": "2026-06-10"}, {"on": "2026-12-08", "status": "lapsed"}],
    },
    "application": {
        "application": {"product": "Na", "history": IDEA},
        "expect": [
            {"on": "2026-07-21", "regime": "1489"},
            {"on": "2026-07-22", "regime": "26", "notes": {"includes": ["transition-over"]}},
        ],
    },
    "registry": {
        "registry": {"rows": [{"name": "Na", "stars": 4, "issued_on": "2023-06-10"}]},
        "expect": [{"on": "2026-06-10", "valid": 1}, {"on": "2026-06-11", "valid": 0}],
    },
    "regime": {
        "regime": {"case": "first", "filed_on": "2026-05-20", "evaluated_on": "2026-07-21"},
        "expect": {"id": "1489"},
    },
    "deadline": {
        "deadline": {"of": "round", "from": "2026-08-01"},
        "expect": {"propose_by": "2026-10-29", "decide_by": "2026-12-29"},
    },
    "compared": {
        "sheet": {**TOP, "choices": {"1.5": 2}},
        "compare": {
            "id": "dx", "kind": "proposal", "title": {"vi": "x", "en": "x"}, "amends": "26",
            "from": "2026-06-01", "reference": "x", "bands": {"4": 75},
        },
        "expect": {"before": {"total": 98}},
    },
    "refused": {"sheet": {**TOP, "choices": {"1.5": 9}}, "refused": "no-such-option"},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_tried_would_not_be_noticed(name):
    """By trying a third of all else, another third for each case: of the law, the set, readings."""
    result = answered(**CASES[name])
    assert not result.faults
    trial, touch = Trial(result), touched(result.check, {})
    rubrics = rubric_elements(RULES.regime("26").rubric(1))
    everything = [
        *(element for regime in RULES.regimes() for element in law_elements(regime)),
        *(rubrics if "sheet" in CASES[name] or name == "ballots" else ()),
        *reading_elements(RULES.readings),
    ]
    tried = set(touch.tried)

    def noticed(element):
        return any(trial.notices_if_run(element, shift) for shift in element.shifts)

    others = [element for element in everything if element not in tried]
    assert not [*filter(noticed, others[list(CASES).index(name) % 3 :: 3])]
    if name not in {"refused", "registry"}:
        assert any(element in tried and noticed(element) for element in everything)


@pytest.mark.parametrize("name", CASES)
def test_what_is_tried_is_asked_for_but_for_levels(name):
    touch = touched(answered(**CASES[name]).check, {})
    assert {one.kind for one in set(touch.tried) - set(touch.elements)} <= {"level"}


def test_every_subject_says_what_it_touches():
    assert set(QUESTIONS) == set(LAW_KINDS) == set(SUBJECTS)
    known = {question.id for question in reading_questions()}
    assert {one for questions in QUESTIONS.values() for one in questions} == known


def ids(**keys):
    return {element.id for element in touched(answered(**keys).check, {}).elements}


def test_a_sheet_is_asked_for_its_set_and_regime_alone():
    found = ids(sheet=TOP, expect={"total": 100})
    assert {one.partition("/")[0] for one in found} == {"26", "reading"}
    assert "26/bands/4/from" in found
    assert not any(one.startswith("26/2/") for one in found)
    assert "reading/star_minima/cumulative" in found
    assert "reading/range_top/met" not in found


def test_a_certificate_is_asked_for_the_regimes_of_its_days():
    found = ids(certificate=CERTIFICATE, expect={"on": "2024-01-01", "status": "valid"})
    assert "148/term/months" in found
    assert not any(one.startswith(("26/", "1048/")) for one in found)
    later = ids(certificate=CERTIFICATE, expect={"last_valid_day": "2026-06-10"})
    assert {"26/window/earliest", "1489/notice/days"} <= later
    assert not any(one.startswith(("148/levels", "26/levels")) for one in later)


CERTIFICATE = {"stars": 3, "issued_on": "2023-06-10"}


def test_where_no_day_is_said_every_regime_is_asked_for():
    found = ids(application={"product": "Na"}, expect={"stage": "ideas"})
    assert {"1048/term/months", "26/term/months"} <= found


def test_a_register_is_asked_for_the_days_of_its_rows():
    csv = "Tên sản phẩm,Hạng sao,Ngày cấp\nNa,4,10/06/2021\n"
    found = ids(registry={"csv": csv}, expect={"recognitions": 1})
    assert "781/term/months" in found
    assert "26/term/months" not in found
    lenient = ids(registry={"csv": csv, "lenient": True}, expect={"recognitions": 1})
    assert lenient == found


def test_a_plan_is_asked_for_the_targets_that_are():
    plan = "ha-tinh-2023-2025"
    found = ids(plan=plan, expect={"target": "four-stars", "on": "2023-07-01", "gap": 41})
    of_plan = {one for one in found if one.startswith("target/")}
    assert of_plan == {f"target/{plan}/four-stars/{bound}" for bound in ("at_least", "by")}
    all_ = ids(plan=plan, expect={"on": "2023-07-01", "counts": {"met": 0}})
    assert len([one for one in all_ if one.startswith("target/")]) > len(of_plan)
    rows = {"rows": [{"name": "Na", "stars": 4, "issued_on": "2024-06-10"}]}
    held = ids(plan=plan, registry=rows, expect={"on": "2024-07-01", "counts": {"met": 0}})
    assert "148/term/months" in held


def test_what_cannot_be_found_touches_nothing_of_it():
    assert ids(sheet={**TOP, "set": 99}, refused="no-such-set") >= {"26/bands/4/from"}
    nowhere = ids(sheet={**TOP, "regime": "99"}, refused="no-such-regime")
    assert {one.partition("/")[0] for one in nowhere} == {"reading"}
