"""The faults of registers: where they stand, what is told at once, and what it costs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.errors import InputError, Row
from ocop.law.set_name import find_set
from ocop.targets.registry import cell as cells_module
from ocop.targets.registry.column import column_of, columns
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.words import plain_digits

HEAD = "name,stars,issued_on"
GOOD = {"name": "A", "stars": "3", "issued_on": "2024-01-01"}
#: Column → a cell that no column of the kind can have.
BAD = {
    "stars": "9",
    "issued_on": "x",
    "entity_kind": "???",
    "level": "sao",
    "kind": "?",
    "withdrawn_on": "31/02/2024",
    "withdrawal_ground": "?",
    "group": "?",
    "total": "101",
    "ends_on": "1/1/1999",
    "valid_from": "2019-1-1",
    "numbering": "1",
    "name": "#REF!",
    "code": "#N/A",
}


def faults_of(text, read=Registry.from_csv):
    with pytest.raises(InputError) as info:
        read(text)
    return info.value.faults


def one(*cells, head=HEAD):
    return faults_of(f"{head}\n{','.join(cells)}\n")


def test_types_and_ranges_are_told_in_one_pass():
    """apps D7: a row of a bad rank and a bad day was told of its day alone."""
    assert [(fault.path, fault.code) for fault in one("A", "9", "x")] == [
        ((Row(2), "issued_on"), "not-a-date-of-a-register"),
        ((Row(2), "stars"), "not-a-certified-rank"),
    ]
    rows = [{"name": "A", "stars": 9, "issued_on": "x", "total": 1000}]
    assert {fault.path[1] for fault in faults_of(rows, Registry.from_records)} == {
        "stars",
        "issued_on",
        "total",
    }


@given(st.sets(st.sampled_from(sorted(BAD)), min_size=1))
def test_every_bad_cell_of_a_row_is_told(bad):
    """apps D7: whatever else is wrong, each bad cell has a fault at its own column."""
    cells = GOOD | {column: BAD[column] for column in bad}
    text = ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"
    told = {fault.path for fault in faults_of(text)}
    wanted = {(Row(2), column) for column in bad}
    if bad & {"withdrawn_on", "issued_on"}:
        wanted -= {(Row(2), "ends_on")} if "issued_on" in bad else set()
    assert wanted <= told


def test_places_are_rows_and_columns():
    """house A6, apps D8: one grammar, for JSON as for CSV; an unknown key stands at itself."""
    rows = [GOOD, {"name": "B", "stars": 4, "issued_on": "2024-01-01", "sao": 1}, 3]
    strange, no_row = faults_of(rows, Registry.from_records)
    assert strange.path == (Row(2), "sao")
    assert strange.text("vi").startswith("dòng 2, cột sao: ")
    assert strange.place == "row 2, column sao"
    assert no_row.path == (Row(3),)
    (day,) = one("A", "3", "x")
    assert day.text("vi").startswith("dòng 2, cột issued_on: 'x' không phải một ngày; ")


@pytest.mark.parametrize("word", ["tái cấp", "cấp lại", "gia hạn", "thu hồi", "tai cap"])
def test_no_suggestion_across_meanings(word):
    """office D8: "tái cấp" (re-issue) was said to mean an upgrade."""
    (fault,) = one("A", "3", "2024-01-01", word, head=f"{HEAD},kind")
    assert fault.code == "not-known"
    assert fault.hint("vi") == "có: lần đầu, nâng hạng, đánh giá lại"


@pytest.mark.parametrize(
    "header", ["Doanh thu", "UBND TỈNH LẠNG SƠN", "Doanh số", "2024", "Website", "Lượt khách"]
)
def test_a_column_of_something_else_is_no_misspelling(header):
    """office D8: "Doanh thu" was said to mean ``kind``."""
    with pytest.raises(InputError) as info:
        column_of(header)
    assert "?" not in info.value.faults[0].hint("vi")


def test_a_number_is_no_word():
    """office D8"""
    (fault,) = one("A", "3", "2024-01-01", "147", head=f"{HEAD},numbering")
    assert fault.hint("en") == "there are 1048, 148"
    (fault,) = one("A", "3", "2024-01-01", "27", head=f"{HEAD},set")
    assert (fault.path, fault.code) == ((Row(2), "set"), "no-such-set")


@pytest.mark.parametrize(
    ("column", "cell", "plain"),
    [
        ("issued_on", "٠١/٠٢/٢٠٢٤", "01/02/2024"),
        ("withdrawn_on", "٢٠٢٤-٠١-٠١", "2024-01-01"),
        ("stars", "٤ sao", "4 sao"),
        ("set", "٤", "4"),
        ("total", "٨٧", "87"),
    ],
)
def test_digits_are_0_to_9(column, cell, plain):
    """hard A16: digits of other scripts were read in some places, and refused in others."""
    cells = GOOD | {column: cell}
    (fault,) = faults_of(",".join(cells) + "\n" + ",".join(cells.values()) + "\n")
    assert (fault.path, fault.code) == ((Row(2), column), "other-digits")
    assert fault.hint("vi") == f"gõ lại là '{plain}'"


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("issued_on", "２０２４-０１-０１"),
        ("withdrawn_on", "０１/０２/２０２４"),
        ("stars", "４ sao"),
        ("set", "１１"),
        ("total", "８７"),
    ],
)
def test_digits_typed_full_width_are_digits(column, cell):
    """office D14: they were read in some places, and refused in others."""

    def read(cell):
        cells = GOOD | {column: cell}
        return Registry.from_csv(",".join(cells) + "\n" + ",".join(cells.values()) + "\n")

    assert read(cell) == read(plain_digits(cell))


def test_a_refusal_is_looked_up_once(monkeypatch):
    """hard A8: of a wrong set name each row paid for the look-up and for its wording."""
    asked = []

    def look_up(numbering, which, **how):
        asked.append(which)
        return find_set(numbering, which, **how)

    monkeypatch.setattr(cells_module, "find_set", look_up)
    head = f"{HEAD},set"
    rows = "".join(f"Sản phẩm {n},3,2024-01-01,Không có bộ này\n" for n in range(50))
    assert len(faults_of(f"{head}\n{rows}")) == 50
    assert asked == ["Không có bộ này"]


def test_no_words_are_looked_for_until_a_fault_is_shown(monkeypatch):
    """hard A8: what is surely meant was looked for in each row."""

    def no_words(*_):
        raise AssertionError("worded")

    monkeypatch.setattr("ocop.errors.surely_meant", no_words)
    monkeypatch.setattr("ocop.words.surely_meant", no_words)
    monkeypatch.setattr("ocop.errors._catalogue", no_words)
    head = ",".join([*GOOD, "set", "kind", "entity_kind", "level", "group", "cloumn"])
    cells = ["x", "hạng", "ngày", "bộ", "tái cấp", "công", "cấp", "nhóm", "y"]
    assert len(faults_of(f"{head}\n{','.join(cells)}\n")) == 6


def test_many_faults_are_shown_as_fifty_and_a_count():
    """hard B: 20,000 faulty rows were 63 MB of text."""
    rows = "".join(f"A{n},9,2024-01-01\n" for n in range(70))
    with pytest.raises(InputError) as info:
        Registry.from_csv(f"{HEAD}\n{rows}")
    assert len(info.value.faults) == 70
    assert info.value.lines("vi")[-1] == "… và 20 lỗi nữa"


@pytest.mark.parametrize("text", [None, 3, ["name"], object()])
def test_what_is_no_text_is_refused(text):
    """apps D12: what is no text gave a TypeError."""
    (fault,) = faults_of(text)
    assert fault.code == "not-text"


def test_a_cell_beyond_what_csv_reads():
    """hard A14"""
    (fault,) = faults_of(f"{HEAD}\n{'x' * 131_073},3,2024-01-01\n")
    assert fault.code == "too-long-a-cell"


def test_every_column_has_a_cell_that_is_refused():
    texts = {"set", "entity", "province", "district", "commune", "decision", "issuer"}
    others = {"superseded_on", "re_evaluation_filed_on", "re_evaluation_decided_on"}
    assert {column.id for column in columns()} == set(BAD) | texts | others


def test_a_recognition_tells_all_of_it_at_once():
    """apps D7: what its certificate has against it was told only once the rest was well."""
    with pytest.raises(InputError) as info:
        Recognition(
            name="A", stars=2, issued_on=date(2024, 1, 1), total=-1, ends_on=date(2023, 6, 1)
        )
    assert [fault.path for fault in info.value.faults] == [("stars",), ("ends_on",), ("total",)]
    row = Recognition(
        name="A", stars=3, issued_on=date(2024, 1, 1), total=101, withdrawal_ground="x",
        withdrawn_on=date(2025, 1, 1), re_evaluation_decided_on=date(2026, 6, 1),
    )  # fmt: skip
    with pytest.raises(InputError) as info:
        Registry([row])
    assert [fault.path[2] for fault in info.value.faults] == [
        "withdrawal_ground",
        "re_evaluation_decided_on",
        "total",
    ]
