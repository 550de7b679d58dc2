"""What each subject takes and refuses, and what is said of it."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

import ocop
from ocop.checks import CheckReport
from ocop.checks.files import NamedFile
from tests.checks.cases import answered, case_of, fields_held, results

TOP = {"regime": "26", "set": 1, "rest": "top"}
PROPOSAL = {
    "id": "de-xuat", "kind": "proposal", "title": {"vi": "Dự thảo", "en": "Draft"}, "amends": "26",
    "from": "2026-06-01", "reference": "Dự thảo tờ trình",
}  # fmt: skip
BANDS = {**PROPOSAL, "bands": {"5": 99}}
ROWS = {"rows": [{"stars": 3, "issued_on": "2024-01-10", "times": 2}]}


def codes(result):
    assert result.status == "unreadable"
    return [(fault.code, fault.path[2:]) for fault in result.faults]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (
            {"council": {"members": 0}, "ballots": {**TOP, "members": [{}]}, "expect": {"total": 1}},
            [("out-of-range", ("council", "members"))],
        ),
        (
            {"ballots": {**TOP, "chair": 2, "members": [{}]}, "expect": {"total": 1}},
            [("out-of-range", ("ballots", "chair"))],
        ),
        (
            {"deadline": {"of": "transition", "from": "2026-05-20"}, "expect": {"rest_day": False}},
            [("missing-key", ("deadline", "case")), ("missing-key", ("deadline", "on"))],
        ),
        (
            {"deadline": {"of": "re-evaluation", "from": "2026-06-01", "level": "province"},
             "expect": {"rest_day": False}},
            [("unknown-key", ("deadline", "level"))],
        ),
        (
            {"deadline": {"of": "round", "year": 2027, "no": 9}, "expect": {"no": 9}},
            [("not-known", ("deadline", "no"))],
        ),
        (
            {"plan": "ha-tinh-2023-2025", "registry": ROWS, "snapshot": {"on": "2024-01-01"},
             "expect": {"on": "2024-01-01", "counts": {"met": 1}}},
            [("check-one-form", ())],
        ),
        (
            {"plan": "ha-tinh-2023-2025", "registry": ROWS, "expect": {"counts": {"met": 1}}},
            [("check-no-day", ("expect",))],
        ),
        (
            {"regime": {"on": "2026-06-01", "case": "first"}, "expect": {"id": "26"}},
            [("check-one-form", ("regime",))],
        ),
        (
            {"registry": {}, "expect": {"set_aside": 0}},
            [("check-one-form", ("registry",))],
        ),
        (
            {"registry": {"rows": [{"stars": 3, "issued_on": "2024-01-10", "times": 0}]},
             "expect": {"set_aside": 0}},
            [("not-a-whole-number", ("registry", "rows", 0, "times"))],
        ),
        (
            {"registry": ROWS, "expect": {"from": "2024-01-01", "new": 2}},
            [("check-period", ("expect",))],
        ),
    ],
)  # fmt: skip
def test_what_a_subject_refuses(keys, expected):
    assert codes(answered(**keys)) == expected


def test_a_register_is_a_file_its_text_or_rows():
    text = "name,stars,issued_on\nChè,3,2024-01-10\nMật ong,4,2024-01-10\n"
    for given, files in (({"csv": text}, {}), ({"file": "sổ.csv"}, {"sổ.csv": text})):
        expect = [{"recognitions": 2}, {"on": "2025-01-01", "by_stars": {"3": 1, "4": 1}}]
        assert answered(files, registry=given, expect=expect).status == "passed"
    faulty = {"csv": f"{text}Trà,bốn,x\n", "lenient": True}
    expect = {"set_aside": 1, "faults": {"includes": ["not-a-date-text"]}}
    result = answered(registry=faulty, expect=expect)
    assert fields_held(result) in ([], ["faults.includes"])
    assert answered(registry=faulty, expect={"set_aside": 1}).status == "passed"


def test_what_it_is_that_changes_is_held_exactly():
    changed = ["bands/5/from", "bands/4/to"]
    passed = answered(compare=BANDS, expect={"changed": {"includes": ["bands/5/from"]}})
    assert passed.status == "passed"
    result = answered(compare=BANDS, expect={"changed": []})
    assert fields_held(result) == ["changed"]
    assert set(result.failures[0].got) <= set(changed)
    assert result.failures[0].why("vi")
    assert result.failures[0].cites("en")
    star = {
        **PROPOSAL,
        "criteria": [{"sets": [1], "no": "1.3", "option": 3, "star": "none", "was": {"star": 5}}],
    }
    place = "criteria/1/1.3/3/star"
    result = answered(compare=star, expect={"changed": [place], "before": {place: 5}})
    assert fields_held(result) == []


def test_a_question_under_the_law_and_under_changes():
    sheet = {**TOP, "choices": {"9": 1}}
    keys = {"sheet": sheet, "compare": BANDS}
    expect = {
        "changed": ["stars", "stars_by_points"],
        "before": {"stars": 5},
        "after": {"stars": 4},
    }
    result = answered(**keys, expect=expect)
    assert fields_held(result) == []
    result = answered(**keys, expect={"changed": ["total"]})
    assert fields_held(result) == ["changed"]
    assert "4 stars" in result.failures[0].why("en")[0]
    assert result.failures[0].cites("en")
    assert pickle.loads(pickle.dumps(result)).failures == result.failures
    day = {key: value for key, value in sheet.items() if key != "regime"} | {"on": "2026-09-01"}
    assert fields_held(answered(sheet=day, compare=BANDS, expect=expect)) == []
    with_file = {"dx.changes.toml": ocop.to_toml(ocop.Changes.from_dict(BANDS))}
    for given in ("dx.changes.toml", ["dx.changes.toml"]):
        again = answered(with_file, sheet=sheet, compare=given, expect=expect)
        assert fields_held(again) == []


def test_a_plan_of_a_file_and_a_register_read_leniently():
    plan = ocop.to_toml(ocop.plan("ha-tinh-2023-2025")).replace("ha-tinh-2023-2025", "cua-minh")
    expect = {"on": "2024-06-01", "target": "products", "value": 2}
    keys = {"registry": {**ROWS, "lenient": True}, "expect": expect}
    assert answered({"p.toml": plan}, plan="p.toml", **keys).status == "passed"


def test_a_plan_may_be_held_against_figures_of_a_file():
    figures = ocop.to_toml(ocop.Snapshot.of(date(2024, 6, 1), valid={3: 2, 4: 1, 5: 0}, extended=0))
    expect = {"target": "products", "value": 3}
    files = {"s.toml": figures}
    result = answered(files, plan="ha-tinh-2023-2025", snapshot="s.toml", expect=expect)
    assert fields_held(result) == []


def test_files_beside_are_read_where_the_file_stands(tmp_path):
    (tmp_path / "q.toml").write_text("members = 9\nquorum = 7\n", encoding="utf-8")
    path = tmp_path / "x.ocop.toml"
    keys = {"council": "q.toml", "ballots": {**TOP, "members": [{}]}}
    path.write_text(case_of(**keys, expect={"needs": ["more-members"]}), encoding="utf-8")
    report = CheckReport(tuple(results_of(NamedFile(path, "x"))))
    assert report.ok
    assert pickle.loads(pickle.dumps(report)).ok


def results_of(named):
    from ocop.checks.runner import run_file  # noqa: PLC0415 - of this test alone

    return run_file(named.read())


def test_what_is_shown_of_tables_and_of_values_that_are_not_there():
    result = answered(sheet=TOP, expect={"parts": {"A": {"includes": 1}}})
    assert result.status == "unreadable"
    report = CheckReport((answered(ballots={**TOP, "members": [{}]}, expect={"apart": [3]}),))
    assert report.to_dict("en")["cases"][0]["failures"][0]["got"] == []
    spread = [{}, {"choices": {"5.1": 1}}]
    result = answered(
        council={"spread": 1}, ballots={**TOP, "members": spread}, expect={"apart": "none"}
    )
    report = CheckReport((result,))
    (got,) = report.to_dict("en")["cases"][0]["failures"][0]["got"]
    assert got == {"members": ["1", "2"], "points": 12}
    assert "points: 12" in report.text("vi")
    result = answered(
        certificate={"stars": 3, "issued_on": "2026-06-01"}, expect={"last_valid_day": "2026-06-01"}
    )
    got = CheckReport((result,)).to_dict("en")["cases"][0]["failures"][0]["got"]
    assert got == "2029-06-01"
    result = answered(deadline={"of": "round", "year": 2027, "no": 1}, expect={"label": "x"})
    got = CheckReport((result,)).to_dict("en")["cases"][0]["failures"][0]["got"]
    assert set(got) == {"vi", "en"}


def test_a_member_of_a_list_that_none_could_be_is_a_fault():
    result = answered(sheet=TOP, expect={"parts": {"A": 40}, "capped_by": [3]})
    assert fields_held(result) == ["capped_by"]
    low = {**TOP, "choices": {"1.5": 2}}
    assert [fault.code for fault in answered(sheet=low, expect={"capped_by": [3]}).faults] == [
        "expected-another-kind"
    ]


def test_a_line_of_what_has_none_is_that_of_what_holds_it():
    (result,) = results('[[case]]\nname = "x"\nsheet = { set = 1 }\nexpect = { total = 1 }\n')
    assert result.file.line(("case", 0, "sheet", "regime")) == 3
