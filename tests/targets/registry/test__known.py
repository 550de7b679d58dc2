"""A list as it was known on a day is one whose rows say no more than that."""

from __future__ import annotations

from hypothesis import given

from ocop.targets.plan.pace import as_known
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot._shown import snapshot_data
from ocop.targets.snapshot.dimension import DIMENSIONS
from ocop.testing.strategies import days, registries

EVENTS = ("withdrawn_on", "superseded_on", "re_evaluation_filed_on", "re_evaluation_decided_on")


def tells_of_later(row: Recognition, day) -> bool:
    told = [getattr(row, name) for name in EVENTS]
    return row.issued_on > day or any(event is not None and event > day for event in told)


@given(registries(early=True), days(), days())
def test_what_was_known_on_a_day(registry, day, asked):
    """What its columns share with those of the whole list is the same as reckoned anew."""
    known = as_known(registry.on(day))
    assert len(known.recognitions) == sum(row.issued_on <= day for row in registry)
    assert not any(tells_of_later(row, day) for row in known.recognitions)
    anew = Registry([*known.recognitions], rules=registry.rules)
    for on in (day, max(day, asked)):
        of_known = as_known(registry.on(day)) if on == day else known
        shared = Registry(of_known.recognitions, rules=registry.rules).on(on)
        assert snapshot_data(shared) == snapshot_data(anew.on(on))
        assert shared.distinct("products") == anew.on(on).distinct("products")
        assert [shared.by(one) for one in DIMENSIONS] == [anew.on(on).by(one) for one in DIMENSIONS]


@given(registries(), days())
def test_it_is_reckoned_once(registry, day):
    rows = [as_known(registry.on(day)).recognitions for _ in range(2)]
    assert rows[0] is rows[1]
