"""The built-in checks hold, and say where each of them stands in law."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import attrs
import pytest

import ocop
from ocop.checks.builtin import builtin_files
from ocop.checks.case_file import Unreadable
from ocop.checks.runner import run_case, run_file
from ocop.law.question import reading_questions
from ocop.law.rules import Rules
from ocop.targets.plan.shipped import plans

FILES = builtin_files()


@cache
def read():
    """No case costs much, but none of them is read more than once by these tests."""
    return [file.read() for file in FILES]


def short(file):
    return "/".join(Path(file.name).parts[-3:]).removesuffix(".ocop.toml")


@pytest.mark.parametrize("number", range(len(FILES)), ids=map(short, FILES))
def test_every_case_of_a_file_holds(number):
    failed = [result for result in run_file(read()[number]) if result.status != "passed"]
    assert not failed, "\n".join(
        [f"{one.name}: {[failure.field for failure in one.failures]}" for one in failed]
        + [fault.text("en") for one in failed for fault in one.faults]
    )


def test_every_case_has_a_source():
    without = [
        (file.name, check.path)
        for file in read()
        for check in file.checks
        if isinstance(check, Unreadable) or not check.source
    ]
    assert not without


def test_no_file_has_two_cases_of_one_name():
    for file in read():
        names = [check.name for check in file.checks]
        assert len(names) == len(set(names)), file.name


def test_there_are_enough_and_they_are_of_every_regime():
    assert sum(len(file.checks) for file in read()) >= 400
    folder = Path(ocop.__file__).parent / "checks" / "cases"
    folders = {Path(file.name).relative_to(folder).parts[0] for file in read()}
    assert folders >= {regime.id for regime in ocop.regimes()}


def test_every_reading_of_every_question_changes_an_answer():
    """Each has a case that holds as it is read, and not as the law is read by default."""
    deciding = set()
    for file in read():
        for check in file.checks:
            for question, taken in check.setting.rules.readings.changed.items():
                default = attrs.evolve(check.setting, rules=Rules())
                if (question, taken) in deciding:
                    continue
                other = run_case(file, attrs.evolve(check, setting=default))
                if other.status != "passed":
                    deciding.add((question, taken))
    assert deciding == {
        (question.id, reading.id)
        for question in reading_questions()
        for reading in question.readings[1:]
    }


def test_every_target_of_every_plan_is_expected_to_be_met_and_not_to_be():
    expected = {}
    for file in read():
        for check in file.checks:
            for one in check.expectations if check.subject.name == "plan" else ():
                target = (check.given["plan"], one.asked.get("target"))
                expected.setdefault(target, set()).add(one.fields.get("status"))
    for plan in plans():
        for target in plan.targets:
            statuses = expected[plan.id, target.id]
            assert "met" in statuses, (plan.id, target.id)
            assert statuses & {"open", "missed"}, (plan.id, target.id)
