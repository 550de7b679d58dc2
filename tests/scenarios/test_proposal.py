"""A proposal through all floors at once: sheet, impact, certificates, register, plan."""

from __future__ import annotations

from datetime import date

import pytest

import ocop
from ocop.errors import InputError
from ocop.scoring import Change
from ocop.targets.registry.standing import Standing
from tests.scenarios.drafts import highest

#: A rank, a term, and the asterisks on the heading of intellectual property (148, criterion 3e).
DRAFT = """
id = "de-xuat-2023"
kind = "proposal"
title = { vi = "Dự thảo sửa đổi 148", en = "Draft amendment of 148" }
amends = "148"
from = 2023-06-01
reference = "Dự thảo tờ trình"

[bands]
5 = 95

[certificates]
months = 48

[[criteria]]
sets = [1]
no = "3e"
heading_star = "none"
"""
PLAN = """
id = "tinh"
title = "Kế hoạch của tỉnh"
period = { from = 2023-01-01, to = 2026-12-31 }
[[targets]]
id = "products"
label = "Sản phẩm"
measure = { type = "count" }
at_least = 2
source = "Kế hoạch"
"""
LAW = ocop.Rules()
RULES = LAW.amended(ocop.from_toml(ocop.Changes, DRAFT))
OLD, NEW = LAW.regime("148").rubric(1), RULES.regime("de-xuat-2023").rubric(1)
#: 98 points without a trademark, 93 without a trademark and more, and full marks.
SHEETS = {
    "held back": OLD.sheet(highest(OLD, **{"3e": 0})),
    "below": OLD.sheet(highest(OLD, **{"1a": 1, "2a": 1, "3e": 0})),
    "full": OLD.sheet(highest(OLD)),
}
LAST = date(2026, 12, 31)


def untouched():
    """What the law answers, by itself."""
    regime = LAW.regime("148")
    paper = ocop.Certificate(product="Trà", stars=4, issued_on=date(2024, 7, 1))
    return (
        [regime.rubric(number).digest for number in (1, 2, 26)],
        [(band.stars, band.least) for band in regime.bands],
        [each.id for each in LAW.regimes()],
        paper.last_valid_day,
        [ocop.score(sheet).stars for sheet in SHEETS.values()],
        OLD.criterion("3e").heading_star,
    )


BEFORE = untouched()


def test_the_sheet_is_scored_by_the_bands_and_the_minima_of_the_draft():
    assert (OLD.criterion("3e").heading_star, NEW.criterion("3e").heading_star) == (4, None)
    card = ocop.score(SHEETS["held back"])
    assert (card.stars_by_points, card.stars) == (5, 3)
    after = ocop.score(NEW.sheet(dict(SHEETS["held back"].choices)))
    assert (after.total, after.stars_by_points, after.stars) == (card.total, 5, 5)


def test_the_minimum_on_a_heading_can_be_taken_away_in_code_too():
    """notebooks 5: the same rubric came back, and the card was still held at 3 stars."""
    without = OLD.amended(Change("3e", min_star=0))
    assert without.criterion("3e").heading_star is None
    assert [changed.criterion for changed in without.changes] == ["3e"]
    assert ocop.score(without.sheet(dict(SHEETS["held back"].choices))).stars == 5
    with pytest.raises(InputError) as err:
        OLD.amended(Change("3e", 1, min_star=0))
    assert [fault.code for fault in err.value.faults] == ["change-heading-meant"]


def test_the_impact_says_who_moves_and_by_which_of_the_changes():
    result = ocop.impact(SHEETS, LAW, RULES)
    moves = {move.id: move for move in result.moves}
    places = [single.place for single in result.singles]
    assert sorted(places) == ["bands.5", "criteria.0", "term.months"]
    held_back = moves["held back"]
    assert (held_back.step, held_back.rest) == (2, 0)
    assert [places[one.single] for one in held_back.alone] == ["criteria.0"]
    assert [one.criterion for one in moves["held back"].freed] == ["3e"]
    assert moves["full"].step == 0
    for move in result.moves:
        assert move.after == ocop.score(NEW.sheet(dict(SHEETS[move.id].choices)))


def test_its_certificates_are_valid_for_as_long_as_the_draft_says():
    papers = [
        ocop.Certificate(product="Trà", stars=5, issued_on=date(2023, 7, 1), rules=rules)
        for rules in (LAW, RULES)
    ]
    assert [paper.last_valid_day for paper in papers] == [date(2026, 7, 1), date(2027, 7, 1)]
    (end,) = ocop.impact(papers[:1], LAW, RULES, on=LAST).ends
    assert [end.end_before, end.end_after] == [paper.last_valid_day for paper in papers]
    assert end.days == 365


def test_the_register_and_the_plan_follow():
    registry = ocop.Registry(
        [
            ocop.Recognition(name="Trà", stars=4, issued_on=date(2023, 7, 1)),
            ocop.Recognition(name="Mật ong", stars=3, issued_on=date(2024, 3, 1)),
            ocop.Recognition(name="Cu đơ", stars=3, issued_on=date(2023, 3, 1)),
        ]
    )
    result = ocop.impact(registry, LAW, RULES, on=LAST)
    standings = [(end.before.standing, end.after.standing) for end in result.ends]
    lapsed, valid = Standing.LAPSED, Standing.VALID
    assert standings == [(lapsed, valid), (valid, valid), (lapsed, lapsed)]
    assert [(month.before, month.after) for month in result.months if month.before] == [(1, 0)]
    plan = ocop.from_toml(ocop.Plan, PLAN)
    (products,) = result.plan(plan).outcomes
    assert (products.before.value, products.after.value) == (1, 2)
    assert (products.before.status.value, products.after.status.value) == ("open", "met")
    lower = plan.amended({"products": {"at_least": 1}})
    (products,) = result.plan(plan, lower).outcomes
    assert products.target_moved
    assert "at least 2" in str(result.plan(plan, lower))


def test_the_law_itself_stays_as_it_is():
    ocop.impact(SHEETS, LAW, RULES)
    ocop.impact(ocop.Registry(), LAW, RULES, on=LAST)
    assert untouched() == BEFORE
    assert LAW.regime("148").rubric(1) == OLD
    assert ocop.Rules().is_default
