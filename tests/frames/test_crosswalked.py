"""What a frame may come to under a new table is what each of its sheets may, cell by cell."""

from __future__ import annotations

from datetime import date
from random import Random

import narwhals.stable.v2 as nw
import pyarrow as pa
import pytest

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.frames import crosswalk, plan
from ocop.frames.target import PROSPECTS
from ocop.law.set_pair import set_pairs

from .answers import expected, random_rows, table
from .engines import QUICK, SLOW, few_sets, frame, rows
from .test_impacted import HEAD, LINES, sheet_of
from .test_scored import as_long, keys, long_frame

#: Checklists stay as they are; whole points lie between two printed bands.
HIGHER = {
    **HEAD,
    "amends": "1048",
    "from": date(2020, 1, 1),
    "bands": {"4": 75, "3": {"printed_to": 70}},
}
BOUNDS = ("lowest_total", "highest_total", "lowest_stars", "highest_stars")
OWN, REFUSED = {"star_minima": "own"}, {"missed_minimum": "refused"}
ONE_CASE = {"tourism_cases": "one-case"}


def prospect(rubric, row, to, **more):
    """What the sheet of a row comes to, by the names of a frame's columns."""
    nothing = dict.fromkeys(PROSPECTS)
    wrong = expected(rubric, row)["faults"]
    if wrong:
        return {**nothing, "fault": True, "faults": wrong}
    try:
        known = ocop.crosswalk(sheet_of(rubric, row), to, **more)
    except InputError as err:
        faults = [f"{one.path[-1]}:{one.code}" for one in err.faults]
        return {**nothing, "fault": True, "faults": faults}
    bounds = {name: getattr(known.bounds, name) for name in BOUNDS}
    return {**bounds, "stars": known.stars, "keeps": known.keeps, "fault": False, "faults": []}


def as_compared(row):
    told = {name: row[name] for name in PROSPECTS}
    return {**told, "fault": bool(row["fault"]), "faults": sorted((row["faults"] or "").split())}


def held(engine, rubric, to, answers, **more):
    """Each row of the frame's answer is that of its sheet."""
    data = frame(engine, table(answers))
    found = rows(crosswalk(data, rubric, to, want=PROSPECTS, **more))
    for row, answer in zip(found, answers, strict=True):
        assert as_compared(row) == prospect(rubric, answer, to, **more), row
    return found


def sheets(decision, number, seed, count=16):
    rubric = ocop.regime(decision).rubric(number)
    return rubric, random_rows(rubric, Random(seed), count)


@pytest.mark.parametrize("engine", [*QUICK, "dask-two"])
def test_the_bounds_of_a_frame_are_those_of_its_sheets(engine):
    rubric, answers = sheets("148", 1, 4)
    held(engine, rubric, "26", answers)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_steps_are_kept_for_the_next_frame_of_such_columns(engine):
    rubric, answers = sheets("148", 1, 4, 3)
    before = plan._plan.cache_info()
    for _ in range(2):
        held(engine, rubric, "26", answers, stars=2)
    after = plan._plan.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("engine", SLOW)
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
    same = ocop.Rules().amended(ocop.Changes.from_dict(HIGHER))
    held(engine, rubric, rubric.regime.amended_by(same), answers)
    held(engine, rubric, rubric.regime.amended_by(LINES), answers)


#: Minima for their own rank alone, minima that refuse any rank, and sheets held to one case.
@pytest.mark.parametrize(
    ("number", "readings"),
    [(16, OWN), (16, REFUSED), (24, OWN | REFUSED), (26, ONE_CASE), (26, ONE_CASE | REFUSED)],
)
def test_readings_by_which_minima_and_cases_join_criteria(number, readings):
    joined("polars", number, readings)


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
@pytest.mark.parametrize(("number", "readings"), [(16, OWN), (26, ONE_CASE | REFUSED)])
def test_those_readings_in_arrays_and_in_sql(engine, number, readings):
    joined(engine, number, readings)


def joined(engine, number, readings):
    rubric, answers = sheets("148", number, number, 12)
    held(engine, rubric, ocop.Rules.of(readings).regime("26").rubric(number), answers)


def test_a_sheet_of_two_cases_has_no_sheets_of_one():
    """The old sheet may mix them, as it is read; the new one may not."""
    rubric, answers = sheets("148", 26, 26, 40)
    new = ocop.Rules.of(ONE_CASE).regime("26").rubric(26)
    found = held("polars", rubric, new, answers)
    mixed = [row for row in found if row["faults"] == "options:no-one-case"]
    assert mixed
    data = frame("polars", table([answers[row["n"]] for row in mixed]))
    with pytest.raises(InputError) as caught:
        crosswalk(data, rubric, new, want=(), faults="raise")
    assert {(one.code, one.path[1:]) for one in caught.value.faults} == {
        ("no-one-case", ("options",))
    }


def test_a_sheet_that_held_to_one_case_as_well():
    rules = ocop.Rules.of(ONE_CASE | OWN)
    rubric = rules.regime("148").rubric(26)
    held("polars", rubric, "26", random_rows(rubric, Random(2), 24))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("decision", "readings"),
    [("148", {}), ("148", OWN | REFUSED), ("1048", REFUSED), ("781", {})],
)
def test_all_sets(decision, readings):
    new = ocop.Rules.of(readings).regime("26")
    for one, other in set_pairs(ocop.regime(decision).numbering, new.numbering):
        if one is not None and other is not None:
            rubric, answers = sheets(decision, one, one)
            held("polars", rubric, new, answers, to_set=other)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb", "dask-two"])
def test_a_long_frame_comes_to_what_a_wide_one_does(engine):
    rubric, answers = sheets("148", 16, 3, 4)
    data = long_frame(engine, answers)
    found = rows(crosswalk(data, rubric, "26", key="product", want=PROSPECTS), "product")
    assert set(found[0]) == {"product", *PROSPECTS}
    for row, answer in zip(found, answers, strict=True):
        assert as_compared(row) == prospect(rubric, answer, "26")


def test_what_stands_twice_in_a_long_frame_is_a_fault():
    rubric, answers = sheets("148", 16, 3, 4)
    cells = [*as_long(answers), {"product": 1, "criterion": "1a", "option": 1}]
    data = pa.Table.from_pylist(cells)
    asked = {"key": "product", "want": ("faults", "keeps")}
    for engine in ("polars", "pyarrow"):
        found = rows(crosswalk(frame(engine, data), rubric, "26", **asked), "product")
        assert "criterion-twice" in found[1]["faults"].split()
        assert found[1]["keeps"] is None


SETS = (16, 1, 99, 16, None)


def mixed():
    """Rows of the sets 1 and 16, of one that there is not, and of none."""
    regime = ocop.regime("148")
    answers = []
    for number in SETS:
        rubric = regime.rubric(1 if number in {None, 99} else number)
        for row in random_rows(rubric, Random(len(answers)), 3):
            answers.append({**row, "n": len(answers), "set": number})
    names = dict.fromkeys(name for row in answers for name in row)
    return regime, [{name: row.get(name) for name in names} for row in answers]


#: A lazy frame of many sets is asked for each of them.
_SOON = [(one, is_long) for one in ("polars", "pandas") for is_long in (False, True)]
_LATER = [("polars-lazy", False), ("polars-lazy", True), ("duckdb", True), ("pyspark", True)]


@pytest.mark.parametrize(
    ("engine", "is_long"), [*_SOON, *(pytest.param(*one, marks=pytest.mark.slow) for one in _LATER)]
)
def test_many_sets_stand_in_one_frame(engine, is_long, monkeypatch):
    if is_long and (engine, is_long) in _LATER:
        few_sets(monkeypatch, 1, 16, 26)
    regime, answers = mixed()
    known = {number: keys(regime.rubric(1 if number in {None, 99} else number)) for number in SETS}
    own = [{k: v for k, v in row.items() if k in known[row["set"]]} for row in answers]
    if is_long:
        cells = [
            {**cell, "set": row["set"]}
            for row, some in zip(answers, own, strict=True)
            for cell in as_long([some])
        ]
        data, key = frame(engine, pa.Table.from_pylist(cells)), "product"
        found = rows(crosswalk(data, regime, "26", want=PROSPECTS, key=key), key)
    else:
        data = frame(engine, table(answers))
        found = rows(crosswalk(data, regime, "26", want=PROSPECTS))
    for row, answer, some in zip(found, answers, own, strict=True):
        if answer["set"] in {1, 16}:
            told = prospect(regime.rubric(answer["set"]), some, "26")
        else:
            told = {**dict.fromkeys(PROSPECTS), "fault": True, "faults": ["set:no-such-set"]}
        assert as_compared(row) == told, row


@pytest.mark.parametrize(("engine", "is_long"), [("polars", False), ("pandas", True)])
def test_a_set_that_no_one_set_answers_is_a_fault_of_its_rows(engine, is_long):
    """Set 4 was split, set 21 has no successor; sheets of set 4 go where the caller says."""
    regime = ocop.regime("1048")
    best = {
        number: {one.no: len(one.options) for one in regime.rubric(number).criteria}
        for number in (1, 4, 21)
    }
    names = dict.fromkeys(["n", "set", *(name for one in best.values() for name in one)])
    answers = [
        {name: {"n": number, "set": number, **one}.get(name) for name in names}
        for number, one in best.items()
    ]
    data, more = table(answers), {"want": PROSPECTS}
    if is_long:
        data = pa.Table.from_pylist(
            [
                {"n": number, "set": number, "criterion": no, "option": option}
                for number, one in best.items()
                for no, option in one.items()
            ]
        )
        more["key"] = "n"
    codes = {1: None, 4: "set:set-answered-by", 21: "set:set-not-answered"}
    found = rows(crosswalk(frame(engine, data), regime, "26", **more))
    assert {row["n"]: row["faults"] or None for row in found} == codes
    assert [bool(row["fault"]) for row in found] == [False, True, True]
    for number in (4, 8):
        more["to_set"] = {4: number}
        row = rows(crosswalk(frame(engine, data), regime, "26", **more))[1]
        known = ocop.crosswalk(regime.rubric(4).sheet(best[4]), "26", to_set=number)
        assert tuple(row[name] for name in BOUNDS) == tuple(
            getattr(known.bounds, name) for name in BOUNDS
        )


def test_where_no_set_is_answered_that_is_an_error():
    regime, answers = ocop.regime("1048"), table([{"1.1": 1, "set": 1}])
    for more, code in (
        ({"to": "26", "to_set": 3}, "not-a-table"),
        ({"to": "26", "to_set": {4: 9}}, "set-answered-by"),
        ({"to": "27"}, "no-such-regime"),
        ({"to": ocop.regime("26").rubric(23)}, "set-answered-by"),
    ):
        with pytest.raises((InputError, NotFoundError)) as caught:
            crosswalk(answers, regime, **more)
        assert [one.code for one in caught.value.faults] == [code]


def test_only_what_is_asked_for_is_added_in_a_frame_of_its_own_kind():
    rubric, answers = sheets("148", 1, 4)
    columns = {"1a": "mine"}
    data = nw.from_native(frame("polars-lazy", table(answers))).rename({"1a": "mine"})
    found = crosswalk(data, rubric, "26", want="keeps", columns=columns, prefix="to_26_")
    assert isinstance(found, nw.LazyFrame)
    assert found.collect_schema().names() == [*data.collect_schema().names(), "to_26_keeps"]
    for want in (["fault", "stars"], ["stars"], ["fault"]):
        told = rows(crosswalk(data, rubric, "26", want=want, columns=columns))
        for row, answer in zip(told, answers, strict=True):
            known = expected(rubric, answer)
            assert {name: row[name] for name in want} == {name: known[name] for name in want}


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
        crosswalk(3, 4, "26", want=["keep"], prefix=5, faults="tell")
    codes = [one.code for one in caught.value.faults]
    assert codes == ["not-a-rubric", "not-known", "not-known", "not-text", "not-a-frame"]
    with pytest.raises(InputError) as caught:
        crosswalk(data, rubric, "26", columns={"99": "1a"})
    assert [one.code for one in caught.value.faults] == ["not-a-criterion"]
    with pytest.raises(InputError) as caught:
        crosswalk(data, rubric, "26", stars=6)
    assert [one.code for one in caught.value.faults] == ["no-such-rank"]
    with pytest.raises(InputError) as caught:
        crosswalk(data.rename({"n": "keeps"}), rubric, "26")
    assert [one.code for one in caught.value.faults] == ["column-taken"]


def test_totals_of_no_rank_are_looked_for_where_no_criterion_leaps_over_them():
    """From 71 to 84 none has a rank; 71 alone a criterion could leap over."""
    rubric, answers = sheets("1048", 1, 1)
    rules = ocop.Rules.of({"between_bands": "no-rank"})

    def amended(least):
        draft = {**HIGHER, "bands": {"4": least, "3": {"printed_to": 70}}}
        other = rules.amended(ocop.Changes.from_dict(draft))
        return rubric.regime.amended_by(other).rubric(1)

    found = held("polars", rubric, amended(85), answers)
    known = [row for row in found if not row["fault"]]
    assert any(row["lowest_stars"] is None for row in known)
    assert any(row["lowest_stars"] for row in known)
    with pytest.raises(InputError) as caught:
        held("polars", rubric, amended(72), answers)
    (fault,) = caught.value.faults
    assert (fault.code, dict(fault.values)) == ("crosswalk-narrow-span", {"least": 71, "most": 71})
