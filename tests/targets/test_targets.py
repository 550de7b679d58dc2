"""Targets as their sources word them: strive, over, about; every year; more than one way to count."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError, NotFoundError
from ocop.law.entity import entity_kind
from ocop.law.regime import regimes
from ocop.law.rules import Rules
from ocop.targets.plan.gap import added_to_both, added_to_part, short_of, to_cover
from ocop.targets.plan.measure import (
    Cohort,
    Count,
    Cover,
    Flow,
    IndicatorFigure,
    MilestoneDone,
    Share,
)
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.shipped import plan, plans
from ocop.targets.plan.target import Target, TargetMeasure
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.text import Label

LABEL = Label("Chỉ tiêu", "Target")
YEAR = DateRange(date(2024, 1, 1), date(2024, 12, 31))
MIDDLE, END, AFTER = date(2024, 7, 1), date(2024, 12, 31), date(2025, 3, 1)
FOUR = Count(where=Where.of(stars=4))


def a_target(measure, **more):
    return Target(
        **({"id": "t", "label": LABEL, "measure": measure, "period": YEAR, "source": "S"} | more)
    )


def a_plan(*targets, period=YEAR, **more):
    return Plan(id="p", title=LABEL, period=period, targets=targets, **more)


def totals(value, on=MIDDLE, **more):
    return Snapshot.of(on, valid=value, extended=0, **more)


def row(code, issued_on, **more):
    return Recognition(**({"code": code, "name": "A", "stars": 3, "issued_on": issued_on} | more))


@pytest.mark.parametrize(
    ("wording", "value", "status", "gap", "vi", "en"),
    [
        (None, 30, "met", 0, "ít nhất 30", "at least 30"),
        ("at-least", 30, "met", 0, "tối thiểu 30", "at least 30"),
        ("strive", 30, "met", 0, "phấn đấu ít nhất 30", "strive for at least 30"),
        ("over", 30, "open", 1, "trên 30", "over 30"),
        ("over", 28, "open", 3, "trên 30", "over 30"),
        ("over", 31, "met", 0, "trên 30", "over 30"),
        ("about", 30, "met", 0, "khoảng 30", "about 30"),
        ("about", 29, "open", 1, "khoảng 30", "about 30"),
    ],
)
def test_wordings(wording, value, status, gap, vi, en):  # noqa: PLR0917
    """notebooks (h): "phấn đấu" and "tối thiểu" were one; over 30 is not met by 30."""
    report = a_plan(a_target(Count(), at_least=30, wording=wording)).evaluate(totals(value))
    (found,) = report.outcomes
    assert (found.status, found.gap) == (status, gap)
    assert found.gap_kind == ("add" if gap else None)
    rows = {lang: report.explain(lang).rows[0]["bound"] for lang in ("vi", "en")}
    assert rows == {"vi": f"{vi}, đến 31/12/2024", "en": f"{en}, by 2024-12-31"}
    assert report.explain("en").to_data()["outcomes"][0]["wording"] == wording
    about = "the source says about; the number itself is compared"
    assert [doubt.en for doubt in found.doubts] == ([about] if wording == "about" else [])


def test_a_range_that_is_striven_for():
    hue = plan("thua-thien-hue-2020").evaluate(on=date(2020, 3, 1)).explain("vi").rows[1]
    assert hue["bound"] == "phấn đấu từ 4 đến 5, đến 31/12/2020"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"wording": "hope", "at_least": 1}, "wording: 'hope' is not known"),
        ({"wording": "over", "at_most": 1}, "wording: 'over' is said of the least, and there is"),
        ({"wording": "over", "at_least": 2, "at_most": 2}, "nothing is over 2 and at most 2"),
        ({"each": "month", "at_least": 1}, "each: 'month' is not known; there are year"),
        ({"at_least": 1, "source": Label("A", " ")}, "source: is empty"),
        ({"at_least": 1, "measures": [TargetMeasure(id="a", label="A", measure=FOUR)]}, "measure: is none of measures"),
        ({"at_least": 1, "measures": [TargetMeasure(id="a", label="A", measure=Count()), TargetMeasure(id="b", label="B", measure=Share(part=FOUR, whole=Count()))]}, "measures[1]: a share beside a number"),
    ],
)  # fmt: skip
def test_targets_refuse(given, fault):
    with pytest.raises(InputError) as info:
        a_target(Count(), **given)
    assert fault in str(info.value)


def test_no_share_is_over_the_whole():
    with pytest.raises(InputError, match="nothing is over 100 % of the whole"):
        a_target(Share(part=FOUR, whole=Count()), at_least=1, wording="over")


@given(st.integers(0, 30), st.integers(0, 30), st.fractions(0, 1, max_denominator=12))
def test_over_a_share_is_one_more_where_the_share_itself_would_do(part, more, bound):
    """Passing a share takes the fewest additions for which it is surely greater."""
    whole = part + more
    if bound < 1:
        found = added_to_both(part, whole, bound, None, over=True)
        assert Fraction(part + found, whole + found) > bound
        if found and whole + found > 1:
            assert Fraction(part + found - 1, whole + found - 1) <= bound
    changed = added_to_part(part, whole, bound, None, over=True)
    # the part never is more than the whole
    if changed is None:
        assert floor(bound * whole) + 1 > whole
    else:
        assert part + changed > bound * whole
        assert not changed or part + changed - 1 <= bound * whole


def test_over_in_every_kind_of_gap():
    assert short_of(Fraction(5, 2), Fraction(5, 2), None, over=True) == 1
    assert short_of(Fraction(1, 2), 3, None, over=True) == 3
    assert short_of(4, 3, None, over=True) == 0
    assert to_cover((1, 2, 3), 1, 4, Fraction(1, 2), over=True) == 3
    assert to_cover((1, 2, 3), 1, 4, Fraction(1, 2)) == 1
    # between over 1/2 and at most 2/3
    assert added_to_both(1, 2, Fraction(1, 2), Fraction(2, 3), over=True) == 1
    assert added_to_part(4, 4, Fraction(1, 2), Fraction(3, 4), over=True) == 1
    assert added_to_part(2, 2, Fraction(1, 2), Fraction(1, 2), over=True) is None
    cover = Cover(of=IndicatorFigure(id="i"), units=("A", "B"), level="district")
    seen = Snapshot(
        on=MIDDLE,
        indicators=[
            Indicator(id="i", value=v, unit="u", on=MIDDLE, source="S", place=p)
            for p, v in (("A", 1), ("B", 0))
        ],
    )
    half = a_plan(a_target(cover, at_least=Fraction(1, 2), wording="over"))
    assert half.evaluate(seen).outcomes[0].gap == 1


@pytest.mark.parametrize("reading", ["met", "missed"])
@pytest.mark.parametrize("measure", [Count(), Flow(event="recognised")])
def test_more_than_the_top_of_a_range(measure, reading):
    """law D6: six products beside a range of 4 to 5: met with a doubt; missed under a reading."""
    registry = Registry(
        [row(str(n), MIDDLE) for n in range(6)], rules=Rules().read(range_top=reading)
    )
    report = a_plan(a_target(measure, at_least=4, at_most=5)).evaluate(registry.on(AFTER))
    (found,) = report.outcomes
    met = reading == "met"
    assert (found.status, found.gap) == (("met", 0) if met else ("missed", 1))
    assert found.gap_kind == (None if met else "take-away")
    assert [doubt.en for doubt in found.doubts] == [
        "above the top of the range; the source does not say that more is a failure"
    ]
    assert ("range_top" in str(report)) is not met
    assert report.explain("en").to_data()["readings"] == ({} if met else {"range_top": "missed"})
    # within the range nothing is in doubt
    few = Registry([row("1", MIDDLE)]).on(AFTER)
    assert a_plan(a_target(measure, at_least=1, at_most=5)).evaluate(few).outcomes[0].doubts == ()


YEARS = DateRange(date(2023, 7, 1), date(2025, 12, 31))
YEARLY = Registry(
    [
        row("1", date(2023, 9, 1)),
        row("2", date(2023, 10, 1)),
        row("3", date(2024, 2, 1)),
        row("4", date(2024, 3, 1)),
        row("5", date(2024, 4, 1)),
    ]
)


@pytest.mark.parametrize(
    ("aim", "on", "statuses", "status", "value"),
    [
        (2, date(2024, 7, 1), ["met", "met", "open"], "open", 3),
        (3, date(2024, 7, 1), ["missed", "met", "open"], "missed", 3),
        (2, date(2026, 1, 1), ["met", "met", "missed"], "missed", 0),
        (2, date(2023, 1, 1), ["open", "open", "open"], "open", 0),
        (0, date(2024, 7, 1), ["met", "met", "met"], "met", 3),
    ],
)
def test_every_year(aim, on, statuses, status, value):
    """office G11: "each year at least 30" is one target, its years within one outcome."""
    target = a_target(Flow(event="recognised"), at_least=aim, period=YEARS, each="year")
    report = a_plan(target, period=YEARS).evaluate(YEARLY.on(on))
    (found,) = report.outcomes
    assert [year.status for year in found.years] == statuses
    assert (found.status, found.value, found.target) == (status, value, target)
    periods = [year.target.period for year in found.years]
    assert periods == [
        DateRange(YEARS.first, date(2023, 12, 31)),
        DateRange(date(2024, 1, 1), date(2024, 12, 31)),
        DateRange(date(2025, 1, 1), YEARS.last),
    ]
    explained = report.explain("vi")
    assert explained.rows[0]["bound"] == f"ít nhất {aim} mỗi năm, đến 31/12/2025"
    assert f"năm 2025: {found.years[2].status.label.vi}, 0" in explained.rows[0]["reason"]
    data = explained.to_data()["outcomes"][0]
    assert data["each"] == "year"
    assert [year["status"] for year in data["years"]] == statuses
    # what is needed is of the year in which it is asked
    needed = report.needed()
    if on.year == 2024:
        assert needed.total == max(0, aim - 3)


def test_an_unknown_year_leaves_all_unknown():
    target = a_target(Count(), at_least=2, period=YEARS, each="year")
    report = a_plan(target, period=YEARS).evaluate(totals(3), on=AFTER)
    (found,) = report.outcomes
    assert [year.status for year in found.years] == ["met", "unknown", "met"]
    assert found.status == "unknown"


def test_a_flow_that_was_published():
    """What is newly recognised in a period follows from a published total of just that."""
    period = DateRange(date(2024, 1, 1), END)
    where = Where.of(status="recognised", kind="first", issued=period, stars=[4, 5])
    seen = Snapshot.of(MIDDLE, counts=[PublishedCount(where=where, value=7)])
    measure = Flow(event="new", where=Where.of(stars=[4, 5]))
    assert a_plan(a_target(measure, at_least=5)).evaluate(seen).outcomes[0].value == 7
    for event in ("lapsed", "upgraded"):
        other = a_target(Flow(event=event), at_least=5)
        assert a_plan(other).evaluate(seen).outcomes[0].value is None
    # before the period nothing has happened in it, whatever is known
    early = a_plan(a_target(measure, at_least=5)).evaluate(Snapshot(on=date(2023, 12, 31)))
    assert (early.outcomes[0].value, early.outcomes[0].status) == (0, "open")


def test_lang_son_counts_what_is_newly_recognised():
    """notebooks 6: 50 new ones while the 84 old lapsed were told as -34, 84 short."""
    lang_son = plan("lang-son-2023-2025")
    old = [row(f"o{n}", date(2021, 6, 1), kind="first") for n in range(84)]
    new = [row(f"n{n}", date(2024, 1 + n % 12, 5), kind="first") for n in range(50)]
    seen = Registry([*old, *new]).on(date(2025, 6, 1))
    found = lang_son.evaluate(seen).outcome("more-products")
    assert (found.value, found.gap, found.status) == (50, 0, "met")
    assert found.target.taken.id == "new"
    others = {
        way: lang_son.evaluate(seen, measures={"more-products": way}).outcome("more-products")
        for way in ("valid", "recognised")
    }
    assert (others["valid"].value, others["valid"].gap) == (-34, 84)
    assert others["recognised"].value == 134 - 94
    assert others["valid"].target.taken.id == "valid"
    assert lang_son.target("more-products").taken.id == "new"
    assert lang_son.baseline.on == date(2023, 6, 2)
    with pytest.raises(NotFoundError, match="did you mean 'valid'"):
        lang_son.measured({"more-products": "vald"})
    with pytest.raises(NotFoundError, match="did you mean 'more-products'"):
        lang_son.measured({"more-product": "valid"})
    with pytest.raises(
        NotFoundError, match="'cooperatives' has no measure 'valid'; there are none"
    ):
        lang_son.measured({"cooperatives": "valid"})


def test_whether_five_stars_count_in_the_share_at_four():
    """notebooks 6: raising products from 4 to 5 stars lowers the share as it is worded."""
    ha_tinh = plan("ha-tinh-2023-2025")
    before, after = totals({3: 80, 4: 20, 5: 0}), totals({3: 80, 4: 15, 5: 5})
    worded = [ha_tinh.evaluate(each).outcome("four-stars").status for each in (before, after)]
    assert worded == ["met", "open"]
    wide = {"four-stars": "four-or-more"}
    counted = [
        ha_tinh.evaluate(each, measures=wide).outcome("four-stars").status
        for each in (before, after)
    ]
    assert counted == ["met", "met"]
    report = ha_tinh.evaluate(after, measures=wide).explain("en")
    assert "counted: those at 5★ too" in report.rows[1]["reason"]
    assert report.to_data()["outcomes"][1]["measure"] == "four-or-more"


@pytest.mark.parametrize("on", [END, date(2025, 1, 1)])
def test_an_undone_milestone_on_its_last_day(on):
    """hard D: on its last day it can still be done; the day after nothing is known."""
    said = Milestone(id="m", done=False, on=MIDDLE, source="S")
    report = a_plan(a_target(MilestoneDone(id="m"))).evaluate(
        Snapshot(on=MIDDLE, milestones=[said]), on=on
    )
    assert report.outcomes[0].status == ("open" if on == END else "unknown")


def test_a_cover_names_every_place():
    """issue 7: all the places that lack something, also where another one is unknown."""
    label = Label("Điểm bán", "Sales points")
    cover = Cover(
        of=IndicatorFigure(id="points", label=label),
        units=("A", "B", "C", "D", "E"),
        level="commune",
    )
    seen = Snapshot(
        on=MIDDLE,
        indicators=[
            Indicator(id="points", value=value, unit="u", on=MIDDLE, source="S", place=place, wording=wording)
            for place, value, wording in (("A", 1, None), ("B", 0, None), ("C", 0, None), ("E", 1, "over"))
        ],
    )  # fmt: skip
    report = a_plan(a_target(cover, at_least=1)).evaluate(seen)
    (found,) = report.outcomes
    assert (found.status, found.places, found.whole) == ("unknown", ("B", "C"), 5)
    assert found.reason.en == (
        "no figure is given: Sales points (D); Sales points: was published as over 1 only (E)"
    )
    assert [(each.id, each.place) for each in found.missing] == [("points", "D")]
    words = report.explain("en")
    assert "lacking in B, C" in words.rows[0]["reason"]
    row = 'Sales points: indicators: { id = "points", value = …, unit = "…", place = "D" }'
    assert words.missing == (row,)
    assert row in str(words)
    assert "place = &quot;D&quot;" in words._repr_html_()


def test_what_is_missing_is_named_in_words_and_where_it_is_given():
    """issue 7, notebooks (h): English ids stood in Vietnamese sentences."""
    for built_in in plans():
        report = built_in.evaluate(on=built_in.period.last)
        for lang in ("vi", "en"):
            explained = report.explain(lang)
            asked = {figure for each in report.outcomes for figure in each.missing}
            ids = {figure.id for figure in asked} - {None}
            rows = {figure.row for figure in asked} - {None}
            assert len(explained.missing) == len(ids) + len(rows)
            for line in explained.missing:
                assert any(f'id = "{id_}"' in line or f"{id_} = [" in line for id_ in ids) or any(
                    line.endswith(f"counts: {row}") for row in rows
                )
            for told in explained.rows:
                assert not any(
                    f"'{id_}'" in told["reason"] or f"“{id_}”" in told["reason"] for id_ in ids
                )
        for figure in built_in.figures:
            assert figure.label.vi != figure.label.en
        named = {figure.id for figure in built_in.figures}
        baseline = () if built_in.baseline is None else built_in.baseline.indicators
        assert {each.id for each in baseline} <= named
        lists = set(built_in.units)
        assert {one.id for one in asked} <= named | lists | {None}


def test_the_background_of_a_plan_is_told():
    """notebooks 6 and (h): baseline figures, their doubts and the plan's notes reach the reader."""
    hue = plan("thua-thien-hue-2020").evaluate(on=date(2020, 6, 1))
    assert "sản phẩm được hỗ trợ kinh phí: 18 sản phẩm" in str(hue.explain("vi"))
    assert "trên 2.500 khách" in str(hue.explain("vi"))
    lang_son = plan("lang-son-2023-2025").evaluate(on=date(2023, 7, 1)).explain("vi")
    text = str(lang_son)
    for figure in (
        "sản phẩm đăng ký: 105 sản phẩm",
        "679 cuộc",
        "trên 31.000 người",
        "bộ tài liệu: trên 31.000 bộ",
        "lớp tập huấn: 90 lớp",
        "gần 17.500.000.000 đồng",
        "đã công nhận, 3 sao: 73",
        "“Hiện nay”",
    ):
        assert figure in text
        assert figure in lang_son._repr_html_()
    data = plan("ha-tinh-2023-2025").evaluate(on=date(2023, 7, 1)).explain("en").to_data()
    assert data["baseline"]["on"] == "2023-01-01"
    assert data["baseline"]["doubt"].startswith("The report gives no day")
    assert data["baseline"]["counts"][1] == {"label": "lapsed", "value": 67}
    assert "strive for" in data["notes"][0]
    assert "30 tỉnh" in str(plan("ha-tinh-2019").evaluate().explain("vi"))
    indicators = plan("lang-son-2023-2025").evaluate().explain("en").to_data()["baseline"]
    assert indicators["indicators"][3] == {
        "id": "documents", "label": "Sets of documents", "value": 31000, "unit": "sets",
        "wording": "over",
    }  # fmt: skip


def test_a_baseline_in_every_word():
    """Whatever a baseline counts is told in words, and an indicator without a name by its id."""
    counts = [
        PublishedCount(where=Where.of(status="in-force"), value=9),
        PublishedCount(where=Where.of(entity_kind="HTX"), value=4, of="entities"),
        PublishedCount(where=Where.of(set=6, district="Can Lộc", group="food"), value=3, of="products"),
        PublishedCount(where=Where.of(status=["lapsed", "withdrawn"], issued=YEAR, kind="first"), value=2),
    ]  # fmt: skip
    baseline = Snapshot.of(
        YEAR.first,
        source="Báo cáo",
        counts=counts,
        indicators=[Indicator(id="x", value=1500, unit="u", on=YEAR.first, source="S")],
    )
    whole = a_plan(a_target(Count(), at_least=1), baseline=baseline)
    text = whole.evaluate().explain("en").background[0]
    assert text == (
        "Baseline of 2024-01-01: valid, extended ones included: 9; "
        "Entities, valid, extended ones included, cooperative: 4; "
        f"Products, valid, extended ones included, {counts[2].where.sets[0].label.en}, "
        f"{counts[2].where.sets[0].group.label.en.lower()}, Can Lộc: 3; "
        "lapsed, withdrawn, first recognitions, 2024-01-01 – 2024-12-31: 2; “x”: 1,500 u"
    )
    report = whole.evaluate().explain("en")
    assert report.to_data()["baseline"]["source"] == "Báo cáo"
    assert report.summary[-1] == "Source: Báo cáo"
    nameless = a_plan(
        a_target(Count(), at_least=1),
        baseline=baseline,
        figures=[NamedFigure(id="x", label="Khách")],
    )
    assert nameless.evaluate().explain("vi").background[0].endswith("khách: 1.500 u")


COHORT = DateRange(date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (
            {"targets": [a_target(Cover(of=Count(), units="huyen", level="district"), at_least=1)]},
            "targets[0].measure.units: the plan has no list 'huyen' of places; did you mean 'huyện'?",
        ),
        (
            {"targets": [a_target(Count(), at_least=1, period=DateRange(YEAR.first, date(2035, 12, 31)))]},
            "targets[0].by: 2035-12-31 comes after the plan's last day, 2024-12-31",
        ),
        (
            {"targets": [a_target(Cohort(event="recognised", period=COHORT), at_least=1)]},
            "targets[0].measure.period: the cohort closes on 2018-12-31, before anything was recognised; the first criteria came on 2019-08-21",
        ),
        (
            {"baseline": Snapshot(on=date(2025, 1, 1))},
            "baseline.on: 2025-01-01 comes after the plan's last day, 2024-12-31",
        ),
    ],
)  # fmt: skip
def test_plans_that_no_day_makes_true(given, fault):
    """office D10: they were accepted, and every day's report said "unknown"."""
    fields = {"units": {"huyện": UnitList(places=["A"], source="S")}} | given
    targets = fields.pop("targets", [a_target(Count(), at_least=1)])
    with pytest.raises(InputError) as info:
        a_plan(*targets, **fields)
    assert [str(each) for each in info.value.faults] == [fault]


def test_a_list_of_the_baseline_is_a_list_of_the_plan():
    cover = a_target(Cover(of=Count(), units="d", level="district"), at_least=1)
    baseline = Snapshot(on=YEAR.first, units={"d": ["A"]})
    assert a_plan(cover, baseline=baseline).baseline is baseline
    # the first day of the first criteria is no day before them
    first = regimes()[0].first_day
    a_plan(a_target(Cohort(event="recognised", period=DateRange(first, first)), at_least=1))


IMPOSSIBLE = """\
id = "ha-tinh-2019"
title = "X"
period = { from = 2026-01-01, to = 2030-12-31 }

[[targets]]
id = "a"
label = "A"
source = "S"
at_least = "100 %"
measure = { type = "cover", of = { type = "count" }, units = "huyen", level = "district" }

[[targets]]
id = "b"
label = "B"
source = "S"
at_least = 1
by = 2035-12-31
measure = { type = "count" }

[[targets]]
id = "c"
label = "C"
source = "S"
at_least = 1
within = { from = 2030-01-01, to = 2031-12-31 }
measure = { type = "count" }
"""


def faults_of(text):
    with pytest.raises(InputError) as info:
        ocop.from_toml(ocop.Plan, text)
    return [str(fault) for fault in info.value.faults]


def test_files_of_plans_that_no_day_makes_true():
    """office D10: each with its line."""
    assert faults_of(IMPOSSIBLE) == [
        "line 17, targets[1].by: 2035-12-31 comes after the plan's last day, 2030-12-31",
        "line 25, targets[2].within: 2031-12-31 comes after the plan's last day, 2030-12-31",
    ]
    mended = IMPOSSIBLE.replace("2035", "2030").replace("2031", "2030")
    assert faults_of(mended) == [
        "line 10, targets[0].measure.units: the plan has no list 'huyen' of places",
    ]
    listed = mended + '\n[units.huyen]\nplaces = []\nsource = "S"\n'
    assert faults_of(listed) == [
        "line 1, id: 'ha-tinh-2019' is the id of a built-in plan; give this one an id of its own"
    ]
    read = ocop.from_toml(ocop.Plan, listed.replace("ha-tinh-2019", "own"))
    report = read.evaluate(Registry([row("1", MIDDLE, district="X")]).on(MIDDLE))
    assert report.outcomes[0].reason.vi == "chưa có danh sách huyện, thị xã, thành phố"
    seen = Registry([row("1", MIDDLE, district="X")]).on(MIDDLE, units={"huyen": ["X"]})
    assert read.evaluate(seen).outcomes[0].status == "met"


def test_enterprises_of_unknown_size():
    """issue 7: a share of small and medium ones is unknown, unless the caller says to count them."""
    rows = [
        row("1", MIDDLE, entity="A", entity_kind=entity_kind("sme")),
        row("2", MIDDLE, entity="B", entity_kind=entity_kind("enterprise")),
    ]
    for id_ in ("ha-tinh-2023-2025", "lang-son-2023-2025", "national-2021-2025"):
        seen = Registry(rows).on(MIDDLE)
        assert plan(id_).evaluate(seen).outcome("enterprises").status == "unknown"
        counted = plan(id_).evaluate(seen, measures={"enterprises": "every-enterprise"})
        assert counted.outcome("enterprises").value == 1
        known = Registry(rows[:1]).on(MIDDLE)
        assert plan(id_).evaluate(known).outcome("enterprises").value == 1
