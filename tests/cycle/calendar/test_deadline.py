"""Rounds, working days, days to act."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.cycle import Calendar, Deadline, Round
from ocop.cycle.calendar import rest_day, working_day
from ocop.dates import weekday_from
from ocop.errors import InputError, MissingExtra, NotRegulated
from ocop.law import Level, Rules
from tests.cycle import fake_holidays
from tests.growth import cost

DAY = timedelta(days=1)
EXTRA = Round(
    level="province",
    year=2026,
    propose_by=date(2026, 8, 14),
    decide_by=date(2026, 9, 15),
    reference="Quy chế hội đồng",
)


@pytest.fixture
def holidays(monkeypatch):
    found = fake_holidays.module()
    forget_calendars()
    monkeypatch.setitem(sys.modules, "holidays", found)
    yield found
    forget_calendars()


@pytest.fixture
def no_holidays(monkeypatch):
    forget_calendars()
    monkeypatch.setitem(sys.modules, "holidays", None)
    yield
    forget_calendars()


def forget_calendars():
    working_day._holidays.cache_clear()
    working_day._worked.cache_clear()
    working_day._has_holidays.cache_clear()


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("province", [("2027-04-29", "2027-06-29"), ("2027-10-29", "2027-12-29")]),
        ("centre", [("2027-07-29", "2027-09-29"), ("2028-01-29", "2028-03-29")]),
    ],
)
def test_the_rounds_of_a_year(level, expected):
    found = [(str(each.propose_by), str(each.decide_by)) for each in Round.of_year(2027, level)]
    assert found == expected
    assert [each.no for each in Round.of_year(2027, level)] == [1, 2]


@given(st.integers(2026, 2200), st.sampled_from([Level.PROVINCE, Level.CENTRE]))
def test_before_a_day_means_by_the_day_before(year, level):
    for each in Round.of_year(year, level):
        assert (each.propose_by + DAY).day == (each.decide_by + DAY).day == 30
        assert each.year == year
        # two months from the cut-off to the end
        assert 57 <= (each.decide_by - each.propose_by).days <= 63


@pytest.mark.parametrize("year", [2019, 2025, 2])
def test_no_rounds_were_set_before_2026(year):
    with pytest.raises(NotRegulated, match=f"in {year}"):
        Round.of_year(year)
    with pytest.raises(NotRegulated):
        Round.of_year(2030, "commune")


@given(st.dates(date(2026, 5, 22), date(2090, 1, 1)), st.sampled_from(["province", "centre"]))
def test_the_next_round_is_the_first_still_open(on, level):
    found = Round.next_for(on, level)
    every = [each for year in range(on.year - 1, on.year + 3) for each in _rounds(year, level)]
    still_open = [each for each in every if each.propose_by >= on]
    assert found == min(still_open, key=lambda each: each.propose_by)


def _rounds(year, level):
    return Round.of_year(year, level) if year >= 2026 else ()


def test_the_day_itself_is_in_time():
    assert Round.next_for(date(2026, 10, 29)).no == 2
    assert Round.next_for(date(2026, 10, 30)).year == 2027
    assert Round.next_for(date(2027, 1, 29), "centre").year == 2026


def test_before_the_rules_there_is_no_next_round():
    with pytest.raises(NotRegulated, match="2026-05-21"):
        Round.next_for(date(2026, 5, 21))
    with pytest.raises(NotRegulated):
        Round.next_for(date(2019, 1, 1))
    with pytest.raises(NotRegulated):
        Round.next_for(date(2027, 1, 1), "district")


def test_a_councils_own_rounds():
    assert Round.next_for(date(2026, 8, 1), extra=[EXTRA]) is EXTRA
    assert EXTRA in Round.of_year(2026, extra=[EXTRA])
    assert EXTRA not in Round.of_year(2026, "centre", extra=[EXTRA])
    assert EXTRA not in Round.of_year(2027, extra=[EXTRA])
    assert Round.next_for(date(2026, 8, 15), extra=[EXTRA]).no == 2
    assert "extra round of 2026" in EXTRA.label.en
    assert "Đợt thêm" in EXTRA.label.vi
    # its own may have the days of one that the law sets
    first, *_ = official = Round.of_year(2026)
    same = attrs.evolve(first, no=None, reference="Quy chế", notes=())
    assert Round.of_year(2026, extra=[same]) == (same, *official)
    # a council may have its own before the law set any
    old = Round(
        level="province",
        year=2025,
        propose_by=date(2025, 8, 14),
        decide_by=date(2025, 9, 15),
        reference="Quy chế",
    )
    assert Round.next_for(date(2025, 8, 1), extra=[old]) is old


def test_faults_of_a_round():
    with pytest.raises(InputError) as caught:
        Round(level="village", year="2026", no=0, propose_by=None, decide_by="x", reference=" ")
    assert len(caught.value.faults) == 6
    with pytest.raises(InputError, match="comes before"):
        Round(
            level="province",
            year=2026,
            propose_by=date(2026, 8, 14),
            decide_by=date(2026, 8, 13),
            reference="r",
        )
    for call, asked in ((Round.of_year, 2026), (Round.next_for, date(2026, 6, 1))):
        with pytest.raises(InputError, match="is not a level"):
            call(asked, "village")
    with pytest.raises(InputError, match="is not a year"):
        Round.of_year("2026")
    with pytest.raises(InputError, match="is not a Round"):
        Round.of_year(2026, extra=["one more"])
    with pytest.raises(InputError, match="is not a date"):
        Round.next_for("2026-06-01")


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_working_days_by_weekends(day, count):
    found = Calendar.of("weekends").after(day, count)
    assert found.calendar == "weekends"
    between = [day + n * DAY for n in range(1, (found.day - day).days + 1)]
    assert sum(each.weekday() < 5 for each in between) == count
    assert count == 0 or found.day.weekday() < 5


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 30))
def test_later_receipt_never_means_an_earlier_day(day, count):
    one = Calendar.of("weekends").after(day, count).day
    other = Calendar.of("weekends").after(day + DAY, count).day
    assert one <= other


def test_working_days_by_holidays(holidays):
    assert not Calendar.of().is_working_day(date(2026, 1, 1))
    assert Calendar.of("holidays").is_working_day(date(2026, 6, 20))
    assert not Calendar.of("weekends").is_working_day(date(2026, 6, 20))
    found = Calendar.of().after(date(2026, 6, 18), 1)
    assert (found.day, found.calendar) == (date(2026, 6, 20), "holidays 0.0")
    # the years beside it too: a day may be worked for one of the next year
    assert holidays.asked == [("VN", (2025, 2026, 2027), False)]


def by_walking(calendar, day, count):
    """The same, day by day."""
    while count:
        day += DAY
        count -= calendar.is_working_day(day)
    return day


@pytest.mark.usefixtures("holidays")
@pytest.mark.parametrize("calendar", Calendar)
def test_counting_is_as_walking(calendar):
    for n in range(0, 400, 3):
        day = date(2025, 6, 1) + n * DAY
        for count in (0, 1, 2, 5, 6, 15, 29, 300):
            assert calendar.after(day, count).day == by_walking(calendar, day, count)
        first = by_walking(calendar, day - DAY, 1)
        assert calendar.first_from(day).day == first


@pytest.mark.usefixtures("holidays")
@pytest.mark.parametrize("calendar", Calendar)
def test_as_long_for_a_year_as_for_a_week(calendar):
    """Every day between was asked for."""
    calendar.after(date(2026, 1, 1), 250)
    week, year = (cost(lambda n=n: calendar.after(date(2026, 1, 1), n)) for n in (5, 250))
    assert week.steps == year.steps


@pytest.mark.usefixtures("holidays")
def test_the_end_of_the_calendar():
    for calendar in Calendar:
        assert calendar.after(date(9999, 12, 27), 4).day == date.max
        with pytest.raises(InputError, match="the calendar ends"):
            calendar.after(date(9999, 12, 29), 3)
    assert Calendar.HOLIDAYS.after(date(9998, 12, 31), 1).day == date(9999, 1, 1)


@pytest.mark.usefixtures("no_holidays")
def test_without_the_extra_it_is_weekends_and_says_so():
    assert Calendar.of().after(date(2026, 6, 18), 1).calendar == "weekends"
    with pytest.raises(MissingExtra, match=r"install ocop\[calendar\]"):
        Calendar.of("holidays").after(date(2026, 6, 18), 1)


if importlib.util.find_spec("holidays"):

    def test_the_package_itself():
        assert not Calendar.of("holidays").is_working_day(date(2026, 9, 2))
        # Monday 31 August 2026 was swapped for Saturday 22 August
        assert not Calendar.of("holidays").is_working_day(date(2026, 8, 31))
        assert Calendar.of("holidays").is_working_day(date(2026, 8, 22))
        found = Calendar.of().after(date(2026, 8, 20), 15)
        assert found.calendar.startswith("holidays ")
        assert found.day > Calendar.of("weekends").after(date(2026, 8, 20), 15).day


def test_faults_of_counting():
    with pytest.raises(InputError, match="the calendar ends"):
        Calendar.of("weekends").after(date(9999, 12, 30), 5)
    for count in (-1, 1.0, True):
        with pytest.raises(InputError, match=r"count: .* (is not a whole number|is out of range)"):
            Calendar.of().after(date(2026, 6, 18), count)
    with pytest.raises(InputError, match="there are weekends, holidays"):
        Calendar.of("lunar").is_working_day(date(2026, 6, 18))
    with pytest.raises(InputError, match="is not a date"):
        Calendar.of().is_working_day("2026-06-18")


def test_the_commune_has_fifteen_working_days():
    found = Deadline.commune_check(date(2026, 8, 20), calendar="weekends")
    assert (found.day, found.calendar) == (date(2026, 9, 10), "weekends")
    assert found.reference == "26/2026/QĐ-TTg, Art. 7.2"
    with pytest.raises(NotRegulated, match="1489"):
        Deadline.commune_check(date(2026, 5, 21))


def test_a_re_evaluation_has_forty_five_days():
    found = Deadline.re_evaluation(date(2026, 6, 1))
    assert (found.day, found.calendar) == (date(2026, 7, 16), None)
    with pytest.raises(NotRegulated):
        Deadline.re_evaluation(date(2024, 6, 1))


@pytest.mark.parametrize(
    ("kind", "day"),
    [("first", "2026-07-21"), ("upgrade", "2026-07-21"), ("re-evaluation", "2026-06-21")],
)
def test_the_transition(kind, day):
    for on in (date(2026, 5, 22), date(2026, 6, 21), date(2026, 9, 1)):
        found = Deadline.transition(kind, date(2026, 5, 20), on=on)
        assert (str(found.day), found.reference) == (day, "26/2026/QĐ-TTg, Art. 12.2")
    with pytest.raises(NotRegulated, match="no transition"):
        Deadline.transition(kind, date(2026, 5, 20), on=date(2026, 5, 21))
    with pytest.raises(NotRegulated, match="no transition"):
        Deadline.transition(kind, date(2026, 5, 22), on=date(2026, 9, 1))
    with pytest.raises(NotRegulated, match="no transition"):
        Deadline.transition(kind, date(2026, 10, 1), on=date(2026, 11, 21))


# the readings of cut-offs and rest days

INCLUDED = Rules().read(cut_off="day-included")
MOVES = Rules().read(rest_day="moves")


@given(st.integers(2026, 2200), st.sampled_from(["province", "centre"]))
def test_the_cut_off_day_may_be_included(year, level):
    """law, silence 1: "before 30 June" strictly, or with that day."""
    for strict, wide in zip(
        Round.of_year(year, level), Round.of_year(year, level, rules=INCLUDED), strict=True
    ):
        assert (wide.propose_by, wide.decide_by) == (
            strict.propose_by + DAY,
            strict.decide_by + DAY,
        )
        assert (wide.no, wide.year, wide.reference) == (strict.no, strict.year, strict.reference)


def test_the_next_round_follows_the_readings():
    """law, silence 1 and 2."""
    cut_off = date(2026, 10, 30)
    assert Round.next_for(cut_off, calendar="weekends").year == 2027
    assert Round.next_for(cut_off, rules=INCLUDED, calendar="weekends").year == 2026
    # 29 April 2028 is a Saturday
    monday = date(2028, 5, 1)
    assert Round.next_for(monday, rules=MOVES, calendar="weekends").no == 1
    assert Round.next_for(monday, calendar="weekends").no == 2


@given(
    st.dates(date(2026, 5, 22), date(2090, 1, 1)),
    st.sampled_from(["province", "centre"]),
    st.sampled_from(
        [Rules(), INCLUDED, MOVES, Rules().read(cut_off="day-included", rest_day="moves")]
    ),
)
def test_a_later_cut_off_never_loses_a_round(on, level, rules):
    plain = Round.next_for(on, level, calendar="weekends")
    found = Round.next_for(on, level, rules=rules, calendar="weekends")
    assert found.propose_by >= on
    assert (found.year, found.no) <= (plain.year, plain.no)
    if rules.readings.rest_day == "moves":
        assert found.propose_by.weekday() < 5 > found.decide_by.weekday()
        assert not found.rest_day


def test_a_rest_day_says_so_and_stays():
    """law, silence 2: the transition of re-evaluations ends on a Sunday."""
    found = Deadline.transition(
        "re-evaluation", date(2026, 5, 20), on=date(2026, 6, 1), calendar="weekends"
    )
    assert (found.day, found.rest_day, found.calendar) == (date(2026, 6, 21), True, "weekends")
    (note,) = found.notes
    assert (note.id, note.day) == ("rest-day", date(2026, 6, 21))
    assert "Chủ nhật" in note.label.vi
    assert "a Sunday" in note.label.en
    first = Deadline.transition(
        "first", date(2026, 5, 20), on=date(2026, 6, 1), calendar="weekends"
    )
    assert (first.rest_day, first.calendar, first.notes) == (False, None, ())


def test_a_rest_day_may_move():
    """law, silence 2: Civil Code 2015, Art. 148.5."""
    for on in (date(2026, 6, 1), date(2026, 6, 22), date(2026, 8, 1)):
        found = Deadline.transition(
            "re-evaluation", date(2026, 5, 20), on=on, rules=MOVES, calendar="weekends"
        )
        assert (found.day, found.rest_day) == (date(2026, 6, 22), False)
        (note,) = found.notes
        assert (note.id, note.day, note.reference) == (
            "moved",
            date(2026, 6, 22),
            "Civil Code 2015, Art. 148.5",
        )
    # and which rules judge moves with it
    for rules, old in ((Rules(), False), (MOVES, True)):
        regime = rules.regime_for("re-evaluation", date(2026, 5, 20), date(2026, 6, 22))
        assert (regime.id == "1489") is old


@given(
    st.sampled_from(["first", "upgrade", "re-evaluation"]),
    st.dates(date(2026, 5, 22), date(2026, 8, 30)),
    st.sampled_from([Rules(), MOVES]),
)
def test_the_transition_ends_where_the_old_rules_do(kind, on, rules):
    end = Deadline.transition(kind, date(2026, 5, 20), on=on, rules=rules, calendar="weekends")
    regime = rules.regime_for(kind, date(2026, 5, 20), on)
    assert (on <= end.day) is (regime.id == "1489")


def test_forty_five_days_may_end_on_a_rest_day():
    # 45 days after 4 June 2026 is Sunday 19 July
    found = Deadline.re_evaluation(date(2026, 6, 4), calendar="weekends")
    assert (found.day, found.rest_day) == (date(2026, 7, 19), True)
    moved = Deadline.re_evaluation(date(2026, 6, 4), rules=MOVES, calendar="weekends")
    assert (moved.day, moved.rest_day) == (date(2026, 7, 20), False)


@pytest.mark.usefixtures("holidays")
def test_a_holiday_is_a_rest_day_by_the_calendar():
    # the calendar has 19 June 2026, a Friday, off and Saturday the 20th worked
    by_weekends = rest_day.ending(date(2026, 6, 19), MOVES, "weekends")
    assert (by_weekends.day, by_weekends.notes) == (date(2026, 6, 19), ())
    by_holidays = rest_day.ending(date(2026, 6, 19), MOVES, "holidays")
    assert (by_holidays.day, by_holidays.calendar) == (date(2026, 6, 20), "holidays 0.0")
    assert "ngày nghỉ lễ" in by_holidays.notes[0].label.vi
    # weekends alone moved it, and the calendar says what day it fell on
    both = rest_day.ending_on(date(2026, 6, 14), date(2026, 6, 19), None)
    assert [note.id for note in both.notes] == ["moved", "rest-day"]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_working_day_from_a_day(day):
    found = Calendar.of("weekends").first_from(day)
    assert found.day == weekday_from(day)
    assert Calendar.of("weekends").is_working_day(found.day)
    assert (found.day == day) is Calendar.of("weekends").is_working_day(day)
    assert 0 <= (found.day - day).days <= 2


@pytest.mark.usefixtures("holidays")
def test_the_calendar_may_end_before_a_working_day(monkeypatch):
    monkeypatch.setattr(fake_holidays._Calendar, "is_working_day", lambda *_: False)
    with pytest.raises(InputError, match="the calendar ends before a working day"):
        Calendar.HOLIDAYS.first_from(date(9999, 12, 30))


def test_the_package_is_looked_for_once(monkeypatch):
    """speed 4: a failed import is looked for on the whole path each time."""
    looked = []

    class Finder:
        def find_spec(self, name, *_):
            if name == "holidays":
                looked.append(name)

    forget_calendars()
    monkeypatch.delitem(sys.modules, "holidays", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder()])
    monkeypatch.setattr(sys, "path_importer_cache", {})
    for _ in range(3):
        assert Calendar.of().after(date(2026, 6, 18), 1).calendar == "weekends"
    assert looked == ["holidays"]
    forget_calendars()


def test_a_day_before_the_rules_says_so():
    """office D2: the cut-off of 29 April 2026 under rules in force from 22 May."""
    first, second = Round.of_year(2026, calendar="weekends")
    (note,) = first.notes
    assert (note.id, note.day) == ("before-the-rules", date(2026, 4, 29))
    assert "22/05/2026" in note.label.vi
    assert "2026-05-22" in note.label.en
    assert second.notes == ()
    assert not first.rest_day


def test_rounds_at_the_ends_of_the_calendar():
    """hard D, rounds.py"""
    assert [each.decide_by.year for each in Round.of_year(9998, "centre", calendar="weekends")] == [
        9998,
        9999,
    ]
    with pytest.raises(InputError, match="is not a year"):
        Round.of_year(9999)
    with pytest.raises(NotRegulated):
        Round.next_for(date(9999, 12, 30), calendar="weekends")
    # no calendar is asked for years in which no round is set
    with pytest.raises(NotRegulated):
        Round.of_year(2)
