from __future__ import annotations

from datetime import date

import ocop
from ocop.targets import Registry

HEAD = "code,name,stars,issued_on,entity,entity_kind,province,district,set\n"


def registry(number=12):
    rows = (
        f"{n},Cu đơ {n},{3 + n % 3},2024-{1 + n % 12:02},HTX A,HTX,Hà Tĩnh,Can Lộc,11\n"
        for n in range(number)
    )
    return Registry.from_csv(HEAD + "".join(rows))


def test_a_long_register_shows_its_first_rows():
    table = registry().table("en")
    assert table.caption == "Registry of 12 recognitions"
    assert len(table.rows) == 10
    assert "And 2 rows more" in table.notes
    assert ("By stars", "3★: 4, 4★: 4, 5★: 4") in table.facts
    assert table.rows[0].cells[2] == "2024-01-01 – 2024-01-31"  # the month alone is recorded
    assert Registry().table("en").facts == ()


def test_a_recognition_shows_what_is_recorded():
    cells = dict(registry().recognitions[1].table("vi").facts)
    assert cells["Ngày công nhận"] == "2024-02"
    assert cells["Loại hình chủ thể"] == "Hợp tác xã"
    assert cells["Bộ sản phẩm"] == "11 Chè tươi, chè chế biến"
    pending = Registry.from_csv(HEAD + "1,Mật ong,đề xuất 5 sao,2024-02-10,,,,,\n")
    assert dict(pending.recognitions[0].table("en").facts)["Stars"] == "5 (proposed, pending)"
    assert pending.table("en").rows[0].cells[1] == "5 (proposed, pending)"


def test_what_was_filled_from_above_is_counted():
    partial = Registry.from_csv(
        HEAD + "1,Trà,3,2024-02-10,HTX A,,,,\n2,Cam,3,2024-02-11,,,,,\n",
        lenient=True,
        fill_down=["entity"],
    )
    assert ("Cells filled from above", "entity 1") in partial.table("en").facts
    assert ("Ô lấy theo dòng trên", "entity 1") in partial.table("vi").facts


def test_months_are_a_sequence():
    days = date(2026, 1, 1), date(2026, 3, 31)
    exact = Registry(
        [
            ocop.Recognition(code=str(n), name="Trà", stars=3, issued_on=date(2023, 2, 1 + n % 28))
            for n in range(60)
            if n < 28
        ]
    )
    lapsing = exact.lapsing(*days)
    assert len(lapsing) == 3
    assert lapsing[1] == list(lapsing)[1]
    table = lapsing.table("en")
    assert [row.cells for row in table.rows][1] == ("2026-02", "28", "0", "0", "28")
    assert table.rows[-1].cells == ("All", "28", "0", "0", "28")
    assert [row["number"] for row in lapsing.to_records() if row["stars"] == 3] == [0, 28, 0]


def test_what_may_end_has_a_column():
    unread = Registry.from_csv(
        "code,name,stars,issued_on,withdrawn_on\n1,A,3,2023-07-01,???\n", lenient=True
    ).registry
    lapsing = unread.lapsing(date(2026, 7, 1), date(2026, 7, 31))
    assert lapsing.table("en").rows[0].cells == ("2026-07", "0", "0", "0", "0", "1")
    assert lapsing[0].table("en").facts == (("Perhaps also", "1"),)
    assert lapsing.to_records()[0]["may_end"] == 1


def test_flows_that_are_not_known_have_a_sign():
    unread = Registry.from_csv(
        "code,name,stars,issued_on,withdrawn_on\n1,A,3,2023-07-01,???\n", lenient=True
    ).registry
    flows = unread.between(date(2023, 1, 1), date(2024, 12, 31))
    unknown = [row.cells for row in flows.table("en").rows if row.state == "unknown"]
    assert ("Withdrawn", "unknown") in unknown
    assert {row["number"] for row in flows.to_records() if row["event"] == "withdrawn"} == {None}


def test_dues_cite_their_sources_once():
    exact = Registry(
        [
            ocop.Recognition(code=str(n), name="Trà", stars=3, issued_on=date(2026, 6, 1))
            for n in range(60)
        ]
    )
    dues = exact.dues(date(2028, 1, 1), date(2029, 12, 31))
    table = dues.table("vi")
    assert len(table.rows) == 50
    assert table.notes[0] == f"Còn {len(dues.rows) - 50} dòng nữa"
    assert table.notes[-1].startswith("Căn cứ: ")
    assert [row["day"] for row in dues.to_records()] == [row.due.day for row in dues.rows]
    assert not Registry().dues(date(2028, 1, 1), date(2029, 12, 31)).table("vi").notes
