from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

import ocop
from ocop.targets import Indicator, IndicatorFigure, Milestone, MilestoneDone

ON = date(2024, 6, 1)


def report():
    source = {"source": "S", "on": ON}
    named = {"source": "S", "period": ocop.plan("ha-tinh-2019").period}
    more = [
        ocop.Target(
            id="few", label="Few", measure=IndicatorFigure(id="x"), at_most=Fraction(7, 2), **named
        ),
        ocop.Target(id="done", label="Done", measure=MilestoneDone(id="m"), **named),
    ]
    plan = attrs.evolve(ocop.plan("ha-tinh-2019"), targets=more)
    snapshot = ocop.Snapshot.of(
        ON,
        indicators=[Indicator(id="x", value=3, unit="u", **source)],
        milestones=[Milestone(id="m", done=True, **source)],
    )
    return plan.evaluate(snapshot)


def test_outcomes_of_every_kind():
    few, done = report().outcomes
    (row,) = few.table("en").rows
    assert row.cells[0].startswith("at most 3.5, by ")
    assert row.cells[2] == "3"
    (row,) = done.table("en").rows
    assert row.cells[2] == "done"
    unknown = ocop.plan("ha-tinh-2019").evaluate(ocop.Snapshot(on=ON)).outcomes[0]
    assert unknown.table("en").rows[0].cells[2] == "unknown"


def test_records_keep_milestones_apart_from_numbers():
    few, done = report().to_records("en")
    assert (few["value"], few["value_exact"], few["done"]) == (3.0, "3", None)
    assert (few["at_most"], few["at_most_exact"]) == (3.5, "7/2")
    assert (done["value"], done["done"]) == (None, True)


def test_what_is_needed_adds_up():
    plan = ocop.plan("ha-tinh-2023-2025")
    needed = plan.evaluate().needed()
    assert sum(row["number"] for row in needed.to_records()) == needed.total
    table = needed.table("vi")
    assert table.rows[-1].cells[-1] == "83"
    assert table.rows[-1].kind == "total"
