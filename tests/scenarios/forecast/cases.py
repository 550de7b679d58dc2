"""Registries, plans and assumptions that the tests of forecasts share."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import attrs

import ocop
from ocop import law
from ocop.cycle.certificate.term import last_valid_day
from ocop.dates import DateRange
from ocop.targets import (
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    Plan,
    Recognition,
    Registry,
    Share,
    Target,
    Where,
)
from ocop.text import Label

ON, UNTIL = date(2023, 3, 31), date(2026, 6, 30)
DISTRICTS = ("Can Lộc", "Cẩm Xuyên", "Đức Thọ")
KINDS = ("cooperative", "sme", "household")


def registry(number=60, on=ON, months=36, rules=None):
    """So many products in force on a day, their days of issue spread evenly over months."""
    first = date(on.year - months // 12, on.month, on.day)
    days = (on - first).days
    rows = [
        Recognition(
            name=f"Sản phẩm {n}",
            entity=f"Chủ thể {n * 2 // 3}",
            entity_kind=law.entity_kind(KINDS[n * 2 // 3 % 3]),
            province="Hà Tĩnh",
            district=DISTRICTS[n % 3],
            stars=4 if n % 6 == 5 else 3,
            kind="first",
            issued_on=first + timedelta(days=days * (2 * n + 1) // (2 * number)),
        )
        for n in range(number)
    ]
    return Registry(rows) if rules is None else Registry(rows, rules=rules)


def target(id_, measure, by=date(2025, 12, 31), first=date(2023, 1, 1), **bounds):
    return Target(
        id=id_,
        label=Label(id_, id_),
        measure=measure,
        period=DateRange(first, by),
        source=Label("Kế hoạch", "The plan"),
        **bounds,
    )


def plan(*targets, baseline=None, last=UNTIL):
    return Plan(
        id="thu",
        title=Label("Kế hoạch thử", "A plan to try"),
        period=DateRange(date(2023, 1, 1), last),
        baseline=baseline,
        targets=targets,
    )


#: A target of every kind that is forecast, with bounds that may be met and may not.
EVERY_KIND = plan(
    target("count", Count(), at_least=90),
    target("four", Count(where=Where.of(stars=[4, 5])), by=date(2024, 12, 31), at_least=16),
    target("range", Count(where=Where.of(stars=3)), at_least=60, at_most=75),
    target(
        "share",
        Share(part=Count(where=Where.of(stars=4)), whole=Count()),
        at_least=Fraction(1, 5),
        wording="over",
    ),
    target(
        "share-most",
        Share(part=Count(where=Where.of(district="Can Lộc")), whole=Count()),
        at_least=Fraction(3, 10),
        at_most=Fraction(2, 5),
    ),
    target("entities", Distinct(of="entities"), at_least=62),
    target(
        "cooperatives",
        Share(
            part=Distinct(of="entities", where=Where.of(entity_kind="cooperative")),
            whole=Distinct(of="entities"),
        ),
        at_least=Fraction(2, 5),
    ),
    target("gain", Gain(of=Count(), since=60), at_least=25),
    target("recognised", Count(where=Where.of(status="recognised", stars=3)), at_least=120),
    target("renewed", Flow(event="re-recognised"), first=date(2024, 1, 1), at_least=20),
    target("lapsed", Flow(event="lapsed"), at_most=30),
    target(
        "cover",
        Cover(of=Count(), at_least=20, units=DISTRICTS, level="district"),
        at_least=Fraction(2, 3),
    ),
)

BASE = {
    "renewal": {3: "0.6", 4: "0.8"},
    "new_per_month": {3: "1.5", 4: "1/3"},
    "new_kinds": {"cooperative": "0.5", "sme": "0.5"},
    "new_places": {"district": {"Can Lộc": "0.4", "Huyện Cẩm Xuyên": "0.4", "Đức Thọ": "0.2"}},
    "new_entities": "0.7",
}
#: Ten ways in which the years to come may go.
TEN = {
    "as-it-is": {},
    "none-renewed": {"renewal": 0},
    "all-renewed": {"renewal": 1},
    "late": {"delay": {0: "1/2", 2: "1/4", 5: "1/4"}},
    "other-stars": {"renewed_as": {3: {3: "0.9", 4: "0.1"}, 4: {4: "0.6", 3: "0.2", 5: "0.2"}}},
    "upgrades": {"upgrade": {3: "0.1", 4: "0.05"}},
    "withdrawals": {"withdrawal": "0.08", "upgrade": "0.2"},
    "poisson": {"newcomers_law": "poisson"},
    "totals": {"new_per_month": 3, "new_totals": {"40-59": "0.6", "60-80": "0.4"}},
    "everything": {
        "newcomers_law": "poisson",
        "delay": 1,
        "upgrade": "0.15",
        "withdrawal": {3: "0.02"},
        "renewed_as": {4: {4: "0.5", 3: "0.5"}},
    },
}


def suppose(**more):
    return ocop.Assumptions(**{**BASE, **more})


def rows_of(registry_):
    """What the plain way begins from: issue, stars, last day."""
    return [
        (row.issued_on, row.stars, last_valid_day(row.issued_on, rules=registry_.rules))
        for row in registry_
    ]


def named(id_):
    return attrs.evolve(EVERY_KIND, targets=(EVERY_KIND.target(id_),))
