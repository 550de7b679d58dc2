"""Sheets taken over to another table."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.law.set_pair import set_pairs
from ocop.scoring import Change
from ocop.scoring.matching import has_same_levels, same_words
from ocop.testing.strategies import drafts, rules, sheets

OLD, NEW = ocop.regime("148").rubric(1), ocop.regime("26").rubric(1)
BEST = OLD.sheet(
    {c.no: len(c.options) for c in OLD.criteria},
    product="Trà",
    exclusions=[OLD.exclusions[0].id],
)


def reasons(taken):
    return {each.criterion: each.reason for each in taken.review}


@st.composite
def both(draw):
    """A sheet or a draft of one decision, and the rubric of a set that answers it in another."""
    old, new = (draw(rules()).regime(draw(st.sampled_from(["1048", "148", "26"]))) for _ in "ab")
    pairs = [pair for pair in set_pairs(old.numbering, new.numbering) if None not in pair]
    before, after = draw(st.sampled_from(pairs))
    kind = draw(st.sampled_from([sheets, drafts]))
    return draw(kind(old.rubric(before))), new.rubric(after)


@given(both())
def test_what_is_taken_over_says_the_same(drawn):
    sheet, rubric = drawn
    assume(rubric.rules.readings.tourism_cases == "noted")
    taken = sheet.carry_to(rubric)
    anew = reasons(taken)
    assert {each.no for each in rubric.criteria} >= set(anew)
    assert set(taken.draft.missing) <= set(anew)
    for criterion in rubric.criteria:
        if criterion.no in anew:
            assert criterion.no not in taken.draft.choices
            continue
        before = sheet.rubric.criterion(criterion.id)
        assert same_words(before.label, criterion.label)
        assert has_same_levels(before, criterion)
        if criterion.no not in taken.draft.inapplicable:
            assert taken.draft.choices[criterion.no] == sheet.choices[before.no]
    for lang in ("vi", "en"):
        assert taken.text(lang)


@given(sheets())
def test_a_sister_product_has_all_of_it(sheet):
    taken = sheet.carry_to(sheet.rubric, product="Trà lài")
    assert taken.review == ()
    assert dict(taken.draft.choices) == dict(sheet.choices)
    assert taken.draft.unmet == sheet.unmet
    assert taken.exclusions == sheet.exclusions
    assert taken.draft.exclusions == ()
    assert dict(taken.draft.owner.fields) == {"product": "Trà lài"}
    assert sheet.carry_to(sheet.rubric).draft.owner == sheet.owner


def test_to_another_decision():
    taken = BEST.carry_to(NEW)
    assert (len(taken.draft.choices), len(taken.review)) == (12, 20)
    assert reasons(taken) | {"1.2": "not-there", "3.5": "other-words"} == reasons(taken)
    lines = taken.text("en").splitlines()
    assert lines[:3] == [
        "12 of 32 criteria taken over",
        "To be reviewed:",
        "  1a → 1.1 Product origin: in other words",
    ]
    assert lines[-1] == f"Exclusions on the old sheet: {OLD.exclusions[0].id}"
    assert str(taken) == taken.text("en")
    assert str(taken.review[1]).startswith("1.2 Quality-certified raw-material area: not in the")
    records = taken.to_records("en")
    assert [r["criterion"] for r in records if r["reason"]] == [r.criterion for r in taken.review]
    assert records[1]["reason_text"] == "not in the old table"
    assert {r["options"] for r in records if r["criterion"] in {"1.3", "1.1"}} == {"3", None}
    assert len(taken.table("vi").rows) == 32
    assert reasons(taken)["12"] == "other-words"  # now judged by contracts that were performed


#: Of tourism: "outside the province" says the same, and means less in a larger one.
MERGED = {"value-chain-promotion-linkage", "story-presentation"}


@pytest.mark.parametrize(("old", "new"), [("148", "26"), ("1048", "148"), ("781", "148")])
def test_what_is_taken_over_is_certain_by_the_crosswalk(old, new):
    """Two ways to the same: by the words of the tables, and as they were read side by side."""
    for laid in ocop.crosswalk(old, new):
        sheet = laid.old.sheet(
            {c.no: [1] if c.choice == "many" else len(c.options) for c in laid.old.criteria}
        )
        certain = ocop.crosswalk(sheet, laid.new).draft.choices
        taken = sheet.carry_to(laid.new).draft.choices
        other = {no for no in taken if certain.get(no) != taken[no]}
        assert {laid.new.criterion(no).id for no in other} <= MERGED


def test_a_level_that_no_product_may_lack_any_more():
    sheet = NEW.sheet({**{c.no: len(c.options) for c in NEW.criteria}, "1.1": 0})
    amended = NEW.amended(Change("1.1", 1, points=0))
    assert reasons(sheet.carry_to(amended)) == {"1.1": "no-level"}
    assert sheet.carry_to(amended).draft.missing == ("1.1",)


def test_without_a_story():
    told = {c.no: len(c.options) for c in NEW.criteria if c.no not in {"5.2", "5.3"}}
    sheet = NEW.sheet(told | {"5.1": 1})
    assert sheet.carry_to(NEW).review == ()
    assert sheet.carry_to(NEW).draft.missing == ()
    part = NEW.sheet({"1.1": 1}, partial=True)
    assert set(reasons(part.carry_to(NEW)).values()) == {"no-level"}


def test_another_condition():
    """No table of the law differs from its next in this alone."""
    criterion = NEW.criterion("9")
    assert criterion.conditions
    free = attrs.evolve(criterion, conditions=())
    groups = [
        attrs.evolve(g, criteria=tuple(free if c.no == "9" else c for c in g.criteria))
        for g in NEW.groups
    ]
    parts = [attrs.evolve(p, groups=tuple(g for g in groups if g.part == p.id)) for p in NEW.parts]
    sheet = NEW.sheet({c.no: len(c.options) for c in NEW.criteria})
    assert reasons(sheet.carry_to(attrs.evolve(NEW, parts=tuple(parts)))) == {
        "9": "other-condition"
    }


@pytest.mark.parametrize("rubric", [None, "26", 1, BEST])
def test_to_a_rubric_alone(rubric):
    with pytest.raises(InputError):
        BEST.carry_to(rubric)


def test_a_story_that_is_needed_by_another_reading():
    """26/2026 prints at 5.2 that it needs a story; by the default reading 5.3 needs one too."""
    free = NEW.under(ocop.Rules().read(story_scope="as-printed"))
    told = {c.no: len(c.options) for c in NEW.criteria if c.no != "5.2"} | {"5.1": 1}
    there = free.sheet(told).carry_to(NEW)
    assert there.review == ()
    assert there.draft.inapplicable == {"5.2", "5.3"}
    without = NEW.sheet({no: option for no, option in told.items() if no != "5.3"})
    assert reasons(without.carry_to(free)) == {"5.3": "no-level"}


def test_a_condition_that_stays_unmet():
    rubric = NEW.amended(Change("1.1", 1, points=0))
    choices = {c.no: len(c.options) for c in NEW.criteria}
    of_reports = [c.no for c in NEW.criteria if any(x.id == "test-reports" for x in c.conditions)]
    assert of_reports
    for no in of_reports:
        del choices[no]
    taken = NEW.sheet(choices, unmet=["test-reports"]).carry_to(rubric)
    assert set(taken.draft.unmet) == {"test-reports"}
    assert not set(of_reports) & set(reasons(taken))
    assert not set(of_reports) & set(taken.draft.missing)
