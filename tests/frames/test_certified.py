"""Certificates of frames of every engine are what each certificate says, cell by cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import narwhals.stable.v2 as nw
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocop
from ocop.cycle import Certificate, Withdrawal
from ocop.cycle.certificate.term import last_valid_day
from ocop.errors import InputError, NotRegulated, OcopError
from ocop.frames import certificates
from ocop.frames.certified import OUTPUTS

from .engines import ALIKE, QUICK, engines, frame, rows

DAYS = (
    "issued_on",
    "valid_from",
    "withdrawn_on",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)
#: Days on which a rule begins or a month is short.
EDGES = [date(2019, 8, 21), date(2022, 12, 31), date(2024, 2, 29), date(2023, 2, 28)]
EDGES += [date(2023, 8, 31), date(2026, 5, 22), date(2026, 9, 18), date(2023, 9, 18)]

DRAFT_DATA = {
    "id": "draft",
    "kind": "proposal",
    "title": {"vi": "Nháp", "en": "Draft"},
    "amends": "26",
    "from": date(2027, 1, 1),
    "reference": "–",
    "certificates": {"months": 18},
    "window": {"earliest": 90, "latest": 30},
}
DRAFT = ocop.Changes.from_dict(DRAFT_DATA)


def random_rules(random):
    rules = ocop.Rules().read(
        last_valid_day=random.choice(["anniversary", "day-before"]),
        rest_day=random.choice(["stays", "moves"]),
        extension=random.choice(["transitional", "standing"]),
        extension_filing=random.choice(["by-last-day", "later-too"]),
    )
    return rules.amended(DRAFT) if random.random() < 0.5 else rules


def random_row(random, n):
    """A row: mostly right, at times with a day before what it follows."""
    issued = random.choice([*EDGES, date(2019, 8, 21) + timedelta(days=random.randrange(3600))])
    row = {"n": n, "issued_on": issued, **dict.fromkeys(DAYS[1:])}
    row["stars"] = random.choice([3, 4, 5] * 8 + [None, 2, 6])
    if random.random() < 0.2:
        row["valid_from"] = issued + timedelta(days=random.choice([0, 1, 40, 400]))
    last = issued + timedelta(days=1095)
    near = [last + timedelta(days=k) for k in (-400, -1, 0, 1, 2, 100, 179, 180, 181, 300)]
    for key in DAYS[2:]:
        if random.random() < 0.3:
            row[key] = random.choice(near)
    if row["re_evaluation_filed_on"] is None and random.random() < 0.8:
        row["re_evaluation_decided_on"] = None
    if random.random() < 0.1:
        row[random.choice(DAYS)] = random.choice([None, date(2019, 8, 20), date(2018, 1, 1)])
    if random.random() < 0.02:
        row[random.choice(DAYS[:2])] = date(9991, 1, 1)
    return row


def table(answers, **kinds):
    columns = {"n": pa.array([row["n"] for row in answers], pa.int64())}
    for key in answers[0]:
        kind = kinds.get(key, pa.int64() if key in {"n", "stars"} else pa.date32())
        columns[key] = pa.array([row[key] for row in answers], kind)
    return pa.table(columns)


def expected(row, on, rules):
    """What the certificate says of a row."""
    faults = []
    try:
        withdrawn = row.get("withdrawn_on")
        held = Certificate(
            product="–",
            rules=rules,
            withdrawal=None if withdrawn is None else Withdrawal(on=withdrawn),
            **{k: v for k, v in row.items() if k not in {"n", "withdrawn_on"}},
        )
    except InputError as err:
        faults = [one.place.replace("withdrawal.on", "withdrawn_on") for one in err.faults]
        faults = [f"{at}:{one.code}" for at, one in zip(faults, err.faults, strict=True)]
        return {**dict.fromkeys(OUTPUTS), "fault": True, "faults": sorted(faults)}
    status = held.status(on)
    return {
        "last_valid_day": held.last_valid_day,
        "extended_to": held.extended_to,
        "filing_from": regulated(lambda: held.filing_window.first),
        "filing_to": regulated(lambda: held.filing_window.last),
        "notice_by": regulated(lambda: held.notice_by),
        "status": str(status),
        "in_force": status.counts,
        "fault": False,
        "faults": [],
    }


def regulated(ask):
    try:
        return ask()
    except NotRegulated:
        return None


def as_compared(row):
    plain = {name: row[name] for name in OUTPUTS}
    for name, value in plain.items():
        if isinstance(value, datetime):
            assert value.time() == time()
            plain[name] = value.date()
    flags = {
        name: None if plain[name] is None else bool(plain[name]) for name in ("in_force", "fault")
    }
    return {**plain, **flags, "faults": sorted((plain["faults"] or "").split())}


def held(engine, answers, on, rules, **kinds):
    data = frame(engine, table(answers, **kinds))
    result = rows(certificates(data, on=on, rules=rules, want=OUTPUTS))
    assert len(result) == len(answers)
    for row, answer in zip(result, answers, strict=True):
        assert as_compared(row) == expected(answer, on, rules), answer


@pytest.mark.parametrize("rest_day", ["stays", "moves"])
def test_terms_that_end_on_any_day_of_the_week(rest_day):
    """Terms of two lengths, the later of a draft."""
    answers = [random_row(Random(3), n) for n in range(28)]
    for row in answers:
        year = 2023 if row["n"] % 2 else 2027
        row["issued_on"] = date(year, 9, 1) + timedelta(days=row["n"])
    rules = ocop.Rules().read(rest_day=rest_day).amended(DRAFT)
    held("polars", answers, date(2026, 9, 8), rules)


@given(engine=st.sampled_from(QUICK), seed=st.integers(0, 2**32))
@settings(max_examples=12, deadline=None)
def test_a_frame_says_what_the_certificates_say(engine, seed):
    random_frame(engine, seed)


@pytest.mark.parametrize("engine", [*engines(), *ALIKE])
def test_certificates_of_every_engine(engine):
    random_frame(engine, 7)


def random_frame(engine, seed):
    random = Random(seed)
    answers = [random_row(random, n) for n in range(60)]
    on = random.choice([date(2026, 11, 21), date(2023, 6, 1), date(2030, 2, 28)])
    held(engine, answers, on, random_rules(random))


@pytest.mark.parametrize("months", [1, 6, 18, 48])
def test_every_day_of_a_leap_cycle_ends_as_the_certificate_does(months):
    draft = ocop.Changes.from_dict({**DRAFT_DATA, "certificates": {"months": months}})
    rules = ocop.Rules().amended(draft)
    days = [date(2027, 1, 1) + timedelta(days=7 * k + j) for k in range(300) for j in (0, 1, 5)]
    answers = [{"n": n, "issued_on": day} for n, day in enumerate(days)]
    result = certificates(frame("polars", table(answers)), on=days[0], rules=rules)
    assert result["last_valid_day"].to_list() == [last_valid_day(day, rules=rules) for day in days]


@pytest.mark.parametrize("engine", engines())
def test_the_day_of_issue_is_enough(engine):
    answers = [{"n": n, "issued_on": day} for n, day in enumerate([*EDGES, None])]
    data = frame(engine, table(answers))
    result = rows(certificates(data, on=date(2026, 11, 21), want=OUTPUTS))
    for row, answer in zip(result, answers, strict=True):
        whole = {**answer, "stars": 3}
        assert as_compared(row) == expected(whole, date(2026, 11, 21), ocop.Rules())


@pytest.mark.parametrize("left_out", DAYS[1:])
def test_any_column_but_one_may_be_missing(left_out):
    answers = [random_row(Random(n), n) for n in range(60)]
    answers = [{k: v for k, v in row.items() if k != left_out} for row in answers]
    held("polars", answers, date(2026, 11, 21), ocop.Rules())


@pytest.mark.parametrize("engine", QUICK)
def test_no_rows_are_no_rows(engine):
    empty = table([random_row(Random(1), 0)]).slice(0, 0)
    assert rows(certificates(frame(engine, empty), on=date(2026, 1, 1), want=OUTPUTS)) == []


@pytest.mark.parametrize("engine", QUICK)
def test_a_midnight_is_its_day_and_an_hour_a_fault(engine):
    midnight = datetime.combine(date(2024, 1, 10), time())
    answers = [
        {"n": 0, "issued_on": midnight},
        {"n": 1, "issued_on": midnight.replace(hour=8)},
        {"n": 2, "issued_on": None},
    ]
    data = frame(engine, table(answers, issued_on=pa.timestamp("us")))
    result = [
        as_compared(row) for row in rows(certificates(data, on=date(2026, 1, 1), want=OUTPUTS))
    ]
    assert [row["last_valid_day"] for row in result] == [date(2027, 1, 10), None, None]
    assert [row["faults"] for row in result] == [
        [],
        ["issued_on:not-a-date"],
        ["issued_on:missing"],
    ]


@pytest.mark.parametrize("engine", [*engines(), *ALIKE])
def test_faults_can_be_an_error(engine):
    right = {"n": 0, "issued_on": date(2024, 1, 10), "stars": 3}
    wrong = {"n": 1, "issued_on": date(2024, 1, 10), "stars": 2}
    on = date(2026, 1, 1)
    with pytest.raises(InputError) as caught:
        certificates(frame(engine, table([right, wrong])), on=on, faults="raise")
    (one,) = caught.value.faults
    assert (one.code, one.path[-1]) == ("not-a-certified-rank", "stars")
    fine = certificates(frame(engine, table([right])), on=on, faults="raise", want="status")
    assert rows(fine)[0]["status"] == "valid"


def codes(*arguments, **named):
    with pytest.raises(OcopError) as caught:
        certificates(*arguments, **named)
    return [(one.code, *one.path) for one in caught.value.faults]


def test_what_is_wrong_is_said_at_once():
    named = {"want": ["x"], "faults": "no", "columns": [], "prefix": 3, "rules": 4}
    assert codes(3, on="x", **named) == [
        ("not-a-date", "on"),
        ("not-rules", "rules"),
        ("not-known", "want", 0),
        ("not-known", "faults"),
        ("not-text", "prefix"),
        ("not-a-table", "columns"),
        ("not-a-frame", "frame"),
    ]
    on = date(2026, 1, 1)
    fine = table([{"n": 0, "issued_on": on}])
    assert codes(fine, on=on, columns={"x": "n", "stars": 3, "valid_from": "no"}) == [
        ("not-known", "columns"),
        ("not-text", "columns", "stars"),
    ]
    assert codes(fine, on=on, columns={"valid_from": "no"}) == [
        ("no-such-column", "columns", "valid_from")
    ]
    assert codes(fine.select(["n"]), on=on) == [("no-such-column", "frame")]
    taken = fine.append_column("status", [[1]]).append_column("__ocop_first", [[1]])
    assert codes(taken, on=on) == [
        ("column-taken", "frame", "status"),
        ("column-taken", "frame", "__ocop_first"),
    ]
    assert codes(fine, on=on, columns={"valid_from": "n"}) == [("column-not-days", "frame", "n")]
    text = fine.append_column("stars", [["3"]])
    assert codes(text, on=on) == [("column-not-options", "frame", "stars")]
    zoned = table([{"n": 0, "issued_on": None}], issued_on=pa.timestamp("us", "Asia/Ho_Chi_Minh"))
    assert codes(zoned, on=on) == [("column-not-days", "frame", "issued_on")]
    words = frame("pandas", fine).astype({"issued_on": object})
    words.loc[0, "issued_on"] = "2024-01-10"
    assert codes(words, on=on) == [("column-not-days", "frame", "issued_on")]


def test_columns_have_any_name():
    data = pa.table({"ngày cấp": pa.array([date(2024, 1, 10)]), "valid_from": pa.nulls(1)})
    result = certificates(
        nw.from_native(data),
        on=date(2026, 1, 1),
        columns={"issued_on": "ngày cấp"},
        want="status",
        prefix="o_",
    )
    assert isinstance(result, nw.DataFrame)
    assert result["o_status"].to_list() == ["valid"]
