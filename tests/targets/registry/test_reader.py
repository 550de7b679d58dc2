"""Files as offices save them: titles, sections, sums, merged cells, serials, code pages."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.targets.registry._heading import heading_row
from ocop.targets.registry.encoding import mended, text_of
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.written_row import disarmed
from ocop.testing.strategies import registries

ON = date(2024, 6, 1)
OFFICE = """\
UBND TỈNH HÀ TĨNH;;;;;
DANH SÁCH SẢN PHẨM OCOP;;;;;
;;;;;
STT;Tên sản phẩm;Chủ thể;Huyện;Hạng sao;Ngày công nhận
I;THỰC PHẨM;;;;
1;Cu đơ;HTX Một;Can Lộc;4 sao;10/01/2024
2;Cam bù;;;3 sao;10/01/2024
II;Nhóm đồ uống;;;;
3;Rượu;;;3 sao;10/01/2024
;Huyện Hương Sơn;;;;
4;Nhung hươu;HTX Ba;Hương Sơn;;
;Tổng cộng: 4;;;4;
;;;;Người lập biểu;
"""


def codes(call, *args, **more):
    with pytest.raises(InputError) as err:
        call(*args, **more)
    assert err.value.text("vi")
    return [(fault.path, fault.code) for fault in err.value.faults]


def test_titles_sections_and_sums_are_no_rows():
    """notebooks 10, office G5: a title over the header lost every row, a sum was a fault."""
    found = Registry.from_csv(OFFICE, lenient=True)
    assert [each.name for each in found.registry] == ["Cu đơ", "Cam bù", "Rượu"]
    assert found.rows == (6, 7, 9)
    assert [row.row for row in found.rejected] == [11]
    assert found.apart == {
        1: "UBND TỈNH HÀ TĨNH",
        2: "DANH SÁCH SẢN PHẨM OCOP",
        5: "I THỰC PHẨM",
        8: "II Nhóm đồ uống",
        10: "Huyện Hương Sơn",
        12: "Tổng cộng: 4 4",
        13: "Người lập biểu",
    }
    assert [fault.code for fault in found.faults] == ["missing", "missing"]


@pytest.mark.parametrize(
    "cells", ["1;Cu đơ;;;;", ";Cu đơ;;;;", ";Tổng hợp rau;;;3;", ";A;;;;3/2024"]
)
def test_what_may_be_a_product_is_no_heading(cells):
    found = Registry.from_csv(f"{OFFICE.splitlines()[3]}\n{cells}\n", lenient=True)
    assert found.apart == {}
    assert len(found.registry) + len(found.rejected) == 1


def test_merged_cells_are_filled_where_asked():
    found = Registry.from_csv(OFFICE, lenient=True, fill_down=["Chủ thể", "district", "STT"])
    assert [each.entity for each in found.registry] == ["HTX Một", "HTX Một", None]
    assert found.registry.recognitions[1].district == "Can Lộc"
    assert found.filled_down == {
        "entity": 1,
        "district": 1,
    }  # nothing across the heading of a section
    assert Registry.from_csv(OFFICE, lenient=True).filled_down == {}
    rows = [
        {"name": "A", "stars": 3, "issued_on": "2024-01-01", "entity": "HTX Một"},
        {"name": "B", "stars": 3, "issued_on": "2024-01-01", "entity": None},
    ]
    assert Registry.from_records(rows, fill_down=("entity",)).on(ON).entities == 1
    assert Registry.from_records(rows).on(ON).entities is None


def test_a_way_to_read_that_is_none():
    for fill_down, path, code in [
        (["Doanh thu"], ("fill_down", 0), "no-such-column"),
        ("entity", ("fill_down",), "not-a-list"),
        (3, ("fill_down",), "not-a-list"),
    ]:
        assert codes(Registry.from_csv, OFFICE, fill_down=fill_down) == [(path, code)]
    assert codes(Registry.from_records, [], serial_dates=1) == [
        (("serial_dates",), "not-true-or-false")
    ]


@pytest.mark.parametrize("cell", ["45301", 45301, 45301.0, "45301.0"])
def test_serial_dates_are_taken_where_asked(cell):
    row = {"name": "A", "stars": 3, "issued_on": cell, "withdrawn_on": "2025-01-01"}
    assert codes(Registry.from_records, [row]) == [((1, "issued_on"), "serial-number")]
    (each,) = Registry.from_records([row], serial_dates=True)
    assert (each.issued_on, each.withdrawn_on) == (date(2024, 1, 10), date(2025, 1, 1))
    year = {**row, "issued_on": 2024}
    assert Registry.from_records([year], serial_dates=True).recognitions[0].until


def test_days_and_months_that_are_surely_swapped():
    """notebooks g: 05/07 was taken for 5 July beside 87 proofs of the contrary."""
    head = "name,stars,issued_on,withdrawn_on\n"
    text = head + "A,3,12/27/2023,\nB,3,05/07/2023,13/01/2024\nC,3,2023-01-02,\n"
    found = Registry.from_csv(text, lenient=True)
    first = found.faults[0]
    assert (first.code, first.path, dict(first.values)) == (
        "days-and-months-swapped",
        ("issued_on",),
        {"swapped": 1, "either": 1},
    )
    assert [f.code for f in Registry.from_csv(f"{text}D,3,27/12/2023,\n", lenient=True).faults] == [
        "not-a-day"
    ]


def test_an_end_that_is_not_the_laws_and_the_reading_that_explains_it():
    head = "name,stars,issued_on,có giá trị đến\n"
    rows = "A,3,2020-02-04,03/02/2023\nB,3,2020-02-04,04/02/2023\nC,3,2020-02-04,2024-01-01\n"
    (note,) = Registry.from_csv(head + rows).notes
    assert note.label.en == (
        "2 of the rows record another last valid day than the law's term: the law's counts; "
        "1 agree with the reading last_valid_day = day-before"
    )
    (note,) = Registry.from_csv(head + rows.splitlines()[2] + "\n").notes
    assert "agree" not in note.label.en
    by_day_before = ocop.Rules().read(last_valid_day="day-before")
    (note,) = Registry.from_csv(head + rows, rules=by_day_before).notes
    assert "1 khớp cách hiểu last_valid_day = anniversary" in note.label.vi


def district(*names):
    return Registry.from_records(
        {"name": f"A{n}", "stars": 3, "issued_on": "2024-01-01", "district": name}
        for n, name in enumerate(names)
    )


def test_a_district_with_its_word_and_without():
    """notebooks g: "Huyện Thạch Hà" and "Thạch Hà" were two, and nobody was told."""
    registry = district("Huyện Thạch Hà", "Thạch Hà", "thạch hà", None)
    assert registry.on(ON).by("district") == {"Huyện Thạch Hà": 3, None: 1}
    for name in ("Thạch Hà", "huyện thạch hà"):
        assert len(registry.at(district=name)) == 3
        assert len(registry.on(ON).rows(ocop.Where.of(district=name)).sure) == 3
    assert list(registry.by_place("district")) == ["Huyện Thạch Hà", None]
    (note,) = registry.notes
    assert note.label.vi == "Coi là một huyện: Thạch Hà = Huyện Thạch Hà"
    assert len(district("Thạch Hà").at(district="Huyện Thạch Hà")) == 1
    assert len(district("Huyện Thạch Hà").at(district="Thạch Hà")) == 1


def test_a_huyen_and_a_thi_xa_of_one_name_stay_two():
    registry = district("Huyện Kỳ Anh", "Thị xã Kỳ Anh", "Kỳ Anh")
    assert len(registry.on(ON).by("district")) == 3
    assert registry.notes == ()
    assert len(registry.at(district="Kỳ Anh")) == 1
    assert len(district("Huyện Kỳ Anh").at(district="Thị xã Kỳ Anh")) == 0


CSV = "Tên sản phẩm;Hạng sao;Ngày công nhận\nMật ong rừng Kỳ Lâm;3 sao;10/01/2024\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"]
)
def test_encodings_of_offices(encoding):
    """office G4: what Excel saves was "not UTF-8 (byte 3)"."""
    text = CSV
    if encoding == "cp1258":
        for tone, plain in (("ậ", "â\u0323"), ("ạ", "a\u0323"), ("ả", "a\u0309"), ("ẩ", "â\u0309"),
                            ("ừ", "ư\u0300"), ("ỳ", "y\u0300"), ("ộ", "ô\u0323")):  # fmt: skip
            text = text.replace(tone, plain)
    raw = (b"\xff\xfe" if encoding == "utf-16-le" else b"") + text.encode(encoding)
    assert Registry.from_csv(raw) == Registry.from_csv(CSV)
    if encoding == "utf-16-le":
        assert Registry.from_csv(raw[2:]) == Registry.from_csv(CSV)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"PK\x03\x04" + b"x" * 20, "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook"),
        ("Grüße".encode("latin-1"), "file-not-utf-8"),
        (b"name\xd2\xd2,stars", "file-not-utf-8"),
        (b"name\x00\x81\xcc", "file-not-utf-8"),
        (b"abcde\x81\xd2\xff", "file-not-utf-8"),
    ],
)
def test_what_no_csv_is(raw, code):
    assert [name for _, name in codes(text_of, raw)] == [code]


def test_bytes_beyond_what_a_document_may_be(monkeypatch):
    monkeypatch.setattr("ocop.targets.registry.encoding.MOST_BYTES", 3)
    assert codes(text_of, b"1234") == [((), "file-too-long")]


def test_letters_read_by_a_wrong_table():
    """notebooks g: the header was unknown, and nobody said why."""
    broken = CSV.encode().decode("cp1252", errors="surrogateescape")
    broken = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in broken)
    (first, *_) = Registry.from_csv(broken, lenient=True).faults
    assert (first.code, first.values["meant"][:12]) == ("mojibake", "Tên sản phẩm")
    cell = f"name,stars,issued_on\n{mended_back('Mật ong')},3,2024-01-01\n"
    (only,) = Registry.from_csv(cell, lenient=True).faults
    assert (only.code, only.path) == ("mojibake", (1, "(2)"))


def mended_back(text):
    return text.encode().decode("latin-1")


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹ ĐÂ", max_size=12))
def test_vietnamese_is_no_mojibake(text):
    assert mended(text) is None
    broken = mended_back(text)
    if not text.isascii():
        assert mended(broken) == text


def test_no_text_is_mended_that_is_none():
    assert mended("Ã¡") == "á"
    assert mended("Ãx") is None
    assert mended("á»") is None
    assert mended("Ã¡ 価") is None


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2", "'x", "\t=1"])
def test_a_register_for_spreadsheets_has_no_live_formulas(cell):
    """hard A10: names and codes were written as a spreadsheet would run them."""
    registry = Registry.from_records([{"name": cell, "stars": 3, "issued_on": "2024-01-01"}])
    text = registry.to_csv(for_spreadsheet=True)
    assert text.startswith("\ufeff")
    assert f"'{cell.strip()}" in text
    assert Registry.from_csv(text) == registry
    assert Registry.from_csv(registry.to_csv()) == registry
    with_stroke = Registry([attrs.evolve(registry.recognitions[0], name=f"'{cell}")])
    for written in (with_stroke.to_csv(), with_stroke.to_csv(for_spreadsheet=True)):
        assert Registry.from_csv(written) == with_stroke


@given(registries(early=True))
def test_a_register_for_spreadsheets_comes_back(registry):
    text = registry.to_csv(for_spreadsheet=True)
    assert Registry.from_csv(text, rules=registry.rules) == registry
    assert all(disarmed(cell)[:1] not in ("=", "+", "-", "@") for cell in ("=1", "-1", "", "a"))


def test_a_file_without_two_known_columns_begins_with_its_first_row():
    assert heading_row([["", ""], ["x", "y"], ["name", "z"]]) == 1
    assert heading_row([]) is None
    assert codes(Registry.from_csv, '"a"b\n')[0][1] == "not-csv"
