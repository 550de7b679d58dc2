"""A story gained or lost takes along what needs it."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.scoring import score
from ocop.testing.strategies import rubrics, rules, scorecards

RUBRIC = ocop.regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
CARD = score(RUBRIC.sheet(TOP))


def test_a_story_lost_takes_along_what_needs_it():
    """apps G4: an app that set 5.1 to "no story" was refused."""
    without = CARD.with_choice("5.1", 1)
    assert without.total == 88
    assert without.sheet.inapplicable == {"5.2", "5.3"}
    assert without == CARD.with_choices({"5.1": 1, "5.2": None, "5.3": 0})


def test_a_story_gained_brings_in_what_needs_it_at_its_least():
    without = CARD.with_choice("5.1", 1)
    gained = without.with_choice("5.1", 5)
    least = {no: 1 for no in ("5.2", "5.3") if RUBRIC.criterion(no).zero_option}
    assert {no: gained.sheet.choices[no] for no in ("5.2", "5.3")} == {"5.2": 0, "5.3": 0} | least
    assert without.with_choices({"5.1": 5, "5.2": 3}).sheet.choices["5.2"] == 3
    assert without.with_choices({"5.1": 5, "5.2": 3, "5.3": 4}) == CARD
    # a story that was there before changes nothing else
    assert CARD.with_choice("5.1", 4).sheet.choices == CARD.sheet.choices | {"5.1": 4}


def test_what_cannot_be_none_of_the_levels_comes_in_at_the_lowest():
    strict = RUBRIC.under(ocop.Rules().read(none_of_these="fault"))
    without = score(strict.sheet(TOP)).with_choice("5.1", 1)
    gained = without.with_choice("5.1", 5)
    assert [gained.sheet.choices[no] for no in ("5.2", "5.3")] == [1, 1]


def with_criterion(rubric, no, **changes):
    """A rubric of which one criterion is another, as no table has it yet."""

    def group(one):
        criteria = (attrs.evolve(c, **changes) if c.no == no else c for c in one.criteria)
        return attrs.evolve(one, criteria=tuple(criteria))

    parts = (attrs.evolve(one, groups=tuple(map(group, one.groups))) for one in rubric.parts)
    return attrs.evolve(rubric, parts=tuple(parts))


def test_a_checklist_comes_in_with_nothing_ticked():
    rubric = with_criterion(RUBRIC, "5.2", choice="many")
    without = score(rubric.sheet(TOP | {"5.1": 1, "5.2": [], "5.3": 0}))
    assert without.with_choice("5.1", 5).sheet.choices["5.2"] == ()


def test_what_needs_more_than_the_story_stays_out():
    (tests,) = RUBRIC.criterion("9").conditions
    conditions = (*RUBRIC.criterion("5.2").conditions, tests)
    rubric = with_criterion(RUBRIC, "5.2", conditions=conditions)
    chosen = {no: level for no, level in TOP.items() if no not in {"5.2", "5.3", "9"}}
    without = score(rubric.sheet(chosen | {"5.1": 1}, unmet=[tests.id]))
    gained = without.with_choice("5.1", 5)
    assert gained.sheet.inapplicable == {"5.2", "9"}


@given(scorecards(rubrics(rules=rules())), st.data())
def test_what_a_form_offers_is_taken(card, data):
    rubric, sheet = card.rubric, card.sheet
    form = rubric.to_dict("en")
    cases = form["same_case"]
    rows = [
        row
        for part in form["parts"]
        for group in part["groups"]
        for row in group["criteria"]
        if row["no"] not in {*sheet.inapplicable, *cases}
    ]
    row = data.draw(st.sampled_from(rows))
    options = [option["no"] for option in row["options"]]
    if row["zero"] and row["zero"]["id"] == "none-of-these":
        options.append(0)
    choice = data.draw(st.sampled_from(options))
    offered = [choice] if row["choice"] == "many" else choice
    new = card.with_choice(row["no"], offered)
    asserted = {"exclusions": sheet.exclusions, "unmet": sheet.unmet, **sheet.owner.fields}
    assert new == score(rubric.sheet(new.sheet.choices, **asserted))
    changed = {
        i for i, (a, b) in enumerate(zip(sheet._held, new.sheet._held, strict=True)) if a != b
    }
    place = rubric._tables.place[row["no"]]
    dependents = {i for i, decider, _ in rubric._tables.needs if decider == place}
    assert changed <= {place, *dependents}
