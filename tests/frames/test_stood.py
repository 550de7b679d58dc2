"""Standings of frames of every engine are those of the registry, cell by cell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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


def table(answers):
    kinds = {"n": pa.int64(), "code": pa.string(), "stars": pa.int64(), "pending": pa.int64()}
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
    return Recognition(name="–", pending=bool(row["pending"]), **fields)


def plain(value):
    return value.date() if isinstance(value, datetime) else value


def held(engine, answers, on):
    data = frame(engine, table(answers))
    result = rows(standings(data, on=on, key="code", want=STANDINGS))
    registry = Registry([recognition(row) for row in answers])
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


@pytest.mark.parametrize("engine", [*engines(), "dask-two"])
def test_standings_of_every_engine(engine):
    held(engine, right(list(random_rows(Random(5), 25))), ON)


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


def test_readings_of_histories_are_refused():
    rules = ocop.Rules().read(lower_rank="after-old-term")
    with pytest.raises(InputError) as caught:
        standings(pa.table({"a": [1]}), on=ON, key="code", rules=rules)
    assert [one.code for one in caught.value.faults] == ["reading-of-histories"]
    with pytest.raises(InputError) as caught:
        standings(pa.table({"a": [1]}), on=ON, key="code", rules=4)
    assert [one.code for one in caught.value.faults] == ["not-rules"]
