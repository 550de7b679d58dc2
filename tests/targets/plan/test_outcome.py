"""Outcomes: met, missed, not yet, unknown; pace; and how they are told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from importlib import resources

import attrs
import pytest

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError, NotFoundError
from ocop.law.entity import entity_kind
from ocop.targets._words import plain_number
from ocop.targets.plan.measure import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    MilestoneDone,
    Share,
)
from ocop.targets.plan.pace import months_between
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.shipped import plan
from ocop.targets.plan.target import Target
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.text import Label
from ocop.words import decimal, percent

LABEL = Label("Chỉ tiêu", "Target")
YEAR = DateRange(date(2024, 1, 1), date(2024, 12, 31))
START, MIDDLE, END, AFTER = date(2024, 1, 1), date(2024, 7, 1), date(2024, 12, 31), date(2025, 3, 1)


def a_target(measure, **more):
    return Target(
        **({"id": "t", "label": LABEL, "measure": measure, "period": YEAR, "source": "S"} | more)
    )


def a_plan(measure, baseline=None, units=None, **more):
    return Plan(
        id="p",
        title=LABEL,
        period=YEAR,
        baseline=baseline,
        units=units or {},
        targets=(a_target(measure, **more),),
    )


def outcome(measure, snapshot, on=None, baseline=None, units=None, **more):
    report = a_plan(measure, baseline, units, **more).evaluate(snapshot, on=on)
    return report.outcomes[0]


def told(value, on, **more):
    return Snapshot.of(on, valid=value, extended=0, **more)


def indicator(value, on=MIDDLE, id_="i", **more):
    return Indicator(id=id_, value=value, unit="u", on=on, source="S", **more)


def row(code, issued_on=START, **more):
    return Recognition(**({"code": code, "name": "A", "stars": 3, "issued_on": issued_on} | more))


@pytest.mark.parametrize(
    ("value", "seen", "on", "bounds", "status", "gap", "kind"),
    [
        (5, MIDDLE, MIDDLE, {"at_least": 5}, "met", 0, None),
        (4, MIDDLE, MIDDLE, {"at_least": 5}, "open", 1, "add"),
        (4, END, END, {"at_least": 5}, "open", 1, "add"),
        (4, END, AFTER, {"at_least": 5}, "missed", 1, "add"),
        (5, END, AFTER, {"at_least": 5}, "met", 0, None),
        # what was in July says nothing of December
        (9, MIDDLE, AFTER, {"at_least": 5}, "unknown", 0, None),
        (4, MIDDLE, AFTER, {"at_least": 5}, "unknown", 1, "add"),
        (4, MIDDLE, END, {"at_least": 5}, "open", 1, "add"),
        (6, MIDDLE, MIDDLE, {"at_most": 5}, "open", 1, "take-away"),
        (5, MIDDLE, MIDDLE, {"at_most": 5}, "met", 0, None),
        # law D6: more than the top of a range is no failure
        (7, AFTER, AFTER, {"at_least": 4, "at_most": 5}, "met", 0, None),
        # what is to be exactly so many is no range
        (7, AFTER, AFTER, {"at_least": 5, "at_most": 5}, "missed", 2, "take-away"),
        (3, AFTER, AFTER, {"at_least": 4, "at_most": 5}, "missed", 1, "add"),
        (4, AFTER, AFTER, {"at_least": 4, "at_most": 5}, "met", 0, None),
    ],
)
def test_a_level(value, seen, on, bounds, status, gap, kind):  # noqa: PLR0917
    found = outcome(Count(), told(value, seen), on, **bounds)
    assert (found.value, found.status, found.gap, found.gap_kind) == (value, status, gap, kind)
    assert (found.reason is not None) == (status == "unknown")
    assert found.as_of == seen


def test_an_unknown_level():
    found = outcome(Count(), Snapshot(on=MIDDLE), at_least=5)
    assert (found.value, found.status, found.gap) == (None, "unknown", None)
    assert found.reason.en.startswith("not published: Valid; give it in counts: ")


@pytest.mark.parametrize(
    ("on", "bounds", "status"),
    [
        (MIDDLE, {"at_least": 2}, "met"),
        (MIDDLE, {"at_least": 3}, "open"),
        (AFTER, {"at_least": 3}, "missed"),
        (MIDDLE, {"at_most": 1}, "missed"),
        (MIDDLE, {"at_most": 2}, "open"),
        (AFTER, {"at_most": 2}, "met"),
        (MIDDLE, {"at_least": 1, "at_most": 2}, "met"),
        (MIDDLE, {"at_least": 2, "at_most": 2}, "open"),
        (MIDDLE, {"at_least": 0, "at_most": 1}, "met"),
        (AFTER, {"at_least": 1, "at_most": 2}, "met"),
        (AFTER, {"at_least": 3, "at_most": 4}, "missed"),
    ],
)
def test_a_flow(on, bounds, status):
    registry = Registry([row("1"), row("2", MIDDLE), row("3", AFTER), row("4", date(2023, 12, 31))])
    found = outcome(Flow(event="recognised"), registry.on(on), **bounds)
    assert (found.value, found.status) == (2, status)
    assert found.as_of == min(on, END)


def test_a_flow_that_has_not_begun_or_was_last_seen_before_its_end():
    registry = Registry([row("1")])
    early = outcome(Flow(event="recognised"), registry.on(date(2023, 6, 1)), at_least=1)
    assert (early.value, early.status) == (0, "open")
    stale = outcome(Flow(event="recognised"), registry.on(MIDDLE), AFTER, at_least=2)
    assert stale.status == "unknown"
    done = outcome(Flow(event="recognised"), registry.on(MIDDLE), AFTER, at_least=1)
    assert done.status == "met"
    assert outcome(Flow(event="new"), told(3, MIDDLE), at_least=1).reason.en == (
        "not published: Recognised for the first time, 2024-01-01 – 2024-12-31; give it in counts: "
        '{ event = "new", within = { from = 2024-01-01, to = 2024-12-31 }, value = … }'
    )


@pytest.mark.parametrize(
    ("milestone", "on", "status", "gap"),
    [
        (None, MIDDLE, "unknown", None),
        ((True, MIDDLE), MIDDLE, "met", 0),
        ((True, MIDDLE), AFTER, "met", 0),
        ((True, AFTER), AFTER, "missed", 1),
        ((False, MIDDLE), MIDDLE, "open", 1),
        ((False, MIDDLE), AFTER, "unknown", None),
        ((False, END), AFTER, "missed", 1),
        ((True, AFTER), MIDDLE, "unknown", None),
    ],
)
@pytest.mark.parametrize("registry", [None, Registry([row("1")])])
def test_a_milestone(milestone, on, status, gap, registry):
    said = (
        ()
        if milestone is None
        else (Milestone(id="m", done=milestone[0], on=milestone[1], source="S"),)
    )
    found = outcome(MilestoneDone(id="m"), Snapshot(on=on, recognitions=registry, milestones=said))
    assert (found.status, found.gap) == (status, gap)
    assert found.pace is None


def test_an_indicator_and_how_it_was_worded():
    def seen(*indicators, on=MIDDLE):
        return Snapshot(on=on, indicators=indicators)

    measure = IndicatorFigure(id="i")
    found = outcome(measure, seen(indicator(Fraction(7, 2))), at_least=4)
    assert (found.value, found.gap) == (Fraction(7, 2), Fraction(1, 2))
    over = outcome(measure, seen(indicator(9, wording="over")), at_least=4)
    assert (over.status, over.reason.vi) == ("unknown", "“i”: chỉ được công bố là trên 9")
    # the figure is of July, though the snapshot is of March after
    old = outcome(measure, seen(indicator(9), on=AFTER), at_least=4)
    assert (old.status, old.as_of, old.value) == ("unknown", MIDDLE, 9)
    assert outcome(measure, seen(), at_least=4).reason.en == "no figure is given: 'i'"


def test_shares_of_indicators():
    measure = Share(part=IndicatorFigure(id="i"), whole=IndicatorFigure(id="w"))

    def seen(part, whole):
        return Snapshot(
            on=MIDDLE,
            indicators=(indicator(part), indicator(whole, id_="w", on=START)),
        )

    found = outcome(measure, seen(3, 8), at_least=Fraction(1, 2))
    assert (found.value, found.gap, found.change, found.as_of) == (Fraction(3, 8), 1, None, START)
    assert outcome(measure, seen(8, 8), at_least=1).status == "met"
    high = outcome(measure, seen(8, 8), at_most=Fraction(1, 2))
    assert (high.gap, high.gap_kind) == (4, "take-away")
    assert outcome(measure, seen(0, 0), at_least=1).reason.en == "the whole is 0: there is no share"
    assert outcome(measure, seen(9, 8), at_least=1).reason.en == "the part is more than the whole"
    none = outcome(measure, Snapshot(on=MIDDLE, indicators=(indicator(3),)), at_least=1)
    assert (none.part, none.whole, none.status) == (3, None, "unknown")
    exact = outcome(measure, seen(1, 3), at_least=Fraction(1, 2), at_most=Fraction(1, 2))
    assert (exact.gap, exact.status) == (None, "open")


def test_a_share_of_products_beside_an_indicator():
    """Of those registered, the share recognised: who is added was registered before."""
    measure = Share(part=Count(), whole=IndicatorFigure(id="w"))
    seen = Snapshot.of(MIDDLE, valid=4, extended=0, indicators=[indicator(10, id_="w")])
    found = outcome(measure, seen, at_least=Fraction(4, 5))
    assert (found.gap, found.change) == (4, None)


def test_a_share_too_high_and_one_out_of_reach():
    measure = Share(part=Count(where=Where.of(stars=3)), whole=Count())
    seen = Snapshot.of(MIDDLE, valid={3: 6, 4: 2, 5: 0}, extended=0)
    high = outcome(measure, seen, at_most=Fraction(1, 2))
    assert (high.gap, high.gap_kind, high.change) == (4, "add-outside", 2)
    every = outcome(measure, seen, at_least=1)
    assert (every.gap, every.change, every.status) == (None, 2, "open")
    assert every.reason.en.startswith("no number of additions would do")
    between = outcome(measure, seen, at_least=Fraction(1, 3), at_most=Fraction(1, 3))
    assert (between.gap, between.change) == (10, None)


def test_a_part_that_the_whole_does_not_count():
    with pytest.raises(InputError, match="part: counts what the whole does not count"):
        Share(part=Count(), whole=Count(where=Where.of(stars=3)))
    # products and entities are not the same things: nothing to compare
    assert not Share(part=Count(), whole=Distinct(of="entities")).nested


def test_gains():
    baseline = told(10, date(2023, 12, 31))
    found = outcome(Gain(of=Count()), told(8, MIDDLE), baseline=baseline, at_least=5)
    assert (found.value, found.gap) == (-2, 7)
    assert outcome(Gain(of=Count(), since=3), told(8, MIDDLE), at_least=5).value == 5
    assert outcome(Gain(of=Count()), told(8, MIDDLE), at_least=5).reason.en == (
        "the plan has no baseline"
    )
    blank = outcome(Gain(of=Count()), told(8, MIDDLE), baseline=Snapshot(on=START), at_least=5)
    assert blank.status == "unknown"
    now = outcome(Gain(of=Count()), Snapshot(on=MIDDLE), baseline=baseline, at_least=5)
    assert now.status == "unknown"


def test_covers():
    units = {"all": UnitList(places=("Can Lộc", "Đức Thọ", "Vũ Quang"), source="S")}
    measure = Cover(of=IndicatorFigure(id="i"), at_least=2, units="all", level="district")

    def seen(*values):
        places = zip(units["all"].places, values, strict=False)
        return Snapshot(on=MIDDLE, indicators=[indicator(v, place=p) for p, v in places])

    found = outcome(measure, seen(2, 1, 0), units=units, at_least=1)
    assert (found.value, found.part, found.whole) == (Fraction(1, 3), 1, 3)
    assert (found.gap, found.places) == (3, ("Đức Thọ", "Vũ Quang"))
    assert outcome(measure, seen(2, 1, 0), units=units, at_least=Fraction(2, 3)).gap == 1
    assert outcome(measure, seen(2, Fraction(1, 2), 0), units=units, at_least=1).gap == 4
    lacking = outcome(measure, seen(2, 1), units=units, at_least=1)
    assert lacking.reason.vi == "chưa có số liệu: “i” (Vũ Quang)"
    empty = {"all": UnitList(places=(), source="S")}
    assert outcome(measure, seen(2), units=empty, at_least=1).reason.en == (
        "there is no list of the districts"
    )
    # a snapshot's own list stands before the plan's
    own = attrs.evolve(seen(2, 1), units={"all": ("Can Lộc",)})
    assert outcome(measure, own, units=units, at_least=1).status == "met"


def test_a_cover_of_communes_that_share_a_name():
    rows = [
        row("1", district="Kỳ Anh", commune="Tân Lập"),
        row("2", district="Can Lộc", commune="Tân Lập"),
        row("3", district="Can Lộc", commune="Thiên Lộc"),
    ]
    seen = Registry(rows).on(MIDDLE)

    def places(*names, enough=1):
        measure = Cover(of=Count(), at_least=enough, units=names, level="commune")
        return outcome(measure, seen, at_least=1).places

    assert places("Tân Lập", enough=2) == ()
    assert places("Kỳ Anh / Tân Lập", enough=2) == ("Kỳ Anh / Tân Lập",)
    assert places("Kỳ Anh/Tân Lập", "Can Lộc/Thiên Lộc", "Kỳ Anh/Thiên Lộc") == (
        "Kỳ Anh/Thiên Lộc",
    )
    nowhere = Registry([row("1")]).on(MIDDLE)
    measure = Cover(of=Distinct(of="products"), units=("Tân Lập",), level="commune")
    assert outcome(measure, nowhere, at_least=1).status == "unknown"


def test_cohorts():
    first, second = date(2021, 1, 1), date(2023, 6, 1)
    rows = [
        row("1", first),
        row("1", second, kind="upgrade", stars=4),
        row("2", first),
        row("2", second),
        row("3", first, entity_kind=entity_kind("farm")),
        row("4", first, withdrawn_on=second),
        row("5", first),
        row("5", second, pending=True, stars=5),
    ]
    seen = Registry(rows).on(MIDDLE)
    period = DateRange(first, first)

    def share(**more):
        found = outcome(
            Cohort(**({"event": "recognised", "period": period} | more)), seen, at_least=1
        )
        return found.part, found.whole, found.gap, found.reason and found.reason.en

    assert share() == (2, 5, 3, None)
    assert share(then="upgrade")[:3] == (None, 5, None)  # of product 2 the kind is not recorded
    due = DateRange(date(2024, 1, 1), date(2024, 1, 31))
    assert share(event="due", period=due) == (2, 4, 2, None)
    assert share(where=Where.of(entity_kind="farm"))[0] is None
    assert share(where=Where.of(stars=4))[3] == "no product is of those asked for"
    known = Registry([each for each in rows if each.code in {"1", "3"}]).on(MIDDLE)
    upgraded = Cohort(event="recognised", period=period, then="upgrade")
    assert outcome(upgraded, known, at_least=1).part == 1
    again = Cohort(event="recognised", period=period, then="re-evaluation")
    assert outcome(again, known, at_least=1).part == 0
    assert outcome(again, told(1, MIDDLE), at_least=1).status == "unknown"


def test_months():
    assert months_between(date(2024, 1, 31), date(2024, 2, 29)) == 1
    assert months_between(date(2024, 1, 15), date(2024, 1, 15)) == 0
    assert months_between(date(2024, 4, 30), date(2023, 4, 30)) == -12


def test_a_target_whose_date_has_passed_is_judged_by_that_date():
    registry = Registry([row("1"), row("2", date(2025, 1, 15))])
    found = outcome(Count(), registry.on(AFTER), at_least=2)
    assert (found.value, found.status, found.as_of) == (1, "missed", END)
    kept = outcome(Count(), Registry([row("1", date(2021, 2, 1))]).on(AFTER), at_least=1)
    assert (kept.value, kept.status) == (0, "missed")


def test_evaluate_refuses():
    one = a_plan(Count(), at_least=1)
    with pytest.raises(InputError, match=r"registry\.on\(date"):
        one.evaluate(Registry())
    with pytest.raises(InputError, match="3 is not the figures of a day"):
        one.evaluate(3)
    with pytest.raises(InputError, match="on: 2024-01-01 comes before the figures"):
        one.evaluate(told(1, MIDDLE), on=START)
    with pytest.raises(InputError, match="is not a date"):
        one.evaluate(told(1, MIDDLE), on="2024-08-01")


def test_targets_and_plans_refuse():
    with pytest.raises(InputError) as info:
        a_target(Count(), id="", source=3, priority=0, at_least=1.5)
    assert [str(each) for each in info.value.faults] == [
        "id: is empty",
        "source: 3 is not words in both languages",
        "priority: 0 is not a rank; 1 is the first",
        "at_least: 1.5 is not an exact number; give an int or a Fraction",
    ]
    one = a_target(Count(), at_least=1)
    same = attrs.evolve(one, id="other", at_least=2)
    with pytest.raises(InputError) as info:
        Plan(id="p", title=LABEL, period=YEAR, targets=(one, one, same))
    assert [str(each) for each in info.value.faults] == [
        "targets[1].id: 't' is there twice",
        "targets[2]: the same target twice: 'other' asks what 't' asks",
    ]
    # a least and a most for one thing are two targets
    Plan(
        id="p",
        title=LABEL,
        period=YEAR,
        targets=(one, attrs.evolve(same, at_least=None, at_most=9)),
    )


def test_the_report():
    report = plan("ha-tinh-2023-2025").evaluate(on=date(2023, 7, 1))
    assert repr(report) == "<PlanReport of ha-tinh-2023-2025 on 2023-07-01: 3 open, 6 unknown>"
    assert report.outcome("products").gap == 83
    with pytest.raises(NotFoundError, match="did you mean 'products'"):
        report.outcome("product")
    with pytest.raises(InputError):
        report.explain("fr")
    text = str(report.explain("vi"))
    assert "Chưa đạt nhưng còn hạn: 217 / ít nhất 300, đến 31/12/2025" in text
    assert "Còn thiếu: 41 nữa, hoặc 33 trong số đã có chuyển lên" in text
    english = report.explain("en")
    assert "Not yet: 5.07 % (11 of 217) / at least 20 %, by 2025-12-31" in str(english)
    data = english.to_data()
    assert (data["plan"], data["on"]) == ("ha-tinh-2023-2025", "2023-07-01")
    assert data["outcomes"][1] == {
        "id": "four-stars",
        "label": "Share of products at 4★",
        "value": "11/217",
        "bound": "1/5",
        "gap": 41,
        "status": "open",
        "reason": None,
        "as_of": "2023-01-01",
        "by": "2025-12-31",
        "part": 11,
        "whole": 217,
        "gap_kind": "add",
        "change": 33,
        "places": [],
        "pace": None,
        "priority": None,
        "source": "Press report on the plan signed by the province's standing vice chair, 2023",
        "doubt": None,
        "wording": None,
        "each": None,
        "measure": "four-only",
        "missing": [],
        "years": [],
    }
    table = report._repr_html_()
    assert table == report.explain("en")._repr_html_()
    assert table.count("<tr>") == 11
    assert table.count("standing vice chair") == 2  # notebooks (f): not in every row
    # notebooks (f): no English source in a Vietnamese table
    vietnamese = report.explain("vi")._repr_html_()
    assert "Phó Chủ tịch Thường trực" in vietnamese
    assert "standing vice chair" not in vietnamese


def test_every_way_that_an_outcome_is_told():
    units = {"all": UnitList(places=("Can Lộc", "Đức <Thọ>"), source="S")}
    baseline = Snapshot.of(
        date(2023, 12, 31),
        valid={3: 2, 4: 2, 5: 0},
        extended=0,
        indicators=[indicator(1, START, "x")],
    )
    doubt = Label("có thể", "perhaps")
    four = Count(where=Where.of(stars=4))
    targets = [
        a_target(Count(), id="ahead", at_least=5),
        a_target(four, id="line", at_least=4),
        a_target(four, id="most", at_most=1, doubt=doubt),
        a_target(Gain(of=Count()), id="gain", at_least=9),
        a_target(Count(where=Where.of(stars=3)), id="range", at_least=9, at_most=10),
        a_target(MilestoneDone(id="m"), id="done"),
        a_target(MilestoneDone(id="n"), id="not"),
        a_target(Share(part=four, whole=Count()), id="few", at_most=Fraction(1, 8)),
        a_target(Share(part=four, whole=Count()), id="many", at_least=Fraction(1, 2)),
        a_target(
            Cover(of=IndicatorFigure(id="i"), units="all", level="district"), id="cover", at_least=1
        ),
        a_target(IndicatorFigure(id="i"), id="number", at_least=Fraction(5, 2)),
    ]
    made = Plan(
        id="p", title=LABEL, period=YEAR, baseline=baseline, units=units, targets=tuple(targets)
    )
    seen = Snapshot.of(
        MIDDLE,
        valid={3: 6, 4: 3, 5: 0},
        extended=0,
        indicators=[
            indicator(1, place="Can Lộc"),
            indicator(0, place="đức <thọ>"),
            indicator(Fraction(1, 3), START),
        ],
        milestones=[
            Milestone(id="m", done=True, on=START, source="S"),
            Milestone(id="n", done=False, on=START, source="S"),
        ],
    )
    report = made.evaluate(seen).explain("en")
    told_ = {each["id"]: each for each in report.rows}
    assert told_["ahead"]["pace"] == "ahead by 4.5"
    assert told_["line"]["pace"] == "on the line; 0.2 a month needed, lapsing not counted"
    assert told_["most"]["gap"] == "2 too many"
    assert told_["most"]["reason"] == "doubt: perhaps"
    assert told_["most"]["bound"] == "at most 1, by 2024-12-31"
    assert told_["gain"]["value"] == "+5"
    assert told_["range"]["bound"] == "9 to 10, by 2024-12-31"
    assert (told_["done"]["value"], told_["done"]["bound"]) == ("done", "to be done, by 2024-12-31")
    assert (told_["not"]["value"], told_["not"]["gap"]) == ("not done", "")
    assert told_["few"]["gap"] == "15 more outside the part, or 2 of those there changed"
    assert told_["many"]["pace"].startswith("behind by 16.67 %; ")
    assert told_["cover"]["reason"] == "lacking in Đức <Thọ>"
    assert told_["number"]["value"] == "0.33"
    assert told_["number"]["gap"] == "2.17 more"
    assert told_["number"]["reason"] == "figures of 2024-01-01"
    assert "Đức &lt;Thọ&gt;" in report._repr_html_()
    data = {each["id"]: each for each in report.to_data()["outcomes"]}
    assert data["range"]["bound"] == [9, 10]
    assert data["done"]["bound"] is data["done"]["value"] is True
    assert data["most"]["doubt"] == "perhaps"
    assert data["number"]["gap"] == "13/6"


def test_plans_reports_and_snapshots_are_values():
    for id_ in ("ha-tinh-2023-2025", "lang-son-2023-2025"):
        text = (resources.files("ocop.targets") / "data" / "plans" / f"{id_}.toml").read_text(
            encoding="utf-8"
        )
        again = ocop.from_toml(ocop.Plan, text)
        assert again == plan(id_)
        assert hash(again) == hash(plan(id_))
        assert again.baseline == plan(id_).baseline
        assert again.evaluate() == plan(id_).evaluate()
        assert hash(again.evaluate()) == hash(plan(id_).evaluate())
    assert Registry([row("1")]).on(MIDDLE) == Registry([row("1")]).on(MIDDLE)
    assert Registry([row("1")]).on(MIDDLE) != Registry([row("1")]).on(AFTER)


def test_numbers_for_showing():
    assert percent(Fraction(11, 217), "vi") == "5,07 %"
    assert percent(Fraction(11, 217), "en") == "5.07 %"
    assert percent(Fraction(1, 3), "en") == "33.33 %"
    assert percent(Fraction(-1, 8), "en") == "-12.5 %"
    assert percent(Fraction(-1, 10**6), "en") == "0 %"
    assert percent(1, "vi") == "100 %"
    assert decimal(10000, "vi") == "10.000"
    assert decimal(Fraction(12345678, 1000), "en", 1) == "12,345.7"
    assert plain_number(Fraction(4, 2)) == 2
    assert plain_number(None) is None
    assert plain_number(Fraction(1, 2)) == "1/2"


def test_a_plan_without_a_baseline_knows_nothing():
    made = plan("ha-giang-2018-2020")
    assert made.evaluate().on == date(2018, 1, 1)
    assert made.evaluate().counts["unknown"] == 9
    assert made.evaluate(on=date(2017, 1, 1)).counts["unknown"] == 9
    assert str(made.evaluate().explain("en")).splitlines()[1] == "Unknown 9"


def test_a_count_of_something_else():
    counts = [
        PublishedCount(where=Where.of(entity_kind="cooperative"), value=90, of="entities"),
        PublishedCount(where=Where(), value=200, of="entities"),
    ]
    found = ocop.plan("ha-tinh-2023-2025").evaluate(Snapshot.of(date(2024, 1, 1), counts=counts))
    assert found.outcome("cooperatives").value == Fraction(9, 20)
    assert found.outcome("cooperatives").status == "met"
    assert found.outcome("enterprises").status == "unknown"


def test_a_flow_counts_up_to_the_day_of_the_snapshot():
    registry = Registry([row("1"), row("2", date(2024, 9, 1))])
    assert outcome(Flow(event="recognised"), registry.on(MIDDLE), at_least=3).value == 1
    assert outcome(Flow(event="recognised"), registry.on(END), at_least=3).value == 2


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ({"at_least": 300}, "217 of 300, 83 short, open"),
        ({"at_least": 300, "at_most": 310}, "217 of 300–310, 83 short, open"),
        ({"at_most": 200}, "217 of 200, 17 too many, open"),
        ({"at_least": 200}, "217 of 200, met"),
    ],
)
def test_an_outcome_says_how_it_stands(shown, told):
    """first-visit 7: it was an attrs repr, then a value without its bound."""
    counts = Snapshot.of(START, valid=217, extended=0)
    (outcome,) = a_plan(Count(), **shown).evaluate(counts).outcomes
    assert str(outcome) == repr(outcome) == f"<TargetOutcome t: {told}>"


def test_a_share_and_what_is_unknown_say_how_they_stand():
    report = plan("ha-tinh-2023-2025").evaluate(on=date(2023, 7, 1))
    assert str(report.outcome("four-stars")) == (
        "<TargetOutcome four-stars: 5.07 % of 20 %, 41 short, open>"
    )
    assert str(report.outcome("craft-villages")) == "<TargetOutcome craft-villages: unknown>"
