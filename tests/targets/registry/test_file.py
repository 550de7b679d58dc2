"""Files as offices keep them, and every fault with its row and column."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from fractions import Fraction

import pytest

import ocop
from ocop.errors import InputError
from ocop.law.level import Level
from ocop.law.set_name import find_set
from ocop.targets.registry.column import column_of, columns, ignored
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry

HEAD = "code,name,stars,issued_on"


def faults_of(text, reader=Registry.from_csv):
    with pytest.raises(InputError) as info:
        reader(text)
    return [str(fault) for fault in info.value.faults]


def one(row, head=HEAD):
    (each,) = Registry.from_csv(f"{head}\n{row}\n")
    return each


def test_the_columns_are_those_promised():
    base = [column.id for column in columns() if column.base]
    assert base == [
        "code",
        "name",
        "set",
        "entity",
        "entity_kind",
        "province",
        "district",
        "commune",
        "stars",
        "issued_on",
        "decision",
        "issuer",
        "level",
        "kind",
        "withdrawn_on",
    ]
    assert Registry().to_csv() == ",".join(base) + "\n"


def test_no_header_names_two_columns():
    seen = {}
    for column in columns():
        for name in (column.id, column.label.vi, column.label.en, *column.synonyms):
            assert column_of(name) == column.id, name
            assert seen.setdefault(name, column.id) == column.id
    for name in ignored():
        assert column_of(name) is None


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_words_of_an_office(mark):
    lines = [
        [
            "STT",
            "Tên sản phẩm",
            "Bộ",
            "Chủ thể",
            "Loại hình",
            "Huyện",
            "Hạng sao",
            "Ngày QĐ",
            "Cấp",
            "Hình thức",
            "Điểm",
            "Ghi chú",
        ],
        [
            "1",
            "Cu đơ",
            "26",
            "HTX Một",
            "HTX",
            "Thị xã Kỳ Anh",
            "4 sao",
            "5/3/2020",
            "cấp tỉnh",
            "công nhận lại",
            "87,5",
            "x",
        ],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(lines)
    (each,) = Registry.from_csv("\ufeff" + text.getvalue())
    assert (each.name, each.stars, each.issued_on) == ("Cu đơ", 4, date(2020, 3, 5))
    assert (each.product_set.numbering, each.product_set.number) == ("1048", 26)
    assert each.entity_kind.id == "cooperative"
    assert (each.level, each.kind, each.total) == (
        Level.PROVINCE,
        "re-evaluation",
        Fraction(175, 2),
    )
    assert (each.district, each.code) == ("Thị xã Kỳ Anh", None)


@pytest.mark.parametrize(
    ("text", "stars", "pending"),
    [
        ("3", 3, False),
        ("4 sao", 4, False),
        ("4★", 4, False),
        ("*****", 5, False),
        ("Hạng 3 sao", 3, False),
        ("5 stars", 5, False),
        ("đề xuất 5 sao", 5, True),
        ("Đề nghị 5 sao", 5, True),
        ("5 sao (dự kiến)", 5, True),
        ("proposed 5", 5, True),
    ],
)
def test_ranks(text, stars, pending):
    each = one(f"1,A,{text},2024-01-01")
    assert (each.stars, each.pending) == (stars, pending)


def test_the_numbering_of_a_set_is_that_of_its_day_unless_said():
    head = f"{HEAD},set,numbering,group"
    assert one("1,A,3,2023-02-23,4,,", head).product_set.numbering == "1048"
    assert one("1,A,3,2023-02-24,4,,", head).product_set.numbering == "148"
    late = Registry.from_csv(f"{head}\n1,A,3,2023-06-01,21,1048,Thực phẩm\n")
    (each,) = late
    assert (each.product_set.id, each.group) == ("medical-equipment", "food")
    assert "numbering" in late.to_csv().splitlines()[0]
    assert Registry.from_csv(late.to_csv()) == late
    snapshot = late.on(date(2024, 1, 1))
    assert snapshot.by("set") == {"1048:21": 1}
    assert snapshot.by("group")["herbs"] == 1


def test_every_fault_with_its_row_and_column():
    head = (
        "code,name,set,entity_kind,stars,issued_on,level,kind,withdrawn_on,total,"
        "withdrawal_ground,group,numbering"
    )
    text = f"""{head}
,,99,HTXX,đề xuất,45000,tỉnh lẻ,đánh giá laij,32/01/2024,101 điểm,hết hạn,fodo,147
1,#REF!,1,HTX,2,2024-02-30,,,,,,,
2,B,1,HTX,2,2024-02-28,,,2023-01-01,87.5,,,
3,C,1,,3,2019-08-20,,,2018-01-01,,,,
4,D,1,,5,2024-02-28,huyện,,,150,mark-misuse,,

5,E,1,,3,2024-02-28,,,,,,,
5,E,1,,3,28/02/2024,,,,,,,
6,F,1,,3,2024-02-28,,,,,,,,too many
7,G,1,,3,2024-02-28,,,2023-01-01,,,,
8,H,1,,3,28-Feb-2024,,,,1/0,,,
"""
    assert faults_of(text) == [
        "row 2, column entity_kind: 'HTXX' is not known; did you mean 'HTX'?",
        "row 2, column stars: 'đề xuất' is not a rank; write 3, 4 or 5, or 'đề xuất 5 sao'",
        "row 2, column issued_on: '45000' is a serial number, not a date; is 2023-03-15 meant?",
        "row 2, column level: 'tỉnh lẻ' is not known; there are commune, district, province, centre",
        ("row 2, column kind: 'đánh giá laij' is not known; did you mean 'đánh giá lại'?"),
        "row 2, column withdrawn_on: '32/01/2024' is not a day of the calendar",
        "row 2, column total: '101 điểm' is not a total; write 87, 87.5 or 87,5",
        (
            "row 2, column withdrawal_ground: 'hết hạn' is not known; "
            "there are untruthful-dossier, criteria-not-met, breach-of-law, mark-misuse, "
            "production-stopped, competent-conclusion"
        ),
        "row 2, column group: 'fodo' is not known; did you mean 'food'?",
        "row 2, column numbering: '147' is not known; there are 1048, 148",
        "row 2, column name: is missing",
        "row 3, column name: #REF! is a broken formula",
        "row 3, column issued_on: '2024-02-30' is not a day of the calendar",
        "row 3, column stars: nobody certifies 2 stars; 3 to 5 are",
        "row 4, column stars: nobody certifies 2 stars; 3 to 5 are",
        "row 4, column withdrawn_on: 2023-01-01 comes before the issue on 2024-02-28",
        "row 5, column withdrawn_on: 2018-01-01 comes before the issue on 2019-08-20",
        "row 6, column withdrawal_ground: stands without a day of withdrawal",
        "row 6, column level: District: this level has never recognised 5 stars",
        "row 6, column total: 150 is not an exact total of 0 to 100",
        "row 9, column code: the same product on the same day as in row 8",
        "row 10: 14 cells, but the header has 13",
        "row 11, column withdrawn_on: 2023-01-01 comes before the issue on 2024-02-28",
        "row 12, column issued_on: '28-Feb-2024' is not a date; write YYYY-MM-DD or DD/MM/YYYY",
        "row 12, column total: '1/0' is not a total; write 87, 87.5 or 87,5",
    ]
    found = Registry.from_csv(text, lenient=True)
    assert [each.code for each in found.registry] == ["3", "4", "5", "7"]
    assert found.rows == (5, 6, 8, 11)
    assert [each.row for each in found.rejected] == [2, 3, 4, 9, 10, 12]
    assert [str(fault) for fault in found.faults] == faults_of(text)
    assert found.rejected[4].cells["(14)"] == "too many"
    assert [dict(each.unread) for each in found.registry] == [
        {"withdrawn_on": "2018-01-01"},
        {"level": "huyện", "total": "150", "withdrawal_ground": "mark-misuse"},
        {},
        {"withdrawn_on": "2023-01-01"},
    ]


def test_a_level_that_never_gave_so_many_stars():
    assert faults_of(f"{HEAD},level\n1,A,5,2024-01-01,huyện\n") == [
        "row 2, column level: District: this level has never recognised 5 stars"
    ]


def test_a_set_that_is_not_there():
    assert faults_of(f"{HEAD},set\n1,A,5,2024-01-01,27\n") == [
        "row 2, column set: there is no set 27; sets are 1 to 26"
    ]


def test_two_products_without_a_code_are_told_by_name_entity_and_province():
    head = "name,entity,province,stars,issued_on"
    rows = "Mật ong,HTX A,Hà Tĩnh,3,2024-01-01\nMẬT ONG,htx a,tỉnh Hà Tĩnh,3,2024-01-01\n"
    assert faults_of(f"{head}\n{rows}") == [
        "row 3, column name: the same product on the same day as in row 2"
    ]
    other = Registry.from_csv(f"{head}\n{rows.replace('htx a', 'htx b')}")
    assert other.on(date(2024, 1, 1)).entities == 2
    assert list(other.by_place("province")) == ["Hà Tĩnh"]


def test_the_header():
    assert faults_of("") == ["there is no header"]
    assert faults_of("\n\n") == ["there is no header"]
    text = "\ncode,name,tên sản phẩm,star,phone,phone,,stras\n1,A,B,4,1,2,more,y\n2,,,,,,,\n"
    assert faults_of(text)[:4] == [
        "row 2: 'tên sản phẩm' and 'name' both name the column 'name'",
        "row 2: the column 'stars' is missing; also called Stars",
        "row 2: the column 'issued_on' is missing; also called Issued on",
        "row 2: the header 'phone' stands twice",
    ]
    found = Registry.from_csv(text, lenient=True)
    assert [row.row for row in found.rejected] == [3, 4]
    assert found.rejected[0].cells["(7)"] == "more"


def test_cells_of_columns_that_nobody_knows_are_kept_and_written_back():
    """office G5: one column more was fatal, and a wrong name was put into the mouth of the user."""
    text = (
        f"{HEAD},,Doanh thu,strs,name\n1,A,3,2024-01-01,Xã Kỳ Lâm,1.200,x,B\n2,C,3,2024-01-01,,,,\n"
    )
    found = Registry.from_csv(text, lenient=True)
    first, second = found.registry
    kept = {"(5)": "Xã Kỳ Lâm", "Doanh thu": "1.200", "strs": "x", "name (8)": "B"}
    assert (dict(first.others), dict(second.others)) == (kept, {})
    assert Registry.from_csv(found.registry.to_csv()) == found.registry
    assert ocop.from_json(Registry, ocop.to_json(found.registry)) == found.registry
    (note,) = found.registry.notes
    assert "'strs' (có phải là 'stars'?)" in note.label.vi
    assert "'Doanh thu', " in note.label.en
    assert faults_of(text) == ["row 1: the header 'name' stands twice"]
    (each,) = Registry.from_records(
        [{"name": "A", "stars": 3, "issued_on": "2024-01-01", "Năm": 2024, 7: float("nan"), 8: [1]}]
    )
    assert dict(each.others) == {"Năm": "2024", "8": "[1]"}
    twice = Registry.from_records(
        [{"tên SP": "A", "stars": 3, "issued_on": "2024-01-01", "name": "B"}], lenient=True
    )
    assert dict(twice.registry.recognitions[0].others) == {"name (2)": "B"}
    assert Registry.from_csv(twice.registry.to_csv()) == twice.registry


def test_quotes_that_do_not_close():
    assert faults_of(f'{HEAD}\n1,"A,3,2024-01-01\n') == [
        "row 2: not CSV: a quote does not close, or stands within a cell"
    ]


def test_merged_cells_are_not_carried_down():
    head = "name,entity,stars,issued_on"
    registry = Registry.from_csv(f"{head}\nA,HTX Một,3,2024-01-01\nB,,3,2024-01-01\n")
    assert registry.on(date(2024, 2, 1)).entities is None


def test_records():
    row = {"name": "A", "stars": 4, "issued_on": "2024-01-01", "set": 11, "total": 87}
    (each,) = Registry.from_records([row])
    assert (each.stars, each.product_set.number, each.total) == (4, 11, 87)
    # null says what a missing key says
    assert len(Registry.from_records([row | {"code": None}])) == 1
    assert Registry.from_records(
        iter([{"sản phẩm": "A", "sao": "4 sao", "issued_on": "01/01/2024"}])
    )
    assert Registry.from_records([row | {"STT": 1}]) == Registry.from_records([row])


def test_records_take_no_near_types():
    rows = [
        {"name": "A", "stars": True, "issued_on": "2024-01-01", "total": 87.5},
        {"name": 5, "stars": 4.5, "issued_on": 20240101, "set": 1.0},
        {"name": "A", "stars": 4, "issued_on": "2024-01-01", "strs": 1, "level": 4},
        "row",
        {"name": "A", "stars": 4, "issued_on": "2024-01-01", "sao": 4, 3: 4},
    ]
    assert faults_of(rows, Registry.from_records) == [
        "row 1, column stars: true is not text",
        "row 1, column total: 87.5 is not exact; write it as text, such as '87.5'",
        "row 2, column name: 5 is not text",
        "row 2, column stars: 4.5 is not a whole number",
        "row 2, column issued_on: 20240101 is not a date; write YYYY-MM-DD or DD/MM/YYYY",
        "row 3, column level: 4 is not text",
        "row 4: 'row' is not a table",
        "row 5, column sao: 'sao' and 'stars' both name the column 'stars'",
        "row 5, column name: the same product on the same day as in row 3",
    ]


@pytest.mark.parametrize("records", [None, 3, "rows", b"rows", {}, {"recognitions": []}])
def test_what_is_no_list_of_rows_is_refused(records):
    (fault,) = faults_of(records, Registry.from_records)
    assert fault.endswith("is not a list")


def test_records_are_read_leniently():
    found = Registry.from_records(
        [5, {"name": "A", "stars": 3, "issued_on": "2024-01-01"}], lenient=True
    )
    assert len(found.registry) == 1
    assert found.rejected[0].cells == {"": 5}


class Whole:
    """An integer of another library."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Array(Whole):
    """What has an index only where it holds one number."""

    def __index__(self):
        raise TypeError


class NaT(datetime):
    """No day, as a data frame has it."""

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    __hash__ = datetime.__hash__


def test_values_of_a_data_frame_are_taken_where_they_are_exact():
    row = {
        "name": "A",
        "stars": Whole(4),
        "issued_on": datetime.fromisoformat("2024-01-01"),
        "set": Whole(11),
        "total": Whole(87),
        "code": float("nan"),
        "ends_on": NaT(2024, 1, 1),
    }
    (each,) = Registry.from_records([row])
    assert each == Recognition(
        name="A",
        stars=Whole(4),
        issued_on=datetime.fromisoformat("2024-01-01"),
        product_set=find_set("148", 11),
        total=Whole(87),
    )
    assert (type(each.stars), type(each.issued_on), type(each.total)) == (int, date, int)
    assert Registry.from_records([row | {"total": Fraction(175, 2)}]).recognitions[0].total == 87.5
    assert [fault.split(":")[0] for fault in faults_of(
        [row | {"stars": Array(4), "issued_on": datetime.fromisoformat("2024-01-01T08:00")}], Registry.from_records
    )] == ["row 1, column stars", "row 1, column issued_on"]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "written"),
    [
        ("87.5", "87.5"),
        ("87,25", "87.25"),
        ("266/3", "266/3"),
        ("87", "87"),
        ("50.5", "50.5"),
        ("175/2", "87.5"),
        ("70.0", "70"),
        ("4001/80", "50.0125"),
        ("251/5", "50.2"),
    ],
)
def test_totals_are_exact(total, written):
    registry = Registry.from_csv(f'{HEAD},total\n1,A,3,2024-01-01,"{total}"\n')
    assert registry.to_csv().splitlines()[1].endswith(f",{written}")
    assert Registry.from_csv(registry.to_csv()) == registry
