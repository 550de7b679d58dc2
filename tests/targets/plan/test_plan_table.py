"""Plans from TOML: what is read, and every fault with its line and key."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError, NotFoundError, RuleDataError
from ocop.law.entity import entity_kinds
from ocop.targets.plan import shipped
from ocop.targets.plan.measure import MEASURES as KINDS
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
from ocop.targets.plan.shipped import plan, plans
from ocop.targets.plan.target import Target
from ocop.targets.where import Where
from ocop.text import Label
from ocop.words import nfc

ROOT = Path(ocop.__file__).parent
PLANS = ROOT / "targets" / "data" / "plans"
OWN = """\
id = "an-own"
title = "Kế hoạch của tỉnh"
period = { from = 2024-01-01, to = 2025-12-31 }
province = "Hà Tĩnh"

[units.communes]
places = ["Kỳ Lâm", "Can Lộc / Thiên Lộc"]
source = "A list"

[baseline]
on = 2023-12-31
source = "A report"
counts = [{ status = "valid", value = 10 }, { of = "entities", value = 7 }]
indicators = [{ id = "visitors", value = "17.5", unit = "thousand" }]
milestones = [{ id = "regulation", done = true, on = 2020-12-01, source = "The decision" }]

[[targets]]
id = "four"
label = { vi = "Bốn sao", en = "Four stars" }
measure = { type = "count", stars = 4, issued = 2024 }
at_most = 12
within = { from = 2024-01-01, to = 2024-06-30 }
priority = 1
source = "Plan 12"

[[targets]]
id = "visitors"
label = "Khách"
measure = { type = "gain", of = { type = "indicator", id = "visitors" }, since = "17.5" }
at_least = "2.5"
by = "2024-12-31"
source = "Plan 12"

[[targets]]
id = "flow"
label = "Mới"
measure = { type = "flow", event = "new", group = "food" }
at_least = 3
source = "Plan 12"

[[targets]]
id = "cover"
label = "Xã"
measure = { type = "cover", of = { type = "distinct", of = "products" }, at_least = 2, units = "communes", level = "commune" }
at_least = "1/2"
source = "Plan 12"

[[targets]]
id = "cover-here"
label = "Huyện"
measure = { type = "cover", of = { type = "count" }, units = ["Can Lộc"], level = "district" }
at_least = "12,5 %"
source = "Plan 12"

[[targets]]
id = "cohort"
label = "Đánh giá lại"
measure = { type = "cohort", event = "due", period = { from = 2024-01-01, to = 2024-12-31 }, then = "upgrade" }
at_least = "50%"
source = "Plan 12"

[[targets]]
id = "regulation"
label = "Quy chế"
measure = { type = "milestone", id = "regulation" }
source = "Plan 12"
"""


def faults_of(text):
    with pytest.raises(InputError) as info:
        ocop.from_toml(ocop.Plan, text)
    return [str(fault) for fault in info.value.faults]


def test_an_own_plan():
    found = ocop.from_toml(ocop.Plan, OWN)
    assert [type(each.measure) for each in found.targets] == [
        Count,
        Gain,
        Flow,
        Cover,
        Cover,
        Cohort,
        MilestoneDone,
    ]
    four = found.target("four")
    assert four.measure.where == Where.of(
        stars=4, issued=DateRange(date(2024, 1, 1), date(2024, 12, 31))
    )
    assert (four.at_least, four.at_most, four.priority) == (None, 12, 1)
    assert four.period == DateRange(date(2024, 1, 1), date(2024, 6, 30))
    assert found.target("visitors").at_least == Fraction(5, 2)
    assert found.target("visitors").by == date(2024, 12, 31)
    assert found.target("cover-here").at_least == Fraction(1, 8)
    assert found.target("cohort").at_least == Fraction(1, 2)
    assert found.units["communes"].places[1] == "Can Lộc / Thiên Lộc"
    assert found.title("en") == "Kế hoạch của tỉnh"
    assert found.baseline.milestone("regulation").source == "The decision"
    assert found.baseline.indicator("visitors").source == "A report"
    assert repr(found) == "<Plan an-own: 7 targets>"
    assert ocop.from_dict(ocop.Plan, tomllib.loads(OWN)).targets == found.targets


def test_what_the_issue_of_plans_must_show():
    """One error: a misspelt key, an unknown field, a share without a whole, a bound above 100 %…"""
    text = """\
id = "x"
title = { vi = "Kế hoạch", en = "Plan" }
perod = { from = 2024-01-01, to = 2025-12-31 }
period = { from = 2025-01-01, to = 2024-12-31 }

[[targets]]
id = "a"
label = "A"
measure = { type = "count", strs = [4] }
at_least = 3
source = "S"

[[targets]]
id = "b"
label = "B"
source = "S"
at_least = "120 %"
  [targets.measure]
  type = "share"
  [targets.measure.part]
  type = "count"
  color = "red"

[[targets]]
id = "c"
label = "C"
source = "S"
at_least = "120 %"
  [targets.measure]
  type = "share"
  part = { type = "count", stars = 4 }
  whole = { type = "count" }

[[targets]]
id = "c"
label = "D"
source = "S"
at_least = 30
measure = { type = "share", part = { type = "count", stars = 5 }, whole = { type = "count" } }

[[targets]]
id = "e"
label = "E"
source = "S"
at_least = 3
within = { from = 2024-05-01, to = 2024-04-01 }
measure = { type = "count" }

[[targets]]
id = "f"
label = "F"
source = "S"
at_least = 4
within = { from = 2024-05-01, to = 2024-04-01 }
measure = { type = "count" }
"""
    found = faults_of(text)
    color = found.pop(4)
    assert color.startswith(
        "line 22, targets[1].measure.part.color: unknown key 'color'; there are "
    )
    assert found == [
        "line 3, perod: unknown key 'perod'; did you mean 'period'?",
        "line 4, period.to: 2024-12-31 comes before 2025-01-01",
        "line 9, targets[0].measure.strs: unknown key 'strs'; did you mean 'stars'?",
        "line 17, targets[1].at_least: '120 %' is above 100 % of the whole",
        "line 18, targets[1].measure.whole: the key 'whole' is missing",
        "line 28, targets[2].at_least: '120 %' is above 100 % of the whole",
        "line 38, targets[3].at_least: 30 is above 100 % of the whole; is '30 %' meant?",
        "line 46, targets[4].within.to: 2024-04-01 comes before 2024-05-01",
        "line 54, targets[5].within.to: 2024-04-01 comes before 2024-05-01",
        "line 35, targets[3].id: 'c' is there twice",
        "line 49, targets[5]: the same target twice: 'f' asks what 'e' asks",
    ]


TARGET = """
[[targets]]
id = "a"
label = "A"
source = "S"
"""


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("at_least = 3", "targets[0].measure: the key 'measure' is missing"),
        ("measure = 3\nat_least = 3", 'targets[0].measure: 3 is not a table; write { type = "count", … }'),
        ("measure = {}\nat_least = 3", "targets[0].measure.type: the key 'type' is missing; there are " + ", ".join(KINDS)),
        ("measure = { type = 'cuont' }\nat_least = 3", "targets[0].measure.type: no measure 'cuont'; did you mean 'count'?"),
        ("measure = { type = 'count' }", "targets[0].at_least: there is no bound; give at_least, at_most or both"),
        ("measure = { type = 'count' }\nat_least = 0.5", 'targets[0].at_least: 0.5 is not an exact number; write it as 12, "87.5" or "266/3"'),
        ("measure = { type = 'count' }\nat_least = true", 'targets[0].at_least: true is not an exact number; write it as 12, "87.5" or "266/3"'),
        ("measure = { type = 'count' }\nat_least = '5 %'", "targets[0].at_least: '5 %', but the measure is no share of a whole"),
        ("measure = { type = 'count' }\nat_least = '1/0'", "targets[0].at_least: '1/0' is not an exact number; write it as 12, \"87.5\" or \"266/3\""),
        ("measure = { type = 'count' }\nat_least = -1", "targets[0].at_least: -1 is below 0"),
        ("measure = { type = 'count' }\nat_least = 5\nat_most = 4", "targets[0].at_least: 5 is above at_most, 4"),
        ("measure = { type = 'count' }\nat_least = 5\npriority = 0", "targets[0].priority: 0 is not a rank; 1 is the first"),
        ("measure = { type = 'count' }\nat_least = 5\nby = 2023-12-31", "targets[0].by: 2023-12-31 comes before the plan's first day, 2024-01-01"),
        ("measure = { type = 'count' }\nat_least = 5\nby = 2024", "targets[0].by: 2024 is not a date; give a datetime.date (2026-05-22), without a time"),
        ("measure = { type = 'count' }\nat_least = 5\nby = 2024-02-01\nwithin = 2024", "targets[0].by: by stands beside within; give one of them"),
        ("measure = { type = 'count' }\nat_least = 5\nwithin = 0", "targets[0].within: 0 is not a year"),
        ("measure = { type = 'count' }\nat_least = 5\nwithin = '2024'", "targets[0].within: '2024' is neither days nor a year; write { from = 2026-01-01, to = 2026-12-31 }, or 2026"),
        ("measure = { type = 'count' }\nat_least = 5\nwithin = { from = 2024-01-01, to = 'x' }", "targets[0].within.to: 'x' is not a date; write YYYY-MM-DD, such as 2026-05-22"),
        ("measure = { type = 'milestone', id = 'm' }\nat_least = 5", "targets[0].at_least: a milestone has no bound: it is done or it is not"),
        ("measure = { type = 'milestone', id = '' }", "targets[0].measure.id: is empty"),
        ("measure = { type = 'distinct', of = 'villages' }\nat_least = 5", "targets[0].measure.of: 'villages' is not known; there are products, entities"),
        ("measure = { type = 'flow', event = 'nw' }\nat_least = 5", "targets[0].measure.event: 'nw' is not known; did you mean 'new'?"),
        ("measure = { type = 'gain', of = { type = 'milestone', id = 'm' } }\nat_least = 5", "targets[0].measure.of: only a count, distinct or indicator can stand here"),
        ("measure = { type = 'cover', of = { type = 'count' }, units = 'u', level = 'commune', at_least = 0 }\nat_least = 1", "targets[0].measure.at_least: 0 is not a number of 1 or more"),
        ("measure = { type = 'cover', of = { type = 'count' }, units = 3, level = 'commune' }\nat_least = 1", "targets[0].measure.units: 3 is not text"),
        ("measure = { type = 'cover', of = { type = 'count' }, units = 'u', level = 'commune' }\nat_most = 1", "targets[0].at_most: a cover has a least bound only"),
        ("measure = { type = 'share', part = { type = 'count' }, whole = { type = 'count', stars = 4 } }\nat_least = 1", "targets[0].measure.part: counts what the whole does not count"),
        ("measure = { type = 'count', stars = [2, 4] }\nat_least = 1", "targets[0].measure.stars: 2 is not a certified rank; ranks are 3, 4, 5"),
        ("measure = { type = 'count', stars = [] }\nat_least = 1", "targets[0].measure.stars: lets nothing through; leave it out, or name values"),
        ("measure = { type = 'count', status = [] }\nat_least = 1", "targets[0].measure.status: lets nothing through; leave it out, or name values"),
        ("measure = { type = 'count', status = 'vald' }\nat_least = 1", "targets[0].measure.status: 'vald' is not known; did you mean 'valid'?"),
        ("measure = { type = 'count', set = 30 }\nat_least = 1", "targets[0].measure.set: there is no set 30; sets are 1 to 26"),
        ("measure = { type = 'count', group = 'fod' }\nat_least = 1", "targets[0].measure.group: 'fod' is not known; did you mean 'food'?"),
        ("measure = { type = 'count', kind = 'frist' }\nat_least = 1", "targets[0].measure.kind: 'frist' is not known; did you mean 'first'?"),
        ("measure = { type = 'count', entity_kind = 3 }\nat_least = 1", "targets[0].measure.entity_kind: 3 is not known; there are " + ", ".join(kind.label.en for kind in entity_kinds())),
        ("measure = { type = 'count', province = '' }\nat_least = 1", "targets[0].measure.province: '' is not a name"),
        ("measure = { type = 'count', issued = { from = 2025-01-01, to = 2024-01-01 } }\nat_least = 1", "targets[0].measure.issued.to: 2024-01-01 comes before 2025-01-01"),
        ("measures = []\nat_least = 1", "targets[0].measures: is empty; give measure where there is one way only"),
        ("measures = [{ id = 'w', label = 'W', measure = { type = 'x' } }]\nat_least = 1", "targets[0].measures[0].measure.type: no measure 'x'; there are " + ", ".join(KINDS)),
        ("measure = { type = [] }\nat_least = 1", "targets[0].measure.type: no measure a list; there are " + ", ".join(KINDS)),
        ("measure = { type = 'flow', event = [] }\nat_least = 1", "targets[0].measure.event: a list is not known; there are recognised, new, upgraded, re-recognised, kind-unknown, lapsed, withdrawn, superseded, revived, proposed"),
        ("measure = { type = 'count' }\nat_least = 1\nwording = 'maybe'", "targets[0].wording: 'maybe' is not known; there are at-least, strive, over, about"),
        ("measure = { type = 'count' }\nat_least = 1\nwording = []", "targets[0].wording: a list is not known; there are at-least, strive, over, about"),
        ("measure = { type = 'count' }\nat_least = 1\neach = 'day'", "targets[0].each: 'day' is not known; there are year"),
        ("measure = { type = 'count' }\nat_most = 1\nwording = 'over'", "targets[0].wording: 'over' is said of the least, and there is none"),
        ("measure = { type = 'count' }\nat_least = 1\ndoubt = { vi = 'x' }", "targets[0].doubt.en: the key 'en' is missing"),
    ],
)  # fmt: skip
def test_one_fault_of_a_target(rest, told):
    text = f'id = "x"\ntitle = "X"\nperiod = 2024\n{TARGET}{rest}\n'
    (fault,) = faults_of(text)
    line, said = fault.split(", ", 1)
    assert said == told
    number = int(line.removeprefix("line "))
    key = re.split(r"[.\]]", said.split(":")[0])[-1]
    # what is missing is missed at its table
    table = said.split(":")[0].split(".")[-2:][0]
    wanted = key if f"{key} =" in text else table.replace("targets[0]", "[[targets]]")
    assert (wanted or "[[targets]]") in text.splitlines()[number - 1]


@pytest.mark.parametrize(
    ("top", "told"),
    [
        ("format = 2", "format: 2 is not known; this library reads 1"),
        ("province = 3", "province: 3 is not text"),
        ("references = 'x'", "references: 'x' is not a list"),
        ("references = ['']", "references[0]: is empty"),
        ("notes = [3]", "notes[0]: 3 is not a table"),
        ("sources = 'x'", "sources: 'x' is not a table"),
        ("sources = { S = 3 }", "sources.S: 3 is not a table"),
        ("sources = { T = 'x' }", "targets[0].source: 'S' is not among the sources; there are T"),
        ("baseline = 3", "baseline: 3 is not a table"),
        ("baseline = { on = 2024-01-01 }", None),
        ("figures = 3", "figures: 3 is not a list"),
        ("figures = [3]", "figures[0]: 3 is not a table"),
        ("figures = [{ id = 'x', label = 3 }]", "figures[0].label: 3 is not a table"),
        ("baseline = { on = 2024-01-01, doubt = 3 }", "baseline.doubt: 3 is not a table"),
        ("units = 3", "units: 3 is not a table"),
        ("units = { u = { places = 'x', source = 'S' } }", "units.u.places: 'x' is not a list"),
    ],
)
def test_one_fault_of_a_plan(top, told):
    text = (
        f'{top}\nid = "x"\ntitle = "X"\nperiod = 2024\n{TARGET}'
        "measure = { type = 'count' }\nat_least = 1\n"
    )
    if told is None:
        assert ocop.from_toml(ocop.Plan, text).baseline.recognised is None
    else:
        assert next(each.split(", ", 1)[1] for each in faults_of(text)) == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("counts = [3]", "baseline.counts[0]: 3 is not a table"),
        ("counts = 3", "baseline.counts: 3 is not a list"),
        ("counts = [{ status = 'valid' }]", "baseline.counts[0].value: the key 'value' is missing"),
        ("counts = [{ value = 1, status = 'x' }]", "baseline.counts[0].status: 'x' is not known; there are valid, extended, not-yet-valid, lapsed, withdrawn, superseded, end-unknown, pending, closed, in-force, recognised"),
        ("counts = [{ value = -1 }]", "baseline.counts[0].value: -1 is not a count of 0 or more"),
        ("counts = [{ value = 1, of = 'towns' }]", "baseline.counts[0].of: 'towns' is not known; there are recognitions, products, entities"),
        ("counts = [{ value = 1 }, { value = 2 }]", "baseline.counts[1]: 2, but the same was 1 before"),
        ("counts = [{ value = 1 }, { value = 2, status = 'valid' }]", "baseline.counts: the totals contradict each other; their parts are more than they are"),
        ("indicators = [{ id = 'a', value = 1 }]", "baseline.indicators[0].unit: the key 'unit' is missing"),
        ("indicators = [{ id = 'a', value = 1.5, unit = 'u' }]", 'baseline.indicators[0].value: 1.5 is not an exact number; write it as 12, "87.5" or "266/3"'),
        ("indicators = [{ id = 'a', value = 'many', unit = 'u' }]", "baseline.indicators[0].value: 'many' is not an exact number; write it as 12, \"87.5\" or \"266/3\""),
        ("indicators = [{ id = 'a', value = 1, unit = 'u', on = 'x' }]", "baseline.indicators[0].on: 'x' is not a date; write YYYY-MM-DD, such as 2026-05-22"),
        ("indicators = [{ id = 'a', value = 1, unit = 'u', wording = 'x', place = 3 }]", "baseline.indicators[0].place: 3 is not text"),
        ("indicators = [{ id = 'a', value = 1, unit = 'u' }, { id = 'a', value = 2, unit = 'u' }]", "baseline.indicators[1]: 'a' is given twice for one day"),
        ("milestones = [{ id = 'a', done = 1 }]", "baseline.milestones[0].done: 1 is neither true nor false"),
        ("milestones = [{ id = 'a' }]", "baseline.milestones[0].done: the key 'done' is missing"),
        ("units = { a = [3] }", "baseline.units.a[0]: 3 is not text"),
        ("source = 3", "baseline.source: 3 is not text"),
        ("on = 3", "baseline.on: 3 is not a date; give a datetime.date (2026-05-22), without a time"),
    ],
)  # fmt: skip
def test_one_fault_of_a_baseline(rows, told):
    on = "" if rows.startswith("on") else "on = 2023-12-31\n"
    whose = "" if rows.startswith("source") else "source = 'S'\n"
    text = (
        f'id = "x"\ntitle = "X"\nperiod = 2024\n[baseline]\n{on}{whose}{rows}\n{TARGET}'
        "measure = { type = 'count' }\nat_least = 1\n"
    )
    assert faults_of(text)[0].split(", ", 1)[1] == told


@pytest.mark.parametrize(
    ("bound", "way", "told"),
    [
        ({"at_least": 3}, {"type": "milestone", "id": "done"}, "measures[1].at_least"),
        (
            {"at_most": "50 %"},
            {"type": "cover", "of": {"type": "count"}, "units": "d", "level": "district"},
            "measures[1].at_most",
        ),
    ],
)
def test_a_bound_that_another_way_cannot_have(bound, way, told):
    """Only the way that is taken was held to it, and asking for the other raised."""
    share = {"type": "share", "part": {"type": "count", "stars": 4}, "whole": {"type": "count"}}
    first = {"type": "count"} if "at_least" in bound else share
    table = {
        "id": "a",
        "label": "A",
        "source": "S",
        "period": {"from": date(2024, 1, 1), "to": date(2025, 12, 31)},
        "measures": [
            {"id": "one", "label": "Một", "measure": first},
            {"id": "two", "label": "Hai", "measure": way},
        ],
        **bound,
    }
    with pytest.raises(InputError) as err:
        Target.from_table(table)
    assert told in [fault.place for fault in err.value.faults], err.value.text("en")


def test_measures_beside_a_measure():
    text = OWN.replace(
        'measure = { type = "count", stars = 4, issued = 2024 }',
        'measures = [{ id = "a", label = "A", measure = { type = "count", stars = 4 } }]\n'
        'measure = { type = "count", stars = 5 }',
    )
    assert faults_of(text) == [
        "line 20, targets[0].measures: measures stands beside measure; give one of them"
    ]
    three = OWN.replace('measure = { type = "count", stars = 4, issued = 2024 }', "measures = [3]")
    assert faults_of(three)[0] == "line 20, targets[0].measures[0]: 3 is not a table"


def test_what_a_plan_says_besides_its_targets():
    """hard D: the Vietnamese of labels, the filter of a cohort and the words for figures are read."""
    text = (
        OWN.replace('source = "A report"', 'source = "R"\ndoubt = { vi = "ngày", en = "the day" }')
        .replace('then = "upgrade" }', 'then = "upgrade", entity_kind = "HTX", stars = 4 }')
        .replace("[baseline]", FIGURES + "[baseline]")
        .replace('label = "Khách"', 'label = "Khách"\nwording = "over"\neach = "year"')
    )
    found = ocop.from_toml(ocop.Plan, text)
    assert found.target("four").label == Label("Bốn sao", "Four stars")
    cohort = found.target("cohort").measure
    assert cohort.where == Where.of(entity_kind="HTX", stars=4)
    visitors = found.target("visitors")
    assert visitors.measure.of.label == Label("Khách tham quan", "Visitors")
    assert (visitors.wording, visitors.over, visitors.each) == ("over", True, "year")
    assert found.target("regulation").measure.label == Label("Quy chế", "Quy chế")
    assert found.figure("visitors").unit == Label("nghìn lượt", "thousand")
    assert found.figure("none") is None
    assert found.baseline_doubt("vi") == "ngày"
    assert found.baseline.source == "R"
    assert found.units["communes"].source == Label("A list", "A list")
    two = text.replace('source = "R"', 'source = { vi = "Báo cáo", en = "A report" }')
    assert ocop.from_toml(ocop.Plan, two).baseline.source == Label("Báo cáo", "A report")
    assert "Source: A report" in ocop.from_toml(ocop.Plan, two).baseline.text("en")
    assert "Nguồn: Báo cáo" in ocop.from_toml(ocop.Plan, two).baseline.text("vi")


FIGURES = """\
[[figures]]
id = "visitors"
label = { vi = "Khách tham quan", en = "Visitors" }
unit = { vi = "nghìn lượt", en = "thousand" }

[[figures]]
id = "regulation"
label = "Quy chế"

"""


def test_no_toml_and_no_table():
    assert "not TOML" in faults_of("a")[0]
    with pytest.raises(InputError, match="3 is not a table"):
        ocop.from_dict(ocop.Plan, 3)
    assert faults_of('id = "x"') == [
        "line 1, title: the key 'title' is missing",
        "line 1, period: the key 'period' is missing",
        "line 1, targets: the key 'targets' is missing",
    ]
    assert "targets: 3 is not a list" in faults_of('id = "x"\ntargets = 3')[-1]
    assert "targets[0]: 3 is not a table" in faults_of('id = "x"\ntargets = [3]')[-1]


def test_two_targets_that_ask_the_same_in_other_words():
    text = (
        'id = "x"\ntitle = "X"\nperiod = 2024\n'
        + TARGET
        + "measure = { type = 'count' }\nat_least = 1\n"
        + TARGET.replace('"a"', '"b"')
        + "measure = { type = 'count', stars = [3, 4, 5] }\nat_least = 2\n"
    )
    assert faults_of(text) == ["line 12, targets[1]: the same target twice: 'b' asks what 'a' asks"]


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_built_in_plans_are_as_the_law_of_the_house_has_it(path):
    text = path.read_text(encoding="utf-8")
    assert text == nfc(text)
    assert "http" not in text
    found = plan(path.stem)
    assert found.id == path.stem
    assert found is plan(path.stem)
    for each in found.targets:
        assert each.source
        assert each.label.vi != each.label.en
    report = found.evaluate()
    known = [each for each in report.outcomes if each.value is not None]
    assert (found.baseline is not None) or not known
    for each in report.outcomes:
        assert (each.status == "unknown") == (each.value is None)


def test_the_ids_are_those_promised():
    ids = {
        "ha-tinh-2019", "ha-tinh-2023-2025", "ha-giang-2018-2020", "thua-thien-hue-2020",
        "lang-son-2023-2025", "national-2018-2020", "national-2021-2025",
    }  # fmt: skip
    assert {each.id for each in plans()} == ids
    with pytest.raises(NotFoundError, match="there are ha-giang"):
        plan("ha-tinh-2018")
    with pytest.raises(NotFoundError, match="did you mean 'products'"):
        plan("ha-tinh-2023-2025").target("product")


#: What was promised, as (plan, target) → (least, most); checked against the sources by hand.
PROMISED = {
    "ha-tinh-2019": {
        "taking-part": (70, None), "certified": (25, None), "certified-completed": (20, None),
        "certified-new": (5, None), "three-stars": (10, None),
        "organisations-strengthened": (30, None), "organisations-new": (10, None),
        "staff-trained": (1, None), "participants-trained": (1, None), "sales-centres": (1, 2),
    },
    "ha-tinh-2023-2025": {
        "products": (300, None), "four-stars": (Fraction(1, 5), None),
        "five-stars": (Fraction(1, 20), None), "cooperatives": (Fraction(2, 5), None),
        "enterprises": (Fraction(3, 10), None), "craft-villages": (Fraction(1, 2), None),
        "circular-chains": (Fraction(3, 10), None), "modern-channels": (Fraction(1, 2), None),
        "sales-points": (1, None),
    },
    "ha-giang-2018-2020": {
        "everywhere": (1, None), "steering-system": (None, None), "staff": (None, None),
        "pilot": (None, None), "review": (None, None), "advisory-team": (None, None),
        "ocop-centres": (None, None), "registration": (None, None), "five-contents": (None, None),
    },
    "thua-thien-hue-2020": {
        "three-stars": (34, None), "four-five-stars": (4, 5), "sales-points": (None, None),
    },
    "lang-son-2023-2025": {
        "more-products": (50, None), "tourism-villages": (3, None),
        "upgraded": (Fraction(2, 5), None), "cooperatives": (Fraction(2, 5), None),
        "enterprises": (Fraction(1, 10), None),
    },
    "national-2018-2020": {
        "products-standardised": (Fraction(1, 2), None),
        "products-standardised-number": (2400, None), "tourism-villages": (8, 10),
        "organisations-strengthened": (1, None), "organisations-new": (500, None),
    },
    "national-2021-2025": {
        "products": (10000, None), "five-stars": (400, 500), "upgraded": (Fraction(1, 2), None),
        "cooperatives": (Fraction(2, 5), None), "enterprises": (Fraction(3, 10), None),
        "circular-chains": (Fraction(3, 10), None), "craft-villages": (Fraction(1, 2), None),
        "modern-channels": (Fraction(1, 2), None),
    },
}  # fmt: skip


def test_the_figures_are_those_promised():
    found = {each.id: {t.id: (t.at_least, t.at_most) for t in each.targets} for each in plans()}
    assert found == PROMISED
    assert all(t.by.year in {2018, 2019, 2020, 2025} for each in plans() for t in each.targets)


def test_a_built_in_plan_at_fault_is_a_defect(monkeypatch):
    monkeypatch.setattr(shipped, "read_data", lambda *_: {"id": "x"})
    shipped._shipped.cache_clear()
    with pytest.raises(
        RuleDataError, match=r"ha-tinh-2019.toml: title: the key 'title' is missing"
    ):
        plan("ha-tinh-2019")
    shipped._shipped.cache_clear()


def test_every_kind_of_measure_can_be_written():
    made = {Count, Distinct, IndicatorFigure, Share, Gain, Flow, Cover, Cohort, MilestoneDone}
    assert set(KINDS.values()) == made
