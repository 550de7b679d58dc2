"""Renewals: of what came to its end, how many were followed by another."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.interval import wilson
from ocop.law.rules import default_rules
from ocop.testing.strategies import recognitions, registries

ON = date(2026, 6, 30)
HEAD = "code,name,stars,issued_on,kind,withdrawn_on,superseded_on,ends_on,re_evaluation_filed_on,re_evaluation_decided_on\n"


def registry(*lines):
    return ocop.Registry.from_csv(HEAD + "".join(f"{line}\n" for line in lines))


def counted(row):
    names = ("at_risk", "renewed", "upgraded", "withdrawn", "censored", "unknown")
    return {name: getattr(row, name) for name in names if getattr(row, name)}


def fates(some, **asked):
    ended = some.renewals(**{"on": ON, **asked}).ended
    return [(one.recognition.code, one.fate, one.months) for one in ended]


def test_a_register_counted_by_hand():
    """Certificates of 2022, which end in 2025: 36 months."""
    some = registry(
        "1,A,3,2022-03-10",  # ends on 10 March 2025, and nothing follows
        "2,B,3,2022-03-10",
        "2,B,3,2025-03-11,re-evaluation",  # on the very next day
        "3,C,3,2022-03-10",
        "3,C,4,2025-09-10,upgrade",  # six months later, to the day: whatever its kind
        "4,D,3,2022-03-10",
        "4,D,3,2025-09-12,re-evaluation",  # a day too late
        "5,E,3,2022-03-10",
        "5,E,4,2024-01-05,upgrade",  # not at risk: it was upgraded before
        "6,F,3,2022-03-10,,2024-05-01",  # nor this one, withdrawn
        "7,G,4,2022-03-10",
        "7,G,3,2025-01-15,re-evaluation",  # evaluated anew before its end
        "8,H,4,2023-04-01",  # ended on 1 April 2026: its months are not over
        "9,I,5,2024-04-01",  # in force
    )
    renewals = some.renewals(on=ON)
    assert [row.stars for row in renewals.rows] == [3, 4]
    three, four = renewals.rows
    assert counted(three) == {"at_risk": 4, "renewed": 2, "upgraded": 1, "withdrawn": 1}
    assert three.share == Fraction(1, 2)
    assert (three.low, three.high) == wilson(2, 4, Fraction(95, 100))
    assert counted(four) == {"at_risk": 1, "renewed": 1, "censored": 1}
    assert renewals.unknown == ()
    assert fates(some) == [
        ("1", "not-renewed", None),
        ("2", "renewed", 0),
        ("3", "renewed", 6),
        ("4", "not-renewed", None),
        ("5", "upgraded", None),
        ("6", "withdrawn", None),
        ("7", "renewed", 0),
        ("8", "censored", None),
    ]


def test_cohorts_by_year_and_month():
    some = registry("1,A,3,2021-03-10", "2,B,3,2022-03-10", "3,C,4,2022-04-10", "4,D,3,2022-03-31")

    def keys(by):
        rows = some.renewals(on=ON, by=by).rows
        return [(row.year, row.month, row.stars, row.at_risk) for row in rows]

    assert keys(()) == [(None, None, None, 4)]
    assert keys("year") == [(2024, None, None, 1), (2025, None, None, 3)]
    assert keys(["stars", "month"]) == [(2024, 3, 3, 1), (2025, 3, 3, 2), (2025, 4, 4, 1)]
    assert keys(("year", "stars"))[1:] == [(2025, None, 3, 2), (2025, None, 4, 1)]
    since = some.renewals(on=ON, since=date(2025, 1, 1), by=())
    assert [row.at_risk for row in since.rows] == [3]


def test_what_became_of_it_is_not_guessed():
    some = registry(
        "1,A,3,2022-03-10",
        "1,A,4,2024-01-05",  # more stars, of no recorded kind: an upgrade or a re-evaluation
        "2,B,3,2022-03-10",
        "2,B,3,2024-12-05",  # no more stars: evaluated anew
        "3,C,3,2022-03-10,,,2024-05-01",  # recorded only
        "4,D,3,2022-03-10,,,2025-04-01",  # recorded only, and after its end
        "5,E,3,2019-01-10",  # older than the national criteria: no end
        "6,F,3,2019-01-10,,,,2022-01-31",  # one that is recorded
    )
    assert fates(some) == [
        ("1", "unknown", None),
        ("2", "renewed", 0),
        ("3", "unknown", None),
        ("4", "renewed", 1),
        ("6", "not-renewed", None),
    ]
    assert [one.code for one in some.renewals(on=ON).unknown] == ["5"]
    (successor,) = {one.successor for one in some.renewals(on=ON).ended if one.months == 1}
    assert successor is None


def test_an_extension_is_part_of_its_life():
    """26/2026, Art. 12.3: what is filed in time keeps its certificate until the result."""
    some = registry(
        "1,A,3,2023-06-10,,,,,2026-03-01,2026-08-20",
        "1,A,3,2026-08-20,re-evaluation",
        "2,B,3,2023-06-10,,,,,2026-03-01",
    )
    renewals = some.renewals(on=date(2027, 12, 31))
    first, second = renewals.ended
    assert (first.last_day, first.fate, first.months) == (date(2026, 8, 19), "renewed", 0)
    assert second.last_day == some.certificate(some.recognitions[2]).extended_to
    assert second.fate == "not-renewed"


def test_proposals_are_no_recognitions():
    some = registry("1,A,4,2022-03-10", "1,A,đề xuất 5 sao,2022-04-01", "1,A,4,2025-02-01")
    assert fates(some) == [("1", "renewed", 0)]


def test_months_and_years_of_issue():
    some = ocop.Registry.from_csv(
        "code,name,stars,issued_on,kind,withdrawn_on\n"
        "1,A,3,2022,\n"  # ends in 2025, on whichever day
        "2,B,3,3/2022,\n"
        "2,B,3,4/2025,re-evaluation\n"
        "3,C,3,2022,\n"
        "3,C,3,2025,re-evaluation\n"  # within six months, or later
        "4,D,3,2023,\n"  # it may have ended by now
        "5,E,3,2022-03-10,,nobody can read this\n",
        lenient=True,
    ).registry
    renewals = some.renewals(on=date(2026, 12, 31), by="year")
    assert [(row.year, counted(row)) for row in renewals.rows] == [
        (2025, {"at_risk": 2, "renewed": 1, "unknown": 1}),
        (2026, {"unknown": 1}),
    ]
    assert [one.code for one in renewals.unknown] == ["5"]
    first, second, third, fourth = renewals.ended
    assert (first.last_day, second.last_day, second.months) == (None, None, None)
    assert second.successor == some.recognitions[2]
    assert (third.fate, fourth.fate) == ("unknown", "unknown")
    by_month = some.renewals(on=date(2026, 12, 31), by="month")
    assert [(row.year, row.month) for row in by_month.rows] == [(2025, 3)]
    assert len(by_month.unknown) == 4
    early = some.renewals(on=date(2026, 6, 30))
    assert [one.code for one in early.unknown] == ["4", "5"]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"on": "2026"}, {"on": "not-a-date"}),
        ({"since": 3}, {"since": "not-a-date"}),
        ({"within": -1}, {"within": "out-of-range"}),
        ({"within": 6.0}, {"within": "not-a-whole-number"}),
        ({"by": "district"}, {"by": "not-known"}),
        ({"by": 3}, {"by": "not-a-list"}),
        ({"by": [3]}, {"by": "not-known"}),
        ({"level": 0.95}, {"level": "not-a-confidence"}),
        ({"level": 1}, {"level": "not-a-confidence"}),
        ({"level": "95", "within": 121}, {"within": "out-of-range", "level": "not-a-confidence"}),
    ],
)
def test_arguments_that_are_none(asked, wrong):
    with pytest.raises(InputError) as caught:
        ocop.Registry().renewals(**{"on": ON, **asked})
    assert {one.path[0]: one.code for one in caught.value.faults} == wrong


def test_the_calendar_ends():
    some = registry(
        "1,A,3,2022-03-10", "2,B,3,2018-03-10,,,,9999-12-31", "3,C,3,2018-03-10,,,,9999-05-30"
    )
    assert fates(some, on=date.max) == [("1", "not-renewed", None), ("3", "not-renewed", None)]
    assert fates(some, on=date.max, within=8) == [
        ("1", "not-renewed", None),
        ("3", "censored", None),
    ]


def by_hand(some, on, within):
    """The same, from certificates alone, one product at a time, by another way of counting."""
    counts = Counter()
    products = {}
    for one in some.recognitions:
        products.setdefault(one.product, []).append(one)
    for rows in products.values():
        rows.sort(key=lambda one: one.first_valid_day)
        for one, later in zip(rows, [*rows[1:], None], strict=True):
            paper = some.certificate(one)
            last = paper.extended_to or paper.last_valid_day
            if last > on:
                continue
            gone = last + timedelta(days=1)
            months = gone.year * 12 + gone.month - 1 + within
            year, month = divmod(months, 12)
            limit = date(year, month + 1, min(gone.day, monthrange(year, month + 1)[1]))
            follows = None if later is None else later.first_valid_day
            withdrawn = paper.withdrawal is not None and paper.withdrawal.on <= last
            if limit > on:
                fate = "censored"
            elif withdrawn and not (follows is not None and follows < paper.withdrawal.on):
                fate = "withdrawn"
            elif follows is None or follows > limit:
                fate = "not-renewed"
            elif follows > paper.last_valid_day or later.kind == "re-evaluation":
                fate = "renewed"
            elif later.kind == "upgrade":
                fate = "upgraded"
            else:
                fate = "renewed" if later.stars <= one.stars else "unknown"
            counts[one.stars, fate] += 1
    return counts


def plain(one):
    """Whether a recognition is one that the count by hand knows how to take."""
    return one.certified and not one.until and not one.unread and one.superseded_on is None


SERIES = st.lists(recognitions().filter(plain), max_size=12)


@given(SERIES, st.dates(date(2021, 1, 1), date(2034, 1, 1)), st.integers(0, 24))
def test_it_is_what_a_count_by_hand_gives(rows, on, within):
    once = {(one.product, one.issued_on): one for one in rows if one.first_valid_day <= on}
    firsts = {(one.product, one.first_valid_day) for one in once.values()}
    if len(firsts) < len(once):
        return
    some = ocop.Registry(tuple(once.values()))
    renewals = some.renewals(on=on, within=within)
    counts = Counter((one.recognition.stars, one.fate) for one in renewals.ended)
    assert counts == by_hand(some, on, within)
    for row in renewals.rows:
        assert row.renewed == counts[row.stars, "renewed"]
        assert row.at_risk == row.renewed + counts[row.stars, "not-renewed"]
    assert not renewals.unknown


@given(registries(), st.dates(date(2021, 1, 1), date(2034, 1, 1)), st.integers(0, 24))
def test_nothing_is_lost_and_waiting_longer_loses_no_renewal(some, on, within):
    renewals = some.renewals(on=on, within=within, by=("year", "stars"))
    names = ("at_risk", "upgraded", "withdrawn", "censored", "unknown")
    in_rows = sum(getattr(row, name) for row in renewals.rows for name in names)
    assert in_rows == len(renewals.ended)
    held = Counter(some.recognitions)
    assert not Counter([*(one.recognition for one in renewals.ended), *renewals.unknown]) - held
    assert renewals == some.renewals(on=on, within=within, by=["stars", "year"])
    longer = {one.recognition: one.fate for one in some.renewals(on=on, within=within + 1).ended}
    for one in some.renewals(on=on, within=within).ended:
        if one.fate == "renewed":
            assert longer[one.recognition] in {"renewed", "censored"}


def test_what_is_shown():
    some = registry(
        "1,A,3,2022-03-10",
        "2,B,3,2022-03-10",
        "2,B,3,2025-05-11,re-evaluation",
        "3,C,4,2023-04-01",
        "4,D,3,2019-01-10",
    )
    renewals = some.renewals(on=ON, by=("year", "stars"), since=date(2020, 1, 1))
    assert (
        renewals.table("en").text()
        == """\
Recognised again within 6 months after the end
Registry: ended from 2020-01-01, up to 2026-06-30

Year of the end  Stars  Ended  Renewed  Share          Interval  Not over yet
           2025  3★         2        1   50 %  9.45 % – 90.55 %             0
           2026  4★         0        0      –                 –             1

Intervals of 95 % confidence by Wilson's method.
The last columns are not part of the share: upgraded or withdrawn before the end, the 6 months not over, not known what became of them.
1 recognitions in no row: the day of their end is not known."""
    )
    assert "Được công nhận lại trong 6 tháng" in renewals.table("vi").text()
    monthly = some.renewals(on=ON, by=("month",)).table("vi")
    assert [column.head for column in monthly.columns][:2] == [
        "Năm hết hiệu lực",
        "Tháng hết hiệu lực",
    ]
    assert "last columns" not in registry("1,A,3,2022-03-10").renewals(on=ON).table("en").text()
    first, second = renewals.to_records()
    assert first["share"] == 0.5
    assert first["share_exact"] == "1/2"
    assert (second["share"], second["low"], second["censored"]) == (None, None, 1)


def test_other_rules_give_other_ends():
    longer = default_rules().amended(
        ocop.from_dict(
            ocop.Changes,
            {
                "id": "x", "kind": "proposal", "title": {"vi": "a", "en": "b"}, "amends": "26",
                "from": "2026-05-22", "reference": "x", "certificates": {"months": 48},
            },
        )
    )  # fmt: skip
    rows = registry("1,A,3,2026-06-01").recognitions
    assert len(ocop.Registry(rows).renewals(on=date(2030, 1, 1)).ended) == 1
    assert len(ocop.Registry(rows, rules=longer).renewals(on=date(2030, 1, 1)).ended) == 0
