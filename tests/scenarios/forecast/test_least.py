"""What it would take: the least of an assumption is enough, and one step less is not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.scenarios.forecast import _jointly
from ocop.targets import Count, Cover, Distinct, Registry, Share
from ocop.targets.plan.bound import holds
from ocop.targets.where import Where
from tests.scenarios.forecast.cases import (
    DISTRICTS,
    EVERY_KIND,
    ON,
    UNTIL,
    named,
    plan,
    registry,
    suppose,
    target,
)

HA_TINH = ocop.plan("ha-tinh-2023-2025")


@pytest.mark.parametrize(
    ("renewal", "exact"),
    [("0", Fraction(94, 11)), ("0.5", Fraction(365, 66)), ("1", Fraction(83, 33))],
)
def test_ha_tinhs_300_by_renewal(renewal, exact):
    """8.55, 5.53 and 2.52 newcomers a month, exactly."""
    forecast = HA_TINH.forecast(registry(217), ocop.Assumptions(renewal=renewal), on=ON)
    least = forecast.needed("products")
    assert (least.value, least.step, least.reached) == (exact, None, 300)
    tenth = forecast.needed("products", tolerance="0.1")
    assert 0 <= tenth.value - exact < Fraction(1, 10)
    assert tenth.step == Fraction(1, 10)


def test_the_other_way_round():
    """With so many newcomers a month that rate of renewal does, and 1 % less does not."""
    how = ocop.Assumptions(new_per_month=6)
    least = HA_TINH.forecast(registry(217), how, on=ON).needed("products", vary="renewal")
    for rate, enough in ((least.value, True), (least.value - least.step, False)):
        changed = attrs.evolve(how, renewal=rate)
        forecast = HA_TINH.forecast(registry(217), changed, on=ON)
        assert (forecast.expected[-1].values["products"] >= 300) is enough


@given(
    st.sampled_from(("count", "share", "share-most", "entities", "gain", "recognised", "renewed")),
    st.sampled_from(("new_per_month", "renewal", "upgrade")),
    st.fractions(0, 1, max_denominator=10),
)
def test_one_step_less_misses(id_, vary, rate):
    how = suppose(renewal=rate)
    forecast = named(id_).forecast(registry(24), how, on=ON, until=date(2025, 12, 31))
    least = forecast.needed(id_, vary, tolerance="1/8")
    if least.value is None:
        assert least.reason is not None
        return

    def meets(value):
        if vary == "new_per_month":
            mix = {3: Fraction(9, 11), 4: Fraction(2, 11)}
            changed = suppose(renewal=rate, new_per_month={s: value * p for s, p in mix.items()})
        else:
            ranks = (3, 4) if vary == "upgrade" else (3, 4, 5)
            changed = attrs.evolve(how, **{vary: dict.fromkeys(ranks, value)})
        other = attrs.evolve(forecast, assumptions=changed)
        own = forecast.plan.target(id_)
        step = next(step for step in other.expected if step.on == own.by)
        value = step.values[id_]
        return value is not None and holds(own, None, value)

    assert meets(least.value)
    assert least.value == 0 or not meets(least.value - Fraction(1, 8))


@pytest.mark.parametrize("vary", ["new_per_month", "renewal"])
def test_one_step_less_misses_a_chance(vary):
    how = suppose(new_per_month={3: "1.2", 4: "0.3"}, renewal="0.7")
    forecast = named("count").forecast(registry(), how, on=ON, until=UNTIL)
    least = forecast.needed("count", vary, chance="90 %")
    assert least.chance == Fraction(9, 10)
    assert least.reached >= 0.9

    def chance(value):
        table = (
            {3: value * Fraction(4, 5), 4: value / 5}
            if vary == "new_per_month"
            else dict.fromkeys((3, 4, 5), value)
        )
        changed = attrs.evolve(how, **{vary: table})
        return attrs.evolve(forecast, assumptions=changed).chance("count").value

    assert chance(least.value) == least.reached
    assert chance(least.value - least.step) < 0.9


def test_not_by_this_lever():
    forecast = EVERY_KIND.forecast(registry(), suppose(renewal=0, new_per_month={}), on=ON)
    assert forecast.needed("count", "renewal").reason.en == "not by this assumption alone"
    assert forecast.needed("count", "renewal", chance="0.9").value is None
    # newcomers at 3★ alone only lower the share of 4★
    assert forecast.needed("share").reason.en == "not by this assumption alone"
    # so many at 3★ as the range allows, and no more
    assert 0 < forecast.needed("range").value < 3
    strict = plan(target("one", Count(), at_least=10**7))
    assert strict.forecast(registry(), suppose(), on=ON).needed("one").value is None
    assert strict.forecast(registry(), suppose(), on=ON).needed("one", chance=1).value is None
    out = plan(target("one", Count(where=Where.of(kind="first")), at_least=1))
    assert "kind" in out.forecast(registry(), suppose(), on=ON).needed("one").reason.en
    cover = Cover(of=Count(), at_least=9, units=DISTRICTS, level="district")
    covered = plan(target("one", cover, at_least=Fraction(1))).forecast(
        registry(), suppose(), on=ON
    )
    assert covered.needed("one").step == Fraction(1, 10)
    assert covered.needed("one", chance="0.9").reason.en.startswith("runs are needed")
    drawn = attrs.evolve(covered, runs=200, seed=1)
    assert drawn.needed("one", chance="0.9").reached >= 0.9


def test_what_is_met_already_needs_nothing():
    forecast = named("count").forecast(registry(100), suppose(renewal=1), on=ON)
    assert forecast.needed("count").value == 0
    assert forecast.needed("count", chance="0.5").value == 0


def test_what_is_to_be_passed_is_passed():
    over = plan(target("one", Count(), at_least=60, wording="over"))
    least = over.forecast(registry(), ocop.Assumptions(renewal=1), on=ON).needed("one")
    assert (least.value, least.step) == (Fraction(1, 10), Fraction(1, 10))


def test_a_share_of_nothing_is_none():
    forecast = named("share").forecast(Registry(), suppose(), on=ON)
    assert forecast.needed("share").reason.en == "not by this assumption alone"
    assert forecast.needed("share", "renewal").reason.en == "not by this assumption alone"


def test_a_range_that_newcomers_leap_over():
    """The least that reaches the one bound is above the other."""
    strict = ocop.Rules().read(range_top="missed")
    narrow = plan(target("one", Count(), at_least=61, at_most=Fraction(611, 10), wording=None))
    forecast = narrow.forecast(registry(rules=strict), ocop.Assumptions(renewal=1), on=ON)
    assert forecast.needed("one").value == Fraction(1, 33)
    assert forecast.needed("one", tolerance=1).value is None


def test_by_rounds():
    last = date(2027, 12, 31)
    only = plan(target("one", Count(), by=last, at_least=10), last=last)
    forecast = only.forecast(
        Registry(), ocop.Assumptions(new_per_round={3: 1, 4: 1}), on=date(2026, 6, 30)
    )
    assert forecast.needed("one", "new_per_round").value == Fraction(10, 3)
    assert forecast.needed_jointly().vary == "new_per_round"


def test_the_fewest_newcomers_for_all():
    how = suppose(new_kinds={"cooperative": 1}, new_entities=1)
    three = plan(
        target("count", Count(), at_least=90),
        target(
            "four",
            Share(part=Count(where=Where.of(stars=4)), whole=Count()),
            at_least=Fraction(1, 3),
        ),
        target(
            "five", Count(where=Where.of(stars=5)), by=date(2024, 12, 31), at_least=3, at_most=9
        ),
        target("few", Count(where=Where.of(stars=3)), at_most=70),
        target("entities", Distinct(of="entities"), at_least=70),
        target("cover", Cover(of=Count(), units=DISTRICTS, level="district"), at_least=1),
        target("out", Count(where=Where.of(kind="first")), at_least=1),
    )
    forecast = three.forecast(registry(), how, on=ON, until=date(2025, 12, 31))
    least = forecast.needed_jointly()
    assert least.targets == ("count", "four", "five", "few", "entities")
    assert [one.target for one in least.left_out] == ["cover", "out"]
    assert least.total == sum(least.by_stars.values())
    strict = attrs.evolve(forecast, assumptions=attrs.evolve(how, new_per_month=least.by_stars))
    for id_ in least.targets:
        own = three.target(id_)
        step = next(step for step in strict.expected if step.on == own.by)
        assert holds(own, own.at_most, step.values[id_]), id_
    # a tenth less of any misses one
    for stars, number in least.by_stars.items():
        if number:
            fewer = {**least.by_stars, stars: number - Fraction(1, 10)}
            less = attrs.evolve(forecast, assumptions=attrs.evolve(how, new_per_month=fewer))
            ends = [
                holds(
                    own, own.at_most, next(s for s in less.expected if s.on == own.by).values[id_]
                )
                for id_ in least.targets
                for own in (three.target(id_),)
            ]
            assert not all(ends), stars
    assert least.by_stars[5] == Fraction(1, 5)  # 21 months


def test_the_fewest_newcomers_may_not_be():
    def joint(*targets, **more):
        return plan(*targets).forecast(registry(), suppose(), on=ON).needed_jointly(**more)

    both = (target("a", Count(), at_least=90), target("b", Count(), at_most=30))
    assert joint(*both).reason.en == "no newcomers alone meet them together"
    assert joint(*both).total is None
    out = target("a", Count(where=Where.of(kind="first")), at_least=1)
    assert joint(out).reason.en == "there is no target to hold"


def test_it_may_be_too_much(monkeypatch):
    real, calls = _jointly.least, []

    def tired(*args):
        calls.append(args)
        if len(calls) > allowed:
            raise _jointly.TooMuchWork
        return real(*args)

    monkeypatch.setattr(_jointly, "least", tired)
    forecast = named("count").forecast(registry(), suppose(), on=ON)
    allowed = 0
    assert forecast.needed_jointly().reason.en == "not found within the bounds of the search"
    calls.clear()
    allowed = 1
    assert forecast.needed_jointly().total > 0


def test_drivers():
    how = suppose(upgrade="0.05", withdrawal="0.02", delay=2)
    count = named("count")
    day = count.target("count").by
    forecast = count.forecast(registry(24), how, on=ON, until=day)
    drivers = forecast.drivers("count")
    assert {driver.field for driver in drivers} == {
        *("renewal", "delay", "upgrade", "withdrawal", "new_per_month", "new_entities"),
    }
    assert [driver.swing for driver in drivers] == sorted(
        (driver.swing for driver in drivers), reverse=True
    )
    by_field = {driver.field: driver for driver in drivers}
    assert by_field["renewal"].lower < by_field["renewal"].higher
    assert by_field["delay"].lower > by_field["delay"].higher
    assert by_field["withdrawal"].lower > by_field["withdrawal"].higher
    assert by_field["new_entities"].swing == 0
    new = by_field["new_per_month"]
    assert new.chance_lower <= new.chance_higher
    more = {s: n * Fraction(11, 10) for s, n in how.new_per_month.items()}
    changed = attrs.evolve(forecast, assumptions=attrs.evolve(how, new_per_month=more))
    assert new.higher == next(s for s in changed.expected if s.on == day).values["count"]
    late = EVERY_KIND.forecast(registry(24), how, on=date(2026, 1, 1))
    assert late.drivers("count") == ()
    wide = {driver.field: driver for driver in forecast.drivers("count", step=1)}
    assert wide["renewal"].swing > by_field["renewal"].swing


BAD = {
    "not-known": [
        ("needed", ("x",), {}),
        ("needed", ("count", "delay"), {}),
        ("drivers", ("x",), {}),
    ],
    "not-above-zero": [
        ("needed", ("count",), {"tolerance": 0}),
        ("drivers", ("count",), {"step": "0 %"}),
        ("needed_jointly", (), {"tolerance": 0}),
    ],
    "above-one": [("needed", ("count",), {"chance": 90}), ("drivers", ("count",), {"step": 2})],
    "not-exact": [("needed", ("count",), {"chance": 0.9}), ("drivers", ("count",), {"step": 0.1})],
    "not-a-number": [("needed_jointly", (), {"tolerance": "x"})],
}


@pytest.mark.parametrize("code", BAD)
def test_faults(code):
    forecast = EVERY_KIND.forecast(registry(), suppose(), on=ON)
    for method, args, how in BAD[code]:
        with pytest.raises(ocop.OcopError) as err:
            getattr(forecast, method)(*args, **how)
        assert [fault.code for fault in err.value.faults] == [code]
