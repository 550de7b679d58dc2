"""The lines that the scorecards of a rubric share are those that each would build."""

from __future__ import annotations

import gc
import pickle
import weakref

import attrs
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.scoring import Change, Sheet, score
from ocop.scoring.rubric.line import Line
from ocop.scoring.rubric.score import Score
from ocop.scoring.stars import missed_minima, withheld_by
from ocop.testing.strategies import rubrics, rules, scorecards, sheets, small_rubrics

any_cards = st.one_of(scorecards(rubrics(rules=rules())), scorecards(small_rubrics(rules=rules())))


def inapplicable(sheet: Sheet) -> set[str]:
    """The criteria that lack what they need, told from their conditions."""
    options = {criterion.no: held for criterion, held in sheet}
    readings = sheet.rules.readings
    return {
        criterion.no
        for criterion, _ in sheet
        for condition in criterion.conditions
        if condition.holds_under(readings)
        and (
            condition.id in sheet.unmet
            if condition.criterion is None
            else all(option.no <= condition.above for option in options[condition.criterion])
        )
    }


def lines_by_hand(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of a sheet, built from its options one by one."""
    readings, lacking = sheet.rules.readings, inapplicable(sheet)
    lines = []
    for criterion, held in sheet:
        missed = missed_minima(criterion, held, readings)
        ranks = withheld_by({each.stars for each in missed}, readings)
        lines.append(
            Line(
                criterion=criterion,
                held=held,
                points=sum(option.points for option in held),
                missed=missed,
                cap=min(ranks) - 1 if ranks else None,
                applicable=criterion.no not in lacking,
            )
        )
    return tuple(lines)


@given(any_cards)
def test_shared_lines_are_those_built_from_the_sheet(card):
    lines = lines_by_hand(card.sheet)
    assert card.lines == lines
    assert card.sheet.inapplicable == inapplicable(card.sheet)
    assert card.missed_minima == tuple(each for line in lines for each in line.missed)
    assert [card.line(line.criterion.no) for line in lines] == list(lines)
    assert [card.line(line.criterion.id) for line in lines] == list(lines)


@given(any_cards)
def test_groups_and_parts_are_sums_of_lines(card):
    def earned(at):
        return sum(line.points for line in lines_by_hand(card.sheet) if at(line.criterion))

    assert dict(card.groups) == {
        group.no: Score(earned(lambda criterion, of=group: criterion in of.criteria), group.maximum)
        for group in card.rubric.groups
    }
    assert dict(card.parts) == {
        part.id: Score(earned(lambda criterion, of=part: criterion.part == of.id), part.maximum)
        for part in card.rubric.parts
    }


@given(sheets(), st.data())
def test_two_cards_that_hold_the_same_share_its_line(sheet, data):
    other = data.draw(sheets(sheet.rubric))
    one, two = score(sheet).lines, score(other).lines
    for first, second in zip(one, two, strict=True):
        assert (first is second) == (first == second)


def test_what_cards_share_goes_with_their_rubric_and_is_no_part_of_its_value():
    rubric = ocop.regime("26").rubric(1)
    amended = rubric.amended(Change("1.1", 1, points=0))
    before, size = hash(amended), len(pickle.dumps(amended))
    card = score(amended.sheet({c.no: len(c.options) for c in amended.criteria}))
    assert card.lines
    assert card.groups
    assert hash(amended) == before
    assert len(pickle.dumps(amended)) == size
    assert amended == attrs.evolve(amended)
    assert pickle.loads(pickle.dumps(card)).lines == card.lines
    gone = weakref.ref(amended)
    del amended, card
    gc.collect()
    assert gone() is None
