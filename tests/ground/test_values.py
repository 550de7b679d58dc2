"""Days, digits and words at their edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ocop import limits
from ocop.dates import DateRange, parse_date
from ocop.errors import InputError, fault
from ocop.shape import fits
from ocop.text import Label
from ocop.words import Words, in_words, kept, plain_digits, surely_meant


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (0, ["not-a-year"]),
        (10**30, ["not-a-year"]),
        ("2026", ["not-days"]),
        ({}, ["missing-key", "missing-key"]),
        ({"from": "1/1/2026", "until": 3}, ["unknown-key", "not-a-date-text", "missing-key"]),
        ({"from": "2026-02-01", "to": "2026-01-01"}, ["ends-before-it-begins"]),
    ],
)
def test_a_table_of_days_at_fault(table, codes):
    with pytest.raises(InputError) as caught:
        DateRange.from_table(table)
    assert [one.code for one in caught.value.faults] == codes


def test_a_table_of_days():
    days = DateRange(date(2026, 1, 1), date(2026, 12, 31))
    assert DateRange.from_table(2026) == days
    assert DateRange.from_table(days) is days
    assert DateRange.from_table({"from": "2026-01-01", "to": date(2026, 12, 31)}) == days


@pytest.mark.parametrize("ends", [("b", "c"), ([], []), (None, date(2026, 1, 1))])
def test_days_that_are_no_dates(ends):
    """hard A15: they were taken in silence."""
    with pytest.raises(InputError) as caught:
        DateRange(*ends)
    assert {one.code for one in caught.value.faults} == {"not-a-date"}


def test_digits_of_other_scripts():
    """hard A16: some were read, others were told to be no day of the calendar."""
    with pytest.raises(InputError) as caught:
        parse_date("٢٠٢٤-٠١-٠١", "issued_on")
    assert caught.value.faults[0].code == "other-digits"
    with pytest.raises(InputError) as caught:
        parse_date("２０２４－０１－０１", "issued_on")
    assert caught.value.faults[0].values["plain"] == "2024-01-01"
    assert plain_digits("4 sao") is plain_digits("bốn sao") is None


def test_a_number_chooses_its_words():
    catalogued = fault("too-deep-a-key", steps=33, most=32)
    assert "33" in catalogued.message("vi")
    data = fault("not-a-language", given=Label("Hoa", "Flowers"), known=("vi", 3)).to_data("vi")
    assert data["values"] == {"given": "Hoa", "known": ["vi", 3]}


def test_what_values_are():
    assert in_words(kept([1]), "en") == "a list"
    assert in_words(kept(b"x"), "vi") == "dữ liệu thô, không phải chữ"
    assert surely_meant("", ("a",)) is None
    assert surely_meant("a" * 61, ("a" * 62,)) is None
    with pytest.raises(NotImplementedError):
        Words()("vi")


def test_a_document_that_is_no_text():
    with pytest.raises(InputError) as caught:
        limits.check_size(b"{}")
    assert caught.value.faults[0].code == "not-text"
    limits.check_values({1: {"a": [10**50]}})


def test_any_value_fits_what_is_open():
    assert fits(Any, object())
