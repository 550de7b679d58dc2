"""The elements of a regime's tables: each can be shifted, and shifts nothing else."""

from __future__ import annotations

import pytest

from ocop.checks.coverage.law_elements import law_elements
from ocop.checks.coverage.trial import shifted_rules
from ocop.law.changes.changes import Changes
from ocop.law.rules import default_rules

RULES = default_rules()
ELEMENTS = [element for regime in RULES.regimes() for element in law_elements(regime)]


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.id)
def test_each_shift_changes_that_value_and_no_other(element):
    assert element.shifts
    for shift in element.shifts:
        rules = shifted_rules(RULES, element, shift)
        changed = [one for one in rules.differences if one.path[-1:] != ("reference",)]
        table, *path = element.place
        assert {one.table for one in changed} == {table}
        depth = len(path) - 1 if table == "transition" else len(path)  # its cases are one list
        assert {one.path[:depth] for one in changed} == {tuple(path[:depth])}
        before = RULES.regime(element.regime).citation.en
        assert rules.regime(element.regime).citation.en == before


def test_every_number_of_days_months_and_points_of_the_tables_is_an_element():
    """A number that is added to a table of the law is asked for here, or named."""
    known = {(one.regime, *one.place) for one in ELEMENTS}
    unasked = set()
    for regime in RULES.regimes():
        for table in ("bands", "levels", "term", "window", "notice", "extension", "withdrawal"):
            for path in numbers(RULES.law.table(regime.id, table)):
                if (regime.id, table, *path) not in known:
                    unasked.add((table, *path))
    # the lowest rank begins at 0: there is no other that it could begin at
    assert unasked == {("bands", "1", "from")}


def numbers(value, *path):
    if isinstance(value, int):
        yield path
    elif hasattr(value, "items"):
        for key, inner in value.items():
            yield from numbers(inner, *path, key)


def test_ranks_stay_in_order():
    draft = RULES.amended(correction(bands={"5": 72, "4": 71, "3": 70}))
    shifts = {
        element.place[1]: [shift.after for shift in element.shifts]
        for element in law_elements(draft.regime("26"))
        if element.kind == "band"
    }
    assert shifts == {"5": [73], "3": [69], "2": [29, 31]}


def correction(**tables):
    return Changes.from_dict(
        {
            "id": "x", "kind": "correction", "title": {"vi": "x", "en": "x"}, "amends": "26",
            "reference": "x", **tables,
        }
    )  # fmt: skip
