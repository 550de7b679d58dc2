"""Whatever is handed in: a value comes back, or a fault that says what is wrong."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import attrs
import pytest

import ocop
from ocop import errors, law, scoring
from ocop.errors import OcopError
from tests.public_values import values

NAN = float("nan")
JUNK = (None, 3, -1, "x", "", [], (), {}, b"x", object(), 1.5, NAN, True, Path("x"), [[]])
JUNK += ({"x": []}, int, [None], "1.1", date(2026, 9, 1))
#: The floors that are held to it; faces, and modules of classes.
FACES = (ocop, law, scoring, errors)
FLOORS = ("ocop.law.", "ocop.scoring.", "ocop.errors", "ocop.dates", "ocop.text")
#: What no user makes or calls.
INNER = {"Faults", "Folded", "Law", "Source", "Tables"}
DUNDER = {"__call__", "__contains__", "__getitem__", "__iter__", "__le__", "__lt__"}
#: Parameter → what it should be, where it must be given.
GOOD = {
    "a": ocop.regime("26").rubric(1),
    "b": ocop.regime("26").rubric(2),
    "changes": values()[law.Changes][0],
    "checked": date(2026, 9, 1),
    "choice": 1,
    "choices": {},
    "code": "not-text",
    "data": {},
    "day": date(2026, 9, 1),
    "faults": errors.fault("not-text", given=1),
    "file": "x.toml",
    "filed_on": date(2026, 9, 1),
    "kind": "first",
    "lang": "vi",
    "level": "district",
    "no": 1,
    "numbering": "148",
    "on": date(2026, 9, 1),
    "other": law.Level.CENTRE,
    "place": "x.toml",
    "points": {},
    "readings": {},
    "rubric": ocop.regime("26").rubric(1),
    "product_set": ocop.regime("26").set(1),
    "reference": "26/2026/QĐ-TTg",
    "references": ["26/2026/QĐ-TTg"],
    "row": {},
    "rows": [],
    "rules": ocop.Rules(),
    "sheet": values()[ocop.Sheet][0],
    "stars": 3,
    "table": {},
    "text": "",
    "to": 4,
    "total": 80,
    "value": 1,
    "which": "1.1",
}


#: What is taken by keyword alone → a name that it has.
KEYWORD = {"owner": "product", "readings": "star_minima", "values": "given"}


def of_ours(value):
    return str(getattr(value, "__module__", "")).startswith(FLOORS)


def calls():
    """Name → function, class or method, each on a value of its class."""
    table = {}
    for face in FACES:
        for name in face.__all__:
            value = getattr(face, name)
            if callable(value) and not isinstance(value, type) and of_ours(value):
                table[name] = value
    for kind, (value, *_) in values().items():
        if not of_ours(kind) or kind.__name__ in INNER:
            continue
        if attrs.has(kind):
            table[kind.__name__] = kind
        for name in dir(kind):
            member = inspect.getattr_static(kind, name)
            function = getattr(member, "__func__", member)
            if (name[0] != "_" or name in DUNDER) and inspect.isfunction(function):
                table[f"{kind.__name__}.{name}"] = getattr(value, name)
    return table


CALLS = calls()


def good_arguments(name):
    """What the call should be made with: the fields of a value of the class, or what GOOD says."""
    call = CALLS[name]
    parameters = inspect.signature(call).parameters.values()
    if isinstance(call, type):
        value = values()[call][0]
        fields = {field.alias: getattr(value, field.name) for field in attrs.fields(call)}
        return {each.name: fields[each.name] for each in parameters}
    return {
        each.name: GOOD[each.name]
        for each in parameters
        if each.default is each.empty and each.kind not in {each.VAR_POSITIONAL, each.VAR_KEYWORD}
    }


def arguments(name, parameter, junk):
    """Every argument as it should be, but for one."""
    good = good_arguments(name)
    if parameter.kind is parameter.VAR_POSITIONAL:
        return (*good.values(), junk), {}
    if parameter.kind is parameter.VAR_KEYWORD:
        return tuple(good.values()), {KEYWORD[parameter.name]: junk}
    named = {**good, parameter.name: junk}
    return (), named


def answered_or_told(call, args, kwargs):
    try:
        answer = call(*args, **kwargs)
    except OcopError as err:
        answer = err
    if inspect.isgenerator(answer):
        list(answer)
    assert repr(answer)
    if isinstance(call, type) or isinstance(answer, OcopError):
        assert str(answer) is not None
        hash(answer)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_anything_is_answered_or_told_as_a_fault(name):
    """hard A1, A2, A9, A15: KeyError, AttributeError and the like escaped for a wrong argument."""
    call = CALLS[name]
    answered_or_told(call, (), good_arguments(name))
    for parameter in inspect.signature(call).parameters.values():
        for junk in JUNK:
            answered_or_told(call, *arguments(name, parameter, junk))


def test_what_is_called():
    assert {"regime_on", "Rules", "Rules.regime_for", "Regime.__contains__"} <= set(CALLS)
    assert {"Scorecard", "Scorecard.advice", "Fault.text", "InputError.of", "Level.__lt__"} <= set(
        CALLS
    )
    assert len(CALLS) > 150
