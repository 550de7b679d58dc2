"""Whatever is handed to a public call comes to an answer or to one error of the library."""

from __future__ import annotations

import contextlib
import inspect
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop import targets
from ocop.dates import DateRange
from ocop.errors import OcopError
from ocop.formats.door import from_dict
from ocop.targets.plan.measure import (
    MEASURES,
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
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.plan_table import _KEYS, _NEEDED, _TARGET_KEYS
from ocop.targets.plan.shipped import plan
from ocop.targets.plan.target import Target, TargetMeasure
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.text import Label

ON = date(2024, 1, 1)
YEAR = DateRange(ON, date(2024, 12, 31))
NESTED = {"a": [{"b": [None, {"c": "x"}]}]}
HUGE = st.sampled_from([400, 5000])
# made when drawn: Python cannot print them, nor can Hypothesis
HOSTILE = (
    HUGE.map(lambda n: 10**n)
    | HUGE.map(lambda n: -(10**n))
    | HUGE.map(lambda n: Fraction(1, 10**n))
    | st.sampled_from([
        None, b"bytes", [], [[]], [None], {}, NESTED, "a\x00\x1b[2Jb",
        "\u202etxt", "\ud800", 1.5, float("nan"), float("inf"), datetime(2024, 1, 1),  # noqa: DTZ001
        object(), True, Fraction(1, 3), (), ("x",), {1: 2}, {None: []},
        "", " ", "valid", 3, ON, Label("a", "b"), Count(), Where(), set(), "9" * 5000,
    ])
)  # fmt: skip
RECOGNITION = Recognition(code="1", name="A", stars=3, issued_on=ON)
REGISTRY = Registry([RECOGNITION])
SNAPSHOT = REGISTRY.on(date(2024, 6, 1))
PUBLISHED = Snapshot.of(ON, valid={3: 4})
PLAN = ocop.plan("ha-tinh-2023-2025")
REPORT = PLAN.evaluate()
TARGET = PLAN.targets[0]
LABEL = Label("a", "b")

#: Call → arguments with which it answers.
CALLS = {
    Where: {},
    Where.of: {},
    Where.from_table: {"table": {"stars": 4}},
    Where().within: {"whole": Where()},
    Recognition: {"name": "A", "stars": 3, "issued_on": ON},
    Registry: {"recognitions": [RECOGNITION]},
    Registry.from_csv: {"text": "name,stars,issued_on\nA,3,2024-01-01\n"},
    Registry.from_records: {"records": []},
    REGISTRY.on: {"on": ON},
    REGISTRY.at: {"province": "A"},
    REGISTRY.by_place: {"level": "province"},
    REGISTRY.counted_as: {"recorded": "enterprise", "kind": "sme"},
    REGISTRY.between: {"first": ON, "last": ON},
    REGISTRY.lapsing: {"first": ON, "last": ON},
    REGISTRY.standings: {"on": ON},
    REGISTRY.certificate: {"recognition": RECOGNITION},
    Indicator: {"id": "a", "value": 1, "unit": "u", "on": ON, "source": "s"},
    Milestone: {"id": "a", "done": True, "on": ON, "source": "s"},
    PublishedCount: {"where": Where(), "value": 3},
    PublishedCount.from_table: {"table": {"value": 3}},
    Snapshot: {"on": ON},
    Snapshot.of: {"on": ON, "valid": 3},
    Snapshot.from_table: {"table": {"on": ON}},
    SNAPSHOT.count: {},
    SNAPSHOT.distinct: {"of": "products"},
    SNAPSHOT.by: {"dimension": "stars"},
    SNAPSHOT.indicator: {"id_": "a"},
    SNAPSHOT.milestone: {"id_": "a"},
    SNAPSHOT.adding: {"other": PUBLISHED},
    SNAPSHOT.rows: {},
    SNAPSHOT.text: {"lang": "vi"},
    PUBLISHED.count: {},
    PUBLISHED.by: {"dimension": "stars"},
    PUBLISHED.distinct: {"of": "products"},
    Count: {},
    Count.from_table: {"table": {"type": "count"}},
    Distinct: {"of": "products"},
    IndicatorFigure: {"id": "a"},
    Share: {"part": Count(), "whole": Count()},
    Gain: {"of": Count()},
    Flow: {"event": "new"},
    Cover: {"of": Count(), "units": "u", "level": "district"},
    Cohort: {"event": "due", "period": YEAR},
    MilestoneDone: {"id": "a"},
    TargetMeasure: {"id": "a", "label": "A", "measure": Count()},
    Target: {
        "id": "a", "label": "A", "measure": Count(), "at_least": 1, "period": YEAR, "source": "S",
    },
    TARGET.measured: {"which": "a"},
    UnitList: {"places": ["A"], "source": "S"},
    NamedFigure: {"id": "a", "label": "A"},
    Plan: {"id": "a", "title": "A", "period": PLAN.period, "targets": [TARGET]},
    PLAN.target: {"which": "products"},
    PLAN.figure: {"which": "products"},
    PLAN.measured: {"measures": {}},
    PLAN.evaluate: {},
    REPORT.outcome: {"which": "products"},
    REPORT.needed: {},
    REPORT.explain: {},
    plan: {"which": "ha-tinh-2019"},
    Plan.from_table: {"table": {}},
}  # fmt: skip


def arguments(call):
    return [
        name
        for name, one in inspect.signature(call).parameters.items()
        if one.kind in {one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY}
        # what a rule is asked under has an owner of its own
        and name not in {"rules", "lenient"}
    ]


def refused_in_words(call, given):
    """Call; what is refused is an error of the library that says itself, on one line a fault."""
    refusal = None
    try:
        call(**given)
    except OcopError as err:
        refusal = err
    if refusal is not None:
        for lang in ("vi", "en"):
            for line in refusal.lines(lang):
                assert len(line.splitlines()) == 1
                line.encode()
        assert refusal.to_data("vi")


@pytest.mark.parametrize("call", CALLS, ids=lambda call: getattr(call, "__qualname__", str(call)))
@given(data=st.data())
def test_no_argument_breaks_a_public_call(call, data):
    """hard A1, A2, A9, A15: wrong types gave a TypeError, an AttributeError, a KeyError."""
    names = arguments(call)
    chosen = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=2))
    refused_in_words(call, CALLS[call] | {name: data.draw(HOSTILE) for name in chosen})


def test_every_public_callable_is_tried():
    told = {"Figure", "Standing", "OutcomeStatus", "columns", "plans"}  # take no input, or a word
    answers = {
        "Addition", "Column", "Flows", "LapsingMonth", "LeftOut", "Missing", "Needed", "TargetOutcome",
        "Pace", "PartialRegistry", "PlanReport", "Reckoning", "RejectedRow", "Report", "Rows",
        "StandingRow", "Measure",
    }  # fmt: skip
    tried = {getattr(call, "__name__", "") for call in CALLS}
    public = {name for name in targets.__all__ if callable(getattr(targets, name))}
    assert public - tried - told - answers == set()


VALUES = [
    Where, Recognition, Indicator, Milestone, PublishedCount, Snapshot, Distinct, IndicatorFigure,
    Share, Gain, Flow, Cover, Cohort, MilestoneDone, TargetMeasure, Target, UnitList, NamedFigure,
    Plan,
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kind, name)
        for kind in VALUES
        for name in arguments(kind)
        # no one kind of value: any is a rank of priority, a number of digits…
        if (kind, name) != (Flow, "label")
    ],
    ids=str,
)
def test_every_field_refuses_what_it_cannot_be(kind, name):
    """hard A11, A15: Where(stars=3), Target(period=None), Plan(targets=3)… gave a raw error."""
    for value in (object(), [object()], {1: 2}):
        with pytest.raises(OcopError) as info:
            kind(**CALLS[kind] | {name: value})
        assert name in {fault.path[0] for fault in info.value.faults}


def test_a_list_of_what_it_cannot_hold():
    with pytest.raises(OcopError) as info:
        Where(stars=[4, "x", 2], provinces=["", 3])
    assert [(fault.path, fault.code) for fault in info.value.faults] == [
        (("stars", 1), "not-known"),
        (("stars", 2), "not-known"),
        (("provinces", 0), "empty"),
        (("provinces", 1), "not-text"),
    ]
    for value in (0, "x", -1, 1.5, True):
        with pytest.raises(OcopError):
            Cover(of=Count(), units="u", level="district", at_least=value)
    with pytest.raises(OcopError) as info:
        Indicator(id="a", value=10**200, unit="u", on=ON, source="s")
    assert [fault.code for fault in info.value.faults] == ["too-long-a-number"]


@pytest.mark.parametrize(
    "kind",
    [Where, Snapshot, PublishedCount, Count, TargetMeasure, Target, NamedFigure, DateRange],
)
def test_what_is_no_table_says_nothing(kind):
    for value in (b"x", None, [], object()):
        with pytest.raises(OcopError) as info:
            kind.from_table(value)
        assert info.value.faults[0].path == ()


def test_a_registry_asks_for_rules():
    with pytest.raises(OcopError):
        Registry([RECOGNITION], rules=3)
    for rules in (3, 0, "", []):  # what is empty is no default
        for call in (PLAN.evaluate, Registry, Snapshot):
            with pytest.raises(OcopError) as info:
                call(**CALLS[call] | {"rules": rules})
            assert [fault.code for fault in info.value.faults] == ["not-rules"]
        with pytest.raises(OcopError):
            Registry.from_csv(CALLS[Registry.from_csv]["text"], rules=rules)


def test_what_has_no_hash_in_a_target():
    """hard A1d"""
    odd = WHOLE["targets"][0] | {"measure": {"type": "count", "stars": {4}}}
    with pytest.raises(OcopError) as info:
        ocop.from_dict(ocop.Plan, WHOLE | {"targets": [odd, odd | {"id": "b"}]})
    assert ("targets", 0, "measure", "stars") in {fault.path for fault in info.value.faults}


KEYS = sorted(
    {
        *_NEEDED, *_KEYS, *_TARGET_KEYS, "type", "part", "whole", "of", "since", "on", "counts",
        "indicators", "milestones", "value", "unit", "done", "from", "to", "stars", "set",
        "numbering", "status", "issued", "event", "places", "vi", "en", "level", "then",
    }
)  # fmt: skip
TABLES = st.recursive(
    HOSTILE,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
        | st.fixed_dictionaries(
            {"type": st.sampled_from(list(MEASURES)) | HOSTILE},
            optional={key: inner for key in KEYS if key != "type"},
        )
    ),
    max_leaves=12,
)
WHOLE = {
    "id": "x", "title": "X", "period": 2024, "sources": {"S": "Nguồn"},
    "figures": [{"id": "v", "label": "V"}],
    "units": {"u": {"places": ["A"], "source": "S"}},
    "baseline": {
        "on": ON, "source": "S", "doubt": "D", "counts": [{"value": 3, "status": "valid"}],
        "indicators": [{"id": "v", "value": 1, "unit": "u", "source": "S"}],
        "milestones": [{"id": "m", "done": True}], "units": {"u": ["A"]},
    },
    "targets": [
        {"id": "a", "label": "A", "source": "S", "measure": {"type": "count", "stars": 4}, "at_least": 1},
        {"id": "b", "label": "B", "source": "S", "at_least": "5 %", "by": "2024-05-01",
         "measure": {"type": "share", "part": {"type": "count", "stars": 4}, "whole": {"type": "count"}}},
        {"id": "c", "label": "C", "source": "S", "at_least": 1, "within": 2024,
         "measures": [{"id": "w", "label": "W", "measure": {"type": "flow", "event": "new"}}]},
        {"id": "d", "label": "D", "source": "S", "measure": {"type": "milestone", "id": "m"}},
        {"id": "e", "label": "E", "source": "S", "at_least": 1,
         "measure": {"type": "cover", "of": {"type": "indicator", "id": "v"}, "units": "u", "level": "commune"}},
        {"id": "f", "label": "F", "source": "S", "at_least": "1/2",
         "measure": {"type": "cohort", "event": "due", "period": 2024, "then": "any"}},
    ],
}  # fmt: skip


def places(value, path=()):
    yield path
    steps = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, inner in steps:
        yield from places(inner, (*path, step))


def put(value, path, new):
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(value[path[0]], path[1:], new)
    return copy


def test_the_whole_plan_is_well():
    assert len(ocop.from_dict(ocop.Plan, WHOLE).targets) == 6


@given(st.sampled_from(sorted(places(WHOLE), key=str)), TABLES)
def test_no_value_at_any_key_breaks_a_plan(path, value):
    """hard A1d: ``type = []`` and ``wording = []`` gave a TypeError."""
    refused_in_words(from_dict, {"cls": Plan, "data": put(WHOLE, path, value)})
    if path[:1] == ("baseline",):
        snapshot = {key: inner for key, inner in WHOLE["baseline"].items() if key != "doubt"}
        with contextlib.suppress(KeyError):  # the doubt is the plan's own
            data = put(snapshot, path[1:], value)
            refused_in_words(from_dict, {"cls": Snapshot, "data": data})


@given(st.sampled_from(sorted(places(WHOLE), key=str)), HOSTILE)
def test_no_key_breaks_a_plan(path, key):
    """hard A1d: keys that are no text in the sources gave an AttributeError."""
    with contextlib.suppress(TypeError):  # no key of a table can be a list
        hash(key)
        value = WHOLE
        for step in path:
            value = value[step]
        if isinstance(value, dict):
            refused_in_words(from_dict, {"cls": Plan, "data": put(WHOLE, path, value | {key: 1})})


@pytest.mark.parametrize(
    "change",
    [
        {"targets": [WHOLE["targets"][0] | {"measure": {"type": []}}]},
        {"targets": [WHOLE["targets"][0] | {"wording": []}]},
        {"sources": {ON: "x", "S": "y"}},
        {"baseline": WHOLE["baseline"] | {
            "indicators": [{"id": "i", "value": 1, "unit": "u", "wording": []}]
        }},
        {"targets": [WHOLE["targets"][0] | {"at_least": 10**5000}]},
    ],
)  # fmt: skip
def test_what_gave_a_type_error(change):
    """hard A1b, A1d"""
    with pytest.raises(OcopError) as info:
        ocop.from_dict(ocop.Plan, WHOLE | change)
    assert str(info.value)
