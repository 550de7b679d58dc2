"""20,000 recognitions: snapshot, seven plans, lapsing by month, beside a loop over dicts."""

from __future__ import annotations

import pytest

import ocop
from benchmarks import national
from ocop.targets import Registry
from ocop.targets.snapshot._shown import snapshot_data


@pytest.fixture(scope="module")
def rows():
    return national.rows()


@pytest.fixture(scope="module")
def recognitions(rows):
    return national.registry(rows).recognitions


def by_library(recognitions):
    """From recognitions to answers: nothing that was worked out before is used."""
    registry = Registry(recognitions)
    snapshot = registry.on(national.ON)
    snapshot_data(snapshot)
    reports = {plan.id: plan.evaluate(snapshot) for plan in ocop.plans()}
    return snapshot, reports, registry.lapsing(national.FIRST, national.LAST)


def test_both_count_the_same(rows, recognitions):
    told = national.by_hand(rows)
    snapshot, reports, months = by_library(recognitions)
    assert told["snapshot"] == {
        "valid": snapshot.valid,
        "lapsed": snapshot.lapsed,
        "withdrawn": snapshot.withdrawn,
        "superseded": snapshot.superseded,
    }
    assert told["stars"] == snapshot.valid_by_stars
    assert told["entities"] == snapshot.entities
    outcome = reports["ha-tinh-2023-2025"].outcome
    assert outcome("products").value == told["stars"].total()
    assert outcome("four-stars").part == told["stars"][4]
    assert outcome("cooperatives").part == told["kinds"]["cooperative"]
    assert outcome("enterprises").part == told["kinds"]["sme"]
    assert reports["ha-tinh-2019"].outcome("three-stars").value == told["2019"]
    hue = reports["thua-thien-hue-2020"].outcome
    assert hue("three-stars").value == told["2020"][3]
    assert hue("four-five-stars").value == told["2020"][4] + told["2020"][5]
    for plan in ("lang-son-2023-2025", "national-2021-2025"):
        found = reports[plan].outcome("upgraded")
        until = found.target.measure.period.last
        assert (found.part, found.whole) == told[f"again {until}"]
    assert {f"{m.days.first:%Y-%m}": len(m.recognitions) for m in months} == told["months"]


@pytest.mark.benchmark(group="national registry")
def test_yardstick_loop_over_dicts(benchmark, rows):
    benchmark(national.by_hand, rows)


@pytest.mark.benchmark(group="national registry")
def test_snapshot_plans_and_lapsing(benchmark, recognitions):
    ocop.plans()
    benchmark(by_library, recognitions)


@pytest.mark.benchmark(group="national registry, asked again")
def test_the_same_registry_asked_again(benchmark, recognitions):
    registry = Registry(recognitions)
    benchmark(lambda: snapshot_data(registry.on(national.ON)))
