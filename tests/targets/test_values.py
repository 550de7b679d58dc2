"""Values that refuse what they cannot be, figures, filters, and what a snapshot says."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import attrs
import pytest

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError, NotFoundError
from ocop.law.entity import entity_kind
from ocop.law.level import Level
from ocop.law.set_name import find_set
from ocop.targets._linear import Sums
from ocop.targets.plan.gap import added_to_both, added_to_part, short_of
from ocop.targets.plan.measure import Flow
from ocop.targets.plan.reckoning import reckon
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot.figure import Figure, Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where, place_key

ON = date(2024, 1, 1)


def faults_of(call, *args, **kwargs):
    with pytest.raises(InputError) as info:
        call(*args, **kwargs)
    return [str(fault) for fault in info.value.faults]


def a(**more):
    return Recognition(**({"code": "1", "name": "A", "stars": 3, "issued_on": ON} | more))


def test_a_recognition_refuses_every_fault_at_once():
    assert faults_of(
        Recognition,
        code=1,
        name="  ",
        product_set=3,
        entity_kind="HTX",
        stars=True,
        pending="yes",
        issued_on=datetime(2024, 1, 1, 8),  # noqa: DTZ001 - what is to be refused
        level="province",
        kind="frist",
        withdrawn_on="2024-01-01",
        total=87.5,
    ) == [
        "name: is missing",
        "code: 1 is not text",
        "stars: nobody certifies true stars; 3 to 5 are",
        "pending: 'yes' is neither true nor false",
        "product_set: 3 is not a product set",
        "entity_kind: 'HTX' is not a kind of entity",
        "level: 'province' is not a level",
        "kind: 'frist' is not known; did you mean 'first'?",
        "issued_on: 2024-01-01 08:00 is not a date; give a datetime.date (2026-05-22), without a time",
        "withdrawn_on: '2024-01-01' is not a date; give a datetime.date (2026-05-22), without a time",
        "total: 87.5 is not an exact total of 0 to 100",
    ]
    assert faults_of(Recognition, name=3, stars=3, issued_on=None) == [
        "name: 3 is not text",
        "issued_on: is missing",
    ]
    assert faults_of(Registry, [a(re_evaluation_decided_on=date(2026, 6, 1))]) == [
        "recognitions[0].re_evaluation_decided_on: decided on 2026-06-01, but no filing is recorded"
    ]


def test_text_is_tidied_once_and_for_all():
    each = a(name="Ca\u0300m  bu\n", entity="  ", commune="Kỳ\u00a0Lâm")
    assert (each.name, each.entity, each.commune) == ("Càm bu", None, "Kỳ Lâm")


def test_a_registry_gives_the_certificate_of_a_recognition():
    each = a(
        level=Level.DISTRICT,
        issuer="UBND huyện",
        decision="12/QĐ",
        withdrawn_on=date(2024, 5, 1),
        withdrawal_ground="mark-misuse",
    )
    found = Registry([each]).certificate(each)
    assert (found.product, found.issuer, found.level) == ("1", "UBND huyện", Level.DISTRICT)
    assert (found.kind, found.decision_no, found.withdrawal.ground) == (
        "first",
        "12/QĐ",
        "mark-misuse",
    )
    rules = ocop.Rules().read(last_valid_day="day-before")
    bare = a(code=None)
    assert Registry([bare], rules=rules).certificate(bare).last_valid_day == date(2026, 12, 31)
    with pytest.raises(NotFoundError, match="not one of this registry"):
        Registry([bare]).certificate(each)


def test_a_registry_refuses_what_is_none_and_what_is_there_twice():
    assert faults_of(Registry, [a(), 3]) == ["recognitions[1]: 3 is not a recognition"]
    assert faults_of(Registry, [a(), a(stars=4), a(code="2")]) == [
        "recognitions[1]: '1' is there twice on 2024-01-01; one must be wrong"
    ]
    # one product may be recognised and proposed for more on the same day
    assert Registry([a(), a(stars=5, pending=True)]).on(ON).pending == 1
    assert faults_of(Registry([a()]).at) == [
        "names no place; give a province, a district or a commune"
    ]
    assert repr(Registry([a()])) == "<Registry of 1 recognitions>"
    assert faults_of(Registry().between, ON, date(2023, 1, 1))
    assert faults_of(Registry().lapsing, ON, "2025-01-01")
    assert faults_of(Registry().on, datetime(2024, 1, 1))  # noqa: DTZ001


def test_a_part_keeps_what_came_after_elsewhere():
    old = a(province="Hà Tĩnh")
    new = a(province="Nghệ An", issued_on=date(2025, 1, 1))
    part = Registry([old, new]).at(province="tỉnh Hà Tĩnh")
    assert part.on(date(2025, 1, 1)).superseded == 1
    assert part.recognitions[0].superseded_on == date(2025, 1, 1)
    assert (
        Registry([old, a(province="Hà Tĩnh", issued_on=date(2025, 1, 1))])
        .at(province="Hà Tĩnh")
        .recognitions[0]
        == old
    )


def test_what_ends_on_the_first_and_the_last_day_of_a_period_is_in_it():
    """hard D: dropping what ends on the last day of the period went unseen."""
    registry = Registry([a(issued_on=date(2023, 3, 1)), a(code="2", issued_on=date(2023, 3, 31))])
    (month,) = registry.lapsing(date(2026, 3, 1), date(2026, 3, 31))
    assert month.last_days == (date(2026, 3, 1), date(2026, 3, 31))
    assert registry.lapsing(date(2026, 3, 2), date(2026, 3, 30))[0].recognitions == ()


def test_lapsing_up_to_the_last_day_that_there_is():
    months = Registry([a()]).lapsing(date(9999, 11, 5), date.max)
    assert [str(month.days) for month in months] == [
        "9999-11-05 – 9999-11-30",
        "9999-12-01 – 9999-12-31",
    ]


def test_indicators_and_milestones_refuse():
    assert faults_of(
        Indicator, id="", value=1.5, unit=3, on="x", source=" ", place="", wording="some"
    ) == [
        "id: is empty",
        "unit: 3 is not text",
        "source: is empty",
        "place: is empty",
        "wording: 'some' is not known; there are over, nearly, about",
        "value: 1.5 is not an exact number; give an int or a Fraction",
        "on: 'x' is not a date; give a datetime.date (2026-05-22), without a time",
    ]
    assert faults_of(Indicator, id="a", value=Fraction(-1, 2), unit="u", on=ON, source="s") == [
        "value: -0.5 is below 0"
    ]
    assert faults_of(Milestone, id="a", done=1, on=None, source="") == [
        "source: is empty",
        "done: 1 is neither true nor false",
        "on: is missing",
    ]


def test_figures():
    assert Figure(0).known
    assert not Figure.unknown("không", "no").known


def test_published_counts_refuse():
    assert faults_of(PublishedCount, where=3, value=True, of=4) == [
        "where: 3 is not a filter",
        "value: true is not a count of 0 or more",
        "of: 4 is not known; there are recognitions, products, entities",
    ]
    assert faults_of(Snapshot.of, ON, valid={2: 3}, lapsed=-1) == [
        "valid.stars: 2 is not a certified rank; ranks are 3, 4, 5",
        "lapsed.value: -1 is not a count of 0 or more",
    ]
    assert faults_of(Snapshot.of, ON, recognised=10, valid={3: 8, 4: 3}) == [
        "counts: the totals contradict each other; their parts are more than they are"
    ]
    assert faults_of(Snapshot.of, "2024-01-01") == [
        "on: '2024-01-01' is not a date; give a datetime.date (2026-05-22), without a time"
    ]


def test_filters():
    assert faults_of(Where.of, stars=[2], group="fod", kind="x", entity_kind="HTXX") == [
        "stars: 2 is not a certified rank; ranks are 3, 4, 5",
        "group: 'fod' is not known; did you mean 'food'?",
        "entity_kind: 'HTXX' is not known; did you mean 'HTX'?",
        "kind: 'x' is not known; there are first, upgrade, re-evaluation",
    ]
    tea = Where.of(set="chè tươi, chè chế biến")
    assert [each.number for each in tea.sets] == [11]
    assert Where.of(set=[12], numbering="1048").to_table() == {"set": [12], "numbering": "1048"}
    assert Where.of(status="recognised").to_table() == {"status": "recognised"}
    assert Where.of(stars=[5, 3, 4]) == Where()
    year = DateRange(date(2024, 1, 1), date(2024, 12, 31))
    assert Where.of(issued=year).within(Where())
    assert Where().within(Where.of(issued=year)) is False
    assert not Where.of(issued=year).within(Where.of(issued=attrs.evolve(year, first=year.last)))
    assert not Where.of(issued=year).within(Where.of(issued=attrs.evolve(year, last=year.first)))
    assert Where.of(stars=4, province="tỉnh Hà Tĩnh").within(Where.of(province="HÀ TĨNH"))
    assert Where(status=tuple(Standing)).within(Where()) is False
    assert not Where().within(Where.of(stars=4))
    assert faults_of(Where.from_table, []) == ["a list is not a table"]


def test_places():
    assert place_key("province", "Tỉnh Hà Tĩnh") == place_key("province", "ha tinh")
    assert place_key("province", "TP. Huế") == place_key("province", "Thành phố Huế") == "hue"
    assert place_key("district", "Huyện Kỳ Anh") != place_key("district", "Thị xã Kỳ Anh")


def test_sets_across_numberings_are_said_to_be_uncertain_where_they_were_split():
    honey, jam = find_set("1048", 4), find_set("1048", 8)
    rows = [
        a(code="1", product_set=honey, issued_on=date(2022, 1, 1)),
        a(code="2", product_set=jam, issued_on=date(2022, 1, 1)),
        a(code="3", product_set=find_set("148", 4)),
        a(code="4", product_set=find_set("148", 2)),
        a(code="5", group="food"),
        a(code="6"),
    ]
    snapshot = Registry(rows).on(date(2024, 6, 1))
    assert snapshot.by("set") == {"148:4|148:8": 1, "148:8": 1, "148:4": 1, "148:2": 1, None: 2}
    assert snapshot.by("group")["food"] == 5
    assert snapshot.by("group")[None] == 1
    known = Registry(rows[:4]).on(date(2024, 6, 1))
    found = known.count(Where.of(set=4))
    assert found.value is None
    assert found.reason.vi.endswith("1 bản ghi")
    assert known.count(Where.of(set=[4, 8])).value == 3
    assert known.count(Where.of(set=2, numbering="1048")).value is None  # widened since
    assert known.count(Where.of(set=1)).value == 0
    both = attrs.evolve(Where(), sets=(find_set("148", 4), honey))
    assert known.count(both).value == 2
    assert snapshot.count(Where.of(group="food")).value is None
    assert Registry(rows[:5]).on(date(2024, 6, 1)).count(Where.of(group="food")).value == 5


def test_breakdowns():
    rows = [
        a(
            code="1",
            province="tỉnh Hà Tĩnh",
            entity="X",
            entity_kind=entity_kind("farm"),
            kind="first",
        ),
        a(code="2", province="Hà Tĩnh"),
    ]
    snapshot = Registry(rows).on(ON, source="Sổ")
    assert snapshot.by("province") == {"tỉnh Hà Tĩnh": 2}
    assert snapshot.by("entity_kind")["farm"] == 1
    assert snapshot.by("entity_kind")[None] == 1
    assert snapshot.by("kind") == {"first": 1, None: 1}
    assert snapshot.by("year") == {2024: 2}
    assert faults_of(snapshot.by, "star") == [
        "dimension: 'star' is not known; did you mean 'stars'?"
    ]
    assert faults_of(snapshot.distinct, "towns") == [
        "of: 'towns' is not known; there are products, entities"
    ]
    assert snapshot.entities is None
    assert snapshot.distinct("products").value == 2
    assert repr(snapshot) == "<Snapshot on 2024-01-01 of 2 recognitions>"
    assert snapshot.text("vi").splitlines() == [
        "Ngày 01/01/2024",
        "Nguồn: Sổ",
        "Đã công nhận: 2",
        "Còn hiệu lực: 2 (3 sao 2, 4 sao 0, 5 sao 0)",
        "Được kéo dài: 0",
        "Hết hạn: 0",
        "Bị thu hồi: 0",
        "Đã thay thế: 0",
        "Tiềm năng 5 sao, chờ kết quả: 0",
        "Chủ thể có sản phẩm còn hiệu lực: chưa biết",
    ]


def test_an_entity_that_may_or_may_not_be_of_the_kind():
    coop = entity_kind("cooperative")
    rows = [a(code="1", entity="X", entity_kind=coop), a(code="2", entity="X")]
    where = Where.of(entity_kind="cooperative")
    # X has a product that surely counts, so that the other makes no difference
    assert Registry(rows).on(ON).distinct("entities", where).value == 1
    assert Registry(rows).on(ON).count(where).value is None
    other = Registry([*rows, a(code="3", entity="Y")])
    assert other.on(ON).distinct("entities", where).value is None


def test_published_breakdowns():
    told = Snapshot.of(
        ON,
        source="Báo cáo",
        valid={3: 5, 4: 2},
        counts=[
            PublishedCount(where=Where.of(status="valid", province="Hà Tĩnh"), value=4),
            PublishedCount(where=Where.of(status="valid", set=11), value=3),
            PublishedCount(where=Where.of(status="valid", set=[11, 12]), value=3),
            PublishedCount(where=Where(), value=6, of="entities"),
            PublishedCount(where=Where.of(status="recognised"), value=9, of="products"),
        ],
    )
    valid = (Standing.VALID,)
    assert told.by("stars", status=valid) == {3: 5, 4: 2, 5: None}
    assert told.by("province", status=valid) == {"Hà Tĩnh": 4}
    assert told.by("set", status=valid) == {"148:11": 3}
    assert told.by("year") == {}
    assert set(told.by("group").values()) == {None}
    assert told.entities == 6
    assert told.distinct("products", Where.of(status="recognised")).value == 9
    assert told.distinct("products", Where.of(status="valid", stars=4)).value == 2
    assert told.distinct("products", Where.of(status="lapsed")).value is None
    assert told.distinct("entities", Where.of(stars=3)).value is None
    assert repr(told) == "<Snapshot on 2024-01-01 of published totals>"
    assert "Valid: unknown (3★ 5, 4★ 2, 5★ unknown)" in told.text("en")
    assert Snapshot(on=ON).text("en").splitlines()[1] == "Recognised so far: unknown"
    table = told.table("en")
    assert len(table.rows) == len(told.text().splitlines()) - 2
    assert ("Valid", "unknown (3★ 5, 4★ 2, 5★ unknown)") in [one.cells for one in table.rows]
    with pytest.raises(InputError):
        told.text("fr")


def test_what_follows_from_sums():
    def cells(*which):
        return frozenset(which)

    sums = Sums(4, [(cells(0, 1, 2), 10), (cells(0), 4), (cells(1, 2), 6), (cells(2, 3), 0)])
    assert not sums.contradictory
    assert sums.total(cells(1)) == 6
    assert sums.total(cells(3)) == 0
    assert sums.total(cells()) == 0
    assert Sums(3, []).total(cells(1)) is None
    assert Sums(3, [(cells(0, 1), 5)]).total(cells(0)) is None
    assert Sums(3, [(cells(0, 1), 5)]).total(cells(0, 2)) is None
    assert Sums(2, [(cells(0), 1), (cells(0), 2)]).contradictory
    # three pairs of sums: a half of each is no count, so that nothing whole follows
    odd = Sums(3, [(cells(0, 1), 1), (cells(1, 2), 1), (cells(0, 2), 1)])
    assert odd.total(cells(0)) is None


def test_gaps_by_hand():
    # the issue's own: 11 of 217 at 4★, 20 % wanted
    assert added_to_both(11, 217, Fraction(1, 5), None) == 41
    assert Fraction(11 + 41, 217 + 41) >= Fraction(1, 5) > Fraction(11 + 40, 217 + 40)
    assert added_to_both(0, 0, Fraction(1), None) == 1
    assert added_to_both(3, 4, Fraction(1), None) is None
    assert added_to_both(3, 4, None, Fraction(1, 2)) == 2
    assert added_to_both(3, 4, None, Fraction(0)) is None
    assert added_to_both(4, 4, None, Fraction(1, 2), wider=False) is None
    # between 20 and 25 % of nothing: the first whole number between is 1 of 4
    assert added_to_both(0, 0, Fraction(1, 5), Fraction(1, 4)) == 4
    assert added_to_part(11, 217, Fraction(1, 5), None) == 33
    assert added_to_part(3, 4, None, Fraction(1, 2)) == 1
    assert added_to_part(0, 3, Fraction(1, 2), Fraction(1, 2)) is None
    assert added_to_part(3, 3, Fraction(1, 2), Fraction(1, 2)) is None
    assert short_of(5, 3, 4) == 1
    assert short_of(4, 3, 4) == short_of(4, None, None) == 0


def read_snapshot(data):
    return ocop.from_dict(Snapshot, data)


def test_snapshots_from_plain_data():
    found = read_snapshot(
        {
            "on": "2024-01-01",
            "source": "Báo cáo",
            "counts": [{"status": "valid", "stars": [3], "value": 4}],
            "indicators": [
                {"id": "a", "value": "1/2", "unit": "u", "place": "Can Lộc"},
                {"id": "b", "value": "3,0", "unit": "u", "on": "2023-05-01", "source": "Khác"},
                {"id": "b", "value": 4, "unit": "u", "on": "2025-05-01"},
                {"id": "b", "value": 2, "unit": "u", "on": "2022-05-01"},
            ],
            "milestones": [
                {"id": "m", "done": False},
                {"id": "m", "done": True, "on": "2025-01-01"},
            ],
            "units": {"districts": ["Can Lộc"]},
        }
    )
    assert found.indicator("a") is None
    assert found.indicator("a", "can loc").value == Fraction(1, 2)
    assert (found.indicator("b").value, found.indicator("b").source) == (3, "Khác")
    assert found.milestone("m").done is False
    assert found.units["districts"] == ("Can Lộc",)
    assert faults_of(read_snapshot, {"source": 3, "on": "x"}) == [
        "source: 3 is not text",
        "on: 'x' is not a date; write YYYY-MM-DD, such as 2026-05-22",
    ]
    assert faults_of(
        read_snapshot, {"on": "2024-01-01", "counts": [{"value": 1}, {"value": 2}]}
    ) == ["counts[1]: 2, but the same was 1 before"]
    assert faults_of(read_snapshot, {"on": "2024-01-01", "units": 3}) == ["units: 3 is not a table"]
    registry = Registry([a()]).on(ON).adding(found)
    assert (registry.valid, registry.indicator("b").value) == (1, 3)
    assert faults_of(found.adding, found)[0] == "indicators[4]: 'a' is given twice for one day"


def test_events_that_happened():
    rows = [a(kind="first"), a(code="2"), a(code="3", kind="upgrade", entity_kind=None)]
    snapshot = Registry(rows).on(date(2024, 6, 1))
    year = DateRange(date(2024, 1, 1), date(2024, 12, 31))

    def number(event, where=Where(), period=year, snapshot=snapshot):  # noqa: B008 - it is frozen
        return reckon(Flow(event=event, where=where), snapshot, period).value

    assert number("recognised") == 3
    assert number("new") is None  # of one the kind is not recorded
    assert number("new", Where.of(stars=4)) == 0
    assert number("recognised", Where.of(entity_kind="farm")) is None
    later = DateRange(date(2025, 1, 1), date(2025, 12, 31))
    assert number("lapsed", period=later) == 0
    assert number("new", snapshot=Snapshot(on=ON)) is None
    assert faults_of(Flow, event="x")
    flows = Registry(rows).between(ON, ON)
    assert (flows.new, flows.upgraded, flows.kind_unknown) == (1, 1, 1)


def test_standings_have_names():
    assert Standing.PENDING.label.en == "Potentially 5★, pending"


def test_a_snapshot_shows_its_other_figures():
    """notebooks (f): Huế's baseline showed eleven unknowns and not its one figure."""
    told = Snapshot.of(
        ON,
        indicators=[
            Indicator(id="points", value=Fraction(3, 2), unit="điểm", on=ON, source="S", place="A"),
            Indicator(id="staff", value=31000, unit="người", on=ON, source="S", wording="over"),
        ],
        milestones=[
            Milestone(id="regulation", done=True, on=ON, source="S"),
            Milestone(id="fund", done=False, on=ON, source="S"),
        ],
    )
    wanted = [
        ("“points”, A", "1,5"),
        ("“staff”", "trên 31.000"),
        ("“regulation”", "đã xong, ngày 01/01/2024"),
        ("“fund”", "chưa xong, ngày 01/01/2024"),
    ]
    assert [one.cells for one in told.table("vi").rows][-4:] == wanted
    assert told.text("vi").splitlines()[-4:] == [": ".join(pair) for pair in wanted]
