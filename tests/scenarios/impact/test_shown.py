"""The impact on sheets as it is shown: tables, records, plain data."""

from __future__ import annotations

import json

import pytest

import ocop
from ocop.errors import InputError
from tests.scenarios.drafts import DRAFT, LAW, amended, draft, highest

RUBRIC = ocop.regime("26").rubric(1)
SHEETS = {
    "giữ": RUBRIC.sheet(highest(RUBRIC), place="Xã A"),
    "xuống": RUBRIC.sheet(highest(RUBRIC, **{"3.5": 1, "1.1": 1, "2.1": 1})),
    "lên": RUBRIC.sheet(highest(RUBRIC, **{"3.5": 1})),
    "hỏng": RUBRIC.sheet(highest(RUBRIC, **{"1.1": 2})),
}
RESULT = ocop.impact(SHEETS, LAW.read(star_minima="own"), DRAFT, entity_kinds={"giữ": "HTX"})


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_says_who_moves_and_by_what(lang):
    table = RESULT.table(lang)
    captions = [below.caption for below in table.below]
    assert len(captions) == len(set(captions)) >= 6
    text = table.text()
    for single in RESULT.singles:
        assert single(lang).split(":")[0] in " ".join(text.split())
    assert all(str(id_) in text for id_ in ("hỏng",))
    assert table.notes[0] == RESULT.notes[0].label(lang)
    assert any("star_minima" in note for note in table.notes)
    assert captions[0] in table.html()
    assert captions[0] in table.markdown()


def test_the_text_is_the_english_table():
    assert str(RESULT) == RESULT.table("en").text()
    assert repr(RESULT).startswith("<Impact on 4 sheets: ")
    assert repr(RESULT).endswith(", 1 unknown>")


def test_a_doubt_of_a_table_reaches_the_result():
    number = next(n for n in range(1, 27) if ocop.regime("148").rubric(n).doubts)
    rubric = ocop.regime("148").rubric(number)
    result = ocop.impact([rubric.sheet(highest(rubric))], LAW, LAW)
    assert [doubt for _, doubt in result.doubts] == list(rubric.doubts)
    notes = " ".join(result.table("vi").notes)
    assert all(doubt.label.vi in notes for doubt in rubric.doubts)
    assert [row["id"] for row in result.to_data("en")["doubts"]] == [
        doubt.id for doubt in rubric.doubts
    ]


def test_what_moves_a_sheet_stands_beside_it():
    tables = {
        "bands": {"5": 99},
        "criteria": [{"sets": [1], "no": "1.1", "option": 3, "star": 4}],
        "exclusions": [
            {
                "id": "moi",
                "sets": [1],
                "kind": "excluded",
                "vi": "M",
                "en": "N",
                "when": [["1.3", 1]],
            }
        ],
    }
    sheets = {
        "minimum": RUBRIC.sheet(highest(RUBRIC, **{"1.1": 2})),
        "fact": RUBRIC.sheet(highest(RUBRIC, **{"1.3": 1})),
    }
    result = ocop.impact(sheets, LAW, amended(**tables))
    (moved,) = (one for one in result.table("en").below if one.caption == "Who moves")
    reasons = [row.cells[-1] for row in moved.rows]
    assert "held back by 1.1: option 2, 4★ needs 3" in reasons[0]
    assert "excluded (N)" in reasons[1]
    (moved,) = (
        one
        for one in ocop.impact(sheets, amended(**tables), LAW).table("en").below
        if one.caption == "Who moves"
    )
    reasons = [row.cells[-1] for row in moved.rows]
    assert "held back no more by 1.1" in reasons[0]
    assert "excluded no more (N)" in reasons[1]


def test_points_that_move_are_told_of_who_moves():
    rows = [{"sets": [1], "no": "1.1", "option": 1, "points": 0}]
    sheet = RUBRIC.sheet(highest(RUBRIC, **{"1.1": 1}))
    result = ocop.impact([sheet], LAW, amended(bands={"5": 98}, criteria=rows))
    assert [(one.before, one.after) for one in result.moves[0].points] == [(1, 0)]
    assert "1.1: 1 → 0 points" in result.table("en").text()


def test_changes_that_are_taken_back_are_said_not_to_be_told_apart():
    other = LAW.amended(draft(id="khac", bands={"4": 80}))
    result = ocop.impact([], other, DRAFT)
    assert any("cannot be told apart" in note for note in result.table("en").notes)


def test_records_are_flat_and_all_alike():
    records = RESULT.to_records()
    assert [record["id"] for record in records] == list(SHEETS)
    assert len({tuple(record) for record in records}) == 1
    by_id = {record["id"]: record for record in records}
    assert by_id["giữ"]["place"] == "Xã A"
    assert by_id["giữ"]["entity_kind"] == "cooperative"
    assert by_id["hỏng"]["stars_after"] is None
    assert "1.1" in by_id["hỏng"]["faults"]
    assert RESULT.to_records("en")[3]["faults"] != by_id["hỏng"]["faults"]


def test_plain_data_goes_to_json_and_says_the_same():
    data = json.loads(json.dumps(RESULT.to_data("vi")))
    assert data["sheets"] == 4 == sum(row["number"] for row in data["matrix"])
    assert data["readings_before"] == {"star_minima": "own"}
    assert len(data["singles"]) == len(RESULT.singles)
    assert [row["stands_alone"] for row in data["singles"]].count(False) == 1
    assert data["by"]["entity_kind"][0]["label"] == "Hợp tác xã"
    assert {row["criterion"] for row in data["minima"]} == {
        one.criterion_id for one in RESULT.minima
    }
    assert [move["id"] for move in data["moves"]] == list(SHEETS)
    with pytest.raises(InputError, match="'fr'"):
        RESULT.to_data("fr")


def test_another_dimension_is_a_fault():
    with pytest.raises(InputError, match="'district'"):
        RESULT.by("district")


def test_a_long_list_of_who_moves_is_cut_and_says_so():
    sheets = [RUBRIC.sheet(highest(RUBRIC, **{"1.1": n % 2 + 1})) for n in range(122)]
    rows = [{"sets": [1], "no": "1.1", "option": 2, "points": "none"}]
    result = ocop.impact(sheets, LAW, amended(bands={"5": 99}, criteria=rows))
    by_caption = {below.caption: below for below in result.table("en").below}
    for caption in ("Who moves", "Rank unknown"):
        table = by_caption[caption]
        assert (len(table.rows), table.notes) == (50, ("And 11 sheets more",))
