from __future__ import annotations

import random
import sys
from datetime import date
from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop import errors, scenarios
from ocop.scenarios.forecast import _drawn
from ocop.targets import Count, Cover, Distinct, Flow, IndicatorFigure, Registry, Share, Snapshot
from ocop.targets.where import Where
from ocop.testing.strategies.scenarios import forecasts
from ocop.text import Label
from tests.scenarios.forecast.cases import (
    DISTRICTS,
    EVERY_KIND,
    ON,
    TEN,
    UNTIL,
    named,
    plan,
    registry,
    suppose,
    target,
)

RUNS = 4000
EMPTY = Registry()


def forecast_of(name, runs):
    return EVERY_KIND.forecast(
        registry(), suppose(**TEN[name]), on=ON, until=UNTIL, runs=runs, seed=11
    )


@pytest.fixture(scope="module", params=list(TEN))
def simulated(request):
    return forecast_of(request.param, RUNS)


def test_exact_and_simulated_agree(simulated):
    """Within what 4000 runs may be off: 4.5 standard deviations."""
    exact = 0
    for each in EVERY_KIND.targets:
        drawn = simulated.chance(each.id, way="simulated")
        reckoned = simulated.chance(each.id, way="exact")
        assert drawn.runs == RUNS
        assert 0 < drawn.error < 0.02
        if reckoned.value is not None:
            exact += 1
            p = reckoned.value
            assert reckoned.error <= 1e-9
            assert abs(drawn.value - p) <= 4.5 * (p * (1 - p) / RUNS) ** 0.5 + 5 / RUNS, each.id
    assert exact >= len(EVERY_KIND.targets) - 1  # a fixed number is shared out among the places


def test_all_together_is_no_likelier_than_any(simulated):
    every = simulated.chance()
    assert every.value <= min(simulated.chance(t.id).value for t in EVERY_KIND.targets) + 0.03
    assert every.left_out == ()
    assert every.way == "simulated"


@pytest.mark.parametrize("name", ["as-it-is", "other-stars", "poisson"])
def test_fans_agree(name):
    simulated = forecast_of(name, 1500)
    for id_ in ("count", "gain", "renewed", "lapsed", "entities"):
        exact = simulated.fan(id_, (10, 50, 90))
        drawn = simulated.fan(id_, (10, 50, 90), way="simulated")
        assert [fan.on for fan in exact] == [step.on for step in simulated.expected]
        for a, b in zip(exact[::7], drawn[::7], strict=True):
            assert all(abs(x - y) <= 1 for x, y in zip(a.values, b.values, strict=True)), (id_, a)


@pytest.mark.parametrize("name", ["as-it-is", "everything"])
def test_fans_of_shares_and_covers_need_runs(name):
    ids = ("share", "cover", "cooperatives")
    three = plan(*(EVERY_KIND.target(id_) for id_ in ids))
    how = suppose(**TEN[name])
    simulated = three.forecast(registry(18), how, on=ON, until=UNTIL, runs=300, seed=11)
    for id_ in ids:
        assert simulated.fan(id_, way="exact") == ()
        fans = simulated.fan(id_)
        assert fans[0].values == (simulated.expected[0].values[id_],) * 5
        assert all(list(fan.values) == sorted(fan.values) for fan in fans)
    assert attrs.evolve(simulated, runs=0).fan("share") == ()


def test_the_same_seed_gives_the_same_whoever_works():
    def values(**how):
        forecast = EVERY_KIND.forecast(registry(), suppose(), on=ON, runs=1200, **how)
        every = [forecast.chance(t.id, way="simulated").value for t in EVERY_KIND.targets]
        return every, {key: row.tobytes() for key, row in forecast._met.items()}

    one = values(seed=3)
    assert values(seed=3, workers=4) == one
    assert values(seed=np.int64(3)) == one
    assert values(seed=4) != one
    # a generator gives its next number, so that it is another one the next time
    rng = np.random.default_rng(3)
    assert values(seed=rng) != values(seed=rng)
    assert values(seed=np.random.default_rng(5)) == values(seed=np.random.default_rng(5))
    one, other = (random.Random(5) for _ in range(2))  # noqa: S311 - seeds, and no secrets
    assert values(seed=one) == values(seed=other)


def test_a_bar_is_shown_where_it_is_asked(capsys):
    forecast = named("count").forecast(registry(), suppose(), on=ON, runs=600, seed=1)
    assert forecast.chance("count", way="simulated").value is not None
    assert capsys.readouterr().err == ""
    asked = attrs.evolve(forecast, progress=True)
    assert asked.chance("count", way="simulated") == forecast.chance("count", way="simulated")
    assert "2/2" in capsys.readouterr().err
    long = attrs.evolve(forecast, runs=5500)  # on a terminal only
    assert long.chance("count", way="simulated").runs == 5500
    assert capsys.readouterr().err == ""


def test_without_the_bar_runs_go_on(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    forecast = named("count").forecast(
        registry(), suppose(), on=ON, runs=600, seed=1, progress=True
    )
    assert forecast.chance("count", way="simulated").runs == 600


def test_runs_need_numpy_and_what_is_exact_does_not(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    forecast = EVERY_KIND.forecast(registry(), suppose(), on=ON, runs=10, seed=1)
    assert forecast.chance("count").way == "exact"
    with pytest.raises(errors.MissingExtra) as err:
        forecast.chance()
    assert err.value.faults[0].code == "numpy-missing"


#: New products a month that are expected to do for 300 on 31/12/2025, of 217 on 31/03/2023.
NEEDED = {"0": Fraction(94, 11), "0.5": Fraction(365, 66), "1": Fraction(83, 33)}


@pytest.mark.parametrize(("renewal", "needed"), NEEDED.items())
def test_ha_tinhs_300(renewal, needed):
    """About 8.5 without renewals, 5.5 with half of them, 2.5 with all."""
    way = ocop.plan("ha-tinh-2023-2025")
    forecast = way.forecast(
        registry(217), ocop.Assumptions(renewal=renewal, new_per_month=needed), on=ON
    )
    assert forecast.expected[-1].values["products"] == 300


@given(st.fractions(0, 1, max_denominator=20), st.fractions(0, 1, max_denominator=20))
def test_more_renewals_never_lower_the_chance_of_a_count(a, b):
    chances = [
        named("count")
        .forecast(registry(), suppose(renewal=rate), on=ON, until=UNTIL)
        .chance("count")
        .value
        for rate in sorted((a, b))
    ]
    assert chances[0] <= chances[1] + 1e-9


def test_under_other_rules():
    """48 months: what was issued before a proposal keeps its term, what comes has the new one."""
    text = """
        id = "de-xuat"
        kind = "proposal"
        title = { vi = "Giấy 48 tháng", en = "Certificates for 48 months" }
        amends = "148"
        from = 2023-07-01
        reference = "Dự thảo"
        [certificates]
        months = 48
    """
    rules = ocop.Rules().amended(ocop.from_toml(ocop.Changes, text))
    until = date(2026, 12, 31)
    only = attrs.evolve(named("count"), period=ocop.dates.DateRange(date(2023, 1, 1), until))
    now = only.forecast(registry(), suppose(), on=ON, until=until)
    then = only.forecast(registry(rules=rules), suppose(), on=ON, until=until)
    ends = [(a.in_force, b.in_force) for a, b in zip(now.expected, then.expected, strict=True)]
    assert all(a == b for a, b in ends[:36])
    # what came from July 2023 on would have ended from July 2026 on
    assert all(a < b for a, b in ends[-5:])
    assert "Giấy 48 tháng" in then.text("vi")
    with pytest.raises(ocop.InputError) as err:
        only.forecast(registry(rules=rules), suppose(), on=ON, until=until, rules=ocop.Rules())
    assert [fault.code for fault in err.value.faults] == ["other-rules"]


def test_what_was_filed_is_extended_by_the_registrys_law():
    row = next(iter(registry(1)))
    filed = attrs.evolve(
        row,
        issued_on=date(2023, 8, 1),
        re_evaluation_filed_on=date(2026, 6, 1),
    )
    only = plan(target("count", Count(), by=date(2026, 6, 30), at_least=1))
    # extended, at most 180 days past 1 August 2026
    forecast = only.forecast(
        Registry([filed]), ocop.Assumptions(), on=date(2026, 6, 15), until=date(2027, 3, 31)
    )
    assert [step.on for step in forecast.expected if step.in_force] == [
        date(2026, 6, 15),
        *(date(2026, month, 30) for month in (6,)),
        date(2026, 7, 31),
        date(2026, 8, 31),
        date(2026, 9, 30),
        date(2026, 10, 31),
        date(2026, 11, 30),
        date(2026, 12, 31),
    ]
    assert Registry([filed]).on(date(2027, 1, 28)).extended == 1


def test_what_is_to_be_valid_later_comes_then():
    row = next(iter(registry(1)))
    later = attrs.evolve(row, issued_on=date(2023, 3, 1), valid_from=date(2023, 6, 1))
    forecast = named("count").forecast(Registry([later]), ocop.Assumptions(), on=ON, until=UNTIL)
    first, last = (
        next(s.on for s in way if s.in_force)
        for way in (forecast.expected, reversed(forecast.expected))
    )
    assert (first, last) == (date(2023, 6, 30), date(2026, 5, 31))


def test_an_old_recognition_without_an_end_is_in_no_count():
    row = next(iter(registry(1)))
    old = attrs.evolve(row, issued_on=date(2018, 1, 1))
    ends = attrs.evolve(old, name="Khác", ends_on=date(2024, 5, 31))
    forecast = named("count").forecast(Registry([old, ends]), ocop.Assumptions(), on=ON)
    assert [step.in_force for step in forecast.expected][::7] == [1, 1, 1, 0, 0, 0]


def test_rounds():
    how = suppose(new_per_month={}, new_per_round=12)
    only = plan(target("count", Count(), by=date(2025, 12, 31), at_least=1))
    start = registry(on=date(2026, 6, 30))
    forecast = only.forecast(
        start, how, on=date(2026, 6, 30), until=date(2027, 12, 31), every="round"
    )
    came = {step.on: step.new[3] for step in forecast.expected}
    rounds = [r.decide_by for y in (2026, 2027) for r in ocop.cycle.Round.of_year(y)]
    assert {day for day, new in came.items() if new} == {
        day for day in rounds if date(2026, 6, 30) < day
    }
    assert sum(came.values()) == 12 * (len(came) - 2 + (rounds[-1] == date(2027, 12, 31)))
    assert forecast.chance("count").reason.en == "its day has passed"
    with pytest.raises(errors.NotRegulated):
        EVERY_KIND.forecast(registry(), how, on=ON, until=date(2025, 12, 31))


def test_published_totals():
    """11 at 4★ and 206 at 3★, issued evenly over the last term."""
    way = ocop.plan("ha-tinh-2023-2025")
    assumed = way.forecast(None, ocop.Assumptions(renewal="0.5", new_per_month=5))
    assert assumed.on == date(2023, 1, 1)
    assert assumed.expected[0].by_stars == {3: 206, 4: 11, 5: 0}
    days = ocop.dates.DateRange(date(2022, 1, 1), date(2022, 12, 31))
    said = way.forecast(None, ocop.Assumptions(renewal="0.5", new_per_month=5, stock_issued=days))
    # none of them ends before 2025
    assert said.expected[24].in_force == 217 + 24 * 5
    assert assumed.expected[24].in_force < 217 + 24 * 5
    assert "2020-01-01" in assumed.text("en")
    assert "2022-01-01" in said.text("en")
    assert "chưa chắc" in assumed.text("vi").lower()
    assert said.chance("cooperatives").reason.en.endswith("217")
    assert said.chance("products").value == pytest.approx(
        attrs.evolve(said, runs=RUNS, seed=2).chance("products", way="simulated").value, abs=0.03
    )
    early = ocop.dates.DateRange(date(2019, 9, 1), date(2022, 12, 31))
    with pytest.raises(ocop.InputError) as err:
        way.forecast(None, ocop.Assumptions(stock_issued=early))
    assert err.value.faults[0].code == "issued-out-of-force"
    with pytest.raises(errors.NotFoundError) as missing:
        way.forecast(Snapshot.of(ON, valid=217), ocop.Assumptions())
    assert missing.value.faults[0].code == "stars-not-published"


BAD = {
    "until-before-on": {"until": date(2022, 1, 1)},
    "too-far-ahead": {"until": date(2060, 1, 1)},
    "runs-without-a-seed": {"runs": 10},
    "not-a-seed": {"seed": "x"},
    "not-known": {"every": "day"},
    "out-of-range": {"workers": 0},
    "not-true-or-false": {"progress": 3},
    "not-a-whole-number": {"runs": 1.5},
}


@pytest.mark.parametrize("code", BAD)
def test_faults(code):
    with pytest.raises(ocop.InputError) as err:
        EVERY_KIND.forecast(registry(), suppose(), on=ON, **BAD[code])
    assert [fault.code for fault in err.value.faults] == [code]


def test_faults_of_the_start():
    def code(*args, **how):
        with pytest.raises(ocop.OcopError) as err:
            EVERY_KIND.forecast(*args, **how)
        return [fault.code for fault in err.value.faults]

    assert code(None, suppose()) == ["no-start"]
    assert code(registry(), suppose()) == ["registry-without-a-day"]
    assert code(3, suppose()) == ["not-of-kind"]
    assert code(registry(), 3, on=ON) == ["not-of-kind"]
    assert code(registry(), suppose(), on="x") == ["not-a-date"]
    totals = Snapshot.of(ON, valid={3: 5, 4: 1, 5: 0})
    assert code(totals, suppose(), on=UNTIL) == ["totals-of-another-day"]
    assert EVERY_KIND.forecast(totals, suppose(), on=ON).on == ON
    listed = registry().on(date(2023, 1, 31))
    assert EVERY_KIND.forecast(listed, suppose(), on=ON).on == ON


def test_faults_of_what_is_asked():
    forecast = EVERY_KIND.forecast(registry(), suppose(), on=ON)

    def code(ask, *args, **how):
        with pytest.raises(ocop.OcopError) as err:
            ask(*args, **how)
        return [fault.code for fault in err.value.faults]

    assert code(forecast.chance, "x") == ["not-known"]
    assert code(forecast.chance, "count", way="x") == ["not-known"]
    assert code(forecast.fan, "count", way="x") == ["not-known"]
    assert code(forecast.fan, "count", (0, 100, True, "x")) == [
        *("out-of-range", "out-of-range", "not-a-whole-number", "not-a-whole-number")
    ]
    assert code(forecast.fan, "count", "x") != []
    assert code(forecast.text, "fr") == ["not-a-language"]
    assert forecast.chance("cover").reason.en.startswith("runs are needed: a fixed number")
    assert forecast.chance("cover", way="exact").reason.en.startswith("a fixed number")
    assert forecast.chance("count", way="simulated").reason.en == "runs are needed"
    assert forecast.chance().reason.en == "runs are needed"


def reason(measure, how=None, start=None, by=date(2025, 12, 31), **bounds):
    bounds = bounds or {"at_least": 1}
    only = plan(target("one", measure, by=by, **bounds))
    until = date(2025, 12, 31)
    forecast = only.forecast(
        registry() if start is None else start, how or suppose(), on=ON, until=until
    )
    assert forecast.fan("one") == ()
    assert {step.values["one"] for step in forecast.expected} == {None}
    assert forecast.chance().reason.en == "no target is forecast"
    return forecast.chance("one").reason.en


def test_what_is_not_forecast_says_why():
    nothing = ocop.Assumptions(new_per_month=1)
    assert reason(IndicatorFigure(id="x")).startswith("no count")
    assert reason(Count(), by=date(2023, 2, 1)) == "its day has passed"
    assert reason(Count(), by=UNTIL) == "its day is after the last of the forecast"
    assert reason(Count(where=Where.of(kind="first"))).startswith("it asks for the kind")
    assert reason(Count(where=Where.of(status="valid"))).startswith("it asks for another standing")
    assert reason(Flow(event="superseded")) == "this event is not forecast"
    assert reason(Flow(event="new", where=Where.of(kind="first"))).startswith(
        "it asks for the kind"
    )
    assert reason(Count(where=Where.of(set=1)), start=EMPTY).endswith("sets of new products")
    assert reason(Count(where=Where.of(set=1))).startswith("whether products belong")
    assert reason(Count(where=Where.of(entity_kind="sme")), nothing).endswith("(new_kinds)")
    assert reason(Count(where=Where.of(district="Can Lộc")), nothing).endswith("(new_places)")
    assert reason(Distinct(of="entities"), nothing).endswith("(new_entities)")
    mixed = suppose(new_kinds={"enterprise": 1})
    assert "may be of the kind" in reason(Count(where=Where.of(entity_kind="sme")), mixed)
    share = Share(part=IndicatorFigure(id="x"), whole=Count())
    assert reason(share, at_least=Fraction(1, 2)).startswith("no count")
    both = Count(where=Where.of(district="Can Lộc", commune="X"))
    assert "two levels" in reason(both, start=EMPTY)
    baseline = Snapshot.of(date(2023, 1, 1), units={"none": ()})
    nowhere = target(
        "one", Cover(of=Count(), units="none", level="district"), at_least=Fraction(1, 2)
    )
    forecast = plan(nowhere, baseline=baseline).forecast(registry(), suppose(), on=ON)
    assert forecast.chance("one").reason.en == "there is no list of the places"
    cover = Cover(of=IndicatorFigure(id="x"), units=DISTRICTS, level="district")
    assert reason(cover, at_least=1).startswith("no count")
    cover = Cover(of=Count(where=Where.of(status="recognised")), units=DISTRICTS, level="district")
    assert reason(cover, at_least=1).startswith("it asks for another standing")
    gain = ocop.targets.Gain(of=IndicatorFigure(id="x"), since=1)
    assert reason(gain).startswith("no count")
    assert "baseline" in reason(ocop.targets.Gain(of=Count()))
    unnamed = Registry([attrs.evolve(row, entity=None) for row in registry(3)])
    assert reason(Distinct(of="entities"), start=unnamed).startswith("the entity is not known")
    unsaid = Registry(
        [attrs.evolve(row, kind=None, issued_on=date(2023, 2, 1)) for row in registry(3)]
    )
    assert "not recorded" in reason(Flow(event="new"), start=unsaid)
    recognised = Count(where=Where.of(status="recognised", set=1))
    assert "not recorded" in reason(recognised)


def test_what_is_simulated_says_why():
    def why(measure, how=None, **bounds):
        only = plan(target("one", measure, **bounds))
        return only.forecast(registry(), how or suppose(), on=ON).chance("one").reason.en

    half = {"at_least": Fraction(1, 2)}
    entities = Distinct(of="entities")
    assert "several places" in why(Cover(of=entities, units=DISTRICTS, level="district"), **half)
    poisson = suppose(newcomers_law="poisson")
    twice = Cover(of=Count(), units=("Can Lộc", "Huyện Can Lộc"), level="district")
    assert "overlap" in why(twice, poisson, **half)
    apart = Share(part=Distinct(of="products", where=Where.of(stars=4)), whole=entities)
    assert "need not be in the whole" in why(apart, **half)
    fine = Share(part=Count(where=Where.of(stars=4)), whole=Count())
    assert "too fine" in why(fine, at_least=Fraction(1234, 5677))


def test_a_target_of_every_year_is_held_in_the_first_that_is_not_over():
    yearly = target("one", Flow(event="new"), at_least=10, each="year")
    forecast = plan(yearly).forecast(registry(), suppose(), on=date(2024, 3, 31))
    assert forecast.chance("one").value == pytest.approx(
        plan(
            target(
                "one", Flow(event="new"), by=date(2024, 12, 31), first=date(2024, 1, 1), at_least=10
            )
        )
        .forecast(registry(), suppose(), on=date(2024, 3, 31))
        .chance("one")
        .value
    )


def test_nothing_there_and_nothing_to_come():
    forecast = named("share").forecast(Registry(), ocop.Assumptions(), on=ON, runs=100, seed=1)
    assert forecast.expected[-1].values["share"] is None
    assert forecast.chance("share").value == 0
    assert forecast.chance("share", way="simulated").value == 0
    assert forecast.fan("share")[0].values == (None,) * 5


def test_doubtful_rows_are_said():
    row = attrs.evolve(
        next(iter(registry(1))), issued_on=date(2022, 3, 1), until={"issued_on": date(2022, 3, 31)}
    )
    forecast = named("count").forecast(Registry([row]), ocop.Assumptions(), on=ON)
    assert "rows-in-doubt" in [note.id for note in forecast.notes]


def test_how_it_is_shown():
    forecast = EVERY_KIND.forecast(registry(), suppose(), on=ON, runs=500, seed=1)
    assert repr(forecast) == "<Forecast of thu from 2023-03-31 until 2026-06-30>"
    assert str(forecast) == forecast.text("en")
    for lang, words in (("vi", ("Dự báo", "giả định", "Tất cả cùng đạt")), ("en", ("assumed",))):
        text = forecast.text(lang)
        assert all(word in text for word in words)
        assert forecast.table(lang).markdown()
    assert "<table>" in forecast._repr_html_()
    sure = named("count").forecast(registry(), suppose(new_per_month="2.3"), on=ON)
    assert "> 99.99 %" in sure.text("en")
    never = named("count").forecast(registry(), suppose(new_per_month="0.9"), on=ON)
    assert "< 0.01 %" in never.text("en")
    doubted = attrs.evolve(EVERY_KIND.targets[0], doubt=Label("chưa chắc lắm", "not that sure"))
    assert "doubt: not that sure" in plan(doubted).forecast(registry(), suppose(), on=ON).text("en")
    part = plan(*EVERY_KIND.targets[:2], target("x", IndicatorFigure(id="x"), at_least=1))
    assert "1 targets" in part.forecast(registry(), suppose(), on=ON, runs=9, seed=1).text("en")


def test_what_ends_before_a_target_is_due_is_shown():
    """As the registry's own list of what lapses has it."""
    forecast = EVERY_KIND.forecast(registry(), suppose(), on=ON)
    rows = {
        target.id: row.cells
        for target, row in zip(EVERY_KIND.targets, forecast.table("en").rows, strict=False)
    }
    place = [column.head for column in forecast.table("en").columns].index("Ending by then")
    for id_ in ("count", "share", "four"):
        by = EVERY_KIND.target(id_).by
        months = registry().lapsing(ON, by)
        ends = [
            row
            for month in months
            for row, last in zip(month.recognitions, month.last_days, strict=True)
            if last < by and (id_ != "four" or row.stars == 4)
        ]
        assert rows[id_][place] == str(len(ends))
    assert rows["entities"][place] == rows["cover"][place] == rows["renewed"][place] == ""


def test_records():
    forecast = EVERY_KIND.forecast(registry(), suppose(), on=ON, runs=200, seed=1)
    records = forecast.to_records()
    assert len(records) == len(EVERY_KIND.targets) * len(forecast.expected)
    last = records[len(forecast.expected) - 1]
    assert last["target"] == "count"
    assert Fraction(last["in_force_exact"]) == forecast.expected[-1].in_force
    assert last["p05"] <= last["p50"] <= last["p95"]
    assert {key: type(value) for key, value in last.items()}["on"] is date
    without = attrs.evolve(forecast, runs=0).to_records()
    shares = [record for record in without if record["target"] == "share"]
    assert {record["p50"] for record in shares} == {None}


def test_many_ways_are_drawn_step_by_step(monkeypatch):
    forecast = named("share").forecast(
        registry(), suppose(upgrade="0.1", withdrawal="0.1"), on=ON, runs=300, seed=1
    )
    monkeypatch.setattr(_drawn, "_MOST_WAYS", 20)
    few = forecast.fan("share")
    assert [fan.on for fan in few] == [step.on for step in forecast.expected]


def test_the_value_is_public():
    assert scenarios.Forecast is type(EVERY_KIND.forecast(registry(), suppose(), on=ON))


@pytest.mark.parametrize("bounds", [{"at_most": "2/5"}, {"at_least": "3/10", "at_most": "2/5"}])
def test_a_share_may_be_bounded_above(bounds):
    """The top of a range binds where it is so read."""
    strict = ocop.Rules().read(range_top="missed")
    share = Share(part=Count(where=Where.of(district="Can Lộc")), whole=Count())
    only = plan(target("one", share, **{name: Fraction(end) for name, end in bounds.items()}))
    forecast = only.forecast(registry(rules=strict), suppose(), on=ON, runs=RUNS, seed=5)
    exact, drawn = (forecast.chance("one", way=way).value for way in ("exact", "simulated"))
    assert 0.1 < exact < 0.9
    assert abs(exact - drawn) < 4.5 * (exact * (1 - exact) / RUNS) ** 0.5
    joint = forecast.needed_jointly()
    changed = attrs.evolve(suppose(), new_per_month=joint.by_stars)
    then = only.forecast(registry(rules=strict), changed, on=ON)
    assert then.expected[-1].values["one"] <= Fraction(2, 5)


def test_what_has_no_share_is_nowhere():
    """Newcomers of a place that is not named; a rank that is named with nothing."""
    how = suppose(renewed_as={4: {4: 1, 3: 0}})
    only = plan(target("one", Count(where=Where.of(district="Vũ Quang")), at_least=1))
    forecast = only.forecast(registry(), how, on=ON)
    assert {step.values["one"] for step in forecast.expected} == {0}
    assert forecast.chance("one").value == 0


def test_a_value_of_another_type_is_a_fault():
    with pytest.raises(ocop.InputError) as err:
        scenarios.Forecast(plan=EVERY_KIND, snapshot=3, assumptions=suppose(), until=UNTIL)
    assert [fault.path for fault in err.value.faults] == [("snapshot",)]
    with pytest.raises(ocop.InputError) as err:
        EVERY_KIND.forecast(registry(), suppose(new_per_month=10**9), on=ON)
    assert [fault.path for fault in err.value.faults] == [("assumptions", "new_per_month")]


def test_runs_and_their_seed_are_said():
    forecast = named("count").forecast(registry(), suppose(), on=ON, runs=1500, seed=8)
    assert "1.500 lượt, hạt giống 8" in forecast.text("vi")


@given(forecasts())
def test_whatever_is_forecast_is_told(forecast):
    """Every answer is a value or a reason, in both languages."""
    assert forecast.text("vi")
    assert forecast.text("en")
    records = forecast.to_records()
    assert len(records) == len(forecast.plan.targets) * len(forecast.expected)
    assert (forecast.chance().value is None) is (forecast.chance().reason is not None)
    for each in forecast.plan.targets:
        chance = forecast.chance(each.id)
        assert (chance.value is None) is (chance.reason is not None)
        assert chance.value is None or 0 <= chance.value <= 1
        forecast.drivers(each.id)
        for least in (
            forecast.needed(each.id),
            forecast.needed(each.id, "renewal", chance="50 %", tolerance="1/4"),
        ):
            assert (least.value is None) is (least.reason is not None)
    joint = forecast.needed_jointly()
    assert (joint.total is None) is (joint.reason is not None)


WINDOW = """
    id = "de-xuat"
    kind = "proposal"
    title = { vi = "Nộp trước 150 ngày", en = "To be filed 150 days ahead" }
    amends = "26"
    from = 2026-06-01
    reference = "Dự thảo"
    [window]
    latest = 150
"""


def test_under_another_window():
    """What could no longer file when the window came is extended: 150 days ahead, that is more."""
    other = ocop.Rules().amended(ocop.from_toml(ocop.Changes, WINDOW))
    row = attrs.evolve(
        next(iter(registry(1))),
        issued_on=date(2023, 10, 1),  # until 1 October 2026, to be filed by 3 June or 4 May
        re_evaluation_filed_on=date(2026, 6, 2),
    )
    last = date(2027, 12, 31)
    only = plan(target("count", Count(), by=last, at_least=1), last=last)
    ends = []
    for rules in (ocop.Rules(), other):
        held = Registry([row], rules=rules)
        forecast = only.forecast(held, ocop.Assumptions(), on=date(2026, 6, 30))
        ends.append(max(step.on for step in forecast.expected if step.in_force))
    assert ends == [date(2026, 9, 30), date(2027, 2, 28)]
