"""What a frame may come to under a new table is what each of its sheets may, cell by cell."""

from __future__ import annotations

from datetime import date
from random import Random

import narwhals.stable.v2 as nw
import pytest

import ocop
from ocop.errors import InputError
from ocop.frames import crosswalk, crosswalked
from ocop.law.set_pair import set_pairs

from .answers import expected, random_rows, table
from .engines import QUICK, engines, frame, rows
from .test_impacted import HEAD, LINES, sheet_of

#: Checklists stay as they are; whole points lie between two printed bands.
HIGHER = ocop.Changes.from_dict(
    {
        **HEAD,
        "amends": "1048",
        "from": date(2020, 1, 1),
        "bands": {"4": 75, "3": {"printed_to": 70}},
    }
)
COLUMNS = ("lowest_total", "highest_total", "lowest_stars", "highest_stars")


def held(engine, rubric, to, answers, **more):
    """The rows of the frame's answer, each that of its sheet."""
    found = rows(crosswalk(frame(engine, table(answers)), rubric, to, **more))
    for answer, row in zip(found, answers, strict=True):
        if expected(rubric, row)["fault"]:
            assert answer["fault"]
            assert {answer[name] for name in (*COLUMNS, "stars", "keeps")} == {None}
            continue
        known = ocop.crosswalk(sheet_of(rubric, row), to, **more)
        assert not answer["fault"]
        for name in COLUMNS:
            assert answer[name] == getattr(known.bounds, name), (row["n"], name)
        assert (answer["stars"], answer["keeps"]) == (known.stars, known.keeps)
    return found


def sheets(decision, number, seed, count=24):
    rubric = ocop.regime(decision).rubric(number)
    return rubric, random_rows(rubric, Random(seed), count)


@pytest.mark.parametrize("engine", [*QUICK, "dask-two"])
def test_the_bounds_of_a_frame_are_those_of_its_sheets(engine):
    rubric, answers = sheets("148", 1, 4)
    held(engine, rubric, "26", answers)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_steps_are_kept_for_the_next_frame_of_such_columns(engine):
    rubric, answers = sheets("148", 1, 4, 3)
    before = crosswalked._plan.cache_info()
    for _ in range(2):
        held(engine, rubric, "26", answers, stars=2)
    after = crosswalked._plan.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("engine", [one for one in engines() if one not in QUICK])
def test_the_bounds_of_slow_engines(engine):
    rubric, answers = sheets("148", 1, 4)
    held(engine, rubric, "26", answers)


#: By what the tables have: a level that excludes, a declaration, one criterion that feeds several.
@pytest.mark.parametrize(
    ("decision", "number", "more"),
    [
        ("148", 16, {}),
        ("148", 24, {"stars": 3}),
        ("1048", 22, {}),
        ("1048", 4, {"to_set": 8}),
        ("781", 26, {}),
    ],
)
def test_tables_of_every_make(decision, number, more):
    rubric, answers = sheets(decision, number, number)
    held("polars", rubric, "26", answers, **more)


@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_ticked_lines_go_where_the_checklist_is_the_same(engine):
    rubric, answers = sheets("1048", 26, 2)
    same = ocop.Rules().amended(HIGHER)
    held(engine, rubric, rubric.regime.amended_by(same), answers)
    held(engine, rubric, rubric.regime.amended_by(LINES), answers)


@pytest.mark.slow
@pytest.mark.parametrize("decision", ["148", "1048", "781"])
def test_all_sets(decision):
    for one, other in set_pairs(ocop.regime(decision).numbering, ocop.regime("26").numbering):
        if one is not None and other is not None:
            rubric, answers = sheets(decision, one, one)
            held("polars", rubric, "26", answers, to_set=other)


def test_only_what_is_asked_for_is_added_in_a_frame_of_its_own_kind():
    rubric, answers = sheets("148", 1, 4)
    columns = {"1a": "mine"}
    data = nw.from_native(frame("polars-lazy", table(answers))).rename({"1a": "mine"})
    found = crosswalk(data, rubric, "26", want="keeps", columns=columns, prefix="to_26_")
    assert isinstance(found, nw.LazyFrame)
    assert found.collect_schema().names() == [*data.collect_schema().names(), "to_26_keeps"]
    told = crosswalk(data, rubric, "26", want=["fault", "faults"], columns=columns)
    for row, answer in zip(rows(told), answers, strict=True):
        known = expected(rubric, answer)
        assert bool(row["fault"]) == known["fault"]
        assert sorted((row["faults"] or "").split()) == known["faults"]


@pytest.mark.parametrize("engine", ["polars", "dask-two"])
def test_rows_at_fault_are_raised_where_that_is_asked(engine):
    rubric, answers = sheets("148", 1, 4)
    fine = next(row for row in answers if not expected(rubric, row)["fault"])
    assert len(rows(crosswalk(frame(engine, table([fine])), rubric, "26", faults="raise"))) == 1
    with pytest.raises(InputError) as caught:
        crosswalk(frame(engine, table([fine, {**fine, "1a": 99}])), rubric, "26", faults="raise")
    assert [fault.code for fault in caught.value.faults] == ["no-such-option"]


def test_what_is_wrong_is_said_at_once():
    rubric, answers = sheets("148", 1, 4, 2)
    data = frame("polars", table(answers))
    with pytest.raises(InputError) as caught:
        crosswalk(3, 4, "26", want=["keep"], prefix=5)
    assert [one.code for one in caught.value.faults] == ["not-a-rubric", "not-known", "not-text"]
    with pytest.raises(InputError) as caught:
        crosswalk(data, rubric, "26", stars=6)
    assert [one.code for one in caught.value.faults] == ["no-such-rank"]
    with pytest.raises(InputError) as caught:
        crosswalk(data.rename({"n": "keeps"}), rubric, "26")
    assert [one.code for one in caught.value.faults] == ["column-taken"]


@pytest.mark.parametrize(
    ("number", "readings"),
    [
        (1, {"star_minima": "own"}),
        (1, {"missed_minimum": "refused"}),
        (26, {"tourism_cases": "one-case"}),
    ],
)
def test_what_joins_criteria_is_refused(number, readings):
    new = ocop.Rules.of(readings).regime("26").rubric(number)
    refused(ocop.regime("148").rubric(number), new, *readings.values())


def test_a_total_of_no_rank_is_refused():
    rubric = ocop.regime("1048").rubric(1)
    new = ocop.Rules.of({"between_bands": "no-rank"}).amended(HIGHER)
    refused(rubric, rubric.regime.amended_by(new).rubric(1), "no-rank")


def refused(rubric, new, *given):
    with pytest.raises(InputError) as caught:
        crosswalk(frame("polars", table(random_rows(rubric, Random(1), 2))), rubric, new)
    (fault,) = caught.value.faults
    assert fault.code == "crosswalk-not-by-unit"
    assert fault.values["given"] in given
