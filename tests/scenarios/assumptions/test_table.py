"""Assumptions as the table of a file."""

from __future__ import annotations

from datetime import date

import pytest

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError

FILE = """
renewal = { 3 = "60 %", 4 = "0,8" }
delay = { 2 = "1/3", 4 = "2/3" }
upgrade = "5 %"
new_per_round = 20
stock_issued = 2024
[renewed_as]
4 = { 4 = "0.7", 3 = "0.3" }
[new_totals]
"50-69" = "0.9"
70 = "0.1"
[new_places.district]
"Can Lộc" = 1
[sources]
renewal = "Sở, 2025"
"""


def test_a_file_is_read_and_written_as_a_person_would():
    suppose = ocop.from_toml(ocop.Assumptions, FILE)
    assert suppose.stock_issued == DateRange(date(2024, 1, 1), date(2024, 12, 31))
    table = ocop.to_dict(suppose)
    assert {key: table[key] for key in table if key not in {"type", "format", "rules"}} == {
        "renewal": {"3": "0.6", "4": "0.8"},
        "renewed_as": {"4": {"4": "0.7", "3": "0.3"}},
        "delay": {"2": "1/3", "4": "2/3"},
        "upgrade": "0.05",
        "new_per_round": 20,
        "new_totals": {"50-69": "0.9", "70": "0.1"},
        "new_places": {"district": {"Can Lộc": 1}},
        "stock_issued": {"from": "2024-01-01", "to": "2024-12-31"},
        "sources": {"renewal": "Sở, 2025"},
    }
    assert ocop.from_dict(ocop.Assumptions, table) == suppose


def test_what_is_not_said_is_not_written():
    assert ocop.Assumptions().to_table() == {}
    assert ocop.Assumptions(delay=3, renewal=1).to_table() == {"renewal": 1, "delay": 3}
    nothing = {"stock_issued": None, "new_entities": None}
    assert ocop.Assumptions.from_table(nothing) == ocop.Assumptions()


def test_every_fault_has_its_line():
    text = 'renewals = 1\nrenewal = 0.5\nupgrade = { "03" = 1 }\nstock_issued = { from = 2024-01-01 }\ndelay = "two"\n'
    with pytest.raises(InputError) as caught:
        ocop.from_toml(ocop.Assumptions, text)
    assert {(one.line, one.path, one.code) for one in caught.value.faults} == {
        (1, ("renewals",), "unknown-key"),
        (2, ("renewal",), "not-exact"),
        (3, ("upgrade", "03"), "not-one-of-the-ranks"),
        (4, ("stock_issued", "to"), "missing-key"),
        (5, ("delay",), "not-a-whole-number"),
    }


def test_what_is_no_table_is_refused():
    with pytest.raises(InputError, match="not a table"):
        ocop.Assumptions.from_table([])
