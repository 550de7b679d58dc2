"""Many sheets at once: the rows of a table, wide or long, of any library."""

from __future__ import annotations

import csv
import io
import math
from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.law.entity import entity_kind
from ocop.scoring.batch.batch import ScoredRow, ScoredRows
from ocop.testing.strategies.scoring import sheets
from tests.scenarios.drafts import DRAFT, LAW, highest

RUBRIC = ocop.regime("26").rubric(1)
BEST = highest(RUBRIC)
FESTIVAL = ocop.regime("1048").rubric(26)
NOTHING = st.sampled_from([None, "", " ", math.nan, np.nan, pd.NA])
SHEETS = st.lists(sheets(), max_size=5)


def wide(sheet, id_, column=lambda no: no, form=lambda choice: choice):
    """A row of a wide table: a cell for every criterion that applies."""
    return {
        "id": id_,
        "regime": sheet.rubric.regime.id,
        "set": sheet.rubric.product_set.number,
        "exclusions": list(sheet.exclusions),
        "unmet": "; ".join(sheet.unmet),
        **sheet.owner.fields,
        **{column(no): form(choice) for no, choice in sheet.choices.items()},
    }


def long(sheet, id_):
    """The rows of a long table: one for every criterion, of a checklist one for every line."""
    head = {key: value for key, value in wide(sheet, id_).items() if key not in sheet.choices}
    for no, choice in sheet.choices.items():
        ticked = (choice or (0,)) if isinstance(choice, tuple) else (choice,)
        for option in ticked:
            yield {**head, "criterion": no, "option": option}


@given(SHEETS)
def test_each_is_scored_as_it_is_one_by_one(some):
    scored = ocop.score_many([wide(sheet, n) for n, sheet in enumerate(some)])
    assert scored.cards == tuple(map(ocop.score, some))
    assert scored.faults == ()
    assert [row.id for row in scored] == list(range(len(some)))
    assert [row.n for row in scored] == list(range(1, len(some) + 1))


@given(SHEETS)
def test_a_long_table_says_what_a_wide_one_does(some):
    of_wide = ocop.score_many([wide(sheet, n) for n, sheet in enumerate(some)])
    of_long = ocop.score_many([row for n, sheet in enumerate(some) for row in long(sheet, n)])
    assert of_long.cards == of_wide.cards
    assert [row.id for row in of_long] == [row.id for row in of_wide]


@given(sheets(), st.data())
def test_cells_may_be_of_any_library(sheet, data):
    forms = [
        np.int64,
        np.float32,
        float,
        lambda choice: f" {choice} ",
        lambda choice: choice,
    ]

    def form(choice):
        if isinstance(choice, tuple):
            return ";".join(map(str, choice)) or "0"
        return data.draw(st.sampled_from(forms))(choice)

    row = wide(sheet, "A", form=form)
    for criterion in sheet.rubric.criteria:
        row.setdefault(criterion.no, data.draw(NOTHING))
    assert ocop.score_many([row]).cards == (ocop.score(sheet),)


@given(sheets())
def test_columns_may_be_ids(sheet):
    ids = {one.no: one.id for one in sheet.rubric.criteria}
    if len(set(ids.values())) == len(ids):
        assert ocop.score_many([wide(sheet, 1, ids.get)]).cards == (ocop.score(sheet),)


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, list, iter])
def test_frames_are_taken_as_they_are(frame):
    first = {**wide(RUBRIC.sheet(BEST), "A"), "exclusions": ""}
    other = ocop.regime("26").rubric(2)
    second = {**wide(other.sheet(highest(other)), "B"), "exclusions": ""}
    columns = [*dict.fromkeys([*first, *second])]
    rows = [{name: row.get(name) for name in columns} for row in (first, second)]
    scored = ocop.score_many(frame(rows))
    assert [row.card.total for row in scored] == [100, 100]
    assert [row.id for row in scored] == ["A", "B"]


def test_a_csv_is_taken_as_it_is_read():
    out = io.StringIO()
    rows = [wide(RUBRIC.sheet(BEST, code="007"), "x"), wide(RUBRIC.sheet(BEST), "y")]
    writer = csv.DictWriter(out, [*rows[0]])
    writer.writeheader()
    writer.writerows({**row, "exclusions": ""} for row in rows)
    out.seek(0)
    scored = ocop.score_many(csv.DictReader(out))
    assert [row.card.total for row in scored] == [100, 100]
    assert scored.rows[0].sheet.owner.code == "007"


def test_a_column_of_another_set_counts_where_it_says_something():
    """Else a misplaced answer would be lost."""
    rubrics = (ocop.regime("26").rubric(number) for number in range(1, 27))
    other, foreign = next(
        (rubric, one.no) for rubric in rubrics for one in rubric.criteria if one.no not in BEST
    )
    row = wide(other.sheet(highest(other)), "B")
    scored = ocop.score_many([{**wide(RUBRIC.sheet(BEST), "A"), foreign: math.nan}, row])
    assert len(scored.cards) == 2
    scored = ocop.score_many([{**wide(RUBRIC.sheet(BEST), "A"), foreign: 1}, row])
    assert [(fault.code, fault.path) for fault in scored.faults] == [
        ("not-a-criterion", (1, foreign))
    ]


def test_a_row_at_fault_stays_with_its_faults_and_the_others_are_scored():
    rows = [
        {**BEST, "id": "A", "note": "tốt"},
        {**BEST, "id": "B", "1.1": 9, "1.2": 2.5, "set": 99},
        {**BEST, "id": "C", "1.1": 9, "1.2": 2.5, "entity_kind": "gì đó", "1.3": True},
        "no row",
        {**BEST, "id": "E", "1.1": None, "exclusions": "gì", 1.1: 3},
        {**BEST, "id": "F", "regime": "26", "on": "2026-06-01"},
        {**BEST, "id": "G", "on": "2026-06-01"},
        {**BEST, "id": "H", "on": date(2026, 6, 1), "entity_kind": "HTX"},
        {**BEST, "on": "hôm qua"},
        {**BEST, "set": [1], "regime": np.array([26]), "entity_kind": ["HTX"]},
    ]
    scored = ocop.score_many(rows, regime="26", set=1)
    assert [row.n for row in scored] == list(range(1, 11))
    assert [row.id for row in scored] == ["A", "B", "C", 4, "E", "F", "G", "H", 9, 10]
    assert [row.n for row in scored if row.card] == [1, 7, 8]
    codes = {row.id: sorted(fault.code for fault in row.faults) for row in scored if row.faults}
    assert codes == {
        "B": ["no-such-set"],
        "C": ["no-such-entity-kind", "no-such-option", "not-an-option", "not-an-option"],
        4: ["not-a-table"],
        "E": ["key-not-text", "no-option-chosen", "no-such-exclusion"],
        "F": ["regime-and-on"],
        9: ["not-a-date-text"],
        10: ["no-set-called", "no-such-entity-kind"],
    }
    assert scored.rows[0].cells == {"note": "tốt"}
    assert scored.rows[7].entity_kind == entity_kind("HTX")
    assert "row 3, column 1.1: option 9" in " ".join(map(str, scored.faults))
    assert repr(scored) == "<ScoredRows: 3 scored, 7 at fault>"


def test_a_row_without_a_set_or_a_regime_says_so():
    (row,) = ocop.score_many([BEST])
    assert [fault.code for fault in row.faults] == ["missing-key", "no-regime"]
    (row,) = ocop.score_many([BEST], on=date(2026, 6, 1), set="rau củ quả tươi")
    assert row.card is not None or [fault.code for fault in row.faults] == ["no-such-set"]
    (row,) = ocop.score_many([BEST], regime="26", set=[1])
    assert [fault.code for fault in row.faults] == ["no-set-called"]
    assert ocop.score_many([BEST], on=pd.Timestamp(2026, 6, 1), set=1).rows[0].card.total == 100


def test_rows_of_a_long_table_that_are_of_no_sheet_or_disagree_say_so():
    rows = [
        {"id": "A", "set": 1, "criterion": "1.1", "option": 1, "note": "x"},
        {"id": None, "set": 1, "criterion": "1.2", "option": 1},
        {"id": "A", "set": 2, "criterion": "1.2", "option": 1, "note": "y", "place": "Xã A"},
        "no row",
        {"id": "A", "set": None, "criterion": "1.2", "option": 2},
        {"id": "A", "criterion": None, "option": 2},
        {"id": "A", "criterion": "1.3", "option": None, "set": [2]},
    ]
    scored = ocop.score_many(rows, regime="26")
    assert [row.n for row in scored] == [1, 2, 4]
    codes = [[fault.code for fault in row.faults] for row in scored]
    assert codes == [["rows-disagree"] * 2, ["row-without-id"], ["not-a-table"]]
    assert scored.rows[0].cells == {"note": "x"}
    long_rows = [*long(RUBRIC.sheet(BEST), "A"), {"id": "A", "criterion": "1.1", "option": 1}]
    scored = ocop.score_many(long_rows, layout="long")
    assert [(fault.code, fault.path) for fault in scored.faults] == [("not-an-option", (1, "1.1"))]


def test_a_long_table_may_have_read_its_numbers_as_numbers():
    rows = [{**row, "criterion": int(row["criterion"])} if row["criterion"].isdigit() else row
            for row in long(RUBRIC.sheet(BEST), "A")]  # fmt: skip
    empty = [{"id": "A", "criterion": None, "option": 2}, {"id": "A", "criterion": 9, "option": ""}]
    assert ocop.score_many([*rows, *empty]).cards[0].total == 100
    of_float = [{**row, "criterion": 1.1} if row["criterion"] == "1.1" else row for row in rows]
    assert "key-not-text" in [fault.code for fault in ocop.score_many(of_float).faults]


def test_a_criterion_under_two_columns_is_a_fault_of_the_second():
    (row,) = ocop.score_many([{**BEST, "product-origin": 1}], regime="26", set=1)
    assert [(fault.code, fault.path) for fault in row.faults] == [
        ("criterion-twice", ("product-origin",))
    ]
    first = {no: held for no, held in BEST.items() if no != "1.1"}
    (row,) = ocop.score_many([{**first, "product-origin": 9}], regime="26", set=1)
    assert [(fault.code, fault.path) for fault in row.faults] == [
        ("no-such-option", ("product-origin",))
    ]


def test_a_checklist_is_a_list_or_text_with_signs_between():
    best = highest(FESTIVAL)
    for cell in ([1, 2], (1.0, 2.0), "1;2", "1, 2", np.array([1, 2]), [np.int64(1), "2"]):
        (row,) = ocop.score_many([{**best, "6": cell}], regime="1048", set=26)
        assert row.sheet.choices["6"] == (1, 2)
    for cell in (0, "0", [0], 0.0):
        (row,) = ocop.score_many([{**best, "6": cell}], regime="1048", set=26)
        assert row.sheet.choices["6"] == ()
    (row,) = ocop.score_many([{**best, "6": 2}], regime="1048", set=26)
    assert row.sheet.choices["6"] == (2,)


def test_what_is_asked_wrongly_is_told_at_once():
    with pytest.raises(InputError) as err:
        ocop.score_many([], regime="26", on=date(2026, 6, 1), layout="tall", id=3, rules="26")
    codes = [fault.code for fault in err.value.faults]
    assert codes == ["not-rules", "beside", "not-known", "not-text"]
    with pytest.raises(NotFoundError):
        ocop.score_many([], regime="27")
    for rows in ("text", {"1.1": 1}, 4, None, pd.DataFrame, RUBRIC):
        with pytest.raises(InputError, match="list"):
            ocop.score_many(rows)


def test_scored_rows_go_under_other_rules_and_into_an_impact():
    rows = [
        {**BEST, "id": "A", "entity_kind": "HTX"},
        {**BEST, "id": "B", "1.1": 2},
        {**BEST, "id": "C", "1.1": 9},
    ]
    scored = ocop.score_many(rows, regime="26", set=1)
    under = scored.under(DRAFT)
    assert [row.id for row in under] == ["A", "B", "C"]
    assert under.rows[0].card.regime.id == "nhap"
    assert [fault.code for fault in under.rows[1].faults] == ["level-dropped"]
    assert under.rows[2] == scored.rows[2]
    assert scored.under(LAW) == scored
    result = ocop.impact(scored, LAW, DRAFT)
    assert [move.id for move in result.moves] == ["A", "B", "C"]
    assert [move.after for move in result.moves] == [row.card for row in under]
    assert result.moves[0].entity_kind == entity_kind("HTX")
    assert [move.faults for move in result.moves] == [
        (),
        under.rows[1].faults,
        under.rows[2].faults,
    ]
    assert result.matrix["unknown", "unknown"] == 1
    with pytest.raises(InputError, match="rules"):
        scored.under("26")


def test_records_have_a_row_for_every_sheet():
    rows = [
        {**BEST, "id": "A", "3.5": 1, "place": "Xã A", "note": "tốt", "more": [1, 2], "that": {1}},
        {**BEST, "id": "B", "1.1": 9},
        {**BEST, "id": "C", "exclusions": "forged-dossier"},
    ]
    scored = ocop.score_many(rows, regime="26", set=1)
    first, second, third = records = scored.to_records()
    assert len({tuple(record) for record in records}) == 1
    assert first["that"] == "{1}"
    assert (first["id"], first["place"], first["note"], first["more"]) == (
        "A",
        "Xã A",
        "tốt",
        "1;2",
    )
    assert (first["stars_by_points"], first["stars"], first["set"]) == (5, 3, 1)
    assert first["capped_by"] == "intellectual-property"
    assert first["part_a"] + first["part_b"] + first["part_c"] == first["total"]
    assert (second["stars"], second["note"]) == (None, None)
    assert "1.1" in second["fault"]
    assert (third["excluded"], third["stars"]) == ("forged-dossier", None)
    assert len(pd.DataFrame(records)) == 3
    table = scored.table("en")
    assert [row.state for row in table.rows] == [None, "unknown", None]


def test_rows_are_values():
    assert ScoredRows(()) == ocop.score_many([])
    assert isinstance(ocop.score_many([BEST]).rows[0], ScoredRow)
    assert len(ocop.score_many([BEST, BEST])) == 2
