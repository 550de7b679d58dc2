"""The registry of a frame of any engine is the one of its rows, and so are plans over it."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pyarrow as pa
import pytest

import ocop
from ocop.errors import InputError
from ocop.frames import registry, standings
from ocop.targets import Registry

from .engines import ALIKE, QUICK, SLOW, frame, rows

DAYS = ("issued_on", "withdrawn_on")
ROWS = [
    ("83-1", "Trà sen", "HTX Sen", "cooperative", 4, date(2023, 6, 1), None, 81),
    ("83-1", "Trà sen", "HTX Sen", "cooperative", 5, date(2025, 2, 28), None, 93),
    ("83-2", "Mật ong", "Hộ Lan", None, 3, date(2024, 2, 29), date(2025, 1, 1), None),
    ("83-3", "Cu đơ", None, "sme", 3, date(2026, 1, 10), None, 60),
]
NAMES = ("code", "name", "entity", "entity_kind", "sao", "issued_on", "withdrawn_on", "total")


def table():
    columns = dict(zip(NAMES, zip(*ROWS, strict=True), strict=True))
    kinds = dict.fromkeys(DAYS, pa.date32())
    data = {name: pa.array(values, kinds.get(name)) for name, values in columns.items()}
    return pa.table({**data, "của tôi": pa.array([1.5] * len(ROWS))})


def plain():
    return Registry.from_records([dict(zip(NAMES, row, strict=True)) for row in ROWS])


@pytest.mark.parametrize(
    "engine", [*QUICK, *ALIKE, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)]
)
def test_the_registry_of_a_frame_is_that_of_its_rows(engine):
    own = registry(frame(engine, table()))
    order = {each: n for n, each in enumerate(plain())}
    assert sorted(own, key=order.__getitem__) == list(plain())


def test_a_plan_comes_to_the_same_over_a_frame():
    on = date(2026, 11, 21)
    own, other = registry(frame("duckdb", table())).on(on), plain().on(on)
    assert own == other
    plan = ocop.plan("ha-tinh-2023-2025")
    assert plan.evaluate(own, on=on).outcomes == plan.evaluate(other, on=on).outcomes


def test_readings_of_the_order_of_certificates_reach_snapshots_and_plans():
    """Fewer stars wait, and a certificate comes back."""
    on, known = date(2026, 3, 1), ("code", "stars", "issued_on", "kind", "withdrawn_on")
    cells = [
        ("83-1", 4, date(2023, 6, 1), None, None),
        ("83-1", 3, date(2025, 2, 28), "re-evaluation", None),
        ("83-2", 3, date(2024, 2, 29), None, None),
        ("83-2", 4, date(2025, 3, 1), "upgrade", date(2025, 9, 1)),
    ]
    records = [{"name": row[0], **dict(zip(known, row, strict=True))} for row in cells]
    rules = ocop.Rules().read(lower_rank="after-old-term", withdrawn_upgrade="older-revives")
    data = frame("duckdb", pa.Table.from_pylist(records))
    own, other = (one.on(on) for one in (registry(data, rules=rules), Registry(
        Registry.from_records(records), rules=rules
    )))  # fmt: skip
    assert own == other
    assert (own.valid, own.not_yet_valid, own.superseded, own.withdrawn) == (2, 1, 0, 1)
    plan = ocop.plan("ha-tinh-2023-2025")
    assert plan.evaluate(own, on=on).outcomes == plan.evaluate(other, on=on).outcomes
    stood = standings(data, on=on, key="code", rules=rules, want="standing")
    assert Counter(row["standing"] for row in rows(stood, None)) == {
        "valid": 2,
        "not-yet-valid": 1,
        "withdrawn": 1,
    }


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_a_file_of_text_is_read_as_a_frame(engine):
    read = list(csv.DictReader(plain().to_csv().splitlines()))
    data = pa.table({name: [row[name] for row in read] for name in read[0]})
    assert registry(frame(engine, data)) == plain()


def test_columns_have_any_name_and_rows_may_be_at_fault():
    data = table().rename_columns([*NAMES[:4], "hạng", *NAMES[5:], "của tôi"])
    assert registry(data, columns={"stars": "hạng"}) == plain()
    wrong = data.set_column(4, "hạng", [[4, 5, 3, 9]])
    partial = registry(wrong, columns={"stars": "hạng"}, lenient=True)
    assert (len(partial.registry), len(partial.rejected)) == (3, 1)
    with pytest.raises(InputError) as caught:
        registry(wrong, columns={"stars": "hạng"}, rules=ocop.Rules())
    assert [one.path[-1] for one in caught.value.faults] == ["stars"]


def test_what_is_wrong_is_said_at_once():
    with pytest.raises(InputError) as caught:
        registry(3, columns=4)
    assert [one.code for one in caught.value.faults] == ["not-a-frame", "not-a-table"]
    with pytest.raises(InputError) as caught:
        registry(table(), columns={"xyz": "sao", "stars": "x"})
    assert [one.code for one in caught.value.faults] == ["no-such-column"] * 2
