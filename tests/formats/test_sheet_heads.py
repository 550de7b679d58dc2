"""Sheets read by their heads: the same as in full, and nothing where the long way has more to say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import OcopError
from ocop.formats import sheet_heads
from ocop.formats.sheet_heads import SheetHeads
from ocop.testing.strategies import rubrics, rules, sheets

RUBRIC = ocop.regime("26").rubric(1)
CHOICES = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
PLAIN = {"regime": "26", "set": 1, "choices": CHOICES}


def read(table):
    """The sheet as it is read in full; None where anything is wrong."""
    try:
        return ocop.from_dict(ocop.Sheet, table)
    except OcopError:
        return None


#: What may be wrong with a table, or not: a key, and what it is instead.
CHANGED = st.sampled_from(
    [
        {},
        {"set": True},
        {"set": 1.0},
        {"set": 99},
        {"regime": "2"},
        {"on": "2026-09-01"},
        {"format": True},
        {"format": 1},
        {"type": "scorecard"},
        {"rules": "0"},
        {"rules": "0.1.0+0123456789abcdef"},
        {"readings": {}},
        {"readings": {"star_minima": "own"}},
        {"readings": {"star_minima": 1}},
        {"changes": []},
        {"changes": [{}]},
        {"what_if": [1]},
        {"as_checked_on": None},
        {"as_checked_on": "2026-09-01"},
        {"exclusions": ["none"]},
        {"exclusions": "none"},
        {"unmet": None},
        {"product": "Trà sen"},
        {"product": "Tra\u0300 sen"},
        {"product": "\ud800"},
        {"product": 1},
        {"code": ""},
        {"colour": "red"},
        {"choices": []},
        {"choices": CHOICES | {"1.1": True}},
        {"choices": CHOICES | {"1.1": 0}},
        {"choices": CHOICES | {"1.1": 10**5000}},
        {"choices": CHOICES | {"product-origin": 1}},
    ]
)


@given(st.data())
def test_a_head_met_before_leads_to_the_same_sheet(data):
    heads = SheetHeads()
    rubric = data.draw(rubrics(rules=rules()))
    for sheet in data.draw(st.lists(sheets(rubric), min_size=2, max_size=4)):
        table = json.loads(ocop.to_json(sheet)) | data.draw(CHANGED)
        wanted, met = read(table), heads.sheet(table)
        assert met is None or (met == wanted and met.rubric is not None)
        if wanted is not None:
            heads.keep(table, wanted)
            assert heads.sheet(table) in (wanted, None if rubric.rules.changes else wanted)


@given(st.lists(CHANGED, min_size=2, max_size=6))
def test_what_is_equal_in_python_is_not_the_same_head(changes):
    """1, 1.0 and True are the same key of a dict."""
    heads = SheetHeads()
    for change in changes:
        table = PLAIN | change
        wanted, met = read(table), heads.sheet(table)
        assert met is None or met == wanted
        if wanted is not None:
            heads.keep(table, wanted)


def test_the_second_sheet_of_a_head_is_read_by_it():
    heads = SheetHeads()
    assert heads.sheet(PLAIN) is None
    heads.keep(PLAIN, read(PLAIN))
    other = PLAIN | {"choices": CHOICES | {"1.1": 1}, "product": "Trà sen", "exclusions": []}
    assert heads.sheet(other) == read(other)
    assert heads.sheet(PLAIN | {"product": "\ud800"}) is None


@pytest.mark.parametrize("table", [None, [], 1, {"set": [[]]}])
def test_what_has_no_head_leads_nowhere(table):
    heads = SheetHeads()
    heads.keep(table, read(PLAIN))
    assert heads.sheet(table) is None


def test_heads_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(sheet_heads, "_MOST", 2)
    heads = SheetHeads()
    tables = [PLAIN | {"set": number} for number in (1, "1", "rau củ quả hạt tươi")]
    for table in tables:
        heads.keep(table, read(table))
    assert [heads.sheet(table) is not None for table in tables] == [False, False, True]
