"""Worked examples: real sheets and what the law makes of them, one a file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ocop.scoring import score, sheet_from_dict

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    card = score(sheet_from_dict(case["sheet"])).to_dict()
    expected = case["expect"]
    assert {key: card[key] for key in expected} == expected
    assert (card["stars"] is None) == ("stars" not in expected)


def test_there_are_cases():
    assert len(CASES) >= 7
