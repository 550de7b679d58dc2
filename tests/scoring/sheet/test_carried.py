"""A sheet on the same table as changes leave it: each level by what it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

import ocop
from ocop.errors import InputError
from ocop.law import Changes
from ocop.scoring import Change
from ocop.scoring.sheet.carried import carried
from ocop.testing.strategies.scoring import sheets
from tests.scenarios.drafts import DRAFT, HEAD, LAW, amended, highest, sheets_of

RUBRIC = ocop.regime("26").rubric(1)
NEW = {"sets": [1], "no": "1.1", "vi": "Mới", "en": "New"}


def level(sheet, no="1.1"):
    """The words of the level held."""
    return sheet.options(no)[0].label.vi


@given(sheets())
def test_on_its_own_rubric_a_sheet_is_itself(sheet):
    assert carried(sheet, sheet.rubric) is sheet


@given(sheets_of(sets=(1,)))
def test_what_is_held_is_the_same_level_with_another_number(sheet):
    after = amended(criteria=[{**NEW, "after": 0, "points": 1}])
    rubric = after.regime("nhap").rubric(1)
    held = sheet.choices["1.1"]
    there = carried(sheet, rubric)
    assert there.choices["1.1"] == (held + 1 if held else 0)
    assert carried(there, sheet.rubric) == sheet
    assert there.owner == sheet.owner
    assert ocop.score(there).total == ocop.score(sheet).total


def test_a_level_that_came_is_told_by_its_words_in_every_version_of_a_draft():
    first = amended(criteria=[{**NEW, "after": 0, "points": 0}])
    second = amended(
        criteria=[
            {"sets": [1], "no": "1.1", "option": 1, "points": "none"},
            {**NEW, "vi": "Khác", "en": "Other", "after": 1, "points": 1},
            {**NEW, "after": 2, "points": 2},
        ]
    )
    ones, others = (rules.regime("nhap").rubric(1) for rules in (first, second))
    sheet = ones.sheet(highest(ones, **{"1.1": 1}))
    assert level(sheet) == level(carried(sheet, others)) == "Mới"


def test_changes_on_changes_are_followed_one_after_the_other():
    second = {**HEAD, "id": "nhap-2", "amends": "nhap"}
    rows = [{"sets": [1], "no": "1.1", "option": 1, "points": "none"}]
    both = DRAFT.amended(Changes.from_dict({**second, "criteria": rows}))
    sheet = RUBRIC.sheet(highest(RUBRIC))
    there = carried(sheet, both.regime("nhap-2").rubric(1))
    assert there.choices["1.1"] == 1
    assert level(there) == level(sheet)
    what_if = RUBRIC.amended(Change("1.2", 1, points=1))
    assert carried(sheet, what_if).choices == sheet.choices


def test_a_level_that_is_gone_is_a_fault_in_a_checklist_too():
    with pytest.raises(InputError, match="no longer in the table"):
        carried(RUBRIC.sheet(highest(RUBRIC, **{"1.1": 2})), DRAFT.regime("nhap").rubric(1))
    festival = ocop.regime("1048").rubric(26)
    row = {"sets": [26], "no": "6", "option": 1, "points": "none"}
    old = {"amends": "1048", "from": date(2020, 1, 1)}
    there = amended(criteria=[row], **old).regime("nhap").rubric(26)
    sheet = festival.sheet(highest(festival, **{"6": [2, 3]}))
    assert carried(sheet, there).choices["6"] == (1, 2)
    with pytest.raises(InputError) as err:
        carried(festival.sheet(highest(festival, **{"6": [1, 2]})), there)
    assert [fault.code for fault in err.value.faults] == ["level-dropped"]


def test_another_table_is_a_fault():
    old = ocop.regime("148").rubric(1)
    with pytest.raises(InputError, match="is on the table of"):
        carried(old.sheet(highest(old)), RUBRIC)


def test_what_the_rules_no_longer_ask_falls_away():
    gone = amended(exclusions=[{"id": "forged-dossier", "kind": "none"}]).regime("nhap").rubric(1)
    sheet = RUBRIC.sheet(highest(RUBRIC), exclusions=["forged-dossier"])
    assert carried(sheet, gone).exclusions == ()
    assert LAW.is_default
