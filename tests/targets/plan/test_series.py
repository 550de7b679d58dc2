"""Series: what a plan's report says, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.targets import Indicator, Milestone
from ocop.targets.plan.pace import as_known
from ocop.testing.strategies import plans, registries

HA_TINH = ocop.plan("ha-tinh-2023-2025")
#: 217 in force, their days of issue spread evenly over three years.
REGISTRY = ocop.Registry.from_records(
    [
        {
            "name": f"Sản phẩm {n}",
            "stars": 4 if n % 20 == 7 else 3,
            "issued_on": date(2020, 3, 31) + timedelta(days=1095 * n // 217),
        }
        for n in range(217)
    ]
)


def test_a_row_a_day_and_target():
    series = HA_TINH.series(REGISTRY, until=date(2024, 2, 15))
    assert series.days[:2] == (date(2023, 1, 31), date(2023, 2, 28))
    assert series.days[-2:] == (date(2024, 1, 31), date(2024, 2, 15))
    assert len(series.rows) == 14 * len(HA_TINH.targets)
    assert [row.on for row in series.of("products")] == [*series.days]
    assert series.of("no-such-target") == ()


def test_what_is_left_without_renewals():
    """The audit's blind number: 217 today, and 17 by the day of the target."""
    row = HA_TINH.series(REGISTRY, since=date(2023, 3, 31), until=date(2023, 3, 31)).rows[0]
    assert (row.outcome.value, row.still, row.outcome.pace.ending) == (217, 17, 200)
    assert row.outcome.pace.ahead == 217 - row.outcome.pace.expected
    last = HA_TINH.series(REGISTRY, since=date(2026, 1, 1), until=date(2026, 1, 31)).rows[0]
    assert last.still == last.outcome.value == 17


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("quarter", ["2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31", "2024-05-10"]),
        ("year", ["2023-12-31", "2024-05-10"]),
    ],
)
def test_how_often(every, days):
    series = HA_TINH.series(REGISTRY, since=date(2023, 4, 10), until=date(2024, 5, 10), every=every)
    assert [str(day) for day in series.days] == days


@given(registries(), plans(), st.dates(date(2020, 1, 1), date(2027, 1, 1)))
def test_each_day_is_what_the_report_of_that_day_says(registry, plan, since):
    until = since + timedelta(days=100)
    series = plan.series(registry, since=since, until=until)
    assert series.days[-1] == until
    for day in series.days:
        snapshot = registry.on(day)
        report = plan.evaluate(snapshot)
        rows = [row for row in series.rows if row.on == day]
        assert [row.outcome for row in rows] == [*report.outcomes]
        known = as_known(snapshot)
        for row in rows:
            outcome, target = row.outcome, row.outcome.target
            if row.still is not None and day < target.by and not outcome.years:
                then = ocop.Registry(known.recognitions, rules=registry.rules).on(target.by)
                assert row.still == plan.evaluate(then).outcome(target.id).value


def test_a_target_of_every_year_is_held_to_the_year_that_runs():
    table = HA_TINH.to_table() | {
        "id": "x",
        "targets": [
            {
                "id": "valid", "label": "A", "source": "S", "each": "year", "at_least": 100,
                "measure": {"type": "count"}, "within": {"from": "2023-01-01", "to": "2025-12-31"},
            }
        ],
    }  # fmt: skip
    table.pop("baseline")
    plan = ocop.from_dict(ocop.Plan, table)
    rows = plan.series(
        REGISTRY, since=date(2023, 3, 31), until=date(2024, 3, 31), every="year"
    ).rows
    assert [(str(row.on), row.outcome.value, row.still) for row in rows] == [
        ("2023-12-31", 162, 162),
        ("2024-03-31", 144, 90),
    ]


def test_figures_of_other_things_count_from_their_day():
    figures = {
        "indicators": [
            Indicator(id="sales-points", value=7, unit="điểm", on=date(2024, 1, 15), source="S")
        ],
        "milestones": [Milestone(id="m", done=True, on=date(2024, 1, 15), source="S")],
    }
    asked = [target for target in HA_TINH.targets if "sales" in target.id]
    assert asked
    rows = HA_TINH.series(
        REGISTRY, since=date(2023, 12, 1), until=date(2024, 1, 31), **figures
    ).rows
    assert {row.still for row in rows if row.outcome.target in asked} == {None}


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"registry": None, "until": "x"}, {"registry": "not-of-kind", "until": "not-a-date"}),
        ({"until": None, "every": "week"}, {"until": "missing", "every": "not-known"}),
        ({"until": date(2020, 1, 1)}, {"last": "ends-before-it-begins"}),
        ({"since": 3}, {"since": "not-a-date"}),
        ({"indicators": 3}, {"indicators": "not-a-list"}),
    ],
)
def test_arguments_that_are_none(asked, wrong):
    with pytest.raises(InputError) as caught:
        HA_TINH.series(**{"registry": REGISTRY, "until": date(2024, 1, 1), **asked})
    assert {one.path[0]: one.code for one in caught.value.faults} == wrong
    with pytest.raises(NotFoundError):
        HA_TINH.series(REGISTRY, until=date(2024, 1, 1), measures={"x": "y"})


def test_a_milestone_is_done_or_not():
    plan = ocop.from_dict(
        ocop.Plan,
        {
            "id": "x", "title": "X", "period": 2024,
            "targets": [{"id": "m", "label": "A", "source": "S", "measure": {"type": "milestone", "id": "m"}}],
        },
    )  # fmt: skip
    done = Milestone(id="m", done=True, on=date(2024, 2, 15), source="S")
    waits = Milestone(id="m", done=False, on=date(2024, 1, 1), source="S")
    series = plan.series(ocop.Registry(), until=date(2024, 2, 29), milestones=[done, waits])
    assert [row.cells[1] for row in series.table("en").below[0].rows] == ["not done", "done"]
    assert [record["done"] for record in series.to_records()] == [False, True]


def test_what_is_shown():
    series = HA_TINH.series(REGISTRY, since=date(2023, 11, 1), until=date(2023, 12, 31))
    first = series.table("en").below[0]
    assert first.caption == "Products at 3★ or more: at least 300, by 2025-12-31"
    assert [row.cells for row in first.rows] == [
        ("2023-11-30", "168", "242.24", "-74.24", "17", "Not yet"),
        ("2023-12-31", "162", "244.59", "-82.59", "17", "Not yet"),
    ]
    assert len(series.table("vi").below) == len(HA_TINH.targets)
    records = series.to_records("en")
    assert len(records) == len(series.rows)
    assert (records[0]["target"], records[0]["value"], records[0]["still_exact"]) == (
        "products",
        168.0,
        "17",
    )
    assert records[0]["ahead"] == float(Fraction(records[0]["ahead_exact"]))
