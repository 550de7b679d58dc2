"""The figures that provinces published, from registers built to them, to the day.

Every lapsed product had its last valid day on the day before, every valid one has it on the day
itself: one day more or less, or the other reading of the last day, and no figure would be right.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.cycle.certificate.term import extensions_since, last_valid_day
from ocop.dates import DateRange, add_months
from ocop.errors import InputError
from ocop.formats.door import from_toml
from ocop.law.rules import Rules
from ocop.targets.plan.measure import Cohort, Cover, Flow, IndicatorFigure
from ocop.targets.plan.reckoning import reckon
from ocop.targets.plan.shipped import plan
from ocop.targets.registry.flow import FLOW_EVENTS
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.testing.strategies import registries

DAY = timedelta(days=1)

# province, day, recognised, lapsed by stars, valid by stars (facts as the provinces reported them)
FIGURES = {
    "ha-tinh-2023-2025": (date(2023, 7, 1), 284, {3: 64, 4: 3}, {3: 206, 4: 11}),
    "lang-son-2023-2025": (date(2022, 12, 31), 94, {3: 8, 4: 2}, {3: 65, 4: 19}),
}
RULES = [Rules().read(last_valid_day=each) for each in ("anniversary", "day-before")]


def issued_for(last: date, rules: Rules) -> date:
    """The day of issue of a certificate whose last valid day is ``last``."""
    anniversary = last if rules.readings.last_valid_day == "anniversary" else last + DAY
    issued = add_months(anniversary, -36)
    assert last_valid_day(issued, rules=rules) == last
    return issued


def register(id_: str, rules: Rules) -> Registry:
    on, _, lapsed, valid = FIGURES[id_]
    return Registry(
        (
            Recognition(
                code=f"{last}-{stars}-{n}",
                name="Sản phẩm",
                stars=stars,
                issued_on=issued_for(last, rules),
            )
            for last, by_stars in ((on - DAY, lapsed), (on, valid))
            for stars, number in by_stars.items()
            for n in range(number)
        ),
        rules=rules,
    )


@pytest.mark.parametrize("rules", RULES, ids=lambda each: each.readings.last_valid_day)
@pytest.mark.parametrize("id_", FIGURES)
def test_a_register_built_to_the_figures_gives_them(id_, rules):
    on, recognised, lapsed, valid = FIGURES[id_]
    registry = register(id_, rules)
    snapshot = registry.on(on)
    assert snapshot.recognised == recognised == sum(lapsed.values()) + sum(valid.values())
    assert snapshot.lapsed == sum(lapsed.values())
    assert snapshot.by("stars", status=("lapsed",)) == {3: 0, 4: 0, 5: 0} | lapsed
    assert snapshot.in_force == snapshot.valid == sum(valid.values())
    assert snapshot.valid_by_stars == {3: 0, 4: 0, 5: 0} | valid
    assert snapshot.withdrawn == snapshot.superseded == snapshot.extended == 0
    assert len(snapshot.rows().sure) == sum(valid.values())
    # the day before nothing had lapsed, the day after everything has
    assert registry.on(on - DAY).lapsed == 0
    assert registry.on(on + DAY).lapsed == recognised


@pytest.mark.parametrize("rules", RULES, ids=lambda each: each.readings.last_valid_day)
@pytest.mark.parametrize("id_", FIGURES)
def test_the_other_reading_of_the_last_day_gives_other_figures(id_, rules):
    on, recognised, _, _ = FIGURES[id_]
    other = next(each for each in RULES if each != rules)
    told = Registry(register(id_, rules).recognitions, rules=other).on(on)
    all_lapsed = rules.readings.last_valid_day == "anniversary"
    assert told.lapsed == (recognised if all_lapsed else 0)


@pytest.mark.parametrize("rules", RULES, ids=lambda each: each.readings.last_valid_day)
@pytest.mark.parametrize("id_", FIGURES)
def test_the_plan_says_the_same_of_the_register_as_of_the_totals(id_, rules):
    on, recognised, lapsed, valid = FIGURES[id_]
    counted = register(id_, rules).on(on)
    totals = Snapshot.of(
        on, recognised=recognised, lapsed=sum(lapsed.values()), valid=sum(valid.values())
    )
    by_stars = Snapshot.of(on, recognised=recognised, lapsed=lapsed, valid=valid)
    for told in (totals, by_stars):
        assert (told.recognised, told.lapsed, told.valid) == (
            counted.recognised,
            counted.lapsed,
            counted.valid,
        )
    for ours, theirs in zip(
        plan(id_).evaluate(counted).outcomes, plan(id_).evaluate(by_stars).outcomes, strict=True
    ):
        if theirs.value is not None:
            assert (ours.value, ours.gap, ours.status) == (theirs.value, theirs.gap, theirs.status)


@pytest.mark.parametrize("of", ["recognitions", "products", "entities"])
def test_a_count_says_what_it_counts(of):
    count = PublishedCount(where=Where.of(stars=4), value=3, of=of)
    assert PublishedCount.from_table(count.to_table()) == count
    assert ("of" in count.to_table()) == (of != "recognitions")


def test_totals_know_that_nothing_is_extended_as_long_as_nothing_can_be():
    first = extensions_since()
    row = Recognition(
        name="Sản phẩm",
        stars=3,
        issued_on=issued_for(first, Rules()),
        re_evaluation_filed_on=first - 150 * DAY,
    )
    for on, extended, known in ((first, 0, 0), (first + DAY, 1, None)):
        assert Registry([row]).on(on).extended == extended
        assert Snapshot.of(on, recognised=10, valid=8).extended == known


PERIOD = DateRange(date(2021, 1, 1), date(2023, 12, 31))
MEASURES = [
    *(Flow(event=event, where=Where.of(stars=[3, 4])) for event in FLOW_EVENTS),
    *(
        Cohort(event=event, period=PERIOD, then=then)
        for event in ("recognised", "due")
        for then in ("any", "upgrade", "re-evaluation")
    ),
]


@given(registry=registries(least=1), measure=st.sampled_from(MEASURES))
def test_what_happened_is_the_same_of_the_totals_as_of_the_list(registry, measure):
    """A row asks what a list answers: given the answer, the totals say what the list says."""
    listed = registry.on(date(2026, 6, 30))
    of_list = reckon(measure, listed, PERIOD)
    nothing = reckon(measure, Snapshot(on=listed.on), PERIOD)
    assert nothing.value is None
    assert [one.table for one in nothing.missing] == ["counts"] * len(nothing.missing)
    if of_list.value is None:
        return
    numbers = [of_list.value] if of_list.whole is None else [of_list.whole, of_list.part]
    where = getattr(measure, "where", Where())
    asked = (
        [{"event": measure.event, "where": where}]
        if isinstance(measure, Flow)
        else [
            {"event": measure.event, "of": "products", "then": then}
            for then in (None, measure.then)
        ]
    )
    counts = [
        PublishedCount(within=PERIOD, value=number, **keys)
        for keys, number in zip(asked, numbers, strict=True)
    ]
    published = reckon(measure, Snapshot.of(listed.on, counts=counts), PERIOD)
    assert (published.value, published.part, published.whole, published.missing) == (
        of_list.value, of_list.part, of_list.whole, (),
    )  # fmt: skip


def test_a_row_that_is_given_back_is_the_one_that_was_asked_for():
    measure = Cohort(event="due", period=PERIOD, then="upgrade", where=Where.of(stars=3))
    for missing in reckon(measure, Snapshot(on=date(2024, 1, 1)), PERIOD).missing:
        table = "counts = [" + missing.row.replace("…", "7") + "]"
        (count,) = from_toml(Snapshot, f"on = 2024-01-01\n{table}").counts
        assert count.value == 7
        assert count.asked.row() == missing.row


def test_more_of_a_cohort_than_all_of_it_is_no_share():
    counts = [
        PublishedCount(of="products", event="due", within=PERIOD, then=then, value=value)
        for then, value in ((None, 3), ("any", 4))
    ]
    found = reckon(
        Cohort(event="due", period=PERIOD), Snapshot.of(PERIOD.last, counts=counts), PERIOD
    )
    assert (found.value, found.part, found.whole) == (None, 4, 3)
    assert found.reason.en == "the part is more than the whole"


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"event": "new"}, [(("within",), "missing-key")]),
        ({"event": "gone", "within": PERIOD}, [(("event",), "not-known")]),
        ({"event": "new", "within": 2026}, [(("within",), "not-of-kind")]),
        ({"within": PERIOD}, [(("within",), "only-of-an-event")]),
        ({"then": "any"}, [(("then",), "only-of-an-event")]),
        (
            {"event": "new", "within": PERIOD, "then": "any", "of": "entities"},
            [(("event",), "not-known"), (("of",), "not-known")],
        ),
        (
            {"event": "due", "within": PERIOD, "then": "soon", "of": "products"},
            [(("then",), "not-known")],
        ),
        (
            {"event": "new", "within": PERIOD, "where": Where.of(status="valid")},
            [(("status",), "not-of-an-event")],
        ),
        ({"event": "new", "within": PERIOD, "where": 3}, [(("where",), "not-of-kind")]),
    ],
)
def test_what_a_row_of_an_event_cannot_say(fields, faults):
    with pytest.raises(InputError) as caught:
        PublishedCount(value=3, **fields)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == faults


def test_what_happened_is_counted_once():
    rows = [PublishedCount(event="new", within=PERIOD, value=value) for value in (3, 4)]
    with pytest.raises(InputError) as caught:
        Snapshot.of(PERIOD.last, counts=rows)
    assert [fault.code for fault in caught.value.faults] == ["counted-otherwise"]
    assert Snapshot.of(PERIOD.last, counts=rows[:1]).valid is None  # no level follows from it


def test_a_cover_without_any_place_asks_for_the_list():
    of = IndicatorFigure(id="points")
    nowhere = Cover(of=of, units=(), level="commune")
    assert reckon(nowhere, Snapshot(on=PERIOD.last), PERIOD).missing == ()
    named = Cover(of=of, units="communes", level="commune")
    missing = reckon(named, Snapshot(on=PERIOD.last), PERIOD).missing
    assert [(one.table, one.id) for one in missing] == [("units", "communes")]
    listed = Snapshot(on=PERIOD.last, units={"communes": ["A"]})
    missing = reckon(named, listed, PERIOD).missing
    assert [(one.table, one.id, one.place) for one in missing] == [("indicators", "points", "A")]
