"""Pace: the line, what a month needs at both ends, and from which day months are counted."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil

import pytest

from ocop.cycle.certificate.term import last_valid_day
from ocop.dates import DateRange, add_months
from ocop.law.entity import entity_kind
from ocop.law.rules import Rules
from ocop.targets.plan.measure import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    Share,
)
from ocop.targets.plan.pace import Line, Pace, as_known, months_between
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.shipped import plan
from ocop.targets.plan.target import Target
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.figure import Indicator
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.text import Label

LABEL = Label("Chỉ tiêu", "Target")
YEAR = DateRange(date(2024, 1, 1), date(2024, 12, 31))
BEFORE, START, MIDDLE, END, AFTER = (
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 7, 1),
    date(2024, 12, 31),
    date(2025, 3, 1),
)


def outcome(measure, snapshot, on=None, baseline=None, period=YEAR, **more):
    target = Target(id="t", label=LABEL, measure=measure, period=period, source="S", **more)
    whole = Plan(id="p", title=LABEL, period=period, baseline=baseline, targets=(target,))
    return whole.evaluate(snapshot, on=on).outcomes[0]


def pace(*args, **more):
    return outcome(*args, **more).pace


def row(code, issued_on=START, **more):
    return Recognition(**({"code": code, "name": "A", "stars": 3, "issued_on": issued_on} | more))


def totals(on, valid, **more):
    return Snapshot.of(on, valid=valid, extended=0, **more)


#: 217 valid on 31 March 2023: 201 of them end before 31 December 2025, 10 after it, 6 on it.
LIVE = Registry(
    [
        *(row(f"a{n}", date(2022, 3 + n % 9, 1)) for n in range(201)),
        *(row(f"b{n}", date(2023, 3, 31)) for n in range(10)),
        *(row(f"c{n}", date(2022, 12, 31)) for n in range(6)),
    ]
)
HA_TINH = plan("ha-tinh-2023-2025")


def test_what_a_month_needs_counts_what_ends_by_the_day():
    """notebooks 1: 83 more in 33 months is 2.5 a month only if every certificate is renewed."""
    found = HA_TINH.evaluate(LIVE.on(date(2023, 3, 31)))
    products = found.outcome("products")
    months = months_between(date(2023, 3, 31), date(2025, 12, 31))
    assert (products.value, months, products.pace.ending) == (217, 33, 201)
    assert products.pace.needed_per_month == Fraction(300 - 217, 33)
    assert products.pace.needed_if_none_renewed == Fraction(300 - 16, 33)
    assert products.pace.lapses_known is True
    words = {lang: found.explain(lang).rows[0]["pace"] for lang in ("vi", "en")}
    assert words["vi"].endswith(
        "cần 2,5 mỗi tháng nếu được công nhận lại hết, 8,6 nếu không; 201 hết hiệu lực trước 31/12/2025"
    )
    assert words["en"].endswith(
        "2.5 a month if all are renewed, 8.6 if none; 201 end by 2025-12-31"
    )
    # from totals the one end is known only, and that is said
    baseline = HA_TINH.evaluate(totals(date(2023, 3, 31), 217)).outcome("products").pace
    assert baseline.needed_per_month == Fraction(83, 33)
    assert (baseline.needed_if_none_renewed, baseline.ending) == (None, None)
    assert baseline.lapses_known is False


def simulated(registry, start, by, aim):
    """How many count on the day if each month's need, nothing being renewed, is recognised."""
    rows, day, number = list(registry), start, 0
    while day < by:
        measure = Count()
        needed = pace(
            measure,
            Registry(rows).on(day),
            at_least=aim,
            period=DateRange(start, by),
        )
        monthly = 0 if needed is None else needed.needed_if_none_renewed or 0
        until = min(add_months(day, 1), by)
        wanted = ceil(monthly * months_between(day, until))
        rows += [row(f"new-{number + n}", until) for n in range(wanted)]
        number += wanted
        day = until
    return Registry(rows).on(by).in_force


def test_who_does_what_the_report_says_meets_the_target():
    """notebooks 1: a leader who followed each month's report came to 297 of 300, missed."""
    assert simulated(LIVE, date(2023, 3, 31), date(2025, 12, 31), 300) >= 300


def test_what_is_added_too_early_does_not_help():
    """What is recognised more than a term before the day has ended by it."""
    period = DateRange(date(2021, 1, 1), date(2025, 12, 31))
    early = pace(
        Count(), Registry([row("1", period.first)]).on(period.first), at_least=36, period=period
    )
    first = date(2022, 12, 31)
    assert last_valid_day(first) == period.last
    assert early.needed_per_month == Fraction(35) / months_between(period.first, period.last)
    assert early.needed_if_none_renewed == Fraction(36) / months_between(first, period.last)
    assert simulated(Registry(), period.first, period.last, 36) >= 36
    # the other reading of the last valid day begins a day later
    other = Registry([row("1", period.first)], rules=Rules().read(last_valid_day="day-before"))
    assert pace(
        Count(), other.on(period.first), at_least=36, period=period
    ).needed_if_none_renewed == Fraction(36) / months_between(date(2023, 1, 1), period.last)


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 11, 24), date(2027, 1, 1)])
def test_months_are_counted_from_the_period_where_it_begins_later(on):
    """office D3: 30 new in 2027 are 2.5 a month, whenever that is asked before 2027."""
    period = DateRange(date(2027, 1, 1), date(2027, 12, 31))
    found = pace(Flow(event="new"), Registry().on(on), at_least=30, period=period)
    assert found.needed_per_month == Fraction(930, 371)
    assert round(found.needed_per_month, 1) == Fraction(5, 2)
    assert (found.expected, found.ahead, found.lapses_known) == (None, None, None)


def test_months_are_counted_from_the_day_asked():
    """notebooks 2: 50 short, one month left: 50 a month, however old the figure."""
    found = HA_TINH.evaluate(totals(date(2024, 6, 30), 250), on=date(2025, 11, 30))
    assert found.outcome("products").gap == 50
    assert found.outcome("products").pace.needed_per_month == 50


@pytest.mark.parametrize("on", [date(2023, 1, 1), date(2023, 7, 1), date(2025, 12, 31)])
def test_no_pace_from_a_baseline_beside_itself(on):
    """notebooks 2, office D4: nothing is known since the start, so nothing is on the line."""
    report = HA_TINH.evaluate(on=on)
    assert [each.pace for each in report.outcomes] == [None] * 9
    assert "tiến độ" not in str(report).casefold()


def test_the_line():
    baseline = totals(BEFORE, 10)
    # 366 days lead from 10 to 40; on 1 July 183 have passed
    found = pace(Count(), totals(MIDDLE, 20), baseline=baseline, at_least=40)
    assert found.expected == 10 + Fraction(30 * 183, 366) == 25
    assert found.ahead == -5
    assert found.needed_per_month == Fraction(20) / months_between(MIDDLE, END)
    done = pace(Count(), totals(MIDDLE, 50), baseline=baseline, at_least=40)
    assert (done.ahead, done.needed_per_month) == (25, None)
    above = pace(Count(), totals(MIDDLE, 7), baseline=baseline, at_least=8)
    assert (above.expected, above.ahead) == (8, -1)
    late = pace(Count(), totals(AFTER, 7), baseline=baseline, at_least=40)
    assert (late.expected, late.needed_per_month) == (40, None)
    assert pace(Count(), totals(MIDDLE, 7), baseline=baseline, at_most=8) is None
    # a figure of the day on which the line begins is no way along it
    same = pace(Count(), totals(BEFORE, 9), on=MIDDLE, baseline=baseline, at_least=40)
    assert (same.expected, same.needed_per_month) == (None, 31 / months_between(MIDDLE, END))
    # what was last seen in January is held beside the line of January
    stale = pace(Count(), totals(date(2024, 1, 31), 12), on=MIDDLE, baseline=baseline, at_least=40)
    assert stale.expected == 10 + Fraction(30 * 31, 366)
    flow = pace(Flow(event="recognised"), Registry([row("1")]).on(MIDDLE), at_least=3)
    assert flow.expected == Fraction(3 * 182, 365)
    blank = pace(Count(), totals(MIDDLE, 7), baseline=Snapshot(on=START), at_least=8)
    assert (blank.expected, blank.needed_per_month) == (None, 1 / months_between(MIDDLE, END))
    assert pace(Count(), totals(MIDDLE, 8), at_least=8) is None
    line = Line(began=START, before=Fraction(9), by=END, aim=Fraction(8))
    assert line.at(MIDDLE) == 8


def test_shares_that_no_number_would_meet_have_no_need():
    share = Share(part=Count(where=Where.of(stars=3)), whole=Count())
    before = Snapshot.of(START, valid={3: 0, 4: 1, 5: 0}, extended=0)
    seen = Snapshot.of(MIDDLE, valid={3: 1, 4: 1, 5: 0}, extended=0)
    stuck = pace(share, seen, baseline=before, at_least=1)
    assert stuck.needed_per_month is None
    assert stuck.ahead == Fraction(1, 2) - Fraction(182, 365)


HTX = entity_kind("cooperative")
MIXED = Registry(
    [
        row("1", date(2021, 8, 1), stars=4, entity="A", entity_kind=HTX, district="X"),
        row("2", date(2021, 8, 1), entity="B", entity_kind=entity_kind("farm"), district="X"),
        row("3", date(2023, 8, 1), entity="C", entity_kind=entity_kind("farm"), district="Y"),
    ]
)


@pytest.mark.parametrize(
    ("measure", "bound", "now", "then", "ending"),
    [
        # of three on 1 July two end on 1 August
        (Count(), 5, 2, 4, 2),
        (Count(where=Where.of(stars=4)), 2, 1, 2, 1),
        (Distinct(of="entities"), 4, 1, 3, 2),
        (Gain(of=Count(), since=1), 4, 2, 4, 2),
        # 1 of 3 at 4★ is to be a half: 1 more now, 1 more of one that is left then
        (Share(part=Count(where=Where.of(stars=4)), whole=Count()), Fraction(1, 2), 1, 1, 2),
        (Share(part=Count(), whole=IndicatorFigure(id="w")), Fraction(1, 2), 2, 4, 2),
        (Cover(of=Count(), units=("X", "Y", "Z"), level="district"), 1, 1, 2, 2),
        # what was ever recognised stays so
        (Count(where=Where.of(status="recognised")), 5, 2, None, None),
        (IndicatorFigure(id="w"), 12, 2, None, None),
        (Flow(event="recognised"), 3, 3, None, None),
        (Cohort(event="recognised", period=DateRange(START, END)), 1, None, None, None),
    ],
)
def test_both_ends_of_every_measure(measure, bound, now, then, ending):
    seen = MIXED.on(
        MIDDLE, indicators=[Indicator(id="w", value=10, unit="u", on=MIDDLE, source="S")]
    )
    found = outcome(measure, seen, at_least=bound)
    months = months_between(MIDDLE, END)
    taken = found.pace or Pace()
    assert taken.needed_per_month == (None if now is None else now / months)
    assert taken.needed_if_none_renewed == (None if then is None else then / months)
    assert taken.ending == ending
    assert taken.lapses_known == (True if ending is not None else None)


def test_a_target_that_is_met_today_and_will_not_be():
    """notebooks 1: met today says nothing of the target's day where what counts lapses before."""
    found = outcome(Count(), MIXED.on(MIDDLE), at_least=3)
    assert (found.status, found.gap) == ("met", 0)
    assert found.pace.needed_per_month is None
    assert found.pace.needed_if_none_renewed == 2 / months_between(MIDDLE, END)
    whole = Plan(id="p", title=LABEL, period=YEAR, targets=(found.target,))
    words = whole.evaluate(MIXED.on(MIDDLE)).explain("vi").rows[0]["pace"]
    assert words == (
        "không cần thêm nếu được công nhận lại hết, cần 0,3 mỗi tháng nếu không; "
        "2 hết hiệu lực trước 31/12/2024"
    )
    # enough is left: only what ends is said
    kept = Plan(
        id="p",
        title=LABEL,
        period=YEAR,
        targets=(
            Target(id="t", label=LABEL, measure=Count(), at_least=1, period=YEAR, source="S"),
        ),
    )
    report = kept.evaluate(MIXED.on(MIDDLE))
    assert report.outcomes[0].pace is None
    # nothing ends: one number is both ends
    late = Registry([row("1", date(2023, 8, 1))]).on(MIDDLE)
    assert pace(Count(), late, at_least=2) == Pace(
        needed_per_month=1 / months_between(MIDDLE, END),
        needed_if_none_renewed=1 / months_between(MIDDLE, END),
        ending=0,
        lapses_known=True,
    )
    # of what is not recorded neither end is known
    unsaid = Registry([row("1"), row("2", entity="A", entity_kind=HTX)]).on(MIDDLE)
    assert (
        pace(Distinct(of="entities", where=Where.of(entity_kind="farm")), unsaid, at_least=2)
        is None
    )


def test_what_ends_is_not_known_where_a_row_elsewhere_may_count():
    """In each place the kind is recorded; of one product elsewhere it is not."""
    farms = Where.of(entity_kind="farm")
    cover = Cover(of=Count(where=farms), units=("X", "Y"), level="district", at_least=2)
    elsewhere = row("9", date(2023, 8, 1), district="Z")
    found = pace(cover, Registry((*MIXED, elsewhere)).on(MIDDLE), at_least=1)
    assert (found.ending, found.lapses_known) == (None, True)
    assert found.needed_per_month == 2 / months_between(MIDDLE, END)
    assert found.needed_if_none_renewed == 3 / months_between(MIDDLE, END)


def test_what_was_not_known_yet_on_the_day_does_not_count():
    """A registry of today asked of an earlier day knows nothing of what came after that day."""
    rows = [
        row("1", date(2023, 1, 10), withdrawn_on=AFTER, withdrawal_ground="production-stopped"),
        row("2", date(2023, 2, 10), superseded_on=AFTER),
        row("3", date(2022, 3, 10), re_evaluation_filed_on=AFTER),
        row("4", date(2022, 4, 10), re_evaluation_filed_on=START, re_evaluation_decided_on=AFTER),
        row("5", date(2023, 4, 10)),
    ]
    bare = [
        row("1", date(2023, 1, 10)),
        row("2", date(2023, 2, 10)),
        row("3", date(2022, 3, 10)),
        row("4", date(2022, 4, 10), re_evaluation_filed_on=START),
        row("5", date(2023, 4, 10)),
    ]
    standing = Rules().read(extension="standing")
    known = as_known(Registry([*rows, row("6", AFTER)], rules=standing).on(MIDDLE))
    assert known.recognitions == tuple(bare)
    # each of these tells by itself
    for number in range(4):
        alone = as_known(Registry([rows[number]], rules=standing).on(MIDDLE))
        assert alone.recognitions == (bare[number],)
    quiet = Registry([rows[4]], rules=standing).on(MIDDLE)
    assert as_known(quiet) is quiet
    period = DateRange(START, date(2026, 3, 1))
    both = [
        pace(Count(), registry.on(MIDDLE), at_least=9, period=period)
        for registry in (Registry(rows, rules=standing), Registry(bare, rules=standing))
    ]
    assert both[0] == both[1]
