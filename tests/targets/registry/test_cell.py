"""What offices write in the cells of a register: kinds, groups, ranks, sets, days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import attrs
import pytest

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot.snapshot import counted_by

ROW = {"name": "Cu đơ", "stars": 4, "issued_on": date(2024, 1, 10)}
ON = date(2024, 6, 1)


def read(**cells):
    (each,) = ocop.Registry.from_records([{**ROW, **cells}])
    return each


def code_of(**cells):
    with pytest.raises(InputError) as err:
        read(**cells)
    assert err.value.text("vi")
    return [(fault.path[-1], fault.code) for fault in err.value.faults]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DNTN", "enterprise"),
        ("Công ty CP", "enterprise"),
        ("CTCP", "enterprise"),
        ("Công ty TNHH MTV", "enterprise"),
        ("Cty TNHH", "enterprise"),
        ("Cty CP", "enterprise"),
        ("doanh nghiệp", "enterprise"),
        ("HTX NN", "cooperative"),
        ("HTX nông nghiệp", "cooperative"),
        ("Hộ kinh doanh cá thể", "household"),
        ("Hộ SXKD", "household"),
        ("DN nhỏ và vừa", "sme"),
    ],
)
def test_kinds_of_entities(text, kind):
    """notebooks 4: every register has them, and none was read."""
    assert read(entity_kind=text).entity_kind.id == kind


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Thảo dược", "herbs"),
        ("Dược liệu và sản phẩm từ dược liệu", "herbs"),
        ("Vải và may mặc", "handicrafts"),
        ("Lưu niệm – nội thất – trang trí", "handicrafts"),
        ("Hàng thủ công mỹ nghệ", "handicrafts"),
        ("Dịch vụ du lịch nông thôn và bán hàng", "tourism"),
        ("Dịch vụ du lịch nông thôn, bán hàng", "tourism"),
        ("Nhóm thực phẩm", "food"),
        ("Ngành đồ uống", "drinks"),
        ("Sinh vật cảnh", "ornamental"),
    ],
)
def test_groups_of_every_regime(text, group):
    assert read(group=text).group == group


def test_no_group_is_guessed():
    assert code_of(group="Nhóm khác") == [("group", "not-known")]


@pytest.mark.parametrize(
    ("cell", "stars", "pending"),
    [
        ("OCOP 3 sao", 3, False),
        ("3 sao OCOP", 3, False),
        ("03 sao", 3, False),
        ("3.0", 3, False),
        ("3,0", 3, False),
        (4.0, 4, False),
        ("Ba sao", 3, False),
        ("bốn sao", 4, False),
        ("Hạng năm sao", 5, False),
        ("đạt 3 sao", 3, False),
        ("đề xuất năm sao", 5, True),
    ],
)
def test_ranks(cell, stars, pending):
    assert (read(stars=cell).stars, read(stars=cell).pending) == (stars, pending)


@pytest.mark.parametrize("cell", ["năm", "ba", "3.5", "3 4", "sao", 4.5])
def test_no_rank_is_guessed(cell):
    assert [name for name, _ in code_of(stars=cell)] == ["stars"]


@pytest.mark.parametrize("column", ["total", "stars", "issued_on", "set"])
def test_a_raised_digit_is_no_digit(column):
    """The compatibility forms of Unicode take 8² for 82."""
    cell = {"total": "8²", "stars": "3²", "issued_on": "2022²", "set": "1²"}[column]
    assert [name for name, _ in code_of(**{column: cell})] == [column]


@pytest.mark.parametrize("cell", ["Bộ 6", "bộ số 06", "6.0", 6.0, "Bộ sản phẩm 6", "set 6"])
def test_sets_by_their_number(cell):
    """notebooks 4: "Bộ 6" was not read."""
    assert read(set=cell).product_set.number == 6


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("22 tháng 8 năm 2022", date(2022, 8, 22)),
        ("Ngày 22 tháng 08 năm 2022", date(2022, 8, 22)),
        ("ngày 22/8/2022", date(2022, 8, 22)),
        ("2022-08-22 00:00:00", date(2022, 8, 22)),
        ("2022-08-22T00:00:00.000", date(2022, 8, 22)),
        ("22/08/2022 0:00", date(2022, 8, 22)),
        ("22/08/2022 12:00:00 AM", None),
        (datetime(2022, 8, 22), date(2022, 8, 22)),  # noqa: DTZ001 - as pandas has it
        ("２２/０８/２０２２", date(2022, 8, 22)),
    ],
)
def test_days(cell, day):
    if day is None:
        assert code_of(issued_on=cell) == [("issued_on", "not-a-date-of-a-register")]
    else:
        each = read(issued_on=cell)
        assert (each.issued_on, each.until) == (day, {})
        assert each.issue_days.first == each.issue_days.last == day


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        (2022, date(2022, 1, 1), date(2022, 12, 31)),
        (2022.0, date(2022, 1, 1), date(2022, 12, 31)),
        ("năm 2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("8/2022", date(2022, 8, 1), date(2022, 8, 31)),
        ("tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("Tháng 12 năm 2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("T1/2022", date(2022, 1, 1), date(2022, 1, 31)),
        ("2022-08", date(2022, 8, 1), date(2022, 8, 31)),
    ],
)
def test_a_month_or_a_year_alone(cell, first, last):
    each = read(issued_on=cell)
    assert (each.issued_on, each.until) == (first, {"issued_on": last})
    registry = ocop.Registry([each])
    assert ocop.Registry.from_csv(registry.to_csv()) == registry
    assert ocop.from_json(ocop.Registry, ocop.to_json(registry)) == registry
    assert str(last) in repr(each)


@pytest.mark.parametrize(
    "cell",
    [
        "13/2022",
        "0/2022",
        "1/3/24",
        "2024/01/10",
        "1,2024",
        123,
        1850,
        "1850",
        "2,5/2022",
        99,
        "năm 1234",
    ],
)
def test_no_day_is_guessed(cell):
    assert [name for name, _ in code_of(issued_on=cell)] == ["issued_on"]


@pytest.mark.parametrize(
    "column",
    [
        "valid_from",
        "ends_on",
        "withdrawn_on",
        "superseded_on",
        "re_evaluation_filed_on",
        "re_evaluation_decided_on",
    ],
)
def test_every_column_of_days_takes_a_month_or_a_year(column):
    """A year alone was read of the day of issue only."""
    filed = {"re_evaluation_filed_on": "2025-05-01"} if "decided" in column else {}
    each = read(**filed, **{column: "8/2026"})
    assert (getattr(each, column), each.until) == (date(2026, 8, 1), {column: date(2026, 8, 31)})
    registry = ocop.Registry([each])
    assert ocop.Registry.from_csv(registry.to_csv()) == registry
    assert ocop.from_json(ocop.Registry, ocop.to_json(registry)) == registry


def test_a_count_is_exact_where_the_day_does_not_matter():
    registry = ocop.Registry([read(issued_on="2022"), read(name="Cam bù", issued_on="5/2022")])
    assert [registry.on(date(year, 7, 1)).recognised for year in (2021, 2022, 2023)] == [0, None, 2]
    assert [registry.on(date(year, 7, 1)).valid for year in (2021, 2022, 2024, 2025, 2026)] == [
        0,
        None,
        2,
        None,
        0,
    ]
    flows = registry.between(date(2022, 1, 1), date(2022, 12, 31))
    assert (flows.recognised, flows.lapsed) == (2, 0)
    assert registry.between(date(2022, 1, 1), date(2022, 6, 30)).recognised is None
    year = ocop.Registry(registry.recognitions[:1])
    for first, last, recognised in (
        ("2021-01-01", "2021-12-31", 0),
        ("2021-01-01", "2022-01-01", None),
        ("2022-12-31", "2023-12-31", None),
        ("2023-01-01", "2023-12-31", 0),
    ):
        period = (date.fromisoformat(first), date.fromisoformat(last))
        assert year.between(*period).recognised == recognised
    assert registry.between(date(2025, 1, 2), date(2026, 1, 1)).lapsed == 2
    assert registry.between(date(2025, 1, 1), date(2025, 6, 30)).lapsed is None
    # a row beside them whose day is known counts for itself
    more = ocop.Registry([*registry, read(name="Mật ong", issued_on="1/6/2024")])
    assert more.between(date(2025, 1, 2), date(2026, 1, 1)).lapsed == 2
    assert more.between(date(2025, 1, 2), date(2027, 6, 2)).lapsed == 3
    for last, lapsed in ((date(2026, 1, 1), 2), (date(2027, 6, 2), 3)):
        seen = counted_by(more.on(last))
        period = DateRange(date(2025, 1, 2), last)
        assert seen.happened("lapsed", period, ocop.Where()).value == lapsed
    snapshot = registry.on(date(2022, 7, 1))
    assert snapshot.by("year") == {2022: None}
    assert [row.recognition.name for row in snapshot.rows().sure] == ["Cam bù"]
    (row,) = registry.on(date(2025, 7, 1)).rows().maybe
    assert (row.standing, row.may_be) == (Standing.LAPSED, (Standing.VALID,))
    assert (row.last_valid_day, row.filing_window, row.extended_to) == (None, None, None)
    assert registry.certificate(registry.recognitions[0]) is None
    where = ocop.Where.of(issued={"from": "2022-04-01", "to": "2022-06-30"}, status="recognised")
    assert (len(registry.on(ON).rows(where).sure), len(registry.on(ON).rows(where).maybe)) == (1, 1)


def test_what_lapses_in_the_month_of_a_month():
    registry = ocop.Registry([read(issued_on="5/2022"), read(name="Cam bù", issued_on="2022")])
    may, june = registry.lapsing(date(2025, 5, 1), date(2025, 6, 30))
    assert [(row.name, day) for row, day in zip(may.recognitions, may.last_days, strict=True)] == [
        ("Cu đơ", None)
    ]
    assert [row.name for row in may.may_end] == ["Cam bù"]
    assert (june.recognitions, [row.name for row in june.may_end]) == ((), ["Cam bù"])


def test_what_is_recorded_of_later_was_no_earlier():
    each = read(issued_on="2022", withdrawn_on="10/5/2022")
    assert each.issue_days.last == date(2022, 5, 10)
    assert ocop.Registry([each]).on(date(2022, 5, 10)).recognised == 1


def test_what_is_known_of_a_product_does_not_hang_on_the_others():
    upgrade = read(issued_on="15/6/2022", kind="upgrade", stars=5)
    one = [read(issued_on="2022", code="1")]
    two = [read(issued_on="2022", code="2"), attrs.evolve(upgrade, code="2")]
    both, *parts = (ocop.Registry(rows) for rows in ([*one, *two], one, two))
    every = ocop.Where(status=tuple(Standing))

    def standings(registry, day):
        told = registry.on(day).rows(every)
        return {(row.recognition, row.standing, row.may_be) for row in (*told.sure, *told.maybe)}

    for n in range(0, 1600, 20):
        day = date(2021, 12, 30) + timedelta(days=n)
        assert standings(both, day) == set().union(*(standings(part, day) for part in parts))


def test_two_of_one_product_whose_order_is_not_known():
    upgrade = read(issued_on="15/6/2022", kind="upgrade", stars=5)
    registry = ocop.Registry([read(issued_on="2022", code="1"), attrs.evolve(upgrade, code="1")])
    snapshot = registry.on(date(2023, 1, 1))
    assert (snapshot.recognised, snapshot.valid, snapshot.superseded) == (2, None, None)
    assert registry.on(date(2021, 1, 1)).recognised == 0
    assert registry.on(date(2026, 1, 1)).valid == 0


def test_the_numbering_of_a_year_in_which_it_changed():
    assert code_of(issued_on="2023", set=4) == [("set", "numbering-not-clear")]
    assert read(issued_on="2023", set=4, numbering="148").product_set.numbering == "148"
    assert read(issued_on="2022", set=4).product_set.numbering == "1048"
    registry = ocop.Registry([read(issued_on="2023", set=4, numbering="148")])
    assert ocop.Registry.from_csv(registry.to_csv()) == registry


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 1, 1), date(2022, 3, 31)),
        (date(2022, 1, 2), date(2022, 12, 31)),
        (date(2022, 5, 1), date(2022, 5, 30)),
    ],
)
def test_an_inexact_issue_is_a_month_or_a_year(first, last):
    with pytest.raises(InputError) as err:
        Recognition(name="A", stars=3, issued_on=first, until={"issued_on": last})
    assert [(f.path, f.code) for f in err.value.faults] == [
        (("until", "issued_on"), "not-a-month-or-year")
    ]
    assert err.value.text("vi")


def test_a_cohort_of_which_the_days_are_not_known():
    registry = ocop.Registry([read(issued_on="2022"), read(name="Cam bù", issued_on="1/3/2022")])
    tally = counted_by(registry.on(date(2026, 6, 1)))

    def whole(event, first, last):
        return tally.followed(event, DateRange(first, last), ocop.Where(), "any")[1].value

    assert whole("recognised", date(2022, 1, 1), date(2022, 12, 31)) == 2
    assert whole("recognised", date(2022, 1, 1), date(2022, 6, 30)) is None
    assert whole("recognised", date(2021, 1, 1), date(2021, 12, 31)) == 0
    assert whole("due", date(2025, 1, 1), date(2025, 12, 31)) is None
    again = read(issued_on="1/6/2025", kind="re-evaluation")
    followed = ocop.Registry([read(issued_on="2022"), again]).on(date(2026, 6, 1))
    part, _ = counted_by(followed).followed(
        "recognised", DateRange(date(2022, 1, 1), date(2022, 12, 31)), ocop.Where(), "any"
    )
    assert part.value is None
