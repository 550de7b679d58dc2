"""Expectations: the value itself holds, every other one does not, what cannot be is a fault."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.checks.expected import mismatches
from ocop.errors import InputError
from ocop.text import Label

NUMBERS = st.integers(-1000, 1000) | st.fractions(-100, 100, max_denominator=1000)
TEXTS = st.text("abc-", min_size=1, max_size=4).filter(lambda text: text != "none")
SCALARS = NUMBERS | st.booleans() | TEXTS | st.dates()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(SCALARS, max_size=3).map(tuple)
        | st.dictionaries(TEXTS, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def written(value):
    """A plain value as a file writes it."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [written(item) for item in value]
    return value


def differences(expected, got, **more):
    return [(one.path, one.expected, one.got) for one in mismatches(expected, got, **more)]


@given(VALUES)
def test_what_is_written_of_a_value_holds(value):
    assert differences(written(value), value) == []


@given(SCALARS, SCALARS)
def test_what_is_written_of_another_does_not(one, other):
    try:
        held = not differences(written(one), other)
    except InputError:
        held = False  # no value of this kind can be so
    same = one == other and isinstance(one, bool) == isinstance(other, bool)
    assert held == same


@given(st.dictionaries(TEXTS, NUMBERS, min_size=1, max_size=4), st.data())
def test_every_key_that_differs_is_told(table, data):
    changed = data.draw(st.sets(st.sampled_from(sorted(table))))
    expected = {key: written(value + (key in changed)) for key, value in table.items()}
    assert {path for path, _, _ in differences(expected, table)} == {(key,) for key in changed}


@given(NUMBERS, NUMBERS)
def test_a_range_is_its_ends(bound, value):
    assert (not differences({"at_least": written(bound)}, value)) == (value >= bound)
    assert (not differences({"at_most": written(bound)}, value)) == (value <= bound)


@given(st.dates(), st.dates())
def test_a_range_of_days_too(bound, value):
    assert (not differences({"at_least": bound}, value)) == (value >= bound)
    assert (not differences({"at_most": bound.isoformat()}, value)) == (value <= bound)


@given(st.sets(TEXTS, max_size=4), st.sets(TEXTS, min_size=1, max_size=4))
def test_inclusion_is_that_of_sets(members, wanted):
    got = tuple(members)
    assert (not differences({"includes": sorted(wanted)}, got)) == (wanted <= members)
    assert (not differences({"excludes": sorted(wanted)}, got)) == (not wanted & members)
    assert (not differences(sorted(wanted), got)) == (wanted == members)


@pytest.mark.parametrize(
    ("expected", "holds"),
    [
        ("5,07 %", True),
        ("5.07%", True),
        ("5,1 %", True),
        ("5 %", True),
        ("5,06 %", False),
        ("11/217", True),
        ("5,0691 %", True),
        ("0,05", False),
    ],
)
def test_a_percentage_is_what_is_shown(expected, holds):
    assert (not differences(expected, Fraction(11, 217))) == holds


def test_numbers_are_exact_and_have_either_sign():
    assert differences("89,995", Fraction(89995, 1000)) == []
    assert differences("-3/2", Fraction(-3, 2)) == []
    assert differences("90", Fraction(89995, 1000)) == [((), "90", Fraction(89995, 1000))]
    assert differences("99,83", "99.83") == []
    assert differences("99,8", "99.83") == [((), "99,8", "99.83")]


def test_nothing_is_the_word_none():
    assert differences("none", None) == []
    assert differences("none", 3) == [((), "none", 3)]
    assert differences(3, None) == [((), 3, None)]
    assert differences(["a"], None) == [((), ("a",), None)]
    assert differences({"a": 1}, None) == [((), {"a": 1}, None)]
    assert differences({"includes": ["a"]}, None) == [(("includes",), ["a"], None)]
    assert differences({"at_least": 1}, None) == [(("at_least",), 1, None)]
    assert differences({"at_least": date(2026, 1, 1)}, None) != []
    assert differences([], None) == []


def test_words_hold_in_either_language():
    label = Label("Rau", "Vegetables")
    assert differences("Rau", label) == differences("Vegetables", label) == []
    assert differences("Quả", label) == [((), "Quả", label)]


def test_the_keys_of_a_table_can_be_included():
    assert differences({"includes": "a"}, {"a": 1}) == []
    assert differences({"excludes": "a"}, {"a": 1}) != []


@pytest.mark.parametrize(
    ("expected", "got", "code"),
    [
        (89.995, Fraction(89), "expected-a-float"),
        ({"at_least": 89.9}, 89, "expected-a-float"),
        ("five", 5, "not-a-number"),
        (True, 5, "expected-another-kind"),
        (1, True, "expected-another-kind"),
        (5, "valid", "expected-another-kind"),
        ("tomorrow", date(2026, 1, 1), "not-a-date-text"),
        (date(2026, 1, 1), "valid", "expected-another-kind"),
        ({}, {"a": 1}, "check-nothing-expected"),
        ({"a": 1}, 5, "expected-a-table"),
        ([1], 5, "expected-a-list"),
        ({"includes": [1]}, 5, "expected-a-list"),
        ({"at_least": 1}, "valid", "expected-no-number"),
        ({"at_least": 1}, True, "expected-no-number"),
        ({"at_least": date(2026, 1, 1)}, 5, "expected-no-day"),
    ],
)
def test_what_no_value_of_this_kind_can_be_is_a_fault(expected, got, code):
    with pytest.raises(InputError) as caught:
        differences(expected, got)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_word_of_a_closed_list_is_held_to_it():
    known = ("valid", "lapsed")
    assert differences("valid", "valid", known=known) == []
    with pytest.raises(InputError) as caught:
        differences("vald", "valid", known=known)
    assert "'valid'" in str(caught.value)


def test_a_member_of_another_kind_is_none_of_those_expected():
    assert differences(["a"], ("a", 1)) == [((), ("a",), ("a", 1))]
