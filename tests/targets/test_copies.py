"""Values that go to another process, into a set or a cache, and come back the same."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocop
from ocop.law.rules import Rules
from ocop.law.set_name import find_set
from ocop.targets.plan.plan import PlanReport
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot._shown import snapshot_data
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.testing.strategies import days, plan_reports, published, registries, wheres
from tests.public_values import values as values_of_every_class

PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)
ON = date(2027, 6, 30)


@st.composite
def values(draw):
    """One of the values that a registry gives."""
    registry = draw(registries(least=1, most=4))
    first, last = sorted((draw(days()), draw(days())))
    snapshot = registry.on(first, units={"districts": ["Can Lộc", "Vũ Quang"]})
    broken = registry.to_csv() + "x,y\n"
    return draw(
        st.sampled_from(
            (
                registry,
                registry.recognitions[0],
                snapshot,
                draw(published(registry=registry)),
                registry.between(first, last),
                registry.lapsing(first, last),
                Registry.from_csv(broken, lenient=True),
                Registry.from_records([{"name": ["a"], "stars": {"b": 1}}], lenient=True),
                draw(wheres()),
            )
        )
    )


@given(values(), st.sampled_from(PROTOCOLS))
def test_what_a_registry_gives_pickles_and_copies(value, protocol):
    """apps D5, hard A3."""
    for again in (
        pickle.loads(pickle.dumps(value, protocol)),
        copy.copy(value),
        copy.deepcopy(value),
    ):
        assert again == value
        assert hash(again) == hash(value)


@given(registries(), days())
def test_a_snapshot_that_travelled_counts_the_same(registry, on):
    snapshot = registry.on(on, units={"districts": ["Can Lộc"]})
    again = pickle.loads(pickle.dumps(snapshot))
    assert snapshot_data(again) == snapshot_data(snapshot)
    assert again.units == {"districts": ("Can Lộc",)}
    assert str(again) == str(snapshot)


VALUES = [
    value
    for kind, some in values_of_every_class().items()
    if kind.__module__.startswith(("ocop.targets.", "ocop.formats."))
    for value in some
]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_value_of_targets_pickles(protocol):
    """apps D5, hard A3"""
    assert len(VALUES) > 300
    for value in VALUES:
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value)
        assert again == value
        assert repr(again) == repr(value)


def test_every_value_of_targets_is_copied_and_can_be_a_key():
    for value in VALUES:
        for make in (copy.copy, copy.deepcopy):
            assert make(value) == value
        assert {value: value}[value] == value


def test_every_value_of_targets_comes_back_from_a_pool():
    """apps D5, hard A4"""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        back = pool.submit(copy.copy, VALUES).result(timeout=120)
    assert back == VALUES


def test_refusals_come_back_from_a_pool():
    for call in (
        lambda: ocop.from_dict(ocop.Registry, {"recognitions": [{"stars": "x"}, 3]}),
        lambda: ocop.from_toml(ocop.Plan, "id = 'x'"),
        lambda: ocop.plan("ha-tinh"),
        lambda: Registry.from_csv("x,y\n"),
    ):
        with pytest.raises(ocop.OcopError) as caught:
            call()
        again = pickle.loads(pickle.dumps(caught.value))
        assert (again.faults, str(again)) == (caught.value.faults, str(caught.value))


def test_no_field_of_a_value_can_be_changed_in_place():
    """hard A11"""
    for value in VALUES:
        if attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                if field.init:
                    assert not isinstance(getattr(value, field.name), list | dict | set), value


@given(registries(least=1), days(), st.sampled_from(("at-once", "after-old-term")))
def test_a_value_with_another_field_answers_as_one_made_so(registry, on, lower_rank):
    rules = Rules().read(lower_rank=lower_rank)
    for snapshot in (registry.on(on), registry.on(ON)):
        assert snapshot.notes is not None  # answers are kept, and are not to be handed on
    other = attrs.evolve(registry, rules=rules)
    assert other == Registry(registry.recognitions, rules=rules)
    made = Registry(registry.recognitions, rules=rules).on(on)
    for snapshot in (other.on(on), attrs.evolve(registry.on(ON), on=on, rules=rules)):
        assert snapshot == made
        assert snapshot_data(snapshot) == snapshot_data(made)
    fewer = attrs.evolve(registry, recognitions=registry.recognitions[1:])
    assert fewer.standings(on) == Registry(fewer.recognitions, rules=registry.rules).standings(on)
    one = registry.recognitions[0]
    assert attrs.evolve(one, code="9").product == "9"


@given(plan_reports(), days())
def test_a_report_of_another_plan_or_day_answers_for_it(report, on):
    later = max(on, report.snapshot.on)
    assert report.counts  # kept
    again = attrs.evolve(report, on=later)
    fresh = PlanReport(plan=report.plan, snapshot=report.snapshot, on=later, rules=report.rules)
    assert again == fresh
    assert again.outcomes == fresh.outcomes


def test_a_pool_gives_a_snapshot_back():
    """hard A3: a pool of processes could return none."""
    # nothing of this file is sent: the worker would import it
    of = partial(Snapshot.of, recognised=284, units={"districts": ["Can Lộc"]})
    told = [date(2024, month, 1) for month in range(1, 4)]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(of, told)) == [of(day) for day in told]


@settings(max_examples=10)
@given(wheres())
def test_lists_handed_in_are_copied(where):
    """hard A11: clearing the caller's list emptied the snapshot."""
    counts = [PublishedCount(where=where, value=3)]
    figures = [Indicator(id="staff", value=1, unit="people", on=ON, source="a test")]
    done = [Milestone(id="rules", done=True, on=ON, source="a test")]
    units = {"districts": ["Can Lộc"]}
    snapshot = Snapshot(on=ON, counts=counts, indicators=figures, milestones=done, units=units)
    before = hash(snapshot)
    for given_ in (counts, figures, done, units["districts"], units):
        given_.clear()
    assert hash(snapshot) == before
    assert len(snapshot.counts) == len(snapshot.indicators) == len(snapshot.milestones) == 1
    assert snapshot.units == {"districts": ("Can Lộc",)}


@pytest.mark.parametrize("field", ["stars", "provinces", "kinds", "status", "sets"])
def test_a_filter_copies_its_lists(field):
    """hard A11."""
    one = {"stars": 4, "kinds": "first", "sets": find_set("148", 11), "provinces": "x"}
    given_ = [*getattr(Where(), field)] or [one[field]]
    where = Where(**{field: given_})
    held = getattr(where, field)
    given_.clear()
    assert held == getattr(where, field) != ()
    assert hash(where)
