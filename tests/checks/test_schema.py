"""The schema of files of checks: what is shipped is what the code says, and reading agrees."""

from __future__ import annotations

import json
import tomllib
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from ocop.checks.builtin import builtin_files
from ocop.checks.schema import checks_schema
from ocop.checks.subject.every import SUBJECTS
from ocop.errors import InputError
from tests.checks.cases import case_of, checks_of
from tests.checks.schema_file import FILE, made
from tests.checks.test_plain import GIVEN
from tests.checks.twenty import NAME, ROOT

VALIDATOR = Draft202012Validator(checks_schema())


def faults_of(text):
    """What reading refuses, in the whole file or in a case."""
    try:
        return [fault for check in checks_of(text) for fault in getattr(check, "faults", ())]
    except InputError as err:
        return err.faults


def refused(text):
    """What the schema refuses of a text, read as an editor reads it: a day is text."""
    table = json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))
    return [error.message for error in VALIDATOR.iter_errors(table)]


def test_the_file_is_what_the_code_says():
    """To write it anew: python -m tests.checks.schema_file."""
    assert FILE.read_text(encoding="utf-8") == made()


def test_it_is_a_schema():
    Draft202012Validator.check_schema(checks_schema())


def test_it_takes_what_is_shipped():
    assert refused((ROOT / "examples" / NAME).read_text(encoding="utf-8")) == []


def test_it_takes_what_is_built_in():
    texts = {file.name: file.path.read_text(encoding="utf-8") for file in builtin_files()}
    assert [name for name, text in texts.items() if refused(text)] == []


@pytest.mark.parametrize(("given", "expect"), GIVEN, ids=lambda given: next(iter(given)))
def test_it_takes_every_subject_and_none_of_its_misspellings(given, expect):
    assert refused(case_of(**given, expect=expect)) == []
    assert refused(case_of(**given, expect={**expect, "totl": 1})) != []
    (read,) = checks_of(case_of(**given, expect={**expect, "totl": 1}))
    assert read.faults


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_it_knows_every_field_of_a_subject(name):
    subject = SUBJECTS[name]
    assert subject.fields
    for form in subject.forms:
        assert set(subject.facts(*form)) <= set(subject.fields)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "case = []",
        'case = [{ name = "x", expect = { total = 1 } }]',
        'case = [{ bands = { regime = "26", total = 90 }, expect = { stars = 5 } }]',
        'format = 2\ncase = [{ name = "x", bands = { regime = "26", total = 90 } }]',
        'case = [{ name = "x", bands = { regim = "26", total = 90 }, expect = { stars = 5 } }]',
        'case = [{ name = "x", bands = { regime = 26, total = 90 }, expect = { stars = 5 } }]',
        'case = [{ name = "x", bands = { regime = "26" }, table = [["total"]] }]',
    ],
)
def test_it_refuses_what_reading_refuses(text):
    assert refused(text) != []
    assert faults_of(text)


def test_a_plan_may_have_a_registry_and_a_registry_stands_alone():
    rows = {"rows": [{"stars": 3, "issued_on": "2024-01-10"}]}
    plan = case_of(plan="ha-tinh-2023-2025", registry=rows, expect={"counts": {"met": 1}})
    assert refused(plan) == []
    assert refused(case_of(registry=rows, expect={"counts": {"met": 1}})) != []
