"""Runs: every expectation is held; what fails, what is refused and what cannot be read is told."""

from __future__ import annotations

import pytest

from ocop.checks import run
from ocop.checks.result import Refusal
from ocop.errors import InputError
from ocop.law.rules import Rules
from tests.checks.cases import answered, case_of, fields_held, results

TOP = {"regime": "26", "set": 1, "rest": "top"}
LIFE = {
    "history": [
        {"event": "idea-submitted", "on": "2026-06-01"},
        {"event": "idea-accepted", "on": "2026-06-05", "level": "commune"},
    ]
}


def test_every_expectation_is_held_not_only_the_first():
    expect = [{"total": 98}, {"stars": 4}, {"total": 1, "stars": 5, "capped_by": ["1.4"]}]
    result = answered(sheet={**TOP, "choices": {"1.5": 2}}, expect=expect)
    assert result.status == "failed"
    assert fields_held(result) == ["stars", "total", "stars", "capped_by"]
    assert result.held == 5
    assert [failure.got for failure in result.failures] == [3, 98, 3, ("1.5", "1.5")]


def test_an_expectation_that_cannot_be_is_a_fault_not_a_failure():
    result = answered(sheet=TOP, expect={"total": 99.5, "stars": 5})
    assert result.status == "unreadable"
    assert [(fault.code, fault.path) for fault in result.faults] == [
        ("expected-a-float", ("case", 0, "expect", "total"))
    ]
    certificate = {"stars": 3, "issued_on": "2026-06-01"}
    result = answered(certificate=certificate, expect={"on": "2027-01-01", "status": "vald"})
    assert [fault.code for fault in result.faults] == ["not-known"]


def test_an_answer_that_is_refused_is_unreadable_unless_that_is_expected():
    sheet = {**TOP, "choices": {"1.5": 9}}
    result = answered(sheet=sheet, expect={"total": 98})
    assert [(fault.code, fault.path) for fault in result.faults] == [
        ("no-such-option", ("case", 0, "sheet", "choices", "1.5"))
    ]
    assert answered(sheet=sheet, refused="no-such-option").status == "passed"
    assert answered(sheet=sheet, refused=["no-such-option"]).status == "passed"
    assert answered(sheet=sheet, refused={"includes": ["no-such-option"]}).status == "passed"
    result = answered(sheet=sheet, refused="no-option-chosen")
    assert fields_held(result) == ["refused"]
    assert isinstance(result.failures[0].got, Refusal)
    assert "option 9" in result.failures[0].why("en")[0]
    assert result.failures[0].cites("en") == ()


def test_what_is_not_refused_fails():
    result = answered(sheet=TOP, refused="no-such-option")
    assert fields_held(result) == ["refused"]
    assert result.failures[0].got is None


def test_events_that_are_to_be_refused():
    early = {"event": "recognised", "on": "2026-06-07", "level": "province", "stars": 3}
    filed = {"event": "dossier-filed", "on": "2026-06-07", "product_set": 1}
    assert answered(application=LIFE, refused=[early]).status == "passed"
    assert answered(application=LIFE, refused=early).status == "passed"
    result = answered(application=LIFE, refused=[early, filed])
    assert [(failure.expected, failure.got) for failure in result.failures] == [
        ("dossier-filed", None)
    ]
    assert result.failures[0].path == ("case", 0, "refused", 1)
    assert answered(application=LIFE, refused=[{**filed, "after": 1}]).status == "passed"


def test_why_an_event_is_refused_is_held_too():
    early = {"event": "recognised", "on": "2026-06-07", "level": "province", "stars": 3}
    (code,) = answered(application=LIFE, refused=[{**early, "because": "x"}]).failures[0].got.codes
    assert answered(application=LIFE, refused=[{**early, "because": code}]).status == "passed"


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        ([3], "not-a-table"),
        ([{"event": "recognized", "on": "2026-06-07"}], "not-an-event"),
        ([{"event": "promoted", "on": "2026-06-07", "after": 9}], "out-of-range"),
        ([{"event": "promoted", "on": "2026-06-07", "after": "x"}], "out-of-range"),
    ],
)
def test_a_refused_event_that_cannot_be_read(refused, code):
    result = answered(application=LIFE, refused=refused)
    assert [fault.code for fault in result.faults] == [code]
    assert result.faults[0].path[:4] == ("case", 0, "refused", 0)


def test_a_history_that_is_refused_before_its_refused_event_is_unreadable():
    history = [{"event": "promoted", "on": "2026-06-01"}]
    result = answered(application={"history": history}, refused=[{"event": "promoted"}])
    assert result.status == "unreadable"
    assert answered(application={"history": history}, refused="not-allowed-now").status != "passed"


def test_a_field_whose_answer_is_refused_fails_with_the_reason():
    result = answered(plan="ha-tinh-2023-2025", expect={"target": "no-such", "status": "met"})
    assert fields_held(result) == ["status"]
    assert result.failures[0].got.codes == ("not-known",)
    assert result.failures[0].why("vi")


def test_a_set_given_away_from_the_file_is_found_beside_it():
    table = 'members = 9\nquorum = "3/4"\n'
    ballots = {**TOP, "members": [{}] * 6}
    expect = {"needs": ["more-members"]}
    assert answered({"q.toml": table}, council="q.toml", ballots=ballots, expect=expect).status == (
        "passed"
    )
    result = answered(council="q.toml", ballots=ballots, expect=expect)
    assert [fault.code for fault in result.faults] == ["check-no-file"]


def test_files_and_folders_and_lines(tmp_path):
    (tmp_path / "một").mkdir()
    good, bad = tmp_path / "một" / "đúng.ocop.toml", tmp_path / "sai.ocop.toml"
    good.write_text(case_of(sheet=TOP, expect={"total": 100}), encoding="utf-8")
    bad.write_text(
        '[[case]]\nname = "a"\nbands = { regime = "26", total = 90 }\nexpect = { stars = 4 }\n'
        '[[case]]\nname = "b"\nbands = { regime = "26", total = 90 }\nexpect = { stars = 5 }\n',
        encoding="utf-8",
    )
    (tmp_path / "khác.toml").write_text("a = 1", encoding="utf-8")
    report = run(tmp_path)
    assert report.counts == {"passed": 2, "failed": 1, "unreadable": 0}
    assert [result.file.name for result in report.results] == [str(good), str(bad), str(bad)]
    assert not report.ok
    assert run(good, str(good)).ok
    last = len(bad.read_text(encoding="utf-8").splitlines())
    assert run(f"{bad}:{last}").counts == {"passed": 1, "failed": 0, "unreadable": 0}
    assert run(f"{bad}:1").counts["failed"] == 1


def test_a_file_that_is_no_toml_hides_no_other(tmp_path):
    (tmp_path / "a.ocop.toml").write_text("[[case]", encoding="utf-8")
    (tmp_path / "b.ocop.toml").write_text(
        case_of(sheet=TOP, expect={"total": 100}), encoding="utf-8"
    )
    report = run(tmp_path)
    assert report.counts == {"passed": 1, "failed": 0, "unreadable": 1}
    assert report.faults[0].file.endswith("a.ocop.toml")
    assert "a.ocop.toml" in report.text("vi").splitlines()[1]


def test_rules_can_be_given_from_outside(tmp_path):
    path = tmp_path / "a.ocop.toml"
    case = case_of(sheet={**TOP, "choices": {"2.1": 1}}, expect={"stars": 5})
    path.write_text(case, encoding="utf-8")
    assert not run(path).ok
    assert run(path, rules=Rules().read(star_minima="own")).ok


@pytest.mark.parametrize("line", [0, 1, 99])
def test_a_line_without_a_case_is_no_pass(tmp_path, line):
    path = tmp_path / "a.ocop.toml"
    path.write_text(f"# ca\n{case_of(sheet=TOP, expect={'total': 100})}", encoding="utf-8")
    report = run(f"{path}:{line}")
    assert (report.ok, report.results) == (False, ())
    assert [fault.line for fault in report.faults] == [line]
    assert run(f"{path}:2").ok


def test_no_path_is_a_fault():
    with pytest.raises(InputError):
        run()


def test_the_name_of_a_case_names_its_product():
    (result,) = results(case_of(application=LIFE, expect={"stage": "registration"}))
    assert result.status == "passed"
