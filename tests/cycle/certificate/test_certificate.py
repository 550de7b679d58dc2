"""Certificates: what is valid on which day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ocop
from ocop.cycle import Application, Certificate, Status, Withdrawal, Withdrawn
from ocop.cycle.certificate.succession import current, superseding
from ocop.cycle.certificate.term import last_valid_day
from ocop.dates import DateRange, weekday_from
from ocop.errors import InputError, NotFoundError, NotRegulated
from ocop.law import Level, Rules, regime_on
from ocop.law.citation import citation
from ocop.testing.strategies import certificates, issue_days, rules

DAY = timedelta(days=1)
DAY_BEFORE = Rules().read(last_valid_day="day-before")
STANDING = Rules().read(extension="standing")


def certificate(issued_on=date(2023, 11, 30), stars=3, **more):
    return Certificate(product="tea", stars=stars, issued_on=issued_on, **more)


def three_years_on(day):
    """The yardstick: no dateutil, no rule data."""
    return date(day.year + 3, day.month, min(day.day, monthrange(day.year + 3, day.month)[1]))


@given(issue_days())
def test_the_last_valid_day_is_the_third_anniversary(issued):
    assert last_valid_day(issued) == three_years_on(issued)
    assert certificate(issued).last_valid_day == three_years_on(issued)


@given(issue_days())
def test_the_two_readings_of_the_last_day_differ_by_one_day(issued):
    assert last_valid_day(issued) - last_valid_day(issued, rules=DAY_BEFORE) == DAY


@given(issue_days(), st.data())
def test_valid_on_every_day_of_the_term_and_on_none_outside(issued, data):
    found = certificate(issued)
    last = found.last_valid_day
    inside = data.draw(st.dates(issued, last))
    after = data.draw(st.dates(last + DAY, date(2040, 1, 1)))
    assert (
        found.status(on=inside) is found.status(on=issued) is found.status(on=last) is Status.VALID
    )
    assert found.status(on=after) is found.status(on=last + DAY) is Status.LAPSED
    assert found.status(on=issued - DAY) is Status.NOT_YET_VALID


@given(issue_days(), issue_days())
def test_issued_later_never_ends_earlier(one, other):
    first, second = sorted((one, other))
    assert last_valid_day(first) <= last_valid_day(second)


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2024, 2028])
@pytest.mark.parametrize("month", range(1, 13))
def test_month_ends(year, month):
    issued = date(year, month, monthrange(year, month)[1])
    last = last_valid_day(issued)
    assert (last.year, last.month) == (year + 3, month)
    assert last.day == min(issued.day, monthrange(year + 3, month)[1])


@given(certificates(ended=False))
def test_the_filing_window_lies_inside_the_validity(found):
    try:
        window = found.filing_window
    except NotRegulated:
        assert found.last_valid_day - timedelta(days=120) < date(2026, 5, 22)
        return
    assert found.last_valid_day - timedelta(days=120) >= date(2026, 5, 22)
    assert window.days == 61
    assert all(found.status(on=day) is Status.VALID for day in window)
    assert (found.last_valid_day - window.first).days == 180
    assert (found.last_valid_day - window.last).days == 120


@given(certificates(), st.dates(date(2019, 1, 1), date(2036, 1, 1)))
def test_what_ends_a_certificate_never_lengthens_it(found, on):
    bare = attrs.evolve(found, withdrawal=None, superseded_on=None)
    if found.status(on).counts:
        assert bare.status(on) is found.status(on)
    ends = [day for day in (found.superseded_on, getattr(found.withdrawal, "on", None)) if day]
    if any(day <= on for day in ends):
        assert not found.status(on).counts


@given(certificates(), st.lists(st.dates(date(2019, 1, 1), date(2036, 1, 1)), min_size=2))
def test_what_has_ended_stays_ended(found, days):
    seen = [found.status(on) for on in sorted(days)]
    ended = [status for status in seen if status in {"lapsed", "withdrawn", "superseded"}]
    assert len(set(ended)) <= 1
    order = [s for s in seen if not ended or s != ended[0]]
    assert seen == order + ended
    rank = {Status.NOT_YET_VALID: 0, Status.VALID: 1, Status.EXTENDED: 2}
    assert [rank[s] for s in order] == sorted(rank[s] for s in order)


@pytest.mark.parametrize(
    ("issued", "rules", "extended"),
    [
        # the first and last that could no longer file 120 days ahead when 26/2026 took effect
        (date(2023, 5, 22), Rules(), True),
        (date(2023, 9, 18), Rules(), True),
        (date(2023, 5, 21), Rules(), False),
        (date(2023, 9, 19), Rules(), False),
        (date(2023, 5, 21), STANDING, False),
        (date(2023, 9, 19), STANDING, True),
        (date(2027, 9, 19), STANDING, True),
        (date(2027, 9, 19), Rules(), False),
    ],
)
def test_who_has_the_extension(issued, rules, extended):
    last = three_years_on(issued)
    found = certificate(issued, rules=rules, re_evaluation_filed_on=last)
    expected = Status.EXTENDED if extended else Status.LAPSED
    assert found.status(on=last) is Status.VALID
    assert found.status(on=last + DAY) is expected
    assert found.status(on=last + 180 * DAY) is expected
    assert found.status(on=last + 181 * DAY) is Status.LAPSED
    assert found.extended_to == (last + 180 * DAY if extended else None)
    assert any("12.3" in each for each in found.references) is extended


def test_the_extension_is_only_for_a_pending_re_evaluation():
    issued, last = date(2023, 7, 1), date(2026, 7, 1)
    filed = certificate(issued, re_evaluation_filed_on=date(2026, 6, 1))
    decided = attrs.evolve(filed, re_evaluation_decided_on=date(2026, 8, 1))
    assert decided.status(on=date(2026, 7, 31)) is Status.EXTENDED
    assert decided.status(on=date(2026, 8, 1)) is Status.LAPSED
    before = attrs.evolve(filed, re_evaluation_decided_on=date(2026, 6, 20))
    assert before.extended_to is None
    assert certificate(issued).extended_to is None
    assert certificate(issued, re_evaluation_filed_on=last + DAY).extended_to is None
    assert filed.superseded(date(2026, 9, 1)).status(on=date(2026, 9, 1)) is Status.SUPERSEDED


def test_what_came_first_stays():
    withdrawn = Withdrawal(on=date(2025, 1, 1), ground="mark-misuse", by="district")
    both = certificate(withdrawal=withdrawn, superseded_on=date(2025, 1, 1))
    assert both.status(on=date(2025, 1, 1)) is Status.WITHDRAWN
    lapsed = certificate(superseded_on=date(2027, 1, 1))
    assert lapsed.status(on=date(2027, 2, 1)) is Status.LAPSED


def test_an_earlier_recognition_keeps_its_own_end():
    found = certificate(date(2022, 12, 15), issuer="UBND huyện", level="district", stars=3)
    assert found.regime.id == "781"
    assert found.level is Level.DISTRICT
    assert found.status(on=date(2025, 12, 15)) is Status.VALID


def test_notice_under_148():
    assert certificate(date(2023, 3, 15)).notice_by == date(2026, 2, 13)
    # the rules in force on that day ask for none
    with pytest.raises(NotRegulated, match="ask for no notice"):
        _ = certificate(date(2023, 11, 30)).notice_by
    with pytest.raises(NotRegulated):
        _ = certificate(date(2019, 9, 1)).notice_by


def test_what_is_not_as_the_rules_would_have_it_is_noted():
    assert certificate(level="district").notes == ()
    (note,) = certificate(level="province").notes
    assert note.id == "issued-by"
    assert "province" in note.label.en
    withdrawal = Withdrawal(on=date(2026, 6, 1), ground="breach-of-law", by="district")
    (note,) = certificate(withdrawal=withdrawal).notes
    assert (note.id, note.reference) == ("withdrawn-by", "26/2026/QĐ-TTg, Art. 8")
    old = Withdrawal(on=date(2024, 6, 1), ground="breach-of-law")
    (doubt,) = certificate(withdrawal=old).notes
    assert doubt.id == "doubt"
    assert [n.id for n in certificate(date(2030, 1, 1)).notes] == ["as-checked-on"]


def test_every_fault_at_once():
    with pytest.raises(InputError) as caught:
        Certificate(
            product=1,
            stars=True,
            issued_on=date(2023, 1, 1),
            issuer=None,
            level="village",
            kind="second",
            withdrawal="yes",
            superseded_on=date(2022, 1, 1),
            re_evaluation_decided_on=date(2024, 1, 1),
            rules="default",
        )
    assert {fault.place for fault in caught.value.faults} == {
        "product",
        "issuer",
        "kind",
        "level",
        "rules",
        "withdrawal",
        "superseded_on",
        "re_evaluation_decided_on",
        "stars",
    }


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"stars": 2}, "stars: nobody certifies 2 stars"),
        ({"stars": 6}, "stars: nobody certifies 6 stars"),
        ({"level": "commune"}, "level: Commune: this level has never recognised 3 stars"),
        ({"issued_on": date(2019, 8, 20)}, "issued_on: no criteria were in force"),
        ({"issued_on": None}, "issued_on: is missing"),
        ({"issued_on": datetime(2023, 1, 1, 8)}, "is not a date"),  # noqa: DTZ001
        (
            {
                "re_evaluation_filed_on": date(2026, 6, 1),
                "re_evaluation_decided_on": date(2026, 5, 1),
            },
            "it was filed on 2026-06-01",
        ),
    ],
)
def test_faults(fields, fault):
    with pytest.raises(InputError, match=fault):
        Certificate(**{"product": "tea", "stars": 3, "issued_on": date(2023, 11, 30)} | fields)


def test_days_are_days():
    with pytest.raises(InputError, match="is not a date"):
        certificate().status(on=datetime(2026, 1, 1, 8))  # noqa: DTZ001
    with pytest.raises(InputError, match="is not a date"):
        last_valid_day("2026-01-01")
    with pytest.raises(NotFoundError, match="no criteria"):
        last_valid_day(date(2019, 8, 20))
    for call in (last_valid_day, certificate):
        with pytest.raises(InputError, match="the calendar ends"):
            call(date(9999, 1, 1))


def test_labels_and_what_counts():
    assert [status for status in Status if status.counts] == ["valid", "extended"]
    assert all(status.label.vi and status.label.en for status in Status)


def test_the_six_grounds():
    assert len(Withdrawal.grounds()) == 6
    assert "expiry" not in {each.id for each in Withdrawal.grounds()}


@given(st.sampled_from([3, 4, 5]), st.dates(date(2026, 5, 22), date(2030, 1, 1)))
def test_who_withdraws_since_2026(stars, on):
    rule = Withdrawal.rule(stars, on)
    assert rule.level is (Level.CENTRE if stars == 5 else Level.PROVINCE)
    found = Withdrawal(on=on, ground="production-stopped", concluded_on=on)
    assert found.due_on(stars, calendar="weekends").day == on + timedelta(days=15)


def test_withdrawals_before_2026_are_in_doubt():
    rule = Withdrawal.rule(3, date(2024, 1, 1))
    assert (rule.level, rule.days) == (Level.DISTRICT, None)
    assert rule.notes
    found = Withdrawal(on=date(2024, 1, 2), ground="mark-misuse", concluded_on=date(2024, 1, 1))
    with pytest.raises(NotRegulated, match="no number of days"):
        found.due_on(3)
    assert found.late(3) == ()
    with pytest.raises(NotRegulated, match="not recorded"):
        Withdrawal(on=date(2024, 1, 2), ground="mark-misuse").due_on(3)
    for stars in (2, True):
        with pytest.raises(InputError, match="nobody certifies"):
            Withdrawal.rule(stars, date(2026, 6, 1))


def test_faults_of_a_withdrawal():
    with pytest.raises(InputError) as caught:
        Withdrawal(on=None, ground=" ", by="village", decision_no=3)
    assert len(caught.value.faults) == 4
    with pytest.raises(InputError, match="comes before the conclusion"):
        Withdrawal(on=date(2026, 6, 1), ground="mark-misuse", concluded_on=date(2026, 6, 2))


GROUNDS = """
id = "grounds-2027"
kind = "proposal"
title = { vi = "Dự thảo", en = "Draft" }
amends = "26"
from = 2027-01-01
reference = "Dự thảo"

[grounds]
no-traceability = { vi = "Không truy xuất được", en = "Cannot be traced", reference = "Dự thảo" }
mark-misuse = "none"
"""


def test_the_grounds_of_a_withdrawal_are_those_of_the_rules():
    draft = Rules().amended(ocop.from_toml(ocop.Changes, GROUNDS))
    issued = {"product": "tea", "stars": 3, "issued_on": date(2027, 2, 1)}
    for ground, own, other in (
        ("no-traceability", draft, Rules()),
        ("mark-misuse", Rules(), draft),
    ):
        withdrawal = Withdrawal(on=date(2027, 6, 1), ground=ground)
        assert Certificate(**issued, rules=own, withdrawal=withdrawal).withdrawal == withdrawal
        with pytest.raises(InputError, match="is not known; there are") as caught:
            Certificate(**issued, rules=other, withdrawal=withdrawal)
        assert caught.value.faults[0].path == ("withdrawal", "ground")
        found = Application(product="tea", rules=other, held_before=[Certificate(**issued)])
        with pytest.raises(InputError) as caught:
            found.apply_all([Withdrawn(withdrawal=withdrawal)])
        assert caught.value.faults[0].path == ("events", 0, "withdrawal", "ground")


def test_fewer_stars_by_re_evaluation_begin_after_the_old_term():
    """Of recorded papers too, under the reading lower_rank="after-old-term"."""
    waits = Rules().read(lower_rank="after-old-term")
    old = attrs.evolve(certificate(date(2023, 6, 1), 4), rules=waits)
    new = attrs.evolve(certificate(date(2026, 3, 1), 3), rules=waits, kind="re-evaluation")
    first, second = superseding([new, old])
    assert second.valid_from == old.last_valid_day + timedelta(days=1) == first.superseded_on
    for on, stars in ((date(2026, 3, 1), 4), (old.last_valid_day, 4), (second.valid_from, 3)):
        assert current([new, old], on=on).stars == stars
    # the old one counts from the day on which it begins, be that the day of the new one
    begins = attrs.evolve(old, issued_on=date(2026, 2, 1), valid_from=new.issued_on)
    first, second = superseding([new, begins])
    assert second.valid_from == begins.last_valid_day + timedelta(days=1) == first.superseded_on
    at_once = [attrs.evolve(each, rules=Rules()) for each in (old, new)]
    assert current(at_once, on=date(2026, 3, 1)).stars == 3


def test_recognitions_under_several_rules_are_no_one_products():
    one = certificate(date(2023, 1, 1), 3)
    other = attrs.evolve(certificate(date(2024, 1, 1), 4), rules=Rules().read(rest_day="moves"))
    for call in (superseding, lambda given_: current(given_, on=date(2025, 1, 1))):
        with pytest.raises(InputError, match="is under other rules than the first") as caught:
            call([one, other])
        assert caught.value.faults[0].path == ("recognitions", 1)
    assert [each.rules for each in superseding([other])] == [other.rules]


@given(st.lists(issue_days(), min_size=1, max_size=5, unique=True), st.data())
def test_the_current_recognition_is_the_latest_not_the_highest(days, data):
    stars = data.draw(st.lists(st.sampled_from([3, 4, 5]), min_size=len(days), max_size=len(days)))
    given_ = [certificate(day, each) for day, each in zip(days, stars, strict=True)]
    on = data.draw(st.dates(date(2019, 8, 21), date(2033, 1, 1)))
    found = current(data.draw(st.permutations(given_)), on=on)
    by_then = {day: each for day, each in zip(days, stars, strict=True) if day <= on}
    if not by_then:
        assert found is None
        return
    assert (found.issued_on, found.stars) == (max(by_then), by_then[max(by_then)])
    ordered = superseding(given_)
    assert [each.issued_on for each in ordered] == sorted(days)
    assert sum(each.status(on).counts for each in ordered) <= 1


def test_a_recorded_end_is_kept():
    first = certificate(date(2023, 1, 1), superseded_on=date(2023, 6, 1))
    assert superseding([certificate(date(2024, 1, 1)), first])[0] is first
    assert superseding([]) == ()


def test_the_days_that_a_withdrawn_upgrade_stood_in_its_place_are_written_and_read():
    """law, silence 9."""
    rules = Rules().read(withdrawn_upgrade="older-revives")
    upgrade = certificate(
        date(2024, 6, 1),
        stars=4,
        kind="upgrade",
        rules=rules,
        withdrawal=Withdrawal(on=date(2025, 1, 1)),
    )
    first = certificate(date(2024, 1, 10), rules=rules, superseded_on=date(2024, 6, 1))
    older, newer = superseding([first, upgrade])
    assert (older.superseded_on, newer) == (None, upgrade)
    assert older.displaced == (DateRange(date(2024, 6, 1), date(2024, 12, 31)),)
    told = [str(older.status(day)) for day in (date(2024, 12, 31), date(2025, 1, 1))]
    assert told == ["superseded", "valid"]
    assert superseding([older, newer]) == (older, newer)
    assert superseding([older, newer])[0] is older
    assert current([older, newer], on=date(2024, 12, 31)) == newer
    assert current([older, newer], on=date(2025, 6, 1)) == older
    assert current([older, newer], on=date(2028, 6, 1)) == newer
    assert ocop.from_dict(Certificate, ocop.to_dict(older)) == older
    usual = superseding([attrs.evolve(each, rules=Rules()) for each in (first, upgrade)])
    assert usual[0].superseded_on == date(2024, 6, 1)
    with pytest.raises(InputError, match=r"displaced\[0\]: 3 is not days from one to another"):
        certificate(displaced=[3])


def test_faults_of_recognitions():
    with pytest.raises(InputError) as caught:
        superseding([certificate(), attrs.evolve(certificate(), product="rice"), 3])
    assert len(caught.value.faults) == 3
    with pytest.raises(InputError, match="is not a date"):
        current([], on="2026-01-01")


@given(issue_days())
def test_the_regime_is_that_of_the_day_of_issue(issued):
    assume(issued <= date(2026, 9, 30))
    assert certificate(issued).regime == regime_on(issued)


# a first valid day of its own


def test_a_decision_may_set_the_first_valid_day():
    """Issue 7: three 5★ products of 2024 were recognised again "kể từ 1/7/2024"."""
    found = certificate(date(2024, 6, 12), stars=5, valid_from=date(2024, 7, 1))
    assert found.first_valid_day == date(2024, 7, 1)
    assert found.status(date(2024, 6, 30)) is Status.NOT_YET_VALID
    assert found.status(date(2024, 7, 1)) is Status.VALID
    assert found.last_valid_day == date(2027, 7, 1)
    assert found.last_valid_day == last_valid_day(date(2024, 6, 12), valid_from=date(2024, 7, 1))
    (note,) = found.notes
    # what counting from the issue would give stands beside what is taken
    assert (note.id, note.day) == ("valid-from", date(2027, 6, 12))
    assert "01/07/2027" in note.label.vi
    assert "2027-07-01" in note.label.en
    assert note.reference == "148/QĐ-TTg"
    assert found.regime.id == "148"


@given(issue_days(), st.integers(0, 200), st.sampled_from([Rules(), DAY_BEFORE]))
def test_the_term_counts_from_the_first_valid_day(issued, later, rules):
    first = issued + later * DAY
    found = certificate(issued, valid_from=first, rules=rules)
    assert found.last_valid_day == certificate(first, rules=rules).last_valid_day
    assert found.regime == certificate(issued, rules=rules).regime
    assert found.status(first) is Status.VALID
    assert found.status(first - DAY) is Status.NOT_YET_VALID
    own = [note for note in found.notes if note.id == "valid-from"]
    assert bool(own) is (later > 0)
    assert all(note.day == certificate(issued, rules=rules).last_valid_day for note in own)


def test_what_ends_before_it_begins_was_never_valid():
    withdrawal = Withdrawal(on=date(2024, 6, 20), ground="mark-misuse")
    found = certificate(date(2024, 6, 12), valid_from=date(2024, 7, 1), withdrawal=withdrawal)
    assert found.status(date(2024, 6, 19)) is Status.NOT_YET_VALID
    assert found.status(date(2024, 6, 20)) is found.status(date(2024, 7, 1)) is Status.WITHDRAWN


@pytest.mark.parametrize("first", [date(2023, 11, 29), datetime(2023, 12, 1, 8)])  # noqa: DTZ001
def test_faults_of_a_first_valid_day(first):
    for call in (certificate, last_valid_day):
        with pytest.raises(InputError, match=r"valid_from: .*(comes before the issue|not a date)"):
            call(date(2023, 11, 30), valid_from=first)
    with pytest.raises(InputError, match="valid_from: the calendar ends"):
        certificate(valid_from=date(9995, 1, 1))


@given(
    st.lists(
        st.tuples(issue_days(), st.integers(0, 400)),
        min_size=1,
        max_size=5,
        unique_by=lambda r: r[0],
    ),
    st.dates(date(2019, 8, 21), date(2033, 1, 1)),
)
def test_a_successor_takes_over_on_its_own_first_valid_day(rows, on):
    given_ = [certificate(day, valid_from=day + later * DAY) for day, later in rows]
    ordered = superseding(given_)
    firsts = [each.first_valid_day for each in ordered]
    assert firsts == sorted(firsts)
    assert [each.superseded_on for each in ordered] == [*firsts[1:], None]
    holding = [each for each in ordered if each.status(on).counts]
    assert len(holding) <= 1
    found = current(given_, on=on)
    if found is None:
        assert all(first > on for first in firsts)
    else:
        assert found.first_valid_day == max(first for first in firsts if first <= on)
        # whoever holds its stars on that day is the current one
        assert holding in ([], [found])


def test_the_older_certificate_holds_until_the_new_one_begins():
    old = certificate(date(2021, 7, 1), stars=4)
    new = certificate(date(2024, 6, 12), stars=5, valid_from=date(2024, 7, 1))
    assert current([new, old], on=date(2024, 6, 30)).stars == 4
    assert current([new, old], on=date(2024, 7, 1)) == new
    before, after = superseding([new, old])
    assert before.status(date(2024, 6, 30)).counts
    assert before.status(date(2024, 7, 1)) is Status.SUPERSEDED
    assert after.status(date(2024, 7, 1)) is Status.VALID


def test_the_day_of_issue_has_begun():
    """hard D, recognitions.py: what is issued on a day is current on it."""
    found = certificate(date(2023, 11, 30))
    assert current([found], on=date(2023, 11, 30)) == found
    assert current([found], on=date(2023, 11, 29)) is None


def test_an_extension_ends_with_a_result_that_leaves_it_no_day():
    """hard D, certificates.py: decided the day after the last valid day, nothing is extended."""
    last = date(2026, 7, 1)
    filed = certificate(date(2023, 7, 1), re_evaluation_filed_on=date(2026, 6, 1))
    decided = attrs.evolve(filed, re_evaluation_decided_on=last + DAY)
    assert decided.extended_to is None
    assert decided.status(last + DAY) is Status.LAPSED
    one_day = attrs.evolve(filed, re_evaluation_decided_on=last + 2 * DAY)
    assert one_day.extended_to == last + DAY


# silences of the law


def test_a_re_evaluation_filed_late_may_keep_the_certificate():
    """law, silence 5: filed a day late, within the days of the extension."""
    later_too = Rules().read(extension_filing="later-too")
    issued, last = date(2023, 7, 1), date(2026, 7, 1)
    filed = certificate(issued, re_evaluation_filed_on=last + DAY)
    assert filed.extended_to is None
    assert filed.status(last + DAY) is Status.LAPSED
    kept = attrs.evolve(filed, rules=later_too)
    assert kept.extended_to == kept.may_extend_to == last + 180 * DAY
    assert kept.status(last + DAY) is Status.EXTENDED
    for days, extended in ((180, True), (181, False)):
        at_the_end = attrs.evolve(kept, re_evaluation_filed_on=last + days * DAY)
        assert (at_the_end.extended_to is not None) is extended
    decided = attrs.evolve(kept, re_evaluation_decided_on=last + 5 * DAY)
    assert decided.extended_to == last + 4 * DAY
    # the reading makes no extension where there is none
    other = certificate(date(2024, 7, 1), re_evaluation_filed_on=date(2027, 7, 2), rules=later_too)
    assert (other.may_extend_to, other.extended_to) == (None, None)


@given(certificates(rules=rules()))
def test_an_extension_lies_within_what_it_may_be(found):
    if found.extended_to is not None:
        assert found.last_valid_day < found.extended_to <= found.may_extend_to
        assert found.re_evaluation_filed_on <= found.may_extend_to
    if found.may_extend_to is not None and found.rules.readings.rest_day == "stays":
        assert found.may_extend_to - found.last_valid_day == 180 * DAY


@given(issue_days())
def test_a_rest_day_moves_the_window_and_what_is_valid(issued):
    """law, silence 2: by weekends alone, so that a record is read alike everywhere."""
    stays = certificate(issued)
    moves = attrs.evolve(stays, rules=Rules().read(rest_day="moves"))
    assert moves.last_valid_day == stays.last_valid_day
    try:
        window = stays.filing_window
    except NotRegulated:
        with pytest.raises(NotRegulated):
            _ = moves.filing_window
    else:
        assert moves.filing_window == DateRange(window.first, weekday_from(window.last))
    if stays.may_extend_to is not None:
        assert moves.may_extend_to == weekday_from(stays.may_extend_to)


def test_a_term_that_ends_on_no_29_february():
    """law, silence 12: what each reading comes to."""
    for read_as, last in ((Rules(), "2027-02-28"), (DAY_BEFORE, "2027-02-27")):
        found = certificate(date(2024, 2, 29), rules=read_as)
        assert str(found.last_valid_day) == last
        (note,) = found.notes
        assert (note.id, note.day) == ("no-such-day", date(2027, 2, 28))
        assert "28/02/2027" in note.label.vi
        assert "27/02/2027" in note.label.vi
        assert "2027-02-27" in note.label.en
    assert certificate(date(2024, 2, 28)).notes == ()
    own = certificate(date(2024, 2, 20), valid_from=date(2024, 2, 29))
    assert [note.id for note in own.notes] == ["valid-from", "no-such-day"]


def test_a_late_withdrawal_is_noted():
    """law, silence 13: due on 2026-06-16, withdrawn on 2026-07-01."""
    withdrawal = Withdrawal(
        on=date(2026, 7, 1), ground="breach-of-law", concluded_on=date(2026, 6, 1), by="province"
    )
    (note,) = certificate(withdrawal=withdrawal).notes
    assert (note.id, note.day) == ("late-withdrawal", date(2026, 6, 16))
    assert note.reference == "26/2026/QĐ-TTg, Art. 8"
    assert "16/06/2026" in note.label.vi
    assert "calendar days" in note.label.en
    in_time = attrs.evolve(withdrawal, on=date(2026, 6, 16))
    assert certificate(withdrawal=in_time).notes == ()
    # 15 days after 6 June 2026 is Sunday the 21st
    for read_as, late in ((Rules(), True), (Rules().read(rest_day="moves"), False)):
        monday = attrs.evolve(withdrawal, on=date(2026, 6, 22), concluded_on=date(2026, 6, 6))
        ids = [note.id for note in certificate(withdrawal=monday, rules=read_as).notes]
        assert ids == (["late-withdrawal"] if late else [])
    due = monday.due_on(3, calendar="weekends")
    assert (due.day, due.rest_day) == (date(2026, 6, 21), True)


@pytest.mark.parametrize(
    ("issued", "ids"),
    [
        (date(2025, 6, 30), []),
        (date(2025, 7, 1), ["level-ceased"]),
        (date(2025, 7, 5), ["level-ceased"]),
        (date(2025, 7, 6), ["issued-by", "level-ceased"]),
    ],
)
def test_a_district_that_was_gone_is_noted(issued, ids):
    """law D18: no districts since 1 July 2025, while 148/QĐ-TTg named them until 5 July."""
    assert [note.id for note in certificate(issued, level="district").notes] == ids
    assert certificate(issued).notes == ()


@given(certificates(rules=rules()), st.sampled_from(["vi", "en"]))
def test_a_summary_tells_art_12_3_to_those_that_it_reaches(found, lang):
    """office D1, law D20"""
    article = {"vi": "Điều 12 khoản 3", "en": "Art. 12.3"}[lang]
    lines = found.summary(lang, on=date(2026, 7, 1), calendar="weekends")
    told = [line for line in lines if article in line and not line.startswith(("Căn cứ", "Ref"))]
    other = [label(lang) for label in found.rules.readings.labels]
    told = [line for line in told if not any(line.endswith(label) for label in other)]
    reached = found.may_extend_to is not None
    # one that was withdrawn or superseded before has no end left to extend
    assert len(told) == (reached and found.status(found.last_valid_day).counts)
    assert any(article in line for line in lines if line.startswith(("Căn cứ", "Ref"))) is reached
    assert any(found.status(date(2026, 7, 1)).label(lang) in line for line in lines)
    for text in (
        *(note.label(lang) for note in found.notes),
        *other,
        *(citation(each)(lang) for each in found.references),
    ):
        assert any(text in line for line in lines)


def test_a_summary_says_how_the_extension_stands():
    def line(**filed):
        return "\n".join(certificate(date(2023, 6, 10), **filed).summary("en"))

    filed = date(2026, 6, 10)
    assert "unless a re-evaluation was filed" in line()
    assert "kept until the result" in line(re_evaluation_filed_on=filed)
    decided = {"re_evaluation_filed_on": filed, "re_evaluation_decided_on": date(2026, 8, 1)}
    assert "kept to 2026-07-31" in line(**decided)
    decided["re_evaluation_decided_on"] = date(2026, 6, 11)
    assert "nothing is left" in line(**decided)
    decided["re_evaluation_decided_on"] = date(2027, 6, 11)
    assert "2026-12-07 at the latest" in line(**decided)
    assert "too late to be kept" in line(re_evaluation_filed_on=date(2026, 6, 11))
    assert "unless" not in line(superseded_on=date(2026, 6, 1))
    assert "unless" in line(superseded_on=date(2026, 6, 11))


def test_why_there_is_no_window():
    """office D1: not "the law does not regulate it"."""
    assert "02/08/2026" in certificate(date(2023, 11, 30)).filing_words.vi
    assert "ended before 26/2026" in certificate(date(2020, 1, 1)).filing_words.en
    assert (
        "120 days before its end was 2026-02-10" in certificate(date(2023, 6, 10)).filing_words.en
    )


def test_faults_of_a_summary():
    with pytest.raises(InputError, match="not a language"):
        certificate().summary("fr")
    with pytest.raises(InputError, match=r"on: .* is not a date"):
        certificate().summary(on="2026-01-01")
    own = certificate(date(2024, 6, 12), valid_from=date(2024, 7, 1)).summary("en")
    assert own[0] == "Valid from: 2024-07-01"


def test_a_withdrawal_without_a_recorded_ground():
    assert Withdrawal(on=date(2026, 6, 1)).ground is None
