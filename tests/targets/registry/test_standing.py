"""How rows stand on a day: superseded, pending, of an unknown end, with a first day of their own."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import ocop
from ocop.cycle.certificate.term import extensions_since
from ocop.dates import DateRange
from ocop.errors import InputError, NotFoundError
from ocop.law.entity import entity_kind
from ocop.law.rules import Rules
from ocop.law.set_name import find_set
from ocop.targets.plan.measure import Cohort, Distinct, Share
from ocop.targets.plan.reckoning import reckon
from ocop.targets.plan.shipped import plan
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot._shown import snapshot_data
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where

ON = date(2024, 1, 1)
DAY = timedelta(days=1)


def a(**more):
    return Recognition(**({"code": "1", "name": "A", "stars": 3, "issued_on": ON} | more))


def standings(registry, on):
    return [row.standing.value for row in registry.standings(on)]


def test_a_status_column_counts_no_superseded_certificate():
    """apps D1: row by row 4,621 were valid where the registry had 3,671."""
    registry = Registry(
        [a(stars=4, issued_on=date(2022, 1, 1)), a(issued_on=date(2023, 1, 1))],
    )
    assert standings(registry, ON) == ["superseded", "valid"]
    told = [registry.certificate(each).status(ON).value for each in registry]
    assert told == ["superseded", "valid"]
    assert not hasattr(registry.recognitions[0], "certificate")


def test_a_withdrawal_without_a_recorded_ground_stops_no_page():
    """apps D1: one such row made the loop over all raise."""
    each = a(withdrawn_on=date(2024, 5, 1))
    certificate = Registry([each]).certificate(each)
    assert certificate.withdrawal.ground is None
    assert certificate.status(date(2024, 5, 1)).value == "withdrawn"
    assert certificate.notes == () or all(note.label.vi for note in certificate.notes)


def test_a_standing_tells_what_a_list_page_shows():
    """apps G1."""
    each = a(issued_on=date(2024, 5, 1), entity="HTX Một")
    (row,) = Registry([each]).standings(date(2026, 6, 1))
    assert (row.standing, row.holder) == (Standing.VALID, "HTX Một")
    assert row.last_valid_day == date(2027, 5, 1)
    assert row.filing_window == DateRange(date(2026, 11, 2), date(2027, 1, 1))
    old = a(issued_on=date(2020, 5, 1), re_evaluation_filed_on=date(2021, 1, 1))
    (row,) = Registry([old]).standings(ON)
    assert (row.filing_window, row.extended_to, row.superseded_on) == (None, None, None)


def test_a_count_opens_only_where_there_is_a_list():
    registry = Registry([a(), a(code="2", entity_kind=entity_kind("HTX"))])
    rows = registry.on(ON).rows(Where.of(entity_kind="HTX"))
    assert [row.recognition.code for row in rows.sure] == ["2"]
    assert [row.recognition.code for row in rows.maybe] == ["1"]
    with pytest.raises(InputError, match="only totals are known"):
        Snapshot.of(ON, valid=3).rows()


def test_a_recorded_day_after_the_successors_own_does_not_count_twice():
    """Issue 7: 3★ of 2028-05-05 "superseded on 2032-07-10" beside 4★ of 2028-05-19."""
    old = a(issued_on=date(2028, 5, 5), superseded_on=date(2032, 7, 10))
    new = a(stars=4, issued_on=date(2028, 5, 19))
    registry = Registry([old, new])
    snapshot = registry.on(date(2029, 1, 1))
    assert (snapshot.in_force, snapshot.distinct("products").value) == (1, 1)
    assert registry.certificate(old).superseded_on == date(2028, 5, 19)
    (note,) = registry.notes
    assert (note.id, note.label.en.split()[0]) == ("superseded-recorded-late", "1")
    assert note in snapshot.notes
    assert "Ghi chú: 1 bản ghi có ngày thay thế muộn hơn" in snapshot.text("vi")
    # an earlier record stays: what took its place then is not held here
    gap = Registry([a(superseded_on=date(2024, 6, 1)), a(issued_on=date(2025, 1, 1))])
    assert standings(gap, date(2024, 6, 1)) == ["superseded"]
    assert gap.notes == ()


def test_a_proposal_is_not_recognised():
    """law D8, facts on counting: a class of its own until the centre decides."""
    rows = [
        a(),
        a(stars=5, pending=True, issued_on=date(2024, 2, 1)),
        a(code="2", stars=5, pending=True, issued_on=date(2021, 3, 1), name="Chè"),
        a(code="3", stars=5, pending=True, issued_on=date(2021, 3, 1), withdrawn_on=ON),
    ]
    registry = Registry(rows)
    snapshot = registry.on(date(2024, 6, 1))
    assert (snapshot.recognised, snapshot.pending, snapshot.closed) == (1, 2, 1)
    assert snapshot.count(Where.of(status="recognised")).value == 1
    assert registry.between(date(2019, 8, 21), date(2024, 6, 1)).recognised == 1
    assert standings(registry, date(2024, 6, 1)) == ["valid", "pending", "pending", "closed"]
    assert registry.certificate(rows[1]) is None
    assert "Recognised so far: 1\n" in snapshot.text("en")
    assert "Proposal closed: 1" in snapshot.text("en")
    assert "Proposal closed" not in registry.on(date(2023, 1, 1)).text("en")


def test_the_oldest_proposal_is_told():
    """law silence 17: no rule ends a proposal, so that one of 2021 may wait in 2026."""
    rows = [
        a(stars=5, pending=True, issued_on=date(2021, 3, 1), name="Chè"),
        a(code="2", stars=5, pending=True, issued_on=date(2022, 3, 1)),
    ]
    (note,) = Registry(rows).on(date(2026, 3, 1)).notes
    assert (note.id, note.day) == ("oldest-proposal", date(2021, 3, 1))
    assert note.label.vi == (
        "Đề xuất 5 sao chờ lâu nhất: Chè, từ ngày 01/03/2021; không có quy định nào đặt hạn cho "
        "đề xuất"
    )
    assert Registry(rows).on(date(2020, 1, 1)).notes == ()


OLD = date(2018, 9, 27)


def test_a_recognition_from_before_the_first_criteria_is_kept_and_its_end_not_guessed():
    """Facts, section 9: Bắc Kạn had criteria of its own in 2018. Unknown is not zero."""
    text = "code,name,set,stars,issued_on\n1,Miến dong,3,4,2018-09-27\n2,B,,3,2024-01-01\n"
    registry = Registry.from_csv(text)
    (old, _) = registry
    assert old.product_set == find_set("1048", 3)
    assert registry.certificate(old) is None
    assert standings(registry, ON) == ["end-unknown", "valid"]
    snapshot = registry.on(ON)
    assert (snapshot.recognised, snapshot.end_unknown, snapshot.withdrawn) == (2, 1, 0)
    assert snapshot.valid is snapshot.in_force is snapshot.lapsed is None
    assert snapshot.valid_by_stars == {3: 1, 4: None, 5: 0}
    assert snapshot.count(Where.of(stars=3)).value == 1
    assert snapshot.count(Where.of(status=["valid", "lapsed"])).value == 2
    assert snapshot.count(Where.of(status=["valid", "end-unknown"])).value == 2
    rows = snapshot.rows()
    assert (len(rows.sure), [row.recognition for row in rows.maybe]) == (1, [old])
    assert snapshot.text("en").splitlines()[1:] == [
        "Recognised so far: 2",
        "Valid: at least 1 (3★ 1, 4★ unknown, 5★ 0)",
        "Extended: 0",
        "Lapsed: at least 0",
        "Withdrawn: 0",
        "Superseded: 0",
        "End not known: 1",
        "Potentially 5★, pending: 0",
        "Entities with a product in force: unknown",
        (
            "Note: 1 recognitions from before 2019-08-21, under a province's own rules, have no "
            "recorded end: write the last valid day in the column ends_on"
        ),
    ]
    assert Registry.from_csv(registry.to_csv()) == registry


@pytest.mark.parametrize(
    ("more", "before", "day", "after"),
    [
        ({"ends_on": date(2020, 9, 27)}, "valid", date(2020, 9, 28), "lapsed"),
        ({"ends_on": date.max}, "valid", date(2024, 1, 1), "valid"),
        ({"superseded_on": date(2020, 1, 1)}, "end-unknown", date(2020, 1, 1), "superseded"),
        ({"withdrawn_on": date(2020, 1, 1)}, "end-unknown", date(2020, 1, 1), "withdrawn"),
    ],
)
def test_the_recorded_end_of_such_a_recognition(more, before, day, after):
    registry = Registry([a(issued_on=OLD, **more)])
    assert standings(registry, day - DAY) == [before]
    assert standings(registry, day) == [after]
    assert registry.on(day).notes == ()


def test_a_later_recognition_ends_one_of_before():
    registry = Registry([a(issued_on=OLD), a(issued_on=date(2020, 7, 1))])
    assert standings(registry, date(2020, 6, 30)) == ["end-unknown"]
    assert standings(registry, date(2020, 7, 1)) == ["superseded", "valid"]
    assert registry.on(date(2020, 7, 1)).in_force == 1


def test_a_first_valid_day_of_its_own():
    """Facts, section 9: three 5★ products of 2024 count "kể từ 1/7/2024"."""
    text = (
        "code,name,stars,issued_on,valid_from\n"
        "1,A,5,2021-07-05,\n1,A,5,2024-06-10,2024-07-01\n2,B,5,2024-06-10,2024-07-01\n"
    )
    registry = Registry.from_csv(text)
    assert ocop.from_json(Registry, ocop.to_json(registry)) == registry
    assert standings(registry, date(2024, 6, 30)) == ["valid", "not-yet-valid", "not-yet-valid"]
    assert standings(registry, date(2024, 7, 1)) == ["superseded", "valid", "valid"]
    before = registry.on(date(2024, 6, 30))
    assert (before.recognised, before.in_force, before.not_yet_valid) == (3, 1, 2)
    assert "Chưa có hiệu lực: 2" in before.text("vi")
    assert registry.on(date(2027, 7, 1)).valid == 2
    assert registry.on(date(2027, 7, 2)).valid == 0
    # withdrawn before it began
    gone = a(valid_from=date(2024, 3, 1), withdrawn_on=date(2024, 2, 1))
    assert standings(Registry([gone]), date(2024, 3, 2)) == ["withdrawn"]
    assert standings(Registry([gone]), date(2024, 1, 2)) == ["not-yet-valid"]
    assert standings(Registry([a(withdrawn_on=ON)]), ON) == ["withdrawn"]


def test_a_recorded_end_that_is_not_the_laws_is_told():
    kept = a(code="2", ends_on=date(2027, 1, 1))
    registry = Registry([a(ends_on=date(2026, 12, 31)), kept])
    (note,) = registry.notes
    assert (note.id, note.label.en.split()[0]) == ("ends-on-differs", "1")
    assert standings(registry, date(2027, 1, 1)) == ["valid", "valid"]
    other = Registry(registry.recognitions, rules=Rules().read(last_valid_day="day-before"))
    assert other.notes[0].label.en.split()[0] == "1"


def test_readings_are_taken_by_every_reader_and_told():
    """Issue 7: readings can be given in every reader of a registry; results show them."""
    rules = Rules().read(last_valid_day="day-before")
    registry = Registry([a()])
    for text, read in (
        (registry.to_csv(), Registry.from_csv),
        (
            [{"code": "1", "name": "A", "stars": 3, "issued_on": "2024-01-01"}],
            Registry.from_records,
        ),
    ):
        told = read(text, rules=rules)
        assert told.rules == rules
        assert told.on(date(2027, 1, 1)).lapsed == 1
        assert read(text, lenient=True, rules=rules).registry == told
        assert read(text).on(date(2027, 1, 1)).valid == 1
        snapshot = told.on(ON)
        assert snapshot_data(snapshot)["readings"] == {"last_valid_day": "day-before"}
        assert snapshot.text("vi").splitlines()[-1].startswith("Cách hiểu: Ngày cuối hiệu lực")
        assert "Reading: The last valid day" in snapshot.text("en")
        assert "Reading" in snapshot._repr_html_()
    assert snapshot_data(registry.on(ON))["readings"] == {}
    assert "Cách hiểu" not in registry.on(ON).text("vi")


def test_published_totals_of_a_day_before_the_extension_need_no_extended_products():
    """law D7, notebooks 3: "valid: 250" left the headline target unknown."""
    snapshot = Snapshot.of(date(2024, 6, 30), valid=250)
    assert (snapshot.in_force, snapshot.extended) == (250, 0)
    assert plan("ha-tinh-2023-2025").evaluate(snapshot).outcome("products").value == 250
    told = Snapshot.of(date(2023, 12, 31), valid=10322)
    assert plan("national-2021-2025").evaluate(told).outcome("products").status == "met"
    first = extensions_since()
    assert first == date(2026, 5, 22)
    assert Snapshot.of(first, valid=1).in_force == 1
    late = Snapshot.of(first + DAY, valid=1)
    assert (late.in_force, late.extended) == (None, None)
    with pytest.raises(InputError, match="no certificate can have been extended by 2026-05-22"):
        Snapshot.of(first, extended=1)
    assert Snapshot.of(first, extended=0).extended == 0


def test_a_reason_names_the_figure_that_is_missing_and_where_to_give_it():
    """notebooks 3: "the figure was not published": which?"""
    late = Snapshot.of(date(2026, 6, 30), valid={3: 200, 4: 40, 5: 2})
    reason = late.count(Where.of(stars=5)).reason
    assert reason.vi == (
        "Thiếu số liệu: Được kéo dài, 5 sao; ghi vào counts: "
        '{ status = ["extended"], stars = [5], value = … }'
    )
    assert reason.en == (
        "not published: Extended, 5★; give it in counts: "
        '{ status = ["extended"], stars = [5], value = … }'
    )
    reason = late.count(Where.of(status="recognised", province="Hà Tĩnh")).reason
    assert reason.en == (
        "not published: Recognised so far, Hà Tĩnh; give it in counts: "
        '{ status = "recognised", province = ["Hà Tĩnh"], value = … }'
    )
    reason = late.distinct("entities", Where.of(entity_kind="HTX")).reason
    assert reason.en == (
        "not published: Entities, valid, extended ones included, cooperative; give it in counts: "
        '{ of = "entities", entity_kind = ["cooperative"], value = … }'
    )
    year = DateRange(date(2025, 1, 1), date(2025, 12, 31))
    reason = late.count(Where.of(status="valid", issued=year)).reason
    assert "issued = { from = 2025-01-01, to = 2025-12-31 }" in reason.en


def test_an_enterprise_of_unknown_size_may_be_a_small_or_medium_one():
    """law silence 16, notebooks 4: "công ty" was counted as an SME, and a "DNTN" was refused."""
    head = "code,name,entity,entity_kind,stars,issued_on"
    rows = ["1,A,X,DNTN,3,2024-01-01", "2,B,Y,DNNVV,3,2024-01-01", "3,C,Z,HTX,3,2024-01-01"]
    registry = Registry.from_csv("\n".join([head, *rows]))
    snapshot = registry.on(ON)
    assert snapshot.by("entity_kind")["enterprise"] == 1
    assert snapshot.count(Where.of(entity_kind="sme")).value is None
    assert snapshot.count(Where.of(entity_kind="enterprise")).value == 1
    assert snapshot.count(Where.of(entity_kind=["sme", "enterprise"])).value == 2
    assert snapshot.count(Where.of(entity_kind="cooperative")).value == 1
    share = Share(
        part=Distinct(of="entities", where=Where.of(entity_kind="sme")),
        whole=Distinct(of="entities"),
    )
    assert reckon(share, snapshot, DateRange(ON, ON)).value is None
    taken = registry.counted_as("công ty", "sme")
    assert reckon(share, taken.on(ON), DateRange(ON, ON)).part == 2
    assert registry.counted_as("cooperative-union", "cooperative") == registry
    with pytest.raises(InputError, match="Enterprise of unknown size is no Farm; it may be sme"):
        registry.counted_as("enterprise", "farm")
    with pytest.raises(InputError, match="it may be nothing else"):
        registry.counted_as("sme", "enterprise")
    with pytest.raises(NotFoundError):
        registry.counted_as("xyz", "sme")


def test_published_standings_of_every_kind():
    told = Snapshot.of(
        date(2027, 1, 1),
        not_yet_valid=1,
        end_unknown={3: 2, 4: 0, 5: 0},
        closed=4,
        counts=[PublishedCount(where=Where.of(status="pending"), value=5)],
    )
    assert (told.not_yet_valid, told.end_unknown, told.closed, told.pending) == (1, 2, 4, 5)
    assert told.rules == Rules()
    assert told.notes == ()
    assert "Proposal closed: 4" in told.text("en")


def test_a_cohort_of_which_the_kind_is_not_recorded_is_unknown():
    year = DateRange(date(2024, 1, 1), date(2024, 12, 31))
    found = Cohort(event="recognised", period=year, where=Where.of(entity_kind="farm"))
    assert reckon(found, Registry([a()]).on(ON), DateRange(ON, ON)).value is None


def test_fewer_stars_by_re_evaluation_may_begin_after_the_old_term():
    """The reading lower_rank: at once, or when the old certificate ends."""
    text = (
        "code,name,stars,issued_on,kind,province\n"
        "1,A,4,2024-01-10,first,Hà Tĩnh\n1,A,3,2026-10-01,re-evaluation,Nghệ An\n"
    )
    usual = Registry.from_csv(text)
    assert standings(usual, date(2026, 10, 1)) == ["superseded", "valid"]
    later = Registry.from_csv(text, rules=Rules().read(lower_rank="after-old-term"))
    assert standings(later, date(2026, 10, 1)) == ["valid", "not-yet-valid"]
    assert standings(later, date(2027, 1, 11)) == ["superseded", "valid"]
    assert [row.last_valid_day for row in later.standings(date(2027, 1, 11))] == [
        date(2027, 1, 10),
        date(2030, 1, 11),
    ]
    assert later.certificate(later.recognitions[1]).product == "1"
    # a part keeps the day, though what it waits for is in another
    for part in later.by_place("province").values():
        whole = {row.recognition.stars: row.standing for row in later.standings(date(2026, 10, 1))}
        for row in part.standings(date(2026, 10, 1)):
            assert row.standing == whole[row.recognition.stars]


def test_an_older_certificate_may_revive_when_the_upgrade_is_withdrawn():
    """law, silence 9; the reading withdrawn_upgrade: nothing revives, or the older one does."""
    text = (
        "code,name,stars,issued_on,kind,withdrawn_on\n"
        "1,A,3,2024-01-10,first,\n1,A,4,2024-06-01,upgrade,2025-01-01\n"
        "1,A,4,2026-01-01,upgrade,\n"
    )
    usual = Registry.from_csv(text)
    assert standings(usual, date(2025, 1, 1)) == ["superseded", "withdrawn"]
    revived = Registry.from_csv(text, rules=Rules().read(withdrawn_upgrade="older-revives"))
    for day, told in (
        (date(2024, 5, 31), ["valid"]),
        (date(2024, 6, 1), ["superseded", "valid"]),
        (date(2024, 12, 31), ["superseded", "valid"]),
        (date(2025, 1, 1), ["valid", "withdrawn"]),
        (date(2025, 12, 31), ["valid", "withdrawn"]),
        (date(2026, 1, 1), ["superseded", "withdrawn", "valid"]),
    ):
        assert standings(revived, day) == told
    flows = revived.between(date(2024, 1, 1), date(2026, 1, 1))
    assert (flows.superseded, flows.revived, flows.withdrawn) == (2, 1, 1)
    assert usual.between(date(2024, 1, 1), date(2026, 1, 1)).revived == 0
    # one whose own term has ended does not come back
    late = text.replace("2025-01-01", "2027-02-01").replace("1,A,4,2026-01-01,upgrade,\n", "")
    told = Registry.from_csv(late, rules=revived.rules)
    assert standings(told, date(2027, 2, 1)) == ["superseded", "withdrawn"]
    # a part without the upgrade cannot say when it was withdrawn
    moved = [attrs.evolve(each, province=each.kind) for each in revived]
    (part,) = Registry(moved, rules=revived.rules).at(province="first")
    assert part.superseded_on == date(2024, 6, 1)
