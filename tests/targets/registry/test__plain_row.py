"""Rows with nothing out of the ordinary are read as any row is, and nothing else is."""

from __future__ import annotations

import csv
import io
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.targets.registry import _plain_row
from ocop.targets.registry._plain_row import PlainRows
from ocop.targets.registry._reader import Way
from ocop.targets.registry.file import read_csv
from ocop.targets.registry.recognition import Recognition
from ocop.testing.strategies import registries
from tests.growth import cost

#: Column → cells that are well, first, and cells that are not.
CELLS = {
    "code": ("83-1", "83-2", "", "'=1+1", "#REF!"),
    "Tên sản phẩm": ("Cu đơ", " Cam  bù ", "Trà", "", "#n/a", "'-x", "\ud800", "cá¡"),
    "Bộ": ("1", "Bộ 6", "6.0", "", "99", "khác", "'1"),
    "numbering": ("", "148", "1048", "9"),
    "group": ("", "Thực phẩm", "không có"),
    "entity": ("HTX Một", "", "#NAME?"),
    "entity_kind": ("HTX", "cooperative", "", "công ty", "???"),
    "province": ("Hà Tĩnh", "ha tinh", ""),
    "stars": ("4", "3 sao", "★★★", "", "6", "tiềm năng 5 sao", "đề xuất 5 sao", "hạng x", "４"),
    "issued_on": ("2024-03-15", "15/3/2024", "01/02/2019", "", "2024", "3/2024", "31/2/2024", "45000"),
    "withdrawn_on": ("", "2025-01-01", "1/1/2020", "2025", "13/13/2025", "?"),
    "withdrawal_ground": ("", "quality", "không rõ"),
    "valid_from": ("", "2024-04-01", "4/2024"),
    "ends_on": ("", "2027-03-15", "2020-01-01"),
    "level": ("", "province", "huyện", "xóm"),
    "kind": ("", "mới", "nâng hạng", "tái cấp"),
    "total": ("", "75", "80,5", "91", "-1", "49", "1e3", "101"),
    "STT": ("1", "", "I"),
    "Ghi chú": ("", "tốt", "'+1"),
    "ghi chu": ("", "x"),
}  # fmt: skip


@st.composite
def files(draw) -> str:
    """A register of a few columns in any order; nearly all its cells are well."""
    columns = draw(st.permutations([*CELLS]))[: draw(st.integers(3, len(CELLS)))]
    columns = [*dict.fromkeys(["Tên sản phẩm", "stars", "issued_on", *columns])]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for _ in range(draw(st.integers(1, 6))):
        well = draw(st.integers(0, 3))
        row = [draw(st.sampled_from(CELLS[c] if not well else CELLS[c][:2])) for c in columns]
        if draw(st.integers(0, 9)) == 0:
            row = row[:-1] if draw(st.booleans()) else [*row, "more"]
        writer.writerow(row)
    return out.getvalue()


def singly(text: str, way: Way):
    """The same file, each row left to the reader of single rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainRows, "read", lambda *_: None)
        return read_csv(text, way)


WAYS = st.builds(
    lambda serial, filled: Way.of(filled, serial, None),
    st.booleans(),
    st.sampled_from([(), (), ("province",)]),
)


@given(files(), WAYS)
def test_a_file_says_the_same_row_by_row(text, way):
    assert read_csv(text, way) == singly(text, way)


@given(registries())
def test_a_registry_written_says_the_same(registry):
    text, way = registry.to_csv(), Way(rules=registry.rules)
    assert read_csv(text, way) == singly(text, way)


def test_every_cell_in_a_row_that_is_well(monkeypatch):
    """A property draws many cells of a row at once, and seldom one that is not well alone."""
    well = {column: cells[0] for column, cells in CELLS.items()}
    for column, cells in CELLS.items():
        for cell in cells:
            out = io.StringIO()
            csv.writer(out).writerows([[*well], [*(well | {column: cell}).values()]] * 1)
            text = out.getvalue()
            for serial in (False, True):
                way = Way(serial_dates=serial)
                assert read_csv(text, way) == singly(text, way), (column, cell)
    monkeypatch.setattr(_plain_row, "_MOST", 0)
    assert read_csv(text, way) == singly(text, way)


@pytest.mark.parametrize("total", ["49", "69,98", "69,985", "70", "100", "101", "-1"])
@pytest.mark.parametrize("day", ["2018-01-10", "2024-01-10"])
def test_a_total_is_held_to_the_law_in_every_row(total, day):
    """A total beyond all points passed where a row before was alike in all else."""
    rows = [f"Cu đơ {n},4,{day},{points}" for n, points in enumerate(("75", total, total, ""))]
    text = "\n".join(["name,stars,issued_on,total", *rows])
    assert read_csv(text, Way()) == singly(text, Way())


def test_what_is_kept_is_bounded():
    kept = _plain_row._Kept(str.upper, 2)
    assert [kept[text] for text in "abcabc"] == [*"ABCABC"]
    assert len(kept) == 2


def of_cooperatives(size: int) -> str:
    rows = (f"83-{n},Cu đơ {n},HTX {n % 3},4,2024-01-{n % 28 + 1:02d}" for n in range(size))
    return "\n".join(["code,name,entity,stars,issued_on", *rows])


def test_rows_that_are_alike_cost_little():
    """Every cell of every row was read anew."""
    few, many, way = of_cooperatives(100), of_cooperatives(300), Way()
    assert len(read_csv(many, way).recognitions) == 300
    fast, slow = (
        cost(lambda read=read: read(many, way)).steps - cost(lambda read=read: read(few, way)).steps
        for read in (read_csv, singly)
    )
    assert 3 * fast < slow


def test_what_is_read_is_a_recognition_as_any():
    text = "name,stars,issued_on\nCu đơ,4,2024-01-10\n"
    (read,) = read_csv(text, Way()).recognitions
    made = Recognition(name="Cu đơ", stars=4, issued_on=date(2024, 1, 10))
    assert (read, hash(read), attrs.astuple(read)) == (made, hash(made), attrs.astuple(made))


def test_a_ground_without_its_day_is_no_plain_row():
    head = "name,stars,issued_on,withdrawal_ground,withdrawn_on\n"
    text = head + "Cam,4,2024-03-15,mark-misuse,\nBưởi,4,2024-03-15,mark-misuse,2025-01-01\n"
    assert read_csv(text, Way()) == singly(text, Way())


def test_each_row_is_looked_at_where_nothing_is_remembered(monkeypatch):
    text = "name,stars,issued_on\nCam,4,2024-03-15\nBưởi,4,2024-03-15\n"
    read = read_csv(text, Way())
    monkeypatch.setattr(_plain_row, "_MOST", 0)
    assert read_csv(text, Way()) == read
