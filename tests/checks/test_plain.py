"""Plain values: whatever a result says can be written in a file of checks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

import ocop
from ocop.checks.plain import plain
from ocop.checks.subject.every import SUBJECTS
from ocop.checks.subject.subject import View
from ocop.dates import DateRange
from ocop.words import Words
from tests.checks.cases import case_of, checks_of

PLAIN = (int, bool, Fraction, str, date, Words, type(None))
TOP = {"regime": "26", "set": 1, "rest": "top"}
LIFE = [
    {"event": "idea-submitted", "on": "2023-06-01"},
    {"event": "idea-accepted", "on": "2023-06-05", "level": "district"},
    {"event": "dossier-filed", "on": "2023-06-07", "product_set": 1},
]
FORECAST = {"plan": "ha-tinh-2023-2025", "assumptions": {"renewal": "1/2"}}
GIVEN = [
    ({"sheet": {**TOP, "choices": {"1.5": 2}}}, {"total": 1}),
    ({"sheet": {"regime": "26", "set": 1, "partial": True, "choices": {}}}, {"lowest_total": 1}),
    ({"bands": {"on": "2026-06-01", "total": "89.995"}}, {"stars": 1}),
    ({"ballots": {**TOP, "members": [{}, {"choices": {"1.5": 2}}]}}, {"total": 1}),
    ({"certificate": {"stars": 3, "issued_on": "2026-06-01"}}, {"on": "2026-06-01", "stars": 3}),
    ({"certificate": {"stars": 3, "issued_on": "2021-06-01"}}, {"filing_window": "none"}),
    ({"application": {"history": LIFE}}, {"on": "2023-07-01", "stage": "ideas"}),
    ({"application": {"history": LIFE}}, {"stage": "ideas"}),
    ({"registry": {"rows": [{"stars": 3, "issued_on": "2024-01-10", "times": 2}]}}, {"notes": []}),
    (
        {"registry": {"rows": [{"stars": 3, "issued_on": "2024-01-10", "times": 2}]}},
        {"on": "2026-01-01", "valid": 2},
    ),
    (
        {"registry": {"rows": [{"stars": 3, "issued_on": "2024-01-10", "times": 2}]}},
        {"on": "2026-01-01", "where": {"stars": 3}, "count": 2},
    ),
    (
        {"registry": {"rows": [{"stars": 3, "issued_on": "2024-01-10", "times": 2}]}},
        {"from": "2024-01-01", "until": "2024-12-31", "new": 2},
    ),
    ({"plan": "ha-tinh-2023-2025"}, {"counts": {"met": 1}}),
    ({"plan": "ha-tinh-2023-2025"}, {"target": "products", "on": "2024-01-01", "gap": 1}),
    ({"regime": {"on": "2026-06-01"}}, {"id": "26"}),
    ({"forecast": FORECAST}, {"in_force": 1}),
    ({"forecast": FORECAST}, {"target": "products", "expected": 1}),
    ({"deadline": {"of": "commune-check", "from": "2026-06-01"}}, {"day": "2026-06-22"}),
    ({"deadline": {"of": "round", "from": "2026-06-01"}}, {"no": 2}),
    ({"deadline": {"of": "working-days", "from": "2026-06-01", "number": 3}}, {"day": 1}),
    (
        {"compare": {"id": "dx", "kind": "proposal", "title": {"vi": "a", "en": "b"}, "amends": "26",
                     "from": "2026-06-01", "reference": "x", "bands": {"4": 75}}},
        {"changed": ["bands/4/from"]},
    ),
]  # fmt: skip


def leaves(value):
    if isinstance(value, dict):
        assert all(isinstance(key, str) for key in value)
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
    else:
        yield value


@pytest.mark.parametrize(("given", "expect"), GIVEN, ids=lambda given: next(iter(given)))
def test_every_field_of_every_subject_is_plain(given, expect):
    (check,) = checks_of(case_of(**given, expect=expect))
    (expectation,) = check.expectations
    view = View(check.subject.make(check.given, check.setting), expectation.asked)
    facts = check.subject.facts(check.given, expectation.asked)
    assert facts
    for name, fact in facts.items():
        for leaf in leaves(plain(fact(view))):
            assert isinstance(leaf, PLAIN), (name, leaf)
    for lang in ("vi", "en"):
        assert all(isinstance(line, str) for line in check.subject.why(view, lang))
        assert all(isinstance(line, str) for line in check.subject.cites(view, lang))


def test_every_subject_is_asked_above():
    assert {next(iter(given)) for given, _ in GIVEN} == set(SUBJECTS)


def test_what_values_are_called():
    rubric = ocop.regime("26").rubric(1)
    assert plain(rubric.criterion("1.5")) == "1.5"
    assert plain(rubric.criterion("1.5").options[1]) == 2
    assert plain(ocop.regime("26")) == "26"
    assert plain(ocop.Level.PROVINCE) == "province"
    assert plain(DateRange(date(2026, 1, 1), date(2026, 1, 2))) == {
        "first": date(2026, 1, 1),
        "last": date(2026, 1, 2),
    }
    assert plain({3: frozenset({"a"})}) == {"3": ("a",)}
    assert plain(ocop.regime("26").set(1)) == 1
