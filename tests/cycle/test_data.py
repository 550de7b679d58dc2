"""The rule data of the cycle, linted."""

from __future__ import annotations

import tomllib
import unicodedata
from importlib import resources

import pytest

from ocop.cycle import _rules
from ocop.errors import RuleDataError
from ocop.law import regimes

FILES = sorted(
    each.name for each in (resources.files("ocop.cycle") / "data").iterdir() if each.is_file()
)
IDS = {each.id for each in regimes()}


def text(name):
    return (resources.files("ocop.cycle") / "data" / name).read_text(encoding="utf-8")


def tables(value):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from tables(each)
    if isinstance(value, list):
        for each in value:
            yield from tables(each)


@pytest.mark.parametrize("name", FILES)
def test_the_files(name):
    said = text(name)
    assert unicodedata.is_normalized("NFC", said)
    for table in tables(tomllib.loads(said)):
        assert ("vi" in table) == ("en" in table)
        assert all(table[key].strip() for key in ("vi", "en") if key in table)
        assert {table.get("regime", "26"), *table.get("regimes", ())} <= IDS
        if "regime" in table or "regimes" in table:
            assert table["reference"]


@pytest.mark.parametrize(
    ("file", "key"), [("certificates", "terms"), ("withdrawal", "rules"), ("returns", "returns")]
)
def test_every_regime_has_its_row(file, key):
    for regime in IDS:
        assert _rules.row_of(file, key, regime)["reference"]


def test_no_row_stands_twice():
    for file, key in (
        ("certificates", "terms"),
        ("certificates", "windows"),
        ("withdrawal", "rules"),
    ):
        named = [
            regime
            for row in _rules.rows(file, key)
            for regime in (row.get("regimes") or [row["regime"]])
        ]
        assert len(named) == len(set(named))


def test_a_missing_row_is_a_defect():
    with pytest.raises(RuleDataError, match="windows has no row of regime '148'"):
        _rules.regime_row("certificates", "windows", "148")
