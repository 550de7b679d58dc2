"""What is asked of a registry grows with it, and not with its square."""

from __future__ import annotations

import gc
import tracemalloc
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

import attrs
import pytest

from ocop.dates import DateRange
from ocop.law.entity import entity_kinds
from ocop.law.product_set import product_sets
from ocop.targets.plan.measure import Cover, Distinct, IndicatorFigure
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.shipped import plans
from ocop.targets.plan.target import Target
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.dimension import DIMENSIONS
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label
from tests.growth import Cost, cost, is_linear

ON = date(2024, 6, 30)
#: More than the values of which a column keeps the rows.
SIZES = (66, 132, 264)
KINDS, SETS = entity_kinds(), product_sets("148")


@cache
def rows(size: int) -> tuple[Recognition, ...]:
    """A row of every sort in twenty, each of a place of its own, in sixty days."""

    def row(n: int) -> Recognition:
        issued = date(2023, 3, 1) + timedelta(days=n * 7 % 60)
        sort = n % 20
        return Recognition(
            code=f"A-{n - 1 if sort == 7 else n}" if sort != 9 else None,
            name=f"Sản phẩm {n}" if sort != 9 else "Mật ong",
            product_set=SETS[n % len(SETS)],
            entity=f"Chủ thể {n // 2}",
            entity_kind=KINDS[n % len(KINDS)],
            province=f"Tỉnh {n}",
            district=f"Huyện {n}",
            commune=f"Xã {n}",
            stars=3 + n % 2,
            issued_on=issued.replace(day=1) if sort == 11 else issued,
            until={"issued_on": _end_of_month(issued)} if sort == 11 else {},
            kind=("first", "upgrade", "re-evaluation")[n % 3],
            withdrawn_on=issued + timedelta(days=200) if sort == 13 else None,
            re_evaluation_filed_on=issued + timedelta(days=900) if sort == 15 else None,
            unread={"withdrawn_on": "?"} if sort == 17 else {},
        )

    return tuple(map(row, range(size)))


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def registry(size: int) -> Registry:
    """The rows in a registry of their own: nothing is known of it yet."""
    return Registry([*rows(size)])


def counted(size: int) -> Snapshot:
    """A snapshot of which it is known how every row stands."""
    snapshot = registry(size).on(ON)
    _ = snapshot.valid
    return snapshot


def costs_of(make, ask) -> list[Cost]:
    ask(make(SIZES[-1]))  # what the library keeps of the law is loaded
    values = [make(size) for size in SIZES]
    return [cost(lambda value=value: ask(value)) for value in values]


def test_what_grows_with_the_square_is_seen():
    assert is_linear(costs_of(range, lambda values: [n for n in values if n >= 0]))
    pairs = costs_of(range, lambda values: [n for n in values for other in values if n == other])
    assert not is_linear(pairs)
    sets = costs_of(range, lambda values: [_of_all(1 << len(values)) for _ in values])
    assert not is_linear(sets)


def _of_all(rows: int) -> int:
    return rows | 1


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_breakdown(dimension):
    assert is_linear(costs_of(counted, lambda snapshot: snapshot.by(dimension)))


def test_the_parts_of_places():
    """Of every place all rows were gone through."""
    assert is_linear(costs_of(registry, lambda whole: whole.by_place("district")))


ASKED = {
    "a registry": lambda whole: Registry([*whole.recognitions]),
    "a snapshot": lambda whole: whole.on(ON).text(),
    "distinct": lambda whole: whole.on(ON).distinct("products"),
    "the standings": lambda whole: whole.standings(ON),
    "flows": lambda whole: whole.between(date(2024, 1, 1), ON),
    "months": lambda whole: whole.lapsing(date(2026, 1, 1), date(2026, 12, 31)).months,
    "a snapshot a month": lambda whole: [
        whole.on(date(2023 + n // 12, n % 12 + 1, 28)).valid for n in range(24)
    ],
    "renewals": lambda whole: whole.renewals(on=date(2028, 1, 1)),
    "records": lambda whole: whole.to_records(ON),
    "a file": lambda whole: Registry.from_csv(whole.to_csv(), lenient=True),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_registry(asked):
    assert is_linear(costs_of(registry, ASKED[asked]))


def test_the_plans():
    assert is_linear(
        costs_of(counted, lambda snapshot: [plan.evaluate(snapshot).outcomes for plan in plans()])
    )


def figures(size: int) -> Snapshot:
    """A snapshot of so many places, each with a figure of its own on two days."""
    places = [f"Xã {n}" for n in range(size)]
    indicators = [
        Indicator(id="shops", value=n, unit="shops", on=day, source="–", place=place)
        for n, place in enumerate(places)
        for day in (date(2024, 1, 1), date(2024, 2, 1))
    ]
    milestones = [Milestone(id=f"done {n}", done=True, on=ON, source="–") for n in range(size)]
    return Snapshot(on=ON, indicators=indicators, milestones=milestones, units={"communes": places})


def test_the_newest_figure_counts_in_whatever_order_they_are_given():
    whole = figures(3)
    done = [Milestone(id="done", done=day == ON, on=day, source="–") for day in (ON, date.min)]
    turned = attrs.evolve(whole, indicators=whole.indicators[::-1], milestones=done)
    for each in (whole, turned):
        assert each.indicator("shops", "Xã 1").on == date(2024, 2, 1)
    assert turned.milestone("done").done
    assert attrs.evolve(turned, milestones=done[::-1]).milestone("done").done


def test_indicators_and_milestones():
    """Every figure was looked for among all of them."""
    places = figures(3).units["communes"]
    assert [figures(3).indicator("shops", place).value for place in places] == [0, 1, 2]
    assert is_linear(
        costs_of(
            figures,
            lambda snapshot: [
                (snapshot.indicator("shops", f"Xã {n}"), snapshot.milestone(f"done {n}"))
                for n in range(len(snapshot.milestones))
            ],
        )
    )
    assert is_linear(costs_of(figures, lambda snapshot: attrs.evolve(snapshot, on=ON)))


@pytest.mark.parametrize(
    "of", [IndicatorFigure(id="shops"), Distinct(of="entities")], ids=lambda of: type(of).__name__
)
def test_a_cover(of):
    target = Target(
        id="shops",
        label=Label("Điểm bán", "Shops"),
        measure=Cover(of=of, at_least=1, units="communes", level="commune"),
        at_least=1,
        period=DateRange(date(2024, 1, 1), ON),
        source="–",
    )

    def make(size: int) -> tuple[Plan, Snapshot]:
        # of recognitions the list of places is as long in each: as many as there are
        whole = figures(size if isinstance(of, IndicatorFigure) else SIZES[0])
        on = attrs.evolve(whole, recognitions=rows(size))
        _ = on.valid
        plan = attrs.evolve(plans()[0], period=target.period, targets=(target,), baseline=None)
        return plan, on

    assert is_linear(costs_of(make, lambda asked: asked[0].evaluate(asked[1]).outcomes))


def of_a_country(size: int) -> tuple[Recognition, ...]:
    """Rows as a country has them, many a day, each of texts of its own."""
    return tuple(
        Recognition(
            code=f"83-{n - n % 5 // 4:07d}",
            name=f"Sản phẩm {n}",
            product_set=SETS[n % len(SETS)],
            entity=f"Chủ thể {n // 2}",
            entity_kind=KINDS[n % len(KINDS)],
            province=f"Tỉnh {n % 34}",
            stars=3 + n % 2,
            issued_on=date(2023, 3, 1) + timedelta(days=n * 7 % 60),
            kind="upgrade" if n % 5 == 4 else "first",
        )
        for n in range(size)
    )


def test_a_recognition_takes_little():
    """A million took a gigabyte: each text anew, and of every day a bit for every row."""
    size = 3000
    _ = Registry(of_a_country(size)).on(ON).text()  # what the library keeps of the law is loaded
    gc.collect()
    tracemalloc.start()
    try:
        whole = Registry(of_a_country(size))
        _ = whole.on(ON).text()
        gc.collect()
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(whole) == size
    assert taken / size < 600
