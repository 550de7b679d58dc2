"""Plans and what is reached of them, as programs store them."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given

import ocop
from ocop._version import __version__
from ocop.targets import Count, IndicatorFigure, MilestoneDone
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.target import Target, TargetMeasure
from ocop.testing.strategies import measures, plan_reports, plans
from ocop.text import Label
from tests.formats.test_targets import alike, faults

PLAN = ocop.plan("ha-tinh-2023-2025")
REPORT = PLAN.evaluate()
STORED = ocop.to_dict(REPORT)


@given(plans())
def test_plans_come_back(plan):
    assert alike(plan)


@given(plan_reports())
def test_reports_come_back(report):
    assert alike(report)
    back = ocop.from_json(ocop.PlanReport, ocop.to_json(report))
    assert back.outcomes == report.outcomes
    assert str(back) == str(report)


@given(measures())
def test_measures_come_back(measure):
    assert Count.from_table(measure.to_table()) == measure


@pytest.mark.parametrize("plan", ocop.plans(), ids=lambda plan: plan.id)
def test_built_in_plans_come_back(plan):
    assert alike(plan)
    assert alike(plan.evaluate())
    for target in plan.targets:
        for way in target.measures:
            measured = plan.evaluate(measures={target.id: way.id})
            assert alike(measured)
            assert measured.plan.target(target.id).taken == way


def test_a_way_is_taken_by_its_id():
    ways = [TargetMeasure(id=one, label=one, measure=Count()) for one in ("a", "a")]
    fields = {"id": "t", "label": "T", "source": "S", "at_least": 1, "period": PLAN.period}
    with pytest.raises(ocop.InputError) as caught:
        Target(measure=Count(), measures=ways, **fields)
    assert [fault.path for fault in caught.value.faults] == [("measures", 1, "id")]
    row = {"measures": [{"id": "a", "label": "A", "measure": {"type": "count"}}], "taken": "b"}
    assert faults(Target.from_table, {**fields, "period": 2024, **row}) == [
        (("taken",), "not-known")
    ]
    nameless = {"measures": [3, {"label": "A", "measure": {"type": "count"}}], "taken": None}
    wrong = faults(Target.from_table, {**fields, "period": 2024, **nameless})
    assert (("taken",), "not-known") in wrong
    assert (("measures", 1, "id"), "missing-key") in wrong
    del fields["period"]
    assert faults(Target.from_table, {**fields, "period": 2024, "measures": ()}) == [
        (("measures",), "no-ways")
    ]


def test_texts_of_values_are_as_those_of_files():
    """What a file is tidied of is tidied of a value too, so that it comes back the same."""
    plan = attrs.evolve(
        PLAN,
        id=" own",
        title=Label(" Kế hoạch ", "Plan "),
        province="Ha\u0300 Ti\u0303nh",
        references=[" a "],
        notes=["  x"],
        figures=[NamedFigure(id=" i ", label=" I", unit=" u ")],
    )
    assert alike(plan)
    assert (plan.id, plan.title, plan.province) == ("own", Label("Kế hoạch", "Plan"), "Hà Tĩnh")
    assert plan.figures[0] == NamedFigure(id="i", label="I", unit="u")


def test_measures_have_the_words_of_their_plan():
    target = PLAN.targets[0]
    measure = IndicatorFigure(id="visitors", label="Của riêng")
    own = attrs.evolve(
        PLAN,
        id="own",
        figures=[NamedFigure(id="visitors", label="Khách")],
        targets=[
            attrs.evolve(target, id="a", measure=measure),
            attrs.evolve(target, id="b", measure=attrs.evolve(measure, id="other")),
        ],
    )
    assert [one.measure.label.vi for one in own.targets] == ["Khách", "Của riêng"]
    assert alike(own)
    told = {"type": "milestone", "id": "m", "label": "Mốc"}
    assert Count.from_table(told) == MilestoneDone(id="m", label="Mốc")
    assert faults(Count.from_table, {**told, "label": ""}) == [(("label",), "empty")]


def test_a_doubt_about_a_baseline_needs_one():
    with pytest.raises(ocop.InputError) as caught:
        attrs.evolve(PLAN, baseline=None)
    assert [fault.code for fault in caught.value.faults] == ["doubt-without-a-baseline"]


def test_a_plan_of_its_own_has_an_id_of_its_own():
    other = {**PLAN.to_table(), "title": "Khác"}
    assert faults(ocop.from_dict, ocop.Plan, other) == [(("id",), "id-of-a-built-in-plan")]
    # a report is of the plan as it stood when the report was made
    report = ocop.from_dict(ocop.PlanReport, {**STORED, "plan": other})
    assert report.plan.title.vi == "Khác"


def test_a_report_is_evaluated_anew():
    later = attrs.evolve(REPORT, on=date(2026, 1, 1))
    assert later.outcomes == PLAN.evaluate(on=date(2026, 1, 1)).outcomes != REPORT.outcomes


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("plan", 3, "not-of-kind"),
        ("snapshot", 3, "not-of-kind"),
        ("on", "2024-01-01", "not-a-date"),
        ("on", date(2022, 1, 1), "before-the-figures"),
        ("rules", 3, "not-rules"),
        ("notes", [3], "not-of-kind"),
        ("notes", 3, "not-a-list"),
    ],
)
def test_a_report_refuses_what_it_cannot_be_of(field, value, code):
    with pytest.raises(ocop.InputError) as caught:
        attrs.evolve(REPORT, **{field: value})
    assert [fault.code for fault in caught.value.faults] == [code]
    assert caught.value.faults[0].path[0] == field


def test_a_report_of_a_registry_is_under_its_rules():
    snapshot = ocop.Registry().on(date(2024, 1, 1))
    strict = ocop.Rules().read(range_top="missed")
    with pytest.raises(ocop.InputError) as caught:
        ocop.PlanReport(plan=PLAN, snapshot=snapshot, on=snapshot.on, rules=strict)
    assert [fault.code for fault in caught.value.faults] == ["other-rules"]


def altered(change, **more):
    rows = [dict(row) for row in STORED["outcomes"]]
    change(rows)
    return {**STORED, "outcomes": rows, **more}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda rows: rows[0].update(value=300), (("outcomes", 0), "not-as-evaluated")),
        (lambda rows: rows[1].update(status="met"), (("outcomes", 1), "not-as-evaluated")),
        (lambda rows: rows[0].pop("as_of"), (("outcomes", 0), "not-as-evaluated")),
        (lambda rows: rows.pop(), (("outcomes",), "not-so-many")),
    ],
)
def test_altered_outcomes_are_refused(change, wrong):
    assert faults(ocop.from_dict, ocop.PlanReport, altered(change)) == [wrong]
    earlier = altered(change, library="0.0.1", rules="0.0.1")
    report = ocop.from_dict(ocop.PlanReport, earlier)
    assert report.outcomes == REPORT.outcomes
    assert [note.id for note in report.notes] == ["outcomes-differ"]
    assert alike(report)
    with pytest.raises(ocop.InputError):
        ocop.from_dict(ocop.PlanReport, earlier, on_difference="fault")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"outcomes": 3}, [(("outcomes",), "not-a-list")]),
        ({"library": 3}, [(("library",), "not-text")]),
        ({"plan": 3}, [(("plan",), "not-a-table")]),
        (
            {"plan": {**STORED["plan"], "title": 3}, "on": 3},
            [(("plan", "title"), "not-a-table"), (("on",), "not-a-date")],
        ),
        ({"snapshot": 3, "what": 1}, [(("snapshot",), "not-a-table"), (("what",), "unknown-key")]),
    ],
)
def test_every_fault_of_a_report(said, wrong):
    assert sorted(faults(ocop.from_dict, ocop.PlanReport, {**STORED, **said})) == sorted(wrong)


def test_what_a_person_writes_needs_no_outcomes():
    told = {key: STORED[key] for key in ("plan", "snapshot", "on")}
    assert ocop.from_dict(ocop.PlanReport, told) == REPORT
    assert STORED["library"] == __version__
