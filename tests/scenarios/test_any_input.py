"""Whatever is handed in: a value comes back, or a fault that says what is wrong."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import ocop
from ocop.errors import OcopError
from ocop.scenarios import Past, sweep

ON = date(2025, 1, 1)
REGISTRY = ocop.Registry.from_records([{"name": "a", "stars": 3, "issued_on": date(2022, 1, 1)}])
PLAN = ocop.plan("ha-tinh-2023-2025")
FORECAST = PLAN.forecast(None, ocop.Assumptions())
NAN = float("nan")
JUNK = (
    None, 3, -1, 10**5000, 1.5, NAN, True, "x", "", "1/0", b"x", date(2025, 1, 1), object(), [], (), {},
    [[]], [None], [{}], [{"renewal": object()}], {"x": []}, {3: 10**5000}, {3: "9" * 5000}, {3: []},
    {3: {3: NAN}}, {(1, 2): 1}, {(1, "x"): 1}, {None: 1}, {NAN: 1}, {"x" * 5000: 1},
    {"commune": {"x": object()}},
)  # fmt: skip
SUPPOSED = list(attrs.fields_dict(ocop.Assumptions))


def with_one(call, name, **good):
    """The call with what is handed in as one of its arguments."""
    return lambda junk: call(**{**good, name: junk})


CALLS = {
    **{f"Assumptions({name}=…)": with_one(ocop.Assumptions, name) for name in SUPPOSED},
    **{
        f"from_table({{{name}: …}})": (lambda junk, name=name: ocop.Assumptions.from_table({name: junk}))
        for name in SUPPOSED
    },
    **{
        f"Past.of({name}=…)": with_one(Past.of, name, registry=REGISTRY, on=ON)
        for name in (
            "registry", "on", "since", "within", "fields", "by_stars", "places", "least",
            "most_unknown", "level",
        )
    },
    **{
        f"from_history({name}=…)": with_one(
            ocop.Assumptions.from_history, name, registry=REGISTRY, on=ON, fields="renewal", least=1
        )
        for name in ("registry", "on", "lang", "level")
    },
    **{
        f"renewals({name}=…)": with_one(REGISTRY.renewals, name, on=ON)
        for name in ("on", "within", "by", "since", "level")
    },
    **{
        f"series({name}=…)": with_one(PLAN.series, name, registry=REGISTRY, until=date(2023, 3, 1))
        for name in (
            "registry", "until", "since", "every", "indicators", "milestones", "units", "measures",
        )
    },
    "from_table": ocop.Assumptions.from_table,
    "text": ocop.Assumptions().text,
    "compare": ocop.compare,
    "compare a thing": lambda junk: ocop.compare({"a": junk}),
    "sweep(of)": lambda junk: sweep(junk, {"n": [1]}),
    "sweep(grid)": lambda junk: sweep(FORECAST, junk),
    "sweep(axis)": lambda junk: sweep(FORECAST, {"renewal": junk}),
    "sweep(until)": lambda junk: sweep(FORECAST, {"until": [junk]}),
    "sweep(map)": lambda junk: sweep(lambda n: n, {"n": [1]}, map=junk),
    "sweep(lang)": lambda junk: sweep(FORECAST, {"renewal": [1]}, lang=junk),
}  # fmt: skip


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nothing_raw_comes_out(call):
    refusals = []
    for junk in JUNK:
        try:
            repr(call(junk))
        except OcopError as err:
            refusals.append(err)
    assert refusals
    assert all(err.text(lang) for err in refusals for lang in ("vi", "en"))
