"""Plans with other targets, for what-if: from code and from a table, said by the report."""

from __future__ import annotations

import tomllib
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError
from ocop.targets import Count, Share
from ocop.testing.strategies.plans import plans

PLAN = ocop.plan("ha-tinh-2023-2025")
SEEN = ocop.Snapshot.of(date(2024, 6, 30), valid={3: 160, 4: 70, 5: 20})


def codes(targets, **more):
    with pytest.raises(InputError) as err:
        PLAN.amended(targets, **more)
    return [(fault.code, fault.path) for fault in err.value.faults]


@given(plans())
def test_nothing_said_changes_nothing(plan):
    assert plan.amended({}) is plan
    assert plan.changes == ()
    assert plan.evaluate().explain("vi").changes == ()


@given(plans(), st.data())
def test_a_dropped_target_comes_back_as_it_was(plan, data):
    target = data.draw(st.sampled_from(plan.targets))
    dropped = plan.amended({target.id: None})
    (change,) = dropped.changes
    assert (change.id, change.after) == (target.id, None)
    assert dropped.original == plan
    assert len(dropped.targets) == len(plan.targets) - 1
    back = dropped.amended({target.id: target})
    if target == plan.targets[-1]:
        assert back is dropped.original
    else:
        assert (back.changes, back.original) == ((), plan)


def test_a_bound_changes_and_the_rest_stays():
    lower = PLAN.amended({"products": {"at_least": 250}})
    assert lower.target("products").at_least == 250
    assert attrs.evolve(lower.target("products"), at_least=300) == PLAN.target("products")
    assert lower.targets[1:] == PLAN.targets[1:]
    (change,) = lower.changes
    assert str(change.before.at_least) == "300"
    assert change("en").endswith("at least 300, by 2025-12-31 → at least 250, by 2025-12-31")
    assert change("vi") != change("en")
    with pytest.raises(InputError):
        change("fr")
    assert lower.amended({"products": {"at_least": 300}}) is PLAN


def test_a_table_says_the_same_as_code():
    text = """
    [products]
    at_least = 250
    by = 2025-06-30
    [four-stars]
    at_least = "15 %"
    wording = "strive"
    [five-stars]
    at_least = "none"
    at_most = "5 %"
    """
    of_table = PLAN.amended(tomllib.loads(text))
    of_code = PLAN.amended(
        {
            "products": {"at_least": 250, "by": date(2025, 6, 30)},
            "four-stars": {"at_least": Fraction(3, 20), "wording": "strive"},
            "five-stars": {"at_least": None, "at_most": Fraction(1, 20)},
        }
    )
    assert of_table == of_code
    assert of_table.target("products").period == DateRange(date(2023, 1, 1), date(2025, 6, 30))
    assert PLAN.amended({"five-stars": "none"}) == PLAN.amended({"five-stars": None})


def test_a_target_is_added_from_a_table_or_as_it_is():
    row = {
        "label": "Trên 50 sản phẩm 4 sao",
        "measure": {"type": "count", "stars": [4]},
        "at_least": 50,
        "source": "Tờ trình",
    }
    more = PLAN.amended({"fours": row})
    (change,) = more.changes
    assert (change.before, change.after) == (None, more.targets[-1])
    assert more.targets[-1].by == PLAN.period.last
    assert change("en").startswith("Target added, ")
    of_code = {**row, "measure": Count(where=ocop.Where.of(stars=4))}
    assert PLAN.amended({"fours": of_code}) == more
    assert PLAN.amended({"fours": more.targets[-1]}) == more
    assert PLAN.amended({"fours": {**row, "by": date(2024, 6, 30)}}).targets[-1].by.year == 2024


def test_the_ways_to_measure_go_where_one_is_said():
    plan = next(one for one in ocop.plans() if any(target.measures for target in one.targets))
    target = next(one for one in plan.targets if one.measures)
    one_way = plan.amended({target.id: {"measure": target.measures[-1].measure}})
    assert one_way.target(target.id).measures == ()
    assert "the ways to count" in one_way.changes[0]("en")
    # in which way it is measured is asked of the report, and changes no plan
    otherwise = one_way.amended({target.id: target})
    assert otherwise == plan
    lower = plan.amended({plan.targets[0].id: {"source": "Tờ trình"}})
    measured = lower.measured({target.id: target.measures[-1].id})
    assert [change.id for change in measured.changes] == [plan.targets[0].id]
    assert "its source" in measured.changes[0]("en")


def test_the_period_moves_and_the_days_of_targets_stay():
    longer = PLAN.amended({}, period=DateRange(date(2023, 1, 1), date(2026, 12, 31)))
    assert [target.period for target in longer.targets] == [each.period for each in PLAN.targets]
    assert longer.changes == ()
    assert "Period: " in str(longer.evaluate(SEEN))
    later = longer.amended({"products": {"by": "2026-12-31"}})
    assert later.original == PLAN
    assert later.target("products").by == date(2026, 12, 31)
    earlier = PLAN.amended({"products": {"within": {"from": "2024-01-01", "to": "2025-12-31"}}})
    assert "the days that count" in earlier.changes[0]("en")


def test_the_report_says_that_the_plan_was_changed_and_how():
    lower = PLAN.amended({"products": {"at_least": 250}, "five-stars": "none"})
    report = lower.evaluate(SEEN)
    assert report.outcome("products").status.value == "met"
    for lang in ("vi", "en"):
        told = report.explain(lang)
        assert list(told.changes) == [change(lang) for change in lower.changes]
        assert told.to_data()["amended"] == list(told.changes)
        for shown in (str(told), told._repr_html_(), report.table(lang).text()):
            assert lower.changes[0](lang).split(":")[0] in " ".join(shown.split())
    assert "amended" not in PLAN.evaluate(SEEN).explain("vi").to_data()


@given(plans(), st.data())
def test_an_amended_plan_comes_back_from_its_file(plan, data):
    target = data.draw(st.sampled_from(plan.targets))
    amended = plan.amended({target.id: {"source": "Tờ trình 12"}})
    assert ocop.from_json(ocop.Plan, ocop.to_json(amended)) == amended
    assert ocop.from_toml(ocop.Plan, ocop.to_toml(amended)) == amended
    report = amended.evaluate()
    assert ocop.from_dict(ocop.PlanReport, ocop.to_dict(report)) == report


def test_an_amended_plan_of_the_library_is_taken_and_an_altered_one_is_not():
    lower = PLAN.amended({"products": {"at_least": 250}})
    table = ocop.to_dict(lower)
    assert ocop.from_dict(ocop.Plan, table) == lower
    table["original"]["targets"][0]["at_least"] = 200
    with pytest.raises(InputError, match="built-in"):
        ocop.from_dict(ocop.Plan, table)
    table = ocop.to_dict(lower)
    table["original"]["original"] = ocop.to_dict(PLAN)
    with pytest.raises(InputError) as err:
        ocop.from_dict(ocop.Plan, table)
    assert ("original", "original") in {fault.path[:2] for fault in err.value.faults}


def test_every_fault_is_told_where_it_is():
    assert codes([]) == [("not-a-table", ("targets",))]
    assert codes({}, period="2023") == [("not-of-kind", ("period",))]
    assert codes({"products": {"at_least": 300}}) == [("change-nothing", ("targets", "products"))]
    assert codes({"nothing": None}) == [("not-known", ("targets", "nothing"))]
    assert codes({"products": 3}) == [("not-a-table", ("targets", "products"))]
    assert codes({"fours": PLAN.targets[0]}) == [("id-of-another", ("targets", "fours", "id"))]
    found = codes({"products": {"at_least": -1}, "four-stars": {"least": 3, "at_least": "120 %"}})
    assert {path[:2] for _, path in found} == {("targets", "products"), ("targets", "four-stars")}
    assert ("unknown-key", ("targets", "four-stars", "least")) in found
    assert codes({"fours": {"at_least": 3}})
    assert codes({"products": {"by": "2027-01-01"}})
    assert codes({"products": {"by": date(2025, 1, 1), "within": {"from": "2023-01-01"}}})


def test_an_original_is_a_plan_of_the_same_id_as_it_was_decided():
    lower = PLAN.amended({"products": {"at_least": 250}})
    for original in (ocop.plan("ha-tinh-2019"), lower, "nothing"):
        with pytest.raises(InputError) as err:
            attrs.evolve(PLAN, original=original)
        assert [fault.path for fault in err.value.faults] == [("original",)]
    assert isinstance(PLAN.targets[1].measure, Share)
