"""What an officer checked with twenty tests of Python stands in one file, and can fail."""

from __future__ import annotations

import pytest

from ocop.checks.runner import run_case, run_file
from tests.checks.twenty import GOLDEN, NAME, ROOT, failing, file, texts

FILE = file()


def test_it_is_short_and_passes():
    assert len((ROOT / "examples" / NAME).read_text(encoding="utf-8").splitlines()) <= 120
    assert {result.status for result in run_file(FILE)} == {"passed"}
    assert len(FILE.checks) >= 20


@pytest.mark.parametrize("check", FILE.checks, ids=lambda check: check.name)
def test_every_expectation_of_it_can_fail(check):
    result = run_case(FILE, failing(check))
    assert result.status == "failed", [fault.text() for fault in result.faults]
    fields = [field for one in check.expectations for field in one.fields]
    assert list(dict.fromkeys(failure.field.partition(".")[0] for failure in result.failures)) == (
        list(dict.fromkeys(fields))
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_a_failure_says_stays_as_it_was_read(lang):
    assert texts()[lang] == (GOLDEN / f"quy-dinh.{lang}.txt").read_text(encoding="utf-8")
