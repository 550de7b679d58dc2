"""Acts: what each event needs and changes stands in one place, for every event."""

from __future__ import annotations

from typing import get_args

from ocop.cycle._rules import rows
from ocop.cycle.application._move import _ACTS
from ocop.cycle.application.event import EVENTS
from ocop.cycle.application.event_rule import DoneBy, EventDue


def test_every_event_has_its_act_and_its_row():
    assert {id_: act.kind for id_, act in _ACTS.items()} == dict(EVENTS)
    assert set(_ACTS) == {rule.id for rule in [kind.rule() for kind in EVENTS.values()]}


def test_the_closed_words_of_a_row_are_those_of_the_data():
    by, due = (set(get_args(words)) for words in (DoneBy, EventDue))
    rules = [kind.rule() for kind in EVENTS.values()]
    table = {row["by"] for row in rows("stages", "transitions") if "by" in row}
    assert {rule.by for rule in rules} | table == by
    assert {rule.due for rule in rules} - {None} == due
