"""Crosswalks and prospects as tables and flat records."""

from __future__ import annotations

import pytest

import ocop

OLD = ocop.regime("148").rubric(1)
BEST = OLD.sheet({c.no: len(c.options) for c in OLD.criteria})
LANGS = ("vi", "en")


@pytest.mark.parametrize("lang", LANGS)
def test_a_row_for_every_old_level(lang):
    laid = ocop.crosswalk("148", "26", set=1)
    records = laid.to_records(lang)
    assert len(records) == sum(max(1, len(row.links)) for row in laid.rows)
    assert len(laid.table(lang).rows) == len(records)
    one = next(r for r in records if r["no_after"] == "3.5" and r["option_before"] == 2)
    assert one["options_after"] == "1;2;3"
    assert (one["certain"], one["grounds"], one["no_before"]) == (False, "regrouped", "3e")
    assert one["reference_before"].startswith("148/QĐ-TTg")
    new = next(r for r in records if r["no_after"] == "1.2")
    assert (new["option_before"], new["certain"], new["reference_before"]) == (None, False, None)
    assert new["options_after"] == "1;2;3"


@pytest.mark.parametrize("lang", LANGS)
def test_a_prospect_s_open_criteria_first(lang):
    prospect = ocop.crosswalk(BEST, "26")
    table = prospect.table(lang)
    assert len(table.rows) == len(prospect.open_criteria())
    assert prospect.text(lang).splitlines()[1] in table.caption
    records = prospect.to_records(lang)
    assert [r["no_after"] for r in records] == [c.no for c in prospect.crosswalk.new.criteria]
    collected = {each.criterion for each in prospect.collect()}
    assert {r["no_after"] for r in records if r["needed"]} == collected
    assert {r["no_after"] for r in records if not r["certain"]} == set(prospect.bounds.missing)
    packaging = next(r for r in records if r["criterion_id"] == "packaging")
    assert (packaging["certain"], packaging["points_at_stake"]) == (True, 0)
    assert (packaging["minima_at_stake"], packaging["cost"]) == (None, None)
