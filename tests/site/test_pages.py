"""Drawn pages hold all of the data: every level and minimum, every row of a decision, every question."""

from __future__ import annotations

import re

import pytest
from tools.site.language import LANGUAGES
from tools.site.markdown import plain
from tools.site.pages.catalogue import KINDS
from tools.site.pages.changes import AFTER, BEFORE
from tools.site.pages.rubrics import own_tables, rubric_path

from ocop import Rules, crosswalk, law
from ocop.scoring import diff

OWN = [regime for regime in law.regimes() if own_tables()[regime.id] == regime.id]


def rows(page: str) -> list[list[str]]:
    """The cells of every row of every table."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("regime", OWN, ids=lambda regime: regime.id)
def test_a_rubric_page_has_every_level_with_its_points_and_its_star(regime, lang):
    for one in regime.sets:
        rubric = regime.rubric(one)
        page = KINDS["rubrics"].draw(lang)[rubric_path(regime.id, one.number)]
        printed = [
            (cells[0], *cells[2:])
            for cells in rows(page)
            if len(cells) == 4 and cells[0].isdecimal()
        ]
        levels = [option for criterion in rubric.criteria for option in criterion.options]
        assert printed == [
            (str(one.no), str(one.points), f"{one.min_star}★" if one.min_star else "")
            for one in levels
        ]
        assert all(f"| {plain(option.label(lang))}" in page for option in levels)


@pytest.mark.parametrize("regime", OWN, ids=lambda regime: regime.id)
def test_a_rubric_page_has_every_minimum_exclusion_and_doubt(regime):
    for one in regime.sets:
        rubric = regime.rubric(one)
        page = KINDS["rubrics"].draw("vi")[rubric_path(regime.id, one.number)]
        held = {
            (f"{row['no']} {plain(row['label'])}", minimum["stars"])
            for part in rubric.to_dict("vi")["parts"]
            for group in part["groups"]
            for row in group["criteria"]
            for minimum in row["minima"]
        }
        said = {
            (cells[0], stars)
            for cells in rows(page)
            if len(cells) == 4 and cells[1].startswith(("mức", "–"))
            for stars, cell in zip((3, 4, 5), cells[1:], strict=True)
            if cell.startswith("mức")
        }
        assert said == held
        for exclusion in rubric.exclusions:
            assert f"| `{exclusion.id}` |" in page
        for doubt in rubric.doubts:
            assert plain(doubt.label("vi")) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_difference_of_a_set_stands_on_its_page(lang):
    pages = KINDS["changes"].draw(lang)
    for one in law.regimes()[-1].sets[::7]:
        page = pages[f"rules/changes/set-{one.number:02d}.md"]
        differing = [
            row for row in diff(BEFORE, AFTER, set=one.number).rows if row.kind != "regime"
        ]
        before_the_crosswalk = page[: page.index("| :---")]
        heads = before_the_crosswalk.count("|---|---|---|---|") + 1
        assert len(rows(before_the_crosswalk)) == len(differing) + heads
        laid = len(crosswalk(BEFORE, AFTER, set=one.number).to_records())
        assert len(rows(page)) == len(differing) + heads + laid + 1
        for row in differing:
            assert plain(row.place(lang)) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_decision_has_a_page_that_cites_each_of_its_rows(lang):
    pages = KINDS["decisions"].draw(lang)
    known = Rules().decisions()
    assert len(pages) == len(known) + 1
    newest = pages[f"rules/decisions/{known[-1].id}.md"]
    said = " ".join(cell for cells in rows(newest) for cell in cells)
    regime = law.regimes()[-1]
    for band in regime.bands:
        assert str(band.least) in said
    for level in regime.levels:
        assert plain(level.citation(lang)) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_open_question_is_asked_with_its_readings(lang):
    page = KINDS["questions"].draw(lang)["rules/questions.md"]
    for question in law.reading_questions():
        assert f"{{: #{question.id} }}" in page
        for reading in question.readings:
            assert f"| `{reading.id}` |" in page
    doubts = sum(len(regime.rubric(one).doubts) for regime in OWN for one in regime.sets)
    assert page.count("](../rules/rubrics/") == doubts
