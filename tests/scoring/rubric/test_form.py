"""A rubric as plain data is enough to render a form of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.testing.strategies import rubrics, rules, sheets


def rows(form):
    return [row for part in form["parts"] for group in part["groups"] for row in group["criteria"]]


@given(rubrics(rules=rules()), st.sampled_from(["vi", "en"]))
def test_a_form_says_what_the_rubric_says(rubric, lang):
    form = rubric.to_dict(lang)
    assert json.loads(json.dumps(form)) == form
    assert (form["digest"], form["rules"]) == (rubric.digest, rubric.rules.version)
    assert sum(part["maximum"] for part in form["parts"]) == form["full_marks"]
    for row, criterion in zip(rows(form), rubric.criteria, strict=True):
        assert (row["no"], row["id"]) == (criterion.no, criterion.id)
        assert (row["label"], row["citation"]) == (criterion.label(lang), criterion.citation(lang))
        assert [option["points"] for option in row["options"]] == [
            option.points for option in criterion.options
        ]
        for option, of_table in zip(row["options"], criterion.options, strict=True):
            assert option["label"] == of_table.label(lang)
            assert option["branch"] == of_table.branch


@given(sheets(rubrics(rules=rules())))
def test_what_a_form_says_of_0_is_what_is_taken(sheet):
    """apps: an app had to find out by trial where 0 may be chosen."""
    rubric, asserted = sheet.rubric, {"exclusions": sheet.exclusions, "unmet": sheet.unmet}
    for row in rows(rubric.to_dict()):
        if row["choice"] == "many":
            assert row["zero"] is None
            continue
        dependents = {
            rubric._tables.nos[i]: None
            for i, decider, _ in rubric._tables.needs
            if rubric._tables.nos[decider] == row["no"]
        }
        chosen = {no: one for no, one in sheet.choices.items() if no not in dependents}
        taken = not rubric.check(chosen | {row["no"]: 0}, **asserted, partial=True)
        applies = row["no"] not in sheet.inapplicable
        means = row["zero"] and row["zero"]["id"]
        assert taken is (means == "none-of-these" or (means is not None and not applies))


@given(sheets(rubrics(rules=rules())))
def test_the_minima_of_a_form_are_those_that_are_missed(sheet):
    card = ocop.score(sheet)
    for row, line in zip(rows(sheet.rubric.to_dict("en")), card.lines, strict=True):
        marks = {(mark["stars"], mark["option"]) for mark in row["minima"]}
        assert {(one.stars, one.needs_option) for one in line.missed} <= marks
        needs = {need["criterion"] for need in row["needs"]}
        if row["no"] in sheet.inapplicable:
            assert needs


def test_of_a_checklist_nothing_is_ticked_and_0_is_no_line():
    form = ocop.regime("1048").rubric(26).to_dict("en")
    lists = [row for row in rows(form) if row["choice"] == "many"]
    assert lists
    assert {row["zero"] for row in lists} == {None}


def test_a_form_is_in_one_language():
    form = ocop.regime("26").rubric(21).to_dict("en")
    conditions = {one["id"]: one["label"] for one in form["conditions"]}
    assert list(conditions) == ["test-reports", "declaration"]
    assert conditions["declaration"] == "The law requires a declaration of the product's quality"
    with pytest.raises(InputError, match="not a language"):
        ocop.regime("26").rubric(1).to_dict("fr")
