"""Frames of every engine score as the scorecard does, cell by cell."""

from __future__ import annotations

from datetime import date
from random import Random

import narwhals.stable.v2 as nw
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import ocop
from ocop.errors import Faults, InputError
from ocop.frames import score
from ocop.frames.engine import engine_of
from ocop.frames.plan import OUTPUTS, Read
from ocop.frames.sql import sql_engine
from ocop.frames.term import terms_of
from ocop.testing import strategies

from .answers import (
    as_compared,
    expected,
    long_cells,
    of_every_make,
    random_rows,
    random_rubric,
    table,
)
from .engines import QUICK, SLOW, engines, few_sets, frame, rows


def held(engine, rubric, answers, want=OUTPUTS, *, kind=None, right=None):
    """Hold the scores of an engine to those of the scorecard, which ``right`` may say."""
    scored = score(frame(engine, table(answers, kind)), rubric, want=want)
    result = rows(scored.frame)
    assert len(result) == len(answers)
    right = right or [expected(rubric, answer) for answer in answers]
    for row, answer, should in zip(result, answers, right, strict=True):
        found = as_compared({name: row[name] for name in want})
        differ = {k: (found[k], should[k]) for k in want if found[k] != should[k]}
        assert not differ, answer
        assert row["n"] == answer["n"]


@pytest.mark.parametrize("engine", QUICK)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=3, deadline=None)
def test_a_frame_scores_as_the_scorecard(engine, seed):
    random = Random(seed)
    rubric = random_rubric(random)
    held(engine, rubric, random_rows(rubric, random, 30))


def test_no_plan_keeps_a_frame():
    """A plan is kept for the next frame; a hundred of them kept a hundred frames in memory."""
    for name in ("polars", "duckdb"):
        data = nw.from_native(frame(name, pa.table({"1.1": [1]})))
        engine = engine_of(data, ("1.1",), Faults())
        for one in (engine, *([sql_engine(engine)] if name == "duckdb" else [])):
            read = Read.of(one)
            assert (read.key, read.engine.frame) == (one.key, None)
            assert one.frame is not None


@pytest.mark.parametrize("engine", engines())
@given(rubric=strategies.small_rubrics(rules=strategies.rules()), seed=st.integers(0, 2**32))
@settings(max_examples=3, deadline=None, phases=[Phase.generate])
def test_a_made_up_rubric_scores_as_the_scorecard(engine, rubric, seed):
    held(engine, rubric, random_rows(rubric, Random(seed), 40))


#: What is asked of each of the rubrics of engines that make a query of every expression: those of the
#: texts take ten times as long as all others. The properties above ask them too.
PLAIN = ("part_a", "total", "stars", "excluded", "fault")


@pytest.mark.slow
@pytest.mark.parametrize("decision", [regime.id for regime in ocop.regimes()])
def test_every_rubric_scores_as_the_scorecard(decision):
    regime = ocop.regime(decision)
    for number in regime.sets:
        rubric = regime.rubric(number)
        answers = random_rows(rubric, Random(number.number), 20)
        right = [expected(rubric, answer) for answer in answers]
        for engine in ("polars", "pyarrow"):
            held(engine, rubric, answers, right=right)


@pytest.mark.slow
@pytest.mark.parametrize(
    "engine", [one for one in (*QUICK, *SLOW) if one not in {"polars", "pyarrow"}]
)
def test_rubrics_of_every_make_score_as_the_scorecard(engine):
    want = PLAIN if engine in {"duckdb", *SLOW} else OUTPUTS
    # partitions of dask are frames of pandas, batches of pyspark tables of pyarrow
    some = of_every_make()[:2] if engine in {"dask", "pyspark"} else of_every_make()
    for n, rubric in enumerate(some):
        held(engine, rubric, random_rows(rubric, Random(n), 20), want)


@pytest.mark.slow
def test_ibis_scores_as_it_comes():
    rubric = ocop.regimes()[-1].rubric(1)
    held("ibis-as-it-comes", rubric, random_rows(rubric, Random(1), 20), PLAIN)


_WANT = [("stars", "fault"), ("cap",), OUTPUTS[:-1]]


@pytest.mark.parametrize(
    ("engine", "want"),
    [
        *((engine, want) for engine in QUICK for want in _WANT),
        *(pytest.param(engine, _WANT[0], marks=pytest.mark.slow) for engine in SLOW),
    ],
)
def test_only_what_is_asked_for_is_added(engine, want):
    rubric = ocop.regimes()[-1].rubric(1)
    answers = random_rows(rubric, Random(1), 20)
    result = rows(score(frame(engine, table(answers)), rubric, want=want).frame)
    assert set(result[0]) - set(answers[0]) == set(want)
    held(engine, rubric, answers, want)


KINDS = {
    "int8": pa.int8(),
    "int16": pa.int16(),
    "uint8": pa.uint8(),
    "uint64": pa.uint64(),
    "float": pa.float64(),
    "decimal": pa.decimal128(5, 1),
    "text": pa.string(),
    "categorical": pa.dictionary(pa.int32(), pa.string()),
}


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("kind", KINDS)
def test_any_column_of_numbers_is_read(engine, kind):
    if kind == "categorical" and engine in {"duckdb", "pandas-nullable"}:
        kind = "text"
    rubric = ocop.regimes()[-1].rubric(3)
    answers = random_rows(rubric, Random(5), 30)
    if kind == "decimal" and engine in {"pandas", "pandas-nullable"}:
        kind = "float"
    if kind.startswith("u"):
        answers = [{k: None if v is None else abs(v) for k, v in row.items()} for row in answers]
    held(engine, rubric, answers, OUTPUTS[:-1], kind=KINDS[kind])


def checklist_rubric():
    return next(
        rubric
        for regime in ocop.regimes()
        for rubric in (regime.rubric(one) for one in regime.sets)
        if any(one.choice == "many" for one in rubric.criteria)
    )


@pytest.mark.parametrize("engine", QUICK)
def test_flags_are_true_or_false(engine):
    rubric = checklist_rubric()
    answers = random_rows(rubric, Random(6), 30)
    flags = [name for name in answers[0] if "[" in name or ":" in name]
    for row in answers:
        row.update({name: None if row[name] is None else row[name] % 2 for name in flags})
    data = table(answers)
    for name in flags:
        place = data.column_names.index(name)
        data = data.set_column(place, name, data[name].cast(pa.bool_()))
    result = rows(score(frame(engine, data), rubric, want=OUTPUTS).frame)
    assert [as_compared({name: row[name] for name in OUTPUTS}) for row in result] == [
        expected(rubric, answer) for answer in answers
    ]


@pytest.mark.parametrize("engine", QUICK)
def test_what_is_no_whole_number_is_a_fault_of_its_row(engine):
    rubric = ocop.regimes()[-1].rubric(1)
    lowest = {one.no: "1" for one in rubric.criteria}
    lowest |= {"5.1": "2"}
    words = ("1", "x", "1.5", "\t2\n", "04", "-1", " ")
    answers = [{**lowest, "1.1": word} for word in words]
    answers = [{"n": n, **row} for n, row in enumerate(answers)]
    result = rows(score(frame(engine, table(answers, pa.string())), rubric, want=OUTPUTS).frame)
    wrong = "1.1:not-an-option"
    none, empty = "1.1:no-such-option", "1.1:no-option-chosen"
    assert [row["faults"] for row in result] == ["", wrong, wrong, "", none, none, empty]
    values = {
        1.5: wrong,
        float("inf"): none,
        2.0: "",
        3.5: wrong,
        4.5: none,
        -0.5: wrong,
        -1.5: none,
    }
    answers = [
        {**dict.fromkeys(lowest, 1.0), "5.1": 2.0, "n": n, "1.1": v} for n, v in enumerate(values)
    ]
    result = rows(score(frame(engine, table(answers, pa.float64())), rubric, want=OUTPUTS).frame)
    assert [row["faults"] for row in result] == list(values.values())


@pytest.mark.parametrize("engine", QUICK)
def test_numbers_far_out_of_range_do_no_harm(engine):
    rubric = ocop.regimes()[-1].rubric(1)
    lowest = dict.fromkeys([one.no for one in rubric.criteria], 1)
    answers = [
        {"n": n, **lowest, "5.1": 2, "1.1": v} for n, v in enumerate((2**62, -(2**62), 300, 1))
    ]
    for want in (OUTPUTS, OUTPUTS[:-1]):
        result = rows(score(frame(engine, table(answers)), rubric, want=want).frame)
        assert [bool(row["fault"]) for row in result] == [True, True, True, False]
        assert [row["total"] for row in result][:3] == [None] * 3


@pytest.mark.parametrize("engine", engines())
def test_no_rows_are_no_rows(engine):
    rubric = ocop.regimes()[-1].rubric(1)
    empty = table(random_rows(rubric, Random(1), 1)).slice(0, 0)
    assert rows(score(frame(engine, empty), rubric, want=OUTPUTS).frame) == []


def slow(engine, others):
    """The engines, one of them slow: as many sets are as many queries in one."""
    one = pytest.param(engine, marks=pytest.mark.slow)
    return [*(other for other in others if other != engine), one]


def mixed(count, seed=3):
    """Rows of the sets 1, 2 and 26, of none and of one that there is not."""
    regime, random = ocop.regimes()[-1], Random(seed)
    answers = []
    for n in range(count):
        number = random.choice([1, 2, 26, None, 99])
        rubric = regime.rubric(number if number in {1, 2, 26} else 1)
        answers.append({**random_rows(rubric, random, 1)[0], "n": n, "set": number})
    names = dict.fromkeys(name for row in answers for name in row)
    return regime, [{name: row.get(name) for name in names} for row in answers]


@pytest.mark.parametrize("engine", slow("duckdb", engines()))
def test_many_sets_stand_in_one_frame(engine, monkeypatch):
    regime, answers = mixed(60)
    if engine in SLOW:
        few_sets(monkeypatch, 1, 2, 26)
    scored = score(frame(engine, table(answers)), regime, want=OUTPUTS)
    result = rows(scored.frame)
    assert [row["n"] for row in result] == list(range(len(answers)))
    for row, answer in zip(result, answers, strict=True):
        found = as_compared({name: row[name] for name in OUTPUTS})
        if answer["set"] in {1, 2, 26}:
            rubric = regime.rubric(answer["set"])
            assert found == expected(rubric, {k: v for k, v in answer.items() if k in keys(rubric)})
        else:
            nothing = dict.fromkeys(OUTPUTS)
            assert found == {**nothing, "fault": True, "faults": ["set:no-such-set"]}
    assert set(scored.doubts) == {one.product_set.number for one in scored.rubrics if one.doubts}


def keys(rubric):
    return set(random_rows(rubric, Random(1), 1)[0])


@pytest.mark.parametrize("engine", ["polars", "pandas", "polars-lazy", "pyarrow"])
def test_rows_keep_their_order(engine):
    regime, answers = mixed(40)
    result = rows(score(frame(engine, table(answers)), regime, want=["stars"]).frame, None)
    assert [row["n"] for row in result] == list(range(40))


def as_long(answers):
    return [
        {"product": row["n"], "criterion": name.partition("[")[0], "option": option}
        for row in answers
        for name, option in long_cells(row)
    ]


def long_frame(engine, answers):
    cells = as_long(answers)
    kinds = {"product": pa.int64(), "criterion": pa.string(), "option": pa.int64()}
    return frame(
        engine, pa.table({k: pa.array([c[k] for c in cells], v) for k, v in kinds.items()})
    )


@pytest.mark.parametrize("engine", QUICK)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=3, deadline=None)
def test_a_long_frame_scores_as_a_wide_one(engine, seed):
    held_long(engine, Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("engine", SLOW)
def test_a_long_frame_of_slow_engines(engine):
    held_long(engine, Random(1))


def held_long(engine, random):
    """Hold the scores of a long frame to those of the scorecard."""
    rubric = random_rubric(random)
    answers = random_rows(rubric, random, 20)
    checklists = [key for key in answers[0] if "[" in key]
    for row in answers:
        row.update({key: row[key] if row[key] in {0, 1} else 0 for key in checklists})
    data = long_frame(engine, answers)
    result = rows(score(data, rubric, key="product", want=OUTPUTS).frame, "product")
    for row, answer in zip(result, answers, strict=True):
        assert as_compared({name: row[name] for name in OUTPUTS}) == expected(rubric, answer)


@pytest.mark.parametrize("engine", QUICK)
def test_a_long_frame_says_what_stands_twice_or_nowhere(engine):
    rubric = checklist_rubric()
    many = next(one for one in rubric.criteria if one.choice == "many")
    answers = random_rows(rubric, Random(2), 12)
    for row in answers:
        for term in terms_of(rubric):
            row[term.key] = term.last
        row.update({name: 0 for name in row if ":" in name})
    cells = as_long(answers)
    other = rubric.criteria[0]
    cells += [
        {"product": 1, "criterion": other.id, "option": 1},
        {"product": 2, "criterion": "99.9", "option": 1},
        {"product": 3, "criterion": many.no, "option": 9},
        {"product": 4, "criterion": many.no, "option": 1},  # ticked twice
        {"product": 5, "criterion": None, "option": None},
    ]
    kinds = {"product": pa.int64(), "criterion": pa.string(), "option": pa.int64()}
    data = frame(
        engine, pa.table({k: pa.array([c[k] for c in cells], v) for k, v in kinds.items()})
    )
    result = rows(score(data, rubric, key=["product"], want=["faults"]).frame, "product")
    wrong = {1: "criterion-twice", 2: "not-a-criterion", 4: "criterion-twice", 5: "not-a-criterion"}
    found = {row["product"]: row["faults"] for row in result if row["faults"]}
    assert "no-such-option" in found.pop(3)
    assert found == wrong


@pytest.mark.parametrize("engine", slow("duckdb", ["polars", "polars-lazy", "pandas"]))
def test_many_sets_stand_in_a_long_frame(engine, monkeypatch):
    if engine == "duckdb":
        few_sets(monkeypatch, 1, 2, 26)
    regime, answers = mixed(20)
    sets = {row["n"]: row.pop("set") for row in answers}
    cells = []
    for row in answers:
        number = sets[row["n"]] if sets[row["n"]] in {1, 2, 26} else 1
        own = {k: v for k, v in row.items() if k in keys(regime.rubric(number))}
        cells += [{**cell, "set": sets[row["n"]]} for cell in as_long([own])]
    kinds = {
        "product": pa.int64(),
        "criterion": pa.string(),
        "option": pa.int64(),
        "set": pa.int64(),
    }
    data = frame(
        engine, pa.table({k: pa.array([c[k] for c in cells], v) for k, v in kinds.items()})
    )
    result = rows(score(data, regime, key="product", want=OUTPUTS).frame, "product")
    assert [row["product"] for row in result] == list(range(20))
    for row, answer in zip(result, answers, strict=True):
        number = sets[row["product"]]
        if number in {1, 2, 26}:
            own = {k: v for k, v in answer.items() if k in keys(regime.rubric(number))}
            assert bool(row["fault"]) == expected(regime.rubric(number), own)["fault"]
        else:
            assert row["faults"] == "set:no-such-set"


@pytest.mark.parametrize("engine", engines())
def test_faults_can_be_an_error(engine):
    rubric = ocop.regimes()[-1].rubric(1)
    best = {one.no: len(one.options) for one in rubric.criteria}
    data = frame(engine, table([{"n": 0, **best}, {"n": 1, **best, "1.1": 9}]))
    with pytest.raises(InputError) as caught:
        score(data, rubric, faults="raise")
    (one,) = caught.value.faults
    assert one.code == "no-such-option"
    assert one.path[-1] == "1.1"
    fine = frame(engine, table([{"n": 0, **best}]))
    assert rows(score(fine, rubric, faults="raise", want="stars").frame)[0]["stars"] == 5


def test_an_error_says_which_row_or_product():
    rubric = ocop.regimes()[-1].rubric(1)
    best = {one.no: len(one.options) for one in rubric.criteria}
    data = table([{"n": 0, **best}, {"n": 1, **best, "1.1": 9}])
    with pytest.raises(InputError) as caught:
        score(data, rubric, faults="raise")
    assert caught.value.faults[0].path == (1, "1.1")
    with pytest.raises(InputError) as caught:
        score(
            long_frame("polars", [{"n": 7, **best, "1.1": 9}]),
            rubric,
            key="product",
            faults="raise",
        )
    assert caught.value.faults[0].path == ("7", "1.1")


def codes(call, *arguments, **named):
    with pytest.raises(InputError) as caught:
        call(*arguments, **named)
    return [(one.code, *one.path) for one in caught.value.faults]


def test_what_is_wrong_with_a_frame_is_said_at_once():
    rubric = ocop.regimes()[-1].rubric(1)
    best = {one.no: [len(one.options)] for one in rubric.criteria}
    assert codes(score, 3, 4, want=["x"], faults="no", columns=[]) == [
        ("not-known", "want", 0),
        ("not-known", "faults"),
        ("not-a-rubric", "rubric"),
        ("not-a-frame", "frame"),
        ("not-a-table", "columns"),
    ]
    assert codes(score, pa.table(best), rubric, columns={3: "x", "1.1": 4, "9.9": "n"}) == [
        ("key-not-text", "columns"),
        ("not-text", "columns", "1.1"),
        ("not-a-criterion", "columns", "9.9"),
    ]
    lacking = {name: column for name, column in best.items() if name not in {"1.1", "5.2"}}
    assert codes(score, pa.table(lacking), rubric) == [("column-missing", "frame", "1.1")]
    assert codes(score, pa.table(best), rubric, columns={"1.1": "no"}) == [
        ("no-such-column", "columns", "1.1"),
    ]
    twice = {**best, rubric.criteria[0].id: [1]}
    assert codes(score, pa.table(twice), rubric) == [
        ("criterion-twice", "frame", rubric.criteria[0].id)
    ]
    taken = pa.table({**best, "stars": [1], "__ocop_n1": [2]})
    assert codes(score, taken, rubric) == [
        ("column-taken", "frame", "stars"),
        ("column-taken", "frame", "__ocop_n1"),
    ]
    for kind in (pa.date32(), pa.bool_()):
        flags = pa.table({**best, "1.1": pa.array([None], kind)})
        assert codes(score, flags, rubric) == [("column-not-options", "frame", "1.1")]
    assert codes(score, pa.table(best), rubric.regime) == [("no-such-column", "frame")]
    assert codes(score, pa.table(best), rubric, key="product") == [("no-such-column", "frame")] * 3


def test_columns_have_any_name():
    rubric = ocop.regimes()[-1].rubric(1)
    first, *others = rubric.criteria
    best = {one.id: [len(one.options)] for one in others}
    data = pa.table({**best, "mine": [1], "stars": [0]})
    columns = {first.no: "mine"}
    scored = score(data, rubric, columns=columns, want=["total", "stars"], prefix="o_")
    assert scored.frame["o_total"].to_pylist() == [98]
    assert "Rubric 26/1" in repr(scored)
    assert scored.rules == rubric.rules
    assert repr(score(mixed_frame(), rubric.regime)) == f"<Scored on {rubric.regime!r}: Table>"


def mixed_frame():
    return table(mixed(3)[1])


def test_a_frame_of_narwhals_stays_one():
    rubric = ocop.regimes()[-1].rubric(1)
    data = nw.from_native(table(random_rows(rubric, Random(1), 3)))
    assert isinstance(score(data, rubric).frame, nw.DataFrame)


def test_objects_of_pandas_are_read_by_what_they_spell():
    import pandas as pd

    rubric = ocop.regimes()[-1].rubric(1)
    best = {one.no: [len(one.options)] * 6 for one in rubric.criteria}
    cells = pd.Series([1, 2.0, "3", None, [3], True], dtype=object)
    result = score(pd.DataFrame(best).assign(**{"1.1": cells}), rubric, want=OUTPUTS).frame
    assert list(result["faults"]) == ["", "", "", "1.1:no-option-chosen", "1.1:not-an-option", ""]
    assert list(result["part_a"][:3] - result["part_a"][0]) == [0, 1, 2]


def test_an_amended_rubric_is_scored_as_it_is():
    rubric = ocop.regimes()[-1].rubric(1)
    for other in (rubric.without_minima(), rubric.amended(bands={4: 75})):
        held("polars", other, random_rows(other, Random(2), 60))


GREAT = """
id = "great"
kind = "proposal"
title = { vi = "Lớn", en = "Great" }
amends = "26"
from = 2027-01-01
reference = "x"
total = 284

[[criteria]]
sets = [1]
no = "1.1"
option = 3
points = 90

[[criteria]]
sets = [1]
no = "1.3"
option = 3
points = 100
"""


@pytest.mark.parametrize("engine", QUICK)
def test_points_that_no_eight_bits_hold_are_added_up(engine):
    rules = ocop.Rules().amended(ocop.from_toml(ocop.law.Changes, GREAT))
    rubric = rules.regime_on(date(2027, 3, 1)).rubric(1)
    answers = random_rows(rubric, Random(1), 40)
    assert max(expected(rubric, row)["part_a"] or 0 for row in answers) > 127
    for want in (OUTPUTS, OUTPUTS[:-1]):
        held(engine, rubric, answers, want, kind=pa.int8())
