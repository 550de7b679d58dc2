"""Standings of frames of every engine are those of the registry, cell by cell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.frames import standings
from ocop.frames.stood import STANDINGS
from ocop.targets import Recognition, Registry

from .engines import QUICK, engines, frame, rows

DAYS = (
    "issued_on",
    "valid_from",
    "ends_on",
    "withdrawn_on",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)
ON = date(2026, 11, 21)


def random_rows(random, products):
    n = 0
    for product in range(products):
        for _ in range(random.choice([1, 1, 2, 3])):
            issued = date(2017, 1, 1) + timedelta(days=random.randrange(3650))
            row = {"n": n, "code": f"p{product}", "issued_on": issued, **dict.fromkeys(DAYS[1:])}
            row["stars"], row["pending"] = random.choice([3, 4, 5]), int(random.random() < 0.2)
            for key in DAYS[1:]:
                if random.random() < 0.15:
                    row[key] = issued + timedelta(
                        days=random.choice([0, 30, 400, 1090, 1100, 1200])
                    )
            if (
                row["re_evaluation_filed_on"] is None
                or (row["re_evaluation_decided_on"] or date.max) < row["re_evaluation_filed_on"]
            ):
                row["re_evaluation_decided_on"] = None
            n += 1
            yield row


#: Readings under which the order of a product's certificates tells, alone and beside others.
ORDERS = {
    "waits": {"lower_rank": "after-old-term"},
    "revives": {"withdrawn_upgrade": "older-revives"},
    "both": {
        "lower_rank": "after-old-term",
        "withdrawn_upgrade": "older-revives",
        "last_valid_day": "day-before",
        "extension": "standing",
        "extension_filing": "later-too",
    },
}


def random_histories(random, products, most=6):
    """Rows of products that are recognised again and again, of what comes up and goes down."""
    n = 0
    for product in range(products):
        day = date(2017, 1, 1) + timedelta(days=random.randrange(2000))
        rows, count = [], random.choice([1, 2, 4, most])
        down = random.random() < 0.2  # what waits is waited for
        for k in range(count):
            day += timedelta(days=random.choice([1, 30, 200, 400, 800, 1095, 1096, 1097]))
            row = {"n": n + k, "code": f"p{product}", "issued_on": day, **dict.fromkeys(DAYS[1:])}
            row["stars"], row["pending"] = random.choice([3, 4, 5]), int(random.random() < 0.1)
            row["kind"] = random.choice(
                ["upgrade", "upgrade", "re-evaluation", "re-evaluation", None]
            )
            if down:
                day = date(2019, 9, 1) + timedelta(days=random.choice([560, 740, 1000]) * k)
                row |= {"issued_on": day, "kind": "re-evaluation", "stars": max(3, 5 - k)}
            if row["kind"] == "upgrade" and random.random() < 0.7:
                row["withdrawn_on"] = day + timedelta(days=random.choice([0, 20, 150, 300, 1200]))
            if random.random() < 0.15:
                row["re_evaluation_filed_on"] = day + timedelta(days=random.choice([900, 1200]))
            for key in ("valid_from", "withdrawn_on"):
                if row[key] is None and random.random() < 0.08:
                    row[key] = day + timedelta(days=random.choice([0, 10, 300, 1300]))
            rows.append(row)
        for row, later in pairwise(rows):
            if (
                random.random() < 0.3 and not down
            ):  # a day about that on which the next begins or ends
                known = [one for one in (later["issued_on"], later["withdrawn_on"]) if one]
                near = random.choice(known) + timedelta(days=random.choice([-1, 0, 1]))
                row["superseded_on"] = max(near, row["issued_on"])
        random.shuffle(rows)
        n += count
        yield from rows


def table(answers):
    kinds = dict.fromkeys(("n", "stars", "pending"), pa.int64())
    kinds |= dict.fromkeys(("code", "kind"), pa.string())
    return pa.table(
        {
            key: pa.array([row[key] for row in answers], kinds.get(key, pa.date32()))
            for key in answers[0]
        }
    )


def right(answers):
    """The rows that a register can hold, each once a day."""
    held, seen = [], set()
    for row in answers:
        key = (row["code"], row["issued_on"], row["pending"])
        first = row["valid_from"] or row["issued_on"]
        if key not in seen and not (row["ends_on"] and row["ends_on"] < first):
            held.append(row)
        seen.add(key)
    return held


def recognition(row):
    fields = {key: row[key] for key in (*DAYS, "code", "stars")}
    return Recognition(name="–", pending=bool(row["pending"]), kind=row.get("kind"), **fields)


def plain(value):
    return value.date() if isinstance(value, datetime) else value


def held(engine, answers, on, readings=None, without=()):
    rules = ocop.Rules().read(**readings or {})
    answers = sorted(answers, key=lambda row: row["n"])
    data = frame(engine, table(answers).drop_columns(list(without)))
    result = rows(standings(data, on=on, key="code", rules=rules, want=STANDINGS))
    registry = Registry([recognition(row) for row in answers], rules=rules)
    stood = {one.recognition: one for one in registry.standings(on)}
    assert len(result) == len(answers)
    for row, answer in zip(result, answers, strict=True):
        one = stood.get(recognition(answer))
        assert row["faults"] == "", answer
        assert row["standing"] == (None if one is None else str(one.standing)), answer
        for name in ("last_valid_day", "extended_to", "superseded_on"):
            value = None if one is None else getattr(one, name)
            shown = row["replaced_on" if name == "superseded_on" else name]
            assert plain(shown) == value, (name, answer)


@given(engine=st.sampled_from(("polars", "pyarrow", "duckdb")), seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_a_frame_stands_as_its_registry(engine, seed):
    random = Random(seed)
    held(engine, right(list(random_rows(random, 25))), random.choice([ON, date(2023, 2, 28)]))


@given(
    engine=st.sampled_from(("polars", "pyarrow", "polars-lazy")),
    order=st.sampled_from(sorted(ORDERS)),
    seed=st.integers(0, 2**32),
)
@settings(max_examples=8, deadline=None)
def test_histories_stand_as_in_their_registry(engine, order, seed):
    random = Random(seed)
    answers = right(list(random_histories(random, 40)))
    held(engine, answers, date(2019, 8, 1) + timedelta(days=random.randrange(4000)), ORDERS[order])


@pytest.mark.parametrize("engine", [*engines(), "dask-two"])
def test_standings_of_every_engine(engine):
    products = 25 if engine in QUICK else 8
    held(engine, right(list(random_rows(Random(5), products))), ON)


def test_rows_may_be_at_fault():
    day = date(2024, 1, 10)
    row = {"n": 0, "code": "a", "issued_on": day, "ends_on": None, "stars": 3, "pending": 0}
    answers = [row, {**row, "n": 1}, {**row, "n": 2, "code": "b", "ends_on": date(2023, 1, 1)}]
    answers.append({**row, "n": 3, "code": "c", "stars": 2})
    result = rows(standings(frame("polars", table(answers)), on=ON, key=["code"], want="faults"))
    assert [one["faults"] for one in result] == [
        "code:recognised-twice",
        "code:recognised-twice",
        "ends_on:ends-before-valid",
        "stars:not-a-certified-rank",
    ]


@pytest.mark.parametrize("engine", QUICK)
def test_the_day_of_issue_is_enough(engine):
    days = [date(2018, 1, 1), date(2024, 2, 29), None, date(2027, 1, 1)]
    data = pa.table({"n": range(4), "code": list("abcd"), "issued_on": pa.array(days)})
    result = rows(standings(frame(engine, data), on=ON, key="code", want=STANDINGS))
    assert [row["standing"] for row in result] == ["end-unknown", "valid", None, None]


@pytest.mark.parametrize("engine", [*engines(), "dask-two"])
def test_histories_of_every_engine(engine):
    products = 15 if engine in QUICK else 5
    held(engine, right(list(random_histories(Random(7), products))), ON, ORDERS["both"])


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_histories_of_few_columns(order):
    without = [key for key in DAYS if key not in {"issued_on", "withdrawn_on"}]
    none = dict.fromkeys(without)
    answers = right([{**row, **none, "pending": 0} for row in random_histories(Random(3), 20)])
    held("polars", answers, ON, ORDERS[order], [*without, "pending"])


def again_and_again(count):
    """One product of fewer and fewer stars, each re-evaluated within the term of the first."""
    day, none = date(2024, 1, 1), dict.fromkeys(DAYS[1:])
    for n in range(count):
        issued = day + timedelta(days=30 * n)
        row = {"n": n, "code": "a", "issued_on": issued, "stars": 3 if n else 4, "pending": 0}
        yield {**row, "kind": "re-evaluation", **none}


def test_a_lazy_frame_follows_eight_certificates_of_a_product():
    readings = ORDERS["waits"]
    held("polars-lazy", list(again_and_again(8)), ON, readings)
    held("polars", list(again_and_again(12)), ON, readings)
    data, rules = table(list(again_and_again(9))), ocop.Rules().read(**readings)
    asked = {"on": ON, "key": "code", "rules": rules, "want": ["standing", "faults"]}
    result = rows(standings(frame("polars-lazy", data), **asked))
    assert {(row["standing"], row["faults"]) for row in result} == {(None, "code:history-too-long")}
    with pytest.raises(InputError, match="more certificates than a lazy frame can follow"):
        standings(frame("polars-lazy", data), **asked, faults="raise")


def test_readings_of_histories_ask_for_more_columns():
    data = pa.table({"code": ["a"], "issued_on": [ON]})
    for readings, wanted in ((ORDERS["waits"], ["kind", "stars"]), (ORDERS["revives"], ["kind"])):
        with pytest.raises(InputError) as caught:
            standings(data, on=ON, key="code", rules=ocop.Rules().read(**readings))
        assert [(one.code, one.values["given"]) for one in caught.value.faults] == [
            ("no-such-column", name) for name in wanted
        ]
    data = pa.table({"n": [0, 1], "code": ["a", "b"], "issued_on": [ON, ON], "kind": ["x", " "]})
    rules = ocop.Rules().read(**ORDERS["revives"])
    result = rows(standings(data, on=ON, key="code", rules=rules, want=["standing", "faults"]))
    assert [(row["standing"], row["faults"]) for row in result] == [
        (None, "kind:not-known"),
        ("valid", ""),
    ]


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb", "sqlframe"])
def test_a_row_of_no_product_is_at_fault(engine):
    days = pa.array([ON] * 4)
    data = pa.table({"n": range(4), "code": ["a", None, None, "a"], "issued_on": days})
    result = rows(standings(frame(engine, data), on=ON, key="code", want="faults"))
    assert [row["faults"] for row in result] == [
        "code:recognised-twice",
        *["code:missing"] * 2,
        "code:recognised-twice",
    ]


def test_what_is_no_rules_is_refused():
    with pytest.raises(InputError) as caught:
        standings(pa.table({"a": [1]}), on=ON, key="code", rules=4)
    assert [one.code for one in caught.value.faults] == ["not-rules"]
