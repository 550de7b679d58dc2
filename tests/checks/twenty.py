"""The checks of an officer, each made to fail; ``python -m tests.checks.twenty`` writes the texts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import attrs

from ocop.checks import CheckReport
from ocop.checks.case_file import read_checks
from ocop.checks.runner import run_case

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
NAME = "quy-dinh.ocop.toml"

__all__ = ["GOLDEN", "failing", "file", "made_wrong", "texts"]

#: Words that a closed list has beside the one that is expected.
OTHER = {
    "extended": "valid",
    "lapsed": "valid",
    "valid": "lapsed",
    "open": "met",
    "unknown": "met",
    "withdrawn": "valid",
}


def file():
    """The file as it is shipped."""
    text = (ROOT / "examples" / NAME).read_text(encoding="utf-8")
    return read_checks(text, name=NAME)


def made_wrong(expected):  # noqa: PLR0911 - a line a kind
    """Another value of the same kind."""
    if isinstance(expected, bool):
        return not expected
    if isinstance(expected, int):
        return expected + 1
    if isinstance(expected, date):
        return expected + timedelta(days=1)
    if isinstance(expected, list):
        return [*expected, "2.1"] if expected else ["2.1"]
    if isinstance(expected, dict):
        return {key: made_wrong(value) for key, value in expected.items()}
    if expected == "none":
        return 3
    if expected.endswith("%"):
        return "5,08 %"
    return OTHER.get(expected, "1") if expected.isalpha() else f"{expected}1"


def failing(check):
    """A case of which no expectation holds."""
    return attrs.evolve(
        check,
        expectations=tuple(
            attrs.evolve(one, fields={key: made_wrong(value) for key, value in one.fields.items()})
            for one in check.expectations
        ),
    )


def texts():
    """Language → what is said of the first item of each case, made to fail."""
    whole = file()
    first = {check.path[1]: check for check in reversed(whole.checks)}
    report = CheckReport(tuple(run_case(whole, failing(first[n])) for n in sorted(first)))
    return {lang: report.text(lang) + "\n" for lang in ("vi", "en")}


if __name__ == "__main__":
    for lang, text in texts().items():
        (GOLDEN / f"quy-dinh.{lang}.txt").write_text(text, encoding="utf-8")
