"""Cells that could not be read: their rows stay, and what hangs on them is unknown."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

import ocop
from ocop.dates import DateRange, add_months
from ocop.errors import InputError
from ocop.law.entity import entity_kind
from ocop.targets.registry.column import columns
from ocop.targets.registry.flow import FLOW_EVENTS
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot.snapshot import counted_by
from ocop.testing.strategies import days, registries, wheres

ON = date(2024, 6, 1)
ROW = {"name": "Cu đơ", "stars": 4, "issued_on": date(2024, 1, 10)}
OPTIONAL = [each.id for each in columns() if not each.required]
LIFE = ["valid_from", "withdrawn_on", "superseded_on", "re_evaluation_filed_on"]


def read(**cells):
    """The one recognition of a row with these cells."""
    found = ocop.Registry.from_records([{**ROW, **cells}], lenient=True)
    return found.registry


@pytest.mark.parametrize("column", OPTIONAL)
def test_no_row_is_lost_for_an_optional_cell(column):
    """notebooks 4: 1,458 of 3,062 rows were thrown away for a cell that they can do without."""
    found = ocop.Registry.from_records([{**ROW, column: "#REF!"}], lenient=True)
    (each,) = found.registry
    assert dict(each.unread) == {column: "#REF!"}
    assert getattr(each, column, None) is None
    assert [fault.path[1:] for fault in found.faults] == [(column,)]
    assert (found.registry.set_aside, found.registry.unknown_cells) == (0, 1)
    assert ocop.Registry.from_csv(found.registry.to_csv(), lenient=True).registry == found.registry
    assert ocop.from_json(ocop.Registry, ocop.to_json(found.registry)) == found.registry
    with pytest.raises(InputError):
        ocop.Registry.from_records([{**ROW, column: "#REF!"}])


@pytest.mark.parametrize("column", ["name", "stars", "issued_on"])
def test_a_row_without_what_it_must_have_is_set_aside(column):
    cells = {**ROW, column: "#REF!", "entity": "HTX Một"}
    found = ocop.Registry.from_records([cells, {**ROW, column: None}, ROW], lenient=True)
    assert (len(found.registry), found.registry.set_aside) == (1, 2)
    assert found.rejected[0].cells == cells
    assert found.registry.at(province="Hà Tĩnh").set_aside == 2
    assert found.registry.counted_as("enterprise", "sme").set_aside == 2


def test_what_cannot_be_beside_the_rest_of_its_row_is_unread():
    found = read(withdrawn_on="2020-01-01", withdrawal_ground="mark-misuse", total="101")
    (each,) = found
    assert dict(each.unread) == {"withdrawn_on": "2020-01-01", "total": "101"}
    assert each.withdrawal_ground == "mark-misuse"
    (each,) = read(level="tỉnh", numbering="147", set="4")
    assert each.unread.keys() == {"numbering", "set"}
    (each,) = read(numbering="1048", set="99")
    assert dict(each.unread) == {"numbering": "1048", "set": "99"}


def test_a_withdrawal_that_cannot_be_read_may_have_been():
    registry = ocop.Registry([*read(withdrawn_on="tháng 3"), *read(name="Cam bù")])
    snapshot = registry.on(ON)
    assert (snapshot.recognised, snapshot.valid, snapshot.withdrawn) == (2, None, None)
    assert (snapshot.lapsed, snapshot.superseded) == (0, 0)
    rows = snapshot.rows()
    assert [row.recognition.name for row in rows.sure] == ["Cam bù"]
    assert [(row.standing, row.may_be) for row in rows.maybe] == [
        (Standing.VALID, (Standing.WITHDRAWN,))
    ]
    flows = registry.between(date(2024, 1, 1), ON)
    assert (flows.recognised, flows.withdrawn, flows.lapsed) == (2, None, 0)
    flows = registry.between(date(2026, 1, 1), date(2027, 12, 31))
    assert (flows.recognised, flows.withdrawn, flows.lapsed) == (0, None, None)
    assert (flows.set_aside, flows.unknown_cells) == (0, 1)
    flows = attrs.evolve(registry, set_aside=2).between(date(2026, 1, 1), date(2027, 12, 31))
    assert (flows.set_aside, flows.unknown_cells) == (2, 1)
    months = registry.lapsing(date(2027, 1, 1), date(2027, 1, 31))
    assert [[row.name for row in month.recognitions] for month in months] == [["Cam bù"]]
    assert [[row.name for row in month.may_end] for month in months] == [["Cu đơ"]]


def test_a_first_day_that_cannot_be_read_may_be_to_come():
    registry = read(valid_from="tháng 3")
    snapshot = registry.on(ON)
    assert (snapshot.recognised, snapshot.valid, snapshot.lapsed) == (1, None, 0)
    (row,) = snapshot.rows().maybe
    assert (row.standing, row.may_be) == (Standing.VALID, (Standing.NOT_YET_VALID,))
    after = registry.on(date(2030, 1, 1))
    assert (after.valid, after.lapsed) == (None, None)


def test_a_later_recognition_that_cannot_be_dated_may_have_taken_the_place():
    (row,) = read(superseded_on="tháng 3").on(ON).rows().maybe
    assert (row.standing, row.may_be) == (Standing.VALID, (Standing.SUPERSEDED,))


def test_a_filing_that_cannot_be_read_may_have_extended():
    registry = read(re_evaluation_filed_on="tháng 3")
    assert registry.on(ON).valid == 1
    after = registry.on(date(2027, 1, 11))
    assert (after.valid, after.lapsed, after.extended) == (0, None, None)
    (row,) = after.rows().maybe
    assert {row.standing, *row.may_be} == {Standing.LAPSED, Standing.EXTENDED}


def test_a_proposal_has_no_term_that_could_not_be_read():
    snapshot = read(stars="đề xuất 5 sao", valid_from="?", re_evaluation_filed_on="?").on(ON)
    assert (snapshot.pending, snapshot.valid, snapshot.extended) == (1, 0, 0)


def test_a_proposal_that_may_have_been_taken_back():
    snapshot = read(stars="đề xuất 5 sao", withdrawn_on="?").on(ON)
    assert (snapshot.pending, snapshot.closed, snapshot.withdrawn) == (None, None, 0)


def test_an_unread_code_may_be_that_of_a_namesake():
    later = {**ROW, "issued_on": date(2024, 3, 1), "code": "#N/A"}
    other = {**ROW, "name": "Cam bù"}
    found = ocop.Registry.from_records([{**ROW, "code": "1"}, later, other], lenient=True)
    snapshot = found.registry.on(ON)
    assert (snapshot.recognised, snapshot.valid) == (3, None)
    assert [row.recognition.name for row in snapshot.rows().sure] == ["Cu đơ", "Cam bù"]
    assert [row.recognition.code for row in snapshot.rows().maybe] == ["1"]
    assert snapshot.distinct("products", ocop.Where.of(status="recognised")).value is None
    assert found.registry.on(date(2024, 2, 1)).valid == 2
    alone = ocop.Registry(found.registry.recognitions[1:])
    assert alone.on(ON).distinct("products").value == 2


BLURRED = ["code", "entity", "entity_kind", "province", "district", "kind", "set", "group", *LIFE]


DAYS = ["issued_on", "ends_on", *LIFE, "re_evaluation_decided_on"]


def month_or_year(day, year):
    """The first and the last day of its year, or of its month."""
    first = day.replace(day=1, month=1 if year else day.month)
    return first, add_months(first, 12 if year else 1) - timedelta(days=1)


@st.composite
def blurred(draw):
    """A register in which a code has one name, and the same with some of its cells unread.

    Of some of its days only the month or the year is known.
    """
    whole = ocop.Registry(
        attrs.evolve(each, name=each.code or each.name) for each in draw(registries(early=True))
    )
    rows = []
    for each in whole:
        lost = draw(st.sets(st.sampled_from(BLURRED), max_size=2))
        if "re_evaluation_filed_on" in lost:
            lost |= {"re_evaluation_decided_on"}
        fields = dict.fromkeys("product_set" if column == "set" else column for column in lost)
        fields["unread"] = dict.fromkeys(lost, "#REF!")
        dated = [day for day in DAYS if getattr(each, day) is not None and day not in lost]
        fields["until"] = {}
        for day in draw(st.lists(st.sampled_from(dated), max_size=3, unique=True)):
            first, last = month_or_year(getattr(each, day), draw(st.booleans()))
            fields |= {day: first}
            fields["until"][day] = last
        if "withdrawn_on" in lost:
            fields["withdrawal_ground"] = None
        rows.append(attrs.evolve(each, **fields))
    try:
        return whole, ocop.Registry(rows)
    except InputError:  # without their codes two are one
        reject()


@given(blurred(), days(), wheres(), days(), st.integers(0, 900))
def test_what_is_known_of_a_blurred_register_is_what_the_whole_one_says(both, on, where, first, n):
    whole, seen = both[0].on(on), both[1].on(on)
    asked = [
        (seen.count(where), whole.count(where)),
        *(
            (seen.count(ocop.Where(status=(s,))), whole.count(ocop.Where(status=(s,))))
            for s in Standing
        ),
        *((seen.distinct(of, where), whole.distinct(of, where)) for of in ("products", "entities")),
    ]
    period = DateRange(first, first + timedelta(days=n))
    asked += [
        (counted_by(seen).happened(event, period, where), true.happened(event, period, where))
        for true in [counted_by(whole)]
        for event in FLOW_EVENTS
    ]
    for known, true in asked:
        assert known.value is None or true.value is None or known.value == true.value
    rows, all_rows = seen.rows(where), whole.rows(where)
    assert len(rows.sure) <= len(all_rows.sure) + len(all_rows.maybe)
    assert len(all_rows.sure) <= len(rows.sure) + len(rows.maybe)
    for dimension in ("stars", "year"):
        numbers, true = seen.by(dimension), whole.by(dimension)
        assert all(
            number is None or true.get(key, 0) in (None, number) for key, number in numbers.items()
        )


@given(blurred(), days(), wheres(), st.sampled_from(["province", "district", "commune"]))
def test_what_is_known_of_a_part_of_a_blurred_register_is_what_the_whole_one_says(
    both, on, where, level
):
    """A part says no day that only the rest of the register knows."""
    whole, seen = both
    true = whole.by_place(level)
    for name, part in seen.by_place(level).items():
        if any(level in each.unread for each in seen):
            continue
        counts = [
            (part.on(on).count(asked), true[name].on(on).count(asked))
            for asked in (where, *(ocop.Where(status=(one,)) for one in Standing))
        ]
        for known, of_whole in counts:
            assert known.value is None or of_whole.value in (None, known.value)


@given(blurred())
def test_a_blurred_register_comes_back(both):
    _, seen = both
    assert ocop.from_json(ocop.Registry, ocop.to_json(seen)) == seen
    assert ocop.Registry.from_csv(seen.to_csv(), lenient=True, rules=seen.rules).registry == seen


@pytest.mark.parametrize("column", ["withdrawn_on", "superseded_on"])
def test_a_month_of_an_end_is_counted_where_it_does_not_matter(column):
    """A year alone was an unread cell, so that the row was unknown for ever."""
    registry = read(**{column: "2025"})
    (each,) = registry
    assert (getattr(each, column), each.until) == (
        date(2025, 1, 1),
        {column: date(2025, 12, 31)},
    )
    known = [
        registry.on(day).valid for day in (date(2024, 12, 31), date(2025, 6, 1), date(2026, 1, 1))
    ]
    assert known == [1, None, 0]
    ended = [
        getattr(registry.between(date(year, 1, 1), date(year, 12, 31)), column[:-3])
        for year in (2024, 2025, 2026)
    ]
    assert ended == [0, 1, 0]
    assert getattr(registry.between(date(2025, 1, 1), date(2025, 6, 30)), column[:-3]) is None
    assert registry.on(date(2030, 1, 1)).lapsed == 0
    assert registry.certificate(each) is None
    (row,) = registry.standings(date(2025, 6, 1))
    assert (row.last_valid_day, row.superseded_on) == (date(2027, 1, 10), None)
    assert registry.unknown_cells == 0


def test_a_year_of_withdrawal_in_which_it_may_have_lapsed_before():
    registry = read(withdrawn_on="2027")  # its last day is 2027-01-10
    after = registry.on(date(2028, 1, 1))
    assert (after.valid, after.lapsed, after.withdrawn) == (0, None, None)
    months = registry.lapsing(date(2027, 1, 1), date(2027, 1, 31))
    assert [[row.name for row in month.may_end] for month in months] == [["Cu đơ"]]


def test_a_month_of_a_first_valid_day():
    registry = read(valid_from="3/2024")
    days = (
        date(2024, 2, 1),
        date(2024, 3, 15),
        date(2024, 4, 1),
        date(2027, 3, 15),
        date(2027, 4, 1),
    )
    assert [registry.on(day).valid for day in days] == [0, None, 1, None, 0]
    (row,) = registry.standings(date(2024, 4, 1))
    assert row.last_valid_day is None


def test_a_month_of_a_recorded_end_of_before_the_first_criteria():
    registry = read(issued_on="2018-05-01", ends_on="5/2021")
    days = (date(2021, 4, 30), date(2021, 5, 15), date(2021, 6, 1))
    assert [registry.on(day).valid for day in days] == [1, None, 0]
    assert registry.notes == ()


def test_a_month_of_a_filing_that_extends():
    """Art. 12.3: filed by the last valid day, 2026-06-10, whatever day of the months it was."""
    row = {"issued_on": "2023-06-10", "re_evaluation_filed_on": "5/2026"}
    assert read(**row).on(date(2026, 7, 1)).extended == 1
    registry = read(**row, re_evaluation_decided_on="9/2026")
    days = (date(2026, 8, 31), date(2026, 9, 10), date(2026, 10, 1))
    assert [registry.on(day).extended for day in days] == [1, None, 0]
    assert read(**row | {"re_evaluation_filed_on": "6/2026"}).on(date(2026, 7, 1)).extended is None


def test_a_month_of_an_issue_whose_term_a_filing_extends():
    """Art. 12.3: filed on 2026-06-10, before it ends in July, whatever day of it that is."""
    registry = read(issued_on="7/2023", re_evaluation_filed_on="2026-06-10")
    month = date(2026, 7, 2), date(2026, 7, 31)
    assert [registry.on(day).in_force for day in month] == [1, 1]
    assert [registry.on(day).extended for day in month] == [None, None]
    assert registry.on(date(2026, 8, 1)).extended == 1
    assert registry.between(*month).lapsed == 0


def test_a_proposal_of_a_year_waits_since_one_of_its_days():
    (note,) = read(stars="đề xuất 5 sao", issued_on="2022").on(ON).notes
    assert "từ ngày 01/01/2022 – 31/12/2022;" in note.label.vi
    assert "since 2022-01-01 – 2022-12-31;" in note.label.en


def test_three_months_of_a_row_are_held_against_each_other_and_a_fourth_is_unread():
    row = {
        **ROW,
        "issued_on": "2024",
        "valid_from": "2024",
        "ends_on": "2027",
        "withdrawn_on": "2026",
    }
    found = ocop.Registry.from_records([row], lenient=True)
    (each,) = found.registry
    assert each.until.keys() == {"issued_on", "valid_from", "ends_on"}
    assert dict(each.unread) == {"withdrawn_on": "2026"}
    assert [(fault.path[1], fault.code) for fault in found.faults] == [
        ("withdrawn_on", "not-to-the-day")
    ]


@pytest.mark.parametrize(
    ("until", "path", "code"),
    [
        ([1], ("until",), "not-a-table"),
        (None, ("until",), "not-a-table"),
        ({"name": date(2024, 1, 31)}, ("until", "name"), "not-known"),
        ({"issued_on": "2024-01-31"}, ("until", "issued_on"), "not-a-date"),
        ({"withdrawn_on": date(2024, 1, 31)}, ("until", "withdrawn_on"), "not-a-month-or-year"),
        ({"issued_on": date(2024, 3, 31)}, ("until", "issued_on"), "not-a-month-or-year"),
    ],
)
def test_what_is_no_month_and_no_year_is_refused(until, path, code):
    with pytest.raises(InputError) as err:
        ocop.Recognition(**{**ROW, "issued_on": date(2024, 1, 1)}, until=until)
    assert [(fault.path, fault.code) for fault in err.value.faults] == [(path, code)]
    assert err.value.text("vi")


def test_four_months_of_a_row_are_refused():
    first = {
        day: date(2024, 1, 1) for day in ("issued_on", "valid_from", "ends_on", "withdrawn_on")
    }
    with pytest.raises(InputError) as err:
        ocop.Recognition(**{**ROW, **first}, until=dict.fromkeys(first, date(2024, 1, 31)))
    assert [(fault.path, fault.code) for fault in err.value.faults] == [
        (("until",), "too-many-months")
    ]
    assert err.value.text("vi")


def test_a_year_that_is_over_before_the_issue_is_unread():
    found = ocop.Registry.from_records([{**ROW, "withdrawn_on": "2023"}], lenient=True)
    (each,) = found.registry
    assert (dict(each.unread), each.until) == ({"withdrawn_on": "2023"}, {})
    assert [(fault.path[1], fault.code) for fault in found.faults] == [
        ("withdrawn_on", "before-the-issue")
    ]
    (each,) = read(withdrawn_on="1/2024")  # the month of its issue
    assert each.until == {"withdrawn_on": date(2024, 1, 31)}
    assert ocop.Registry([each]).on(date(2024, 1, 10)).valid is None


def test_what_a_recognition_says_of_its_unread_cells_is_checked():
    for unread, path, code in [
        ({"withdrawn_on": 3}, ("unread", "withdrawn_on"), "not-text"),
        ({"name": "x"}, ("unread", "name"), "not-known"),
        ({"entity_kind": "x"}, ("unread", "entity_kind"), "known-and-unread"),
        ([1], ("unread",), "not-a-table"),
        (None, ("unread",), "not-a-table"),
    ]:
        with pytest.raises(InputError) as err:
            ocop.Recognition(**ROW, entity_kind=entity_kind("HTX"), unread=unread)
        assert [(fault.path, fault.code) for fault in err.value.faults] == [(path, code)]
        assert err.value.text("vi")
    with pytest.raises(InputError) as err:
        ocop.Recognition(**ROW, others={"Doanh thu": 3, "Website": "x"})
    assert [(fault.path, fault.code) for fault in err.value.faults] == [
        (("others", "Doanh thu"), "not-text")
    ]


@pytest.mark.parametrize("number", [-1, True, "1", None])
def test_rows_set_aside_are_a_count(number):
    for make in (ocop.Registry, lambda **more: ocop.Snapshot(on=ON, **more)):
        with pytest.raises(InputError) as err:
            make(set_aside=number)
        assert [(f.path, f.code) for f in err.value.faults] == [(("set_aside",), "not-a-count")]


COUNT = {"type": "count"}
SHARE = {"type": "share", "part": {"type": "count", "stars": 4}, "whole": COUNT}
FLOW = {"type": "flow", "event": "recognised"}
STAFF = {"type": "indicator", "id": "staff"}


@pytest.mark.parametrize(
    ("measure", "bounds", "whole", "lacking"),
    [
        (COUNT, {"at_least": 1}, "met", "met"),
        (COUNT, {"at_least": 2}, "missed", "unknown"),
        (COUNT, {"at_most": 1}, "met", "unknown"),
        (COUNT, {"at_most": 0}, "missed", "missed"),
        (FLOW, {"at_least": 1}, "met", "met"),
        (FLOW, {"at_least": 2}, "missed", "unknown"),
        (SHARE, {"at_least": "50 %"}, "met", "unknown"),
        ({"type": "gain", "of": COUNT, "since": 0}, {"at_least": 2}, "missed", "unknown"),
        ({"type": "gain", "of": STAFF, "since": 0}, {"at_least": 2}, "missed", "missed"),
        (STAFF, {"at_least": 2}, "missed", "missed"),
        ({**SHARE, "part": STAFF, "whole": STAFF}, {"at_least": "50 %"}, "met", "met"),
    ],
)
def test_rows_set_aside_leave_a_target_open_that_they_might_meet(measure, bounds, whole, lacking):
    target = {"id": "a", "label": "A", "measure": measure, **bounds, "source": "KH"}
    plan = ocop.from_dict(ocop.Plan, {"id": "x", "title": "X", "period": 2024, "targets": [target]})
    staff = ocop.from_dict(
        ocop.Snapshot,
        {
            "on": "2024-12-31",
            "source": "S",
            "indicators": [{"id": "staff", "value": 1, "unit": "u"}],
        },
    )
    registry, day = ocop.Registry(read()), date(2025, 1, 1)
    for set_aside, status in ((0, whole), (1, lacking)):
        snapshot = attrs.evolve(registry, set_aside=set_aside).on(day).adding(staff)
        outcome = plan.evaluate(snapshot, on=day).outcome("a")
        assert outcome.status == status
        told = str(plan.evaluate(snapshot, on=day).explain("vi"))
        assert ("1 dòng không đọc được" in told) == bool(set_aside)
        if whole != status:
            assert outcome.reason.en == "rows of the registry that could not be read: 1"


def test_a_part_keeps_the_doubt_that_only_the_whole_register_has():
    """A namesake elsewhere, one of the two codes unread, may have taken its place."""
    rows = [
        {**ROW, "code": "#N/A", "district": "Can Lộc"},
        {**ROW, "code": "1", "district": "Kỳ Anh", "issued_on": date(2024, 3, 1)},
    ]
    whole = ocop.Registry.from_records(rows, lenient=True).registry
    assert whole.on(ON).valid is None
    parts = whole.by_place("district")
    assert [parts[name].on(ON).valid for name in ("Can Lộc", "Kỳ Anh")] == [None, 1]
    assert parts["Can Lộc"].recognitions[0].unread.keys() == {"code", "superseded_on"}


def test_a_part_says_a_day_of_a_successor_elsewhere_only_where_it_is_known():
    rows = [
        {**ROW, "code": "1", "district": "Can Lộc"},
        {**ROW, "code": "1", "district": "Kỳ Anh", "issued_on": "2025"},
    ]
    whole = ocop.Registry.from_records(rows)
    part = whole.at(district="Can Lộc")
    days = (date(2024, 12, 31), date(2025, 6, 1))
    assert [whole.on(day).count(ocop.Where.of(district="Can Lộc")).value for day in days] == [
        1,
        None,
    ]
    assert [part.on(day).valid for day in days] == [1, None]
    assert part.recognitions[0].until == {"superseded_on": date(2025, 12, 31)}
    exact = ocop.Registry.from_records([rows[0], {**rows[1], "issued_on": date(2025, 6, 1)}])
    part = exact.at(district="Can Lộc")
    assert [part.on(day).valid for day in days] == [1, 0]


def test_a_part_leaves_open_what_it_cannot_say_of_a_successor_elsewhere():
    """An end that is unread already, an order of rows that a reading uses, days of no one span."""
    elsewhere = {**ROW, "code": "1", "district": "Kỳ Anh"}
    revives = ocop.Rules().read(withdrawn_upgrade="older-revives")
    for rules, issued, own in (
        (ocop.Rules(), "2025", {"superseded_on": "#REF!"}),
        (revives, "2025", {}),
        (ocop.Rules(), "2024", {}),
    ):
        later = {**elsewhere, "issued_on": issued}
        first = {**ROW, "code": "1", "district": "Can Lộc", **own}
        whole = ocop.Registry.from_records([first, later], lenient=True, rules=rules).registry
        (row,) = whole.at(district="Can Lộc").recognitions
        assert "superseded_on" in row.unread
        part = whole.at(district="Can Lộc").on(date(2026, 1, 1))
        assert part.valid is None


def month(**days):
    """A row of which the month alone is known of some days."""
    last = {field: day.replace(day=31) for field, day in days.items()}
    return ocop.Recognition(**{**ROW, **days}, until=last)


def test_no_day_of_a_month_is_before_the_issue():
    row = attrs.evolve(
        month(issued_on=date(2024, 1, 1)),
        withdrawn_on=date(2024, 1, 1),
        withdrawal_ground="mark-misuse",
        until=dict.fromkeys(["issued_on", "withdrawn_on"], date(2024, 1, 31)),
    )
    snapshots = [ocop.Registry([row]).on(date(2024, n, 1)) for n in (1, 2)]
    assert [snapshot.withdrawn for snapshot in snapshots] == [None, 1]
    assert ocop.Registry([row]).on(date(2023, 12, 31)).recognised == 0


def test_a_first_day_that_cannot_be_read_may_take_the_place_of_an_earlier_row():
    earlier = ocop.Recognition(**{**ROW, "issued_on": date(2022, 3, 1)}, code="1")
    later = ocop.Recognition(**ROW, code="1", unread={"valid_from": "?"})
    registry = ocop.Registry([earlier, later])
    snapshot = registry.on(ON)
    assert (snapshot.recognised, snapshot.valid, snapshot.superseded) == (2, None, None)
    flows = registry.between(date(2024, 1, 1), ON)
    assert (flows.recognised, flows.superseded) == (1, None)


def test_a_part_records_the_day_on_which_a_row_outside_took_the_place():
    earlier = attrs.evolve(month(issued_on=date(2022, 1, 1)), code="1", district="A")
    later = ocop.Recognition(**ROW, code="1", district="B")
    (part,) = ocop.Registry([earlier, later]).at(district="A")
    assert part.superseded_on == later.issued_on
    assert part.until == earlier.until


def test_a_namesake_whose_first_day_cannot_be_read_may_have_taken_the_place():
    first = ocop.Recognition(**{**ROW, "issued_on": date(2023, 1, 1)})
    later = ocop.Recognition(**ROW, unread={"code": "?", "valid_from": "?"})
    snapshot = ocop.Registry([first, later]).on(ON)
    assert (snapshot.recognised, snapshot.valid, snapshot.superseded) == (2, None, None)
    before = ocop.Registry([first, later]).on(date(2023, 12, 31))
    assert (before.recognised, before.valid) == (1, 1)
