"""What the face of the cycle hands on: what users construct, match on or annotate with."""

from __future__ import annotations

import inspect
import types

import attrs
import pytest

from ocop import cycle
from ocop.cycle.application.event import EVENTS

#: What stands at the top of the library too.
TOP = {
    "Application",
    "Ballot",
    "Certificate",
    "CouncilResult",
    "CouncilRules",
    "Event",
    "Verdict",
    "verdict",
}


def test_the_face_is_small_and_has_every_event():
    assert set(cycle.__all__) >= TOP | {kind.__name__ for kind in EVENTS.values()}
    assert len(set(cycle.__all__) - TOP) <= 28


def test_an_event_knows_its_row_and_its_kin():
    assert cycle.Event.kinds() == EVENTS
    for id_, kind in EVENTS.items():
        assert kind.rule().id == id_


@pytest.mark.parametrize("name", sorted(cycle.__all__))
def test_help_names_what_a_value_computes(name):
    """apps D11: a slotted class has no docstrings of its cached properties."""
    kind = getattr(cycle, name)
    if attrs.has(kind):
        fields = {field.name for field in attrs.fields(kind)}
        for own, member in inspect.getmembers(kind, inspect.isdatadescriptor):
            if own[0] != "_" and own not in fields:
                text = inspect.getdoc(
                    kind if isinstance(member, types.MemberDescriptorType) else member
                )
                assert text
                assert not isinstance(member, types.MemberDescriptorType) or f"{own}: " in text
