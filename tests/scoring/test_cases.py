"""Worked examples: real sheets and what the law makes of them, one a file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import ocop
from ocop.scoring import score

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    card = ocop.to_dict(score(ocop.from_dict(ocop.Sheet, case["sheet"])))
    expected = case["expect"]
    assert {key: card[key] for key in expected} == expected
    assert (card["stars"] is None) == ("stars" not in expected)


def test_there_are_cases():
    assert len(CASES) >= 7
