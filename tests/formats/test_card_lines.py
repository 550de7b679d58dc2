"""Scorecards written by the form of their rubric: letter for letter what ``to_json`` writes."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.formats import card_lines
from ocop.formats.card_lines import CardLines
from ocop.testing.strategies import rubrics, rules, sheets

DATED = st.dates(date(2019, 8, 21), date(2030, 12, 31)).map(ocop.regime_on)


@given(st.data())
def test_a_line_is_the_json_of_its_card(data):
    lines = CardLines()
    for rubric in data.draw(st.lists(rubrics(regime=DATED, rules=rules()), max_size=2)):
        for sheet in data.draw(st.lists(sheets(rubric), max_size=3)):
            card = ocop.score(sheet)
            assert lines.line(card) == ocop.to_json(card)


def test_every_table_has_its_form():
    lines = CardLines()
    for regime in ocop.regimes():
        for number in (1, regime.sets[-1].number):
            rubric = regime.rubric(number)
            top = {c.no: [1] if c.choice == "many" else len(c.options) for c in rubric.criteria}
            for owner in ({}, {"product": 'Chè "50 %"', "place": "Xã A\\B"}):
                card = ocop.score(rubric.sheet(top, **owner))
                assert lines.line(card) == ocop.to_json(card)


def test_forms_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(card_lines, "_MOST", 2)
    lines = CardLines()
    rubrics_ = [ocop.regime("26").rubric(number) for number in (1, 2, 3)]
    for rubric in rubrics_:
        top = {c.no: len(c.options) for c in rubric.criteria}
        lines.line(ocop.score(rubric.sheet(top)))
    assert len(lines._forms) == 1


def test_missed_minima_are_written_as_they_are_alone():
    rubric, lines = ocop.regime("26").rubric(1), CardLines()
    top = {c.no: len(c.options) for c in rubric.criteria}
    missed = [ocop.score(rubric.sheet(top | {no: 1})) for no in top if no != "5.1"]
    assert sum(bool(card.capped_by) for card in missed) > 1
    for card in missed + missed:
        assert lines.line(card) == ocop.to_json(card)
