"""Coverage: what cases decide of what they touch."""

from __future__ import annotations

import pickle

import pytest

from ocop import checks
from ocop.checks.coverage.coverage import Coverage
from ocop.checks.coverage.decide import coverage_of
from ocop.checks.coverage.law_elements import law_elements
from ocop.checks.report import CheckReport
from ocop.law.rules import default_rules
from tests.checks.cases import answered, case_of, results

TOP = {"regime": "26", "set": 1, "rest": "top"}
BANDS = {"regime": "26"}


def coverage(*cases):
    return CheckReport(tuple(answered(**keys) for keys in cases)).coverage()


def of(found, id_):
    return next(one for one in found.decisions if one.element.id == id_)


def test_both_edges_of_a_band_decide_it_and_one_does_not():
    at = {"bands": {**BANDS, "total": 90}, "expect": {"stars": 5}}
    below = {"bands": {**BANDS, "total": 89}, "expect": {"stars": 4}}
    for cases, decided in (([at], False), ([below], False), ([at, below], True)):
        assert of(coverage(*cases), "26/bands/5/from").decided is decided
    found = coverage(at, below)
    assert found.kinds["band"] == (1, 4)
    assert [result.name for _, result in of(found, "26/bands/5/from").by] == ["ca", "ca"]


def test_a_rule_that_is_only_read_is_not_decided():
    found = coverage({"sheet": TOP, "expect": {"stars": 5}})
    assert found.kinds["minimum"] == (0, 22)
    assert found.counts[0] == 0


def test_each_mark_is_decided_by_a_sheet_just_below_it():
    found = coverage({"sheet": {**TOP, "choices": {"1.5": 2}}, "expect": {"stars": 3}})
    assert of(found, "26/1/criteria/1.5/3/star").decided
    assert not of(found, "26/1/criteria/1.5/4/star").decided
    assert len(found.undecided) == found.counts[1] - found.counts[0]


def test_cases_that_cannot_be_read_decide_and_touch_nothing():
    found = coverage(
        {"sheet": TOP, "expect": {"totl": 5}}, {"sheet": {"set": 1}, "expect": {"total": 1}}
    )
    assert found == Coverage(())
    assert found.counts == (0, 0)
    assert repr(found) == "<Coverage: 0 of 0 decided>"


def test_rules_can_be_asked_for_that_no_case_touches():
    elements = tuple(law_elements(default_rules().regime("1048")))
    result = answered(bands={**BANDS, "total": 90}, expect={"stars": 5})
    found = coverage_of([result], elements)
    assert [one.element for one in found.decisions] == list(elements)
    assert not of(found, "1048/bands/5/from").decided


def test_cases_under_other_rules_are_asked_for_these():
    changes = {
        "id": "dx", "kind": "proposal", "title": {"vi": "x", "en": "x"}, "amends": "26",
        "from": "2026-06-01", "reference": "x", "bands": {"4": 75},
    }  # fmt: skip
    rules = {"changes": changes}
    found = coverage(
        {"rules": rules, "bands": {"regime": "dx", "total": 75}, "expect": {"stars": 4}},
        {"rules": rules, "bands": {"regime": "dx", "total": 74}, "expect": {"stars": 3}},
        {"bands": {"regime": "26", "total": 70}, "expect": {"stars": 4}},
    )
    assert of(found, "dx/bands/4/from").decided
    assert of(found, "dx/bands/4/from").element.value == 75
    assert not of(found, "26/bands/4/from").decided


def test_a_value_that_has_no_room_is_left_out():
    changes = {
        "id": "dx", "kind": "correction", "title": {"vi": "x", "en": "x"}, "amends": "26",
        "reference": "x", "bands": {"5": 72, "4": 71, "3": 70},
    }  # fmt: skip
    bands = {"rules": {"changes": changes}, "bands": {**BANDS, "total": 71}}
    found = coverage({**bands, "expect": {"stars": 4}})
    assert {one.element.place[1] for one in found.decisions if one.element.kind == "band"} == {
        "5", "3", "2",
    }  # fmt: skip


def test_rules_of_two_laws_leave_room_where_either_does():
    """The bands of a law stand at the same place in a corrected one, with other neighbours."""
    changes = {
        "id": "dx", "kind": "correction", "title": {"vi": "x", "en": "x"}, "amends": "26",
        "reference": "x", "bands": {"5": 71},
    }  # fmt: skip
    corrected = {"rules": {"changes": changes}, "bands": {**BANDS, "total": 70}}
    found = coverage(
        {**corrected, "expect": {"stars": 4}},
        {"bands": {**BANDS, "total": 70}, "expect": {"stars": 4}},
    )
    by = {shift.after: result for shift, result in of(found, "26/bands/4/from").by}
    assert by[69] is None
    assert by[71].line == 1


def test_a_shift_for_which_no_case_leaves_room_is_left_out():
    changes = {
        "id": "dx", "kind": "correction", "title": {"vi": "x", "en": "x"}, "amends": "26",
        "reference": "x", "bands": {"5": 71},
    }  # fmt: skip
    bands = {"rules": {"changes": changes}, "bands": {**BANDS, "total": 70}}
    elements = tuple(law_elements(default_rules().regime("26")))
    found = coverage_of([answered(**bands, expect={"stars": 4})], elements)
    assert [shift.after for shift, _ in of(found, "26/bands/4/from").by] == [69]


def test_a_file_of_checks_is_covered_from_a_report(tmp_path):
    path = tmp_path / "a.ocop.toml"
    path.write_text(case_of(bands={**BANDS, "total": 90}, expect={"stars": 5}), encoding="utf-8")
    found = checks.run(path).coverage()
    (noticed,) = (result for _, result in of(found, "26/bands/5/from").by if result is not None)
    assert (noticed.file.name, noticed.line) == (str(path), 1)


def test_the_first_case_that_notices_is_named():
    text = case_of(bands=BANDS, table=[["total", "stars"], [95, 5], [90, 5], [90, 5]])
    found = coverage_of(results(text))
    (name,) = {result.name for _, result in of(found, "26/bands/5/from").by if result is not None}
    assert name == "ca [2]"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_says_itself_in_both_languages(lang):
    found = coverage({"sheet": TOP, "expect": {"stars": 5}})
    assert found.text(lang).splitlines()[0].endswith("(0 %).")
    assert str(found) == found.text("en")
    assert found.to_dict(lang)["decided"] == 0


def test_the_kinds_stand_in_one_order_and_sum_up():
    found = coverage({"sheet": TOP, "expect": {"total": 100}})
    assert list(found.kinds) == ["band", "option", "minimum", "exclusion", "reading"]
    assert sum(of_ for _, of_ in found.kinds.values()) == found.counts[1]
    assert pickle.loads(pickle.dumps(found.decisions[0].element)) == found.decisions[0].element
