"""Sweeps: a question over a grid, whatever the map."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from multiprocessing import get_context
from multiprocessing.pool import ThreadPool

import pytest

import ocop
from ocop.errors import InputError
from ocop.scenarios import sweep

PLAN = ocop.plan("ha-tinh-2023-2025")
REST = PLAN.forecast(None, ocop.Assumptions())
GRID = {"renewal": ["0", "1/2"], "new_per_month": [4, 8]}


def times(stars, factor):
    """What another process finds by its name."""
    return {
        "product": stars * factor,
        "half": Fraction(stars, 2),
        "on": date(2024, 1, 1),
        "who": [stars],
    }


def test_every_point_in_the_order_of_the_grid():
    swept = sweep(REST, GRID)
    assert [dict(point) for point in swept.points] == [
        {"renewal": "0", "new_per_month": 4},
        {"renewal": "0", "new_per_month": 8},
        {"renewal": "1/2", "new_per_month": 4},
        {"renewal": "1/2", "new_per_month": 8},
    ]
    records = [one for one in swept.to_records() if one["target"] == "products"]
    assert [(one["renewal"], one["renewal_exact"], one["new_per_month"]) for one in records] == [
        (0.0, "0", 4.0), (0.0, "0", 8.0), (0.5, "1/2", 4.0), (0.5, "1/2", 8.0),
    ]  # fmt: skip
    for record, point in zip(records, swept.points, strict=True):
        forecast = PLAN.forecast(None, ocop.Assumptions(**point))
        assert record["expected"] == float(forecast.expected[-1].values["products"])
        assert record["chance"] == forecast.chance("products").value


def test_points_one_by_one():
    points = [{"renewal": "1/2"}, {"until": date(2024, 12, 31), "new_per_month": {3: 8, 4: "1/3"}}]
    swept = sweep(REST, points, lang="en")
    first, second = (
        next(
            one
            for one in swept.to_records()
            if one["until"] == until and one["target"] == "products"
        )
        for until in (None, date(2024, 12, 31))
    )
    assert (first["new_per_month"], second["new_per_month"]) == (None, "3: 8, 4: 1/3")
    assert (first["label"], second["expected"]) == ("Products at 3★ or more", None)


@pytest.mark.parametrize("maps", ["threads", "pool", "promises"])
def test_the_map_changes_nothing(maps):
    expected = sweep(REST, GRID)
    with ThreadPoolExecutor(2) as threads, ThreadPool(2) as pool:
        handed = {
            "threads": threads.map,
            "pool": pool.map,
            # as a Dask client has it: a list of promises
            "promises": lambda of, points: [threads.submit(of, point) for point in points],
        }
        assert sweep(REST, GRID, map=handed[maps]) == expected


def test_processes():
    grid = {"stars": [3, 4], "factor": [1, 2]}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert sweep(times, grid, map=pool.map) == sweep(times, grid)
        assert sweep(REST, {"renewal": ["1/2"]}, map=pool.map) == sweep(REST, {"renewal": ["1/2"]})


def test_what_a_function_answers():
    grid = {"stars": [3, 4], "factor": [2]}
    assert sweep(times, grid).to_records()[0] == {
        "stars": 3, "factor": 2, "product": 6, "half": 1.5, "half_exact": "3/2", "on": date(2024, 1, 1),
        "who": "[3]",
    }  # fmt: skip
    assert [one["value"] for one in sweep(lambda n: n > 1, {"n": [1, 2]}).to_records()] == [
        False,
        True,
    ]
    many = sweep(lambda n: PLAN.forecast(None, ocop.Assumptions(new_per_month=n)), {"n": [1, 2]})
    assert len(many.to_records()) == 2 * len(REST.to_records())
    told = sweep(lambda n: PLAN.evaluate().explain("en"), {"n": [1]})  # noqa: ARG005 - one point
    assert told.to_records()[0]["n"] == 1
    assert sweep(times, []).to_records() == []


def test_what_is_shown():
    table = sweep(REST, {"renewal": ["1/2"]}, lang="vi").table()
    assert [column.head for column in table.columns] == [
        "Được công nhận lại khi hết hiệu lực", "Chỉ tiêu", "Hạn", "Kỳ vọng", "Khả năng đạt",
    ]  # fmt: skip
    assert table.rows[0].cells[2:] == ("31/12/2025", "108,7", "0 %")
    own = sweep(times, {"stars": [3], "factor": [2]}, lang="en").table()
    assert own.rows[0].cells == ("3", "2", "6", "1.5", "2024-01-01", "[3]")
    assert sweep(times, [], lang="en").table().rows == ()


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"of": 3, "grid": 3}, {("grid",): "not-a-list", ("of",): "not-a-function"}),
        ({"grid": {"n": 3, "m": []}}, {("grid", "n"): "not-a-list", ("grid", "m"): "empty"}),
        ({"grid": {3: [1]}}, {("grid",): "not-text"}),
        ({"grid": [{}, 3, {"": 1}]}, {("grid", 1): "not-a-table", ("grid", 2): "empty"}),
        ({"grid": [{"n": 1}], "map": 3}, {("map",): "not-a-function"}),
        ({"of": REST, "grid": [{"renewals": 1, "renewal": 2}, {"until": 3}]}, {
            ("grid", 0, "renewals"): "not-known",
            ("grid", 0, "renewal", "3"): "above-one",
            ("grid", 0, "renewal", "4"): "above-one",
            ("grid", 0, "renewal", "5"): "above-one",
            ("grid", 1, "until"): "not-a-date",
        }),
        ({"of": times, "grid": [{"stars": 1, "factor": 2}], "map": lambda of, points: []}, {("map",): "not-so-many"}),  # noqa: ARG005 - a map that loses all
        ({"of": lambda value: value, "grid": [{"value": 1}]}, {("grid",): "column-of-both"}),
    ],
)  # fmt: skip
def test_what_cannot_be_swept(asked, wrong):
    with pytest.raises(InputError) as caught:
        sweep(**{"of": times, **asked})
    assert {one.path: one.code for one in caught.value.faults} == wrong
    with pytest.raises(InputError):
        sweep(times, [], lang="fr")
