"""Blank sheets: filled in, they are sheets."""

from __future__ import annotations

import ocop


def top(rubric):
    """Every highest level; in a checklist every line."""
    return {
        c.no: list(range(1, len(c.options) + 1)) if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }


def test_blank_sheets_can_be_filled_in():
    for regime in ocop.regimes():
        for each in regime.sets:
            rubric = regime.rubric(each)
            for lang in ("vi", "en"):
                text = rubric.blank_sheet(lang)
                filled = text
                for no, choice in top(rubric).items():
                    assert f'# "{no}" =\n' in filled
                    filled = filled.replace(f'# "{no}" =\n', f'"{no}" = {choice}\n')
                assert ocop.from_toml(ocop.Sheet, filled) == rubric.sheet(top(rubric))


def test_a_blank_sheet_asks_for_the_conditions_that_only_it_can_tell():
    text = ocop.regime("26").rubric(21).blank_sheet("en")
    assert "declaration: The law requires a declaration of the product's quality" in text
    assert "\nunmet = []\n" in text
    assert "unmet" not in ocop.regime("26").rubric(26).blank_sheet("en")


def test_a_blank_sheet_keeps_what_was_changed():
    """A form under a proposal, filled in, was scored by the law."""
    table = {
        "id": "de-xuat",
        "kind": "proposal",
        "title": {"vi": "Dự thảo\nhai dòng", "en": "A draft"},
        "amends": "26",
        "from": "2026-06-01",
        "reference": "x",
        "bands": {"4": 75},
    }
    draft = ocop.Rules().amended(ocop.from_dict(ocop.Changes, table)).read(star_minima="own")
    rubric = draft.regime("de-xuat").rubric(1).amended(bands={4: 76})
    filled = rubric.blank_sheet()
    for no, choice in top(rubric).items():
        filled = filled.replace(f'# "{no}" =\n', f'"{no}" = {choice}\n')
    assert ocop.from_toml(ocop.Sheet, filled) == rubric.sheet(top(rubric))
