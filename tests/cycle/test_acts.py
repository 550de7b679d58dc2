"""Acts: what each event needs and changes stands in one place, for every event."""

from __future__ import annotations

from ocop.cycle.application._move import _ACTS
from ocop.cycle.application.event import EVENTS


def test_every_event_has_its_act_and_its_row():
    assert {id_: act.kind for id_, act in _ACTS.items()} == dict(EVENTS)
    assert set(_ACTS) == {rule.id for rule in [kind.rule() for kind in EVENTS.values()]}
